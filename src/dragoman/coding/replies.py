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
_PROMISE = derived("promise")
_REFUSAL = derived("refusal")

_NEAR = 3
"""Sentences with reports that a reply reaches back over."""
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
    answered = _answered(fired.frame.event)
    if not answered or fired.frame.roles.mutual or (actor and recipient) or not _is_reply(scene, fired):
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


def _answered(event: str) -> frozenset[str]:
    """Return the classes of what a reply of a class can answer."""
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
    if not words:
        return False
    if not words.isdisjoint(fired.verb.lemmas) or not words.isdisjoint(fired.predicate.lemmas):
        return True
    things = (index for slot in ("obj", "acc") for index in fired.verb.slots.get(slot, ()))
    return any(not words.isdisjoint(scene.frames.lemmas(index)) for index in things)
