"""Coding as a pure function over a frame of whole documents, for one process or a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from dragoman.model import Claim, Report, parse_edtf
from dragoman.model.causes import defect
from dragoman.model.errors import DateError, DragomanError, InputError
from dragoman.store.ids import claim_ids, report_ids, revision
from dragoman.store.proof import faults, participant_faults
from dragoman.store.rows import Row, claim_row, document_of, mention_row, report_row

if TYPE_CHECKING:
    import polars as pl

    from dragoman.coding.base import AssumeDate, Coder, Coding
    from dragoman.model import Document

__all__ = ["code_batch"]

_Found = TypeVar("_Found", Report, Claim)
_TABLES = ("reports", "claims", "mentions")


def code_batch(
    texts: pl.DataFrame,
    *,
    coder: Coder,
    assume: AssumeDate = "today",
    after: Callable[[Document, Coding], Coding] | None = None,
) -> dict[str, pl.DataFrame]:
    """Code whole documents.

    Parameters
    ----------
    texts : polars.DataFrame
        ``id`` and ``text``, and what is there of the other columns of ``texts`` and ``documents``
        (``blocks``, ``path``, ``language``, ``published`` ...).
    coder : Coder
    assume : "today", "none" or date
        As of when names are read where neither text nor document has a date.
    after : callable, optional
        What is done with the coding of each document before it is proved, such as giving reports the
        notes that they point to.

    Returns
    -------
    dict of str to polars.DataFrame
        ``reports``, ``claims`` and ``mentions`` as in the store, without ``batch_id``;
        ``coded`` with ``id, revision`` of the documents that are done; ``problems`` with
        ``document_id, path, message``.  A report whose quote is not in its text is refused and named
        in ``problems``; a document that cannot be coded is named there and is not in ``coded``.

    Raises
    ------
    InputError
        ``id`` or ``text`` is missing from the frame.
    """
    import polars as pl

    from dragoman.store.schema import empty, schema_of

    missing = [name for name in ("id", "text") if name not in texts.columns]
    if missing:
        raise InputError(
            f"The frame has no column {' and '.join(map(repr, missing))}; "
            f"code_batch needs 'id' and 'text' and found {', '.join(texts.columns) or 'none'}."
        )
    rows: dict[str, list[Row]] = {table: [] for table in _TABLES}
    coded: list[tuple[str, str]] = []
    problems: list[tuple[str, str, str]] = []
    for row in texts.iter_rows(named=True):
        try:
            doc = document_of(row)
            coding = coder.code(doc, assume=assume)
            if after is not None:
                coding = after(doc, coding)
        except DragomanError as error:
            problems.append((row["id"], row.get("path") or row["id"], f"not coded: {error}"))
            continue
        except Exception as error:  # noqa: BLE001 - a defect that one text shows must not stop the others
            problems.append((row["id"], row.get("path") or row["id"], f"not coded: {defect(error)}"))
            continue
        stamp = {
            "revision": row.get("revision") or revision(doc),
            "path": doc.path,
            "coder": coder.name,
            "coder_version": coder.version,
        }
        notes = list(coding.problems)
        for table, found in _rows(doc, coding, notes).items():
            rows[table] += [{**one, **stamp} for one in found]
        coded.append((doc.id, stamp["revision"]))
        problems += [(doc.id, doc.path, note) for note in notes]

    frames = {
        table: pl.DataFrame(rows[table], schema=schema_of(table, batch=False), orient="row")
        if rows[table]
        else empty(table)
        for table in _TABLES
    }
    frames["coded"] = pl.DataFrame(coded, schema={"id": pl.String, "revision": pl.String}, orient="row")
    frames["problems"] = pl.DataFrame(
        problems, schema={"document_id": pl.String, "path": pl.String, "message": pl.String}, orient="row"
    )
    return frames


def _rows(doc: Document, coding: Coding, notes: list[str]) -> dict[str, list[Row]]:
    """Return the rows of what holds; what does not is written into ``notes``."""
    reports = _proved(doc, coding.reports, notes)
    claims = _proved(doc, coding.claims, notes)
    rows: dict[str, list[Row]] = {"reports": [], "claims": [], "mentions": []}
    for report, row_id in zip(reports, report_ids(doc.id, reports), strict=True):
        rows["reports"].append(report_row(doc, report, row_id))
    for claim, row_id in zip(claims, claim_ids(doc.id, claims), strict=True):
        rows["claims"].append(claim_row(doc, claim, row_id))
    seen: set[str] = set()
    for who in coding.mentions:
        wrong = participant_faults(doc.text, who)
        notes += [f"mention refused: {fault.problem}" for fault in wrong]
        mention = mention_row(doc, who)
        if not wrong and mention["id"] not in seen:
            seen.add(mention["id"])
            rows["mentions"].append(mention)
    return rows


def _proved(doc: Document, found: Iterable[_Found], notes: list[str]) -> list[_Found]:
    kept = []
    for one in found:
        wrong = [f"{fault.field}: {fault.problem}" for fault in faults(doc.text, one)]
        date = one.date if isinstance(one, Report) else one.period
        try:
            if date is not None:
                parse_edtf(date)
        except DateError as error:
            wrong.append(str(error))
        if wrong:
            notes.append(f"{type(one).__name__.lower()} refused ({one.rule}): {'; '.join(wrong)}")
        else:
            kept.append(one)
    return kept
