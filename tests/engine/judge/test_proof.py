"""The zero test: what is shown for all values, and what must not be."""

import pytest
from sympy import (
    Abs,
    CRootOf,
    Derivative,
    E,
    Eq,
    Function,
    GoldenRatio,
    I,
    Integral,
    KroneckerDelta,
    LambertW,
    Matrix,
    Product,
    Rational,
    Sum,
    Tuple,
    acosh,
    arg,
    asin,
    asinh,
    atan,
    atanh,
    besselk,
    beta,
    conjugate,
    cos,
    cosh,
    coth,
    digamma,
    elliptic_f,
    elliptic_k,
    erf,
    erfc,
    exp,
    factorial,
    gamma,
    im,
    log,
    oo,
    pi,
    re,
    rf,
    root,
    sech,
    sign,
    sin,
    sqrt,
    symbols,
    sympify,
    tan,
    tanh,
    zeta,
)

from derive.root import root as physical_root
from numerics.judge.field import Field
from numerics.judge.proof import proved_equal
from numerics.judge.rules import RULES
from numerics.judge.translate import Translation

x, y, a, b, t, u = symbols("x y a b t u")
p, q = symbols("p q", positive=True)
r, s = symbols("r s", real=True)
n, m, k = symbols("n m k", integer=True)
f, g = Function("f"), Function("g")
cubic = CRootOf(x**3 - x - 1, 0)

TRUE = [
    # polynomials and roots
    ((x - 1) / (sqrt(x) - 1), sqrt(x) + 1),
    (1 / (sqrt(x) + sqrt(y)), (sqrt(x) - sqrt(y)) / (x - y)),
    (sqrt(p) * sqrt(q), sqrt(p * q)),
    (sqrt(p * x), sqrt(p) * sqrt(x)),
    (sqrt((r**2 + 1) * x), sqrt(r**2 + 1) * sqrt(x)),
    (sqrt(x**2 + 2 * x + 1), sqrt((x + 1) ** 2)),
    (sqrt(1 - x**2) / (1 + x) * sqrt(1 - x**2), 1 - x),
    (x ** Rational(1, 3) * x ** Rational(1, 6), sqrt(x)),
    (sqrt(-p), I * sqrt(p)),
    (sqrt(I), (1 + I) / sqrt(2)),
    (x * sqrt(1 - sqrt(2)), x * I * sqrt(sqrt(2) - 1)),
    (sqrt(8 * x), 2 * sqrt(2) * sqrt(x)),
    (GoldenRatio**2, GoldenRatio + 1),
    (cubic * y, (cubic**3 - 1) * y),
    (physical_root(I * x, I * y), I * physical_root(x, y)),
    (physical_root(x, y) ** 3, (x**2 - y**2) * physical_root(x, y)),
    # exponentials, circular and hyperbolic functions
    (exp(x + y), exp(x) * exp(y)),
    (exp(x / (1 + y)) * exp(x * y / (1 + y)), exp(x)),
    (sin(x) ** 2 + cos(x) ** 2, 1),
    (sin(x + y), sin(x) * cos(y) + cos(x) * sin(y)),
    (tan(2 * x), 2 * tan(x) / (1 - tan(x) ** 2)),
    (tanh(x / 2), (exp(x) - 1) / (exp(x) + 1)),
    (cosh(2 * x), 2 * cosh(x) ** 2 - 1),
    (sech(x) ** 2, 1 - tanh(x) ** 2),
    (coth(x), 1 / tanh(x)),
    (sin(x) ** 4, (3 - 4 * cos(2 * x) + cos(4 * x)) / 8),
    (exp(I * pi / 4), (1 + I) / sqrt(2)),
    (cos(pi / 7) - cos(2 * pi / 7) + cos(3 * pi / 7), Rational(1, 2)),
    (cos(pi * n), (-1) ** n),
    # powers and logarithms
    (x ** (a + b), x**a * x**b),
    (x**a / x, x ** (a - 1)),
    ((p**r) ** s, p ** (r * s)),
    (2**x * 3**x, 6**x),
    (log(p * x), log(p) + log(x)),
    (log(p**2 / q), 2 * log(p) - log(q)),
    (log(-p), log(p) + I * pi),
    (log(exp(r)), r),
    (asinh(x), log(x + sqrt(x**2 + 1))),
    (acosh(x), log(x + sqrt(x - 1) * sqrt(x + 1))),
    # moduli and parts
    (sqrt(r**2), Abs(r)),
    (Abs(x) ** 2, x * conjugate(x)),
    (Abs(exp(I * r)), 1),
    (re(x) + I * im(x), x),
    (re(x * y), re(x) * re(y) - im(x) * im(y)),
    # special functions
    (gamma(x + 2), x * (x + 1) * gamma(x)),
    (digamma(x + 2), digamma(x) + 1 / x + 1 / (x + 1)),
    (factorial(x), gamma(x + 1)),
    (rf(x, 3), x * (x + 1) * (x + 2)),
    (beta(x, 2), gamma(x) / gamma(x + 2)),
    (erfc(x), 1 - erf(x)),
    (besselk(n, x**2 - 1), besselk(n, (x - 1) * (x + 1))),
    (KroneckerDelta(m, 0), KroneckerDelta(0, m)),
    # functions, derivatives, integrals, sums
    (f(x * (x + 1)), f(x**2 + x)),
    (Derivative(2 * f(t), t), 2 * f(t).diff(t)),
    (Integral(sin(t) * x, (t, 0, 1)), x * Integral(sin(u), (u, 0, 1))),
    (Integral(cos(x * t), (t, 0, 1)), Integral(exp(I * x * u) + exp(-I * x * u), (u, 0, 1)) / 2),
    (
        Integral(f(t) * g(u), (t, 0, u), (u, 0, 1)),
        Integral(f(x) * g(y), (x, 0, y), (y, 0, 1)),
    ),
    (Integral(Integral(f(t, u), (t, 0, u)), (u, 0, x)), Integral(f(y, a), (y, 0, a), (a, 0, x))),
    (Sum(2 * x / (k**2 + x), (k, 1, oo)), 2 * x * Sum(1 / (m**2 + x), (m, 1, oo))),
    (Sum((-1) ** (2 * k) * x**k, (k, 0, n)), Sum(x**m, (m, 0, n))),
    (Product(k + x, (k, 1, n)), Product(m + x, (m, 1, n))),
]

FALSE = [
    (LambertW(x, -1), LambertW(x)),
    (zeta(x, 2), zeta(x)),
    (elliptic_f(x, y), elliptic_k(y)),
    (sqrt(x**2), x),
    (sqrt(r**2), r),
    (sqrt(x) * sqrt(y), sqrt(x * y)),
    (sqrt(r * s), sqrt(r) * sqrt(s)),
    (sqrt(1 / x), 1 / sqrt(x)),
    (sqrt(-x), I * sqrt(x)),
    (sqrt(I * x), sqrt(I) * sqrt(x)),
    (sqrt(x**2 - 1), sqrt(x - 1) * sqrt(x + 1)),
    (sqrt(p**2 - 2 * p + 1), p - 1),
    (sqrt(p - q), I * sqrt(q - p)),
    ((x**3) ** Rational(1, 3), x),
    (root(x, 3) * root(y, 3), root(x * y, 3)),
    (sqrt(exp(x)), exp(x / 2)),
    (physical_root(x, y), sqrt(x - y) * sqrt(x + y)),
    (physical_root(x, y), sqrt(x**2 - y**2)),
    (log(x * y), log(x) + log(y)),
    (log(r * s), log(r) + log(s)),
    (log(x**2), 2 * log(x)),
    (log(1 / x), -log(x)),
    (log(I * x), log(x) + I * pi / 2),
    (log(exp(x)), x),
    (log(p - q), log(q - p) + I * pi),
    ((x**a) ** b, x ** (a * b)),
    ((p**x) ** y, p ** (x * y)),
    (x ** (2 * a), (x**2) ** a),
    (exp(x) ** a, exp(a * x)),
    (exp(2 * pi * I * x), 1),
    (cos(pi * n), 1),
    ((-1) ** (n * m), (-1) ** n),
    (atan(tan(x)), x),
    (asin(sin(x)), x),
    (atanh(x), atanh(1 / x)),
    (arg(x * y), arg(x) + arg(y)),
    (conjugate(sqrt(x)), sqrt(conjugate(x))),
    (Abs(x) ** 2, x**2),
    (Abs(x), x),
    (sign(x) ** 2, 1),
    (gamma(x + 1), gamma(x)),
    (f(x), f(-x)),
    (Integral(f(t), (t, 0, 1)), Integral(f(t), (t, 0, 2))),
    (Integral(f(t) * t, (t, 0, x)), Integral(f(t) * x, (t, 0, x))),
    (Integral(f(t, u), (t, 0, u), (u, 0, 1)), Integral(f(u, t), (t, 0, u), (u, 0, 1))),
    (Product(2 * k, (k, 1, n)), 2 * Product(k, (k, 1, n))),
    (sqrt(2) + sqrt(3), sqrt(10)),
    (E, Rational(19, 7)),
]


def shown(pair):
    return f"{pair[0]} = {pair[1]}"


@pytest.mark.parametrize("pair", TRUE, ids=shown)
def test_true_for_all_values(pair):
    assert proved_equal(*map(sympify, pair))


@pytest.mark.parametrize("pair", FALSE, ids=shown)
def test_false_for_some_values(pair):
    assert not proved_equal(*map(sympify, pair))


@pytest.mark.parametrize("pair", TRUE, ids=shown)
def test_a_mutant_of_a_truth_is_not_proved(pair):
    left, right = map(sympify, pair)
    assert not proved_equal(left, right * Rational(11, 10))
    assert not proved_equal(left, right + x**7)


def test_a_translation_that_splits_any_logarithm_proves_falsehoods(monkeypatch):
    """The mutant that the list of falsehoods is there to catch."""

    def careless(self, argument):
        product = self.field.expression(argument.num) / self.field.expression(argument.den)
        return sum(
            (self._log_of(self.of(factor), factor) for factor in product.as_ordered_factors()),
            start=self.of(sympify(0)),
        )

    monkeypatch.setattr(Translation, "logarithm", careless)
    assert proved_equal(sqrt(x) * sqrt(y), sqrt(x * y))


def test_entries_of_matrices_and_statements_of_tuples():
    right = Matrix([[sin(2 * x), 1], [0, x]])
    assert proved_equal(Matrix([[2 * sin(x) * cos(x), 1], [0, x]]), right)
    assert not proved_equal(Matrix([[sin(2 * x), 1], [0, 2 * x]]), right)
    assert proved_equal(Tuple(exp(x) * exp(y), x), Tuple(exp(x + y), x))
    assert not proved_equal(Tuple(x, y), Tuple(y, x))


def test_the_domain_gives_parities_and_symbols():
    even, odd = Eq(f(-x), f(x)), Eq(g(-x), -g(x))
    assert proved_equal(f(t - u) * g(u - t), -f(u - t) * g(t - u), (even, odd))
    assert not proved_equal(f(t - u) * g(u - t), f(u - t) * g(t - u), (even, odd))
    assert proved_equal(Integral(f(-t), (t, 0, x)), Integral(f(t), (t, 0, x)), (even,))
    assert proved_equal(sign(p - 2), sympify(1), (Eq(p, 3),))
    assert not proved_equal(sign(p - 2), sympify(1))


def test_large_forms_end_in_time():
    large = sum(sqrt(sum(symbols(f"z:{count}")) + 1) for count in range(2, 40)) ** 9
    assert not proved_equal(large, large.diff(symbols("z0")) + large * x)
    assert not proved_equal((x + y + a + b + 1) ** 400, (x + y) ** 399)


def test_nothing_is_shown_of_a_form_that_is_nowhere_defined():
    nothing = 1 / (sin(x) ** 2 + cos(x) ** 2 - 1)
    assert not proved_equal(nothing, 2 * nothing)
    assert not proved_equal(nothing + x, nothing)


def test_a_field_reduces_by_its_relations():
    field = Field()
    translation = Translation(field, RULES)
    fifth = translation.of(root(x, 5))
    assert field.is_zero(fifth**5 - translation.of(x))
    assert not field.is_zero(fifth**4 - translation.of(x))
