"""An integrand on complex boxes: its value, and whether it is analytic there.

`acb.integral` asks both of a box around the path (F. Johansson, arXiv:1802.07942).  Functions
of a real variable that are not analytic are replaced by analytic ones on which they agree along
the path: conj(g(t)) by the reflection conj(g(conj t)), and what depends on a sign (Abs, sign,
Piecewise, Max, a power or logarithm of a negative number) by the branch that the sign chooses.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from typing import Any

import sympy
from flint import acb, arb
from sympy.core.relational import Relational

from numerics.arithmetic.enclosures import NOT_FINITE, NoEnclosure
from numerics.arithmetic.late import late

Boxes = Callable[[Sequence[acb], bool], acb]

MOST_STEPS = 64  # values of a floor function on one box

MEROMORPHIC = """exp sin cos tan cot sec csc sinh cosh tanh coth sech csch sinc erf erfc erfi gamma
factorial digamma polygamma zeta dirichlet_eta airyai airybi airyaiprime airybiprime Si Shi fresnels
fresnelc RisingFactorial FallingFactorial binomial beta""".split()

ALGEBRAIC: tuple[Any, ...] = (
    sympy.Add,
    sympy.Mul,
    sympy.Pow,
    sympy.Number,
    sympy.NumberSymbol,
    sympy.Symbol,
)
ALGEBRAIC += (type(sympy.I), sympy.Tuple)

ON_NEGATIVE = "log loggamma Ei Ci Chi".split()  # cut along the negative axis in the argument
ORDERED = "besselj bessely besseli besselk expint uppergamma lowergamma".split()  # in the last one


@dataclass(frozen=True)
class Switch:
    """A real expression whose sign, or whose floor, chooses a branch; `symbol` stands for it."""

    symbol: sympy.Symbol
    argument: sympy.Expr
    is_floor: bool


@dataclass(frozen=True)
class Switched:
    """An expression in which the symbols of switches stand for signs and floors, in order."""

    body: sympy.Expr
    switches: tuple[Switch, ...]


def reflected(form: sympy.Expr) -> sympy.Expr:
    """conj(form) for real arguments: every function here is real on a part of the real axis."""
    if form.has(sympy.hankel1, sympy.hankel2, sympy.Ynm):
        raise NoEnclosure(f"ball arithmetic has no enclosure for the conjugate of {form}")
    leaves = {s: sympy.conjugate(s) for s in form.free_symbols if not s.is_real}
    return form.xreplace(leaves | {sympy.I: -sympy.I}) if leaves or form.has(sympy.I) else form


def switched(form: sympy.Expr) -> Switched:
    """The form with its signs and floors taken out, the innermost first."""
    found: dict[tuple[sympy.Expr, bool], Switch] = {}

    def switch(argument: sympy.Expr, is_floor: bool = False) -> sympy.Symbol:
        if reflected(argument) != argument:
            raise NoEnclosure(f"ball arithmetic cannot compare {argument}, which may be complex")
        key = (argument, is_floor)
        if key not in found:
            symbol = sympy.Dummy("floor" if is_floor else "sign", real=True)
            found[key] = Switch(symbol, argument, is_floor)
        return found[key].symbol

    def walk(e: Any) -> Any:
        if not e.args or isinstance(e, sympy.Integral | sympy.Sum | sympy.Product):
            return e
        return _without_switches(e, [walk(part) for part in e.args], switch)

    body = walk(form)
    return Switched(body, tuple(found.values()))


def _without_switches(e: Any, parts: list[Any], switch: Callable[..., sympy.Symbol]) -> Any:
    """One node, whose parts have been done."""
    rebuilt = e.func(*parts) if parts != list(e.args) else e
    g = parts[0]
    match e:
        case sympy.Abs():
            return switch(g) * g if reflected(g) == g else sympy.sqrt(g * reflected(g))
        case sympy.conjugate():
            return rebuilt if g.is_Symbol else reflected(g)
        case sympy.re():
            return (g + reflected(g)) / 2
        case sympy.im():
            return (g - reflected(g)) / (2 * sympy.I)
        case sympy.arg():
            return (sympy.log(g) - sympy.log(reflected(g))) / (2 * sympy.I)
        case sympy.sign():
            return switch(g)
        case sympy.Heaviside():
            return (1 + switch(g)) / 2
        case sympy.floor():
            return switch(g, is_floor=True)
        case sympy.ceiling():
            return -switch(-g, is_floor=True)
        case sympy.frac():
            return g - switch(g, is_floor=True)
        case sympy.Mod():
            return g - parts[1] * switch(g / parts[1], is_floor=True)
        case sympy.Max() | sympy.Min():
            side = 1 if isinstance(e, sympy.Max) else -1
            return reduce(lambda a, b: (a + b + side * switch(a - b) * (a - b)) / 2, parts)
        case Relational():
            return e.func(switch(parts[0] - parts[1]), 0)
        case sympy.log() if reflected(g) == g and not g.is_positive:
            branches = (sympy.log(g), sympy.log(-g) + sympy.I * sympy.pi)
            return sympy.Piecewise((branches[0], switch(g) >= 0), (branches[1], True))
        case sympy.Pow() if not parts[1].is_integer and reflected(g) == g and not g.is_nonnegative:
            turned = (-g) ** parts[1] * sympy.exp(sympy.I * sympy.pi * parts[1])
            return sympy.Piecewise((rebuilt, switch(g) >= 0), (turned, True))
    return rebuilt


def chosen(form: Any, switches: Sequence[Switch], pattern: Sequence[int]) -> Any:
    """The form, with the first of its switches set."""
    return form.subs({s.symbol: value for s, value in zip(switches, pattern, strict=False)})


def guards(form: sympy.Expr) -> list[sympy.Expr]:
    """What must keep off the cut from -oo to 0 for the form to be analytic in its variables.

    A form without switches.  Raises NoEnclosure for a function whose cuts are not known here.
    """
    cuts: list[Any] = []
    for e in sympy.preorder_traversal(form):
        name, z = type(e).__name__, e.args[-1] if e.args else sympy.S.Zero
        if e.is_Pow and not e.exp.is_integer:
            cuts.append(e.base)
        elif name in ("asin", "acos", "atanh"):
            cuts += [1 - z, 1 + z]
        elif name in ("atan", "asinh"):
            cuts += [1 - sympy.I * z, 1 + sympy.I * z]
        elif name == "acosh" or name == "li":
            cuts.append(z - 1)
        elif name == "LambertW" and len(e.args) == 1:
            cuts.append(z + sympy.exp(-1))
        elif name in ("elliptic_k", "elliptic_e", "polylog") and (
            len(e.args) == 1 or name[0] == "p"
        ):
            cuts.append(1 - z)
        elif name == "hyper" and len(e.ap) <= len(e.bq) + 1:
            cuts += [1 - z] if len(e.ap) > len(e.bq) else []
        elif name in ON_NEGATIVE:
            cuts.append(z)
        elif name in ORDERED:
            cuts += [] if _is_entire(e) else [z]
        elif not (isinstance(e, ALGEBRAIC) or name in MEROMORPHIC or _is_polynomial(e)):
            raise NoEnclosure(f"ball arithmetic does not know where {name} is analytic")
    return [cut for cut in dict.fromkeys(cuts) if not cut.is_positive or cut.free_symbols]


def _is_entire(e: sympy.Expr) -> bool:
    return isinstance(e, sympy.besselj | sympy.besseli) and e.args[0].is_integer is True


def _is_polynomial(e: sympy.Expr) -> bool:
    names = "legendre chebyshevt chebyshevu hermite laguerre assoc_laguerre gegenbauer jacobi"
    return type(e).__name__ in names.split() and e.args[0].is_integer is True


def compiled(form: Any, symbols: Sequence[sympy.Symbol]) -> Callable[..., Any]:
    """`ball_function`, which itself calls on integrals and sums."""
    return late("ball_function")(symbols, form)


@lru_cache(maxsize=512)
def on_boxes(form: sympy.Expr, symbols: tuple[sympy.Symbol, ...]) -> Boxes:
    """The form as a function of boxes for its symbols, and of a flag.

    With the flag the result is not finite where the form is not analytic in its symbols, all
    of which are real along the path.  Without it the result holds the values at real arguments.
    """
    inner, form = _inner_functions(_added_up(form), symbols)
    parts = switched(form)
    places = (*symbols, *inner)

    @cache
    def analytic_piece(pattern: tuple[int, ...]) -> tuple[Callable[..., Any], int]:
        body = chosen(parts.body, parts.switches, pattern)
        cuts = guards(body)
        return compiled(sympy.Tuple(body, *cuts), places), len(cuts)

    @cache
    def argument(pattern: tuple[int, ...]) -> Callable[..., Any]:
        switch = parts.switches[len(pattern)]
        return compiled(chosen(switch.argument, parts.switches, pattern), places)

    def value(boxes: list[acb], analytic: bool, pattern: tuple[int, ...]) -> acb:
        if len(pattern) == len(parts.switches):
            result, *cuts = map(acb, analytic_piece(pattern)[0](*boxes))
            return NOT_FINITE if analytic and any(map(meets_cut, cuts)) else result
        at = acb(argument(pattern)(*boxes)).real
        choices = _choices(at, parts.switches[len(pattern)].is_floor)
        if not choices or (analytic and len(choices) > 1):
            return NOT_FINITE
        return reduce(acb.union, (value(boxes, analytic, (*pattern, c)) for c in choices))

    def evaluate(boxes: Sequence[acb], analytic: bool) -> acb:
        extended = [*boxes, *(function(boxes, analytic) for function in inner.values())]
        return value(extended, analytic, ())

    return evaluate


def _added_up(form: sympy.Expr) -> sympy.Expr:
    """The form with its finite sums and products written out."""

    def written(e: Any) -> sympy.Expr:
        (index, first, last) = e.limits[0]
        if e.limits[1:] or not (first.is_Integer and last.is_Integer and last - first < MOST_STEPS):
            raise NoEnclosure(f"ball arithmetic does not know where {e} is analytic")
        terms = [e.function.subs(index, k) for k in range(int(first), int(last) + 1)]
        return sympy.Add(*terms) if isinstance(e, sympy.Sum) else sympy.Mul(*terms)

    return form.replace(lambda e: isinstance(e, sympy.Sum | sympy.Product), written)


def _inner_functions(
    form: sympy.Expr, symbols: tuple[sympy.Symbol, ...]
) -> tuple[dict[sympy.Symbol, Boxes], sympy.Expr]:
    """A symbol for every integral within the form, with its function of boxes."""
    integral_on_boxes = late("integral_on_boxes")
    found: dict[sympy.Expr, sympy.Symbol] = {}
    for e in form.atoms(sympy.Integral):
        found[e] = sympy.Dummy("inner", real=reflected(e) == e)
    functions = {symbol: integral_on_boxes(e, symbols) for e, symbol in found.items()}
    return functions, form.xreplace(found)


def meets_cut(box: acb) -> bool:
    """Whether a box may meet the real axis from -oo to 0."""
    return not (box.real > 0 or box.imag > 0 or box.imag < 0)


def _choices(at: arb, is_floor: bool) -> list[int]:
    """The signs, or the floors, that a number in a ball may have."""
    if not at.is_finite():
        return []
    if is_floor:
        first, last = (int(end.floor().unique_fmpz() or 0) for end in (at.lower(), at.upper()))
        return list(range(first, last + 1)) if last - first < MOST_STEPS else []
    if at.is_zero():
        return [0]
    return [s for s, excluded in ((1, at <= 0), (-1, at >= 0)) if not excluded]


def breaks(form: sympy.Expr, t: sympy.Symbol) -> list[sympy.Expr]:
    """Where in t the form may change its branch: real zeros of its switches, where they are easy.

    These only help: what is not found here is found by bisection.
    """
    points: list[sympy.Expr] = []
    for switch in switched(form).switches:
        argument = switch.argument
        if argument.is_polynomial(t) and not switch.is_floor:
            degree = sympy.degree(argument, t) if argument.has(t) else 0
            points += sympy.roots(argument, t) if 0 < degree <= 2 else []
    return [point for point in dict.fromkeys(points) if reflected(point) == point]
