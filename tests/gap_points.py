"""Rates and bare gaps of grains at which gaps, minigap and states are tested."""

POINTS = (
    (0.3, 0.2, 1.0),
    (2.0, 5.0, 1.0),
    (0.5, 1.25, 1.75),
    (0.03125, 0.02, 1.0),
    (1.0, 0.1, 0.7),
)

# Rates as a command takes them.
RATES = ["--gamma-m", "0.2", "--gamma-s", "0.3"]
