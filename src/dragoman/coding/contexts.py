"""Contexts of an event: those its frame proves, and those its sentence names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.coding.frame import Fired
from dragoman.languages.tables import data_file, rows

if TYPE_CHECKING:
    from dragoman.coding.assemble import Scene

__all__ = ["contexts_of"]


@lru_cache(maxsize=8)
def _cues(language: str) -> dict[str, tuple[str, ...]]:
    """Lemma or form to the contexts it names, from ``contexts.tsv`` of the language."""
    source = data_file(language, "contexts.tsv")
    table: dict[str, list[str]] = {}
    for _, (word, context, _note) in rows(source, ("word", "context", "note")):
        table.setdefault(word.lower(), []).append(context)
    return {word: tuple(found) for word, found in table.items()}


def contexts_of(scene: Scene, fired: Fired) -> tuple[str, ...]:
    """Return the contexts of an event, sorted."""
    found = set(fired.frame.contexts)
    cues = _cues(scene.grammar.pack.code)
    words = scene.sentence.words
    for i, word in enumerate(words):
        for key in (word.noun, word.form):
            if key in cues:
                found.update(cues[key])
                break
        if i + 1 < len(words):
            pair = f"{word.form} {words[i + 1].noun or words[i + 1].form}"
            if pair in cues:
                found.update(cues[pair])
    return tuple(sorted(found))
