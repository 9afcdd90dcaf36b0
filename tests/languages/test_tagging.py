"""Classes of hard words against a table written by hand (``tagging.txt``, notation in its head)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.actors import scanner
from dragoman.coding.sentence import Sentence, cut
from dragoman.languages import SUPPORTED, load

_FILE = Path(__file__).with_name("tagging.txt")
_FLOORS = {"en": 0.95, "ru": 0.97, "uk": 0.97, "tr": 0.97, "az": 0.97}
"""Shares of right words as measured when the file was last worked on; raise them, never lower them."""
_LEAST = {"en": 60, "ru": 30, "uk": 30, "tr": 30, "az": 30}


class Case(NamedTuple):
    """One word of a sentence and the classes it may have."""

    number: int
    language: str
    text: str
    word: str
    nth: int
    wanted: str


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """Read the file once."""
    found = []
    for number, line in enumerate(_FILE.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        language, text, answers = (cell.strip() for cell in line.split("|"))
        for answer in answers.split():
            word, _, wanted = answer.partition("=")
            word, _, nth = word.partition("/")
            found.append(Case(number, language, text, word, int(nth or 1), wanted))
    return tuple(found)


@lru_cache(maxsize=512)
def parsed(language: str, text: str) -> Sentence:
    """Cut and parse a sentence as the coder does."""
    grammar = load(language)
    mentions = scanner(language).scan(text)
    return cut(grammar, text, 0, len(text), mentions, grammar.dates.find(text, 0, len(text)))


def tagged(case: Case) -> str:
    """Return the class that the grammar gives to the word."""
    sentence = parsed(case.language, case.text)
    units = [case.text[a:b] for a, b in zip(sentence.starts, sentence.stops, strict=True)]
    places = [i for i, unit in enumerate(units) if unit == case.word]
    if len(places) < case.nth:
        return f"(not a unit: {units})"
    return sentence.parse.classes[places[case.nth - 1]]


@pytest.mark.parametrize("language", SUPPORTED)
def test_enough_sentences(language: str) -> None:
    """Every language has as many sentences as were asked for."""
    assert len({case.text for case in cases() if case.language == language}) >= _LEAST[language]


@pytest.mark.parametrize("language", SUPPORTED)
def test_share(language: str) -> None:
    """The share of words with the class they have by hand stays at what was measured."""
    mine = [case for case in cases() if case.language == language]
    wrong = [(case, found) for case in mine if (found := tagged(case)) not in case.wanted]
    share = 1 - len(wrong) / len(mine)
    told = "\n".join(f"{c.number}: {c.text} {c.word}={c.wanted}, found {found}" for c, found in wrong)
    assert share >= _FLOORS[language], (
        f"{len(wrong)} of {len(mine)} wrong ({share:.4f} right, floor {_FLOORS[language]})\n{told}"
    )


@pytest.mark.parametrize("language", SUPPORTED)
def test_a_class_for_every_unit(language: str) -> None:
    """The string of classes has one character a unit, and groups and predicates lie within it."""
    for case in cases():
        if case.language != language:
            continue
        sentence = parsed(language, case.text)
        parse = sentence.parse
        size = len(sentence.words)
        assert len(parse.classes) == len(parse.group_of) == size
        assert all(0 <= g.first <= g.head < g.stop <= size for g in parse.groups), case.text
        assert [g.index for g in parse.groups] == list(range(len(parse.groups)))
        assert [p.index for p in parse.predicates] == list(range(len(parse.predicates)))
        assert all(0 <= p.first <= p.token < p.stop <= size for p in parse.predicates), case.text
        assert all(-1 <= p.parent < len(parse.predicates) for p in parse.predicates), case.text
