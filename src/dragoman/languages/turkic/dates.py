"""Turkish and Azerbaijani expressions of time.

All words come from ``dates.tsv``: names of months, seasons and days with the kinds of other languages, and

- ``unit``: the stems of the words for day, week, month, year, decade and century, suffixes follow them;
- ``part``: beginnings, middles and ends, by stem, with ``early``, ``middle`` or ``late``, halves, quarters;
- ``night``: words between the two days of a night (*bağlayan gece*), which is told by the second;
- ``nearly``: words that leave a year vague, with ``before`` or ``behind`` it;
- ``calendar``: words that may close a date (*tarihinde*), with ``date``, and counted nouns, with ``no``;
  the other values and the kind ``hijri`` are for `dragoman.languages.turkic.ottoman_dates`;
- ``shift``: ``until``, ``before``, ``since`` and ``after`` behind a time; ``-`` and ``+`` behind a counted
  unit or a time in the ablative; -1, 0, +1 before a weekday or month.
"""

from __future__ import annotations

import re

from dragoman.languages.pack import Pack
from dragoman.languages.times import BOUNDS, DateWords, Time, can_open, checked, counted, folded
from dragoman.languages.turkic.ottoman_dates import OttomanDates, bare_word

__all__ = ["Dates"]

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_ROMAN = {"I": 1, "V": 5, "X": 10}
_APART = r"['’ʼ-]"
# Old Style and New Style days of one date lie this far apart (19th and 20th century).
_STYLES = (12, 13)


_ABLATIVE = re.compile(r"[dt][aeə]n\Z", re.IGNORECASE)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_PLAIN = 6  # letters: "cuma" and "pazar" are words besides, "perşembe" is a weekday without "günü"


class Dates:
    """Finder of time expressions.

    Parameters
    ----------
    pack : Pack
    """

    def __init__(self, pack: Pack) -> None:
        words = DateWords.of(pack.dates)
        self._months, self._weekdays = words.months, words.weekdays
        self._fixed, self._numbers, self._few = words.fixed, words.numbers, words.few
        self._seasons: dict[str, int] = {}
        self._parts: dict[str, str] = {}
        self._units: dict[str, tuple[int, str]] = {}
        self._ways: dict[str, str] = {}
        self._leans: dict[str, int] = {}
        self._bounds: dict[str, str] = {}
        self._from: dict[str, str] = {}
        """What stands behind an ablative: "1914'**ten önce**"."""
        self._ordinals: dict[str, int] = {}
        self._ottoman = OttomanDates(words.months, pack.dates)
        years: list[str] = []
        centuries: list[str] = []
        months_of: list[str] = []
        closing: list[str] = []
        counted: list[str] = []
        nights: list[str] = []
        around: dict[str, list[str]] = {"before": [], "behind": []}
        for word, (kind, value) in pack.dates.items():
            name = folded(word)
            if kind == "season":
                self._seasons[name] = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}[value]
            elif kind == "part":
                self._parts[name] = value
            elif kind == "unit":
                count, _, unit = value.rpartition(" ")
                if unit in ("minute", "hour", "day", "week", "month", "year"):
                    self._units[name] = int(count or 1), unit
                if value == "year":
                    years.append(name)
                elif value == "month":
                    months_of.append(name)
                elif value == "day":
                    closing.append(name)
                elif value == "100 year":
                    centuries.append(name)
            elif kind == "calendar" and value in ("date", "no"):
                (closing if value == "date" else counted).append(name)
            elif kind == "shift" and value in BOUNDS:
                self._bounds[name] = value
            elif kind == "shift" and value in ("-", "+"):
                self._ways[name] = value
                self._from[name] = "before" if value == "-" else "after"
            elif kind == "shift" and value in ("-1", "0", "+1"):
                self._leans[name] = int(value)
            elif kind == "night":
                nights.append(name)
            elif kind == "nearly":
                around[value].append(name)
            elif kind == "ordinal" and value.isdigit():
                self._ordinals[name] = int(value)

        def names(table: object) -> str:
            found = sorted(table, key=lambda w: (-len(w), w))  # type: ignore[call-overload]
            return "|".join(re.escape(w) for w in found) or "(?!)"

        months, days = names(self._months), names(self._weekdays)
        year_word = rf"(?:{names(years)})(?![^\W\d_]{{6}})[^\W\d_]*"
        tail = rf"(?:{_APART}[^\W\d_]{{1,7}})?"
        close = rf"(?:\s+(?:{names(closing)})[^\W\d_]*)?"
        # "mart", "martta", "mart'ın", "mart ayının": suffixes of a month
        suffix = rf"(?:{_APART}[^\W\d_]{{1,6}}|[^\W\d_]{{0,5}})"
        to = r"\s?[-–—]\s?"
        moon = rf"(?:\s+(?:{names(months_of)})[^\W\d_]*)"
        part = rf"(?!sonra)(?:{names(self._parts)})[^\W\d_]*"  # "1991 sonrasında" is no end of it
        # "haziran başında", "iyul əvvəlində", "may sonlarına"
        within = rf"(?:{names(self._parts)})(?:l[aeə]r)?(?:s?[ıiuü]n?)?(?:d[aeə]n?|[aeəıiuü])(?![^\W\d_])"
        untils = names(word for word, bound in self._bounds.items() if bound == "until")
        self._before = re.compile(rf"(?:{names(around['before'])})\s\Z", re.IGNORECASE)
        self._behind = re.compile(rf"\s(?:{names(around['behind'])})(?![^\W\d_])", re.IGNORECASE)
        tens = [word for word, number in self._numbers.items() if number in range(10, 100, 10)]
        count = rf"\d{{1,3}}|(?:(?:{names(tens)})\s+)?(?:{names(self._numbers)})|{names(self._few)}"
        told = [word for word, (_, unit, _) in self._fixed.items() if unit == "year"]
        day_word = names([word for word, unit in self._units.items() if unit == (1, "day")])
        number = rf"[IVX]{{1,6}}|\d\d?|{names(self._ordinals)}"
        self._regex = re.compile(
            rf"(?<![\w'’-])(?:"
            rf"(?P<iso>{_YEAR}-[01]\d-[0-3]\d)(?![\d-])"
            rf"|(?P<dot>[0-3]?\d[./][01]?\d[./]{_YEAR})\b{tail}{close}"
            # "27 Nisan'ı 28 Nisan 1920'ye bağlayan gece"
            rf"|[0-3]?\d\s+(?:{months}){suffix}(?:\s+(?P<yn>{_YEAR})\b{tail})?\s+(?P<dn>[0-3]?\d)\s+(?P<mn>{months}){suffix}"
            rf"(?:\s+(?P<yn2>{_YEAR})\b{tail})?\s+(?:{names(nights)})(?![^\W\d_])"
            # "1920-ci il aprelin 27-dən 28-nə keçən gecə"
            rf"|(?:(?P<yk>{_YEAR}){tail}(?:\s+{year_word})?\s+)?(?P<mk>{months})[ıiuü]n\s+[0-3]?\d{_APART}[^\W\d_]+"
            rf"\s+(?P<dk>[0-3]?\d){_APART}[^\W\d_]+\s+(?:{names(nights)})(?![^\W\d_])"
            rf"|(?P<d1>[0-3]?\d)(?:\s*(?P<sign>[-–/])\s*(?P<d1b>[0-3]?\d))?\s+(?P<m1>{months}){suffix}"
            rf"(?:\s+(?P<y1>{_YEAR})\b(?!\s*(?:{names(counted)})){tail}(?:\s+{year_word})?)?{close}(?![^\W\d_])"
            rf"|(?P<y2>{_YEAR}){tail}(?:\s+{year_word})?\s+(?P<d2>[0-3]?\d)\s+(?P<m2>{months}){suffix}{close}(?![^\W\d_])"
            rf"|(?P<y6>{_YEAR}){tail}(?:\s+{year_word})?\s+(?P<m6>{months}){suffix}(?:\s+(?P<d6>[0-3]?\d)\b(?!\d){tail})"
            rf"(?![^\W\d_])"
            rf"|(?:(?P<f3>{months}){to})?(?P<m3>{months})(?:{_APART}[^\W\d_]{{1,6}})?\s+(?P<y3>{_YEAR})\b(?!\s*(?:{names(counted)})){tail}"
            rf"(?:\s+{year_word})?{close}"
            rf"|(?P<y4>{_YEAR}){tail}(?:\s+{year_word})?\s+(?:(?P<f4>{months}){to})?(?P<m4>{months}){suffix}{moon}?(?![^\W\d_])"
            rf"|(?P<ys>{_YEAR}){tail}(?:\s+{year_word})?\s+(?P<season>{names(self._seasons)})[^\W\d_]*"
            rf"|(?P<decade>(?:1[5-9]|20)\d0)(?:['’](?:l[ıi]|lu|lü)\s+(?:{names(years)})l[^\W\d_]+"
            rf"|['’]l[ae]r[^\W\d_]*|-[^\W\d_]{{2,3}}\s+(?:{names(years)})l[^\W\d_]+)"
            rf"(?:\s+(?P<dpart>{part}))?"
            rf"|(?P<short>[1-9]0)(?:['’](?:l[ıi]|lu|lü)|-[^\W\d_]{{2,3}})\s+(?:{names(years)})l[^\W\d_]+"
            rf"|(?P<r1>{_YEAR})\s*[-–—/]\s*(?P<r2>{_YEAR}|\d\d)\b(?!-?\d){tail}(?:\s+{year_word})?"
            rf"|(?P<f1>{_YEAR})(?:['’][^\W\d_]+|-[^\W\d_]{{2,3}}\s+{year_word})?\s+(?:ile|ilə|ila|ilâ|dan|den)?\s*"
            rf"(?P<f2>{_YEAR})(?:{_APART}[^\W\d_]+)?(?:\s+{year_word})?\s+ara[^\W\d_]*"
            # "1918'den 1920'ye kadar", "1918-ci ildən 1920-ci ilədək"
            rf"|(?P<u1>{_YEAR})(?:['’][dt][ae]n|-[^\W\d_]{{2,3}}\s+(?:{names(years)})[dt][aeə]n)\s+"
            rf"(?P<u2>{_YEAR})(?:['’][^\W\d_]+|-[^\W\d_]{{2,3}}\s+{year_word})?\s*(?:{untils})(?![^\W\d_])"
            rf"|(?P<u3>{_YEAR})-[^\W\d_]{{2,3}}\s+(?:{names(years)})[dt][aeə]n\s+(?P<u4>{_YEAR})-[^\W\d_]{{2,3}}\s+"
            rf"(?:{names(years)})[aeə](?:{untils})(?![^\W\d_])"
            # "geçen yıl mayıs ayında", "bu ilin iyununda"
            rf"|(?P<ry>{names(told)})[^\W\d_]{{0,3}}\s+(?:(?P<rd>[0-3]?\d)\s+)?(?P<rm>{months}){suffix}{moon}?(?![^\W\d_])"
            # "ayın 5'inde", "bu ayın 5'inde"
            rf"|(?:(?P<al>{names(self._leans)})\s+)?(?:{names(months_of)})[ıiuü]n\s+(?P<ad>[0-3]?\d){_APART}[^\W\d_]+"
            rf"|(?P<fixed>{names(self._fixed)})(?![^\W\d_]{{5}})(?P<rest>[^\W\d_]*)"
            rf"|(?P<n>{count})\s+(?P<unit>{names(self._units)})(?:[^\W\d_]{{0,4}})\s+(?:daha\s+)?(?P<way>{names(self._ways)})\b"
            rf"|(?P<y>{_YEAR})\b(?![-–/]\d|[.,]\d|\s*(?:{names(counted)})){tail}(?P<word>\s+{year_word})?"
            # no part stands behind a locative or ablative: "1918'de sona erdi", "1918'den sonra"
            rf"(?:(?<![dt][aeə])(?<![dt][aeə]n)\s+(?P<ypart>{part}))?{close}"
            rf"|(?P<century>{number})(?:\.|{_APART}[^\W\d_]{{2,4}})?\s+(?:{names(centuries)})[^\W\d_]*(?:\s+(?P<cpart>{part}))?"
            rf"|(?P<lean>{names(self._leans)})\s+(?P<lw>{months}|{days}|{names(self._seasons)}){suffix}{moon}?"
            rf"(?:\s+(?:{day_word})[^\W\d_]*)?(?![^\W\d_])"
            rf"|(?P<wd>{days})(?:\s+(?:{day_word})[^\W\d_]*)(?![^\W\d_])"
            rf"|(?P<wl>{names(word for word in self._weekdays if len(word) > _PLAIN)})(?![^\W\d_])"
            # "haziranın 8'inde", "haziranın sekizinde"
            rf"|(?P<m7>{months})[ıiuü]n\s+(?:(?P<d7>[0-3]?\d){_APART}[^\W\d_]+"
            rf"|(?P<d8>(?:(?:{names(tens)})\s+)?(?:{names(self._numbers)}|dörd))s?[ıiuü]n[dt][aeə](?![^\W\d_]))"
            rf"|(?P<m5>{months})(?:{_APART}(?P<ms>[^\W\d_]{{1,6}})|{moon}|\s+{within}|(?P<mt>[dt][aəe]|[ıiuü]n)(?![^\W\d_]))"
            rf")",
            re.IGNORECASE,
        )

    def find(self, text: str, start: int, stop: int) -> list[Time]:
        """Return the time expressions of ``text[start:stop]`` in order, without overlap."""
        old = self._ottoman.find(text, start, stop)
        found: list[Time] = []
        for match in self._regex.finditer(text, start, stop):
            if any(match.start() < time.stop and time.start < match.end() for time in old):
                continue  # "16 Mart" of "16 Mart 1336"
            time = self._read(match, text)
            if time is None:
                continue
            if found and found[-1].kind == "weekday" and time.start - found[-1].stop <= 2 and time.day:
                found.pop()
            found.append(self._bounded(time, text, stop))
        if old:
            found.extend(self._bounded(time, text, stop) for time in old)
            found.sort()
        return found

    def _bounded(self, time: Time, text: str, stop: int) -> Time:
        """Mark a time that "kadar", "beri" or, in the ablative, "sonra" follows."""
        after = folded(text[time.stop : min(stop, time.stop + 24)]).split()
        for size in (2, 1):
            words = " ".join(after[:size]).rstrip(".,;")
            bound = self._bounds.get(words, "")
            if not bound and _ABLATIVE.search(text, time.start, time.stop):
                bound = self._from.get(words, "")
            if bound and can_open(time, bound, text):
                return time._replace(bound=bound)
        return time

    def _month(self, word: str | None) -> int:
        return self._months[bare_word(word)]

    def _months_of(self, first: int, stop: int, year: int, since: str | None, until: str) -> Time | None:
        """Return a month of a year, or several; "Kasım-Mart 2021" begins the year before."""
        last = self._month(until)
        if not since:
            return checked(first, stop, f"{year}-{last:02d}")
        begin = self._month(since)
        return checked(first, stop, f"{year - (begin > last)}-{begin:02d}/{year}-{last:02d}")

    def _read(self, match: re.Match[str], text: str) -> Time | None:
        first, stop = match.span()
        get = match.groupdict()
        if get["iso"]:
            return checked(first, stop, get["iso"])
        if get["dot"]:
            day, month, year = re.split(r"[./]", get["dot"])
            return checked(first, stop, f"{year}-{int(month):02d}-{int(day):02d}")
        if get["dn"] or get["dk"]:
            return self._night(first, stop, get)
        if get["d1"]:
            return self._day(first, stop, get)
        for place in "26":
            if get[f"y{place}"]:
                month = self._month(get[f"m{place}"])
                return checked(
                    first, stop, f"{get[f'y{place}']}-{month:02d}-{int(get[f'd{place}'] or 0):02d}"
                )
        for place in "34":
            if get[f"y{place}"]:
                return self._months_of(first, stop, int(get[f"y{place}"]), get[f"f{place}"], get[f"m{place}"])
        if get["season"]:
            return checked(first, stop, f"{get['ys']}-{self._seasons[bare_word(get['season'])]}")
        if get["decade"]:
            base = int(get["decade"])
            low, high = self._part(get["dpart"], 0, 9)
            return checked(
                first, stop, f"{base // 10}X" if (low, high) == (0, 9) else f"{base + low}/{base + high}"
            )
        if get["short"]:
            return checked(first, stop, f"19{get['short'][0]}X")
        if get["r1"]:
            end = get["r2"] if len(get["r2"]) == 4 else get["r1"][:2] + get["r2"]
            return checked(first, stop, f"{get['r1']}/{end}")
        for one, other in (("f1", "f2"), ("u1", "u2"), ("u3", "u4")):
            if get[one]:
                return checked(first, stop, f"{get[one]}/{get[other]}")
        if get["century"]:
            return self._century(first, stop, get["century"], get["cpart"])
        if get["ry"]:
            form, _, offset = self._fixed[bare_word(get["ry"])]
            month, day = self._month(get["rm"]), int(get["rd"] or 0)
            return Time(first, stop, form, unit="year", offset=offset, month=month, day=day)
        if get["ad"]:
            return self._day_alone(first, stop, int(get["ad"]), get["al"])
        if get["fixed"]:
            return self._phrase(first, stop, get)
        if get["n"]:
            return self._counted(first, stop, get)
        if get["y"]:
            return self._year(first, stop, get, text)
        return self._named(first, stop, get, text)

    def _day(self, first: int, stop: int, get: dict[str, str | None]) -> Time | None:
        month, day, second = self._month(get["m1"]), int(get["d1"] or 0), int(get["d1b"] or 0)
        if not 1 <= day <= 31:
            return None
        if get["sign"] == "/" and (second - day) in _STYLES:
            day, second = second, 0  # "3/16 Mart": both calendars
        if not get["y1"]:
            end = (month, second) if second > day else (0, 0)
            return Time(first, stop, "partial", month=month, day=day, end=end)
        edtf = f"{get['y1']}-{month:02d}-{day:02d}"
        if second > day:
            edtf += f"/{get['y1']}-{month:02d}-{second:02d}"
        return checked(first, stop, edtf)

    def _night(self, first: int, stop: int, get: dict[str, str | None]) -> Time | None:
        """Return the second day of a night: "27 Nisan'ı **28 Nisan**'a bağlayan gece"."""
        month, day = self._month(get["mn"] or get["mk"]), int(get["dn"] or get["dk"] or 0)
        year = get["yn2"] or get["yn"] or get["yk"]
        if year:
            return checked(first, stop, f"{year}-{month:02d}-{day:02d}")
        return Time(first, stop, "partial", month=month, day=day) if 1 <= day <= 31 else None

    def _century(self, first: int, stop: int, text: str, part: str | None) -> Time | None:
        if text.isdigit():
            number = int(text)
        elif text.upper() == text and set(text) <= set(_ROMAN):
            values = [_ROMAN[char] for char in text]
            number = sum(
                -value if any(later > value for later in values[n + 1 : n + 2]) else value
                for n, value in enumerate(values)
            )
        else:
            number = self._ordinals.get(bare_word(text), 0)
        if not 15 < number < 22:
            return None
        low, high = self._part(part, number * 100 - 100, number * 100 - 1)
        return checked(first, stop, f"{low}/{high}" if part else f"{number - 1:02d}XX")

    def _phrase(self, first: int, stop: int, get: dict[str, str | None]) -> Time | None:
        word = bare_word(get["fixed"])
        if get["rest"] and " " not in word:
            return None  # "dün", not "dünya"
        form, unit, offset = self._fixed[word]
        return Time(first, stop, form, unit=unit, offset=offset)

    def _day_alone(self, first: int, stop: int, day: int, lean: str | None) -> Time | None:
        """Return a day of the month of the story, or of one that is told from the day of the text."""
        if not 1 <= day <= 31:
            return None
        if lean is None:
            return Time(first, stop, "partial", day=day)
        return Time(first, stop, "relative", unit="month", offset=self._leans[bare_word(lean)], day=day)

    def _counted(self, first: int, stop: int, get: dict[str, str | None]) -> Time | None:
        text = bare_word(get["n"])
        if text in self._few:
            return Time(first, stop, "vague")
        number = int(text) if text.isdigit() else self._number(text)
        size, unit = self._units[bare_word(get["unit"])]
        sign = -1 if self._ways[bare_word(get["way"])] == "-" else 1
        return counted(first, stop, "ago" if sign < 0 else "anaphoric", unit, sign * number * size)

    def _number(self, text: str | None) -> int:
        """Return the number of a word or of two: "on beş"; 0 for none."""
        words = bare_word(text).split()
        voiced = {"dörd": "dört"}  # before a vowel
        return sum(self._numbers.get(word, self._numbers.get(voiced.get(word, ""), 0)) for word in words)

    def _year(self, first: int, stop: int, get: dict[str, str | None], text: str) -> Time | None:
        low, high = self._part(get["ypart"], 1, 12)
        if (low, high) != (1, 12):
            return checked(first, stop, f"{get['y']}-{low:02d}/{get['y']}-{high:02d}")
        if text[max(0, first - 1) : first] in ("$", "€", "£", "."):
            return None
        behind = self._behind.match(text, stop)
        if behind or self._before.search(text, max(0, first - 16), first):
            return checked(first, behind.end() if behind else stop, f"{get['y']}~")
        return checked(first, stop, get["y"] or "")

    def _named(self, first: int, stop: int, get: dict[str, str | None], text: str) -> Time | None:
        lean = self._leans.get(bare_word(get["lean"]), 0) if get["lean"] else 0
        name = bare_word(get["lw"] or get["wd"] or get["wl"] or get["m5"] or get["m7"])
        if name in self._weekdays and not get["m5"]:
            return Time(first, stop, "weekday", day=self._weekdays[name], lean=lean)
        if name in self._months:
            if (get["mt"] or "")[-1:] == "n" and not text[first].isupper() and len(name) < 5:
                return None  # "mayın" is a mine, "iyunda" nothing else
            day = int(get["d7"] or 0) or self._number(get["d8"])
            if day > 31:
                return None
            return Time(first, stop, "partial", month=self._months[name], day=day, lean=lean)
        return Time(first, stop, "relative", unit="year", offset=lean)

    def _part(self, part: str | None, low: int, high: int) -> tuple[int, int]:
        if not part:
            return low, high
        word = bare_word(part)
        stem = next(s for s in sorted(self._parts, key=len, reverse=True) if word.startswith(s))
        third = (high - low + 1) // 3
        kind = self._parts[stem]
        if kind == "early":
            return low, low + third - 1
        if kind == "late":
            return high - third + 1, high
        if kind == "first half":
            return low, low + (high - low) // 2
        if kind == "second half":
            return low + (high - low) // 2 + 1, high
        if kind.endswith("quarter") and (low, high) == (1, 12):
            nth = _QUARTERS[kind.partition(" ")[0]]
            return nth * 3 - 2, nth * 3
        return low + third, high - third
