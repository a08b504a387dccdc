"""Arguments of public functions: what becomes a number, and what is refused in which words."""

import numpy as np
import pytest

from numerics.arithmetic.arguments import energies
from numerics.grains.couplings.bond import (
    dissipation_kernel,
    dissipation_strength,
    josephson_coupling,
    josephson_ratio,
)


@pytest.mark.parametrize("zero", [-0.0, [-0.0, 1.0], np.array([[-0.0]])])
@pytest.mark.parametrize("digits", [None, 20])
def test_minus_zero_is_zero(zero, digits):
    (array,) = energies({"temperature": zero}, digits)
    assert not np.signbit(np.array(array.flat[0], float))


def test_an_array_is_not_changed_by_the_check():
    given = np.array([-0.0, 1.0])
    energies({"temperature": given}, None)
    assert np.signbit(given[0])


@pytest.mark.parametrize(
    "quantity", [josephson_coupling, josephson_ratio, dissipation_strength, dissipation_kernel]
)
def test_a_temperature_of_minus_zero(quantity):
    times = (2.0,) if quantity is dissipation_kernel else ()
    below, above = (quantity(*times, 0.3, 0.2, temperature=T).value for T in (-0.0, 0.0))
    assert below == above > 0
