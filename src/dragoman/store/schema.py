"""The table descriptions as Polars schemas, and frames brought into their shape."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import polars as pl

from dragoman.model.errors import SchemaError
from dragoman.model.tables import TABLES, Group, Kind, Many, Table

__all__ = ["conform", "empty", "schema_of", "widen"]

_SCALARS: dict[str, Any] = {
    "text": pl.String,
    "int": pl.Int32,
    "long": pl.Int64,
    "float": pl.Float64,
    "flag": pl.Boolean,
    "day": pl.Date,
    "instant": pl.Datetime("us", "UTC"),
}


def _dtype(kind: Kind) -> Any:
    if isinstance(kind, Many):
        return pl.List(_dtype(kind.of))
    if isinstance(kind, Group):
        return pl.Struct({column.name: _dtype(column.kind) for column in kind.columns})
    return _SCALARS[kind]


@lru_cache(maxsize=64)
def _schema(table: Table) -> pl.Schema:
    return pl.Schema({column.name: _dtype(column.kind) for column in table.columns})


def schema_of(table: str, *, batch: bool = True) -> pl.Schema:
    """Return the Polars schema of a table, with or without ``batch_id``."""
    schema = _schema(TABLES[table])
    return schema if batch else pl.Schema({k: v for k, v in schema.items() if k != "batch_id"})


def empty(table: str, *, batch: bool = False) -> pl.DataFrame:
    """Return a frame of the table without rows."""
    return pl.DataFrame(schema=schema_of(table, batch=batch))


def conform(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """Bring a frame into the table's columns, types and order.

    Columns that are missing become null.

    Raises
    ------
    SchemaError
        The frame has a column that the table lacks, or one of another type.
    """
    schema = schema_of(table)
    surplus = [name for name in frame.columns if name not in schema]
    if surplus:
        raise SchemaError(
            f"Table {table!r} has no column {', '.join(map(repr, surplus))}; it has {', '.join(schema)}."
        )
    try:
        frame = widen(frame.lazy(), table, frame.columns).collect()
        return frame.cast(schema).sort(TABLES[table].order, maintain_order=True)
    except pl.exceptions.PolarsError as error:
        raise SchemaError(f"Rows for table {table!r} have a wrong type: {error}") from error


def widen(frame: pl.LazyFrame, table: str, present: list[str]) -> pl.LazyFrame:
    """Add the columns that an older table or a caller's frame lacks, as null, and order them."""
    schema = schema_of(table)
    return frame.with_columns(
        pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.items() if name not in present
    ).select(list(schema))
