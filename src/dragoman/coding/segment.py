"""Sentences: where they start and stop inside a block."""

from __future__ import annotations

import re

from dragoman.languages.boundaries import Boundaries

__all__ = ["sentences"]

_CANDIDATE = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?:\[\d+(?:[-–,; ]+\d+)*\])*"
    r"(?=\s+[\"'“‘«(\[—–-]*\s*(?:[^\W_a-zа-яёіїєґəğışçöü]|[€$£]\d))"
    r"|\n\s*\n|[.!?…]+[\"'”’»)\]]*\s*\Z"
)
_LAST_WORD = re.compile(r"[^\s\"'“‘«(\[]+\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\.?\Z")


def _is_break(text: str, start: int, stop: int, known: Boundaries) -> bool:
    """Whether the full stop at ``start`` ends a sentence."""
    if text[start] != "." or stop - start > 1:
        return True
    match = _LAST_WORD.search(text, max(0, start - 24), start)
    if match is None:
        return True
    word = match.group()
    folded = word.lower()
    following = text[stop : stop + 24].lstrip()
    if folded in known.abbreviations or folded + "." in known.abbreviations:
        if folded in known.numbers:
            return not following[:1].isdigit() and word == folded
        if word.islower() and word.isalpha() and folded + "." not in known.abbreviations:
            return True
        if folded in known.closers and _preceded(text, match.start(), known.closers[folded]):
            return True
        may_end = _DOTTED.fullmatch(folded) or (
            folded in known.enders and _preceded(text, match.start(), known.enders[folded])
        )
        return bool(may_end and known.openers.match(following))
    if _INITIAL.match(word) and word[0].isupper() and len(word) <= 5:
        return len(word) > 2 and bool(known.openers.match(following))
    return not (word.isdigit() and len(word) <= 2 and _starts_line(text, match.start()))


def _preceded(text: str, at: int, before: tuple[str, ...]) -> bool:
    """Whether one of the beginnings of an abbreviation stands before its last word ("т." before "д")."""
    piece = "".join(text[max(0, at - 24) : at].split()).lower()
    return any(piece.endswith(beginning) for beginning in before)


def _starts_line(text: str, at: int) -> bool:
    before = text.rfind("\n", 0, at)
    return not text[before + 1 : at].strip()


def sentences(text: str, start: int, stop: int, known: Boundaries) -> list[tuple[int, int]]:
    """Cut ``text[start:stop]`` into sentences.

    Parameters
    ----------
    text : str
    start, stop : int, code points
    known : Boundaries
        What the language of the text knows of abbreviations and openers.

    Returns
    -------
    list of (start, stop)
        Without surrounding white space, in order.
    """
    found: list[tuple[int, int]] = []
    begin = start
    block = text[start:stop]
    for match in _CANDIDATE.finditer(block):
        first, last = start + match.start(), start + match.end()
        if text[first] != "\n" and last < stop and not _is_break(text, first, last, known):
            continue
        found.append((begin, last))
        begin = last
    if begin < stop:
        found.append((begin, stop))
    cut: list[tuple[int, int]] = []
    for first, last in found:
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            cut.append((first, last))
    return cut
