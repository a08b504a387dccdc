"""For each label a way to the value of the derived form that does not use it."""

from flint import acb, acb_mat, arb
from sympy import Symbol

from derive.bcs.symbols import N_0, Delta, T, T_c, V, omega_D, xi
from numerics.bcs.pairing import gap_at_zero, gap_below_transition, transition_temperature
from numerics.judge.route import Route, Values, at, numbers


def energies(point: Values) -> acb_mat:
    """The energy of the four states of a pair: empty, k up, -k down, both."""
    e, gap = numbers(point, xi, Delta)
    return acb_mat([[0, 0, 0, -gap], [0, e, 0, 0], [0, 0, e, 0], [-gap, 0, 0, 2 * e]])


def occupation(point: Values) -> acb:
    """The weight of the occupied pair in the state of least energy."""
    whole = energies(point)
    even = acb_mat([[whole[i, j] for j in (0, 3)] for i in (0, 3)])
    values, vectors = even.eig(right=True)
    least = 0 if values[0].real < values[1].real else 1
    empty, both = vectors[0, least] ** 2, vectors[1, least] ** 2
    return both / (empty + both)


def amplitude(point: Values) -> acb:
    """The thermal mean of the operator that empties the pair, by the exponential of a matrix."""
    (temperature,) = numbers(point, T)
    density = (energies(point) * (-1 / temperature)).exp()
    return density[0, 3] / density.trace()


def real(point: Values, *symbols: Symbol) -> list[arb]:
    return [value.real for value in numbers(point, *symbols)]


def couplings(point: Values) -> tuple[arb, arb]:
    """The cutoff, and N(0)V."""
    cutoff, density, attraction = real(point, omega_D, N_0, V)
    return cutoff, density * attraction


def gap(point: Values) -> acb:
    return acb(gap_at_zero(*couplings(point)))


def transition(point: Values) -> acb:
    return acb(transition_temperature(*couplings(point)))


def ratio(point: Values) -> acb:
    return 2 * gap(point) / transition(point)


def gap_near_transition(point: Values) -> acb:
    return acb(gap_below_transition(*real(point, T, T_c)))


QUADRATURE = "the gap equation by quadrature, its root bracketed in ball arithmetic"

ROUTES: dict[str, Route] = {
    "occupation": Route("the state of least energy of a pair, by eigenvectors", at(occupation)),
    "amplitude": Route("four states of a pair, by the exponential of a matrix", at(amplitude)),
    "gap": Route(QUADRATURE, at(gap)),
    "gap-weak": Route(QUADRATURE, at(gap)),
    "transition": Route(QUADRATURE, at(transition)),
    "ratio": Route(QUADRATURE, at(ratio)),
    "gap-near-transition": Route(QUADRATURE, at(gap_near_transition)),
}
