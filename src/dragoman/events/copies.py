"""One text told twice: near copies, quotations, and which documents count as one source.

Nothing is merged.  ``links`` says which two documents and why, ``groups`` which documents are one source,
``quoted`` which passage stood in an earlier document.  Languages are not compared with each other: a
translation is a document of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

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
        most 0.044) and null where the two only share passages; ``passages`` are the spans in both.  A
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

    ordered = prints.sort("published_earliest", "id", nulls_last=True).with_row_index("row")
    words = ordered["words"].to_numpy().astype(np.int64)
    alike = _alike(ordered, words)
    shared = _shared(ordered)
    pairs = (
        shared.group_by("a", "b")
        .agg(
            shared_words=pl.col("words").sum(),
            passages=pl.struct("a_start", "a_stop", "b_start", "b_stop", "words").sort_by("b_start"),
        )
        .join(alike, on=["a", "b"], how="full", coalesce=True)
        .with_columns(pl.col("shared_words").fill_null(0))
        .with_columns(
            shorter=pl.Series(words).gather("a").cast(pl.Int64) if False else pl.lit(0, pl.Int64)
        )
    )
    return Copies(pairs, pairs, pairs)
