"""Ids are hashes of content: the same input has the same ids on every machine."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from dragoman.model import Claim, Document, Participant, Report

__all__ = ["claim_ids", "content_id", "mention_id", "report_ids", "revision"]


def content_id(*parts: Any) -> str:
    """Hash JSON-like values into 32 hexadecimal digits."""
    packed = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return blake2b(packed.encode("ascii"), digest_size=16).hexdigest()


def revision(doc: Document) -> str:
    """Hash everything of a document that is not in its id but may change what is coded or shown."""
    published = doc.published
    return content_id(
        "revision",
        doc.id,
        [[b.start, b.stop, b.kind, b.language, b.level, b.page] for b in doc.blocks],
        [doc.title, doc.author, doc.publisher, doc.url, doc.language],
        [published.text, published.calendar] if published else None,
        [doc.published_basis, doc.published_span],
    )


def _places(participants: Iterable[Participant]) -> list[tuple[int, int]]:
    return sorted((who.start, who.stop) for who in participants)


def _numbered(keys: Iterable[tuple[Any, ...]]) -> list[str]:
    """Hash the keys; equal keys get their number within the document, so that none is lost."""
    seen: Counter[str] = Counter()
    ids = []
    for key in keys:
        first = content_id(*key)
        ids.append(content_id(first, seen[first]) if seen[first] else first)
        seen[first] += 1
    return ids


def report_ids(document_id: str, reports: Iterable[Report]) -> list[str]:
    """Return the id of each report: text, trigger, class and roles.

    Roles are the places of actors and recipients in the text, not the codes they got: a person's
    judgement of a report survives a better coder and a better actor table.
    """
    return _numbered(
        (
            "report",
            document_id,
            [report.trigger.start, report.trigger.stop],
            report.event,
            _places(report.actor),
            _places(report.recipient),
        )
        for report in reports
    )


def claim_ids(document_id: str, claims: Iterable[Claim]) -> list[str]:
    """Return the id of each claim: text, trigger, direction and parties."""
    return _numbered(
        (
            "claim",
            document_id,
            [claim.trigger.start, claim.trigger.stop],
            claim.direction,
            _places(claim.parties),
        )
        for claim in claims
    )


def mention_id(document_id: str, who: Participant) -> str:
    """Return the id of a mention: text, place and who is meant."""
    return content_id("mention", document_id, who.start, who.stop, who.code, who.sector, who.entity)
