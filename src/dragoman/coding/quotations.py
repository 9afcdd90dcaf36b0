"""Quotations that run over several sentences or paragraphs, found by their marks and dashes alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dragoman.model import Block, Document

__all__ = ["DASHES", "Quotation", "Quotations", "quotations_of"]

_MARKS = re.compile('["«»“”„]')
_CLOSING = {'"': '"', "«": "»", "“": "”", "„": "”“"}
_LONGEST = 4000  # characters; beyond that a mark was lost
_BETWEEN = 4  # characters between paragraphs
DASHES = "—–-"
_AUTHOR = re.compile(r"[,.!?…]\s*[—–-]\s+(?=[^\W\d_])")
"""Where who speaks is told behind a dash, in a small letter, and where what is said goes on."""


class Quotation(NamedTuple):
    """One quotation; where every paragraph opens with a mark and only the last one closes, it is one."""

    start: int
    stop: int
    """Place behind the closing mark."""


class Quotations:
    """The quotations of a text.

    Parameters
    ----------
    text : str
    blocks : sequence of Block
    """

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._all: list[Quotation] = []
        self._first: dict[Quotation, Quotation] = {}
        """Of what is said on behind its speaker: what he said before."""
        open_: tuple[int, int, str] | None = None  # place, end of its paragraph and mark of what goes on
        for block in blocks:
            if text[block.start : block.start + 1] in DASHES and self._between_dashes(text, block):
                open_ = None
                continue
            marks = [match.start() for match in _MARKS.finditer(text, block.start, block.stop)]
            if not marks:
                open_ = None
                continue
            goes_on = (
                open_ is not None
                and block.start - open_[1] <= _BETWEEN
                and text[marks[0]] == open_[2]
                and not text[block.start : marks[0]].strip()
            )
            at, mark = (open_[0], open_[2]) if open_ is not None and goes_on else (-1, "")
            for place in marks[1:] if goes_on else marks:
                char = text[place]
                if at < 0:
                    if char in _CLOSING:
                        at, mark = place, char
                elif char in _CLOSING[mark]:
                    if place - at < _LONGEST:
                        self._all.append(Quotation(at, place + 1))
                    at = -1
            open_ = (at, block.stop, mark) if at >= 0 else None
        self._starts = [found.start for found in self._all]

    def _between_dashes(self, text: str, block: Block) -> bool:
        """Take up what a paragraph says between dashes: "— Мы ждём, — сказал посол. — Граница закрыта"."""
        start, first = block.start, None
        for match in _AUTHOR.finditer(text, block.start + 1, block.stop):
            told = text[match.end()].islower()
            if told and start >= 0:
                found = Quotation(start, match.start() + 1)
                self._add(found, first)
                first, start = first or found, -1
            elif first is not None and start < 0:
                start = match.end() - 1
        if first is not None and start >= 0:
            self._add(Quotation(start, block.stop), first)
        return first is not None

    def _add(self, found: Quotation, first: Quotation | None) -> None:
        self._all.append(found)
        if first is not None:
            self._first[found] = first

    def first(self, quotation: Quotation) -> Quotation:
        """Return the part of a quotation that stands before who says it."""
        return self._first.get(quotation, quotation)

    def around(self, place: int) -> Quotation | None:
        """Return the quotation that a place lies in."""
        at = bisect_right(self._starts, place) - 1
        if at < 0:
            return None
        found = self._all[at]
        return found if found.start < place < found.stop else None

    def ending(self, start: int, stop: int) -> Quotation | None:
        """Return the quotation that began before a stretch of text, or with its dash, and ends in it."""
        found = self.around(start + 1 if self._text[start] in DASHES else start)
        return found if found is not None and found.stop <= stop else None

    def leaving(self, start: int, stop: int) -> Quotation | None:
        """Return the quotation that begins in a stretch of text and goes on behind it."""
        found = self.around(stop)
        return found if found is not None and found.start >= start else None


@lru_cache(maxsize=1)
def _last_read(text: str, blocks: tuple[Block, ...]) -> Quotations:
    return Quotations(text, blocks)


def quotations_of(doc: Document) -> Quotations:
    """Return the quotations of a document; who walks it and who listens ask for the same."""
    return _last_read(doc.text, doc.blocks)
