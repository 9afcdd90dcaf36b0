"""Documents of a few sentences: what a sentence takes from those before it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.model import Block, Document, Report, parse_edtf

_SOURCE = Path(__file__).with_name("stories.txt")


class _Case(NamedTuple):
    line: int
    language: str
    published: str | None
    expected: str
    text: str


def _cases() -> list[_Case]:
    found = []
    head: list[str] | None = None
    for number, line in enumerate(_SOURCE.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if head is None:
            head = [part.strip() for part in line.split("|")]
        else:
            day = None if head[1] == "-" else head[1]
            found.append(_Case(number, head[0], day, head[2], line))
            head = None
    return found


def _document(case: _Case) -> tuple[Document, int]:
    """Return the document of a case, and where the sentence in question begins."""
    text, blocks = "", []
    *headings, body = case.text.split("##")
    for part in (*headings, *body.split("¶")):
        text += "\n\n" if text else ""
        blocks.append((len(text), part.strip()))
        text += part.strip()
    asked = text.index(">>")
    text = text.replace(">> ", "   ")
    made = tuple(
        Block(start, start + len(part), "heading" if at < len(headings) else "paragraph", case.language)
        for at, (start, part) in enumerate(blocks)
    )
    day = parse_edtf(case.published) if case.published else None
    return Document(id="d", path="-", text=text, blocks=made, published=day), asked


def _codes(report: Report) -> str:
    actor = sorted({p.code for p in report.actor if p.code})
    recipient = sorted({p.code for p in report.recipient if p.code})
    return "=".join(actor) if len(actor) > 1 and not recipient else f"{'+'.join(actor)}>{'+'.join(recipient)}"


def _answer(report: Report, names: list[str]) -> str:
    """Write a report as the cases are written, with the fields that a case asks for."""
    fields = {
        "date": report.date or "-",
        "place": report.place or "-",
        "by": "/".join(p.text for p in report.speakers).replace(" ", "_") or "-",
    }
    return " ".join([report.event, _codes(report), *(f"{name}={fields[name]}" for name in names)])


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"stories.txt:{case.line}")
def test_story(case: _Case) -> None:
    """The last sentence is read in the light of those before it, each quote in its place."""
    doc, asked = _document(case)
    names = [part.partition("=")[0] for part in case.expected.split()[2:]]
    reports = [r for r in RuleCoder().code(doc).reports if r.trigger.start > asked]
    assert case.expected in [_answer(report, names) for report in reports]
    for report in reports:
        for piece in report.evidence:
            assert doc.text[piece.start : piece.stop] == piece.quote
