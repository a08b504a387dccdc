"""The boundary of the mixed-grain model in the axes of the pure array."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from numerics.grains.couplings.bond import josephson_coupling
from numerics.grains.phases.boundary import phase_boundary, renormalized_coupling
from numerics.grains.phases.mixed import mixed_phase_boundary, ratios

WAYS = ("self-consistent", "frozen", "printed")


def test_printed_ratios_by_hand():
    """(15): x_S (N_M/N_S) ln(1/x_S) and x_M N_S/N_M, with N_M/N_S = Gamma_M/Gamma_S."""
    josephson, dissipation = ratios(0.06, 0.02, 2.0, couplings="printed")
    assert_allclose(josephson, 0.01 * 3 * np.log(100), rtol=1e-13)
    assert_allclose(dissipation, 0.03 / 3, rtol=1e-13)


def test_self_consistent_ratios():
    """J_SS is pi/4 Delta_0 of a bond with N_S in place of N_M, so that R_SS/R_SM = N_M/N_S."""
    josephson, dissipation = ratios(0.06, 0.02, 2.0)
    coupling = josephson_coupling(0.06, 0.02, 2.0).value
    assert_allclose(josephson, coupling / (np.pi / 4 * 2.0) * 3, rtol=1e-12)
    _, frozen = ratios(0.06, 0.02, 2.0, couplings="frozen")
    assert_allclose(frozen, 0.03 / 3, rtol=1e-12)
    assert 0.7 * frozen < dissipation < frozen


@pytest.mark.parametrize(("couplings", "factor"), [("self-consistent", 2), ("frozen", 4)])
def test_weak_tunnelling(couplings, factor):
    """J_MS/J_SS = (2/pi) x ln(factor/x) for equal grains."""
    rate = 1e-8
    josephson, dissipation = ratios(rate, rate, couplings=couplings)
    assert_allclose(josephson, 2 / np.pi * rate * np.log(factor / rate), rtol=1e-6)
    assert_allclose(dissipation, rate, rtol=1e-6)


@pytest.mark.parametrize("couplings", WAYS)
@pytest.mark.parametrize("alpha", [0.0, 0.8, 3.0, 40.0])
def test_boundary_is_that_of_the_bond(couplings, alpha):
    """At the J_SS of the boundary the bond's own coupling is just enough."""
    rates = (0.06, 0.03, 1.5)
    josephson, dissipation = ratios(*rates, couplings=couplings)
    found = mixed_phase_boundary(alpha, *rates, couplings=couplings)
    own = alpha * dissipation
    if own >= 1:
        assert (found.josephson, found.coupling, found.kind) == (0, 0, "none")
        return
    assert found.kind == "jump"
    for factor, ordered in ((1 + 1e-6, True), (1 - 1e-6, False)):
        bond = found.josephson * josephson * factor
        assert renormalized_coupling(bond, 1, own).ordered == ordered
    assert_allclose(found.coupling, phase_boundary(own).coupling, rtol=1e-6)


def test_proximity_effect_needs_a_larger_coupling_than_the_pure_array():
    alpha = np.linspace(0, 20, 9)
    for couplings in WAYS:
        mixed = mixed_phase_boundary(alpha, 0.02, 0.02, couplings=couplings).josephson
        assert np.all(mixed > 5 * phase_boundary(alpha).josephson)


def test_arguments_broadcast():
    found = mixed_phase_boundary([0.0, 1.0, 2.0], [[0.1], [0.2]], 0.1)
    assert found.josephson.shape == found.coupling.shape == found.kind.shape == (2, 3)
    single = mixed_phase_boundary(1.0, 0.2, 0.1)
    assert np.ndim(single.josephson) == 0
    assert_allclose(found.josephson[1, 1], single.josephson, rtol=1e-12)
    assert mixed_phase_boundary([], 0.1, 0.1).josephson.shape == (0,)


def test_units():
    natural, scaled = mixed_phase_boundary(1, 0.2, 0.1), mixed_phase_boundary(1, 2e6, 1e6, 1e7)
    assert_allclose(scaled.josephson, natural.josephson, rtol=1e-10)


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        ((-1, 0.1, 0.1), {}, "alpha contains a negative number"),
        ((1, 0, 0.1), {}, "gamma_m contains a number <= 0"),
        ((1, 0.1, -2), {}, "gamma_s contains a number <= 0"),
        ((1, 0.1, 0.1, 0), {}, "delta0 contains a number <= 0"),
        ((1, np.nan, 0.1), {}, "gamma_m is not an array of finite"),
        (([1, 2], [1, 2, 3], 0.1), {}, "shapes do not broadcast"),
        ((1, 0.1, 0.1), {"couplings": "exact"}, "couplings is 'exact': give one of"),
        ((1, 0.1, 1.0), {"couplings": "printed"}, "gamma_s is not below delta0"),
    ],
)
def test_bad_input(arguments, options, words):
    with pytest.raises(ValueError, match=words):
        mixed_phase_boundary(*arguments, **options)
