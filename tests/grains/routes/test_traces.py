"""A route shares no step with the derivation that it is to confirm, unless it says `given`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tracing import clear_caches, traced

from derive.grains import PAPER
from derive.grains.steps.reduction import reduction
from derive.lineage import links
from numerics.grains.routes import ROUTES, THOROUGH_ROUTES
from numerics.judge.route import Route

TRACER = Path(__file__).with_name("tracing.py")


def traces():
    """For each label, and for the import of the routes, the steps that are entered."""
    root = Path(__file__).parents[3]
    run = subprocess.run(
        [sys.executable, str(TRACER)],
        cwd=root,
        env={"PYTHONPATH": str(root), "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=500,
    )
    return json.loads(run.stdout)


def steps(label):
    """The names of the steps behind the derived form of the label."""
    return {f"{f.__module__.rpartition('.')[2]}.{f.__name__}" for f in links(PAPER.equation(label))}


@pytest.mark.slow
def test_a_route_enters_no_step_of_its_derivation():
    """But for those of the labels that it says to be given; and it says none without need."""
    entered = traces()
    assert entered.pop("import") == []
    assert set(entered) == set(ROUTES)
    shared = {label: set(entered[label]) & steps(label) for label in ROUTES}
    given = {label: set().union(*map(steps, ROUTES[label].given)) for label in ROUTES}
    unsaid = {label: sorted(shared[label] - given[label]) for label in ROUTES}
    assert {label: steps for label, steps in unsaid.items() if steps} == {}
    assert {label for label in ROUTES if shared[label]} == {
        label for label in ROUTES if ROUTES[label].given
    }


def test_every_judged_label_has_a_route():
    judged = {record.label for record in PAPER if record.relation != "definition"}
    assert judged == set(ROUTES)
    assert set(THOROUGH_ROUTES) <= set(ROUTES)


def test_only_films_take_anything_as_given():
    assert {label for label in ROUTES if ROUTES[label].given} == {"film-5"}


def test_what_is_given_must_be_said():
    with pytest.raises(ValueError, match=r"write 'given \(21b\)'"):
        Route("by some calculation", lambda point: iter(()), given=("21b",))


def test_the_tracer_sees_a_step_that_a_cache_would_hide():
    reduction()
    assert traced(reduction) == []
    clear_caches()
    assert "gaps.metal_gap" in traced(reduction)
    assert {"reduction.reduction", "gaps.metal_gap"} <= steps("10-M-weak")
