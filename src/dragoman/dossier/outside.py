"""What the public datasets of a study say of two actors, as tables beside the reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.dossier.data import Outside
from dragoman.dossier.words import date_words

if TYPE_CHECKING:
    import polars as pl

    from dragoman.dossier.sides import Pair
    from dragoman.study import Study

__all__ = ["outside"]

_LONGEST = 60
"""So many rows of one table are shown; a note says how many there are."""
_QUADS = ("Verbal co-operation", "Material co-operation", "Verbal conflict", "Material conflict")


def outside(study: Study, pair: Pair) -> tuple[Outside, ...]:
    """Return the tables on alliances, wars, votes and events that were imported into the study."""
    made = (*_alliances(study, pair), *_conflicts(study, pair), *_votes(study, pair), *_events(study, pair))
    return tuple(made)


def _holds(column: str, codes: frozenset[str]) -> pl.Expr:
    import polars as pl

    return pl.col(column).list.set_intersection(sorted(codes)).list.len() > 0


def _origin(frame: pl.DataFrame) -> str:
    """Name the datasets of a frame with their versions and terms."""
    rows = frame.select("source", "source_version", "licence").unique().sort("source", "source_version")
    named = []
    for source, version, licence in rows.iter_rows():
        named.append(" ".join(filter(None, (source, version))) + (f" ({licence})" if licence else ""))
    return "; ".join(dict.fromkeys(named))


def _short(rows: Sequence[tuple[str, ...]], note: str) -> tuple[tuple[tuple[str, ...], ...], str]:
    if len(rows) <= _LONGEST:
        return tuple(rows), note
    return tuple(rows[-_LONGEST:]), f"{note} The latest {_LONGEST} of {len(rows):,} rows are shown."


def _alliances(study: Study, pair: Pair) -> Iterator[Outside]:
    frame = study.external("alliances").filter(_holds("codes", pair.a.codes), _holds("codes", pair.b.codes))
    found = frame.collect().sort("start", "source_id", nulls_last=True)
    if found.is_empty():
        return
    rows = [
        (
            row["name"] or row["source_id"],
            row["start"].isoformat() if row["start"] else date_words(row["signed"]),
            row["stop"].isoformat() if row["stop"] else "in force",
            ", ".join(row["obligations"] or ()),
        )
        for row in found.iter_rows(named=True)
    ]
    shown, note = _short(rows, f"{_origin(found)}. Days as in the source; the end is not included.")
    yield Outside("Alliances", _origin(found), note, ("Alliance", "From", "Until", "Obligations"), shown)


def _conflicts(study: Study, pair: Pair) -> Iterator[Outside]:
    import polars as pl

    against = (_holds("codes_a", pair.a.codes) & _holds("codes_b", pair.b.codes)) | (
        _holds("codes_a", pair.b.codes) & _holds("codes_b", pair.a.codes)
    )
    found = study.external("conflicts").filter(against, ~pl.col("duplicate").fill_null(False)).collect()
    if found.is_empty():
        return
    rows = [
        (
            row["name"] or row["source_id"],
            row["kind"] or "",
            date_words(row["start"]),
            date_words(row["stop"]) if row["stop"] else "",
            row["intensity"] or "",
            "" if row["deaths_best"] is None else f"{row['deaths_best']:,}",
        )
        for row in found.sort("start_earliest", "source_id", nulls_last=True).iter_rows(named=True)
    ]
    shown, note = _short(rows, f"{_origin(found)}. Conflicts in which the two stand on opposite sides.")
    header = ("Conflict", "Kind", "From", "Until", "Intensity", "Deaths (best)")
    yield Outside("Conflicts", _origin(found), note, header, shown, frozenset({5}))


def _votes(study: Study, pair: Pair) -> Iterator[Outside]:
    import polars as pl

    scale = {"no": 0.0, "abstain": 0.5, "yes": 1.0}
    votes = study.external("votes").filter(
        pl.col("vote").is_in(list(scale)), ~pl.col("duplicate").fill_null(False)
    )
    keys = ["source", "source_version", "licence", "body", "session", "resolution", "date"]
    of_a = votes.filter(pl.col("code").is_in(sorted(pair.a.codes))).select(*keys, a="vote")
    of_b = votes.filter(pl.col("code").is_in(sorted(pair.b.codes))).select("source", "resolution", b="vote")
    both = of_a.join(of_b, on=["source", "resolution"], how="inner").collect()
    if both.is_empty():
        return
    table = (
        both.with_columns(
            year=pl.col("date").dt.year(),
            same=pl.col("a") == pl.col("b"),
            opposed=(pl.col("a") != pl.col("b")) & (pl.col("a") != "abstain") & (pl.col("b") != "abstain"),
        )
        .group_by("body", "year")
        .agg(pl.len().alias("n"), pl.col("same").mean(), pl.col("opposed").mean())
        .sort("body", "year", nulls_last=True)
    )
    rows = [
        (
            row["body"] or "",
            "not dated" if row["year"] is None else str(row["year"]),
            f"{row['n']:,}",
            f"{row['same']:.0%}",
            f"{row['opposed']:.0%}",
        )
        for row in table.iter_rows(named=True)
    ]
    shown, note = _short(
        rows, f"{_origin(both)}. Roll calls in which both voted yes, no or abstained; absences do not count."
    )
    header = ("Body", "Year", "Roll calls", "Same vote", "Yes against no")
    yield Outside("Votes", _origin(both), note, header, shown, frozenset({2, 3, 4}))


def _events(study: Study, pair: Pair) -> Iterator[Outside]:
    import polars as pl

    from dragoman.codebook import load

    quads = {one.id: one.quad for one in load().classes}
    events = study.external("external_events").filter(
        ~pl.col("duplicate").fill_null(False),
        (_holds("actor_codes", pair.a.codes) & _holds("recipient_codes", pair.b.codes))
        | (_holds("actor_codes", pair.b.codes) & _holds("recipient_codes", pair.a.codes)),
    )
    found = events.select("source", "source_version", "licence", "event", "date_earliest").collect()
    if found.is_empty():
        return
    table = (
        found.with_columns(
            year=pl.col("date_earliest").dt.year(),
            quad=pl.col("event").replace_strict(quads, default=None, return_dtype=pl.Int64),
        )
        .group_by("source", "year")
        .agg(
            *((pl.col("quad") == number).sum().alias(str(number)) for number in (1, 2, 3, 4)),
            pl.col("quad").is_null().sum().alias("none"),
        )
        .sort("source", "year", nulls_last=True)
    )
    rows = [
        (
            row["source"],
            "not dated" if row["year"] is None else str(row["year"]),
            *(f"{row[str(number)]:,}" for number in (1, 2, 3, 4)),
            f"{row['none']:,}",
        )
        for row in table.iter_rows(named=True)
    ]
    shown, note = _short(
        rows, f"{_origin(found)}. Events by year and quad class; a year not listed is no zero."
    )
    header = ("Dataset", "Year", *_QUADS, "No class")
    yield Outside("Events", _origin(found), note, header, shown, frozenset({2, 3, 4, 5, 6}))
