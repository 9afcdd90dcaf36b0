"""Sentences in which a study says what it is about: they tell nothing that happened."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dragoman.coding.frame import Fired
from dragoman.languages.parse import Predicate
from dragoman.languages.tables import rows

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = ["is_announced", "says_what_it_studies"]

_STUDY = "study"
"""The word class of articles, chapters and theses."""


@lru_cache(maxsize=8)
def _verbs(language: str) -> frozenset[str]:
    source = files("dragoman.coding").joinpath("data", "studies.tsv")
    return frozenset(verb for _, (code, verb) in rows(source, ("language", "verb")) if code == language)


def says_what_it_studies(scene: Scene) -> Predicate | None:
    """Return the verb with which a study says what it does: "this paper **examines** the war", or None."""
    frames = scene.frames
    verbs = _verbs(frames.pack.code)
    for predicate in scene.sentence.parse.predicates:
        if not predicate.finite or predicate.kind != "v":
            continue
        if verbs.isdisjoint(predicate.lemmas):
            return None
        if any(g.head < predicate.token and _STUDY in frames.classes(g.index) for g in frames.groups):
            return predicate
        return None
    return None


def is_announced(scene: Scene, fired: Fired) -> bool:
    """Whether what a frame tells is but the subject of a study, no finding: "shows **that** X attacked Y"."""
    study = scene.studies
    if study is None:
        return False
    here = fired.verb
    while here.parent >= 0 and here.link != "that":
        here = scene.sentence.parse.predicates[here.parent]
    return here.link != "that" and (not fired.verb.finite or fired.verb.index == study.index)
