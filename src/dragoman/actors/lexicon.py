"""The names of one language as entries: what the scanner looks for and who it can mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from dragoman.actors.entities import Entity, entities, lands, people
from dragoman.actors.fold import fold
from dragoman.actors.inflect import inflection
from dragoman.actors.own import OwnRow
from dragoman.actors.tables import ALWAYS, data, day, rows
from dragoman.actors.types import Kind
from dragoman.model.errors import ActorError

__all__ = ["KINDS", "Entry", "Reading", "load"]

KINDS: tuple[str, ...] = (
    "block", "state", "org", "group", "seat", "adj", "demonym", "place", "person", "mod", "agent",
)  # fmt: skip
"""In order of rank: where one form is several things, the first names the mention's kind."""
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_NAME = ("name", "kind", "entity", "from", "to", "sector", "flags")
_AGENT = ("lemma", "sector", "flags", "forms")


class Reading(NamedTuple):
    """One thing that a name can mean: an entity or a person, and when the name is used for it."""

    kind: str
    ref: str
    since: int
    until: int
    """While the name is in use and the entity exists."""
    sector: str | None
    entity: Entity | None
    """None for a person."""


@dataclass(slots=True)
class Entry:
    """One name of one language with everything it can mean."""

    name: str
    kind: Kind
    language: str
    readings: list[Reading] = field(default_factory=list)
    flags: frozenset[str] = frozenset()
    sector: str | None = None
    code: str | None = None
    hint: str = ""
    spellings: list[tuple[str, str, str]] = field(default_factory=list)
    """(citation form, sort for the paradigm, hint)."""


@lru_cache(maxsize=4096)
def _flags(text: str) -> tuple[frozenset[str], str, str | None]:
    """Return flags, paradigm hint and code."""
    hint, code, rest = "", None, []
    for flag in text.split(","):
        if flag.startswith("p:"):
            hint = flag[2:]
        elif flag.startswith("code:"):
            code = flag[5:]
        elif flag:
            rest.append(flag)
    return frozenset(rest), hint, code


def _readings(
    kind: str, refs: str, since: int, until: int, sector: str | None, where: tuple[object, int]
) -> list[Reading]:
    known, ground = entities(), lands()
    found: list[Reading] = []
    for ref in refs.split("|"):
        if ref.startswith("@"):
            chain = ground.get(ref[1:])
            if chain is None:
                raise ActorError(f"{where[0]}, line {where[1]}: there is no land {ref!r} in lineages.tsv.")
            for held, first, last in chain:
                if max(first, since) < min(last, until):
                    found.append(
                        Reading(kind, held, max(first, since), min(last, until), sector, known[held])
                    )
        elif ref:
            entity = known.get(ref)
            if entity is None:
                raise ActorError(f"{where[0]}, line {where[1]}: entity {ref!r} is not in entities.tsv.")
            found.append(
                Reading(
                    kind,
                    ref,
                    max(entity.since, since),
                    min(entity.until, until),
                    sector or entity.sector,
                    entity,
                )
            )
    return found


def _bare(name: str) -> str:
    """Return a name without the marks of its paradigm."""
    if name.isalpha():
        return name
    return name.replace("*", "").replace("{", "").replace("}", "")


def _sort_of(kind: str) -> str:
    return kind if kind in ("adj", "person") else "noun"


def load(language: str, own: Sequence[OwnRow] = ()) -> list[Entry]:
    """Return the entries of a language; equal names are one entry.

    ``own`` are the names of a study, which take the place of ours.

    Raises
    ------
    ActorError
        A row names an unknown kind, entity or land; the message says file and line.
    """
    found: dict[str, Entry] = {}
    # Where adjectives do not inflect, one word is both: "Türk" and "Türkler".
    apart = {"demonym": "\1"} if inflection(language).joined is not None else {}

    def enter(
        name: str,
        kind: str,
        readings: list[Reading],
        flags: str = "",
        sector: str | None = None,
        sort: str = "",
    ) -> None:
        bare = _bare(name)
        marks, hint, code = _flags(flags)
        # "us" and "US", "turkey" and "Turkey" differ; what may be written small is apart from what may not.
        key = fold(bare, language) + ("\0" if kind in ("agent", "mod") else apart.get(kind, ""))
        entry = found.get(key)
        if entry is None:
            found[key] = entry = Entry(bare, kind, language, flags=marks, sector=sector, code=code)  # type: ignore[arg-type]
        elif _RANK[kind] < _RANK[entry.kind]:
            entry.kind, entry.name, entry.sector = kind, bare, sector  # type: ignore[assignment]
            entry.flags = (entry.flags - {"titled", "short"}) | marks
        elif kind != "person":
            entry.flags |= marks
        if entry.readings:
            entry.readings.extend(r for r in readings if r not in entry.readings)
        else:
            entry.readings = list(readings)
        spelling = (name, sort or _sort_of(kind), hint)
        if spelling not in entry.spellings:
            entry.spellings.append(spelling)

    held: dict[tuple[str, str, str, str, str], list[Reading]] = {}
    table = data("names", f"{language}.tsv")
    if not table.is_file():
        raise ActorError(f"There are no names in {language!r}: {table} is missing.")
    for source in (table, data("cldr", f"{language}.tsv")):
        if not source.is_file():
            continue
        for number, (name, kind, refs, since, until, sector, flags) in rows(source, _NAME):
            if kind not in _RANK:
                raise ActorError(
                    f"{source}, line {number}: {kind!r} is no kind of name; known are {', '.join(KINDS)}."
                )
            meant = (kind, refs, since, until, sector)
            readings = held.get(meant)
            if readings is None:
                readings = held[meant] = _readings(
                    kind, refs, day(since), day(until, late=True), sector or None, (source, number)
                )
            enter(name, kind, readings, flags, sector or None)
    fresh: set[str] = set()
    for row in own:
        key = fold(_bare(row.name), language) + apart.get(row.kind, "")
        if key not in fresh:
            found.pop(key, None)
            fresh.add(key)
        readings = _readings(
            row.kind,
            row.refs,
            day(row.since),
            day(row.until, late=True),
            row.sector or None,
            ("", row.number),
        )
        enter(row.name, row.kind, [r for r in readings if r.since < r.until], row.flags, row.sector or None)
    for person in people().values():
        for name in person.names.get(language, ()):
            weak = name.endswith("!")
            bare = name.rstrip("!")
            indeclinable = bare.endswith("^")
            bare = bare.rstrip("^")
            short = " " not in bare
            flags = ",".join(f for f, on in (("titled", weak), ("short", short), ("p:-", indeclinable)) if on)
            reading = Reading("person", person.id, 0, ALWAYS, None, None)
            enter(bare, "person", [reading], flags, sort="surname" if short else "person")
    table = data("agents", f"{language}.tsv")
    for _, (lemma, sector, flags, forms) in rows(table, _AGENT):
        kind = "mod" if "mod" in flags.split(",") else "agent"
        sort = "adj" if "adj" in flags.split(",") else "noun"
        enter(lemma, kind, [], flags, sector or None, sort)
        for form in forms.split("|"):
            if form:
                entry = found[fold(_bare(lemma), language) + "\0"]
                form, _, hint = form.partition("=")
                entry.spellings.append((form, "plural" if sort == "noun" else sort, hint))
    return list(found.values())
