"""The calendars of Ottoman papers against days that are known in both."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.languages.ottoman import HIJRI_YEARS, RUMI_YEARS, hijri, rumi
from dragoman.model import parse_edtf

# Days that every history of the time has with both dates.
KNOWN = [
    ((1256, 3, 1), "1840-03-13"),  # the Rumi year begins to be used
    ((1293, 4, 12), "1877-04-24"),  # Russia declares war
    ((1324, 7, 10), "1908-07-23"),  # the constitution restored
    ((1325, 3, 31), "1909-04-13"),  # the rising of 31 March
    ((1332, 2, 15), "1917-02-28"),  # the last Julian day
    ((1333, 3, 1), "1917-03-01"),  # the first Gregorian one
    ((1334, 10, 30), "1918-10-30"),  # the armistice of Mudros
    ((1336, 3, 16), "1920-03-16"),  # the occupation of Constantinople
    ((1339, 10, 29), "1923-10-29"),  # the republic
]


@pytest.mark.parametrize(("numbers", "expected"), KNOWN)
def test_known_days(numbers: tuple[int, int, int], expected: str) -> None:
    """Both dates of a day agree."""
    assert rumi(*numbers) == expected


def test_days_that_never_were() -> None:
    """The reform took thirteen days of 1332 and the months before March 1333."""
    assert rumi(1332, 2, 16) is None
    assert rumi(1333, 1) is None
    assert rumi(1342) is None
    assert hijri(1338, 2, 30) is None


def test_years_follow_each_other() -> None:
    """Each Rumi year begins on the day after the one before has ended."""
    spans = [parse_edtf(rumi(year) or "") for year in RUMI_YEARS]
    for before, after in pairwise(spans):
        assert before.latest is not None
        assert after.earliest == before.latest + timedelta(days=1)


def test_new_years_of_the_hegira() -> None:
    """1 Muharrem 1336 and 1338 as almanacs have them, to a day and marked as approximate."""
    for year, day in ((1336, date(1917, 10, 17)), (1338, date(1919, 9, 26))):
        found = hijri(year, 1, 1)
        assert found is not None
        assert found.endswith("~")
        assert abs(date.fromisoformat(found[:-1]) - day) <= timedelta(days=1)


@given(st.sampled_from(HIJRI_YEARS), st.integers(1, 12))
def test_months_of_the_hegira(year: int, month: int) -> None:
    """A month has 29 or 30 days, and every day of it lies within its span."""
    span = parse_edtf(hijri(year, month) or "")
    assert span.earliest is not None
    assert span.latest is not None
    days = (span.latest - span.earliest).days + 1
    assert days in (29, 30)
    assert hijri(year, month, days) is not None
    assert hijri(year, month, days + 1) is None
