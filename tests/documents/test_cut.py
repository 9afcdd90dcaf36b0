"""Plain text is cut into blocks that hold everything once."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.documents import read_text
from dragoman.documents.cut import cut, uniform
from dragoman.model.errors import DocumentError

ONE = (
    "The two ministers met in the capital on Monday and signed a treaty on trade and transit, which both "
    "parliaments have to ratify before the end of the year. The talks had lasted for almost three weeks."
)
TWO = (
    "Observers from the neighbouring state, who had been invited late, called the text a step back. "
    "Their own government has not yet answered, and nobody expects an answer before the election."
)


def _parts(text: str) -> list[str]:
    return [text[piece.start : piece.stop] for piece in cut(text)]


def test_blank_lines_part_paragraphs() -> None:
    """A blank line, also one with spaces in it, ends a paragraph."""
    assert _parts(f"{ONE}\n  \n{TWO}\n") == [ONE, TWO]


def test_wrapped_lines_stay_together() -> None:
    """Lines broken at 70 characters are one paragraph."""
    wrapped = "\n\n".join(textwrap.fill(text, 70) for text in (ONE, TWO))
    assert _parts(wrapped) == wrapped.split("\n\n")


def test_lines_that_are_paragraphs_are_parted() -> None:
    """Where every line is a paragraph, the line break parts them."""
    assert _parts("\n".join([ONE, TWO, ONE])) == [ONE, TWO, ONE]


def test_short_last_line_and_indent_end_a_wrapped_paragraph() -> None:
    """Without blank lines, a short closing line or an indent shows where a paragraph ends."""
    first, second = textwrap.fill(ONE, 80), textwrap.fill(TWO, 80)
    assert len(_parts(f"{first}\n{second}")) == 2
    assert len(_parts(f"{first}\n    {second}\n    {first}")) == 3


def test_list_lines_are_blocks() -> None:
    """Every marked line of a list is a block of its own, also below wrapped prose."""
    text = f"{textwrap.fill(ONE, 70)}\n- First point\n- Second point\n"
    assert _parts(text)[1:] == ["- First point", "- Second point"]


def test_torn_words_and_sentences_go_on() -> None:
    """A hyphen, or an open sentence and then a small letter, joins over a blank line; the text stays."""
    text = "They exchanged several dele-\n\ngations. The visit ended."
    assert _parts(text) == [text]
    text = "The parties exchanged experience over many years in various\n\nfields of culture."
    assert _parts(text) == [text]


def test_windows_line_ends_keep_places() -> None:
    """Carriage returns stay in a raw text and do not move any place."""
    text = "One thing happened.\r\n\r\nAnother followed."
    assert len(uniform(text)) == len(text)
    assert _parts(text) == ["One thing happened.", "Another followed."]


def test_form_feeds_number_pages() -> None:
    """A form feed begins a new page."""
    assert [piece.page for piece in cut("First page.\n\f\nSecond page.")] == [1, 2]


@settings(deadline=None)
@given(st.text(st.sampled_from("ab AB.\n\n\r\t\f-1)я Я•>\u2028\x85:"), max_size=120))
def test_blocks_partition_the_text(text: str) -> None:
    """Blocks are in order, do not overlap, and hold every visible character."""
    _assert_partition(text)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([ONE, TWO, "References", "- item", "1. Two", "РАЗДЕЛ", "", "a@b.org", "[1] X"]))
)
def test_blocks_of_lines_partition_the_text(lines: list[str]) -> None:
    """The same for lines that look like parts of a paper."""
    _assert_partition("\n".join(lines))


def _assert_partition(text: str) -> None:
    if not text.strip():
        with pytest.raises(DocumentError, match="no visible character"):
            read_text(text)
        return
    doc = read_text(text, language="en")
    assert doc.text == text
    covered = [0] * len(text)
    last = 0
    for block in doc.blocks:
        assert last <= block.start < block.stop <= len(text)
        last = block.stop
        covered[block.start : block.stop] = [1] * (block.stop - block.start)
    assert all(char.isspace() or inside for char, inside in zip(text, covered, strict=True))


def test_even_text_ends_with_a_line_break() -> None:
    """A last line break, which every editor writes, changes no block."""
    plain = "One paragraph of it.\n\nAnother paragraph, and the last"
    assert [(p.start, p.stop) for p in cut(plain + "\n")] == [(p.start, p.stop) for p in cut(plain)]
