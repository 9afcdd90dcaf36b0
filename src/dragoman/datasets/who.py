"""Who a provider's code or name means on a date, for whole columns at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from dragoman.actors import codes, registry, resolve
from dragoman.actors.entities import Entity, entities, spells
from dragoman.actors.tables import day
from dragoman.codebook import load
from dragoman.datasets.tables import table

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "ANY_DAY",
    "Found",
    "by_letters",
    "by_name",
    "by_number",
    "by_number_in_year",
    "known_codes",
    "letters",
]

ANY_DAY = date(1, 1, 1)
"""Stands for a missing date: nobody bears a name or number then."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who is meant: code and entity, both null where nobody or several can be."""

    code: str | None
    entity: str | None


_NOBODY = Found(None, None)


@cache
def known_codes() -> frozenset[str]:
    """Return the codes of states, other polities and organisations, and the codebook's special codes."""
    special = {sector.id for sector in load().special_codes}
    return frozenset({e.code for e in entities().values() if e.code} | special)


@cache
def _edges() -> pl.Series:
    """Return the days on which anything about who is who can change, for ``search_sorted``."""
    import polars as pl

    days: set[int] = set()
    days |= {edge for one in entities().values() for edge in (one.since, one.until)}
    days |= {edge for spell in spells() for edge in (spell.since, spell.until)}
    days |= {until.toordinal() for _, until in _spellings().values()}
    reg = registry("")
    low, high = reg.language("en")
    for entry in reg.entries[low:high]:
        for reading in entry.readings:
            days |= {reading.since, reading.until}
    top = date.max.toordinal()
    return pl.Series(sorted(date.fromordinal(day_) for day_ in days if 0 < day_ <= top))


def _dated(
    frame: pl.DataFrame, what: str, when: str, find: Callable[[str, date], Found]
) -> tuple[pl.DataFrame, Counter[str]]:
    """Ask once for each value and stretch of time in which nothing changes."""
    import polars as pl

    keys = frame.select(
        pl.col(what).alias("_what"),
        pl.col(when).fill_null(ANY_DAY).alias("_day"),
    ).with_columns(_edge=_edges().search_sorted(frame[when].fill_null(ANY_DAY), side="right"))
    unique = keys.drop_nulls("_what").group_by("_what", "_edge").agg(pl.col("_day").min(), pl.len())
    found = [find(value, on) for value, on in unique.select("_what", "_day").iter_rows()]
    answers = unique.with_columns(
        code=pl.Series([one.code for one in found], dtype=pl.String()),
        entity=pl.Series([one.entity for one in found], dtype=pl.String()),
    )
    missing: Counter[str] = Counter()
    # Without a date the row is refused for that; the name is not to blame.
    silent = answers.filter(pl.col("code").is_null() & (pl.col("_day") != ANY_DAY))
    for value, number in silent.select("_what", "len").iter_rows():
        missing[value] += number
    joined = keys.join(answers, on=["_what", "_edge"], how="left", maintain_order="left")
    return joined.select("code", "entity"), missing


def by_name(frame: pl.DataFrame, name: str, when: str) -> tuple[pl.DataFrame, Counter[str]]:
    """Resolve a column of names by the date in another; spelling of providers as in `data/names.tsv`.

    Returns
    -------
    tuple of DataFrame and Counter
        ``code, entity`` row by row, and the names that nobody or several bore, with their rows.
    """
    return _dated(frame, name, when, _named)


def by_number(frame: pl.DataFrame, number: str, when: str, scheme: str) -> tuple[pl.DataFrame, Counter[str]]:
    """Resolve a column of state numbers (``cow`` or ``gw``) by the date in another."""

    def find(value: str, on: date) -> Found:
        return _numbered(scheme, value, on)

    found, missing = _dated(frame, number, when, find)
    return found, Counter({f"{scheme} {value}": rows for value, rows in missing.items()})


@cache
def _spellings() -> dict[str, tuple[str, date]]:
    return {
        row["spelling"]: (row["name"], date.fromisoformat(row["until"]) if row["until"] else date.max)
        for row in table("names.tsv")
    }


@cache
def _named(name: str, on: date) -> Found:
    if on == ANY_DAY:
        return _NOBODY
    other, until = _spellings().get(name, (name, date.max))
    name = other if on < until else name
    if name in entities():
        return _entity(name, on)
    actor = resolve(name, on=on, language="en").actor
    return Found(actor.code, actor.entity) if actor is not None and actor.code else _NOBODY


def _entity(wanted: str, on: date) -> Found:
    entity = entities()[wanted]
    alive = entity.since <= on.toordinal() < entity.until
    return Found(entity.code, entity.id) if alive else _NOBODY


@cache
def _bearers(scheme: str, value: str) -> tuple[tuple[int, int, Entity], ...]:
    """Return who bore a number when: (from, to, entity), half-open."""
    found = []
    for state in codes(scheme, value):
        since, until = day(state.since), day(state.until, late=True)
        for name in state.entities:
            one = entities()[name]
            found.append((max(since, one.since), min(until, one.until), one))
    return tuple(found)


@cache
def _numbered(scheme: str, value: str, on: date) -> Found:
    day_ = on.toordinal()
    alive = {one.id: one.code for since, until, one in _bearers(scheme, value) if since <= day_ < until}
    named = set(alive.values()) - {None}
    if len(named) != 1:
        return _NOBODY
    return Found(named.pop(), next(iter(alive)) if len(alive) == 1 else None)


@cache
def _letters() -> dict[str, str]:
    return {row["letters"]: row["code"] for row in table("cameo_countries.tsv")}


def letters() -> pl.DataFrame:
    """Return the three letters of CAMEO's actor codes that stand for a state or organisation."""
    import polars as pl

    pairs = {code: code for code in known_codes()} | _letters()
    return pl.DataFrame({"letters": list(pairs), "code": list(pairs.values())})


def by_letters(column: pl.Series) -> tuple[pl.Series, Counter[str]]:
    """Check CAMEO country letters; those that name no country we know are null, and counted."""
    frame = column.alias("letters").to_frame()
    codes_ = frame.join(letters(), on="letters", how="left", maintain_order="left")["code"]
    unknown = column.filter(codes_.is_null() & column.is_not_null()).value_counts()
    return codes_.alias(column.name), Counter(dict(unknown.iter_rows()))


def by_number_in_year(
    frame: pl.DataFrame, number: str, year: str, scheme: str
) -> tuple[pl.DataFrame, Counter[str]]:
    """Resolve state numbers in rows for whole years.

    Read as of the middle of the year (2 July); a number that nobody bore then as of its end, and then
    of its beginning.
    """
    import polars as pl

    answer: pl.DataFrame | None = None
    Counter()
    for month, last in ((7, 2), (12, 31), (1, 1)):
        dated = frame.select(number, pl.date(pl.col(year), month, last).alias("_on"))
        found, missing_now = by_number(dated, number, "_on", scheme)
        if answer is None:
            answer, _missing = found, missing_now
        else:
            free = answer["code"].is_null()
            answer = pl.DataFrame({
                name: answer[name].to_frame().select(
                    pl.when(free).then(found[name]).otherwise(pl.col(name)).alias(name)
                )[name] for name in ("code", "entity")
            })  # fmt: skip
    assert answer is not None  # noqa: S101
    left = frame.filter(answer["code"].is_null() & frame[number].is_not_null())[number].value_counts()
    return answer, Counter({f"{scheme} {value}": rows for value, rows in left.iter_rows()})
