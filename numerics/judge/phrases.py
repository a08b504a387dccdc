"""Words with expressions between them: as plain text, and with the expressions in LaTeX."""

from sympy import Abs, Expr, Symbol, sqrt

from derive.latex import latex
from derive.notation import Notation
from derive.root import root

Words = tuple[str | Expr, ...]


def in_text(words: Words) -> str:
    """The words with each expression in characters."""
    return "".join(part if isinstance(part, str) else _told(part) for part in words)


def in_latex(words: Words, notation: Notation) -> str:
    """The words with each expression in LaTeX, between dollar signs."""
    return "".join(
        part if isinstance(part, str) else f"${latex(part, notation)}$" for part in words
    )


def _told(part: Expr) -> str:
    """An expression in a line of text, as one writes it by hand."""
    plain = part.replace(root, lambda omega, delta: sqrt(omega**2 - delta**2))
    plain = plain.replace(Abs, lambda inner: Symbol(f"|{inner}|"))
    return str(plain).replace("log(", "ln(").replace("**", "^").replace("*", " ")
