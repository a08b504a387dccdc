"""The commands that compute with this model."""

from numerics.grains.commands.couplings import add_coupling
from numerics.grains.commands.films import add_film, add_strips
from numerics.grains.commands.gaps import add_minigap, add_solve, add_spectrum, add_sweep
from numerics.grains.commands.phases import add_phase_diagram
from numerics.grains.commands.validity import add_validity

COMMANDS = (
    add_solve,
    add_spectrum,
    add_minigap,
    add_validity,
    add_sweep,
    add_coupling,
    add_phase_diagram,
    add_film,
    add_strips,
)

EXAMPLES = """\
  grains solve --omega 0.1 --gamma-m 0.2 --gamma-s 0.3
  grains spectrum --gamma-m 0.2 --gamma-s 0.3 -o spectrum.pdf
  grains validity 10-S-low -o validity.png
  grains phase-diagram -o fig1.pdf
  grains film --p 0.65 --gamma log:0.002:0.05:30 -o film.pdf
"""
