"""Tunnelling rates: the conductance of a bond by the golden rule, and the life of a state."""

from sympy import (
    Expr,
    I,
    ImmutableDenseMatrix,
    Symbol,
    diff,
    im,
    integrate,
    pi,
    solve,
)

from derive.grains.steps.born import born_self_energy, inverse_greens_function, self_energies
from derive.grains.steps.gaps import greens_function, other_grain
from derive.grains.steps.model import grain_matrix, mean_square_amplitude
from derive.grains.symbols import (
    D_S,
    N_M,
    N_S,
    Delta,
    Delta_0,
    Delta_M,
    Gamma_M,
    Sigma_S,
    d_tau,
    e,
    g_M,
    hbar,
    omega,
    omega_n,
    t,
    volume,
)
from derive.root import explicit

SPINS = 2


def conductance() -> Expr:
    """1/R of a bond between normal grains: the current per voltage by the golden rule.

    A grain has V N states per energy and spin.  At a voltage, the electrons within e times the
    voltage of the Fermi level tunnel into empty states of the same energy.
    """
    voltage, energy = Symbol("voltage", positive=True), Symbol("energy", real=True)
    squared = mean_square_amplitude()
    rate_of_a_state = 2 * pi / hbar * squared * volume * N_S
    per_energy = SPINS * volume * N_M * rate_of_a_state
    current = e * integrate(per_energy, (energy, 0, e * voltage))
    return diff(current, voltage)


def decay_rate() -> Expr:
    """The rate at which the probability of a state of a superconducting grain decays.

    Its neighbours are metals at the frequencies of (11a), above the minigap.  The amplitude has
    the time dependence of the pole of G_Sk, and the probability is its square.
    """
    metal = explicit(greens_function()[0, 0].subs(Delta_M, 0))
    (sigma, _) = other_grain(self_energies())
    broadening = sigma.subs(g_M, metal).subs(N_M, Gamma_M / (4 * pi * t**2))
    inverse = inverse_greens_function(Delta_0, Sigma_S, D_S).subs({D_S: 0, omega_n: omega / I})
    (decay,) = {-2 * im(pole) for pole in solve(inverse.det().subs(Sigma_S, broadening), omega)}
    return decay


def inverse_of_superconductor() -> ImmutableDenseMatrix:
    """G_Sk^-1 of the supplement: M_0 less the self-energy of four neighbours."""
    return grain_matrix().subs({d_tau: I * omega_n, Delta: Delta_0}) - born_self_energy()


def inverse_of_metal() -> ImmutableDenseMatrix:
    """G_Mk^-1 of the supplement."""
    return grain_matrix().subs(d_tau, I * omega_n).subs(Delta, 0) - born_self_energy()
