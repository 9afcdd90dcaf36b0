"""Expressions of time: one grammar, whose words are those of ``dates.tsv``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.languages.pack import Pack
from dragoman.languages.slavic.date_words import SlavicDateWords, roman
from dragoman.languages.slavic.letters import letters
from dragoman.languages.times import Openers, Time, bounded, checked, counted, folded, matches

__all__ = ["Dates"]

_WHEN = ("ой", "ою", "ом", "ью", "сні", "тку", "сени", "мку")
"""Endings of a season that says when: "весной", "навесні", "влітку"."""
_FOUR = r"(?:1\d\d\d|20\d\d)"
_SPRING = 21  # EDTF's number of the season
_YEAR = _FOUR + r"(?!\d|[.,]\d|-\d)"
_DASH = r"\s*[-–—]\s*"
_ROMAN = r"[IVXІХ]{1,5}"
_PARTS = {
    "early": (0, 1, 3),
    "mid": (1, 2, 3),
    "late": (2, 3, 3),
    "first_half": (0, 1, 2),
    "second_half": (1, 2, 2),
}
_COUNTED = {"day": ("day", 1), "week": ("week", 1), "month": ("month", 1), "year": ("year", 1)}
# A plural genitive or a measure behind a number says that it counts: "до 1800 бойцов", "в 2000 км".
_COUNTS = re.compile(
    r"\s*(?:%|(?!\w*(?:л|[аиуюя]в|лся|вся)\b)[^\W\d_A-ZА-ЯЁІЇЄҐ]*(?:[оеёії]в|[^\W\d_аеиоуыэюяіїєёв])\b)"
)


def _key(text: str) -> str:
    """Return a phrase as the tables have it."""
    return " ".join(folded(text).split())


def _third(part: str, low: int, high: int) -> tuple[int, int]:
    """Return the part of a range of months or years: thirds or halves."""
    first, last, of = _PARTS.get(part, (0, 1, 1))
    size = (high - low + 1) // of
    return low + first * size, high if last == of else low + last * size - 1


def _gregorian(year: int, month: int, day: int) -> str | None:
    """Return the day of the new style for one of the old (Julian) style, or None for an impossible day."""
    try:
        moved = date(year, month, day)
    except ValueError:
        return None
    gap = year // 100 - year // 400 - 2
    if year % 100 == 0 and year % 400 and (month, day) < (3, 1):
        gap -= 1
    return (moved + timedelta(days=gap)).isoformat()


class Dates:
    """Finder of time expressions.

    Parameters
    ----------
    pack : Pack
    """

    def __init__(self, pack: Pack) -> None:
        self._folding = letters(pack.code).folding
        self.words = words = SlavicDateWords(pack)
        self._openers = Openers(words.openers())
        self._regex = re.compile(rf"\b(?:{'|'.join(self._patterns())})", re.IGNORECASE)
        marks = words.alternatives(words.calendars)
        self._calendar = re.compile(rf",?\s*\(?(?P<mark>{marks})\)?", re.IGNORECASE)

    def _patterns(self) -> list[str]:
        w = self.words
        alt = w.alternatives
        day = r"[0-3]?\d(?:-?[а-яіїє]{1,3}(?=\s))?"
        month = rf"(?:{alt(w.months)})(?!\w)\.?"
        number = rf"(?:\d{{1,3}}|(?:(?:{alt(w.tens)})\s+)?(?:{alt(w.numbers)})|{alt(w.few)})(?!\w)"
        of = rf"(?:\s*(?:{alt(w.year_units)}))"
        since, until = rf"(?:{alt(w.since)})\s+", rf"(?:{_DASH}|\s+(?:{alt(w.until)})\s+)"
        between, joined = rf"(?:{alt(w.ranges)})\s+", rf"\s+(?:{alt(w.joins)})\s+"
        part = rf"(?:{alt(w.parts)})"
        ordinal = rf"(?:(?:(?:{alt(w.tens)})\s+)?(?:{alt(w.ordinals)}))"
        year = rf"(?:{_YEAR}|(?:{alt(w.thousands)})\s+{ordinal})"
        relative = rf"(?:{alt(w.relative_years)})"
        lean = rf"(?:{alt(w.leans)})"
        return [
            # 25 октября (7 ноября) 1917 г., 7/20 ноября 1917 г., 7 (20) ноября
            rf"(?P<o1>{day})\s*(?P<om>{month})\s*[(/]\s*(?P<o2>{day})\s+(?P<on>{month})\)?(?:\s*(?P<oy>{_YEAR}){of}?)?\)?",
            rf"(?P<s1>[0-3]?\d)\s*(?P<sign>[/(])\s*(?P<s2>[0-3]?\d)\)?\s+(?P<sm>{month})(?:\s+(?P<sy>{_YEAR}){of}?)?",
            # с 27 июня по 1 июля 1991 г., между 5 и 9 мая 1992 года, 5–7 мая
            rf"(?:{since})?(?P<a1>{day})\s+(?P<am>{month}){until}(?P<a2>{day})\s+(?P<an>{month})(?:\s+(?P<ay>{_YEAR}){of}?)?",
            rf"{between}(?P<b1>{day})\s+(?:(?P<bm>{month})\s+)?(?:{alt(w.joins)})\s+(?P<b2>{day})\s+(?P<bn>{month})(?:\s+(?P<by>{_YEAR}){of}?)?",
            rf"(?:{since})?(?P<c1>{day}){until}(?P<c2>{day})\s+(?P<cm>{month})(?:\s+(?P<cy>{_YEAR}){of}?)?",
            # 27 и 28 апреля 1920 года
            rf"(?P<j1>{day})\s+(?:{alt(w.joins)})\s+(?P<j2>{day})\s+(?P<jm>{month})(?:\s+(?P<jy>{_YEAR}){of}?)?",
            # 16 марта 1921 года, 16 марта того же года, двадцать восьмого апреля
            rf"(?P<d>{day}|{ordinal})\s+(?P<dm>{month})(?:,?\s+(?:(?P<dy>{year}){of}?|(?P<dr>{relative})))?",
            # 5-го числа, 5 числа сего месяца, 5 с. м.
            rf"(?P<nd>{day}|{ordinal})\s+(?:(?:{alt(w.day_words)})(?:\s+(?P<nm>{alt(w.relative_months)}))?|(?P<no>{alt(w.relative_months)}))",
            rf"(?P<dot>[0-3]?\d\.[01]?\d\.{_YEAR}){of}?",
            rf"(?P<iso>{_FOUR}-[01]\d-[0-3]\d)\b",
            # с марта по май 1920 года, в начале апреля 1920 г., в апреле прошлого года
            rf"(?:{since})?(?P<e1>{month})(?:{until}|{joined})(?:\w\s+)?(?P<e2>{month})\s+(?P<ey>{year}){of}?",
            rf"(?:{part}\s+)?(?P<m>{month}),?\s+(?:(?P<my>{year}){of}?|(?P<mr>{relative}))",
            rf"(?:{part})\s+(?P<bm2>{month})(?!\w)",
            rf"(?:(?P<q0>{alt(w.seasons)})\s+(?:{alt(w.joins)})\s+)?(?P<q>{alt(w.seasons)})\s+(?:(?P<qy>{year}){of}?|(?P<qr>{relative}))",
            rf"(?P<fixed>{alt(w.fixed)})(?!\w)",
            rf"(?P<lean>{lean})\s+(?:(?P<lm>{month})|(?P<lw>{alt(w.weekdays)})|(?P<lq>{alt(w.seasons)})|(?P<lu>{alt(w.plain_units)}))(?!\w)",
            # в начале 1920-х годов, в двадцатые годы XX века, в 20-х годах XX века
            rf"(?:(?P<kp>{part})\s+)?(?P<k>(?:1\d|20)\d0)-?(?:{alt(w.decade_endings)})(?!\w){of}?",
            rf"(?:(?P<vp>{part})\s+)?(?:(?P<v>\d0)-?(?:{alt(w.decade_endings)})|(?P<vw>{alt(w.decades)})){of}\s+(?P<vc>{_ROMAN}|\d\d?|{ordinal})(?:-?[а-яіїє]{{1,3}})?\s*(?:{alt(w.centuries)})",
            # XIX–XX вв., в конце XIX века, 20-й век, двадцатого столетия
            rf"(?:(?P<xp>{part})\s+)?(?P<x1>{_ROMAN}){_DASH}(?P<x2>{_ROMAN})\s*(?:{alt(w.centuries)})",
            rf"(?:(?P<zp>{part})\s+)?(?P<z>{_ROMAN}|\d\d?|{ordinal})(?:-?[а-яіїє]{{1,3}})?\s*(?:{alt(w.centuries)})",
            # 1918–1920 гг., с 1918 по 1920 год, между 1918 и 1920 годами
            rf"(?P<r1>{_FOUR})(?:\s*[-–—/]\s*)(?P<r2>{_FOUR}|\d\d)\b(?![-.\d])(?!\s*(?:{month})){of}?",
            rf"(?:{since})?(?P<f1>{_YEAR}){of}?\s+(?:{alt(w.until)})\s+(?P<f2>{_YEAR}){of}?",
            rf"{between}(?P<g1>{_YEAR})\s+(?:{alt(w.joins)})\s+(?P<g2>{_YEAR}){of}?",
            # пять лет назад, за три дня до этого, спустя 10 лет
            rf"(?:{alt(w.within)}\s+)?(?P<n>{number})\s+(?P<nu>{alt(w.plain_units)})\s+(?P<way>{alt(w.shifts_after)})(?!\w)",
            rf"(?P<way2>{alt(w.shifts_before)})\s+(?P<n2>{number})\s+(?P<nu2>{alt(w.plain_units)})(?!\w)",
            # в начале 1920 года, во втором квартале 2021 г., 1920 год, in 1920
            rf"(?P<t>{ordinal}|{_ROMAN}|\d)(?:-?[а-яіїє]{{1,3}})?\s+(?P<tu>{alt(w.fractions)})\s+(?P<ty>{year}){of}?",
            rf"(?P<p>{part})\s+(?P<py>{year}){of}?",
            rf"(?P<y>{year}){of}",
            rf"(?P<bare>{_YEAR})(?:-[а-яіїє]{{1,3}})?(?!\w)",
            rf"(?P<wd>{alt(w.weekdays)})(?!\w)",
            rf"(?P<bm1>{month})",
            rf"(?P<bs>{alt(w.seasons)})(?!\w)",
        ]

    # -- the walk -------------------------------------------------------------------------------

    def find(self, text: str, start: int, stop: int) -> list[Time]:
        """Return the time expressions of ``text[start:stop]`` in order, without overlap."""
        piece = text[start:stop].translate(self._folding)
        found: list[Time] = []
        for match in matches(self._regex, self._openers, piece, 0, len(piece)):
            time = self._read(match, piece)
            if time is None:
                continue
            time = self._styled(time, piece)
            if time is None:
                continue
            close = found and found[-1].kind == "weekday" and time.start - found[-1].stop <= 2
            if close and (time.day or time.edtf):
                found.pop()  # "во вторник, 5 мая": the day says it all
            found.append(time)
        found = bounded(found, piece, self.words.bounds)
        return [time._replace(start=time.start + start, stop=time.stop + start) for time in found]

    def _styled(self, time: Time, piece: str) -> Time | None:
        """Read "по старому стилю" and "до н. э." behind a date."""
        match = self._calendar.match(piece, time.stop)
        if match is None:
            return time
        kind = self.words.calendars[_key(match["mark"])]
        if kind == "bce":
            return None
        time = time._replace(stop=match.end())
        if kind == "julian" and len(time.edtf) == 10:
            moved = _gregorian(*map(int, time.edtf.split("-")))
            return time._replace(edtf=moved) if moved else None
        return time

    def _read(self, match: re.Match[str], piece: str) -> Time | None:
        first, stop = match.span()
        get = {name: value for name, value in match.groupdict().items() if value}
        return (
            self._days(first, stop, get)
            or self._months(first, stop, get)
            or self._spans(first, stop, get)
            or self._moved(first, stop, get)
            or self._alone(first, stop, get, piece)
        )

    # -- days -----------------------------------------------------------------------------------

    def _month(self, word: str) -> int:
        return self.words.months[folded(word).rstrip(".")]

    def _day(self, text: str) -> int:
        digits = re.match(r"\d+", text)
        return int(digits.group()) if digits else self.words.ordinal(text)

    def _days(self, first: int, stop: int, get: dict[str, str]) -> Time | None:
        for one, month, two, other, year in (
            ("o1", "om", "o2", "on", "oy"),
            ("a1", "am", "a2", "an", "ay"),
            ("b1", "bm", "b2", "bn", "by"),
            ("c1", "cm", "c2", "cm", "cy"),
            ("j1", "jm", "j2", "jm", "jy"),
            ("s1", "sm", "s2", "sm", "sy"),
        ):
            if one in get:
                from_, to = self._day(get[one]), self._day(get[two])
                low, high = self._month(get.get(month) or get[other]), self._month(get[other])
                two_styles = one in ("o1", "s1") and self._two_styles(from_, low, to, high)
                return self._range(first, stop, get.get(year), (low, from_), (high, to), two_styles)
        if "nd" in get:
            return self._day_alone(first, stop, get)
        if "d" not in get:
            return self._written(first, stop, get)
        number, named = self._day(get["d"]), self._month(get["dm"])
        if not 1 <= number <= 31:
            return None
        if "dr" in get:
            return self.words.relative_year(first, stop, get["dr"], named, number)
        if "dy" not in get:
            return Time(first, stop, "partial", month=named, day=number)
        return checked(first, stop, f"{self._year(get['dy'])}-{named:02d}-{number:02d}")

    def _day_alone(self, first: int, stop: int, get: dict[str, str]) -> Time | None:
        """Return a day whose month is that of the story, or is told from the day of the text."""
        number, month = self._day(get["nd"]), get.get("nm") or get.get("no")
        if not 1 <= number <= 31:
            return None
        if month is None:
            return Time(first, stop, "partial", day=number)
        kind, offset = self.words.relative_months[_key(month)]
        return Time(first, stop, kind, unit="month", offset=offset, day=number)

    @staticmethod
    def _two_styles(day: int, month: int, other: int, other_month: int) -> bool:
        """Whether two days are one in the old and the new style: 7/20 ноября, 25 октября (7 ноября)."""
        gap = other - day if month == other_month else other + 30 - day
        return 10 <= gap <= 14

    @staticmethod
    def _range(
        first: int, stop: int, year: str | None, low: tuple[int, int], high: tuple[int, int], two_styles: bool
    ) -> Time | None:
        month, day = high if two_styles else low
        if not year:
            end = (0, 0) if two_styles else high
            return Time(first, stop, "partial", month=month, day=day, end=end)
        edtf = f"{year}-{month:02d}-{day:02d}"
        if not two_styles:
            edtf += f"/{year}-{high[0]:02d}-{high[1]:02d}"
        return checked(first, stop, edtf)

    @staticmethod
    def _written(first: int, stop: int, get: dict[str, str]) -> Time | None:
        if "dot" in get:
            day, month, year = get["dot"].split(".")
            return checked(first, stop, f"{year}-{int(month):02d}-{int(day):02d}")
        return checked(first, stop, get["iso"]) if "iso" in get else None

    def _year(self, text: str) -> str:
        if text[0].isdigit():
            return text
        for base, value in self.words.thousands.items():
            if folded(text).startswith(base):
                return str(value + self.words.ordinal(text[len(base) :].strip()))
        return "0000"

    # -- months, seasons ------------------------------------------------------------------------

    def _months(self, first: int, stop: int, get: dict[str, str]) -> Time | None:
        words = self.words
        if "e1" in get:
            year = self._year(get["ey"])
            return checked(
                first, stop, f"{year}-{self._month(get['e1']):02d}/{year}-{self._month(get['e2']):02d}"
            )
        if "m" in get:
            month = self._month(get["m"])
            if "mr" in get:
                return words.relative_year(first, stop, get["mr"], month, 0)
            return checked(first, stop, f"{self._year(get['my'])}-{month:02d}")
        if "q" in get:
            season = words.seasons[folded(get["q"])]
            if "qr" in get:
                return words.relative_year(first, stop, get["qr"], season, 0)
            if "q0" in get:
                one = words.seasons[folded(get["q0"])]
                return self._seasons(first, stop, self._year(get["qy"]), one, season)
            return checked(first, stop, f"{self._year(get['qy'])}-{season}")
        if "lean" not in get:
            return None
        lean = words.leans[folded(get["lean"])]
        if "lm" in get:
            return Time(first, stop, "partial", month=self._month(get["lm"]), lean=lean)
        if "lw" in get:
            return Time(first, stop, "weekday", day=words.weekdays[folded(get["lw"])], lean=lean)
        if "lq" in get:
            return Time(
                first, stop, "relative", unit="year", offset=lean, month=words.seasons[folded(get["lq"])]
            )
        return Time(first, stop, "relative", unit=words.plain_units[folded(get["lu"])], offset=lean)

    @staticmethod
    def _seasons(first: int, stop: int, year: str, one: int, two: int) -> Time | None:
        """Return the months of two seasons of a year; a winter before a spring is its end."""
        begin = 1 if one > two else 3 * (one - _SPRING) + 3
        last = 12 if two == _SPRING + 3 else 3 * (two - _SPRING) + 5
        return checked(first, stop, f"{year}-{begin:02d}/{year}-{last:02d}")

    # -- decades, centuries, spans of years -----------------------------------------------------

    def _spans(self, first: int, stop: int, get: dict[str, str]) -> Time | None:
        if "k" in get:
            return self._decade(first, stop, int(get["k"]), get.get("kp"))
        if "vc" in get:
            decade = int(get["v"]) if "v" in get else self.words.decades[folded(get["vw"])]
            century = self._century(get["vc"])
            return self._decade(first, stop, century * 100 - 100 + decade, get.get("vp")) if century else None
        if "x1" in get:
            one, two = self._century(get["x1"]), self._century(get["x2"])
            return checked(first, stop, f"{one - 1:02d}XX/{two - 1:02d}XX")
        if "z" in get:
            century = self._century(get["z"])
            if not 1 < century < 22:
                return None
            if "zp" not in get:
                return checked(first, stop, f"{century - 1:02d}XX")
            low, high = _third(self.words.parts[_key(get["zp"])], century * 100 - 100, century * 100 - 1)
            return checked(first, stop, f"{low:04d}/{high:04d}")
        if "r1" in get:
            end = get["r2"] if len(get["r2"]) == 4 else get["r1"][:2] + get["r2"]
            return checked(first, stop, f"{get['r1']}/{end}")
        for left, right in (("f1", "f2"), ("g1", "g2")):
            if left in get:
                return checked(first, stop, f"{get[left]}/{get[right]}")
        return None

    def _century(self, text: str) -> int:
        return self._day(text) if text[0].isdigit() else roman(text) or self.words.ordinal(text)

    def _decade(self, first: int, stop: int, year: int, part: str | None) -> Time | None:
        if not part:
            return checked(first, stop, f"{year // 10}X")
        low, high = _third(self.words.parts[_key(part)], year, year + 9)
        return checked(first, stop, f"{low}/{high}")

    # -- counted from an anchor -----------------------------------------------------------------

    def _moved(self, first: int, stop: int, get: dict[str, str]) -> Time | None:
        words = self.words
        if "fixed" in get:
            form, unit, offset = words.fixed[_key(get["fixed"])]
            if form == "none":
                return None  # "тогда как": no time
            return Time(first, stop, form, unit=unit, offset=offset)
        for number, unit, way in (("n", "nu", "way"), ("n2", "nu2", "way2")):
            if number in get:
                count = words.count(get[number])
                kind, sign = words.ways[_key(get[way])]
                base, size = words.sized(get[unit])
                if not count:
                    return Time(first, stop, "vague")
                return counted(first, stop, kind, base, sign * count * size)
        return None

    # -- years, and single words ----------------------------------------------------------------

    def _alone(self, first: int, stop: int, get: dict[str, str], piece: str) -> Time | None:
        words = self.words
        if "ty" in get:
            size = words.fractions[folded(get["tu"])]
            nth = self._century(get["t"])
            year = self._year(get["ty"])
            low = (nth - 1) * size + 1
            if not 1 <= nth <= 12 // size:
                return None
            return checked(first, stop, f"{year}-{low:02d}/{year}-{low + size - 1:02d}")
        if "py" in get:
            year, part = self._year(get["py"]), words.parts[_key(get["p"])]
            if part == "approximate":
                return checked(first, stop, f"{year}~")
            low, high = _third(part, 1, 12)
            return checked(first, stop, f"{year}-{low:02d}/{year}-{high:02d}")
        if "y" in get:
            return checked(first, stop, self._year(get["y"]))
        before = piece[max(0, first - 16) : first].lower().split()
        governed = bool(before) and before[-1] in words.prepositions
        if "bare" in get:
            year = get["bare"]
            if not governed or not 1500 <= int(year) <= 2099:
                return None
            return None if _COUNTS.match(piece, stop) else checked(first, stop, year)
        if "wd" in get:
            return Time(first, stop, "weekday", day=words.weekdays[folded(get["wd"])])
        if "bm2" in get:
            stop = first + len(piece[first:stop].rstrip("."))
            return Time(first, stop, "partial", month=self._month(get["bm2"]))
        if "bs" in get:
            word = folded(get["bs"])
            when = word.endswith(_WHEN) or (bool(before) and before[-1] in words.deadlines)
            return Time(first, stop, "anaphoric", unit="season", month=words.seasons[word]) if when else None
        if governed and "bm1" in get:
            stop = first + len(get["bm1"].rstrip("."))
            return Time(first, stop, "partial", month=self._month(get["bm1"]))
        return None
