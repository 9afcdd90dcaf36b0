"""Dates of Ottoman papers in a text: "16 Mart 1336", "9 Zilhicce 1335", "1338 senesi".

The words come from ``dates.tsv``: kind ``hijri`` names the months of the Hegira; kind ``calendar`` has
words for a calendar (``rumi``, ``hijri``), words that speak of the Middle Ages (``common``: then 1336 is a
year like any other), and ``sene``, a word for the year that only such papers put behind a bare number.
Where the language has ``default rumi``, a number of four digits with a month is a Rumi year unless
something speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.languages.ottoman import hijri, rumi
from dragoman.languages.times import Time, checked, folded

__all__ = ["OttomanDates", "bare_word"]

_YEAR = r"(?:12[5-9]\d|13[0-4]\d)"
_SHORT = r"(?:(?:12[5-9]|13[0-4])\d|(?:2[5-9]|3[0-4])\d(?=['’]))"
"""With day and month the thousands may be left away: "16 Mart 336"."""
_QUICK = re.compile(r"(?<!\d)(?:1[23]|[23])\d\d(?!\d)")
_APART = r"['’ʼ-]"
_AROUND = 300
"""Characters around a date in which a word decides its calendar."""


class OttomanDates:
    """Finder of Rumi and Hijri dates.

    Parameters
    ----------
    months : dict of str to int
        Names of the months of the Julian year, in lower case.
    dates : mapping of str to (kind, value)
        The table ``dates.tsv``.
    """

    def __init__(self, months: dict[str, int], dates: Mapping[str, tuple[str, str]]) -> None:
        self._months = months
        self._moons: dict[str, int] = {}
        self._marks: dict[str, str] = {}
        common: list[str] = []
        years: list[str] = []
        plain: list[str] = []
        self._rumi = False
        for word, (kind, value) in dates.items():
            name = folded(word)
            if kind == "hijri":
                self._moons[name] = int(value)
            elif kind == "calendar" and value in ("rumi", "hijri"):
                self._marks[name] = value
            elif kind == "calendar" and value == "common":
                common.append(name)
            elif kind == "calendar" and value == "sene":
                years.append(name)
            elif kind == "calendar" and value == "default rumi":
                self._rumi = True
            elif kind == "unit" and value == "year":
                plain.append(name)
        names = _names([*months, *self._moons])
        suffix = rf"(?:{_APART}[^\W\d_]{{1,6}}|[^\W\d_]{{0,5}})"
        tail = rf"(?:{_APART}[^\W\d_]{{1,7}})?"
        word = rf"(?:{_names([*years, *plain])})[^\W\d_]{{0,5}}"
        mark = rf"(?:(?P<mark>{_names(self._marks)})[^\W\d_]{{0,4}}\.?\s+)?"
        self._regex = re.compile(
            rf"(?<![\w'’.,-]){mark}(?:"
            rf"(?P<d1>[0-3]?\d)\s+(?P<m1>{names}){suffix}\s+(?:sene\s+)?(?P<y1>{_SHORT})(?![\d])(?![.,]\d)"
            rf"{tail}(?:\s+{word})?"
            rf"|(?P<y2>{_YEAR})(?![\d]){tail}(?:\s+{word})?\s+(?P<m2>{names}){suffix}(?:\s+(?P<d2>[0-3]?\d)\b{tail})?"
            rf"|(?P<m3>{names})(?:{_APART}[^\W\d_]{{1,6}})?\s+(?P<y3>{_YEAR})(?![\d])(?![.,]\d){tail}(?:\s+{word})?"
            rf"|(?P<y4>{_YEAR})(?![\d])(?![.,]\d){tail}(?P<w4>\s+(?:{_names(years)})[^\W\d_]{{0,5}})?"
            rf"(?P<w5>\s+(?:{_names(plain)})[^\W\d_]{{0,5}})?"
            rf")(?![^\W\d_])",
            re.IGNORECASE,
        )
        self._common = re.compile(rf"(?<![^\W_])(?:{_names(common)})", re.IGNORECASE)

    def find(self, text: str, start: int, stop: int) -> list[Time]:
        """Return the dates of ``text[start:stop]`` in these calendars, in order."""
        if not _QUICK.search(text, start, stop):
            return []
        found = []
        for match in self._regex.finditer(text, start, stop):
            edtf = self._read(match, text)
            time = checked(match.start(), match.end(), edtf) if edtf else None
            if time is not None:
                found.append(time)
        return found

    def _read(self, match: re.Match[str], text: str) -> str | None:
        get = match.groupdict()
        mark = self._marks.get(bare_word(get["mark"]), "")
        place = next(place for place in "1234" if get[f"y{place}"])
        year = int(get[f"y{place}"] or 0)
        year += 1000 if year < 1000 else 0
        name = bare_word(get.get(f"m{place}"))
        day = int(get.get(f"d{place}") or 0)
        if name in self._moons:
            return hijri(year, self._moons[name], day)
        if mark == "hijri":
            return hijri(year) if not name else None
        if mark != "rumi":
            bare = not name and not get["w4"]
            around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
            if bare or not self._rumi or self._common.search(around):
                return None
        return rumi(year, self._months.get(name, 0), day)


def _names(words: object) -> str:
    found = sorted(set(words), key=lambda w: (-len(w), w))  # type: ignore[call-overload]
    return "|".join(re.escape(word) for word in found) or "(?!)"


def bare_word(word: str | None) -> str:
    """Return a word as the tables have it, without a full stop."""
    return folded(word or "").rstrip(".")
