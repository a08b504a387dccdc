"""Verdicts and a companion that are made in a moment."""

import pytest
from made_up import FIGURES, unjudged

from derive.papers import paper
from numerics.grains import trust
from numerics.grains.figures import gallery
from numerics.grains.gaps.reach import Reach
from numerics.grains.gaps.validity import TOLERANCES
from numerics.judge.verify import verify
from numerics.report.companion import companion
from numerics.report.html import html

PAPER = paper()
FEW = ("2a", "10-S-low", "14-J", "21b")  # exact, leading, scaling, refuted


@pytest.fixture(scope="module")
def verdicts():
    return [verify(label, 10) for label in FEW]


@pytest.fixture(scope="module")
def quick():
    """Figures that are drawn in a moment, ranges of validity that are not computed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gallery, "FIGURES", FIGURES)
        patch.setattr(trust, "reaches", unreached)
        yield


def unreached(label, form):
    return tuple(Reach(label, form, tolerance) for tolerance in TOLERANCES)


@pytest.fixture(scope="module")
def all_forms():
    """A verdict for each label, such that every form is shown, printed and derived."""
    return [unjudged(record) for record in PAPER]


@pytest.fixture(scope="module")
def page(verdicts, quick):
    return html(companion(PAPER, verdicts))


@pytest.fixture(scope="module")
def whole(all_forms, quick):
    return companion(PAPER, all_forms)
