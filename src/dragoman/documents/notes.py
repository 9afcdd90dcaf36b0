"""Note markers in a text (``[6]``, ``[1, 2-5]``, ``¹²``) and the entries that they point to."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from dragoman.model import Block, Document

__all__ = ["Cite", "Entry", "entries", "resolve"]

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PAGES = r"(?:\s*[,:]\s*(?:pp?|с|стр|s|ss|л|лл|səh)\.?\s*[\d\s,–-]+\d)"
_NUMBERS = r"\d{1,3}(?:\s*[-–—]\s*\d{1,3})?"
_MARK = re.compile(
    rf"\[\s*(?P<square>{_NUMBERS}{_PAGES}?(?:\s*[,;]\s*{_NUMBERS}{_PAGES}?)*)\s*\]"
    r"|(?<=[^\W_]|[.,;:!?»”\"’')\]])(?P<raised>[⁰¹²³⁴-⁹]{1,3}(?:[,⁻–-][⁰¹²³⁴-⁹]{1,3})*)"
)
_ONE = re.compile(rf"(?P<first>\d{{1,3}})(?:\s*[-–—]\s*(?P<last>\d{{1,3}}))?(?:{_PAGES})?(?:\s*[,;]\s*|$)")
_LABEL = re.compile(r"\s*(?:\[\^?(\d{1,3})\]:?|\(?(\d{1,3})[.)]|(\d{1,3})(?=\s+\S)|([⁰¹²³⁴-⁹]{1,3}))\s*")
_APPARATUS = frozenset({"reference", "note"})
_WIDEST = 60
"""``[1-60]`` is a range of entries; wider ones are years or pages."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list of references or notes: ``text[start:stop]``, with its number."""

    number: int
    start: int
    stop: int
    kind: str
    """``reference`` or ``note``."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A marker in the text and the entries it points to.

    Attributes
    ----------
    start, stop : int
        Span of the marker with its brackets.
    numbers : tuple of int
        As written, ranges spelled out.
    entries : tuple of Entry
        Those of the numbers that the document has; a number without an entry is in ``missing``.
    """

    start: int
    stop: int
    numbers: tuple[int, ...]
    entries: tuple[Entry, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers that no entry bears."""
        known = {entry.number for entry in self.entries}
        return tuple(number for number in self.numbers if number not in known)


def entries(doc: Document) -> list[Entry]:
    """Return the numbered entries of a document's references and notes, in the order of the text.

    A list of references without numbers of its own, in which every entry is a block, is numbered by
    order: so such lists are cited. Entries of a numbered list of which some lost their number are not.
    """
    found: list[Entry] = []
    run: list[Block] = []
    for block in (*doc.blocks, None):
        if block is not None and block.kind == "reference":
            run.append(block)
            continue
        found.extend(_list(doc.text, run))
        run = []
        if block is not None and block.kind == "note":
            number = _label(doc.text, block)
            if number is not None:
                found.append(Entry(number, block.start, block.stop, "note"))
    return found


def _label(text: str, block: Block) -> int | None:
    label = _LABEL.match(text, block.start, block.stop)
    if label is None or label.end() >= block.stop:
        return None
    return int(next(filter(None, label.groups())).translate(_RAISED))


def _list(text: str, run: list[Block]) -> list[Entry]:
    labels = [_label(text, block) for block in run]
    if not any(label is not None for label in labels):
        return [Entry(number, block.start, block.stop, "reference") for number, block in enumerate(run, 1)]
    return [
        Entry(label, block.start, block.stop, "reference")
        for block, label in zip(run, labels, strict=True)
        if label is not None
    ]


def resolve(doc: Document) -> list[Cite]:
    """Find the markers outside of the apparatus and resolve them.

    Square brackets point to references first, raised numbers to notes first; where both lists have the
    number. Of several entries with one number (footnotes that begin anew on each page) the next one
    below the marker is meant.

    Returns
    -------
    list of Cite
        In the order of the text. Markers of which no number has an entry are left out: ``[1992]`` or
        ``10⁶`` point nowhere.
    """
    by_number: dict[int, list[Entry]] = {}
    for entry in entries(doc):
        by_number.setdefault(entry.number, []).append(entry)
    if not by_number:
        return []
    found = []
    for block in doc.blocks:
        if block.kind in _APPARATUS:
            continue
        for mark in _MARK.finditer(doc.text, block.start, block.stop):
            raised = mark["raised"]
            numbers = _numbers((raised or mark["square"]).translate(_RAISED).replace("⁻", "-"))
            first = "note" if raised else "reference"
            chosen = [_nearest(by_number.get(number, []), mark.end(), first) for number in numbers]
            known = tuple(entry for entry in chosen if entry is not None)
            if known:
                found.append(Cite(mark.start(), mark.end(), numbers, known))
    return found


def _numbers(written: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for one in _ONE.finditer(written):
        first = int(one["first"])
        last = int(one["last"] or first)
        if first <= last <= first + _WIDEST:
            numbers.extend(range(first, last + 1))
    return tuple(dict.fromkeys(numbers))


def _nearest(known: list[Entry], after: int, first: str) -> Entry | None:
    """Choose among entries of one number: of the kind meant, the next below, else the last above."""
    chosen = [entry for entry in known if entry.kind == first] or known
    if not chosen:
        return None
    at = bisect_left([entry.start for entry in chosen], after)
    return chosen[min(at, len(chosen) - 1)]
