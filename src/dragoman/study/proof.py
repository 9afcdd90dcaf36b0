"""The proof of a whole study: every stored span against the stored text, every file against its hash."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import Any

import polars as pl

from dragoman.model import Document, Participant
from dragoman.store import Snapshot
from dragoman.store.journal import dropped
from dragoman.store.proof import Fault, document_faults, faults, participant_faults
from dragoman.store.rows import claim_of, document_of, report_of
from dragoman.study.originals import original_path

__all__ = ["FAULTS", "verify"]

FAULTS = {
    "path": pl.String,
    "document_id": pl.String,
    "table": pl.String,
    "id": pl.String,
    "field": pl.String,
    "start": pl.Int64,
    "stop": pl.Int64,
    "quote": pl.String,
    "problem": pl.String,
}
_TABLES = ("reports", "claims", "mentions")
_Found = tuple[str | None, str | None, str, str | None, Fault]


def verify(snapshot: Snapshot, originals: Path) -> pl.DataFrame:
    """Return what does not hold, one row a fault; no rows mean that everything is proved."""
    rows = [
        (path, document_id, table, row_id, *fault)
        for path, document_id, table, row_id, fault in (
            *_batches(snapshot),
            *_originals(snapshot.documents, originals),
            *_spans(snapshot),
        )
    ]
    return pl.DataFrame(rows, schema=FAULTS, orient="row").sort(
        "path", "table", "id", "start", nulls_last=False
    )


def _file_fault(problem: str) -> Fault:
    return Fault("file", 0, 0, None, problem)


def _batches(snapshot: Snapshot) -> Iterator[_Found]:
    """Compare the number of rows of each complete batch with what its run promised."""
    promised = snapshot.runs.select("batch_id", "tables").explode("tables", empty_as_null=False)
    fell = dropped(snapshot.runs.lazy()).rename({"rows": "fell"})
    promised = promised.unnest("tables").join(fell, on=["batch_id", "table"], how="left")
    for table in promised["table"].unique().sort().to_list():
        counted = snapshot.scan(table).group_by("batch_id").len("found").collect()
        pairs = promised.filter(table=table).join(counted, on="batch_id", how="left")
        columns = ("batch_id", "rows", "fell", "found")
        for batch, rows, fewer, found in (
            pairs.select(columns).with_columns(pl.col("fell", "found").fill_null(0)).iter_rows()
        ):
            # What compact announced it may have done only in part, where it was interrupted.
            if not rows - fewer <= found <= rows:
                yield None, None, table, batch, _file_fault(f"The batch has {found} rows instead of {rows}.")


def _originals(documents: pl.DataFrame, folder: Path) -> Iterator[_Found]:
    for path, document_id, sha256 in documents.select("path", "id", "sha256").iter_rows():
        if not sha256:
            continue
        original = original_path(folder, sha256, path)
        try:
            with original.open("rb") as source:
                intact = file_digest(source, "sha256").hexdigest() == sha256
            problem = "" if intact else f"{original} was changed after it was added."
        except OSError as error:
            problem = f"The original is not there any more: {error}."
        if problem:
            yield path, document_id, "documents", document_id, _file_fault(problem)


def _spans(snapshot: Snapshot) -> Iterator[_Found]:
    for part in snapshot.documents.partition_by("batch_id", maintain_order=True):
        ids = part["id"].to_list()
        found = {
            table: snapshot.current(table, where=pl.col("document_id").is_in(ids))
            .collect()
            .partition_by("document_id", as_dict=True)
            for table in _TABLES
        }
        texts = {row["id"]: row for row in snapshot.text_rows(part).iter_rows(named=True)}
        for document_id, path in part.select("id", "path").iter_rows():
            if document_id not in texts:
                yield path, document_id, "texts", document_id, _file_fault("The text is not there any more.")
                continue
            doc = document_of(texts[document_id])
            for fault in document_faults(doc):
                yield path, document_id, "documents", document_id, fault
            for table in _TABLES:
                frame = found[table].get((document_id,))
                for row in frame.iter_rows(named=True) if frame is not None else ():
                    for fault in _row_faults(doc, table, row):
                        yield path, document_id, table, row["id"], fault


def _row_faults(doc: Document, table: str, row: dict[str, Any]) -> list[Fault]:
    if table == "reports":
        return faults(doc.text, report_of(row))
    if table == "claims":
        return faults(doc.text, claim_of(row))
    return participant_faults(doc.text, Participant(row["text"], row["start"], row["stop"]))
