"""The model and its self-consistent Born approximation, (1)-(8)."""

from sympy import Tuple

from derive.grains.catalogue.records import CONTINUED, definition, record
from derive.grains.steps import action, born, model
from derive.grains.symbols import D_M, E_ij, Sigma_M, V_i
from derive.record import Equation

EQUATIONS: tuple[Equation, ...] = (
    definition("1a", "Lagrangian of a metallic grain", "L_{mi}", model.metallic_grain),
    definition(
        "1b",
        "Lagrangian of a superconducting grain",
        "L_{si}",
        model.superconducting_grain,
        "At the saddle point i Delta_i is real, and -i Delta_i = |Delta_i| in the new gauge.",
    ),
    record("1c", "Charging term of two grains", "C_{ij}", model.charging),
    definition(
        "1d",
        "Tunnelling between two grains",
        "T_{ij}",
        model.tunnelling,
        "c.c. is the Hermitian conjugate.",
    ),
    definition(
        "1e",
        "Correlator of the tunnelling amplitudes",
        r"\langle t_{kp}^{(ij)} t_{k'p'}^{(i'j')} \rangle",
        model.tunnelling_correlator,
        "For real t; for a complex one the mean of t_kp t_k'p'^* is meant.",
    ),
    record(
        "2a", "Potential after the gauge transformation", r"V_i(\tau)'", model.transformed_potential
    ),
    record(
        "2b",
        "Tunnelling amplitude after the gauge transformation",
        r"t_{kp}^{(ij)\prime}",
        model.transformed_tunnelling,
        "The coefficient of c_ik^+ c_jp, by the transformation that gives (2a). "
        "Later equations are even in the phase.",
    ),
    record("2-josephson", "Josephson relation", V_i, model.josephson_relation),
    record(
        "3",
        "Phase action of one bond, fermions integrated out",
        r"S(\{\phi_i\})",
        action.phase_action,
        "M stands as a 2 x 2 matrix, Tr ln M = ln det M.",
    ),
    record("3-charging", "Charging energy", E_ij, model.charging_energy),
    record("4a", "Nambu matrix of a grain", "m_{0ik}", model.grain_matrix),
    record(
        "4b",
        "Nambu matrix of tunnelling",
        r"T_{kp}^{(ij)}",
        model.tunnelling_matrix,
        "The phases are those of (2b); the matrix structure is that of tau_3.",
    ),
    record(
        "5",
        "Self-energy in the Born approximation",
        r"\Sigma",
        born.self_energy,
        "One intermediate state. Tr sums over intermediate states, not over Nambu components.",
    ),
    record(
        "6",
        "Self-energy averaged over the tunnelling amplitudes",
        r"\Sigma_{ik}(i\omega)",
        born.born_self_energy,
        "Four equal neighbours; G_ab is (1/V) sum_p G_jp.",
    ),
    record(
        "7", "Nambu structure of the local Green's function", r"G_M(i\omega)", born.nambu_structure
    ),
    record(
        "7-selfenergy",
        "Self-energies of a metallic grain",
        Tuple(Sigma_M, D_M),
        born.self_energies,
        "D_M is what is added to the gap in G^-1.",
    ),
    record(
        "8-M",
        "Green's function of the metallic grains",
        r"G_M(i\omega)",
        born.metal_greens_function,
        CONTINUED,
    ),
    record(
        "8-S",
        "Green's function of the superconducting grains",
        r"G_S(i\omega)",
        born.superconductor_greens_function,
        CONTINUED,
    ),
)
