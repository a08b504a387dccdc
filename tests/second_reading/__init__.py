"""A second transcription of the printed equations, made independently of derive/grains/printed.py.

Every function returns what the paper prints under the label in its name,
misprints included; nothing is corrected here. Conventions: ``omega`` is the
argument of the Green's functions (the printed i omega), in the upper
half-plane; |X|^2 under a square root is read as X^2; d/dtau is a number ``d``;
matrices are nested lists.
"""

from second_reading import (
    couplings,
    greens_functions,
    phases,
    statements,
    statements_phases,
)

EQUATIONS = {
    name: read
    for part in (greens_functions, couplings, phases, statements, statements_phases)
    for name, read in vars(part).items()
    if name.startswith("eq_")
}
