"""Routes to what the text says of the phase diagram: (26) with fluctuations by quadrature."""

from collections.abc import Callable

from flint import acb, arb, ctx

from derive.grains import symbols as s
from numerics.arithmetic.functions import ball_precision
from numerics.grains.routes.couplings import product_of_states, self_consistent_ratio
from numerics.grains.routes.meanfield import share_of_a_bond
from numerics.grains.routes.transition import equal_grains, smallest_josephson
from numerics.judge.compare import ball
from numerics.judge.route import Route, Values, at, numbers

GUARD_BITS = 16  # by which the error of a sum over nodes is larger than the precision
SIGN_BITS = 64  # which tell a factor from 1
MOST_STEPS = 200  # of a fixed point or of a descent, which take some ten

Stiffness = Callable[[arb], arb]


def damping(alpha: arb) -> arb:
    """a, where (27) has a |omega|: a shunt R has hbar/(4 e^2 R), and alpha is h/(2 e^2 R)."""
    return alpha / (4 * arb.pi())


def damped(E: arb, J_R: arb, alpha: arb) -> Stiffness:
    """A(omega) of (27), a function of omega > 0."""
    a = damping(alpha)
    return lambda w: (w / E + a) * w + J_R


def fluctuation(A: Stiffness, E: arb, J_R: arb, power: int = 1, lowest: arb | None = None) -> arb:
    """<|Delta phi_p|^2> at T = 0 from |omega| > lowest, with 1/A to some power.

    A lies above J_R, and above omega^2/E.  The trapezoidal rule in log omega; above a cutoff in the
    logarithm of the distance from it.
    """
    nats = arb(2).log() * ctx.prec
    step = (arb.pi() ** 2 / nats).mid()
    start = arb(0) if lowest is None else lowest
    first, last = (J_R.log() - (1 + 1 / E).log() - nats).mid(), ((1 + E).log() + nats).mid()
    total, w, ratio = arb(0), first.exp(), step.exp()
    for _ in range(int(float((last - first) / step)) + 1):
        total += w / A(start + w) ** power
        w *= ratio
    error = arb(0, arb(2) ** (GUARD_BITS - ctx.prec))
    return share_of_a_bond(ctx.prec) / arb.pi() * step * total * (1 + error)


def josephson(J_R: arb, D: arb) -> arb:
    """J for which (26) has the solution J_R; the mean of a cosine is exp(-D/2)."""
    return J_R * (D / 2).exp()


def growth(E: arb, J_R: arb, alpha: arb, cutoff: bool = False) -> arb:
    """-d<|Delta phi_p|^2>/d ln J_R of (27), or of (28), where the lowest frequency is J_R, too."""
    A = damped(E, J_R, alpha)
    lowest = J_R if cutoff else None
    inside = J_R * fluctuation(A, E, J_R, 2, lowest)
    return inside + share_of_a_bond(ctx.prec) / arb.pi() * J_R / A(J_R) if cutoff else inside


def critical_alpha(E: arb, J_R: arb, weight: arb, cutoff: bool = False) -> arb:
    """The alpha at which ln J = ln J_R + weight D is stationary: a fixed point of alpha growth."""
    alpha = arb(1)
    for _ in range(MOST_STEPS):
        following = (weight * alpha * growth(E, J_R, alpha, cutoff)).mid()
        if abs(following - alpha) < arb(2) ** (GUARD_BITS - ctx.prec):
            return weight * alpha * growth(E, J_R, alpha, cutoff)
        alpha = following
    raise ArithmeticError("the critical alpha is not reached")


def critical_alpha_above_cutoff(point: Values) -> acb:
    E, J_R = (value.real for value in numbers(point, s.E_0, s.J_R))
    return acb(critical_alpha(E, J_R, arb(1) / 2, cutoff=True))


def cutoff_factor(point: Values, alpha: arb) -> acb:
    """J of (26) with (28) over that with (27), at the J_R of the point."""
    E, J_R = (value.real for value in numbers(point, s.E_0, s.J_R))
    A = damped(E, J_R, alpha)
    above, whole = (fluctuation(A, E, J_R, lowest=lowest) for lowest in (J_R, None))
    return acb(josephson(J_R, above) / josephson(J_R, whole))


def jump_without_dissipation(point: Values) -> list[acb]:
    """The smallest J that has a solution, and its J_R."""
    (E,) = numbers(point, s.E_0)
    return [E * of_E for of_E in smallest_josephson(arb(0))]


def large_charging(point: Values) -> acb:
    """E_0 for the J at which a J_R that vanishes is the solution at the critical alpha."""
    J, J_R = (value.real for value in numbers(point, s.J, s.J_R))
    D = fluctuation(damped(arb(1), J_R, arb(1)), arb(1), J_R)
    return acb(J / josephson(J_R, D))


def vanishing_coupling(point: Values) -> acb:
    """J_R of the J of the point, by Newton's method in ln J_R."""
    E, J, alpha = (value.real for value in numbers(point, s.E_0, s.J, s.alpha))
    J_R = J
    for _ in range(MOST_STEPS):
        D = fluctuation(damped(E, J_R, alpha), E, J_R)
        excess = (josephson(J_R, D) / J).log()
        change = excess / (1 - growth(E, J_R, alpha) / 2)
        if abs(change.mid()) < arb(2) ** (2 * GUARD_BITS - ctx.prec):
            return acb(J_R * (arb(0, (2 * abs(change)).upper())).exp())
        J_R = (J_R * (-change).exp()).mid()
    raise ArithmeticError("the coupling is not reached")


def axes(point: Values) -> list[acb]:
    """J_SS/J_MS of the gaps solved, and alpha_MM/alpha_MS by states between both energies."""
    gamma, gap = (value.real for value in numbers(point, s.Gamma, s.Delta_0))
    between = acb((gamma * gap).sqrt().mid())
    exact = {key: ball(value).mid() for key, value in equal_grains(point).items()}
    states = product_of_states({**exact, s.omega: between})
    return [1 / self_consistent_ratio(equal_grains(point)), 1 / states]


def expanded(point: Values) -> list[acb]:
    """The signs of what both axes are scaled by, less 1."""
    with ball_precision(SIGN_BITS):
        return [acb((factor.real - 1).sgn()) for factor in axes(point)]


_FLUCTUATIONS = "(26) with fluctuations by quadrature over frequencies"
_SOLVED = "(18) and (19) as 2 x 2 matrices, solved"

DIAGRAM_ROUTES: dict[str, Route] = {
    "cutoff-alpha": Route(_FLUCTUATIONS, at(critical_alpha_above_cutoff), enclosed=False),
    "cutoff-critical": Route(
        _FLUCTUATIONS, at(lambda point: cutoff_factor(point, arb(1))), enclosed=False
    ),
    "cutoff-undamped": Route(
        _FLUCTUATIONS, at(lambda point: cutoff_factor(point, arb(0))), enclosed=False
    ),
    "undamped-jump": Route(_FLUCTUATIONS, at(jump_without_dissipation), enclosed=False),
    "large-charging": Route(_FLUCTUATIONS, at(large_charging), enclosed=False),
    "vanishing-coupling": Route(_FLUCTUATIONS, at(vanishing_coupling), enclosed=False),
    "axes": Route(_SOLVED, at(axes), enclosed=False),
    "expanded": Route(_SOLVED, at(expanded), enclosed=False),
}
