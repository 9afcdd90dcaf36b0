"""What force and offices act on: "the police seized **ballot boxes**" is politics, "seized shoes" is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.coding.frame import Fired
from dragoman.coding.listed import names_of
from dragoman.coding.sides import kind_of

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = ["hits_politics"]


def _targets() -> frozenset[str]:
    return names_of("home.tsv")["target"]


def hits_politics(scene: Scene, fired: Fired) -> bool:
    """Whether what somebody acts on is political: ballots, a party, a march, a newspaper.

    Parameters
    ----------
    scene : Scene
    fired : Fired
    """
    targets, frames = _targets(), scene.frames
    for slot, groups in fired.predicate.slots.items():
        if slot in ("subj", "surface"):
            continue
        for index in groups:
            if not targets.isdisjoint(frames.classes(index)) or _named_before(scene, index):
                return True
            if any(kind_of(scene, p) in ("civic", "political") and p.sector for p in scene.cast.group(index)):
                return True
    return False


def _named_before(scene: Scene, index: int) -> bool:
    """Whether a noun before the head says that it is political: "**ballot** boxes"."""
    targets, known, group = _targets(), scene.frames.pack.classes, scene.frames.groups[index]
    words = scene.sentence.words
    return any(not targets.isdisjoint(known.get(words[i].noun, ())) for i in range(group.first, group.head))
