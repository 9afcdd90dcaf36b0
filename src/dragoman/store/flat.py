"""Rows of a table for other programs: one value a cell, for R, Stata and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import polars as pl

from dragoman.model.causes import cause_of
from dragoman.model.errors import InputError, MissingExtra
from dragoman.model.tables import TABLES

__all__ = ["ENDINGS", "flat", "write_table"]

ENDINGS = (".csv", ".tsv", ".dta", ".parquet")

_BETWEEN = "; "
_SPANS = ("start", "stop")
_PROOF = "evidence"
_LABEL = 80  # characters that Stata allows for what it says of a variable
_SHORT = 2045  # bytes of Stata's plain strings; what is longer becomes a strL


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table with one value a cell.

    Values of a list are joined by ``"; "``; of a list of several fields (the actors: text, code, entity
    ...) each field becomes a column of its own, ``actor_text``, ``actor_code``, its values in the same
    order, with nothing between two separators where one is not known.  An empty list is null.  Places of
    words (``start``, ``stop`` in a list) and ``evidence`` stay in the study: the id leads to them.

    Parameters
    ----------
    frame : polars.DataFrame
        Rows of a table of a study, such as `Study.reports` returns.

    Examples
    --------
    >>> flat(pl.DataFrame({"id": ["a"], "aux": [["future", "negation"]]})).row(0)
    ('a', 'future; negation')
    """
    return frame.select(column for name in frame.columns for column in _flattened(name, frame.schema[name]))


def _flattened(name: str, kind: pl.DataType) -> Iterator[pl.Expr]:
    if not isinstance(kind, pl.List):
        yield pl.col(name)
    elif not isinstance(kind.inner, pl.Struct):
        yield _joined(pl.col(name)).alias(name)
    elif name != _PROOF:
        for part in kind.inner.fields:
            if part.name not in _SPANS:
                each = pl.col(name).list.eval(pl.element().struct.field(part.name))
                yield _joined(each).alias(f"{name}_{part.name}")


def _joined(values: pl.Expr) -> pl.Expr:
    text = values.list.eval(pl.element().cast(pl.String()))
    known = text.list.drop_nulls().list.len() > 0
    return pl.when(known).then(text.list.eval(pl.element().fill_null("")).list.join(_BETWEEN))


def write_table(frame: pl.DataFrame, path: Path, *, table: str = "reports") -> None:
    """Write rows of a table to a file, by its ending.

    ``.csv`` and ``.tsv`` (UTF-8, empty where unknown) and ``.dta`` (Stata 14 and later) are `flat`;
    ``.parquet`` keeps lists as they are, which R's arrow and Python read.  In ``.dta`` the variables have
    labels, days are Stata's days, unknown numbers and days are ``.``, and unknown texts are empty, for Stata
    has nothing else.

    Parameters
    ----------
    frame : polars.DataFrame
    path : Path
    table : str
        The table that the rows are of, for the labels.

    Raises
    ------
    InputError
        The ending is another, or the file cannot be written.
    MissingExtra
        ``.dta`` needs pandas.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(
            f"{path}: rows are written as {', '.join(ENDINGS)}. Choose a name with one of these endings."
        )
    try:
        if ending == ".parquet":
            frame.write_parquet(path)
        elif ending == ".dta":
            _write_stata(flat(frame), path, table)
        else:
            flat(frame).write_csv(path, separator="\t" if ending == ".tsv" else ",")
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror or error}. {cause_of(error)}. Mend that, or choose "
            "another place."
        ) from error


def _write_stata(frame: pl.DataFrame, path: Path, table: str) -> None:
    try:
        pandas = import_module("pandas")
        import_module("pyarrow")  # polars hands its columns over through it
    except ImportError as error:
        raise MissingExtra(
            "Stata files need the extra: pip install 'dragoman[pandas]'. Or write .csv: Stata reads it, too."
        ) from error
    texts = [name for name, kind in frame.schema.items() if kind == pl.String()]
    days = {name: "td" for name, kind in frame.schema.items() if kind == pl.Date()}
    flags = [name for name, kind in frame.schema.items() if kind == pl.Boolean()]
    long = [name for name in texts if (frame[name].str.len_bytes().max() or 0) > _SHORT]  # type: ignore[operator]
    plain = frame.with_columns(pl.col(texts).fill_null(""), pl.col(flags).cast(pl.Int8()))
    made = plain.to_pandas()
    for name in days:
        made[name] = pandas.to_datetime(made[name])
    made.to_stata(
        path,
        write_index=False,
        version=118,
        convert_dates=days,
        convert_strl=long,
        variable_labels={name: label[:_LABEL] for name, label in _labels(frame.columns, table).items()},
        data_label=f"Dragoman: {table}"[:_LABEL],
    )


def _labels(names: list[str], table: str) -> dict[str, str]:
    """Return what the description of the table says of each column."""
    about = {column.name: column.about for column in TABLES[table].columns}
    labels = {}
    for name in names:
        owner = max((one for one in about if name == one or name.startswith(f"{one}_")), key=len, default="")
        rest = name.removeprefix(owner).strip("_")
        labels[name] = ": ".join(part for part in (rest if owner else "", about.get(owner) or owner) if part)
    return labels
