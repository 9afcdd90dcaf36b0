"""Lines over years: the long run from several sources, how alike two states are, ideal points, balance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from dragoman.charts import parts
from dragoman.charts.points import millis
from dragoman.charts.theme import LIGHT, Theme, plate, stacked
from dragoman.model.errors import InputError

if TYPE_CHECKING:
    from altair import Chart, LayerChart

__all__ = ["alignment", "ideal_points", "long_run", "tension"]

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
    sources.sort(key=lambda name: not name.startswith("documents"))
    for k, source in enumerate(sources):
        cells = chosen.filter(pl.col("source") == source).sort("start")
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
        joined = parts.runs(rows, by="t", value="value", step=longest)
        x = alt.X(
            "t:T",
            scale=alt.Scale(type="utc", domain=[first, last], nice=False),
            axis=alt.Axis(
                format=parts.stamps(first, last),
                grid=False,
                title=None,
                labels=k == len(sources) - 1,
                tickCount=10,
                labelOverlap=True,
            ),
        )
        peak = max((max(row["value"], row["high"] or 0.0) for row in joined), default=1.0)
        floor = min((min(row["value"], row["low"] or 0.0) for row in joined), default=0.0)
        domain = (min(floor, 0.0), max(peak * 1.02, 1e-9))
        y = parts.flat("value", None, domain=domain)
        tint = theme.lanes[0] if not source.startswith("documents") else theme.text
        data = parts.values(joined)
        layers = []
        if source.startswith("documents"):
            layers.append(
                alt.Chart(data)
                .mark_rule(aria=False, color=tint, strokeWidth=2)
                .encode(x=x, y=y, y2=alt.Y2Datum(0), tooltip=alt.Tooltip("label:N"))
            )
            layers.append(
                alt.Chart(data)
                .mark_circle(aria=False, color=tint, size=26, opacity=1)
                .encode(x=x, y=y, tooltip=alt.Tooltip("label:N"))
            )
        else:
            low = parts.flat("low", None, domain=domain)
            banded = [row for row in joined if parts.known(row["low"]) and parts.known(row["high"])]
            layers.append(parts.band(parts.values(banded), x, low, high="high", color=alt.value(tint)))
            layers.append(
                alt.Chart(data)
                .mark_line(aria=False, color=tint, strokeWidth=1.4, interpolate="linear")
                .encode(x=x, y=y, detail="run:N")
            )
            layers.append(
                alt.Chart(data)
                .mark_circle(aria=False, color=tint, size=14, opacity=1)
                .encode(x=x, y=y, tooltip=alt.Tooltip("label:N"))
            )
            zeros = [row for row in joined if row["zero"]]
            layers.append(
                alt.Chart(parts.values(zeros))
                .mark_tick(aria=False, color=theme.muted, thickness=1, size=6)
                .encode(x=x, y=y)
            )
        title = (names or {}).get(source, source)
        strips.append(
            alt.layer(*layers).properties(
                width=width,
                height=height,
                title=f"{title}: {_TITLES.get(measure, measure)}" + ("" if key == "all" else f", {key}"),
            )
        )
    return plate(alt.vconcat(*strips, spacing=14), theme)


def alignment(
    frame: pl.DataFrame,
    *,
    measures: Sequence[str] | None = None,
    year: str = "year",
    names: Mapping[str, str] | None = None,
    theme: Theme = LIGHT,
    width: int = 640,
    height: int = 220,
    title: str | None = None,
) -> LayerChart:
    """Draw how alike two states are, year by year; where a measure is not defined its line breaks.

    Parameters
    ----------
    frame : polars.DataFrame
        One row a year: the rows of one dyad from `dragoman.relations.similarity.dyads`, or several measures
        joined on the year.
    measures : sequence of str, optional
        Columns to draw; by default all of numbers except the year and `n`.
    year : str
    names : mapping of column to name, optional
    theme, width, height, title
    """
    twice = frame[year].is_duplicated().any()
    if twice:
        raise InputError("The table has several rows a year; choose one dyad: filter state_a and state_b.")
    drawn = list(measures or (c for c in frame.columns if frame.schema[c].is_float() and c != year))
    missing = [column for column in drawn if column not in frame.columns]
    if missing or not drawn:
        raise InputError(
            f"The table lacks {', '.join(missing) or 'measures'}; it has {', '.join(frame.columns)}."
        )
    rows: list[parts.Row] = []
    for name in drawn:
        one = [
            {"x": x, "y": y, "name": (names or {}).get(name, name)}
            for x, y in frame.sort(year).select(year, name).iter_rows()
        ]
        rows += parts.runs(one, by="x", value="y")
    shown = [(names or {}).get(name, name) for name in drawn]
    low = min((row["y"] for row in rows), default=0.0)
    domain = (-1.0 if low < 0 else 0.0, 1.0)
    return _named_lines(rows, shown, domain=domain, theme=theme, width=width, height=height, title=title)


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
    return _named_lines(
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


def tension(
    frame: pl.DataFrame,
    *,
    period: str = "year",
    theme: Theme = LIGHT,
    width: int = 640,
    height: int = 220,
    title: str | None = None,
) -> LayerChart:
    """Draw the balance of a network over time: both shares of balanced triangles, and frustration.

    The band under the frustration score is what the bounds leave open; where the index is exact there is
    none.

    Parameters
    ----------
    frame : polars.DataFrame
        From `dragoman.relations.balance.balances`; periods are numbers.
    period : str
    theme, width, height, title
    """
    import altair as alt

    wanted = ("strict", "generalised", "frustration", "lower", "upper", "ties")
    missing = [name for name in (period, *wanted) if name not in frame.columns]
    if missing:
        raise InputError(f"The table lacks {', '.join(missing)}; it is to come from balances().")
    names = {
        "strict": "balanced triangles, strict",
        "generalised": "balanced triangles, generalised",
        "frustration": "frustration score",
    }
    rows: list[parts.Row] = []
    for column, name in names.items():
        one = [
            {"x": float(x), "y": y, "name": name}
            for x, y in frame.sort(period).select(period, column).iter_rows()
        ]
        rows += parts.runs(one, by="x", value="y", step=_step(frame[period]))
    open_: list[parts.Row] = [
        {"x": float(x), "low": 1 - 2 * upper / ties, "high": 1 - 2 * lower / ties}
        for x, lower, upper, ties in frame.sort(period).select(period, "lower", "upper", "ties").iter_rows()
        if ties
    ]
    low = min(0.0, min(row["y"] for row in rows))
    under = parts.band(
        parts.values(parts.runs(open_, by="x", value="low", step=_step(frame[period]))),
        parts.years(),
        parts.flat("low", None, domain=(low, 1.0)),
        high="high",
        color=alt.value(theme.lanes[1]),
        opacity=0.3,
    )
    return _named_lines(
        rows,
        list(names.values()),
        domain=(low, 1.0),
        theme=theme,
        width=width,
        height=height,
        title=title,
        under=[under],
    )


def _step(periods: pl.Series) -> float:
    gaps = periods.cast(pl.Float64()).sort().diff().drop_nulls()
    return float(gaps.median()) if len(gaps) else 1.0  # type: ignore[arg-type]


def _named_lines(
    rows: list[parts.Row],
    names: list[str],
    *,
    domain: tuple[float, float],
    theme: Theme,
    width: int,
    height: int,
    title: str | None,
    under: Sequence[Chart] = (),
    axis: str | None = None,
    label: str | None = None,
) -> LayerChart:
    """Draw lines with their names at their right ends."""
    import altair as alt

    rows = [dict(row, run=f"{row['name']} {row['run']}") for row in rows]
    x, y = parts.years(axis), parts.flat("y", label, domain=domain)
    data = parts.values(rows)
    paint = parts.colour(theme, names)
    lines = (
        alt.Chart(data)
        .mark_line(aria=False, strokeWidth=1.8)
        .encode(x=x, y=y, color=paint, strokeDash=parts.dash(names), detail="run:N")
    )
    dots = (
        alt.Chart(data)
        .mark_circle(aria=False, size=12, opacity=1)
        .encode(
            x=x,
            y=y,
            color=paint,
            tooltip=[alt.Tooltip("name:N"), alt.Tooltip("x:Q", format="d"), alt.Tooltip("y:Q", format=".3f")],
        )
    )
    room = 13.0 * (domain[1] - domain[0]) / height
    last = parts.spread(
        parts.ends(rows, x="x", y="y", name="name"), y="y", gap=room, low=domain[0], high=domain[1]
    )
    right = max((row["x"] for row in rows), default=0)
    labels = parts.named(
        [dict(row, x=right) for row in last], x, parts.flat("at", label, domain=domain), paint
    )
    return stacked([*under, lines, dots, labels], theme, width=width, height=height, title=title)
