"""Functions that are written by others, or that a relation joins, in the zero test.

Each rule holds for every complex argument at which both of its sides are defined.
"""

from functools import reduce

import sympy

from numerics.judge.field import ONE, ZERO, Quotient, constant, factors, single
from numerics.judge.translate import Rule, Translation

MOST_STEPS = 40  # of gamma(z + n) = z (z + 1) ... (z + n - 1) gamma(z)


def exponential(t: Translation, form: sympy.Expr) -> Quotient:
    return t.exponential(t.of(form.args[0]))


def logarithm(t: Translation, form: sympy.Expr) -> Quotient:
    if len(form.args) == 2:
        return t.logarithm(t.of(form.args[0])) / t.logarithm(t.of(form.args[1]))
    return t.logarithm(t.of(form.args[0]))


def _by_exponentials(cosine: bool, sine: bool, turned: bool, inverted: bool = False) -> Rule:
    """sinh, cosh and their ratios; the circular functions where the argument is turned by i."""

    def rule(t: Translation, form: sympy.Expr) -> Quotient:
        unit = t.imaginary_unit() if turned else ONE
        grown = t.exponential(unit * t.of(form.args[0]))
        shrunk = ONE / grown
        value = ONE
        if sine:
            value = value * (grown - shrunk) / (constant(2) * unit)
        if cosine:
            half = (grown + shrunk) / constant(2)
            value = value / half if sine else value * half
        return ONE / value if inverted else value

    return rule


def _rewritten(target: object) -> Rule:
    """By SymPy's definition in terms of another function."""

    def rule(t: Translation, form: sympy.Expr) -> Quotient:
        other = form.rewrite(target)
        return t.of(other) if other.func != form.func else t.function(form.func, form.args, form)

    return rule


def real_part(t: Translation, form: sympy.Expr) -> Quotient:
    z = form.args[0]
    return (t.of(z) + t.of(sympy.conjugate(z))) / constant(2)


def imaginary_part(t: Translation, form: sympy.Expr) -> Quotient:
    z = form.args[0]
    return (t.of(z) - t.of(sympy.conjugate(z))) / (constant(2) * t.imaginary_unit())


def modulus(t: Translation, form: sympy.Expr) -> Quotient:
    """|z|, factor by factor: sqrt(z^2) where z is real, else a square root of z conj(z)."""
    value = t.field.canonical(t.of(form.args[0]))
    if value.num.is_zero():
        return ZERO
    content, powers = factors(value)
    result = constant(abs(content))
    for factor, exponent in powers:
        z, each = t.field.expression(factor), Quotient(factor, ONE.den)
        if z.is_nonpositive:
            each = -each
        elif z.is_real and not z.is_nonnegative:
            each = t.exponential(t.logarithm(each**2) / constant(2))
        elif not z.is_nonnegative:
            generator = t.opaque_generator(sympy.Abs, (each,), sympy.Abs(z))
            square = t.field.reduced(each * t.of(sympy.conjugate(z)))
            if single(square) != generator.place:
                t.field.relations[generator.place] = (2, square)
            each = generator.value
        result = result * each**exponent
    return result


def gamma(t: Translation, form: sympy.Expr) -> Quotient:
    """gamma(z), by another gamma(z + n) with an integer n where there is one."""
    z = t.field.canonical(t.of(form.args[0]))
    for head, known, generator in t.opaque:
        if head is sympy.gamma and (n := _steps(t, z - known[0])) is not None:
            lower = known[0] if n > 0 else z
            rising = reduce(Quotient.__mul__, (lower + constant(k) for k in range(abs(n))), ONE)
            return generator.value * rising if n > 0 else generator.value / rising
    return t.opaque_generator(sympy.gamma, (z,), form).value


def polygamma(t: Translation, form: sympy.Expr) -> Quotient:
    """psi_m(z), by another psi_m(z + n); psi_m(z + 1) = psi_m(z) + (-1)^m m!/z^(m+1)."""
    order, argument = form.args
    if not (order.is_Integer and 0 <= order <= MOST_STEPS):
        return t.function(form.func, form.args, form)
    z, m, head = t.field.canonical(t.of(argument)), int(order), (sympy.polygamma, order)
    for other, known, generator in t.opaque:
        if other == head and (n := _steps(t, z - known[0])) is not None:
            lower = known[0] if n > 0 else z
            terms = ((lower + constant(k)) ** (-m - 1) for k in range(abs(n)))
            change = constant((-1) ** m * sympy.factorial(m)) * reduce(
                Quotient.__add__, terms, ZERO
            )
            return generator.value + change if n > 0 else generator.value - change
    return t.opaque_generator(head, (z,), form).value


def _steps(t: Translation, difference: Quotient) -> int | None:
    """The difference as an integer, where it is one and not large."""
    value = t.field.canonical(difference)
    number = t.field.expression(value.num) if value.den.is_one() else sympy.nan
    return int(number) if number.is_Integer and abs(number) <= MOST_STEPS else None


def factorial(t: Translation, form: sympy.Expr) -> Quotient:
    return t.of(sympy.gamma(form.args[0] + 1))


def rising_factorial(t: Translation, form: sympy.Expr) -> Quotient:
    z, n = form.args
    return t.of(sympy.gamma(z + n)) / t.of(sympy.gamma(z))


def beta(t: Translation, form: sympy.Expr) -> Quotient:
    a, b = form.args if len(form.args) == 2 else form.args * 2
    return t.of(sympy.gamma(a)) * t.of(sympy.gamma(b)) / t.of(sympy.gamma(a + b))


def complementary_error(t: Translation, form: sympy.Expr) -> Quotient:
    return ONE - t.of(sympy.erf(form.args[0]))


def over_dummies(t: Translation, form: sympy.Expr) -> Quotient:
    """An integral, sum or product: one generator for integrands that are equal.

    The variables are renamed; factors that are free of them stand in front, but for products.
    """
    if any(len(limit) != 3 for limit in form.limits):
        return t.named(form)
    names: dict[sympy.Basic, sympy.Symbol] = {}
    for limit in form.limits:
        names[limit[0]] = _dummy(form, limit, set(names.values()))
    bounds = []
    for level, (_, *pair) in enumerate(form.limits):
        later = {limit[0]: names[limit[0]] for limit in form.limits[level + 1 :]}
        bounds.append([bound.xreplace(later) for bound in pair])
    value = t.field.canonical(t.of(form.function.xreplace(names)))
    front = ONE
    if not isinstance(form, sympy.Product):
        front, value = _free_factors(t, value, set(names.values()))
    flat = [bound for pair in bounds for bound in pair]
    infinite = tuple(bound if bound.is_infinite else None for bound in flat)
    values = (value, *(ZERO if bound.is_infinite else t.of(bound) for bound in flat))
    inside = t.field.expression(value.num) / t.field.expression(value.den)
    limits = [(name, *pair) for name, pair in zip(names.values(), bounds, strict=True)]
    head = (form.func, tuple(names.values()), infinite)
    return front * t.opaque_generator(head, values, form.func(inside, *limits)).value


def _dummy(form: sympy.Expr, limit: sympy.Tuple, taken: set[sympy.Symbol]) -> sympy.Symbol:
    """A variable that the form does not hold, with what the limits say of it."""
    _, first, last = limit
    assumptions: dict[str, bool] = {}
    if isinstance(form, sympy.Integral):
        if first.is_extended_nonnegative and last.is_extended_nonnegative:
            assumptions = {"positive": True}  # but for an end, which does not count
        elif first.is_extended_real and last.is_extended_real:
            assumptions = {"real": True}
    elif first.is_integer or first is -sympy.oo:
        assumptions = {"integer": True}
    held = form.free_symbols | taken
    names = (sympy.Symbol(f"_variable_{n}", **assumptions) for n in range(len(held) + 1))
    return next(name for name in names if name not in held)


def _free_factors(
    t: Translation, value: Quotient, variables: set[sympy.Symbol]
) -> tuple[Quotient, Quotient]:
    """The factors of a value that are free of the variables, and the others."""
    if value.num.is_zero():
        return ZERO, ONE
    content, powers = factors(value)
    front, inside = constant(content), ONE
    for factor, exponent in powers:
        power = Quotient(factor, ONE.den) ** exponent
        if t.field.symbols(factor) & variables:
            inside = inside * power
        else:
            front = front * power
    return front, inside


_LOGARITHMIC = (
    sympy.asin,
    sympy.acos,
    sympy.atan,
    sympy.asinh,
    sympy.acosh,
    sympy.atanh,
    sympy.acot,
    sympy.acoth,
)

RULES: dict[type, Rule] = {
    sympy.exp: exponential,
    sympy.log: logarithm,
    sympy.sin: _by_exponentials(cosine=False, sine=True, turned=True),
    sympy.cos: _by_exponentials(cosine=True, sine=False, turned=True),
    sympy.tan: _by_exponentials(cosine=True, sine=True, turned=True),
    sympy.csc: _by_exponentials(cosine=False, sine=True, turned=True, inverted=True),
    sympy.sec: _by_exponentials(cosine=True, sine=False, turned=True, inverted=True),
    sympy.cot: _by_exponentials(cosine=True, sine=True, turned=True, inverted=True),
    sympy.sinh: _by_exponentials(cosine=False, sine=True, turned=False),
    sympy.cosh: _by_exponentials(cosine=True, sine=False, turned=False),
    sympy.tanh: _by_exponentials(cosine=True, sine=True, turned=False),
    sympy.csch: _by_exponentials(cosine=False, sine=True, turned=False, inverted=True),
    sympy.sech: _by_exponentials(cosine=True, sine=False, turned=False, inverted=True),
    sympy.coth: _by_exponentials(cosine=True, sine=True, turned=False, inverted=True),
    sympy.sinc: _rewritten(sympy.sin),
    sympy.re: real_part,
    sympy.im: imaginary_part,
    sympy.Abs: modulus,
    sympy.gamma: gamma,
    sympy.polygamma: polygamma,
    sympy.factorial: factorial,
    sympy.RisingFactorial: rising_factorial,
    sympy.beta: beta,
    sympy.erfc: complementary_error,
    sympy.Integral: over_dummies,
    sympy.Sum: over_dummies,
    sympy.Product: over_dummies,
} | {head: _rewritten(sympy.log) for head in _LOGARITHMIC}
