"""Every enclosure holds the value of mpmath, on both sides of cuts and on them, and is tight.

Expected values are calls of mpmath written here, not the project's own target for mpmath.
"""

import mpmath
import pytest
import sympy
from flint import acb, arb, fmpq
from mpmath import mp
from sympy import I, Integer, Rational, Symbol, oo, zoo

from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.functions import ball_function, ball_precision, bits_for, mpmath_function

x = Symbol("x")
HALF, THIRD = Rational(1, 2), Rational(1, 3)
REAL = [THIRD, -THIRD, Rational(5, 2), Rational(-5, 2), Rational(21, 2), Integer(2), Integer(-2)]
COMPLEX = [THIRD + I / 2, Rational(-5, 3) + I * Rational(4, 3), Rational(-9, 2) - I / 4, 2 * I]
POINTS = [*REAL, *COMPLEX, -2 * I, 7 - 9 * I]

SAME = """exp log sin cos tan cot sec csc sinh cosh tanh coth sech csch asin acos atan acot asec
acsc asinh acosh atanh acoth asech acsch sinc erf erfc erfi loggamma digamma li
fresnels fresnelc airyai airybi zeta arg sign floor re im harmonic""".split()
OTHER = {
    "Abs": "fabs",
    "ceiling": "ceil",
    "conjugate": "conj",
    "Ei": "ei",
    "Si": "si",
    "Ci": "ci",
    "Shi": "shi",
    "Chi": "chi",
    "LambertW": "lambertw",
    "dirichlet_eta": "altzeta",
    "elliptic_k": "ellipk",
    "elliptic_e": "ellipe",
    "factorial2": "fac2",
    "fibonacci": "fib",
}
FORMS = {
    **{name: (getattr(sympy, name)(x), getattr(mpmath, name)) for name in SAME},
    **{name: (getattr(sympy, name)(x), getattr(mpmath, other)) for name, other in OTHER.items()},
}


def family(name, orders, form, expected):
    for order in orders:
        given = sympy.sympify(order)
        FORMS[f"{name}[{order}]"] = form(given), lambda z, n=given: expected(number(n), z)


def number(exact):
    """An exact number in mpmath."""
    re, im = (mpmath.mpf(part.p) / part.q for part in exact.as_real_imag())
    return mpmath.mpc(re, im) if im else re


ORDERS = [0, 1, -2, HALF, -THIRD, I / 2]
for same in "besselj bessely besseli besselk expint".split():
    family(same, ORDERS, lambda n, f=same: getattr(sympy, f)(n, x), getattr(mpmath, same))
family("uppergamma", [HALF, -THIRD, I], lambda s: sympy.uppergamma(s, x), mpmath.gammainc)
family(
    "lowergamma", [THIRD, I], lambda s: sympy.lowergamma(s, x), lambda s, z: mp.gammainc(s, 0, z)
)
family("polygamma", [1, 4], lambda n: sympy.polygamma(n, x), lambda n, z: mp.psi(int(n), z))
family("polylog", [2, 3, HALF, -THIRD], lambda s: sympy.polylog(s, x), mpmath.polylog)
family("zeta", [3, HALF, 2 + I], lambda s: sympy.zeta(s, x), mpmath.zeta)
family(
    "lerchphi",
    [2, HALF],
    lambda s: sympy.lerchphi(x, s, THIRD),
    lambda s, z: mp.lerchphi(z, s, number(THIRD)),
)
family("W", [1, -1, 2], lambda k: sympy.LambertW(x, k), lambda k, z: mpmath.lambertw(z, int(k)))
family("F", [THIRD, -2, I], lambda m: sympy.elliptic_f(x, m), lambda m, z: mpmath.ellipf(z, m))
family("E", [THIRD, -2, I], lambda m: sympy.elliptic_e(x, m), lambda m, z: mpmath.ellipe(z, m))
family(
    "Pi",
    [THIRD, -2, I],
    lambda m: sympy.elliptic_pi(THIRD, x, m),
    lambda m, z: mpmath.ellippi(number(THIRD), z, m),
)
family("power", [THIRD, -2 * THIRD, I, HALF, -3], lambda a: x**a, lambda a, z: mpmath.power(z, a))
family("exponential", [2, -2, I], lambda a: a**x, mpmath.power)
family("legendre", [HALF, I], lambda n: sympy.legendre(n, x), mpmath.legendre)
family("chebyshevt", [THIRD], lambda n: sympy.chebyshevt(n, x), mpmath.chebyt)
family("rising", [THIRD, I], lambda k: sympy.rf(x, k), lambda k, z: mpmath.rf(z, k))
family("binomial", [THIRD, I], lambda k: sympy.binomial(x, k), lambda k, z: mpmath.binomial(z, k))
family(
    "2F1",
    [THIRD, I],
    lambda a: sympy.hyper((a, 2), (HALF,), x),
    lambda a, z: mpmath.hyp2f1(a, 2, 0.5, z),
)
family(
    "1F1",
    [THIRD, I],
    lambda a: sympy.hyper((a,), (HALF,), x),
    lambda a, z: mpmath.hyp1f1(a, 0.5, z),
)
family(
    "1F2",
    [THIRD],
    lambda a: sympy.hyper((a,), (HALF, 2), x),
    lambda a, z: mpmath.hyp1f2(a, 0.5, 2, z),
)
family("2F0", [THIRD], lambda a: sympy.hyper((a, 2), (), x), lambda a, z: mpmath.hyp2f0(a, 2, z))
family(
    "polynomial 3F2",
    [-3],
    lambda a: sympy.hyper((a, 2, THIRD), (HALF, 5), x),
    lambda a, z: mpmath.hyper([a, 2, number(THIRD)], [0.5, 5], z),
)
family(
    "G",
    [THIRD],
    lambda a: sympy.meijerg(((1,), ()), ((a,), (0,)), x),
    lambda a, z: mpmath.meijerg([[1], []], [[a], [0]], z),
)
family("hankel1", [0, THIRD], lambda n: sympy.hankel1(n, x), mpmath.hankel1)
family("hankel2", [0, THIRD], lambda n: sympy.hankel2(n, x), mpmath.hankel2)
family("Mod", [2, -3], lambda b: sympy.Mod(x, b), lambda b, z: z - b * mpmath.floor(z / b))


def ball_of(mp_value):
    """A number of mpmath as an exact ball."""

    def real(value):
        sign, mantissa, exponent, _ = value._mpf_
        return arb(int(mantissa) * (-1) ** sign) * arb(2) ** exponent

    value = mpmath.mpc(mp_value)
    return acb(real(value.real), real(value.imag))


def exact(point):
    re, im = (fmpq(int(part.p), int(part.q)) for part in point.as_real_imag())
    return acb(re, im) if im else re


def at(form, point):
    return acb(ball_function((x,), form)(exact(point)))


@pytest.mark.parametrize("digits", [20, 50])
@pytest.mark.parametrize("name", FORMS)
def test_an_enclosure_holds_what_mpmath_computes(name, digits):
    form, function = FORMS[name]
    for point in POINTS if digits < 50 else POINTS[1:10:4]:
        with ball_precision(bits_for(digits)), mpmath.workdps(digits + 30):
            found = at(form, point)
            try:
                expected = function(number(point))
            except (ValueError, ZeroDivisionError):
                expected = mpmath.nan
            if not mpmath.isfinite(expected):
                continue
            assert found.is_finite(), (name, point)
            error = abs(found - ball_of(expected)).lower()
            assert error < arb(10) ** (-digits - 15) * (1 + abs(ball_of(expected))), (name, point)
            if point.is_real and form.is_Function:
                assert found.is_zero() or found.rel_accuracy_bits() > bits_for(digits) - 12, point


@pytest.mark.parametrize("n", [THIRD, -THIRD, 2 * I, Integer(2)])
def test_the_complete_integral_of_the_third_kind(n):
    """For n > 1 mpmath takes minutes and loses digits: 40 of those that it gives at 120 digits."""
    with ball_precision(bits_for(25)), mpmath.workdps(45):
        beyond = acb(
            arb("0.3032837233356660614438039847887148411731"),
            arb("-1.110720734539591561753970247515173424654"),
        )
        found = at(sympy.elliptic_pi(x, -2), n)
        expected = beyond if n == 2 else ball_of(mpmath.ellippi(number(n), -2))
        assert abs(found - expected) < arb(10) ** -23 * abs(expected)


def test_polynomials_of_any_degree():
    """Degrees as symbols: SymPy writes Gegenbauer's function of a rational degree wrongly out."""
    n, a, b = sympy.symbols("n a b")
    forms = {
        sympy.gegenbauer(n, a, x): lambda n, a, b, z: mpmath.gegenbauer(n, a, z),
        sympy.jacobi(n, a, b, x): mpmath.jacobi,
        sympy.assoc_laguerre(n, a, x): lambda n, a, b, z: mpmath.laguerre(n, a, z),
        sympy.hermite(n, x): lambda n, a, b, z: mpmath.hermite(n, z),
        sympy.chebyshevu(n, x): lambda n, a, b, z: mpmath.chebyu(n, z),
        sympy.assoc_legendre(n, 1, x): lambda n, a, b, z: mpmath.legenp(n, 1, z),
    }
    for form, function in forms.items():
        for point in ((THIRD, HALF, 2, THIRD), (3, THIRD, HALF, -THIRD), (HALF, THIRD, 1, 2 + I)):
            given = [sympy.sympify(v) for v in point]
            with ball_precision(120), mpmath.workdps(45):
                found = acb(ball_function((n, a, b, x), form)(*map(exact, given)))
                expected = ball_of(function(*map(number, given)))
                assert abs(found - expected) < arb(10) ** -32 * (1 + abs(expected)), (form, point)


def test_a_wrong_value_is_not_in_the_enclosure():
    with ball_precision(100), mpmath.workdps(60):
        found = at(sympy.besselk(THIRD, x), Rational(-5, 2))
        assert found.overlaps(ball_of(mpmath.besselk(number(THIRD), mpmath.mpf(-2.5))))
        assert not found.overlaps(ball_of(mpmath.conj(mpmath.besselk(number(THIRD), -2.5))))


@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_spherical_bessel_functions_are_entire_on_the_negative_axis(n):
    """j_n(-z) = (-1)^n j_n(z) and y_n(-z) = (-1)^(n+1) y_n(z): DLMF 10.47.14."""
    with ball_precision(100):
        for name, sign in (("jn", (-1) ** n), ("yn", -((-1) ** n))):
            form = getattr(sympy, name)(n, x)
            left, right = at(form, Rational(-5, 2)), at(form, Rational(5, 2))
            assert abs(left - sign * right) < arb(10) ** -25
            assert left.rel_accuracy_bits() > 80


def test_exact_arguments_keep_every_digit():
    with ball_precision(200):
        for point in (20, Rational(1, 10**30), Rational(10**9, 7)):
            for form in (sympy.erfc(x), sympy.erfc(1 / x), sympy.erfc(1 / sympy.sqrt(x))):
                assert at(form, sympy.sympify(point)).rel_accuracy_bits() > 190
        assert ball_function((x,), x**2 / 3 + HALF)(fmpq(1, 7)) == fmpq(1, 147) + fmpq(1, 2)
        assert at(x**THIRD, Rational(8, 27)).overlaps(acb(fmpq(2, 3)))
        assert ball_function((x,), 1 / x)(3) == fmpq(1, 3)


@pytest.mark.parametrize("y", [HALF, Rational(-9, 10), Rational(1, 10**20)])
def test_inverse_error_functions(y):
    with ball_precision(120):
        assert abs(at(sympy.erf(sympy.erfinv(x)), y) - exact(y)) < arb(10) ** -33
        assert abs(at(sympy.erfc(sympy.erfcinv(x)), 1 + y) - exact(1 + y)) < arb(10) ** -33


@pytest.mark.parametrize("name", "lucas tribonacci bell catalan bernoulli euler genocchi".split())
def test_numbers_of_combinatorics(name):
    function = getattr(sympy, name)
    for n in (1, 4, 10):
        with ball_precision(100):
            value = sympy.Rational(function(n))
            assert at(function(x), Integer(n)).overlaps(acb(exact(value)))
            assert not at(function(x), Integer(n)).overlaps(acb(exact(value + 1)))


def test_a_function_of_integers_refuses_others():
    with pytest.raises(ArithmeticError, match="totient has a ball only for an exact integer"):
        at(sympy.totient(x), HALF)


def test_a_ball_that_does_not_decide_gives_the_hull():
    wide = acb(arb(0, 0.25))
    step = sympy.Piecewise((x - 1, x < 0), (x + 1, True))
    found = acb(ball_function((x,), step)(wide)).real
    assert found.contains(-1.25) and found.contains(1.25)
    assert acb(ball_function((x,), step)(acb(arb(1, 0.25)))).real > 1.7
    for form, ends in (
        (sympy.Heaviside(x), (0, 1)),
        (sympy.Max(x, 0), (0, 0.25)),
        (sympy.sign(x), (-1, 1)),
        (sympy.KroneckerDelta(x, 0), (0, 1)),
    ):
        assert all(acb(ball_function((x,), form)(wide)).contains(end) for end in ends)
    with pytest.raises(ArithmeticError, match="one branch is not finite"):
        ball_function((x,), sympy.Piecewise((1 / x, x > 0), (0, True)))(wide)


def test_conditions_combine():
    y = Symbol("y")
    inside = sympy.And(x > 0, sympy.Or(x <= 1, sympy.Not(sympy.Eq(y, 2))))
    form = sympy.Piecewise((1, inside), (2, sympy.Ne(x, y)), (3, True))
    function = ball_function((x, y), form)
    for point, value in (((1, 2), 1), ((3, 2), 2), ((3, 4), 1), ((-1, 2), 2), ((-1, -1), 3)):
        assert acb(function(*point)) == value
    with pytest.raises(ArithmeticError, match="an order is defined for real numbers"):
        function(acb(1, 1), 2)


def test_poles_are_not_finite():
    for form, point in ((1 / x, 0), (sympy.gamma(x), -2), (sympy.log(x), 0), (sympy.zeta(x), 1)):
        assert not at(form, Integer(point)).is_finite()


def test_a_power_around_zero_is_a_disc():
    wide = acb(arb(0, 0.25), arb(0, 0.25))
    found = acb(ball_function((x,), x**THIRD)(wide))
    for corner in (0, 0.25, -0.25, 0.25j, -0.25 - 0.25j):
        assert found.contains(acb(corner).pow(acb(fmpq(1, 3))).mid())
    assert found.abs_upper() < 1.5


def test_what_is_no_number_is_refused():
    for form in (x + oo, x * zoo, sympy.Tuple(x, sympy.nan)):
        with pytest.raises(ValueError, match="not a finite number"):
            ball_function((x,), form)
    with pytest.raises(ValueError, match="the undefined function f"):
        ball_function((x,), sympy.Function("f")(x))
    with pytest.raises(ValueError, match="the expression contains y, which has no value"):
        ball_function((x,), x + Symbol("y"))


@pytest.mark.parametrize("name", ["mathieuc", "DiracDelta"])
def test_no_enclosure_names_the_function(name):
    form = sympy.mathieuc(1, 2, x) if name == "mathieuc" else sympy.DiracDelta(x)
    with pytest.raises(NoEnclosure, match=f"ball arithmetic has no enclosure for {name}"):
        ball_function((x,), form)
    with pytest.raises(NotImplementedError, match=f"mpmath has no function for {name}"):
        mpmath_function((x,), form)


@pytest.mark.parametrize("name", FORMS)
def test_the_target_for_mpmath_has_the_same_values(name):
    form, _ = FORMS[name]
    for point in (THIRD, Rational(-5, 2), Rational(-5, 3) + I * Rational(4, 3)):
        with ball_precision(bits_for(25)), mpmath.workdps(30):
            found = at(form, point)
            try:
                value = mpmath_function((x,), form)(number(point))
            except (ValueError, ZeroDivisionError):
                continue
            if mpmath.isfinite(value):
                assert abs(found - ball_of(value)) < arb(10) ** -22 * (1 + abs(found)), point


def test_roots_of_polynomials_and_constants():
    root = sympy.CRootOf(x**3 - x - 1, 1)
    with ball_precision(200), mpmath.workdps(50):
        found = acb(ball_function((), root)())
        assert (found**3 - found - 1).contains(0) and found.rel_accuracy_bits() > 150
        assert abs(found - ball_of(mpmath_function((), root)())) < arb(10) ** -40
        T = acb(ball_function((), sympy.TribonacciConstant)())
        assert (T**3 - T**2 - T - 1).contains(0) and T.rel_accuracy_bits() > 150
