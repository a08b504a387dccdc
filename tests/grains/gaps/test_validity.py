"""Maps of validity: against the limits typed anew, orders of remainders, bad input."""

import numpy as np
import pytest

from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, omega
from derive.notation import eps
from derive.papers import equation, paper
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.gaps.validity import exact_forms, relative_error, validity
from numerics.judge.verify import verify

LABELS = paper().labels

LABELS = tuple(exact_forms())
GAMMA, FREQUENCY, RATIO = np.array([1e-3, 0.2]), np.array([1e-4, 0.03, 0.7, 4.0]), 1.5
RATE_S, RATE_M, W = GAMMA, RATIO * GAMMA, FREQUENCY[:, np.newaxis]


def solution():
    found = solve_gaps(W, RATE_M, RATE_S, axis="real")
    return found.metal, found.superconductor


def green(z, gap):
    """Entries 11 and 12 of (9) over -i pi N, with a positive density of states."""
    inverse = 1 / np.sqrt(z**2 - gap**2 + 0j)
    states = (z * inverse).real
    flipped = (states < -1e-9) | ((np.abs(states) <= 1e-9) & ((z * inverse).imag > 0))
    inverse = np.where(flipped, -inverse, inverse)
    return np.array([z * inverse, -gap * inverse])


def apart(limit, exact):
    """Relative difference in the maximum norm over the first axis."""
    limit, exact = np.atleast_3d(limit), np.atleast_3d(exact)
    return np.max(np.abs(limit - exact), axis=0) / np.max(np.abs(exact), axis=0)


def one(limit, exact):
    return np.abs(limit - exact) / np.abs(exact)


def expected(label):
    """The error by the limits as the paper prints them."""
    gap_M, gap_S = solution()
    flat = np.ones((len(FREQUENCY), len(GAMMA)))
    uniform = RATE_S / (RATE_S + RATE_M) * flat
    normal = np.array([flat, 0 * flat])
    return {
        "10-M-weak": lambda: one(RATE_S, gap_M),
        "10-S-high": lambda: one(W / (W + 1j * RATE_M), gap_S),
        "10-S-low": lambda: one(uniform, gap_S),
        "11a-M": lambda: apart(normal, green(W, gap_M)),
        "11a-S": lambda: apart(green(W + 1j * RATE_M, 1.0), green(W, gap_S)),
        "11b-G2": lambda: apart(RATE_M * normal, green(W, gap_S) - green(W * flat, 1.0)),
        "11-low": lambda: np.maximum(one(RATE_S, gap_M), one(uniform, gap_S)),
        "strong": lambda: np.maximum(one(1.0, gap_M), one(1.0, gap_S)),
    }[label]()


@pytest.mark.parametrize("label", LABELS)
def test_the_error_of_the_printed_limit(label):
    found = validity(label, ratio=RATIO, gamma=GAMMA, omega=FREQUENCY)
    assert found.error.shape == (4, 2)
    assert np.all(np.abs(found.error - expected(label)) <= 1e-10 * (1 + found.error))


def error_on_path(label, form, small):
    path = {s: float(e.subs(eps, small)) for s, e in equation(label).regime.path.items()}
    energies = (path[s] / path[Delta_0] for s in (omega, Gamma_M, Gamma_S))
    return float(relative_error(label, form, *map(np.array, energies)))


def order(label, form):
    first, second = (error_on_path(label, form, small) for small in (1e-3, 1e-4))
    return np.log10(first / second)


@pytest.mark.parametrize("label", LABELS)
def test_the_error_falls_with_the_order_that_the_ledger_measures(label):
    verdict = verify(label, digits=10)
    if verdict.order is None or verdict.printed != "leading":
        assert label == "strong"
        assert error_on_path(label, "printed", 1e-4) > 0.1
    else:
        assert abs(order(label, "printed") - float(verdict.order)) < 0.1


@pytest.mark.parametrize("label", LABELS)
def test_the_derived_form_is_better(label):
    assert error_on_path(label, "derived", 1e-3) < error_on_path(label, "printed", 1e-3) / 5
    if label != "strong":
        assert order(label, "derived") > order(label, "printed") + 0.3


@pytest.mark.parametrize("label", LABELS)
def test_default_ranges_reach_the_limit(label):
    found = validity(label, form="derived")
    assert found.within(1e-3).any()
    assert not found.within(0.1).all()
    assert found.error.shape == (found.omega.size, found.gamma.size)
    assert np.all(found.within(1e-3) <= found.within(1e-2))


def test_a_table_of_the_map():
    found = validity("10-S-low", ratio=RATIO, gamma=GAMMA, omega=FREQUENCY)
    table = found.table()
    assert table.dtype.names == ("gamma_m", "gamma_s", "omega", "error")
    assert table[2, 1].item() == (0.2 * 1.5, 0.2, 0.7, found.error[2, 1])


@pytest.mark.parametrize(
    ("label", "options", "words"),
    [
        ("9", {}, "'9' is not a limit: give one of 10-M-weak, 10-S-high"),
        ("10-S-low", {"form": "best"}, "form is 'best': give one of 'printed', 'derived'"),
        ("10-S-low", {"ratio": 0}, "ratio contains a number <= 0"),
        ("10-S-low", {"gamma": [1.0, -1.0]}, "gamma contains a number <= 0"),
        ("10-S-low", {"omega": [0.0]}, "omega contains a number <= 0"),
        ("10-S-low", {"omega": [float("nan")]}, "omega is not an array of finite real numbers"),
        ("10-S-low", {"ratio": "two"}, "ratio is 'two': give one finite"),
    ],
)
def test_bad_input(label, options, words):
    with pytest.raises(ValueError, match=words):
        validity(label, **options)


def test_where_a_reference_diverges():
    with pytest.raises(ArithmeticError, match=r"11b-G2 has no relative error at omega = 1\.0"):
        validity("11b-G2", gamma=GAMMA, omega=[0.5, 1.0])
