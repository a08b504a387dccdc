"""One pair of states, k up and -k down, in the mean field Delta of all others."""

from sympy import Expr, Symbol, atan2, cancel, cos, exp, factor, sin, sqrt, tanh

from derive.bcs.symbols import Delta, T, xi

y = Symbol("y", positive=True)


def energy() -> Expr:
    """The energy of a quasi-particle, by which the energies of the pair's four states differ."""
    return sqrt(xi**2 + Delta**2)


def angle() -> Expr:
    """The angle theta where the pair's energy, xi (1 - cos theta) - Delta sin theta, is least."""
    return atan2(Delta, xi)


def occupation() -> Expr:
    """The probability that the pair is occupied at T = 0: the square of sin(theta/2)."""
    return (1 - cos(angle())) / 2


def polarisation() -> Expr:
    """The probability of no quasi-particle minus that of two; each state has one or none.

    The weights of 0, 1, 1 and 2 quasi-particles are exp(y), 1, 1 and exp(-y), with y = E/T.
    """
    difference = (exp(y) - exp(-y)) / (exp(y) + 2 + exp(-y))
    return cancel(factor(difference).rewrite(tanh)).subs(y, energy() / T)


def amplitude() -> Expr:
    """The pair amplitude: sin(theta)/2 without a quasi-particle, minus that with two, else 0."""
    return sin(angle()) / 2 * polarisation()
