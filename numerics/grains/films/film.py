"""Films of random grains on a square lattice, and their state at a mean rate Gamma.

A grain is metallic with probability p, and superconducting otherwise.  A bond has the rate
Gamma X, where the X of a film are independent, of mean 1 and standard deviation sigma.
`films.bonds` says which bonds are ordered.  From them follow the grains:

    superconducting   with a gap of its own, and with a bond that is coupled or conducts
    proximity         metallic, Josephson-coupled to a superconducting grain
    metallic          metallic, without proximity effect, but with a bond that conducts
    cut off           no bond is coupled, none conducts

and the bonds:

    coupled       SS and MS bonds that are ordered; MM bonds that are ordered as "MM-proximity"
                  and join two grains with proximity effect: they carry a supercurrent
    conducting    MM bonds with alpha_MM >= 1 that are not coupled: 1/R of (13)
    insulating    all others

Assumptions: each bond is judged by itself, at T = 0, with the boundary of a regular array and
with gaps for its own rate alone; all grains have the same delta, Delta_0 and E_0, and delta is
below Delta_0, without which a grain has no gap of its own (Anderson's criterion; not enforced).

What the paper leaves open:
- It calls unlike grains without proximity effect "insulating with respect to each other".  That
  is the rule mixed="insulating", and the criterion alpha_MM >= 1 applied to alpha_MS agrees:
  an MS bond that is not ordered has alpha_MS < 1.  But then no current crosses from a metallic to
  a superconducting strip, which the discussion of strips needs.  With mixed="quasiparticles" it
  flows through the part G_2 of (11b), at any rate: the conductance is 1/R times
  alpha_MS/alpha_MM, and the criterion is set aside.
- How far the proximity effect reaches.  The paper has no MM bonds.  reach=0 gives it to metallic
  grains beside a superconducting grain only; reach=n to those that are up to n MM bonds further,
  all ordered as "MM-proximity"; reach=UNLIMITED is what mean field at T = 0 implies, as for
  alpha >= 1 any Josephson coupling, however small, is enough for order.
- Superconducting grains that no bond reaches keep Delta_0; they count as cut off.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.arithmetic.arguments import one_number, require_whole
from numerics.grains.films import networks
from numerics.grains.films.bonds import (
    KINDS,
    BondModel,
    Kind,
    bond_conductance,
    has_order,
    threshold,
)
from numerics.grains.films.disorder import RANDOM, REGULAR, Disorder, relative_rates
from numerics.grains.films.networks import Direction
from numerics.grains.films.options import SIZES

Array = NDArray[Any]

GRAINS = ("superconducting", "proximity", "metallic", "cut off")
SUPERCONDUCTING, PROXIMITY, METALLIC, CUT_OFF = range(4)


@dataclass(frozen=True, eq=False)
class Film:
    """Grains, and the bonds between neighbours in the order of `networks.bonds`.

    metal: bool, shape (rows, columns).  rates: relative rates X, of mean 1.
    seed: what it was drawn from.
    """

    metal: Array
    rates: Array
    seed: int

    @property
    def shape(self) -> tuple[int, int]:
        rows, columns = self.metal.shape
        return rows, columns

    def kind(self, kind: Kind) -> Array:
        """Which bonds join such grains."""
        first, second = networks.bonds(*self.shape)
        metals = self.metal.ravel()[first].astype(int) + self.metal.ravel()[second]
        return metals == kind.partition("-")[0].count("M")


@dataclass(frozen=True, eq=False)
class State:
    """A film at one mean rate.

    coupled: bool, bonds that carry a supercurrent.  conductances: of all bonds in units of
    e^2/h, inf for coupled ones.  grains: positions in GRAINS, shape (rows, columns).
    """

    coupled: Array
    conductances: Array
    grains: Array

    @property
    def shape(self) -> tuple[int, int]:
        rows, columns = self.grains.shape
        return rows, columns

    def superconducting(self, direction: Direction = "x") -> Array:
        """Grains of the Josephson-coupled clusters that join two opposite edges."""
        return networks.spanning(self.shape, self.coupled, direction)

    def conducting(self, direction: Direction = "x") -> Array:
        """Grains of the clusters of coupled and conducting bonds that join two opposite edges."""
        return networks.spanning(self.shape, self.conductances > 0, direction)

    def conductance(self, direction: Direction = "x") -> float:
        """Conductance between two opposite edges in units of e^2/h."""
        return networks.total_conductance(self.shape, self.conductances, direction)


def random_film(p: float, size: int, disorder: Disorder = RANDOM) -> Film:
    """A square of size x size grains, a fraction p of them metallic.

    disorder: how the rates of its bonds are drawn, and the seed.  Films of one seed differ in p
    only by the grains that change: with p metallic ones are added.
    Raises ValueError for p outside [0, 1], and sizes outside 2..2000.
    """
    require_film(p, size)
    _require_disorder(disorder)
    random = np.random.default_rng(disorder.seed)
    metal = random.random((size, size)) < p
    return _drawn(metal, disorder, random)


def strips(
    superconducting: int,
    metallic: int,
    pairs: int,
    length: int,
    disorder: Disorder = REGULAR,
) -> Film:
    """Strips along x, by turns superconducting and metallic, of so many rows each.

    Below the last metallic strip is one more superconducting strip: both edges are alike.
    Raises ValueError for widths and numbers below 1, and films that are too large.
    """
    for name, number in (
        ("superconducting width", superconducting),
        ("metallic width", metallic),
        ("number of pairs", pairs),
    ):
        require_whole(name, number, 1, SIZES[-1])
    rows = pairs * (superconducting + metallic) + superconducting
    for name, size in (("number of rows", rows), ("length", length)):
        require_whole(name, size, SIZES[0], SIZES[-1])
    _require_disorder(disorder)
    position = np.arange(rows)[:, None] % (superconducting + metallic)
    metal = np.tile(position, (1, length)) >= superconducting
    return _drawn(metal, disorder, np.random.default_rng(disorder.seed))


def _drawn(metal: Array, disorder: Disorder, random: np.random.Generator) -> Film:
    """These grains, with rates for their bonds."""
    first, _ = networks.bonds(*metal.shape)
    return Film(metal, relative_rates(first.size, disorder, random), disorder.seed)


def state(film: Film, gamma: float, model: BondModel) -> State:
    """The film at a mean rate gamma > 0 in units of Delta_0; raises ValueError for another."""
    if not one_number("gamma", gamma) > 0:
        raise ValueError(f"gamma is {gamma!r}: give a positive rate")
    rates = gamma * film.rates
    first, second = networks.bonds(*film.shape)
    ordered = {kind: film.kind(kind) & has_order(model, kind, rates) for kind in KINDS}
    proximity = _touched(film, ordered["MS"]) & film.metal.ravel()
    passing = ordered["MM-proximity"]
    if model.reach:
        proximity = networks.within(film.shape, passing, proximity, model.reach)
    inherited = passing & proximity[first] & proximity[second]
    coupled = ordered["SS"] | ordered["MS"] | inherited
    conductances = np.where(ordered["MM"], bond_conductance(model, "MM", rates), 0.0)
    if model.mixed == "quasiparticles":
        mixed = film.kind("MS")
        conductances[mixed] = bond_conductance(model, "MS", rates[mixed])
    conductances[coupled] = np.inf
    grains = np.where(film.metal.ravel(), METALLIC, SUPERCONDUCTING)
    grains[~_touched(film, conductances > 0)] = CUT_OFF
    grains[proximity] = PROXIMITY
    return State(coupled, conductances, grains.reshape(film.shape))


def last_rate(
    film: Film, model: BondModel, holds: Callable[[State], bool], *, precision: float = 1e-6
) -> float:
    """The mean rate down to which the film has a property that it loses as the rate falls.

    By halving, to a relative precision; inf where it has it at no rate, 0 where at every one.
    Raises ArithmeticError, as `bonds.threshold`, where order is not monotone in the rate.
    """
    rates = [threshold(model, kind) for kind in KINDS]
    low, high = 0.5 * min(rates) / film.rates.max(), 2 * max(rates) / film.rates.min()
    if not holds(state(film, high, model)):
        return inf
    if holds(state(film, low, model)):
        return 0.0
    while high > low * (1 + precision):
        middle = np.sqrt(low * high)
        low, high = (low, middle) if holds(state(film, middle, model)) else (middle, high)
    return float(high)


def require_film(p: float, size: int) -> None:
    """ValueError for what is no film."""
    if not 0 <= one_number("p", p) <= 1:
        raise ValueError(f"p is {p!r}: give the share of metallic grains, from 0 to 1")
    require_whole("size", size, SIZES[0], SIZES[-1])


def _require_disorder(disorder: Disorder) -> None:
    """ValueError for what is no record of how rates are drawn."""
    if not isinstance(disorder, Disorder):
        raise ValueError(f"disorder is {disorder!r}: give a Disorder")


def _touched(film: Film, chosen: Array) -> Array:
    """Grains at an end of a chosen bond."""
    first, second = networks.bonds(*film.shape)
    touched = np.zeros(film.metal.size, bool)
    touched[first[chosen]] = touched[second[chosen]] = True
    return touched
