"""A dyad over time, one strip for each source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from dragoman.charts import parts
from dragoman.charts.points import millis
from dragoman.charts.theme import LIGHT, Theme, plate
from dragoman.model.errors import InputError
from dragoman.relations.series.rows import DOCUMENTS

if TYPE_CHECKING:
    from altair import LayerChart, X

__all__ = ["long_run"]

_DAY = 86_400_000
_TITLES = {
    "count": "events",
    "rate": "events per row of the source",
    "conflict_share": "share of conflict",
    "score_sum": "sum of scores",
    "score_mean": "mean score",
    "score_request_share": "share of REQUEST in the scores",
}


def long_run(
    series: pl.DataFrame,
    *,
    measure: str = "count",
    key: str = "all",
    names: Mapping[str, str] | None = None,
    theme: Theme = LIGHT,
    width: int = 700,
    height: int = 96,
) -> LayerChart:
    """Draw a dyad over time, one strip for each source under the other, each on a scale of its own.

    A line joins neighbouring cells that the source covers.  A stroke on the base line is a true zero; where
    nothing is drawn the source says nothing.  Bands are the intervals.  What documents tell is drawn
    as single strokes, never joined: their silence is no zero.

    Parameters
    ----------
    series : polars.DataFrame
        From `dragoman.relations.series.series`.
    measure, key : str
        Which rows of it.
    names : mapping of source to name, optional
        What to write above each strip.
    theme : Theme
    width, height : int, pixels; the height of one strip

    Returns
    -------
    altair chart

    Raises
    ------
    InputError
        If the table has no such measure and key, or nothing at all was seen.
    """
    import altair as alt

    chosen = series.filter(
        (pl.col("measure") == measure) & (pl.col("key") == key) & pl.col("start").is_not_null()
    )
    if chosen["value"].drop_nulls().is_empty():
        raise InputError(f"No source has a value of {measure!r}, {key!r}: there is nothing to draw.")
    first = millis(chosen["start"].min())  # type: ignore[arg-type]
    last = millis(chosen["stop"].max())  # type: ignore[arg-type]
    strips = []
    sources = chosen["source"].unique().sort().to_list()
    sources.sort(key=lambda name: not name.startswith(DOCUMENTS))
    for k, source in enumerate(sources):
        rows = _rows(chosen.filter(pl.col("source") == source).sort("start"), source)
        x = parts.days("t", parts.stamps(first, last), domain=(first, last), labels=k == len(sources) - 1)
        layers = _told(rows, x, theme) if source.startswith(DOCUMENTS) else _covered(rows, x, theme)
        title = (names or {}).get(source, source)
        strips.append(
            alt.layer(*layers).properties(
                width=width,
                height=height,
                title=f"{title}: {_TITLES.get(measure, measure)}" + ("" if key == "all" else f", {key}"),
            )
        )
    return plate(alt.vconcat(*strips, spacing=14), theme)


def _rows(cells: pl.DataFrame, source: str) -> list[parts.Row]:
    """Return the cells with a value, those that follow each other in one run."""
    rows = [
        {
            "t": (millis(start) + millis(stop)) // 2,
            "value": value,
            "low": low,
            "high": high,
            "zero": cell == "zero",
            "width": (millis(stop) - millis(start)) / _DAY,
            "label": f"{source}, {start} to {stop}: " + ("no row" if value is None else f"{value:g}"),
        }
        for start, stop, value, low, high, cell in cells.select(
            "start", "stop", "value", "low", "high", "cell"
        ).iter_rows()
    ]
    longest = max((row["width"] for row in rows), default=1.0) * _DAY
    return parts.runs(rows, by="t", value="value", step=longest)


def _domain(rows: list[parts.Row]) -> tuple[float, float]:
    peak = max((max(row["value"], row["high"] or 0.0) for row in rows), default=1.0)
    floor = min((min(row["value"], row["low"] or 0.0) for row in rows), default=0.0)
    return min(floor, 0.0), max(peak * 1.02, 1e-9)


def _told(rows: list[parts.Row], x: X, theme: Theme) -> list[Any]:
    """Return single strokes: what documents tell, whose silence is no zero."""
    import altair as alt

    data, y = parts.values(rows), parts.flat("value", None, domain=_domain(rows))
    return [
        alt.Chart(data)
        .mark_rule(aria=False, color=theme.text, strokeWidth=2)
        .encode(x=x, y=y, y2=alt.Y2Datum(0), tooltip=alt.Tooltip("label:N")),
        alt.Chart(data)
        .mark_circle(aria=False, color=theme.text, size=26, opacity=1)
        .encode(x=x, y=y, tooltip=alt.Tooltip("label:N")),
    ]


def _covered(rows: list[parts.Row], x: X, theme: Theme) -> list[Any]:
    """Return a line with its band, and strokes on the base line for true zeros."""
    import altair as alt

    domain = _domain(rows)
    y, low = parts.flat("value", None, domain=domain), parts.flat("low", None, domain=domain)
    tint, data = theme.lanes[0], parts.values(rows)
    banded = [row for row in rows if parts.known(row["low"]) and parts.known(row["high"])]
    zeros = [row for row in rows if row["zero"]]
    return [
        parts.band(parts.values(banded), x, low, high="high", color=alt.value(tint)),
        alt.Chart(data)
        .mark_line(aria=False, color=tint, strokeWidth=1.4, interpolate="linear")
        .encode(x=x, y=y, detail="run:N"),
        alt.Chart(data)
        .mark_circle(aria=False, color=tint, size=14, opacity=1)
        .encode(x=x, y=y, tooltip=alt.Tooltip("label:N")),
        alt.Chart(parts.values(zeros))
        .mark_tick(aria=False, color=theme.muted, thickness=1, size=6)
        .encode(x=x, y=y),
    ]
