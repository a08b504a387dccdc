"""The integral of the gap equation by quadrature, and the gap and T_c as its roots, enclosed.

Arguments are real balls or exact numbers; the working precision is that of the call.
"""

from collections.abc import Callable

from flint import acb, arb, ctx

MOST_STEPS = 60  # of the secant rule, which takes about ten
WIDENINGS = 40  # doublings of an interval until the function changes its sign in it


def pairing(cutoff: arb, gap: arb, temperature: arb) -> arb:
    """The integral of tanh(E/2T)/E over 0 < xi < cutoff; gap or temperature may be 0, not both.

    Quadrature in ln(xi).  The integrand is at most 1/E and at most 1/2T, which bounds what is left
    out at small xi.
    """
    bound = 1 / gap if temperature == 0 else 1 / (2 * temperature)
    first = (arb(2) ** -ctx.prec / bound).mid()

    def integrand(logarithm: acb, analytic: bool) -> acb:
        xi = logarithm.exp()
        energy = (xi * xi + gap * gap).sqrt(analytic=analytic) if gap != 0 else xi
        polarisation = acb(1)
        if temperature != 0:
            fermi = (-energy / temperature).exp()
            polarisation = (1 - fermi) / (1 + fermi)
        return xi * polarisation / energy

    inner = acb.integral(integrand, first.log().mid(), cutoff.log())
    return inner.real + arb(0, (2 * first * bound).upper())


def without_cutoff(gap: arb, temperature: arb, transition: arb) -> arb:
    """The gap equation's integral at this gap minus that at T_c, for a cutoff that is infinite.

    Beyond a last xi, where both tanh are 1 but for 2 exp(-xi/T), 1/E - 1/xi is integrated exactly.
    """
    last = (ctx.prec * transition).mid()
    behind = -((1 + (1 + (gap / last) ** 2).sqrt()) / 2).log()
    rest = 4 * transition / last * (-last / transition).exp()
    difference = pairing(last, gap, temperature) - pairing(last, arb(0), transition)
    return difference + behind + arb(0, rest.upper())


def root(function: Callable[[arb], arb], start: arb) -> arb:
    """The root of a continuous decreasing function near start: bracketed by a change of sign.

    The secant rule finds the middle of the bracket.  Raises ArithmeticError without a bracket.
    """
    before, middle = start.mid(), start.mid() + arb("0.01")
    earlier, value = function(before), function(middle)
    slope = arb(-1)
    for _ in range(MOST_STEPS):
        if value.contains(0):
            break
        slope = ((value - earlier) / (middle - before)).mid()
        before, middle, earlier = middle, (middle - value / slope).mid(), value
        value = function(middle)
    radius = (2 * abs(value).upper() / abs(slope)).mid()
    for _ in range(WIDENINGS):
        if function(middle - radius) > 0 > function(middle + radius):
            return middle + arb(0, radius)
        radius *= 2
    raise ArithmeticError(f"no change of sign near {middle.str(10, radius=False)}")


def gap_at_zero(cutoff: arb, coupling: arb) -> arb:
    """The gap at T = 0 for N(0)V = coupling."""
    return root(
        lambda y: pairing(cutoff, y.exp(), arb(0)) - 1 / coupling, cutoff.log() - 1 / coupling
    ).exp()


def transition_temperature(cutoff: arb, coupling: arb) -> arb:
    """The temperature at which the gap equation holds without a gap, for N(0)V = coupling."""
    return root(
        lambda y: pairing(cutoff, arb(0), y.exp()) - 1 / coupling, cutoff.log() - 1 / coupling
    ).exp()


def gap_below_transition(temperature: arb, transition: arb) -> arb:
    """The gap at 0 < T < T_c at weak coupling, where the cutoff is infinite."""
    size = (transition * (transition - temperature)).sqrt()
    return root(
        lambda y: without_cutoff(y.exp(), temperature, transition), (3 * size).log()
    ).exp()
