"""`grains coupling`: results in natural and real units, the figure, and bad input."""

import json
from fractions import Fraction

import numpy as np
import pytest
from matplotlib.figure import Figure
from mpmath import mpf
from numpy.testing import assert_allclose
from scipy import constants

from derive.grains.symbols import N_M, N_S, Delta_0, Gamma_S
from derive.papers import equation
from numerics.command import quantities
from numerics.command.cli import main
from numerics.grains.couplings import bond as couplings
from numerics.grains.figures import couplings as coupling_figures

RATES = ("--gamma-m", "0.02", "--gamma-s", "0.01")
QUANTITIES = ("J_MS", "J_MS/J_SS", "alpha_MS")


def run(*words):
    """The exit code of the command."""
    return main(["coupling", *words])


def results(capsys, *words):
    """The results of the command by quantity and gaps: value, radius and unit."""
    assert run(*words, "--format", "json") == 0
    objects = json.loads(capsys.readouterr().out)
    return {(o["quantity"].partition(" ")[0], o["gaps"]): o for o in objects}


def test_natural_units(capsys):
    found = results(capsys, *RATES, "--temperature", "0.125")
    assert {name for name, _ in found} == set(QUANTITIES)
    for gaps in ("self-consistent", "frozen"):
        options = {"temperature": 0.125, "gaps": gaps}
        coupling = found["J_MS", gaps]
        assert coupling["value"] == couplings.josephson_coupling(0.02, 0.01, **options).value
        assert coupling["unit"] == "hbar/(e^2 R_SM) Delta_0"
        ratio = couplings.josephson_ratio(0.02, 0.01, **options).value
        assert found["J_MS/J_SS", gaps]["value"] == ratio
        strength = couplings.dissipation_strength(0.02, 0.01, **options).value
        assert found["alpha_MS", gaps]["value"] == strength


def test_real_units(capsys):
    """hbar/(e^2 R) and k_B from scipy.constants."""
    found = results(
        capsys,
        *("--gamma-m", "24ueV", "--gamma-s", "12ueV", "--temperature", "2.5K"),
        *("--delta0", "1.2meV", "--resistance", "5kohm"),
    )
    temperature = 2.5 * constants.k / constants.e / 1.2e-3
    per_resistance = constants.hbar / constants.e**2 / 5e3
    for gaps in ("self-consistent", "frozen"):
        options = {"temperature": temperature, "gaps": gaps}
        natural = couplings.josephson_coupling(0.02, 0.01, **options).value
        coupling = found["J_MS", gaps]
        assert coupling["unit"] == "meV"
        assert_allclose(coupling["value"], natural * 1.2 * per_resistance, rtol=1e-12)
        strength = couplings.dissipation_strength(0.02, 0.01, **options).value
        assert found["alpha_MS", gaps]["unit"] == ""
        assert_allclose(found["alpha_MS", gaps]["value"], strength * per_resistance, rtol=1e-12)


def test_certified_digits(capsys):
    words = (*RATES, "--delta0", "1.2meV", "--resistance", "5kohm")
    certified = results(capsys, *words, "--digits", "15")
    doubles = results(capsys, *words)
    for key, coupling in certified.items():
        assert_allclose(float(coupling["value"]), doubles[key]["value"], rtol=1e-12)
        assert 0 < mpf(coupling["radius"]) < mpf(10) ** -15 * mpf(coupling["value"])
        assert doubles[key]["unit"] == coupling["unit"]


def test_table(capsys):
    assert run(*RATES, "--tau", "12.5") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert lines[2].startswith("alpha_MS at tau = 12.5 hbar/Delta_0  self-consistent")
    assert f"{np.pi * 0.02:.12g}" in lines[5]
    assert run(*RATES, "--digits", "30") == 0
    assert "0.0628318530717958647692528676656" in capsys.readouterr().out


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_figure_file(capsys, tmp_path, suffix):
    path = tmp_path / f"ratio.{suffix}"
    assert run(*RATES, "-o", str(path)) == 0
    assert path.stat().st_size > 5000
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert capsys.readouterr().out.startswith("J_MS ")


def test_figure_of_alpha(capsys, tmp_path):
    path = tmp_path / "alpha.svg"
    words = ("--draw", "alpha", "--tolerance", "0.02", "-o", str(path))
    assert run("--gamma-m", "24neV", "--gamma-s", "12neV", "--delta0", "1.2meV", *words) == 0
    assert path.stat().st_size > 5000
    assert capsys.readouterr().out.startswith("J_MS ")


def lines_of(axes):
    return {line.get_label(): np.array(line.get_data()) for line in axes.get_lines()}


def test_figure_shows_the_coupling_its_limits_and_their_errors():
    above, below = Figure().subplots(2)
    gamma = np.geomspace(1e-6, 1, 13)
    assert coupling_figures.ratio(gamma, rates=3.0, ax=above) is above
    assert coupling_figures.error(gamma, rates=3.0, ax=below) is below
    drawn, errors = lines_of(above), lines_of(below)
    coupling = couplings.josephson_ratio(3 * gamma, gamma).value
    assert_allclose(drawn.pop("gaps of (21)")[1], coupling)
    assert drawn.keys() == errors.keys()
    forms = {"(15) as printed": equation("15-J").printed}
    forms["derived, gaps of (21)"] = equation("J-selfconsistent").derived()
    for name, form in forms.items():
        at = {N_M: 3, N_S: 1, Delta_0: 1}
        expected = np.array([float(form.subs(at).subs(Gamma_S, x)) for x in gamma[:-1]])
        assert_allclose(drawn[name][1][:-1], expected, rtol=1e-12)
        assert_allclose(errors[name][1][:-1], np.abs(expected / coupling[:-1] - 1), rtol=1e-6)
    slope = np.diff(np.log(errors["derived, gaps of (21)"][1]))[0] / np.diff(np.log(gamma))[0]
    assert_allclose(slope, 1, atol=0.05)


def test_figure_makes_its_own_axes():
    from matplotlib import pyplot

    axes = coupling_figures.ratio([0.01, 0.1], temperature=0.1)
    assert "kT" in axes.get_title()
    pyplot.close(axes.figure)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--gamma-m", "0", "--gamma-s", "1"), "--gamma-m"),
        (("--gamma-m", "1", "--gamma-s", "-1"), "--gamma-s"),
        (("--gamma-m", "nan", "--gamma-s", "1"), "--gamma-m"),
        (("--gamma-m", "1", "--gamma-s", "ten"), "--gamma-s"),
        (("--gamma-m", "1"), "--gamma-s"),
        ((*RATES, "--temperature=-1"), "--temperature"),
        ((*RATES, "--temperature", "4.2C"), "--temperature"),
        ((*RATES, "--temperature", "4.2K"), "--delta0"),
        (("--gamma-m", "1ueV", "--gamma-s", "1"), "--delta0"),
        ((*RATES, "--delta0", "1.2"), "--delta0"),
        ((*RATES, "--delta0", "0meV"), "--delta0"),
        ((*RATES, "--delta0", "1.2 kg"), "--delta0"),
        ((*RATES, "--resistance", "0ohm"), "--resistance"),
        ((*RATES, "--resistance=-5kohm"), "--resistance"),
        ((*RATES, "--resistance", "infohm"), "--resistance"),
        ((*RATES, "--resistance", "5"), "--resistance"),
        ((*RATES, "--resistance", "5meV"), "--resistance"),
        ((*RATES, "--tau", "0"), "--tau"),
        ((*RATES, "--tau", "3", "--temperature", "0.5"), "tau"),
        ((*RATES, "--digits", "2"), "--digits"),
        ((*RATES, "--draw", "alpha"), "-o FILE"),
        ((*RATES, "--draw", "J", "-o", "x.png"), "--draw"),
        ((*RATES, "--tolerance", "1"), "--tolerance"),
        ((*RATES, "--tolerance", "-1"), "--tolerance"),
        ((*RATES, "-o", "ratio.txt"), "ratio.txt"),
        ((*RATES, "-o", "no/such/place.png"), "no/such/place.png"),
    ],
)
def test_bad_input(refused, words, named):
    assert named in refused("coupling", *words)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1.2meV", "1.2", "meV"),
        ("1.2 meV", "1.2", "meV"),
        ("5e-3K", "0.005", "K"),
        ("40mK", "40", "mK"),
        ("1e-400", "0", ""),
    ],
)
def test_quantities_are_exact(text, number, unit):
    assert quantities.energy(text) == (Fraction(number), unit)


def test_units_follow_the_constants_of_nature():
    kelvin = float(quantities.ENERGIES["K"])
    assert_allclose(kelvin, constants.k / constants.e, rtol=1e-15)
    klitzing = float(quantities.PLANCK / quantities.CHARGE**2)
    assert_allclose(klitzing, constants.value("von Klitzing constant"), rtol=1e-9)
