"""Colours, shapes and type of all charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from altair import FacetChart, LayerChart, VConcatChart

__all__ = ["CSS", "DARK", "LIGHT", "Theme", "dress", "plate", "stacked"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as any string that SVG takes.

    Attributes
    ----------
    lanes : tuple of str
        Verbal co-operation, material co-operation, verbal conflict, material conflict, other.
    shapes : tuple of str
        Vega symbol names in the same order, so that no lane rests on colour alone.
    """

    text: str
    muted: str
    line: str
    paper: str
    lanes: tuple[str, ...]
    shapes: tuple[str, ...] = ("circle", "square", "triangle-up", "diamond", "cross")
    font: str = "system-ui, sans-serif"


LIGHT = Theme(
    text="#1d1c1a",
    muted="#625e55",
    line="#dad5c9",
    paper="#fdfcf9",
    lanes=("#3b7ea1", "#1f5f55", "#b0741a", "#a3323a", "#6d6a63"),
)
"""For notebooks and print."""

DARK = Theme(
    text="#e6e2d8",
    muted="#a49e91",
    line="#393a3f",
    paper="#17181b",
    lanes=("#7fb7d6", "#63b8a4", "#dca44e", "#e5848a", "#a5a198"),
)
"""For notebooks with a dark page."""

CSS = Theme(
    text="var(--ink)",
    muted="var(--muted)",
    line="var(--line)",
    paper="var(--paper)",
    lanes=tuple(f"var(--lane-{number})" for number in range(1, 6)),
    font="var(--sans)",
)
"""For inline SVG: the page's style sheet decides, so one chart serves light, dark and paper."""


def _axes(chart: Any, theme: Theme) -> Any:
    """Return a chart with bare view and quiet axes."""
    return chart.configure_view(stroke=None).configure_axis(
        labelColor=theme.muted,
        titleColor=theme.muted,
        domainColor=theme.line,
        tickColor=theme.line,
        gridColor=theme.line,
        labelFontSize=11,
        titleFontSize=11,
        titleFontWeight="normal",
    )


def dress(
    chart: LayerChart | FacetChart, theme: Theme, datasets: Mapping[str, list[dict[str, Any]]]
) -> LayerChart:
    """Return the chart with frame, axes and type of the theme, and its named data.

    The data come last and beside Altair's constructors, which check every row against the schema
    again for every layer (a second for each thousand points).
    """
    dressed: LayerChart = _axes(
        chart.configure(background="transparent", font=theme.font, padding=0, autosize={"type": "fit-x"}),
        theme,
    )
    dressed.datasets = dict(datasets)
    return dressed


def plate(
    chart: LayerChart | FacetChart | VConcatChart,
    theme: Theme,
    *,
    title: str | None = None,
    background: bool = False,
) -> LayerChart:
    """Return a chart of measures with frame, axes, titles and legends of the theme.

    Parameters
    ----------
    chart : altair chart, its data inside
    theme : Theme
    title : str, optional
    background : bool, default False
        Whether the paper is painted; else the page shows through.
    """
    # Names at the ends of lines are measured in one font and shown in another: room on the right.
    titled: Any = chart.properties(title=title) if title else chart
    configured = titled.configure(
        background=theme.paper if background else "transparent",
        font=theme.font,
        padding={"left": 5, "top": 5, "bottom": 5, "right": 28},
    )
    dressed: LayerChart = (
        _axes(configured, theme)
        .configure_title(
            color=theme.text, subtitleColor=theme.muted, fontSize=12, subtitleFontSize=11,
            anchor="start", frame="group", fontWeight="normal", offset=8,
        )
        .configure_legend(labelColor=theme.muted, titleColor=theme.muted, labelFontSize=11, titleFontSize=11)
    )  # fmt: skip
    return dressed


def stacked(
    layers: Sequence[Any], theme: Theme, *, width: int, height: float, title: str | None = None
) -> LayerChart:
    """Lay layers over each other, give them their size and a title, and dress them as `plate` does."""
    import altair as alt

    return plate(alt.layer(*layers).properties(width=width, height=height), theme, title=title)
