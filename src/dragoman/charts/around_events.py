"""What a series did around events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.charts import parts
from dragoman.charts.theme import LIGHT, Theme, plate
from dragoman.relations.event_study import EventStudy

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["around_events"]


def around_events(
    study: EventStudy,
    *,
    unit: str = "periods",
    label: str | None = None,
    theme: Theme = LIGHT,
    width: int = 460,
    height: int = 200,
    title: str | None = None,
) -> LayerChart:
    """Draw the mean course of a series around events before the band of the placebo dates.

    Parameters
    ----------
    study : EventStudy
        From `dragoman.relations.event_study.event_study`.
    unit : str
        What a period is: "months".
    label, theme, width, height, title
    """
    import altair as alt

    rows: list[parts.Row] = [dict(row, run=0) for row in study.profile.iter_rows(named=True)]
    low = min(min(r["low"], r["mean"]) for r in rows)
    high = max(max(r["high"], r["mean"]) for r in rows)
    x = alt.X(
        "when:Q",
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(
            labelExpr="(datum.value > 0 ? '+' : '') + datum.value",
            grid=False,
            tickMinStep=1,
            title=f"{unit} from the event",
        ),
    )
    domain = (low, high)
    y = parts.flat("mean", label or "change", domain=domain)
    data = parts.values(rows)
    layers = [
        parts.band(
            data,
            x,
            parts.flat("low", label or "change", domain=domain),
            high="high",
            color=alt.value(theme.lanes[4]),
            opacity=0.25,
        ),
        parts.zero(theme.line, label or "change", domain),
        parts.mark([{"when": 0}], theme, x),
        alt.Chart(data).mark_line(aria=False, color=theme.lanes[0], strokeWidth=2).encode(x=x, y=y),
        alt.Chart(data)
        .mark_circle(aria=False, color=theme.lanes[0], size=24, opacity=1)
        .encode(x=x, y=y, tooltip=[alt.Tooltip("when:Q"), alt.Tooltip("mean:Q", format=".3f")]),
    ]
    told = f"{len(study.events)} events; change {study.change:+.3g}, p = {study.p:.3g}"
    return plate(
        alt.layer(*layers).properties(
            width=width,
            height=height,
            title=alt.TitleParams(text=title or "Around the events", subtitle=told),
        ),
        theme,
    )
