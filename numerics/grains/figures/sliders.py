"""For a notebook: figures with sliders, with a picture where there is no kernel, and a table."""

import io
from base64 import b64encode
from dataclasses import dataclass
from html import escape
from typing import Any

from derive.grains.symbols import NOTATION, Delta_0, Gamma_M, Gamma_S
from derive.papers import equation
from numerics.grains.figures.states import spectrum
from numerics.grains.phases.alphas import NORMALISATIONS, critical_alphas, critical_resistances
from numerics.judge.shown import HtmlTable, typeset

LOWEST, HIGHEST = -3, 1  # decades of the rates, in units of Delta_0


@dataclass(frozen=True, eq=False)
class Sliders:
    """A widget, and the PNG that stands for it where no widget can."""

    widget: Any
    picture: bytes

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = self.widget._repr_mimebundle_(**options)
        return bundle | {"image/png": b64encode(self.picture).decode()}


def spectrum_sliders(gamma_m: float = 0.2, gamma_s: float = 0.3) -> Sliders:
    """The densities of states with sliders for both rates, which are in units of Delta_0.

    Raises ImportError, which says what to install, without ipywidgets.
    """
    try:
        from ipywidgets import FloatLogSlider, Image, VBox
    except ImportError:
        raise ImportError("sliders need ipywidgets: pip install '.[notebooks]'") from None

    still = spectrum_png(gamma_m, gamma_s)
    image = Image(value=still, format="png")
    sliders = [
        FloatLogSlider(
            value=rate,
            min=LOWEST,
            max=HIGHEST,
            step=0.05,
            description=rf"\({NOTATION.latex[symbol]}/{NOTATION.latex[Delta_0]}\)",
            continuous_update=False,
        )
        for symbol, rate in ((Gamma_M, gamma_m), (Gamma_S, gamma_s))
    ]

    def redraw(_: Any) -> None:
        image.value = spectrum_png(*(slider.value for slider in sliders))

    for slider in sliders:
        slider.observe(redraw, names="value")
    return Sliders(VBox([*sliders, image]), still)


def spectrum_png(gamma_m: float, gamma_s: float) -> bytes:
    """The figure of the spectrum as a PNG."""
    from matplotlib.figure import Figure

    figure = Figure(layout="constrained")
    spectrum(gamma_m, gamma_s, ax=figure.subplots())
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def alpha_table() -> HtmlTable:
    """The critical alpha, and the resistance of that bond, in the normalisation of each equation.

    The resistance at which alpha = 1 there is beside it: that is what alpha_c = 1 would imply.
    """
    values, resistances = critical_alphas(), critical_resistances()
    head = ("label", "title", "critical alpha", "R at alpha = 1, in h/e²")
    return HtmlTable(
        tuple(map(typeset, head)),
        tuple(
            (
                escape(label),
                typeset(equation(label).title),
                typeset(str(values[label])),
                typeset(str(resistances[label])),
            )
            for label in NORMALISATIONS
        ),
    )
