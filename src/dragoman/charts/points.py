"""From reports to points: where each stands in time and in its lane."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from dragoman.model import Edtf

__all__ = ["LANES", "Laid", "Point", "Source", "lay", "millis", "period"]

LANES: tuple[str, ...] = (
    "Verbal co-operation",
    "Material co-operation",
    "Verbal conflict",
    "Material conflict",
    "Class of no quad",
)
"""The four quad classes in order, then what belongs to none."""

_BINS = 88
"""Stacks across the width: one dot of 7 pixels each in a column of text."""
_STEP = 8.0
_TALLEST = 120.0
_HEAD = 24.0
_EMPTY = 10.0


@dataclass(frozen=True, slots=True)
class Point:
    """One report as the charts need it.

    Attributes
    ----------
    id : str
        Comes back when a reader chooses the point.
    date : Edtf or None
        A report without a date is never drawn.
    quad : int or None
        1 to 4; None for a class of no quad.
    counted : bool
        Whether it is told as having happened.  Others (negated, hypothetical, future, general)
        are drawn hollow and enter no mean.
    source : str
        What counts as one independent document.
    label : str
        For the reader who points at it; plain text.
    """

    id: str
    date: Edtf | None
    quad: int | None
    counted: bool = True
    source: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A document with the day it was published, for the row of ticks under the timeline."""

    date: Edtf | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """Points with their places, ready to draw."""

    rows: list[dict[str, Any]]
    lanes: list[dict[str, Any]]
    height: float


def millis(day: date) -> int:
    """Return the day as milliseconds since 1970 (UTC), as Vega counts."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000


def _ends(when: Edtf) -> tuple[int, int]:
    first, last = when.earliest or when.latest, when.latest or when.earliest
    if first is None or last is None:  # parse_edtf never makes such a date
        raise ValueError(f"The date {when.text!r} has neither a first nor a last day.")
    return millis(first), millis(last)


def period(dates: Iterable[Edtf | None]) -> tuple[int, int]:
    """Return the whole years that hold all dates, as (first day, last day) in milliseconds."""
    ends = [_ends(when) for when in dates if when is not None]
    if not ends:
        return millis(date(2000, 1, 1)), millis(date(2001, 1, 1))
    first = datetime.fromtimestamp(min(low for low, _ in ends) / 1000, UTC).year
    last = datetime.fromtimestamp(max(high for _, high in ends) / 1000, UTC).year
    # Two years at least, and a little air: a dot must not sit on the edge.
    air = max(1, (last - first) // 30)
    return millis(date(max(1, first - air), 1, 1)), millis(date(min(9998, last + air) + 1, 1, 1))


def lay(points: Sequence[Point], span: tuple[int, int]) -> Laid:
    """Give each dated point a place: time across, its lane, a free step up in its stack.

    Parameters
    ----------
    points : sequence of Point
    span : (int, int), milliseconds
        What the time axis shows.

    Returns
    -------
    Laid
        Pixels grow downwards; a lane is as high as its tallest stack, up to a limit beyond
        which the dots of a stack draw closer together.
    """
    width = max(1, (span[1] - span[0]) // _BINS)
    stacks: dict[tuple[int, int], list[tuple[int, int, int, Point]]] = defaultdict(list)
    for point in points:
        if point.date is None:
            continue
        low, high = _ends(point.date)
        middle = (low + high) // 2
        lane = point.quad - 1 if point.quad in (1, 2, 3, 4) else 4
        stacks[lane, (middle - span[0]) // width].append((middle, low, high, point))
    tallest = {
        lane: max((len(stack) for (at, _), stack in stacks.items() if at == lane), default=0)
        for lane in range(5)
    }
    rows: list[dict[str, Any]] = []
    lanes: list[dict[str, Any]] = []
    top = 0.0
    for lane in range(5):
        if lane == 4 and not tallest[4]:
            continue
        step = min(_STEP, _TALLEST / max(1, tallest[lane]))
        floor = top + _HEAD + max(_EMPTY, step * tallest[lane])
        lanes.append({"lane": LANES[lane], "label": top + 12, "floor": floor})
        for at, column in sorted(stacks):
            if at != lane:
                continue
            ordered = sorted(stacks[at, column], key=lambda one: (not one[3].counted, one[0], one[3].id))
            for height, (middle, low, high, point) in enumerate(ordered):
                row: dict[str, Any] = {
                    "id": point.id,
                    "t": middle,
                    "y": round(floor - (height + 0.5) * step, 2),
                    "lane": LANES[lane],
                    "counted": point.counted,
                    "label": point.label,
                }
                if high - low > width:
                    row["from"], row["to"] = low, high
                rows.append(row)
        top = floor
    return Laid(rows, lanes, top + 6)
