"""A folder of tables: batches go in whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import polars as pl

from dragoman import __version__
from dragoman.model.tables import TABLES
from dragoman.store import delta
from dragoman.store.schema import schema_of
from dragoman.store.snapshot import Snapshot

__all__ = ["Run", "Store"]


@dataclass(frozen=True, slots=True)
class Run:
    """One pass of a coder, or of the readers; each batch of it gets a row in ``runs``.

    Clock times are taken here and nowhere else.  The id names an attempt, not a content, so it is
    drawn at random: two passes never share a batch.
    """

    kind: str
    coder: str | None = None
    coder_version: str | None = None
    assume: str | None = None
    id: str = field(default_factory=lambda: uuid4().hex)
    started: datetime = field(default_factory=lambda: datetime.now(UTC))


class Store:
    """The tables of one study.

    Parameters
    ----------
    path : Path
        Folder with one Delta table per sub-folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def create(self) -> Store:
        """Make the tables that do not exist yet; the others stay as they are."""
        for name in TABLES:
            if delta.latest_version(self.path, name) is None:
                delta.create(self.path, name)
        return self

    def snapshot(self) -> Snapshot:
        """Return the present state; what is committed later does not show in it.

        ``runs`` is looked at first: every batch it names was complete before, so the versions of the
        other tables that are noted afterwards hold all its rows.
        """
        runs = delta.latest_version(self.path, "runs")
        versions = {name: delta.latest_version(self.path, name) for name in TABLES if name != "runs"}
        return Snapshot(self.path, {"runs": runs, **versions})

    def commit(
        self,
        run: Run,
        frames: Mapping[str, pl.DataFrame],
        *,
        documents: Sequence[tuple[str, str]] = (),
        problems: Sequence[tuple[str, str]] = (),
    ) -> str:
        """Write one batch: the tables first, its row in ``runs`` last.

        Parameters
        ----------
        run : Run
        frames : mapping of table name to frame
            Rows without ``batch_id``; columns that are missing become null.
        documents : sequence of (document id, revision)
            What the batch completes.
        problems : sequence of (path, message)

        Returns
        -------
        str
            The id of the batch.

        Raises
        ------
        StudyError
            The disk refuses; nothing of the batch counts then.
        SchemaError
            A frame does not fit its table.
        """
        batch_id = uuid4().hex
        written: list[tuple[str, int]] = []
        before = {name: _files(self.path / name) for name in (*frames, "runs")}
        for name in sorted(frames):
            if len(frames[name]):
                delta.append(self.path, name, frames[name].with_columns(batch_id=pl.lit(batch_id)))
                written.append((name, len(frames[name])))
                _make_durable(self.path / name, before[name])
        row = {
            "batch_id": batch_id,
            "run_id": run.id,
            "kind": run.kind,
            "tool_version": __version__,
            "coder": run.coder,
            "coder_version": run.coder_version,
            "assume": run.assume,
            "started": run.started,
            "committed": datetime.now(UTC),
            "documents": [{"id": i, "revision": r} for i, r in documents],
            "tables": [{"table": t, "rows": n} for t, n in written],
            "problems": [{"path": p, "message": m} for p, m in problems],
        }
        schema = {name: dtype for name, dtype in schema_of("runs").items() if name in row}
        delta.append(self.path, "runs", pl.DataFrame([row], schema=schema))
        _make_durable(self.path / "runs", before["runs"])
        return batch_id


def _files(table: Path) -> set[Path]:
    """Return the data and log files of a table."""
    return {
        entry for folder in (table, table / "_delta_log") if folder.is_dir() for entry in folder.iterdir()
    }


def _make_durable(table: Path, before: set[Path]) -> None:
    """Have the disk keep the files that were added, so that a power cut cannot tear a batch apart."""
    targets = [path for path in _files(table) - before if path.is_file()]
    if os.name == "posix":
        targets += [table, table / "_delta_log"]
    for path in targets:
        try:
            handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
        except FileNotFoundError:
            continue  # another writer's temporary file, already renamed
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
