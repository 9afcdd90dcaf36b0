"""Contexts of an event: those its frame proves, and those its sentence names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dragoman.coding.frame import Fired
from dragoman.languages.parse import Word
from dragoman.languages.tables import data_file, rows

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = ["contexts_of", "named_contexts"]


class _Cues(NamedTuple):
    """What words say of contexts: a lemma or form alone, and pairs by their first word."""

    single: dict[str, tuple[str, ...]]
    pairs: dict[str, dict[str, tuple[str, ...]]]
    words: frozenset[str]
    """All that a cue can begin with."""


@lru_cache(maxsize=8)
def _cues(language: str) -> _Cues:
    """Read ``contexts.tsv`` of a language."""
    source = data_file(language, "contexts.tsv")
    table: dict[str, list[str]] = {}
    for _, (word, context, _note) in rows(source, ("word", "context", "note")):
        table.setdefault(word.lower(), []).append(context)
    firsts = {word.lower().partition(" ")[0] for word in table}
    cues = _Cues({}, {}, frozenset(firsts.union(table)))
    for word, found in table.items():
        first, _, second = word.partition(" ")
        cues.single[word] = tuple(found)  # also of several words: a name is one unit
        if second:
            cues.pairs.setdefault(first, {})[second] = tuple(found)
    return cues


def named_contexts(language: str, words: Sequence[Word]) -> frozenset[str]:
    """Return the contexts that the words of a sentence name."""
    single, pairs, known = _cues(language)
    found: set[str] = set()
    last = len(words) - 1
    for i in [at for at, word in enumerate(words) if word.noun in known or word.form in known]:
        word = words[i]
        contexts = single.get(word.noun) or single.get(word.form)
        if contexts:
            found.update(contexts)
        if i < last and word.form in pairs:
            following = words[i + 1]
            found.update(pairs[word.form].get(following.noun or following.form, ()))
    return frozenset(found)


def contexts_of(scene: Scene, fired: Fired) -> tuple[str, ...]:
    """Return the contexts of an event, sorted."""
    return tuple(sorted(scene.contexts.union(fired.frame.contexts)))
