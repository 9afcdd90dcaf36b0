"""Which documents of a study are one source: fingerprints of its texts, and groups on its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.events.copies import Copies, find_copies
from dragoman.events.fingerprint import METHOD, fingerprint
from dragoman.model import APPARATUS
from dragoman.store.ids import revision

if TYPE_CHECKING:
    import polars as pl

    from dragoman.model import Document
    from dragoman.store import Snapshot

__all__ = ["Copies", "copies_in", "fingerprint_row", "with_groups"]

_AT_ONCE = 500


def fingerprint_row(doc: Document) -> dict[str, Any]:
    """Return the row of ``fingerprints``."""
    found = fingerprint(doc.text, [(b.start, b.stop) for b in doc.blocks if b.kind not in APPARATUS])
    return {
        "id": doc.id,
        "revision": revision(doc),
        "method": METHOD,
        "words": found.words,
        "minhash": list(found.minhash),
        "passages": [passage._asdict() for passage in found.passages],
    }


def copies_in(snapshot: Snapshot) -> Copies:
    """Find copies and quotations among the present documents."""
    import polars as pl

    documents = snapshot.documents.select("id", "revision", "batch_id", "published_earliest")
    ids = documents.select("id", "revision")
    prints = (
        snapshot.scan("fingerprints", batches=documents["batch_id"].unique())
        .filter(pl.col("method") == METHOD)
        .drop("batch_id", "method")
        .collect()
        .unique(["id", "revision"], keep="first")
        .join(ids, on=["id", "revision"], how="semi")
    )
    missing = snapshot.documents.join(prints, on=["id", "revision"], how="anti")
    if len(missing):
        prints = pl.concat([prints, *_made(snapshot, missing, prints.schema)])
    return find_copies(documents.join(prints, on=["id", "revision"]))


def _made(snapshot: Snapshot, documents: pl.DataFrame, schema: pl.Schema) -> list[pl.DataFrame]:
    """Make the fingerprints of documents that an older release added."""
    import polars as pl

    from dragoman.store.rows import document_of

    return [
        pl.DataFrame(
            [
                {k: v for k, v in fingerprint_row(document_of(row)).items() if k in schema}
                for row in snapshot.text_rows(documents.slice(at, _AT_ONCE)).iter_rows(named=True)
            ],
            schema=schema,
        )
        for at in range(0, len(documents), _AT_ONCE)
    ]


def with_groups(frame: pl.DataFrame, copies: Copies, *, at: str) -> pl.DataFrame:
    """Add ``source_group`` to rows of ``reports`` or ``claims``.

    It is that of the document, but where the place ``at`` lies in a passage that an earlier document has
    as well, that one's: what both say there is said once.
    """
    import polars as pl

    groups = copies.groups
    first = (
        copies.quoted.join(groups, left_on="first", right_on="id")
        .select("document_id", _start="start", _stop="stop", _first="source_group")
        .with_columns(pl.col("_start", "_stop").cast(pl.Int64))
        .sort("document_id", "_start")
    )
    return (
        frame.join(groups, left_on="document_id", right_on="id", how="left", maintain_order="left")
        .with_row_index("_row")
        .with_columns(_at=pl.col(at).cast(pl.Int64))
        .sort("document_id", "_at")
        .join_asof(first, left_on="_at", right_on="_start", by="document_id", check_sortedness=False)
        .with_columns(
            source_group=pl.when(pl.col("_at") < pl.col("_stop")).then("_first").otherwise("source_group")
        )
        .sort("_row")
        .drop("_row", "_at", "_start", "_stop", "_first", strict=False)
    )
