"""What lies around the two: their line over the long run, and the network of ties they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.dossier.alike import as_one

if TYPE_CHECKING:
    import polars as pl

    from dragoman.dossier.sides import Pair
    from dragoman.study import Study

__all__ = ["TIE_COLUMNS", "long_run", "ties"]

TIE_COLUMNS = ("event", "aux", "occurrence", "actor_codes", "recipient_codes")
"""What `ties` needs of reports."""
_SERIES_COLUMNS = (*TIE_COLUMNS, "id", "document_id", "date_earliest", "date_latest")


def long_run(study: Study, pair: Pair, *, coder: str | None = None) -> pl.DataFrame | None:
    """Return the yearly counts of the two, from documents and from each dataset, or None.

    None where no dataset of events says anything of them: then the timeline says all there is.
    """
    import polars as pl

    from dragoman.relations.series import from_external, from_reports, series

    rows = study.external("external_events")
    codes = sorted(pair.a.codes | pair.b.codes)
    rows = rows.filter(
        pl.col("actor_codes").list.set_intersection(codes).list.len() > 0,
        pl.col("recipient_codes").list.set_intersection(codes).list.len() > 0,
    )
    if rows.limit(1).collect().is_empty():
        return None
    reports = as_one(study.reports(coder=coder, columns=_SERIES_COLUMNS), pair)
    found = series(
        [from_reports(reports), from_external(as_one(rows.collect(), pair))],
        pair.a.code,
        pair.b.code,
        by="year",
        directed=False,
        measures=("count",),
        coverage=study.snapshot().scan("coverage").collect(),
    )
    return found if found.filter(pl.col("start").is_not_null()).height else None


def ties(frame: pl.DataFrame, pair: Pair) -> pl.DataFrame | None:
    """Return the signed ties of all countries, from reports, or None where there is no third.

    A tie is the sum over counted reports between two countries: 1 for each co-operative one, -1 for each
    conflictual one; its sign is the tie's.

    Parameters
    ----------
    frame : polars.DataFrame
        Reports of the study, of any actors.
    """
    import polars as pl

    from dragoman.codebook import load

    book = load()
    quads = {one.id: one.quad for one in book.classes}
    bodies = [one.id for one in book.special_codes]  # IGO stands for many, and for no country
    counted = frame.filter(
        pl.col("aux").list.set_intersection(["future", "hypothetical", "negation"]).list.len() == 0,
        pl.col("occurrence").is_not_null(),
    ).select(
        pl.col("event").replace_strict(quads, default=None, return_dtype=pl.Int64).alias("quad"),
        "actor_codes",
        "recipient_codes",
    )
    plain = counted.filter(pl.col("quad").is_not_null()).with_columns(
        pl.when(pl.col("recipient_codes").list.len() == 0)
        .then(pl.col("actor_codes"))
        .otherwise(pl.col("recipient_codes"))
        .alias("recipient_codes"),
        value=pl.when(pl.col("quad") <= 2).then(1).otherwise(-1),
    )
    pairs = (
        plain.with_row_index("report")
        .explode("actor_codes")
        .explode("recipient_codes")
        .rename({"actor_codes": "a", "recipient_codes": "b"})
        .filter(~pl.col("a").is_in(bodies), ~pl.col("b").is_in(bodies), pl.col("a") != pl.col("b"))
        .with_columns(
            a=pl.min_horizontal("a", "b"),
            b=pl.max_horizontal("a", "b"),
        )
        .unique(["report", "a", "b"])  # what two do together is one report of theirs
    )
    made = (
        pairs.group_by("a", "b")
        .agg(pl.col("value").sum().alias("sign"), pl.len().alias("reports"))
        .filter(pl.col("sign") != 0)
        .sort("a", "b")
    )
    two = {pair.a.code, pair.b.code}
    named = set(made["a"]) | set(made["b"])
    return made if two <= named and len(named) > 2 else None
