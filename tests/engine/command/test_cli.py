"""The command line: start-up, exit codes, wrong usage."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from made_up import JUDGED

from numerics.command import options
from numerics.command.cli import main
from numerics.judge import runs
from numerics.judge import verify as ledger

ROOT = Path(__file__).parents[3]
GRAINS = [sys.executable, "-m", "numerics.command.cli"]


# Start-up


def test_help_starts_without_heavy_libraries():
    script = (
        "import sys\n"
        "from numerics.command.cli import main\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit:\n    pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {"sympy", "numpy", "scipy", "matplotlib", "mpmath", "flint", "rich", "concurrent"}
    assert "numerics" in run.stderr.split()
    assert not heavy & set(run.stderr.split())


def test_help_starts_in_a_moment():
    def seconds():  # of the processor, which a busy machine does not add to
        before = os.times()
        subprocess.run([*GRAINS, "--help"], cwd=ROOT, capture_output=True, check=True)
        after = os.times()
        user = after.children_user - before.children_user
        return user + after.children_system - before.children_system

    assert min(seconds() for _ in range(5)) < 0.15


@pytest.mark.parametrize("command", [[], ["verify"], ["show"], ["latex"]])
def test_help_has_examples(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    assert stopped.value.code == 0
    assert "examples:\n  grains " in capsys.readouterr().out


def test_version(capsys, monkeypatch):
    monkeypatch.setattr("importlib.metadata.version", lambda name: f"7.8 of {name}")
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == "grains 7.8 of mixed-grains\n"


# Exit codes of a run


@pytest.mark.parametrize(
    ("findings", "plain", "strict"),
    [
        ({"printed": "exact"}, 0, 0),
        ({"printed": "definition", "derivation": "proved"}, 0, 0),
        ({"printed": "leading"}, 0, 0),
        ({"printed": "scaling", "derivation": "checked"}, 0, 0),
        ({"printed": "refuted", "derivation": "statistical"}, 0, 1),
        ({"printed": "undecided"}, 0, 1),
        ({"printed": "exact", "derivation": "undecided"}, 1, 1),
    ],
)
def test_exit_codes(findings, plain, strict, judge, capsys):
    judge(**findings)
    assert main(["verify", "1c"]) == plain
    assert main(["verify", "1c", "--strict"]) == strict
    assert main(["show", "1c"]) == plain
    assert main(["latex", "1c"]) == plain


def test_one_undecided_derivation_among_many_fails(monkeypatch, capsys):
    def verify(record, digits, *, thorough=False):
        derivation = "undecided" if record.label == "6" else "proved"
        return replace(JUDGED, record=record, derivation=derivation)

    monkeypatch.setattr(runs, "verify", verify)
    assert main(["verify", "5", "7", "--jobs", "1"]) == 0
    assert main(["verify", "5", "6", "7", "--jobs", "1"]) == 1


# Wrong usage


@pytest.mark.parametrize("command", ["verify", "show", "latex"])
def test_an_unknown_label_names_the_nearest(command, refused, never_judged):
    message = refused(command, "21c")
    assert "21c" in message
    assert {"21a", "21b"} & set(message.replace(",", " ").split())


@pytest.mark.parametrize("command", ["verify", "show", "latex"])
@pytest.mark.parametrize("digits", ["4", "10001", "-1", "fifty", "1e2", "nan", ""])
def test_digits_out_of_range(command, digits, refused, never_judged):
    message = refused(command, "1c", "--digits", digits)
    assert "--digits" in message
    assert digits in message


def test_the_range_of_digits_is_the_one_of_verify():
    assert options.DIGITS == ledger.DIGITS


@pytest.mark.parametrize("jobs", ["0", "-2", "two"])
def test_jobs_out_of_range(jobs, refused, never_judged):
    assert "--jobs" in refused("verify", "1c", "--jobs", jobs)


def test_no_command_and_an_unknown_one(refused):
    assert "required: COMMAND" in refused()
    assert "invalid choice" in refused("prove")


@pytest.mark.parametrize("command", ["verify", "latex"])
def test_an_unwritable_output_is_refused_before_any_work(command, tmp_path, refused, never_judged):
    missing = tmp_path / "missing" / "out"
    assert str(missing) in refused(command, "1c", "--output", str(missing))
    assert "not a regular file" in refused(command, "1c", "-o", str(tmp_path))
    assert "not a regular file" in refused(command, "1c", "-o", os.devnull)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("film --gamma 1 --p 0:1:3", "argument --p: '0:1:3' is a range: give one number"),
        ("film --gamma 1 --p half", "argument --p: 'half' is not a number"),
        ("figures", "the following arguments are required: DIRECTORY"),
        ("verify 4z", "unknown label '4z'; nearest: 4b, 4a, 24"),
        ("minigap --gamma-m 1 --gamma-s 1 --delta0 x", "argument --delta0: 'x' is not a number"),
    ],
)
def test_wrong_usage_is_one_sentence(words, sentence, capsys):
    """No lines of usage hide it, and it says no more than is allowed."""
    with pytest.raises(SystemExit) as end:
        main(words.split())
    assert end.value.code == 2
    assert capsys.readouterr().err == f"grains {words.split()[0]}: error: {sentence}\n"


def test_one_equation_is_no_plural(capsys):
    main(["verify", "4a"])
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 equation.  Printed: 1 refuted.")
