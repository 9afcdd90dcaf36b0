"""Russian expressions of time."""

from __future__ import annotations

import re

from dragoman.languages.pack import Pack
from dragoman.languages.times import DateWords, Time, bounded, checked

__all__ = ["Dates"]

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_G = r"(?:\s*(?:гг?\.|год[ауе]?|годом|годы|годов|годах))"
_SEASONS = {"весн": 21, "лет": 22, "осен": 23, "зим": 24}


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

        def names(table: dict[str, object]) -> str:
            return "|".join(re.escape(w) for w in sorted(table, key=lambda w: (-len(w), w)))

        months = names(dict(self._months))
        days = names(dict(self._weekdays))
        fixed = names(dict(self._fixed))
        self._regex = re.compile(
            rf"\b(?:"
            rf"(?P<d1>[0-3]?\d)(?:-го)?(?:\s*[-–/]\s*(?P<d1b>[0-3]?\d))?\s+(?P<m1>{months})\.?(?:\s+(?P<y1>{_YEAR})\b{_G}?)?"
            rf"|(?P<dot>[0-3]?\d\.[01]?\d\.{_YEAR})\b{_G}?"
            rf"|(?P<iso>{_YEAR}-[01]\d-[0-3]\d)\b"
            rf"|(?P<part3>нача[лт]\w*|кон\w+|середин\w*)?\s*(?P<m3>{months})\s+(?P<y3>{_YEAR})\b{_G}?"
            rf"|(?P<season>весн\w+|лет\w+|осен\w+|зим\w+)\s+(?P<ys>{_YEAR})\b{_G}?"
            rf"|(?P<decade>(?:1[5-9]|20)\d0)-[хеые]+\b{_G}?"
            rf"|(?P<r1>{_YEAR})\s*[-–—/]\s*(?P<r2>{_YEAR}|\d\d)\b(?![-\d]){_G}?"
            rf"|с\s+(?P<f1>{_YEAR}){_G}?\s+по\s+(?P<f2>{_YEAR})\b{_G}?"
            rf"|(?P<fixed>{fixed})\b"
            rf"|(?P<py>нача[лт]\w*|кон\w+|середин\w*)?\s*(?P<y>{_YEAR}){_G}"
            rf"|(?P<bare>{_YEAR})\b(?!\s*(?:человек|тыс|солдат|руб))"
            rf"|(?P<wd>{days})\b"
            rf"|(?P<m4>{months})\b"
            rf")",
            re.IGNORECASE,
        )

    def find(self, text: str, start: int, stop: int) -> list[Time]:
        """Return the time expressions of ``text[start:stop]`` in order, without overlap."""
        found = []
        for match in self._regex.finditer(text, start, stop):
            time = self._read(match, text)
            if time is not None:
                found.append(time)
        return bounded(found, text, self._bounds)

    def _read(self, match: re.Match[str], text: str) -> Time | None:
        first, stop = match.span()
        while text[first].isspace():
            first += 1
        get = match.groupdict()
        if get["d1"]:
            return self._day(first, stop, get)
        if get["dot"]:
            day, month, year = get["dot"].split(".")
            return checked(first, stop, f"{year}-{int(month):02d}-{int(day):02d}")
        if get["iso"]:
            return checked(first, stop, get["iso"])
        if get["m3"]:
            return checked(first, stop, f"{get['y3']}-{self._months[get['m3'].lower()]:02d}")
        if get["season"]:
            number = next(value for stem, value in _SEASONS.items() if get["season"].lower().startswith(stem))
            return checked(first, stop, f"{get['ys']}-{number}")
        if get["decade"]:
            return checked(first, stop, f"{int(get['decade']) // 10}X")
        if get["r1"]:
            end = get["r2"] if len(get["r2"]) == 4 else get["r1"][:2] + get["r2"]
            return checked(first, stop, f"{get['r1']}/{end}")
        if get["f1"]:
            return checked(first, stop, f"{get['f1']}/{get['f2']}")
        if get["fixed"]:
            form, unit, offset = self._fixed[get["fixed"].lower()]
            return Time(first, stop, form, unit=unit, offset=offset)
        if get["y"]:
            return self._year(first, stop, get["y"], get["py"])
        if get["wd"]:
            return Time(first, stop, "weekday", day=self._weekdays[get["wd"].lower()])
        if get["m4"]:
            return Time(first, stop, "partial", month=self._months[get["m4"].lower()])
        before = text[max(0, first - 6) : first].lower().split()
        if not before or before[-1] not in ("в", "с", "до", "после", "к"):
            return None
        return checked(first, stop, get["bare"] or "")

    def _day(self, first: int, stop: int, get: dict[str, str | None]) -> Time | None:
        month = self._months[str(get["m1"]).lower().rstrip(".")]
        day = int(get["d1"] or 0)
        if not 1 <= day <= 31:
            return None
        if not get["y1"]:
            return Time(first, stop, "partial", month=month, day=day)
        edtf = f"{get['y1']}-{month:02d}-{day:02d}"
        second = int(get["d1b"] or 0)
        if second > day:
            edtf += f"/{get['y1']}-{month:02d}-{second:02d}"
        return checked(first, stop, edtf)

    @staticmethod
    def _year(first: int, stop: int, year: str, part: str | None) -> Time | None:
        if not part:
            return checked(first, stop, year)
        stem = part.lower()
        if stem.startswith("нача"):
            return checked(first, stop, f"{year}-01/{year}-04")
        if stem.startswith("кон"):
            return checked(first, stop, f"{year}-09/{year}-12")
        return checked(first, stop, f"{year}-05/{year}-08")
