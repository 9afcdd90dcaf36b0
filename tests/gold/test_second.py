"""The second set of sentences: its form and design, not how it scores."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.codebook import load as load_codebook
from dragoman.evaluation import read_gold

HERE = Path(__file__).parent
SIZES = {"ru": 290, "uk": 220, "tr": 70, "az": 60, "en": 150}
ASIDE = ("aside-en", "aside-ru", "aside-uk")
"""Those whose errors were not read while the others were worked on."""
FRESH = tuple(path.stem.removeprefix("second-") for path in sorted(HERE.glob("second/second-fresh-*.txt")))
"""Those whose errors nobody has read."""


@pytest.mark.parametrize("language", SIZES)
def test_size(language: str) -> None:
    """As many sentences as the page says, each once and none of the first set; ten at least have no event."""
    rows = read_gold(HERE / "second" / f"second-{language}.txt").rows
    texts = [row.text for row in rows]
    first = {row.text for path in HERE.glob(f"{language}.txt") for row in read_gold(path).rows}
    assert len(texts) >= SIZES[language]
    assert len(set(texts)) == len(texts)
    assert first.isdisjoint(texts)
    assert sum(row.no_event for row in rows) >= 10
    assert {row.language for row in rows} == {language}


@pytest.mark.parametrize("language", [*SIZES, *FRESH])
def test_every_class_is_there(language: str) -> None:
    """Each class happens twice at least."""
    rows = read_gold(HERE / "second" / f"second-{language}.txt").rows
    counts = Counter(event.event for row in rows for event in row.events if event.happened)
    assert {name: counts[name] for name in load_codebook().ids if counts[name] < 2} == {}


@pytest.mark.parametrize("name", ASIDE)
def test_aside(name: str) -> None:
    """None of those kept aside is in the other half."""
    rows = read_gold(HERE / "second" / f"second-{name}.txt").rows
    known = read_gold(HERE / "second" / f"second-{name.removeprefix('aside-')}.txt").rows
    assert rows
    assert {row.text for row in rows}.isdisjoint(row.text for row in known)
    assert any(row.no_event for row in rows)


@pytest.mark.parametrize("name", FRESH)
def test_fresh(name: str) -> None:
    """Sixty sentences, ten of them without an event, of one language and in no other file."""
    rows = read_gold(HERE / "second" / f"second-{name}.txt").rows
    texts = {row.text for row in rows}
    language = name.removeprefix("fresh-")
    known = (path for path in HERE.glob(f"**/*{language}.txt") if path.stem != f"second-{name}")
    assert len(rows) >= 60
    assert len(texts) == len(rows)
    assert {row.language for row in rows} == {language}
    assert sum(row.no_event for row in rows) >= 10
    assert texts.isdisjoint(row.text for path in known for row in read_gold(path).rows)


@pytest.mark.parametrize("language", [*SIZES, *ASIDE, *FRESH])
def test_speakers_stand_in_their_sentence(language: str) -> None:
    """A speaker is written as the sentence has it."""
    rows = read_gold(HERE / "second" / f"second-{language}.txt").rows
    absent = [
        (row.id, name)
        for row in rows
        for event in row.events
        for name in event.speaker
        if name.lower() not in row.text.lower()
    ]
    assert absent == []
