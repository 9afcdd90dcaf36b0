"""Times that are told by who was in power, and what a study says it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding.base import Coding
from dragoman.coding.rules import RuleCoder
from dragoman.documents import read_text

HERE = Path(__file__).parent


def _cases(name: str) -> list[tuple[str, ...]]:
    cases = []
    for line in (HERE / name).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            cases.append(tuple(cell.strip() for cell in line.split("|", 2)))
    return cases


def _coded(language: str, text: str) -> Coding:
    return RuleCoder().code(read_text(text, language=language))


@pytest.mark.parametrize(("language", "expected", "text"), _cases("reigns.txt"))
def test_a_time_in_power(language: str, expected: str, text: str) -> None:
    """The days are those of the tables, inferred, with the words as their proof."""
    coding = _coded(language, text)
    found = [(r.date, r.evidence) for r in coding.reports] + [(c.period, c.evidence) for c in coding.claims]
    assert found
    assert {date or "-" for date, _ in found} == {expected}
    if "/" in expected:
        pieces = [e for _, evidence in found for e in evidence if e.field in ("date", "period")]
        assert all(e.basis == "inferred" and text[e.start : e.stop] == e.quote for e in pieces)
        assert all(r.date_basis == "inferred" for r in coding.reports)


@pytest.mark.parametrize(("language", "expected", "text"), _cases("studies.txt"))
def test_a_study_tells_what_it_found(language: str, expected: str, text: str) -> None:
    """Classes of reports and directions of claims."""
    coding = _coded(language, text)
    found = [r.event for r in coding.reports] + [c.direction for c in coding.claims]
    assert sorted(found) == ([] if expected == "-" else expected.split())
