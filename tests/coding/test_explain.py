"""Explaining goes the coder's own way."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from dragoman.coding.explain import explain
from dragoman.coding.rules import RuleCoder
from dragoman.documents import read_text


@pytest.mark.parametrize("assume", ["today", "none", date(1919, 1, 1)])
def test_explains_what_is_coded(assume: Literal["today", "none"] | date) -> None:
    """The reports of the trace are those of the coder, whatever day is assumed."""
    doc = read_text("Russia condemned Germany.\n\nIn May 1992 Iran condemned Armenia.", language="en")
    traced = [v.report for made in explain(doc, assume=assume) for v in made.verdicts if v.report]
    coded = [report.to_json() for report in RuleCoder().code(doc, assume=assume).reports]
    assert coded
    assert [(t["event"], t["actor"], t["recipient"]) for t in traced] == [
        (c["event"], c["actor"], c["recipient"]) for c in coded
    ]
    assert len(coded) == (1 if assume == "none" else 2)
