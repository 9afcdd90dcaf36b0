"""Reading the data files of a language: lines with their place, errors that name it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from dragoman.model.errors import LexiconError

__all__ = ["data_file", "folder", "lines", "rows"]


def folder(language: str) -> Traversable:
    """Return the folder of a language pack."""
    return files("dragoman.languages") / language


def data_file(language: str, name: str) -> Traversable:
    """Return one data file of a language pack."""
    return folder(language).joinpath(*name.split("/"))


def lines(source: Traversable) -> Iterator[tuple[int, str]]:
    """Yield (line number from 1, line) without comments and blank lines."""
    for number, line in enumerate(source.read_text(encoding="utf-8").split("\n"), 1):
        text = line.rstrip("\r")
        if text.strip() and not text.startswith("#"):
            yield number, text


def rows(source: Traversable, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells) of a TAB separated table after checking its header.

    Raises
    ------
    LexiconError
        The header differs from ``columns`` or a row has too many or too few cells.
    """
    header_seen = False
    for number, text in lines(source):
        cells = [cell.strip() for cell in text.split("\t")]
        if not header_seen:
            header_seen = True
            if tuple(cells) != columns:
                raise LexiconError(
                    f"{source.name}:{number}: the header is {cells}, expected {list(columns)}. "
                    "Columns are separated by one TAB each."
                )
            continue
        if len(cells) < len(columns):
            cells += [""] * (len(columns) - len(cells))
        if len(cells) > len(columns):
            raise LexiconError(
                f"{source.name}:{number}: {len(cells)} columns, expected {len(columns)} "
                f"({', '.join(columns)}). Look for a stray TAB in {text!r}."
            )
        yield number, cells
