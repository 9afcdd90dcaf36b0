"""Counts of all dyads at once."""

from __future__ import annotations

import polars as pl

from dragoman.codebook import Codebook, load
from dragoman.relations.series.cells import By, beginning, check_by
from dragoman.relations.series.rows import directed_pairs

__all__ = ["counts"]


def counts(
    rows: pl.LazyFrame, *, by: By = "month", directed: bool = True, scale: str = "plover"
) -> pl.DataFrame:
    """Count all dyads at once.

    Parameters
    ----------
    rows : LazyFrame
        From `from_external`, `from_reports` or `from_events`.
    by : {"day", "week", "month", "quarter", "year"}
    directed : bool, default True
        Otherwise ``actor`` is the one whose code comes first.
    scale : str, default "plover"
        Scale of the scores: PLOVER's by class, or a source's own by its name.

    Returns
    -------
    polars.DataFrame
        ``source, actor, recipient, start, events, quad_1`` .. ``quad_4, scored, score_sum``; only cells
        in which something was seen.  Rows whose time is too vague for a cell have a null ``start``.
    """
    check_by(by)
    own = pl.when(pl.col("scale") == scale).then("score") if scale != "plover" else pl.lit(0.0)
    columns = ["source", "event", "start", "own"] if directed else ["id", "source", "event", "start", "own"]
    base = rows.with_columns(start=beginning(by), own=own)
    pairs = directed_pairs(base, columns, directed=directed)
    book = load()
    quad = {event: book.quad(event) for event in book.ids if book.quad(event) is not None}
    pairs = pairs.with_columns(
        quad=pl.col("event").replace_strict(quad, default=None, return_dtype=pl.Int8()),
        own=_by_class(book) if scale == "plover" else pl.col("own"),
    )
    return (
        pairs.group_by("source", "actor", "recipient", "start")
        .agg(
            pl.len().alias("events"),
            *((pl.col("quad") == q).sum().alias(f"quad_{q}") for q in (1, 2, 3, 4)),
            pl.col("own").count().alias("scored"),
            pl.col("own").sum().alias("score_sum"),
        )
        .sort("source", "actor", "recipient", "start")
        .collect(engine="streaming")
    )


def _by_class(book: Codebook) -> pl.Expr:
    scores = {event: book.score(event) for event in book.ids if book.score(event) is not None}
    return pl.col("event").replace_strict(scores, default=None, return_dtype=pl.Float64())
