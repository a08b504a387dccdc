"""Every enclosure holds the value of mpmath, on both sides of cuts and on them, and is tight.

Expected values are calls of mpmath written here, not the project's own target for mpmath.
"""

import mpmath
import pytest
import sympy
from ball_numbers import HALF, THIRD, at, ball_of, exact, number, x
from flint import acb, arb
from mpmath import mp
from sympy import I, Integer, Rational

from numerics.arithmetic.functions import ball_function, ball_precision, bits_for, mpmath_function

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
