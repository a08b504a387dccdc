"""How far along its path a limit can be trusted."""

import numpy as np
import pytest

from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, omega
from derive.notation import eps
from derive.papers import equation
from numerics.grains.gaps.reach import reaches
from numerics.grains.gaps.validity import TOLERANCES, exact_forms, is_strong, validity


@pytest.mark.parametrize("form", ["printed", "derived"])
@pytest.mark.parametrize("label", ["10-M-weak", "10-S-low", "11-low", "strong"])
def test_the_error_there_is_the_tolerance(label, form):
    for reach in reaches(label, form):
        if reach.gamma_s is None:
            continue
        ratio = reach.gamma_m / reach.gamma_s
        found = validity(label, ratio=ratio, gamma=reach.gamma_s, omega=reach.omega, form=form)
        assert found.error.item() == pytest.approx(reach.tolerance, rel=1e-3)
        assert found.error.item() < reach.tolerance


@pytest.mark.parametrize("label", ["10-S-high", "strong"])
def test_it_lies_on_the_path_of_the_regime(label):
    path = equation(label).regime.path
    reach = reaches(label, "derived")[0]
    small = reach.gamma_s / (path[Gamma_S] / path[Delta_0]).subs(eps, 1)
    small = 1 / small if is_strong(label) else small
    for symbol, value in ((omega, reach.omega), (Gamma_M, reach.gamma_m)):
        expected = float((path[symbol] / path[Delta_0]).subs(eps, small))
        assert value == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("label", sorted(exact_forms()))
def test_a_smaller_tolerance_is_left_earlier(label):
    found = [reach.gamma_s for reach in reaches(label, "derived")]
    assert len(found) == len(TOLERANCES)
    steps = np.diff(np.log(found))
    assert np.all(steps > 0) if is_strong(label) else np.all(steps < 0)


def test_a_limit_with_another_constant_is_trusted_nowhere():
    assert [reach.gamma_s for reach in reaches("strong")] == [None] * len(TOLERANCES)


def test_what_is_no_limit_is_refused():
    with pytest.raises(ValueError, match="not a limit"):
        reaches("21b")
