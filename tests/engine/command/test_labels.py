"""Which equations a word of the command line stands for."""

import pytest

from derive.papers import Paper, Section, equation, paper
from derive.record import Equation
from numerics.command.cli import main
from numerics.command.labels import chosen_equations, labels_for

TEN_TO_THIRTEEN = (
    "10-M 10-M-weak 10-S-high 10-S-low 11a-M 11a-S 11b-G1 11b-G2 11-low 12a 12b-alpha 12b-J "
    "13-J 13-alpha 13-alphaMS"
)


@pytest.mark.parametrize(
    ("word", "labels"),
    [
        ("21b", "21b"),
        ("(21b)", "21b"),
        ("21B", "21b"),
        ("eq:21b", "21b"),
        ("Eq. (21b)", "21b"),
        ("21", "21a 21b"),
        ("(21)", "21a 21b"),
        ("1", "1a 1b 1c 1d 1e"),
        ("2", "2a 2b 2-josephson"),
        ("3", "3"),  # a label of its own, beside 3-charging
        ("10", "10-M 10-M-weak 10-S-high 10-S-low"),
        ("11b", "11b-G1 11b-G2"),
        ("10-s-LOW", "10-S-low"),
        ("j-selfconsistent", "J-selfconsistent"),
        ("10-13", TEN_TO_THIRTEEN),
        ("(10)-(13)", TEN_TO_THIRTEEN),
        ("10\N{EN DASH}13", TEN_TO_THIRTEEN),
        ("1d-2a", "1d 1e 2a 2-josephson"),
        ("20-21a", "20-M 20-S 21a"),
    ],
)
def test_a_word_of_the_first_paper(word, labels):
    assert sorted(labels_for(paper(), word)) == sorted(labels.split())


def test_all_and_the_limits():
    assert labels_for(paper(), "all") == list(paper().labels)
    assert labels_for(paper("bcs"), "LIMITS") == [
        record.label for record in paper("bcs") if record.relation == "~"
    ]
    assert {"10-M", "13-J", "strong"} < set(labels_for(paper(), "limits"))
    assert not {"21a", "9", "rough"} & set(labels_for(paper(), "limits"))


@pytest.mark.parametrize("word", ["21c", "99", "13-10", "98-99", "", "()", "-", "10-", "gap", "eq"])
def test_a_word_that_stands_for_none_is_refused_in_a_sentence(word, refused):
    message = refused("list", "--", word)
    assert message.startswith(f"grains list: error: unknown label {word!r}; nearest: ")
    assert refused("verify", "21a", "--", word).endswith(message.partition("error: ")[2])


def renamed(label: str) -> Equation:
    return Equation(
        label=label,
        title="one is one",
        relation="definition",
        lhs=equation("9").lhs,
        printed=equation("9").printed,
        derived=equation("9").derived,
    )


def test_labels_that_capitals_alone_tell_apart():
    records = (renamed("T"), renamed("t"), renamed("2"), renamed("2-more"))
    other = Paper(
        name="other",
        title="",
        authors="",
        reference="",
        notation=paper().notation,
        sections=(Section("", records),),
    )
    assert labels_for(other, "T") == ["T"]
    assert labels_for(other, "t") == ["t"]
    assert labels_for(other, "(T)") == ["T", "t"]
    assert labels_for(other, "2") == ["2"]


def test_words_together_come_in_the_order_of_the_paper_and_once():
    found = chosen_equations(paper(), ["21", "(9)", "21b", "10-M"])
    assert [record.label for record in found] == ["9", "10-M", "21a", "21b"]
    assert chosen_equations(paper(), []) == list(paper())


def test_list(capsys):
    assert main(["list", "21", "10-M-weak"]) == 0
    assert [line.split(maxsplit=2) for line in capsys.readouterr().out.splitlines()] == [
        ["10-M-weak", "~", "Induced gap, weak tunnelling"],
        ["21a", "=", equation("21a").title],
        ["21b", "=", equation("21b").title],
    ]
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(paper().labels)


# The paper


@pytest.mark.parametrize(
    "words",
    [
        ("--paper", "bcs", "list"),
        ("list", "--paper", "bcs"),
        ("list", "--paper=bcs"),
        ("--paper=bcs", "list"),
        ("list", "all", "--paper", "bcs"),
    ],
)
def test_the_paper_is_named_before_or_behind_the_command(words, capsys):
    assert main(list(words)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(paper("bcs").labels)


def test_the_command_of_a_paper_is_no_command_of_another(refused):
    assert "invalid choice: 'minigap'" in refused("--paper", "bcs", "minigap")


@pytest.mark.parametrize(
    "name", ["nope", "record", "no.such.paper", "../grains", ".grains", "grains.", "a b", ""]
)
def test_a_paper_that_there_is_not_is_refused_in_a_sentence(name, refused):
    message = refused("--paper", name, "list")
    assert message.startswith(f"grains list: error: there is no paper {name!r}: give the name of")


def test_a_paper_without_its_name_is_refused(refused):
    assert "--paper" in refused("list", "--paper")
