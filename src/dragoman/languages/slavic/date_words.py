"""The words of ``dates.tsv`` sorted by what an expression of time does with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.languages.pack import Pack
from dragoman.languages.slavic.letters import letters
from dragoman.languages.times import DateWords, Time, folded

__all__ = ["SlavicDateWords", "roman"]

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_PLAIN = frozenset({"minute", "hour", "day", "week", "month", "year", "10 year"})
_AT = ("в ", "у ", "на ", "к ", "під ", "под ")
_ROMANS = {"I": 1, "V": 5, "X": 10}
_LOOKALIKES = str.maketrans("ІХіх", "IXix")


def roman(text: str) -> int:
    """Return the value of a Roman number, also of one typed with Cyrillic letters; 0 for none."""
    digits = [_ROMANS.get(letter, 0) for letter in text.translate(_LOOKALIKES).upper()]
    if not all(digits):
        return 0
    return sum(-one if one < two else one for one, two in zip(digits, [*digits[1:], 0], strict=True))


def _spaced(word: str) -> str:
    pattern = r"\s+".join(re.escape(part) for part in word.split())
    return pattern if word.endswith(".") else pattern + r"(?!\w)"


class SlavicDateWords:
    """Words for dates of one language.

    Parameters
    ----------
    pack : Pack
    """

    def __init__(self, pack: Pack) -> None:
        fold = letters(pack.code).fold
        table = {fold(word): entry for word, entry in pack.dates.items()}
        words = DateWords.of(table)
        self.months, self.weekdays, self.fixed, self.bounds = (
            words.months,
            words.weekdays,
            words.fixed,
            words.bounds,
        )
        self.numbers = {word: value for word, value in words.numbers.items() if value < 1000}
        self.few = words.few
        self.thousands = {word: value for word, value in words.numbers.items() if value >= 1000}
        kinds: dict[str, dict[str, str]] = {}
        for word, (kind, value) in table.items():
            kinds.setdefault(kind, {})[word] = value
        units = kinds.get("unit", {})
        self.units = units
        self.plain_units = {word: unit for word, unit in units.items() if unit in _PLAIN}
        self.year_units = {word for word, unit in units.items() if unit == "year"}
        self.centuries = {word for word, unit in units.items() if unit == "100 year"}
        self.fractions = {
            word: int(unit.split()[0]) for word, unit in units.items() if unit.endswith(" month")
        }
        self.seasons = {word: _SEASONS[value] for word, value in kinds.get("season", {}).items()}
        self.decades = {
            word: int(value) for word, value in kinds.get("decade", {}).items() if value.isdigit()
        }
        self.decade_endings = {word for word, value in kinds.get("decade", {}).items() if value == "ending"}
        calendars = kinds.get("calendar", {})
        self.calendars = {word: value for word, value in calendars.items() if value != "date"}
        self.day_words = {word for word, value in calendars.items() if value == "date"}
        """What stands behind a day that lacks its month: "5-го числа"."""
        self.relative_months = {
            word: (kind, offset)
            for word, (kind, unit, offset) in self.fixed.items()
            if unit == "month" and not word.startswith(_AT)
        }
        parts = kinds.get("part", {})
        self.parts = {
            word: value
            for word, value in parts.items()
            if value in ("early", "mid", "late", "first_half", "second_half", "approximate")
        }
        shifts = {word: value.removesuffix(" alone") for word, value in kinds.get("shift", {}).items()}
        self.since = {w for w, value in (*parts.items(), *shifts.items()) if value == "since"}
        self.until = {w for w, value in (*parts.items(), *shifts.items()) if value == "until"}
        self.deadlines = {w for w, value in parts.items() if value == "until"}
        self.ranges = {w for w, value in parts.items() if value == "range"}
        self.within = {w for w, value in parts.items() if value == "within"}
        self.joins = {w for w, value in parts.items() if value == "and"}
        self.ways = {
            word: ("relative" if value == "ago" else "anaphoric", 1 if value == "+" else -1)
            for word, value in shifts.items()
            if value in ("ago", "-", "+")
        }
        self.shifts_after = set(self.ways)
        self.shifts_before = {word for word, value in shifts.items() if value == "+"}
        self.leans = {word: int(value) for word, value in shifts.items() if value in ("-1", "0", "+1")}
        self._ordinals = {word: int(value) for word, value in kinds.get("ordinal", {}).items()}
        self.ordinals = set(self._ordinals)
        self.tens = {word: n for word, n in self.numbers.items() if n % 10 == 0 and 20 <= n <= 90}
        self.prepositions = frozenset(
            word for word, entries in pack.function.items() if any(kind == "prep" for kind, _ in entries)
        )
        self.relative_years = self._relative_years()

    def _relative_years(self) -> dict[str, tuple[str, int]]:
        found = {word: (kind, offset) for word, (kind, unit, offset) in self.fixed.items() if unit == "year"}
        for lean, offset in self.leans.items():
            for unit in self.year_units:
                found.setdefault(f"{lean} {unit}", ("relative", offset))
        return found

    @staticmethod
    def alternatives(words: Iterable[str]) -> str:
        """Return an alternation of words, longest first, that ends at the end of a word."""
        found = sorted(words, key=lambda word: (-len(word), word))
        return "|".join(_spaced(word) for word in found) or r"(?!)"

    def openers(self) -> Iterator[str]:
        """Return everything that an expression can begin with, besides digits."""
        for table in (
            self.months,
            self.weekdays,
            self.fixed,
            self.numbers,
            self.few,
            self.thousands,
            self.ordinals,
            self.tens,
            self.seasons,
            self.decades,
            self.parts,
            self.ranges,
            self.shifts_before,
            self.leans,
        ):
            yield from table
        for century in range(1, 22):
            number = (
                "X" * (century // 10)
                + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[century % 10]
            )
            yield number
            yield number.replace("X", "Х").replace("I", "І")
            yield number.replace("X", "Х")
            yield number.replace("I", "І")

    def ordinal(self, text: str) -> int:
        """Return the value of an ordinal in words, 0 for none."""
        words = folded(text).split()
        ten = self.tens.get(words[0], 0) if len(words) == 2 else 0
        one = self._ordinals.get(words[-1], 0)
        return ten + one if ten or len(words) == 1 else 0

    def count(self, text: str) -> int:
        """Return a number in digits or words ("двадцать пять"); 0 for "several"."""
        return (
            int(text) if text.isdigit() else sum(self.numbers.get(word, 0) for word in folded(text).split())
        )

    def sized(self, unit: str) -> tuple[str, int]:
        """Return a unit that the calendar knows and how many of it a word means (a decade: ten years)."""
        value = self.plain_units[folded(unit)]
        size, _, base = value.rpartition(" ")
        return base, int(size or 1)

    def relative_year(self, start: int, stop: int, text: str, month: int, day: int) -> Time:
        """Return a month or day in a year that is told from the day of the text: "прошлого года"."""
        kind, offset = self.relative_years[" ".join(folded(text).split())]
        return Time(start, stop, kind, unit="year", offset=offset, month=month, day=day)
