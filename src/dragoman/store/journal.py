"""The table ``runs`` as a journal: its rows stand in the order in which they were committed.

Each row is written as the commit after the one its writer had read, or not at all, and notes that
commit's number.  So the order of the batches needs no clock, and what a row rests on (a name that is
free, a batch that is not taken for dead) cannot change under it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from dragoman.store.schema import schema_of

if TYPE_CHECKING:
    from deltalake import DeltaTable

__all__ = ["ORDER", "dropped", "entry", "in_order"]

ORDER = ("sequence", "committed", "batch_id")
"""Rows from before there was a sequence come first, by their clock times."""

_NONE: Mapping[str, Any] = {
    name: [] for name in ("documents", "tables", "problems", "parts", "versions", "dropped")
}


def entry(runs: DeltaTable, row: Mapping[str, Any]) -> pl.DataFrame:
    """Return the row as the next one after ``runs``."""
    made = {**_NONE, **row, "committed": datetime.now(UTC), "sequence": runs.version() + 1}
    schema = {name: dtype for name, dtype in schema_of("runs").items() if name in made}
    return pl.DataFrame([made], schema=schema)


def in_order(runs: pl.LazyFrame) -> pl.LazyFrame:
    """Return rows of ``runs`` in the order of their commits, each batch once."""
    return runs.sort(ORDER, nulls_last=False).unique("batch_id", keep="first", maintain_order=True)


def dropped(runs: pl.LazyFrame) -> pl.DataFrame:
    """Return how many rows ``compact`` took from which batch: ``batch_id, table, rows``."""
    return (
        runs.filter(kind="compact")
        .select("dropped")
        .explode("dropped", empty_as_null=False)
        .unnest("dropped")
        .group_by("batch_id", "table")
        .agg(pl.col("rows").sum())
        .sort("batch_id", "table")
        .collect()
    )
