"""The command line: exit codes, output, files, interruption, start-up."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from made_up import JUDGED
from running import interrupt, running
from sympy import Rational, pi

from derive.papers import paper
from numerics.command import options
from numerics.command.cli import main
from numerics.judge import runs
from numerics.judge import verify as ledger
from numerics.judge.verdict import Constant, Number
from numerics.run import files

ROOT = Path(__file__).parent.parent
GRAINS = [sys.executable, "-m", "numerics.command.cli"]
KEYS = [
    *("label", "title", "relation", "printed", "derivation", "route", "digits", "order"),
    *("constant", "constant_form", "counterexample", "points", "seconds", "remark"),
]


@pytest.fixture
def judge(monkeypatch):
    """Replaces the verdict of every label by a given one, so that no equation is judged."""

    def replaced(**findings):
        def verify(record, digits=50, *, thorough=False):
            return replace(JUDGED, record=record, digits=digits, **findings)

        monkeypatch.setattr(runs, "verify", verify)
        monkeypatch.setattr(ledger, "verify", verify)

    return replaced


@pytest.fixture
def never_judged(monkeypatch):
    def verify(*_, **__):
        pytest.fail("an equation was judged")

    monkeypatch.setattr(runs, "verify", verify)


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


# Output


def test_json(judge, capsys):
    judge()
    assert main(["verify", "1c", "--format", "json", "--digits", "30"]) == 0
    captured = capsys.readouterr()
    (entry,) = json.loads(captured.out)
    assert list(entry) == KEYS
    assert entry["digits"] == 30
    assert entry["order"] is None
    assert entry["counterexample"] == {
        "point": {"c_ij": "3/7"},
        "printed": "0.5",
        "derived": ["1.25", "2.5"],
    }
    assert captured.err == ""


def test_labels_come_in_the_order_of_the_paper_and_once(judge, capsys):
    judge()
    assert main(["verify", "21b", "1a", "9", "1a", "--format", "json", "--jobs", "1"]) == 0
    assert [entry["label"] for entry in json.loads(capsys.readouterr().out)] == ["1a", "9", "21b"]
    assert main(["verify", "--format", "json", "--jobs", "1"]) == 0
    assert [entry["label"] for entry in json.loads(capsys.readouterr().out)] == list(paper().labels)


def test_table(judge, capsys):
    judge()
    main(["verify", "1c"])
    table = capsys.readouterr().out
    assert "\x1b" not in table
    header, _, row = [line.split() for line in table.splitlines() if line.strip()][:3]
    assert header == "label title printed derivation digits order or constant seconds".split()
    assert row == "1c Charging term of two grains refuted certified 50 0.2".split()
    details = table[table.index("1c  Charging") :].split()
    assert {"c_ij", "3/7", "0.5", "1.25", "2.5"} <= set(details)
    assert "Printed: 1 refuted.  Derivation: 1 certified." in table


def test_table_names_order_and_constant(judge, capsys):
    two_over_pi = Constant(Number("0.63661977236758134308"), 2 / pi)
    judge(printed="scaling", ratio=(two_over_pi,))
    main(["verify", "1c"])
    assert "2/pi = 0.6366197723..." in capsys.readouterr().out
    quarters = Constant(Number("3.2500000000000000000"), Rational(13, 4))
    judge(printed="scaling", ratio=(quarters,), order=Fraction(1))
    main(["verify", "1c"])
    assert "13/4 = 3.25, order 1" in capsys.readouterr().out


def test_markdown(judge, capsys):
    judge()
    main(["verify", "1c", "--format", "markdown"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].startswith("| 1c | Charging term of two grains | refuted | certified | 50 |")
    assert {line.count("|") for line in lines[:3]} == {lines[0].count("|")}
    assert r"$$\frac{\left(V_i(\tau) - V_j(\tau)\right)^{2}}{2 c_{ij}}$$" in lines
    assert "- at: c_ij = 3/7" in lines


def test_show(judge, capsys):
    judge()
    main(["show", "1c"])
    page = capsys.readouterr().out
    assert "derive.grains.steps.model.charging " in page
    assert "printed refuted\n" in page
    assert "certified to 50 digits against another way" in page
    main(["show", "10-S-low", "--latex"])
    page = capsys.readouterr().out
    assert r"\frac{\Delta_0 \Gamma_S}{\Gamma_M + \Gamma_S}" in page
    assert "omega = eps**2/3" in page


def test_latex(judge, capsys):
    judge(printed="exact", counterexample=None)
    assert main(["latex", "limits", "1c", "--jobs", "1"]) == 0
    text = capsys.readouterr().out
    order = [text.index(rf"\label{{eq:{label}}}") for label in ("1c", "10-M", "11a-S", "strong")]
    assert order == sorted(order)
    assert r"\label{eq:9}" not in text
    assert "% printed exact; derivation certified to 50 digits against another way" in text
    assert r"\documentclass" not in text
    assert main(["latex", "1c", "--standalone"]) == 0
    assert capsys.readouterr().out.startswith(r"\documentclass")


# Real verdicts, over one process and over two


def test_processes_reach_the_same_verdicts(capsys):
    def verdicts(jobs):
        assert main(["verify", "1a", "1c", "2a", "--format", "json", "--jobs", jobs]) == 0
        return [entry | {"seconds": 0} for entry in json.loads(capsys.readouterr().out)]

    alone = verdicts("1")
    assert [entry["printed"] for entry in alone] == ["definition", "refuted", "exact"]
    assert verdicts("2") == alone


def dies(*_):
    os._exit(1)


def test_a_process_that_dies_is_reported(monkeypatch, capsys):
    monkeypatch.setattr(runs, "_found", dies)
    assert main(["verify", "1a", "1c", "--jobs", "2"]) == 1
    assert "a process died: 0 of 2 judged" in capsys.readouterr().err


# Files, whole or not at all


def test_a_file_is_written_instead_of_standard_output(judge, tmp_path, capsys):
    judge()
    target = tmp_path / "ledger.json"
    assert main(["verify", "1c", "--format", "json", "-o", str(target)]) == 0
    assert json.loads(target.read_text())[0]["label"] == "1c"
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_the_old_file(failure, tmp_path):
    target = tmp_path / "file.txt"
    target.write_text("old")
    with pytest.raises(failure), files.whole_file(target) as draft:
        draft.write_text("half")
        raise failure
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_is_followed(tmp_path):
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    with files.whole_file(link) as draft:
        draft.write_text("new")
    assert link.is_symlink()
    assert target.read_text() == "new"


# Interruption


@pytest.mark.parametrize("command", [["verify", "--format", "json"], ["latex"]])
def test_an_interrupted_run_prints_what_was_finished(command, monkeypatch, tmp_path, capsys):
    def verify(record, digits, *, thorough=False):
        if record.label == "5":
            raise KeyboardInterrupt
        return replace(JUDGED, record=record)

    monkeypatch.setattr(runs, "verify", verify)
    target = tmp_path / "out"
    target.write_text("old")
    assert main([*command, "3", "4a", "5", "6", "--jobs", "1", "-o", str(target)]) == 130
    captured = capsys.readouterr()
    assert "interrupted: 2 of 4 judged" in captured.err
    assert f"{target} is not written" in captured.err
    assert ("4a" in captured.out) and ("eq:6" not in captured.out)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("words", [(), ("--thorough",)])
def test_thorough_reaches_every_verdict(monkeypatch, words):
    seen = []

    def verify(record, digits, *, thorough=False):
        seen.append((record.label, thorough))
        return replace(JUDGED, record=record)

    monkeypatch.setattr(runs, "verify", verify)
    assert main(["verify", "3", "rough", "--jobs", "1", *words]) == 0
    assert seen == [("3", bool(words)), ("rough", bool(words))]


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups")
@pytest.mark.parametrize("seconds", [1, 3])
def test_ctrl_c_ends_all_processes_without_a_traceback(seconds, tmp_path):
    """The pipes close only when every process that holds them has ended."""
    words = ["verify", "--digits", "2000", "--jobs", "2", "-o", str(tmp_path / "ledger.txt")]
    with running([*GRAINS, *words], cwd=ROOT) as run:
        time.sleep(seconds)
        interrupt(run)
        _, errors = run.communicate(timeout=20)
    assert run.returncode == 130
    assert "interrupted" in errors
    assert "Traceback" not in errors
    assert list(tmp_path.iterdir()) == []


def test_a_closed_pipe_is_no_traceback():
    command = f"{sys.executable} -m numerics.command.cli show 1a | true"
    run = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)
    assert run.stderr == ""
