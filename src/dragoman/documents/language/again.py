"""Whether a paragraph goes on in a language that its text was in before: most of most texts.

The full count of `by_rules` would say the same, only later.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dragoman.documents.language.signs import (
    CORE,
    foreign_letters,
    foreign_words,
    own_letters,
    own_words,
    signs,
)

__all__ = ["FIRST", "Known", "again", "bears_out", "goes_on", "known_language"]

FIRST = 80
_BEGINS = (FIRST, 160, 400)
"""Characters that usually show that a paragraph is in the language of the one before."""
_LATER = _BEGINS[1:]
_WIDESPREAD = 9
"""A letter that so many languages write proves little."""
_PROOF = 3
"""Letters of its own that prove a language without a word."""


class Known(NamedTuple):
    """What speaks for a language of the text, and what against it."""

    language: str
    words: frozenset[str]
    """All words of the table, of whatever language."""
    own: frozenset[str]
    """Its words that are no other's, as long as no foreign letter stands there."""
    alone: frozenset[str]
    """Its words that are no other's in any case."""
    foreign: frozenset[str]
    telling: frozenset[str]
    """Its own words and the foreign ones."""
    ours: re.Pattern[str]
    """A letter that its neighbours do not write."""
    marks: re.Pattern[str]
    """A letter that it does not write, but others do."""
    proof: str
    """Its letters that are no other's, as long as no foreign letter stands there; the commonest first."""


@lru_cache(maxsize=64)
def known_language(language: str) -> Known | None:
    """Return the signs of a language, or None where it has none here."""
    table = signs()
    if language not in table.script:
        return None
    ours = "".join(
        sorted(
            mark
            for mark, users in table.letters.items()
            if language in users and len(users) < _WIDESPREAD and mark not in CORE
        )
    )
    own, foreign = own_words(language, alone=False), foreign_words(language)
    return Known(
        language,
        frozenset(table.words),
        own,
        own_words(language),
        foreign,
        own | foreign,
        re.compile(f"[{re.escape(ours)}]" if ours else "(?!)"),
        foreign_letters(language),
        "".join(sorted(own_letters(language), key=lambda mark: (-len(table.letters[mark]), mark))),
    )


def bears_out(begin: str, words: list[str], own: int, known: Known) -> bool:
    """Whether the words that a language has suffice, in view of the letters.

    Parameters
    ----------
    begin : str
    words : list of str
        Those that stand there, none of them foreign.
    own : int
        How many of them are the language's own, each counted once.
    known : Known
    """
    if begin.isascii():
        return own >= 2
    if known.marks.search(begin) is not None:
        # Names bring foreign letters, but no function words.
        return own >= 3 and len(known.alone.intersection(words)) >= 3
    # Letters that its neighbours do not write weigh like a word.
    if own >= 2 or (own and known.ours.search(begin) is not None):
        return True
    letters = 0
    for mark in known.proof:
        letters += begin.count(mark)
        if letters >= _PROOF:
            return True
    return letters > 0 and len(known.words.intersection(words)) >= 2


def goes_on(text: str, start: int, stop: int, known: Known) -> bool:
    """Whether more of a paragraph shows the language that its first words leave open."""
    for size in _LATER:
        begin = text[start : start + size if start + size < stop else stop]
        words = begin.split()
        told = known.telling.intersection(words)
        if not known.foreign.isdisjoint(told):
            return False
        if bears_out(begin, words, len(told), known):
            return True
        if stop - start <= size:
            return False
    return False


def again(text: str, start: int, stop: int, lately: list[Known]) -> str | None:
    """Return a language met before where words of its own outnumber those of others by two, else None."""
    for size in _BEGINS:
        begin = text[start : start + size if start + size < stop else stop].lower()
        tokens = begin.split()
        plain = begin.isascii()
        for known in lately:
            same = len(known.own.intersection(tokens))
            if not same or not (plain or known.marks.search(begin) is None):
                continue
            more = same
            if not known.foreign.isdisjoint(tokens):
                more -= len(known.foreign.intersection(tokens))
            # Letters that its neighbours do not write weigh like a word.
            if more >= 2 or (more >= 1 and not plain and known.ours.search(begin) is not None):
                return known.language
        if stop - start <= size:
            return None
    return None
