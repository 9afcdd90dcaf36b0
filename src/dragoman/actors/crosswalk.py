"""From Gleditsch-Ward to Correlates of War numbers and back, day by day."""

from __future__ import annotations

from functools import cache

from dragoman.actors.entities import entities, spells

__all__ = ["crosswalk", "links"]


@cache
def links() -> tuple[tuple[int, int, int, int], ...]:
    """Return (GW number, COW number, first day, day after the last) of every state in both systems.

    A link holds while an entity bears both numbers and both lists have it as a member: the Federal
    Republic of Germany is GW 260 and COW 260 until 1990, then GW 260 and COW 255.
    """
    members: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for spell in spells():
        members.setdefault((spell.scheme, spell.number), []).append((spell.since, spell.until))
    found: set[tuple[int, int, int, int]] = set()
    for entity in entities().values():
        if not entity.gw or not entity.cow:
            continue
        gw, cow = int(entity.gw), int(entity.cow)
        for first, last in members.get(("gw", gw), ()):
            for since, until in members.get(("cow", cow), ()):
                low, high = max(entity.since, first, since), min(entity.until, last, until)
                if low < high:
                    found.add((gw, cow, low, high))
    return tuple(sorted(found))


def crosswalk(scheme: str, number: int, low: int, high: int) -> tuple[int, ...]:
    """Return the numbers of the other system for a state within the days ``[low, high)``."""
    at, other = (0, 1) if scheme == "gw" else (1, 0)
    return tuple(
        sorted({link[other] for link in links() if link[at] == number and link[2] < high and low < link[3]})
    )
