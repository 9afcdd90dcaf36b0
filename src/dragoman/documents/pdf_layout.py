"""Lines of printed pages to paragraphs: running heads go, hyphens are joined, sentences made whole."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from dragoman.documents.cut import BULLET, NUMBER
from dragoman.documents.draft import Writer
from dragoman.documents.signs import is_page_number
from dragoman.model.document import BlockKind

__all__ = ["Line", "lay_out"]

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_HYPHENS = "-\u00ad\u2010"
_ENDS = '.!?…:;»”"’)]'
_FOOTNOTE = re.compile(r"(?:\d{1,3}|[*†‡¹²³⁴-⁹])[.)]?\s?(?=[^\W\d_]|[\"“«(])")
_DIGITS = re.compile(r"\d+|[ivxlc]+(?=\s|$)")
_WORD_END = re.compile(r"[\w'’]+$")
_WORD_START = re.compile(r"[\w'’]+")


class Line(NamedTuple):
    """One line of a page."""

    text: str
    page: int
    left: float
    right: float
    height: float
    """Middle of the line above the foot of the page, in points."""
    size: float
    weight: int


class _Paragraph:
    __slots__ = ("kind", "level", "lines")

    def __init__(self, line: Line, kind: BlockKind | None = None) -> None:
        self.lines = [line]
        self.kind = kind
        self.level = 0


def lay_out(pages: list[list[Line]]) -> tuple[Writer, bool]:
    """Put lines together.

    Parameters
    ----------
    pages : list of list of Line
        In the order of the file's content.

    Returns
    -------
    writer : Writer
        The text and its pieces, each with the page it begins on.
    marks_headings : bool
        Whether headings were told by the size or weight of their letters.
    """
    pages = [_merged(page) for page in pages]
    pages = _without_heads(pages)
    body = _usual([line for page in pages for line in page])
    paragraphs: list[_Paragraph] = []
    for page in pages:
        _join(paragraphs, _page(page, body))
    found = _headings(paragraphs, body)
    words = _vocabulary(pages)
    writer = Writer()
    for paragraph in paragraphs:
        writer.add(
            _text(paragraph.lines, words),
            kind=paragraph.kind,
            level=paragraph.level,
            page=paragraph.lines[0].page,
        )
    return writer, found


def _merged(page: list[Line]) -> list[Line]:
    """Join fragments that stand on one line (tabs, justified gaps)."""
    merged: list[Line] = []
    for line in page:
        last = merged[-1] if merged else None
        if (
            last is not None
            and abs(last.height - line.height) < 0.35 * max(line.size, 4)
            and -1 <= line.left - last.right < 3 * max(line.size, 4)
        ):
            merged[-1] = last._replace(text=f"{last.text} {line.text}", right=line.right)
        else:
            merged.append(line)
    return merged


def _without_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Drop page numbers, and lines at the head or foot that come back.

    On two pages it is enough when a line differs by a number at its edge; otherwise three are asked for.
    """
    edges: list[set[int]] = []
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        order = sorted(range(len(page)), key=lambda index: page[index].height)
        edge = {*order[:2], *order[-2:]}
        edges.append(edge)
        seen.update({key for index in edge for key in _head_keys(page[index])})
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        drop = {
            index
            for index in edge
            if (is_page_number(page[index].text) and len(page) > 1)
            or any(
                seen[key] >= (2 if key[0][0] == "#" or key[0][-1] == "#" else 3)
                for key in _head_keys(page[index])
            )
        }
        kept.append([line for index, line in enumerate(page) if index not in drop])
    return kept


def _head_keys(line: Line) -> tuple[tuple[str, int], ...]:
    """Return the line without its numbers, at its place on two overlapping grids."""
    text = _DIGITS.sub("#", line.text.lower())
    return ((text, round(line.height / 12)), (text, 10_000 + round((line.height + 6) / 12)))


def _usual(lines: list[Line]) -> tuple[float, int]:
    """Return size and weight of most letters."""
    sizes: Counter[float] = Counter()
    weights: Counter[int] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
        weights[line.weight] += len(line.text)
    if not sizes:
        return 10.0, 400
    return sizes.most_common(1)[0][0], weights.most_common(1)[0][0]


def _page(page: list[Line], body: tuple[float, int]) -> list[_Paragraph]:
    """Cut one page into paragraphs."""
    found: list[_Paragraph] = []
    for column in _columns(page):
        found.extend(_column(column, body))
    return found


def _columns(page: list[Line]) -> list[list[Line]]:
    """Split at every jump back up: what follows is another column (or a box)."""
    columns: list[list[Line]] = []
    for line in page:
        last = columns[-1][-1] if columns else None
        if last is None or line.height > last.height + 0.5 * line.size or line.left > last.right:
            columns.append([])
        columns[-1].append(line)
    return columns


def _column(lines: list[Line], body: tuple[float, int]) -> list[_Paragraph]:
    size = body[0]
    steps = [above.height - below.height for above, below in pairwise(lines) if above.height > below.height]
    step = median(steps) if steps else 1.2 * size
    usual = [line for line in lines if abs(line.size - size) < 0.08 * size] or lines
    left = min(line.left for line in usual)
    right = max(line.right for line in usual)
    indented = sum(1 for line in usual if line.left - left > 0.8 * size)
    hanging = indented * 2 > len(usual)
    found: list[_Paragraph] = []
    footnotes = False
    for index, line in enumerate(lines):
        small = line.size < 0.93 * size
        after_body = index == 0 or lines[index - 1].size >= 0.97 * size
        if (
            small
            and after_body
            and _FOOTNOTE.match(line.text) is not None
            and _all_small(lines[index:], size)
        ):
            footnotes = True
        if not found:
            found.append(_Paragraph(line, "note" if footnotes else None))
            continue
        last = found[-1].lines[-1]
        if footnotes:
            new = found[-1].kind != "note" or _FOOTNOTE.match(line.text) is not None
        else:
            listed = BULLET.match(found[-1].lines[0].text) is not None
            edge = max(left, last.left) if listed else left
            new = _begins(last, line, step=step, left=edge, right=right, size=size, hanging=hanging or listed)
        if new:
            found.append(_Paragraph(line, "note" if footnotes else None))
        else:
            found[-1].lines.append(line)
    return found


def _all_small(lines: list[Line], size: float) -> bool:
    return all(line.size < 0.97 * size for line in lines)


def _begins(
    last: Line, line: Line, *, step: float, left: float, right: float, size: float, hanging: bool
) -> bool:
    """Whether a line begins a paragraph: size, gap, indent, a short line before it, a list mark."""
    if last.text[-1] in _HYPHENS and line.text[0].islower():
        return False
    if abs(last.size - line.size) > 0.08 * max(last.size, line.size) and len(line.text) > 3:
        return True
    if last.weight - line.weight >= 150 and last.text[-1] not in ",;" and right - last.right > 2 * size:
        return True
    if last.height - line.height > 1.35 * step:
        return True
    if BULLET.match(line.text) is not None and line.text[0] not in "-–—":
        return True
    indent = line.left - left > 0.8 * size
    before = last.left - left > 0.8 * size
    if hanging:
        if before and not indent:
            return True
    elif indent and not before and line.left - left < 8 * size:
        return True
    short = right - last.right > max(3 * size, 0.1 * (right - left))
    if short and last.text[-1] in _ENDS and not line.text[0].islower():
        return True
    return NUMBER.match(line.text) is not None and (short or last.text[-1] in _ENDS)


def _join(paragraphs: list[_Paragraph], page: list[_Paragraph]) -> None:
    """Append the paragraphs of a page; the first goes on with the last where its sentence is open."""
    for new in page:
        open_one = next((old for old in reversed(paragraphs) if old.kind != "note"), None)
        if new.kind is None and open_one is not None and _goes_on(open_one.lines[-1], new.lines[0]):
            open_one.lines.extend(new.lines)
        else:
            paragraphs.append(new)


def _goes_on(last: Line, line: Line) -> bool:
    if abs(last.size - line.size) > 0.08 * line.size:
        return False
    if last.text[-1] in _HYPHENS:
        return line.text[0].isalpha()
    return last.text[-1] not in _ENDS and line.text[0].islower()


def _headings(paragraphs: list[_Paragraph], body: tuple[float, int]) -> bool:
    """Mark what is set larger or bolder than the text; the largest on the first pages is the title."""
    size, weight = body
    found: list[tuple[_Paragraph, float]] = []
    for paragraph in paragraphs:
        if paragraph.kind is not None:
            continue
        letters = sum(len(line.text) for line in paragraph.lines)
        smallest = min(line.size for line in paragraph.lines)
        large = smallest > 1.1 * size and letters <= 250
        bold = (
            letters <= 160
            and smallest > 0.95 * size
            and min(line.weight for line in paragraph.lines) >= weight + 150
            and paragraph.lines[-1].text[-1] not in ".,;"
        )
        if (large or bold) and any(char.isalpha() for line in paragraph.lines for char in line.text):
            found.append((paragraph, smallest))
    ranks = {value: rank for rank, value in enumerate(sorted({value for _, value in found}, reverse=True), 1)}
    for paragraph, value in found:
        paragraph.kind, paragraph.level = "heading", min(ranks[value], 6)
    if found:
        first = found[0][0].lines[0].page
        titles = [paragraph for paragraph, value in found if ranks[value] == 1]
        if titles[0].lines[0].page <= first + 1 and len(titles) == 1:
            titles[0].kind, titles[0].level = "title", 0
    return len(found) >= 2


def _vocabulary(pages: list[list[Line]]) -> Counter[str]:
    """Count the words that stand whole within lines: they decide about hyphens at line ends."""
    words: Counter[str] = Counter()
    for page in pages:
        for line in page:
            if line.text[-1] in _HYPHENS or "-" in line.text:
                words.update(re.findall(r"\w+(?:-\w+)+", line.text[:-1].lower()))
    return words


def _text(lines: list[Line], hyphened: Counter[str]) -> str:
    """Join lines; a hyphen at a line's end stays only in words that are written with one."""
    parts: list[str] = []
    for line, following in pairwise([*lines, None]):
        assert line is not None  # noqa: S101 - for the type checker: only the last is None
        text = line.text
        if following is None:
            parts.append(text.rstrip("\u00ad\u2010"))
            break
        if text[-1] not in _HYPHENS or len(text) < 2 or not text[-2].isalpha():
            parts.append(text + " ")
            continue
        head, tail = _WORD_END.search(text[:-1]), _WORD_START.match(following.text)
        left, right = head.group() if head else "", tail.group() if tail else ""
        written = hyphened[f"{left}-{right}".lower()] > 0
        keep = written or right[:1].isupper() or not right[:1].isalpha()
        parts.append(text[:-1] + ("-" if keep else ""))
    return "".join(parts).replace("\u00ad", "").translate(_LIGATURES)
