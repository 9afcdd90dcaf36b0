"""The same happening told by several reports.

Reports are linked, never merged: ``event_reports`` is a table of links with a score and a reason,
and taking a link away brings back what was there before.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.store.ids import content_id

if TYPE_CHECKING:
    import polars as pl

__all__ = ["link_reports"]

_THRESHOLD = 0.6
_WITHIN = ((1, 1.0), (7, 0.8), (31, 0.5), (366, 0.1))
_NAMED_TOGETHER = 0.6
_SAME_AGREEMENT = 0.2
# What did not happen, or not yet, is never the same as what did.
_UNREAL = ("future", "hypothetical", "negation")
_COLUMNS = [
    "id", "document_id", "event", "mode", "aux", "occurrence", "language", "agreement",
    "actor_codes", "recipient_codes", "date_earliest", "date_latest",
]  # fmt: skip


@dataclass(slots=True)
class _Event:
    """An event with the report that anchors it: the one with the most exact date."""

    anchor: dict[str, Any]
    links: list[tuple[str, float, str]] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)


def link_reports(reports: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Link the reports that tell of the same happening.

    Two reports may tell of the same happening where class and reality (happened, will, did not)
    are the same, the parties are the same and not in opposite roles, and the dates can mean the same
    day.  Each report is compared with the most exactly dated report of an event only, so that chains
    of overlapping dates do not drift.  A report that fits two events equally well stays alone, and
    its reason says so.

    Parameters
    ----------
    reports : polars.DataFrame
        Rows of ``reports``; with a column ``source_group``, copies of one text are one source.

    Returns
    -------
    events, event_reports : polars.DataFrame
        As in the store, without ``batch_id``.  Every report belongs to one event.  The score is the
        mean of two figures, plus 0.2 where both name the same agreement in the same language.  For
        the dates, which overlap: 1 where the less exact is a day, 0.8 up to a week, 0.5 up to a
        month, 0.1 up to a year.  For the parties: 1 where actors and recipients are the same, 0.6
        where one source names together whom the other sets opposite.  Links below 0.6 are not made.
        The figures are set by hand, not learnt.
    """
    import polars as pl

    from dragoman.store.schema import empty, schema_of

    if reports.is_empty():
        return empty("events"), empty("event_reports")
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    events: list[_Event] = []
    if "source_group" not in reports.columns:
        reports = reports.with_columns(source_group="document_id")
    columns = [*_COLUMNS, "source_group"]
    for row in reports.select(columns).unique("id", keep="first", maintain_order=True).iter_rows(named=True):
        alone = _why_alone(row)
        if alone is None:
            groups[_key(row)].append(row)
        else:
            events.append(_found(row, alone))
    for rows in groups.values():
        events += _link(rows)
    events.sort(key=lambda event: (event.anchor["date_earliest"] or date.max, str(event.anchor["id"])))

    told, links = [], []
    for event in events:
        row = event.anchor
        event_id = content_id("event", row["id"])
        links += [
            {"event_id": event_id, "report_id": i, "score": s, "reason": r} for i, s, r in sorted(event.links)
        ]
        told.append(
            {
                **{name: row[name] for name in schema_of("events", batch=False) if name in row},
                "id": event_id,
                "reports": len(event.links),
                "documents": len(event.documents),
                "sources": len(event.sources),
            }
        )
    return (
        pl.DataFrame(told, schema=schema_of("events", batch=False)),
        pl.DataFrame(links, schema=schema_of("event_reports", batch=False)),
    )


def _why_alone(row: dict[str, Any]) -> str | None:
    if row["occurrence"] != "once":
        return "not a single happening"
    if len({*row["actor_codes"], *row["recipient_codes"]}) < 2:
        return "fewer than two known parties"
    if row["date_earliest"] is None or row["date_latest"] is None:
        return "no date with both ends"
    days = (row["date_latest"] - row["date_earliest"]).days + 1
    best = (_closeness(days) + 1.0) / 2 + (_SAME_AGREEMENT if row["agreement"] else 0.0)
    return None if best >= _THRESHOLD else f"its date, known to {days} days, is too wide"


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    parties = tuple(sorted({*row["actor_codes"], *row["recipient_codes"]}))
    return row["event"], tuple(mark for mark in _UNREAL if mark in row["aux"]), parties


def _found(row: dict[str, Any], reason: str) -> _Event:
    return _Event(row, [(row["id"], 1.0, reason)], {row["document_id"]}, {row["source_group"]})


def _link(rows: list[dict[str, Any]]) -> list[_Event]:
    rows.sort(
        key=lambda row: (row["date_latest"] - row["date_earliest"], row["date_earliest"], str(row["id"]))
    )
    events: list[_Event] = []
    by_month: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        near = sorted({number for month in _months(row) for number in by_month[month]})
        scored = [(_score(events[number].anchor, row), events[number]) for number in near]
        best = max((score for (score, _), _ in scored), default=0.0)
        fitting = [(reason, event) for (score, reason), event in scored if score == best >= _THRESHOLD]
        if len(fitting) == 1:
            reason, event = fitting[0]
            event.links.append((row["id"], best, reason))
            event.documents.add(row["document_id"])
            event.sources.add(row["source_group"])
        else:
            for month in _months(row):
                by_month[month].append(len(events))
            events.append(_found(row, f"fits {len(fitting)} events equally well" if fitting else "anchor"))
    return events


def _score(anchor: dict[str, Any], row: dict[str, Any]) -> tuple[float, str]:
    """Return how well a report fits an event, and why; 0 where it cannot be the same."""
    for name in ("mode", "agreement"):
        comparable = name == "mode" or anchor["language"] == row["language"]
        left, right = anchor[name], row[name]
        if comparable and left and right and left.casefold() != right.casefold():
            return 0.0, f"another {name}"
    same = (anchor["actor_codes"], anchor["recipient_codes"]) == (row["actor_codes"], row["recipient_codes"])
    if not same and anchor["recipient_codes"] and row["recipient_codes"]:
        return 0.0, "other roles"
    dates, why = _dates(anchor, row)
    if not dates:
        return 0.0, why
    named = bool(row["agreement"]) and anchor["language"] == row["language"] and bool(anchor["agreement"])
    roles = 1.0 if same else _NAMED_TOGETHER
    score = round(min(1.0, (dates + roles) / 2 + (_SAME_AGREEMENT if named else 0.0)), 4)
    reasons = ["same class", "same roles" if same else "same parties, named together in one", why]
    return score, ", ".join(reasons + ["same agreement"] * named)


def _closeness(days: int) -> float:
    return next((share for most, share in _WITHIN if days <= most), 0.0)


def _months(row: dict[str, Any]) -> range:
    """Return the months that a date touches, as running numbers."""
    first, last = row["date_earliest"], row["date_latest"]
    return range(first.year * 12 + first.month, last.year * 12 + last.month + 1)


def _dates(anchor: dict[str, Any], row: dict[str, Any]) -> tuple[float, str]:
    first, last = row["date_earliest"], row["date_latest"]
    if last < anchor["date_earliest"] or anchor["date_latest"] < first:
        return 0.0, "other dates"
    # The row is the less exact of the two: its width says how little the overlap means.
    days = (last - first).days + 1
    return _closeness(days), "same day" if days == 1 else f"dates overlap, known to {days} days"
