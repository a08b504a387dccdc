"""How an expression grows at s = 0, with proof: s^p L^k B exp(h), where L = log(1/|s|).

B is a ball that holds what is left for *all* s of a region 0 < |s| <= reach, |arg s| <= angle;
p, k and h are exact.  So one evaluation bounds an integrand or a summand on an unbounded range.
The rules are those of Hardy fields, with balls for coefficients; what they cannot decide raises
NoEnclosure.  On a sector (angle > 0) a growth is found only where the expression is analytic.
"""

from collections.abc import Sequence
from functools import reduce
from typing import Any

import sympy
from flint import acb, arb

from numerics.arithmetic.analytic import guards, meets_cut, reflected
from numerics.arithmetic.enclosures import NoEnclosure, between, disc
from numerics.arithmetic.growth_records import ONE, ZERO, Bound, Growth, Region, plain
from numerics.arithmetic.late import late
from numerics.arithmetic.zeros import vanishing


def growth(e: sympy.Expr, region: Region) -> Growth:
    """The growth of an expression without switches, integrals and sums."""
    s = region.s
    if not e.has(s):
        return _finite(plain(region.number(e)), e)
    if e == s:
        return Growth(sympy.S.One, ZERO, ONE, ZERO)
    if e.is_Mul:
        return product([growth(part, region) for part in e.args])
    if e.is_Add:
        return _add(e, region)
    if e.is_Pow:
        return _power(e, region)
    return _function_growth(e, region)


def _finite(g: Growth, e: sympy.Expr) -> Growth:
    if not g.ball.is_finite():
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    return g


def product(parts: Sequence[Growth]) -> Growth:
    return Growth(
        sympy.expand(sum(g.power for g in parts)),
        sympy.expand(sum(g.logs for g in parts)),
        reduce(lambda a, b: a * b, (g.ball for g in parts)),
        sympy.expand(sum(g.exponent for g in parts)),
    )


def _add(e: sympy.Expr, region: Region) -> Growth:
    """The largest term, times the sum of what the others are to it."""
    try:
        terms = [g for g in (growth(part, region) for part in e.args) if not g.ball.is_zero()]
        total = total_growth(terms, region)
    except NoEnclosure as failure:
        if found := vanishing(e, region) or _over_one_denominator(e, region):
            return found
        raise failure
    if total.ball.contains(0) and all(g.is_plain() for g in terms):
        return vanishing(e, region) or _over_one_denominator(e, region) or total
    return total


def _over_one_denominator(e: sympy.Add, region: Region) -> Growth | None:
    """For poles at 0 that cancel."""
    numerator, denominator = sympy.fraction(sympy.together(e))
    if not denominator.has(region.s):
        return None
    return product([growth(sympy.expand(numerator), region), growth(1 / denominator, region)])


def total_growth(terms: Sequence[Growth], region: Region) -> Growth:
    """The growth of a sum."""
    like: dict[tuple[Any, ...], acb] = {}
    for g in terms:
        like[_key(g)] = like.get(_key(g), acb(0)) + g.ball
    for lead in like:
        try:
            shares = [ball * _ratio(key, lead, region) for key, ball in like.items()]
        except NoEnclosure:
            continue
        return Growth(lead[0], lead[1], sum(shares, acb(0)), lead[2])
    if not like:
        return plain(acb(0))
    raise NoEnclosure("ball arithmetic cannot tell which term of a sum is the largest")


def _ratio(key: tuple[Any, ...], lead: tuple[Any, ...], region: Region) -> acb:
    """A ball for s^p L^k exp(h) over that of the leading term."""
    power, logs, exponent = (sympy.expand(a - b) for a, b in zip(key, lead, strict=True))
    factor, rate, degree = decay(exponent, region)
    if power == 0 and logs == 0 and exponent == 0:
        return ONE
    height = _peak(region.number(power), region.real(logs), rate, degree, region)
    if region.on_axis and exponent == 0 and region.number(power).imag.is_zero():
        return acb(between(arb(0), height))
    return factor * disc(height)


def _key(g: Growth) -> tuple[Any, ...]:
    return g.power, g.logs, g.exponent


def decay(exponent: sympy.Expr, region: Region) -> tuple[acb, arb, arb]:
    """factor, rate, degree, so that |exp(exponent)| <= |factor| exp(-rate |s|^-degree).

    Raises NoEnclosure where the exponential is not shown to be bounded.
    """
    none = arb(0)
    if exponent == 0:
        return ONE, none, none
    if region.on_axis and sympy.expand(exponent + reflected(exponent)) == 0:
        return disc(arb(1)), none, none
    g = growth(exponent, region)
    power = region.real(g.power)
    if g.exponent != 0:
        return ONE, *_double_exponential(g, region)
    if power > 0 or (g.power == 0 and g.logs == 0):
        height = _peak(region.number(g.power), region.real(g.logs), none, none, region)
        box = g.ball * (height if g.power == 0 else disc(height))
        return box.exp(), none, none
    if region.on_axis and g.ball.real.is_zero():
        return disc(arb(1)), none, none
    is_real = region.on_axis and region.number(g.power).imag.is_zero()
    if is_real and power < 0 and g.ball.real < 0 and region.real(g.logs) >= 0:
        return ONE, arb((-g.ball.real * region.L ** region.real(g.logs)).lower()), -power
    raise NoEnclosure(f"ball arithmetic does not show that exp({exponent}) is bounded")


def _double_exponential(g: Growth, region: Region) -> tuple[arb, arb]:
    """By exp(y) >= y^2/2."""
    rate, degree = _rise(g.exponent, region)
    power = region.real(g.power) - 2 * degree
    if not (region.on_axis and g.ball.real < 0 and power < 0 and region.real(g.logs) >= 0):
        raise NoEnclosure("ball arithmetic does not show that a double exponential is bounded")
    return arb((-g.ball.real * rate * rate / 2).lower()), -power


def _rise(exponent: sympy.Expr, region: Region) -> tuple[arb, arb]:
    """rate, degree, so that the exponent is real and at least rate s^-degree, both positive."""
    g = growth(exponent, region)
    power = region.real(g.power)
    is_real = g.exponent == 0 and (g.ball.imag + region.number(g.power).imag).is_zero()
    if not (is_real and power < 0 and g.ball.real > 0 and region.real(g.logs) >= 0):
        raise NoEnclosure(f"ball arithmetic does not show that {exponent} grows")
    return arb(g.ball.real.lower()), -power


def _peak(power: acb, logs: arb, rate: arb, degree: arb, region: Region) -> arb:
    """The supremum of |s^power L^logs exp(-rate |s|^-degree)| over the region."""
    turn = (region.angle * abs(power.imag)).exp()
    p, reach, L = power.real, region.reach, region.L
    if rate > 0:
        # L <= |s|^-1/e takes the logarithms; what is left is largest at |s|^degree = rate degree/m.
        k = logs.max(arb(0))
        m, best = k - p, reach
        if not m <= 0:
            best = reach.min((rate * degree / m.max(arb(0))) ** (1 / degree)) if m > 0 else arb(0)
        if best.is_zero():
            raise NoEnclosure("ball arithmetic cannot tell which of two powers is larger")
        return turn * (-k).exp() * best**-m * (-rate * best**-degree).exp()
    if p.is_zero() and logs <= 0:
        return turn * L**logs
    if not p > 0:
        raise NoEnclosure("ball arithmetic does not show that a ratio is bounded")
    top = (logs / p).max(L)
    return turn * (-p * top).exp() * top**logs


def _power(e: sympy.Pow, region: Region) -> Growth:
    if e.exp.has(region.s):
        return growth(sympy.exp(sympy.expand(e.exp * sympy.log(e.base))), region)
    base = growth(e.base, region)
    power, logs, exponent = (sympy.expand(e.exp * part) for part in _key(base))
    if e.exp.is_integer:
        ball = base.ball ** int(e.exp) if e.exp.is_Integer else base.ball.pow(region.number(e.exp))
        return _finite(Growth(power, logs, ball, exponent), e)
    turned = abs(region.real(base.power)) * region.angle + abs(base.ball.arg())
    is_positive = base.exponent == 0 or (region.on_axis and base.exponent.is_real)
    if is_positive and not meets_cut(base.ball) and turned < arb.pi():
        return _finite(Growth(power, logs, base.ball.pow(region.number(e.exp)), exponent), e)
    if not region.on_axis:
        raise NoEnclosure(f"ball arithmetic does not show that {e} is analytic")
    # |z^a| <= |z|^(Re a) exp(pi |Im a|) on every branch
    a = region.number(e.exp)
    if not a.imag.is_zero() and base.exponent != 0:
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    size = abs(base.ball) ** a.real * (arb.pi() * abs(a.imag)).exp()
    return _finite(Growth(power, logs, disc(size), exponent), e)


def _function_growth(e: sympy.Expr, region: Region) -> Growth:
    known_growth = late("known_growth")
    if isinstance(e, sympy.exp):
        return _exponential(e.args[0], region)
    if isinstance(e, sympy.log):
        return _logarithm(e, region)
    varying = [part for part in e.args if part.has(region.s)]
    balls = [range_of(growth(part, region), region) for part in varying]
    if any(ball is None for ball in balls):
        return known_growth(e, region)
    symbols = {part: sympy.Dummy() for part in varying}
    held = dict(zip(symbols.values(), balls, strict=True)) | dict(region.values)
    at = Region(region.s, region.reach, region.angle, held)
    form = e.func(*(symbols.get(part, part) for part in e.args))
    value = at.number(form)
    is_analytic = region.on_axis or not any(meets_cut(at.number(cut)) for cut in guards(form))
    if value.is_finite() and not value.contains(0) and is_analytic:
        return plain(value)
    if found := vanishing(e, region):
        return found
    return plain(value) if is_analytic and value.is_finite() else known_growth(e, region)


def range_of(g: Growth, region: Region) -> acb | None:
    """A ball for all values of a growth that is bounded, else None."""
    try:
        ratio = _ratio(_key(g), (ZERO, ZERO, ZERO), region)
    except NoEnclosure:
        return None
    return g.ball * ratio


def _exponential(argument: sympy.Expr, region: Region) -> Growth:
    box = range_of(growth(argument, region), region)
    return plain(box.exp()) if box is not None else Growth(ZERO, ZERO, ONE, argument)


def _logarithm(e: sympy.log, region: Region) -> Growth:
    """log(s^p L^k B exp(h)) = h - p L + k log L + log B, and log L/L lies in [0, 1/e]."""
    g = growth(e.args[0], region)
    turned = abs(region.real(g.power)) * region.angle + abs(g.ball.arg())
    if g.exponent != 0 and sympy.im(g.exponent) != 0:
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    if meets_cut(g.ball) or not turned < arb.pi():
        raise NoEnclosure(f"ball arithmetic does not show that {e} is analytic")
    if g.power == 0 and g.logs == 0 and g.exponent == 0:
        return _near_one(e, region) if g.ball.log().contains(0) else plain(g.ball.log())
    sideways = disc(region.angle * abs(region.real(g.power)))
    rest = (g.ball.log() + sideways) * acb(between(arb(0), 1 / region.L))
    double = region.number(g.logs) * acb(between(arb(0), arb(-1).exp()))
    logarithmic = Growth(ZERO, sympy.S.One, -region.number(g.power) + double + rest, ZERO)
    parts = [growth(g.exponent, region)] if g.exponent != 0 else []
    return total_growth([*parts, logarithmic], region)


def _near_one(e: sympy.log, region: Region) -> Growth:
    """log(1 + u) = u (1 + r), |r| <= |u|/(2 (1 - |u|))."""
    g = growth(sympy.expand(e.args[0] - 1), region)
    u = range_of(g, region)
    if u is None or not abs(u) < 0.5:
        raise NoEnclosure(f"ball arithmetic has no bound for {e}")
    size = abs(u).abs_upper()
    return Growth(g.power, g.logs, g.ball * (1 + disc(size / 2 / (1 - size))), g.exponent)


def bound(e: sympy.Expr, region: Region) -> Bound:
    """A bound of |e| for 0 < s <= reach."""
    g = growth(e, region)
    real_part = sympy.expand((g.exponent + reflected(g.exponent)) / 2)
    factor, rate, degree = decay(real_part, region)
    C = arb(abs(g.ball * factor).abs_upper())
    return Bound(C, region.real(g.power), region.real(g.logs), rate, degree)
