"""The gap equations (21) enclosed in ball arithmetic, with the physical branch certified.

An interval Newton step for the equations of `gaps.system` proves that a box holds exactly
one solution.  Two facts decide whether it is the physical one; here w = -i omega,
u = exp(i theta_S) and v = exp(i theta_M).

1. *Where Re u > 0 and Re v > 0 the solution is physical, and there is no other one like it.*
   For Re w >= 0 and u in the right half-plane, v^2 = `metal_angle` is a quotient of two numbers
   of the right half-plane, so one v is there too, and `superconductor_angle` leads back in the
   same way.  The solution is a fixed point of this holomorphic map of a half-plane into itself.
   By the lemma of Schwarz and Pick there is at most one, and its multiplier is smaller than 1
   in modulus, so that from Re w = 0 it continues to Re w > 0.
2. *Inside the minigap, on the real axis, everything is real and Re u = 0.*  There the cycle
   E -> R -> Delta_S -> Psi(E) is increasing and concave where E > 0 and R > 0, and it
   decreases as |omega| grows.  So it has at most two fixed points, and the one that is
   connected with omega = 0, which is the limit from above, is the one with Psi' < 1.
"""

from functools import cache

import flint
from flint import acb, arb

from numerics.arithmetic.certified import GUARD_BITS, certified, to_bits
from numerics.arithmetic.functions import ball_precision, plain_ball_function
from numerics.grains.gaps.cycle import cycle
from numerics.grains.gaps.one_way import enclose_one_way
from numerics.grains.gaps.system import determinant, functions, newton_step

START_BITS = 64  # of the first attempt; four times as many in each further one
ROUGH_PART = 3 / 16
DOUBLE_BITS = 48
SPARE_BITS = 6  # of the radius that is tried around an iterated E_S

Values = tuple[acb, arb, arb, arb]
Pair = tuple[acb, acb]


def gaps_on_imaginary_axis(
    omega: arb, gamma_m: arb, gamma_s: arb, delta0: arb, start: arb
) -> tuple[arb, arb]:
    """Delta_M and Delta_S at i omega for omega of any sign, from E_S in double precision."""
    bits = flint.ctx.prec - GUARD_BITS[0]
    gaps = enclose_imaginary(abs(omega), gamma_m, gamma_s, delta0, start, bits)
    if gaps[0].is_finite():
        return gaps
    metal, superconductor = enclose_gaps(acb(0, abs(omega)), gamma_m, gamma_s, delta0)
    return metal.real, superconductor.real


def gaps_on_real_axis(
    omega: arb, gamma_m: arb, gamma_s: arb, delta0: arb, eta: arb
) -> tuple[acb, acb]:
    """Delta_M and Delta_S at omega + i eta."""
    return enclose_gaps(acb(omega, eta), gamma_m, gamma_s, delta0)


def enclose_gaps(omega: acb, gamma_m: arb, gamma_s: arb, delta0: arb) -> tuple[acb, acb]:
    """Enclosures of Delta_M and Delta_S, the physical solution of (21), at the flint precision.

    omega lies in the closed upper half-plane; on the real axis the gaps are the limits from
    above.  The arguments may be balls: the result holds for every point in them.  Exact
    arguments give results that are accurate to the precision, which grows inside as needed.
    Units: those of delta0, the same for all arguments.  A rate may be exactly 0.
    Raises ValueError for omega below the real axis and for rates that are negative, and
    ArithmeticError, which names the point, where no certificate is found: at a gap edge, or
    for balls that are too wide.
    """
    values = (acb(0, -1) * omega, arb(gamma_m), arb(gamma_s), arb(delta0))
    _require_physical(values)
    if gamma_m == 0 or gamma_s == 0:
        return enclose_one_way(omega, *values[1:])
    bits = flint.ctx.prec
    exact = all(value.is_exact() for value in values)
    enough = to_bits(bits) if exact else lambda gaps: True
    (gaps,) = certified(_attempt, [values], bits, enough)
    if gaps is None:
        raise ArithmeticError(f"the gap equations have no certified solution at {_name(values)}")
    return +gaps[0], +gaps[1]


def enclose_imaginary(
    w: arb, gamma_m: arb, gamma_s: arb, delta0: arb, start: arb | float, bits: int
) -> tuple[arb, arb]:
    """Enclosures of Delta_M and Delta_S at omega = i w, w >= 0, to about so many bits.

    start: E_S in double precision.  On this axis the cycle of `gaps.cycle` decreases, so that it
    has one fixed point.  It is in every ball of t = 1/E_S that is mapped into itself, and between
    any t > 0 and t after the cycle.  From a bad start the enclosures are wide, or not finite.
    """
    F = cycle(plain_ball_function)
    w, gamma_m, gamma_s = w / delta0, gamma_m / delta0, gamma_s / delta0
    square, constant, weight, stiffness = F.coefficients(w, gamma_m, gamma_s)
    t = delta0 / start
    accuracy = DOUBLE_BITS
    while accuracy < bits:
        t = F.step(square, constant, weight, stiffness, gamma_m, t).mid()
        accuracy *= 2
    around = arb(t, t * _power_of_two(SPARE_BITS - bits))
    gap_M, gap_S = F.gaps(constant, weight, gamma_m, gamma_s, around)
    if not around.contains(F.following(square, gap_S)):
        _, gap_S = F.gaps(constant, weight, gamma_m, gamma_s, t)
        around = arb(t, abs(F.following(square, gap_S) - t).upper())
        gap_M, gap_S = F.gaps(constant, weight, gamma_m, gamma_s, around)
    return delta0 * gap_M, delta0 * gap_S


@cache
def _power_of_two(exponent: int) -> arb:
    return arb((1, exponent))


def _require_physical(values: Values) -> None:
    w, *energies = values
    if not (w.is_finite() and w.real.mid() >= 0):
        raise ValueError(f"omega at {_name(values)} is below the real axis: give Im omega >= 0")
    if not all(energy > 0 or energy == 0 for energy in energies[:2]) or not energies[2] > 0:
        raise ValueError(f"rates must be 0 or more and delta0 positive, not {_name(values)}")


def _name(values: Values) -> str:
    numbers = (acb(0, 1) * values[0], *values[1:])
    labels = ("omega", "gamma_m", "gamma_s", "delta0")
    return ", ".join(
        f"{label} = {number.mid().str(17, radius=False)}"
        for label, number in zip(labels, numbers, strict=True)
    )


def _attempt(values: Values, number: int) -> Pair | None:
    """One try: approximate and certify at the midpoint, then enclose for all of the balls."""
    middle = (values[0].mid(), values[1].mid(), values[2].mid(), values[3].mid())
    start_bits = min(flint.ctx.prec, START_BITS << 2 * number)
    with ball_precision(start_bits):
        start = _real(middle) or _clear(middle) or _rotated(middle)
    if start is None:
        return None
    box = _box(middle, *_polished(middle, *start, start_bits))
    if box is None or not _is_physical(middle, *box):
        return None
    if not all(value.is_exact() for value in values):
        box = _box(values, box[0].mid(), box[1].mid())
        if box is None:
            raise ArithmeticError(
                f"the balls around {_name(values)} are too wide to tell the solutions apart"
            )
    return _gaps(values, *box)


def _fixed(values: Values) -> tuple[acb | arb, ...]:
    """What the equations depend on beside E_S, R and Delta_S."""
    w, gamma_m, gamma_s, delta0 = values
    return *functions(plain_ball_function).coefficients(w, gamma_s), gamma_m, delta0


def _equations(fixed: tuple[acb | arb, ...], E: acb, R: acb) -> tuple[acb, ...]:
    """The two residuals and their four slopes."""
    F = functions(plain_ball_function)
    equations: tuple[acb, ...] = F.equations(*fixed, E, R, F.gap_S(*fixed[-2:], R))
    return equations


def _gaps(values: Values, E: acb, R: acb) -> Pair:
    _, gamma_m, gamma_s, delta0 = values
    delta = functions(plain_ball_function).gap_S(gamma_m, delta0, R)
    return functions(plain_ball_function).gap_M(gamma_s, E, delta), delta


def _real(values: Values) -> Pair | None:
    """The real solution on the imaginary axis or inside the minigap, by Newton for R from above."""
    w, gamma_m, gamma_s, delta0 = values
    if w.real != 0 and w.imag != 0:
        return None
    F, fixed = functions(plain_ball_function), _fixed(values)
    R = acb(w.real + gamma_s).mid()
    for _ in range(flint.ctx.prec):
        E = F.energy_squared(fixed[0], F.gap_S(gamma_m, delta0, R)).sqrt().mid()
        residuals_and_slopes = _equations(fixed, E, R)
        if not (_is_real(E, R) and R.real > 0 and determinant(*residuals_and_slopes[2:]).real > 0):
            return None
        _, step = newton_step(*residuals_and_slopes)
        R = (R - step).mid()
        if _relative(step, R) < arb(2) ** (-flint.ctx.prec // 2):
            return E, R
    return None


def _clear(values: Values) -> Pair | None:
    """Newton from the guess, where its result is far from the boundary of the physical branch."""
    found = _newton(values, _guess(values), arb(1))
    if found is None:
        return None
    margin = arb(2) ** (-flint.ctx.prec // 2)
    clear = all(phase.real > margin * abs(phase) for phase in _phases(values, *found))
    return found if clear else None


def _rotated(values: Values) -> Pair | None:
    """The solution followed from the imaginary axis to omega along the arc of constant |omega|."""
    target, gamma_m, gamma_s, delta0 = values
    modulus, angle = abs(target).mid(), target.arg().mid()

    def at(part: arb) -> Values:
        w = target if part == 1 else (modulus * acb(0, angle * part).exp()).mid()
        return w, gamma_m, gamma_s, delta0

    found = _newton(at(arb(0)), _guess(at(arb(0))), arb(1))
    part, step = arb(0), arb(1) / 4
    for _ in range(16 * flint.ctx.prec):
        if found is None or part == 1:
            break
        there = (part + step).min(arb(1))
        onward = _newton(at(there), found, arb(1) / 4)
        if onward:
            part, found, step = there, onward, 2 * step
        else:
            step = step / 2
    return found if part == 1 else None


def _guess(values: Values) -> Pair:
    E, R = functions(plain_ball_function).guess(*values)
    return E, R


def _newton(values: Values, start: Pair, first: arb) -> Pair | None:
    """A rough solution by Newton's method; None unless the steps start below `first` and shrink."""
    fixed, (E, R), bound = _fixed(values), start, first
    enough = arb(2) ** -int(ROUGH_PART * flint.ctx.prec)
    while True:
        dE, dR = newton_step(*_equations(fixed, E, R))
        size = _relative(dE, E).max(_relative(dR, R))
        if not size < bound:
            return None
        E, R, bound = (E - dE).mid(), (R - dR).mid(), size / 2
        if size < enough:
            return E, R


def _polished(values: Values, E: acb, R: acb, start_bits: int) -> Pair:
    """Newton's method from a rough solution, its precision growing with the accuracy."""
    bits = flint.ctx.prec
    accuracy = int(ROUGH_PART * start_bits)
    while accuracy < 2 * bits:
        accuracy *= 2
        with ball_precision(min(bits, start_bits + accuracy)):
            dE, dR = newton_step(*_equations(_fixed(values), E, R))
            E, R = (E - dE).mid(), (R - dR).mid()
    return E, R


def _box(values: Values, E: acb, R: acb) -> Pair | None:
    """Box around the point that holds exactly one solution, by an interval Newton step."""
    fixed = _fixed(values)
    f, g, *slopes = _equations(fixed, E, R)
    dE, dR = newton_step(f, g, *slopes)
    real = _is_real(E, R, dE, dR)
    for _ in range(8):
        around = _inflated(E, dE, real), _inflated(R, dR, real)
        dE, dR = newton_step(f, g, *_equations(fixed, *around)[2:])
        inside = E - dE, R - dR
        if all(_is_interior(*pair) for pair in zip(inside, around, strict=True)):
            return inside
    return None


def _inflated(middle: acb, step: acb, real: bool) -> acb:
    radius = 2 * abs(step).upper() + abs(middle).upper() * arb(2) ** (1 - flint.ctx.prec)
    return acb(arb(middle.real, radius), 0 if real else arb(middle.imag, radius))


def _is_interior(inner: acb, outer: acb) -> bool:
    imag = outer.imag.contains_interior(inner.imag) or _is_real(inner, outer)
    return outer.real.contains_interior(inner.real) and imag


def _is_physical(values: Values, E: acb, R: acb) -> bool:
    """Whether one of the two facts of the module's docstring holds in the box."""
    if all(phase.real > 0 for phase in _phases(values, E, R)):
        return True
    if not (values[0].real == 0 and _is_real(E, R) and E.real > 0 and R.real > 0):
        return False
    _, _, *slopes = _equations(_fixed(values), E, R)
    return bool(determinant(*slopes).real > 0)


def _phases(values: Values, E: acb, R: acb) -> tuple[acb, acb]:
    """exp(i theta) of the superconducting and of the metallic grains."""
    w, gamma_m, gamma_s, delta0 = values
    F = functions(plain_ball_function)
    u, v = F.phases(w, gamma_s, E, R, F.gap_S(gamma_m, delta0, R))
    return u, v


def _is_real(*numbers: acb) -> bool:
    return all(number.imag == 0 for number in numbers)


def _relative(step: acb, value: acb) -> arb:
    return (abs(step) / abs(value)).mid()
