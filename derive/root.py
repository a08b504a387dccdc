"""The one square root of the paper, on its physical sheet."""

from sympy import Expr, Function, I, sqrt
from sympy.printing.latex import LatexPrinter


class root(Function):
    """sqrt(omega^2 - Delta^2) for Im omega > 0, or for real omega as the limit from above.

    The physical sheet has Re omega/root > 0, which is the density of states of (9).  With
    u^2 = (omega - Delta)/(omega + Delta) it is the principal u, Re u > 0: for a complex
    Delta(omega) too, where sqrt(omega - Delta) sqrt(omega + Delta) leaves the sheet.

    The function is homogeneous, root(a omega, a Delta) = a root(omega, Delta) for every
    complex a.  So sqrt(Delta^2 - omega^2) = -i root(omega, Delta) = root(-i omega, -i Delta).
    """

    nargs = 2

    @classmethod
    def eval(cls, omega: Expr, delta: Expr) -> Expr | None:
        return omega if delta.is_zero else None

    def fdiff(self, argindex: int = 1) -> Expr:
        omega, delta = self.args
        return (omega if argindex == 1 else -delta) / self

    def _eval_power(self, exponent: Expr) -> Expr | None:
        omega, delta = self.args
        if exponent.is_integer and exponent.is_even:
            return (omega**2 - delta**2) ** (exponent / 2)
        return None

    def _eval_evalf(self, prec: int) -> Expr:
        return principal(*self.args)._eval_evalf(prec)

    def _latex(self, printer: LatexPrinter, exp: str | None = None) -> str:
        omega, delta = self.args
        text = rf"\sqrt{{{printer.doprint(omega**2 - delta**2)}}}"
        return text if exp is None else f"{{{text}}}^{{{exp}}}"


def principal(omega: Expr, delta: Expr) -> Expr:
    """root(omega, delta) by a principal square root."""
    return (omega + delta) * sqrt((omega - delta) / (omega + delta))


def explicit(expression: Expr) -> Expr:
    """Every root written out by principal square roots."""
    return expression.replace(root, principal)


def on_imaginary_axis(expression: Expr, omega: Expr, w: Expr) -> Expr:
    """The expression at omega = i w, w > 0, where root = (omega/w) sqrt(w^2 + Delta^2)."""

    def energy(z: Expr, delta: Expr) -> Expr:
        return z / w * sqrt(w**2 - (delta * w / z) ** 2)

    return expression.subs(omega, I * w).replace(root, energy)
