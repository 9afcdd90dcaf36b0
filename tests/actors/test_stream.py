"""Names as a stream of JSON lines."""

from __future__ import annotations

import json

from dragoman.actors.stream import resolve_stream


def _answers(*lines: object) -> list[dict[str, object]]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return [json.loads(line) for line, _ in resolve_stream(raw)]


def test_one_answer_a_line() -> None:
    """Each line has its answer in order, with code, sector, entity, candidates and reason."""
    first, second, third = _answers(
        {"id": "a", "text": "Baku", "on": "1919"},
        {"id": 2, "text": "President of the Chadian Human Rights League", "on": "2003"},
        {"id": None, "text": "Azerbaijani counterpart", "on": "2024", "other": "Hakan Fidan"},
    )
    assert (first["id"], first["code"], first["entity"]) == ("a", "AZE", "azerbaijan-1918")
    assert first["candidates"]
    assert (second["id"], second["code"], second["sector"]) == (2, "TCD", "NGO")
    assert (third["code"], third["entity"]) == ("AZE", "bayramov")


def test_nobody_is_an_answer() -> None:
    """A name that nobody bears has no code and a reason, and is no error."""
    [answer] = _answers({"id": 1, "text": "Wakanda"})
    assert answer["code"] is None
    assert answer["candidates"] == []
    assert "Wakanda" in str(answer["reason"])


def test_lines_that_cannot_be_used() -> None:
    """Errors stand in the place of their line, which they name, and the stream goes on."""
    answers = _answers(
        b"",
        b"[1]",
        b"{",
        b"\xff",
        {"id": 5},
        {"id": 6, "text": 7},
        {"id": 7, "text": "Baku", "on": "19x"},
        {"id": 8, "text": "Baku", "language": "fr"},
        {"id": 9, "text": "Baku", "on": "1919"},
    )
    for number, answer in enumerate(answers[:-1], 1):
        assert f"line {number}" in str(answer["error"])
    assert [answer["id"] for answer in answers] == [None, None, None, None, 5, 6, 7, 8, 9]
    assert answers[-1]["code"] == "AZE"


def test_a_byte_order_mark_is_no_text() -> None:
    """A byte order mark before the first line is passed over."""
    [answer] = _answers(b'\xef\xbb\xbf{"id": 1, "text": "Turkey", "on": "2000"}')
    assert answer["code"] == "TUR"
