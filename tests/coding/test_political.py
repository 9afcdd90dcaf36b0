"""What private people, companies and teams do is no event; what concerns states and organised groups is."""

from __future__ import annotations

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.documents import read_text

_POLITICAL = [
    "The mayor criticised the opposition leader.",
    "Police arrested a student.",
    "Two Swiss climbers were arrested in Nepal.",
    "Students protested in the capital of Chad.",
    "Chadian doctors treated the wounded in Sudan.",
    "The Swiss delegation praised the mayor.",
]
_PRIVATE = [
    "The Swiss actress praised her husband.",
    "A man was arrested after a quarrel in Leeds.",
    "France received ninety million tourists.",
    "The Japanese carmaker denied the reports.",
    "The committee awarded the team a grant.",
    "The farmer refused to sell his field.",
]


@pytest.mark.parametrize("text", _POLITICAL)
def test_political(text: str) -> None:
    """An organ of a state, an organised group or people of two countries make a report."""
    assert RuleCoder().code(read_text(text, language="en")).reports


@pytest.mark.parametrize("text", _PRIVATE)
def test_private(text: str) -> None:
    """Private persons, companies and things among themselves make none, whatever country they are from."""
    assert not RuleCoder().code(read_text(text, language="en")).reports
