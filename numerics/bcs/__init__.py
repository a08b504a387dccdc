"""The numbers of the theory of Bardeen, Cooper and Schrieffer, and what it hands in."""

from numerics.bcs.figures import FIGURES
from numerics.bcs.routes import ROUTES

__all__ = ["FIGURES", "ROUTES"]
