"""Whether rows are those of a table of a study."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dragoman.model.errors import InputError

__all__ = ["has_columns"]


def has_columns(frame: pl.DataFrame, columns: Sequence[str], name: str) -> None:
    """Refuse rows that are not those of a table.

    Raises
    ------
    InputError
        If a column is missing.
    """
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise InputError(
            f"The table {name} lacks {', '.join(missing)}; it has {', '.join(frame.columns)}. Give the rows "
            f"as dragoman.datasets.read or study.external({name!r}).collect() return them."
        )
