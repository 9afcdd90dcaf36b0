"""Development sentences: what the coder makes of single sentences that were written before it saw them.

One file a language, ``<xx>_sentences.txt`` here or ``languages/<xx>/sentences.txt``, in a notation that needs
no program to be edited:

    CLASS[+CLASS] | ACTOR>RECIPIENT or A=B | aux or - | sentence

A sentence is *coded* when exactly the labelled classes come out, and *right* when sides and auxiliary
modes are as labelled too.  ``- | - | - | sentence`` is right when nothing is coded.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from dragoman.codebook import load as load_codebook
from dragoman.coding.rules import RuleCoder
from dragoman.model import AUX, Block, Document, Participant, Report

_HERE = Path(__file__).parent
_SLACK = 0.01
"""Margin under the measured share: an engine that moves one sentence in a hundred is told so."""
_MEASURED = {
    "en": {"coded": 0.957, "right": 0.92, "silent": 1.0},
    "ru": {"coded": 1.0, "right": 0.99, "silent": 1.0},
    "uk": {"coded": 0.99, "right": 0.95, "silent": 1.0},
}
"""Shares as measured when the file was last worked on; raise them, never lower them."""
_FILES = [
    *sorted(_HERE.glob("*_sentences.txt")),
    *(
        path
        for path in sorted(_HERE.parent.glob("languages/*/sentences.txt"))
        if path.parent.name in _MEASURED
    ),
]
_BODIES = {"UNO": "IGO", "EUR": "IGO"}
"""The labels do not all tell the United Nations and the European Union from other bodies of states."""
_QUIET = frozenset({"historical"})
"""A single sentence has no main time to lie before."""


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled sentence."""

    where: str
    events: tuple[str, ...]
    sides: tuple[str, ...]
    aux: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coder said about one sentence, as it is written in the file."""

    case: Case
    lines: tuple[str, ...]
    coded: bool
    right: bool

    def told(self) -> str:
        """Return the failure as a person wants to read it."""
        case = self.case
        wanted = " ".join(["+".join(case.events) or "-", ";".join(case.sides), "+".join(sorted(case.aux))])
        found = "; ".join(self.lines) or "-"
        return f"{case.where}: {case.text}\n    wanted {wanted.strip()}\n    found  {found}"


def _cases(path: Path) -> list[Case]:
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        events, sides, aux, text = (part.strip() for part in line.split("|", 3))
        cases.append(
            Case(
                f"{path.name}:{number}",
                () if events == "-" else tuple(events.split("+")),
                () if sides == "-" else tuple(side.strip() for side in sides.split(";")),
                frozenset() if aux == "-" else frozenset(aux.split("+")),
                text,
            )
        )
    return cases


def _language(path: Path) -> str:
    return path.parent.name if path.name == "sentences.txt" else path.name.split("_", 1)[0]


def _folded(code: str) -> str:
    return _BODIES.get(code, code)


def _codes(people: tuple[Participant, ...]) -> frozenset[str]:
    return frozenset(_folded(person.code) for person in people if person.code)


def _side_fits(wanted: str, found: frozenset[str]) -> bool:
    return wanted == "?" or frozenset(map(_folded, filter(None, wanted.split("+")))) == found


def _fits(sides: str, report: Report) -> bool:
    actor, recipient = _codes(report.actor), _codes(report.recipient)
    if "=" in sides:
        return frozenset(map(_folded, sides.split("="))) == actor | recipient and not recipient - actor
    left, right = sides.split(">")
    # "CLASS | KEN>": the text names nobody else; the coder may read the home side there
    return _side_fits(left, actor) and (_side_fits(right, recipient) or (not right and recipient <= actor))


def _line(report: Report) -> str:
    actor, recipient = (",".join(p.code or "?" for p in side) for side in (report.actor, report.recipient))
    aux = "+".join(report.aux)
    return f"{report.event} {actor}>{recipient} {aux} [{report.trigger.text}; {report.rule}]"


def _judge(coder: RuleCoder, case: Case, language: str) -> Answer:
    block = Block(0, len(case.text), "paragraph", language)
    doc = Document(id="sentence", path="-", text=case.text, blocks=(block,), language=language)
    reports = list(coder.code(doc).reports)
    events = tuple(report.event for report in reports)
    lines = tuple(_line(report) for report in reports)
    coded = right = sorted(events) == sorted(case.events)
    sides = case.sides if len(case.sides) == len(case.events) else case.sides * len(case.events)
    for event, side in zip(case.events, sides, strict=True):
        found = next((r for r in reports if r.event == event and _fits(side, r)), None)
        if found is None or frozenset(found.aux) - _QUIET != case.aux:
            right = False
            break
        reports.remove(found)
    return Answer(case, lines, coded, right)


@lru_cache(maxsize=8)
def judged(path: Path) -> tuple[Answer, ...]:
    """Code every sentence of a file once."""
    coder = RuleCoder()
    language = _language(path)
    return tuple(_judge(coder, case, language) for case in _cases(path))


def shares(answers: tuple[Answer, ...]) -> dict[str, float]:
    """Return the shares coded and right among the sentences with events, silent among those without."""
    told = [a for a in answers if a.case.events]
    quiet = [a for a in answers if not a.case.events]
    return {
        "coded": sum(a.coded for a in told) / len(told),
        "right": sum(a.right for a in told) / len(told),
        "silent": sum(a.right for a in quiet) / len(quiet),
    }


def _report(answers: tuple[Answer, ...]) -> str:
    total, right = Counter[str](), Counter[str]()
    for answer in answers:
        for event in answer.case.events or ("-",):
            total[event] += 1
            right[event] += answer.right
    table = "\n".join(f"{event:<10} {right[event]:>3} of {total[event]}" for event in sorted(total))
    return "\n".join([table, *(answer.told() for answer in answers if not answer.right)])


@pytest.mark.parametrize("path", _FILES, ids=_language)
def test_notation(path: Path) -> None:
    """Every line names classes of the codebook, as many sides as it needs, and known auxiliary modes."""
    known = set(load_codebook().ids)
    for case in _cases(path):
        assert set(case.events) <= known, case.where
        assert case.aux <= set(AUX), case.where
        assert len(case.sides) in ({1, len(case.events)} if case.events else {0}), case.where
        assert all(">" in side or "=" in side for side in case.sides), case.where


@pytest.mark.parametrize("path", _FILES, ids=_language)
def test_no_sentence_twice(path: Path) -> None:
    """No sentence counts double."""
    twice = [text for text, n in Counter(case.text for case in _cases(path)).items() if n > 1]
    assert not twice


@pytest.mark.parametrize("measure", ["coded", "right", "silent"])
@pytest.mark.parametrize("path", _FILES, ids=_language)
def test_share(path: Path, measure: str) -> None:
    """The share of each measure stays within the margin of what was measured."""
    answers = judged(path)
    floor = _MEASURED[_language(path)][measure] - _SLACK
    got = shares(answers)[measure]
    assert got >= floor, f"{measure}: {got:.4f}, floor {floor:.4f}\n{_report(answers)}"
