"""The paths into a limit lie within the model."""

import pytest

from derive.grains import PAPER
from derive.grains.symbols import N_M, N_S, Gamma_M, Gamma_S

PATHS = {record.label: record.regime.path for record in PAPER if record.regime}
WITH_BOTH = [label for label, path in PATHS.items() if {Gamma_M, Gamma_S, N_M, N_S} <= set(path)]


@pytest.mark.parametrize("label", WITH_BOTH)
def test_rates_and_densities_of_states_have_one_ratio(label):
    """Gamma_M/N_M and Gamma_S/N_S are both 4 pi |t|^2."""
    path = PATHS[label]
    assert path[Gamma_M] / path[Gamma_S] == path[N_M] / path[N_S] != 1
    assert path[Gamma_M] / path[N_M] != path[Gamma_M] / path[N_S]


def test_there_are_such_paths():
    assert {"10-M-weak", "10-S-low", "13-J", "15-J", "strong"} <= set(WITH_BOTH)
