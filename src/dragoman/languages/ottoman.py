"""The two calendars of Ottoman papers: the financial year (Rumi) and the years of the Hegira.

Facts, each in handbooks of chronology.  *Rumi*: days and months of the Julian calendar, the year from
1 March; 1 March 1256 is 13 March 1840.  By the law of February 1917 the day after 15 February 1332 was
1 March 1333 = 1 March 1917, with Gregorian days from then on; 1333 ended on 31 December, 1334 is 1918,
and 1341 (1925) was the last.  *Hijri*: months begin with the new moon as it was seen, so that a day can
only be reckoned to about one day; here by the tabular calendar (leap years 2, 5, 7, 10, 13, 16, 18, 21,
24, 26 and 29 of 30, epoch 16 July 622), and marked as approximate.
"""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["HIJRI_YEARS", "RUMI_YEARS", "hijri", "rumi"]

RUMI_YEARS = range(1256, 1342)
HIJRI_YEARS = range(1255, 1345)
"""Those that lie beside the Rumi years (1839-1926)."""

_OFFSET = 584
_REFORM = 1333
"""The first year with Gregorian days; it began on 1 March."""
_LAST_JULIAN = date(1917, 2, 28)
_THIRTEEN = date(1900, 3, 14)
"""From this day on the Julian calendar was thirteen days behind, before it twelve."""
_LEAP = frozenset({2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29})
_EPOCH = date(622, 7, 19).toordinal()
"""16 July 622 of the Julian calendar, in the Gregorian one."""


def _julian(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a Julian one between 1840 and 1917."""
    if month == 2 and day == 29 and year % 4 == 0:
        eve = _julian(year, 2, 28)
        return eve + timedelta(days=1) if eve else None
    try:
        plain = date(year, month, day)
    except ValueError:
        return None
    shifted = plain + timedelta(days=12)
    return plain + timedelta(days=13) if shifted >= _THIRTEEN - timedelta(days=1) else shifted


def rumi(year: int, month: int = 0, day: int = 0) -> str | None:
    """Return the EDTF of a Rumi year, month or day, or None where there was no such day.

    Examples
    --------
    >>> rumi(1336, 3, 16), rumi(1325, 3, 31), rumi(1338)
    ('1920-03-16', '1909-04-13', '1922')
    """
    if year not in RUMI_YEARS:
        return None
    if year > _REFORM:
        return _gregorian(year + _OFFSET, month, day)
    if year == _REFORM:
        if not month:
            return f"{year + _OFFSET}-03-01/{year + _OFFSET}-12-31"
        return _gregorian(year + _OFFSET, month, day) if month >= 3 else None
    first = _julian(year + _OFFSET + (month in (1, 2)), month or 3, day or 1)
    if first is None:
        return None
    if day:
        return first.isoformat() if first <= _LAST_JULIAN else None
    following = month % 12 + 1 if month else 3
    after = _julian(year + _OFFSET + (following <= 3), following, 1)
    if after is None:
        return None
    last = min(after - timedelta(days=1), _LAST_JULIAN)
    return f"{first.isoformat()}/{last.isoformat()}"


def _gregorian(year: int, month: int, day: int) -> str | None:
    if not day:
        return f"{year}-{month:02d}" if month else f"{year}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def hijri(year: int, month: int = 0, day: int = 0) -> str | None:
    """Return the EDTF of a year, month or day of the Hegira by the tabular calendar, marked as approximate.

    Examples
    --------
    >>> hijri(1338), hijri(1338, 7, 1)
    ('1919-09-26~/1920-09-14~', '1920-03-21~')
    """
    if year not in HIJRI_YEARS or not 0 <= month <= 12:
        return None
    if day:
        if not 1 <= day <= _length(year, month):
            return None
        return f"{_day(year, month, day).isoformat()}~"
    first = _day(year, month or 1, 1)
    last_month = month or 12
    last = _day(year, last_month, _length(year, last_month))
    return f"{first.isoformat()}~/{last.isoformat()}~"


def _length(year: int, month: int) -> int:
    if month == 12:
        return 29 + ((year - 1) % 30 + 1 in _LEAP)
    return 30 if month % 2 else 29


def _day(year: int, month: int, day: int) -> date:
    cycles, rest = divmod(year - 1, 30)
    days = cycles * 10631 + rest * 354 + sum(leap <= rest for leap in _LEAP)
    days += sum(_length(year, m) for m in range(1, month)) + day - 1
    return date.fromordinal(_EPOCH + days)
