"""Expressions of time as a language finds them, before they are placed on the calendar."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple, Self

from dragoman.model.dates import Edtf, parse_edtf
from dragoman.model.errors import DateError

__all__ = [
    "BOUNDS",
    "ENDS",
    "YEAR",
    "DateWords",
    "Openers",
    "Time",
    "bounded",
    "can_open",
    "checked",
    "counted",
    "folded",
    "matches",
    "place",
    "shift",
]


class Time(NamedTuple):
    """A time expression in a text.

    ``kind``: ``absolute`` (``edtf`` is complete), ``partial`` (a month or day that lacks its year),
    ``weekday``, ``relative`` (to the day of the text), ``anaphoric`` (to the last time named), ``ago``
    (either, where a language does not tell "two days ago" from "two days before") or ``vague`` ("later":
    nobody knows how much).  A partial day may lack its month, too ("on the 5th").
    ``unit`` and ``offset`` say how far a relative expression lies from its anchor (a ``month`` and
    ``day`` beside them are of that year: "March of last year"); ``lean`` is -1 where the past is meant
    ("last Tuesday"), +1 the future, 0 open.
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
    end: tuple[int, int] = (0, 0)
    """Month and day on which a partial range ends ("between 27 June and 1 July")."""
    bound: str = ""
    """What the word beside it makes of it: ``until`` and ``before``, ``since`` and ``after`` open the
    interval at one end, ``for`` says what a thing is set for ("назначена **на** май")."""
    inferred: bool = False
    """Whether the days are not in the text: "under Elchibey"."""


class DateWords(NamedTuple):
    """The words of ``dates.tsv`` by what they are, in lower case."""

    months: dict[str, int]
    weekdays: dict[str, int]
    fixed: dict[str, tuple[str, str, int]]
    """Relative and anaphoric words: kind, unit, offset."""
    numbers: dict[str, int]
    few: frozenset[str]
    """Words for numbers that nobody knows: "several"."""
    bounds: dict[str, str]
    """Words that open an interval (``until``, ``before``, ``since``, ``after``) or look ahead (``for``)."""

    @classmethod
    def of(cls, dates: Mapping[str, tuple[str, str]]) -> Self:
        """Sort the table of a language pack."""
        few = frozenset(folded(word) for word, row in dates.items() if row == ("number", "few"))
        words = cls({}, {}, {}, {}, few, {})
        for word, (kind, value) in dates.items():
            name = folded(word)
            if kind == "shift" and value in BOUNDS:
                words.bounds[name] = value
            elif kind == "shift" and value == "then":
                words.bounds[name] = ""  # "not until 1991": then it was
            elif kind == "month":
                words.months[name.rstrip(".")] = int(value)
            elif kind == "weekday":
                words.weekdays[name.rstrip(".")] = int(value)
            elif kind == "none":
                words.fixed[name] = (kind, "", 0)
            elif kind == "vague" or value.endswith(_ALONE):
                words.fixed[name] = ("vague", "", {"-": -1, "0": 0}.get(value[0], 1))
            elif kind.startswith(("relative_", "anaphoric_")):
                form, _, unit = kind.partition("_")
                words.fixed[name] = (form, unit, int(value))
            elif kind == "number" and value.isdigit():
                words.numbers[name] = int(value)
        return words


BOUNDS = ("until", "before", "since", "after", "for")
"""What the word beside a time can make of it, see `Time`."""
ENDS = frozenset({"until", "before"})
"""Those that leave open when it began."""
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
"""A number that can be a year."""
_WORDS = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_ALONE = " alone"
"""Marks words that move a counted time and say as much without a number: "later", "earlier"."""
_FAR = 500  # units that a time can be away


def folded(word: str) -> str:
    """Return a word as a pattern that ignores case sees it, so that what it finds can be looked up.

    Such a pattern takes the dotted and the dotless i for each other, and the long s of old prints for s.

    Examples
    --------
    >>> folded("KASIM") == folded("Kasım") == folded("Kasim")
    True
    """
    if word.isascii():
        return word.lower()
    return word.replace("İ", "i").replace("ı", "i").casefold()


def _folded_in_place(text: str) -> str:
    """Return a text folded without changing its length: a letter that becomes two stays what it is."""
    low = folded(text)
    if len(low) == len(text):
        return low
    return "".join([one if len(one) == 1 else char for char in text for one in (folded(char),)])


class Openers:
    """Finds where an expression of time can begin, so that the regular expression is tried only there.

    Parameters
    ----------
    phrases : iterable of str
        Everything that an expression can begin with, besides digits; of a phrase its first two words
        count, of a word with a full stop the word.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._openers: dict[str, set[str] | None] = {}
        for phrase in phrases:
            words = _WORDS.findall(folded(phrase))
            if not words:
                continue
            if len(words) == 1:
                self._openers[words[0]] = None
            else:
                seconds = self._openers.setdefault(words[0], set())
                if seconds is not None:
                    seconds.add(words[1])

    def places(self, text: str, start: int, stop: int) -> list[int]:
        """Return the places in ``text[start:stop]``, in order."""
        openers = self._openers
        piece = _folded_in_place(text[start:stop])
        if openers.keys().isdisjoint(_WORDS.findall(piece)) and not _DIGIT.search(piece):
            return []  # most sentences, told by two searches
        found: list[int] = []
        waiting: set[str] | None = None
        at = -1
        for match in _WORDS.finditer(piece):
            word = match[0]
            if word[0].isdigit():
                waiting = None
                found.append(start + match.start())
                continue
            if waiting is not None:
                if word in waiting:
                    found.append(at)
                waiting = None
            if word in openers:
                waiting = openers[word]
                at = start + match.start()
                if waiting is None:
                    found.append(at)
        return found


def matches(
    pattern: re.Pattern[str], openers: Openers, text: str, start: int, stop: int
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begin at an opener, from left to right, without overlap."""
    reach = start
    for place in openers.places(text, start, stop):
        if place < reach:
            continue
        match = pattern.match(text, place, stop)
        if match is not None:
            reach = match.end()
            yield match


def checked(start: int, stop: int, edtf: str) -> Time | None:
    """Return an absolute time, or None where the numbers make no date ("31 June")."""
    try:
        parse_edtf(edtf)
    except DateError:
        return None
    return Time(start, stop, "absolute", edtf=edtf)


def counted(start: int, stop: int, kind: str, unit: str, offset: int) -> Time | None:
    """Return a time so many units away; hours and minutes stay on the day, or are told in days."""
    if unit in ("hour", "minute"):
        days = abs(offset) // (24 if unit == "hour" else 1440)
        unit, offset = "day", days if offset > 0 else -days
    return Time(start, stop, kind, unit=unit, offset=offset) if abs(offset) <= _FAR else None


def bounded(times: list[Time], text: str, bounds: dict[str, str]) -> list[Time]:
    """Mark the times behind "until", "since" and the like.

    Parameters
    ----------
    bounds : dict of lower-case words, one or two, to what they make of a time
    """
    found = []
    for time in times:
        before = folded(text[max(0, time.start - 16) : time.start]).split()
        pair = " ".join(before[-2:])
        bound = bounds[pair] if pair in bounds else bounds.get(before[-1], "") if before else ""
        found.append(time._replace(bound=bound) if bound and can_open(time, bound, text) else time)
    return found


def can_open(time: Time, bound: str, text: str) -> bool:
    """Whether a time itself is what something comes before or after.

    Not "after May 5 talks" or "before Tuesday's vote", which name a thing by its day.
    """
    if bound not in ("before", "after"):
        return True
    return time.kind == "absolute" and text[time.stop : time.stop + 2] not in ("'s", "’s")


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


def _partial(
    time: Time, published: Edtf | None, previous: Edtf | None, future: bool, back: bool
) -> str | None:
    """Give a month or day its year.

    The last time named in the passage gives it, for a story moves forward; else the day of the text,
    which speaks of what lies behind it unless its verb is in the future.
    """
    near = published.latest if published is not None else None
    if not time.month:
        return _day_alone(time.day, previous or published)
    if previous is not None and previous.earliest is not None and previous.latest is not None:
        year = previous.earliest.year
        if previous.latest.year != year and (previous.days or 999) > 200:
            return None  # "1918-1920"; a winter stands under the year that it is named by
        coarse = (previous.latest - previous.earliest).days > 31
        if back:
            year -= not coarse and time.month > previous.latest.month
        elif not coarse and (previous.earliest.month - time.month) > 3:
            year += 1  # after December comes March
        if near is not None and not future:
            # what is told has been
            year -= (year, time.month, time.day or 1) > (near.year, near.month, near.day)
    elif near is not None:
        year = near.year
        ahead = (time.month, time.day or 1) > (near.month, near.day)
        if published is not None and (published.days or 0) > 31:
            ahead = False
        if ahead and not future and time.lean <= 0:
            year -= 1
        elif (
            not ahead and (future or time.lean > 0) and (time.month, time.day or 31) < (near.month, near.day)
        ):
            year += 1
        elif time.lean < 0 and not time.day and time.month == near.month:
            year -= 1
    else:
        return None
    if not time.day:
        return f"{year:04d}-{time.month:02d}"
    if time.day > _last_day(year, time.month):
        return None
    day = f"{year:04d}-{time.month:02d}-{time.day:02d}"
    month, last = time.end
    if month and last <= _last_day(year, month) and (month, last) > (time.month, time.day):
        return f"{day}/{year:04d}-{month:02d}-{last:02d}"
    return day


def _day_alone(day: int, anchor: Edtf | None) -> str | None:
    """Return a day of the month that the text is in: "on the 5th"."""
    if anchor is None or anchor.latest is None or (anchor.days or _YEAR) > _MONTH:
        return None
    year, month = anchor.latest.year, anchor.latest.month
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= _last_day(year, month) else None


def _weekday(time: Time, day: date, future: bool) -> str:
    back = (day.weekday() + 1 - time.day) % 7
    if time.lean > 0 or (future and time.lean == 0):
        return (day + timedelta(days=(7 - back) % 7 or 7)).isoformat()
    if time.lean < 0 and back == 0:
        back = 7
    return (day - timedelta(days=back)).isoformat()


_SPRING = 21  # EDTF's number of the season that begins in March
_YEAR, _MONTH = 366, 31  # days
_SATURDAY = 5
_FORWARD = 5  # months that a story does not go back


def _season(time: Time, anchor: Edtf, day: date | None) -> str | None:
    """Return the season or month of the anchor's year; "the following" one is the next that begins after it.

    A story moves forward: behind a December comes the spring of the next year.  A text that names no
    time before speaks of the last such season before its ``day``.
    """
    if anchor.earliest is None or anchor.latest is None or anchor.earliest.year != anchor.latest.year:
        return None
    year = anchor.latest.year
    begins = time.month if time.month < _SPRING else 3 * (time.month - _SPRING) + 3
    if time.offset and anchor.latest.month >= begins:
        year += 1
    elif day is not None:
        year -= date(year, begins, 1) > day
    elif not time.offset and (anchor.days or _YEAR) <= _MONTH and anchor.latest.month - begins >= _FORWARD:
        year += 1
    return f"{year:04d}-{time.month:02d}"


def _shifted(time: Time, anchor: Edtf | None, day: date | None, *, past: bool = False) -> str | None:
    """Move from an anchor that is fine enough for the unit: "two days later" needs a day."""
    if anchor is not None and time.unit == "year" and anchor.text[4:6] == "-2":
        anchor = parse_edtf(anchor.text[:4])  # a winter is of the year that names it
    if anchor is None or anchor.latest is None or anchor.earliest is None:
        return None
    if time.unit == "time":
        return anchor.text if anchor.days is not None and anchor.days <= _YEAR else None
    if time.unit == "season":
        return _season(time, anchor, day)
    fits = anchor.days == 1
    fits = fits or (time.unit == "year" and anchor.earliest.year == anchor.latest.year)
    fits = fits or (time.unit == "month" and anchor.days is not None and anchor.days <= 31)
    if not fits:
        return None
    offset = time.offset
    if time.unit == "weekend" and not offset and past and anchor.latest.weekday() < _SATURDAY:
        offset = -1  # what is told "at the weekend" has been
    found = shift(anchor.latest, time.unit, offset)
    if time.unit == "week" and not time.offset and past:
        return f"{found[:10]}/{anchor.latest.isoformat()}"  # "this week they met": so far
    if time.unit == "month" and time.day:
        return f"{found}-{time.day:02d}" if time.day <= _last_day(*map(int, found.split("-"))) else None
    if not time.month:
        return found
    if not time.day:
        return f"{found}-{time.month:02d}"  # "March of last year"
    return (
        f"{found}-{time.month:02d}-{time.day:02d}" if time.day <= _last_day(int(found), time.month) else None
    )


def place(
    time: Time, published: Edtf | None, previous: Edtf | None, *, future: bool = False, back: bool = False
) -> Edtf | None:
    """Put a time expression on the calendar, or return None where its anchor is missing.

    Parameters
    ----------
    time : Time
    published : Edtf or None
        Day of the text.
    previous : Edtf or None
        Last time named before it in the passage.
    future : bool
        Whether the verb it belongs to speaks of what lies ahead.
    back : bool
        Whether it steps back behind the last time named: "they had left in March".
    """
    text: str | None = None
    if time.kind == "absolute":
        text = time.edtf
    elif time.kind == "partial":
        text = _partial(time, published, previous, future, back)
    elif time.kind == "weekday":
        if published is not None and published.days == 1 and published.latest:
            text = _weekday(time, published.latest, future)
    elif time.kind != "vague":
        relative = time.kind == "relative" or (time.kind == "ago" and published is not None)
        anchor = published if relative else previous or published
        if time.unit == "time":
            anchor = previous  # "then": nobody has spoken of a time
        day = published.latest if published is not None and not previous else None
        text = _shifted(time, anchor, day, past=relative and not future)
    return parse_edtf(text) if text else None
