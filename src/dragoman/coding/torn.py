r"""Words and sentences that a line, a page or a mark tore apart: read as whole, proved as they stand.

The readable text is as long as the original: a word comes together where it begins, and the gaps move
behind it ("Azer-\n\nbaijan." is read as "Azerbaijan   .").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.model import APPARATUS, Document

__all__ = ["Torn", "mended"]

_UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Marks that nobody sees."""
_LINE = re.compile(r"[-\u2010][ \t]*\n\s*")
"""A hyphen at the end of a line."""
_GAP = re.compile(rf"[{_UNSEEN}]+(?:[ \t]*\n\s*)?|[-\u2010][ \t]*\n\s*")
_HYPHENS = "-\u2010"
_LETTERS = re.compile(r"[^\W\d_]+")
_PAGE = re.compile(r"\n[ \t]*\n\s*(?=[^\W\d_])")
"""An empty line."""
_REACH = 8  # spaces at a line's end


class Torn(NamedTuple):
    """Where words were torn: their first gaps, and where the words end as they stand."""

    begins: list[int]
    ends: list[int]

    def stop(self, at: int) -> int:
        """Return where a span of the readable text ends in the original."""
        before = bisect_left(self.begins, at) - 1
        return max(at, self.ends[before]) if before >= 0 else at


def mended(doc: Document) -> tuple[str, Torn]:
    r"""Return the text of a document with torn words and sentences made whole, and where the words were.

    Only within a block; behind a hyphen only where what follows is small: "Anglo-\nRussian" keeps it.
    """
    torn = Torn([], [])
    pieces: list[str] = []
    last = 0
    for start, stop, whole in _words(doc):
        pieces += (doc.text[last:start], whole)
        last = stop
        torn.begins.append(start)
        torn.ends.append(stop)
    text = "".join([*pieces, doc.text[last:]]) if pieces else doc.text
    return _joined(text, doc), torn


def _words(doc: Document) -> Iterator[tuple[int, int, str]]:
    """Yield for each torn word its first gap, its end, and what is read from there on."""
    text = doc.text
    unseen = any(mark in text for mark in _UNSEEN)
    gaps = _GAP if unseen else _LINE
    for block in doc.blocks:
        if block.kind in APPARATUS or not (unseen or text.find("\n", block.start, block.stop) >= 0):
            continue
        begin, end, rest = -1, -1, ""
        for gap in gaps.finditer(text, block.start, block.stop):
            behind = _LETTERS.match(text, gap.end(), block.stop)
            if behind is None or not _within_word(text, block.start, gap, behind[0]):
                continue
            if gap.start() == end:
                rest += behind[0]
            else:
                if begin >= 0:
                    yield begin, end, rest.ljust(end - begin)
                begin, rest = gap.start(), behind[0]
            end = behind.end()
        if begin >= 0:
            yield begin, end, rest.ljust(end - begin)


def _within_word(text: str, start: int, gap: re.Match[str], behind: str) -> bool:
    """Whether a gap stands between letters of one word."""
    least = 2 if gap[0][0] in _HYPHENS else 1
    before = text[max(start, gap.start() - least) : gap.start()]
    return len(before) == least and before.isalpha() and (least == 1 or behind[0].islower())


def _goes_on(text: str, at: int) -> bool:
    """Whether no end of a sentence stands before a place."""
    before = text[max(0, at - _REACH) : at].rstrip()[-1:]
    return before.isalnum() or before == ","


def _joined(text: str, doc: Document) -> str:
    """Return a text without the empty lines that stand within a sentence of one block."""
    gaps = [
        match.span()
        for block in doc.blocks
        if block.kind not in APPARATUS and text.find("\n", block.start, block.stop) >= 0
        for match in _PAGE.finditer(text, block.start, block.stop)
        if text[match.end()].islower() and _goes_on(text, match.start())
    ]
    if not gaps:
        return text
    pieces: list[str] = []
    last = 0
    for start, stop in gaps:
        pieces += (text[last:start], " " * (stop - start))
        last = stop
    return "".join([*pieces, text[last:]])
