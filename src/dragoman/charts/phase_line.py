"""A series with its phases and breaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from dragoman.charts import parts
from dragoman.charts.points import millis
from dragoman.charts.theme import LIGHT, Theme, stacked
from dragoman.model.errors import InputError
from dragoman.relations.phases import Phases

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["phase_line"]


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
    x = parts.days("x", parts.stamps(places[0], places[-1])) if days else parts.years()
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


def _told(at: Sequence[int | date], k: int) -> str:
    where = at[k]
    return where.isoformat()[:7] if isinstance(where, date) else str(where)
