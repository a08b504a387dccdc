"""`grains validity LABEL --bound` and `grains show LABEL`: a proved error bound in words."""

import pytest

from derive.papers import equation
from numerics.command.cli import main
from numerics.grains.gaps.bounds import BOUNDS
from numerics.judge.theorem import bounds_of, condition, theorems


def test_the_theorem_is_printed(capsys):
    assert main(["validity", "10-S-low", "--bound"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    for part in (
        "for all\n    1/10 <= Gamma_M/Gamma_S <= 10\n    0 < Gamma_S/Delta_0 <= 1/10\n"
        "    0 < omega/Gamma_S <= 1/2\n    omega at most the minigap\n",
        "|(Delta_0*Gamma_S/(Gamma_M + Gamma_S))/Delta_S - 1| <= 4.941 (omega**2/Gamma_S**2)",
        "No constant below 4.91",
        "The physical one starts at omega = 0",
    ):
        assert part in captured.out


def test_each_statement_has_its_theorem(capsys, tmp_path):
    path = tmp_path / "strong.txt"
    assert main(["validity", "strong", "--bound", "-o", str(path)]) == 0
    assert capsys.readouterr().out == ""
    text = path.read_text()
    assert text.count("for all") == 2
    assert "/Delta_M - 1| <= 0.911 (Delta_0/Gamma_S)" in text
    assert "/Delta_S - 1| <= 0.07654 (Delta_0/Gamma_S)" in text


def test_a_label_without_a_bound_is_refused(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["validity", "21a", "--bound"])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert "'21a' has no proved bound" in error
    assert all(label in error for label in BOUNDS)


def test_show_ends_with_the_theorem(capsys):
    assert main(["show", "11-low"]) == 0
    shown = capsys.readouterr().out
    assert "  bound          for all\n" in shown
    assert "0 < (Gamma_M + Gamma_S)/Delta_0 <= 1\n" in shown and "omega = 0\n" in shown
    assert main(["show", "10-M"]) == 0
    assert "  bound " not in capsys.readouterr().out


def test_what_a_paper_hands_in_is_found():
    assert [condition(each) for each in BOUNDS["minigap-weak"][0]().region] == [
        "0 < Gamma_M/Delta_0 <= 1/20",
        "1/4 <= Gamma_M/Gamma_S <= 4",
    ]
    assert bounds_of(equation("10-M")) == ()
    assert theorems(equation("10-M")) == []
    assert len(bounds_of(equation("strong"))) == 2
