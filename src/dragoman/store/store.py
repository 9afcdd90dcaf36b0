"""A folder of tables: batches go in whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import polars as pl

from dragoman import __version__
from dragoman.model.errors import InputError
from dragoman.model.tables import TABLES
from dragoman.store import delta, places
from dragoman.store.folder import check_name
from dragoman.store.journal import dropped, entry
from dragoman.store.snapshot import Snapshot

if TYPE_CHECKING:
    from deltalake import DeltaTable

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
    parts: tuple[tuple[str, str], ...] = ()
    """What the coder is made of, as ``(name, version)``."""
    id: str = field(default_factory=lambda: uuid4().hex)
    started: datetime = field(default_factory=lambda: datetime.now(UTC))


class Store:
    """The tables of one study.

    Parameters
    ----------
    path : Path
        Folder with one Delta table per sub-folder.

    Raises
    ------
    StudyError
        The folder has a name that tables cannot lie under.
    """

    def __init__(self, path: Path) -> None:
        check_name(path)
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

    def keep(self, name: str) -> Snapshot:
        """Keep the present state under a name, for ever.

        Raises
        ------
        InputError
            The name is taken or cannot be used.
        StudyError
            The disk refuses.
        """
        _check_name(name)
        batch_id, started = uuid4().hex, datetime.now(UTC)
        found: dict[str, int | None] = {}

        def next_row(runs: DeltaTable) -> pl.DataFrame:
            if delta.scan(runs, "runs").filter(kind="snapshot", name=name).select("name").collect().height:
                raise InputError(
                    f"There is a snapshot {name!r} already, and snapshots stay. Take another name."
                )
            versions = {table: delta.latest_version(self.path, table) for table in TABLES if table != "runs"}
            found.update(versions, runs=runs.version())
            row = {
                "batch_id": batch_id,
                "run_id": batch_id,
                "kind": "snapshot",
                "tool_version": __version__,
                "started": started,
                "name": name,
                "versions": [
                    {"table": t, "version": found[t]} for t in sorted(found) if found[t] is not None
                ],
            }
            return entry(runs, row)

        before = _files(self.path / "runs")
        delta.append_in_turn(self.path, "runs", next_row)
        _make_durable(self.path / "runs", before)
        return Snapshot(self.path, found, name=name)

    def kept(self) -> pl.DataFrame:
        """Return the snapshots, oldest first: ``name, committed, tool_version, versions, sequence``."""
        rows = self.snapshot().runs.filter(kind="snapshot")
        return rows.select("name", "committed", "tool_version", "versions", "sequence")

    def at(self, name: str) -> Snapshot:
        """Return the state that was kept under a name.

        Raises
        ------
        InputError
            There is no such snapshot.
        """
        kept = self.kept()
        found = kept.filter(name=name)
        if found.is_empty():
            names = ", ".join(kept["name"]) or "none yet; make one with `dragoman snapshot NAME`"
            raise InputError(f"There is no snapshot {name!r}. There are: {names}.")
        versions = {row["table"]: row["version"] for row in found["versions"][0].to_list()}
        return Snapshot(self.path, versions, name=name)

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
        row = {
            "run_id": run.id,
            "kind": run.kind,
            "tool_version": __version__,
            "coder": run.coder,
            "coder_version": run.coder_version,
            "assume": run.assume,
            "started": run.started,
            "documents": [{"id": i, "revision": r} for i, r in documents],
            "problems": [{"path": p, "message": m} for p, m in problems],
            "parts": [{"name": n, "value": v} for n, v in run.parts],
        }
        while True:
            batch_id = uuid4().hex
            if self._write(batch_id, frames, row):
                return batch_id

    def _write(self, batch_id: str, frames: Mapping[str, pl.DataFrame], row: Mapping[str, object]) -> bool:
        """Write the tables, then the row of ``runs``; false where ``compact`` took the batch for dead."""
        written: list[tuple[str, int]] = []
        begun = delta.latest_version(self.path, "runs")
        commit: int | None = None
        before = {name: _files(self.path / name) for name in (*frames, "runs")}
        for name in sorted(frames):
            if len(frames[name]):
                delta.append(self.path, name, frames[name].with_columns(batch_id=pl.lit(batch_id)))
                written.append((name, len(frames[name])))
                _make_durable(self.path / name, before[name])
        tables = [{"table": t, "rows": n} for t, n in written]

        def next_row(runs: DeltaTable) -> pl.DataFrame:
            nonlocal commit
            commit = runs.version() + 1
            # Where nobody committed anything since the batch was begun, nobody dropped it either.
            alone = begun == runs.version()
            if written and not alone and batch_id in dropped(delta.scan(runs, "runs"))["batch_id"]:
                raise _TakenForDead
            return entry(runs, {**row, "batch_id": batch_id, "tables": tables})

        try:
            delta.append_in_turn(self.path, "runs", next_row)
        except _TakenForDead:
            return False
        _make_durable(self.path / "runs", before["runs"])
        if len(frames.get("texts", ())):
            new = [one for one in _files(self.path / "texts") - before["texts"] if one.suffix == ".parquet"]
            # Of two files one may be another writer's.
            file = new[0].name if len(new) == 1 else ""
            places.note(self.path, places.Place(batch_id, file, commit), frames["texts"]["id"])
        return True


class _TakenForDead(Exception):  # noqa: N818 - nobody outside sees it
    """While the batch was being written, ``compact`` dropped its rows as those of a dead process."""


def _check_name(name: str) -> None:
    if name == "now" or not re.fullmatch(r"\w[\w.-]{0,99}", name):
        raise InputError(
            f"{name!r} cannot name a snapshot: letters, digits, '_', '-' and '.' can, at most 100 of them, "
            "beginning with a letter or digit. 'now' is the present state."
        )


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
