"""What the public datasets of a study say of two actors, as tables beside the reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.dossier.data import Outside
from dragoman.dossier.words import date_words

if TYPE_CHECKING:
    import polars as pl

    from dragoman.dossier.sides import Pair
    from dragoman.study import Study

__all__ = ["outside"]

_LONGEST = 60
"""So many rows of one table are shown; a note says how many there are."""
_NUMBERS = re.compile(r"\d+ to \d+")
_FEW = "A measure needs at least five items in common and is not defined where nothing varies."
_QUADS = ("Verbal co-operation", "Material co-operation", "Verbal conflict", "Material conflict")


def outside(study: Study, pair: Pair, alike: pl.DataFrame | None = None) -> tuple[Outside, ...]:
    """Return the tables on alliances, wars, votes and events that were imported into the study.

    Parameters
    ----------
    study, pair
    alike : polars.DataFrame or None
        How alike the two stood by year (`dragoman.dossier.alike.alignment`); votes are told from it.
    """
    return (
        *_alliances(study, pair),
        *_portfolios(study, alike),
        *_conflicts(study, pair),
        *_votes(study, alike),
        *_events(study, pair),
    )


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
            name,
            row["start"].isoformat() if row["start"] else date_words(row["signed"]),
            row["stop"].isoformat() if row["stop"] else "in force",
            ", ".join(row["obligations"] or ()),
        )
        for name, row in _spells(found)
    ]
    words = "Days as in the source; the end is not included; years that follow each other are one row."
    shown, note = _short(rows, f"{_origin(found)}. {words}")
    yield Outside("Alliances", _origin(found), note, ("Alliance", "From", "Until", "Obligations"), shown)


def _spells(found: pl.DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    """Join rows of one alliance that follow each other with the same obligations: datasets list years."""
    made: list[tuple[str, dict[str, Any]]] = []
    last: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in found.sort("start", "source_id", nulls_last=True).iter_rows(named=True):
        name = row["name"] or row["source_id"]
        if _NUMBERS.fullmatch(name) and all(one["code"] for one in row["members"]):
            name = " to ".join(one["code"] for one in row["members"])  # the numbers are the source's own
        key = (row["source"], row["source_version"], name, tuple(row["obligations"] or ()))
        before = last.get(key)
        if before is not None and before["stop"] is not None and before["stop"] == row["start"]:
            before["stop"] = row["stop"]
        else:
            last[key] = row
            made.append((name, row))
    yield from made


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


def _votes(study: Study, alike: pl.DataFrame | None) -> Iterator[Outside]:
    if alike is None or "n_votes" not in alike.columns:
        return
    origin = _terms(study.external("votes"))
    rows = [
        (str(year), f"{n:,}", _share(same), _share(opposed), _number(kappa))
        for year, n, same, opposed, kappa in alike.filter(alike["n_votes"].fill_null(0) > 0)
        .select("year", "n_votes", "agreement_votes", "opposed_votes", "kappa_votes")
        .iter_rows()
    ]
    if rows:
        words = "Roll calls on which both voted yes, no or abstained; absences do not count."
        shown, note = _short(rows, f"{origin}. {words} {_FEW}")
        header = ("Year", "Roll calls", "Same vote", "Yes against no", "κ")
        yield Outside("Votes", origin, note, header, shown, frozenset({1, 2, 3, 4}))


def _portfolios(study: Study, alike: pl.DataFrame | None) -> Iterator[Outside]:
    if alike is None or "n_alliances" not in alike.columns:
        return
    origin = _terms(study.external("alliances"))
    rows = [
        (str(year), f"{n:,}", _number(s), _number(kappa))
        for year, n, s, kappa in alike.filter(alike["n_alliances"].fill_null(0) > 0)
        .select("year", "n_alliances", "s_alliances", "kappa_alliances")
        .iter_rows()
    ]
    if rows:
        words = (
            "How alike the two stood to all members of the state system: S counts shared absences of a "
            "treaty as likeness, κ only what exceeds chance."
        )
        shown, note = _short(rows, f"{origin}. {words} {_FEW}")
        yield Outside(
            "Alliances compared", origin, note, ("Year", "States", "S", "κ"), shown, frozenset({1, 2, 3})
        )


def _terms(rows: pl.LazyFrame) -> str:
    return _origin(rows.select("source", "source_version", "licence").unique().collect())


def _share(value: float | None) -> str:
    return "too few" if value is None or value != value else f"{value:.0%}"


def _number(value: float | None) -> str:
    return "\N{EM DASH}" if value is None or value != value else f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


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
