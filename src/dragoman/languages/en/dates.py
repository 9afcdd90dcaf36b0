"""English expressions of time."""

from __future__ import annotations

import re

from dragoman.languages.pack import Pack
from dragoman.languages.times import DateWords, Openers, Time, bounded, checked, counted, folded, matches

__all__ = ["Dates"]

_NEVER = 1000  # more than any count that is read
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_UNITS = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "year",
    "hour": "hour",
    "minute": "minute",
}
# What else can begin an expression of time, besides digits and the words of dates.tsv.
_OPENERS = ("between", "from", "last", "next", "this", "past", "early", "late", "mid")
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_PREPOSITIONS = (
    r"in|of|by|since|from|until|till|to|during|after|before|between|and|early|late|mid|year|through|throughout|"
    r"around|circa|about|for"
)

# What stands before a number that is a year: half of it, about it, or no year at all.
_OF_STORY = re.compile(r"\b(that|the same|the (?:following|next)|(?:in|during|by) the|in)\s\Z", re.IGNORECASE)
"""What stands before a season of the year told of."""
_AHEAD = ("following", "next")
_SHARE = re.compile(r"\b(first|second|third|fourth|last) (half|quarter) of\s\Z", re.IGNORECASE)
_SHARES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
"""Which of the shares of a year; 0 is the last one."""
_PART_OF = re.compile(r"\b(start|beginning|middle|end|close) of\s\Z", re.IGNORECASE)
_PARTS_OF = {"start": "early", "beginning": "early", "middle": "mid", "end": "late", "close": "late"}
_NEARLY = re.compile(r"\b(?:about|around|circa|ca?\.)\s\Z", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:resolution|no\.|number|directive|decree|order|law|article|flight)\s\Z", re.IGNORECASE
)

_ONWARDS = re.compile(r"\s+(?:onwards?\b|forward\b|on(?=[,.;]))")


class Dates:
    """Finder of time expressions.

    Parameters
    ----------
    pack : Pack
    """

    def __init__(self, pack: Pack) -> None:
        words = DateWords.of(pack.dates)
        self._months, self._weekdays = words.months, words.weekdays
        self._fixed, self._bounds = words.fixed, words.bounds
        self._numbers, self._few = words.numbers, words.few
        self._centuries = {
            word: int(value)
            for word, (kind, value) in pack.dates.items()
            if kind == "ordinal" and 15 < int(value) < 22
        }

        def names(table: dict[str, int]) -> str:
            found = sorted((w.capitalize() for w in table), key=lambda w: (-len(w), w))
            return "|".join(re.escape(w) + (r"\.?" if len(w) < 5 else "") for w in found)

        self._openers = Openers(
            [
                *self._months,
                *self._weekdays,
                *self._fixed,
                *self._numbers,
                *self._few,
                *self._centuries,
                *_SEASONS,
                *_OPENERS,
            ]
        )
        months, days = names(self._months), names(self._weekdays)
        fixed = "|".join(re.escape(w) for w in sorted(self._fixed, key=lambda w: (-len(w), w)))
        tens = "|".join(w for w, n in self._numbers.items() if n in range(20, 100, 10))
        numbers = "|".join(
            re.escape(w) for w in sorted([*self._numbers, *self._few], key=lambda w: (-len(w), w))
        )
        seasons = "|".join(_SEASONS)
        centuries = "|".join(self._centuries)
        self._regex = re.compile(
            rf"\b(?:"
            rf"(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)(?![\d-])"
            rf"|(?P<cpart>(?i:early|late|mid)[\s-]+)?(?:(?P<cent>1[5-9]|2[01])(?:th|st)|(?P<centw>(?i:{centuries})))[\s-]century\b"
            rf"|(?P<e1>[0-3]?\d)\s+(?P<em1>{months})\s*(?:[-–]|to|until)\s*(?P<e2>[0-3]?\d)\s+(?P<em2>{months})"
            rf"(?:,?\s+(?P<ey>{_YEAR}))?\b"
            rf"|(?P<a1>[0-3]?\d)\s+(?:and|to)\s+(?P<a2>[0-3]?\d)\s+(?P<am>{months})(?:,?\s+(?P<ay>{_YEAR}))?\b"
            rf"|(?:[Bb]etween|[Ff]rom)\s+(?P<g1>{months})\s+(?:and|to|until)\s+(?P<g2>{months})(?:\s+of|,)?\s+(?P<gy>{_YEAR})\b"
            rf"|(?:[Bb]etween|[Ff]rom)\s+(?P<b1>[0-3]?\d)\s+(?P<bm1>{months})?\s*(?:and|to)\s+(?P<b2>[0-3]?\d)\s+"
            rf"(?P<bm2>{months})(?:,?\s+(?P<by>{_YEAR}))?\b"
            rf"|(?P<h1>{months})\s*(?:[-–]|to|until)\s*(?P<h2>{months})(?:\s+of|,)?\s+(?P<hy>{_YEAR})\b"
            rf"|(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?:\s+of)?(?:\s*[-–/]\s*(?P<d1b>[0-3]?\d))?\s+(?P<m1>{months})(?:,?\s+(?P<y1>{_YEAR})|(?:\s+of)?\s+(?P<ly1>last|this|next)\s+year)?\b"
            rf"|(?P<m2>{months})\s+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\s*%)(?:\s*[-–]\s*(?P<d2b>[0-3]?\d)\b)?(?:,?\s+(?P<y2>{_YEAR})\b)?"
            rf"|(?P<part3>[Ee]arly|[Ll]ate|[Mm]id-?)?\s*(?P<m3>{months})(?:\s+of|,)?\s+(?P<y3>{_YEAR})\b"
            rf"|(?P<dot>[0-3]?\d\.[01]?\d\.{_YEAR})\b"
            rf"|(?P<season>{seasons})\s+(?:of\s+)?(?P<ys>{_YEAR})\b"
            rf"|(?P<bs>{seasons})\b"
            rf"|(?P<lean>(?i:last|next|this past|this|past))\s+(?P<lm>{months}|{days}|{seasons})\b"
            rf"|(?P<dec>[Ee]arly|[Ll]ate|[Mm]id-?)?\s*(?P<decade>(?:1[5-9]|20)\d0)s\b"
            rf"|(?P<r1>{_YEAR})\s*[-–/]\s*(?P<r2>{_YEAR}|\d\d)\b(?![-\d])"
            rf"|(?:[Ff]rom|[Bb]etween)\s+(?P<f1>{_YEAR})\s+(?:to|and|until)\s+(?P<f2>{_YEAR})\b"
            rf"|(?P<fixed>(?i:{fixed}))\b"
            rf"|(?P<n>\d+|(?i:(?:(?:{tens})[-\s])?(?:{numbers})))\s+(?P<unit>{'|'.join(_UNITS)})s?\s+"
            rf"(?P<way>ago|earlier|later|after|before)\b"
            rf"|(?<=[Tt]he )(?P<nth>[0-3]?\d)(?:st|nd|rd|th)"
            rf"(?:\s+of\s+(?P<nm>this|last|that|the\s+same)\s+month\b"
            rf"|(?!\s+(?!and\b|the\b|he\b|she\b|it\b|they\b|we\b)[a-z]))"
            rf"|(?<=\b)(?P<py>[Ee]arly|[Ll]ate|[Mm]id-?)?\s*(?P<y>{_YEAR})\b(?![-/]\d|,\d\d\d|\s*(?:%|percent|people|troops|soldiers|"
            rf"hours|BCE?|more|fighters|metres|meters|words|pages|men|tons|tonnes|km|miles|prisoners|refugees|dollars|workers|civilians))"
            rf"|(?P<wd>{days})\b"
            rf"|(?P<m4>{months})\b(?:(?:\s+of)?\s+(?P<ly4>last|this|next)\s+year\b|(?=\s+and\s+(?:{months})\s+(?P<ny4>{_YEAR})\b))?"
            rf")",
        )

    def find(self, text: str, start: int, stop: int) -> list[Time]:
        """Return the time expressions of ``text[start:stop]`` in order, without overlap."""
        found: list[Time] = []
        for match in matches(self._regex, self._openers, text, start, stop):
            time = self._read(match, text)
            if time is None:
                continue
            after_weekday = found and found[-1].kind == "weekday" and time.start - found[-1].stop <= 2
            if after_weekday and (time.day or time.edtf):
                found.pop()  # "Tuesday, 5 May": the day says it all
            found.append(time)
        return [
            time._replace(bound="since") if not time.bound and _is_onwards(time, text) else time
            for time in bounded(found, text, self._bounds)
        ]

    def _month(self, word: str) -> int:
        return self._months[folded(word).rstrip(".")]

    def _day(
        self, first: int, stop: int, year: str | None, month: int, day: str, second: str | None
    ) -> Time | None:
        number = int(day)
        if not 1 <= number <= 31:
            return None
        if not year:
            return Time(first, stop, "partial", month=month, day=number)
        edtf = f"{year}-{month:02d}-{number:02d}"
        if second:
            edtf += f"/{year}-{month:02d}-{int(second):02d}"
        return checked(first, stop, edtf)

    def _read(self, match: re.Match[str], text: str) -> Time | None:
        first, stop = match.span()
        while text[first].isspace():
            first += 1
        get = match.groupdict()
        if get["iso"]:
            return checked(first, stop, get["iso"])
        if get["cent"] or get["centw"]:
            century = int(get["cent"]) if get["cent"] else self._centuries[folded(get["centw"])]
            return self._century(first, stop, century, get["cpart"])
        if get["b1"] or get["e1"]:
            names = ("e1", "em1", "e2", "em2", "ey") if get["e1"] else ("b1", "bm1", "b2", "bm2", "by")
            return self._between(first, stop, *(get[name] for name in names))
        if get["a1"]:  # "on 14 and 15 September"
            return self._between(first, stop, get["a1"], None, get["a2"], get["am"], get["ay"])
        if get["h1"]:
            begin, last = self._month(get["h1"]), self._month(get["h2"])
            return checked(first, stop, f"{get['hy']}-{begin:02d}/{get['hy']}-{last:02d}")
        if get["bs"]:
            return self._season(first, stop, text, get["bs"])
        if get["g1"]:
            begin, last = self._month(get["g1"]), self._month(get["g2"])
            return checked(first, stop, f"{get['gy']}-{begin:02d}/{get['gy']}-{last:02d}")
        if get["ly1"]:
            return self._of_year(first, stop, get["ly1"], self._month(get["m1"]), int(get["d1"]))
        if get["d1"]:
            return self._day(first, stop, get["y1"], self._month(get["m1"]), get["d1"], get["d1b"])
        if get["d2"]:
            return self._day(first, stop, get["y2"], self._month(get["m2"]), get["d2"], get["d2b"])
        if get["m3"]:
            return checked(first, stop, f"{get['y3']}-{self._month(get['m3']):02d}")
        if get["dot"]:
            day, month, year = get["dot"].split(".")
            return checked(first, stop, f"{year}-{int(month):02d}-{int(day):02d}")
        if get["season"]:
            return checked(first, stop, f"{get['ys']}-{_SEASONS[get['season']]}")
        if get["lm"]:
            return self._leaning(first, stop, get["lean"], folded(get["lm"]).rstrip("."))
        if get["decade"]:
            base = int(get["decade"])
            low, high = _part(get["dec"], 0, 9)
            if (low, high) == (0, 9):
                return checked(first, stop, f"{base // 10}X")
            return checked(first, stop, f"{base + low}/{base + high}")
        if get["r1"]:
            end = get["r2"] if len(get["r2"]) == 4 else get["r1"][:2] + get["r2"]
            return checked(first, stop, f"{get['r1']}/{end}")
        if get["f1"]:
            return checked(first, stop, f"{get['f1']}/{get['f2']}")
        if get["fixed"]:
            form, unit, offset = self._fixed[folded(get["fixed"])]
            if form == "none":
                return None  # "on the eve of the war": no time
            return Time(first, stop, form, unit=unit, offset=offset)
        if get["nth"]:
            return self._nth(first, stop, int(get["nth"]), get["nm"])
        if get["n"]:
            return self._counted(first, stop, get["n"], get["unit"], get["way"])
        if get["y"]:
            return self._year(first, stop, get["y"], get["py"], text)
        if get["wd"]:
            if not _is_full(get["wd"]):
                return None  # "The Sun", "sat"
            return Time(first, stop, "weekday", day=self._weekdays[folded(get["wd"]).rstrip(".")])
        month = get["m4"]
        if not _is_full(month):
            return None  # "Jan Kubis", "Mar del Plata"
        before = text[max(0, first - 12) : first].lower().split()
        sure = before and before[-1] in _PREPOSITIONS.split("|")
        if month in ("May", "March", "Mar", "Jan", "Sat", "Sun") and not sure:
            return None
        if get["ly4"]:
            return self._of_year(first, stop, get["ly4"], self._month(month))
        if get["ny4"]:  # "in October and November 1920"
            return checked(first, stop, f"{get['ny4']}-{self._month(month):02d}")
        told = _OF_STORY.search(text, max(0, first - 16), first)
        if told is not None and told.group(1).lower().endswith(_AHEAD):  # "the following February"
            begin = told.start(1)
            return Time(begin, stop, "anaphoric", unit="season", offset=1, month=self._month(month))
        return Time(first, stop, "partial", month=self._month(month))

    @staticmethod
    def _century(first: int, stop: int, century: int, part: str | None) -> Time | None:
        if not part:
            return checked(first, stop, f"{century - 1}XX")
        low, high = _part(part.strip("- \n"), century * 100 - 100, century * 100 - 1)
        return checked(first, stop, f"{low}/{high}")

    @staticmethod
    def _season(first: int, stop: int, text: str, season: str) -> Time | None:
        """Return a season of the year told of: "that summer", "the following spring"."""
        before = _OF_STORY.search(text, max(0, first - 16), first)
        if before is None:
            return None
        ahead = before.group(1).lower().endswith(_AHEAD)
        return Time(
            before.start(1), stop, "anaphoric", unit="season", offset=int(ahead), month=_SEASONS[season]
        )

    @staticmethod
    def _of_year(first: int, stop: int, lean: str, month: int, day: int = 0) -> Time | None:
        """Return a month or day of last, this or next year."""
        if day > 31:
            return None
        offset = {"last": -1, "next": 1}.get(lean, 0)
        return Time(first, stop, "relative", unit="year", offset=offset, month=month, day=day)

    def _between(
        self,
        first: int,
        stop: int,
        day: str | None,
        month: str | None,
        end_day: str | None,
        end_month: str | None,
        year: str | None,
    ) -> Time | None:
        last = self._month(str(end_month))
        begin = self._month(month) if month else last
        start, end = int(day or 0), int(end_day or 0)
        if year:
            return checked(first, stop, f"{year}-{begin:02d}-{start:02d}/{year}-{last:02d}-{end:02d}")
        if not (1 <= start <= 31 and 1 <= end <= 31):
            return None
        return Time(first, stop, "partial", month=begin, day=start, end=(last, end))

    def _leaning(self, first: int, stop: int, word: str, name: str) -> Time | None:
        lean = {"last": -1, "past": -1, "this past": -1, "next": 1}.get(folded(word), 0)
        if name in self._weekdays:
            return Time(first, stop, "weekday", day=self._weekdays[name], lean=lean)
        if name in self._months:
            return Time(first, stop, "partial", month=self._months[name], lean=lean)
        return Time(first, stop, "relative", unit="year", offset=lean)

    def _counted(self, first: int, stop: int, count: str, unit: str, way: str) -> Time | None:
        if folded(count) in self._few:
            return Time(first, stop, "vague")
        if count.isdigit():
            number = int(count)
        else:
            number = self._numbers.get(folded(count), 0) or sum(
                self._numbers.get(part, _NEVER) for part in re.split(r"[-\s]", folded(count))
            )
        if unit == "decade":
            number *= 10
        sign = -1 if way in ("ago", "earlier", "before") else 1
        kind = "relative" if way == "ago" else "anaphoric"
        return counted(first, stop, kind, _UNITS[unit], sign * number)

    @staticmethod
    def _nth(first: int, stop: int, day: int, month: str | None) -> Time | None:
        """Return "the 5th", or "the 5th of last month"."""
        if not 1 <= day <= 31:
            return None
        if month is None:
            return Time(first, stop, "partial", day=day)
        form = "relative" if month in ("this", "last") else "anaphoric"
        return Time(first, stop, form, unit="month", offset=-(month == "last"), day=day)

    def _year(self, first: int, stop: int, year: str, part: str | None, text: str) -> Time | None:
        low, high = _part(part, 1, 12)
        before = text[max(0, first - 18) : first]
        if _NUMBERED.search(before):
            return None
        within = _PART_OF.search(before)
        if within:
            low, high = _part(_PARTS_OF[within.group(1).lower()], 1, 12)
        share = _SHARE.search(before)
        if share:
            low, high = _share(_SHARES[share.group(1).lower()], 6 if share.group(2).lower() == "half" else 3)
        elif _NEARLY.search(before):
            return checked(first, stop, f"{year}~")
        if (low, high) != (1, 12):
            return checked(first, stop, f"{year}-{low:02d}/{year}-{high:02d}")
        if text[first - 1 : first] in ("$", "€", "£", ".", ",") or text[stop : stop + 2] in (".0", ".5"):
            return None
        return checked(first, stop, year)


def _is_onwards(time: Time, text: str) -> bool:
    """Whether a time opens an interval: "from 1920 **onwards**", "from May 1921 **on**"."""
    from_here = text[max(0, time.start - 5) : time.start].lower() == "from "
    return from_here and _ONWARDS.match(text, time.stop) is not None


def _is_full(word: str) -> bool:
    """Whether a month or weekday is written out; lone abbreviations are mostly names."""
    return len(word.rstrip(".")) > 4 or word in ("May", "June", "July")


def _share(nth: int, size: int) -> tuple[int, int]:
    """Return the months of the nth half or quarter of a year."""
    nth = nth or 12 // size
    return (nth - 1) * size + 1, min(nth * size, 12)


def _part(part: str | None, low: int, high: int) -> tuple[int, int]:
    third = (high - low + 1) // 3
    part = folded(part) if part else None
    if part == "early":
        return low, low + third - 1
    if part == "late":
        return high - third + 1, high
    if part:
        return low + third, high - third
    return low, high
