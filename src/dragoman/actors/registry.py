"""Who a name means on a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from dragoman.actors.entities import AS_OF, Entity, Person, Term, entities, people, views
from dragoman.actors.lexicon import Entry, Reading, load
from dragoman.actors.own import OwnNames, read_own
from dragoman.actors.tables import ALWAYS, iso
from dragoman.actors.types import Actor, Candidate, Resolution
from dragoman.model.errors import InputError
from dragoman.model.report import Basis

__all__ = ["LANGUAGES", "Registry", "registry"]

LANGUAGES = ("en", "ru", "uk", "tr", "az")
"""Languages whose names are in the tables."""

_LONG = 2 * 366
"""Days in which a name may change its bearer and still mean one of them."""
_ENDLESS = 100 * 366
_MOST = 0.75
_SOON = 183
"""How many days before its founding a state is spoken of by its name."""

_CAREER = 40 * 366
"""How many days before the first office somebody may be in the news; before that it is a namesake."""

Days = tuple[date | None, date | None]


class Registry:
    """All entries of all languages that were asked for; ``key`` of a mention is an index into ``entries``.

    Parameters
    ----------
    viewpoint : str
        Whose reading of contested polities is taken: "" (internationally recognised, the default),
        ``de-facto``, or a country code such as ``TUR``; see ``data/viewpoints.tsv``.
    own : OwnNames, optional
        The names that a study adds; where one is also ours, the study's takes its place.
    """

    def __init__(self, viewpoint: str = "", own: OwnNames | None = None) -> None:
        known = {name for name, _ in views()}
        if viewpoint and viewpoint not in known:
            raise InputError(f"There is no viewpoint {viewpoint!r}; known are {', '.join(sorted(known))}.")
        self.viewpoint = viewpoint
        self.own = own
        self.entries: list[Entry] = []
        self._start: dict[str, tuple[int, int]] = {}
        self._actors: dict[tuple[int, Days], Resolution] = {}

    def language(self, language: str) -> tuple[int, int]:
        """Load a language if it is not yet; return the range of its keys."""
        span = self._start.get(language)
        if span is None:
            start = len(self.entries)
            self.entries.extend(load(language, self.own.rows.get(language, ()) if self.own else ()))
            span = self._start[language] = (start, len(self.entries))
        return span

    def actor(self, key: int, on: Days = (None, None)) -> Resolution:
        """Return who the entry means within the days ``on`` (first and last, both inclusive).

        ``(None, None)`` means no date is known: names are read as of today with the basis
        ``assumed``, and a name that nobody bears today keeps its own.  With one day alone ("since 1945")
        they are read as of that day, a name that nobody bore then as of the days on its open side.
        """
        known = self._actors.get((key, on))
        if known is None:
            if len(self._actors) > 200_000:
                self._actors.clear()
            known = self._actors[key, on] = self._resolve(self.entries[key], on)
        return known

    def ground(self, key: int, actor: Actor) -> Actor:
        """Return whose a place is where a body of states has its seat: "**in Brussels**" is in Belgium.

        Parameters
        ----------
        key : int
        actor : Actor
            Whom the name means as a seat of power.
        """
        places = [r for r in self.entries[key].readings if r.kind == "place" and r.entity is not None]
        home = places[0].entity if len(places) == 1 else None
        if home is None or actor.entity is None or entities()[actor.entity].kind != "igo":
            return actor
        return replace(actor, code=self.code(home), entity=home.id, name=home.name, loss=home.loss)

    def code(self, entity: Entity) -> str | None:
        """Return an entity's code under the registry's viewpoint."""
        if self.viewpoint:
            return views().get((self.viewpoint, entity.id), entity.code)
        return entity.code

    # -- readings --------------------------------------------------------------------------------

    def _resolve(self, entry: Entry, on: Days) -> Resolution:
        if entry.kind in ("agent", "mod"):
            actor = Actor(entry.code, entry.sector, None, entry.name)
            return Resolution(actor, (), "a role without a name; who it belongs to must come from the text")
        dated = on != (None, None)
        edge = on[0] or on[1]
        if edge is not None and None in on:
            # "since 1918", "until 1946": first as of the end that is known
            found = self._resolve(entry, (edge, edge))
            if found.actor is not None:
                return found
        low = on[0].toordinal() if on[0] else 0
        high = on[1].toordinal() + 1 if on[1] else ALWAYS
        if not dated:
            low, high = AS_OF, AS_OF + 1
        candidates = self._ranked(entry, low, high)
        states = [r for r in entry.readings if r.entity is not None]
        if entry.kind != "person" and states:
            return self._state(entry, states, candidates, low, high, dated)
        persons = [people()[r.ref] for r in entry.readings if r.entity is None]
        if persons:
            return self._person(persons, candidates, low, high, dated)
        return Resolution(None, candidates, f"{entry.name!r} names no actor")

    def _ranked(self, entry: Entry, low: int, high: int) -> tuple[Candidate, ...]:
        """Return who can be meant, once each: first who bore the name in these days, then the latest."""

        def rank(reading: Reading) -> tuple[bool, bool, int, str]:
            if reading.entity is None:
                terms = people()[reading.ref].terms
                held = any(term.since < high and low < term.until for term in terms)
                return not held, False, -terms[-1].since, reading.ref
            held = reading.since < high and low < reading.until
            return not held, reading.kind != entry.kind, -reading.since, reading.ref

        found: dict[str, Candidate] = {}
        for reading in sorted(entry.readings, key=rank):
            if reading.ref not in found:
                found[reading.ref] = self._candidate(reading)
        return tuple(found.values())

    def _candidate(self, reading: Reading) -> Candidate:
        if reading.entity is None:
            terms = people()[reading.ref].terms
            home = entities()[terms[-1].entity]
            return Candidate(
                reading.ref,
                "person",
                self.code(home),
                terms[-1].sector,
                iso(terms[0].since),
                iso(terms[-1].until),
            )
        return Candidate(
            reading.ref,
            reading.kind,
            self.code(reading.entity),
            reading.sector,
            iso(reading.since),
            iso(reading.until),
        )

    def _state(
        self,
        entry: Entry,
        readings: list[Reading],
        candidates: tuple[Candidate, ...],
        low: int,
        high: int,
        dated: bool,
    ) -> Resolution:
        basis: Basis = "stated" if dated else "assumed"
        reason = "the only bearer of the name on that date" if dated else "read as of today"
        alive = [r for r in readings if r.since < high and low < r.until]
        if not alive:
            # A name outlives its official use ("Burma"): the entity decides.
            alive = [
                r
                for r in readings
                if r.kind != "place" and r.entity and r.entity.since < high and low < r.entity.until
            ]
            reason = "the name was not in official use on that date, but its bearer existed"
        if not alive and dated:
            # The days before a proclamation: "Azerbaijan followed two days later".
            alive = [
                r
                for r in readings
                if r.kind != "place" and r.entity and high <= r.entity.since < high + _SOON
            ]
            reason = "its bearer was founded within half a year of that date"
        if not alive:
            if any(r.since <= AS_OF < r.until for r in readings):
                return Resolution(None, candidates, "no bearer of the name existed on that date", basis)
            latest = max(r.until for r in readings)
            alive, basis = [r for r in readings if r.until == latest], "stated"
            if len({self._code(r) for r in readings}) == 1:
                alive = readings
            reason = "no state bears the name today, so it keeps its own"
        best = [r for r in alive if r.kind == entry.kind] or [r for r in alive if r.kind != "place"] or alive
        if len({self._code(r) for r in best}) > 1:
            # A union republic of a federation is no actor between states while the state of the
            # same name exists within the same span of days (Azerbaijan in "1991").
            whole = [r for r in best if r.entity is not None and not r.entity.part_of]
            if whole and len({self._code(r) for r in whole}) == 1:
                best, basis = whole, "inferred" if dated else basis
                reason = "the independent state, rather than the republic before it, within these days"
        codes = {self._code(r) for r in best}
        if len(codes) > 1 and (most := self._mostly(best, low, high)):
            best, basis, codes = most, "inferred", {self._code(most[0])}
            reason = "the bearer of the name on most of these days"
        if len(codes) > 1:
            return Resolution(None, candidates, "several bearers of the name on that date", basis)
        refs = {r.ref for r in best}
        first = best[0]
        assert first.entity is not None  # noqa: S101 - states only
        actor = Actor(
            self._code(first),
            first.sector if len({r.sector for r in best}) == 1 else None,
            first.ref if len(refs) == 1 else None,
            first.entity.name if len(refs) == 1 else entry.name,
            basis,
            first.entity.loss if len(refs) == 1 else f"{self._code(first)} covers {', '.join(sorted(refs))}",
        )
        return Resolution(actor, candidates, reason, basis)

    def _mostly(self, readings: list[Reading], low: int, high: int) -> list[Reading]:
        """Return those with the code that a name had on most of many days: "Russia" in the 1990s."""
        if not _LONG < high - low < _ENDLESS:
            return []
        shares: dict[str | None, int] = {}
        for reading in readings:
            days = min(reading.until, high) - max(reading.since, low)
            shares[self._code(reading)] = shares.get(self._code(reading), 0) + days
        code, days = max(shares.items(), key=lambda item: item[1])
        return [r for r in readings if self._code(r) == code] if days >= _MOST * (high - low) else []

    def _code(self, reading: Reading) -> str | None:
        return self.code(reading.entity) if reading.entity else None

    def _person(
        self, persons: list[Person], candidates: tuple[Candidate, ...], low: int, high: int, dated: bool
    ) -> Resolution:
        basis: Basis = "stated" if dated else "assumed"
        serving = [(p, t) for p in persons for t in p.terms if t.since < high and low < t.until]
        if serving:
            return self._served(serving, candidates, basis, "in office on that date")
        if not dated:
            # Nobody of the name serves today: the person is read as in the last office held.
            last = [(p, p.terms[-1]) for p in persons]
            return self._served(last, candidates, basis, "read as in the last office held; no date is known")
        former = [(p, [t for t in p.terms if t.until <= low][-1]) for p in persons if p.terms[0].until <= low]
        if former:
            homes = {self.code(self._heir(entities()[t.entity], low)): (p, t) for p, t in former}
            if len(homes) > 1:
                return Resolution(None, candidates, "several people of that name were out of office", basis)
            [(code, (person, term))] = homes.items()
            one = len({p.id for p, _ in former}) == 1
            sector = "ELI" if term.sector in ("GOV", "LEG", "JUD", "MIL", "SPY", "COP") else term.sector
            actor = Actor(code, sector, person.id if one else None, person.name, basis, None)
            return Resolution(actor, candidates, "out of office on that date", basis)
        persons = [p for p in persons if p.terms[0].since < high + _CAREER]
        ahead = {self.code(entities()[p.terms[0].entity]) for p in persons}
        if len(ahead) == 1:
            only = persons[0]
            actor = Actor(ahead.pop(), None, only.id if len(persons) == 1 else None, only.name, basis, None)
            return Resolution(actor, candidates, "not yet in office on that date", basis)
        if not ahead:
            return Resolution(None, candidates, "the person of that name led nothing until much later", basis)
        return Resolution(None, candidates, "several people of that name, none yet in office", basis)

    def _served(
        self, serving: list[tuple[Person, Term]], candidates: tuple[Candidate, ...], basis: Basis, reason: str
    ) -> Resolution:
        if len({p.id for p, _ in serving}) == 1:
            # An office says more than the power behind it: Milosevic was president of Serbia in 1995.
            serving = [(p, t) for p, t in serving if "leader" not in t.office] or serving
        codes = {self.code(entities()[t.entity]) for _, t in serving}
        if len(codes) > 1:
            return Resolution(None, candidates, "several people of that name", basis)
        person, term = serving[-1]
        home = entities()[term.entity]
        one = len({p.id for p, _ in serving}) == 1
        sectors = {t.sector for _, t in serving}
        actor = Actor(
            codes.pop(), term.sector if len(sectors) == 1 or one else None,
            person.id if one else None, person.name if one else self._joint(serving), basis, home.loss,
        )  # fmt: skip
        return Resolution(actor, candidates, reason, basis)

    @staticmethod
    def _joint(serving: list[tuple[Person, Term]]) -> str:
        return " or ".join(sorted({p.name for p, _ in serving}))

    def _heir(self, entity: Entity, on: int) -> Entity:
        """Return the entity that stands in the place of ``entity`` on a day."""
        known = entities()
        for _ in range(8):
            if on < entity.until or not entity.after:
                return entity
            entity = known[entity.after[0]]
        return entity


@lru_cache(maxsize=8)
def _registry(viewpoint: str, path: Path | None, digest: str) -> Registry:
    return Registry(viewpoint, read_own(path, LANGUAGES) if path else None)


def registry(viewpoint: str = "", own: Path | None = None) -> Registry:
    """Return the registry under a viewpoint, with a study's own table of actors or none, built once."""
    return _registry(viewpoint, own, read_own(own, LANGUAGES).digest if own else "")
