"""Verdicts as documents."""
