"""One form for the rows of all sources: reports, events, datasets; and who stands in them to whom."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dragoman.codebook import load

__all__ = [
    "DOCUMENTS",
    "classes",
    "directed_pairs",
    "from_events",
    "from_external",
    "from_reports",
    "of_dyad",
]

DOCUMENTS = "documents"
"""Name of the source that a study's own documents are; no coverage window can name it."""

_UNREAL = ("future", "hypothetical", "negation")


def from_external(rows: pl.DataFrame | pl.LazyFrame, *, duplicates: bool = False) -> pl.LazyFrame:
    """Bring rows of ``external_events`` into the form of this module.

    Parameters
    ----------
    rows : frame
    duplicates : bool, default False
        Whether exact copies of earlier rows count, too.

    Returns
    -------
    polars.LazyFrame
        ``source`` is the dataset and its version.
    """
    frame = rows.lazy()
    if not duplicates:
        frame = frame.filter(~pl.col("duplicate").fill_null(value=False))
    return frame.select(
        pl.concat_str("source", "source_version", separator=" ", ignore_nulls=True).alias("source"),
        "id",
        pl.col("id").alias("unit"),
        "event",
        pl.col("actor_codes").alias("actors"),
        pl.col("recipient_codes").alias("recipients"),
        pl.col("directed").fill_null(value=True),
        pl.col("date_earliest").alias("first"),
        pl.col("date_latest").alias("last"),
        "score",
        "scale",
    )


def from_reports(rows: pl.DataFrame | pl.LazyFrame) -> pl.LazyFrame:
    """Bring ``reports`` into the form of this module; what did not happen (yet) is left out.

    Documents are the units that the bootstrap draws.
    """
    return _from_own(rows, "document_id", f"{DOCUMENTS}: reports")


def from_events(rows: pl.DataFrame | pl.LazyFrame) -> pl.LazyFrame:
    """Bring a study's ``events`` into the form of this module; what did not happen (yet) is left out."""
    return _from_own(rows, "id", f"{DOCUMENTS}: events")


def of_dyad(base: pl.LazyFrame, a: str, b: str, *, directed: bool = False) -> pl.LazyFrame:
    """Return the rows between two actors, each once; ``directed``: only what ``a`` does to ``b``."""
    acts, receives = pl.col("actors"), pl.col("recipients")
    both = ~pl.col("directed") | (receives.list.len() == 0)
    there = acts.list.contains(a) & receives.list.contains(b)
    back = acts.list.contains(b) & receives.list.contains(a)
    mutual = acts.list.contains(a) & acts.list.contains(b) & (receives.list.len() == 0)
    return base.filter(there | (both & (back | mutual)) if directed else there | back | mutual)


def directed_pairs(frame: pl.LazyFrame, columns: Sequence[str], *, directed: bool = True) -> pl.LazyFrame:
    """Return one row for each pair of actor and recipient in a row.

    Where nobody receives and several act, each acts towards each other; where the source's order
    means nothing, both directions count.
    """
    both = ~pl.col("directed") | ((pl.col("recipients").list.len() == 0) & (pl.col("actors").list.len() > 1))
    one = pl.col("directed") & (pl.col("actors").list.len() == 1) & (pl.col("recipients").list.len() == 1)
    union = pl.col("actors").list.set_union("recipients")
    single = frame.filter(one).select(
        *columns, actor=pl.col("actors").list.first(), recipient=pl.col("recipients").list.first()
    )
    several = (
        frame.filter(~one & (pl.col("actors").list.len() + pl.col("recipients").list.len() > 1))
        .select(
            *columns,
            actor=pl.when(both).then(union).otherwise("actors"),
            recipient=pl.when(both).then(union).otherwise("recipients"),
        )
        .explode("actor", empty_as_null=False)
        .explode("recipient", empty_as_null=False)
    )
    pairs = pl.concat([single, several]).filter(pl.col("actor") != pl.col("recipient"))
    if directed:
        return pairs
    low, high = pl.min_horizontal("actor", "recipient"), pl.max_horizontal("actor", "recipient")
    keys = pl.struct("id", low.alias("actor"), high.alias("recipient"))
    return pairs.with_columns(actor=low, recipient=high).filter(keys.is_first_distinct())


def classes() -> pl.LazyFrame:
    """Return quad and PLOVER's score of every class: `event`, `quad`, `plover`."""
    book = load()
    return pl.LazyFrame(
        {"event": list(book.ids), "quad": [book.quad(e) for e in book.ids],
         "plover": [book.score(e) for e in book.ids]},
        schema={"event": pl.String(), "quad": pl.Int32(), "plover": pl.Float64()},
    )  # fmt: skip


def _from_own(rows: pl.DataFrame | pl.LazyFrame, unit: str, source: str) -> pl.LazyFrame:
    real = pl.col("aux").fill_null([]).list.set_intersection(list(_UNREAL)).list.len() == 0
    return rows.lazy().filter(real).select(
        pl.lit(source).alias("source"),
        "id",
        pl.col(unit).alias("unit"),
        "event",
        pl.col("actor_codes").fill_null([]).alias("actors"),
        pl.col("recipient_codes").fill_null([]).alias("recipients"),
        pl.lit(value=True).alias("directed"),
        pl.col("date_earliest").alias("first"),
        pl.col("date_latest").alias("last"),
        pl.lit(None, dtype=pl.Float64()).alias("score"),
        pl.lit(None, dtype=pl.String()).alias("scale"),
    )  # fmt: skip
