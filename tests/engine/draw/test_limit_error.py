"""The error of a limit along its regime, and its figure."""

from dataclasses import replace

import pytest
from sympy import Rational

from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, omega
from derive.notation import eps
from derive.papers import equation
from numerics.draw.limit_error import limit_error
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.routes import ROUTES
from numerics.judge.remainders import remainders, slope

pytestmark = pytest.mark.usefixtures("no_figure_is_left")


def test_slopes_are_the_orders_of_the_remainders():
    found = remainders("10-S-low")
    assert slope(found.eps, found.printed) == pytest.approx(2, abs=0.01)
    assert slope(found.eps, found.derived) == pytest.approx(3, abs=0.01)


def test_errors_are_those_of_the_solution():
    found = remainders("10-S-low", eps=[0.1])
    path = {
        s: complex(e.subs(eps, Rational(1, 10)))
        for s, e in equation("10-S-low").regime.path.items()
    }
    energies = [path[s].real for s in (Gamma_M, Gamma_S, Delta_0)]
    exact = solve_gaps(path[omega].real, *energies, axis="real").superconductor
    printed = energies[2] * energies[1] / (energies[0] + energies[1])
    assert found.printed[0] == pytest.approx(abs(printed / exact - 1), rel=1e-9)


def test_a_claim_of_ones_own():
    claim = replace(equation("minigap-weak"), label="mine", printed=2 * Gamma_S)
    alone = remainders(claim, eps=[1e-3, 1e-4])
    assert (alone.reference, alone.derived) == ("the derived form", None)
    routed = remainders(claim, eps=[1e-3, 1e-4], route=ROUTES["minigap-weak"])
    assert routed.printed == pytest.approx(alone.printed, rel=1e-2)
    assert slope(routed.eps, routed.printed) == pytest.approx(0, abs=0.02)
    legend = limit_error(claim, eps=[1e-9, 1e-10]).get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["printed, slope 0.00"]


def test_no_error_has_no_slope():
    record = equation("minigap-weak")
    same = replace(record, label="mine", printed=record.derived())
    assert not remainders(same, eps=[0.1, 0.01]).printed.any()
    ax = limit_error(same, eps=[0.1, 0.01])
    assert ax.get_legend().get_texts()[0].get_text() == "printed, no error"


@pytest.mark.parametrize(
    ("label", "values", "words"),
    [("21b", [0.1], "no limit"), ("strong", [0.1, 1.0], "eps must lie")],
)
def test_what_has_no_remainder(label, values, words):
    with pytest.raises(ValueError, match=words):
        remainders(label, eps=values)
