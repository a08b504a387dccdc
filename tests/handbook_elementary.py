"""Formulas of the Digital Library of Mathematical Functions, chapters 4 to 9.

Each is a number, the left side, the right side, and a point.
"""

from sympy import (
    Ci,
    Ei,
    EulerGamma,
    I,
    Integral,
    Product,
    Rational,
    Si,
    Sum,
    airyai,
    asin,
    atan,
    binomial,
    cos,
    cot,
    coth,
    digamma,
    erf,
    erfc,
    exp,
    expint,
    factorial,
    fresnelc,
    gamma,
    log,
    loggamma,
    oo,
    pi,
    sin,
    sqrt,
    symbols,
    uppergamma,
)

a, b, t, x, z = symbols("a b t x z")
n, k = symbols("n k", integer=True)
H = Rational

ELEMENTARY = {
    "4.6.1": (Sum((-1) ** (n + 1) * z**n / n, (n, 1, oo)), log(1 + z), {z: H(1, 3)}),
    "4.19.1": (
        Sum((-1) ** n * z ** (2 * n + 1) / factorial(2 * n + 1), (n, 0, oo)),
        sin(z),
        {z: 2 + I},
    ),
    "4.22.1": (z * Product(1 - z**2 / (n**2 * pi**2), (n, 1, oo)), sin(z), {z: H(3, 2)}),
    "4.22.3": (1 / z + 2 * z * Sum(1 / (z**2 - n**2 * pi**2), (n, 1, oo)), cot(z), {z: H(1, 2)}),
    "4.24.1": (
        Sum(binomial(2 * n, n) * z ** (2 * n + 1) / (4**n * (2 * n + 1)), (n, 0, oo)),
        asin(z),
        {z: H(1, 2)},
    ),
    "4.36.3": (1 / z + 2 * z * Sum(1 / (z**2 + n**2 * pi**2), (n, 1, oo)), coth(z), {z: 2}),
    "5.2.1": (Integral(exp(-t) * t ** (z - 1), (t, 0, oo)), gamma(z), {z: H(1, 3) + I}),
    "5.7.6": (
        -EulerGamma - 1 / z + Sum(z / (k * (k + z)), (k, 1, oo)),
        digamma(z),
        {z: H(2, 3)},
    ),
    "5.8.2": (
        z * exp(EulerGamma * z) * Product((1 + z / k) * exp(-z / k), (k, 1, oo)),
        1 / gamma(z),
        {z: H(1, 3)},
    ),
    "5.9.1": (Integral(exp(-(t**a)), (t, 0, oo)) * a, gamma(1 / a), {a: H(5, 2)}),
    "5.9.6": (
        Integral(t ** (z - 1) * cos(t), (t, 0, oo)),
        gamma(z) * cos(pi * z / 2),
        {z: H(1, 3)},
    ),
    "5.9.10": (
        (z - H(1, 2)) * log(z)
        - z
        + log(2 * pi) / 2
        + 2 * Integral(atan(t / z) / (exp(2 * pi * t) - 1), (t, 0, oo)),
        loggamma(z),
        {z: H(3, 2)},
    ),
    "5.9.12": (
        Integral(exp(-t) / t - exp(-z * t) / (1 - exp(-t)), (t, 0, oo)),
        digamma(z),
        {z: H(3, 2)},
    ),
    "5.9.18": (-Integral(exp(-t) * log(t), (t, 0, oo)), EulerGamma, {}),
    "5.12.1": (
        Integral(t ** (a - 1) * (1 - t) ** (b - 1), (t, 0, 1)),
        gamma(a) * gamma(b) / gamma(a + b),
        {a: H(1, 3), b: H(5, 4)},
    ),
    "5.12.2": (
        Integral(sin(t) ** (2 * a - 1) * cos(t) ** (2 * b - 1), (t, 0, pi / 2)),
        gamma(a) * gamma(b) / gamma(a + b) / 2,
        {a: H(2, 3), b: H(3, 4)},
    ),
    "5.12.3": (
        Integral(t ** (a - 1) / (1 + t) ** (a + b), (t, 0, oo)),
        gamma(a) * gamma(b) / gamma(a + b),
        {a: H(1, 3), b: H(5, 4)},
    ),
    "6.2.1": (Integral(exp(-t) / t, (t, x, oo)), expint(1, x), {x: H(2, 3)}),
    "6.2.9": (Integral(sin(t) / t, (t, 0, z)), Si(z), {z: 3}),
    "6.2.11": (-Integral(cos(t) / t, (t, z, oo)), Ci(z), {z: H(5, 2)}),
    "6.2.13": (EulerGamma + log(z) - Integral((1 - cos(t)) / t, (t, 0, z)), Ci(z), {z: 3}),
    "6.6.1": (EulerGamma + log(x) + Sum(x**n / (factorial(n) * n), (n, 1, oo)), Ei(x), {x: 2}),
    "6.7.1": (
        Integral(exp(-a * t) / (t + b), (t, 0, oo)),
        exp(a * b) * expint(1, a * b),
        {a: 2, b: H(1, 3)},
    ),
    "7.2.1": (2 / sqrt(pi) * Integral(exp(-(t**2)), (t, 0, z)), erf(z), {z: 1 + I}),
    "7.2.7": (Integral(cos(pi * t**2 / 2), (t, 0, z)), fresnelc(z), {z: 2}),
    "7.6.1": (
        2 / sqrt(pi) * Sum((-1) ** n * z ** (2 * n + 1) / (factorial(n) * (2 * n + 1)), (n, 0, oo)),
        erf(z),
        {z: 2},
    ),
    "7.7.1": (
        2 / pi * exp(-(z**2)) * Integral(exp(-(z**2) * t**2) / (t**2 + 1), (t, 0, oo)),
        erfc(z),
        {z: H(4, 3)},
    ),
    "7.14.1": (
        Integral(exp(2 * I * a * t) * erfc(b * t), (t, 0, oo)),
        (exp(-(a**2) / b**2) * (1 + erf(I * a / b)) - 1) / (2 * I * a),
        {a: H(1, 2), b: 1},
    ),
    "8.2.2": (Integral(t ** (a - 1) * exp(-t), (t, z, oo)), uppergamma(a, z), {a: H(1, 3), z: 2}),
    "9.5.1": (Integral(cos(t**3 / 3 + x * t), (t, 0, oo)) / pi, airyai(x), {x: H(1, 2)}),
    "9.10.11": (Integral(airyai(t), (t, 0, oo)), H(1, 3), {}),
}
