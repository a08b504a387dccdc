"""The slips of the paper: they suffice, none is superfluous, and nothing that holds is accused."""

import re
from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import brentq

from derive.grains.erratum import SLIPS
from derive.papers import paper
from numerics import solve_gaps, verify
from numerics.grains import consequences
from numerics.grains.consequences import CONSEQUENCES, NotShown
from numerics.judge.errata import erratum, untouched
from numerics.judge.papers import simulated
from numerics.judge.words import fails, holds, in_question
from numerics.report import errata as report
from numerics.report.companion import companion
from numerics.report.content import Facts
from numerics.report.findings import findings

PAPER = paper()
DIGITS = 15
CARRIED = {
    "phase": ("4b",),
    "anomalous-self-energy": ("7-selfenergy", "20-M", "20-S", "identical-gap"),
}


@pytest.fixture(scope="module")
def items():
    return {item.slip.name: item for item in erratum(PAPER, DIGITS)}


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_suffices_is_needed_and_is_carried_on(slip, items):
    item = items[slip.name]
    assert item.suffices
    assert item.is_needed
    assert item.carries_on == CARRIED.get(slip.name, ())


@pytest.mark.parametrize("slip", SLIPS[::3], ids=lambda slip: slip.name)
def test_without_a_correction_an_equation_fails_whatever_the_others_do(slip):
    """A mutant: the correction of one slip left out."""
    idle = replace(slip, corrections={label: lambda form: form for label in slip.corrections})
    others = (other for other in SLIPS if other is not slip)
    assert not next(erratum(PAPER, DIGITS, (idle, *others))).suffices


def test_every_equation_that_no_slip_touches_holds():
    records = [record for record in untouched(PAPER) if not simulated(record)]
    assert [r.label for r in records if not holds(verify(r, DIGITS))] == []
    assert len(records) > 40


def test_every_slip_has_a_consequence():
    assert set(CONSEQUENCES) == {slip.name for slip in SLIPS}


@pytest.mark.parametrize("name", CONSEQUENCES)
def test_a_consequence_is_computed(name):
    words = CONSEQUENCES[name]()
    assert words.endswith(".")
    assert words.startswith("None") or re.search(r"\d", words)


@pytest.mark.parametrize(
    "name",
    "capacitance fermion-logarithm hole-entry rate prefactor sign-of-alpha".split(),
)
def test_what_is_not_found_is_not_said(name, monkeypatch):
    monkeypatch.setattr(consequences, "hold", lambda *_: False)
    monkeypatch.setattr(consequences, "literal_gaps", lambda *_: (0.0, 0.0))
    with pytest.raises(NotShown, match="it was not found that"):
        CONSEQUENCES[name]()


def test_printed_sign_in_a_pure_superconducting_array():
    """Delta_S (E + 2 Gamma) = E Delta_0 with E^2 = omega_n^2 + Delta_S^2, by bisection."""

    def residual(gap):
        energy = np.hypot(consequences.ENERGY, gap)
        return gap * (energy + 2 * consequences.RATE) - energy

    gap = brentq(residual, 1e-3, 2, xtol=1e-14)
    assert f"Delta_S = {gap:.4f} Delta_0" in CONSEQUENCES["anomalous-self-energy"]()


def test_the_printed_rate_misses_the_gap():
    """(21) solved by hand on the imaginary axis, with Gamma_S for Gamma_M in the second term."""
    w, gamma_m, gamma_s = consequences.ENERGY, consequences.RATE, consequences.RATE / 2

    def residual(gap):
        energy = np.hypot(w, gap)
        metal = gamma_s * gap / (energy + gamma_s)
        other = np.hypot(w, metal)
        return (other + gamma_s * metal) / (other + gamma_m) - gap

    gap = brentq(residual, 1e-3, 2, xtol=1e-14)
    right = float(solve_gaps(w, gamma_m, gamma_s).superconductor)
    words = CONSEQUENCES["rate"]()
    assert f"gives Delta_S = {gap:.4f} Delta_0" in words
    assert f"place of {right:.4f} Delta_0" in words


# Generated texts accuse nobody of what the paper does not say.


def test_no_text_calls_wrong_what_holds_is_defined_or_lies_beyond(items):
    """Every label that a text lists as wrong is that of a printed form shown not to hold."""
    verdicts = [verify(record, DIGITS) for record in PAPER if not simulated(record)]
    wrong = {verdict.label for verdict in verdicts if fails(verdict)}
    assert wrong == {label for slip in SLIPS for label in slip.corrections}
    assert {verdict.label for verdict in in_question(verdicts)} == wrong
    rows = findings(PAPER, verdicts).splitlines()[2:-2]
    assert {row.split("**")[1] for row in rows} == wrong
    (doubts,) = (s for s in companion(PAPER, verdicts).sections[0].sections if s.name == "doubts")
    (shown,) = (block for block in doubts.blocks if isinstance(block, Facts))
    assert {spans[0].label for spans, _ in shown.rows} == wrong
    said = dict.fromkeys(items, "None.")
    text = report.as_text(PAPER, list(items.values()), [v for v in verdicts if holds(v)], said)
    assert set(re.findall(r"^  \((\S+)\) printed:$", text, re.MULTILINE)) == wrong
