"""On whose word: chains of speakers in sentences and in little documents."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.model import Block, Claim, Document, Report

_SOURCE = Path(__file__).with_name("speakers.txt")


class _Case(NamedTuple):
    line: int
    language: str
    chain: str
    text: str
    defect: bool


def _cases() -> list[_Case]:
    found = []
    for number, line in enumerate(_SOURCE.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            language, chain, text, *defect = (part.strip() for part in line.split("|"))
            found.append(_Case(number, language, chain, text, bool(defect)))
    return found


def _document(case: _Case) -> tuple[Document, int]:
    """Return the document of a case, and where the sentence in question begins."""
    text, blocks = "", []
    for part in case.text.split("¶"):
        text += "\n\n" if text else ""
        blocks.append(Block(len(text), len(text) + len(part.strip()), "paragraph", case.language))
        text += part.strip()
    asked = text.find(">>")
    return Document(id="d", path="-", text=text.replace(">> ", "   "), blocks=tuple(blocks)), asked


def _chain(found: Report | Claim) -> str:
    """Write the speakers as the cases do, behind ``~`` the words that a reference points back to."""
    names = []
    for who in found.speakers:
        together = "+ " if who.role == "joint" else ""
        behind = [e.quote for e in found.evidence if e.field == "speakers" and e.quote != who.text]
        pointing = f" ~ {behind[0]}" if who.basis == "inferred" and behind else ""
        names.append(f"{together}{who.text}{pointing}")
    return " / ".join(names).replace(" / + ", " + ") or "-"


def _param(case: _Case) -> object:
    marks = [pytest.mark.xfail(strict=True)] if case.defect else []
    return pytest.param(case, marks=marks, id=f"speakers.txt:{case.line}")


@pytest.mark.parametrize("case", [_param(case) for case in _cases()])
def test_speakers(case: _Case) -> None:
    """Every report of the sentence has the chain of speakers, and every quote stands in its place."""
    doc, asked = _document(case)
    coding = RuleCoder().code(doc)
    found = [one for one in (*coding.reports, *coding.claims) if one.trigger.start > asked]
    assert {_chain(one) for one in found} == {case.chain}
    for one in found:
        for piece in one.evidence:
            assert doc.text[piece.start : piece.stop] == piece.quote
