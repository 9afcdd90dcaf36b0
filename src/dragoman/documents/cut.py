"""Cutting plain text into blocks: by blank lines, and inside them by lines or paragraphs."""

from __future__ import annotations

import re
from itertools import accumulate, chain, pairwise, repeat
from operator import add, is_, itemgetter, sub
from typing import NamedTuple

from dragoman.documents.draft import Piece

__all__ = ["BULLET", "NUMBER", "cut", "uniform"]

_CHUNK = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
BULLET = re.compile(r"[-*•–—▪◦●■‣·]\s+(?=\S)")
NUMBER = re.compile(r"(?:\(?\d{1,3}[.)]|\[\d{1,3}\]\.?|\(?[a-zа-я]\)|(?:[ivx]{1,5}|[IVX]{2,5})[.)])\s+(?=\S)")
_MARK = re.compile(
    r"\n[^\S\n]*(?=[-*•▪◦●■‣]\s+\S|>|#{1,6} "
    r"|(?:\(?\d{1,2}[.)]|\[\d{1,3}\]|\(?[a-zа-я]\))[^\S\n]+[^\W\d_a-zа-я])"
)
_INDENT = re.compile(r"\n(?=[^\S\n]{2,}\S)")
_ENDS = frozenset('.!?…:;"»”)]')
_SAMPLE_LINES = 3000
_LONG_LINE = 240
_SHORT = 0.7
"""Share of the usual width under which a line may be the last of its paragraph."""
_NEVER = 1 << 62
_WORDLIKE = 45
"""A block shorter than this is a heading or a label sooner than half a paragraph."""
_BREAKS = "\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
_ODD_BREAKS = re.compile("[\r\f\v\x1c-\x1e\x85\u2028\u2029]")


class _Layout(NamedTuple):
    wrapped: bool
    width: int
    """Length that full lines reach, where lines are wrapped."""


def uniform(text: str) -> str:
    r"""Return a copy of the same length in which every line break is one ``\n``.

    ``\r\n`` becomes space + ``\n``, a form feed or any other separator ``\n``: places stay comparable.
    """
    # Nine searches for one character each are faster than one for nine.
    if not any(sign in text for sign in _BREAKS):
        return text
    return _ODD_BREAKS.sub("\n", text.replace("\r\n", " \n"))


def cut(text: str, plain: str | None = None) -> list[Piece]:
    """Cut a text into pieces of undecided kind that hold every visible character once, in order.

    ``plain`` is what `uniform` makes of the text, where that is known.
    """
    plain = uniform(text) if plain is None else plain
    if "\f" not in text and (even := _even(plain)) is not None:
        return even
    chunks = [(m.start(), m.end()) for m in _CHUNK.finditer(plain)]
    layout = _layout(plain, chunks)
    spans: list[tuple[int, int]] = []
    # A list mark or an indent inside of a block of lines stands in the whole text, too: where none does,
    # the block need not be searched.
    breaks = iter(_breaks(plain) if layout.wrapped else ())
    following = next(breaks, _NEVER)
    for start, stop in chunks:
        while following < start:
            following = next(breaks, _NEVER)
        if plain.find("\n", start, stop) < 0:
            spans.append((start, stop))
        elif not layout.wrapped:
            spans.extend(_lines(plain, start, stop))
        elif following >= stop and min(map(len, plain[start:stop].split("\n")[:-1])) >= _SHORT * layout.width:
            spans.append((start, stop))
        else:
            spans.extend(_paragraphs(plain, start, stop, layout.width))
    pieces = [Piece(start, start + len(plain[start:stop].rstrip())) for start, stop in spans]
    pieces = _continued(plain, pieces)
    if "\f" in text:
        _number_pages(text, pieces)
    return pieces


def _even(plain: str) -> list[Piece] | None:
    """Cut a text whose every paragraph is one line between single blank lines; None for any other text."""
    lines = (plain[:-1] if plain.endswith("\n") and not plain.endswith("\n\n") else plain).split("\n")
    if len(lines) % 2 == 0 or any(lines[1::2]):
        return None
    parts = lines[::2]
    # Mostly every part is a paragraph without a space at its edges: told and placed without a loop of ours.
    if all(parts) and all(map(is_, map(str.strip, parts), parts)):
        stops = list(accumulate(map(add, map(len, parts), repeat(2))))
        pieces = list(map(Piece, chain((0,), stops), map(sub, stops, repeat(2))))
        small = any(map(str.islower, map(itemgetter(0), parts)))
        return _continued(plain, pieces) if small else pieces
    pieces = []
    at = 0
    for part in parts:
        size = len(part)
        bare = part.strip()
        if len(bare) == size:
            if size:
                pieces.append(Piece(at, at + size))
        elif bare:
            start = at + part.index(bare)
            pieces.append(Piece(start, start + len(bare)))
        at += size + 2
    return _continued(plain, pieces)


def _layout(plain: str, chunks: list[tuple[int, int]]) -> _Layout:
    """Decide whether a single line break wraps a paragraph or ends one.

    Wrapped prose goes on in lower case on most lines; a line that is a paragraph hardly ever does.
    Scripts without case are judged by how even and how short the lines are.
    """
    inner: list[int] = []
    low = cased = 0
    for start, stop in chunks:
        if plain.find("\n", start, stop) < 0:
            continue
        lines = [line.strip() for line in plain[start:stop].split("\n")]
        for line, following in pairwise(lines):
            inner.append(len(line))
            first = following[0]
            if first.isalpha() and first.lower() != first.upper():
                cased += 1
                low += first.islower() and (line[-1] not in ".!?")
        if len(inner) > _SAMPLE_LINES:
            break
    if not inner:
        return _Layout(False, 0)
    inner.sort()
    width = inner[int(len(inner) * 0.9)] if len(inner) > 1 else inner[0]
    if cased >= 3 or (cased and cased * 2 >= len(inner)):
        wrapped = low >= 0.3 * cased and width <= 2 * _LONG_LINE
    else:
        even = sum(1 for length in inner if length >= 0.7 * width) >= 0.6 * len(inner)
        wrapped = width <= _LONG_LINE // 2 and width >= 40 and even and len(inner) >= 3
    return _Layout(wrapped, width)


def _lines(plain: str, start: int, stop: int) -> list[tuple[int, int]]:
    spans = []
    at = start
    while at < stop:
        end = plain.find("\n", at, stop)
        end = stop if end < 0 else end
        begin = at + len(plain[at:end]) - len(plain[at:end].lstrip())
        spans.append((begin, end))
        at = end + 1
    return spans


def _breaks(plain: str) -> list[int]:
    """Return the ends of lines below which a list mark or an indent stands."""
    return sorted(m.start() for pattern in (_MARK, _INDENT) for m in pattern.finditer(plain))


def _paragraphs(plain: str, start: int, stop: int, width: int) -> list[tuple[int, int]]:
    """Split a run of wrapped lines at list marks, indents and short last lines."""
    breaks = {m.end() for m in _MARK.finditer(plain, start, stop)}
    short = _SHORT * width
    indents = [m.end() for m in _INDENT.finditer(plain, start, stop)]
    lines = _lines(plain, start, stop)
    if indents and len(indents) * 2 <= len(lines):
        breaks.update(indents)
    for (_, end), (begin, _) in pairwise(lines):
        line = plain[plain.rfind("\n", start, end) + 1 : end].rstrip()
        if len(line) < short and line[-1] in '.!?…»”"' and plain[begin].isupper():
            breaks.add(begin)
    marks = {begin for begin, _ in lines}
    cuts = [start]
    for place in sorted(breaks):
        # An indent's break lies before its spaces; the block starts at the first letter.
        while place < stop and plain[place].isspace():
            place += 1
        if place in marks and place > cuts[-1]:
            cuts.append(place)
    return [(begin, end) for begin, end in pairwise([*cuts, stop])]


def _continued(plain: str, pieces: list[Piece]) -> list[Piece]:
    """Join what a page or column break tore apart: a hyphen, or no end and then a small letter."""
    joined: list[Piece] = []
    if not any(plain[piece.start].islower() for piece in pieces):
        return pieces
    for piece in pieces:
        if joined and plain[piece.start].islower():
            last = joined[-1]
            end = plain[last.stop - 1]
            torn = end in "-\u00ad\u2010" and plain[last.stop - 2].isalpha()
            open_end = end not in _ENDS and last.stop - last.start >= _WORDLIKE
            if (torn or open_end) and NUMBER.match(plain, piece.start) is None:
                last.stop = piece.stop
                continue
        joined.append(piece)
    return joined


def _number_pages(text: str, pieces: list[Piece]) -> None:
    page, at = 1, 0
    for piece in pieces:
        page += text.count("\f", at, piece.start)
        at = piece.start
        piece.page = page
