"""The transcription against a second one, made independently: a slip of either shows."""

from inspect import signature

import mpmath
import pytest
from second_reading import EQUATIONS
from second_reading.greens_functions import eq_4b
from sympy import I, Integer, Rational, Tuple, diff, integrate, log

from derive.grains import symbols as s
from derive.grains.points import FILM_SHARES, POINTS
from derive.grains.printed import PRINTED
from derive.record import substitute
from derive.root import explicit
from numerics.arithmetic.functions import ball_precision, bits_for, mpmath_function
from numerics.judge.compare import evaluate

DIGITS = 30
DEFINITIONS = {"1a", "1b", "1d", "1e"}
INTEGRALS = {"13-J", "14-J"}
SUMS = {"27", "28"}
BESIDE_THE_POINTS = {
    s.R_SM: Rational(5, 3),
    s.R_SS: Rational(9, 7),
    s.R_MM: Rational(8, 5),
    s.n_i: Integer(-3),
    s.spread: Rational(11, 4),
    s.Gamma: Rational(2, 9),
    s.L_0: Rational(13, 6),
    s.dielectric: Rational(19, 3),
    s.volume: Rational(17, 5),
}
GREENS_FUNCTIONS_AT_I_OMEGA = {"8-M", "8-S", "18", "19"}


def number(value):
    return mpmath_function((), value)()


def printed(label, point):
    form = PRINTED[label]
    if label in INTEGRALS | SUMS:
        with ball_precision(bits_for(DIGITS + 10)):
            value = evaluate(form, point)[0][0].real.mid()
        return [mpmath.mpf(value.str(DIGITS, radius=False))]
    if label == "12b-J":
        form = form.function
    form = explicit(substitute(form, point))
    flat = form if isinstance(form, Tuple) or hasattr(form, "rows") else (form,)
    return [number(entry) for entry in flat]


def argument(name, label, point):
    """What the second reading calls by this name."""
    value = {key if isinstance(key, str) else str(key): v for key, v in point.items()}
    tau = {s.tau: point[s.tau]}
    phi_i, phi_j = (point[phi].subs(tau) for phi in (s.phi_i, s.phi_j))
    matrix = [[value["G_11"], value["G_12"]], [value["G_21"], value["G_22"]]]
    special = {
        "c": value["c_ij"],
        "E": value["E_ij"],
        "d": value["d_tau"],
        "V": point[s.V_i].subs(tau),
        "V_i": point[s.V_i].subs(tau),
        "V_j": point[s.V_j].subs(tau),
        "phi_i": phi_i,
        "phi_j": phi_j,
        "dphi": phi_i - phi_j,
        "phidot": diff(point[s.phi_i], s.tau).subs(tau),
        "xi_minus": value["xi_mk"],
        "volume": value["V"],
        "g": value["g_M"],
        "f": value["f_M"],
        "dphi_": (point[s.phi_i] - point[s.phi_j]).subs(s.tau, point[s.tau_]),
        "dphidot": diff(point[s.phi_i] - point[s.phi_j], s.tau).subs(tau),
        "g_i_at_s": point[s.g_i].subs(s.s, point[s.s]),
        "g_j_at_minus_s": point[s.g_j].subs(s.s, -point[s.s]),
        "f_i_at_s": point[s.f_i].subs(s.s, point[s.s]),
        "f_j_at_minus_s": point[s.f_j].subs(s.s, -point[s.s]),
        "dielectric": point[s.dielectric],
        "phi_p": point[s.phi_p].subs({**tau, s.beta: point[s.beta]}),
        "trlog": log(point[s.m_11] * point[s.m_22] - point[s.m_12] * point[s.m_21]),
    }
    if label == "2b" and name == "t":
        return number(value["t_kp"])
    if label == "4a" and name == "xi":
        return number(value["xi_k"])
    if label == "3" and name == "phidot":
        return number(diff(point[s.phi_i] - point[s.phi_j], s.tau))
    if name == "mean_square_rate":
        period = (s.tau, 0, s.beta)
        mean = integrate(diff(point[s.phi_p], s.tau) ** 2, period) / s.beta
        return number(mean.subs(s.beta, point[s.beta]))
    if label in GREENS_FUNCTIONS_AT_I_OMEGA and name == "omega":
        return number(I * value["omega_n"])
    if name in ("G", "G_j"):
        return [[number(entry) for entry in row] for row in matrix]
    if name in ("T_ij", "T_ji"):
        amplitudes = number(value["t_kp"]), number(value["t_pk"])
        return eq_4b(*(amplitudes if name == "T_ij" else amplitudes[::-1]), 0)
    return number(special.get(name, value.get(name)))


def flat(value):
    if isinstance(value, list | tuple):
        return [entry for part in value for entry in flat(part)]
    return [value]


@pytest.mark.parametrize("label", [label for label in PRINTED if label not in DEFINITIONS])
def test_second_reading(label):
    name = "12b-J-integrand" if label == "12b-J" else label
    read = EQUATIONS["eq_" + name.replace("-", "_")]
    points = list(zip(POINTS, FILM_SHARES, strict=True))
    for values, share in points[:1] if label in INTEGRALS else points:
        point = {**BESIDE_THE_POINTS, **share, **values}
        if label == "3":  # written there for a constant rate
            point = {**point, s.phi_i: 5 * s.tau / 3, s.phi_j: s.tau / 4}
        with mpmath.workdps(DIGITS):
            expected = flat(read(*(argument(n, label, point) for n in signature(read).parameters)))
            found = printed(label, point)
            for a, b in zip(found, expected, strict=True):
                assert abs(a - b) <= mpmath.mpf(10) ** (5 - DIGITS) * (1 + abs(b))
