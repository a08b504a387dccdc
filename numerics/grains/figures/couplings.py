"""Figures of the Josephson coupling against the rates and of alpha_MS against time.

Both with their limits at weak tunnelling.

Each function draws into the Axes given, or into a new figure, and returns the Axes.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sympy import pi, simplify, sin

from derive.grains.symbols import N_M, N_S, NOTATION, Delta_0, Gamma_M, Gamma_S, T, s
from derive.papers import equation
from numerics.arithmetic.functions import numpy_function
from numerics.draw.axes import BLACK, BLUE, GREEN, ORANGE, new_axes
from numerics.grains.couplings.bond import dissipation_strength, josephson_ratio
from numerics.grains.couplings.forms import IN_UNITS
from numerics.grains.couplings.plateau import plateau
from numerics.grains.figures.labels import equal, over
from numerics.grains.gaps.minigap import minigap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from sympy import Expr

Array = NDArray[Any]

RATES = np.geomspace(1e-6, 1, 241)
LIMITS = {  # the limits at weak tunnelling: colour and style of each
    "(15) as printed": (ORANGE, "dotted"),
    "(15) as derived, frozen gaps": (GREEN, "dashdot"),
    "derived, gaps of (21)": (BLUE, "dashed"),
}

EARLIEST, LATEST = 0.03, 10.0  # times of the figure of alpha_MS, in 1/Delta_0 and 1/minigap
DERIVED = "(15) as derived"
STRENGTHS = ((ORANGE, "dotted"), (BLUE, "dashed"))  # as printed, as derived
_TAU = rf"\tau\,{NOTATION.latex[Delta_0]}/\hbar"


def ratio(
    gamma_s: "ArrayLike | None" = None,
    *,
    rates: float = 1.0,
    temperature: float = 0.0,
    ax: "Axes | None" = None,
) -> "Axes":
    """J_MS/J_SS from the gaps of (21) against Gamma_S/Delta_0, and its limits at weak tunnelling.

    gamma_s and temperature in units of Delta_0; rates = Gamma_M/Gamma_S.  The limits are those
    at T = 0, as far as they are positive.  Raises what `josephson_ratio` raises.
    """
    x = np.ravel(RATES if gamma_s is None else gamma_s)
    ax = ax or new_axes()
    exact = josephson_ratio(rates * x, x, temperature=temperature).value
    ax.loglog(x, exact, color=BLACK, label="gaps of (21)")
    for (name, (color, style)), limit in zip(LIMITS.items(), _limits(x, rates), strict=True):
        ax.plot(x, np.where(limit > 0, limit, np.nan), color=color, ls=style, label=name)
    ax.set(ylabel=r"$J_{MS}/J_{SS}$", title=_title(rates, temperature))
    _finish(ax, x)
    return ax


def error(
    gamma_s: "ArrayLike | None" = None,
    *,
    rates: float = 1.0,
    temperature: float = 0.0,
    ax: "Axes | None" = None,
) -> "Axes":
    """Relative error of the limits at weak tunnelling; the arguments are those of `ratio`."""
    x = np.ravel(RATES if gamma_s is None else gamma_s)
    ax = ax or new_axes()
    exact = josephson_ratio(rates * x, x, temperature=temperature).value
    for (name, (color, style)), limit in zip(LIMITS.items(), _limits(x, rates), strict=True):
        ax.loglog(x, np.abs(limit / exact - 1), color=color, ls=style, label=name)
    ax.set_ylabel(r"relative error of $J_{MS}/J_{SS}$")
    _finish(ax, x)
    return ax


def strength(
    gamma_m: float,
    gamma_s: float,
    *,
    temperature: float = 0.0,
    tolerance: float = 0.1,
    ax: "Axes | None" = None,
) -> "Axes":
    """alpha_MS by the kernel of (12b) with the gaps of (21) at each time, and that of (13), (15).

    By the kernel: -2 alpha_MS(tau) over (kT/sin(pi kT tau))^2.

    Where the derived alpha_MS is good within the tolerance is shaded.  Energies in units of
    Delta_0, the ordinate in those of hbar/(e^2 R_SM).  Raises what `plateau` raises.
    """
    good = plateau(gamma_m, gamma_s, temperature=temperature, tolerance=tolerance)
    late = LATEST / float(minigap(gamma_m, gamma_s).energy)
    tau = np.geomspace(EARLIEST, min(late, 1 / (2 * temperature)) if temperature else late, 241)
    ax = ax or new_axes()
    exact = dissipation_strength(gamma_m, gamma_s, temperature=temperature, tau=tau).value
    ax.loglog(tau, exact, color=BLACK, label="gaps of (21)")
    constants = {"(13) as printed": _printed_strength(gamma_m), DERIVED: good.strength}
    for (name, constant), (color, style) in zip(constants.items(), STRENGTHS, strict=True):
        ax.axhline(constant, color=color, ls=style, label=rf"$\alpha_{{MS}}$ of {name}")
    if good.first < good.last:
        ends = rf"${_decimal(good.first)} < {_TAU} < {_decimal(good.last)}$"
        words = f"{DERIVED} within {100 * tolerance:.4g} %: {ends}"
        ax.axvspan(
            max(good.first, tau[0]), good.last, color=STRENGTHS[1][0], alpha=0.15, label=words
        )
    ax.set(
        xlim=(tau[0], tau[-1]),
        ylim=(min(constants.values()) / 100, 3 * max(np.pi, *constants.values())),
        xlabel=f"${_TAU}$",
        ylabel=r"$-2\alpha_{MS}(\tau)\,[\sin(\pi kT\tau)/kT]^2$ / ($\hbar/e^2R_{SM}$)",
        title=_strength_title(gamma_m, gamma_s, temperature),
    )
    ax.legend(loc="lower left")
    return ax


def _printed_strength(gamma_m: float) -> float:
    """alpha_MS of (14), (15) in the last line of (13), which prints alpha_MS (kT/sin)^2."""
    form = simplify(equation("13-alphaMS").printed * (sin(pi * T * s) / T) ** 2).subs(IN_UNITS)
    return float(numpy_function((Gamma_M, Delta_0), form)(gamma_m, 1.0))


def _decimal(number: float, digits: int = 3) -> str:
    """So many digits in mathtext."""
    mantissa, _, exponent = f"{number:.{digits}g}".partition("e")
    return rf"{mantissa} \times 10^{{{int(exponent)}}}" if exponent else mantissa


def _strength_title(gamma_m: float, gamma_s: float, temperature: float) -> str:
    energies = {Gamma_M: gamma_m, Gamma_S: gamma_s} | ({T: temperature} if temperature else {})
    return ", ".join(equal(name, x, Delta_0) for name, x in energies.items())


def _limits(x: Array, rates: float) -> list[Array]:
    """The limits in the order of LIMITS, at Gamma_S/Delta_0 = x and N_M/N_S = rates."""
    frozen, self_consistent = equation("15-J"), equation("J-selfconsistent")
    forms = frozen.printed, frozen.derived(), self_consistent.derived()
    return [_values(form, x, rates) for form in forms]


def _values(form: "Expr", x: Array, rates: float) -> Array:
    function = numpy_function((Gamma_M, Gamma_S, Delta_0, N_M, N_S), form)
    values: Array = function(rates * x, x, 1.0, rates, 1.0)
    return values


def _title(rates: float, temperature: float) -> str:
    parts = [equal(Gamma_M, rates, Gamma_S)]
    if temperature:
        parts.append(equal(T, temperature, Delta_0))
    return ", ".join(parts)


def _finish(ax: "Axes", x: Array) -> None:
    ax.set_xlabel(over(Gamma_S, Delta_0))
    ax.set_xlim(x.min(), x.max())
    ax.legend()
