"""Sentences: where they start and stop inside a block."""

from __future__ import annotations

import re

from dragoman.languages.boundaries import Boundaries

__all__ = ["sentences"]

_CANDIDATE = re.compile(
    r"[.!?…\n](?:"  # one set in front, so that the search skips from mark to mark
    r"(?<!\n)[.!?…]*[\"'”’»)\]]*(?:\[\d+(?:[-–,; ]+\d+)*\])*"
    r"(?=\s+[\"'“‘«(\[—–-]*\s*(?:[^\W_a-zа-яёіїєґəğışçöü]|[€$£]\d|[a-z][A-Z]))"
    r"|(?<=\n)\s*\n|(?<!\n)[.!?…]*[\"'”’»)\]]*\s*\Z)"
)
_LAST_WORD = re.compile(r"[^\s\"'“‘«(\[]+\Z")
_REFERENCE = re.compile(r"[^\W\d_]{1,3}\.\s?\d")
_QUOTES = frozenset('"«“„')
_NUMBERED = re.compile(r"\d|[^\W\d_]\.")
_CAPITALS = re.compile(r"[^\W\d_]{2,}\b")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\.?\Z")


def _is_break(text: str, begin: int, start: int, stop: int, known: Boundaries) -> bool:
    """Whether the full stop at ``start`` ends the sentence that begins at ``begin``."""
    if text[start] != "." or (stop - start > 1 and text[start + 1] != ")"):
        return True
    match = _LAST_WORD.search(text, max(0, start - 24), start)
    if match is None:
        return True
    word = match.group()
    folded = word.lower()
    following = text[stop : stop + 24].lstrip()
    if stop - start > 1:  # "25 жовт. (7 лист.) 1917": nothing ends between an abbreviation and its number
        return not (following[:1].isdigit() and folded + "." in known.abbreviations)
    if len(word) == 1 and word.isupper() and _word_before(text, match.start()) in known.lettered:
        return True
    if word in known.words and not (word in known.quoted and following[:1] in _QUOTES):
        before = text[max(0, match.start() - 8) : match.start()].rstrip()
        if not _NUMBERED.match(following) and not before[-1:].isdigit():
            return True
    if (
        known.ordinals.fullmatch(word) and text[max(0, match.start() - 2) : match.start()] != ". "
    ):  # "s. 118."
        return not _starts_line(text, match.start()) and bool(known.openers.match(following))
    if following[:1] in "—–" and text.count("«", begin, start) > text.count("»", begin, start):
        return False  # «Мы ждём, — сказал посол. — Время есть»
    if folded.isdigit() and _REFERENCE.match(following):
        return False  # Ф. 5. Оп. 1
    dotted = (
        folded + "." in known.abbreviations
        or (".-" in folded and folded.partition(".")[0] + "." in known.abbreviations)
        or (folded in known.phrases and _preceded(text, match.start(), known.phrases[folded]))
    )
    if dotted or folded in known.abbreviations:
        if folded in known.numbers:
            return not following[:1].isdigit() and word == folded
        if word.islower() and word.isalpha() and not dotted:
            return True
        capital = len(word) == 1 and word.isupper()  # "I saw **M.** Daneff", against "at 500 m."
        if folded in known.closers and not capital and _preceded(text, match.start(), known.closers[folded]):
            capitals = _CAPITALS.match(following)
            acronym = capitals is not None and capitals.group().isupper()  # "5 млн долл. США"
            return not acronym and not following[:1].isdigit()
        may_end = _DOTTED.fullmatch(folded) or (
            folded in known.enders and _preceded(text, match.start(), known.enders[folded])
        )
        return bool(may_end and known.openers.match(following))
    if _INITIAL.match(word) and word[0].isupper() and len(word) <= 5:
        return len(word) > 2 and bool(known.openers.match(following))
    return not (word.isdigit() and len(word) <= 2 and _starts_line(text, match.start()))


def _word_before(text: str, at: int) -> str:
    words = text[max(0, at - 24) : at].split()
    return words[-1].lower() if words else ""


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
        if text[first] != "\n" and last < stop and not _is_break(text, begin, first, last, known):
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
