"""Words of a language that a table of the coder lists."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from dragoman.languages.tables import rows

__all__ = ["has_trait", "listed"]


@lru_cache(maxsize=64)  # tables times languages: a study reads them in turns
def listed(table: str, column: str, language: str) -> frozenset[str]:
    """Return the words in a column of a table of ``coding/data`` that has one word a line."""
    source = files("dragoman.coding").joinpath("data", table)
    return frozenset(word for _, (code, word) in rows(source, ("language", column)) if code == language)


def has_trait(language: str, trait: str) -> bool:
    """Whether the grammar of a language has something that the coder must know, such as an article."""
    return trait in listed("traits.tsv", "trait", language)
