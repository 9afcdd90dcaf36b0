"""Where states stood, session by session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from dragoman.charts import parts
from dragoman.charts.named_lines import named_lines
from dragoman.charts.theme import LIGHT, Theme
from dragoman.model.errors import InputError

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["ideal_points"]


def ideal_points(
    estimates: pl.DataFrame,
    countries: Sequence[str],
    *,
    level: float = 0.9,
    theme: Theme = LIGHT,
    width: int = 640,
    height: int = 300,
    title: str | None = None,
    axis: str = "session",
) -> LayerChart:
    """Draw where some states stood, session by session, before the middle of all others.

    Parameters
    ----------
    estimates : polars.DataFrame
        `country`, `session`, `ideal_point`, `se`, from `dragoman.relations.ideal_points.fit`.
    countries : sequence of str
        Whom to draw; the grey band holds the middle half of all states.
    level : float
        Coverage of the bands around the lines.
    theme, width, height, title, axis
    """
    import altair as alt

    known = set(estimates["country"])
    missing = [c for c in countries if c not in known]
    if missing or not countries:
        raise InputError(f"No estimates of {', '.join(missing) or 'anybody'}; names are those of the votes.")
    z = {0.5: 0.6745, 0.8: 1.2816, 0.9: 1.6449, 0.95: 1.96, 0.99: 2.5758}.get(round(level, 2))
    if z is None:
        raise InputError(f"level={level}; choose .5, .8, .9, .95 or .99.")
    rows: list[parts.Row] = []
    for country in countries:
        one = [
            {"x": s, "y": p, "low": p - z * e, "high": p + z * e, "name": country}
            for s, p, e in estimates.filter(pl.col("country") == country)
            .sort("session")
            .select("session", "ideal_point", "se")
            .iter_rows()
        ]
        rows += parts.runs(one, by="x", value="y")
    for number, row in enumerate(rows):  # a run belongs to one country
        row["run"] = f"{row['name']} {row['run']}"
        row["order"] = number
    middle = (
        estimates.group_by("session")
        .agg(low=pl.col("ideal_point").quantile(0.25), high=pl.col("ideal_point").quantile(0.75))
        .sort("session")
    )
    grey: list[parts.Row] = [{"x": s, "low": a, "high": b} for s, a, b in middle.iter_rows()]
    low = min(min(r["low"] for r in rows), min(r["low"] for r in grey))
    high = max(max(r["high"] for r in rows), max(r["high"] for r in grey))
    x = parts.years(axis)
    y = parts.flat("low", "ideal point", domain=(low, high))
    under = parts.band(
        parts.values(parts.runs(grey, by="x", value="low")),
        x,
        y,
        high="high",
        color=alt.value(theme.lanes[4]),
        opacity=0.2,
    )
    bands = parts.band(
        parts.values(rows), x, y, high="high", color=parts.colour(theme, countries), opacity=0.16
    )
    return named_lines(
        rows,
        list(countries),
        domain=(low, high),
        theme=theme,
        width=width,
        height=height,
        title=title,
        under=[under, bands],
        axis=axis,
        label="ideal point",
    )
