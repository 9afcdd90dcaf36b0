"""The first stages for a reader: tokens with their classes, noun groups, predicates with their slots."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.coding.scene import Scene
from dragoman.languages.parse import Predicate
from dragoman.languages.tables import rows

__all__ = [
    "GroupView",
    "PredicateView",
    "Unit",
    "group_text",
    "groups",
    "predicate_text",
    "predicates",
    "units",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """A token, a name or a time expression; ``mark`` is the grammar's character, ``what`` its meaning."""

    text: str
    start: int
    stop: int
    mark: str
    what: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class GroupView:
    """A noun group: its head, what it hangs on, its word classes and who it means."""

    text: str
    start: int
    stop: int
    head: str
    prep: str = ""
    owners: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    means: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PredicateView:
    """A verb, an event noun or a predicative adjective with what fills its slots."""

    text: str
    start: int
    stop: int
    kind: str
    lemmas: list[str]
    features: list[str] = field(default_factory=list)
    slots: dict[str, list[str]] = field(default_factory=dict)
    complements: list[str] = field(default_factory=list)
    hangs_on: str | None = None


_KINDS = {"v": "verb", "n": "event noun", "a": "adjective"}


@lru_cache(maxsize=1)
def _classes() -> dict[tuple[str, str], str]:
    source = files("dragoman.coding").joinpath("data", "classes.tsv")
    return {
        (language, mark): name for _, (language, mark, name) in rows(source, ("language", "class", "name"))
    }


def units(scene: Scene) -> list[Unit]:
    """Return the units of a sentence."""
    sentence, names = scene.sentence, _classes()
    language = scene.grammar.pack.code
    found = []
    for at, mark in enumerate(sentence.parse.classes):
        start, stop = sentence.starts[at], sentence.stops[at]
        what = names.get((language, mark)) or names.get(("*", mark)) or "other"
        time = sentence.times.get(at)
        found.append(
            Unit(sentence.text[start:stop], start, stop, mark, what, time.edtf or None if time else None)
        )
    return found


def group_text(scene: Scene, index: int) -> str:
    """Return the words of a group."""
    group = scene.frames.groups[index]
    start, stop = scene.sentence.quote(group.first, group.stop)
    return scene.sentence.text[start:stop]


def predicate_text(scene: Scene, predicate: Predicate) -> str:
    """Return the words of a predicate."""
    start, stop = scene.sentence.quote(predicate.first, predicate.stop)
    return scene.sentence.text[start:stop]


def groups(scene: Scene) -> list[GroupView]:
    """Return the noun groups of a sentence."""
    sentence = scene.sentence
    found = []
    for group in scene.frames.groups:
        start, stop = sentence.quote(group.first, group.stop)
        head = sentence.quote(group.head, group.head + 1)
        found.append(
            GroupView(
                text=sentence.text[start:stop],
                start=start,
                stop=stop,
                head=sentence.text[head[0] : head[1]],
                prep=group.prep,
                owners=[group_text(scene, index) for index in group.owners],
                classes=sorted(scene.frames.classes(group.index)),
                means=[p.to_json() for p in scene.cast.group(group.index) if p.code or p.sector],
            )
        )
    return found


def predicates(scene: Scene) -> list[PredicateView]:
    """Return the predicates of a sentence."""
    sentence, frames = scene.sentence, scene.frames
    found = []
    for predicate in frames.predicates:
        start, stop = sentence.quote(predicate.first, predicate.stop)
        parent = frames.predicates[predicate.parent] if predicate.parent >= 0 else None
        found.append(
            PredicateView(
                text=sentence.text[start:stop],
                start=start,
                stop=stop,
                kind=_KINDS[predicate.kind],
                lemmas=[*predicate.lemmas, *([f"+ {predicate.particle}"] if predicate.particle else [])],
                features=_features(scene, predicate),
                slots={
                    slot: [group_text(scene, index) for index in indexes]
                    for slot, indexes in predicate.slots.items()
                    if slot != "surface" and indexes
                },
                complements=[
                    f"{link}: {predicate_text(scene, frames.predicates[i])}" for link, i in predicate.comp
                ],
                hangs_on=f"{predicate.link}: {predicate_text(scene, parent)}" if parent is not None else None,
            )
        )
    return found


def _features(scene: Scene, predicate: Predicate) -> list[str]:
    found = []
    if predicate.kind == "v":
        found.append("passive" if predicate.passive else "active")
    if predicate.tense:
        found.append(
            {"past": "past", "pres": "present", "fut": "future"}.get(predicate.tense, predicate.tense)
        )
    if predicate.perfect:
        found.append("perfect")
    if predicate.modal:
        found.append(f"modal {predicate.modal!r}")
    if predicate.negation >= 0:
        start, stop = scene.sentence.quote(predicate.negation, predicate.negation + 1)
        found.append(f"negated by {scene.sentence.text[start:stop]!r}")
    return found
