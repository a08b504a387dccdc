"""A file of claims: every Equation that it defines, or one sentence."""

import pytest

from numerics import verify
from numerics.judge.claims import equations_of

CLAIMS = """
from sympy import Symbol, sqrt
from derive import Equation

x = Symbol("x", positive=True)

def claim(label, printed, derived):
    return Equation(label=label, title="mine", relation="=", lhs=x, printed=printed,
                    derived=lambda: derived, points=({x: 2},))

right = claim("right", sqrt(x**2), x)
again = right
others = [claim("wrong", 2 * x, x), claim("text", "x/2", x / 2)]
by_name = {"square": claim("square", x * x, x**2)}
"""


def written(tmp_path, text):
    path = tmp_path / "mine.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_equations_in_order(tmp_path):
    found = equations_of(written(tmp_path, CLAIMS))
    assert [record.label for record in found] == ["right", "wrong", "text", "square"]
    assert [verify(record, 10).printed for record in found] == [
        "exact",
        "refuted",
        "exact",
        "exact",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x = 1\ny = x.foo\n", "line 2, does not run: AttributeError"),
        ("x = (\n", "line 1, is no Python"),
        ("x = 1\n", "defines no Equation"),
        ("raise SystemExit(3)\n", "line 1, does not run: SystemExit"),
        ("from derive import Regime\nRegime({})\n", "line 2, is refused: the path of a regime"),
        (CLAIMS + "\nmore = claim('right', x, x)\n", "gives the label right twice"),
    ],
)
def test_a_file_that_cannot_be_judged(tmp_path, text, sentence):
    with pytest.raises(ValueError, match=sentence) as raised:
        equations_of(written(tmp_path, text))
    assert "mine.py" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_no_file(tmp_path):
    with pytest.raises(ValueError, match="there is no file"):
        equations_of(tmp_path / "none.py")
