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
_WIDESPREAD = 9
"""A letter that so many languages write proves little."""
_PROOF = 3
"""Letters of its own that prove a language without a word."""


class Known(NamedTuple):
    """What speaks for a language of the text, and what against it."""

    language: str
    own: frozenset[str]
    """Its words, as long as no foreign letter stands there."""
    alone: frozenset[str]
    """Its words in any case."""
    foreign: frozenset[str]
    telling: frozenset[str]
    ours: re.Pattern[str]
    """A letter that its neighbours do not write."""
    proven: re.Pattern[str]
    """So many of its letters that no word is needed, as long as no foreign letter stands there."""
    marks: re.Pattern[str]


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
    letter = _one_of("".join(sorted(own_letters(language))))
    return Known(
        language,
        own,
        own_words(language),
        foreign,
        own | foreign,
        re.compile(_one_of(ours)),
        re.compile(f"{letter}(?:.*?{letter}){{{_PROOF - 1}}}", re.DOTALL),
        foreign_letters(language),
    )


def _one_of(letters: str) -> str:
    return f"[{re.escape(letters)}]" if letters else "(?!)"


def bears_out(begin: str, words: frozenset[str], known: Known) -> bool:
    """Whether a language's own words suffice, in view of the letters."""
    if begin.isascii():
        return len(words) >= 2
    if known.marks.search(begin) is None:
        # Letters that its neighbours do not write weigh like a word.
        return (
            len(words) >= 2
            or (len(words) >= 1 and known.ours.search(begin) is not None)
            or known.proven.search(begin) is not None
        )
    # Names bring foreign letters, but no function words.
    return len(words) >= 3 and len(known.alone.intersection(words)) >= 3


def goes_on(text: str, start: int, stop: int, known: Known) -> bool:
    """Whether more of a paragraph shows the language that its first words leave open."""
    for size in _BEGINS[1:]:
        begin = text[start : start + size if start + size < stop else stop]
        tokens = known.telling.intersection(begin.split())
        if not known.own.issuperset(tokens):
            return False
        if bears_out(begin, tokens, known):
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
