"""The cells of a series, and in which of them silence is a zero."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

import polars as pl

from dragoman.codebook import load
from dragoman.model.errors import InputError
from dragoman.relations.series.rows import DOCUMENTS

__all__ = [
    "CELLS",
    "By",
    "Cell",
    "Windows",
    "beginning",
    "cells_of",
    "check_by",
    "covers",
    "covers_quad",
    "windows_of",
]

By: TypeAlias = Literal["day", "week", "month", "quarter", "year"]
Cell: TypeAlias = tuple[date, date]
Windows: TypeAlias = dict[str | None, list[Cell]]
"""By class (None: all of them) the stretches in which silence is a zero, half-open and merged."""

_EVERY = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}

CELLS = ("count", "zero", "outside", "undated")
"""``count``: something was seen; ``zero``: nothing was, and the source would have told; ``outside``: nothing
was, and that means nothing; ``undated``: seen, at a time too vague for a cell."""


def check_by(by: str) -> None:
    """Refuse what is no length of a cell."""
    if by not in _EVERY:
        raise InputError(f"by is {by!r}; it has to be one of {', '.join(_EVERY)}.")


def beginning(by: str) -> pl.Expr:
    """Return the beginning of the cell that a row lies in as a whole, null where it spans several."""
    first, last = (pl.col(name).dt.truncate(_EVERY[by]) for name in ("first", "last"))
    return pl.when(first == last).then(first)


def windows_of(coverage: pl.DataFrame | None, a: str, b: str, pool: str | None) -> dict[str, Windows]:
    """Return by source and class (null: all) the stretches in which silence is a zero, merged."""
    found: dict[str, Windows] = {}
    if coverage is None or pool is not None:
        # Of a pool nobody declares what it covers.
        return found
    for row in coverage.sort("start", "stop").iter_rows(named=True):
        if row["source"].startswith(DOCUMENTS):
            raise InputError(
                "A coverage window names documents; what they do not tell is no zero. Remove it."
            )
        if row["codes"] and not {a, b} <= set(row["codes"]):
            continue
        name = " ".join(filter(None, (row["source"], row["source_version"])))
        for event in row["events"] or [None]:
            spans = found.setdefault(name, {}).setdefault(event, [])
            if spans and row["start"] <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], row["stop"]))
            else:
                spans.append((row["start"], row["stop"]))
    return found


def cells_of(
    seen: pl.DataFrame, windows: dict[str, Windows], by: str, start: date | None, stop: date | None
) -> list[Cell]:
    """Return the cells that rows and windows span, or those from ``start`` to ``stop``."""
    dated = seen.filter(pl.col("start").is_not_null())
    spans = [span for of in windows.values() for many in of.values() for span in many]
    firsts = [*dated["start"], *(low for low, _ in spans)]
    ends = [*dated["last"].dt.offset_by("1d"), *(high for _, high in spans)]
    low = start or min(firsts, default=None)
    high = stop or max(ends, default=None)
    if low is None or high is None:
        return []
    every = _EVERY[by]
    starts = pl.date_range(pl.lit(low).dt.truncate(every), pl.lit(high), every, closed="left")
    edges = pl.select(start=starts).with_columns(stop=pl.col("start").dt.offset_by(every))
    return list(edges.iter_rows())


def covers(windows: Windows, event: str | None, cell: Cell) -> bool:
    """Say whether a cell lies in a window as a whole; ``event`` None: for all classes."""
    for key in {None, event}:
        if any(low <= cell[0] and cell[1] <= high for low, high in windows.get(key, ())):
            return True
    return False


def covers_quad(windows: Windows, quad: int, cell: Cell) -> bool:
    """Say whether a cell lies as a whole in windows of all classes of a quad."""
    book = load()
    return all(covers(windows, event, cell) for event in book.ids if book.quad(event) == quad)
