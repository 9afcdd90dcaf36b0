"""One text told twice: near copies, quotations, and which documents count as one source.

Nothing is merged.  ``links`` says which two documents and why, ``groups`` which documents are one source,
``quoted`` which passage stood in an earlier document.  Languages are not compared with each other: a
translation is a document of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.events.fingerprint import PERMUTATIONS

if TYPE_CHECKING:
    import polars as pl

__all__ = ["COPY", "SHARE", "Copies", "find_copies"]

COPY = 0.6
"""So alike (share of word runs that both have, as MinHash sees it), two documents are copies."""
SHARE = 0.5
"""So much of the shorter one's words stands in the longer one, and they are one source."""
_FEW = 20
"""Documents with fewer words are copies only where every word is the same."""
_BANDS, _ROWS = 32, 4
_ODD = 0x9E3779B97F4A7C15
_CROWD = 64
"""In a larger bucket each document is compared with the first and the one before it only."""

_Pairs = NDArray[np.int64]


class Copies(NamedTuple):
    """What was found among the documents.

    Attributes
    ----------
    links : polars.DataFrame
        ``document_a, document_b, similarity, shared_words, passages, one_source``: pairs, the
        earlier document first.  ``similarity`` is an estimate from 128 permutations (standard error at
        most 0.044); ``passages`` are the spans in both.  A
        passage that stands in many documents links each of them to the first.
    groups : polars.DataFrame
        ``id, source_group``: of each document the first document of its source.
    quoted : polars.DataFrame
        ``document_id, start, stop, first``: passages that stand in an earlier document as well.
    """

    links: pl.DataFrame
    groups: pl.DataFrame
    quoted: pl.DataFrame


def find_copies(prints: pl.DataFrame) -> Copies:
    """Find copies and quotations.

    Parameters
    ----------
    prints : polars.DataFrame
        ``id, published_earliest, words, minhash, passages``, one row a document.

    Notes
    -----
    Candidates for copies agree in one of 32 bands of 4 values: of pairs that are 0.6 alike 99 % become
    candidates, of pairs that are 0.8 alike all but one in a million.  Of several documents with one text
    the earliest published counts as the first, among those without a date the one with the smallest id.
    """
    import polars as pl

    ordered = (
        prints.sort("published_earliest", "id", nulls_last=True)
        .with_columns(row=pl.int_range(pl.len(), dtype=pl.Int64))
        .select("row", "id", "words", "minhash", "passages")
    )
    marks, known = _matrix(ordered)
    shared = _shared(ordered)
    told = shared.group_by("a", "b").agg(
        shared_words=pl.col("words").sum().cast(pl.Int32),
        passages=pl.struct("a_start", "a_stop", "b_start", "b_stop", "words").sort_by("b_start"),
    )
    near = _candidates(marks, known)
    candidates = pl.DataFrame({"a": near[:, 0], "b": near[:, 1]})
    pairs = told.join(candidates, on=["a", "b"], how="full", coalesce=True).sort("a", "b")
    one, two = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    words = ordered["words"].to_numpy()
    pairs = pairs.with_columns(
        pl.col("shared_words").fill_null(0),
        pl.col("passages").fill_null(pl.lit([], dtype=pairs.schema["passages"])),
        similarity=pl.Series(_similarity(marks, known, one, two), dtype=pl.Float64),
        shorter=pl.Series(np.minimum(words[one], words[two])),
    ).with_columns(
        one_source=((pl.col("similarity") >= COPY) & (pl.col("shorter") >= _FEW))
        | (pl.col("similarity") == 1.0)
        | (pl.col("shared_words") >= SHARE * pl.col("shorter"))
    )
    pairs = pairs.filter(pl.col("one_source") | (pl.col("shared_words") > 0))
    together = pairs.filter("one_source").select("a", "b")
    ids = ordered["id"]
    return Copies(
        pairs.select(
            document_a=ids.gather(pairs["a"]),
            document_b=ids.gather(pairs["b"]),
            similarity="similarity",
            shared_words="shared_words",
            passages="passages",
            one_source="one_source",
        ),
        pl.DataFrame({"id": ids, "source_group": ids.gather(_components(len(ids), together.rows()))}),
        shared.select(
            document_id=ids.gather(shared["b"]), start="b_start", stop="b_stop", first=ids.gather(shared["a"])
        ).sort("document_id", "start"),
    )


def _matrix(ordered: pl.DataFrame) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Return the MinHash values, and which documents have any."""
    import polars as pl

    known = ordered.select(pl.col("minhash").list.len().fill_null(0) == PERMUTATIONS).to_series().to_numpy()
    marks = np.zeros((len(ordered), PERMUTATIONS), dtype=np.int32)
    values = ordered.filter(pl.Series(known))["minhash"].explode(empty_as_null=False).to_numpy()
    marks[known] = values.reshape(-1, PERMUTATIONS)
    return marks, known


def _candidates(marks: NDArray[np.int32], known: NDArray[np.bool_]) -> _Pairs:
    """Return the pairs of rows that agree in at least one band, each once, the smaller first."""
    rows = np.flatnonzero(known)
    found = [np.zeros((0, 2), dtype=np.int64)]
    for band in range(_BANDS):
        values = marks[rows, band * _ROWS : (band + 1) * _ROWS].astype(np.uint64)
        keys = np.zeros(len(rows), dtype=np.uint64)
        for at in range(_ROWS):
            keys = keys * np.uint64(_ODD) + values[:, at]
        order = np.argsort(keys, kind="stable")
        edges = np.flatnonzero(np.diff(keys[order])) + 1
        bounds = np.concatenate(([0], edges, [len(rows)]))
        sizes = np.diff(bounds)
        for size in np.unique(sizes[sizes > 1]).tolist():
            starts = bounds[:-1][sizes == size]
            # The sort is stable: within a bucket the rows stand in the order of the documents.
            left, right = _within(size)
            found.append(
                np.stack([rows[order[(starts[:, None] + side).ravel()]] for side in (left, right)], axis=1)
            )
    return np.unique(np.concatenate(found), axis=0)


def _within(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which members of a bucket of this size are compared."""
    if size <= _CROWD:
        left, right = np.triu_indices(size, 1)
        return left.astype(np.int64), right.astype(np.int64)
    later = np.arange(1, size, dtype=np.int64)
    return np.concatenate([np.zeros_like(later), later - 1]), np.concatenate([later, later])


def _similarity(
    marks: NDArray[np.int32], known: NDArray[np.bool_], one: NDArray[np.int64], two: NDArray[np.int64]
) -> NDArray[np.float64]:
    alike = np.zeros(len(one), dtype=np.float64)
    for at in range(0, len(one), 100_000):
        left, right = one[at : at + 100_000], two[at : at + 100_000]
        share = (marks[left] == marks[right]).mean(axis=1).round(4)
        alike[at : at + 100_000] = np.where(known[left] & known[right], share, 0.0)
    return alike


def _shared(ordered: pl.DataFrame) -> pl.DataFrame:
    """Return passages that stand in two documents: ``a`` the first that has it, ``b`` a later one."""
    import polars as pl

    told = (
        ordered.lazy()
        .select("row", "passages")
        .explode("passages", empty_as_null=False)
        .unnest("passages")
        .with_columns(at=pl.int_range(pl.len()).over("row"))
        .unique(["hash", "row"], keep="first", maintain_order=True)
        .filter(pl.len().over("hash") > 1)
        .with_columns(first=pl.col("row").min().over("hash"))
        .collect()
    )
    here = ["row", "at", "start", "stop", "words", "hash"]
    source = told.filter(pl.col("row") == pl.col("first")).select(
        "hash", a="row", a_at="at", a_start="start", a_stop="stop"
    )
    later = told.filter(pl.col("row") != pl.col("first")).select(here)
    new = (pl.col("b_at") != pl.col("b_at").shift() + 1) | (pl.col("a_at") != pl.col("a_at").shift() + 1)
    return (
        later.rename({"row": "b", "at": "b_at", "start": "b_start", "stop": "b_stop"})
        .join(source, on="hash")
        .sort("a", "b", "b_at")
        .with_columns(run=new.fill_null(True).over("a", "b").cum_sum())
        .group_by("a", "b", "run", maintain_order=True)
        .agg(pl.col("a_start", "b_start").min(), pl.col("a_stop", "b_stop").max(), pl.col("words").sum())
        .drop("run")
    )


def _components(size: int, pairs: list[tuple[Any, ...]]) -> list[int]:
    """Return for each row the smallest row that is connected with it."""
    root = list(range(size))

    def find(row: int) -> int:
        while root[row] != row:
            root[row] = root[root[row]]
            row = root[row]
        return row

    for one, two in pairs:
        left, right = sorted((find(one), find(two)))
        root[right] = left
    return [find(row) for row in range(size)]
