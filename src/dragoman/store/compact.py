"""Fewer and better files: what is said twice falls away, small files become one, old ones go.

Each step may be interrupted and none of them disturbs writers or readers: what falls away is written
into ``runs`` first, rewriting keeps every row that counts, and files go only when no snapshot needs
them and they were replaced so long ago that nobody reads them any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote
from uuid import uuid4

import polars as pl

from dragoman import __version__
from dragoman.model.causes import said
from dragoman.model.errors import StudyError
from dragoman.model.tables import TABLES
from dragoman.store import delta, journal, places
from dragoman.store.store import Store

if TYPE_CHECKING:
    from deltalake import DeltaTable, WriterProperties

__all__ = ["Compacted", "compact"]

_OF_DOCUMENTS = ("documents", "texts", "fingerprints")
_OF_CODERS = ("reports", "claims", "mentions")
_ATTEMPTS, _AT_ONCE = 20, 1_000
_SAFE_HOURS = 1
_TEXTS_SIZE = 32_000_000
"""Bytes of a file of texts: of larger ones the list of what is in them takes longer to read than a text."""
_Drops = dict[tuple[str, str], tuple[int, list[str] | None]]
"""By table and batch: how many rows, and of which documents, or of all."""


@dataclass(frozen=True, slots=True)
class Compacted:
    """What was done to one table."""

    table: str
    files_before: int
    files: int
    dropped: int
    """Rows that another batch says as well, or of processes that died on the way."""
    removed: int
    """Files deleted from the disk."""


def compact(store: Store, *, files: int = 64, keep_hours: int = 24) -> list[Compacted]:
    """Tidy the tables of a study up; what it says stays the same, and so does every snapshot.

    Parameters
    ----------
    store : Store
    files : int, default 64
        Tables with more files are rewritten.
    keep_hours : int, default 24
        Files that were replaced more recently stay, for whoever reads them just now.

    Returns
    -------
    list of Compacted
        One a table, by name.

    Raises
    ------
    StudyError
        The disk refuses, or other writers came first again and again.
    """
    before = {name: delta.file_count(store.path, name) for name in TABLES}
    drops = _declare(store)
    for (table, batch), (_, documents) in sorted(drops.items()):
        for predicate in _predicates(table, batch, documents):
            _again(store.path, table, partial(_delete, table, predicate))
    done = []
    for name in sorted(TABLES):
        if delta.latest_version(store.path, name) is None:
            continue
        if before[name] > files:
            _again(store.path, name, partial(_rewrite, name))
        removed = _vacuum(store, name, keep_hours)
        fell = sum(rows for (table, _), (rows, _) in drops.items() if table == name)
        done.append(Compacted(name, before[name], delta.file_count(store.path, name), fell, removed))
    _renew_places(store)
    return done


def _renew_places(store: Store) -> None:
    """Note anew where the texts are, also for a study of an earlier release, which noted nothing."""
    if delta.latest_version(store.path, "texts") is None:
        return

    def rows() -> Iterator[tuple[str, places.Place]]:
        texts = delta.open_table(store.path, "texts")
        runs = (
            delta.scan(delta.open_table(store.path, "runs"), "runs").select("batch_id", "sequence").collect()
        )
        commits = dict(runs.iter_rows())
        for file in delta.data_files(texts):
            found = delta.scan(texts, "texts", file=file).select("id", "batch_id").collect()
            for document, batch in found.iter_rows():
                yield document, places.Place(batch, file, commits.get(batch))

    places.renew(store.path, rows)


def _declare(store: Store) -> _Drops:
    """Write into ``runs`` what is going to fall away, as of a state in which nobody can add to it."""
    # Tables before runs: a batch that is finished in between is in runs then, and not dead.
    present = {
        table: delta.scan(delta.open_table(store.path, table), table).group_by("batch_id").len().collect()
        for table in sorted(TABLES)
        if table != "runs" and delta.latest_version(store.path, table) is not None
    }
    drops: _Drops = {}
    batch_id, started = uuid4().hex, datetime.now(UTC)

    def find(runs: DeltaTable) -> None:
        drops.clear()
        rows = delta.scan(runs, "runs")
        complete = rows.select("batch_id").collect()["batch_id"]
        for table, counts in present.items():
            for batch, number in counts.filter(~pl.col("batch_id").is_in(complete.to_list())).iter_rows():
                drops[table, batch] = (number, None)
        drops.update(_repeats(store, rows))

    def next_row(runs: DeltaTable) -> pl.DataFrame:
        find(runs)
        row = {
            "batch_id": batch_id,
            "run_id": batch_id,
            "kind": "compact",
            "tool_version": __version__,
            "started": started,
            "dropped": [
                {"batch_id": batch, "table": table, "rows": number}
                for (table, batch), (number, _) in sorted(drops.items())
            ],
        }
        return journal.entry(runs, row)

    find(delta.open_table(store.path, "runs"))
    if drops:
        delta.append_in_turn(store.path, "runs", next_row)
    return drops


def _repeats(store: Store, runs: pl.LazyFrame) -> _Drops:
    """Find what a later batch says again: the same revision of a document, the same pass of a coder."""
    pass_ = ["id", "revision", "kind", "coder", "coder_version", "assume"]
    done = (
        journal.in_order(runs.filter(pl.col("kind").is_in(["add", "code"])))
        .select("batch_id", *pass_[2:], "documents")
        .with_row_index("_order")
        .explode("documents", empty_as_null=False)
        .unnest("documents")
        .collect()
    )
    # Only what is the last word anyway outlives its repetitions; see Snapshot.documents and .coded.
    early = done.filter(pl.col("_order") < pl.col("_order").max().over(pass_))
    drops: _Drops = {}
    for (batch, kind), part in early.partition_by(["batch_id", "kind"], as_dict=True).items():
        documents = part["id"].unique().sort().to_list()
        for table in _OF_DOCUMENTS if kind == "add" else _OF_CODERS:
            if delta.latest_version(store.path, table) is None:
                continue
            where = (pl.col("batch_id") == batch) & pl.col(_owner(table)).is_in(documents)
            rows = delta.scan(delta.open_table(store.path, table), table).filter(where)
            number = int(rows.select(pl.len()).collect().item())
            if number:
                drops[table, str(batch)] = (number, documents)
    return drops


def _owner(table: str) -> str:
    return "id" if table in _OF_DOCUMENTS else "document_id"


def _predicates(table: str, batch: str, documents: list[str] | None) -> Iterator[str]:
    if documents is None:
        yield f"batch_id = '{batch}'"
        return
    for start in range(0, len(documents), _AT_ONCE):
        quoted = ", ".join("'" + one.replace("'", "''") + "'" for one in documents[start : start + _AT_ONCE])
        yield f"batch_id = '{batch}' AND {_owner(table)} IN ({quoted})"


def _again(folder: Path, table: str, do: Callable[[DeltaTable], None]) -> None:
    from deltalake.exceptions import CommitFailedError, DeltaError

    for attempt in range(_ATTEMPTS):
        try:
            do(delta.open_table(folder, table))
            return
        except CommitFailedError as error:
            if attempt == _ATTEMPTS - 1:
                raise StudyError(
                    f"Table {table!r} in {folder} could not be compacted: other writers came first "
                    f"{_ATTEMPTS} times. Nothing is lost; try again when they are done. ({error})"
                ) from error
        except (DeltaError, OSError) as error:
            raise StudyError(
                f"Table {table!r} in {folder} could not be compacted: {said(error)}. "
                "Nothing is lost; mend that and run the command again."
            ) from error


def _properties(table: str) -> WriterProperties:
    from deltalake import WriterProperties

    return WriterProperties(compression="ZSTD", max_row_group_size=TABLES[table].row_group)


def _delete(table: str, where: str, opened: DeltaTable) -> None:
    opened.delete(where, writer_properties=_properties(table))


def _rewrite(table: str, opened: DeltaTable) -> None:
    opened.optimize.compact(
        writer_properties=_properties(table), target_size=_TEXTS_SIZE if table == "texts" else None
    )


def _vacuum(store: Store, table: str, keep_hours: int) -> int:
    """Delete the files that neither the present state nor a snapshot needs."""
    from deltalake.exceptions import DeltaError

    opened = delta.open_table(store.path, table)
    # Snapshots are read after the table: one that is made from now on needs only files that are present.
    kept = store.kept()["versions"].explode(empty_as_null=False).struct.unnest()
    needed = sorted({*kept.filter(table=table)["version"].to_list(), opened.version()})
    # Files that no commit names may belong to a writer that is just about to commit.
    full = keep_hours >= _SAFE_HOURS

    def vacuum(dry_run: bool) -> list[str]:
        return opened.vacuum(
            retention_hours=keep_hours,
            dry_run=dry_run,
            enforce_retention_duration=False,
            full=full,
            keep_versions=needed,
        )

    try:
        # It also lists what earlier calls have deleted.
        folder = store.path / table
        found = [name for name in vacuum(dry_run=True) if (folder / unquote(name)).exists()]
        if found:
            vacuum(dry_run=False)
    except (DeltaError, OSError) as error:
        raise StudyError(
            f"Old files of table {table!r} in {store.path} could not be deleted: {error}. "
            "Nothing that counts is lost; look at the permissions of the folder."
        ) from error
    return len(found)
