"""Marks in a text: cut once here, in code points, so that the page never counts characters.

The browser counts UTF-16 units.  Therefore every text is cut into pieces in Python and the page
only puts pieces side by side; what a mark covers is the join of whole pieces.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as slot
from itertools import pairwise
from typing import Any

from dragoman.dossier.data import Passage, Row
from dragoman.model import prove
from dragoman.model.errors import ProofError

__all__ = ["Mark", "Passages", "Piece", "cut", "marks_of", "unproved"]

_SPEAKING = ("actor", "recipient", "others", "parties", "speakers")
_NAMES = {
    "event": "trigger",
    "occurrence": "aux",
    "direction": "trigger",
    "others": "other",
    "parties": "party",
    "speakers": "speaker",
    "cause": "cause",
}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a document that a field rests on, with the words that must stand there."""

    start: int
    stop: int
    field: str
    quote: str
    basis: str = slot(default="stated", compare=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one and the same set of marks."""

    text: str
    fields: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    """Fields whose mark begins here: only there does the page print the label."""


def _plain(name: str) -> str:
    """``actor[0].code`` and ``actor`` are one kind of mark."""
    bare = name.split("[", 1)[0].split(".", 1)[0]
    return _NAMES.get(bare, bare)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _mark(entry: Any, name: str, key: str) -> Mark | None:
    if not isinstance(entry, Mapping) or not (_number(entry.get("start")) and _number(entry.get("stop"))):
        return None
    return Mark(
        entry["start"], entry["stop"], name, str(entry.get(key, "")), str(entry.get("basis") or "stated")
    )


def marks_of(row: Row) -> list[Mark]:
    """Return all marks of a report or claim, sorted, each once."""
    found: set[Mark] = set()
    trigger = _mark(row.get("trigger"), "trigger", "text")
    if trigger is not None:
        found.add(trigger)
    for key in _SPEAKING:
        for entry in row.get(key) or ():
            name = entry.get("role") or _plain(key) if key == "others" else _plain(key)
            made = _mark(entry, name, "text")
            if made is not None:
                found.add(made)
    places = {(mark.start, mark.stop) for mark in found}
    for entry in row.get("evidence") or ():
        made = _mark(entry, _plain(str(entry.get("field", "evidence"))), "quote")
        # A third party is already there under the name of its role.
        if made is not None and not (made.field == "other" and (made.start, made.stop) in places):
            found.add(made)
    return sorted(found)


def cut(text: str, offset: int, marks: Iterable[Mark]) -> list[Piece]:
    """Cut a text where marks begin and end.

    Parameters
    ----------
    text : str
    offset : int, code points
        Where the text begins in its document.
    marks : iterable of Mark
        In the document's offsets; what lies outside is clipped.

    Returns
    -------
    list of Piece
        Their texts join to ``text``.
    """
    size = len(text)
    inside = [
        (max(0, mark.start - offset), min(size, mark.stop - offset), mark.field)
        for mark in marks
        if mark.start - offset < size and mark.stop > offset
    ]
    edges = sorted({0, size} | {edge for start, stop, _ in inside for edge in (start, stop)})
    pieces: list[Piece] = []
    for start, stop in pairwise(edges):
        held = [one for one in inside if one[0] <= start and stop <= one[1]]
        pieces.append(
            Piece(
                text[start:stop],
                tuple(dict.fromkeys(name for _, _, name in held)),
                tuple(dict.fromkeys(name for begin, _, name in held if begin == start)),
            )
        )
    return pieces


@dataclass(slots=True)
class Passages:
    """All paragraphs of a dossier, found by place, each written into the page once."""

    passages: Sequence[Passage]
    _starts: dict[str, list[int]] = slot(default_factory=lambda: defaultdict(list), init=False)
    _rows: dict[str, list[int]] = slot(default_factory=lambda: defaultdict(list), init=False)
    _edges: dict[int, set[int]] = slot(default_factory=lambda: defaultdict(set), init=False)

    def __post_init__(self) -> None:
        self.passages = sorted(self.passages, key=lambda one: (one.document, one.start))
        for at, passage in enumerate(self.passages):
            self._starts[passage.document].append(passage.start)
            self._rows[passage.document].append(at)

    def at(self, document: str, start: int, stop: int) -> list[int]:
        """Return the indices of the passages that share text with the span."""
        starts = self._starts.get(document)
        if starts is None:
            return []
        first = max(0, bisect_right(starts, start) - 1)
        found = self._rows[document][first : bisect_left(starts, stop)]
        return [at for at in found if self.passages[at].stop > start]

    def proves(self, document: str, mark: Mark) -> bool:
        """Return whether the mark's quote stands at its place in the stored paragraphs."""
        for at in self.at(document, mark.start, mark.stop):
            passage = self.passages[at]
            if passage.start <= mark.start and mark.stop <= passage.stop:
                try:
                    prove(passage.text, (mark.start - passage.start, mark.stop - passage.start), mark.quote)
                except ProofError:
                    return False
                return True
        return False

    def hold(self, document: str, marks: Iterable[Mark]) -> list[int]:
        """Note where the marks will cut and return the passages they touch, in order."""
        touched: set[int] = set()
        for mark in marks:
            for at in self.at(document, mark.start, mark.stop):
                passage = self.passages[at]
                touched.add(at)
                self._edges[at].update(
                    (max(0, mark.start - passage.start), min(len(passage.text), mark.stop - passage.start))
                )
        return sorted(touched, key=lambda at: self.passages[at].start)

    def edges(self, at: int) -> list[int]:
        """Return the places where a passage is cut, from 0 to its length."""
        return sorted(self._edges[at] | {0, len(self.passages[at].text)})

    def ranges(self, at: int, marks: Iterable[Mark], edges: Sequence[int]) -> list[tuple[str, int, int]]:
        """Return the marks within a passage as (field, first piece, piece after the last)."""
        passage = self.passages[at]
        size = len(passage.text)
        return [
            (
                mark.field,
                bisect_left(edges, max(0, mark.start - passage.start)),
                bisect_left(edges, min(size, mark.stop - passage.start)),
            )
            for mark in marks
            if mark.start < passage.stop and mark.stop > passage.start
        ]

    def pieces(self, at: int) -> list[str]:
        """Return the passage's text in pieces."""
        text, edges = self.passages[at].text, self.edges(at)
        return [text[start:stop] for start, stop in pairwise(edges)]


def unproved(row: Row, marks: Iterable[Mark], passages: Passages) -> str | None:
    """Return why a row's quotes do not hold, or None where every one of them does."""
    document = str(row.get("document"))
    sentence = _mark(row.get("sentence"), "sentence", "text")
    if sentence is None:
        return "it has no anchor sentence"
    for mark in (sentence, *marks):
        if not passages.proves(document, mark):
            return f"{mark.field} {mark.quote!r} does not stand at {mark.start}:{mark.stop}"
    return None
