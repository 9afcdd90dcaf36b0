"""Constructions of Turkish and Azerbaijani: who does what to whom, when and on whose word.

``<xx>/constructions.txt`` has sentences in the notation of gold sets (docs/evaluation.md), grouped by
construction and with plain predicates, so that grammar is tested and no lexicon.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.evaluation.gold import read_gold
from dragoman.evaluation.rows import GoldEvent, GoldRow
from dragoman.model import Block, Document, Participant, Report, links_of, parse_edtf

_FILES = sorted(Path(__file__).parent.glob("*/constructions*.txt"))
_BODIES = {"UNO": "IGO", "EUR": "IGO", "***": ""}


def _rows() -> list[GoldRow]:
    return [row for path in _FILES for row in read_gold(path).rows]


@lru_cache(maxsize=1)
def _coder() -> RuleCoder:
    return RuleCoder()


@lru_cache(maxsize=64)
def _reports(doc: Document) -> tuple[Report, ...]:
    return _coder().code(doc).reports


def _of(row: GoldRow) -> list[Report]:
    """Return what is coded from a sentence, alone or in its document."""
    if row.document is not None:
        assert isinstance(row.document, Document)
        stop = row.start + len(row.text)
        return [r for r in _reports(row.document) if row.start <= r.trigger.start < stop]
    block = Block(0, len(row.text), "paragraph", row.language)
    day = parse_edtf(row.published) if row.published else None
    return list(_reports(Document("d", "-", row.text, (block,), language=row.language, published=day)))


def _told(report: Report) -> tuple[object, ...]:
    def side(people: tuple[Participant, ...]) -> tuple[str, ...]:
        codes = {_BODIES.get(p.code, p.code) for p in people if p.code}
        return tuple(sorted(codes))

    actor, recipient = side(report.actor), side(report.recipient)
    recipient = () if len(actor) > 1 and set(recipient) <= set(actor) else recipient
    speakers = "/".join("+".join(p.text for p in link) for link in links_of(report.speakers))
    aux = tuple(sorted(set(report.aux) - {"historical"}))
    return report.event, actor, recipient, aux, report.date, speakers or None


def _wanted(event: GoldEvent) -> tuple[object, ...]:
    def side(codes: tuple[str, ...] | None) -> tuple[str, ...]:
        return tuple(sorted({_BODIES.get(c[:3], c[:3]) for c in codes or ()} - {""}))

    speakers = "/".join(link.replace(" + ", "+") for link in event.speaker or ())
    return (
        event.event,
        side(event.actor_codes),
        side(event.recipient_codes),
        tuple(sorted(set(event.aux or ()) - {"historical"})),
        event.date,
        speakers or None,
    )


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row.id)
def test_construction(row: GoldRow) -> None:
    """A sentence gives the events that are written before it, and no other."""
    found = sorted(map(str, map(_told, _of(row))))
    assert found == sorted(map(str, map(_wanted, row.events))), row.text
