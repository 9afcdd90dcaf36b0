"""In which batch a document came: a hint beside the tables, so that one text out of very many is found fast.

A batch that brings texts leaves a small file, ``_places/<batch>.v3``: its document ids, sorted, each
with the batch, the file of ``texts`` that has it, and the commit of ``runs`` that made the batch complete.
``compact`` makes one file of all.  Nothing rests on these files.  Who follows a hint still asks the log of
``runs`` whether the batch is complete, and looks into the tables where no hint helps; so a file may be
missing, old or torn, and all of them may be deleted at any time.
"""

from __future__ import annotations

import mmap
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid4

__all__ = ["Place", "note", "places_of", "renew"]

_FOLDER = "_places"
_SUFFIX = ".v3"
_OLD = (_SUFFIX, ".v2")
_ID, _BATCH, _FILE, _COMMIT = 10, 16, 16, 4
"""Bytes of the ids of a document, a batch and a file, of which the tables have the hexadecimal digits."""
_ROW = _ID + _BATCH + _FILE + _COMMIT
_NO_COMMIT = (1 << 8 * _COMMIT) - 1
_UNKNOWN = bytes(_FILE)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Place(NamedTuple):
    """Where a text is said to be.

    Attributes
    ----------
    batch : str
    file : str
        A part of the name of a file of ``texts``; empty where it is not known.
    commit : int or None
        Version of ``runs`` that is said to have made the batch complete.
    """

    batch: str
    file: str = ""
    commit: int | None = None


def places_of(tables: Path, document: str) -> Iterator[Place]:
    """Yield the places that are said to hold a document; there may be others."""
    wanted = _bytes(document, _ID)
    if wanted is None:
        return
    folder = os.path.join(tables, _FOLDER)
    for name in _files(tables):
        yield from _search(os.path.join(folder, name), wanted)


def note(tables: Path, place: Place, documents: Iterable[str]) -> None:
    """Write down which documents a batch holds; a disk that refuses is no fault."""
    _write(tables, place.batch, ((document, place) for document in documents))


def renew(tables: Path, rows: Callable[[], Iterable[tuple[str, Place]]]) -> None:
    """Put one file in the place of those there are.

    Parameters
    ----------
    tables : Path
    rows : callable
        Returns documents with their places from the tables; asked after the files are listed that go.
    """
    old = _files(tables, _OLD)
    if _write(tables, uuid4().hex, rows()):
        for name in old:
            # Another process may read it, or have taken it away.
            with suppress(OSError):
                os.unlink(tables / _FOLDER / name)


def _write(tables: Path, name: str, rows: Iterable[tuple[str, Place]]) -> bool:
    coded = sorted(
        document + batch + _file(place.file) + _commit(place.commit)
        for document, batch, place in (
            (_bytes(one, _ID), _bytes(place.batch, _BATCH), place) for one, place in rows
        )
        if document is not None and batch is not None
    )
    folder = tables / _FOLDER
    try:
        folder.mkdir(exist_ok=True)
        part = folder / f"{uuid4().hex}.part"
        part.write_bytes(b"".join(coded))
        os.replace(part, folder / f"{name}{_SUFFIX}")
    except OSError:
        return False
    return True


def _files(tables: Path, suffixes: tuple[str, ...] = (_SUFFIX,)) -> list[str]:
    try:
        return sorted(name for name in os.listdir(tables / _FOLDER) if name.endswith(suffixes))
    except OSError:
        return []


@lru_cache(maxsize=1024)
def _file(name: str) -> bytes:
    found = _UUID.search(name)
    return _UNKNOWN if found is None else bytes.fromhex(found[0].replace("-", ""))


def _commit(number: int | None) -> bytes:
    return min(_NO_COMMIT if number is None else number, _NO_COMMIT).to_bytes(_COMMIT, "big")


def _search(path: str, wanted: bytes) -> Iterator[Place]:
    try:
        with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as rows:
            low, high = 0, len(rows) // _ROW
            while low < high:
                middle = (low + high) // 2
                if rows[middle * _ROW : middle * _ROW + _ID] < wanted:
                    low = middle + 1
                else:
                    high = middle
            while rows[low * _ROW : low * _ROW + _ID] == wanted:
                row = rows[low * _ROW + _ID : (low + 1) * _ROW]
                name = row[_BATCH : _BATCH + _FILE]
                number = int.from_bytes(row[_BATCH + _FILE :], "big")
                yield Place(
                    row[:_BATCH].hex(),
                    "" if name == _UNKNOWN else str(UUID(bytes=name)),
                    None if number == _NO_COMMIT else number,
                )
                low += 1
    except (OSError, ValueError):
        return  # taken away just now, or empty after a power cut


def _bytes(digits: str, length: int) -> bytes | None:
    """Return the bytes of an id of the usual form; others are not noted."""
    try:
        coded = bytes.fromhex(digits)
    except ValueError:
        return None
    return coded if len(coded) == length and coded.hex() == digits else None
