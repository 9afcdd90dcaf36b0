"""Who held an office on a date: "the Turkish president" in 1992, "his Azerbaijani counterpart"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from dragoman.actors.entities import AS_OF, Person, Term, entities, people
from dragoman.actors.registry import Days, Registry
from dragoman.actors.tables import ALWAYS, data, iso, rows
from dragoman.actors.types import Candidate, Mention, Resolution
from dragoman.model.errors import ActorError

__all__ = ["COUNTERPART", "Holder", "held_by", "holders", "in_office", "in_power", "office_of"]

COUNTERPART = ("=",)
"""The offices of a word such as "counterpart": those of the other party."""
EFFECTIVE = "effective"
_BREAK = 31  # days between two terms that are one time in power

Holder = tuple[Person, Term]


@cache
def _words() -> dict[tuple[str, str], tuple[str, ...]]:
    source = data("offices.tsv")
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for number, (language, lemma, offices) in rows(source, ("language", "lemma", "offices")):
        key = language, lemma.replace("*", "")
        if key in found:
            raise ActorError(f"{source}, line {number}: {lemma!r} stands twice.")
        found[key] = tuple(offices.split("|"))
    return found


@cache
def _terms() -> dict[tuple[str, str], list[Holder]]:
    """Return all terms by (entity, office), and the effective ones by (entity, `EFFECTIVE`)."""
    found: dict[tuple[str, str], list[Holder]] = {}
    for person in people().values():
        for term in person.terms:
            found.setdefault((term.entity, term.office), []).append((person, term))
            if term.effective:
                found.setdefault((term.entity, EFFECTIVE), []).append((person, term))
    return found


def office_of(mentions: Sequence[Mention], reg: Registry) -> tuple[str, ...]:
    """Return the offices that a noun group names, empty where it names none or more than an office.

    A group with a person says itself who is meant; of a group with two roles ("the president's
    spokesman") nobody can say from the table.
    """
    roles = [m for m in mentions if m.kind == "agent"]
    if len(roles) != 1 or any(m.kind in ("person", "mod") for m in mentions):
        return ()
    entry = reg.entries[roles[0].key]
    return _words().get((entry.language, entry.name.replace("*", "")), ())


def _span(days: Days) -> tuple[int, int]:
    """Return the days as ordinals, half-open; without any, the day of the data."""
    if days == (None, None):
        return AS_OF, AS_OF + 1
    first, last = days
    return first.toordinal() if first else 0, last.toordinal() + 1 if last else ALWAYS


def held_by(person: str, days: Days) -> tuple[str, ...]:
    """Return the offices that a person held within the days."""
    low, high = _span(days)
    found = people().get(person)
    terms = found.terms if found else ()
    return tuple(dict.fromkeys(t.office for t in terms if t.since < high and low < t.until))


def in_power(key: int, reg: Registry, office: str = "") -> tuple[date, date | None] | None:
    """Return the first day of somebody's power over a state and the day after the last, None if it goes on.

    Parameters
    ----------
    key : int
        Of the name in the registry.
    reg : Registry
    office : str
        Only in this office, and only that with power where it had any.

    Returns
    -------
    (date, date or None) or None
        None where several bear the name, or where nobody or somebody twice was in power.
    """
    named = {reading.ref for reading in reg.entries[key].readings if reading.entity is None}
    known = people()
    held = [term for ref in named for term in known[ref].terms if not office or term.office == office]
    terms = [term for term in held if term.effective] or (held if office else [])
    if len(named) != 1 or not terms:
        return None
    first, last = terms[0].since, terms[0].until
    for term in terms[1:]:
        if term.since > last + _BREAK:
            return None
        last = max(last, term.until)
    return date.fromordinal(first), date.fromordinal(last) if last < ALWAYS else None


def holders(
    code: str, offices: Sequence[str], days: Days = (None, None), *, entity: str | None = None, reg: Registry
) -> list[Holder]:
    """Return who held one of the offices of a state within the days, latest first.

    Parameters
    ----------
    code : str
        Three letters of the state; all entities that bear the code are asked, or ``entity`` alone.
    offices : sequence of str
        In order: the first that anybody held is taken.
    """
    low, high = _span(days)
    homes = [entity] if entity in entities() else [e.id for e in entities().values() if reg.code(e) == code]
    for office in offices:
        found = {
            person.id: (person, term)
            for home in homes
            for person, term in _terms().get((home, office), ())
            if term.since < high and low < term.until
        }
        if found:
            return sorted(found.values(), key=lambda one: (-one[1].since, one[0].id))
    return []


def in_office(answer: Resolution, offices: Sequence[str], days: Days, reg: Registry) -> Resolution:
    """Put the holder of an office into an answer that names the state alone, or those who can be meant."""
    actor = answer.actor
    if actor is None or actor.code is None:
        return answer
    found = holders(actor.code, offices, days, entity=actor.entity, reg=reg)
    if not found:
        return answer
    ranked = tuple(_candidate(one, reg) for one in found)
    if len(found) > 1:
        return replace(answer, candidates=ranked, reason="several held the office within these days")
    person, term = found[0]
    named = replace(actor, entity=person.id, name=person.name, sector=term.sector)
    return Resolution(named, ranked, f"{term.office} on that date", actor.basis)


def _candidate(holder: Holder, reg: Registry) -> Candidate:
    person, term = holder
    home = reg.code(entities()[term.entity])
    return Candidate(person.id, "person", home, term.sector, iso(term.since), iso(term.until))
