"""The equations of the paper bcs: what each is worth, and that each check can fail."""

import sys
from dataclasses import replace

import pytest
from flint import arb
from sympy import EulerGamma, Rational, exp, pi, sqrt

from derive import paper
from derive.bcs.printed import PRINTED
from derive.bcs.steps import pair, selfconsistency, transition
from derive.bcs.symbols import N_0, NOTATION, Delta, T, T_c, V, omega_D
from derive.chain import chain
from derive.grains.symbols import Delta as Delta_of_grains
from derive.latex import latex, statements
from derive.macros import Macros
from numerics import verify
from numerics.arithmetic.functions import ball_precision
from numerics.bcs import ROUTES
from numerics.bcs.pairing import normal_pairing, pairing, transition_at, transition_of

BCS = paper("bcs")
DIGITS = 20
LIMITS = ("gap-weak", "transition", "ratio", "gap-near-transition")


def verdict(label, **changes):
    return verify(replace(BCS.equation(label), **changes), DIGITS)


@pytest.mark.parametrize("label", BCS.labels)
def test_each_equation_holds_and_is_certified(label):
    found = verdict(label)
    assert found.printed == ("leading" if label in LIMITS else "exact")
    assert found.derivation == "certified"
    assert found.digits >= DIGITS


@pytest.mark.parametrize("label", BCS.labels)
def test_another_factor_is_seen_in_either_form(label):
    record = BCS.equation(label)
    form, derived = record.printed, record.derived()
    wrong = verdict(label, printed=form * Rational(11, 10))
    assert wrong.printed == ("scaling" if label in LIMITS else "refuted")
    assert wrong.derivation == "certified"
    assert verdict(label, derived=lambda: derived * Rational(11, 10)).derivation == "undecided"


@pytest.mark.parametrize("label", ["gap-weak", "gap-near-transition"])
def test_a_wrong_correction_is_seen(label):
    record = BCS.equation(label)
    off = record.printed + (record.derived() - record.printed) * Rational(11, 10)
    assert verdict(label, derived=lambda: off).derivation == "undecided"


def test_slips_of_the_constants_are_named():
    off = verdict("transition", printed=PRINTED["transition"] / 2)
    assert off.ratio[0].form == Rational(1, 2)
    assert verdict("ratio", printed=2 * pi * exp(-EulerGamma) / 3).ratio[0].form == Rational(1, 3)
    fourth = PRINTED["gap-near-transition"] / sqrt(1 - T / T_c) * (1 - T / T_c) ** Rational(1, 4)
    assert verdict("gap-near-transition", printed=fourth).printed == "refuted"


def test_the_numbers_are_those_that_everybody_knows():
    """3.53 and 3.06, of three digits; 1.13 is 2 exp(gamma)/pi."""
    assert round(float(PRINTED["ratio"]), 2) == 3.53
    below = PRINTED["gap-near-transition"].subs({T_c: 1, T: 0})
    assert round(float(below), 2) == 3.06
    factor = PRINTED["transition"].subs(V, 1 / N_0).subs(omega_D, 1) * exp(1)
    assert round(float(factor), 2) == 1.13


def test_the_derivations_build_on_the_gap_equation():
    (gap_equation,) = chain(BCS.equation("gap-equation").derived)[-1:]
    for label in ("gap", *LIMITS):
        assert gap_equation in chain(BCS.equation(label).derived)


def test_every_equation_has_a_route():
    assert set(ROUTES) == set(BCS.labels)


# Steps

STEPS = sorted({step for record in BCS for step in chain(record.derived)}, key=lambda s: s.__name__)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_a_slip_in_a_step_turns_a_verdict(step, monkeypatch):
    """The step times 11/10, in every module that has it."""
    resting = [record for record in BCS if step in chain(record.derived)]
    for module in (pair, selfconsistency, transition):
        if hasattr(module, step.__name__):
            monkeypatch.setattr(module, step.__name__, lambda: step() * Rational(11, 10))
    derived = [getattr(module_of(record), record.derived.__name__) for record in resting]
    slipped = [replace(r, derived=form) for r, form in zip(resting, derived, strict=True)]
    assert any(verify(each, DIGITS).derivation == "undecided" for each in slipped)


def module_of(record):
    return sys.modules[record.derived.__module__]


# Routes


def test_the_pairing_integral_against_closed_forms():
    with ball_precision(200):
        gap, cutoff = arb(3) / 7, arb(5) * 10**9
        assert pairing(cutoff, gap, arb(0)).overlaps((cutoff / gap).asinh())
        hot = pairing(arb(1) / 10**6, arb(0), arb(1))  # tanh(x)/x = 1 - x^2/3
        assert abs(hot * 2 * 10**6 - 1) < arb(10) ** -12
        whole = pairing(arb(400), arb(0), arb(1))
        assert whole.overlaps(normal_pairing(arb(400), arb(1)))
        assert abs(whole - pairing(arb(400), arb(1) / 10**9, arb(1))) < arb(10) ** -17


def test_the_transition_is_where_it_was_put():
    with ball_precision(300):
        for temperature in (arb(1) / 10**8, arb(1) / 3, arb(5)):
            found = transition_at(arb(1), 1 / normal_pairing(arb(1), temperature))
            assert found.overlaps(temperature)
            assert found.rel_accuracy_bits() > 250


def test_a_vanishing_gap_vanishes_at_the_transition():
    with ball_precision(100):
        tiny = transition_of(arb(1) / 10**6, arb(2))
    assert 2 < tiny < 2 + arb(10) ** -12


# Letters


def test_a_letter_is_printed_as_its_paper_prints_it():
    """Both papers have a Delta, equal as symbols."""
    assert Delta == Delta_of_grains
    own, other = BCS.equation("amplitude"), paper("grains").equation("2a")
    assert latex(Delta, own.notation) == r"\Delta"
    assert latex(Delta, other.notation) == r"|\Delta|"


@pytest.mark.parametrize(
    ("name", "label", "letters"),
    [("bcs", "gap-near-transition", "kT_c"), ("grains", "10-M", r"\Gamma_S")],
)
def test_a_record_made_by_replace_keeps_the_letters(name, label, letters):
    record = paper(name).equation(label)
    claim = replace(record, label="mine", printed=2 * record.printed)
    assert claim.notation is paper(name).notation
    (line,) = statements(claim, claim.printed)
    assert letters in " ".join(line.right)
    assert letters in claim._repr_latex_()


def test_macros_of_the_paper():
    macros = Macros(NOTATION)
    written = latex(PRINTED["transition"], NOTATION, macros)
    assert r"\omegaD" in written
    assert macros.definitions["symV"] == "V"


def test_every_letter_has_a_unit():
    assert set(NOTATION.latex) == set(NOTATION.units)
    assert all(NOTATION.units.values())
