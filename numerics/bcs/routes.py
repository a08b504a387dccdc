"""For each label a way to the value of the derived form that does not use it."""

from collections.abc import Iterator

from flint import acb, acb_mat, arb
from sympy import Symbol

from derive.bcs.symbols import N_0, Delta, T, T_c, V, omega_D, xi
from numerics.bcs.pairing import normal_pairing, pairing, transition_at, transition_of
from numerics.judge.route import Route, Sample, Values, at, grouped, numbers


def energies(e: acb, gap: acb) -> acb_mat:
    """The energy of the four states of a pair: empty, k up, -k down, both."""
    return acb_mat([[0, 0, 0, -gap], [0, e, 0, 0], [0, 0, e, 0], [-gap, 0, 0, 2 * e]])


def occupation(point: Values) -> acb:
    """The weight of the occupied pair in the state of least energy."""
    whole = energies(*numbers(point, xi, Delta))
    even = acb_mat([[whole[i, j] for j in (0, 3)] for i in (0, 3)])
    values, vectors = even.eig(right=True)
    least = 0 if values[0].real < values[1].real else 1
    empty, both = vectors[0, least] ** 2, vectors[1, least] ** 2
    return both / (empty + both)


def thermal_amplitude(e: acb, gap: acb, temperature: acb) -> acb:
    """The thermal mean of the operator that empties the pair, by the exponential of a matrix."""
    density = (energies(e, gap) * (-1 / temperature)).exp()
    return density[0, 3] / density.trace()


def amplitude(point: Values) -> acb:
    return thermal_amplitude(*numbers(point, xi, Delta, T))


def pairs(point: Values) -> acb:
    """The amplitudes of all pairs within the cutoff, by quadrature, in units of N(0) Delta."""
    gap, temperature, cutoff = numbers(point, Delta, T, omega_D)
    total = acb.integral(lambda e, _: thermal_amplitude(e, gap, temperature), -cutoff, cutoff)
    return total / gap


def real(point: Values, *symbols: Symbol) -> list[arb]:
    """Values of real symbols at the point."""
    return [value.real for value in numbers(point, *symbols)]


def size(point: Values) -> arb:
    """An energy of the order of the gap at T = 0."""
    cutoff, density, attraction = real(point, omega_D, N_0, V)
    return cutoff * (-1 / (density * attraction)).exp()


def with_pairing(point: Values, integral: arb) -> Values:
    """The point with the attraction for which the gap equation's integral has this value."""
    (density,) = real(point, N_0)
    return {**point, V: acb(1 / (density * integral))}


def gap(point: Values) -> Iterator[Sample]:
    """A gap, where the coupling is the one that leads to it."""
    (cutoff,) = real(point, omega_D)
    yield with_pairing(point, pairing(cutoff, size(point), arb(0))), grouped(acb(size(point)))


def transition(point: Values) -> Iterator[Sample]:
    """A transition temperature, where the coupling is the one that leads to it."""
    (cutoff,) = real(point, omega_D)
    yield with_pairing(point, normal_pairing(cutoff, size(point))), grouped(acb(size(point)))


def ratio(point: Values) -> Iterator[Sample]:
    """Twice a gap over the transition temperature, where the coupling leads to that gap."""
    (cutoff,) = real(point, omega_D)
    integral = pairing(cutoff, size(point), arb(0))
    found = 2 * size(point) / transition_at(cutoff, 1 / integral)
    yield with_pairing(point, integral), grouped(acb(found))


def gap_near_transition(point: Values) -> Iterator[Sample]:
    """A gap of the order of the one at the point, for the transition temperature that it has."""
    temperature, critical = real(point, T, T_c)
    some = 3 * (critical * (critical - temperature)).sqrt()
    yield {**point, T_c: acb(transition_of(some, temperature))}, grouped(acb(some))


QUADRATURE = "the gap equation by quadrature, at the coupling that it asks for"

ROUTES: dict[str, Route] = {
    "occupation": Route("the state of least energy of a pair, by eigenvectors", at(occupation)),
    "amplitude": Route("four states of a pair, by the exponential of a matrix", at(amplitude)),
    "gap-equation": Route("density matrices of all pairs, by quadrature", at(pairs)),
    "gap": Route(QUADRATURE, gap),
    "gap-weak": Route(QUADRATURE, gap),
    "transition": Route(QUADRATURE, transition),
    "ratio": Route("the gap equation by quadrature, and its root T_c in a bracket", ratio),
    "gap-near-transition": Route(
        "the gap equation by quadrature, at its own T_c", gap_near_transition
    ),
}
