"""Whom a reply means that names nobody: "Russia demanded bases. Turkey **refused**".

Wrong is worse than unresolved: the reply has to be to the one who is replying, and shortly before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.codebook import load as load_codebook
from dragoman.codebook.scheme import MATERIAL_CONFLICT
from dragoman.coding.derived import derived
from dragoman.coding.listed import listed
from dragoman.coding.relation import codes_of
from dragoman.model import Participant, Report

if TYPE_CHECKING:
    from dragoman.coding.frame import Fired
    from dragoman.coding.scene import Scene

__all__ = ["replied"]

_ALLEGATION = derived("allegation")
_ASSAULT = derived("assault")
_PROMISE = derived("promise")
_REFUSAL = derived("refusal")

_NEAR = 3
"""Sentences with reports that a reply reaches back over."""
_MEASURES = frozenset({"diplomat", "embassy", "sanction", "embargo"})
_ENVOYS = frozenset({"diplomat"})
"""Word classes of what is cut, and of who is called in, where a deed is answered."""
_OFFERS = frozenset({"REQUEST", "AGREE", "THREATEN"})

_Sides = tuple[tuple[Participant, ...], tuple[Participant, ...]]


def replied(
    scene: Scene, fired: Fired, actor: tuple[Participant, ...], recipient: tuple[Participant, ...]
) -> _Sides:
    """Return the sides of a reply, with the one of whom the sentence says nothing.

    Parameters
    ----------
    scene : Scene
    fired : Fired
    actor, recipient : tuple of Participant
        As the sentence gives them.
    """
    if fired.frame.roles.mutual or (codes_of(actor) and codes_of(recipient)):
        return actor, recipient
    if codes_of(actor) and (deed := _punished(scene, fired, codes_of(actor))):
        return actor, deed
    answered = _answered(fired.frame.event)
    if not answered or (actor and recipient) or not _is_reply(scene, fired):
        return actor, recipient
    verb = fired.verb
    if actor and len(codes := codes_of(actor)) == 1:
        for report in scene.story.back(_NEAR):
            to_them = report.recipient if codes_of(report.recipient) else ()
            if _tells(report, answered, report.actor, codes):
                if codes <= codes_of(to_them) or (not to_them and scene.story.is_here(report)):
                    return actor, scene.cast.meant(verb.token, verb.token + 1, report.actor[:1])
                return actor, recipient
    elif not actor and fired.frame.event == _REFUSAL and len(codes := codes_of(recipient)) == 1:
        for report in scene.story.back(_NEAR):
            if report.event in answered and codes_of(report.actor) == codes and codes_of(report.recipient):
                return scene.cast.meant(verb.token, verb.token + 1, report.recipient[:1]), recipient
    return actor, recipient


def _tells(report: Report, answered: frozenset[str], people: tuple[Participant, ...], own: set[str]) -> bool:
    """Whether somebody else, and he alone, did what can be answered."""
    codes = codes_of(people)
    return report.event in answered and "negation" not in report.aux and len(codes) == 1 and not codes & own


def _punished(scene: Scene, fired: Fired, codes: set[str]) -> tuple[Participant, ...]:
    """Return whose deed is punished where nobody is said to be: "X invaded Y. Z **imposed sanctions**".

    So is who did it whose envoy is called in: "Z **summoned the ambassador**".
    """
    event, frames = fired.frame.event, scene.frames
    if event not in (derived("reduction"), derived("allegation")) or fired.predicate.kind != "v":
        return ()
    things = [i for slot in ("obj", "acc") for i in fired.predicate.slots.get(slot, ())]
    wanted = _MEASURES if event == derived("reduction") else _ENVOYS
    if not any(not wanted.isdisjoint(frames.classes(i)) and not scene.cast.groups[i].after for i in things):
        return ()
    named = {p.code for group in scene.cast.groups for p in scene.cast.group(group.index) if p.code}
    report = next(iter(scene.story.back(1)), None)
    if report is None or named - codes or {"negation", "future", "hypothetical"} & set(report.aux):
        return ()
    doing = codes_of(report.actor)
    if report.event not in _answered(derived("allegation")) or len(doing) != 1 or doing & codes:
        return ()
    return scene.cast.meant(fired.verb.token, fired.verb.token + 1, report.actor[:1])


def _answered(event: str) -> frozenset[str]:
    """Return the classes of what a reply of a class can answer."""
    if event == _ASSAULT:
        return frozenset({event})
    if event == _PROMISE:
        return _OFFERS
    if event == _REFUSAL:
        return _OFFERS | {_ALLEGATION}
    if event != _ALLEGATION:
        return frozenset()
    codebook = load_codebook()
    return frozenset(name for name in codebook.ids if codebook.quad(name) == MATERIAL_CONFLICT)


def _is_reply(scene: Scene, fired: Fired) -> bool:
    words = listed("replies.tsv", "word", scene.grammar.pack.code)
    if not words or (fired.frame.event == derived("promise") and fired.predicate.comp):
        return False  # "agreed **to disarm**" says itself what
    if any(link != "to" for link, _ in fired.predicate.comp):
        return False  # "denied **backing** the rebels"
    if not words.isdisjoint(fired.verb.lemmas) or not words.isdisjoint(fired.predicate.lemmas):
        return True
    things = [index for slot in ("obj", "acc") for index in fired.verb.slots.get(slot, ())]
    found = [lemma for index in things for lemma in scene.frames.lemmas(index)]
    if fired.verb.particle:
        found.append(fired.verb.particle)
    # "**returned fire**", "**hit back**"
    found += [f"{verb} {thing}" for verb in fired.verb.lemmas for thing in found]
    return not words.isdisjoint(found)
