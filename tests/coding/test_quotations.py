"""Quotations over sentences and paragraphs, by their marks."""

from __future__ import annotations

import pytest

from dragoman.coding.quotations import Quotations
from dragoman.model import Block


def _found(*paragraphs: str) -> tuple[str, Quotations]:
    text = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph), "paragraph", "en"))
        at += len(paragraph) + 2
    return text, Quotations(text, blocks)


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("“", "”"), ("«", "»"), ("„", "“"), ("„", "”")])
def test_marks(opening: str, closing: str) -> None:
    """Straight, English, Russian and German marks open and close a quotation."""
    text, found = _found(f"{opening}One. Two.{closing} said he. Three.")
    around = found.around(text.index("Two"))
    assert around is not None
    assert text[around.start : around.stop] == f"{opening}One. Two.{closing}"
    assert found.around(text.index("said")) is None


def test_paragraphs_that_open_again() -> None:
    """Paragraphs that each open with a mark, and of which only the last one closes, are one quotation."""
    text, found = _found('"One.', '"Two.', '"Three," said he.')
    assert found.around(text.index("One")) == found.around(text.index("Three")) is not None


def test_a_lost_mark() -> None:
    """A mark that nothing closes in its paragraph opens no quotation in the next one."""
    text, found = _found('He was 6" tall.', "Two.", 'He said: "Three."')
    assert found.around(text.index("Two")) is None
    assert found.around(text.index("Three")) is not None
