"""A study's folder, and the state of it that an object shows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.model.errors import StudyError
from dragoman.study.settings import Settings, read_settings

if TYPE_CHECKING:
    from typing import Self

    import polars as pl

    from dragoman.store import Snapshot
    from dragoman.study.sources import Copies

__all__ = ["State"]


class State:
    """A study as it is at present or, opened with ``as_of``, as it was in a snapshot.

    Attributes
    ----------
    path : Path
    name : str
    as_of : str or None
        The snapshot that this object shows; the present where there is none.
    """

    def __init__(self, path: Path, settings: Settings, *, as_of: str | None = None) -> None:
        from dragoman.store import Store

        self.path = path
        self.name = settings.name
        self.as_of = as_of
        self._store = Store(path / "tables")
        self._last: Snapshot | None = None if as_of is None else self._store.at(as_of)
        self._copies: tuple[pl.DataFrame, Copies] | None = None

    def __repr__(self) -> str:
        view = f", as_of={self.as_of!r}" if self.as_of is not None else ""
        return f"{type(self).__name__}({str(self.path)!r}{view})"

    @classmethod
    def open(cls, path: str | os.PathLike[str] = ".", *, as_of: str | None = None) -> Self:
        """Open a study.

        Parameters
        ----------
        path : path
        as_of : str, optional
            A snapshot: what is read is the study as it was then.

        Raises
        ------
        StudyError
            The folder is no study; the message says how to make one.
        InputError
            There is no such snapshot.
        """
        folder = Path(path)
        return cls(folder, read_settings(folder), as_of=None if as_of in (None, "now") else as_of)

    def snapshot(self) -> Snapshot:
        """Return the state of all tables, for several questions to one and the same state."""
        if self.as_of is not None and self._last is not None:
            return self._last
        present = self._store.snapshot()
        # While nobody commits, what was worked out from the tables stays true.
        if self._last is None or self._last.versions != present.versions:
            self._last = present
        return self._last

    def copies(self) -> Copies:
        """Return what the documents have from each other.

        Returns
        -------
        Copies
            ``links``: pairs of near copies and of documents that share passages; ``groups``: which
            documents count as one source; ``quoted``: passages that an earlier document has as well.
        """
        from dragoman.study.sources import copies_in

        snapshot = self.snapshot()
        state = snapshot.documents.select("id", "revision")
        if self._copies is None or not self._copies[0].equals(state):
            self._copies = (state, copies_in(snapshot))
        return self._copies[1]

    def files(self) -> dict[str, int]:
        """Return how many data files each table has; above 64 ``compact`` is worth its while."""
        from dragoman.model.tables import TABLES
        from dragoman.store.delta import file_count

        return {name: file_count(self.path / "tables", name) for name in sorted(TABLES)}

    def _must_be_writable(self) -> None:
        from dragoman.store.folder import check_writable

        if self.as_of is not None:
            raise StudyError(
                f"This is the snapshot {self.as_of!r} of {self.path}, and snapshots do not change. "
                "Open the study without as_of to go on working with it."
            )
        check_writable(self.path)
