"""Times that are open at one end, and times told by a war, a turning point or a treaty."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.coding.base import Coding
from dragoman.coding.eras import _ERA, _LANGUAGES
from dragoman.coding.rules import RuleCoder
from dragoman.documents import read_text
from dragoman.languages import SUPPORTED
from dragoman.languages.tables import rows
from dragoman.model import Participant, parse_edtf

HERE = Path(__file__).parent
_TABLE = files("dragoman.coding").joinpath("data", "eras.tsv")


def _cases(name: str) -> list[tuple[str, ...]]:
    cases = []
    for line in (HERE / name).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            cases.append(tuple(cell.strip() for cell in line.split("|", 3)))
    return cases


def _codes(people: tuple[Participant, ...]) -> str:
    return "+".join(person.code or "?" for person in people)


def _told(coding: Coding) -> list[tuple[str, str]]:
    """Return date and parties of all that is told."""
    found = []
    for report in coding.reports:
        sides = f"{_codes(report.actor)}>{_codes(report.recipient)}"
        found.append((report.date or "-", sides.rstrip(">") if len(report.actor) > 1 else sides))
    found += [(claim.period or "-", _codes(claim.parties)) for claim in coding.claims]
    return found


@pytest.mark.parametrize(("language", "date", "parties", "text"), _cases("open_times.txt"))
def test_a_time_open_at_one_end(language: str, date: str, parties: str, text: str) -> None:
    """Names are read as of the end that is known."""
    assert _told(RuleCoder().code(read_text(text, language=language))) == [(date, parties)]


@pytest.mark.parametrize(("language", "date", "parties", "text"), _cases("eras.txt"))
def test_a_time_told_by_an_era(language: str, date: str, parties: str, text: str) -> None:
    """The days are inferred, and the words prove them."""
    coding = RuleCoder().code(read_text(text, language=language))
    assert (date, parties) in _told(coding)
    pieces = [e for item in (*coding.reports, *coding.claims) for e in item.evidence]
    for piece in pieces:
        if piece.field in ("date", "period"):
            assert text[piece.start : piece.stop] == piece.quote
            assert piece.basis == ("inferred" if "/" in date or date == "1914" else "stated")


def test_the_table_of_eras() -> None:
    """Every day is one, every era has a name in every language that is coded, no name has two eras."""
    assert _LANGUAGES == SUPPORTED
    seen: dict[tuple[str, str], str] = {}
    for _, (era, start, stop, kind, *names) in rows(_TABLE, _ERA):
        assert kind in ("span", "period", "event", "act"), era
        first, last = parse_edtf(start), parse_edtf(f"{start}/{stop}")
        assert first.earliest is not None
        assert last.earliest == first.earliest
        for language, cell in zip(_LANGUAGES, names, strict=True):
            assert cell, (era, language)
            for name in cell.split("|"):
                assert seen.setdefault((language, name.lower()), era) == era
