"""Who led which state when: the tables of leaders against Archigos, and within themselves."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from tests.actors.archigos import compare, reasons

from dragoman.actors.entities import entities, people, spells
from dragoman.actors.tables import ALWAYS, day

_ELEVEN = {2, 200, 220, 255, 260, 365, 369, 371, 372, 373, 630, 640}
"""USA, United Kingdom, France, Germany, Russia, Ukraine, Armenia, Georgia, Azerbaijan, Iran, Turkey."""


@pytest.mark.reference
def test_leaders_agree_with_archigos(shared: Path) -> None:
    """Our leaders are those of Archigos 4.1 on 99.5 % of all state-days 1945-2015, 99.9 % of the eleven."""
    total, gaps = compare(shared)
    days, wrong = sum(total.values()), sum(gap.days for gap in gaps)
    assert days > 3_500_000
    assert wrong / days < 0.005
    near = sum(n for gw, n in total.items() if gw in _ELEVEN)
    assert near > 200_000
    assert sum(gap.days for gap in gaps if gap.gw in _ELEVEN) / near < 0.001


@pytest.mark.reference
def test_every_difference_has_its_reason(shared: Path) -> None:
    """archigos.tsv lists exactly the stretches of days on which the two differ, each with a reason."""
    _, gaps = compare(shared)
    known = reasons()
    assert set(known) == set(gaps)
    assert [gap for gap, reason in known.items() if len(reason) < 4] == []


def test_one_leader_at_a_time() -> None:
    """In an entity at most one person holds the power on a day, handovers aside."""
    terms: dict[str, list[tuple[int, int, str]]] = {}
    for person in people().values():
        for term in person.terms:
            if term.effective:
                terms.setdefault(term.entity, []).append((term.since, term.until, person.id))
    for entity, held in terms.items():
        held.sort()
        for before, after in pairwise(held):
            assert before[1] <= after[0] + 60 or before[2] == after[2], (entity, before, after)


def test_every_state_has_a_leader() -> None:
    """Members of the Gleditsch-Ward system, but one, have a leader on 99.5 % of their days 1945-2025."""
    end, bare, whole = day("2026-01-01"), 0, 0
    homes: dict[int, set[str]] = {}
    for entity in entities().values():
        if entity.gw:
            homes.setdefault(int(entity.gw), set()).add(entity.id)
    lacking = []
    for spell in spells():
        low, high = max(spell.since, day("1945-01-01")), min(spell.until, end)
        if spell.scheme != "gw" or low >= high:
            continue
        led = sorted(
            (max(low, t.since), min(high, t.until))
            for p in people().values()
            for t in p.terms
            if t.entity in homes[spell.number] and t.effective and t.since < high and low < t.until
        )
        if not led:
            lacking.append(spell.name)
            continue
        at = low
        for first, last in led:
            bare += max(0, first - at)
            at = max(at, last)
        bare += max(0, high - at)
        whole += high - low
    assert lacking == ["San Marino"]
    assert bare / whole < 0.005


def test_doubtful_days_are_marked() -> None:
    """Terms with a day that may be off say so, and a term ends after it starts."""
    terms = [term for person in people().values() for term in person.terms]
    assert len(terms) > 4500
    assert 100 < sum(term.doubtful for term in terms) < len(terms) / 10
    assert all(term.since < term.until <= ALWAYS for term in terms)
