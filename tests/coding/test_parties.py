"""Who is named as a party (``parties.txt``, notation in its head)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.documents import read_text
from dragoman.model import Participant

_FILE = Path(__file__).with_name("parties.txt")


@lru_cache(maxsize=1)
def _coder() -> RuleCoder:
    return RuleCoder()


def _cases() -> list[tuple[str, str, str]]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if line and line[0] != "#"]
    return [(language, text, sides) for language, text, sides in cells]


def _fits(person: Participant, wanted: str) -> bool:
    words, mark, code = wanted.strip().partition("=")
    return person.text == words and (not mark or (person.code or "?") == code)


@pytest.mark.parametrize(("language", "text", "sides"), _cases())
def test_parties(language: str, text: str, sides: str) -> None:
    """The first report names these and no others."""
    report = _coder().code(read_text(text, id="case", language=language)).reports[0]
    for people, wanted in zip((report.actor, report.recipient), sides.split(">"), strict=True):
        names = wanted.split(" + ") if wanted.strip() else []
        assert len(people) == len(names), people
        assert all(map(_fits, people, names)), people


@pytest.mark.parametrize("language", sorted({case[0] for case in _cases()}))
def test_evidence(language: str) -> None:
    """What is no party is no evidence of one."""
    for text in (case[1] for case in _cases() if case[0] == language):
        report = _coder().code(read_text(text, id="case", language=language)).reports[0]
        spans = {(person.start, person.stop) for person in (*report.actor, *report.recipient)}
        shown = {(e.start, e.stop) for e in report.evidence if e.field in ("actor", "recipient")}
        assert shown <= spans
