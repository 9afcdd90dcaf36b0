"""The notation of gold sets for people: a text file, one case a line, fields between bars.

A case is ``CLASS | WHO | aux | date | speaker | sentence``.  A fact that is told in several languages is
``CLASS | WHO | aux | date`` and under it a line ``language | speaker | sentence`` for each.
docs/evaluation.md describes all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman.evaluation.cells import NOTHING, chain, event_of, language_of
from dragoman.evaluation.rows import DIRECTIONS, GoldEvent, GoldRow, check_class, check_date, check_scheme
from dragoman.model.errors import InputError

__all__ = ["read_notation"]

_HEADER = re.compile(r"#\s*(language|scheme):\s*(.*)")
_PUBLISHED = re.compile(r"published=(.*)")
_CASE, _FACT, _TELLING = 6, 4, 3
"""How many fields the three kinds of lines have."""
_SHAPES = (
    "a case is `CLASS | WHO | aux | date | speaker | sentence`, a fact in several languages "
    "`CLASS | WHO | aux | date` with a line `language | speaker | sentence` for each language under it"
)


@dataclass
class _Fact:
    """A fact that waits for its tellings."""

    id: str
    where: str
    events: tuple[GoldEvent, ...]
    published: str | None
    languages: list[str] = field(default_factory=list)


@dataclass
class _Reader:
    """What the lines read so far say about the next."""

    name: str
    language: str = ""
    scheme: str = "plover"
    published: tuple[str, str] | None = None
    fact: _Fact | None = None
    rows: list[GoldRow] = field(default_factory=list)

    def read(self, line: str, number: int, where: str) -> None:
        """Read one line that is not blank."""
        if line.startswith("#"):
            self._header(line, where)
        elif (found := _PUBLISHED.fullmatch(line)) is not None:
            self._close_fact()
            self._no_dangling_date()
            check_date(found[1].strip(), where)
            self.published = (found[1].strip(), where)
        else:
            self._case([cell.strip() for cell in line.split("|")], f"{self.name}:{number}", where)

    def close(self) -> None:
        """Refuse what the last line left open."""
        self._close_fact()
        self._no_dangling_date()

    def _header(self, line: str, where: str) -> None:
        found = _HEADER.fullmatch(line)
        if found is None:
            return
        if found[1] == "scheme":
            check_scheme(found[2].strip(), where)
            self.scheme = found[2].strip()
        else:
            self.language = language_of(found[2].strip(), where)

    def _case(self, cells: list[str], id: str, where: str) -> None:
        if len(cells) not in (_CASE, _FACT, _TELLING):
            raise InputError(f"{where}: {len(cells)} fields between bars; {_SHAPES}.")
        if empty := [str(at) for at, cell in enumerate(cells, 1) if not cell]:
            raise InputError(f"{where}: field {', '.join(empty)} is empty; write - where there is nothing.")
        if len(cells) == _TELLING:
            self._telling(cells, id, where)
            return
        self._close_fact()
        events = _events(cells, self.scheme, where)
        published, self.published = (self.published or (None, ""))[0], None
        if len(cells) == _FACT:
            self.fact = _Fact(id, where, events, published)
            return
        if not self.language:
            raise InputError(f"{where}: no language yet; a line `# language: uk` must stand above the case.")
        self.rows.append(self._row(id, cells[5], self.language, events, published))

    def _telling(self, cells: list[str], id: str, where: str) -> None:
        fact = self.fact
        if fact is None:
            raise InputError(f"{where}: a telling without a fact above it; {_SHAPES}.")
        language = language_of(cells[0], where)
        if language in fact.languages:
            raise InputError(f"{where}: the fact is already told in {language!r}.")
        fact.languages.append(language)
        speakers = _each(cells[1], max(1, len(fact.events)), "speaker", where)
        events = tuple(
            replace(event, speaker=chain(said, where))
            for event, said in zip(fact.events, speakers, strict=False)
        )
        self.rows.append(self._row(id, cells[2], language, events, fact.published, fact.id))

    def _row(
        self,
        id: str,
        text: str,
        language: str,
        events: tuple[GoldEvent, ...],
        published: str | None,
        fact: str | None = None,
    ) -> GoldRow:
        claims = tuple(event for event in events if event.event in DIRECTIONS)
        happened = tuple(event for event in events if event.event not in DIRECTIONS)
        return GoldRow(
            id,
            text,
            language,
            self.scheme,
            happened,
            no_event=not happened,
            published=published,
            fact=fact,
            claims=claims,
        )

    def _close_fact(self) -> None:
        fact, self.fact = self.fact, None
        if fact is not None and len(fact.languages) < 2:
            raise InputError(
                f"{fact.where}: a fact needs tellings in two languages at least, "
                f"this has {len(fact.languages)}; {_SHAPES}."
            )

    def _no_dangling_date(self) -> None:
        if self.published is not None:
            raise InputError(f"{self.published[1]}: no case follows this date of publication.")


def read_notation(lines: Iterable[str], path: Path) -> list[GoldRow]:
    """Return the rows of a file in the notation for people; their ids are file name and line.

    Raises
    ------
    InputError
        A line is malformed, or names a class, code, date or aux that does not exist; the message
        names file and line.
    """
    reader = _Reader(path.name)
    for number, line in enumerate(lines, 1):
        if line.strip():
            reader.read(line.strip(), number, f"{path}:{number}")
    reader.close()
    return reader.rows


def _events(cells: Sequence[str], scheme: str, where: str) -> tuple[GoldEvent, ...]:
    """Return the events of a case or fact; no speakers for a fact, its tellings have them."""
    if cells[0] == NOTHING:
        if any(cell != NOTHING for cell in cells[1:5]):
            raise InputError(f"{where}: nothing to code (-), but fields behind it say something.")
        return ()
    classes = [name.strip() for name in cells[0].split(";")]
    for name in classes:
        check_class(name, scheme, where)
    count = len(classes)
    speakers = _each(cells[4], count, "speaker", where) if len(cells) == _CASE else [NOTHING] * count
    columns = zip(
        classes,
        _each(cells[1], count, "WHO", where),
        _each(cells[2], count, "aux", where),
        _each(cells[3], count, "date", where),
        speakers,
        strict=True,
    )
    return tuple(event_of(*values, where=where) for values in columns)


def _each(cell: str, count: int, name: str, where: str) -> list[str]:
    """Return a field's value for each event: as many as there are, or one for all."""
    values = [value.strip() for value in cell.split(";")]
    if len(values) == 1:
        return values * count
    if len(values) != count:
        raise InputError(
            f"{where}: {len(values)} values in {name}, but {count} classes; write one for all, or one each."
        )
    return values
