"""Classes that grammar decides rather than a frame, by the names that the code calls them."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from dragoman.languages.tables import rows

__all__ = ["derived"]


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    source = files("dragoman.coding").joinpath("data", "derived.tsv")
    return {name: code for _, (name, code, _note) in rows(source, ("name", "code", "note"))}


def derived(name: str) -> str:
    """Return the code behind a name of ``derived.tsv``: ``demand``, ``refusal``, ``threat``."""
    return _table()[name]
