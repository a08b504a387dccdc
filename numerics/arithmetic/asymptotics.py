"""Growth of functions at infinite arguments: the leading term, and a ball for the rest."""

from collections.abc import Callable

import sympy
from flint import acb, arb

from numerics.arithmetic.analytic import reflected
from numerics.arithmetic.enclosures import NoEnclosure, between, disc
from numerics.arithmetic.growth_records import ZERO, Growth, Region, plain
from numerics.arithmetic.growth_rules import growth, product, range_of, total_growth
from numerics.arithmetic.growth_scales import inverse, real_inverse, scaled
from numerics.arithmetic.high_orders import BY_INDEX

ENOUGH = 20  # power of an exponential by which a function of it is bounded


def known_growth(e: sympy.Expr, region: Region) -> Growth:
    """The growth of a function whose last argument is not bounded.

    Raises NoEnclosure for a function that has no rule.
    """
    name = type(e).__name__
    is_index = len(e.args) > 1 and e.args[0].has(region.s)
    if is_index and any(part.has(region.s) for part in e.args[1:]):
        raise NoEnclosure(f"ball arithmetic has no bound for {name} of two growing arguments")
    rule = (BY_INDEX if is_index else RULES).get(name)
    if rule is None:
        raise NoEnclosure(f"ball arithmetic has no bound for {name} far out")
    return rule(e, region)


def _by_exponentials(e: sympy.Expr, region: Region) -> Growth:
    """sin, cosh, tanh and the like, as what they are."""
    return growth(e.rewrite(sympy.exp), region)


def _bessel_k(e: sympy.besselk, region: Region) -> Growth:
    """sqrt(pi/2z) exp(-z) (1 + R), |R| <= r exp(r), r = pi |nu^2 - 1/4|/|2 z|; DLMF 10.40(iii)."""
    order, z = e.args
    g = growth(z, region)
    if range_of(g, region) is not None:
        return _bessel_k_near_0(order, z, region)
    if g.exponent != 0:
        return _bessel_k_of_an_exponential(order, z, region)
    x, square = inverse(z, region, arb(3)), region.number(order) ** 2
    r = arb.pi() / 2 * abs(square - acb(1) / 4) * x
    rest = disc(r * r.exp())
    return scaled(sympy.sqrt(sympy.pi / (2 * z)) * sympy.exp(-z), 1 + rest, region)


def _bessel_k_near_0(order: sympy.Expr, z: sympy.Expr, region: Region) -> Growth:
    """|K_nu(z)| <= K_m(Re z) <= (Gamma(m)/2) (2/Re z)^m for m >= |nu|, m > 0, Re z > 0.

    Both from DLMF 10.32.10; Re z is |z| times a cosine.
    """
    nu, g = region.number(order), growth(z, region)
    is_simple = g.is_plain() and region.number(g.power).imag.is_zero()
    if not (region.on_axis and nu.imag.is_zero() and is_simple and g.ball.real > 0):
        raise NoEnclosure("ball arithmetic has no bound for besselk near 0")
    small = sympy.Rational(1, 8)
    m = order if nu.real > small else -order if nu.real < -small else small
    oblique = (abs(g.ball) / g.ball.real) ** region.real(m)
    return scaled((2 / z) ** m, disc(region.real(sympy.gamma(m)) / 2 * oblique), region)


def _bessel_k_of_an_exponential(order: sympy.Expr, z: sympy.Expr, region: Region) -> Growth:
    """|K_nu(z)| <= (Gamma(m)/2) (2/z)^m for z > 0 and m >= |nu|: it falls fast enough."""
    nu, g = region.number(order), growth(z, region)
    is_real = region.on_axis and nu.imag.is_zero() and reflected(z) == z
    if not (is_real and g.ball.real > 0):
        raise NoEnclosure(f"ball arithmetic has no bound for besselk of {z}")
    m = sympy.Integer(int(float(abs(nu).upper()))) + ENOUGH
    return scaled((2 / z) ** m, disc(arb(int(m)).gamma() / 2), region)


def _sine_integral(e: sympy.Expr, region: Region) -> Growth:
    """|Si(z) - pi/2| <= f + g with f < 1/z and g < 1/z^2, DLMF 6.2(iii) and 6.12."""
    return plain(acb(arb.pi() / 2 + arb(0, (2 * real_inverse(e, region)).upper())))


def _cosine_integral(e: sympy.Expr, region: Region) -> Growth:
    """|Ci(z)| <= f + g, as for Si; below 1/e, |log z| + gamma + z^2/4 is at most 2 |log z|."""
    box = range_of(growth(e.args[0], region), region)
    if box is not None and region.on_axis and box.abs_upper() < 0.36:
        return scaled(sympy.log(e.args[0]), disc(arb(2)), region)
    real_inverse(e, region)
    return scaled(1 / e.args[0], disc(arb(2)), region)


def _fresnel(e: sympy.Expr, region: Region) -> Growth:
    """|C(z) - 1/2|, |S(z) - 1/2| <= f + g with f < 1/(pi z) and g < 1/(pi^2 z^3), DLMF 7.12."""
    return plain(acb(arb(0.5, real_inverse(e, region).upper())))


def _bessel_near_0(order: sympy.Expr, z: sympy.Expr, region: Region) -> Growth:
    """|J_nu(z)|, |I_nu(z)| <= (z/2)^nu exp(z)/Gamma(nu + 1), nu >= -1/2, z > 0 (DLMF 10.14.4)."""
    nu, box = region.number(order), range_of(growth(z, region), region)
    if not (region.on_axis and nu.imag.is_zero() and nu.real >= -0.5 and box is not None):
        raise NoEnclosure(f"ball arithmetic has no bound for a Bessel function near {z}")
    height = (nu + 1).real.rgamma() * abs(box).exp()
    return scaled((z / 2) ** order, disc(height), region)


def _bessel_j(e: sympy.Expr, region: Region) -> Growth:
    """|J|, |Y| <= sqrt(J^2 + Y^2) = |H|, by the same bound for H (DLMF 10.17.13), at real z."""
    order, z = e.args
    if isinstance(e, sympy.besselj) and range_of(growth(z, region), region) is not None:
        return _bessel_near_0(order, z, region)
    if not (region.on_axis and region.number(order).imag.is_zero()):
        raise NoEnclosure(f"ball arithmetic has no bound for {e} off the real axis")
    x, square = inverse(z, region), region.number(order) ** 2
    a = abs(square - acb(1) / 4)
    return scaled(sympy.sqrt(2 / (sympy.pi * z)), disc(1 + a * x * (a * x).exp()), region)


def _bessel_i(e: sympy.besseli, region: Region) -> Growth:
    """|I_nu(z)| <= exp(z) for nu >= 0, z > 0 (DLMF 10.32.2 for nu = 0, and I_nu falls with nu)."""
    order, z = e.args
    if range_of(growth(z, region), region) is not None:
        return _bessel_near_0(order, z, region)
    inverse(z, region)
    if not (region.on_axis and region.real(order) >= 0):
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    return Growth(ZERO, ZERO, acb(between(arb(0), arb(1))), z)


def _erfc(e: sympy.erfc, region: Region) -> Growth:
    """exp(-z^2)/(z sqrt(pi)) times a number in [1 - 1/(2 z^2), 1], for z > 0 (DLMF 7.12.1)."""
    (z,) = e.args
    x = inverse(z, region)
    if not region.on_axis or not growth(z, region).ball.imag.is_zero():
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    leading = sympy.exp(-(z**2)) / (z * sympy.sqrt(sympy.pi))
    return scaled(leading, acb(between((1 - x * x / 2).max(arb(0)), arb(1))), region)


def _erf(e: sympy.erf, region: Region) -> Growth:
    g = _erfc(sympy.erfc(e.args[0]), region)
    return total_growth([plain(acb(1)), Growth(g.power, g.logs, -g.ball, g.exponent)], region)


def _expint(e: sympy.expint, region: Region) -> Growth:
    """E_n(z) lies between exp(-z)/(z + n) and exp(-z)/(z + n - 1), n >= 1, z > 0 (DLMF 8.19.21)."""
    order, z = e.args
    n = region.real(order)
    if range_of(growth(z, region), region) is not None:
        # E_n(z) <= E_1(z) <= log(1 + 1/z) (DLMF 6.8.1)
        box, leading = acb(between(arb(0), arb(1))), sympy.log(1 + 1 / z)
        if region.on_axis and n >= 1 and growth(z, region).ball.imag.is_zero():
            return scaled(leading, box, region)
    inverse(z, region)
    if not (region.on_axis and n >= 1 and growth(z, region).ball.imag.is_zero()):
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    lower = growth(sympy.exp(-z) / (z + order), region)
    upper = growth(sympy.exp(-z) / (z + order - 1), region)
    return Growth(upper.power, upper.logs, lower.ball.union(upper.ball), upper.exponent)


def _atan(e: sympy.atan, region: Region) -> Growth:
    """pi/2 - atan(1/z) for Re z > 0."""
    (z,) = e.args
    x = inverse(z, region)
    if not x < 1:
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    return plain(acb(arb.pi() / 2) + disc(x / (1 - x)))


def _airy(e: sympy.airyai, region: Region) -> Growth:
    """exp(-q)/(2 sqrt(pi) z^(1/4)) [1 - 5/(72 q), 1], q = 2 z^(3/2)/3, z > 0 (DLMF 9.7(iii))."""
    (z,) = e.args
    inverse(z, region)
    if not region.on_axis or not growth(z, region).ball.imag.is_zero():
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    q = sympy.Rational(2, 3) * z ** sympy.Rational(3, 2)
    lower = (1 - arb(5) / 72 * inverse(q, region)).max(arb(0))
    leading = sympy.exp(-q) / (2 * sympy.sqrt(sympy.pi) * sympy.root(z, 4))
    return scaled(leading, acb(between(lower, arb(1))), region)


def _gamma(e: sympy.Expr, region: Region) -> Growth:
    """Gamma(r t + a) by Stirling's formula, for |arg(r t)| < 2 and t = 1/s.

    Gamma(z) = sqrt(2 pi) z^(z - 1/2) exp(mu - z), |mu| <= 1/(12 |z| cos(arg z/2)^2), DLMF 5.11.11,
    at z = r t + a, with z log z about r t: the exact part stands in the exponent, and cancels.
    """
    s = region.s
    z = sympy.expand(e.args[0] + (1 if isinstance(e, sympy.factorial) else 0))
    if range_of(growth(z, region), region) is not None:
        return product([growth(sympy.gamma(z + 1), region), growth(1 / z, region)])
    r, a = sympy.expand(z * s).coeff(s, 0), z.coeff(s, 0)
    turned = region.angle + abs(region.number(r).arg())
    if sympy.expand(z - r / s - a) != 0 or not turned < 2:
        raise NoEnclosure(f"ball arithmetic has no bound for {e} far out")
    w = region.number(a / r) * disc(region.reach)
    if not abs(w).upper() < arb(0.25):
        raise NoEnclosure(f"ball arithmetic has no bound for {e} so near")
    size = abs(region.number(r)) / region.reach * (1 - abs(w).upper())
    half = ((turned + 2 * abs(w).upper()) / 2).cos()
    # (z - 1/2) log(1 + w) - a, w = a/(r t): r t log(1 + w) is a log(1 + w)/w
    x = abs(w).upper()
    quotient = 1 + disc(x / 2 / (1 - x))
    number_a = region.number(a)
    near = number_a * quotient + (number_a - acb(1) / 2) * (1 + w).log() - number_a
    ball = acb(2 * arb.pi()).sqrt() * (near + disc(1 / (12 * size * half * half))).exp()
    t, scale = 1 / s, sympy.log(r)
    exponent = sympy.expand(-r * t * sympy.log(s) + r * t * (scale - 1))
    ball *= ((number_a - acb(1) / 2) * region.number(scale)).exp()
    return Growth(sympy.expand(sympy.S.Half - a), ZERO, ball, exponent)


def _zeta(e: sympy.zeta, region: Region) -> Growth:
    """1 <= zeta(z) <= zeta(2) for z >= 2."""
    (z, *shift) = e.args
    g = growth(z, region)
    if shift or not region.on_axis or not (inverse(z, region) <= 0.5 and g.ball.imag.is_zero()):
        raise NoEnclosure(f"ball arithmetic has no bound for {e} far out")
    return plain(acb(between(arb(1), arb(2).zeta())))


RULES: dict[str, Callable[[sympy.Expr, Region], Growth]] = dict.fromkeys(
    "sin cos tan cot sec csc sinh cosh tanh coth sech csch".split(), _by_exponentials
) | {
    "besselk": _bessel_k,
    "besselj": _bessel_j,
    "bessely": _bessel_j,
    "besseli": _bessel_i,
    "Si": _sine_integral,
    "Ci": _cosine_integral,
    "fresnelc": _fresnel,
    "fresnels": _fresnel,
    "erfc": _erfc,
    "erf": _erf,
    "expint": _expint,
    "atan": _atan,
    "airyai": _airy,
    "gamma": _gamma,
    "zeta": _zeta,
    "factorial": _gamma,
}
