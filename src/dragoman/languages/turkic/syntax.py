"""The words that the grammar of a Turkic language asks for, by kind, from ``paradigms/syntax.tsv``."""

from __future__ import annotations

from functools import cache

from dragoman.languages.tables import data_file, rows

__all__ = ["syntax"]


@cache
def syntax(language: str) -> dict[str, tuple[str, ...]]:
    """Return the words of each kind, in the order of the table."""
    found: dict[str, list[str]] = {}
    for _, (kind, word) in rows(data_file(language, "paradigms/syntax.tsv"), ("kind", "word")):
        found.setdefault(kind, []).append(word)
    return {kind: tuple(words) for kind, words in found.items()}
