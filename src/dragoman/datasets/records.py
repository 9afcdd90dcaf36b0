"""Tables with quoting (CSV): records over several lines, and quotes that are never closed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from dragoman.datasets.lines import LATIN, SHORT, SPREADSHEET
from dragoman.datasets.refusals import Refusals

__all__ = ["Record", "header_of", "records"]

_LINES = 400
"""A record with more lines has a quote that is not closed."""

Record = tuple[int, list[str]]
"""Number of its first line, and its cells."""

DAMAGED = "A line end or a quotation mark inside of a cell, or no text at all; see the row."
UNCLOSED = "A quotation mark is opened and not closed; the lines after it are read again on their own."


def _lines(file: IO[bytes], encoding: str, refusals: Refusals) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(file, 1):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            refusals.add(number, f"byte 0x{raw[error.start]:02x} at {error.start} is not {error.encoding}",
                         LATIN, raw.decode("latin-1"))  # fmt: skip
            continue
        yield number, text.removeprefix("\ufeff") if number == 1 else text


def header_of(file: IO[bytes], separator: str, encoding: str) -> list[str]:
    """Return the cells of the first line, without byte-order mark."""
    first = file.readline().decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return next(csv.reader([first], delimiter=separator), [])
    except csv.Error:
        return [first]


def records(
    file: IO[bytes], separator: str, refusals: Refusals, *, encoding: str = "utf-8"
) -> Iterator[Record]:
    """Yield the records of a table, the header first; lines that cannot be decoded are refused."""
    waiting: list[tuple[int, str]] = []
    source = _lines(file, encoding, refusals)
    while True:
        taken: list[tuple[int, str]] = []
        odd = False
        while True:
            line = waiting.pop(0) if waiting else next(source, None)
            if line is None:
                break
            taken.append(line)
            odd ^= line[1].count('"') % 2 == 1
            if not odd or len(taken) >= _LINES:
                break
        if not taken:
            return
        number, text = taken[0]
        if odd:
            refusals.add(number, "a quotation mark is not closed", UNCLOSED, text)
            waiting = taken[1:] + waiting
            continue
        if len(taken) == 1 and not text.strip():
            continue
        whole = io.StringIO("".join(part for _, part in taken), newline="")
        try:
            cells = next(csv.reader(whole, delimiter=separator), [])
        except csv.Error as error:
            refusals.add(number, f"the row is no CSV ({error})", DAMAGED, text)
            continue
        yield number, cells


def check_width(number: int, cells: list[str], width: int, separator: str, refusals: Refusals) -> bool:
    """Return whether a record has the right number of cells, and refuse it where it has not."""
    if len(cells) == width:
        return True
    if len(cells) == 1 and cells[0].count(";") >= width - 1:
        refusals.add(number, "the cells are separated by ';'", SPREADSHEET, cells[0])
    else:
        cause = SHORT if len(cells) < width else (
            f"A {separator!r} inside of a field without quotation marks, probably."
        )  # fmt: skip
        refusals.add(number, f"{len(cells)} cells, {width} are expected", cause, separator.join(cells))
    return False
