"""Bardeen, Cooper, Schrieffer 1957: the gap of a superconductor and its transition."""

from derive.bcs.catalogue import PAPER

__all__ = ["PAPER"]
