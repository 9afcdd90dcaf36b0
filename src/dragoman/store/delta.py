"""One Delta table on disk: made, opened, appended to.  Nothing else in the project touches Delta.

Appends never conflict in meaning (rows are immutable, nothing is deleted), so a commit that lost
the race for a version number is simply tried again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from dragoman.model.causes import said
from dragoman.model.errors import SchemaError, StudyError
from dragoman.model.tables import TABLES
from dragoman.store.folder import check_room
from dragoman.store.schema import conform, empty, schema_of, widen

if TYPE_CHECKING:
    import polars as pl
    from deltalake import DeltaTable

__all__ = [
    "append",
    "append_in_turn",
    "create",
    "data_files",
    "file_count",
    "is_in_commit",
    "latest_version",
    "open_table",
    "scan",
    "scan_file",
    "stored_version",
    "upgrade",
]

_RETENTION = "interval 36500 days"
_VERSION_KEY = "dragoman.schema"
_RETRIES_INSIDE, _RETRIES_OUTSIDE, _TURNS = 60, 20, 500


def create(folder: Path, table: str) -> None:
    """Make an empty table; nothing happens where it exists."""
    from deltalake import DeltaTable, Schema

    description = TABLES[table]
    DeltaTable.create(
        str(folder / table),
        schema=Schema.from_arrow(schema_of(table)),
        mode="ignore",
        name=table,
        description=description.about,
        configuration={
            "delta.logRetentionDuration": _RETENTION,
            "delta.deletedFileRetentionDuration": _RETENTION,
            # Opening a table reads every commit since the last checkpoint, a tenth of a millisecond each.
            "delta.checkpointInterval": "20",
            "delta.dataSkippingStatsColumns": ",".join(description.skip),
            _VERSION_KEY: str(description.version),
        },
        raise_if_key_not_exists=False,
    )


def latest_version(folder: Path, table: str) -> int | None:
    """Return the number of the newest commit, or None where there is no table.

    Read from the names in the log (a commit appears there under its final name at once), because
    this is asked for every table of every snapshot.
    """
    try:
        names = os.listdir(folder / table / "_delta_log")
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise StudyError(
            f"Table {table!r} in {folder} cannot be read: you may not look into {error.filename}. Ask "
            "whoever owns the study for the right to read all of it."
        ) from error
    versions = [int(name[:20]) for name in names if name.endswith(".json") and name[:20].isdigit()]
    return max(versions, default=None)


def is_in_commit(folder: Path, table: str, version: int, only: tuple[str, str]) -> bool:
    """Whether a commit added rows that have one value in a column, all of them.

    Read from the commit alone, a small file that stays: to open a table takes twenty times as long.
    False where that does not tell.
    """
    column, value = only
    path = folder / table / "_delta_log" / f"{version:020}.json"
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            said = json.loads(json.loads(line).get("add", {}).get("stats") or "{}")
            if said.get("minValues", {}).get(column) == value == said.get("maxValues", {}).get(column):
                return True
    except (OSError, ValueError, AttributeError):
        return False
    return False


def scan_file(folder: Path, table: str, name: str) -> Iterator[pl.LazyFrame]:
    """Yield the rows of the file with ``name`` in its name, whether the table still has it or not."""
    import polars as pl

    try:
        found = [one for one in os.listdir(folder / table) if name in one]
    except OSError:
        return
    for one in found:
        yield pl.scan_parquet(
            os.path.join(folder, table, one),
            schema=schema_of(table),
            missing_columns="insert",
            extra_columns="ignore",
            glob=False,
        )


def stored_version(delta: DeltaTable) -> int:
    """Return the schema version that the table was last written with."""
    return int(delta.metadata().configuration.get(_VERSION_KEY, "1") or "1")


def open_table(folder: Path, table: str, *, version: int | None = None) -> DeltaTable:
    """Open a table, at its newest commit or at an older one.

    Raises
    ------
    StudyError
        The table's log or files cannot be read.
    SchemaError
        A newer release wrote the table.
    """
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError

    try:
        delta = DeltaTable(str(folder / table), version=version)
    except (DeltaError, OSError) as error:
        raise StudyError(
            f"Table {table!r} in {folder} cannot be opened: {error}. Files of it were probably moved or "
            "deleted by hand; restore the folder from a copy, or add the originals to a new study."
        ) from error
    stored, known = stored_version(delta), TABLES[table].version
    if stored > known:
        raise SchemaError(
            f"Table {table!r} in {folder} has schema version {stored}, this release reads up to {known}. "
            "A newer Dragoman wrote it: upgrade with `pip install -U dragoman`."
        )
    return delta


def data_files(opened: DeltaTable) -> list[str]:
    """Return the paths of the data files of an opened table."""
    # The library gives addresses, in which all but plain letters of a path is coded: %20 is a space.
    return [unquote(one) for one in opened.file_uris()]


def scan(
    opened: DeltaTable, table: str, *, only: tuple[str, str] | None = None, file: str = ""
) -> pl.LazyFrame:
    """Return the rows of an opened table in the schema of this release.

    Parameters
    ----------
    opened : DeltaTable
    table : str
    only : (column, value), optional
        Files that cannot have this value are left out; the rows still have to be filtered.
    file : str, optional
        Part of a file's name: where the table has such a file, it alone is read.
    """
    import polars as pl

    if opened.protocol().min_reader_version > 1:
        # Somebody switched on what plain Parquet does not show, such as deletion vectors.
        found = pl.scan_delta(opened)
        return widen(found, table, found.collect_schema().names())
    files = data_files(opened)
    named = [one for one in files if file in one] if file else []
    if named:
        files = named
    elif only is not None and len(files) > 1:
        files = _may_have(opened, *only)
    if not files:
        return empty(table, batch=True).lazy()
    # Not scan_delta: it imports numpy and pyarrow at its first use, a fifth of a second.
    return pl.scan_parquet(
        files, schema=schema_of(table), missing_columns="insert", extra_columns="ignore", glob=False
    )


def _may_have(opened: DeltaTable, column: str, value: str) -> list[str]:
    import polars as pl

    actions = pl.DataFrame(opened.get_add_actions(flatten=True))
    low, high = f"min.{column}", f"max.{column}"
    if not {low, high} <= set(actions.columns):
        return data_files(opened)
    outside = (pl.col(low) > value) | (pl.col(high) < value)
    return [
        os.path.join(unquote(opened.table_uri.removeprefix("file://")), unquote(name))
        for name in actions.filter(~outside.fill_null(False))["path"]
    ]


def upgrade(folder: Path, table: str, delta: DeltaTable) -> DeltaTable:
    """Bring an older table to the present schema: new columns, null in the rows there are."""
    from deltalake import Schema

    description = TABLES[table]
    if stored_version(delta) == description.version:
        return delta
    present = {field.name for field in delta.schema().fields}
    missing = [field for field in Schema.from_arrow(schema_of(table)).fields if field.name not in present]
    if missing:
        delta.alter.add_columns(missing)
    delta.alter.set_table_properties({_VERSION_KEY: str(description.version)}, raise_if_not_exists=False)
    return open_table(folder, table)


def file_count(folder: Path, table: str) -> int:
    """Return how many data files the newest version of a table has; 0 where there is no table."""
    if latest_version(folder, table) is None:
        return 0
    return len(data_files(open_table(folder, table)))


def append(folder: Path, table: str, frame: pl.DataFrame) -> None:
    """Append rows in one commit, again and again while other writers win the race.

    Raises
    ------
    StudyError
        The disk refuses (full, read only, no atomic rename) or the race was lost too often.
    """
    rows = conform(frame, table)
    _try(folder, table, lambda _: rows, retries=_RETRIES_INSIDE, attempts=_RETRIES_OUTSIDE)


def append_in_turn(folder: Path, table: str, make: Callable[[DeltaTable], pl.DataFrame]) -> None:
    """Append rows that rest on everything committed before them.

    Parameters
    ----------
    folder : Path
    table : str
    make : callable
        Gets the table at its newest version ``n`` and returns the rows.  They become version ``n + 1``
        or nothing: when another writer came first, ``make`` is asked again.  What it raises ends
        the attempt.

    Raises
    ------
    StudyError
        As in ``append``.
    """
    _try(folder, table, lambda opened: conform(make(opened), table), retries=0, attempts=_TURNS)


def _try(
    folder: Path, table: str, make: Callable[[DeltaTable], pl.DataFrame], *, retries: int, attempts: int
) -> None:
    from deltalake import CommitProperties, WriterProperties, write_deltalake
    from deltalake.exceptions import CommitFailedError, DeltaError

    if latest_version(folder, table) is None:
        create(folder, table)
    properties = WriterProperties(compression="ZSTD", max_row_group_size=TABLES[table].row_group)
    for attempt in range(attempts):
        try:
            opened = upgrade(folder, table, open_table(folder, table))
            rows = make(opened)
            check_room(folder, rows)
            write_deltalake(
                opened,
                rows,
                mode="append",
                writer_properties=properties,
                commit_properties=CommitProperties(max_commit_retries=retries),
            )
            return
        except CommitFailedError as error:
            if attempt == attempts - 1:
                raise StudyError(
                    f"Table {table!r} in {folder} could not be written: other writers came first "
                    f"{attempts} times. Run fewer writers at once, or `dragoman doctor` if "
                    f"there are none. ({error})"
                ) from error
            time.sleep(min(0.001 * attempt, 0.05))
        except (DeltaError, OSError) as error:
            raise StudyError(
                f"Table {table!r} in {folder} could not be written: {said(error)}. "
                "Nothing of this batch counts; mend that and run the command again."
            ) from error
