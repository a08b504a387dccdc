"""The records of the paper, printed and derived under one label, in its order."""

from collections.abc import Callable
from typing import Any

from sympy import Basic, Expr, Symbol

from derive.bcs.points import COUPLINGS, PAIRS, STATES
from derive.bcs.printed import PRINTED
from derive.bcs.regimes import BELOW_TRANSITION, WEAK_COUPLING
from derive.bcs.steps import pair, selfconsistency, transition
from derive.bcs.symbols import N_0, NOTATION, Delta, Delta_0, T_c, V
from derive.papers import Paper, Section
from derive.record import Equation

COMMONLY = "As commonly printed; not held against the text of 1957."


def record(
    label: str,
    title: str,
    lhs: Basic | str,
    derived: Callable[[], Expr],
    note: str = COMMONLY,
    **where: Any,
) -> Equation:
    """A record with the printed form of its label: an equality, unless `where` has a relation."""
    return Equation(
        label=label,
        title=title,
        lhs=Symbol(lhs) if isinstance(lhs, str) else lhs,
        printed=PRINTED[label],
        derived=derived,
        note=note,
        **{"relation": "=", **where},
    )


PAPER = Paper(
    name="bcs",
    title="Theory of Superconductivity",
    authors="J. Bardeen, L. N. Cooper, J. R. Schrieffer",
    reference="Phys. Rev. 108, 1175 (1957)",
    notation=NOTATION,
    aim=(
        "The gap of a superconductor in mean field, from one pair of states to the transition. "
        "The labels are words. The forms are those that textbooks print; where the paper has a "
        "number of three digits, its closed form stands here."
    ),
    sections=(
        Section(
            "The gap equation",
            (
                record(
                    "occupation",
                    "Occupation of a pair of states at T = 0",
                    "h",
                    pair.occupation,
                    points=PAIRS,
                ),
                record(
                    "amplitude",
                    "Pair amplitude at a temperature",
                    r"\langle c_{-k\downarrow}c_{k\uparrow}\rangle",
                    pair.amplitude,
                    points=PAIRS,
                ),
                record(
                    "gap-equation",
                    "Gap equation",
                    1 / (N_0 * V),
                    selfconsistency.gap_equation,
                    f"The attraction and the density of states are constant below the cutoff. "
                    f"{COMMONLY}",
                    points=STATES,
                ),
            ),
        ),
        Section(
            "The gap at zero temperature",
            (
                record("gap", "Gap at T = 0", Delta_0, selfconsistency.gap, points=COUPLINGS),
                record(
                    "gap-weak",
                    "Gap at T = 0, weak coupling",
                    Delta_0,
                    selfconsistency.weak_gap,
                    relation="~",
                    regime=WEAK_COUPLING,
                ),
            ),
        ),
        Section(
            "The transition",
            (
                record(
                    "transition",
                    "Transition temperature, weak coupling",
                    T_c,
                    transition.transition_temperature,
                    f"The factor is 1.13 to three digits. {COMMONLY}",
                    relation="~",
                    regime=WEAK_COUPLING,
                ),
                record(
                    "ratio",
                    "Ratio of the gap at T = 0 to the transition temperature, weak coupling",
                    2 * Delta_0 / T_c,
                    transition.ratio,
                    f"It is 3.53 to three digits. {COMMONLY}",
                    relation="~",
                    regime=WEAK_COUPLING,
                ),
                record(
                    "gap-near-transition",
                    "Gap near the transition, weak coupling",
                    Delta,
                    transition.gap_near_transition,
                    f"The factor is 3.06 to three digits. {COMMONLY}",
                    relation="~",
                    regime=BELOW_TRANSITION,
                ),
            ),
        ),
    ),
)
