"""Joins printed and derived under one label: the only place that imports both.

A module for each part of the paper, in the paper's order, which is that of the labels.
"""

from derive.grains.catalogue import (
    action_and_couplings,
    arrays_and_films,
    gap_equations,
    gaps_and_limits,
    meanfield_and_transition,
    model_and_born,
    statements,
    statements_films,
    statements_phases,
)
from derive.grains.erratum import SLIPS
from derive.grains.symbols import NOTATION
from derive.papers import Paper, Section

AIM = (
    "The equations of the paper, one by one: as printed, as derived anew from the Lagrangian, how "
    "the derived form follows, where it holds, and what the printed form is worth. The numbers "
    "are the paper's, with a suffix where one number holds several statements. Formulas and "
    "findings are generated: each printed form is held against the derived one, and each derived "
    "form against an independent route to the same value."
)

PAPER = Paper(
    name="grains",
    title="Proximity effect and Anomalous metal state in a model of mixed metal-superconductor "
    "grains",
    authors="T. K. Ng",
    reference="arXiv:2305.15763 (2023)",
    notation=NOTATION,
    aim=AIM,
    slips=SLIPS,
    sections=tuple(
        Section(title, module.EQUATIONS)
        for title, module in (
            ("The model and the self-consistent Born approximation", model_and_born),
            ("Gap functions and their limits", gaps_and_limits),
            ("Phase action and couplings", action_and_couplings),
            ("The gap equations in full", gap_equations),
            ("Mean field of the phases and the transition", meanfield_and_transition),
            ("Arrays and films", arrays_and_films),
            ("Statements on Green's functions and kernels", statements),
            ("Statements on the phase diagram", statements_phases),
            ("Statements on films and magnitudes", statements_films),
        )
    ),
)
