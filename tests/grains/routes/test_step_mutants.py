"""Every step can fail: a wrong one must cost at least one label its derivation."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CAUGHT = "mutants caught"  # printed at the end of the run
SCRIPT = Path(__file__).with_name("step_mutants.py")


def of(reason, *mutants):
    return dict.fromkeys(mutants, reason)


# Mutants that cost no label its derivation, with the reason.
SURVIVORS = {
    **of(
        "it enters a product of two such functions, in which the sign drops out",
        "action.local_function, sign flipped",
        "imaginary_time.metallic_function_cold, sign flipped",
        "imaginary_time.normal_function_at, sign flipped",
        "imaginary_time.pair_function_at, sign flipped",
        "low_energy.cosines, sign flipped",
    ),
    **of(
        "it is symmetric in the two gaps, though its form is not",
        "couplings.integral_over_frequency, letters exchanged",
        "couplings.josephson_mixed, letters exchanged",
        "couplings.josephson_of_gaps, letters exchanged",
    ),
    **of(
        "it defines the parameter x of the boundary, which labels do not contain: x is renamed",
        "criticality.coupling_of_x, times 11/10",
    ),
    **of(
        "only the ratio of its next term to its first is used",
        "limits.metal_states_weak, sign flipped",
        "limits.metal_states_weak, times 11/10",
        "limits.states, sign flipped",
        "limits.states, times 11/10",
        "limits.superconductor_states_weak, sign flipped",
        "limits.superconductor_states_weak, times 11/10",
    ),
    **of(
        "only where it is stationary is used",
        "meanfield.free_energy, sign flipped",
        "meanfield.free_energy, times 11/10",
    ),
    **of("it is used squared", "minigap.edge_mu, sign flipped"),
    **of(
        "only its sign at a large charging energy is used, which the paper assumes",
        "films.order_of_transitions, letters exchanged",
    ),
    **of(
        "only its power of the distance is used",
        "conduction.near_loss_of_conduction, sign flipped",
        "conduction.near_loss_of_conduction, times 11/10",
        "conduction.near_loss_of_superconductivity, sign flipped",
        "conduction.near_loss_of_superconductivity, times 11/10",
    ),
}

# Steps on which no label rests: the solvers and their tests use them.
UNUSED = {
    "couplings": "josephson_of_gaps_thermal",
    "imaginary_time": "normal_function_thermal pair_function_thermal sum_over_images",
    "meanfield": "tail_of_sum",
    "minigap": "discriminant edge_condition edge_energy edge_polynomial",
    "reduction": "angle angle_residual metal_angle polynomial superconductor_angle",
}


@pytest.mark.slow
def test_mutants_of_steps_cost_a_label_its_derivation(record_property):
    root = Path(__file__).parents[3]
    run = subprocess.run(
        [sys.executable, str(SCRIPT)],
        cwd=root,
        env={"PYTHONPATH": str(root), "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=1500,
    )
    found = json.loads(run.stdout)
    survivors = {mutant for mutant, label in found["mutants"].items() if label is None}
    tried = len(found["mutants"])
    record_property(CAUGHT, ("step", tried - len(survivors), tried))
    assert survivors == set(SURVIVORS)
    unused = [f"{module}.{name}" for module, names in UNUSED.items() for name in names.split()]
    assert found["unused"] == sorted(unused)
