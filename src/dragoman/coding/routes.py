"""Roads that are named by their towns: "the Baku-Tbilisi-Ceyhan pipeline" speaks of no capital."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.actors import Mention

__all__ = ["without_routes"]

_TOWNS = frozenset({"seat", "place"})
_DASHES = frozenset("-–—")
_JOINED = re.compile(r"\s?[-–—]\s?")
_BEHIND = re.compile(r"\s?[-–—]\s?([^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+)\s?[-–—]\s?$")
_GAP = 3  # characters
_LONGEST = 30  # characters of a name


def without_routes(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return names without those of towns that a road is called by.

    A road is told by one stop at least that is no capital and no state ("Ceyhan"): "the Moscow-Ankara line"
    speaks of the two.

    Parameters
    ----------
    text : str
    mentions : sequence of Mention
        Names in the text, in order.
    """
    if "-" not in text and "–" not in text and "—" not in text:
        return list(mentions)
    kept: list[Mention] = []
    at = 0
    while at < len(mentions):
        last = at
        while (
            last + 1 < len(mentions)
            and mentions[last + 1].start - mentions[last].stop <= _GAP
            and _JOINED.fullmatch(text, mentions[last].stop, mentions[last + 1].start)
        ):
            last += 1
        chain = mentions[at : last + 1]
        start, stop = chain[0].start, chain[-1].stop
        joined = not _DASHES.isdisjoint(text[max(0, start - 2) : start] + text[stop : stop + 2])
        if not (joined and all(one.kind in _TOWNS for one in chain) and _goes_on(text, start, stop)):
            kept.extend(chain)
        at = last + 1
    return kept


def _goes_on(text: str, start: int, stop: int) -> bool:
    """Whether another name that nobody knows is joined to a chain at one end."""
    behind = _BEHIND.match(text, stop)
    before = _BEFORE.search(text, max(0, start - _LONGEST), start)
    return any(found is not None and found[1][0].isupper() for found in (behind, before))
