"""(22) to (28), read a second time: the action of the phases, their transition, films."""

from __future__ import annotations

import mpmath as mp

from second_reading.matrices import Number


def _delta(m: Number) -> Number:
    """delta(m) of an integer."""
    return mp.mpf(m == 0)


def eq_22(n_i: Number, tau: Number, beta: Number, phi_p: Number) -> Number:
    """The phase of a grain: winding and periodic part."""
    return 2 * mp.pi * n_i * tau / beta + phi_p


def eq_23(m: Number, beta: Number, mean_square_rate: Number) -> tuple[Number, Number]:
    """Both decouplings of a bond, in the mean over tau from 0 to beta.

    Of the second what multiplies the average of exp(i Dphi_p).
    """
    return 4 * mp.pi**2 * m**2 / beta**2 + mean_square_rate, _delta(m)


def eq_24(m: Number, s: Number, beta: Number, spread: Number) -> Number:
    """Last form, s = tau - tau', spread the average of (Dphi_p(tau) - Dphi_p(tau'))^2."""
    winding = mp.exp(2 * mp.pi * mp.mpc(0, 1) * m * s / (2 * beta))
    return winding * (1 - spread / mp.mpf(4) / 2)


def eq_25a(m: Number, beta: Number, E_0: Number, alpha: Number, J_MF: Number) -> Number:
    """The integer action of one bond."""
    charging = 2 * mp.pi**2 / (beta * E_0) * m**2
    return charging + alpha / mp.mpf(2) * abs(m) - beta * J_MF * _delta(m)


def eq_25b(
    E_0: Number,
    J_R: Number,
    alpha: Number,
    T: Number,
    s: Number,
    dphidot: Number,
    dphi: Number,
    dphi_: Number,
) -> tuple[Number, Number, Number]:
    """The three integrands of one bond, all phases periodic and s = tau - tau'.

    Charging, Josephson, dissipation.
    """
    charging = 1 / (2 * mp.mpmathify(E_0)) * dphidot**2
    josephson = J_R / mp.mpf(2) * dphi**2
    return charging, josephson, eq_25_kernel(s, alpha, T) * (dphi - dphi_) ** 2 / mp.mpf(8)


def eq_25_kernel(s: Number, alpha: Number, T: Number) -> Number:
    """alpha(s)."""
    return alpha * (T / mp.sin(mp.pi * T * s)) ** 2


def eq_26_MF(J: Number, fluctuation: Number) -> Number:
    """J_MF."""
    return J * mp.exp(-fluctuation / mp.mpf(2))


def eq_26_R(J_MF: Number, P_0: Number) -> Number:
    """J_R."""
    return J_MF * P_0


def _positive_frequencies(
    first: int, beta: Number, E_0: Number, J_R: Number, alpha: Number
) -> Number:
    """Sum of 1 / (omega_n^2 / E_0 + J_R + alpha |omega_n| / 4 pi) from n = first >= 1 on.

    By digamma functions at both roots in n of the denominator a n^2 + b n + J_R.
    """
    unit = 2 * mp.pi / beta
    a, b = unit**2 / E_0, alpha / (4 * mp.pi) * unit
    root_of_discriminant = mp.sqrt(mp.mpc(b**2 - 4 * a * J_R))
    lower, upper = ((-b + sign * root_of_discriminant) / (2 * a) for sign in (-1, 1))
    return ((mp.digamma(first - lower) - mp.digamma(first - upper)) / root_of_discriminant).real


def eq_27(beta: Number, E_0: Number, J_R: Number, alpha: Number) -> Number:
    """The fluctuation of a bond, every Matsubara frequency 2 pi n / beta."""
    positive = _positive_frequencies(1, beta, E_0, J_R, alpha)
    return (1 / mp.mpmathify(J_R) + 2 * positive) / (2 * beta)


def eq_28(beta: Number, E_0: Number, J_R: Number, alpha: Number) -> Number:
    """The fluctuation of a bond, only the frequencies above J_R."""
    first = int(mp.floor(J_R * beta / (2 * mp.pi))) + 1
    return 2 * _positive_frequencies(first, beta, E_0, J_R, alpha) / (2 * beta)


def eq_critical_alpha() -> Number:
    """alpha_c."""
    return mp.mpf(1)


def eq_critical_R(hbar: Number, e: Number) -> Number:
    """h / 2 e^2, the resistance at alpha_c."""
    return 2 * mp.pi * hbar / (2 * mp.mpmathify(e) ** 2)


def eq_rough() -> Number:
    """S(n) is in the rough phase: 1 for true."""
    return mp.mpf(1)


def eq_destroyed(J: Number, Gamma: Number, Delta_0: Number) -> Number:
    """The energy that E_0 exceeds by far."""
    return J * (Gamma / mp.mpmathify(Delta_0)) * mp.log(Delta_0 / mp.mpmathify(Gamma))


def eq_grain_size(L_0: Number, Delta_0: Number, Gamma: Number) -> Number:
    """L_c."""
    ratio = Delta_0 / mp.mpmathify(Gamma)
    return L_0 * ratio * mp.log(ratio)


def eq_film_2() -> Number:
    """Smaller gaps on the metallic grains at Gamma < Delta_0: 1 for true."""
    return mp.mpf(1)


def eq_film_3() -> Number:
    """The share of normal grains grows as Gamma falls: 1 for true."""
    return mp.mpf(1)


def eq_film_4(p: Number, p_c: Number) -> Number:
    """Positive for a metal: a share of normal grains above the threshold."""
    return mp.sign(p - p_c)


def eq_film_5() -> Number:
    """The proximity effect goes before the metal-insulator transition: 1 for true."""
    return mp.mpf(1)


def eq_film_6(p: Number, p_c: Number) -> Number:
    """Positive for an insulator: a share of metallic grains below the threshold."""
    return mp.sign(p_c - p)
