"""Dated entities: states, republics, contested polities, organisations, armed groups; and people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.tables import data, day, rows
from dragoman.model.errors import ActorError

__all__ = [
    "AS_OF",
    "Entity",
    "Seat",
    "Spell",
    "Term",
    "entities",
    "lands",
    "lineages",
    "people",
    "spells",
    "views",
]

AS_OF = day("2026-01-01")
"""The day that "as of today" means: the date of the data, so that results do not change by the clock."""

_ENTITY = (
    "id", "kind", "name", "code", "sector", "from", "to", "capital", "part_of", "lineage", "before", "after",
    "cow", "gw", "loss",
)  # fmt: skip
_TONGUES = ("en", "ru", "uk", "tr", "az")
_PERSON = ("id", *_TONGUES, "entity", "office", "sector", "from", "to", "flags", "note")
_FLAGS = frozenset({"effective", "doubtful"})


class Seat(NamedTuple):
    """A capital, with the days it was one: ordinals, half-open."""

    name: str
    since: int
    until: int


class Entity(NamedTuple):
    """A dated polity or organisation; ``since`` and ``until`` are ordinals, half-open.

    ``code`` is the projection to ISO3 / PLOVER, ``loss`` what the projection does not say;
    ``capital`` the last one, ``seats`` all of them.
    """

    id: str
    kind: str
    name: str
    code: str | None
    sector: str | None
    since: int
    until: int
    capital: str
    part_of: str
    lineage: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    cow: str
    gw: str
    loss: str | None
    moves: str = ""
    """The capitals as the table has them: ``Almaty|1997-12-10 Astana``."""

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The capitals in order, each with its days."""
        first, *later = self.moves.split("|")
        names, days = [first] if first else [], [self.since]
        for move in later:
            on, _, name = move.partition(" ")
            names.append(name)
            days.append(day(on))
        return tuple(Seat(*one) for one in zip(names, days, [*days[1:], self.until], strict=False))


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one person in one office.

    ``effective``: who held the power of the state in these days (one at a time for each state), whatever
    the office: the general, party secretary or supreme leader as well as the elected prime minister.
    ``doubtful``: a day that may be off.
    """

    entity: str
    office: str
    sector: str
    since: int
    until: int
    effective: bool = False
    doubtful: bool = False
    note: str = ""


class Person:
    """A person with all terms, earliest first, and the names in each language.

    The terms are read from their rows when somebody first asks: most people of the tables are in no text.
    """

    __slots__ = ("_rows", "_terms", "id", "name", "names")

    def __init__(self, key: str, names: dict[str, tuple[str, ...]]) -> None:
        self.id = key
        self.names = names
        first = names["en"][0].rstrip("!^+") if names["en"] else key
        self.name = first.replace("{", "").replace("}", "") if "{" in first else first
        self._rows: list[tuple[Path, int, list[str]]] = []
        self._terms: tuple[Term, ...] = ()

    def add(self, source: Path, number: int, row: list[str]) -> None:
        """Add a term as the row of a table."""
        self._rows.append((source, number, row))

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, earliest first.

        Raises
        ------
        ActorError
            A row has an unknown entity or flag or impossible days; the message says file and line.
        """
        if not self._terms:
            self._terms = tuple(sorted((_term(*row) for row in self._rows), key=lambda term: term.since))
        return self._terms


@dataclass(frozen=True, slots=True)
class Spell:
    """A membership of a state in the COW or Gleditsch-Ward system, half-open."""

    scheme: str
    number: int
    abbreviation: str
    name: str
    since: int
    until: int


def _parts(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    if "|" not in text:
        return (text,)
    return tuple(filter(None, text.split("|")))


def _last(moves: str) -> str:
    """Return the capital of today, or the last one."""
    last = moves.rpartition("|")[2]
    return last.partition(" ")[2] if last != moves else last


@cache
def entities() -> dict[str, Entity]:
    """Return all entities by id."""
    found: dict[str, Entity] = {}
    source = data("entities.tsv")
    for number, row in rows(source, _ENTITY):
        if row[0] in found:
            raise ActorError(f"{source}, line {number}: entity {row[0]!r} stands twice.")
        since, until = day(row[5]), day(row[6], late=True)
        if until <= since:
            raise ActorError(f"{source}, line {number}: entity {row[0]!r} ends before it starts.")
        found[row[0]] = Entity(
            row[0], row[1], row[2], row[3] or None, row[4] or None, since, until, _last(row[7]),
            row[8], row[9], _parts(row[10]), _parts(row[11]), row[12], row[13], row[14] or None, row[7],
        )  # fmt: skip
    for entity in found.values():
        for other in (*entity.before, *entity.after, *_parts(entity.part_of)):
            if other not in found:
                raise ActorError(
                    f"{source}: entity {entity.id!r} links to {other!r}, which is not in the table."
                )
    return found


def _said(row: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the names of a person by language; ``=`` is all that stand in the English column."""
    english = _parts(row[1])
    said = {"en": english}
    for tongue, cell in zip(_TONGUES[1:], row[2:6], strict=True):
        if not cell:
            said[tongue] = ()
        elif cell == "=":
            said[tongue] = english
        elif "=" in cell:
            named = (english if part == "=" else (part,) for part in _parts(cell))
            said[tongue] = tuple(dict.fromkeys(chain.from_iterable(named)))
        else:
            said[tongue] = _parts(cell)
    return said


def _term(source: Path, number: int, row: list[str]) -> Term:
    """Return a row of a table of people as a term."""
    if row[6] not in entities():
        raise ActorError(f"{source}, line {number}: entity {row[6]!r} is not in entities.tsv.")
    since, until = day(row[9]), day(row[10], late=True)
    if until <= since:
        raise ActorError(f"{source}, line {number}: the term ends before it starts.")
    flags = set(row[11].split(",")) - {""}
    if not flags <= _FLAGS:
        raise ActorError(
            f"{source}, line {number}: {row[11]!r} is no flag of a term; "
            f"known are {', '.join(sorted(_FLAGS))}."
        )
    return Term(row[6], row[7], row[8], since, until, "effective" in flags, "doubtful" in flags, row[12])


@cache
def people() -> dict[str, Person]:
    """Return all people by id, from all tables in ``data/people``."""
    found: dict[str, Person] = {}
    home: dict[str, str] = {}
    for source in sorted(data("people").iterdir(), key=lambda item: item.name):
        if not source.name.endswith(".tsv"):
            continue
        for number, row in rows(source, _PERSON):
            key = row[0]
            person = found.get(key)
            if person is None:
                person = found[key] = Person(key, _said(row))
                home[key] = source.name
            elif home[key] != source.name:
                raise ActorError(
                    f"{source}, line {number}: {key!r} is also in {home[key]}; "
                    "a person has all terms in one table, or two people need two ids."
                )
            person.add(source, number, row)
    return found


@cache
def spells() -> tuple[Spell, ...]:
    """Return the memberships of the COW and Gleditsch-Ward state systems."""
    source = data("spells.tsv")
    columns = ("scheme", "number", "abbreviation", "name", "from", "to")
    return tuple(
        Spell(row[0], int(row[1]), row[2], row[3], day(row[4]), day(row[5], late=True))
        for _, row in rows(source, columns)
    )


@cache
def _chains() -> dict[tuple[str, str], tuple[tuple[str, int, int], ...]]:
    source = data("lineages.tsv")
    known = entities()
    found: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    for number, row in rows(source, ("sort", "id", "entity", "from", "to")):
        if row[2] not in known:
            raise ActorError(f"{source}, line {number}: entity {row[2]!r} is not in entities.tsv.")
        entity = known[row[2]]
        since = max(entity.since, day(row[3]))
        until = min(entity.until, day(row[4], late=True))
        found.setdefault((row[0], row[1]), []).append((row[2], since, until))
    return {key: tuple(chain) for key, chain in found.items()}


def lineages() -> dict[str, tuple[str, ...]]:
    """Return the named lineages: entities that a user may choose to read as one line."""
    return {
        name: tuple(e for e, _, _ in chain) for (sort, name), chain in _chains().items() if sort == "line"
    }


@cache
def lands() -> dict[str, tuple[tuple[str, int, int], ...]]:
    """Return who held a land when: (entity, from, to), for the places in it."""
    return {name: chain for (sort, name), chain in _chains().items() if sort == "land"}


@cache
def views() -> dict[tuple[str, str], str]:
    """Return the code of an entity under a viewpoint: (viewpoint, entity) to code."""
    return {
        (row[0], row[1]): row[2]
        for _, row in rows(data("viewpoints.tsv"), ("viewpoint", "entity", "code", "note"))
    }
