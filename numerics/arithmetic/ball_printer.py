"""Names of generated code in ball arithmetic."""

from typing import Any

from flint import fmpq

from numerics.arithmetic import ball_conditions as conditions
from numerics.arithmetic import ball_hypergeometric as hypergeometric
from numerics.arithmetic import ball_special as special
from numerics.arithmetic import ball_values as values
from numerics.arithmetic.ball_table import BALL_FUNCTIONS
from numerics.arithmetic.code_printer import CodePrinter
from numerics.arithmetic.enclosures import NoEnclosure

NAMESPACE: dict[str, Any] = {f"{name}_": function for name, function in BALL_FUNCTIONS.items()} | {
    "algebraic": special.algebraic,
    "complete_elliptic": special.complete_elliptic,
    "conjunction": conditions.conjunction,
    "constant": special.constant,
    "disjunction": conditions.disjunction,
    "equal": conditions.equal,
    "hyper": hypergeometric.hyper,
    "imaginary_unit": special.I,
    "integer_power": values.integer_power,
    "less": conditions.less,
    "meijer_g": hypergeometric.meijer_g,
    "negation": conditions.negation,
    "not_greater": conditions.not_greater,
    "parity": conditions.parity,
    "power": values.power,
    "rational": fmpq,
    "rational_power": values.rational_power,
    "select": conditions.select,
    "sqrt": values.square_root,
}


def _missing(name: str) -> NoEnclosure:
    return NoEnclosure(f"ball arithmetic has no enclosure for {name}")


class BallPrinter(CodePrinter):
    """Code for balls; raises NoEnclosure for what has no enclosure."""

    functions = BALL_FUNCTIONS
    missing = staticmethod(_missing)
