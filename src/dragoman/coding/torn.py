r"""Words and sentences that a line, a page or a mark tore apart: read as whole, proved as they stand.

Marks over letters are taken as part of the letter (a decomposed "ü"), or go (the stress of "Росси́я").

The readable text is as long as the original: a word comes together where it begins, and the gaps move
behind it ("Azer-\n\nbaijan." is read as "Azerbaijan   .").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from dragoman.model import APPARATUS, Block, Document

__all__ = ["Torn", "mended", "with_pieces"]

_UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Marks that nobody sees."""
_OVER = "\u0300-\u036f"
"""Marks over or under the letter before them."""
_MARKED = re.compile(
    rf"[^\W\d_](?:[{_OVER}{_UNSEEN}]+(?:(?<=\u00ad)[ \t]*\n\s*(?=[^\W\d_]))?[^\W\d_]*)+(?<![{_UNSEEN}])"
)
"""A word with such marks, from the letter before the first on."""
_MARK = re.compile(rf"[{_OVER}{_UNSEEN}\s]+")
_ANY_MARK = re.compile(rf"[{_OVER}{_UNSEEN}]")
_HYPHENS = ("-", "\u2010")
_LINE = re.compile(r"[-\u2010][ \t]*\n\s*([^\W\d_]+)")
"""A hyphen at the end of a line, and how the word goes on."""
_PAGE = re.compile(r"\n[ \t]*\n\s*(?=[^\W\d_])")
"""An empty line."""
_REACH = 8  # spaces at a line's end


class Torn(NamedTuple):
    """Where words read otherwise than they stand begin to differ, and where they end as they stand."""

    begins: list[int]
    ends: list[int]

    def stop(self, at: int) -> int:
        """Return where a span of the readable text ends in the original."""
        before = bisect_left(self.begins, at) - 1
        return max(at, self.ends[before]) if before >= 0 else at


_Word = tuple[int, int, str]
"""Where a word begins to differ, where it ends, and what is read from there on."""


def mended(doc: Document) -> tuple[str, Torn]:
    r"""Return the text of a document with torn words and sentences made whole, and where the words were.

    Only within a block; behind a hyphen only where what follows is small: "Anglo-\nRussian" keeps it.
    """
    text = doc.text.replace("ſ", "s")  # of old prints
    blocks = [block for block in doc.blocks if block.kind not in APPARATUS]
    found: list[_Word] = []
    if not text.isascii() and _ANY_MARK.search(text) is not None:
        found = list(_marked(text, blocks))
        text = with_pieces(text, found)
    lines: list[_Word] = []
    if "\n" in text:
        lines = list(_hyphened(text, blocks))
        text = _joined(with_pieces(text, lines), blocks)
    whole = sorted((start, stop) for start, stop, _ in (*found, *lines))
    return text, Torn([start for start, _ in whole], [stop for _, stop in whole])


def with_pieces(text: str, words: Sequence[_Word]) -> str:
    """Return a text, as long, with what is read at some places instead; they stand in order."""
    if not words:
        return text
    pieces: list[str] = []
    last = 0
    for start, stop, whole in words:
        pieces += (text[last:start], whole.ljust(stop - start))
        last = stop
    return "".join([*pieces, text[last:]])


def _marked(text: str, blocks: list[Block]) -> Iterator[_Word]:
    """Yield words with marks that belong to a letter or that nobody sees."""
    for block in blocks:
        for match in _MARKED.finditer(text, block.start, block.stop):
            yield match.start(), match.end(), _MARK.sub("", normalize("NFC", match[0]))


def _hyphened(text: str, blocks: list[Block]) -> Iterator[_Word]:
    """Yield words that go on in the next line."""
    for block in blocks:
        at = text.find("\n", block.start, block.stop)
        while at >= 0:  # most lines end otherwise, told by one look
            end = text[max(block.start, at - _REACH) : at].rstrip(" \t")
            if end[-1:] in _HYPHENS and end[-3:-1].isalpha() and len(end) > 2:
                match = _LINE.match(text, text.rindex(end[-1], block.start, at), block.stop)
                if match is not None and match[1][0].islower():
                    yield match.start(), match.end(), match[1]
            at = text.find("\n", at + 1, block.stop)


def _goes_on(text: str, at: int) -> bool:
    """Whether no end of a sentence stands before a place."""
    before = text[max(0, at - _REACH) : at].rstrip()[-1:]
    return before.isalnum() or before == ","


def _joined(text: str, blocks: list[Block]) -> str:
    """Return a text without the empty lines that stand within a sentence of one block."""
    gaps = [
        match.span()
        for block in blocks
        if text.find("\n", block.start, block.stop) >= 0
        for match in _PAGE.finditer(text, block.start, block.stop)
        if text[match.end()].islower() and _goes_on(text, match.start())
    ]
    return with_pieces(text, [(start, stop, "") for start, stop in gaps])
