"""From a chart to what a page can hold: specification, still picture, runtime."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["runtime", "spec", "svg"]


def spec(chart: LayerChart) -> dict[str, Any]:
    """Return the chart as a Vega-Lite specification with its data inside."""
    made: dict[str, Any] = chart.to_dict()
    return made


def svg(chart: LayerChart) -> str:
    """Return the chart as SVG, drawn in this process: no browser, no network."""
    import vl_convert

    picture: str = vl_convert.vegalite_to_svg(spec(chart), allowed_base_urls=[])
    return picture


@lru_cache(maxsize=1)
def runtime() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script that needs no network.

    After it has run, ``window.vegaEmbed`` is there.
    """
    import vl_convert

    script: str = vl_convert.javascript_bundle()
    return script
