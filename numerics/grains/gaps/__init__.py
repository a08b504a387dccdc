"""The gap equations (21) solved, and what follows from the gaps."""
