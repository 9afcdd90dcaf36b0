"""The notation of whole documents for people: each sentence a line, its gold in the lines under it.

A document begins with ``=== id | published=1919-06-03``; a heading with ``##``; an empty line begins a
paragraph.  Under a sentence stands ``> CLASS | WHO | aux | date | speaker`` for each event and
``> claim DIRECTION | WHO | period | speaker`` for each claim.  docs/evaluation.md describes all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman.evaluation.cells import NOTHING, event_of, language_of
from dragoman.evaluation.rows import DIRECTIONS, GoldEvent, GoldRow, check_class, check_date
from dragoman.model import Block, Document, parse_edtf
from dragoman.model.errors import InputError

__all__ = ["holds_documents", "read_documents"]

_HEAD = re.compile(r"===\s*([^|\s]+)\s*(?:\|\s*published=(\S+)\s*)?")
_LANGUAGE = re.compile(r"#\s*language:\s*(.*)")
_GOLD, _HEADING, _CLAIM = ">", "##", "claim "
_EVENT_CELLS, _CLAIM_CELLS = 5, 4
_SHAPES = (
    "under its sentence an event is `> CLASS | WHO | aux | date | speaker`, "
    "a claim `> claim DIRECTION | WHO | period | speaker`"
)


@dataclass
class _Open:
    """A document that is being read."""

    id: str
    language: str
    published: str | None
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    rows: list[GoldRow] = field(default_factory=list)
    breaks: bool = True
    """Whether the next sentence begins a paragraph."""

    def heading(self, words: str) -> None:
        """Add a heading, which has no gold."""
        self._begin()
        self.blocks.append(Block(len(self.text), len(self.text) + len(words), "heading", self.language, 2))
        self.text += words
        self.breaks = True

    def sentence(self, words: str, id: str) -> None:
        """Add a sentence."""
        if self.breaks:
            self._begin()
            self.blocks.append(Block(len(self.text), len(self.text), "paragraph", self.language))
        else:
            self.text += " "
        start, self.breaks = len(self.text), False
        self.text += words
        self.blocks[-1] = self.blocks[-1]._replace(stop=len(self.text))
        self.rows.append(
            GoldRow(
                id, words, self.language, "plover", (), no_event=True, published=self.published, start=start
            )
        )

    def gold(self, event: GoldEvent) -> None:
        """Add what the last sentence says."""
        row = self.rows[-1]
        if event.event in DIRECTIONS:
            self.rows[-1] = replace(row, claims=(*row.claims, event))
        else:
            self.rows[-1] = replace(row, events=(*row.events, event), no_event=False)

    def closed(self) -> list[GoldRow]:
        """Return the rows, each with the document that it stands in."""
        doc = Document(
            id=self.id,
            path=self.id,
            text=self.text,
            blocks=tuple(self.blocks),
            language=self.language,
            published=parse_edtf(self.published) if self.published else None,
        )
        return [replace(row, document=doc) for row in self.rows]

    def _begin(self) -> None:
        self.text += "\n\n" if self.text else ""


def holds_documents(lines: Sequence[str]) -> bool:
    """Whether a file is in this notation: its first line that is no comment begins a document."""
    first = next((line for line in lines if line.strip() and not line.startswith("# ")), "")
    return first.startswith("===")


def read_documents(lines: Sequence[str], path: Path) -> list[GoldRow]:
    """Return a row for each sentence, in its document; ids are file name and line.

    Raises
    ------
    InputError
        A line is malformed, or names a class, code, date or aux that does not exist; the message
        names file and line.
    """
    language, current = "", None
    rows: list[GoldRow] = []
    known: set[str] = set()
    for number, full in enumerate(lines, 1):
        line, where = full.strip(), f"{path}:{number}"
        if not line:
            if current is not None:
                current.breaks = True
        elif line.startswith("==="):
            rows += current.closed() if current is not None else []
            current = _opened(line, language, path, where)
            if current.id in known:
                raise InputError(f"{where}: a document of this id stands above; ids are said once a file.")
            known.add(current.id)
        elif line.startswith("# "):
            if (found := _LANGUAGE.fullmatch(line)) is not None:
                language = language_of(found[1].strip(), where)
        elif current is None:
            raise InputError(f"{where}: no document yet; a line `=== id` must stand above.")
        elif line.startswith(_HEADING):
            current.heading(line.removeprefix(_HEADING).strip())
        elif line.startswith(_GOLD):
            if not current.rows or current.breaks:
                raise InputError(f"{where}: no sentence stands right above this; {_SHAPES}.")
            current.gold(_gold([cell.strip() for cell in line[1:].split("|")], where))
        else:
            current.sentence(line, f"{path.name}:{number}")
    return rows + (current.closed() if current is not None else [])


def _opened(line: str, language: str, path: Path, where: str) -> _Open:
    found = _HEAD.fullmatch(line)
    if found is None:
        raise InputError(f"{where}: a document begins with `=== id` or `=== id | published=1919-06-03`.")
    if not language:
        raise InputError(f"{where}: no language yet; a line `# language: uk` must stand above the documents.")
    if found[2]:
        check_date(found[2], where)
    return _Open(f"{path.name}#{found[1]}", language, found[2])


def _gold(cells: Sequence[str], where: str) -> GoldEvent:
    said, *others = cells
    claims = said.startswith(_CLAIM)
    if len(cells) != (_CLAIM_CELLS if claims else _EVENT_CELLS) or not all(cells):
        raise InputError(f"{where}: {len(cells)} fields between bars, or an empty one; {_SHAPES}.")
    if claims:
        direction = said.removeprefix(_CLAIM).strip()
        if direction not in DIRECTIONS:
            known = ", ".join(sorted(DIRECTIONS))
            raise InputError(f"{where}: {direction!r} is no direction of a claim; known are {known}.")
        who, period, speaker = others
        return event_of(direction, who, NOTHING, period, speaker, where=where)
    check_class(said, "plover", where)
    return event_of(said, *others, where=where)
