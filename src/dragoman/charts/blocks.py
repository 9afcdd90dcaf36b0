"""Phases of a series, what happened around events, who answers whom, forecasts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from dragoman.charts import parts
from dragoman.charts.points import millis
from dragoman.charts.theme import LIGHT, Theme, plate, stacked
from dragoman.model.errors import InputError
from dragoman.relations.answers import Response
from dragoman.relations.event_study import EventStudy
from dragoman.relations.forecast import Forecast
from dragoman.relations.phases import Phases

if TYPE_CHECKING:
    from altair import LayerChart, X

__all__ = ["around_events", "fan", "phase_line", "response", "skill"]


def phase_line(
    values: ArrayLike,
    found: Phases,
    *,
    starts: Sequence[int] | Sequence[date] | None = None,
    label: str | None = None,
    theme: Theme = LIGHT,
    width: int = 640,
    height: int = 200,
    title: str | None = None,
) -> LayerChart:
    """Draw a series with the level of each phase, each break and the interval that dates it.

    Parameters
    ----------
    values : array (n,)
    found : Phases
        From `dragoman.relations.phases.change_points` on these values.
    starts : sequence of int (years) or of date, optional
        Where each value stands; by default 0, 1, ...
    label : str, optional
        What the values are.
    theme, width, height, title
    """
    import altair as alt

    series = np.asarray(values, dtype=np.float64).tolist()
    n = len(series)
    if not n or (found.breaks and found.breaks[-1].at >= n):
        raise InputError("These phases are not those of this series: a break lies beyond its end.")
    at: list[int | date] = list(range(n)) if starts is None else list(starts)
    if len(at) != n:
        raise InputError(f"There are {n} values and {len(at)} starts; give one for each value.")
    days = isinstance(at[0], date)
    places = [float(millis(t)) if isinstance(t, date) else float(t) for t in at]
    half = (places[1] - places[0]) / 2 if n > 1 else 0.5
    x = _axis(parts.stamps(places[0], places[-1]) if days else None)
    low, high = min(*series, 0.0), max(series)
    domain = (low, high + 0.04 * (high - low) if high > low else high + 1)
    edges = [0, *(b.at for b in found.breaks), n]
    steps: list[parts.Row] = [
        {
            "x": places[a] - half,
            "x2": places[b - 1] + half,
            "y": mean,
            "label": f"phase {k + 1}: {b - a} periods, mean {mean:.3g}",
        }
        for k, ((a, b), mean) in enumerate(zip(pairwise(edges), found.levels, strict=True))
    ]
    bands: list[parts.Row] = [
        {"x": places[min(b.low, n - 1)] - half, "x2": places[min(b.high, n - 1)] - half} for b in found.breaks
    ]
    rules: list[parts.Row] = [{"x": places[b.at] - half, "label": _told(at, b.at)} for b in found.breaks]
    points: list[parts.Row] = [{"x": place, "y": value} for place, value in zip(places, series, strict=True)]
    y = parts.flat("y", label, domain=domain)
    layers = [
        alt.Chart(parts.values(bands))
        .mark_rect(aria=False, color=theme.lanes[3], opacity=0.14)
        .encode(x=x, x2="x2"),
        parts.mark(rules, theme, x),
        alt.Chart(parts.values(points))
        .mark_line(aria=False, color=theme.lanes[4], strokeWidth=1)
        .encode(x=x, y=y),
        alt.Chart(parts.values(points))
        .mark_circle(aria=False, color=theme.lanes[4], size=10, opacity=1)
        .encode(x=x, y=y),
        alt.Chart(parts.values(steps))
        .mark_rule(aria=False, color=theme.text, strokeWidth=2.5)
        .encode(x=x, x2="x2", y=y, tooltip=alt.Tooltip("label:N")),
        alt.Chart(parts.values(rules))
        .mark_text(aria=False, color=theme.lanes[3], align="left", dx=4, dy=7, baseline="top", fontSize=11)
        .encode(x=x, y=alt.value(0), text="label:N"),
    ]
    return stacked(layers, theme, width=width, height=height, title=title)


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


def response(
    answers: dict[str, Response],
    *,
    unit: str = "periods",
    theme: Theme = LIGHT,
    width: int = 460,
    height: int = 180,
    title: str | None = None,
) -> LayerChart:
    """Draw who answers whom: the response after each lag, with its 95 % interval.

    Parameters
    ----------
    answers : dict of name to Response
        From `dragoman.relations.dynamics.reciprocity` or `third_party`, such as both directions of a dyad.
    unit, theme, width, height, title
    """
    import altair as alt

    if not answers:
        raise InputError("There is no response to draw.")
    names = list(answers)
    rows: list[parts.Row] = []
    for k, (name, found) in enumerate(answers.items()):
        shift = 0.14 * (k - (len(names) - 1) / 2)
        for lag, (value, error) in enumerate(zip(found.by_lag, found.errors, strict=True), start=1):
            rows.append(
                {
                    "x": lag + shift,
                    "y": value,
                    "low": value - 1.96 * error,
                    "high": value + 1.96 * error,
                    "name": name,
                }
            )
    low, high = min(0.0, min(r["low"] for r in rows)), max(0.0, max(r["high"] for r in rows))
    longest = max(found.lags for found in answers.values())
    domain = (low, high)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[0.5, longest + 0.5], nice=False),
        axis=alt.Axis(format="d", grid=False, values=list(range(1, longest + 1)), title=f"{unit} later"),
    )
    paint = parts.colour(theme, names)
    data = parts.values(rows)
    shape = alt.Shape(
        "name:N",
        scale=alt.Scale(domain=names, range=[theme.shapes[k % 5] for k in range(len(names))]),
        legend=None,
    )
    heads: list[parts.Row] = [
        {
            "k": k,
            "name": name,
            "label": f"{name}: {found.total:+.2f} in all (± {1.96 * found.total_error:.2f}), "
            f"p = {found.p:.2g}",
        }
        for k, (name, found) in enumerate(answers.items())
    ]
    layers = [
        parts.zero(theme.muted, "response per unit", domain),
        alt.Chart(data)
        .mark_rule(aria=False, strokeWidth=1.6)
        .encode(x=x, y=parts.flat("low", "response per unit", domain=domain), y2="high", color=paint),
        alt.Chart(data)
        .mark_point(aria=False, size=50, filled=True, opacity=1)
        .encode(
            x=x,
            y=parts.flat("y", "response per unit", domain=domain),
            color=paint,
            shape=shape,
            tooltip=[alt.Tooltip("name:N"), alt.Tooltip("y:Q", format=".3f")],
        ),
        *(
            alt.Chart(parts.values([head]))
            .mark_text(aria=False, align="right", baseline="top", fontSize=11, dy=14 * head["k"])
            .encode(x=alt.value(width), y=alt.value(0), text="label:N", color=paint)
            for head in heads
        ),
    ]
    return stacked(layers, theme, width=width, height=height, title=title)


def fan(
    values: ArrayLike,
    forecasts: dict[str, Forecast],
    *,
    starts: Sequence[int] | None = None,
    label: str | None = None,
    theme: Theme = LIGHT,
    width: int = 640,
    height: int = 200,
    title: str | None = None,
) -> LayerChart:
    """Draw a series and what is expected of it: the mean of each model, and the 50 and 90 % of the last one.

    Parameters
    ----------
    values : array (n,)
    forecasts : dict of name to Forecast
        The naive one first; the last one gets its intervals drawn.
    starts : sequence of int, optional
        Where the values stand; one apart.
    label, theme, width, height, title
    """
    import altair as alt

    series = np.asarray(values, dtype=np.float64).tolist()
    if not forecasts or not series:
        raise InputError("A fan needs a series and at least one forecast.")
    at = list(range(len(series))) if starts is None else [int(t) for t in starts]
    if len(at) != len(series):
        raise InputError(f"There are {len(series)} values and {len(at)} starts; give one for each value.")
    names = list(forecasts)
    past: list[parts.Row] = [{"x": t, "y": v} for t, v in zip(at, series, strict=True)]
    means: list[parts.Row] = [
        {"x": at[-1] + h + 1, "y": float(m), "name": name, "run": name}
        for name, one in forecasts.items()
        for h, m in enumerate(one.mean)
    ]
    shown = forecasts[names[-1]]
    bands: list[list[parts.Row]] = [
        [
            {"x": at[-1] + h + 1, "low": float(m - z * s), "high": float(m + z * s), "run": 0}
            for h, (m, s) in enumerate(zip(shown.mean, shown.sd, strict=True))
        ]
        for z in (1.6449, 0.6745)
    ]
    low = min(*series, 0.0, min(r["low"] for r in bands[0]))
    high = max(*series, max(r["high"] for r in bands[0]), max(r["y"] for r in means))
    domain = (low, high)
    x, y = parts.years(), parts.flat("y", label, domain=domain)
    paint = parts.colour(theme, names)
    last = parts.spread(
        parts.ends(means, x="x", y="y", name="name"),
        y="y",
        gap=13.0 * (high - low) / height,
        low=low,
        high=high,
    )
    layers = [
        *(
            parts.band(
                parts.values(rows),
                x,
                parts.flat("low", label, domain=domain),
                high="high",
                color=alt.value(theme.lanes[4]),
                opacity=0.22,
            )
            for rows in bands
        ),
        alt.Chart(parts.values(past))
        .mark_line(aria=False, color=theme.text, strokeWidth=1.2)
        .encode(x=x, y=y),
        alt.Chart(parts.values(means))
        .mark_line(aria=False, strokeWidth=2, point={"size": 16})
        .encode(x=x, y=y, color=paint, strokeDash=parts.dash(names)),
        parts.named(last, x, parts.flat("at", label, domain=domain), paint),
    ]
    return stacked(layers, theme, width=width, height=height, title=title)


def skill(
    table: pl.DataFrame,
    *,
    theme: Theme = LIGHT,
    width: int = 460,
    title: str | None = None,
) -> LayerChart:
    """Draw how good forecasts were: the score of each model for each horizon, beside the naive one's.

    Parameters
    ----------
    table : polars.DataFrame
        From `dragoman.relations.forecast.rolling_origin`.
    theme, width, title
    """
    import altair as alt

    if "crps" not in table.columns or table.is_empty():
        raise InputError("The table has no scores; it is to come from rolling_origin().")
    names = table["model"].unique(maintain_order=True).to_list()
    aheads = table["ahead"].unique().sort().to_list()
    rows: list[parts.Row] = [
        dict(
            row,
            row=f"{row['model']}",
            label=f"covers {row['coverage_90']:.0%} by 90 %" if math.isfinite(row["coverage_90"]) else "",
        )
        for row in table.iter_rows(named=True)
    ]
    naive = [{"crps": row["crps"]} for row in rows if row["model"] == "naive" and row["ahead"] == aheads[0]]
    y = alt.Y("row:N", sort=names, axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=200))
    high = max(row["crps"] for row in rows)
    x = alt.X(
        "crps:Q",
        scale=alt.Scale(domain=[0, high * 1.05], nice=False),
        axis=alt.Axis(title="CRPS, the less the better", grid=True, tickCount=5, domain=False),
    )
    opacity = alt.Opacity(
        "ahead:O",
        sort=aheads,
        legend=alt.Legend(title="periods ahead", orient="top") if len(aheads) > 1 else None,
        scale=alt.Scale(
            domain=aheads, range=[1.0 - 0.75 * k / max(1, len(aheads) - 1) for k in range(len(aheads))]
        ),
    )
    layers = [
        parts.mark(naive, theme, x),
        alt.Chart(parts.values(rows))
        .mark_point(aria=False, filled=True, size=70, color=theme.lanes[0])
        .encode(
            x=x,
            y=y,
            opacity=opacity,
            tooltip=[
                alt.Tooltip("row:N"),
                alt.Tooltip("ahead:O"),
                alt.Tooltip("crps:Q", format=".3f"),
                alt.Tooltip("label:N"),
            ],
        ),
    ]
    return stacked(layers, theme, width=width, height=26 * len(names), title=title)


def _axis(form: str | None) -> X:
    import altair as alt

    if form is None:
        return parts.years()
    return alt.X(
        "x:T",
        scale=alt.Scale(type="utc", nice=False),
        axis=alt.Axis(format=form, grid=False, title=None, tickCount=10, labelOverlap=True),
    )


def _told(at: Sequence[int | date], k: int) -> str:
    where = at[k]
    return where.isoformat()[:7] if isinstance(where, date) else str(where)
