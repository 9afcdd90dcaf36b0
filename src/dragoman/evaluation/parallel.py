"""Facts told in several languages: whether each telling gives the same reports, and those of gold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from dragoman.evaluation.answers import Answer
from dragoman.evaluation.codes import countries, fold
from dragoman.evaluation.figures import ClaimKey, claims_of
from dragoman.evaluation.rows import GoldEvent
from dragoman.evaluation.sampling import Figure, figure, ratio
from dragoman.model import Report, parse_edtf

__all__ = ["parallel_figures", "telling_figures"]

Told = tuple[str, frozenset[str], frozenset[str], tuple[str, ...], tuple[object, object] | None]
"""Class, countries of actor and recipient, aux, first and last day."""


def parallel_figures(answers: Sequence[Answer]) -> list[Figure]:
    """Return the share of facts that all languages tell as gold does, and of those told alike.

    Compared are all reports of a telling: class, countries, days, and aux without *historical*; and its
    claims, direction and parties, where gold has any.
    """
    facts: dict[str, list[Answer]] = {}
    for made in answers:
        if made.row.fact is not None:
            facts.setdefault(made.row.fact, []).append(made)
    if not facts:
        return []
    right, alike = [], []
    for tellings in facts.values():
        found = [_answered(made) for made in tellings]
        right.append([all(f == _wanted(m) for f, m in zip(found, tellings, strict=True)), 1])
        alike.append([len(set(found)) == 1, 1])
    return [
        figure("parallel.right", np.array(right, dtype=np.float64), ratio),
        figure("parallel.alike", np.array(alike, dtype=np.float64), ratio),
    ]


def telling_figures(answers: Sequence[Answer]) -> list[Figure]:
    """Return the share of tellings that have gold's reports; nothing where no fact is told.

    Of the rows of one language this is its share of facts; compared as in `parallel_figures`.
    """
    right = [[_answered(made) == _wanted(made), 1] for made in answers if made.row.fact is not None]
    return [figure("parallel.told", np.array(right, dtype=np.float64), ratio)] if right else []


def _answered(made: Answer) -> tuple[frozenset[Told], frozenset[ClaimKey]]:
    return _told(made, made.reports), claims_of(made)[1] if made.row.claims else frozenset()


def _wanted(made: Answer) -> tuple[frozenset[Told], frozenset[ClaimKey]]:
    return _told(made, made.row.events), claims_of(made)[0]


def _told(made: Answer, items: Iterable[GoldEvent | Report]) -> frozenset[Told]:
    name = fold(made.row.scheme)
    return frozenset(
        (name(item.event), *_sides(item), tuple(sorted(set(item.aux) - {"historical"})), _days(item))
        for item in items
    )


def _sides(item: GoldEvent | Report) -> tuple[frozenset[str], frozenset[str]]:
    if isinstance(item, GoldEvent):
        return countries(item.actor_codes), countries(item.recipient_codes)
    return countries(who.code for who in item.actor), countries(who.code for who in item.recipient)


def _days(item: GoldEvent | Report) -> tuple[object, object] | None:
    if item.date is None:
        return None
    date = parse_edtf(item.date)
    return date.earliest, date.latest
