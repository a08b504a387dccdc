"""Integrals over a half-line, and sums, enclosed in ball arithmetic, tails included."""

from typing import Any

from flint import acb, arb, ctx

CLOSE = 2.0**-10  # relative distance of digammas whose difference is a derivative


def bessel_overlap(a: Any, b: Any) -> acb:
    """Integral of K_0(a s) K_0(b s) over s > 0, for a, b > 0.

    The trapezoidal rule in log s, at a cost that does not depend on a/b.  Its integrand is
    analytic for |Im log s| < pi/2, where |K_0(z)| <= K_0(Re z).  With a <= b and any nu in (0, 1)
    K_0(x) <= K_nu(x) <= (Gamma(nu)/2) (2/x)^nu; so with DLMF 10.43.19 the integral is at most
    Gamma(nu) Gamma((1 - nu)/2)^2 (b/a)^nu/(4 b), and 1/c times that on a line where the cosine of
    Im log s is c.  Behind the last node K_0(x) exp(x) falls.
    Raises ArithmeticError for a or b that are not positive.
    """
    a, b = acb(a).real, acb(b).real
    if not (a > 0 and b > 0):
        raise ArithmeticError(f"K_0({a} s) K_0({b} s) is not integrable")
    equal = a.is_exact() and a == b
    small, large = a.min(b), a.max(b)
    nats, cosine, mu = arb(2).log() * ctx.prec, arb(0.125), arb(0.0625)
    nu = (1 / (4 + (large / small).log())).mid()  # (b/a)^nu < e
    exponent = nats + 6
    # The series of K_0(x) has terms up to exp(x).
    with ctx.workprec(ctx.prec + int(float((exponent / arb(2).log()).mid())) + 64):
        # K_0(small s) <= height (large s)^-nu, K_0(large s) <= rise (large s)^-mu
        height = nu.gamma() / 2 * (2 * large / small) ** nu
        rise = mu.gamma() / 2 * arb(2) ** mu
        step = (2 * arb.pi() * cosine.acos() / exponent).mid()
        ratio = step.exp()
        power = 1 - nu - mu
        s = ((-exponent / power).exp() / large).mid()
        before = height * rise * (large * s) ** power / (power * large)
        total = last = arb(0)
        while not (a + b) * s > exponent:
            K_a = (a * s).bessel_k(0)
            last = K_a * (K_a if equal else (b * s).bessel_k(0))
            total += s * last
            s *= ratio
    behind = last / (a + b)
    line = height * ((1 - nu) / 2).gamma() ** 2 / (arb(2) ** (1 + nu) * cosine * large)
    discrete = 2 * line / (exponent.exp() - 1)
    return acb(step * total + arb(0, (before + behind + discrete).upper()))


def frequency_overlap(a: Any, b: Any) -> acb:
    """Integral of a b/(sqrt(w^2 + a^2) sqrt(w^2 + b^2)) over w > 0, for a, b > 0.

    Quadrature in log w; the integrand is at most 1, and at most a b/w^2.
    """
    a, b = acb(a).real, acb(b).real
    if not (a > 0 and b > 0):
        raise ArithmeticError(f"there is no gap in {a} and {b}")
    scale = arb(2) ** ctx.prec
    first, last = (a.min(b) / scale).mid(), (a.max(b) * scale).mid()

    def integrand(log_w: acb, analytic: bool) -> acb:
        w = log_w.exp()
        energies = [(w * w + gap * gap).sqrt(analytic=analytic) for gap in (a, b)]
        return w * a * b / (energies[0] * energies[1])

    inner = acb.integral(integrand, first.log().mid(), last.log().mid())
    return inner + arb(0, (first + a * b / last).upper())


def gapped_propagator(gap: Any, s: Any) -> acb:
    """Integral over energies above a gap of the density of states times exp(-energy s), s > 0.

    energy = gap cosh y; behind the last y, exp(-gap s cosh y) cosh y is below its derivative's
    bound exp(-gap s sinh y) cosh y, which integrates to exp(-gap s sinh y)/(gap s).
    """
    gap, s = acb(gap).real, acb(s).real
    last = (2 * ctx.prec / (gap * s)).asinh().mid()

    def integrand(y: acb, _: bool) -> acb:
        return y.cosh() * (-gap * s * y.cosh()).exp()

    inner = gap * acb.integral(integrand, 0, last)
    return inner + arb(0, ((-gap * s * last.sinh()).exp() / s).upper())


def metallic_propagator(temperature: Any, s: Any) -> acb:
    """Integral over all energies of exp(-energy s) (1 - Fermi function), 0 < s < 1/temperature.

    With energy = temperature y it is 1/s + 2 temperature times the integral of
    sinh(y temperature s)/(exp(y) + 1) over y > 0.
    """
    T, s = acb(temperature).real, acb(s).real
    rate = 1 - T * s
    last = (ctx.prec / rate).mid()

    def integrand(y: acb, _: bool) -> acb:
        return (y * T * s).sinh() / (y.exp() + 1)

    rest = ((-rate * last).exp() / rate).upper()
    return 1 / s + 2 * T * (acb.integral(integrand, 0, last) + arb(0, rest))


def quadratic_sum(c_2: Any, c_1: Any, c_0: Any, first: Any) -> acb:
    """Sum of 1/(c_2 n^2 + c_1 n + c_0) over n >= first, by digamma functions.

    With (n + p)(n + q) it is the mean of trigamma between first + p and first + q (DLMF 5.7.6).
    Where these are close, the digammas cancel, and trigamma is expanded about the middle.
    Raises ArithmeticError where a coefficient of the sum may vanish or a term be infinite.
    """
    c_2, c_1, c_0, first = (acb(c) for c in (c_2, c_1, c_0, first))
    if c_2.contains(0):
        raise ArithmeticError("a sum of 1/n diverges")
    root = (c_1 * c_1 - 4 * c_2 * c_0).sqrt()
    middle, half = first + c_1 / (2 * c_2), root / (2 * c_2)
    p, q = middle + half, middle - half
    if abs(half) < CLOSE * abs(middle):
        return mean_of_trigamma(middle, half, p.union(q)) / c_2
    return (p.digamma() - q.digamma()) / root


def mean_of_trigamma(middle: acb, half: acb, segment: acb) -> acb:
    """The mean between middle - half and middle + half, which a box holds: a Taylor series."""
    if segment.contains_integer() and not segment.real > 0:
        raise ArithmeticError("a term of the sum may be infinite")
    ratio = abs(half).upper() / abs(middle).lower()
    orders = 0 if ratio == 0 else 1 + int(float(-ctx.prec * arb(2).log() / (2 * ratio.log())))
    total, weight = acb(0), acb(1)
    for k in range(orders + 1):
        at = segment if k == orders else middle
        total += weight * at.polygamma(2 * k + 1)
        weight *= half * half / ((2 * k + 2) * (2 * k + 3))
    return total
