"""Who does what to whom, construction by construction (``roles.txt``, notation in its head)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.codebook import load as load_codebook
from dragoman.coding.base import Coding
from dragoman.coding.rules import RuleCoder
from dragoman.languages import SUPPORTED
from dragoman.model import Block, Claim, Document, Participant, Report, parse_edtf

_FILE = Path(__file__).with_name("roles.txt")
_DIRECTIONS = frozenset({"closer", "apart", "unchanged", "mixed"})
_COUNTS = ("dead", "injured", "captured", "displaced", "involved")
_KEYS = frozenset({"aux", "occurrence", "mode", "agreement", "date", "speakers", *_COUNTS})


class Wanted(NamedTuple):
    """One report or claim as it is written in the file."""

    head: str
    sides: str
    more: tuple[tuple[str, str], ...]


class Case(NamedTuple):
    """One line of the file."""

    number: int
    section: str
    language: str
    text: str
    published: str | None
    wanted: tuple[Wanted, ...]
    defect: str


def _wanted(cell: str) -> tuple[Wanted, ...]:
    if cell == "-":
        return ()
    found = []
    for item in cell.split(" ; "):
        head, sides, *rest = item.split(" ", 2)
        more: list[tuple[str, str]] = []
        for word in " ".join(rest).split():
            key, mark, value = word.partition("=")
            if mark and key in _KEYS:
                more.append((key, value))
            else:  # the name of an agreement has several words
                more[-1] = more[-1][0], f"{more[-1][1]} {word}"
        found.append(Wanted(head, sides, tuple(more)))
    return tuple(found)


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """Read the file once."""
    found = []
    section = ""
    for number, line in enumerate(_FILE.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# --- "):
            section = line[6:]
        elif line.strip() and not line.startswith("#"):
            language, text, cell, defect = (*(part.strip() for part in line.split("|")), "")[:4]
            published = None
            if text.startswith("("):
                published, _, text = text[1:].partition(") ")
            found.append(Case(number, section, language, text, published, _wanted(cell), defect))
    return tuple(found)


def coded(text: str, language: str, published: str | None = None) -> Coding:
    """Code one paragraph."""
    block = Block(0, len(text), "paragraph", language)
    day = parse_edtf(published) if published else None
    doc = Document(id="roles", path="-", text=text, blocks=(block,), language=language, published=day)
    return RuleCoder().code(doc)


def _codes(people: tuple[Participant, ...]) -> list[str]:
    return sorted({person.code for person in people if person.code})


def _sides(found: Report | Claim, wanted: Wanted) -> str:
    """Write the sides of a report in the form in which they are wanted."""
    if isinstance(found, Claim):
        return "=".join(_codes(found.parties))
    actor, recipient = _codes(found.actor), _codes(found.recipient)
    if "=" in wanted.sides and not set(recipient) - set(actor):
        return "=".join(actor)
    return f"{'+'.join(actor)}>{'+'.join(recipient)}"


def _sorted_sides(sides: str) -> str:
    if "=" in sides:
        return "=".join(sorted(sides.split("=")))
    return ">".join("+".join(sorted(side.split("+"))) for side in sides.split(">"))


def _field(found: Report | Claim, key: str) -> str:
    if key == "speakers":
        return "+".join(person.code or person.text for person in found.speakers)
    if key in _COUNTS:
        return str(found.counts.get(key, "")) if isinstance(found, Report) else ""
    value = getattr(found, "period" if key == "date" and isinstance(found, Claim) else key, None)
    return "+".join(value) if isinstance(value, tuple) else str(value or "")


def _fits(found: Report | Claim, wanted: Wanted) -> bool:
    head = found.direction if isinstance(found, Claim) else found.event
    if head != wanted.head or _sides(found, wanted) != _sorted_sides(wanted.sides):
        return False
    more = {"aux": "", **dict(wanted.more)}
    if "historical" not in more["aux"]:
        aux = "+".join(mode for mode in found.aux if mode != "historical")
        if aux != more.pop("aux"):
            return False
    return all(_field(found, key) == value for key, value in more.items())


def told(coding: Coding) -> str:
    """Write what was coded in the notation of the file."""
    parts = []
    everything: list[Report | Claim] = [*coding.reports, *coding.claims]
    for found in everything:
        if isinstance(found, Claim):
            parts.append(f"{found.direction} {'='.join(_codes(found.parties))} [{found.rule}]")
        else:
            more = [f"{key}={value}" for key in sorted(_KEYS) if (value := _field(found, key))]
            sides = f"{'+'.join(_codes(found.actor))}>{'+'.join(_codes(found.recipient))}"
            parts.append(f"{found.event} {sides} {' '.join(more)} [{found.trigger.text}; {found.rule}]")
    return " ; ".join(parts) or "-"


def is_right(case: Case) -> tuple[bool, str]:
    """Return whether exactly what is wanted is coded, and what is coded."""
    coding = coded(case.text, case.language, case.published)
    left: list[Report | Claim] = [*coding.reports, *coding.claims]
    for wanted in case.wanted:
        match = next((found for found in left if _fits(found, wanted)), None)
        if match is None:
            return False, told(coding)
        left.remove(match)
    return not left, told(coding)


def _parameters() -> list[object]:
    return [
        pytest.param(
            case,
            id=f"{case.number}-{case.section.split(':')[0].split(',')[0].replace(' ', '_')}",
            marks=[pytest.mark.xfail(strict=True, reason=case.defect)] if case.defect else [],
        )
        for case in cases()
    ]


@pytest.mark.parametrize("case", _parameters())
def test_roles(case: Case) -> None:
    """Exactly the reports and claims of the line are coded, with their sides and qualifiers."""
    right, found = is_right(case)
    wanted = " ; ".join(f"{w.head} {w.sides} {w.more or ''}".strip() for w in case.wanted) or "-"
    assert right, f"roles.txt:{case.number}: {case.text}\n    wanted {wanted}\n    found  {found}"


def test_notation() -> None:
    """Every line names classes of the codebook or directions, has its sides, and stands once."""
    known = set(load_codebook().ids) | _DIRECTIONS
    texts = [(case.language, case.text, case.published) for case in cases()]
    assert len(set(texts)) == len(texts)
    for case in cases():
        assert case.language in SUPPORTED, case.number
        for wanted in case.wanted:
            assert wanted.head in known, case.number
            assert ">" in wanted.sides or "=" in wanted.sides, case.number
            assert {key for key, _ in wanted.more} <= _KEYS, case.number


@pytest.mark.parametrize(
    ("language", "text", "sectors"),
    [
        (
            "tr",
            "Türkiye ve Ermenistan dışişleri bakanları protokolleri imzaladı.",
            {"TUR": "GOV", "ARM": "GOV"},
        ),
        (
            "az",
            "Azərbaycan, Türkiyə və Gürcüstan xarici işlər nazirləri görüşdü.",
            {"AZE": "GOV", "TUR": "GOV", "GEO": "GOV"},
        ),
        ("en", "Pakistan and Afghanistan's foreign ministers met.", {"PAK": "GOV", "AFG": "GOV"}),
        ("en", "Turkey and Armenian troops met.", {"TUR": None, "ARM": "MIL"}),
    ],
)
def test_offices_of_several_states(language: str, text: str, sectors: dict[str, str | None]) -> None:
    """States before the one that names the office have it too, where no case or preposition parts them."""
    block = Block(0, len(text), "paragraph", language)
    coding = RuleCoder().code(Document(id="x", path="-", text=text, blocks=(block,), language=language))
    assert {p.code: p.sector for report in coding.reports for p in report.actor} == sectors
