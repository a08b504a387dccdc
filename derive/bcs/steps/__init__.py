"""The derivations, from one pair of states to the gap near the transition."""
