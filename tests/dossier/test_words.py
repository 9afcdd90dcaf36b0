"""Dates, languages and statuses in words."""

from __future__ import annotations

import pytest

from dragoman.dossier.words import date_words, language_words, status_of


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1992", "1992"),
        ("1992-05", "May 1992"),
        ("1992-05-31", "31 May 1992"),
        ("199X", "1990s"),
        ("2020-09~", "about September 2020"),
        ("1918?", "perhaps 1918"),
        ("1918%", "perhaps about 1918"),
        ("1992-21", "spring 1992"),
        ("1918/1920", "1918–1920"),
        ("1918-05/1920-04", "May 1918 – April 1920"),
        ("1994-02-08/1994-02-11", "8–11 February 1994"),
        ("1994-02-08/1994-03-11", "8 February – 11 March 1994"),
        ("1994-02/1994-05", "February – May 1994"),
        ("1994-02-08~/1994-02-11", "about 8 February 1994 – 11 February 1994"),
        ("1994-02-08/1994-02", "8 February 1994 – February 1994"),
        ("1918/1920-05-11", "1918 – 11 May 1920"),
        ("../1920", "until 1920"),
        ("1991-12/..", "from December 1991"),
        ("1920-XX-XX", "1920-XX-XX"),
        ("1992-19", "1992-19"),
        (None, "no date"),
    ],
)
def test_dates_are_as_exact_as_the_source(edtf: str | None, words: str) -> None:
    """A year stays a year; what has no plain words stays as written."""
    assert date_words(edtf) == words


def test_only_what_happened_is_counted_as_happened() -> None:
    """Negation wins over all; historical excludes nothing; a habit is no single event."""
    assert status_of(["negation", "future"], "once") == "negation"
    assert status_of(["hypothetical"], "once") == "hypothetical"
    assert status_of(["future"], "once") == "future"
    assert status_of(["historical"], "once") == "happened"
    assert status_of([], "repeated") == "happened"
    assert status_of([], None) == "general"


def test_an_unknown_language_keeps_its_code() -> None:
    """A language without a name here is shown by its code."""
    assert language_words("xx") == "xx"
    assert language_words(None) == "Undetermined"
