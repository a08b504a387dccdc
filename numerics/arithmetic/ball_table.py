"""Every function of SymPy that has an enclosure in ball arithmetic, by its name.

Conventions (branches, values on cuts, the parameter m = k^2) are those of SymPy and mpmath.
"""

from typing import Any

from flint import acb

from numerics.arithmetic import ball_conditions as conditions
from numerics.arithmetic import ball_gamma as gamma
from numerics.arithmetic import ball_special as special
from numerics.arithmetic import error_function
from numerics.arithmetic.ball_values import Function, flint_function, real_or_complex, sharp
from numerics.arithmetic.bessel import besselk

_SAME_NAME = """exp log sin cos tan cot sec csc sinh cosh tanh coth sech csch
asin acos atan asinh acosh atanh sinc erf erfi gamma digamma zeta""".split()

# SymPy's name, flint's name, and the place of flint's first argument among SymPy's.
_OTHER_NAME = """loggamma lgamma 0
polygamma polygamma 1
lowergamma gamma_lower 1
uppergamma gamma_upper 1
RisingFactorial rising 0
polylog polylog 1
Ei ei 0
expint expint 1
li li 0
Si si 0
Ci ci 0
Shi shi 0
Chi chi 0
fresnels fresnel_s 0
fresnelc fresnel_c 0
besselj bessel_j 1
bessely bessel_y 1
besseli bessel_i 1
lerchphi lerch_phi 0
elliptic_f elliptic_f 0
legendre legendre_p 1
chebyshevt chebyshev_t 1
chebyshevu chebyshev_u 1
hermite hermite_h 1
laguerre laguerre_l 1
assoc_laguerre laguerre_l 2
assoc_legendre legendre_p 2
gegenbauer gegenbauer_c 2
jacobi jacobi_p 3"""

_INTEGERS = """LeviCivita lucas tribonacci motzkin bell genocchi andre partition
divisor_sigma legendre_symbol jacobi_symbol kronecker_symbol mobius primenu primeomega totient
reduced_totient primepi""".split()


def _airy(name: str, derivative: int) -> Function:
    @sharp
    def function(z: Any) -> Any:
        return getattr(real_or_complex(z), name)(derivative=derivative)

    return function


BALL_FUNCTIONS: dict[str, Function] = {
    **{name: flint_function(name) for name in _SAME_NAME},
    **{
        name: flint_function(method, int(place))
        for name, method, place in map(str.split, _OTHER_NAME.splitlines())
    },
    **{name: special.at_integers(name) for name in _INTEGERS},
    "airyai": _airy("airy_ai", 0),
    "airyaiprime": _airy("airy_ai", 1),
    "airybi": _airy("airy_bi", 0),
    "airybiprime": _airy("airy_bi", 1),
    # parts of a complex number, and steps
    "Abs": lambda z: abs(real_or_complex(z)),
    "arg": conditions.argument,
    "re": lambda z: acb(z).real,
    "im": lambda z: acb(z).imag,
    "conjugate": lambda z: acb(z).conjugate(),
    "sign": conditions.signum,
    "floor": conditions.floor,
    "ceiling": conditions.ceiling,
    "frac": lambda z: z - conditions.floor(z),
    "Mod": conditions.modulo,
    "Rem": conditions.remainder,
    "Max": conditions.largest,
    "Min": conditions.smallest,
    "Heaviside": conditions.heaviside,
    "KroneckerDelta": conditions.kronecker,
    "atan2": conditions.angle,
    "acot": special.acot,
    "acoth": special.acoth,
    # error functions, Bessel functions
    "erf2": error_function.erf2,
    "erfinv": error_function.erfinv,
    "erfc": error_function.erfc,
    "erfcinv": error_function.erfcinv,
    "besselk": besselk,
    "hankel1": special.hankel1,
    "hankel2": special.hankel2,
    "jn": special.jn,
    "yn": special.yn,
    "hn1": special.hn1,
    "hn2": special.hn2,
    # the gamma function and numbers of combinatorics
    "beta": gamma.beta,
    "betainc": gamma.betainc,
    "betainc_regularized": gamma.betainc_regularized,
    "factorial": gamma.factorial,
    "factorial2": gamma.factorial2,
    "subfactorial": gamma.subfactorial,
    "FallingFactorial": gamma.falling,
    "binomial": gamma.binomial,
    "harmonic": gamma.harmonic,
    "catalan": gamma.catalan,
    "bernoulli": gamma.bernoulli,
    "euler": gamma.euler,
    "fibonacci": gamma.fibonacci,
    # zeta functions, elliptic integrals and the others
    "dirichlet_eta": special.dirichlet_eta,
    "riemann_xi": special.riemann_xi,
    "stieltjes": special.stieltjes,
    "LambertW": special.lambertw,
    "elliptic_k": special.elliptic_k,
    "elliptic_e": special.elliptic_e,
    "elliptic_pi": special.elliptic_pi,
    "hermite_prob": special.hermite_prob,
    "Ynm": special.spherical_harmonic,
}
