"""The slips behind the printed forms that do not hold, each once, with its correction.

The readings are those that make the most of the paper right: one alpha, h/(2 e^2 R), for (14)
and (25) to (28); a "~" claims no constant.  That the corrections suffice, that none is superfluous
and what only carries a slip on is computed by `numerics.judge.errata`, not asserted here.
"""

from sympy import Expr, Integer, Rational, log, pi

from derive.grains.printed import PRINTED
from derive.grains.steps import born, gaps, model
from derive.grains.symbols import (
    G_12,
    G_21,
    Delta_0,
    Gamma_M,
    Gamma_S,
    c_ij,
    f_M,
    f_S,
    hbar,
    phi_i,
    phi_j,
)
from derive.record import Form
from derive.slips import Slip, in_entries, reading, times

same, opposite = times(1), times(-1)


def turned(form: Form) -> Form:
    """The form with phi_i and phi_j exchanged."""
    return form.subs({phi_i: phi_j, phi_j: phi_i}, simultaneous=True)


def other_sign_of_logarithm(form: Expr) -> Expr:
    return form.replace(log, lambda argument: -log(argument))


def below_the_line(form: Expr) -> Expr:
    """The form with its logarithm in the denominator."""
    return form.replace(log, lambda argument: 1 / log(argument))


def other_sign_of_anomalous(form: Form) -> Form:
    """The form with the other sign of the off-diagonal Green's functions."""
    return form.subs({G_12: -G_12, G_21: -G_21})


SLIPS: tuple[Slip, ...] = (
    Slip(
        name="capacitance",
        kind="misprint",
        words="In (1c) the capacitance c_ij stands in the denominator; it belongs in the "
        "numerator, so that a charge Q has the energy Q^2/(2 c_ij).",
        corrections={"1c": reading(c_ij, 1 / c_ij)},
    ),
    Slip(
        name="phase",
        kind="sign",
        words="With c -> c exp(i phi/2), the transformation that gives (2a), the phase in (2b) is "
        "-(phi_i - phi_j)/2. (4b) carries this on.",
        corrections={"2b": turned, "4b": turned},
        carried={"4b": lambda: model.tunnelling_matrix(PRINTED["2b"])},
    ),
    Slip(
        name="fermion-logarithm",
        kind="sign",
        words="Integrating out the fermions gives - Tr ln M in the action (3), in place of "
        "+ Tr ln M; it is shown for a 2 x 2 matrix M.",
        corrections={"3": other_sign_of_logarithm},
    ),
    Slip(
        name="hole-entry",
        kind="sign",
        words="The lower right entry of (4a) has the wrong overall sign: it is the derivative less "
        "the energy, as in the matrices before (18).",
        corrections={"4a": in_entries(same, same, same, opposite)},
    ),
    Slip(
        name="anomalous-self-energy",
        kind="sign",
        words="The tunnelling matrix (4b) has opposite signs for electrons and holes, so that the "
        "off-diagonal entries of the self-energy (6) have the other sign: D = -4 |t|^2 f. The "
        "definitions after (7), the matrices before (18) and the gap functions (20) carry this on; "
        "(21) has the right sign. If instead f of (7) is taken with the other sign, D = 4 |t|^2 f "
        "and (20) stand as printed, and (6) and the first lines of the matrices change alone.",
        corrections={
            "6": in_entries(same, opposite, opposite, same),
            "7-selfenergy": in_entries(same, opposite),
            "20-M": reading(f_S, -f_S),
            "20-S": reading(f_M, -f_M),
            "identical-gap": reading(f_S, -f_S),
            "inverse-S": other_sign_of_anomalous,
            "inverse-M": other_sign_of_anomalous,
        },
        carried={
            "7-selfenergy": lambda: born.self_energies(PRINTED["6"]),
            "20-M": lambda: gaps.gap_function(Integer(0), PRINTED["7-selfenergy"]),
            "20-S": lambda: gaps.other_grain(gaps.gap_function(Delta_0, PRINTED["7-selfenergy"])),
            "identical-gap": lambda: gaps.gap_function(Delta_0, PRINTED["7-selfenergy"]),
        },
    ),
    Slip(
        name="rate",
        kind="misprint",
        words="In the second term of (21b) the rate in the numerator is Gamma_M, as in its "
        "denominator, in place of Gamma_S.",
        corrections={"21b": reading(Gamma_S, Gamma_M)},
    ),
    Slip(
        name="uniform-gap",
        kind="constant",
        words="The uniform gap for strong tunnelling is Delta_0 Gamma_S/(Gamma_M + Gamma_S): in "
        "(21b) the small difference of Delta_S and Delta_M is multiplied by Gamma_M, and counts. "
        "The main text, which has a ~ there, is not affected.",
        corrections={"strong-S": times(Gamma_S / (Gamma_M + Gamma_S))},
    ),
    Slip(
        name="prefactor",
        kind="constant",
        words="With R_ab as defined after (13), the prefactors of (13) and (14) lack one factor "
        "1/pi, as if 1/R_ab were 4 e^2 |t|^2 N_a N_b. In J it is 2/pi where the integral over the "
        "period is written at T = 0, from 0 to infinity, without the other end of the period.",
        corrections={"13-J": times(2 / pi), "14-J": times(2 / pi), "13-alpha": times(1 / pi)},
    ),
    Slip(
        name="sign-of-alpha",
        kind="convention",
        words="From (13) on alpha is positive, while alpha_ij(tau) of (12b), by which (12a) holds, "
        "is negative: alpha(tau) of (13), (14) and (25) stands for -alpha_ij(tau) of (12). In the "
        "last line of (13) alpha_MS is put in from (14) and (15).",
        corrections={"13-alpha": opposite, "13-alphaMS": opposite},
    ),
    Slip(
        name="alpha",
        kind="constant",
        words="With alpha = h/(2 e^2 R) (25a), (27), (28), the critical value alpha_c = 1 and "
        "R = h/2e^2 hold as printed. Two lines speak of another alpha: (14), which has hbar in "
        "place of h, and the kernel below (25), which lacks a factor 1/2. So does the end of (13), "
        "whose ~ leaves it open.",
        corrections={
            "14-alpha": reading(hbar, 2 * pi * hbar),
            "25-kernel": times(Rational(1, 2)),
        },
    ),
    Slip(
        name="logarithm",
        kind="misprint",
        words="By E_0 = J L_0/L, the condition on E_0 in the Discussion gives an L_c with the "
        "logarithm in the denominator.",
        corrections={"grain-size": below_the_line},
    ),
)
