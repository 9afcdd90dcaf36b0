"""Turkish without its own letters, word for word (``tr/plain.txt``)."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from dragoman.languages import load
from dragoman.languages.turkic.plain import LETTERS, Plain
from dragoman.languages.turkic.words import Words

_CASES = [
    tuple(part.strip() for part in line.split("|"))
    for line in Path(__file__).with_name("tr").joinpath("plain.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("bare", "written"), _CASES)
def test_letters_come_back(bare: str, written: str) -> None:
    """A text gets the letters that the lexicon writes, and stays as long."""
    words = cast(Words, load("tr").words)
    assert LETTERS.search(bare) is None
    assert Plain(words).read(bare) == written
    assert len(bare) == len(written)
