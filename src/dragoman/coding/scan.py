"""The scan: one pass of an automaton that finds sentences in which a frame could fire."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, MatchKind

from dragoman.actors.fold import fold, padded
from dragoman.languages import Grammar

__all__ = ["Triggers"]


class Triggers:
    """Finds stems of predicates at the beginnings of words.

    Parameters
    ----------
    grammar : Grammar
    """

    def __init__(self, grammar: Grammar) -> None:
        self._language = grammar.pack.code
        stems = sorted({" " + fold(stem, self._language) for stem in grammar.words.stems() if stem.strip()})
        # A stem that begins with a shorter stem adds nothing: both start at the same place.
        kept: list[str] = []
        for stem in stems:
            if not kept or not stem.startswith(kept[-1]):
                kept.append(stem)
        self._automaton = AhoCorasick(kept, matchkind=MatchKind.Standard)

    def within(self, text: str, start: int, stop: int) -> bool:
        """Whether a trigger stands in ``text[start:stop]``."""
        return bool(self._automaton.find_matches_as_indexes(padded(text[start:stop], self._language)))
