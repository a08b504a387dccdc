"""The commands for gaps refuse bad input in a sentence, before any work."""

import pytest
from gap_points import RATES

from numerics.grains.figures import states as figures
from numerics.grains.gaps import minigap as edges
from numerics.grains.gaps import solve as gaps
from numerics.grains.gaps import validity
from numerics.run import batches


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


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["solve", *RATES], "--omega"),
        (["solve", "--omega", "1", "--gamma-m", "1"], "--gamma-s"),
        (["solve", "--omega", "1", "--gamma-m=-1", "--gamma-s", "1"], "'-1' contains negative"),
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


def test_a_negative_quantity_is_told_to_be_negative(refused, no_work):
    words = ("--delta0", "1.2meV", "--resistance", "-5kohm")
    assert "'-5kohm' is not positive" in refused("coupling", *RATES, *words)
    assert "'-.5' contains negative" in refused("minigap", *RATES, "--gamma-m", "-.5")
