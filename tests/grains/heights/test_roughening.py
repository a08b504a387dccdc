"""The roughening coupling: its flow, its fit on made-up data, and the real thing."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from numpy.testing import assert_allclose, assert_array_equal
from scipy.integrate import quad, solve_ivp

from numerics.grains.figures.heights import roughening_figure
from numerics.grains.heights import roughening
from numerics.grains.heights.roughening import Roughening, critical, fit, flow, located, simulated
from numerics.grains.heights.updates import flat
from numerics.run import batches

PUBLISHED = 0.8061, 0.0003  # Hasenbusch and Pinn, J. Phys. A 30 (1997) 63
SMALL = {"linear": (0.7, 0.8, 0.9, 1.0), "sizes": (4, 6, 8, 10), "progress": False}


def integrated(v, u_squared, scales):
    """v along the flow, by a library."""
    found = solve_ivp(
        lambda _, y: [-y[1] * (1 + 1.5 * y[0]), -2 * y[1] * y[0]],
        (scales[0], scales[-1]),
        [v, u_squared],
        t_eval=scales,
        rtol=1e-10,
        atol=1e-12,
    )
    return found.y[0]


def test_the_flow_is_integrated():
    scales = np.log([12.0, 16.0, 48.0, 96.0])
    v, u_squared = np.array([0.3, 0.1, -0.05]), np.array([0.02, 0.03, 0.04])
    expected = np.transpose(
        [integrated(*start, scales) for start in zip(v, u_squared, strict=True)]
    )
    assert_allclose(flow(v, u_squared, scales), expected, rtol=1e-5)


@pytest.mark.parametrize("quartic", [0.0, 2.25])
def test_the_critical_line(quartic):
    for v in (0.02, 0.3):
        exact, _ = quad(lambda x: 2 * x / (1 + 1.5 * x + quartic * x * x), 0, v)
        assert critical(v, quartic) == pytest.approx(exact, rel=1e-10)


def test_the_universal_logarithms_on_the_critical_line():
    """1/v = l + ln(l)/2 + constant, and K_eff = (pi/2)(1 - 1/(2 l) + ...)."""
    ends = np.array([0.0, 150.0, 300.0, 600.0])
    scales = np.interp(np.arange(3 * 900 + 1), np.arange(4) * 900, ends)
    path = flow(np.array([0.2]), np.array([critical(0.2)]), scales)[::900, 0]
    growth = np.diff(1 / path[1:] - ends[1:])
    assert_allclose(growth, np.log(2) / 2, rtol=0.04)
    assert growth[0] < growth[1] < np.log(2) / 2
    K_eff = np.pi / (2 + path[-1])
    assert (1 - 2 * K_eff / np.pi) * 2 * ends[-1] == pytest.approx(1, abs=0.03)


def made_up(K_R, noise, seed):
    """K_eff from the flow, integrated by a library, with random errors."""
    K, L = (a.ravel() for a in np.meshgrid([0.6, 0.61, 0.62, 0.63, 0.64], [12, 16, 24, 32, 48, 64]))
    value = np.empty(K.size)
    for coupling in np.unique(K):
        d = coupling - K_R
        u_squared = quad(lambda x: 2 * x / (1 + 1.5 * x), 0, 0.16)[0] + 2 * d
        v = integrated(0.16 - 12 * d + 30 * d**2, u_squared, np.log([12, 16, 24, 32, 48, 64]))
        value[coupling == K] = np.pi / (2 + v)
    random = np.random.default_rng(seed)
    error = noise * value * np.sqrt(L / 12)
    return K, L, value + random.normal(scale=error), error


def test_the_fit_finds_the_coupling_of_made_up_data():
    assert located(*made_up(0.618, 1e-6, 1)).value == pytest.approx(0.618, abs=1e-5)
    fits = [fit(*made_up(0.618, 2e-3, seed)) for seed in range(20)]
    pulls = np.array([(found.value - 0.618) / found.error for found in fits])
    assert abs(pulls.mean()) < 0.6
    assert pulls.std() == pytest.approx(1, abs=0.35)
    chi_squared = np.mean([found.chi_squared for found in fits])
    assert chi_squared == pytest.approx(fits[0].degrees_of_freedom, rel=0.2)


def test_couplings_on_one_side_show_no_transition():
    K, *rest = made_up(0.618, 1e-4, 1)
    with pytest.raises(ArithmeticError, match=r"between K = 0\.63 and 0\.64"):
        chosen = K > 0.625
        located(*(numbers[chosen] for numbers in (K, *rest)))


def test_mode_squares_of_waves():
    L = 6
    n = flat(2, L, L)
    n[0] = np.arange(L)[:, None] % 3
    n[1, 2, 3] = 5
    found = roughening.mode_squares(n)
    wave = abs(L * np.sum((np.arange(L) % 3) * np.exp(2j * np.pi * np.arange(L) / L))) ** 2 / L**2
    assert_allclose(found, [wave / 2, 25 / L**2], atol=1e-12)


def test_simulations_have_streams_of_their_own(monkeypatch):
    monkeypatch.setattr(roughening, "SWEEPS", 20)
    K, L = np.array([0.8, 0.8]), np.array([4, 4])
    both, _ = simulated(1, K, L, np.array([0, 1]))
    second, _ = simulated(1, K, L, np.array([1]))
    assert_array_equal(both[1], second[0])
    assert both[0, 1] != both[1, 1]


def test_what_an_interrupted_run_has(monkeypatch):
    """Ctrl-C in the second round."""

    def interrupted(points, submit, keep, **how):
        K, size = np.tile((0.78, 0.8, 0.82, 0.84), 4), np.repeat((10, 8, 6, 4), 4)
        for task in points[:20]:
            keep(simulated(3, K, size, np.array([task]))[0])
        raise KeyboardInterrupt

    monkeypatch.setattr(roughening, "SWEEPS", 60)
    monkeypatch.setattr(batches, "run", interrupted)
    monkeypatch.setattr(roughening, "located", lambda *data, interrupted: (*data, interrupted))
    _, L, value, error, stopped = roughening.roughening(**SMALL, rounds=5, seed=3)
    assert stopped
    assert_array_equal(L, np.repeat((10, 8, 6, 4), 4))
    assert np.all((error > 0) & (error < 0.1 * value))
    assert error[:4].mean() < error[4:8].mean()


def test_an_interrupt_in_the_first_round(monkeypatch):
    def interrupted(points, submit, keep, **how):
        keep(np.array([[0, 1.0, 0.1]]))
        raise KeyboardInterrupt

    monkeypatch.setattr(batches, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        roughening.roughening(**SMALL)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"linear": (0.8, 0.8, 0.81, 0.82)}, "linear has 3 different values"),
        ({"linear": (0.8, -0.8, 0.81, 0.82)}, r"linear is -0\.8"),
        ({"linear": (0.8, 0.0, 0.81, 0.82)}, "both 0"),
        ({"sizes": (8, 16, 32)}, "sizes has 3 different values"),
        ({"sizes": (2, 8, 16, 32)}, "a size is 2"),
        ({"rounds": 0}, "rounds is 0"),
        ({"seed": -1}, "seed is -1"),
        ({"workers": 0}, "workers is 0"),
    ],
)
def test_bad_input(arguments, message):
    with pytest.raises(ValueError, match=message):
        roughening.roughening(**({"progress": False} | arguments))


@pytest.mark.slow
def test_the_published_coupling_is_within_the_errors():
    found = roughening.roughening(progress=False)
    K_R, its_error = PUBLISHED
    assert abs(found.value - K_R) < 2.5 * np.hypot(found.error, its_error)
    assert found.error < 0.008
    assert found.chi_squared < 2 * found.degrees_of_freedom
    assert found.statistical < found.error
    smallest, largest = found.size == 12, found.size == 48
    growth = found.stiffness[largest] - found.stiffness[smallest]
    assert found.linear[largest][np.argmax(growth)] == found.linear.max()


def test_the_figure_has_the_data_and_the_fit_of_each_coupling():
    K, L = (numbers.ravel() for numbers in np.meshgrid([0.7, 0.9], [24, 12, 16]))
    value = 1.5 + K / L
    found = Roughening(
        *(0.8, 0.02, 0.01, 0.017, 5.0, 1),
        *(K, L, value, 0.1 * value, 1.01 * value),
        interrupted=False,
    )
    ax = roughening_figure(found, ax=Figure().subplots())
    assert len(ax.containers) == 2
    for container, coupling in zip(ax.containers, (0.7, 0.9), strict=True):
        data, _, (bars,) = container.lines
        assert container.get_label() == f"$K = {coupling:g}$"
        assert_array_equal(data.get_xdata(), [12, 16, 24])
        assert_allclose(data.get_ydata(), 1.5 + coupling / np.array([12, 16, 24]))
        lowest, highest = bars.get_segments()[0][:, 1]
        assert_allclose(highest - lowest, 0.2 * data.get_ydata()[0])
    fitted = [line for line in ax.get_lines() if line.get_marker() == "None"]
    assert_allclose(fitted[0].get_ydata(), 1.01 * (1.5 + 0.7 / np.array([12, 16, 24])))
    assert "0.8000" in ax.get_title()
