"""Gold rows and answers made by hand, so that the figures do not depend on the coder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluation.answers import Answer
from dragoman.evaluation.gold import GoldEvent, GoldRow
from dragoman.model import Participant, Report, Trigger

_TEXT = "The envoy of one country met the envoy of another."


@pytest.fixture
def report() -> Callable[..., Report]:
    """Return a maker of reports: class, codes of actors and recipients, and any further fields."""

    def make(event: str, actor: str = "", recipient: str = "", **fields: Any) -> Report:
        sides = [
            tuple(Participant(code, 0, 3, None if code == "?" else code) for code in side.split())
            for side in (actor, recipient)
        ]
        word = Trigger("met", 25, 28)
        rule = fields.pop("rule", "en/frames/consult.tsv:2")
        return Report(event, word, Trigger(_TEXT, 0, 50), rule, actor=sides[0], recipient=sides[1], **fields)

    return make


@pytest.fixture
def whole(report: Callable[..., Report]) -> Callable[..., Answer]:
    """Return a maker of answers to whole extraction, from gold events and reports."""

    def make(gold: list[GoldEvent], reports: list[Report], **row: Any) -> Answer:
        row = {"id": "1", "text": _TEXT, "language": "en", "scheme": "plover", **row}
        return Answer(GoldRow(events=tuple(gold), **row), reports=tuple(reports))

    return make


@pytest.fixture
def gold_event() -> Callable[..., GoldEvent]:
    """Return a maker of gold events: class, codes of actors and recipients, further fields."""

    def make(event: str, actor: str = "", recipient: str = "", **fields: Any) -> GoldEvent:
        coded = frozenset({"actor_codes", "recipient_codes", *fields})
        return GoldEvent(
            event,
            actor_codes=tuple(actor.split()),
            recipient_codes=tuple(recipient.split()),
            fields=coded,
            **fields,
        )

    return make


@pytest.fixture
def given() -> Callable[..., Answer]:
    """Return a maker of answers to a given dyad: gold class, answered class or None."""

    def make(gold: str, found: str | None, quad: int | None = None) -> Answer:
        row = GoldRow("1", _TEXT, "en", "plover15", (GoldEvent(gold, quad),), ((((0, 3),)), ((4, 9),)))
        return Answer(row, event=found, rule="en/frames/consult.tsv:2" if found else None)

    return make


@pytest.fixture
def gold_file(tmp_path: Path) -> Callable[..., Path]:
    """Return a writer of gold files."""

    def write(rows: list[dict[str, Any]], name: str = "own.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return path

    return write


@pytest.fixture
def own_rows() -> list[dict[str, Any]]:
    """Return a few rows of our own: one given, two whole, one of them without an event, one Russian."""
    base = {"scheme": "plover", "language": "en"}
    met = "The president of Georgia met the president of Armenia in Tbilisi."
    return [
        {
            **base,
            "id": "a",
            "text": met,
            "given": {"actor": [[17, 24]], "recipient": [[46, 53]]},
            "events": [{"event": "CONSULT", "quad": 1}],
        },
        {
            **base,
            "id": "b",
            "text": met,
            "manual": True,
            "events": [{"event": "CONSULT", "actor_codes": ["GEO GOV", "ARM GOV"], "recipient_codes": []}],
        },
        {**base, "id": "c", "text": "The lake froze early.", "events": [], "no_event": True},
        {
            **base,
            "id": "d",
            "text": "Президент Грузии встретился с президентом Армении.",
            "language": "ru",
            "events": [{"event": "CONSULT", "actor_codes": ["GEO", "ARM"], "recipient_codes": []}],
        },
    ]
