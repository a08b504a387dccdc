"""The derivation, a module for each part of it, in the paper's order."""
