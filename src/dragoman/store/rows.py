"""Documents, reports and claims as rows, and back without loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.model import (
    Block,
    Claim,
    Document,
    Edtf,
    Evidence,
    Participant,
    Report,
    Trigger,
    parse_edtf,
)
from dragoman.store.ids import mention_id, revision

__all__ = [
    "Row",
    "claim_of",
    "claim_row",
    "codes_of",
    "document_of",
    "document_row",
    "mention_row",
    "report_of",
    "report_row",
    "text_row",
]

Row = dict[str, Any]


def document_row(doc: Document) -> Row:
    """Return the row of ``documents``."""
    published = doc.published
    start, stop = doc.published_span or (None, None)
    return {
        "id": doc.id,
        "revision": revision(doc),
        # A file name that is no text (stray bytes on Linux) is kept readable instead of refused.
        "path": doc.path.encode("utf-8", "backslashreplace").decode("utf-8"),
        "title": doc.title,
        "author": doc.author,
        "publisher": doc.publisher,
        "url": doc.url,
        "language": doc.language,
        "published": published.text if published else None,
        "published_calendar": published.calendar if published else None,
        "published_earliest": published.earliest if published else None,
        "published_latest": published.latest if published else None,
        "published_basis": doc.published_basis,
        "published_start": start,
        "published_stop": stop,
        "format": doc.format,
        "encoding": doc.encoding,
        "sha256": doc.sha256,
        "size": doc.size,
        "reader": doc.reader,
        "characters": len(doc.text),
        "problems": list(doc.problems),
        "licence": doc.licence,
        "locator": doc.locator,
    }


def text_row(doc: Document) -> Row:
    """Return the row of ``texts``."""
    return {
        "id": doc.id,
        "revision": revision(doc),
        "text": doc.text,
        "blocks": [
            {
                "start": block.start,
                "stop": block.stop,
                "kind": block.kind,
                "language": block.language,
                "level": block.level,
                "page": block.page,
            }
            for block in doc.blocks
        ],
    }


def document_of(row: Mapping[str, Any]) -> Document:
    """Return the document of a row of ``documents`` joined with its row of ``texts``.

    ``id`` and ``text`` are enough; without ``blocks`` the text is one paragraph.
    """
    text: str = row["text"]
    published = row.get("published")
    start = row.get("published_start")
    language = row.get("language") or "und"
    blocks = row.get("blocks")
    return Document(
        id=row["id"],
        path=row.get("path") or row["id"],
        text=text,
        blocks=(Block(0, len(text), language=language),)
        if blocks is None
        else tuple(Block(**block) for block in blocks),
        title=row.get("title"),
        author=row.get("author"),
        publisher=row.get("publisher"),
        url=row.get("url"),
        language=language,
        published=parse_edtf(published, row.get("published_calendar") or "gregorian") if published else None,
        published_basis=row.get("published_basis"),
        published_span=None if start is None else (start, row["published_stop"]),
        format=row.get("format") or "txt",
        encoding=row.get("encoding"),
        sha256=row.get("sha256") or "",
        size=row.get("size") or 0,
        reader=row.get("reader") or "",
        problems=tuple(row.get("problems") or ()),
        licence=row.get("licence"),
        locator=row.get("locator"),
    )


def codes_of(*groups: Iterable[Participant]) -> list[str]:
    """Return the codes of the participants, sorted, each once."""
    return sorted({who.code for group in groups for who in group if who.code is not None})


def _who(who: Participant) -> Row:
    return {
        "text": who.text,
        "start": who.start,
        "stop": who.stop,
        "code": who.code,
        "sector": who.sector,
        "entity": who.entity,
        "basis": who.basis,
        "role": who.role,
    }


def _page(doc: Document, at: int) -> int | None:
    return next((b.page for b in doc.blocks if b.start <= at < b.stop), None)


def _found(doc: Document, found: Report | Claim, row_id: str) -> Row:
    """Return what reports and claims have in common."""
    return {
        "id": row_id,
        "document_id": doc.id,
        "language": found.language,
        "page": _page(doc, found.sentence.start),
        "aux": list(found.aux),
        "speakers": [_who(who) for who in found.speakers],
        "cites": list(found.cites),
        "sentence": found.sentence.text,
        "sentence_start": found.sentence.start,
        "sentence_stop": found.sentence.stop,
        "trigger": found.trigger.text,
        "trigger_start": found.trigger.start,
        "trigger_stop": found.trigger.stop,
        "evidence": [e.to_json() for e in found.evidence],
        "confidence": found.confidence,
        "rule": found.rule,
    }


def _bounds(date: str | None) -> Edtf | None:
    return parse_edtf(date) if date is not None else None


def report_row(doc: Document, report: Report, row_id: str) -> Row:
    """Return the row of ``reports``, all but what the batch adds (revision, path, coder)."""
    date = _bounds(report.date)
    return {
        **_found(doc, report, row_id),
        "event": report.event,
        "mode": report.mode,
        "contexts": list(report.contexts),
        "occurrence": report.occurrence,
        "actor": [_who(who) for who in report.actor],
        "recipient": [_who(who) for who in report.recipient],
        "others": [_who(who) for who in report.others],
        "actor_codes": codes_of(report.actor),
        "recipient_codes": codes_of(report.recipient),
        "date": report.date,
        "date_basis": report.date_basis,
        "date_earliest": date.earliest if date else None,
        "date_latest": date.latest if date else None,
        "place": report.place,
        "place_precision": report.place_precision,
        "place_code": report.place_code,
        "agreement": report.agreement,
        "counts": [{"what": what, "number": report.counts[what]} for what in sorted(report.counts)],
    }


def claim_row(doc: Document, claim: Claim, row_id: str) -> Row:
    """Return the row of ``claims``, all but what the batch adds."""
    period = _bounds(claim.period)
    return {
        **_found(doc, claim, row_id),
        "direction": claim.direction,
        "parties": [_who(who) for who in claim.parties],
        "party_codes": codes_of(claim.parties),
        "period": claim.period,
        "period_earliest": period.earliest if period else None,
        "period_latest": period.latest if period else None,
        "cause": claim.cause,
        "interest": claim.interest,
    }


def mention_row(doc: Document, who: Participant) -> Row:
    """Return the row of ``mentions``, all but what the batch adds."""
    language = next((b.language for b in doc.blocks if b.start <= who.start < b.stop), doc.language)
    return {"id": mention_id(doc.id, who), "document_id": doc.id, "language": language, **_who(who)}


def _people(rows: Iterable[Mapping[str, Any]]) -> tuple[Participant, ...]:
    return tuple(Participant(**row) for row in rows)


def _anchor(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "trigger": Trigger(row["trigger"], row["trigger_start"], row["trigger_stop"]),
        "sentence": Trigger(row["sentence"], row["sentence_start"], row["sentence_stop"]),
        "aux": tuple(row["aux"]),
        "speakers": _people(row["speakers"]),
        "cites": tuple(row["cites"]),
        "evidence": tuple(Evidence(**e) for e in row["evidence"]),
        "confidence": row["confidence"],
        "rule": row["rule"],
        "language": row["language"],
    }


def report_of(row: Mapping[str, Any]) -> Report:
    """Return the report of a row of ``reports``."""
    return Report(
        **_anchor(row),
        event=row["event"],
        mode=row["mode"],
        contexts=tuple(row["contexts"]),
        occurrence=row["occurrence"],
        actor=_people(row["actor"]),
        recipient=_people(row["recipient"]),
        others=_people(row["others"]),
        date=row["date"],
        date_basis=row["date_basis"],
        place=row["place"],
        place_precision=row["place_precision"],
        place_code=row["place_code"],
        agreement=row["agreement"],
        counts={count["what"]: count["number"] for count in row["counts"]},
    )


def claim_of(row: Mapping[str, Any]) -> Claim:
    """Return the claim of a row of ``claims``."""
    return Claim(
        **_anchor(row),
        direction=row["direction"],
        parties=_people(row["parties"]),
        period=row["period"],
        cause=row["cause"],
        interest=row["interest"],
    )
