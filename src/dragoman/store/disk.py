"""Does this disk keep its promises?  Two writers race for the same commit, for real."""

from __future__ import annotations

import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

from dragoman.model.errors import StudyError

__all__ = ["Check", "doctor"]

_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried, and what came of it."""

    name: str
    ok: bool
    detail: str


def doctor(path: Path) -> list[Check]:
    """Try on the disk that holds ``path`` what a study relies on.

    A hidden folder is made there and removed again.

    Returns
    -------
    list of Check
        ``write``: files can be made and forced to disk.  ``race``: of two commits that want the same
        version, one wins and the other comes after it; no row is lost.  Some network file systems
        fail here, and a study on them needs a single writer.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=".dragoman-doctor-", dir=path))
    except OSError as error:
        return [Check("write", False, f"{path} takes no files: {error}. Choose another folder or disk.")]
    try:
        checks = [_write(folder)]
        return [*checks, _race(folder)] if checks[0].ok else checks
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(folder: Path) -> Check:
    probe = folder / "probe"
    try:
        with probe.open("wb") as out:
            out.write(b"dragoman")
            out.flush()
            os.fsync(out.fileno())
        if probe.read_bytes() != b"dragoman":
            return Check("write", False, "What was written reads back differently. Do not trust this disk.")
    except OSError as error:
        return Check("write", False, f"Writing and syncing a file failed: {error}.")
    free = shutil.disk_usage(folder).free
    return Check("write", free > 50_000_000, f"Files can be written; {free / 1e9:,.1f} GB are free.")


def _race(folder: Path) -> Check:
    import polars as pl
    from deltalake import CommitProperties, DeltaTable, write_deltalake
    from deltalake.exceptions import CommitFailedError, DeltaError

    from dragoman.store import delta
    from dragoman.store.schema import conform

    delta.create(folder, "event_reports")
    table = str(folder / "event_reports")
    barrier = Barrier(2)

    def writer(name: str) -> tuple[int, int]:
        """Return the commits that won outright and those that first lost."""
        won = lost = 0
        for number in range(_ROUNDS):
            row = pl.DataFrame({"batch_id": name, "event_id": str(number)})
            opened = DeltaTable(table)
            barrier.wait(timeout=60)
            try:
                write_deltalake(
                    opened,
                    conform(row, "event_reports"),
                    mode="append",
                    commit_properties=CommitProperties(max_commit_retries=0),
                )
                won += 1
            except CommitFailedError:
                lost += 1
                delta.append(folder, "event_reports", row)
            barrier.wait(timeout=60)
        return won, lost

    try:
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(writer, ("a", "b")))
        rows = delta.scan(DeltaTable(table), "event_reports").select("batch_id", "event_id").collect()
    except (DeltaError, StudyError, OSError) as error:
        return Check("race", False, f"Two writers at once failed: {error}. Use one writer on this disk.")
    expected, distinct = 2 * _ROUNDS, rows.n_unique()
    versions = delta.latest_version(folder, "event_reports")
    lost = sum(result[1] for result in results)
    ok = len(rows) == distinct == versions == expected
    return Check(
        "race",
        ok,
        f"{expected} commits by two writers, {lost} of them lost a race and came again; "
        + (
            "nothing was lost." if ok else f"but {expected - distinct} rows are missing. Use one writer here."
        ),
    )
