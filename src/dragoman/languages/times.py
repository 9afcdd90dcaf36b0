"""Expressions of time as a language finds them, before they are placed on the calendar."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.model.dates import Edtf, parse_edtf
from dragoman.model.errors import DateError

__all__ = ["Time", "checked", "place", "shift"]


class Time(NamedTuple):
    """A time expression in a text.

    ``kind``: ``absolute`` (``edtf`` is complete), ``partial`` (a month or day that lacks its year),
    ``weekday``, ``relative`` (to the day of the text) or ``anaphoric`` (to the last time named).
    ``unit`` and ``offset`` say how far a relative expression lies from its anchor; ``lean`` is -1
    where the past is meant ("last Tuesday"), +1 the future, 0 open.
    """

    start: int
    stop: int
    kind: str
    edtf: str = ""
    month: int = 0
    day: int = 0
    unit: str = ""
    offset: int = 0
    lean: int = 0


def checked(start: int, stop: int, edtf: str) -> Time | None:
    """Return an absolute time, or None where the numbers make no date ("31 June")."""
    try:
        parse_edtf(edtf)
    except DateError:
        return None
    return Time(start, stop, "absolute", edtf=edtf)


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def shift(anchor: date, unit: str, offset: int) -> str:
    """Return the EDTF of the day, week, month or year that lies ``offset`` units from ``anchor``."""
    if unit == "day":
        return (anchor + timedelta(days=offset)).isoformat()
    if unit in ("week", "weekend"):
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=offset)
        first = monday + timedelta(days=5) if unit == "weekend" else monday
        return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + offset
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{anchor.year + offset:04d}"


def _partial(time: Time, anchor: Edtf) -> str | None:
    """Give a month or day the year that the anchor suggests: the nearest one that is not ahead."""
    near = anchor.latest or anchor.earliest
    if near is None:
        return None
    if anchor.days is not None and anchor.days > 31:
        # the anchor is a year: the month lies in it
        if anchor.earliest is None or anchor.earliest.year != near.year:
            return None
        year = near.year
    else:
        year = near.year
        ahead = (time.month, time.day or 1) > (near.month, near.day)
        if ahead and time.lean <= 0:
            # "In December" in a text of March speaks of the December before
            months = (time.month - near.month) % 12
            if time.lean < 0 or months > 2:
                year -= 1
        elif not ahead and time.lean > 0:
            year += 1
        if time.lean < 0 and year == near.year and time.month == near.month and not time.day:
            year -= 1
    if not time.day:
        return f"{year:04d}-{time.month:02d}"
    if time.day > _last_day(year, time.month):
        return None
    return f"{year:04d}-{time.month:02d}-{time.day:02d}"


def place(time: Time, published: Edtf | None, previous: Edtf | None) -> Edtf | None:
    """Put a time expression on the calendar, or return None where its anchor is missing.

    Parameters
    ----------
    time : Time
    published : Edtf or None
        Day of the text.
    previous : Edtf or None
        Last time named before it in the text.
    """
    if time.kind == "absolute":
        return parse_edtf(time.edtf)
    text: str | None = None
    if time.kind == "partial":
        anchor = previous if previous is not None and (previous.days or 999) > 31 else published or previous
        text = _partial(time, anchor) if anchor is not None else None
    elif time.kind == "weekday" and published is not None and published.days == 1 and published.latest:
        day = published.latest
        back = (day.weekday() + 1 - time.day) % 7
        if time.lean > 0:
            text = (day + timedelta(days=(7 - back) if back else 7)).isoformat()
        else:
            if time.lean < 0 and back == 0:
                back = 7
            text = (day - timedelta(days=back)).isoformat()
    elif time.kind in ("relative", "anaphoric"):
        anchor = published if time.kind == "relative" else previous or published
        if anchor is not None and anchor.latest is not None:
            exact = anchor.days == 1
            coarse = anchor.earliest is not None and anchor.earliest.year == anchor.latest.year
            fits = exact or (time.unit == "year" and coarse)
            fits = fits or (time.unit == "month" and anchor.days is not None and anchor.days <= 31)
            text = shift(anchor.latest, time.unit, time.offset) if fits else None
    return parse_edtf(text) if text else None
