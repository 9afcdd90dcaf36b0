"""What the charts of measures share: axes, bands, lines that break, names at the end of lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dragoman.charts.theme import Theme

if TYPE_CHECKING:
    from altair import Chart, Color, StrokeDash, X, Y

__all__ = [
    "DASHES",
    "Row",
    "at_ends",
    "band",
    "colour",
    "dash",
    "days",
    "ends",
    "flat",
    "known",
    "mark",
    "named",
    "runs",
    "spread",
    "stamps",
    "values",
    "years",
    "zero",
]

Row = dict[str, Any]

DASHES: tuple[list[int], ...] = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4])
"""Dash patterns, so that no line rests on its colour alone."""


def known(value: float | None) -> bool:
    """Whether there is a number."""
    return value is not None and math.isfinite(value)


def runs(rows: Iterable[Row], *, by: str, value: str, step: float = 1.0) -> list[Row]:
    """Number the stretches of neighbouring rows with a value: a line is drawn within a stretch only.

    Parameters
    ----------
    rows : iterable of dict, in order
    by : str
        The place on the axis.
    value : str
    step : float
        Rows further apart than this are no neighbours.
    """
    out: list[Row] = []
    number, last = 0, None
    for row in rows:
        if not known(row[value]):
            last = None
            continue
        if last is None or row[by] - last > step * 1.001:
            number += 1
        last = row[by]
        out.append(row | {"run": number})
    return out


def values(rows: Sequence[Row]) -> Any:
    """Return rows as data inside a chart."""
    import altair as alt

    # A value that is not there is null in JSON, never NaN.
    return alt.InlineData(
        values=[
            {k: (None if isinstance(v, float) and not math.isfinite(v) else v) for k, v in row.items()}
            for row in rows
        ]
    )


def years(title: str | None = None, *, field: str = "x", domain: tuple[float, float] | None = None) -> X:
    """Return an axis of whole years (or sessions)."""
    import altair as alt

    scale = (
        alt.Scale(zero=False, nice=False) if domain is None else alt.Scale(domain=list(domain), nice=False)
    )
    return alt.X(f"{field}:Q", scale=scale, axis=alt.Axis(format="d", grid=False, title=title, tickMinStep=1))


def days(
    field: str, form: str, *, domain: tuple[float, float] | None = None, labels: bool | None = None
) -> X:
    """Return an axis of days, in milliseconds; `form` as `stamps` gives it."""
    import altair as alt

    span: Any = {} if domain is None else {"domain": list(domain)}
    told: Any = {} if labels is None else {"labels": labels}
    return alt.X(
        f"{field}:T",
        scale=alt.Scale(type="utc", nice=False, **span),
        axis=alt.Axis(format=form, grid=False, title=None, tickCount=10, labelOverlap=True, **told),
    )


def stamps(first: float, last: float) -> str:
    """Return how to write the days of an axis between two times in milliseconds: years, or months, too."""
    return "%b %Y" if last - first < 4 * 366 * 86_400_000 else "%Y"


def flat(
    field: str,
    title: str | None,
    *,
    domain: tuple[float, float] | None = None,
    zero: bool = False,
) -> Y:
    """Return a vertical axis with a light grid."""
    import altair as alt

    scale = alt.Scale(zero=zero, nice=True) if domain is None else alt.Scale(domain=list(domain), nice=False)
    axis = alt.Axis(
        title=title,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleX=-28,
        titleY=-10,
        titleBaseline="bottom",
        domain=False,
        ticks=False,
        tickCount=5,
    )
    return alt.Y(f"{field}:Q", scale=scale, axis=axis)


def colour(theme: Theme, names: Sequence[str], *, field: str = "name") -> Color:
    """Return a fixed colour for each name, without a legend: names stand at the lines."""
    import altair as alt

    wheel = (theme.lanes[0], theme.lanes[3], theme.lanes[1], theme.lanes[2], theme.text, theme.lanes[4])
    return alt.Color(
        f"{field}:N",
        scale=alt.Scale(domain=list(names), range=[wheel[k % len(wheel)] for k in range(len(names))]),
        legend=None,
    )


def dash(names: Sequence[str], *, field: str = "name") -> StrokeDash:
    """Return a dash pattern for each name."""
    import altair as alt

    return alt.StrokeDash(
        f"{field}:N",
        scale=alt.Scale(domain=list(names), range=[DASHES[k % len(DASHES)] for k in range(len(names))]),
        legend=None,
    )


def band(data: Any, x: X, y: Y, *, high: str, color: Any, opacity: float = 0.18) -> Chart:
    """Return a band between two fields, broken where `run` changes."""
    import altair as alt

    drawn: Chart = (
        alt.Chart(data)
        .mark_area(aria=False, opacity=opacity, line=False)
        .encode(x=x, y=y, y2=alt.Y2(high), detail=alt.Detail("run:N"), color=color)
    )
    return drawn


def mark(rows: Sequence[Row], theme: Theme, x: X) -> Chart:
    """Return upright dashed lines: a break, an event, what everything is compared with."""
    import altair as alt

    drawn: Chart = (
        alt.Chart(values(rows)).mark_rule(aria=False, color=theme.lanes[3], strokeDash=[4, 3]).encode(x=x)
    )
    return drawn


def zero(color: str, title: str | None, domain: tuple[float, float]) -> Chart:
    """Return the line of nothing."""
    import altair as alt

    drawn: Chart = (
        alt.Chart(values([{"y": 0.0}]))
        .mark_rule(aria=False, color=color)
        .encode(y=flat("y", title, domain=domain))
    )
    return drawn


def named(rows: Sequence[Row], x: X, y: Y, color: Color) -> Chart:
    """Return the names that stand right of the ends of lines."""
    import altair as alt

    drawn: Chart = (
        alt.Chart(values(rows))
        .mark_text(aria=False, align="left", dx=8, fontSize=11)
        .encode(x=x, y=y, text="name:N", color=color)
    )
    return drawn


def ends(rows: Sequence[Row], *, x: str, y: str, name: str) -> list[Row]:
    """Return the last row of each name, for its label."""
    last: dict[str, Row] = {}
    for row in rows:
        if known(row[y]) and (row[name] not in last or row[x] >= last[row[name]][x]):
            last[row[name]] = row
    return list(last.values())


def at_ends(
    rows: Sequence[Row],
    x: X,
    label: str | None,
    color: Color,
    *,
    domain: tuple[float, float],
    height: float,
    right: float | None = None,
) -> Chart:
    """Return the names of lines at their last points, moved apart; all at `right`, if it is given.

    Parameters
    ----------
    rows : sequence of dict with `x`, `y`, `name`
    x, label, color : axis, title of the vertical axis and colours of the lines
    domain : (float, float), of the vertical axis
    height : float, pixels
    """
    gap = 13.0 * (domain[1] - domain[0]) / height
    last = spread(ends(rows, x="x", y="y", name="name"), y="y", gap=gap, low=domain[0], high=domain[1])
    if right is not None:
        last = [dict(row, x=right) for row in last]
    return named(last, x, flat("at", label, domain=domain), color)


def spread(rows: list[Row], *, y: str, gap: float, low: float, high: float) -> list[Row]:
    """Move labels apart until none stands closer than `gap`, between `low` and `high`; adds `at`."""
    placed = sorted((dict(row, at=row[y]) for row in rows), key=lambda row: (row["at"], str(row)))
    for before, row in pairwise(placed):
        row["at"] = max(row["at"], before["at"] + gap)
    ceiling = high
    for row in reversed(placed):
        row["at"] = max(min(row["at"], ceiling), low)
        ceiling = row["at"] - gap
    return placed
