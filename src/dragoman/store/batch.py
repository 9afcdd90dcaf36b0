"""Batches, not crumbs: rows gather until a commit is worth its files."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from types import TracebackType

import polars as pl

from dragoman.store.rows import Row
from dragoman.store.schema import schema_of
from dragoman.store.store import Run, Store

__all__ = ["Batches"]

_PACKED = 1_000
"""So many dictionaries are made a frame, which needs a tenth of the memory."""


class Batches:
    """Gather the frames of a run and commit them in batches of whole documents.

    A batch is committed when its longest table has ``rows`` rows, when ``seconds`` have passed since
    the last commit or when its texts are heavy; the rest when the block ends.  After an error the
    rest is not written: what is committed stays, what is not is done again by the next run.

    Parameters
    ----------
    store : Store
    run : Run
    rows : int, default 20,000
    seconds : float, default 30
    characters : int, default 64 million, code points of text kept in memory at most
    """

    def __init__(
        self,
        store: Store,
        run: Run,
        *,
        rows: int = 20_000,
        seconds: float = 30.0,
        characters: int = 64_000_000,
    ) -> None:
        self._store, self._run = store, run
        self._limits = rows, seconds, characters
        self._clear()

    def _clear(self) -> None:
        self._frames: dict[str, list[pl.DataFrame]] = {}
        self._rows: dict[str, list[Row]] = {}
        self._documents: list[tuple[str, str]] = []
        self._problems: list[tuple[str, str]] = []
        self._characters = 0
        self._since = time.monotonic()

    def __enter__(self) -> Batches:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self.flush()

    def add(
        self,
        frames: Mapping[str, pl.DataFrame | list[Row]],
        *,
        documents: Sequence[tuple[str, str]] = (),
        problems: Sequence[tuple[str, str]] = (),
        characters: int = 0,
    ) -> None:
        """Add the rows of whole documents, as a frame or as dictionaries."""
        for table, part in frames.items():
            if isinstance(part, pl.DataFrame):
                self._frames.setdefault(table, []).append(part)
            else:
                rows = self._rows.setdefault(table, [])
                rows.extend(part)
                if len(rows) >= _PACKED:
                    self._pack(table)
        self._documents += documents
        self._problems += problems
        self._characters += characters
        most_rows, seconds, most = self._limits
        longest = max(
            (
                sum(map(len, self._frames.get(table, ()))) + len(self._rows.get(table, ()))
                for table in {*self._frames, *self._rows}
            ),
            default=0,
        )
        if longest >= most_rows or self._characters >= most or time.monotonic() - self._since >= seconds:
            self.flush()

    def _pack(self, table: str) -> None:
        frame = pl.DataFrame(self._rows[table], schema=schema_of(table, batch=False))
        self._frames.setdefault(table, []).append(frame)
        self._rows[table] = []

    def flush(self) -> None:
        """Commit what has gathered."""
        for table in self._rows:
            self._pack(table)
        frames = {table: pl.concat(parts) for table, parts in self._frames.items()}
        if self._documents or self._problems or any(len(frame) for frame in frames.values()):
            self._store.commit(
                self._run,
                frames,
                documents=self._documents,
                problems=self._problems,
            )
        self._clear()
