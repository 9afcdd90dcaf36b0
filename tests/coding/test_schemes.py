"""Reports in another scheme: the fifteen classes of the conversion table of 2021."""

from __future__ import annotations

import json

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.coding.schemes import in_scheme
from dragoman.coding.stream import code_stream
from dragoman.documents import read_text

# Sentence, class and mode by the manual of 1.3, class in plover15; lines of the table in plover15.yaml.
_CASES = [
    ("Norway imposed sanctions on Chad.", "SANCTION", "discontinue", "COERCE"),
    ("Norway broke off diplomatic relations with Chad.", "SANCTION", "discontinue", "SANCTION"),
    ("Norway expelled two Chadian diplomats.", "SANCTION", "expel", "SANCTION"),
    ("A court in Norway convicted a Chadian journalist.", "SANCTION", "convict", "ACCUSE"),
    ("Norway apologised to Chad for the raid.", "CONCEDE", None, "SUPPORT"),
    ("Norway lifted the curfew in Chad.", "CONCEDE", None, "YIELD"),
    ("Norway said it would withdraw its troops from Chad.", "CONCEDE", None, "AGREE"),
    ("Norway will release two Chadian soldiers.", "CONCEDE", None, "AGREE"),
    ("Norway released two Chadian soldiers.", "RETREAT", "release", "YIELD"),
    ("Norway attacked Chad.", "ASSAULT", None, "ASSAULT"),
    ("Norway imposed a blockade on Chad.", "COERCE", "restrict", "ASSAULT"),
    ("Norwegian hackers attacked the networks of Chad.", "COERCE", "cyber", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "event", "mode", "other"), _CASES)
def test_projection(text: str, event: str, mode: str | None, other: str) -> None:
    """Only what the conversion table reads otherwise changes; a mode that the new class lacks goes."""
    (report,) = RuleCoder().code(read_text(text, language="en")).reports
    assert (report.event, report.mode) == (event, mode)
    assert in_scheme(report, "plover-1.3") is report
    found = in_scheme(report, "plover15")
    assert found.event == other
    assert found.mode == (mode if other in (event, "YIELD") else None)
    assert found.rule == report.rule


def test_a_line_of_a_stream_asks_for_its_scheme() -> None:
    """Lines with and without a scheme may follow each other; an unknown one costs its own line."""
    lines = [
        json.dumps({"id": scheme, "text": _CASES[0][0], "language": "en", "scheme": scheme}).encode()
        for scheme in ("plover15", "plover", None, "weis")
    ]
    answers = [json.loads(a.line) for a in code_stream(lines, coder=RuleCoder(), read=read_text)]
    events = [[report["event"] for report in answer["reports"]] for answer in answers[:3]]
    assert events == [["COERCE"], ["SANCTION"], ["SANCTION"]]
    assert "plover15" in answers[3]["error"]
