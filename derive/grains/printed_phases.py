"""What the text states on the phase diagram, on films and on magnitudes, as it is printed.

1 stands for a statement that is said to hold.
"""

from sympy import Integer, Tuple

from derive.grains.symbols import J, dielectric, e
from derive.record import Form

PRINTED_PHASES: dict[str, Form] = {
    "cutoff-alpha": Integer(1),
    "expanded": Tuple(1, 1),
    "gap-vanishes": Integer(1),
    "length-unit": e**2 / (J * dielectric),
    "large-and-small": Tuple(-1, 1),
    "strips": Integer(1),
}
