"""Stages of a relation: those that authors speak of, and those that the counted reports show."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from dragoman.charts.stages import Stage
from dragoman.dossier.views import Views

__all__ = ["counted_stages", "told_stages", "why_uncounted"]

_LEAST = 24
"""So many dated, counted reports are needed at least."""


def told_stages(found: Views) -> list[Stage]:
    """Return the claims that name a period, be it open at one end, in the order of time.

    What one voice says of one period more than once is one stage.
    """
    times: Counter[tuple[date | None, date | None, str, str, str]] = Counter()
    for row in found.claims:
        when = row.when
        if when is None or (when.earliest or when.latest) is None or row.status != "happened":
            continue
        voice = row.speaker or row.document.title or row.document.path
        stop = when.latest + timedelta(days=1) if when.latest is not None else None
        times[when.earliest, stop, str(row.row["direction"]), row.date_words, voice] += 1
    made = [
        Stage(
            start, stop, direction, f"{direction}, {words} ({voice}{f'; {count} times' if count > 1 else ''})"
        )
        for (start, stop, direction, words, voice), count in times.items()
    ]
    return sorted(made, key=lambda one: (one.start or date.min, one.stop or date.max, one.label))


def _dated(found: Views) -> list[tuple[date, date, float]]:
    """Return first and last day of the counted reports dated to a year or finer, and 1 for co-operation."""
    dated: list[tuple[date, date, float]] = []
    for row in found.reports:
        when, quad = row.when, row.event.quad
        if not row.counted or quad is None or when is None or when.earliest is None or when.latest is None:
            continue
        if (when.latest - when.earliest).days < 366:
            dated.append((when.earliest, when.latest, float(quad <= 2)))
    return sorted(dated, key=lambda one: (one[0], one[1]))


def why_uncounted(found: Views) -> str:
    """Return why `counted_stages` is empty, in words that follow a colon."""
    number = len(_dated(found))
    if number < _LEAST:
        were = "is" if number == 1 else "are"
        return f"{number} of them {were} dated to a year or finer, and {_LEAST} are needed"
    return "nothing shows that their share of co-operation changed"


def counted_stages(found: Views) -> list[Stage]:
    """Return the phases in which the reports change from conflict to co-operation or back.

    The series is the reports themselves in the order of their dates, each 1 for co-operation and 0 for
    conflict: years in which nobody reports anything are not there, since silence is no zero.  Empty
    where too few reports are dated or where no break is shown (`why_uncounted`).
    """
    from dragoman.relations.phases import change_points

    dated = _dated(found)
    if len(dated) < _LEAST:
        return []
    phases = change_points([value for _, _, value in dated])
    if not phases.breaks:
        return []
    edges = [0, *(one.at for one in phases.breaks), len(dated)]
    made = []
    for place, level in enumerate(phases.levels):
        inside = dated[edges[place] : edges[place + 1]]
        start, stop = inside[0][0], max(one[1] for one in inside) + timedelta(days=1)
        before = phases.levels[place - 1] if place else 0.5
        label = f"{start.year} to {stop.year}: {level:.0%} of {len(inside)} reports are co-operative"
        if place:
            one = phases.breaks[place - 1]
            low, high = dated[one.low][0].year, dated[min(one.high, len(dated) - 1)][0].year
            label += f"; begins between {low} and {high}" if low != high else f"; begins in {low}"
        made.append(Stage(start, stop, "closer" if level > before else "apart", label))
    return made
