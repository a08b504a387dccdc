"""The integral of the gap equation by quadrature, and the gap and T_c as its roots, enclosed.

Arguments are real balls or exact numbers; the working precision is that of the call.
"""

from collections.abc import Callable

from flint import acb, arb, ctx

LOW_BITS = 128
MOST_STEPS = 60  # of the secant rule, which takes about ten at low precision, and two at others
WIDENINGS = 40  # doublings of an interval until the function changes its sign in it


def pairing(cutoff: arb, gap: arb, temperature: arb) -> arb:
    """The integral of tanh(E/2T)/E over 0 < xi < cutoff; gap or temperature may be 0, not both.

    Quadrature in u, xi = scale sinh(u), for energies that lie decades apart.
    """
    scale = (2 * gap.max(temperature)).mid()

    def integrand(u: acb, analytic: bool) -> acb:
        xi = scale * u.sinh()
        branched = analytic and temperature == 0  # else the integrand is even in E
        energy = (xi * xi + gap * gap).sqrt(analytic=branched) if gap != 0 else xi
        return scale * u.cosh() * polarisation(energy, temperature)

    return acb.integral(integrand, 0, (cutoff / scale).asinh()).real


def polarisation(energy: acb, temperature: arb) -> acb:
    """tanh(E/2T)/E: by the exponential that falls, or near E = 0 by sin(z)/z, which has no pole."""
    if temperature == 0:
        return 1 / energy
    z = acb(0, 1) * energy / (2 * temperature)
    if abs(z) < 1:
        return z.sinc() / z.cos() / (2 * temperature)
    fermi = (-energy / temperature).exp()
    return (1 - fermi) / (1 + fermi) / energy


def root(function: Callable[[arb], arb], start: arb) -> arb:
    """The root of a continuous decreasing function near start: bracketed by a change of sign.

    The secant rule, from the root at half the precision, finds the middle of the bracket.  Raises
    ArithmeticError without a bracket.
    """
    offset = arb("0.01").mid()
    if ctx.prec > LOW_BITS:
        with ctx.workprec(ctx.prec // 2):
            start, offset = root(function, start), arb(2) ** (-ctx.prec)
    before, middle = start.mid(), start.mid() + offset
    earlier, value = function(before), function(middle)
    slope = ((value - earlier) / offset).mid()
    for _ in range(MOST_STEPS):
        if value.contains(0):
            break
        before, middle, earlier = middle, (middle - value / slope).mid(), value
        value = function(middle)
        if not (change := value - earlier).contains(0):
            slope = (change / (middle - before)).mid()
    radius = (2 * abs(value) / abs(slope)).upper()
    for _ in range(WIDENINGS):
        if function(middle - radius) > 0 > function(middle + radius):
            return middle + arb(0, radius)
        radius *= 2
    raise ArithmeticError(f"no change of sign near {middle.str(10, radius=False)}")


def gap_at_zero(cutoff: arb, coupling: arb) -> arb:
    """The gap at T = 0 for N(0)V = coupling."""
    size = cutoff.log() - 1 / coupling
    return root(lambda y: pairing(cutoff, y.exp(), arb(0)) - 1 / coupling, size).exp()


def transition_temperature(cutoff: arb, coupling: arb) -> arb:
    """The temperature at which the gap equation holds without a gap, for N(0)V = coupling."""
    size = cutoff.log() - 1 / coupling
    return root(lambda y: pairing(cutoff, arb(0), y.exp()) - 1 / coupling, size).exp()


def gap_below_transition(temperature: arb, transition: arb) -> arb:
    """The gap at 0 < T < T_c at weak coupling, where the cutoff is infinite.

    Its gap equation is that the integrals at this gap and at T_c differ by nothing.  Beyond a last
    xi, where both tanh are 1 but for 2 exp(-xi/T_c), 1/E - 1/xi is integrated exactly.
    """
    last = (ctx.prec * transition).mid()
    normal = pairing(last, arb(0), transition)
    rest = arb(0, (4 * transition / last * (-last / transition).exp()).upper())

    size = 9 * transition * (transition - temperature)

    def difference(share: arb) -> arb:
        squared = share * size
        behind = -((1 + (1 + squared / last**2).sqrt()) / 2).log()
        return pairing(last, squared.sqrt(), temperature) - normal + behind + rest

    return (root(difference, arb(1)) * size).sqrt()
