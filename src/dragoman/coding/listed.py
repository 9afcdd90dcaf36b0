"""Words of a language that a table of the coder lists."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from dragoman.languages.tables import rows

__all__ = ["has_trait", "listed", "names_of"]


@lru_cache(maxsize=64)  # tables times languages: a study reads them in turns
def listed(table: str, column: str, language: str) -> frozenset[str]:
    """Return the words in a column of a table of ``coding/data`` that has one word a line."""
    source = files("dragoman.coding").joinpath("data", table)
    return frozenset(word for _, (code, word) in rows(source, ("language", column)) if code == language)


@lru_cache(maxsize=8)
def names_of(table: str) -> dict[str, frozenset[str]]:
    """Return a table of ``coding/data`` that has names of several kinds, for all languages: kind to names."""
    source = files("dragoman.coding").joinpath("data", table)
    found: dict[str, set[str]] = {}
    for _, (kind, name, _note) in rows(source, ("kind", "name", "note")):
        found.setdefault(kind, set()).add(name)
    return {kind: frozenset(names) for kind, names in found.items()}


def has_trait(language: str, trait: str) -> bool:
    """Whether the grammar of a language has something that the coder must know, such as an article."""
    return trait in _traits(language)


@lru_cache(maxsize=8)
def _traits(language: str) -> frozenset[str]:
    return listed("traits.tsv", "trait", language)
