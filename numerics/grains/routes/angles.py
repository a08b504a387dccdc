"""A solution of (18) and (19) proposed: Newton's method for the two angles of the matrices.

Integrated over xi, a matrix is -i pi N (cos theta + i sin theta tau_1).  It commutes with
nothing but itself and the unit matrix, so that with its inverse M_0 - Sigma at xi = 0, which has
the Sigma of the neighbours, the off-diagonal entry of the product vanishes: with w = -i omega

    f_M = w sin theta_M - Gamma_S sin(theta_S - theta_M) = 0
    f_S = w sin theta_S - Delta_0 cos theta_S + Gamma_M sin(theta_S - theta_M) = 0.

An angle is the pair of its cosine and sine, both to full relative accuracy.  What is found is
the midpoint of an approximation: `routes.solution` certifies it by the matrices themselves.
"""

from typing import Any

from flint import acb, arb, ctx

Ball = Any  # arb on the imaginary axis, acb elsewhere
Angle = tuple[Ball, Ball]
Angles = tuple[Angle, Angle]  # of the metallic and of the superconducting grains
Energies = tuple[Ball, Ball, Ball]  # Gamma_M, Gamma_S, Delta_0

ROUGH = arb(2) ** -20  # relative change by the last step of a rough solution
FIRST_CHANGE = arb(0.5)  # a Newton step along the arc that is larger is not trusted
MOST_STEPS = 1000
RIGHT_ANGLE = (arb(0), arb(1))


def newton_step(w: Ball, energies: Energies, angles: Angles) -> tuple[Ball, Ball]:
    """What Newton's method takes off both angles.

    The determinant is a sum of products, none of which cancel on the imaginary axis.
    """
    gamma_M, gamma_S, gap = energies
    (a_M, c_M), (a_S, c_S) = angles
    sine, cosine = c_S * a_M - a_S * c_M, a_S * a_M + c_S * c_M
    f_M, f_S = w * c_M - gamma_S * sine, w * c_S - gap * a_S + gamma_M * sine
    own_M, own_S = w * a_M, w * a_S + gap * c_S
    to_M, to_S = gamma_S * cosine, gamma_M * cosine
    determinant = own_M * own_S + own_M * to_S + own_S * to_M
    step_M = (f_M * (own_S + to_S) + to_M * f_S) / determinant
    step_S = (f_S * (own_M + to_M) + to_S * f_M) / determinant
    return step_M, step_S


def turned(angle: Angle, step: Ball) -> Angle:
    """The angle less atan(step), which for a last step of Newton's is the step itself."""
    a, c = angle
    a, c = a + step * c, c - step * a
    norm = (a * a + c * c).sqrt()
    return (a / norm).mid(), (c / norm).mid()


def change(angles: Angles, steps: tuple[Ball, Ball]) -> arb:
    """The largest relative change of a cosine or sine; not a number where one is 0."""
    pairs = zip(angles, steps, strict=True)
    metal, superconductor = (abs(step) * abs(a / c).max(abs(c / a)) for (a, c), step in pairs)
    return metal.max(superconductor)


def on_imaginary_axis(w: arb, energies: Energies) -> Angles:
    """Rough angles at omega = i w, w > 0: from right angles down, kept between 0 and pi/2.

    Raises ArithmeticError where the method does not converge.
    """
    angles: Angles = (RIGHT_ANGLE, RIGHT_ANGLE)
    for _ in range(MOST_STEPS):
        steps = newton_step(w, energies, angles)
        size = change(angles, steps)
        metal, superconductor = zip(angles, steps, strict=True)
        angles = _acute(*metal), _acute(*superconductor)
        if size < ROUGH:
            return angles
    raise ArithmeticError(f"the angles at omega = i {w.str(20)} are not found")


def _acute(angle: Angle, step: arb) -> Angle:
    """The angle turned by the step, or by the largest of its binary fractions that is allowed."""
    while True:
        a, c = turned(angle, step)
        if a > 0 and c > 0:
            return a, c
        step = (step / 2).mid()


def rough_angles(omega: acb, energies: Energies) -> Angles:
    """Rough angles at omega, Im omega >= 0: followed from the imaginary axis along |omega|.

    Raises ArithmeticError where the arc cannot be followed to its end.
    """
    target = (acb(0, -1) * omega).mid()
    modulus, argument = abs(target).mid(), target.arg().mid()
    (a_M, c_M), (a_S, c_S) = on_imaginary_axis(modulus, energies)
    angles: Angles = ((acb(a_M), acb(c_M)), (acb(a_S), acb(c_S)))
    part, step = arb(0), arb(1)
    for _ in range(MOST_STEPS):
        there = (part + step).min(arb(1))
        w = target if there == 1 else (modulus * acb(0, argument * there).exp()).mid()
        onward = _followed(w, energies, angles)
        if onward is None:
            step = (step / 2).mid()
        elif there == 1:
            return onward
        else:
            part, angles, step = there, onward, 2 * step
    raise ArithmeticError(f"the angles at omega = {omega.str(20)} are not found")


def _followed(w: acb, energies: Energies, angles: Angles) -> Angles | None:
    """Rough angles by Newton's method; None unless its steps are small and shrink."""
    bound = FIRST_CHANGE
    while True:
        steps = newton_step(w, energies, angles)
        size = change(angles, steps)
        if not size < bound:
            return None
        angles = turned(angles[0], steps[0]), turned(angles[1], steps[1])
        if size < ROUGH:
            return angles
        bound = size / 2


def refined(w: Ball, energies: Energies, angles: Angles) -> Angles:
    """The angles by Newton's method, until the next step is below the working precision.

    Or as far as rounding lets it come; near an edge the first steps but halve the distance.
    """
    enough = arb(2) ** (-ctx.prec // 2)
    for _ in range(ctx.prec):
        steps = newton_step(w, energies, angles)
        size = change(angles, steps)
        angles = turned(angles[0], steps[0]), turned(angles[1], steps[1])
        if size < enough:
            break
    return angles
