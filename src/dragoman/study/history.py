"""What stays of a study: snapshots, copies of all of it, what changed between two states."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.study.tables import Tables

if TYPE_CHECKING:
    from typing import Self

    import polars as pl

    from dragoman.store import Compacted
    from dragoman.study.diff import Diff

__all__ = ["History"]


class History(Tables):
    """A study and the states that were kept of it."""

    def keep(self, name: str) -> Self:
        """Keep the present state as a snapshot, for ever; returns a view of it.

        Raises
        ------
        InputError
            There is a snapshot of that name already, or the name cannot be used.
        """
        self._must_be_writable()
        self._store.keep(name)
        return type(self).open(self.path, as_of=name)

    def snapshots(self) -> pl.DataFrame:
        """Return the snapshots, oldest first: ``name, committed, tool_version, versions``."""
        return self._store.kept().drop("sequence")

    def export(self, folder: str | os.PathLike[str]) -> Self:
        """Copy the study as this object shows it into a new folder; returns the study there.

        Originals, tables and earlier snapshots go with it; nothing of the copy rests on this folder.

        Raises
        ------
        StudyError
            The folder is not empty, the disk refuses, or files of the study are missing.
        """
        from dragoman.study.exporting import export_study

        target = Path(folder)
        export_study(self.path, self._store, self.snapshot(), target)
        return type(self).open(target)

    def diff(self, before: str, after: str = "now") -> Diff:
        """Compare two states: what was added, changed and withdrawn, and why.

        Parameters
        ----------
        before, after : str
            Names of snapshots, or ``now`` for what this object shows.

        Raises
        ------
        InputError
            There is no such snapshot.
        """
        from dragoman.study.diff import diff

        old, new = (self.snapshot() if name == "now" else self._store.at(name) for name in (before, after))
        return diff(old, new)

    def compact(self, *, files: int = 64, keep_hours: int = 24) -> list[Compacted]:
        """Make few files of many and take away what is said twice; snapshots stay as they are.

        Parameters
        ----------
        files : int, default 64
            Tables with more files than that are rewritten.
        keep_hours : int, default 24
            Files that were replaced within these hours stay, for whoever reads them just now.

        Returns
        -------
        list of Compacted
            What was done, table by table.
        """
        from dragoman.store import compact

        self._must_be_writable()
        return compact(self._store, files=files, keep_hours=keep_hours)
