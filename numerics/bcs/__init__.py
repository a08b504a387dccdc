"""The numbers of the theory of Bardeen, Cooper and Schrieffer, and what it hands in."""

from numerics.bcs.routes import ROUTES

__all__ = ["ROUTES"]
