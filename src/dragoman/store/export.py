"""A state of the tables as files in another folder: a copy that needs nothing of the original."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import polars as pl

from dragoman.model.causes import said
from dragoman.model.errors import StudyError
from dragoman.store import delta
from dragoman.store.snapshot import Snapshot
from dragoman.store.store import Store

__all__ = ["export"]


def export(store: Store, snapshot: Snapshot, folder: Path) -> None:
    """Copy the tables of a snapshot into a folder that has none yet.

    The log goes with them up to the snapshot's versions, and so do the files of earlier snapshots:
    the copy can be asked for these as well.

    Raises
    ------
    StudyError
        The disk refuses, or files of the snapshot are missing.
    """
    kept = store.kept()
    if snapshot.name is not None:
        # The snapshot's own row is the commit right after the version of runs that it names.
        last = int(kept.filter(name=snapshot.name)["sequence"][0])
        kept = kept.filter(pl.col("sequence") <= last)
    else:
        last = snapshot.versions["runs"] or 0
        kept = kept.filter(pl.col("sequence") <= last)
    versions = {**snapshot.versions, "runs": last}
    named = kept["versions"].explode(empty_as_null=False).struct.unnest() if len(kept) else None
    try:
        for table, version in sorted(versions.items()):
            if version is None:
                continue
            wanted = {version}
            if named is not None:
                wanted |= {v for v in named.filter(table=table)["version"].to_list() if v <= version}
            _table(store.path / table, folder / table, version, wanted)
    except OSError as error:
        raise StudyError(
            f"The tables could not be copied to {folder}: {said(error)}, or files of "
            "the study were deleted by hand. Remove the half copy and try again."
        ) from error


def _table(source: Path, target: Path, version: int, wanted: set[int]) -> None:
    log = target / "_delta_log"
    log.mkdir(parents=True)
    for entry in sorted(os.listdir(source / "_delta_log")):
        number = entry[:20]
        # "_last_checkpoint" may point beyond the version; readers do without it.
        if number.isdigit() and int(number) <= version and not entry.endswith(".tmp"):
            shutil.copyfile(source / "_delta_log" / entry, log / entry)
    names = set()
    for one in sorted(wanted):
        opened = delta.open_table(source.parent, source.name, version=one)
        names |= set(map(os.path.basename, delta.data_files(opened)))
    for name in sorted(names):
        shutil.copyfile(source / name, target / name)
