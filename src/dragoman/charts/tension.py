"""The balance of a network over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from dragoman.charts import parts
from dragoman.charts.named_lines import named_lines
from dragoman.charts.theme import LIGHT, Theme
from dragoman.model.errors import InputError

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["tension"]


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
    return named_lines(
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
