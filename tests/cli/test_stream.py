"""The stream form: one answer a line, in order, whatever the line is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dragoman.coding.base import AssumeDate, Coding
from dragoman.coding.rules import RuleCoder
from dragoman.coding.stream import code_stream
from dragoman.documents import read_text
from dragoman.model import Document

ATTACK = "Russia attacked Georgia in August 2008."
KEYS = {
    "event", "mode", "contexts", "aux", "occurrence", "actor", "recipient", "others", "date", "place",
    "speakers", "agreement", "trigger", "evidence", "confidence", "rule",
}  # fmt: skip
"""Keys of a report that the format promises."""


def stream(*lines: Any, assume: AssumeDate = "today") -> list[dict[str, Any]]:
    """Send lines (bytes as they are, everything else as JSON) and read the answers."""
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines]
    answers = list(code_stream(raw, coder=RuleCoder(), read=read_text, assume=assume))
    assert all("\n" not in answer.line for answer in answers)
    return [json.loads(answer.line) for answer in answers]


def test_report_has_every_promised_key() -> None:
    """A plain sentence gives one report with all keys of the format."""
    [answer] = stream({"id": 7, "text": ATTACK, "language": "en"})
    assert set(answer) == {"id", "reports", "claims"}
    [report] = answer["reports"]
    assert set(report) >= KEYS
    assert (report["event"], report["date"]) == ("ASSAULT", "2008-08")
    assert [who["code"] for who in report["actor"]] == ["RUS"]
    assert [who["code"] for who in report["recipient"]] == ["GEO"]
    assert set(report["actor"][0]) >= {"text", "start", "stop", "code", "sector", "entity"}


def test_errors_stand_in_their_place() -> None:
    """Lines that cannot be used are answered where they stand and the stream goes on."""
    good = {"id": "good", "text": ATTACK, "language": "en"}
    answers = stream(
        b"no json\n",
        good,
        b"\n",
        {"id": "no text"},
        {"id": "number", "text": 5},
        b"[1, 2]\n",
        b'{"id": 1, "text": "\xff"}\n',
        {"id": "empty", "text": " "},
        {"id": "date", "text": ATTACK, "published": "yesterday"},
        {"id": "last", "text": ATTACK, "language": "en"},
    )
    assert [answer["id"] for answer in answers] == [
        None, "good", None, "no text", "number", None, None, "empty", "date", "last",
    ]  # fmt: skip
    assert [set(answer) == {"id", "error"} for answer in answers] == [
        True, False, True, True, True, True, True, True, True, False,
    ]  # fmt: skip
    assert "line 1" in answers[0]["error"]
    assert "line 3" in answers[2]["error"]
    assert answers[1]["reports"] == answers[-1]["reports"] != []


def test_spans_count_code_points() -> None:
    """Offsets after emoji, combining characters and line ends cut the quotes out of the text sent."""
    text = "🕊️ Cafe\u0301.\r\n" + ATTACK
    [answer] = stream({"id": 1, "text": text, "language": "en"})
    [report] = answer["reports"]
    assert {"actor", "recipient"} <= {piece["field"] for piece in report["evidence"]}
    for piece in report["evidence"]:
        assert text[piece["start"] : piece["stop"]] == piece["quote"]
    for who in (*report["actor"], *report["recipient"], report["trigger"]):
        assert text[who["start"] : who["stop"]] == who["text"]


def test_lone_surrogate_is_answered() -> None:
    """Half a character in text and id neither ends the stream nor breaks the next line."""
    answers = stream(
        b'{"id": "\\ud800", "text": "\\ud800 Russia attacked Georgia.", "language": "en"}\n',
        {"id": 2, "text": ATTACK, "language": "en"},
    )
    assert [answer["id"] for answer in answers] == ["\ud800", 2]


def test_byte_order_mark() -> None:
    """A byte order mark before the first line is no error."""
    line = json.dumps({"id": 1, "text": ATTACK, "language": "en"}).encode()
    [answer] = stream(b"\xef\xbb\xbf" + line)
    assert "reports" in answer


def given(text: str, actor: str, recipient: str | None) -> dict[str, Any]:
    """Return a request about the first places of two names in a text."""
    spans = {"actor": [[text.index(actor), text.index(actor) + len(actor)]]}
    if recipient is not None:
        spans["recipient"] = [[text.index(recipient), text.index(recipient) + len(recipient)]]
    return {"id": 1, "text": text, "language": "en", "given": spans}


def test_given_answers_for_that_dyad() -> None:
    """With actor and recipient given there is one report, and it has those spans."""
    [answer] = stream(given(ATTACK, "Russia", "Georgia"))
    [report] = answer["reports"]
    assert report["event"] == "ASSAULT"
    assert [(who["text"], who["code"]) for who in report["actor"]] == [("Russia", "RUS")]
    assert [(who["text"], who["code"]) for who in report["recipient"]] == [("Georgia", "GEO")]
    assert answer["claims"] == []


def test_given_without_evidence_is_none() -> None:
    """Where no frame speaks, nothing is answered instead of a fallback class."""
    [answer] = stream(given("Russia and Georgia lie on the Black Sea.", "Russia", "Georgia"))
    assert answer == {"id": 1, "reports": [], "claims": []}


def test_given_without_one_side() -> None:
    """Either side may be missing: a passive may name no actor, a protest no recipient."""
    [answer] = stream(given(ATTACK, "Russia", None))
    assert [report["recipient"] for report in answer["reports"]] == [[]]
    start = ATTACK.index("Georgia")
    [answer] = stream(
        {"id": 1, "text": ATTACK, "language": "en", "given": {"actor": [], "recipient": [[start, start + 7]]}}
    )
    assert [report["actor"] for report in answer["reports"]] == [[]]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"actor": [], "recipient": []},
        {"actor": [[6, 0]]},
        {"actor": [[0, 600]]},
        {"actor": [[0, 6.5]]},
        {"actor": [[True, 6]]},
        {"actor": [0, 6]},
        {"actor": "Russia"},
        {"actor": [[0, 6]], "target": []},
        [],
        "x",
    ],
)
def test_given_spans_are_checked(wrong: object) -> None:
    """Spans that are none are an error in place, not a guess."""
    [answer] = stream({"id": 1, "text": ATTACK, "given": wrong})
    assert set(answer) == {"id", "error"}


def test_unknown_language_is_named() -> None:
    """A language without a pack is no error, but it is said."""
    [answer] = stream({"id": 1, "text": "Russland griff Georgien im August 2008 an.", "language": "de"})
    assert answer["reports"] == []
    assert any("'de'" in problem for problem in answer["problems"])


def test_one_line_at_a_time() -> None:
    """The answer to a line is there before the next line is read, for a partner that waits for it."""
    read: list[int] = []

    def lines() -> Any:
        for number in range(3):
            read.append(number)
            yield json.dumps({"id": number, "text": ATTACK, "language": "en"}).encode()

    answers = code_stream(lines(), coder=RuleCoder(), read=read_text)
    for number in range(3):
        assert json.loads(next(answers).line)["id"] == number
        assert read == list(range(number + 1))


def test_defect_costs_one_line() -> None:
    """A coder that breaks on one text is reported in its place; the other lines are coded."""

    class Fragile:
        name, version = "fragile", "1"

        def code(self, doc: Document, *, assume: AssumeDate = "today") -> Coding:
            if "break" in doc.text:
                raise IndexError("list index out of range")
            return Coding()

    lines = [json.dumps({"id": text, "text": text}).encode() for text in ("one", "break", "two")]
    answers = list(code_stream(lines, coder=Fragile(), read=read_text))
    assert [answer.ok for answer in answers] == [True, False, True]
    assert "IndexError" in json.loads(answers[1].line)["error"]


@pytest.mark.parametrize(("assume", "code"), [("today", "RUS"), ("none", None)])
def test_assume_date_with_given(assume: AssumeDate, code: str | None) -> None:
    """Without any date a name is read as of today, or not at all where that is switched off."""
    text = "Russia attacked Georgia."
    request = given(text, "Russia", "Georgia")
    [answer] = stream(request, assume=assume)
    [report] = answer["reports"]
    assert [who["code"] for who in report["actor"]] == [code]


def test_command(run: Any) -> None:
    """``dragoman code -`` reads standard input; its exit code says whether a line could not be used."""
    good = json.dumps({"id": 1, "text": ATTACK, "language": "en"}).encode() + b"\n"
    result = run("code", "-", stdin=good)
    assert (result.code, len(result.out.splitlines()), result.err) == (0, 1, "")
    result = run("code", "-", "--assume-date", "1985-06", stdin=b"no\n" + good)
    assert (result.code, len(result.out.splitlines())) == (1, 2)


@pytest.mark.parametrize("word", ["tomorrow", "85", "1985-13", "1985-06-31", "1985-06-30-1"])
def test_assume_date_is_checked(run: Any, word: str) -> None:
    """A day that is none is a fault of the command line."""
    assert run("code", "-", "--assume-date", word).code == 2
