r"""Words and sentences that a line or a page tore apart: read as whole, proved as they stand.

The readable text is as long as the original: a word comes together where it begins, and the gap moves
behind it ("Azer-\n\nbaijan." is read as "Azerbaijan   .").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from dragoman.model import APPARATUS, Document

__all__ = ["Torn", "mended"]

_WORD = re.compile(r"([-\u00ad\u2010][ \t]*\n\s*)([^\W\d_]+)")
"""A hyphen at the end of a line; how the word goes on."""
_PAGE = re.compile(r"\n[ \t]*\n\s*(?=[^\W\d_])")
"""An empty line."""


_REACH = 8  # spaces at a line's end


class Torn(NamedTuple):
    """Where words were torn: the hyphens, and the ends of the words as they stand."""

    begins: list[int]
    ends: list[int]

    def stop(self, at: int) -> int:
        """Return where a span of the readable text ends in the original."""
        before = bisect_left(self.begins, at) - 1
        return max(at, self.ends[before]) if before >= 0 else at


def mended(doc: Document) -> tuple[str, Torn]:
    r"""Return the text of a document with torn words and sentences made whole, and where the words were.

    Only within a block, and only where what follows is small: "Anglo-\nRussian" keeps its hyphen.
    """
    torn = Torn([], [])
    text = doc.text
    pieces: list[str] = []
    last = 0
    for block in doc.blocks:
        if block.kind in APPARATUS:
            continue
        if text.find("\n", block.start, block.stop) < 0:
            continue
        for match in _WORD.finditer(text, block.start, block.stop):
            gap, rest = match.groups()
            before = text[max(block.start, match.start() - 2) : match.start()]
            if rest[0].islower() and len(before) > 1 and before.isalpha():
                pieces += (text[last : match.start()], rest, " " * len(gap))
                last = match.end()
                torn.begins.append(match.start())
                torn.ends.append(last)
    mended_text = "".join([*pieces, text[last:]]) if pieces else text
    return _joined(mended_text, doc), torn


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
