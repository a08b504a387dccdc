"""Terms of sums with combinatorial functions: what they pick, where they end, their gammas."""

import sympy
from flint import acb, arb

from numerics.arithmetic.enclosures import NoEnclosure
from numerics.arithmetic.growth_records import Region

Values = dict[sympy.Symbol, acb]


def without_deltas(
    form: sympy.Expr, n: sympy.Symbol
) -> tuple[list[tuple[sympy.Expr, sympy.Expr]], sympy.Expr]:
    """What KroneckerDelta(n, m) picks, with m, and the other terms."""
    if not form.has(sympy.KroneckerDelta):
        return [], form
    picked, rest = [], sympy.S.Zero
    for term in sympy.Add.make_args(sympy.expand(form)):
        deltas = [d for d in term.atoms(sympy.KroneckerDelta) if d.has(n)]
        if not deltas:
            rest += term
            continue
        roots = sympy.roots(deltas[0].args[0] - deltas[0].args[1], n)
        if len(roots) != 1:
            raise NoEnclosure(f"its term {term} picks no single index")
        (at,) = roots
        picked.append((term.subs(deltas[0], 1).subs(n, at), at))
    return picked, rest


def by_gamma(form: sympy.Expr, n: sympy.Symbol) -> sympy.Expr:
    """Combinatorial functions by gamma, in which their growth cancels; poles may come in."""

    def rising(x: sympy.Expr, k: sympy.Expr) -> sympy.Expr:
        return sympy.gamma(x + k) / sympy.gamma(x)

    def falling(x: sympy.Expr, k: sympy.Expr) -> sympy.Expr:
        return rising(x - k + 1, k) if x.has(n) else (-1) ** k * rising(-x, k)

    def binomial(x: sympy.Expr, k: sympy.Expr) -> sympy.Expr:
        return falling(x, k) / sympy.gamma(k + 1)

    form = form.replace(sympy.RisingFactorial, rising).replace(sympy.FallingFactorial, falling)
    return form.replace(sympy.binomial, binomial).replace(
        sympy.factorial, lambda x: sympy.gamma(x + 1)
    )


def last_term(form: sympy.Expr, n: sympy.Symbol, values: Values) -> int | None:
    """The n of the last term that is not 0, where (-m)_n or binomial(m, n) ends the sum."""
    ends = []
    at = Region(sympy.Dummy(), arb(1), arb(0), values)
    for factor in sympy.Mul.make_args(form):
        sign = {sympy.RisingFactorial: -1, sympy.FallingFactorial: 1, sympy.binomial: 1}
        if factor.func in sign and factor.args[1] == n and not factor.args[0].has(n):
            end = sign[factor.func] * at.number(factor.args[0])
            if end.is_exact() and end.unique_fmpz() is not None and end.real >= 0:
                ends.append(int(end.unique_fmpz()))
    return min(ends, default=None)
