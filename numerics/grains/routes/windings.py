"""Routes to the actions of winding numbers, by counting Matsubara frequencies."""

from flint import acb

from derive.grains import symbols as s
from numerics.grains.routes.meanfield import kernel_deficit
from numerics.judge.route import Route, Values, at, numbers


def winding_action(point: Values) -> acb:
    """The energy of the capacitor 4/E_0 over a time beta, a quadrature over tau, and counting."""
    m, beta, E, alpha, J_MF = numbers(point, s.m, s.beta, s.E_0, s.alpha, s.J_MF)
    voltage = acb.pi() * m / beta
    charging = beta * (4 / E) * voltage**2 / 2
    aligned = acb.integral(lambda tau, _: (2 * acb(0, 1) * voltage * tau).exp(), 0, beta)
    winding = whole(m)
    dissipative = winding_dissipation(alpha, beta, winding, odd=winding % 2)
    return charging + dissipative - J_MF * aligned


def winding_dissipation(alpha: acb, beta: acb, winding: int, odd: int) -> acb:
    """The second order in tunnelling for a winding, less that of two grains that do not wind.

    By the frequencies of both local Green's functions, of which each is a number times the sign of
    its frequency, and 0 at the frequency 0: to each frequency belongs 1 less the product of signs.
    odd is the number of grains whose electrons are periodic.  A quadrature for a winding of 2, at
    which two frequencies have other signs, gives the weight of a frequency.
    """
    per_frequency = beta * kernel_deficit(alpha, beta, 2 * acb.pi() / beta) / sign_changes(2, 0)
    return per_frequency * sign_changes(winding, odd)


def sign_changes(winding: int, odd: int) -> int:
    """The sum of 1 - sign(omega_i) sign(omega_j) over omega_j = omega_i + pi winding/beta.

    In units of pi/beta the frequencies of antiperiodic electrons are odd, those of periodic ones
    even, and there are as many of both.  Where one grain alone has periodic electrons it is j.
    """
    last = abs(winding)
    between = range(-last + (last + int(odd != 2)) % 2, 1, 2)  # elsewhere both signs are alike
    ends = sum(end in between for end in {-last, 0})  # at which one of both frequencies is 0
    return 2 * len(between) - ends


def whole(value: acb) -> int:
    """The integer that the ball holds."""
    found = value.real.unique_fmpz()
    if found is None:
        raise ArithmeticError(f"the winding {value} is no integer")
    return int(found)


def dissipation_by_parity(point: Values) -> list[acb]:
    """For the windings 2 n, 2 n + 1 and 2 n with none, one and both grains of an odd winding."""
    n, beta, alpha = numbers(point, s.n, s.beta, s.alpha)
    half = whole(n)
    cases = ((2 * half, 0), (2 * half + 1, 1), (2 * half, 2))
    return [winding_dissipation(alpha, beta, winding, odd) for winding, odd in cases]


def damping_of_winding_phases(point: Values) -> acb:
    """A phase of mode n and a winding m move omega_j by pi (m + 2 n)/beta and pi (m - 2 n)/beta."""
    n, m = (whole(value) for value in numbers(point, s.n, s.m))
    moved = sign_changes(m + 2 * n, 0) + sign_changes(m - 2 * n, 0)
    return acb(moved - 2 * sign_changes(m, 0)) / (2 * sign_changes(2 * n, 0))


_COUNTED = "Matsubara frequencies whose signs differ"

WINDING_ROUTES: dict[str, Route] = {
    "25a": Route(f"energy of a capacitor, and {_COUNTED}", at(winding_action)),
    "odd-windings": Route(_COUNTED, at(dissipation_by_parity)),
    "dropped-factor": Route(_COUNTED, at(damping_of_winding_phases)),
}
