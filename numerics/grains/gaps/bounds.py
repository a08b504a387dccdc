"""The limits of the paper that are proved with an error bound, by the label of their equation."""

from collections.abc import Callable, Mapping

from numerics.grains.gaps import bounds_above, bounds_above_next, bounds_below, bounds_edge
from numerics.judge.bounds import Bound

BOUNDS: Mapping[str, tuple[Callable[[], Bound], ...]] = {
    "10-M-weak": (bounds_above.metal_weak, bounds_above_next.metal_weak),
    "10-S-high": (bounds_above.superconductor_high, bounds_above_next.superconductor_high),
    "10-S-low": (bounds_below.low, bounds_below.low_with_next_term),
    "11-low": (bounds_below.zero,),
    "strong": (bounds_below.strong_metal, bounds_below.strong_superconductor),
    "minigap-weak": (bounds_edge.weak,),
}
