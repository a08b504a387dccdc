"""The letters of the theory of Bardeen, Cooper and Schrieffer.  hbar = k_B = 1."""

from derive.notation import Notation

NOTATION = Notation()
letter = NOTATION.letter

xi = letter("xi", "energy", r"\xi", real=True)  # of an electron, from the Fermi level
Delta = letter("Delta", "energy", r"\Delta", positive=True)
Delta_0 = letter("Delta_0", "energy", r"\Delta(0)", positive=True)
omega_D = letter("omega_D", "energy", r"\hbar\omega_D", positive=True)
N_0 = letter("N_0", "1/(energy volume)", "N(0)", positive=True)  # density of states for one spin
V = letter("V", "energy volume", "V", positive=True)  # attraction below the cutoff omega_D
T = letter("T", "energy", "kT", positive=True)
T_c = letter("T_c", "energy", "kT_c", positive=True)
