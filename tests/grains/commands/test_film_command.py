"""`grains film` and `grains strips`: data, figures and bad input."""

import csv
import json

import numpy as np
import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure

from numerics.command.cli import main
from numerics.grains.figures import films as film_figures
from numerics.grains.films.bonds import BondModel
from numerics.grains.films.disorder import Disorder
from numerics.grains.films.film import GRAINS, random_film, state
from numerics.grains.films.samples import film_averages
from numerics.grains.films.strips import strip_averages, strip_transitions

FILM = ("film", "--p", "0.65", "--size", "12", "--samples", "3", "--jobs", "1")
STRIPS = ("strips", "--length", "6", "--pairs", "2", "--samples", "2", "--jobs", "1")
GAMMA = ("--gamma", "log:0.005:0.02:3")


def test_csv(capsys):
    assert main([*FILM, *GAMMA, "--seed", "5", "--charging", "2"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    expected = film_averages(
        np.geomspace(0.005, 0.02, 3), 0.65, size=12, samples=3, seed=5, charging=2.0, workers=1
    )
    assert len(rows) == 3
    assert [row["seed"] for row in rows] == ["5"] * 3
    assert [float(row["gamma [Delta_0]"]) for row in rows] == expected["gamma"].tolist()
    for name in ("superconducting", "metallic_error", "lost"):
        assert [float(row[name]) for row in rows] == expected[name].tolist()
    assert "conductance [e^2/h]" in rows[0]


def test_options_reach_the_model(capsys):
    words = ("--couplings", "printed", "--unshunted", "--mixed", "quasiparticles", "--reach", "2")
    disorder = ("--sigma", "0.3", "--distribution", "gamma", "--spacing", "0.02")
    assert main([*FILM, *GAMMA, *words, *disorder, "--format", "json"]) == 0
    points = json.loads(capsys.readouterr().out)["points"]
    model = {"couplings": "printed", "shunted": False, "mixed": "quasiparticles", "reach": 2}
    expected = film_averages(
        *(np.geomspace(0.005, 0.02, 3), 0.65),
        size=12,
        samples=3,
        sigma=0.3,
        distribution="gamma",
        spacing=0.02,
        **(model | {"workers": 1}),
    )
    for name in ("lost", "metallic", "cut_off_grains"):
        assert [point[name] for point in points] == expected[name].tolist()


def test_raw_samples(tmp_path, capsys):
    raw = tmp_path / "raw.npz"
    assert main([*FILM, *GAMMA, "--raw", str(raw)]) == 0
    first = capsys.readouterr().out
    assert np.load(raw)["results"].shape == (3, 3)
    assert main([*FILM, *GAMMA, "--raw", str(raw)]) == 0
    assert capsys.readouterr().out == first


@pytest.mark.parametrize("command", [(*FILM, *GAMMA), (*FILM, "--gamma", "0.01"),
                                     (*STRIPS, *GAMMA)])  # fmt: skip
@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_figure_files(command, suffix, tmp_path):
    path = tmp_path / f"x.{suffix}"
    assert main([*command, "-o", str(path)]) == 0
    head = path.read_bytes()[:200]
    assert {"svg": b"<svg", "pdf": b"%PDF", "png": b"PNG"}[suffix] in head
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert pyplot.get_fignums() == []


def test_strips_tell_their_windows(capsys):
    assert main([*STRIPS, *GAMMA, "--mixed", "quasiparticles"]) == 0
    captured = capsys.readouterr()
    found = strip_transitions(2, 2, pairs=2, length=6, mixed="quasiparticles")
    low, high = found.metallic_across
    assert f"metallic across: {low:.6g} <= Gamma < {high:.6g}" in captured.err
    assert len(captured.out.splitlines()) == 4
    assert main([*STRIPS, *GAMMA]) == 0
    assert "metallic across: at no rate" in capsys.readouterr().err


def test_a_picture_shows_every_grain_by_its_state():
    film = random_film(0.65, 20, Disorder(seed=3))
    for gamma, words in ((0.05, "superconducting"), (0.007, "metallic"), (1e-3, "insulating")):
        found = state(film, gamma, BondModel())
        ax = film_figures.picture(film, found, ax=Figure().subplots())
        pixels = np.asarray(ax.get_images()[0].get_array())
        members = found.superconducting() if words == "superconducting" else found.conducting()
        assert ax.get_xlabel() == f"left to right: {words}"
        groups = np.unique(np.stack([found.grains, members], -1).reshape(-1, 2), axis=0)
        colors = np.unique(pixels.reshape(-1, 3), axis=0)
        assert len(groups) == len(colors)
        labels = [text.get_text() for text in ax.get_legend().get_texts()]
        shares = [f"{100 * (found.grains == k).mean():.1f} %" for k in range(4)]
        assert labels == [f"{n}, {s}" for n, s in zip(GRAINS, shares, strict=True)]


def test_curves_are_those_of_the_table():
    gamma = np.geomspace(0.005, 0.02, 5)
    table = film_averages(gamma, 0.65, size=12, samples=4, workers=1)
    ax = film_figures.phases(table, BondModel(), ax=Figure().subplots())
    drawn = {line.get_label(): line.get_ydata() for line in ax.get_lines()}
    names = ["superconducting", "metallic", "insulating"]
    assert list(drawn) == [*names, r"$\Gamma^*_{MS}$"]
    for name, band in zip(names, ax.collections, strict=True):
        assert np.array_equal(drawn[name], table[name])
        errors = table[f"{name}_error"]
        assert band.get_datalim(ax.transData).y1 == min(1, (table[name] + errors).max())


def test_a_figure_without_metal_says_so():
    table = film_averages([0.03, 0.05], 0.2, size=8, samples=2, workers=1)
    ax = film_figures.film_conductance(table, BondModel(), ax=Figure().subplots())
    assert [text.get_text() for text in ax.texts] == ["no film is metallic"]


def test_windows_of_strips_are_shaded():
    gamma = np.geomspace(2e-4, 2e-2, 5)
    options = {"mixed": "quasiparticles", "pairs": 2, "length": 6}
    table = strip_averages(gamma, 2, 2, samples=2, workers=1, **options)
    found = strip_transitions(2, 2, **options)
    ax = film_figures.strip_conductances(table, found, ax=Figure().subplots())
    spans = [patch.get_extents().transformed(ax.transData.inverted()) for patch in ax.patches]
    assert np.allclose([span.intervalx for span in spans], [found.anisotropic,
                                                            found.metallic_across])  # fmt: skip


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("film", *GAMMA), "--p"),
        ((*FILM,), "--gamma"),
        ((*FILM, *GAMMA, "--p", "1.5"), "p is 1.5"),
        ((*FILM, *GAMMA, "--p", "half"), "--p"),
        ((*FILM, *GAMMA, "--p", "0:1:3"), "--p"),
        ((*FILM, *GAMMA, "--size", "1"), "--size"),
        ((*FILM, *GAMMA, "--sigma", "1"), "sigma is 1.0"),
        ((*FILM, *GAMMA, "--sigma=-1"), "sigma is -1.0"),
        ((*FILM, *GAMMA, "--distribution", "normal"), "--distribution"),
        ((*FILM, *GAMMA, "--charging", "0"), "charging is 0"),
        ((*FILM, *GAMMA, "--spacing=-2"), "spacing is -2"),
        ((*FILM, *GAMMA, "--samples", "1"), "--samples"),
        ((*FILM, *GAMMA, "--seed=-1"), "--seed"),
        ((*FILM, *GAMMA, "--reach=-1"), "--reach"),
        ((*FILM, "--gamma", "0:1:3"), "gamma "),
        ((*FILM, *GAMMA, "-o", "film.txt"), "film.txt"),
        ((*FILM, *GAMMA, "--raw", "raw.json"), "raw.json"),
        ((*FILM, *GAMMA, "-o", "no/such/place.png"), "no/such/place.png"),
        ((*STRIPS, *GAMMA, "--metallic", "0"), "--metallic"),
        ((*STRIPS, "--gamma", "1", "-o", "x.png"), "range of rates"),
    ],
)
def test_bad_input(refused, words, named):
    assert named in refused(*words)
