"""The gold sentences of each language: their form and design, not how they score."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from dragoman.codebook import load as load_codebook
from dragoman.evaluation import GoldEvent, GoldRow, read_gold
from dragoman.model import parse_edtf

HERE = Path(__file__).parent
FOREIGN = {"ru": "іїєґ", "uk": "ыэъё", "tr": "əqx", "az": "wâîû"}
"""Letters that a language does not have and its neighbour has."""
FILES = tuple(FOREIGN)


@lru_cache
def rows(language: str) -> tuple[GoldRow, ...]:
    """Return the rows of a language; reading checks classes, codes, aux and dates."""
    return read_gold(HERE / f"{language}.txt").rows


def events(language: str) -> list[GoldEvent]:
    """Return all events of a language."""
    return [event for row in rows(language) for event in row.events]


@pytest.mark.parametrize("language", FILES)
def test_size(language: str) -> None:
    """There are at least 160 sentences, each once, 30 of them with nothing to code."""
    texts = [row.text for row in rows(language)]
    assert len(texts) >= 160
    assert len(set(texts)) == len(texts)
    assert sum(row.no_event for row in rows(language)) >= 30
    assert {row.language for row in rows(language)} == {language}


@pytest.mark.parametrize("language", FILES)
def test_every_class_is_there(language: str) -> None:
    """Each class happens seven times at least, what is denied or imagined left out."""
    counts = Counter(event.event for event in events(language) if event.happened)
    assert {name: counts[name] for name in load_codebook().ids if counts[name] < 7} == {}


@pytest.mark.parametrize("language", FILES)
def test_shares(language: str) -> None:
    """Denied, imagined, coming and past events, dates and speakers are there in numbers."""
    aux = Counter(word for event in events(language) for word in event.aux)
    assert aux["negation"] >= 12
    assert aux["hypothetical"] >= 12
    assert aux["future"] >= 3
    assert aux["historical"] >= 3
    assert sum(event.date is not None for event in events(language)) >= 60
    assert sum(bool(event.speaker) for event in events(language)) >= 25
    assert sum(row.published is not None for row in rows(language)) >= 8
    assert sum(len(row.events) > 1 for row in rows(language)) >= 8


@pytest.mark.parametrize("language", FILES)
def test_periods(language: str) -> None:
    """Dates lie between 1900 and 2024, and some in each of four periods."""
    years = [parse_edtf(event.date).earliest.year for event in events(language) if event.date]
    assert min(years) >= 1900
    assert max(years) <= 2024
    for start, stop in ((1900, 1918), (1918, 1923), (1923, 1992), (1992, 2025)):
        assert sum(start <= year < stop for year in years) >= 3, (start, stop)


@pytest.mark.parametrize("language", FILES)
def test_classes_that_need_a_recipient_have_one(language: str) -> None:
    """Where the codebook wants a recipient there is one, or the parties act on each other."""
    book = load_codebook()
    bare = [
        (row.id, event.event)
        for row in rows(language)
        for event in row.events
        if book.requires_recipient(event.event) and not event.recipient_codes and len(event.actor_codes) < 2
    ]
    assert bare == []


@pytest.mark.parametrize("language", FILES)
def test_what_lies_ahead_is_coded_as_such(language: str) -> None:
    """Cooperation ahead is AGREE without aux; only classes that keep a future bear that aux."""
    book = load_codebook()
    wrong = [
        (row.id, event.event)
        for row in rows(language)
        for event in row.events
        if "future" in event.aux and book.future(event.event) != event.event
    ]
    assert wrong == []


@pytest.mark.parametrize("language", FILES)
def test_speakers_stand_in_their_sentence(language: str) -> None:
    """A speaker is written as the sentence has it."""
    absent = [
        (row.id, name)
        for row in rows(language)
        for event in row.events
        for name in event.speaker
        if name not in row.text
    ]
    assert absent == []


@pytest.mark.parametrize("language", FILES)
def test_sentences_are_of_their_language(language: str) -> None:
    """A sentence ends as one, and none has letters of the neighbour's language."""
    for row in rows(language):
        assert row.text[-1] in ".!?…»”", row.id
        assert not set(row.text.lower()) & set(FOREIGN[language]), row.id


@pytest.mark.parametrize(("language", "agent"), [("tr", "tarafından"), ("az", "tərəfindən")])
def test_turkic_constructions(language: str, agent: str) -> None:
    """Passives with an agent, events whose parties all act, and quotations are there."""
    coded = [row for row in rows(language) if row.events]
    assert sum(agent in row.text for row in coded) >= 10
    assert sum("“" in row.text for row in coded) >= 2
    assert sum(len(event.actor_codes) > 1 for event in events(language)) >= 20
