"""How alike two states are, over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from dragoman.charts import parts
from dragoman.charts.named_lines import named_lines
from dragoman.charts.theme import LIGHT, Theme
from dragoman.model.errors import InputError

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["alignment"]


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
    return named_lines(rows, shown, domain=domain, theme=theme, width=width, height=height, title=title)
