"""Names of generated code in NumPy: functions of arrays that keep their branches.

A float64 outside a function's real domain gives a complex value.  An imaginary part 0 has no
sign: a value on a cut is that of SymPy and mpmath, whatever the sign of zero in front of it.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
import sympy
from scipy import special

from numerics.arithmetic import mpmath_target
from numerics.arithmetic.code_printer import CodePrinter

Function = Callable[..., Any]


def as_numbers(value: Any) -> Any:
    """An array, or a number of NumPy; integers and truth values as floats."""
    array = np.asarray(value)
    return (array.astype(float) if array.dtype.kind in "iub" else array)[()]


def of_shape(value: Any, shape: tuple[int, ...]) -> Any:
    """The value, and every entry of a list or tuple, as an array of the shape."""
    if isinstance(value, list | tuple):
        return type(value)(of_shape(entry, shape) for entry in value)
    if np.shape(value) == shape:
        return value
    return np.broadcast_to(value, shape).copy()


def _without_signed_zero(z: Any) -> Any:
    """A complex array, each part -0 as +0."""
    return z + 0.0 if np.iscomplexobj(z) else z


def _on_principal_branch(function: Function, inside: Function | None = None) -> Function:
    """A function whose cut is on the real axis and belongs to the upper half-plane."""

    def principal(z: Any) -> Any:
        z = _without_signed_zero(z)
        if inside is not None and not np.iscomplexobj(z) and not np.all(inside(z)):
            z = np.asarray(z) + 0j
        return function(z)

    return principal


def _odd_on_real_cuts(function: Function, inside: Function) -> Function:
    """A function with cuts beyond -1 and 1, to which the second and fourth quadrant belong."""

    def branched(z: Any) -> Any:
        if not np.iscomplexobj(z):
            if np.all(inside(z)):
                return function(z)
            z = np.asarray(z) + 0j
        zero = np.where(z.real > 0, -0.0, 0.0)
        return function(_complex(z.real, np.where(z.imag == 0, zero, z.imag)))

    return branched


def _odd_on_imaginary_cuts(function: Function) -> Function:
    """A function with cuts beyond -i and i, to which the first and third quadrant belong."""

    def branched(z: Any) -> Any:
        if not np.iscomplexobj(z):
            return function(z)
        zero = np.where(z.imag < 0, -0.0, 0.0)
        return function(_complex(np.where(z.real == 0, zero, z.real), z.imag))

    return branched


def _complex(real: Any, imaginary: Any) -> Any:
    z = np.empty(np.broadcast_shapes(np.shape(real), np.shape(imaginary)), dtype=complex)
    z.real, z.imag = real, imaginary
    return z[()]


def power(base: Any, exponent: Any) -> Any:
    """The principal power."""
    if np.all(np.isreal(exponent) & (np.real(exponent) == np.round(np.real(exponent)))):
        return np.power(as_numbers(base), np.real(exponent))
    base = _without_signed_zero(as_numbers(base))
    if not np.iscomplexobj(base) and not np.all(base >= 0):
        base = np.asarray(base) + 0j
    return np.power(base, exponent)


def real(z: Any) -> Any:
    """The array without its imaginary part; ValueError where this is not 0."""
    if np.any(np.imag(z)):
        raise ValueError("an order, a step or a special function is given a complex number")
    return np.real(z)


def _select(*branches: tuple[Function, Function]) -> Any:
    """Entry by entry the value of the first branch whose condition holds, else nan."""
    with np.errstate(all="ignore"):
        conditions = [condition() for _, condition in branches]
        values = [value() for value, _ in branches]
        shape = np.broadcast_shapes(*map(np.shape, conditions + values))
        chosen: Any = np.full(shape, np.nan)
        for condition, value in zip(conditions[::-1], values[::-1], strict=True):
            chosen = np.where(condition, value, chosen)
        return chosen[()]


def _by_parts(function: Function) -> Function:
    """A step of the real and of the imaginary part."""
    return lambda z: function(z.real) + 1j * function(z.imag) if np.iscomplexobj(z) else function(z)


def _of_reals(function: Function) -> Function:
    """A function that SciPy has for real arguments alone; ValueError for complex ones."""
    return lambda *arguments: function(*map(real, arguments))


def _quotient(function: Function) -> Function:
    return lambda z: 1 / function(z)


def _inverse_of_quotient(function: Function) -> Function:
    return lambda z: function(1 / as_numbers(z))


def _bessel(function: Function, order: Any, z: Any) -> Any:
    """A Bessel function with a cut along the negative axis."""
    return function(real(order), z if np.all(np.real(z) > 0) else _without_signed_zero(z + 0j))


sqrt = _on_principal_branch(np.sqrt, lambda x: x >= 0)
_floor = _by_parts(np.floor)
_log = _on_principal_branch(np.log, lambda x: x >= 0)
_acos = _odd_on_real_cuts(np.arccos, lambda x: abs(x) <= 1)
_asin = _odd_on_real_cuts(np.arcsin, lambda x: abs(x) <= 1)
_atanh = _odd_on_real_cuts(np.arctanh, lambda x: abs(x) <= 1)
_acosh = _on_principal_branch(np.arccosh, lambda x: x >= 1)
_asinh, _atan = _odd_on_imaginary_cuts(np.arcsinh), _odd_on_imaginary_cuts(np.arctan)

NUMPY_FUNCTIONS: dict[str, Function] = {
    **{name: getattr(np, name) for name in "exp sin cos tan sinh cosh tanh conjugate".split()},
    "log": _log,
    "acos": _acos,
    "asin": _asin,
    "atan": _atan,
    "acosh": _acosh,
    "asinh": _asinh,
    "atanh": _atanh,
    **{
        name: _quotient(getattr(np, other))
        for name, other in (
            pair.split(":")
            for pair in "sec:cos csc:sin cot:tan sech:cosh csch:sinh coth:tanh".split()
        )
    },
    "acot": _inverse_of_quotient(_atan),
    "acoth": _inverse_of_quotient(_atanh),
    "sinc": lambda z: np.sinc(z / np.pi),
    "atan2": _of_reals(np.arctan2),
    "Abs": np.abs,
    "arg": lambda z: np.angle(_without_signed_zero(z)),
    "re": np.real,
    "im": np.imag,
    "sign": np.sign,
    "floor": _floor,
    "ceiling": _by_parts(np.ceil),
    "frac": lambda z: z - _floor(z),
    "Mod": lambda a, b: a - b * _floor(a / b),
    "Max": lambda *values: reduce(np.maximum, map(real, values)),
    "Min": lambda *values: reduce(np.minimum, map(real, values)),
    "Heaviside": lambda x, at_zero=0.5: np.heaviside(real(x), at_zero),
    "KroneckerDelta": lambda a, b: np.where(np.equal(a, b), 1.0, 0.0),
    "erf": special.erf,
    "erfc": special.erfc,
    "erfi": special.erfi,
    "gamma": special.gamma,
    "loggamma": lambda z: (
        special.loggamma(np.asarray(z) + 0j) if np.any(np.real(z) <= 0) else special.loggamma(z)
    ),
    "digamma": special.digamma,
    "factorial": lambda n: special.gamma(n + 1),
    "beta": _of_reals(special.beta),
    "besselj": lambda order, z: _bessel(special.jv, order, z),
    "bessely": lambda order, z: _bessel(special.yv, order, z),
    "besseli": lambda order, z: _bessel(special.iv, order, z),
    "besselk": lambda order, z: _bessel(special.kv, order, z),
    "elliptic_k": _of_reals(special.ellipk),
    "elliptic_e": _of_reals(special.ellipe),
    "zeta": _of_reals(special.zeta),
    "polygamma": _of_reals(special.polygamma),
    "Si": lambda z: special.sici(z)[0],
    "Shi": lambda z: special.shichi(z)[0],
}


def _constant(name: str) -> float:
    return float(mpmath_target.NAMESPACE["constant"](name))


def _algebraic(*arguments: Any) -> Any:
    root = complex(mpmath_target.NAMESPACE["algebraic"](*arguments))
    return root if root.imag else root.real


def _hyper(upper: Sequence[Any], lower: Sequence[Any], z: Any) -> Any:
    """Gauss's, Kummer's and the confluent limit function."""
    functions = {(2, 1): special.hyp2f1, (1, 1): special.hyp1f1, (0, 1): special.hyp0f1}
    function = functions.get((len(upper), len(lower)))
    if function is None:
        raise _missing(f"hyper with {len(upper)} upper and {len(lower)} lower parameters")
    return function(*map(real, upper), *map(real, lower), z)


def _all(*truths: Any) -> Any:
    return reduce(np.logical_and, truths)


def _any(*truths: Any) -> Any:
    return reduce(np.logical_or, truths)


NAMESPACE: dict[str, Any] = {f"{name}_": f for name, f in NUMPY_FUNCTIONS.items()} | {
    "algebraic": _algebraic,
    "complete_elliptic": lambda m: special.ellipkm1(real(m)),
    "conjunction": _all,
    "constant": _constant,
    "disjunction": _any,
    "equal": np.equal,
    "hyper": _hyper,
    "imaginary_unit": 1j,
    "integer_power": lambda base, n: 1 / (1.0 * base) ** -n,
    "less": lambda a, b: np.less(real(a), real(b)),
    "negation": np.logical_not,
    "not_greater": lambda a, b: np.less_equal(real(a), real(b)),
    "parity": lambda *truths: reduce(np.logical_xor, truths),
    "power": power,
    "rational": lambda p, q=1: p / q,
    "rational_power": lambda base, p, q: power(base, p / q),
    "select": _select,
    "sqrt": sqrt,
}


def _missing(name: str) -> NotImplementedError:
    return NotImplementedError(f"NumPy and SciPy have no function for {name}")


class NumpyPrinter(CodePrinter):
    """Code for NumPy; raises NotImplementedError for what NumPy and SciPy lack."""

    functions = NUMPY_FUNCTIONS
    missing = staticmethod(_missing)

    def _print_meijerg(self, expr: sympy.meijerg) -> str:
        raise _missing("meijerg")
