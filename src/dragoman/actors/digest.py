"""The version of the actor tables: a hash over their files."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from dragoman.actors.tables import data

__all__ = ["data_digest"]


def _tables(place: Path, prefix: str) -> list[tuple[str, Path]]:
    found = []
    for item in place.iterdir():
        name = f"{prefix}/{item.name}"
        if item.is_dir():
            found.extend(_tables(item, name))
        elif item.name.endswith(".tsv"):
            found.append((name, item))
    return found


@lru_cache(maxsize=1)
def data_digest() -> str:
    """Return 12 hexadecimal digits that change whenever a table of actors does."""
    digest = hashlib.sha256()
    for name, item in sorted(_tables(data(), ""), key=lambda pair: pair[0]):
        digest.update(name.encode())
        digest.update(item.read_bytes())
    return digest.hexdigest()[:12]
