"""What a name stands for among the words: "Hamas" is as good as "the rebels", "President X" as a leader.

A frame that asks for a class of nouns takes names of that class, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from dragoman.actors import Mention, registry
from dragoman.languages.parse import GUESSED, Group, Word
from dragoman.languages.tables import rows

__all__ = ["classes_of_mention", "title_before"]

_BODIES = frozenset({"group", "org", "seat"})
_PLACED = {
    "place": frozenset({"city", "territory"}),
    "seat": frozenset({"city", "territory"}),
    "state": frozenset({"territory"}),
}
_NOTHING: frozenset[str] = frozenset()
_OFFICIAL = frozenset({"official"})
"""People whom the registry knows hold or held an office."""


@lru_cache(maxsize=1)
def _sectors() -> dict[str, frozenset[str]]:
    source = files("dragoman.coding").joinpath("data", "named.tsv")
    return {sector: frozenset({name}) for _, (sector, name, _) in rows(source, ("sector", "class", "note"))}


@lru_cache(maxsize=4096)
def _classes_of_body(key: int) -> frozenset[str]:
    actor = registry("").actor(key).actor
    return _sectors().get(actor.sector or "", _NOTHING) if actor else _NOTHING


def classes_of_mention(mention: Mention) -> frozenset[str]:
    """Return the word classes of a place or body known by name.

    Parameters
    ----------
    mention : Mention
    """
    if mention.kind == "person":
        return _OFFICIAL
    placed = _PLACED.get(mention.kind, _NOTHING)
    return placed | _classes_of_body(mention.key) if mention.kind in _BODIES else placed


def title_before(classes: str, words: Sequence[Word], group: Group) -> Word | None:
    """Return the title that stands before a name: "**President** Castillo".

    Parameters
    ----------
    classes : str
        Classes of the sentence's units.
    words : sequence of Word
    group : Group
    """
    named = classes[group.head] in "NJ" or words[group.head].weight == GUESSED
    if not named or group.head == group.first or classes[group.head - 1] not in "Gn":
        return None
    return next((words[i] for i in range(group.head - 1, group.first - 1, -1) if classes[i] == "G"), None)
