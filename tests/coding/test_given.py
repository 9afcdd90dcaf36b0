"""Relation classification: actor and recipient are given, the class is asked (``given.txt``)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.codebook import load as load_codebook
from dragoman.coding.given import Answer, classify
from dragoman.languages import load

_FILE = Path(__file__).with_name("given.txt")
_MARKED = re.compile(r"\[(?P<actor>[^\]]+)\]|\{(?P<recipient>[^}]+)\}")


class Case(NamedTuple):
    """One line of the file."""

    number: int
    language: str
    event: str
    text: str
    spans: dict[str, list[tuple[int, int]]]
    defect: str


def unmark(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """Return the text without its marks and the spans they stood around."""
    text = ""
    done = 0
    spans: dict[str, list[tuple[int, int]]] = {"actor": [], "recipient": []}
    for match in _MARKED.finditer(marked):
        text += marked[done : match.start()]
        side = str(match.lastgroup)
        spans[side].append((len(text), len(text) + len(match[side])))
        text += match[side]
        done = match.end()
    return text + marked[done:], spans


def cases() -> list[Case]:
    """Read the file."""
    found = []
    language = ""
    for number, line in enumerate(_FILE.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# --- "):
            language = line[6:].strip()
        elif line.strip() and not line.startswith("#"):
            event, marked, defect = (*(part.strip() for part in line.split("|")), "")[:3]
            found.append(Case(number, language, event, *unmark(marked), defect))
    return found


def answer(case: Case) -> Answer | None:
    """Classify the pair of a line."""
    return classify(
        case.text, load(case.language), case.spans["actor"], case.spans["recipient"], load_codebook()
    )


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=str(case.number),
            marks=[pytest.mark.xfail(strict=True, reason=case.defect)] if case.defect else [],
        )
        for case in cases()
    ],
)
def test_class_of_the_pair(case: Case) -> None:
    """The class that the sentence gives to the pair comes out, or none."""
    found = answer(case)
    assert (found.outcome.event if found else "-") == case.event, f"given.txt:{case.number}: {case.text}"


def test_marks_become_spans() -> None:
    """The notation's marks are cut out and their places kept."""
    text, spans = unmark("[Iran] met {Iraq} and {Oman}.")
    assert text == "Iran met Iraq and Oman."
    assert [text[a:b] for a, b in spans["actor"]] == ["Iran"]
    assert [text[a:b] for a, b in spans["recipient"]] == ["Iraq", "Oman"]


def test_the_ranking_is_told() -> None:
    """All candidates are listed, best first, and the answer is the best of them."""
    text, spans = unmark("[Iran] condemned {Iraq} and praised Jordan.")
    found = classify(text, load("en"), spans["actor"], spans["recipient"], load_codebook())
    assert found is not None
    scores = [score for score, *_ in found.ranking]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 1
    assert found.ranking[0] == (
        found.score,
        found.outcome.event,
        found.scene.sentence.words[found.fired.predicate.token].form,
        found.fired.frame.rule,
    )


def test_no_recipient_given() -> None:
    """The recipient may be left open."""
    text, spans = unmark("[Thousands] protested in Lima.")
    found = classify(text, load("en"), spans["actor"], [], load_codebook())
    assert found is not None
    assert found.outcome.event == "PROTEST"


def test_nothing_to_classify() -> None:
    """An empty text and one without any frame give no answer."""
    book = load_codebook()
    assert classify("", load("en"), [], [], book) is None
    assert classify("Blue is a colour.", load("en"), [(0, 4)], [], book) is None
