"""Whether a folder can hold tables: its name, the right to write there, the room on its disk."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.model.errors import StudyError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["check_name", "check_room", "check_writable"]

# What the library of the tables cannot find again, or refuses, wherever it stands in the way to a folder.
_UNUSABLE = re.compile(
    "[\\[\\]^|\x00-\x1f\x7f\ud800-\udfff]|%[0-9A-Fa-f]{2}" + (r"|\\" if os.sep == "/" else "")
)
_PACKED = 3
"""Rows take a third of their size in memory, once they are written; seldom more."""
_SPARE = 100_000
"""Bytes for the log of a commit."""


def check_name(folder: Path) -> None:
    """Refuse a folder whose name, or that of a folder above it, the tables' library cannot use.

    Raises
    ------
    StudyError
    """
    for name in Path(os.path.realpath(folder)).parts:
        found = _UNUSABLE.search(name)
        if found is not None:
            raise StudyError(
                f"No study can lie in the folder {name!r}: tables are not found again where a name has "
                f"{found[0]!r} in it. Rename the folder, or take another; a study may be moved as it is."
            )


def check_writable(study: Path) -> None:
    """Refuse to begin to write where it would fail half-way.

    Parameters
    ----------
    study : Path
        Folder with ``originals`` and ``tables``.

    Raises
    ------
    StudyError
        A folder of the study is read only, for this user at least.
    """
    tables = study / "tables"
    inside = sorted(tables.iterdir()) if os.access(tables, os.R_OK | os.X_OK) else []
    for folder in (study / "originals", tables, *inside, *(one / "_delta_log" for one in inside)):
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            raise StudyError(
                f"The study {study} cannot be written to: {folder} is read only, for you at least. What it "
                "has can be read (reports, claims, dossier, diff). To go on with it, make a copy of your own "
                "(dragoman snapshot --export FOLDER), or get the right to write there (chmod -R u+w)."
            )


def check_room(folder: Path, rows: pl.DataFrame) -> None:
    """Refuse rows for which the disk has no room, before half of them are written.

    Raises
    ------
    StudyError
    """
    try:
        disk = shutil.disk_usage(folder)
    except OSError:
        return
    needed = rows.estimated_size() // _PACKED + _SPARE
    # Some network drives do not know their size.
    if disk.total and disk.free < needed:
        raise StudyError(
            f"The disk of {folder} is full: {disk.free / 1e6:.1f} MB are free, {needed / 1e6:.1f} MB are "
            "needed for what is to be written next. What is committed stays; make room and run the command "
            "again."
        )
