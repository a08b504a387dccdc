"""Formulas of the Digital Library of Mathematical Functions, chapters 10 to 25.

Each is a number, the left side, the right side, and a point.
"""

from sympy import (
    Catalan,
    I,
    Integral,
    Rational,
    RisingFactorial,
    Sum,
    besseli,
    besselj,
    besselk,
    bessely,
    chebyshevt,
    cos,
    cosh,
    cot,
    dirichlet_eta,
    elliptic_e,
    elliptic_k,
    exp,
    factorial,
    gamma,
    hermite,
    hyper,
    laguerre,
    legendre,
    log,
    oo,
    pi,
    polylog,
    sin,
    sinh,
    sqrt,
    symbols,
    zeta,
)

a, b, c, s, t, x, z, nu = symbols("a b c s t x z nu")
n, k = symbols("n k", integer=True)
H = Rational

HIGHER = {
    "10.2.2": (
        (z / 2) ** nu
        * Sum((-1) ** k * (z**2 / 4) ** k / (factorial(k) * gamma(nu + k + 1)), (k, 0, oo)),
        besselj(nu, z),
        {nu: H(1, 3), z: 3},
    ),
    "10.9.1": (Integral(cos(z * sin(t)), (t, 0, pi)) / pi, besselj(0, z), {z: 2 + I}),
    "10.9.4": (
        (z / 2) ** nu
        / (sqrt(pi) * gamma(nu + H(1, 2)))
        * Integral((1 - t**2) ** (nu - H(1, 2)) * cos(z * t), (t, -1, 1)),
        besselj(nu, z),
        {nu: H(1, 4), z: 2},
    ),
    "10.9.6": (
        Integral(cos(z * sin(t) - nu * t), (t, 0, pi)) / pi
        - sin(nu * pi) / pi * Integral(exp(-z * sinh(t) - nu * t), (t, 0, oo)),
        besselj(nu, z),
        {nu: H(1, 3), z: 2},
    ),
    "10.9.7": (
        Integral(sin(z * sin(t) - nu * t), (t, 0, pi)) / pi
        - Integral((exp(nu * t) + exp(-nu * t) * cos(nu * pi)) * exp(-z * sinh(t)), (t, 0, oo))
        / pi,
        bessely(nu, z),
        {nu: H(1, 3), z: 2},
    ),
    "10.12.1": (
        Sum(t**n * besselj(n, z), (n, -oo, oo)),
        exp(z * (t - 1 / t) / 2),
        {z: 2, t: H(1, 2)},
    ),
    "10.32.1": (Integral(exp(z * cos(t)), (t, 0, pi)) / pi, besseli(0, z), {z: H(5, 2)}),
    "10.32.9": (
        Integral(exp(-z * cosh(t)) * cosh(nu * t), (t, 0, oo)),
        besselk(nu, z),
        {nu: H(1, 3), z: H(3, 2) + I},
    ),
    "10.32.10": (
        (z / 2) ** nu / 2 * Integral(exp(-t - z**2 / (4 * t)) / t ** (nu + 1), (t, 0, oo)),
        besselk(nu, z),
        {nu: H(1, 3), z: 2},
    ),
    "10.32.11": (
        gamma(nu + H(1, 2))
        * (2 * z) ** nu
        / (sqrt(pi) * x**nu)
        * Integral(cos(x * t) / (t**2 + z**2) ** (nu + H(1, 2)), (t, 0, oo)),
        besselk(nu, x * z),
        {nu: H(1, 3), x: 1, z: 2},
    ),
    "10.43.18": (Integral(besselk(0, t), (t, 0, oo)), pi / 2, {}),
    "13.4.1": (
        gamma(b)
        / (gamma(a) * gamma(b - a))
        * Integral(exp(z * t) * t ** (a - 1) * (1 - t) ** (b - a - 1), (t, 0, 1)),
        hyper([a], [b], z),
        {a: H(1, 3), b: H(3, 2), z: 2},
    ),
    "15.2.1": (
        Sum(
            RisingFactorial(a, n)
            * RisingFactorial(b, n)
            / (RisingFactorial(c, n) * factorial(n))
            * z**n,
            (n, 0, oo),
        ),
        hyper([a, b], [c], z),
        {a: H(1, 3), b: H(1, 2), c: H(5, 4), z: H(1, 4)},
    ),
    "15.4.20": (
        Sum(
            RisingFactorial(a, n) * RisingFactorial(b, n) / (RisingFactorial(c, n) * factorial(n)),
            (n, 0, oo),
        ),
        gamma(c) * gamma(c - a - b) / (gamma(c - a) * gamma(c - b)),
        {a: H(1, 3), b: H(1, 2), c: H(9, 4)},
    ),
    "15.6.1": (
        gamma(c)
        / (gamma(b) * gamma(c - b))
        * Integral(t ** (b - 1) * (1 - t) ** (c - b - 1) / (1 - z * t) ** a, (t, 0, 1)),
        hyper([a, b], [c], z),
        {a: H(2, 3), b: H(1, 2), c: H(7, 4), z: H(1, 3)},
    ),
    "18.12.4": (
        Sum(legendre(n, x) * z**n, (n, 0, oo)),
        1 / sqrt(1 - 2 * x * z + z**2),
        {x: H(1, 3), z: H(1, 2)},
    ),
    "18.12.8": (
        Sum(chebyshevt(n, x) * z**n, (n, 0, oo)),
        (1 - x * z) / (1 - 2 * x * z + z**2),
        {x: H(1, 3), z: H(1, 2)},
    ),
    "18.12.13": (
        Sum(laguerre(n, x) * z**n, (n, 0, oo)),
        exp(x * z / (z - 1)) / (1 - z),
        {x: H(1, 3), z: H(1, 2)},
    ),
    "18.12.15": (
        Sum(hermite(n, x) * z**n / factorial(n), (n, 0, oo)),
        exp(2 * x * z - z**2),
        {x: H(1, 3), z: H(1, 2)},
    ),
    "18.3.hermite": (
        Integral(hermite(3, t) ** 2 * exp(-(t**2)), (t, -oo, oo)),
        48 * sqrt(pi),
        {},
    ),
    "19.2.8": (
        Integral(1 / sqrt(1 - x * sin(t) ** 2), (t, 0, pi / 2)),
        elliptic_k(x),
        {x: H(1, 3)},
    ),
    "19.2.5": (Integral(sqrt(1 - x * sin(t) ** 2), (t, 0, pi / 2)), elliptic_e(x), {x: H(1, 3)}),
    "19.8.4": (
        2 / pi * Integral(1 / sqrt((t**2 + a**2) * (t**2 + b**2)), (t, 0, oo)),
        2 / (pi * b) * elliptic_k(1 - a**2 / b**2),
        {a: H(1, 5), b: 3},
    ),
    "20.7.32": (
        Sum(exp(-pi * x * n**2), (n, -oo, oo)),
        Sum(exp(-pi * n**2 / x), (n, -oo, oo)) / sqrt(x),
        {x: H(1, 3)},
    ),
    "24.7.2": (
        4 * Integral(t**3 / (exp(2 * pi * t) - 1), (t, 0, oo)),
        H(1, 60),
        {},
    ),
    "25.2.1": (Sum(1 / n**s, (n, 1, oo)), zeta(s), {s: H(3, 2) + 2 * I}),
    "25.2.3": (Sum((-1) ** (n - 1) / n**s, (n, 1, oo)), dirichlet_eta(s), {s: H(1, 3)}),
    "25.5.1": (
        Integral(t ** (s - 1) / (exp(t) - 1), (t, 0, oo)),
        gamma(s) * zeta(s),
        {s: H(5, 2)},
    ),
    "25.5.3": (
        Integral(t ** (s - 1) / (exp(t) + 1), (t, 0, oo)),
        gamma(s) * (1 - 2 ** (1 - s)) * zeta(s),
        {s: H(1, 2)},
    ),
    "25.8.6": (
        Sum(zeta(2 * n) * z ** (2 * n), (n, 1, oo)),
        H(1, 2) - pi * z * cot(pi * z) / 2,
        {z: H(1, 3)},
    ),
    "25.11.25": (
        Integral(t ** (s - 1) * exp(-a * t) / (1 - exp(-t)), (t, 0, oo)),
        gamma(s) * zeta(s, a),
        {s: H(5, 2), a: H(1, 3)},
    ),
    "25.11.40": (Sum((-1) ** n / (2 * n + 1) ** 2, (n, 0, oo)), Catalan, {}),
    "25.12.1": (-Integral(log(1 - t) / t, (t, 0, z)), polylog(2, z), {z: H(1, 2)}),
    "25.12.11": (
        z / gamma(s) * Integral(t ** (s - 1) / (exp(t) - z), (t, 0, oo)),
        polylog(s, z),
        {s: H(3, 2), z: H(1, 2)},
    ),
}
