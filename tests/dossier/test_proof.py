"""Marks are cut in Python, in code points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.dossier import Passage
from dragoman.dossier.proof import Mark, Passages, cut, marks_of, unproved

TEXT = st.text(st.sampled_from("aбıİ́👩‍🚒é\r\n <&\u2028"), min_size=1, max_size=30)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, int, list[Mark]]:
    """Draw a text, its offset in a document and marks within it."""
    text, offset = draw(TEXT), draw(st.integers(0, 50))
    marks = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        stop = draw(st.integers(start + 1, len(text)))
        marks.append(Mark(offset + start, offset + stop, f"f{number}", text[start:stop]))
    return text, offset, marks


@given(marked())
def test_pieces_join_to_the_text_and_to_each_quote(case: tuple[str, int, list[Mark]]) -> None:
    """All pieces give the text, the pieces of a mark its quote, and each mark opens once."""
    text, offset, marks = case
    pieces = cut(text, offset, marks)
    assert "".join(piece.text for piece in pieces) == text
    for mark in marks:
        held = [piece for piece in pieces if mark.field in piece.fields]
        assert "".join(piece.text for piece in held) == mark.quote
        assert sum(mark.field in piece.opens for piece in pieces) == 1


@given(marked())
def test_shared_pieces_of_a_paragraph_give_back_every_mark(case: tuple[str, int, list[Mark]]) -> None:
    """A paragraph that is cut once for all rows still gives each mark its quote by piece numbers."""
    text, offset, marks = case
    passages = Passages([Passage("d", offset, text)])
    assert passages.hold("d", marks) == ([0] if marks else [])
    pieces, edges = passages.pieces(0), passages.edges(0)
    assert "".join(pieces) == text
    for mark, (name, first, last) in zip(marks, passages.ranges(0, marks, edges), strict=True):
        assert name == mark.field
        assert "".join(pieces[first:last]) == mark.quote


def test_marks_of_a_report_come_once() -> None:
    """A participant that also stands in evidence is one mark; a third party has its role's name."""
    who = {"text": "Baku", "start": 0, "stop": 4, "basis": "stated"}
    row = {
        "actor": [who],
        "others": [{**who, "start": 9, "stop": 13, "role": "host"}],
        "evidence": [
            {"field": "actor", "start": 0, "stop": 4, "quote": "Baku", "basis": "stated"},
            {"field": "others[0]", "start": 9, "stop": 13, "quote": "Baku", "basis": "stated"},
        ],
    }
    assert [(mark.field, mark.start) for mark in marks_of(row)] == [("actor", 0), ("host", 9)]


def test_a_quote_elsewhere_is_named() -> None:
    """A shifted quote, a missing sentence and a missing paragraph are each told apart."""
    passages = Passages([Passage("d", 0, "Ankara met Baku.")])
    sentence = {"text": "Ankara met Baku.", "start": 0, "stop": 16}
    row = {"document": "d", "sentence": sentence}
    assert unproved(row, [Mark(0, 6, "actor", "Ankara")], passages) is None
    assert "actor 'Ankara' does not stand at 1:7" in str(
        unproved(row, [Mark(1, 7, "actor", "Ankara")], passages)
    )
    assert unproved({"document": "d"}, [], passages) == "it has no anchor sentence"
    assert unproved({**row, "document": "e"}, [], passages) is not None
