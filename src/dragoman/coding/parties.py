"""Who can be a party: states, bodies, people, names; a thing that an act is about is none.

"Asked for **help**", "closed **the crossing**": the frame finds such words on the side of the
recipient and judges the act by them, but a report names only who takes part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.coding.sides import to_head
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = ["parties_among"]

_PARTIES = frozenset(
    {"army_unit", "candidate", "citizen", "civilian", "company", "court", "diplomat", "embassy"}
    | {"government", "hostage", "intelligence", "leader", "measure", "media", "militia", "mission"}
    | {"observer", "office", "official", "parliament", "party", "peacekeeper", "police", "prisoner"}
    | {"protester", "rebel", "refugee", "service", "troops", "worker"}
)
"""Word classes of people and bodies; ``measure`` has "a group of", which says how many they are."""
_NAMED = frozenset("NGR")


def parties_among(scene: Scene, people: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Return who of those on a side is somebody.

    Parameters
    ----------
    scene : Scene
    people : tuple of Participant
    """
    if all(person.code or person.sector for person in people):
        return people
    return tuple(p for p in people if p.code or p.sector or p.entity or _is_somebody(scene, p))


def _is_somebody(scene: Scene, person: Participant) -> bool:
    """Whether words without code and sector name a person or a body, as far as words can tell."""
    sentence, known = scene.sentence, scene.frames.pack.classes
    text, starts, classes = sentence.text, sentence.starts, sentence.parse.classes
    named = False
    for i in to_head(scene, person):
        kinds = known.get(sentence.words[i].noun, frozenset())
        if not _PARTIES.isdisjoint(kinds):
            return True
        if not kinds and (classes[i] in _NAMED or (i and text[starts[i]].isupper())):
            named = True  # "the Free Trade **Agreement**" is called by a word for things
        elif kinds:
            named = False
    return named
