"""What a reader hands over: text, pieces whose kind may still be open, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.model import Edtf
from dragoman.model.document import BlockKind

__all__ = ["READER", "Draft", "Piece", "Skipped", "Writer"]

READER = "documents-6"
"""Version of the reading; part of every document's id, so it changes whenever a text or its blocks could."""

_GAP = "\n\n"


@dataclass(slots=True)
class Piece:
    """A block in the making; ``kind`` is None until something decides."""

    start: int
    stop: int
    kind: BlockKind | None = None
    level: int = 0
    page: int | None = None
    language: str = ""


@dataclass(slots=True)
class Draft:
    """One file as its reader sees it."""

    text: str
    format: str
    pieces: list[Piece] | None = None
    """None: the text has no structure of its own and is cut by its lines."""
    marks_headings: bool = True
    """Whether ``pieces`` show which blocks are headings; if not, they are told by their looks."""
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    published: Edtf | None = None
    """Date of publication that the file declares."""
    created: Edtf | None = None
    """Date at which the file was made: taken only where the text speaks for it."""
    language: str | None = None
    """Language that the file declares; a hint, never more."""
    encoding: str | None = None
    coded: bytes | None = None
    """``text`` in UTF-8, where the reader has it at hand."""
    problems: list[str] = field(default_factory=list)
    locator: str | None = None
    """Place in a file that holds many documents: ``row 7``, ``page Baku``."""


class Skipped(NamedTuple):
    """A part of a file of many documents that gave none, and why."""

    locator: str
    message: str


class Writer:
    """Puts a text together block by block and keeps the places."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.pieces: list[Piece] = []

    def add(
        self, text: str, *, kind: BlockKind | None = None, level: int = 0, page: int | None = None
    ) -> None:
        """Append one block; blank ones are dropped."""
        text = text.strip()
        if not text:
            return
        if self._parts:
            self._parts.append(_GAP)
            self._length += len(_GAP)
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        self.pieces.append(Piece(start, self._length, kind, level, page))

    @property
    def text(self) -> str:
        """Everything added so far."""
        return "".join(self._parts)
