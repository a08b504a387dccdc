"""`grains phase-diagram`: data, figures, the meanings of alpha, and bad input."""

import csv
import io
import json

import numpy as np
import pytest
from matplotlib.figure import Figure
from numpy.testing import assert_allclose

from numerics.command.cli import main
from numerics.grains.figures import phases as phase_figures
from numerics.grains.phases.boundary import phase_boundary, renormalized_coupling
from numerics.grains.phases.mixed import mixed_phase_boundary

pytestmark = pytest.mark.usefixtures("no_figure_is_left")


def run(*words):
    """The exit code of the command."""
    return main(["phase-diagram", *words])


def rows(capsys, *words):
    """The data of the command."""
    assert run(*words, "--format", "json") == 0
    return json.loads(capsys.readouterr().out)


def columns(found):
    """One array for each column of the JSON output."""
    points = found["points"]
    return {name: np.array([point[name] for point in points]) for name in points[0]}


def test_boundaries_as_data(capsys):
    found = columns(rows(capsys, "--gamma", "0.05", "--ratio", "2", "--alpha", "0:2:5"))
    x = np.linspace(0, 2, 5)
    assert_allclose(found["alpha"], x)
    assert_allclose(found["rsj"], phase_boundary(x).josephson, rtol=1e-12)
    for name, couplings in (("mixed", "self-consistent"), ("printed", "printed")):
        expected = mixed_phase_boundary(x, 0.1, 0.05, couplings=couplings).josephson
        assert_allclose(found[name], expected, rtol=1e-12)


def test_csv_covers_the_ends_of_all_boundaries(capsys):
    assert run("--format", "csv") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("#")]
    table = list(csv.reader(io.StringIO("\n".join(lines))))
    names = [name.split(" ")[0] for name in table[0]]
    data = np.array(table[1:], float).T
    found = dict(zip(names, data, strict=True))
    assert found.keys() == {"alpha", "rsj", "mixed", "printed"}
    assert 1.0 in found["alpha"]
    for name in ("rsj", "mixed", "printed"):
        assert found[name][0] > found[name][found[name] > 0][-1] > 0
        assert found[name][-1] == 0
    assert_allclose(found["rsj"][0], np.e**2 / 256, rtol=1e-9)


def test_cuts_as_data(capsys):
    found = columns(rows(capsys, "--cut", "0.5", "--cut", "1.5"))
    assert set(np.unique(found["alpha"])) == {0.5, 1.5}
    flat = {name: np.ravel(values) for name, values in found.items()}
    x, a = flat["josephson"], flat["alpha"]
    assert_allclose(flat["renormalized"] * x, renormalized_coupling(x, 1, a).value, rtol=1e-12)
    ordered = flat["renormalized"] > 0
    assert ordered[a == 1.5].all()
    assert_allclose(x[(a == 0.5) & ordered].min(), phase_boundary(0.5).josephson, rtol=0.02)
    above = columns(rows(capsys, "--cut", "0.5", "--cutoff"))
    assert np.ravel(above["renormalized"]).sum() > flat["renormalized"][a == 0.5].sum()


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
@pytest.mark.parametrize("words", [(), ("--cut", "0.5", "--cut", "1.5")])
def test_figure_files(tmp_path, suffix, words):
    path = tmp_path / f"fig1.{suffix}"
    assert run(*words, "-o", str(path)) == 0
    assert path.stat().st_size > 5000
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_figure_shows_the_boundaries_and_the_value_of_a():
    ax = Figure().subplots()
    assert phase_figures.phase_diagram(0.1, 2.0, ax=ax) is ax
    drawn = {line.get_label(): line.get_xydata().T for line in ax.get_lines()}
    x, rsj = drawn["RSJ model"]
    assert_allclose(rsj, phase_boundary(x).josephson, rtol=1e-12)
    x, mixed = drawn["mixed grains, gaps of (21)"]
    assert_allclose(mixed, mixed_phase_boundary(x, 0.2, 0.1).josephson, rtol=1e-12)
    regions = [text.get_text() for text in ax.get_legend().get_texts()]
    for words in ("order in both", "proximity effect destroyed", "order in none"):
        assert words in regions
    assert any("0.0289" in text.get_text() for text in ax.texts)
    assert ax.get_xlabel().endswith("of the pure array")


def test_cuts_jump_below_the_critical_alpha_and_are_continuous_beyond():
    ax = Figure().subplots()
    josephson = np.geomspace(1e-3, 1, 400)
    phase_figures.renormalization([0.5, 1.0, 1.5], josephson, ax=ax)
    jumps = [np.max(np.diff(line.get_ydata())) for line in ax.get_lines()]
    assert jumps[0] > 0.05
    assert jumps[1] < 0.03
    assert jumps[2] < 0.01


def test_a_figure_makes_its_own_axes():
    assert phase_figures.phase_diagram().get_title() != ""
    assert phase_figures.renormalization([0.5], cutoff=True).get_title() == "(28)"


def test_normalisations(capsys):
    assert run("--normalisations") == 0
    lines = capsys.readouterr().out.splitlines()
    table = {line.split()[0]: line.split()[-3:] for line in lines[1:]}
    assert table["27"] == ["1", "1", "1/2"]
    assert table["25-kernel"] == ["2", "1/2", "1/4"]
    assert table["14-alpha"][1] == "1/(2*pi)"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--gamma", "0"), "--gamma"),
        (("--gamma=-1",), "--gamma"),
        (("--gamma", "1"), "gamma is 1.0"),
        (("--gamma", "nan"), "--gamma"),
        (("--gamma", "0:1:4"), "--gamma"),
        (("--ratio", "0"), "--ratio"),
        (("--alpha=-1:1:5",), "--alpha"),
        (("--cut=-0.5",), "--cut"),
        (("--cut", "one"), "--cut"),
        (("-o", "fig1.txt"), "fig1.txt"),
        (("-o", "no/such/place.pdf"), "no/such/place.pdf"),
    ],
)
def test_bad_input(refused, words, named):
    assert named in refused("phase-diagram", *words)


@pytest.mark.parametrize("gamma", [0.0, 1.0, -0.5, float("nan")])
def test_gamma_out_of_range(gamma):
    with pytest.raises(ValueError, match=r"gamma is .*: give a number between 0 and 1"):
        phase_figures.boundary_table(gamma)
