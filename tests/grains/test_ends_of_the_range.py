"""Energies at the ends of the range of doubles: a right value or one sentence, never a warning."""

import re

import numpy as np
import pytest

import numerics

ENDS = (5e-324, 1e-310, 1e-200, 1e-61, 1e-59, 1e59, 1e61, 1e160, 1e300, 1.7e308)
RATES = {"gamma_m": 0.3, "gamma_s": 0.2, "delta0": 1.0}
FREQUENCY = RATES | {"omega": 0.5, "eta": 0.1}
BOND = RATES | {"temperature": 0.1}
PHASE = {"josephson": 1.0, "charging": 2.0, "alpha": 0.1, "temperature": 0.1}
CASES = [
    ("solve_gaps", FREQUENCY, {"axis": "real"}),
    ("density_of_states", FREQUENCY, {}),
    ("minigap", RATES, {}),
    ("josephson_coupling", BOND, {}),
    ("josephson_ratio", BOND, {}),
    ("josephson_ratio", BOND, {"gaps": "frozen"}),
    ("dissipation_strength", BOND, {"gaps": "frozen"}),
    ("renormalized_coupling", PHASE, {}),
    ("renormalized_coupling", PHASE, {"branches": True}),
    ("renormalized_coupling", PHASE | {"temperature": 0.0}, {"cutoff": True}),
    ("phase_boundary", {"alpha": 0.5}, {}),
    ("mixed_phase_boundary", RATES | {"alpha": 0.5}, {"couplings": "frozen"}),
    ("mixed_phase_boundary", RATES | {"alpha": 0.5}, {"couplings": "printed"}),
]


@pytest.mark.parametrize(("function", "good", "options"), CASES)
@pytest.mark.parametrize("end", ENDS)
def test_ends(function, good, options, end):
    for name in good:
        try:
            found = getattr(numerics, function)(**good | options | {name: end})
        except (ValueError, ArithmeticError) as error:
            assert re.search("double precision|was not found|is below|is not below", str(error)), (
                error
            )
            continue
        numbers = [v for v in vars(found).values() if isinstance(v, float | complex)]
        assert numbers and np.all(np.isfinite(numbers)), name


@pytest.mark.parametrize("unit", [1e-300, 1e-150, 1e150, 1e300])
def test_energies_in_any_unit(unit):
    """A change of the unit of all energies, by a power of ten far from 1."""
    for name, power in (("josephson_coupling", 1), ("josephson_ratio", 0)):
        here, there = (
            getattr(numerics, name)(0.3 * u, 0.2 * u, u, temperature=0.1 * u).value
            for u in (1.0, unit)
        )
        assert there == pytest.approx(here * unit**power, rel=1e-13)
    here, there = (
        numerics.renormalized_coupling(u, 2 * u, 0.1, temperature=0.1 * u).value
        for u in (1.0, unit)
    )
    assert there == pytest.approx(here * unit, rel=1e-13)


def test_a_kernel_beyond_doubles():
    with pytest.raises(ArithmeticError, match="too large for double precision: give digits"):
        numerics.dissipation_kernel(1e-200, 0.3e200, 0.2e200, 1e200)


def test_the_sentence():
    with pytest.raises(ValueError, match=r"temperature/delta0 is 1e\+70: double precision takes"):
        numerics.josephson_ratio(0.3, 0.2, 1, temperature=1e70)
