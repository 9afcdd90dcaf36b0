"""Words that say what a time dates: ``timing.tsv``."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.languages.tables import rows

__all__ = ["NO_WORDS", "TimingWords", "timing_words"]


class TimingWords(NamedTuple):
    """The words of a language: nouns by lemma, conjunctions by form."""

    occasion: frozenset[str]
    when: frozenset[str]
    account: frozenset[str]
    counting: frozenset[str]


NO_WORDS = TimingWords(frozenset(), frozenset(), frozenset(), frozenset())


@lru_cache(maxsize=8)
def timing_words(language: str) -> TimingWords:
    """Return the words of a language."""
    source = files("dragoman.coding").joinpath("data", "timing.tsv")
    found: dict[str, set[str]] = {name: set() for name in TimingWords._fields}
    for _, (code, kind, word) in rows(source, ("language", "kind", "word")):
        if code == language:
            found[kind].add(word)
    return TimingWords(**{name: frozenset(words) for name, words in found.items()})
