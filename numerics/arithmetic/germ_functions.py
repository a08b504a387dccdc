"""Functions of germs, and the names of generated code on germs.

Each function is composed by Taylor's theorem, with flint's power series.  A ball that touches a
branch cut, or an argument that tends to infinity, is refused, and the function is named.
"""

from collections.abc import Callable
from typing import Any

from flint import acb, acb_series, fmpq

from numerics.arithmetic import ball_printer
from numerics.arithmetic import ball_values as values
from numerics.arithmetic.ball_table import BALL_FUNCTIONS
from numerics.arithmetic.code_printer import CodePrinter
from numerics.arithmetic.enclosures import NoEnclosure, disc
from numerics.arithmetic.germs import Germ, composed, padded_to_zero

SERIES = "cos sin exp erf erfc gamma".split()  # entire, or with poles alone: no cut
I = acb(0, 1)  # noqa: E741


def function(name: str) -> Callable[..., Any]:
    """The function by its SymPy name: of a germ, or of numbers as in ball arithmetic."""

    def evaluate(*arguments: Any) -> Any:
        if not any(isinstance(argument, Germ) for argument in arguments):
            return BALL_FUNCTIONS[name](*arguments)
        if name not in GERM_FUNCTIONS or len(arguments) > 1:
            raise NoEnclosure(f"germs have no enclosure for {name}")
        return GERM_FUNCTIONS[name](arguments[0])

    return evaluate


def exp(g: Germ) -> Germ:
    """exp(g); where g tends to minus infinity, a remainder without any known coefficient."""
    if g.exponent < 0:
        return _exponentially_small(g)
    return _entire("exp")(g)


def log(g: Germ) -> Germ:
    """The principal logarithm of a germ with a limit other than 0, off the cut."""
    if g.exponent:
        raise NoEnclosure("germs have no log of an argument that tends to 0 or to infinity")
    _require_off_cut(g, "log")
    return composed(lambda c, n: acb_series([c, 1], prec=n).log().coeffs(), g)


def rational_power(g: Germ, numerator: int, denominator: int) -> Germ:
    """The principal power, for an exponent of the germ that it takes to an integer."""
    if g.exponent * numerator % denominator:
        raise NoEnclosure(
            f"germs have no power {numerator}/{denominator} of s^{g.exponent}: take a root of s"
        )
    _require_off_cut(g, f"power {numerator}/{denominator}")
    unit = Germ(0, g.coefficients, g.end)
    power = acb(fmpq(numerator, denominator))

    def taylor(c: acb, n: int) -> list[acb]:
        series = acb_series([c, 1], prec=n)
        if (numerator, denominator) == (1, 2):
            return series.sqrt().coeffs()
        return (series.log() * power).exp().coeffs()

    result = composed(taylor, unit)
    shift = g.exponent * numerator // denominator
    return Germ(result.exponent + shift, result.coefficients, g.end)


def loggamma(g: Germ) -> Germ:
    """The logarithm of Gamma, analytic off the negative axis."""
    g = padded_to_zero(g, "loggamma")
    _require_off_cut(g, "loggamma")
    return composed(lambda c, n: acb_series([c, 1], prec=n).lgamma().coeffs(), g)


def sinh(g: Germ) -> Germ:
    """sinh(z) = -i sin(i z)"""
    return _entire("sin")(g * I) * -I


def cosh(g: Germ) -> Germ:
    """cosh(z) = cos(i z)"""
    return _entire("cos")(g * I)


def tan(g: Germ) -> Germ:
    """The quotient of sine and cosine."""
    return _entire("sin")(g) / _entire("cos")(g)


def tanh(g: Germ) -> Germ:
    """The quotient of the hyperbolic sine and cosine."""
    above, below = _hyperbolic(g)
    return above / below


def coth(g: Germ) -> Germ:
    """1/tanh"""
    above, below = _hyperbolic(g)
    return below / above


def _hyperbolic(g: Germ) -> tuple[Germ, Germ]:
    """sinh and cosh; towards infinity both over exp(|z|)/2, by exp(-2 |z|)."""
    if g.exponent >= 0:
        return sinh(g), cosh(g)
    sign = 1 if g.unit().real > 0 else -1
    small = exp(g * (-2 * sign))
    return (1 - small) * sign, 1 + small


def square_root(value: Any) -> Any:
    return rational_power(value, 1, 2) if isinstance(value, Germ) else values.square_root(value)


def any_rational_power(base: Any, numerator: int, denominator: int) -> Any:
    power = rational_power if isinstance(base, Germ) else values.rational_power
    return power(base, numerator, denominator)


def any_power(base: Any, exponent: Any) -> Any:
    """base^exponent = exp(exponent log(base)) where one of them is a germ."""
    if isinstance(base, Germ):
        return exp(log(base) * exponent)
    if isinstance(exponent, Germ):
        return exp(exponent * values.real_or_complex(base).log())
    return values.power(base, exponent)


def any_integer_power(base: Any, exponent: int) -> Any:
    return base**exponent if isinstance(base, Germ) else values.integer_power(base, exponent)


def _entire(name: str) -> Callable[[Germ], Germ]:
    def evaluate(g: Germ) -> Germ:
        def taylor(c: acb, n: int) -> list[acb]:
            coefficients: list[acb] = getattr(acb_series([c, 1], prec=n), name)().coeffs()
            return coefficients

        return composed(taylor, padded_to_zero(g, name))

    return evaluate


def _exponentially_small(g: Germ) -> Germ:
    """exp(g) = s^n c_n(s) where Re g <= -a/s^k: a ball of the largest exp(-a/s^k)/s^n.

    That is where s^k = a k/n, or at the end of the interval if that is before.
    """
    k, n, rate = -g.exponent, g.order, -g.unit().real
    if not rate > 0:
        raise NoEnclosure("germs have no exp of an argument that may tend to plus infinity")
    a = rate.lower()
    power = g.end**k if not n else (a * k / n).min(g.end**k)
    where = power.root(k)
    return Germ(0, (*[acb(0)] * n, disc((-a / power).exp() / where**n)), g.end)


def _require_off_cut(g: Germ, name: str) -> None:
    unit = g.unit()
    if not unit.real > 0 and unit.imag.contains(0):
        raise NoEnclosure(f"germs have no {name} of an argument that may touch the cut: {unit}")


GERM_FUNCTIONS: dict[str, Callable[[Germ], Germ]] = {
    **{name: _entire(name) for name in SERIES},
    "exp": exp,
    "log": log,
    "loggamma": loggamma,
    "sinh": sinh,
    "cosh": cosh,
    "tan": tan,
    "tanh": tanh,
    "coth": coth,
}

NAMESPACE: dict[str, Any] = {
    **ball_printer.NAMESPACE,
    **{f"{name}_": function(name) for name in BALL_FUNCTIONS},
    "integer_power": any_integer_power,
    "power": any_power,
    "rational_power": any_rational_power,
    "sqrt": square_root,
}


class GermPrinter(CodePrinter):
    """Code for germs; raises NoEnclosure for what has none."""

    functions = BALL_FUNCTIONS

    @staticmethod
    def missing(name: str) -> NoEnclosure:
        return NoEnclosure(f"germs have no enclosure for {name}")
