"""Expressions laid out in characters."""

from sympy import Tuple

from derive.root import root
from derive.symbols import Delta_0, Gamma_M, Gamma_S, omega
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
