"""Sentences: where they start and stop inside a block."""

from __future__ import annotations

import re

__all__ = ["sentences"]

_CANDIDATE = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[—–-]*\s*[^\W_a-zа-яёіїєґəğışçöü])|\n\s*\n|[.!?…]+[\"'”’»)\]]*\s*\Z"
)
_LAST_WORD = re.compile(r"[^\s\"'“‘«(\[]+\Z")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\.?\Z")


def _is_break(text: str, start: int, stop: int, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop at ``start`` ends a sentence."""
    if text[start] != "." or stop - start > 1:
        return True
    match = _LAST_WORD.search(text, max(0, start - 24), start)
    if match is None:
        return True
    word = match.group()
    folded = word.lower()
    if folded in abbreviations or folded + "." in abbreviations:
        return False
    if _INITIAL.match(word) and word[0].isupper() and len(word) <= 5:
        # "J. Smith" and "U.S. troops" go on; "in the U.S. The ..." is told by a following article.
        following = text[stop : stop + 12].lstrip()
        return len(word) > 2 and following.startswith(
            ("The ", "He ", "She ", "It ", "They ", "But ", "In ", "A ", "On ", "This ")
        )
    return not (word.isdigit() and len(word) <= 2 and _starts_line(text, match.start()))


def _starts_line(text: str, at: int) -> bool:
    before = text.rfind("\n", 0, at)
    return not text[before + 1 : at].strip()


def sentences(text: str, start: int, stop: int, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """Cut ``text[start:stop]`` into sentences.

    Parameters
    ----------
    text : str
    start, stop : int, code points
    abbreviations : frozenset of str
        Lower-case abbreviations that do not end a sentence, with or without their full stop.

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
        if text[first] != "\n" and last < stop and not _is_break(text, first, last, abbreviations):
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
