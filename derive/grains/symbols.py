"""Every symbol once: letter, assumption, unit, LaTeX.

hbar = e = k_B = 1.  Energies, rates and frequencies share one unit, which numerical
functions take to be Delta_0 unless they are told otherwise.
"""

from sympy import Function, symbols

from derive.notation import Notation

NOTATION = Notation()
letter = NOTATION.letter


# Frequencies and the cutoff.  omega lies in the upper half-plane (or on the real axis, as
# the limit from above); i omega_n does too, so Re omega_n > 0.
omega = letter("omega", "energy", r"\omega")
omega_n = letter("omega_n", "energy", r"\omega_n")
w = letter("w", "energy", r"w", positive=True)
tau = letter("tau", "1/energy", r"\tau", real=True)
beta = letter("beta", "1/energy", r"\beta", positive=True)
tau_ = letter("tau'", "1/energy", r"\tau'", real=True)
s = letter("s", "1/energy", "s", real=True)
d_tau = letter("d_tau", "energy", r"\frac{\partial}{\partial\tau}")
cutoff = letter("D", "energy", "D", positive=True)

# One grain.
xi = letter("xi", "energy", r"\xi", real=True)
xi_k = letter("xi_k", "energy", r"\xi_{k}", real=True)
xi_mk = letter("xi_mk", "energy", r"\xi_{-k}", real=True)
Delta = letter("Delta", "energy", r"|\Delta|", positive=True)
Delta_0 = letter("Delta_0", "energy", r"\Delta_0", positive=True)
U = letter("U", "energy", "U", real=True)
N_M = letter("N_M", "1/(energy volume)", r"N_M(0)", positive=True)
N_S = letter("N_S", "1/(energy volume)", r"N_S(0)", positive=True)

# Two grains: capacitance, tunnelling amplitude, tunnelling rates.
c_ij = letter("c_ij", "1/energy", r"c_{ij}", positive=True)
E_ij = letter("E_ij", "energy", r"E_{ij}", positive=True)
Q = letter("Q", "1", "Q", real=True)
t = letter("t", "energy sqrt(volume)", "t", positive=True)
t_kp = letter("t_kp", "energy", r"t_{kp}^{(ij)}")
t_pk = letter("t_pk", "energy", r"t_{pk}^{(ji)}")
volume = letter("V", "volume", "V", positive=True)
Gamma_M = letter("Gamma_M", "energy", r"\Gamma_M", positive=True)
Gamma_S = letter("Gamma_S", "energy", r"\Gamma_S", positive=True)

# Physical units, and the normal-state resistance of a bond between two kinds of grains.
hbar = letter("hbar", "energy time", r"\hbar", positive=True)
e = letter("e", "charge", "e", positive=True)
T = letter("T", "energy", "kT", positive=True)
R_SM = letter("R_SM", "resistance", r"R_{SM}", positive=True)
R_SS = letter("R_SS", "resistance", r"R_{SS}", positive=True)
R_MM = letter("R_MM", "resistance", r"R_{MM}", positive=True)
Delta_1 = letter("Delta_1", "energy", r"\Delta_1", positive=True)
Delta_2 = letter("Delta_2", "energy", r"\Delta_2", positive=True)

# The phase model on the lattice: (22)-(28).
E_0 = letter("E_0", "energy", "E_0", positive=True)
J = letter("J", "energy", "J", positive=True)
J_MF = letter("J_MF", "energy", "J_{MF}", positive=True)
J_R = letter("J_R", "energy", "J_R", positive=True)
P_0 = letter("P_0", "1", "P_n(0)", positive=True)
alpha = letter("alpha", "1", r"\alpha", positive=True)
n_i = letter("n_i", "1", "n_i", integer=True)
m = letter("m", "1", r"\Delta n_{ij}", integer=True)
n = letter("n", "1", "n", integer=True)
fluctuation = letter("fluctuation", "1", r"\langle|\Delta\phi_p|^2\rangle", positive=True)
spread = letter(
    "spread", "1", r"\langle(\Delta\phi_p(\tau)-\Delta\phi_p(\tau'))^2\rangle", positive=True
)
K_R = letter("K_R", "1", "K_R", positive=True)
Gamma = letter("Gamma", "energy", r"\Gamma", positive=True)
L_0 = letter("L_0", "length", "L_0", positive=True)

# A film of random grains: share of metallic grains, percolation thresholds, level spacing.
p_metal = letter("p", "1", "p", positive=True)
p_site = letter("p_site", "1", r"p_{\mathrm{site}}", positive=True)
p_c = letter("p_c", "1", "p_c", positive=True)
delta = letter("delta", "energy", r"\delta", positive=True)
t_2 = letter("t_2", "1", "t_2", positive=True)  # the exponent of conduction in two dimensions
rows = letter("M", "1", "M", integer=True, positive=True)  # of grains in a metallic strip

Lambda = letter("Lambda", "1", r"\Lambda", positive=True)  # ln(2 Delta_0/Gamma_S)

# The size of a grain, and the dielectric constant between grains.
L_grain = letter("L", "length", "L", positive=True)
dielectric = letter("epsilon", "1", r"\varepsilon", positive=True)

# Values at one frequency: complex, hence without assumption.
Delta_M = letter("Delta_M", "energy", r"\Delta_M(\omega)")
Delta_S = letter("Delta_S", "energy", r"\Delta_S(\omega)")
Sigma_M = letter("Sigma_M", "energy", r"\Sigma_M")
Sigma_S = letter("Sigma_S", "energy", r"\Sigma_S")
D_M = letter("D_M", "energy", r"D_M")
D_S = letter("D_S", "energy", r"D_S")
g_M = letter("g_M", "1/(energy volume)", r"g_M")
g_S = letter("g_S", "1/(energy volume)", r"g_S")
f_M = letter("f_M", "1/(energy volume)", r"f_M")
f_S = letter("f_S", "1/(energy volume)", r"f_S")
gamma_M = letter("gamma_M", "1/(energy^2 volume)", r"\gamma_M(\omega)")
gamma_S = letter("gamma_S", "1/(energy^2 volume)", r"\gamma_S(\omega)")
G_11, G_12, G_21, G_22 = (
    letter(f"G_{ab}", "1/(energy volume)", f"G_{{{ab}}}") for ab in ("11", "12", "21", "22")
)
m_11, m_12, m_21, m_22 = (
    letter(f"m_{ab}", "energy", f"m_{{{ab}}}") for ab in ("11", "12", "21", "22")
)

# Angles and their parametrisations: R, u = exp(i theta_S), v = exp(i theta_M), x = tan(theta_S/2).
R = letter("R", "energy", "R", positive=True)
u = letter("u", "1", "u")
v = letter("v", "1", "v")
x = letter("x", "1", "x")

# Functions of imaginary time.
V_i, V_j, phi_i, phi_j, phi_p = (
    Function(name, real=True)(tau) for name in ("V_i", "V_j", "phi_i", "phi_j", "phi_p")
)
lambda_i = Function("lambda_i")(tau)
Delta_i = Function("Delta_i")(tau)
NOTATION.latex.update(
    {
        V_i: r"V_i(\tau)",
        V_j: r"V_j(\tau)",
        phi_i: r"\phi_i(\tau)",
        phi_j: r"\phi_j(\tau)",
        phi_p: r"\Delta\phi_p(\tau)",
        lambda_i: r"\lambda_i(\tau)",
        Delta_i: r"\Delta_i(\tau)",
    }
)

# Green's functions of both grains of a bond in imaginary time; s = tau - tau'.
g_i, g_j, f_i, f_j = (Function(name)(s) for name in ("g_i", "g_j", "f_i", "f_j"))
NOTATION.latex.update(
    (function, f"{function.func.__name__}(s)") for function in (g_i, g_j, f_i, f_j)
)

# The kernel of (25b).
alpha_s = Function("alpha")(s)
NOTATION.latex[alpha_s] = r"\alpha(s)"

# Grassmann fields: state k of grain i and state p of grain j, each with its time-reversed
# partner of opposite spin, which is written c_down.
_FIELDS = {
    "c_i": r"c_{ik\uparrow}",
    "cbar_i": r"c^+_{ik\uparrow}",
    "c_i_down": r"c_{i-k\downarrow}",
    "cbar_i_down": r"c^+_{i-k\downarrow}",
    "c_j": r"c_{jp\uparrow}",
    "cbar_j": r"c^+_{jp\uparrow}",
    "c_j_down": r"c_{j-p\downarrow}",
    "cbar_j_down": r"c^+_{j-p\downarrow}",
}
c_i, cbar_i, c_i_down, cbar_i_down, c_j, cbar_j, c_j_down, cbar_j_down = (
    Function(name, commutative=False)(tau) for name in _FIELDS
)
NOTATION.latex.update(
    (Function(name, commutative=False)(tau), rf"{text}(\tau)") for name, text in _FIELDS.items()
)
NOTATION.text.update({d_tau: "∂_τ", tau_: "τ′"})

# Site and state indices of (1e).
i, j, k, p = symbols("i j k p", integer=True)
i_, j_, k_, p_ = symbols("i' j' k' p'", integer=True)
