"""The gap equation by quadrature: to which coupling, or T_c, a gap or a temperature belongs.

Arguments are real balls; the working precision is that of the call.
"""

from flint import acb, arb, ctx

LOW_BITS = 128
STEPS = 12  # of the secant rule at low precision
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


def normal_pairing(cutoff: arb, temperature: arb) -> arb:
    """`pairing` without a gap; tanh is 1 from a last energy on, but for 2 exp(-E/T)."""
    last = (ctx.prec * temperature).mid()
    if not last < cutoff:
        return pairing(cutoff, arb(0), temperature)
    return pairing(last, arb(0), temperature) + (cutoff / last).log() + rest(last, temperature)


def rest(last: arb, temperature: arb) -> arb:
    """A ball about 0 that holds the integral of (1 - tanh(E/2T))/E over xi > last."""
    return arb(0, (2 * temperature / last * (-last / temperature).exp()).upper())


def transition_of(gap: arb, temperature: arb) -> arb:
    """T_c of a superconductor that has this gap at this temperature, at weak coupling.

    For an infinite cutoff the gap equations at T and at T_c say that ln(T_c/T) is the integral of
    tanh(xi/2T)/xi - tanh(E/2T)/E, as tanh(xi/2T)/xi - tanh(xi/2T_c)/xi has the integral ln(T_c/T)
    (Frullani).  Behind a last xi it is that of 1/xi - 1/E.
    """
    last = (ctx.prec * (temperature + gap)).mid()
    behind = ((1 + (1 + (gap / last) ** 2).sqrt()) / 2).log()
    within = pairing(last, arb(0), temperature) - pairing(last, gap, temperature)
    return temperature * (within + behind + 2 * rest(last, temperature)).exp()


def transition_at(cutoff: arb, coupling: arb) -> arb:
    """The temperature at which `normal_pairing` is 1/coupling: bracketed by a change of sign.

    The secant rule in ln(T), from the root at half the precision, finds the middle of the bracket.
    Raises ArithmeticError without a bracket.
    """

    def excess(logarithm: arb) -> arb:
        return normal_pairing(cutoff, logarithm.exp()) - 1 / coupling

    middle, offset = (cutoff.log() - 1 / coupling).mid(), arb(2) ** -8
    if ctx.prec > LOW_BITS:
        with ctx.workprec(ctx.prec // 2):
            middle, offset = transition_at(cutoff, coupling).log().mid(), arb(2) ** -ctx.prec
    before, slope = middle + offset, arb(-1)
    earlier, value = excess(before), excess(middle)
    for _ in range(STEPS):
        if value.contains(0):
            break
        slope = ((value - earlier) / (middle - before)).mid()
        before, middle, earlier = middle, (middle - value / slope).mid(), value
        value = excess(middle)
    radius = (2 * abs(value) / abs(slope)).upper()
    for _ in range(WIDENINGS):
        if excess(middle - radius) > 0 > excess(middle + radius):
            return (middle + arb(0, radius)).exp()
        radius *= 2
    raise ArithmeticError(f"no change of sign near ln(T) = {middle.str(10, radius=False)}")
