"""The time that a text without a day of its own mostly speaks of."""

from __future__ import annotations

from datetime import date

from dragoman.languages import SUPPORTED
from dragoman.languages import load as load_language
from dragoman.languages.times import YEAR, place
from dragoman.model import APPARATUS, Document

__all__ = ["main_time"]

_AROUND = 24
"""Characters around a year in which its month and day stand."""
_CLOSE = 10
"""Years that the middle half of a text's years may span for it to have one main time."""


def main_time(doc: Document) -> tuple[date | None, date | None]:
    """Return the first and last day of the years that a text names, where they lie close together.

    "Baku" in a study of 1918 to 1920 is not the Baku of the reader's day.  Years far apart say
    nothing, and neither do those of references and addresses.

    Parameters
    ----------
    doc : Document

    Returns
    -------
    (date or None, date or None)
    """
    found: list[tuple[date, date]] = []
    for block in doc.blocks:
        if block.kind in APPARATUS or block.language not in SUPPORTED:
            continue
        calendar = load_language(block.language).dates
        last = block.start
        for year in YEAR.finditer(doc.text, block.start, block.stop):
            if year.start() < last:
                continue
            start = max(last, year.start() - _AROUND)
            stop = min(block.stop, year.end() + _AROUND)
            for time in calendar.find(doc.text, start, stop):
                if time.start <= year.start() < time.stop and time.kind != "relative":
                    when = place(time, None, None)
                    if when is not None and when.earliest and when.latest:
                        found.append((when.earliest, when.latest))
                        last = time.stop
                        break
    found = [span for span in found if (span[1] - span[0]).days < 366 * _CLOSE]
    if not found:
        return (None, None)
    found.sort()
    middle = found[len(found) // 4 : len(found) - len(found) // 4]
    if middle[-1][0].year - middle[0][0].year > _CLOSE:
        return (None, None)
    return middle[len(middle) // 2]
