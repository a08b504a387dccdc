"""How work is run, and how its results are kept."""
