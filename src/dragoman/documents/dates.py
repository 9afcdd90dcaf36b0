"""The date of a document, from its own lines or its file name; never guessed."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from dragoman.languages.tables import rows
from dragoman.languages.times import folded
from dragoman.model import Edtf, parse_edtf
from dragoman.model.errors import DateError

__all__ = ["date_in", "date_of_name", "is_entry_head", "iso_date", "years"]

_YEAR = r"(?P<{0}>(?:1[5-9]|20)\d\d)"
_YEAR_LIKE = re.compile(r"(?:1[5-9]|20)\d\d")
_ISO = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)-(\d\d)(?:-(\d\d))?(?!\d)")
_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:([-_.])(\d\d)(?:\2(\d\d))?|(\d\d)(\d\d))(?!\d)")
_REST = 5  # letters behind a date: "года", "yılı"
_YEARS = re.compile(r"(?<![\d.,/])(1[89]\d\d|20\d\d)(?![\d/])")


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    source = files("dragoman.documents") / "data" / "months.tsv"
    return {
        word: int(month) for _, (month, names) in rows(source, ("month", "names")) for word in names.split()
    }


@lru_cache(maxsize=1)
def _folded() -> dict[str, int]:
    return {folded(word): month for word, month in _months().items()}


@lru_cache(maxsize=1)
def _month() -> str:
    """Return the pattern of a month's name; of two that begin alike the longer one counts."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(_months(), key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(word[1:])
    # Under their first letters: most words are told from all names by one look at each letter.
    return "|".join(f"{letter}(?:{'|'.join(ends)})" for letter, ends in sorted(by_letter.items()))


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    month = _month()
    numbered = (
        rf"(?<![\d./-]){_YEAR.format('y1')}-(?P<m1>\d\d)-(?P<d1>\d\d)(?![\d-])",
        rf"(?<![\d./-])(?P<d2>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{month})\.?,?\s+{_YEAR.format('y2')}(?!\d)",
        rf"(?<![\d./-])(?P<d4>\d\d?)\.(?P<m4>\d\d?)\.{_YEAR.format('y4')}(?![\d.]\d)(?!\d)",
        rf"(?<![\d./-])(?P<a5>\d\d?)/(?P<b5>\d\d?)/{_YEAR.format('y5')}(?![\d/])",
    )
    named = (
        rf"(?P<m3>{month})\.?\s+(?P<d3>\d\d?)(?:st|nd|rd|th)?,?\s+{_YEAR.format('y3')}(?!\d)",
        rf"(?P<m6>{month})\s+{_YEAR.format('y6')}(?!\d)",
    )
    # Most characters are neither a digit nor the first of a word: told once for all forms.
    return re.compile(rf"(?=\d)(?:{'|'.join(numbered)})|(?<!\w)(?:{'|'.join(named)})", re.IGNORECASE)


def _edtf(year: int, month: int | None = None, day: int | None = None) -> Edtf | None:
    text = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    try:
        return parse_edtf(text)
    except DateError:
        return None


@lru_cache(maxsize=1)
def _entry() -> re.Pattern[str]:
    day = r"\d\d?(?:st|nd|rd|th|-?\w{1,3})?"
    return re.compile(rf"(?:{day}\s+)?(?:{_month()})(?:\s+\d\d?)?[.,:]?", re.IGNORECASE)


def is_entry_head(line: str) -> bool:
    """Whether a line is a date, a day or a month and little more: "5 May", "Март", "3 мая 1920 года"."""
    line = line.strip()
    found = date_in(line, 0, len(line))
    if found is not None:
        rest = line[found[1][1] :]
        return not line[: found[1][0]].strip() and sum(map(str.isalpha, rest)) <= _REST
    return _entry().fullmatch(line) is not None


def date_in(text: str, start: int, stop: int) -> tuple[Edtf, tuple[int, int]] | None:
    """Return the first full date in ``text[start:stop]`` with its span.

    ``04/05/2021`` is April to one reader and May to another: only its year is taken.
    """
    if _YEAR_LIKE.search(text, start, stop) is None:
        return None
    for found in _forms().finditer(text, start, stop):
        date = _read(found)
        if date is not None:
            return date, found.span()
    return None


def _read(found: re.Match[str]) -> Edtf | None:
    part = found.groupdict()
    months = _folded()
    if part["y1"]:
        return _edtf(int(part["y1"]), int(part["m1"]), int(part["d1"]))
    if part["y2"]:
        return _edtf(int(part["y2"]), months[folded(part["m2"])], int(part["d2"]))
    if part["y3"]:
        return _edtf(int(part["y3"]), months[folded(part["m3"])], int(part["d3"]))
    if part["y4"]:
        return _edtf(int(part["y4"]), int(part["m4"]), int(part["d4"]))
    if part["y5"]:
        first, second, year = int(part["a5"]), int(part["b5"]), int(part["y5"])
        if first == second or (first > 12 >= second):
            return _edtf(year, second, first)
        if second > 12 >= first:
            return _edtf(year, first, second)
        return _edtf(year) if max(first, second) <= 12 else None
    return _edtf(int(part["y6"]), months[folded(part["m6"])])


def iso_date(text: str | None) -> Edtf | None:
    """Read the date at the start of a metadata value (``2021-07-28T10:00:00Z``, ``28 July 2021``)."""
    if not text:
        return None
    text = text.strip()
    found = _ISO.match(text)
    if found is not None:
        return _edtf(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return _edtf(int(text))
    compact = re.match(r"((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?!\d)", text)
    if compact is not None:
        return _edtf(int(compact[1]), int(compact[2]), int(compact[3]))
    written = date_in(text, 0, len(text))
    return written[0] if written is not None else None


def date_of_name(name: str) -> Edtf | None:
    """Return the date in a file name (``2021-07-28-foo.txt``, ``foo_20210728.txt``); not a lone year."""
    for found in _NAME.finditer(name):
        month, day = found[3] or found[5], found[4] or found[6]
        date = _edtf(int(found[1]), int(month), int(day) if day else None)
        if date is not None:
            return date
    return None


def years(text: str) -> list[int]:
    """Return the years (1800-2099) that a text names, in order."""
    return [int(year) for year in _YEARS.findall(text)]
