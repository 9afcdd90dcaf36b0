"""Codes read as others, so that states which follow each other make one line."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dragoman.model.errors import InputError

__all__ = ["read_as"]


def read_as(frame: pl.DataFrame, lineage: Mapping[str, str]) -> pl.DataFrame:
    """Read some codes as others, so that states which follow each other make one line.

    Whoever shows the result says so: ``{"SUN": "RUS"}`` reads the Soviet Union as Russia.

    Parameters
    ----------
    frame : polars.DataFrame
        A table of a study, or what the functions of this module return.
    lineage : mapping of code to code

    Returns
    -------
    polars.DataFrame
        The same rows with other codes; in `codes` each code once.
    """
    columns = []
    for name in ("code", "state", "item", "country", "a", "b"):
        if frame.schema.get(name) == pl.String():
            columns.append(pl.col(name).replace(dict(lineage)))
    for name in ("codes", "codes_a", "codes_b", "actor_codes", "recipient_codes"):
        if frame.schema.get(name) == pl.List(pl.String()):
            columns.append(pl.col(name).list.eval(pl.element().replace(dict(lineage)).unique().sort()))
    if not columns:
        raise InputError(f"The table has no column of codes; it has {', '.join(frame.columns)}.")
    return frame.with_columns(columns)
