"""Tables as the measures take them: polars frames with whole numbers where years stand."""

from __future__ import annotations

from typing import Any

import polars as pl

from dragoman.model.errors import InputError

__all__ = ["eager", "whole_numbers"]


def eager(frame: Any, name: str) -> pl.DataFrame:
    """Return a table as a polars DataFrame: lazy ones are collected, those of pandas converted.

    Raises
    ------
    InputError
        If it is no table.
    """
    if isinstance(frame, pl.DataFrame):
        return frame
    if isinstance(frame, pl.LazyFrame):
        return frame.collect()
    if type(frame).__module__.partition(".")[0] == "pandas" and hasattr(frame, "columns"):
        converted = {str(column): frame[column].tolist() for column in frame.columns}
        # Pandas has NaN where polars has null.
        return pl.DataFrame(
            {
                key: [None if isinstance(v, float) and v != v else v for v in values]
                for key, values in converted.items()
            },
            strict=False,
        )
    raise InputError(f"{name} has to be a table (polars or pandas), not {type(frame).__name__}.")


def whole_numbers(frame: pl.DataFrame, column: str, name: str) -> pl.Series:
    """Return a column of years or sessions as integers.

    Raises
    ------
    InputError
        If a value is no whole number.
    """
    values = frame[column]
    found = values.cast(pl.Int64(), strict=False)
    same = found.cast(pl.Float64()) == values.cast(pl.Float64(), strict=False)
    wrong = values.filter(values.is_not_null() & ~same.fill_null(value=False))
    if len(wrong):
        raise InputError(
            f"{column} of {name} holds {wrong[0]!r} in {len(wrong)} rows, which is no whole number; "
            "give years or sessions as numbers."
        )
    return found
