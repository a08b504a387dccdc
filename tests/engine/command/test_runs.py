"""A run of many equations: processes, files whole or not at all, interruption."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from made_up import JUDGED
from running import interrupt, running

from numerics.command.cli import main
from numerics.judge import runs
from numerics.run import files

ROOT = Path(__file__).parents[3]
GRAINS = [sys.executable, "-m", "numerics.command.cli"]


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
    # On a busy machine the signal may come before Python has a handler, and then ends it itself.
    assert run.returncode in (130, -signal.SIGINT)
    assert "interrupted" in errors or run.returncode < 0
    assert "Traceback" not in errors
    assert list(tmp_path.iterdir()) == []


def test_a_closed_pipe_is_no_traceback():
    command = f"{sys.executable} -m numerics.command.cli show 1a | true"
    run = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)
    assert run.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "words", ["list", "show 1a", "latex 1a", "minigap --gamma-m 1 --gamma-s 1"]
)
def test_a_full_disk_is_one_sentence(words):
    command = f"{sys.executable} -m numerics.command.cli {words} > /dev/full"
    run = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 1
    assert "cannot write" in run.stderr and "No space left on device\n" in run.stderr
    assert "Traceback" not in run.stderr and "Exception ignored" not in run.stderr


def test_a_full_disk_while_a_file_is_written(monkeypatch, tmp_path, capsys):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert main(["latex", "3", "-o", str(tmp_path / "x.tex")]) == 1
    assert capsys.readouterr().err.endswith(
        f"cannot write {tmp_path / 'x.tex'}: No space left on device\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_ctrl_c_while_modules_are_imported():
    """The signal comes as soon as the first module of the command is looked for."""
    code = (
        "import builtins, signal, sys, mixed_grains\n"
        "own = builtins.__import__\n"
        "def interrupted(name, *rest):\n"
        "    if name.startswith('numerics.command'):\n"
        "        signal.raise_signal(signal.SIGINT)\n"
        "    return own(name, *rest)\n"
        "builtins.__import__ = interrupted\n"
        "sys.exit(mixed_grains.main())"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (130, "interrupted\n")
