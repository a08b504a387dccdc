"""The mean field with the cutoff of (28), with the gapped kernel and with note 16, as numbers."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.integrate import quad
from scipy.special import k1
from values import value

from derive.grains.steps import diagram, gapped, note16
from numerics.grains.phases.variants import damping, fluctuation, loss_of_order


def test_without_a_variant_the_loss_is_that_of_27():
    """e^2/256 and 1/256 at alpha = 0; near alpha = 1 J/E_0 tends to 1/(16 pi^2)."""
    found = loss_of_order(0.0)
    assert_allclose([found.josephson, found.coupling], [np.e**2 / 256, 1 / 256], rtol=1e-7)
    assert loss_of_order(0.98).josephson == pytest.approx(1 / (16 * np.pi**2), rel=0.15)
    assert loss_of_order(0.9).interior
    assert not loss_of_order(1.1).interior


@pytest.mark.parametrize("alpha", [0.0, 0.3, 0.6, 0.9])
def test_the_loss_falls_with_alpha_and_lies_above_its_end(alpha):
    """So a J/E_0 below 1/(16 pi^2) is lost at alpha = 1 alone."""
    here, later = loss_of_order(alpha), loss_of_order(alpha + 0.05)
    assert here.josephson > later.josephson > 1 / (16 * np.pi**2)
    assert here.coupling > later.coupling > 0


def test_the_cutoff_lowers_the_boundary_by_seven_or_eight_percent():
    """Without dissipation by less than exp(-1/4 pi), its limit for a small J_R."""
    for alpha in (0.0, 0.5, 0.9):
        ratio = loss_of_order(alpha, cutoff=True).josephson / loss_of_order(alpha).josephson
        assert np.exp(-1 / (4 * np.pi)) - 1e-3 < ratio < 4 * np.pi / (1 + 4 * np.pi) + 1e-3
    for coupling in (1e-6, 1 / 256, 0.3):
        whole, above = (fluctuation(coupling, 0.0, cutoff=cutoff) for cutoff in (False, True))
        form = diagram.cutoff_factor_without_dissipation()
        expected = float(value(form, E_0=1, J_R=coupling))
        assert_allclose(np.exp((above - whole) / 2), expected, rtol=1e-9)


@pytest.mark.parametrize(("w", "gap"), [(0.01, 1.0), (1.3, 1.0), (40.0, 1.0), (2.0, 0.3)])
def test_damping_of_the_gapped_kernel(w, gap):
    """Half the integral of (alpha/2) (gap K_1(gap s)/pi)^2 (1 - cos(w s)) over all s."""
    alpha = 1.7

    def integrand(s):
        return (gap * k1(gap * s)) ** 2 * (1 - np.cos(w * s)) / np.pi**2

    integral = quad(integrand, 0, 30 / gap, limit=4000, epsabs=1e-12)[0]
    assert_allclose(damping(np.array([w]), alpha, gap)[0], alpha / 2 * integral, rtol=1e-7)
    derived = value(gapped.gapped_damping(), alpha=alpha, Delta_1=gap, w=w)
    assert_allclose(float(derived), alpha / 2 * integral, rtol=1e-7)


def test_damping_far_above_and_far_below_the_gap():
    """That of metals above it; below it 3 alpha/(128 gap) adds to 1/E_0."""
    above, below = damping(np.array([1e5, 1e-4]), 2.0, 1.0)
    assert_allclose(above, 2.0 * 1e5 / (4 * np.pi), rtol=1e-4)
    assert_allclose(below, 3 * 2.0 / 128 * 1e-8, rtol=1e-6)
    inverse = float(value(gapped.inverse_charging(), alpha=2, Delta_1=1, E_0=3))
    assert_allclose(inverse, 1 / 3 + 3 * 2 / 128, rtol=1e-14)


def test_a_gap_above_all_frequencies_adds_to_the_capacitance():
    """Then the loss at alpha is that without dissipation, E_0 reduced."""
    gap, alpha = 50.0, 4.0
    reduced = 1 / (1 + 3 * alpha / (128 * gap))
    found = loss_of_order(alpha, gap)
    assert_allclose(found.josephson, np.e**2 / 256 * reduced, rtol=1e-5)


@pytest.mark.parametrize("alpha", [1.5, 2.0, 4.0, 8.0])
def test_with_a_gap_every_alpha_loses_its_order_by_a_jump(alpha):
    """And J/E_0 falls as the power 1 - 1/alpha of the gap, which is small for no finite gap."""
    wide, narrow = (loss_of_order(alpha, gap) for gap in (1e-5, 1e-6))
    assert narrow.interior
    power = np.log10(wide.josephson / narrow.josephson)
    assert power == pytest.approx(1 - 1 / alpha, abs=3e-3)


@pytest.mark.parametrize("alpha", [0.2, 0.5, 0.8])
def test_below_the_critical_alpha_a_small_gap_changes_little(alpha):
    with_gap, without = loss_of_order(alpha, 1e-7), loss_of_order(alpha)
    assert_allclose(with_gap.josephson, without.josephson, rtol=1e-2)


def test_note_16_without_dissipation():
    """9 e^2/1024, 9/1024 and exp(-2/3), the limits of what is derived for weak tunnelling."""
    found = loss_of_order(0.0, note=True)
    expected = [9 * np.e**2 / 1024, 9 / 1024, np.exp(-2 / 3)]
    assert_allclose([found.josephson, found.coupling, found.factor], expected, rtol=1e-6)
    for form, number in zip(note16.boundary(), expected, strict=True):
        near, far = (float(value(form, Lambda=size)) for size in (1e2, 1e4))
        assert abs(far / number - 1) < abs(near / number - 1) / 50


@pytest.mark.parametrize("alpha", [0.5, 1.0, 2.0, 8.0])
def test_note_16_leaves_no_critical_alpha(alpha):
    """Order is lost by a jump, at a J that falls with alpha; the gap is about half of Gamma_S."""
    found, later = loss_of_order(alpha, note=True), loss_of_order(alpha + 0.1, note=True)
    assert found.interior
    assert 0.4 < later.factor < found.factor < np.exp(-2 / 3)
    assert later.josephson < found.josephson
    assert found.josephson > loss_of_order(alpha).josephson


@pytest.mark.parametrize(
    ("arguments", "message"),
    [((-1.0,), "numbers >= 0"), ((1.0, np.inf), "numbers >= 0"), ((np.nan,), "numbers >= 0")],
)
def test_bad_arguments(arguments, message):
    with pytest.raises(ValueError, match=message):
        loss_of_order(*arguments)
    with pytest.raises(ValueError, match="not combined"):
        loss_of_order(1.0, cutoff=True, note=True)
