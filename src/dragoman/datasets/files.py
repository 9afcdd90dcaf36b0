"""The providers' own files: plain, gzip, in a zip archive, or a folder of them."""

from __future__ import annotations

import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from dragoman.model.errors import InputError

__all__ = ["BROKEN", "Source", "find"]

SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt", ".tdf", ".parquet", ".export"})
BROKEN = (EOFError, OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
"""What a cut or damaged archive raises while it is read."""


@dataclass(frozen=True, slots=True)
class Source:
    """One table as its provider wrote it.

    Attributes
    ----------
    path : Path
    member : str or None
        Its name in a zip archive.
    sha256 : str
        Of the file at ``path``.
    """

    path: Path
    member: str | None
    sha256: str

    @property
    def name(self) -> str:
        """The name for messages and rows."""
        return f"{self.path}!{self.member}" if self.member else str(self.path)

    @property
    def plain(self) -> str:
        """The bare file name without compression, in lower case: what tells the kind of file."""
        name = Path(self.member or self.path.name).name.lower()
        return name.removesuffix(".gz")

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the table's bytes, unpacked."""
        if self.member is not None:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as inner:
                yield _gunzipped(inner) if self.member.lower().endswith(".gz") else inner
        else:
            with self.path.open("rb") as file:
                yield _gunzipped(file) if self.path.name.lower().endswith(".gz") else file


def _gunzipped(file: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", io.BufferedReader(_Gunzip(file), 1 << 20))


class _Gunzip(io.RawIOBase):
    """A gzip file that gives all it holds before it says that it was cut off.

    The standard library's raises at once, and takes with it what it had unpacked.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._member = zlib.decompressobj(31)
        self._begun = self._told = False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer; at an early end return 0 once, then raise EOFError."""
        room = memoryview(buffer)
        while True:
            data = self._member.unconsumed_tail
            if self._member.eof:
                data = self._member.unused_data.lstrip(b"\0") or self._file.read(1 << 16).lstrip(b"\0")
                if not data:
                    return 0
                self._member, self._begun = zlib.decompressobj(31), False
            elif not data:
                data = self._file.read(1 << 16)
                if not data and not self._begun:
                    return 0
            if not data:
                made = self._member.decompress(b"", len(room))
                if made:
                    room[: len(made)] = made
                    return len(made)
                if self._told:
                    raise EOFError("Compressed file ended before its end was marked")
                self._told = True
                return 0
            self._begun = True
            made = self._member.decompress(data, len(room))
            if made:
                room[: len(made)] = made
                return len(made)


def find(paths: Iterable[Path]) -> Iterator[Source | tuple[Path, str]]:
    """Yield the tables under paths in a fixed order, or ``(path, problem)`` where there is none.

    Raises
    ------
    InputError
        A path does not exist.
    """
    for path in paths:
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if p.is_file()]
            shown = [p for p in inside if not any(q.startswith(".") for q in p.relative_to(path).parts)]
            tables = [p for p in shown if _is_table(p.name)]
            if not tables:
                yield path, "the folder has no table (.csv, .tsv, .tab, .txt, .parquet, .gz, .zip)"
            for one in tables:
                yield from _sources(one)
        elif path.is_file():
            yield from _sources(path)
        else:
            raise InputError(f"There is no file or folder {path}. Check the name, and where you stand.")


def _is_table(name: str) -> bool:
    name = name.lower()
    return name.endswith(".zip") or Path(name.removesuffix(".gz")).suffix in SUFFIXES


def _sources(path: Path) -> Iterator[Source | tuple[Path, str]]:
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            start = file.read(4)
    except OSError as error:
        yield path, f"the file cannot be read ({error})"
        return
    if not path.name.lower().endswith(".zip"):
        wrong = {b"PK\x03\x04": "a zip archive or a workbook (.xlsx)", b"\xd0\xcf\x11\xe0": "an old workbook"}
        if start in wrong:
            yield path, f"the file is {wrong[start]}, whatever its name says; save the table as CSV"
        else:
            yield Source(path, None, sha256)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(i.filename for i in archive.infolist() if not i.is_dir())
    except BROKEN as error:
        yield path, f"the archive cannot be opened ({error}); it was probably cut off while downloading"
        return
    tables = [m for m in members if _is_table(m) and not Path(m).name.startswith(".") and "__MACOSX" not in m]
    if not tables:
        yield path, "the archive has no table in it"
    for member in tables:
        yield Source(path, member, sha256)
