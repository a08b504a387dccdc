"""For each label, a way to the value of the derived form that does not use it."""

from numerics.grains.routes.born import BORN_ROUTES
from numerics.grains.routes.conduction import CONDUCTION_ROUTES
from numerics.grains.routes.couplings import COUPLING_ROUTES
from numerics.grains.routes.diagram import DIAGRAM_ROUTES
from numerics.grains.routes.films import FILM_ROUTES
from numerics.grains.routes.gaps import GAP_ROUTES
from numerics.grains.routes.heights import SIMULATION_ROUTES, THOROUGH_ROUTES
from numerics.grains.routes.kernels import KERNEL_ROUTES
from numerics.grains.routes.limits import LIMIT_ROUTES
from numerics.grains.routes.meanfield import MEANFIELD_ROUTES
from numerics.grains.routes.model import MODEL_ROUTES
from numerics.grains.routes.note16 import NOTE_16_ROUTES
from numerics.grains.routes.statements import STATEMENT_ROUTES
from numerics.grains.routes.transition import TRANSITION_ROUTES
from numerics.grains.routes.windings import WINDING_ROUTES
from numerics.judge.route import Route

__all__ = ["ROUTES", "THOROUGH_ROUTES"]

ROUTES: dict[str, Route] = {
    **MODEL_ROUTES,
    **BORN_ROUTES,
    **GAP_ROUTES,
    **LIMIT_ROUTES,
    **COUPLING_ROUTES,
    **MEANFIELD_ROUTES,
    **TRANSITION_ROUTES,
    **SIMULATION_ROUTES,
    **FILM_ROUTES,
    **WINDING_ROUTES,
    **KERNEL_ROUTES,
    **STATEMENT_ROUTES,
    **DIAGRAM_ROUTES,
    **NOTE_16_ROUTES,
    **CONDUCTION_ROUTES,
}
