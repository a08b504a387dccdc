"""Expressions laid out in characters."""

from sympy import KroneckerDelta, Sum, Tuple, oo

from derive.grains.symbols import NOTATION, Delta_0, Gamma_M, Gamma_S, beta, m, n, omega, tau_
from derive.root import root
from derive.text import text


def test_a_root_shows_as_a_square_root_of_a_difference():
    assert text(root(omega, Delta_0)) == (
        "   __________\n"
        "  ╱  2     2\n"
        "╲╱  ω  - Δ₀"
    )  # fmt: skip


def test_statements_stand_below_each_other():
    assert text(Tuple(Gamma_S, Gamma_M)) == "Γ_S\n\nΓ_M"


def test_a_long_form_is_broken():
    form = sum((omega + n) ** n for n in range(2, 40))
    assert max(map(len, text(form).splitlines())) <= 100


def test_a_sum_stands_behind_its_factor():
    shown = text(Sum(1 / n, (n, 1, oo)) / (2 * beta))
    assert shown.splitlines()[5] == "───⋅  ╱   ─"


def test_a_delta_compares_with_a_number():
    assert text(KroneckerDelta(m, 0)) == "δ\n m,0"
    assert text(tau_, NOTATION) == "τ′"
