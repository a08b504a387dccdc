"""Labels of axes in the paper's letters, and the colours of both kinds of grains."""

from sympy import Symbol

from derive.grains.symbols import NOTATION
from numerics.draw.axes import BLUE, ORANGE

METAL, SUPERCONDUCTOR = ORANGE, BLUE


def over(symbol: Symbol, unit: Symbol) -> str:
    """symbol/unit as a label."""
    return f"${NOTATION.latex[symbol]}/{NOTATION.latex[unit]}$"


def equal(symbol: Symbol, factor: float, unit: Symbol) -> str:
    """symbol = factor unit as a label."""
    return f"${NOTATION.latex[symbol]} = {multiple(factor, unit)}$"


def multiple(factor: float, unit: Symbol) -> str:
    """LaTeX of factor unit, without math delimiters."""
    if factor in (0, 1):
        return NOTATION.latex[unit] if factor else "0"
    mantissa, _, exponent = f"{factor:.4g}".partition("e")
    power = rf" \cdot 10^{{{int(exponent)}}}" if exponent else ""
    return rf"{mantissa}{power}\,{NOTATION.latex[unit]}"
