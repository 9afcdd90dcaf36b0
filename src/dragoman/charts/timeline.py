"""The timeline: one point a report, four lanes, no line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.charts.points import LANES, Point, Source, lay, millis, period
from dragoman.charts.theme import LIGHT, Theme, dress

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["timeline"]

_RUG = 26.0


def timeline(
    points: Sequence[Point],
    sources: Sequence[Source] = (),
    *,
    theme: Theme = LIGHT,
    width: int | str = 760,
) -> LayerChart:
    """Draw each dated report as a point in the lane of its quad class.

    Full points are told as having happened; hollow ones are negated, hypothetical, announced or
    general.  A date wider than a dot (a year, a decade, a war) is drawn as the stretch of time it
    covers with the point in its middle.  Reports without a date are not drawn: the caller lists
    them.  Nothing is joined by a line and an empty stretch says that these documents are silent.

    Parameters
    ----------
    points : sequence of Point
    sources : sequence of Source, optional
        Documents; those with a date become ticks under the lanes.
    theme : Theme, default LIGHT
    width : int, pixels, or "container"

    Returns
    -------
    altair.LayerChart

    Examples
    --------
    >>> from dragoman.model import parse_edtf
    >>> chart = timeline([Point("r1", parse_edtf("1992-05-31"), quad=1, label="talks, 31 May 1992")])
    >>> len(chart.layer)
    3
    """
    import altair as alt

    span = period([p.date for p in points] + [s.date for s in sources])
    laid = lay(points, span)
    rug = [
        {"t": millis(day), "y": laid.height + 10, "y2": laid.height + 20, "label": s.label}
        for s in sources
        if s.date is not None and (day := s.date.earliest or s.date.latest) is not None
    ]
    height = laid.height + (_RUG if rug else 0)
    x = alt.X(
        "t:T",
        scale=alt.Scale(type="utc", nice=False),
        axis=alt.Axis(format=_format(span), grid=False, title=None, labelOverlap=True, tickCount=12),
    )
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    color = alt.Color("lane:N", scale=alt.Scale(domain=list(LANES), range=list(theme.lanes)), legend=None)
    shape = alt.Shape("lane:N", scale=alt.Scale(domain=list(LANES), range=list(theme.shapes)), legend=None)
    # The floors run over the whole span and so give the axis its ends (an explicit domain of dates
    # is lost where Vega interprets expressions instead of compiling them, as a strict page must).
    marks = [{"t": span[0], "end": span[1], "y": row["floor"]} for row in laid.lanes]
    heads = [dict(row, y=row["label"]) for row in laid.lanes]
    if rug:
        heads.append({"lane": "Documents, by date of publication", "y": laid.height + 3})
    data = alt.NamedData("points")
    floors = (
        alt.Chart(alt.NamedData("marks"))
        .mark_rule(aria=False, color=theme.line, strokeWidth=1)
        .encode(x=x, x2=alt.X2("end:T"), y=y)
    )
    names = (
        alt.Chart(alt.NamedData("heads"))
        .mark_text(aria=False, align="left", baseline="middle", fontSize=11, color=theme.muted)
        .encode(x=alt.value(0), y=y, text="lane:N")
    )
    stretches = (
        alt.Chart(data)
        .transform_filter("isValid(datum.from)")
        .mark_rule(aria=False, strokeWidth=2, opacity=0.4)
        .encode(x=alt.X("from:T"), x2=alt.X2("to:T"), y=y, color=color)
    )
    dots = (
        alt.Chart(data)
        .mark_point(aria=False, size=42, strokeWidth=1.4, opacity=1, cursor="pointer")
        .encode(
            x=x,
            y=y,
            shape=shape,
            stroke=color,
            fill=alt.Fill(
                "lane:N", scale=alt.Scale(domain=list(LANES), range=list(theme.lanes)), legend=None
            ),
            fillOpacity=alt.condition("datum.counted", alt.value(0.9), alt.value(0)),
            tooltip=alt.Tooltip("label:N"),
        )
    )
    ticks = (
        alt.Chart(alt.NamedData("rug"))
        .mark_rule(aria=False, color=theme.text, strokeWidth=1.2)
        .encode(x=alt.X("t:T"), y=alt.Y("y:Q"), y2=alt.Y2("y2:Q"), tooltip=alt.Tooltip("label:N"))
    )
    layers = [floors, *([stretches] if any("from" in row for row in laid.rows) else []), dots, names]
    if rug:
        layers.append(ticks)
    return dress(
        alt.layer(*layers, width=width, height=height),
        theme,
        {"points": laid.rows, "marks": marks, "heads": heads, "rug": rug},
    )


def _format(span: tuple[int, int]) -> str:
    return "%b %Y" if span[1] - span[0] < 4 * 366 * 86_400_000 else "%Y"
