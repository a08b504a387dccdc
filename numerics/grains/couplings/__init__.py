"""Josephson coupling and dissipation of a bond."""
