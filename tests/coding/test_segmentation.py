"""Sentence boundaries against hand-cut lines (``segmentation.txt``, notation in its head)."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.coding.segment import sentences
from dragoman.languages import SUPPORTED, load
from dragoman.languages.boundaries import Boundaries

_FILE = Path(__file__).with_name("segmentation.txt")
_MARK = "|"
_FLOORS = {"en": 0.99, "ru": 0.99, "uk": 0.99, "tr": 0.99, "az": 0.99}
"""Shares of right sentences as measured when the file was last worked on; raise them, never lower them."""


class Case(NamedTuple):
    """One hand-cut line."""

    language: str
    number: int
    marked: str

    @property
    def text(self) -> str:
        """Return the text without its marks."""
        return self.marked.replace(_MARK, "")


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """Read the file once."""
    found = []
    language = ""
    for number, line in enumerate(_FILE.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("== "):
            language = line[3:].strip()
        elif line.strip() and not line.startswith("#"):
            found.append(Case(language, number, line.replace("\\n", "\n")))
    return tuple(found)


def cut(case: Case) -> str:
    """Return the text as the segmenter cuts it, in the notation of the file."""
    text = case.text
    spans = sentences(text, 0, len(text), load(case.language).pack.boundaries)
    pieces = []
    done = 0
    for _, stop in spans[:-1]:
        pieces.append(text[done:stop])
        done = stop
    return _MARK.join([*pieces, text[done:]])


@pytest.mark.parametrize("language", SUPPORTED)
def test_enough_lines(language: str) -> None:
    """Every language has at least 280 sentences, no line twice."""
    lines = [case.marked for case in cases() if case.language == language]
    assert sum(line.count(_MARK) + 1 for line in lines) >= 280
    assert len(set(lines)) == len(lines)


def right(case: Case) -> int:
    """Return how many of the hand-cut sentences of a line are cut so, at both ends."""
    return sum((Counter(case.marked.split(_MARK)) & Counter(cut(case).split(_MARK))).values())


@pytest.mark.parametrize("language", SUPPORTED)
def test_share(language: str) -> None:
    """The share of sentences cut exactly as by hand stays at what was measured."""
    mine = [case for case in cases() if case.language == language]
    wrong = [case for case in mine if cut(case) != case.marked]
    total = sum(case.marked.count(_MARK) + 1 for case in mine)
    share = sum(map(right, mine)) / total
    told = "\n".join(f"{c.number}: {c.marked!r}\n   cut {cut(c)!r}" for c in wrong)
    assert share >= _FLOORS[language], (
        f"{len(wrong)} of {len(mine)} lines wrong ({share:.4f} right, floor {_FLOORS[language]})\n{told}"
    )


@pytest.mark.parametrize("language", SUPPORTED)
def test_sentences_tile_the_text(language: str) -> None:
    """Sentences are in order, without overlap, without outer white space, and lose no letter."""
    boundaries = load(language).pack.boundaries
    for case in cases():
        text = f"  {case.text}\n\n{case.text}\t"
        spans = sentences(text, 0, len(text), boundaries)
        edges = [0, *(edge for span in spans for edge in span), len(text)]
        assert not any(text[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True))
        assert all(a < b for a, b in spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
        assert all(text[a:b] == text[a:b].strip() for a, b in spans)


def test_only_the_part_asked_for() -> None:
    """Spans point into the whole text, and nothing outside the given range is cut."""
    text = "Iran left. Iraq stayed. Oman waited."
    found = sentences(text, 11, 23, Boundaries.of())
    assert found == [(11, 23)]
