"""Expressions of time against a table written by hand (``dates.txt``, notation in its head)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.languages import SUPPORTED, load
from dragoman.languages.times import Time, checked, place, shift
from dragoman.model import Edtf, parse_edtf

_FILE = Path(__file__).with_name("dates.txt")
_FLOORS = {"en": 0.99, "ru": 0.99, "uk": 0.99, "tr": 0.97, "az": 0.97}
"""Shares of right expressions as measured when the file was last worked on; raise them, never lower them."""
_LEAST = {"en": 80, "ru": 60, "uk": 60, "tr": 60, "az": 55}


class Case(NamedTuple):
    """One expression in its text."""

    number: int
    language: str
    text: str
    published: Edtf | None
    future: bool
    expression: str
    wanted: str | None


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """Read the file once."""
    found = []
    for number, line in enumerate(_FILE.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        language, text, day, answers = (cell.strip() for cell in line.split("|"))
        future = day.endswith("+")
        day = day.rstrip("+ ")
        published = None if day == "-" else parse_edtf(day)
        for answer in answers.split(" ; "):
            expression, _, wanted = answer.partition(" -> ")
            edtf = None if wanted == "null" else wanted.strip()
            found.append(Case(number, language, text, published, future, expression.strip(), edtf))
    return tuple(found)


def placed(case: Case) -> str | None:
    """Return what the language makes of the expression, in the words of the file."""
    start = case.text.index(case.expression)
    stop = start + len(case.expression)
    previous = None
    for time in load(case.language).dates.find(case.text, 0, len(case.text)):
        found = place(time, case.published, previous, future=case.future)
        if time.start < stop and start < time.stop and (found is not None or time.stop >= stop):
            return found.text if found else None
        if found is not None and time.kind != "relative":
            previous = found
    return None


@pytest.mark.parametrize("language", SUPPORTED)
def test_enough_lines(language: str) -> None:
    """The table has as many expressions as were asked for, and every wanted date is EDTF."""
    mine = [case for case in cases() if case.language == language]
    assert len(mine) >= _LEAST[language]
    for case in mine:
        assert case.expression in case.text, case.number
        assert case.wanted is None or parse_edtf(case.wanted)


@pytest.mark.parametrize("language", SUPPORTED)
def test_share(language: str) -> None:
    """The share of expressions placed as by hand stays at what was measured."""
    mine = [case for case in cases() if case.language == language]
    wrong = [(case, found) for case in mine if (found := placed(case)) != case.wanted]
    share = 1 - len(wrong) / len(mine)
    told = "\n".join(
        f"{c.number}: {c.text} ({c.published or '-'}) {c.expression} -> {c.wanted}, found {found}"
        for c, found in wrong
    )
    assert share >= _FLOORS[language], (
        f"{len(wrong)} of {len(mine)} wrong ({share:.4f} right, floor {_FLOORS[language]})\n{told}"
    )


@pytest.mark.parametrize("language", SUPPORTED)
def test_times_are_in_order(language: str) -> None:
    """Times come in order, do not overlap, and each is a piece of its text without outer white space."""
    for case in cases():
        times = load(language).dates.find(case.text, 0, len(case.text))
        assert all(one.stop <= two.start for one, two in pairwise(times)), case.text
        quotes = [case.text[time.start : time.stop] for time in times]
        assert all(quote and quote == quote.strip() for quote in quotes), case.text


@pytest.mark.parametrize("language", SUPPORTED)
def test_only_the_part_asked_for(language: str) -> None:
    """Nothing is found outside the given range, and spans point into the whole text."""
    text = "1992-05-01; 1993-05-01; 1994-05-01."
    found = load(language).dates.find(text, 12, 22)
    assert [text[time.start : time.stop] for time in found] == ["1993-05-01"]


@pytest.mark.parametrize(
    ("unit", "offset", "wanted"),
    [
        ("day", -3, "2024-02-28"),
        ("day", 1, "2024-03-03"),
        ("week", 0, "2024-02-26/2024-03-03"),
        ("week", -1, "2024-02-19/2024-02-25"),
        ("weekend", 0, "2024-03-02/2024-03-03"),
        ("weekend", -1, "2024-02-24/2024-02-25"),
        ("month", -3, "2023-12"),
        ("month", 10, "2025-01"),
        ("year", -24, "2000"),
    ],
)
def test_shift(unit: str, offset: int, wanted: str) -> None:
    """Units move on the calendar, over leap days and ends of years (by hand, from Saturday 2 March 2024)."""
    assert shift(date(2024, 3, 2), unit, offset) == wanted


def test_anchor_too_coarse() -> None:
    """Days are not counted from a year: that would invent a date."""
    time = Time(0, 1, "anaphoric", unit="day", offset=2)
    assert place(time, None, parse_edtf("1921")) is None
    assert place(time, None, parse_edtf("1921-03-16")) == parse_edtf("1921-03-18")


@pytest.mark.xfail(
    strict=True, raises=OverflowError, reason="shift() does not guard the ends of the calendar"
)
def test_far_anchors_stay_on_the_calendar() -> None:
    """An anchor at the end of the calendar gives no date rather than an error."""
    time = Time(0, 1, "anaphoric", unit="day", offset=2)
    assert place(time, None, parse_edtf("9999-12-31")) is None


def test_impossible_numbers_are_no_time() -> None:
    """A date that the calendar lacks is no time at all."""
    assert checked(0, 12, "1992-06-31") is None
    assert checked(0, 12, "1992-06-30") == Time(0, 12, "absolute", edtf="1992-06-30")


_ALIKE = {"i": "ıİI", "ı": "iIİ", "s": "ſS", "k": "\u212aK"}
"""Letters that a pattern which ignores case takes for each other."""


def _spellings(word: str) -> set[str]:
    return {word, word.upper(), word.title()} | {
        word[:at] + other + word[at + 1 :] for at, char in enumerate(word) for other in _ALIKE.get(char, "")
    }


@pytest.mark.parametrize("language", SUPPORTED)
def test_words_of_dates_in_any_case(language: str) -> None:
    """Capitals, a dotless i and the long s: nothing that a pattern takes is unknown to the tables."""
    grammar = load(language)
    for word in grammar.pack.dates:
        for spelling in sorted(_spellings(word)):
            for text in (
                f"9 {spelling} 1991 Iran",
                f"{spelling} 9, 1991",
                f"1991 {spelling}",
                f"In {spelling} X",
            ):
                found = grammar.dates.find(text, 0, len(text))
                assert all(0 <= time.start < time.stop <= len(text) for time in found)
