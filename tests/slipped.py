"""A made-up paper with two slips, of which one is carried on."""

from sympy import Rational, Symbol, symbols

from derive.notation import Notation
from derive.papers import Paper, Section
from derive.record import Equation
from derive.slips import Slip, reading, times

a, b = symbols("a b", positive=True)
POINTS = ({a: Rational(2), b: Rational(3, 7)}, {a: Rational(1, 5), b: Rational(4)})


def record(label, printed, derived):
    return Equation(
        label=label,
        title=f"The quantity {label}",
        relation="=",
        lhs=Symbol(label),
        printed=printed,
        derived=lambda: derived,
        points=POINTS,
    )


EQUATIONS = (
    record("1", a**2 * b, a**2 / b),
    record("2", -2 * a**2 * b, 2 * a**2 / b),
    record("3", a + b, a + b),
    record("4", None, a * b),
)
INVERSE = Slip(
    name="inverse",
    kind="misprint",
    words="In (1) b belongs in the denominator.",
    corrections={"1": reading(b, 1 / b), "2": reading(b, 1 / b)},
    carried={"1": lambda: a * b, "2": lambda: -2 * a**2 * b},
)
SIGN = Slip(name="sign", kind="sign", words="(2) has the other sign.", corrections={"2": times(-1)})
PAPER = Paper(
    name="made-up",
    title="On made-up things",
    authors="A. Reader",
    reference="nowhere",
    notation=Notation(),
    sections=(Section("All", EQUATIONS),),
    slips=(INVERSE, SIGN),
)
