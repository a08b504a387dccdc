"""Figures of gap functions; every figure by name, always the same."""

from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot

from numerics.command.cli import main
from numerics.draw.figure import Figure, draw
from numerics.grains.figures import gallery
from numerics.grains.figures import gaps as gap_figures
from numerics.grains.gaps.solve import solve_gaps

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
    draw(figure, tmp_path / f"1.{suffix}")
    draw(figure, tmp_path / f"2.{suffix}")
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

    stopped = Figure("stopped", "Never drawn.", interrupted)
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
