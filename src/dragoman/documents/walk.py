"""One pass over the blocks of a text that remembers under which heading it is."""

from __future__ import annotations

import re
from typing import cast

from dragoman.documents.cues import Cues, cues, fold
from dragoman.documents.cut import BULLET, NUMBER
from dragoman.documents.dates import date_in
from dragoman.documents.draft import Piece
from dragoman.documents.signs import (
    contact_signs,
    entry_signs,
    heading_level,
    is_date_line,
    is_name,
    is_page_number,
)
from dragoman.model.document import BlockKind

__all__ = ["DATED", "EDGE", "ENTRY", "HEADING", "RUN", "Walk"]

EDGE = 8
"""How many blocks from either end of a text affiliations and bylines are looked for."""
ENTRY = 300
HEADING = 220
_SHORT = 260
"""Only blocks up to this length can be web furniture, captions or lines about the text."""
_LONG = 800
"""Longer blocks are what their first characters say, nothing is searched in them."""
DATED = 60
"""A longer line is no date line."""
RUN = 3
"""So many entries in a row make a bibliography without a heading; so many other blocks end one."""
_OPEN = frozenset({None, "paragraph", "item"})
_FOOTNOTE = re.compile(r"(?:[¹²³⁰⁴-⁹]+|\[\^\w{1,4}\]:)\s*(?=\S)")
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d+\s*$")
"""A line of a table of contents."""
_BRACKETED = re.compile(r"\[\d{1,3}\]\.?\s")


class Walk:
    """One pass over the blocks that remembers under which heading it is."""

    def __init__(self, text: str, pieces: list[Piece], *, structured: bool) -> None:
        self.text = text
        self.pieces = pieces
        self.table: Cues = cues()
        self.by_looks = not structured and not _without_stops(text, pieces)
        self.section = ""
        self.misses = 0

    def block(self, index: int) -> str:
        """Return the words of one block."""
        piece = self.pieces[index]
        return self.text[piece.start : piece.stop]

    def step(self, index: int) -> None:
        """Decide one block."""
        piece = self.pieces[index]
        explicit = piece.kind in ("heading", "title")
        if not explicit and piece.kind not in _OPEN:
            return
        size = piece.stop - piece.start
        if size > _LONG and not self.section:
            piece.kind = piece.kind or _marked(self.text, piece)
            return
        block = self.block(index)
        if size <= HEADING and self._announced(index, block, explicit=explicit):
            return
        about = self._about(index, block) if not explicit or contact_signs(block) else None
        if about is not None:
            piece.kind = about
            return
        level = 0
        if not explicit and self.by_looks and size <= HEADING and piece.kind is None:
            level = self._level(index, block)
        if explicit or (level and not (self.section and self._is_entry(index, block))):
            self.section, self.misses = "", 0
            piece.kind = piece.kind or "heading"
            piece.level = 0 if piece.kind == "title" else piece.level or level or 1
        elif not (self.section and self._in_section(piece, block)):
            piece.kind = piece.kind or _marked(self.text, piece)

    def _announced(self, index: int, block: str, *, explicit: bool) -> bool:
        """Treat a heading that opens a section ("References", "About the author")."""
        known = self.table.heading(block)
        if known is None:
            return False
        piece = self.pieces[index]
        following = [self.block(near) for near in range(index + 1, min(index + 4, len(self.pieces)))]
        if known == "web":
            if not explicit and fold(block) not in self.table.lines:
                return False
        elif not following or (
            known == "reference"
            and not any(
                entry_signs(near) or NUMBER.match(near) or self.table.heading(near) for near in following
            )
        ):
            return False
        piece.kind = "web" if known == "web" else piece.kind if explicit else "heading"
        piece.level = 0 if known == "web" else piece.level or heading_level(block) or 1
        self.section, self.misses = known, 0
        return True

    def _level(self, index: int, block: str) -> int:
        """Return the level of a heading by its looks; list lines and a last line are none."""
        level = heading_level(block)
        if not level or index + 1 >= len(self.pieces):
            return 0
        if BULLET.match(block) is not None:
            return 0
        if NUMBER.match(block) is not None:
            near = [self.block(other) for other in (index - 1, index + 1) if other >= 0]
            if any(len(other) <= HEADING and NUMBER.match(other) is not None for other in near):
                return 0
        return level

    def _is_entry(self, index: int, block: str) -> bool:
        """Whether a line that looks like a heading goes on with the section it stands in."""
        if self.section == "contact":
            return is_name(block) or "," in block
        if self.section == "web":
            return True
        if self.section == "keywords":
            return self.pieces[index - 1].kind != "keywords"
        if entry_signs(block) or NUMBER.match(block) or BULLET.match(block) or any(map(str.isdigit, block)):
            return True
        following = self.block(index + 1) if index + 1 < len(self.pieces) else ""
        return heading_level(block) != 1 and entry_signs(following) > 0

    def _in_section(self, piece: Piece, block: str) -> bool:
        """Colour a block by the heading above it, or close the section where the text goes on."""
        size, section = len(block), self.section
        marked = BULLET.match(block) is not None or NUMBER.match(block) is not None
        belongs = True
        kind = cast(BlockKind, section)
        if section == "contact" and contact_signs(block) < 2 and entry_signs(block) >= 3:
            kind = "reference"
        if section == "reference":
            signs = entry_signs(block)
            belongs = signs >= 2 or (size <= 2 * ENTRY and (signs > 0 or marked)) or size <= ENTRY
            self.misses = 0 if signs or marked else self.misses + 1
            belongs = belongs and self.misses < RUN
        elif section == "web":
            belongs = size <= 160 and block[-1] not in ".!?…"
        elif section == "keywords":
            belongs = size <= _LONG
        else:
            belongs = size <= _LONG + ENTRY
        if not belongs:
            self.section, self.misses = "", 0
            return False
        piece.kind = kind
        if section == "keywords":
            self.section = ""
        return True

    def _about(self, index: int, block: str) -> BlockKind | None:
        """Return the kind of a block that speaks about the text, the page or the author, or None."""
        size = len(block)
        if size <= _SHORT:
            if block[0] in "-–—[( 0123456789" and is_page_number(block):
                return "note"
            if size <= 60 and fold(block) in self.table.lines:
                return "web"
        begun = self.table.start(block, 0)
        if begun is not None:
            kind = self._begun(index, block, *begun)
            if kind is not None:
                return kind
        if _FOOTNOTE.match(block) is not None or (
            (". . ." in block or "....." in block) and _LEADERS.search(block)
        ):
            return "note"
        if block[0] == "[" and not self.section and _BRACKETED.match(block) is not None:
            return "reference" if entry_signs(block) else "note"
        if size <= 60 and index < EDGE // 2:
            dated = date_in(block, 0, size)
            if dated is not None and is_date_line(block, dated[1]):
                return "note"
        return "contact" if self.section != "reference" and self._contact(index, block) else None

    def _begun(self, index: int, block: str, cue: str, end: int) -> BlockKind | None:
        size = len(block)
        rest = block[end:].lstrip()
        if cue == "keywords":
            return "keywords" if size <= _LONG else None
        if size > _SHORT:
            return None
        if cue == "caption":
            # "Figure 1 shows that ..." is a sentence.
            return "caption" if not rest or not rest[0].islower() or block[end - 1] == ":" else None
        if cue == "received":
            return "note"
        if cue == "published":
            return "note" if size <= 120 and date_in(block, 0, size) is not None else None
        if cue == "author":
            named = index < EDGE and size <= 100 and rest[:1].isupper() and block[-1] not in ".!?"
            return "contact" if named else None
        return cast(BlockKind, cue)

    def _contact(self, index: int, block: str) -> bool:
        size = len(block)
        if size > 2 * ENTRY:
            return False
        signs = contact_signs(block)
        if signs == 2 or (signs and size <= 120):
            return True
        edge = index < EDGE or index >= len(self.pieces) - EDGE
        if not signs and (not edge or size > HEADING or block[-1] in ".!?:" or "," not in block):
            return False
        words = len({found.lower() for found in self.table.words.findall(block)})
        return words >= (1 if signs else 2)


def _marked(text: str, piece: Piece) -> BlockKind:
    """Return what the first characters of a block say."""
    first = text[piece.start]
    if first == ">":
        return "quote"
    # The usual case first; of words only roman numerals could mark a list.
    if first.isalpha() and text[piece.start + 1 : piece.start + 2].isalpha() and first not in "ivxIVX":
        return "paragraph"
    if BULLET.match(text, piece.start, piece.stop) or NUMBER.match(text, piece.start, piece.stop):
        return "item"
    return "paragraph"


def _without_stops(text: str, pieces: list[Piece]) -> bool:
    """Whether most blocks end without punctuation: then a missing full stop says nothing about headings."""
    sample = pieces[:400]
    ended = sum(1 for piece in sample if text[piece.stop - 1] in '.!?…»”")')
    return len(sample) >= 6 and ended * 5 < len(sample)
