"""The integer model (25a), sampled."""
