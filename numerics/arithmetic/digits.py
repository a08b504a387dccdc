"""How many certified digits may be asked for, anywhere."""

DIGITS = range(5, 10_001)
