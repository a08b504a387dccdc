"""The numbers of the mean field, exact, each in this one place.

To derive them takes seconds, which a phase boundary does not wait for: a test compares each with
its derivation.  alpha is h/(2 e^2 R), as in (25a) to (28).
"""

from sympy import Expr, Rational, pi

METALS: Expr = pi  # alpha_MM of (14) as derived, h/(2 e^2 R_MM), times e^2 R_MM/hbar
PURE_JOSEPHSON: Expr = pi / 4  # J_SS at T = 0 over Delta_0, times e^2 R_SS/hbar
ALPHA_OF_CONDUCTANCE: Expr = METALS / (2 * pi)  # the same, times R e^2/h
DAMPING: Expr = 1 / (8 * pi)  # b over alpha, where (27) sums 1/(omega^2 + 2 b |omega| + J_R/E_0)
END: Expr = 1 / (16 * pi**2)  # J/E_0 on the boundary at alpha = 1, where it ends
QUADRATIC: Expr = 2 * pi**2  # of m^2 in (25a), times beta E_0
LINEAR: Expr = Rational(1, 2)  # of |m| in (25a), over alpha
