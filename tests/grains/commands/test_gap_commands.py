"""The commands that compute: output, files, bad input, interruption."""

import csv
import io
import json
import sys
from pathlib import Path

import mpmath
import numpy as np
import pytest
from running import interrupt, running, wait_for

from numerics.command import ranges
from numerics.command.cli import main
from numerics.grains.commands import COMMANDS
from numerics.grains.figures import states as figures
from numerics.grains.gaps import minigap as edges
from numerics.grains.gaps import solve as gaps
from numerics.grains.gaps import states as spectra
from numerics.grains.gaps import validity
from numerics.run import batches
from numerics.run.results import load

ROOT = Path(__file__).parents[3]
RATES = ["--gamma-m", "0.2", "--gamma-s", "0.3"]


def table(capsys, *arguments):
    """The CSV that the command prints: titles and rows."""
    assert main(arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    titles, *rows = csv.reader(io.StringIO(captured.out))
    return titles, rows


@pytest.fixture
def no_work(monkeypatch):
    """Fails the test where anything is computed."""

    def computed(*_, **__):
        pytest.fail("work was begun")

    for module, name in (
        (gaps, "evaluated"),
        (edges, "evaluated"),
        (batches, "run"),
        (figures, "density_of_states"),
        (figures, "minigap"),
        (validity, "relative_error"),
    ):
        monkeypatch.setattr(module, name, computed)


# Ranges


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2", 2.0),
        ("-1e-3", -1e-3),
        ("0:1:5", [0, 0.25, 0.5, 0.75, 1]),
        ("1:-1:3", [1, 0, -1]),
        ("log:1e-2:100:5", [0.01, 0.1, 1, 10, 100]),
    ],
)
def test_ranges(text, values):
    assert np.allclose(ranges.any_range(text).values(), values, rtol=1e-15)


def test_digits_take_a_number_as_it_is_written():
    assert ranges.any_range("0.1000000000000000000001").decimals() == "0.1000000000000000000001"
    assert ranges.any_range("0:1:3").decimals() == ["0.0", "0.5", "1.0"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "'' is not a number, start:stop:count or log:start:stop:count"),
        ("one", "'one' is not a number"),
        ("0:1", "'0:1' is not a number"),
        ("0:1:2:3", "'0:1:2:3' is not a number"),
        ("log:1", "'log:1' is not a number"),
        ("nan", "'nan' is not finite"),
        ("0:inf:3", "'inf' is not finite"),
        ("0:1:1", "'1' is not a count: give a whole number from 2 to 10000000"),
        ("0:1:-5", "'-5' is not a count"),
        ("0:1:2.5", "'2.5' is not a count"),
        ("0:1:99999999", "'99999999' is not a count"),
        ("log:0:1:3", "'log:0:1:3': a logarithmic range needs positive ends"),
        ("log:-1:1:3", "a logarithmic range needs positive ends"),
    ],
)
def test_bad_ranges(text, words, refused, no_work):
    message = refused("solve", *RATES, f"--omega={text}")
    assert "argument --omega" in message
    assert words in message


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


# Bad input, before any work


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["solve", *RATES], "--omega"),
        (["solve", "--omega", "1", "--gamma-m", "1"], "--gamma-s"),
        (["solve", "--omega", "1", "--gamma-m=-1", "--gamma-s", "1"], "'-1' contains negative"),
        (["solve", "--omega", "1", "--gamma-m", "0", "--gamma-s", "1"], "gamma_m contains"),
        (["solve", *RATES, "--omega", "1", "--eta", "0.1"], "eta has no meaning"),
        (["solve", *RATES, "--omega", "1", "--eta=-0.1"], "'-0.1' contains negative numbers"),
        (["solve", *RATES, "--omega", "1", "--axis", "imaginary"], "--axis: invalid choice"),
        (["solve", *RATES, "--omega", "1", "--digits", "4"], "allowed are 5 to 10000"),
        (["minigap", *RATES, "--delta0", "0"], "'0' is 0: give a positive number"),
        (["minigap", *RATES, "--delta0", "1:2:3"], "'1:2:3' is a range: give one number"),
        (["minigap", *RATES, "--format", "xml"], "--format: invalid choice"),
        (["spectrum", "--gamma-m", "0:1:3", "--gamma-s", "1"], "one number for --gamma-m"),
        (["validity", "9"], "'9' is not a limit: give one of 10-M-weak"),
        (["validity", "10-S-low", "--gamma", "0"], "gamma contains a number <= 0"),
        (["validity", "10-S-low", "--ratio", "0"], "'0' is 0"),
        (["sweep", "minigap", *RATES], "give -o FILE"),
        (["sweep", "couplings", *RATES], "invalid choice"),
        (["sweep", "minigap", *RATES, "--omega", "1", "-o", "x.csv"], "takes no omega"),
        (["sweep", "solve", *RATES, "-o", "x.csv"], "solve_gaps needs omega: its parameters are"),
        (
            [
                "sweep",
                "solve",
                "--omega",
                "1",
                "--gamma-m",
                "0:1:5",
                "--gamma-s",
                "1",
                "-o",
                "x.csv",
            ],
            "--gamma-m: '0:1:5' contains the rate 0",
        ),
        (["minigap", "--gamma-m", "1e-400", "--gamma-s", "1"], "'1e-400' is too small"),
        (["sweep", "solve", *RATES, "--omega", "1", "-o", "x.png"], ".csv, .npz"),
        (["sweep", "solve", *RATES, "--omega", "1", "-o", "x.csv", "--jobs", "0"], "--jobs"),
    ],
)
def test_bad_input(arguments, words, refused, no_work, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert words in refused(*arguments)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [
        ["solve", *RATES, "--omega", "1"],
        ["minigap", *RATES],
        ["spectrum", *RATES],
        ["validity", "10-S-low"],
        ["sweep", "minigap", *RATES],
    ],
)
def test_bad_files(command, refused, no_work, tmp_path):
    missing = tmp_path / "missing" / "x.csv"
    assert f"cannot write {missing}" in refused(*command, "-o", str(missing))
    directory = tmp_path / "x.csv"
    directory.mkdir()
    assert "not a regular file" in refused(*command, "-o", str(directory))
    assert "must end in " in refused(*command, "-o", str(tmp_path / "x.txt"))
    assert list(tmp_path.iterdir()) == [directory]


def test_a_figure_of_one_point_is_refused(refused, tmp_path):
    path = tmp_path / "x.png"
    assert "two frequencies" in refused("spectrum", *RATES, "--omega", "1", "-o", str(path))
    assert "two values" in refused("validity", "10-S-low", "--gamma", "1", "-o", str(path))
    assert list(tmp_path.iterdir()) == []


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


# Negative numbers


def test_a_negative_number_may_follow_its_option(capsys):
    _, rows = table(capsys, "solve", "--omega", "-2:2:3", *RATES, "--axis", "real")
    assert [row[0] for row in rows] == ["-2.0", "0.0", "2.0"]
    _, rows = table(capsys, "solve", "--omega", "-1e-3", *RATES)
    assert [row[0] for row in rows] == ["-0.001"]


def test_a_negative_quantity_is_told_to_be_negative(refused, no_work):
    words = ("--delta0", "1.2meV", "--resistance", "-5kohm")
    assert "'-5kohm' is not positive" in refused("coupling", *RATES, *words)
    assert "'-.5' contains negative" in refused("minigap", *RATES, "--gamma-m", "-.5")
