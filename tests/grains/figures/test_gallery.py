"""Figures of gap functions and of the error of a limit; every figure by name, always the same."""

from dataclasses import replace
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot
from sympy import Rational

from derive.grains.symbols import Delta_0, Gamma_M, Gamma_S, omega
from derive.notation import eps
from derive.papers import equation
from numerics.command.cli import main
from numerics.grains.figures import gallery
from numerics.grains.figures import gaps as gap_figures
from numerics.grains.figures import states as figures
from numerics.grains.gaps.solve import solve_gaps
from numerics.grains.routes import ROUTES
from numerics.judge.remainders import remainders, slope

ROOT = Path(__file__).parents[3]
RATES = 0.02, 0.01


pytestmark = pytest.mark.usefixtures("no_figure_is_left")


def lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


# The gap functions


def test_gaps_on_the_imaginary_axis():
    ax = gap_figures.gaps_on_imaginary_axis(*RATES)
    drawn = lines(ax)
    x, y = drawn[r"$\Delta_M(i\omega_n)$"].get_data()
    assert np.array_equal(y, solve_gaps(x, *RATES).metal)
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert ax.get_xlabel() == r"$\omega_n/\Delta_0$"
    assert len(drawn) == 5


def test_limits_are_marked_in_their_ranges_at_their_values():
    low, high = (
        lines(gap_figures.gap_on_real_axis("superconductor", *RATES))[name].get_data()
        for name in (r"(10), $\omega \ll \Delta_M$", r"(10), $\omega \gg \Delta_M$")
    )
    assert low[0].max() < RATES[1] < high[0].min()
    assert high[0].max() < 1
    assert np.allclose(low[1], RATES[1] / sum(RATES))
    assert np.allclose(high[1], (high[0] / (high[0] + 1j * RATES[0])).real)
    assert min(low[0].size, high[0].size) > 4


@pytest.mark.parametrize("grains", ["metal", "superconductor"])
def test_a_gap_on_the_real_axis_in_any_unit(grains):
    plain, scaled = (
        gap_figures.gap_on_real_axis(grains, RATES[0] * d, RATES[1] * d, d) for d in (1.0, 2.5)
    )
    letter = r"\Delta_M" if grains == "metal" else r"\Delta_S"
    for part in ("Re", "Im"):
        name = f"{part} ${letter}(\\omega)$"
        x, y = lines(plain)[name].get_data()
        gap = getattr(solve_gaps(x, *RATES, axis="real"), grains)
        assert np.array_equal(y, gap.real if part == "Re" else gap.imag)
        assert np.allclose(lines(scaled)[name].get_ydata(), y, rtol=1e-6, atol=1e-9)
    assert [line.get_linestyle() for line in plain.get_lines()[:2]] == ["-", "--"]


def test_other_grains_are_refused():
    with pytest.raises(ValueError, match="'metal', 'superconductor'"):
        gap_figures.gap_on_real_axis("insulator", *RATES)


@pytest.mark.parametrize("rates", [(1e-6, 1e-5), (30.0, 20.0)])
def test_gaps_can_be_drawn_far_from_the_limits(rates):
    gap_figures.gap_on_real_axis("superconductor", *rates).figure.canvas.draw()
    gap_figures.gaps_on_imaginary_axis(*rates).figure.canvas.draw()


# The error of a limit


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
    legend = figures.limit_error(claim, eps=[1e-9, 1e-10]).get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["printed, slope 0.00"]


def test_no_error_has_no_slope():
    record = equation("minigap-weak")
    same = replace(record, label="mine", printed=record.derived())
    assert not remainders(same, eps=[0.1, 0.01]).printed.any()
    ax = figures.limit_error(same, eps=[0.1, 0.01])
    assert ax.get_legend().get_texts()[0].get_text() == "printed, no error"


@pytest.mark.parametrize(
    ("label", "values", "words"),
    [("21b", [0.1], "no limit"), ("strong", [0.1, 1.0], "eps must lie")],
)
def test_what_has_no_remainder(label, values, words):
    with pytest.raises(ValueError, match=words):
        remainders(label, eps=values)


# The gallery


def test_a_picture_of_each_figure_is_committed():
    pictures = {path.stem: path for path in (ROOT / "docs/figures").glob("*.svg")}
    assert set(pictures) == {figure.name for figure in gallery.FIGURES}
    assert len(pictures) == len(gallery.FIGURES)
    for path in pictures.values():
        text = path.read_text(encoding="utf-8")
        assert "<dc:date>" not in text
        assert len(text) < 200_000


@pytest.mark.parametrize("name", ["spectrum", "superconductor-gap", "film", "strips"])
@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_the_same_figure_is_the_same_file(name, suffix, tmp_path):
    before = matplotlib.rcParams.copy()
    (figure,) = (figure for figure in gallery.FIGURES if figure.name == name)
    gallery.draw(figure, tmp_path / f"1.{suffix}")
    gallery.draw(figure, tmp_path / f"2.{suffix}")
    assert (tmp_path / f"1.{suffix}").read_bytes() == (tmp_path / f"2.{suffix}").read_bytes()
    assert matplotlib.rcParams == before
    assert pyplot.get_fignums() == []


def test_the_command(tmp_path, monkeypatch):
    directory = tmp_path / "new"
    assert main(["figures", str(directory), "gaps", "--format", "png"]) == 0
    assert [path.name for path in directory.iterdir()] == ["gaps.png"]


def test_an_interrupt_keeps_what_is_drawn(tmp_path, monkeypatch, capsys):
    def interrupted(ax):
        raise KeyboardInterrupt

    stopped = gallery.Figure("stopped", "Never drawn.", interrupted)
    monkeypatch.setattr(gallery, "FIGURES", (*gallery.FIGURES, stopped))
    assert main(["figures", str(tmp_path), "spectrum", "stopped"]) == 130
    assert [path.name for path in tmp_path.iterdir()] == ["spectrum.svg"]
    assert "interrupted: 1 of 2 figures drawn" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["{}", "nothing"], "no figure 'nothing'"), (["{}/file"], "cannot write into")],
)
def test_wrong_usage(arguments, words, tmp_path, refused):
    (tmp_path / "file").touch()
    assert words in refused("figures", *(argument.format(tmp_path) for argument in arguments))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
