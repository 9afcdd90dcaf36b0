"""What the rates of a series are divided by."""

from __future__ import annotations

from datetime import date
from typing import Literal

import polars as pl

from dragoman.relations.series.cells import Cell

__all__ = ["exposures"]


def exposures(
    base: pl.LazyFrame,
    exposure: Literal["events", "documents"] | pl.DataFrame | None,
    cells: list[Cell],
) -> dict[str, dict[date, float]]:
    """Return what rates are divided by, by source and first day of the cell."""
    if exposure is None or not cells:
        return {}
    if isinstance(exposure, pl.DataFrame):
        frame = exposure.select("source", "start", pl.col("exposure").cast(pl.Float64()))
    else:
        inside = pl.col("start").is_between(cells[0][0], cells[-1][0])
        frame = (
            base.filter(inside)
            .group_by("source", "start")
            .agg(
                exposure=(pl.len() if exposure == "events" else pl.col("unit").n_unique()).cast(pl.Float64())
            )
            .collect()
        )
    found: dict[str, dict[date, float]] = {}
    for source, start, value in frame.iter_rows():
        found.setdefault(source, {})[start] = value
    return found
