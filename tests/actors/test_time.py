"""Offices, counterparts, former holders and names through time: the table in time.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.actors import resolve, resolve_phrase
from dragoman.actors.entities import people

_TABLE = Path(__file__).with_name("time.txt")


def _rows() -> list[tuple[str, str, str | None, str | None, str]]:
    found = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            left, _, right = line.partition(" -> ")
            text, language, on, *other = (part.strip() for part in left.split(" | "))
            found.append(
                (text, language, None if on == "-" else on, other[0] if other else None, right.strip())
            )
    return found


@pytest.mark.parametrize(("text", "language", "on", "other", "answer"), _rows())
def test_time(text: str, language: str, on: str | None, other: str | None, answer: str) -> None:
    """A name or office means on that date whom the table says, nobody, or several (general knowledge)."""
    found = resolve_phrase(text, on, language, other=other)
    what, *rest = answer.split()
    if what == "none":
        assert found.actor is None or found.actor.code is None
        return
    if what == "several":
        assert found.actor is None
        assert set(rest) <= {candidate.code for candidate in found.candidates}
        assert found.reason
        return
    assert found.actor is not None, found.reason
    assert found.actor.code == what
    if rest:
        assert found.actor.entity == rest[0]


def test_table_has_both_sorts() -> None:
    """The table holds at least 180 answers and 60 refusals to answer."""
    answers = [row[-1].split()[0] for row in _rows()]
    refused = sum(answer in ("none", "several") for answer in answers)
    assert len(answers) - refused >= 180
    assert refused >= 55


def test_former_holder_is_elite() -> None:
    """Who is out of office keeps the country with the sector ELI (PLOVER 1.3, table 5.2)."""
    for text, on in (("Demirel", "2008"), ("former Turkish president", "1995"), ("Kissinger", "1995")):
        actor = resolve_phrase(text, on).actor
        assert actor is not None
        assert actor.sector == "ELI"


def test_holder_beside_the_assumed_date() -> None:
    """Without a date an office is that of today with the basis assumed; strict leaves it open."""
    actor = resolve_phrase("the French president").actor
    assert actor is not None
    assert (actor.entity, actor.basis) == ("macron", "assumed")
    assert resolve_phrase("the president of Azerbaijan", strict=True).actor is None
    assert resolve("Baku", strict=True).actor is None


def test_candidates_are_ranked() -> None:
    """Who bore the name on that date stands first, each entity once."""
    for on, first in (("1919", "azerbaijan-1918"), ("1950", "azerbaijan-ssr"), ("2020", "azerbaijan")):
        candidates = [c.entity for c in resolve("Baku", on=on).candidates]
        assert candidates[0] == first
        assert len(candidates) == len(set(candidates))


def test_several_holders_are_candidates() -> None:
    """Two holders within the days leave the state and stand as candidates, latest first."""
    found = resolve_phrase("the British prime minister", "1990")
    assert [c.entity for c in found.candidates] == ["major", "thatcher"]
    assert {"major", "thatcher"} <= set(people())
