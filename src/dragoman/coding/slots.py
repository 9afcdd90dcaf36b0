"""What slots can mean in every frame: homes, owners, parties, places; by ``data/slots.tsv``."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from dragoman.languages.tables import rows

__all__ = ["slots_of"]


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    source = files("dragoman.coding").joinpath("data", "slots.tsv")
    table: dict[str, list[str]] = {}
    for _, (kind, slot, _note) in rows(source, ("kind", "slot", "note")):
        table.setdefault(kind, []).append(slot)
    return {kind: tuple(found) for kind, found in table.items()}


def slots_of(kind: str) -> tuple[str, ...]:
    """Return the slots of a kind in the order of the table.

    Examples
    --------
    >>> "between" in slots_of("party")
    True
    """
    return _table()[kind]
