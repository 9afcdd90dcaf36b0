"""Which rows were there before, letter by letter: sixteen bytes a row are compared, eight are kept."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

__all__ = ["Seen"]


class Seen:
    """The rows of one import so far.

    Hashes are kept in sorted runs that are merged like the digits of a binary counter, so that ten
    million rows weigh 80 MB and each new block is compared with few runs.
    """

    def __init__(self) -> None:
        self._runs: list[np.ndarray] = []

    def mark(self, digests: pl.Series) -> pl.Series:
        """Return for each row whether an earlier one of this import is the same."""
        import numpy as np
        import polars as pl

        joined = b"".join(digests.to_list())
        hashes = np.frombuffer(joined, dtype="<u8")[::2].copy()
        order = np.argsort(hashes, kind="stable")
        ranked = hashes[order]
        repeated = np.zeros(len(hashes), bool)
        repeated[order[1:]] = ranked[1:] == ranked[:-1]
        unique = ranked[np.concatenate(([True], ranked[1:] != ranked[:-1]))] if len(ranked) else ranked
        fresh = np.ones(len(unique), bool)
        for run in self._runs:
            at = np.searchsorted(run, unique)
            hit = at < len(run)
            hit[hit] = run[at[hit]] == unique[hit]
            fresh &= ~hit
        if not fresh.all():
            repeated |= np.isin(hashes, unique[~fresh])
        self._add(unique[fresh])
        return pl.Series("duplicate", repeated)

    def _add(self, run: np.ndarray) -> None:
        import numpy as np

        while self._runs and len(self._runs[-1]) <= len(run):
            run = np.sort(np.concatenate((self._runs.pop(), run)), kind="stable")
        self._runs.append(run)


def ids(frame: pl.DataFrame, sha256: str) -> pl.Series:
    """Return the id of each row: the hash of dataset and line; that of a copy has file and line, too."""
    import polars as pl

    hexed = frame["_digest"].bin.encode("hex")
    if not frame["duplicate"].any():
        return hexed.alias("id")
    own = [
        blake2b(f"{digest}{sha256}{line}".encode(), digest_size=16).hexdigest() if copy else digest
        for digest, line, copy in zip(hexed, frame["_line"], frame["duplicate"], strict=True)
    ]
    return pl.Series("id", own)
