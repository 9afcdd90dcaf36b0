"""What is compared: classes of a scheme, countries on three letters, ordered pairs of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dragoman.codebook import yield15
from dragoman.evaluation.rows import GoldEvent
from dragoman.model import Report

__all__ = ["Dyad", "Triple", "countries", "dyads", "fold", "of_gold", "of_report", "pairs"]

Dyad = tuple[str, str]
Triple = tuple[str, str, str]

_FIXES = {"JAP": "JPN", "ITL": "ITA", "***": ""}
"""Slips in published gold sets; ``***`` stands for no code."""


_BODIES = {"UNO": "IGO", "EUR": "IGO"}
"""Gold sets coded before PLOVER 1.3 have one code for all bodies of states: both sides are compared so."""


def fold(scheme: str) -> Callable[[str], str]:
    """Return what turns a class into the one it counts as in a scheme."""
    return yield15 if scheme == "plover15" else str


def countries(codes: Iterable[str | None]) -> frozenset[str]:
    """Return codes on their first three letters, without those that say nothing."""
    cut = ((code or "").strip()[:3] for code in codes)
    return frozenset(_BODIES.get(code, code) for code in (_FIXES.get(code, code) for code in cut) if code)


def pairs(actors: frozenset[str], recipients: frozenset[str], *, mutual: bool) -> frozenset[Dyad]:
    """Return the ordered pairs of an event; a mutual one has every pair of its actors, both ways round."""
    others = actors if mutual else recipients
    return frozenset((one, other) for one in actors for other in others if one != other)


def of_gold(event: GoldEvent) -> frozenset[Dyad]:
    """Return the pairs of a gold event; one without recipients is mutual."""
    return pairs(
        countries(event.actor_codes), countries(event.recipient_codes), mutual=not event.recipient_codes
    )


def of_report(report: Report) -> frozenset[Dyad]:
    """Return the pairs of a report; one without recipients is mutual."""
    return pairs(
        countries(who.code for who in report.actor),
        countries(who.code for who in report.recipient),
        mutual=not report.recipient,
    )


def dyads(items: Iterable[tuple[str, frozenset[Dyad]]]) -> tuple[frozenset[Dyad], frozenset[Triple]]:
    """Return the pairs of several events, and the pairs with their class."""
    listed = list(items)
    return (
        frozenset(pair for _, found in listed for pair in found),
        frozenset((event, *pair) for event, found in listed for pair in found),
    )
