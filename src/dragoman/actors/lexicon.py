"""The names of one language as entries: what the scanner looks for and who it can mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.entities import Entity, entities, lands, people
from dragoman.actors.fold import fold, fold_all
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
_ROLES = frozenset({"agent", "mod"})


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


class Entry:
    """One name of one language with everything it can mean.

    What it can mean is put together when somebody first asks: of the tens of thousands of names a text
    has a few.

    Attributes
    ----------
    folded : str
        The name as `fold` has it.
    spellings : list of (str, str, str)
        Citation form, sort for the paradigm, hint.
    """

    __slots__ = (
        "_meant", "_readings", "code", "flags", "folded", "kind", "language", "name", "sector", "spellings",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        folded: str,
        kind: Kind,
        language: str,
        flags: frozenset[str],
        sector: str | None,
        code: str | None,
        spelling: tuple[str, str, str],
        meant: _Meant | None = None,
    ) -> None:
        self.name = name
        self.folded = folded
        self.kind: Kind = kind
        self.language = language
        self.flags = flags
        self.sector = sector
        self.code = code
        self.spellings = [spelling]
        self._meant: list[_Meant] = [] if meant is None else [meant]
        self._readings: list[Reading] | None = None

    def mean(self, meant: _Meant) -> None:
        """Add something that the name can mean."""
        self._meant.append(meant)
        self._readings = None

    @property
    def readings(self) -> list[Reading]:
        """What the name can mean, in the order of the tables.

        Raises
        ------
        ActorError
            A row names an unknown entity or land; the message says file and line.
        """
        found = self._readings
        if found is None:
            found = []
            for meant in self._meant:
                ways = [_person(meant)] if isinstance(meant, str) else meant.readings()
                if found:
                    found.extend(way for way in ways if way not in found)
                else:
                    found = list(ways)
            self._readings = found
        return found


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


class _Row(NamedTuple):
    """What one row of names says that its name means."""

    kind: str
    refs: str
    since: str
    until: str
    sector: str | None
    source: object
    number: int
    living: bool = False
    """Only what exists while the name is in use: the names of a study may be given for any days."""

    def readings(self) -> list[Reading]:
        since, until = day(self.since), day(self.until, late=True)
        found: list[Reading] = []
        for ref in self.refs.split("|"):
            if ref.startswith("@"):
                found += self._held(ref, since, until)
            elif ref:
                entity = entities().get(ref)
                if entity is None:
                    raise ActorError(
                        f"{self.source}, line {self.number}: entity {ref!r} is not in entities.tsv."
                    )
                days = max(entity.since, since), min(entity.until, until)
                found.append(Reading(self.kind, ref, *days, self.sector or entity.sector, entity))
        return [one for one in found if one.since < one.until] if self.living else found

    def _held(self, ref: str, since: int, until: int) -> list[Reading]:
        chain = lands().get(ref[1:])
        if chain is None:
            raise ActorError(f"{self.source}, line {self.number}: there is no land {ref!r} in lineages.tsv.")
        return [
            Reading(self.kind, held, max(first, since), min(last, until), self.sector, entities()[held])
            for held, first, last in chain
            if max(first, since) < min(last, until)
        ]


_Meant = _Row | str
"""A row of names, or the id of a person."""


@lru_cache(maxsize=8192)
def _person(key: str) -> Reading:
    return Reading("person", key, 0, ALWAYS, None, None)


def _bare(name: str) -> str:
    """Return a name without the marks of its paradigm."""
    if "{" in name or "*" in name:
        return name.replace("*", "").replace("{", "").replace("}", "")
    return name


@cache
def _told(marks: str, short: bool) -> tuple[frozenset[str], str, str | None]:
    """Return flags, paradigm hint and code of a person's name with the marks at its end."""
    flags = [flag for mark, flag in (("!", "titled"), ("+", "name")) if mark in marks]
    return frozenset([*flags, "short"] if short else flags), "-" if "^" in marks else "", None


def _sort_of(kind: str) -> str:
    return kind if kind in ("adj", "person") else "noun"


class _Loader:
    """Gathers the names of one language; equal names are one entry."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.found: dict[str, Entry] = {}
        # Where adjectives do not inflect, one word is both: "Türk" and "Türkler".
        self.apart = {"block": "\2"}  # what keeps "Cin" away is no "Çin"
        if inflection(language).joined is not None:
            self.apart["demonym"] = "\1"

    def enter(
        self,
        folded: str,
        name: str,
        kind: str,
        meant: _Meant | None,
        marks: tuple[frozenset[str], str, str | None],
        sector: str | None,
        sort: str,
    ) -> Entry:
        """Add a name with one thing that it means, to the entry that it is or to a new one."""
        flags, hint, code = marks
        # "us" and "US", "turkey" and "Turkey" differ; what may be written small is apart from what may not.
        key = folded + ("\0" if kind in _ROLES else self.apart.get(kind, ""))
        entry = self.found.get(key)
        if entry is None:
            bare = _bare(name) if "{" in name or "*" in name else name
            entry = self.found[key] = Entry(
                bare,
                folded,
                kind,  # type: ignore[arg-type]
                self.language,
                flags,
                sector,
                code,
                (name, sort, hint),
                meant,
            )
            return entry
        if _RANK[kind] < _RANK[entry.kind]:
            entry.kind, entry.name, entry.sector = kind, _bare(name), sector  # type: ignore[assignment]
            entry.flags = (entry.flags - {"titled", "short"}) | flags
        elif kind != "person":
            entry.flags |= flags
        if (name, sort, hint) not in entry.spellings:
            entry.spellings.append((name, sort, hint))
        if meant is not None:
            entry.mean(meant)
        return entry

    def names(self, source: Path) -> None:
        """Read a table of names."""
        table = list(rows(source, _NAME))
        held: dict[tuple[str, ...], _Row] = {}
        folded = fold_all([_bare(row[0]) for _, row in table], self.language)
        for (number, (name, kind, refs, since, until, sector, flags)), plain in zip(
            table, folded, strict=True
        ):
            if kind not in _RANK:
                raise ActorError(
                    f"{source}, line {number}: {kind!r} is no kind of name; known are {', '.join(KINDS)}."
                )
            same = (kind, refs, since, until, sector)
            meant = held.get(same)
            if meant is None:
                meant = held[same] = _Row(kind, refs, since, until, sector or None, source, number)
            self.enter(plain, name, kind, meant, _flags(flags), sector or None, _sort_of(kind))

    def own(self, given: Sequence[OwnRow]) -> None:
        """Enter the names of a study, which take the place of ours."""
        fresh: set[str] = set()
        for row in given:
            plain = fold(_bare(row.name), self.language)
            key = plain + self.apart.get(row.kind, "")
            if key not in fresh:
                self.found.pop(key, None)
                fresh.add(key)
            meant = _Row(row.kind, row.refs, row.since, row.until, row.sector or None, "", row.number, True)
            marks, sort = _flags(row.flags), _sort_of(row.kind)
            self.enter(plain, row.name, row.kind, meant, marks, row.sector or None, sort)

    def people(self) -> None:
        """Enter the names of all people."""
        said = [(person.id, name) for person in people().values() for name in person.names[self.language]]
        bare = [name.rstrip("!^+") if name[-1] in "!^+" else name for _, name in said]
        folded = fold_all([_bare(name) for name in bare], self.language)
        enter = self.enter
        for (key, name), plain, citation in zip(said, folded, bare, strict=True):
            short = " " not in citation
            marks = _told(name[len(citation) :], short)
            enter(plain, citation, "person", key, marks, None, "surname" if short else "person")

    def agents(self) -> None:
        """Enter the roles and modifiers, with their irregular forms."""
        table = [row for _, row in rows(data("agents", f"{self.language}.tsv"), _AGENT)]
        folded = fold_all([_bare(row[0]) for row in table], self.language)
        for (lemma, sector, flags, forms), plain in zip(table, folded, strict=True):
            parts = flags.split(",")
            kind = "mod" if "mod" in parts else "agent"
            sort = "adj" if "adj" in parts else "noun"
            entry = self.enter(plain, lemma, kind, None, _flags(flags), sector or None, sort)
            for form in forms.split("|"):
                if form:
                    form, _, hint = form.partition("=")
                    entry.spellings.append((form, "plural" if sort == "noun" else sort, hint))


def load(language: str, own: Sequence[OwnRow] = ()) -> list[Entry]:
    """Return the entries of a language; equal names are one entry.

    ``own`` are the names of a study, which take the place of ours.

    Raises
    ------
    ActorError
        A row names an unknown kind; the message says file and line.
    """
    table = data("names", f"{language}.tsv")
    if not table.is_file():
        raise ActorError(f"There are no names in {language!r}: {table} is missing.")
    loader = _Loader(language)
    for source in (table, data("cldr", f"{language}.tsv")):
        if source.is_file():
            loader.names(source)
    loader.own(own)
    loader.people()
    loader.agents()
    return list(loader.found.values())
