"""What heads an entry of a diary or a chronicle: a line, or first words, that are a date and nothing else."""

from __future__ import annotations

import re

from dragoman.languages.pack import Pack
from dragoman.languages.times import Time

__all__ = ["HEADINGS", "entry_time", "may_head"]

HEADINGS = frozenset({"title", "heading"})
"""Kinds of blocks whose date and topic reach the lines under them."""

_DAY = re.compile(r"\W{0,2}([0-3]?\d)(?:[-–.]?[^\W\d_]{1,3})?[.,:]?\s*")
_LONG = 40  # characters


def may_head(start: int, stop: int) -> bool:
    """Whether the first words of a paragraph are short enough to be a date and nothing else."""
    return stop - start <= _LONG


def entry_time(pack: Pack, text: str, start: int, stop: int) -> Time | None:
    """Return the time of a line that is a month or a day alone ("Март", "16-го"), or None."""
    line = text[start:stop]
    word = line.strip(" .,:\n").replace("İ", "i").lower()
    kind, value = pack.dates.get(word) or pack.dates.get(word.capitalize()) or ("", "")
    first = start + len(line) - len(line.lstrip())
    end = first + len(line.strip())
    if kind == "month":
        return Time(first, end, "partial", month=int(value))
    day = _DAY.fullmatch(line)
    return (
        Time(first, end, "partial", day=int(day.group(1))) if day and 1 <= int(day.group(1)) <= 31 else None
    )
