"""The mean field of the phases, (26) to (28)."""
