"""Foreground and background of a sentence: what it tells, and what only says which one is meant.

"The envoy, whom the rebels had kidnapped, thanked Qatar" tells of thanks; the kidnapping says which
envoy.  A relative or participial clause is told where nothing else is, or where it has a date of its
own, for then it is a piece of history.  ``background.tsv`` says where this holds: the participles of
Turkic languages tell the news as often as their finite verbs do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from dragoman.coding.frame import Fired
from dragoman.languages.tables import rows
from dragoman.model import Report

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = ["Told", "foreground", "is_background"]


@lru_cache(maxsize=1)
def _links() -> frozenset[tuple[str, str]]:
    source = files("dragoman.coding").joinpath("data", "background.tsv")
    return frozenset((code, link) for _, (code, link, _note) in rows(source, ("language", "link", "note")))


class Told(NamedTuple):
    """A report and the frame that fired for it."""

    fired: Fired
    report: Report


def is_background(scene: Scene, fired: Fired) -> bool:
    """Whether a frame stands in a clause that only describes somebody or something.

    What a text says is no description of it: "a statement condemning the raid"; nor is what is told as
    "it was one that the speaker had rejected".

    Parameters
    ----------
    scene : Scene
    fired : Fired
    """
    verb = fired.verb
    if verb.kind == "n" or (scene.frames.pack.code, verb.link) not in _links():
        return False
    heads = [*verb.slots.get("subj", ()), *verb.slots.get("obj", ())]
    if any("statement" in scene.frames.classes(index) for index in verb.slots.get("subj", ())):
        return False
    groups, classes = scene.frames.groups, scene.sentence.parse.classes
    return not any(classes[groups[index].first - 1] == "x" for index in heads if groups[index].first)


def foreground(scene: Scene, told: Sequence[Told]) -> list[Told]:
    """Return what a sentence tells, without descriptions where it tells anything else.

    Parameters
    ----------
    scene : Scene
    told : sequence of Told, in the order of the sentence
    """
    if len(told) < 2:
        return list(told)
    behind = [is_background(scene, item.fired) and item.report.date_basis != "stated" for item in told]
    seen = list(told)
    if not all(behind):
        seen = [item for item, hidden in zip(told, behind, strict=True) if not hidden]
    return [
        item
        for item in seen
        if not any(
            _on_the_way(other.report, item.report) or _describes(item, other) or _adds(item, other)
            for other in seen
        )
    ]


def _adds(item: Told, main: Told) -> bool:
    """Whether a participle only adds what came of a deed: "shelled an island, **killing** two marines"."""
    one, other = item.report, main.report
    if item.fired.verb.link != "adv" or item.fired.verb.finite or main is item:
        return False
    if one.event != other.event or one.aux != other.aux or one.date not in (None, other.date):
        return False
    acting, known = {p.code for p in one.actor}, {p.code for p in other.actor}
    return acting == known and {p.code for p in one.recipient} <= known | {p.code for p in other.recipient}


def _describes(item: Told, main: Told) -> bool:
    """Whether a participle only says which treaty is meant: "**imzalanan** anlaşmayı onayladı"."""
    verb = item.fired.verb
    if verb.link != "rel" or not verb.passive or main.fired.verb.link == "rel" or main is item:
        return False
    inner, outer = ({p.code for p in (*r.actor, *r.recipient)} for r in (item.report, main.report))
    return item.report.event == main.report.event and inner <= outer and item.report.date == main.report.date


def _on_the_way(visit: Report, talk: Report) -> bool:
    """Whether a talk is what the guest came for: "came to Baku and met the president" is one visit."""
    if visit.mode != "visit" or talk.event != visit.event or talk.mode is not None or talk.aux != visit.aux:
        return False
    guests, hosts = ({p.code for p in people} for people in (visit.actor, visit.recipient))
    parties = {p.code for p in (*talk.actor, *talk.recipient)}
    return bool(guests and hosts) and parties == guests | hosts and None not in parties
