"""Josephson coupling and dissipation enclosed in ball arithmetic.

All functions work at the flint precision of the call; energies and times are arb, rates, delta0
and times positive.  Units: hbar/(e^2 R_SM), and that of delta0.
"""

from collections.abc import Callable

import flint
from flint import acb, arb

from derive.grains.steps.couplings import metallic_share
from derive.grains.symbols import Delta_0, Delta_M, Delta_S, Gamma_M, T, g_M, g_S, s, w
from numerics.arithmetic.functions import Evaluator, ball_function, made_once
from numerics.grains.couplings import forms
from numerics.grains.couplings.angles import (
    GapChoice,
    GapFunctions,
    enclose_angles,
    frozen,
    self_consistent,
)

INDEFINITE = 1 / acb(0)  # of infinite radius; that of acb(nan) is 0


def josephson(
    gamma_m: arb, gamma_s: arb, delta0: arb, temperature: arb, *, gaps: GapChoice
) -> tuple[arb]:
    """J_MS of (12b): 2 |t|^2 T sum_n f_M(i w_n) f_S(i w_n)."""
    if gaps == "frozen" and temperature == 0:
        return (_pairing() / 2 * gamma_s * delta0 / gamma_s.agm(delta0),)
    functions = (frozen if gaps == "frozen" else self_consistent)(gamma_m, gamma_s, delta0)
    if temperature == 0:
        return (_pairing() / arb.pi() * _integral(functions),)
    return (_pairing() * 2 * temperature * _matsubara_sum(functions, temperature),)


def josephson_ratio(
    gamma_m: arb, gamma_s: arb, delta0: arb, temperature: arb, *, gaps: GapChoice
) -> tuple[arb]:
    """J_MS/J_SS: J_SS has equal gaps, and R_SS/R_SM = N_M/N_S = Gamma_M/Gamma_S."""
    warm, cold = _pure_coupling()
    pure = warm(delta0, temperature) if temperature > 0 else cold(delta0)
    (coupling,) = josephson(gamma_m, gamma_s, delta0, temperature, gaps=gaps)
    return (coupling * gamma_m / gamma_s / pure,)


def kernel(
    gamma_m: arb, gamma_s: arb, delta0: arb, temperature: arb, tau: arb, *, gaps: GapChoice
) -> tuple[arb]:
    """-alpha_MS(tau) of (12b); tau and 1/T - tau are equivalent."""
    if temperature > 0:
        tau = tau.min(1 / temperature - tau)
    if gaps == "frozen":
        metal = _metallic_propagator(temperature, tau)
        gapped = _gapped_propagator(delta0, temperature, tau)
        return (_dissipation() * metal * (gapped + _metallic_share()(gamma_m, delta0) * metal),)
    functions = self_consistent(gamma_m, gamma_s, delta0)
    metal, superconductor = (_propagator(functions, grain, temperature, tau) for grain in (0, 1))
    return (_dissipation() * metal * superconductor,)


def strength(
    gamma_m: arb, gamma_s: arb, delta0: arb, temperature: arb, tau: arb, *, gaps: GapChoice
) -> tuple[arb]:
    """-alpha_MS(tau) over (1/2) (T/sin(pi T tau))^2; for frozen gaps, its part from G_2."""
    if gaps == "frozen":
        return (arb(_frozen_strength()(gamma_m, delta0)),)
    metal = _metallic_propagator(temperature, tau)
    (value,) = kernel(gamma_m, gamma_s, delta0, temperature, tau, gaps=gaps)
    return (2 * value * (arb.pi() / metal) ** 2,)


def _pairs(functions: GapFunctions, w: acb) -> acb:
    """P in the box w."""
    angles = enclose_angles(functions, w)
    if angles is None:
        return INDEFINITE
    (_, sine_M), (_, sine_S) = angles
    return sine_M * sine_S


def _integral(functions: GapFunctions) -> arb:
    """The integral of P over w > 0."""
    first = (functions.edge * arb(2) ** (-flint.ctx.prec // 3)).mid()
    before = first * (1 - _fraction((first / functions.knee) ** 2 / 6))
    return before + _integral_from(functions, first)


def _integral_from(functions: GapFunctions, first: arb) -> arb:
    """The integral of P over w > first, in log w up to where the first term of P takes over."""
    goal = functions.edge * arb(2) ** -flint.ctx.prec
    order = functions.power - 1 + functions.settling
    last = (functions.weight * functions.spread**functions.settling / goal).root(order)
    length = (last / first).max(arb(2)).log().mid()

    def integrand(log_w: acb) -> acb:
        w = first * log_w.exp()
        return _pairs(functions, w) * w

    inner = _quadrature(integrand, arb(0), length, goal).real
    last = first * length.exp()
    tail = functions.weight / (functions.power - 1) / last ** (functions.power - 1)
    return inner + tail * (1 - _fraction((functions.spread / last) ** functions.settling))


def _matsubara_sum(functions: GapFunctions, temperature: arb) -> arb:
    """The sum of P over w_n, n = 0, 1, ...: the first term, and the formula of Abel and Plana.

    sum_{n>0} P(w_n) = integral_1^inf P(x) dx + 2 integral_0^inf Im P(1 + i y)/(exp(2 pi y) + 1) dy,
    w in units of 2 pi T.  By Schwarz and Pick |P(1 + i y)| <= (4 + y^2)^2, so that what is left
    of the second integral at y > 2 is below (8/pi) y^4 exp(-2 pi y).
    """
    unit = 2 * arb.pi() * temperature
    bits = flint.ctx.prec

    def integrand(y: acb) -> acb:
        return _pairs(functions, unit * (1 + acb(0, 1) * y)) / ((2 * acb.pi() * y).exp() + 1)

    last = arb(bits // 8 + 8)
    rest = 8 / arb.pi() * last**4 * (-2 * arb.pi() * last).exp()
    correction = 2 * _quadrature(integrand, arb(0), last).imag + arb(0, rest.upper())
    smooth = _integral_from(functions, unit) / unit
    return _pairs(functions, acb(unit / 2)).real + smooth + correction


def _propagator(functions: GapFunctions, grain: int, temperature: arb, tau: arb) -> arb:
    """g(tau)/N for tau <= 1/(2 T).

    Minus Im of the integral of cos(theta) times `_thermal_exponential` over w, whose path, along
    -i omega for real omega, is turned: along real w up to a corner, then in the direction 1 - i.
    There |cos(theta)| <= 1 + sqrt(2), by Schwarz and Pick from |w|.  For T > 0 the corner is
    below the first Matsubara frequency, and all is real before it.
    """
    bits = flint.ctx.prec
    corner, length = 1 / tau, (bits * arb(2).log() + 10) / tau
    if temperature > 0:
        corner, length = corner.min(temperature), length.max(1 / temperature)
    corner, length = corner.mid(), length.mid()

    def integrand(w: acb) -> acb:
        angles = enclose_angles(functions, w)
        if angles is None:
            return INDEFINITE
        return angles[grain][0] * _thermal_exponential(acb(0, 1) * w, temperature, tau)

    end = acb(corner + length, -length)
    turned = -_quadrature(integrand, corner, end, arb(2) ** -bits / tau).imag
    behind = arb(0, (11 * (-length * tau).exp() / tau).upper())
    before = arb(0) if temperature > 0 else _real_leg(functions, grain, tau, corner)
    return before + turned + behind


def _real_leg(functions: GapFunctions, grain: int, tau: arb, corner: arb) -> arb:
    """The integral of cos(theta) sin(w tau) up to the corner; cos(theta) < w/knee."""
    first = (functions.edge * arb(2) ** (-flint.ctx.prec // 3)).min(corner / 2)
    length = (corner / first).log().mid()

    def integrand(log_w: acb) -> acb:
        w = corner * log_w.exp()
        angles = enclose_angles(functions, w)
        return INDEFINITE if angles is None else angles[grain][0] * (w * tau).sin() * w

    first = corner * (-length).exp()
    before = _fraction(first**3 * tau / (3 * functions.knee))
    return before + _quadrature(integrand, -length, arb(0)).real


def _metallic_propagator(temperature: arb, tau: arb) -> arb:
    """g(tau)/N of a metal."""
    warm, cold = _metal_functions()
    return warm(tau, temperature) if temperature > 0 else cold(tau)


def _gapped_propagator(delta: arb, temperature: arb, tau: arb) -> arb:
    """g(tau)/N of a superconductor for tau <= 1/(2 T).

    At T > 0 by quadrature over energies E = delta cosh(y).  Behind the last y,
    `_thermal_exponential` is below 2 exp(-E tau) < 2 exp(-delta tau sinh(y)).
    """
    if temperature == 0:
        return acb(_gapped_function()(tau, delta)).real
    size = delta * tau
    last = (1 + (flint.ctx.prec * arb(2).log() + 10) / size).asinh().mid()

    def integrand(y: acb) -> acb:
        energy = delta * y.cosh()
        return size.exp() * energy * _thermal_exponential(energy, temperature, tau)

    inner = _quadrature(integrand, arb(0), last).real * (-size).exp()
    return inner + arb(0, (2 * (-size * last.sinh()).exp() / tau).upper())


def _thermal_exponential(z: acb, temperature: arb, tau: arb) -> acb:
    """cosh(z (tau - beta/2))/cosh(z beta/2), which is exp(-z tau) at T = 0."""
    direct = (-z * tau).exp()
    if temperature == 0:
        return direct
    beta = 1 / temperature
    return (direct + (-z * (beta - tau)).exp()) / (1 + (-z * beta).exp())


def _quadrature(
    function: Callable[[acb], acb], first: arb, last: acb | arb, goal: arb | None = None
) -> acb:
    """The integral enclosed; acb.integral itself does not survive an exception in its function."""
    raised: list[BaseException] = []

    def integrand(z: acb, _: bool) -> acb:
        if not raised:
            try:
                return function(z)
            except BaseException as error:
                raised.append(error)
        return INDEFINITE

    result = acb.integral(integrand, first, last, abs_tol=goal)
    if raised:
        raise raised[0]
    return result


def _fraction(bound: arb) -> arb:
    """A number between 0 and the bound."""
    half = bound.upper() / 2
    return arb(half, half.upper())


def _pairing() -> arb:
    """`pairing` over sin(theta_M) sin(theta_S)."""
    return arb(_constants()[0]())


def _dissipation() -> arb:
    """`dissipation_kernel` over both Green's functions."""
    return arb(_constants()[1]())


@made_once
def _pure_coupling() -> tuple[Evaluator, Evaluator]:
    warm = ball_function((Delta_0, T), forms.pure_coupling())
    return warm, ball_function((Delta_0,), forms.pure_coupling_cold())


@made_once
def _metal_functions() -> tuple[Evaluator, Evaluator]:
    warm, cold = forms.metal_function()
    return ball_function((s, T), warm), ball_function((s,), cold)


@made_once
def _gapped_function() -> Evaluator:
    return ball_function((s, Delta_0), forms.gapped_function())


@made_once
def _metallic_share() -> Evaluator:
    return ball_function((Gamma_M, Delta_0), metallic_share())


@made_once
def _frozen_strength() -> Evaluator:
    return ball_function((Gamma_M, Delta_0), forms.frozen_strength())


@made_once
def _constants() -> tuple[Evaluator, Evaluator]:
    coefficients = (
        forms.pairing().subs({w: 0, Delta_M: 1, Delta_S: 1}),
        forms.dissipation_kernel().subs({g_M: 1, g_S: 1}),
    )
    return ball_function((), coefficients[0]), ball_function((), coefficients[1])
