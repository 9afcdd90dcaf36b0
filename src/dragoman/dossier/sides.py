"""The two actors of a dossier: which codes and dated entities are read as each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from dragoman.dossier.data import EntityInfo, Row
from dragoman.model.errors import InputError

if TYPE_CHECKING:
    from dragoman.actors.entities import Entity

__all__ = ["Pair", "Side", "bearer", "behind", "check_code", "name_of", "pair"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two.

    Attributes
    ----------
    codes : frozenset of str
        Codes a row may carry for it; with a lineage also those of the lineage's entities.
    entities : frozenset of str
        Entities that a lineage adds.
    """

    code: str
    name: str
    codes: frozenset[str]
    entities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """The two, and the question whom somebody stands for."""

    a: Side
    b: Side

    def of(self, code: str | None, entity: str | None) -> str | None:
        """Return ``"a"``, ``"b"`` or None; an entity that a lineage names decides before its code."""
        for name, side in (("a", self.a), ("b", self.b)):
            if entity is not None and entity in side.entities:
                return name
        return {self.a.code: "a", self.b.code: "b"}.get(code or "")


def pair(a: str, b: str, lineages: Sequence[str] = ()) -> Pair:
    """Make the pair from two codes and the lineages that the user chose.

    Raises
    ------
    InputError
        The codes are the same, a lineage is unknown or none of its entities has one of the codes.
    """
    from dragoman.actors.entities import entities
    from dragoman.actors.entities import lineages as known_lineages

    a, b = a.strip().upper(), b.strip().upper()
    if a == b:
        raise InputError(
            f"A dossier is about two actors, but both codes are {a}. Give two codes, as in TUR AZE."
        )
    known, lines = entities(), known_lineages()
    check_code(a)
    check_code(b)
    added: dict[str, set[str]] = {a: set(), b: set()}
    for name in lineages:
        if name not in lines:
            raise InputError(f"There is no lineage {name!r}; known are {', '.join(sorted(lines)) or 'none'}.")
        homes = {known[entity].code for entity in lines[name]} & {a, b}
        if len(homes) != 1:
            raise InputError(
                f"The lineage {name!r} belongs to {'both' if homes else 'neither'} of {a} and {b}; "
                "choose one whose entities carry exactly one of the two codes."
            )
        added[str(homes.pop())].update(lines[name])
    sides = []
    for code in (a, b):
        codes = {code} | {str(known[one].code) for one in added[code] if known[one].code}
        sides.append(Side(code, name_of(code, known.values()), frozenset(codes), frozenset(added[code])))
    return Pair(*sides)


def check_code(code: str) -> None:
    """Refuse a code that nobody has: the answer to a slip of the finger would look like silence.

    Raises
    ------
    InputError
        No entity of the tables bears the code; the code of a name, or near codes, are told.
    """
    from dragoman.actors import resolve
    from dragoman.actors.entities import entities

    codes = sorted({one.code for one in entities().values() if one.code})
    if code in codes:
        return
    called = resolve(code.title()).actor
    near = [called.code] if called and called.code else get_close_matches(code, codes, n=3, cutoff=0.5)
    raise InputError(
        f"No actor has the code {code!r}."
        + (f" Did you mean {' or '.join(near)}?" if near else "")
        + " `dragoman actors find NAME` says which code a name has."
    )


_WEIGHT = {"state": 3, "contested": 2, "group": 0}
"""Which kind of entity gives a code its name; all others weigh 1."""


def _polities(code: str, known: Iterable[Entity]) -> list[Entity]:
    """Return the entities that bear a code as a whole: states last, and of them the latest."""
    return sorted(
        (one for one in known if one.code == code and one.sector is None),
        key=lambda one: (_WEIGHT.get(one.kind, 1), one.until, one.since, one.id),
    )


@cache
def _special() -> dict[str, str]:
    """Return the codes that stand for no country (``IGO``), with what they mean."""
    from dragoman.codebook import load

    return {one.id: one.label for one in load().special_codes}


def name_of(code: str, known: Iterable[Entity]) -> str:
    """Return the name of the latest polity that bears a code as a whole, else what the code means."""
    if code in _special():
        return _special()[code]
    found = _polities(code, known)
    return found[-1].name if found else code


@cache
def _country(code: str) -> str:
    """Return `name_of` a code; a dossier asks for every party of every row."""
    from dragoman.actors.entities import entities

    return name_of(code, entities().values())


def bearer(code: str, entity: str | None, text: str) -> tuple[str, str]:
    """Return key and name of somebody with a code.

    A country goes by its code, whatever it is called in the text; of bodies that share a code which
    stands for no country (``IGO``) each goes by itself.
    """
    from dragoman.actors.entities import entities

    if code not in _special():
        return code, _country(code)
    known = entities().get(entity or "")
    return (known.id, known.name) if known is not None else (f"{code} {text.casefold()}", text)


def _home(entity: str, day: date | None) -> str | None:
    """Return the entity a person served on a day (or last), or the entity itself."""
    from dragoman.actors.entities import entities, people

    if entity in entities():
        return entity
    person = people().get(entity)
    if person is None:
        return None
    on = day.toordinal() if day is not None else None
    for term in person.terms:
        if on is not None and term.since <= on < term.until:
            return term.entity
    past = [term for term in person.terms if on is not None and term.until <= on]
    return (past or list(person.terms))[-1].entity


def behind(two: Pair, reports: Iterable[Row]) -> list[EntityInfo]:
    """Return the dated entities behind both codes, with the number of reports that name them.

    Listed are all entities that a report names and all states that bore the code within the
    reports' span of time, so that a reader sees what the code cannot tell apart.
    """
    from dragoman.actors.entities import entities
    from dragoman.actors.tables import iso

    known = entities()
    counts: Counter[tuple[str, str]] = Counter()
    days: list[int] = []
    for row in reports:
        days += [row[end].toordinal() for end in ("date_earliest", "date_latest") if row.get(end)]
        named: set[tuple[str, str]] = set()
        for who in (*row["actor"], *row["recipient"], *row["others"]):
            side = two.of(who.get("code"), who.get("entity"))
            home = _home(who["entity"], row.get("date_earliest")) if who.get("entity") else None
            if side is not None and home is not None:
                named.add((side, home))
        counts.update(named)
    made: list[EntityInfo] = []
    for name, one_side in (("a", two.a), ("b", two.b)):
        listed = set(one_side.entities)
        for one in _polities(one_side.code, known.values()):
            if one.kind == "state" and days and one.since <= max(days) and min(days) < one.until:
                listed.add(one.id)
        listed |= {entity for of, entity in counts if of == name}
        for ident in sorted(listed, key=lambda one: (known[one].since, known[one].until, one)):
            entity = known[ident]
            made.append(
                EntityInfo(
                    code=entity.code or one_side.code,
                    name=entity.name,
                    id=entity.id,
                    start=iso(entity.since) or None,
                    end=iso(entity.until) or None,
                    kind=entity.kind.replace("-", " "),
                    note=entity.loss,
                    reports=counts[name, ident],
                )
            )
    return made
