"""Cells into values: numbers, days, lists; what cannot be read is null and can be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.datasets.kinds import Context

if TYPE_CHECKING:
    import polars as pl

__all__ = ["codes", "day", "edtf", "filled", "no_texts", "number", "order_of", "whole", "year_end"]

_FORMATS = ("%Y-%m-%d", "%Y%m%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S%.f",
            "%Y-%m-%dT%H:%M:%S%.f", "%d-%b-%Y", "%d%b%Y", "%d %b %Y")  # fmt: skip
AMBIGUOUS = "Whether day or month comes first cannot be told from the file. Write the dates as 2017-01-31."


def filled(column: pl.Expr, *empty: str) -> pl.Expr:
    """Return a column without surrounding blanks; empty cells and the named words are null."""
    import polars as pl

    stripped = column.str.strip_chars()
    return pl.when(stripped.is_in(["", *empty])).then(None).otherwise(stripped)


def number(column: pl.Expr) -> pl.Expr:
    """Return a column as floating numbers."""
    import polars as pl

    value = column.str.strip_chars().cast(pl.Float64(), strict=False)
    return pl.when(value.is_finite()).then(value)


def whole(column: pl.Expr) -> pl.Expr:
    """Return a column as whole numbers; R and Stata may have written them with ``.0``."""
    import polars as pl

    return column.str.strip_chars().str.replace(r"\.0+$", "").cast(pl.Int64(), strict=False)


def order_of(frame: pl.DataFrame, name: str, context: Context) -> str | None:
    """Return whether day or month comes first in dates with slashes; found out once for a file."""
    import polars as pl

    if name not in context.state:
        parts = frame[name].str.extract_groups(r"^\s*(\d{1,2})/(\d{1,2})/\d{4}").struct.unnest()
        first, second = (parts[column].cast(pl.Int32(), strict=False).max() for column in parts.columns)
        if first is None or second is None or (first <= 12 and second <= 12):  # type: ignore[operator]
            return None
        if first > 12 and second > 12:  # type: ignore[operator]
            context.state[name] = "mixed"
        else:
            context.state[name] = "%m/%d/%Y" if second > 12 else "%d/%m/%Y"  # type: ignore[operator]
    found = context.state[name]
    return None if found == "mixed" else found


def day(name: str, order: str | None = None) -> pl.Expr:
    """Return a column as days; ``order`` is the format of dates with slashes."""
    import polars as pl

    text = pl.col(name).str.strip_chars()
    formats = (*_FORMATS, order) if order else _FORMATS
    return pl.coalesce(text.str.to_date(form, strict=False) for form in formats)


def edtf(value: pl.Expr) -> pl.Expr:
    """Return days as EDTF."""
    return value.dt.to_string("%Y-%m-%d")


def codes(*columns: pl.Expr) -> pl.Expr:
    """Return the codes of a row as a sorted list, each once and none null."""
    import polars as pl

    return pl.concat_list(*columns).list.drop_nulls().list.unique().list.sort()


def no_texts() -> pl.Expr:
    """Return an empty list of texts."""
    import polars as pl

    return pl.lit([], dtype=pl.List(pl.String()))


def year_end(year: pl.Expr) -> pl.Expr:
    """Return the first day after a year."""
    import polars as pl

    return pl.date(year + 1, 1, 1)
