"""Aux, date and speaker of the reports that answer to a gold event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from dragoman.evaluation.answers import Answer
from dragoman.evaluation.codes import fold, of_gold, of_report
from dragoman.evaluation.rows import GoldEvent
from dragoman.evaluation.sampling import Figure, figure, ratio
from dragoman.model import Participant, Report, links_of, parse_edtf

__all__ = ["FIELDS", "field_figures", "is_wrong", "matched"]

FIELDS = ("aux", "date", "speaker")
_MARKS = str.maketrans("", "", '"«»“”„')
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def matched(made: Answer) -> Iterator[tuple[GoldEvent, Report]]:
    """Pair gold events with reports of their class, those about the same dyad first, each report once."""
    name = fold(made.row.scheme)
    free = list(made.reports)
    waiting = list(made.row.events)
    for same_dyad in (True, False):
        for event in list(waiting):
            wanted = name(event.event)
            for report in free:
                if name(report.event) != wanted or (same_dyad and not of_gold(event) & of_report(report)):
                    continue
                yield event, report
                free.remove(report)
                waiting.remove(event)
                break


def field_figures(answers: Sequence[Answer]) -> list[Figure]:
    """Return the accuracy of aux, date and speaker, for rows that have them.

    Aux over all matched reports.  Date and speaker over those where gold or the report has one: two
    times nothing is no merit.
    """
    rows = [made for made in answers if made.row.given is None]
    coded = {name for made in rows for event in made.row.events for name in event.fields}
    figures = []
    for name in FIELDS:
        if name not in coded:
            continue
        counts = []
        for made in rows:
            if verdicts := _verdicts(made, name):
                counts.append([sum(verdicts), len(verdicts)])
        figures.append(figure(name, np.array(counts, dtype=np.float64).reshape(-1, 2), ratio))
    return figures


def is_wrong(made: Answer, name: str) -> bool:
    """Whether a report that answers to a gold event has another value in this of `FIELDS`."""
    return made.row.given is None and not all(_verdicts(made, name))


def _verdicts(made: Answer, name: str) -> list[bool]:
    return [
        verdict
        for event, report in matched(made)
        if name in event.fields and (verdict := _verdict(name, event, report)) is not None
    ]


def _verdict(name: str, event: GoldEvent, report: Report) -> bool | None:
    """Return whether the field is right; None where neither side has anything."""
    if name == "aux":
        # Gold has one word; a report may say more ("historical" besides "negation").
        return set(event.aux) <= set(report.aux) if event.aux else not report.aux
    if name == "date":
        if event.date is None and report.date is None:
            return None
        return event.date is not None and report.date is not None and _same_days(event.date, report.date)
    if not event.speaker and not report.speakers:
        return None
    return _same_people(event.speaker, report.speakers)


def _same_days(one: str, other: str) -> bool:
    left, right = parse_edtf(one), parse_edtf(other)
    return (left.earliest, left.latest) == (right.earliest, right.latest)


def _same_people(gold: Sequence[str], found: Sequence[Participant]) -> bool:
    """Whether the chains are as long, and each name is the other's or a part of it, quotation marks aside.

    Those who speak together ("Putin + Macron") are one link.
    """

    def plain(name: str) -> str:
        return _ARTICLE.sub("", " ".join(name.translate(_MARKS).split())).casefold()

    def same(one: str, other: str) -> bool:
        return f" {one} " in f" {other} " or f" {other} " in f" {one} "

    links = links_of(found)
    wanted = [link.split(" + ") for link in gold]
    return [len(link) for link in wanted] == [len(link) for link in links] and all(
        same(plain(one), plain(other.text))
        for link, people in zip(wanted, links, strict=True)
        for one, other in zip(link, people, strict=True)
    )
