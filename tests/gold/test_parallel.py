"""The facts told in five languages: their form and design, not how they score."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

from dragoman.codebook import load as load_codebook
from dragoman.evaluation import GoldRow, read_gold
from dragoman.model import parse_edtf

LANGUAGES = ("en", "ru", "uk", "tr", "az")


@lru_cache
def facts() -> dict[str, tuple[GoldRow, ...]]:
    """Return the tellings of each fact."""
    told: dict[str, list[GoldRow]] = defaultdict(list)
    for row in read_gold(Path(__file__).with_name("parallel.txt")).rows:
        assert row.fact is not None, row.id
        told[row.fact].append(row)
    return {fact: tuple(tellings) for fact, tellings in told.items()}


def test_each_fact_is_told_in_five_languages() -> None:
    """There are at least 64 facts, each in the five languages, in their order."""
    assert len(facts()) >= 64
    assert {tuple(row.language for row in tellings) for tellings in facts().values()} == {LANGUAGES}


def test_every_class_is_there() -> None:
    """Each class is told four times at least, by languages that agree on it."""
    counts = Counter(event.event for tellings in facts().values() for event in tellings[0].events)
    assert {name: counts[name] for name in load_codebook().ids if counts[name] < 4} == {}


def test_shares() -> None:
    """Denied, imagined and coming events, dates of several times, speakers and double facts are there."""
    first = [tellings[0] for tellings in facts().values()]
    told = [event for row in first for event in row.events]
    assert sum(bool(event.aux) for event in told) >= 15
    years = [parse_edtf(event.date).earliest.year for event in told if event.date]
    assert len(years) >= 25
    assert sum(year < 1923 for year in years) >= 5
    assert sum(year >= 1991 for year in years) >= 5
    assert sum(bool(event.speaker) for event in told) >= 5
    assert sum(len(row.events) > 1 for row in first) >= 2


def test_a_fact_names_its_speaker_in_every_language_or_in_none() -> None:
    """A telling that leaves the speaker out would not be the same fact; the words stand in the sentence."""
    for fact, tellings in facts().items():
        chains = {tuple(len(event.speaker) for event in row.events) for row in tellings}
        assert len(chains) == 1, fact
        for row in tellings:
            for event in row.events:
                assert all(name in row.text for name in event.speaker), row.id


def test_no_telling_is_there_twice() -> None:
    """No sentence tells two facts."""
    counts = Counter(row.text for tellings in facts().values() for row in tellings)
    assert [text for text, count in counts.items() if count > 1] == []
