"""The equations as they are commonly printed, by label: the only hand transcription.

The letters are those of textbooks.  The paper of 1957 writes epsilon for xi, epsilon_0 for Delta
and hbar omega for the cutoff; it has numbers of three digits where a closed form stands here.
"""

from sympy import EulerGamma, Expr, Integral, Rational, exp, pi, sinh, sqrt, tanh, zeta

from derive.bcs.symbols import N_0, Delta, T, T_c, V, omega_D, xi

_E = sqrt(xi**2 + Delta**2)

PRINTED: dict[str, Expr] = {
    "occupation": Rational(1, 2) * (1 - xi / _E),
    "amplitude": Delta / (2 * _E) * tanh(_E / (2 * T)),
    "gap-equation": Integral(tanh(_E / (2 * T)) / _E, (xi, 0, omega_D)),
    "gap": omega_D / sinh(1 / (N_0 * V)),
    "gap-weak": 2 * omega_D * exp(-1 / (N_0 * V)),
    "transition": 2 * exp(EulerGamma) / pi * omega_D * exp(-1 / (N_0 * V)),
    "ratio": 2 * pi / exp(EulerGamma),
    "gap-near-transition": pi * sqrt(8 / (7 * zeta(3))) * T_c * sqrt(1 - T / T_c),
}
