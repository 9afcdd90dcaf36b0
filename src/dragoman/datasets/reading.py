"""Files of a public dataset into memory."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.datasets.reader import Reader
from dragoman.datasets.refusals import frame as refusals_frame
from dragoman.datasets.summary import Summary

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Imported", "read"]


@dataclass(frozen=True)
class Imported:
    """Everything that was read: rows of the table, what was refused, and the sums.

    Attributes
    ----------
    frame : polars.DataFrame
        In the columns of the table ``summary.table``.
    refused : polars.DataFrame
        ``file, line, rows, what, cause, text``.
    summary : Summary
    """

    frame: pl.DataFrame
    refused: pl.DataFrame
    summary: Summary


def read(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    dataset: str,
    *,
    version: str | None = None,
    mapping: str | os.PathLike[str] | None = None,
    encoding: str = "utf-8",
) -> Imported:
    """Read files of a public dataset into memory.

    What is larger than memory goes into a study instead, part by part: see `Reader` and
    ``dragoman import``.

    Parameters
    ----------
    paths : path or iterable of path
        Plain, gzip or zip files, or folders of them.
    dataset : str
        One of `datasets`, or ``csv`` with a ``mapping``.
    version : str, optional
        Of the dataset, where the files do not tell.
    mapping : path, optional
        TOML file that says which column is what.
    encoding : str, default utf-8

    Returns
    -------
    Imported
        ``frame``, ``refused``, ``summary``; rows in the files = rows taken + rows refused.

    Raises
    ------
    InputError
        There is no such dataset or path, or the mapping cannot be used.

    Examples
    --------
    >>> read("20151027.export.CSV.zip", "gdelt").frame  # doctest: +SKIP
    """
    import polars as pl

    from dragoman.store.schema import empty

    one = isinstance(paths, str | os.PathLike)
    reader = Reader(dataset, version=version, mapping=mapping, encoding=encoding)
    frames, refused = [empty(reader.dataset.table)], []
    sources = reader.sources([paths] if one else paths)  # type: ignore[list-item, arg-type]
    for part in reader.parts(sources):
        frames.append(part.frame)
        refused += part.refused
    return Imported(pl.concat(frames), refusals_frame(refused), reader.summary)
