"""EDTF dates, level 0 and 1: what was written, plus the earliest and latest day it can mean."""

from __future__ import annotations

import calendar as _calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dragoman.model.errors import DateError

__all__ = ["Edtf", "parse_edtf"]

_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?P<doubt>[?~%]?)\Z"
)
# Northern seasons as months; winter is that of December of the year, as in EDTF's own examples.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


@dataclass(frozen=True, slots=True, order=False)
class Edtf:
    """A date that keeps its precision.

    Attributes
    ----------
    text : str
        EDTF level 0-1, for example ``1992``, ``1992-05``, ``1918/1920``, ``2020-09~``.
    earliest, latest : datetime.date or None
        First and last day the text can mean, both inclusive; null where the interval is open.
    calendar : str
        Calendar the source used (``gregorian``, ``julian``, ``rumi``, ``hijri``); the text is
        always Gregorian.
    """

    text: str
    earliest: date | None
    latest: date | None
    calendar: str = "gregorian"

    def __str__(self) -> str:
        return self.text

    @property
    def doubtful(self) -> bool:
        """Whether the source marks the date as uncertain or approximate."""
        return any(mark in self.text for mark in "?~%")

    @property
    def days(self) -> int | None:
        """Number of days the date spans, or None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    @property
    def known(self) -> Edtf:
        """The end that is known of an interval open at the other, else the date itself."""
        first, _, last = self.text.partition("/")
        if last == "..":
            return parse_edtf(first, self.calendar)
        return parse_edtf(last, self.calendar) if first == ".." else self

    def covers(self, day: date) -> bool:
        """Return whether ``day`` lies between earliest and latest."""
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)

    def overlaps(self, other: Edtf) -> bool:
        """Return whether the two dates can mean the same day."""
        after = self.latest is not None and other.earliest is not None and self.latest < other.earliest
        before = self.earliest is not None and other.latest is not None and other.latest < self.earliest
        return not after and not before


def _refuse(text: str, why: str) -> DateError:
    return DateError(
        f"{text!r} is not a date in EDTF level 0-1: {why}. "
        "Write 1992, 1992-05, 1992-05-31, 1918/1920, 199X, 2020-09~ or ../1920."
    )


def _month_days(text: str, year: int, month: int) -> int:
    if not 1 <= month <= 12:
        raise _refuse(text, f"there is no month {month}")
    return _calendar.monthrange(year, month)[1]


def _bounds(text: str, whole: str) -> tuple[date, date]:
    match = _POINT.match(text)
    if match is None:
        raise _refuse(whole, f"{text!r} cannot be read")
    year, month, day = match["year"], match["month"], match["day"]
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0:
        low = 1
    if high == 0:
        raise _refuse(whole, "years run from 0001")
    if month is None or (month == "XX" and day in (None, "XX")):
        return date(low, 1, 1), date(high, 12, 31)
    if "X" in year:
        raise _refuse(whole, "a month needs a full year")
    if month == "XX":
        raise _refuse(whole, "a day needs a month")
    number = int(month)
    if day is None and number in _SEASONS:
        first, last = _SEASONS[number]
        end = low + 1 if last < first and low < 9999 else low
        return date(low, first, 1), date(end, last, _month_days(whole, end, last))
    length = _month_days(whole, low, number)
    if day in (None, "XX"):
        return date(low, number, 1), date(low, number, length)
    if not 1 <= int(day) <= length:
        raise _refuse(whole, f"{low}-{month} has {length} days")
    exact = date(low, number, int(day))
    return exact, exact


@lru_cache(maxsize=4096)
def parse_edtf(text: str, calendar: str = "gregorian") -> Edtf:
    """Read an EDTF level 0-1 string.

    Parameters
    ----------
    text : str
        A point (``1992-05``), an interval (``1918/1920``, ``../1920``, ``1991-12/..``), an
        unspecified date (``199X``, ``1920-XX-XX``), a season (``1992-21``), each optionally
        marked ``?`` uncertain, ``~`` approximate or ``%`` both.
    calendar : str, default "gregorian"
        Calendar the source used; kept, not converted.

    Raises
    ------
    DateError
        The text is not EDTF level 0-1, or the day does not exist.

    References
    ----------
    Library of Congress, Extended Date/Time Format (EDTF) Specification, 2019.
    """
    if "/" not in text:
        first, last = _bounds(text, text)
        return Edtf(text, first, last, calendar)
    left, _, right = text.partition("/")
    if "/" in right or not left or not right:
        raise _refuse(text, "an interval has a start and an end, '..' where open")
    start = None if left == ".." else _bounds(left, text)
    end = None if right == ".." else _bounds(right, text)
    if start is None and end is None:
        raise _refuse(text, "an interval open at both ends says nothing")
    if start is not None and end is not None and end[1] < start[0]:
        raise _refuse(text, "it ends before it starts")
    return Edtf(text, start and start[0], end and end[1], calendar)
