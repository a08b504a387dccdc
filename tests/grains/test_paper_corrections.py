"""The smallest corrections of the paper's equations that do not hold, as the search finds them."""

from dataclasses import replace

import pytest
from sympy import ImmutableDenseMatrix, Rational, Tuple

from derive.papers import equation
from numerics.judge import corrections
from numerics.judge.corrections import smallest_correction

FOUND = {
    "1c": "with c_ij in the numerator",
    "2b": "with the other sign of the exponent",
    "3": "with the other sign of the term ln(m_11 m_22 - m_12 m_21)",
    "4a": "with the other sign in row 2, column 2",
    "4b": "with the other sign of the exponent",
    "6": "with the other sign in row 1, column 2 and in row 2, column 1",
    "7-selfenergy": "with the other sign in statement 2",
    "20-M": "with the other sign",
    "20-S": "with the other sign of the term 4 f_M t^2 of the numerator",
    "21b": "with Gamma_M for Gamma_S in the second term",
    "grain-size": "with ln(Delta_0/Gamma) in the denominator",
}


@pytest.mark.parametrize("label", FOUND)
def test_the_smallest_correction(label):
    (correction,) = smallest_correction(equation(label)).corrections
    assert correction.words == FOUND[label]
    assert correction.finding == "exact"


@pytest.mark.parametrize("label", FOUND)
def test_a_derivation_with_a_slip_has_another(label):
    """The derived form times 11/10."""
    record = equation(label)
    slip = replace(record, derived=lambda: times(Rational(11, 10), record.derived()))
    search = smallest_correction(slip, seconds=1)
    assert FOUND[label] not in [correction.words for correction in search.corrections]


def times(factor, form):
    if isinstance(form, Tuple):
        return Tuple(*(factor * part for part in form))
    return factor * form


@pytest.mark.parametrize("label", FOUND)
def test_the_corrected_equation_holds_and_needs_no_other(label):
    record = equation(label)
    (correction,) = smallest_correction(record).corrections
    assert str(smallest_correction(replace(record, printed=correction.printed))) == (
        corrections.HOLDS
    )


def test_the_structure_of_the_printed_form_stays():
    """(21b) stays a sum of two fractions, (4b) a diagonal matrix of two exponentials."""
    (gap,) = smallest_correction("21b").corrections
    assert len(gap.printed.args) == len(equation("21b").printed.args) == 2
    (matrix,) = smallest_correction("4b").corrections
    assert isinstance(matrix.printed, ImmutableDenseMatrix)
    assert [entry == 0 for entry in matrix.printed] == [False, True, True, False]


@pytest.mark.parametrize("label", ["9", "10-S-low", "15-alpha", "1a"])
def test_nothing_is_sought_where_the_paper_is_right(label):
    search = smallest_correction(label)
    assert str(search) == corrections.HOLDS
    assert search.tried == 0


def test_a_statement_in_words_has_no_part_to_correct():
    assert str(smallest_correction("film-1")) in (corrections.NUMBER, corrections.UNKNOWN)
