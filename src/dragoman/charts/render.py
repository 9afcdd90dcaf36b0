"""From a chart to what a page can hold: specification, still picture, runtime."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["png", "runtime", "spec", "svg"]


def spec(chart: LayerChart) -> dict[str, Any]:
    """Return the chart as a Vega-Lite specification with its data inside."""
    # The schema is not checked again for each data row: that takes a second per thousand points.
    made: dict[str, Any] = chart.to_dict(validate=False)
    for rows in made.get("datasets", {}).values():
        for row in rows:
            for name, value in row.items():
                if isinstance(value, str) and not value.isascii():
                    row[name] = value.encode("utf-8", "replace").decode(
                        "utf-8"
                    )  # a lone surrogate has no JSON
    return made


def svg(chart: LayerChart | Mapping[str, Any]) -> str:
    """Return a chart or its specification as SVG, drawn in this process: no browser, no network."""
    import vl_convert

    made = dict(chart) if isinstance(chart, Mapping) else spec(chart)
    picture: str = vl_convert.vegalite_to_svg(made, allowed_base_urls=[])
    return picture


def png(chart: LayerChart | Mapping[str, Any], *, scale: float = 2.0) -> bytes:
    """Return a chart or its specification as PNG; CSS colours are unknown there, take LIGHT or DARK."""
    import vl_convert

    made = dict(chart) if isinstance(chart, Mapping) else spec(chart)
    picture: bytes = vl_convert.vegalite_to_png(made, scale=scale, allowed_base_urls=[])
    return picture


@lru_cache(maxsize=1)
def runtime() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script that needs no network.

    After it has run, ``window.vegaEmbed`` is there.
    """
    import vl_convert

    script: str = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # its stub has no default
    return script
