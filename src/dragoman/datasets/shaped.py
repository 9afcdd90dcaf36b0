"""Rows as a dataset shapes them into the columns of their table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.store.ids import content_id
from dragoman.store.schema import schema_of, widen

if TYPE_CHECKING:
    import polars as pl

__all__ = ["in_columns", "one_row_a_value"]


def in_columns(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """Return a frame in the columns of a table: what it lacks is null, lists are empty."""
    import polars as pl

    schema = schema_of(table, batch=False)
    lists: dict[str, Any] = {name: kind for name, kind in schema.items() if isinstance(kind, pl.List)}
    wide = widen(frame.lazy(), table, frame.columns).drop("batch_id").collect()
    return wide.cast(schema).with_columns(
        pl.col(name).fill_null(pl.lit([], dtype=kind)) for name, kind in lists.items()
    )


def one_row_a_value(frame: pl.DataFrame) -> pl.DataFrame:
    """Make one row for each value that a row has; each has its own id."""
    import polars as pl

    names = frame["_values"].struct.fields
    wide = frame.unnest("_values")
    kept = [name for name in frame.columns if name != "_values"]
    parts = [wide.select(*kept, pl.lit(name).alias("measure"), pl.col(name).alias("value")) for name in names]
    long = pl.concat(parts).drop_nulls("value").sort("_line", maintain_order=True)
    fresh = [content_id(a, b) for a, b in zip(long["id"], long["measure"], strict=True)]
    return long.with_columns(pl.Series("id", fresh, dtype=pl.String()))
