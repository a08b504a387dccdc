"""Routes to conduction in films and strips, by networks of bonds, and to magnitudes."""

from functools import cache

from flint import acb, acb_mat, arb

from derive.grains import symbols as s
from numerics.grains.routes.couplings import (
    coupling_by_frequencies,
    metallic_weight,
)
from numerics.grains.routes.films import SIGMAS, words
from numerics.judge.route import Route, Values, at, numbers

SIZE, FACTOR, SAMPLES = 8, 4, 400  # of squares whose conductances give an exponent
SITES, DRAWN = 64, 60  # of squares whose grains percolate
COLUMNS = 3  # of the strips that are solved


@cache
def exponent(shorted: bool) -> tuple[float, float]:
    """t_2 and its standard error."""
    from numerics.grains.films.percolation import exponent

    found = exponent(SIZE, FACTOR, SAMPLES, shorted=shorted)
    return found.value, found.error


@cache
def threshold(normal: bool) -> tuple[float, float]:
    """The share of normal grains at a threshold, and its standard error."""
    from numerics.grains.films.percolation import site_threshold

    found = site_threshold(SITES, DRAWN, normal=normal)
    return found.value, found.error


def bars(value: float, error: float) -> acb:
    """A ball of five standard errors."""
    return acb(arb(value, SIGMAS * error))


def within(measured: acb, known: acb) -> acb:
    """The value of the literature where the error bars hold it, else the error bars."""
    return known if measured.overlaps(known) else measured


def exponents(point: Values) -> list[acb]:
    (t_2,) = numbers(point, s.t_2)
    return [within(-bars(*exponent(True)), -t_2), within(bars(*exponent(False)), t_2)]


def directions(_: Values) -> list[acb]:
    return [acb((-bars(*exponent(True))).real.sgn()), acb(bars(*exponent(False)).real.sgn())]


def thresholds(point: Values) -> list[acb]:
    (site,) = numbers(point, s.p_site)
    measured = [bars(*threshold(normal)) for normal in (False, True)]
    return [within(*pair) for pair in zip(measured, (1 - site, site), strict=True)]


def exponent_report() -> str:
    shorted, cut = (words(*exponent(shorted)) for shorted in (True, False))
    sizes = f"from sizes {SIZE} and {FACTOR * SIZE}, {SAMPLES} squares each"
    return f"{shorted} for bonds without resistance, {cut} for bonds that conduct nothing, {sizes}"


def threshold_report() -> str:
    lost, begun = (words(*threshold(normal)) for normal in (False, True))
    return f"{lost} and {begun} on {DRAWN} squares of {SITES} x {SITES} grains"


def resistance_across(point: Values) -> acb:
    """By Kirchhoff's equations for a strip of metallic rows between superconducting ones.

    The latter are the two electrodes; a bond to them has the states of a superconducting grain
    between metals, by one Born step.  Currents are those of one column.
    """
    gamma, gap, R_SM, R_MM = numbers(point, s.Gamma_M, s.Delta_0, s.R_SM, s.R_MM)
    mixed = gamma * metallic_weight(gap) / R_SM
    count = int(point[s.rows])
    nodes = count * COLUMNS
    laplacian, current = acb_mat(nodes, nodes), acb_mat(nodes, 1)

    def join(a: int, b: int, conductance: acb) -> None:
        for row, column in ((a, b), (b, a)):
            laplacian[row, row] += conductance
            laplacian[row, column] -= conductance

    for node in range(nodes):
        row, column = divmod(node, COLUMNS)
        if column + 1 < COLUMNS:
            join(node, node + 1, 1 / R_MM)
        if row + 1 < count:
            join(node, node + COLUMNS, 1 / R_MM)
        edges = (row == 0) + (row == count - 1)
        laplacian[node, node] += edges * mixed
        current[node, 0] = mixed if row == 0 else acb(0)
    potential = laplacian.solve(current)
    through = sum((mixed * (1 - potential[n, 0]) for n in range(COLUMNS)), acb(0))
    return COLUMNS / through


def conducts_across(point: Values) -> acb:
    return acb(resistance_across(point).real.sgn())


def unit_of_length(point: Values) -> acb:
    """The size of a grain whose charging energy is J: a voltage e/(epsilon L) times e."""
    charge, J, dielectric = numbers(point, s.e, s.J, s.dielectric)
    return charge * (charge / dielectric) / J


def unit_of_length_by_resistance(point: Values) -> acb:
    J = coupling_by_frequencies(s.R_SS, s.Delta_0)(point)
    return unit_of_length({**point, s.J: J})


def critical_rate(point: Values) -> acb:
    """By the golden rule, hbar = e = 1, at the conductance 2 e^2/h = 1/pi.

    Between grains with a state per spin in each delta it is 2 (2 pi t^2/delta)/delta; Gamma is
    half of the rate 2 pi t^2/delta to each of four neighbours.
    """
    (spacing,) = numbers(point, s.delta)
    to_each = spacing / (2 * acb.pi())
    return 4 * to_each / 2


_SQUARES = "networks of random bonds at the threshold, within error bars of five standard errors"
_STRIP = "Kirchhoff's equations, and one Born step"

CONDUCTION_ROUTES: dict[str, Route] = {
    "percolation-exponents": Route(_SQUARES, at(exponents), report=exponent_report),
    "large-and-small": Route(_SQUARES, at(directions), report=exponent_report),
    "percolation-thresholds": Route(
        "random grains joined to their neighbours, within error bars of five standard errors",
        at(thresholds),
        report=threshold_report,
    ),
    "strips-resistance": Route(_STRIP, at(resistance_across), enclosed=False),
    "strips": Route(_STRIP, at(conducts_across), enclosed=False),
    "length-unit": Route("the energy of a charge", at(unit_of_length)),
    "length-by-resistance": Route(
        "(12b) by quadrature over frequencies", at(unit_of_length_by_resistance)
    ),
    "critical-rate": Route("the golden rule", at(critical_rate)),
}
