"""A document as it is stored and coded: one text, cut into blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from dragoman.model.dates import Edtf

__all__ = ["APPARATUS", "Block", "BlockKind", "Document", "Language"]

BlockKind = Literal[
    "title",
    "heading",
    "paragraph",
    "item",
    "quote",
    "table",
    "reference",
    "note",
    "caption",
    "contact",
    "keywords",
    "web",
]
"""What a block is; the kinds from ``reference`` on are apparatus."""

APPARATUS: frozenset[str] = frozenset({"reference", "note", "caption", "contact", "keywords", "web"})
"""Kinds that are kept and shown but never coded."""

Language = str
"""ISO 639-1 code, with a script where it matters (``az``, ``az-Cyrl``), or ``und``."""


class Block(NamedTuple):
    """A paragraph-sized piece of a document's text: ``text[start:stop]``."""

    # A tuple is made four times as fast as a frozen dataclass, and a book has a hundred thousand of them.

    start: int
    stop: int
    kind: BlockKind = "paragraph"
    language: Language = "und"
    level: int = 0
    """Depth of a heading (1 is the highest), 0 for everything else."""
    page: int | None = None
    """Page of the file, counted from 1, where the file has pages."""


@dataclass(frozen=True, slots=True)
class Document:
    """One readable file.

    Attributes
    ----------
    id : str
        Content hash of the text and the reader's version.
    path : str
        Path as the user gave it.
    text : str
        What is stored and what all spans point into.
    blocks : tuple of Block
        In order, without overlap.
    published : Edtf or None
        Date of the document; ``published_basis`` says where it came from
        (``metadata``, ``text``, ``filename``, ``given``).
    problems : tuple of str
        What a reader noticed and a person should know.
    """

    id: str
    path: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: Language = "und"
    published: Edtf | None = None
    published_basis: str | None = None
    published_span: tuple[int, int] | None = None
    format: str = "txt"
    encoding: str | None = None
    sha256: str = ""
    size: int = 0
    reader: str = ""
    problems: tuple[str, ...] = field(default=())
    licence: str | None = None
    """What the file says about its use."""
    locator: str | None = None
    """Place in a file that holds many documents (``row 7``, ``page Baku``); null where the file is one."""
