"""The date of an event: which times of its sentence are its own, or whether it takes one from before."""

from __future__ import annotations

from dragoman.codebook import Codebook
from dragoman.codebook.scheme import VERBAL_CONFLICT
from dragoman.coding.derived import derived
from dragoman.coding.frame import Fired
from dragoman.coding.scene import Scene
from dragoman.coding.slots import slots_of
from dragoman.coding.when import Dated, Timeline
from dragoman.languages import features as f
from dragoman.model import Edtf

__all__ = ["date_of", "goes_on_from", "says_itself", "told_in_past"]

_BACKING = derived("backing")
_MEETING = derived("meeting")
_EXCEPTED = frozenset(slots_of("excepted"))
_WORDS = frozenset({"AGREE", "REQUEST", "THREATEN"})
"""Classes of what is only said: "proposed to hold talks **in July**" was not said in July.

Not where the grammar gives out the times: a verb that stands last takes them first.
"""
_STEPS = frozenset({"CONCEDE", "RETREAT", "SANCTION"})
"""Classes of steps that are taken once: "it left the pact **as of 1 January**"."""


_CLOSED = frozenset(";:uq(")
_MEANS, _INSIDE = slots_of("means"), slots_of("inside")


def date_of(
    codebook: Codebook, scene: Scene, fired: Fired, timeline: Timeline, resolved: dict[int, Edtf]
) -> Dated:
    """Return the date of what a frame tells.

    Parameters
    ----------
    resolved : dict of time unit to Edtf
        The times of the sentence.
    """
    qualified = scene.qualified(fired)
    aux = qualified.aux
    attitude = _is_attitude(codebook, scene, fired)
    first = _joined(scene, fired) if "negation" not in aux else None
    # where only the announcement has happened, its day is the day of saying
    related = _related(scene, fired, is_word="future" in aux, negated="negation" in aux)
    if _is_aside(scene, fired):
        resolved = {unit: day for unit, day in resolved.items() if unit > fired.predicate.first}
    if first is not None:
        related.append(first.verb.index)
    slots, voices = fired.predicate.slots, scene.speakers.voices
    if not _EXCEPTED.isdisjoint(slots):  # "exported oil **but for a fire** in August 2008"
        apart = {-2 - i for slot in _EXCEPTED for i in slots.get(slot, ())}
        related = [index for index in related if index not in apart]
    by = {i for slot in _MEANS if slot in slots for i in slots[slot]}
    by |= {i for slot in _INSIDE if slot in slots for i in slots[slot] if voices.is_word(i)}
    means = frozenset(-2 - i for i in by)
    return timeline.date(
        scene.sentence,
        resolved,
        fired.predicate,
        scene.owners,
        tuple(related),
        attitude=attitude,
        stands=attitude if first is None else _is_attitude(codebook, scene, first),
        negated="negation" in aux,
        step=fired.frame.event in _STEPS,
        repeated=qualified.occurrence == "repeated" or _lasts(scene, fired),
        means=means,
    )


def _is_attitude(codebook: Codebook, scene: Scene, fired: Fired) -> bool:
    """Whether somebody takes a stand, or nothing happened."""
    if fired.frame.is_claim:
        return False
    return codebook.quad(fired.frame.event) == VERBAL_CONFLICT or "negation" in scene.qualified(fired).aux


def _joined(scene: Scene, fired: Fired) -> Fired | None:
    """Return what the same subject did just before: "**thanked** them and asked for more"."""
    verb, classes = fired.verb, scene.sentence.parse.classes
    surface = verb.slots.get("surface")
    if not verb.finite or verb.kind != "v" or not surface or scene.sentence.parse.times is not None:
        return None
    for other in reversed(scene.fired):
        before = other.verb
        if other.frame.blocks or other.frame.is_claim:
            continue
        if before.token >= verb.token or not before.finite or before.slots.get("surface") != surface:
            continue
        between = classes[before.stop : verb.first]
        shares = scene.frames.groups[surface[0]].first < before.token or surface[0] == before.group
        if before.link == "rel":
            return None  # "Algeria, **which mediated in 2015**, condemned"
        if before.kind == "v" and before.tense == verb.tense and shares and _CLOSED.isdisjoint(between):
            return other
        return None
    return None


def told_in_past(scene: Scene, fired: Fired) -> bool:
    """Whether a sentence without a time tells what was, and not what had been before."""
    main = next((p for p in scene.sentence.parse.predicates if p.finite), None)
    past = main is not None and main.tense == "past" and not scene.sentence.times
    return past and not fired.verb.perfect


def goes_on_from(scene: Scene, fired: Fired, resolved: dict[int, Edtf]) -> Edtf | None:
    """Return the time of the clause that an act without one follows: "**in 2018** Togo sued; Mali refused".

    Parameters
    ----------
    resolved : dict of time unit to Edtf
        The times of the sentence.
    """
    verb = fired.verb
    if verb.tense != "past" or verb.perfect or not verb.finite or verb.link:
        return None
    predicates, classes = scene.sentence.parse.predicates, scene.sentence.parse.classes
    for unit in sorted(resolved, reverse=True):
        owner = scene.owners.get(unit, -1)
        if owner < 0 or predicates[owner].token >= verb.token:
            continue
        told = predicates[owner]
        if told.finite and told.tense == "past" and not told.link and "u" not in classes[unit : verb.first]:
            return resolved[unit]
    return None


def says_itself(codebook: Codebook, fired: Fired, event: str) -> bool:
    """Whether a verb does what it says by being said: "Ukraine **demands**", "we **reject**"."""
    verb = fired.verb
    said = codebook.quad(event) == VERBAL_CONFLICT or event == _BACKING
    return said and verb.kind == "v" and verb.finite and verb.tense == "pres" and verb.parent < 0


def _lasts(scene: Scene, fired: Fired) -> bool:
    """Whether the aspect says that it went on: "офицеры **поддерживали** большевиков" is of no one day."""
    predicate = fired.predicate
    if predicate.kind != "v" or predicate.tense != "past":
        return False
    told = 0
    for _, _, feats in scene.sentence.words[predicate.token].verbs:
        if feats & f.PAST:
            told |= feats
    return bool(told & f.IMPERFECTIVE) and not told & f.PERFECTIVE


def _is_aside(scene: Scene, fired: Fired) -> bool:
    """Whether a participle tells what came before: "on 20 May it accepted a truce, **proposed** by Oslo"."""
    predicate = fired.predicate
    before = scene.sentence.parse.classes[max(0, predicate.first - 1) : predicate.first]
    return predicate.kind == "v" and predicate.passive and not predicate.finite and before == ","


def _related(scene: Scene, fired: Fired, *, is_word: bool, negated: bool) -> list[int]:
    """Return the predicates, and as ``-2 - index`` the groups, whose times are the event's, nearest first."""
    predicate = fired.predicate
    related = [predicate.index]
    if predicate.kind == "n":
        related.insert(0, -2 - predicate.group)
    if fired.light >= 0:
        related.append(fired.light)
    if fired.frame.event not in _WORDS or scene.sentence.parse.times is not None:
        related.extend(index for _, index in predicate.comp)
    if predicate.parent >= 0 and (predicate.link != "that" or is_word):
        related.append(predicate.parent)
    if predicate.subject_from == "conj" and predicate.index and not negated:
        before = scene.sentence.parse.predicates[predicate.index - 1]
        if predicate.tense != "fut" or before.tense == "fut":  # "spoke on Tuesday **and will ask** for help"
            related.append(before.index)  # "met on 25 May and opened the line"
    meets, groups = fired.frame.event == _MEETING, scene.frames.groups
    for indexes in predicate.slots.values():
        for index in indexes:
            related.append(-2 - index)
        if meets:
            # "attended the parade **held** on 3 May": the day of the one is that of the other
            related.extend(groups[i].relative for i in indexes if groups[i].relative >= 0)
    if predicate.kind == "n" and fired.light < 0:
        holder = _holder(scene, predicate.group)
        if holder >= 0:
            related.append(holder)
    return related


def _holder(scene: Scene, group: int) -> int:
    """Return the verb that an event noun is subject or object of, or -1."""
    for predicate in scene.sentence.parse.predicates:
        if group in predicate.slots.get("surface", ()) or group in predicate.slots.get("obj", ()):
            return predicate.index
    return -1
