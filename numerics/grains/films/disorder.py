"""How the rates of bonds are distributed in a film, and from which seed they are drawn."""

from dataclasses import dataclass, fields
from math import erf, log, log1p, sqrt
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from numerics.arithmetic.arguments import one_number, require_option, require_whole
from numerics.grains.films.options import SIGMA, STRIP_SIGMA, Distribution

Array = NDArray[Any]


@dataclass(frozen=True)
class Disorder:
    """Relative rates X of bonds: independent, of mean 1 and standard deviation sigma.

    seed: of the metallic grains, too; samples have consecutive ones.
    Raises ValueError for sigma outside [0, 1), a negative seed, and other distributions.
    """

    sigma: float = SIGMA
    distribution: Distribution = "lognormal"
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0 <= one_number("sigma", self.sigma) < 1:
            raise ValueError(f"sigma is {self.sigma!r}: give 0 or more, and less than 1, the mean")
        require_option("distribution", self.distribution, get_args(Distribution))
        require_whole("seed", self.seed, 0)


RANDOM, REGULAR = Disorder(), Disorder(STRIP_SIGMA)
FIELDS = tuple(field.name for field in fields(Disorder))


def relative_rates(count: int, disorder: Disorder, random: np.random.Generator) -> Array:
    """So many of the X, shape (count,)."""
    square = disorder.sigma**2
    if square == 0:
        return np.ones(count)
    if disorder.distribution == "gamma":
        return random.gamma(1 / square, square, count)
    variance = np.log1p(square)
    return random.lognormal(-variance / 2, np.sqrt(variance), count)


def probability_below(x: float, disorder: Disorder) -> float:
    """Probability that a relative rate is below x."""
    square = disorder.sigma**2
    if square == 0:
        return float(x > 1)
    if disorder.distribution == "gamma":
        from scipy.special import gammainc

        return float(gammainc(1 / square, x / square))
    variance = log1p(square)
    return (1 + erf((log(x) + variance / 2) / sqrt(2 * variance))) / 2
