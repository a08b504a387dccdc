"""Names of generated code in mpmath, and every function of SymPy that mpmath can compute."""

import operator
from collections.abc import Callable
from typing import Any

import mpmath
import sympy
from mpmath import mp

from numerics.arithmetic.code_printer import CodePrinter

Function = Callable[..., Any]

_SAME_NAME = """exp log sin cos tan cot sec csc sinh cosh tanh coth sech csch
asin acos atan acot asec acsc asinh acosh atanh acoth asech acsch sinc atan2 arg re im sign floor
frac erf erfc erfi erfinv gamma loggamma digamma polygamma beta betainc factorial
binomial harmonic fibonacci expint li fresnels fresnelc besselj bessely besseli besselk
airyai airybi zeta polylog lerchphi legendre gegenbauer jacobi hermite
appellf1""".split()

_OTHER_NAME = {
    "Abs": "fabs",
    "ceiling": "ceil",
    "conjugate": "conj",
    "Ei": "ei",
    "Si": "si",
    "Ci": "ci",
    "Shi": "shi",
    "Chi": "chi",
    "LambertW": "lambertw",
    "factorial2": "fac2",
    "RisingFactorial": "rf",
    "FallingFactorial": "ff",
    "elliptic_k": "ellipk",
    "elliptic_f": "ellipf",
    "elliptic_e": "ellipe",
    "elliptic_pi": "ellippi",
    "chebyshevt": "chebyt",
    "chebyshevu": "chebyu",
    "assoc_legendre": "legenp",
    "assoc_laguerre": "laguerre",
    "Ynm": "spherharm",
}

_INTEGERS = """LeviCivita lucas tribonacci motzkin bell genocchi andre partition
divisor_sigma legendre_symbol jacobi_symbol kronecker_symbol mobius primenu primeomega totient
reduced_totient primepi""".split()


def at_integers(name: str) -> Function:
    """A function of integers: SymPy's exact value.  ValueError for other arguments."""
    function = getattr(sympy, name)

    def value(*arguments: Any) -> Any:
        if not all(mpmath.isint(a) for a in arguments):
            raise ValueError(f"{name} is computed for integers alone")
        exact = function(*(int(mpmath.re(a)) for a in arguments))
        return mpmath.mpf(exact.p) / exact.q

    return value


def _spherical(function: Function) -> Function:
    """sqrt(pi/2) z^(-1/2) times the Bessel function of order + 1/2 (DLMF 10.47.3 to 10.47.6)."""
    return lambda order, z: (
        mpmath.sqrt(mp.pi / 2) / mpmath.sqrt(z) * function(order + mp.mpf("0.5"), z)
    )


def _hankel1(order: Any, z: Any) -> Any:
    """By K where J and i Y cancel (DLMF 10.27.8)."""
    if mpmath.im(z) > 0:
        return (
            2
            / (mp.pi * 1j)
            * mpmath.expjpi(-mpmath.mpmathify(order) / 2)
            * mpmath.besselk(order, -1j * z)
        )
    return mpmath.hankel1(order, z)


def _hankel2(order: Any, z: Any) -> Any:
    """By K where J and i Y cancel (DLMF 10.27.8)."""
    if mpmath.im(z) < 0:
        return (
            2j / mp.pi * mpmath.expjpi(mpmath.mpmathify(order) / 2) * mpmath.besselk(order, 1j * z)
        )
    return mpmath.hankel2(order, z)


def _stieltjes(n: Any, a: Any = 1) -> Any:
    """ValueError where mpmath's integral does not hold: for other a than real positive ones."""
    if not (mpmath.im(a) == 0 and mpmath.re(a) > 0):
        raise ValueError("mpmath has stieltjes(n, a) for a > 0 alone")
    return mpmath.stieltjes(int(n), a)


def _bernoulli(n: Any, x: Any = 1) -> Any:
    if mpmath.isint(n) and n >= 0:
        return mpmath.bernpoly(int(n), x)
    return -n * mpmath.zeta(1 - n, x)


def _euler(n: Any, x: Any = None) -> Any:
    """By the zeta function of Hurwitz where n is not 0, 1, 2, ..., as SymPy has it."""
    if x is None:
        return mpmath.mpf(2) ** n * _euler(n, mpmath.mpf(1) / 2)
    if mpmath.isint(n) and n >= 0:
        return mpmath.eulerpoly(int(n), x)
    if n == -1:
        return mpmath.digamma((x + 1) / 2) - mpmath.digamma(x / 2)
    return 2 * (mpmath.zeta(-n, x) - 2 ** (n + 1) * mpmath.zeta(-n, (x + 1) / 2))


def _harmonic(n: Any, order: Any = 1) -> Any:
    return mpmath.harmonic(n) if order == 1 else mpmath.zeta(order) - mpmath.zeta(order, n + 1)


def _dirichlet_eta(s: Any, a: Any = 1) -> Any:
    if a == 1:
        return mpmath.altzeta(s)
    if s == 1:
        return (mpmath.digamma((a + 1) / 2) - mpmath.digamma(a / 2)) / 2
    return mpmath.mpf(2) ** -s * (mpmath.zeta(s, a / 2) - mpmath.zeta(s, (a + 1) / 2))


def _heaviside(x: Any, at_zero: Any = 0.5) -> Any:
    """1/2 at 0, which is exact in a float."""
    return mpmath.mpf(1) if x > 0 else mpmath.mpf(0) if x < 0 else mpmath.mpmathify(at_zero)


MPMATH_FUNCTIONS: dict[str, Function] = {
    **{name: getattr(mpmath, name) for name in _SAME_NAME},
    **{name: getattr(mpmath, other) for name, other in _OTHER_NAME.items()},
    **{name: at_integers(name) for name in _INTEGERS},
    "airyaiprime": lambda z: mpmath.airyai(z, derivative=1),
    "airybiprime": lambda z: mpmath.airybi(z, derivative=1),
    "betainc_regularized": lambda a, b, x, y: mpmath.betainc(a, b, x, y, regularized=True),
    "bernoulli": _bernoulli,
    "catalan": lambda n: (
        mpmath.mpf(4) ** n * mpmath.gammaprod([n + mpmath.mpf(1) / 2], [mpmath.mpf(1) / 2, n + 2])
    ),
    "dirichlet_eta": _dirichlet_eta,
    "erf2": lambda a, b: mpmath.erf(a, b),
    "erfcinv": lambda x: mpmath.erfinv(1 - x),
    "euler": _euler,
    "harmonic": _harmonic,
    "Heaviside": _heaviside,
    "hermite_prob": lambda n, x: (
        mpmath.mpf(2) ** (-mpmath.mpmathify(n) / 2) * mpmath.hermite(n, x / mpmath.sqrt(2))
    ),
    "jn": _spherical(mpmath.besselj),
    "yn": _spherical(mpmath.bessely),
    "hankel1": _hankel1,
    "hankel2": _hankel2,
    "hn1": _spherical(_hankel1),
    "hn2": _spherical(_hankel2),
    "KroneckerDelta": lambda a, b: mpmath.mpf(a == b),
    "laguerre": lambda n, x: mpmath.laguerre(n, 0, x),
    "lowergamma": lambda s, z: mpmath.gammainc(s, 0, z),
    "uppergamma": lambda s, z: mpmath.gammainc(s, z, mpmath.inf),
    "Max": max,
    "Min": min,
    "Mod": lambda a, b: a - b * mpmath.floor(mpmath.mpmathify(a) / b),
    "Rem": lambda a, b: mpmath.sign(a) * mpmath.fmod(abs(a), abs(b)),
    "riemann_xi": lambda s: (
        mpmath.mpf(1) / 2
        if s in (0, 1)
        else mpmath.gamma(s / 2 + 1) * (s - 1) * mpmath.zeta(s) / mpmath.pi ** (s / 2)
    ),
    "stieltjes": _stieltjes,
    "subfactorial": lambda n: mpmath.gammainc(n + 1, -1, mpmath.inf) / mpmath.e,
}


def _algebraic(coefficients: list[int], near: tuple[Any, Any], radius: Any) -> Any:
    """The root of a polynomial, coefficients from the constant on, next to a number."""
    roots = mpmath.polyroots(coefficients[::-1], maxsteps=200, extraprec=2 * mp.prec)
    return min(roots, key=lambda root: abs(root - mpmath.mpc(*near)))


def _select(*branches: Any) -> Any:
    """The value of the first branch whose condition holds, else nan."""
    return next((value() for value, condition in branches if condition()), mpmath.nan)


def _constant(name: str) -> Any:
    if name == "TribonacciConstant":
        root = 3 * mpmath.sqrt(33)
        return (1 + mpmath.cbrt(19 - root) + mpmath.cbrt(19 + root)) / 3
    return +getattr(mp, _CONSTANTS[name])


_CONSTANTS = {
    "pi": "pi",
    "E": "e",
    "EulerGamma": "euler",
    "Catalan": "catalan",
    "GoldenRatio": "phi",
}

NAMESPACE: dict[str, Any] = {f"{name}_": f for name, f in MPMATH_FUNCTIONS.items()} | {
    "algebraic": _algebraic,
    "complete_elliptic": lambda m: mp.pi / 2 / mpmath.agm(1, mpmath.sqrt(m)),
    "conjunction": lambda *truths: all(truths),
    "constant": _constant,
    "disjunction": lambda *truths: any(truths),
    "equal": operator.eq,
    "hyper": mpmath.hyper,
    "imaginary_unit": mpmath.mpc(0, 1),
    "integer_power": lambda base, n: mpmath.mpmathify(base) ** n,
    "less": operator.lt,
    "meijer_g": lambda a1, a2, b1, b2, z: mpmath.meijerg([a1, a2], [b1, b2], z),
    "negation": operator.not_,
    "not_greater": operator.le,
    "parity": lambda *truths: sum(truths) % 2 == 1,
    "power": mpmath.power,
    "rational": lambda p, q=1: mpmath.mpf(p) / q,
    "rational_power": lambda base, p, q: mpmath.power(base, mpmath.mpf(p) / q),
    "select": _select,
    "sqrt": mpmath.sqrt,
}


def _missing(name: str) -> NotImplementedError:
    return NotImplementedError(f"mpmath has no function for {name}")


class MpmathPrinter(CodePrinter):
    """Code for mpmath; raises NotImplementedError for what it lacks."""

    functions = MPMATH_FUNCTIONS
    missing = staticmethod(_missing)
