"""The commands for gaps: output, files, interruption, help, negative numbers."""

import csv
import io
import json
import sys
from pathlib import Path

import mpmath
import numpy as np
import pytest
from gap_points import RATES
from running import interrupt, running, wait_for

from numerics.command.cli import main
from numerics.grains.commands import COMMANDS
from numerics.grains.gaps import minigap as edges
from numerics.grains.gaps import solve as gaps
from numerics.grains.gaps import states as spectra
from numerics.grains.gaps import validity
from numerics.run.results import load

ROOT = Path(__file__).parents[3]


def table(capsys, *arguments):
    """The CSV that the command prints: titles and rows."""
    assert main(arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    titles, *rows = csv.reader(io.StringIO(captured.out))
    return titles, rows


# Results on standard output


def test_solve(capsys):
    titles, rows = table(capsys, "solve", *RATES, "--omega", "0.1:0.5:3")
    names = ["omega", "gamma_m", "gamma_s", "metal", "superconductor"]
    assert titles[:5] == [f"{name} [Delta_0]" for name in names]
    found = gaps.solve_gaps(np.linspace(0.1, 0.5, 3), 0.2, 0.3)
    assert [float(row[3]) for row in rows] == found.metal.tolist()
    assert [float(row[4]) for row in rows] == found.superconductor.tolist()


def test_solve_on_the_real_axis_in_another_unit(capsys):
    arguments = ["--omega=-1:1:3", "--gamma-m", "0.4", "--gamma-s", "0.6", "--delta0", "2"]
    titles, rows = table(capsys, "solve", *arguments, "--axis", "real", "--eta", "0.01")
    assert "metal_im [the unit of delta0]" in titles
    found = gaps.solve_gaps([-1.0, 0.0, 1.0], 0.4, 0.6, 2.0, axis="real", eta=0.01).metal
    parts = [titles.index(f"metal_{part} [the unit of delta0]") for part in ("re", "im")]
    assert [complex(*(float(row[i]) for i in parts)) for row in rows] == found.tolist()


def test_solve_takes_the_product_of_its_ranges(capsys):
    _, rows = table(capsys, "solve", "--omega", "1", "--gamma-m", "1:2:2", "--gamma-s", "3:5:3")
    pairs = [(row[1], row[2]) for row in rows]
    assert pairs == [(m, s) for m in ("1.0", "2.0") for s in ("3.0", "4.0", "5.0")]


def test_certified_digits_are_of_decimal_numbers(capsys):
    """The residual of (21a), typed anew, at the decimal point 0.1."""
    assert main(["solve", *RATES, "--omega", "0.1", "--digits", "60", "--format", "json"]) == 0
    (point,) = json.loads(capsys.readouterr().out)["points"]
    assert point["omega"] == "0.1"
    with mpmath.workdps(90):
        metal, superconductor = mpmath.mpf(point["metal"]), mpmath.mpf(point["superconductor"])
        energy = mpmath.sqrt(mpmath.mpf("0.1") ** 2 + superconductor**2)
        rate = mpmath.mpf("0.3")
        assert abs(metal - rate * superconductor / (energy + rate)) < mpmath.mpf("1e-60")
        assert mpmath.mpf(point["radius"]) < mpmath.mpf("1e-60")


def test_minigap(capsys):
    titles, rows = table(capsys, "minigap", "--gamma-m", "0.2", "--gamma-s", "log:0.1:10:3")
    assert titles[:3] == ["gamma_m [Delta_0]", "gamma_s [Delta_0]", "energy [Delta_0]"]
    expected = edges.minigap(0.2, np.geomspace(0.1, 10, 3)).energy
    assert [float(row[2]) for row in rows] == expected.tolist()


def test_spectrum(capsys):
    titles, rows = table(capsys, "spectrum", *RATES, "--omega", "0:1:3")
    assert titles[3:] == ["metal [1]", "superconductor [1]"]
    expected = spectra.density_of_states([0, 0.5, 1.0], 0.2, 0.3)
    assert [float(row[3]) for row in rows] == expected.metal.tolist()
    assert [float(row[4]) for row in rows] == expected.superconductor.tolist()


def test_validity(capsys):
    arguments = ["--gamma", "0.01", "--omega", "0.1:0.2:2", "--ratio", "3", "--form", "derived"]
    titles, rows = table(capsys, "validity", "10-S-high", *arguments)
    names = ["gamma_m [Delta_0]", "gamma_s [Delta_0]", "omega [Delta_0]", "error [1]"]
    assert titles == names
    expected = validity.relative_error(
        "10-S-high", "derived", np.array([0.1, 0.2]), np.array(0.03), np.array(0.01)
    )
    assert np.allclose([float(row[3]) for row in rows], expected, rtol=1e-9)


# Files


@pytest.mark.parametrize("suffix", ["csv", "npz"])
def test_data_files(suffix, tmp_path, capsys):
    path = tmp_path / f"x.{suffix}"
    assert main(["solve", *RATES, "--omega", "0.1:0.5:3", "-o", str(path)]) == 0
    values, source = load(path)
    assert source == "numerics.grains.gaps.solve.solve_gaps"
    expected = gaps.solve_gaps(np.linspace(0.1, 0.5, 3), 0.2, 0.3).metal
    assert values["metal"].tolist() == expected.tolist()
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == [path]


def test_a_json_file(tmp_path, capsys):
    path = tmp_path / "x.json"
    assert main(["minigap", *RATES, "-o", str(path)]) == 0
    (point,) = json.loads(path.read_text())["points"]
    assert point["energy"] == edges.minigap(0.2, 0.3).energy


@pytest.mark.parametrize("command", [["spectrum", *RATES], ["validity", "10-S-low"]])
@pytest.mark.parametrize(("suffix", "head"), [("png", b"PNG"), ("svg", b"<svg"), ("pdf", b"%PDF")])
def test_figures(command, suffix, head, tmp_path, capsys):
    path = tmp_path / f"x.{suffix}"
    assert main([*command, "-o", str(path)]) == 0
    assert head in path.read_bytes()[:200]
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == [path]


def test_a_sweep(tmp_path, capsys):
    path = tmp_path / "edge.csv"
    arguments = ["sweep", "minigap", "--gamma-m", "0.2", "--gamma-s", "0.1:1:4", "-o", str(path)]
    assert main(arguments) == 0
    values, source = load(path)
    assert source == "numerics.grains.gaps.minigap.minigap"
    expected = edges.minigap(0.2, np.linspace(0.1, 1, 4)).energy
    assert values["energy"].tolist() == expected.tolist()
    assert "energy [Delta_0]" in path.read_text()
    assert main(arguments) == 0
    assert capsys.readouterr() == ("", "")


def test_a_point_without_a_result(capsys):
    arguments = ["--gamma", "0.1", "--omega", "0.5:1:2"]
    assert main(["validity", "11b-G2", *arguments]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("grains validity: 11b-G2 has no relative error at omega = 1.0")


# Interruption


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups")
def test_ctrl_c_in_a_sweep_keeps_what_is_finished(tmp_path):
    path, part = tmp_path / "x.csv", tmp_path / "x.csv.part"
    rates = ["--gamma-m", "log:1e-3:10:60", "--gamma-s", "log:1e-3:10:60"]
    command = ["sweep", "minigap", *rates, "--digits", "500", "--jobs", "2", "-o", str(path)]
    with running([sys.executable, "-m", "numerics.command.cli", *command], cwd=ROOT) as run:
        wait_for(lambda: part.exists() and part.stat().st_size > 20_000)
        interrupt(run)
        output, errors = run.communicate(timeout=20)
    assert run.returncode == 130
    assert output == ""
    assert errors == "interrupted: the same command continues from what is finished\n"
    assert list(tmp_path.iterdir()) == [part]


# Help, and negative numbers


@pytest.mark.parametrize("add", COMMANDS[:5])
def test_help_has_examples_that_run(add, capsys, monkeypatch, tmp_path):
    """Every example is accepted, with the work left out."""
    monkeypatch.chdir(tmp_path)
    name = add.__name__.removeprefix("add_")
    with pytest.raises(SystemExit):
        main([name, "--help"])
    text = capsys.readouterr().out
    lines = [line.split(">")[0].split() for line in text.splitlines() if "  grains " in line]
    assert lines
    for _, *arguments in lines:
        monkeypatch.setattr("numerics.run.sweep.sweep", lambda *_, **__: None)
        assert main(arguments) == 0
        capsys.readouterr()


def test_a_negative_number_may_follow_its_option(capsys):
    _, rows = table(capsys, "solve", "--omega", "-2:2:3", *RATES, "--axis", "real")
    assert [row[0] for row in rows] == ["-2.0", "0.0", "2.0"]
    _, rows = table(capsys, "solve", "--omega", "-1e-3", *RATES)
    assert [row[0] for row in rows] == ["-0.001"]
