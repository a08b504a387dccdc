"""Cost of random films against their size: clusters, state and conductance, and memory.

    python -m benchmarks.films

The exponents are slopes between the two largest sizes.  `all` is a film of every bond, the most
that the solver can meet; `film` is the film at the rate given, above the loss of conduction.
"""

import resource
import time
from collections.abc import Callable

import numpy as np
from rich.console import Console
from rich.table import Table

from numerics.grains.films import networks
from numerics.grains.films.bonds import BondModel
from numerics.grains.films.disorder import Disorder
from numerics.grains.films.film import random_film, state

SIZES = (75, 150, 300, 600)
REPEATS = 3
P, GAMMA = 0.65, 0.008


def seconds(work: Callable[[], object]) -> float:
    """The best of a few runs."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def costs(size: int, model: BondModel) -> list[float]:
    """Seconds for clusters, state, and conductance of the film and of a film of every bond."""
    film = random_film(P, size, Disorder(seed=1))
    found = state(film, GAMMA, model)
    return [
        seconds(lambda: networks.clusters(film.shape, found.coupled)),
        seconds(lambda: state(film, GAMMA, model)),
        seconds(found.conductance),
        seconds(lambda: networks.total_conductance(film.shape, film.rates)),
    ]


def main() -> None:
    model = BondModel()
    state(random_film(P, 10), GAMMA, model)  # the tables of couplings
    names = ("clusters", "state", "conductance, film", "conductance, all")
    table = Table("L", *names, title="seconds")
    rows = {size: costs(size, model) for size in SIZES}
    for size, row in rows.items():
        table.add_row(str(size), *(f"{cost:.3g}" for cost in row))
    slopes = np.log2(np.array(rows[SIZES[-1]]) / rows[SIZES[-2]])
    table.add_row("exponent", *(f"{slope:.2f}" for slope in slopes))
    Console().print(table)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"largest memory: {peak:.0f} MB")


if __name__ == "__main__":
    main()
