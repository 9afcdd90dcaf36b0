"""Function words of several words, such as "on behalf of"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dragoman.languages.pack import Pack
from dragoman.languages.parse import Word
from dragoman.languages.traits import FORM_TRAITS

__all__ = ["Phrases", "phrases_of"]

Phrases = dict[str, dict[str, list[tuple[tuple[str, ...], Word]]]]
"""By their first and their second word, the longest first."""


def phrases_of(
    pack: Pack, tags: Mapping[str, str], wanted: Callable[[tuple[str, ...], str, str], bool]
) -> Phrases:
    """Return the function words of several words that become one unit.

    Parameters
    ----------
    pack : Pack
    tags : mapping of class of ``function_words.tsv`` to class of the grammar
    wanted : callable (words, class, note)
        Whether such a phrase is one unit.
    """
    table: Phrases = {}
    for phrase, entries in pack.function.items():
        parts = tuple(phrase.split())
        func, note = entries[0]
        if len(parts) > 1 and wanted(parts, func, note):
            traits = FORM_TRAITS.intersection(kind for kind, _ in entries)
            word = Word(phrase, tags[func], func=func, note=note, traits=traits)
            table.setdefault(parts[0], {}).setdefault(parts[1], []).append((parts, word))
    for seconds in table.values():
        for found in seconds.values():
            found.sort(key=lambda item: (-len(item[0]), item[0]))
    return table
