"""Reading the actor tables: tab-separated, one header line, comments with ``#``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from dragoman.model.errors import ActorError

__all__ = ["ALWAYS", "data", "day", "iso", "rows"]

ALWAYS = 4_000_000
"""Ordinal later than any date: the end of what has not ended."""


_DATA = Path(__file__).with_name("data")


def data(*parts: str) -> Path:
    """Return a file of the package's own tables."""
    return _DATA.joinpath(*parts)


def rows(source: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells) of a table; missing cells at the end are empty.

    Raises
    ------
    ActorError
        The header is not ``columns``, or a line has too many cells.
    """
    lines = source.read_text(encoding="utf-8").split("\n")
    width = len(columns)
    header = False
    empty = [""] * width
    for number, line in enumerate(lines, 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if header:
            missing = width - len(cells)
            if missing > 0:
                cells += empty[:missing]
            if missing >= 0:
                yield number, cells
                continue
        if not header:
            if tuple(cells) != tuple(columns):
                raise ActorError(
                    f"{source}, line {number}: the header is {cells}, expected {list(columns)}. "
                    "Columns are separated by tabs; an editor that turns tabs into spaces is the usual cause."
                )
            header = True
            continue
        raise ActorError(f"{source}, line {number}: {len(cells)} cells, but the table has {width} columns.")


@lru_cache(maxsize=16384)
def day(text: str, *, late: bool = False) -> int:
    """Return the ordinal of an ISO day, month or year; empty means open (0, or `ALWAYS` if late)."""
    if not text:
        return ALWAYS if late else 0
    if len(text) == 10:
        return date.fromisoformat(text).toordinal()
    parts = text.split("-")
    return date(
        int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1
    ).toordinal()


def iso(ordinal: int) -> str:
    """Return the ISO day of an ordinal, empty where open."""
    return "" if ordinal <= 0 or ordinal >= ALWAYS else date.fromordinal(ordinal).isoformat()
