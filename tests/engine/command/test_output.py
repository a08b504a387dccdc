"""What the commands that judge print: JSON, tables, pages, LaTeX."""

import json
from fractions import Fraction

from sympy import Rational, pi

from derive.papers import paper
from numerics.command.cli import main
from numerics.judge.values import Constant, Number

KEYS = [
    *("label", "title", "relation", "printed", "ground", "derivation", "route", "digits"),
    *("order", "rate", "constant", "constant_form", "counterexample", "points", "seconds"),
    "remark",
]


def test_json(judge, capsys):
    judge()
    assert main(["verify", "1c", "--format", "json", "--digits", "30"]) == 0
    captured = capsys.readouterr()
    (entry,) = json.loads(captured.out)
    assert list(entry) == KEYS
    assert entry["digits"] == 30
    assert entry["order"] is None
    assert entry["counterexample"] == {
        "point": {"c_ij": "3/7"},
        "printed": "0.5",
        "derived": ["1.25", "2.5"],
    }
    assert captured.err == ""


def test_labels_come_in_the_order_of_the_paper_and_once(judge, capsys):
    judge()
    assert main(["verify", "21b", "1a", "9", "1a", "--format", "json", "--jobs", "1"]) == 0
    assert [entry["label"] for entry in json.loads(capsys.readouterr().out)] == ["1a", "9", "21b"]
    assert main(["verify", "--format", "json", "--jobs", "1"]) == 0
    assert [entry["label"] for entry in json.loads(capsys.readouterr().out)] == list(paper().labels)


def test_table(judge, capsys):
    judge()
    main(["verify", "1c"])
    table = capsys.readouterr().out
    assert "\x1b" not in table
    header, _, row = [line.split() for line in table.splitlines() if line.strip()][:3]
    assert header == "label title printed derivation digits order or constant seconds".split()
    assert row == "1c Charging term of two grains refuted certified 50 0.2".split()
    details = table[table.index("1c  Charging") :].split()
    assert {"c_ij", "3/7", "0.5", "1.25", "2.5"} <= set(details)
    assert "Printed: 1 refuted.  Derivation: 1 certified." in table


def test_table_names_order_and_constant(judge, capsys):
    two_over_pi = Constant(Number("0.63661977236758134308"), 2 / pi)
    judge(printed="scaling", ratio=(two_over_pi,))
    main(["verify", "1c"])
    assert "2/pi = 0.6366197723..." in capsys.readouterr().out
    quarters = Constant(Number("3.2500000000000000000"), Rational(13, 4))
    judge(printed="scaling", ratio=(quarters,), order=Fraction(1))
    main(["verify", "1c"])
    assert "13/4 = 3.25, order 1" in capsys.readouterr().out


def test_markdown(judge, capsys):
    judge()
    main(["verify", "1c", "--format", "markdown"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].startswith("| 1c | Charging term of two grains | refuted | certified | 50 |")
    assert {line.count("|") for line in lines[:3]} == {lines[0].count("|")}
    assert r"$$\frac{\left(V_i(\tau) - V_j(\tau)\right)^{2}}{2 c_{ij}}$$" in lines
    assert "- at: c_ij = 3/7" in lines


def test_show(judge, capsys):
    judge()
    main(["show", "1c"])
    page = capsys.readouterr().out
    assert "derive.grains.steps.model.charging " in page
    assert "printed refuted\n" in page
    assert "certified to 50 digits against another way" in page
    main(["show", "10-S-low", "--latex"])
    page = capsys.readouterr().out
    assert r"\frac{\Delta_0 \Gamma_S}{\Gamma_M + \Gamma_S}" in page
    assert "omega = eps**2/3" in page


def test_latex(judge, capsys):
    judge(printed="exact", counterexample=None)
    assert main(["latex", "limits", "1c", "--jobs", "1"]) == 0
    text = capsys.readouterr().out
    order = [text.index(rf"\label{{eq:{label}}}") for label in ("1c", "10-M", "11a-S", "strong")]
    assert order == sorted(order)
    assert r"\label{eq:9}" not in text
    assert "% printed exact; derivation certified to 50 digits against another way" in text
    assert r"\documentclass" not in text
    assert main(["latex", "1c", "--standalone"]) == 0
    assert capsys.readouterr().out.startswith(r"\documentclass")
