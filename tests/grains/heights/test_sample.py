"""The integer model simulated, against a transfer matrix and lattice sums; its two algorithms."""

from functools import cache
from itertools import islice, product

import numpy as np
import pytest
from height_actions import MIXED, ROUGH, assert_within_errors
from numpy.testing import assert_allclose, assert_array_equal

from numerics.grains.heights import sample as sos
from numerics.grains.heights.sample import simulate, zero_difference_probability
from numerics.grains.heights.updates import HeightCouplings, flat, metropolis_update


@cache
def transfer_matrix(couplings, most=3, farthest=6):
    """P(0) to P(2), <|m|>, G(1) and G(2) on 4 x 4 sites, from the bonds within one column.

    A state is a column relative to its first height; the steps of the first height from column
    to column add to 0, which the integral over theta sees to.
    """
    columns = np.array([(0, *rest) for rest in product(range(-most, most + 1), repeat=3)])

    def weight(m):
        c, K, B = couplings.quadratic, couplings.linear, couplings.delta
        return np.exp(-(c * m**2 + K * abs(m) - B * (m == 0)))

    inside = weight(columns - np.roll(columns, -1, axis=1)).prod(axis=1)
    relative = columns[None] - columns[:, None]
    steps = range(-farthest, farthest + 1)
    between = [weight(relative + step).prod(axis=-1) * inside for step in steps]
    odds = np.zeros(len(columns))
    angles = 2 * np.pi * np.arange(4 * farthest + 1) / (4 * farthest + 1)
    for theta in angles:
        T = sum(np.exp(1j * theta * step) * b for step, b in zip(steps, between, strict=True))
        odds += np.einsum("ij,ji->i", T @ T, T @ T).real
    odds /= odds.sum()
    near, far = abs(columns[:, 1]), abs(columns[:, 2])
    seen = [near == 0, near == 1, near == 2, near, near**2, far**2]
    return np.array([odds @ x for x in seen])


@pytest.mark.parametrize("algorithm", ["cluster", "metropolis"])
@pytest.mark.parametrize(
    "couplings", [HeightCouplings(0.0, 0.8, 0.0), MIXED], ids=["linear", "mixed"]
)
def test_four_by_four_sites_agree_with_the_transfer_matrix(algorithm, couplings):
    exact = transfer_matrix(couplings)
    found = simulate(4, **vars(couplings), sweeps=600, seed=3, algorithm=algorithm, replicas=150)
    P = found.difference_probability
    assert_within_errors(sos.part(P, slice(3)), exact[:3])
    assert_within_errors(found.mean_difference, exact[3])
    assert_within_errors(found.correlation, exact[4:])
    assert found.mean_difference.error < 0.005


@pytest.mark.parametrize("algorithm", ["cluster", "metropolis"])
def test_a_weak_quadratic_action_is_gaussian(algorithm):
    """Integers are real numbers there, but for a factor of exp(-2 pi^2 <n^2>) < 1e-20."""
    L, c = 8, 0.1
    found = simulate(L, quadratic=c, sweeps=600, seed=1, algorithm=algorithm, replicas=40)
    x, y = np.meshgrid(*2 * [2 * np.pi * np.arange(L) / L])
    squares = 4 - 2 * np.cos(x) - 2 * np.cos(y)
    squares[0, 0] = np.inf
    spectrum = 1 / (2 * c * squares)
    r = np.arange(1, L // 2 + 1)
    G = [np.sum(2 * (1 - np.cos(distance * x)) * spectrum) / L**2 for distance in r]
    assert_within_errors(found.width, spectrum.mean())
    assert_within_errors(found.correlation, G)
    assert_within_errors(found.stiffness, 2 * c)
    assert found.stiffness.error < 0.01


def test_both_algorithms_agree():
    couplings = {"quadratic": 0.05, "linear": 0.6, "delta": 0.3, "replicas": 40}
    cluster = simulate(8, **couplings, sweeps=600, seed=1)
    metropolis = simulate(8, **couplings, sweeps=600, seed=2, algorithm="metropolis")
    for name in ("difference_probability", "mean_difference", "correlation", "width", "stiffness"):
        one, other = getattr(cluster, name), getattr(metropolis, name)
        error = np.hypot(one.error, other.error)
        seen = error > 0
        assert np.all(abs(one.value - other.value)[seen] < 4 * error[seen])
    assert cluster.difference_probability.value.sum() == pytest.approx(1, abs=1e-4)
    assert cluster.width.error < 0.03 * cluster.width.value


def test_clusters_forget_faster_than_steps():
    couplings = {"linear": 0.8, "sweeps": 400, "replicas": 16}
    cluster = simulate(16, **couplings)
    steps = simulate(16, **couplings, algorithm="metropolis")
    one, other = cluster.stiffness, steps.stiffness
    assert 2 * one.autocorrelation_time < other.autocorrelation_time


def test_measurements_of_one_configuration():
    """Sums over sites written out."""
    L = 6
    n = np.random.default_rng(2).integers(-4, 5, size=(2, L, L))
    each = sos.measured(n)
    assert_allclose(each[1], sos.measured(n[1:])[0])
    values = each.mean(axis=0)
    sites = list(product(range(2), range(L), range(L)))
    pairs = [(n[a, i, j], n[a, (i + 1) % L, j]) for a, i, j in sites]
    pairs += [(n[a, i, j], n[a, i, (j + 1) % L]) for a, i, j in sites]
    m = np.array([abs(one - other) for one, other in pairs])
    assert values[0] == pytest.approx(m.mean())
    assert values[1] == pytest.approx(np.mean([heights.var() for heights in n]))
    wave = np.exp(2j * np.pi * np.arange(L) / L)
    modes = [np.sum(heights * along) for heights in n for along in (wave, wave[:, None])]
    assert values[2] == pytest.approx(np.mean(np.abs(modes) ** 2) / L**2)
    assert_allclose(values[3:12], [(m == k).mean() for k in range(9)])
    for r in (1, 2, 3):
        down = [(n[a, i, j] - n[a, (i + r) % L, j]) ** 2 for a, i, j in sites]
        along = [(n[a, i, j] - n[a, i, (j + r) % L]) ** 2 for a, i, j in sites]
        assert values[11 + r] == pytest.approx(np.mean(down + along))


def test_strong_couplings_leave_a_flat_surface():
    found = simulate(4, linear=40.0, sweeps=50)
    assert found.difference_probability.value[0] == 1
    assert found.width.value == 0
    assert found.stiffness.value == np.inf
    assert found.stiffness.error == np.inf


def test_probability_of_equal_neighbours():
    found = zero_difference_probability(8, 0.05, 0.6, 0.3)
    longer = simulate(8, quadratic=0.05, linear=0.6, delta=0.3, sweeps=600, seed=1, replicas=40)
    other = sos.part(longer.difference_probability, 0)
    assert abs(found.value - other.value) < 4 * np.hypot(found.error, other.error)
    assert found.error < 0.002


def test_a_seed_fixes_the_result():
    first, again, other = (simulate(5, linear=0.7, sweeps=40, seed=s) for s in (1, 1, 2))
    assert first.width.value == again.width.value != other.width.value
    assert_array_equal(first.correlation.error, again.correlation.error)


def interrupt_after(monkeypatch, count):
    """Ctrl-C when so many sweeps are measured."""
    measured, calls = sos.measured, []

    def counting(heights):
        if len(calls) == count:
            raise KeyboardInterrupt
        calls.append(heights)
        return measured(heights)

    monkeypatch.setattr(sos, "measured", counting)


def test_what_an_interrupted_simulation_has(monkeypatch):
    whole = simulate(4, linear=0.8, sweeps=60, discard=10)
    interrupt_after(monkeypatch, 60)
    stopped = simulate(4, linear=0.8, sweeps=10_000, discard=10)
    assert not whole.interrupted
    assert stopped.interrupted
    assert stopped.sweeps == 60
    assert stopped.width == whole.width
    assert_array_equal(stopped.correlation.error, whole.correlation.error)
    assert 0 < stopped.width.error < np.inf


def test_an_interrupt_before_the_first_measurement(monkeypatch):
    interrupt_after(monkeypatch, 0)
    with pytest.raises(KeyboardInterrupt):
        simulate(4, linear=0.8)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"size": 3}, "size is 3: give an integer from 4"),
        ({"size": 8.0}, "size is 8.0"),
        ({"size": 5, "algorithm": "metropolis"}, "size is 5: the checkerboard"),
        ({"sweeps": -1}, "sweeps is -1"),
        ({"sweeps": 0}, "sweeps is 0"),
        ({"seed": -1}, "seed is -1"),
        ({"replicas": 0}, "replicas is 0"),
        ({"discard": -5}, "discard is -5"),
        ({"linear": -0.1}, "linear is -0.1: give 0 or more"),
        ({"quadratic": float("nan")}, "quadratic is nan"),
        ({"delta": float("inf")}, "delta is inf"),
        ({"delta": -0.5}, "delta is -0.5"),
        ({"linear": "0.8"}, "linear is '0.8'"),
        ({"linear": 0.8j}, "linear is 0.8j"),
        ({"linear": 0.0, "delta": 1.0}, "both 0"),
        ({"algorithm": "wolff"}, "give one of 'cluster', 'metropolis'"),
    ],
)
def test_bad_input(arguments, message):
    with pytest.raises(ValueError, match=message):
        simulate(**({"size": 8, "linear": 0.8} | arguments))


def test_bad_input_of_the_probability():
    for arguments in ((3, 0.1, 0.8, 0.0), (8, 0.0, 0.0, 0.5), (8, 0.1, -0.8, 0.0)):
        with pytest.raises(ValueError, match="give"):
            zero_difference_probability(*arguments)
    with pytest.raises(ValueError, match="no checkerboard"):
        metropolis_update(flat(1, 3, 2), ROUGH, np.random.default_rng(1))


def test_replicas_are_grouped_evenly():
    values = np.arange(48.0).reshape(24, 2)
    found = sos.grouped(values)
    assert found.shape == (12, 2)
    assert_allclose(found[0], [1, 2])
    assert sos.grouped(values[:13]).shape == (13, 2)
    assert sos.grouped(values[:23]).shape == (1, 2)


def test_errors_of_a_short_run_are_not_settled():
    assert not simulate(16, linear=0.8, sweeps=12, replicas=1).width.settled
    short = simulate(16, linear=0.8, sweeps=40, replicas=1, algorithm="metropolis").width
    assert not short.settled
    assert simulate(4, linear=0.8, sweeps=300, replicas=64).width.settled


def test_evolution_starts_flat_and_moves():
    random = np.random.default_rng(1)
    states = list(islice(sos.evolution(flat(2, 4, 4), ROUGH, random, "cluster"), 3))
    assert all(n.shape == (2, 4, 4) and n.dtype == np.int64 for n in states)
    assert states[2].any()
