"""What sentences say of relations (``claims.txt``, notation in its head)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.model import Block, Claim, Document

_FILE = Path(__file__).with_name("claims.txt")


def _cases() -> list[tuple[int, str, str, str]]:
    """Number of the line, language, expectation, sentence."""
    found = []
    for number, line in enumerate(_FILE.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            language, wanted, text = (cell.strip() for cell in line.split("|", 2))
            found.append((number, language, wanted, text))
    return found


@lru_cache(maxsize=1)
def _coder() -> RuleCoder:
    return RuleCoder()


def _claims(language: str, text: str) -> tuple[Claim, ...]:
    block = Block(0, len(text), "paragraph", language)
    return _coder().code(Document(id="x", path="-", text=text, blocks=(block,), language=language)).claims


@pytest.mark.parametrize(
    ("language", "wanted", "text"),
    [pytest.param(*case, id=f"claims.txt:{number}") for number, *case in _cases()],
)
def test_claims(language: str, wanted: str, text: str) -> None:
    """Each sentence makes the claim beside it and no other; a reason that is not asked for is none."""
    claims = _claims(language, text)
    if wanted == "-":
        assert claims == ()
        return
    direction, parties, *rest = wanted.split()
    fields = dict(item.split("=", 1) for item in rest)
    assert [claim.direction for claim in claims] == [direction]
    (claim,) = claims
    assert {p.code for p in claim.parties} == set(parties.split("="))
    for name in ("cause", "interest"):
        assert getattr(claim, name) == (fields[name].replace("_", " ") if name in fields else None)
    if "period" in fields:
        assert claim.period == fields["period"]
    if "by" in fields:
        assert [speaker.text for speaker in claim.speakers] == [fields["by"].replace("_", " ")]


def test_reasons_are_proven() -> None:
    """Cause and interest stand in the evidence with the place of their words."""
    text = "Hoping to win a port, Peru drew closer to Chile because of the war with Bolivia."
    (claim,) = _claims("en", text)
    proof = {piece.field: piece for piece in claim.evidence}
    for name in ("cause", "interest"):
        assert proof[name].quote == getattr(claim, name) == text[proof[name].start : proof[name].stop]


def test_every_language_has_claims_of_each_direction() -> None:
    """The cases cover all five languages, and the two directions in each."""
    seen = {(language, wanted.split()[0]) for _, language, wanted, _ in _cases()}
    assert {
        (language, way) for language in ("en", "ru", "uk", "tr", "az") for way in ("closer", "apart")
    } <= seen
