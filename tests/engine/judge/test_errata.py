"""Slips of a made-up paper: that they suffice, are needed and are carried on is found out."""

from dataclasses import replace

import pytest
from slipped import INVERSE, PAPER, SIGN, a, b
from sympy import I, ImmutableDenseMatrix, Tuple, cos, log

from derive.slips import corrected, in_entries, reading, times
from numerics.judge.errata import erratum, untouched


def items(*slips):
    return {item.slip.name: item for item in erratum(PAPER, 20, slips or None)}


def test_slips_that_suffice_and_are_needed():
    found = items()
    assert all(item.suffices and item.is_needed for item in found.values())
    assert [v.printed for v in found["inverse"].left] == ["refuted", "refuted"]
    assert [v.printed for v in found["sign"].left] == ["refuted"]


def test_a_slip_alone_does_not_suffice_where_two_meet():
    assert not items(INVERSE)["inverse"].suffices
    assert not items(SIGN)["sign"].suffices


def test_a_wrong_correction_does_not_suffice():
    wrong = replace(SIGN, corrections={"2": times(2)})
    assert not items(INVERSE, wrong)["sign"].suffices


def test_a_superfluous_slip_is_found():
    idle = replace(SIGN, name="idle", corrections={"3": times(1)})
    found = items(INVERSE, SIGN, idle)
    assert not found["idle"].is_needed
    assert found["sign"].is_needed


def test_only_what_follows_as_printed_carries_a_slip_on():
    assert items()["inverse"].carries_on == ("2",)


def test_equations_that_no_slip_touches_and_the_paper_prints():
    assert [equation.label for equation in untouched(PAPER)] == ["3"]


def test_corrections_of_several_slips_are_made_one_after_the_other():
    (one, two, three, beyond) = PAPER.equations
    assert corrected(two, PAPER.slips).printed == 2 * a**2 / b
    assert corrected(one, [SIGN]).printed == one.printed
    assert corrected(three, PAPER.slips) == three
    assert corrected(beyond, PAPER.slips).printed is None


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Tuple(a, b), Tuple(a, -b)),
        (ImmutableDenseMatrix([[a, b]]), ImmutableDenseMatrix([[a, -b]])),
    ],
)
def test_entries_are_changed_one_by_one(form, expected):
    assert in_entries(times(1), times(-1))(form) == expected
    with pytest.raises(ValueError, match=r"shorter|longer"):
        in_entries(times(1))(form)


def test_a_letter_reads_otherwise_everywhere():
    assert reading(a, I * b)(cos(a) + log(a)) == cos(I * b) + log(I * b)
