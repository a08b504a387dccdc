"""Which equations follow from which."""

import pytest

from derive.lineage import effects, lineage, links
from derive.papers import equation, paper

PAPER = paper()
LABELS = PAPER.labels

FEW = ("2a", "10-S-low", "15-J", "21b")  # exact, leading, scaling, refuted
WIDTHS = (360, 1200)


def effects_of(label):
    return effects(equation(label), PAPER.equations)


@pytest.mark.parametrize("label", LABELS)
def test_steps_and_predecessors_make_the_whole_chain(label):
    record = equation(label)
    line = lineage(record, PAPER.equations)
    assert links(record)[-1] == line.steps[-1]
    inherited = {step for other in line.builds_on for step in links(equation(other))}
    assert inherited | set(line.steps) == set(links(record))
    assert label not in line.builds_on
    assert set(lineage(record, [record]).steps) == set(links(record))


@pytest.mark.parametrize("label", LABELS)
def test_an_equation_that_builds_on_another_is_among_its_effects(label):
    for other in lineage(equation(label), PAPER.equations).builds_on:
        assert label in effects_of(other)


def test_effects_do_not_depend_on_the_place_in_the_paper():
    assert LABELS.index("10-S-low") < LABELS.index("21b")
    assert "10-S-low" in effects_of("21b")
    assert "21b" not in effects_of("10-S-low")


def test_of_two_labels_with_one_derived_form_the_later_rests_on_the_earlier():
    assert links(equation("13-alpha"))[-1] == links(equation("13-alphaMS"))[-1]
    assert "13-alphaMS" in effects_of("13-alpha")
    assert "13-alpha" not in effects_of("13-alphaMS")
