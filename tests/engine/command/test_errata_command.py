"""`grains errata`: what it refuses, and its exit code."""

import pytest
from slipped import PAPER

from numerics import verify
from numerics.command import errata as command
from numerics.command.cli import main


@pytest.fixture
def made_up(monkeypatch):
    """The made-up paper, which no folder has: its equations are judged in this process."""
    monkeypatch.setattr(command, "the_paper", lambda _: PAPER)
    monkeypatch.setattr(command, "judged", lambda _, records: ([verify(r, 15) for r in records], 0))


def test_a_paper_without_slips(refused):
    assert "the paper bcs has no slips to list" in refused("--paper", "bcs", "errata")


@pytest.mark.parametrize("content", ["no marks", None])
def test_a_file_without_a_place_for_the_table(content, tmp_path, made_up, refused):
    path = tmp_path / "notes.md"
    if content is not None:
        path.write_text(content)
    assert f"cannot renew {path}: " in refused("errata", "--into", path)


def test_an_unknown_suffix(tmp_path, made_up, refused):
    assert "-o FILE needs one of the suffixes" in refused("errata", "-o", tmp_path / "e.txt")


def test_the_table_is_put_between_its_marks(tmp_path, made_up):
    path = tmp_path / "notes.md"
    path.write_text("Mine\n<!-- errata: begin -->\nold\n<!-- errata: end -->\nEnd\n")
    assert main(["errata", "--into", str(path), "--digits", "15", "--jobs", "1"]) == 0
    text = path.read_text()
    assert "old" not in text
    assert text.startswith("Mine\n<!-- errata: begin -->\n\n| equation |")
    assert text.endswith("|\n\n<!-- errata: end -->\nEnd\n")


def test_a_superfluous_slip_is_told_by_the_exit_code(made_up, monkeypatch, capsys):
    monkeypatch.setattr("numerics.judge.errata.Item.is_needed", property(lambda _: False))
    assert main(["errata", "--digits", "15", "--jobs", "1"]) == 1
    assert "In (1) b belongs" in capsys.readouterr().out
