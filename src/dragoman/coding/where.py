"""Where: the named place of an event, with what the words say of how near it is.

The place of a dateline, of a speech or of the thing that is condemned is none of the event's, and of two
places in one list neither is taken: null rather than a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.codebook.scheme import VERBAL_CONFLICT
from dragoman.coding.cast import Cast
from dragoman.coding.frame import Fired
from dragoman.coding.outcome import Outcome
from dragoman.coding.own_times import dateline
from dragoman.coding.slots import slots_of
from dragoman.languages.parse import Group
from dragoman.model import Evidence

__all__ = ["Located", "locate"]

_AT = slots_of("site")
_NEAR = slots_of("nearby")
_WHERE = (*_AT, *_NEAR)
_TO = slots_of("goal")
_NAMES = frozenset({"state", "seat", "place"})
_SITES = frozenset({"city", "territory", "base", "embassy", "border_crossing"})
"""Word classes of what has the name of its place behind it: "the town of Kars"."""
_OF = slots_of("apposed")


class Located(NamedTuple):
    """A place by its name in the gazetteer, or as it stands in the text where that does not have it.

    ``precision``: ``country``; ``place``, a city or region of that name; ``near`` one of these;
    ``unlisted``, a name that only the sentence makes a place.
    ``code`` is the country on the day of the event; null where it is not known.
    """

    name: str
    precision: str
    code: str | None
    evidence: Evidence


class _Found(NamedTuple):
    precision: str
    unit: int


def locate(cast: Cast, fired: Fired, outcome: Outcome, *, quad: int) -> Located | None:
    """Return the place of an event, or None where the sentence names none for it, or more than one.

    Parameters
    ----------
    quad : int
        The quad of the class in PLOVER.
    """
    line = dateline(cast.sentence)
    found = [one for one in _candidates(cast, fired, outcome, quad) if one.unit >= line]
    sharp = [one for one in found if one.precision != "country"] or found
    if len({_key(cast, one.unit) for one in sharp}) != 1:
        return None
    best = sharp[0]
    mentions = cast.sentence.mentions[best.unit]
    start, stop = cast.sentence.quote(best.unit, best.unit + 1)
    quote = cast.sentence.text[start:stop]
    if not mentions:
        return Located(quote, best.precision, None, Evidence("place", start, stop, quote))
    actor = cast.reg.actor(mentions[0].key, cast.on).actor
    actor = cast.reg.ground(mentions[0].key, actor) if actor is not None else None
    known = actor is not None and not (cast.strict and actor.basis == "assumed")
    code = actor.code if known and actor is not None else None
    name = cast.reg.entries[mentions[0].key].name
    return Located(name, best.precision, code, Evidence("place", start, stop, quote))


def _key(cast: Cast, unit: int) -> int | str:
    mentions = cast.sentence.mentions[unit]
    return mentions[0].key if mentions else cast.sentence.words[unit].form


def _candidates(cast: Cast, fired: Fired, outcome: Outcome, quad: int) -> Iterator[_Found]:
    """Yield the places that hang on the event, those nearest to it first."""
    frames, groups = cast.frames, cast.groups
    bearers = [fired.predicate]
    if fired.light >= 0:
        bearers.append(frames.predicates[fired.light])
    elif fired.predicate.kind == "n" and not _has_place(fired.predicate.slots):
        bearers += [p for p in frames.sentence.parse.predicates if _holds(p.slots, fired.predicate.group)]
    attached: set[int] = set()
    if quad == VERBAL_CONFLICT:
        attached.update(i for group in groups for i in group.after if group.index != fired.predicate.group)
    for bearer in bearers:
        for slot in _WHERE:
            if slot not in bearer.slots:
                continue
            for index in bearer.slots[slot]:
                if index in attached:
                    continue  # "condemned the attack in Syria"
                yield from _inside(cast, groups[index], near=slot in _NEAR)
    for index in _fronted(cast, fired):
        yield from _inside(cast, groups[index], near=groups[index].prep in _NEAR)
    if outcome.mode == "visit":
        for slot in _TO:
            for index in fired.predicate.slots.get(slot, ()):
                yield from _inside(cast, groups[index])
    taken = outcome.event == "COERCE" and "territory" in fired.frame.contexts
    struck = outcome.event == "ASSAULT" or taken
    if struck:
        hit = {u for p in outcome.recipient for u in cast.sentence.units(p.start, p.stop)}
        objects = fired.predicate.slots.get("obj", ()) if fired.predicate.kind == "v" else ()
        for group in groups:  # "took Kars", "killed in a strike on **Beirut**"
            if group.index in objects or group.head in hit:
                yield from (one for one in _inside(cast, group) if one.precision == "place")


def _fronted(cast: Cast, fired: Fired) -> Iterator[int]:
    """Yield the groups before the subject of the first verb: "**In Yerevan** thousands marched"."""
    verbs = [p for p in cast.frames.sentence.parse.predicates if p.finite]
    bearers = {fired.predicate.index, fired.light}
    if not verbs or verbs[0].index not in bearers or not verbs[0].slots.get("surface"):
        return
    subject = cast.groups[verbs[0].slots["surface"][0]].first
    attached = {i for group in cast.groups for i in group.after}
    for group in cast.groups:
        if (
            group.first < subject
            and group.index not in attached
            and (group.prep in _AT or group.prep in _NEAR)
        ):
            yield group.index


def _has_place(slots: dict[str, list[int]]) -> bool:
    return any(slot in slots for slot in _WHERE)


def _holds(slots: dict[str, list[int]], group: int) -> bool:
    """Whether a verb has the event noun as its subject or object: "the talks **took place** in Minsk"."""
    return any(group in slots.get(slot, ()) for slot in ("surface", "obj"))


def _inside(cast: Cast, group: Group, *, near: bool = False) -> Iterator[_Found]:
    """Yield the places that a group names: itself, "the city of **Kars**", "its base in **Latakia**"."""
    mentions = cast.sentence.mentions[group.head]
    if len(mentions) == 1 and mentions[0].kind in _NAMES and not group.owners:
        precision = "country" if mentions[0].kind == "state" else "place"
        yield _Found("near" if near else precision, group.head)
        for index in group.coord:
            yield from _inside(cast, cast.groups[index], near=near)
        return
    if any(cast.sentence.mentions[group.first : group.stop]):
        return
    if _is_unlisted(cast, group):
        yield _Found("unlisted", group.head)
        return
    site = not _SITES.isdisjoint(cast.frames.classes(group.index))
    for index in group.after:
        follower = cast.groups[index]
        if (site and follower.prep in _OF) or follower.prep in _AT or follower.prep in _NEAR:
            yield from _inside(cast, follower, near=near or follower.prep in _NEAR)


def _is_unlisted(cast: Cast, group: Group) -> bool:
    """Whether a group behind "in" or "near" is one capitalised word that no lexicon knows: "near Goychay"."""
    sentence = cast.sentence
    word = sentence.text[sentence.starts[group.head] : sentence.stops[group.head]]
    return (
        group.stop - group.first == 1
        and sentence.parse.classes[group.head] == "n"
        and word[:1].isupper()
        and word[1:].islower()
        and not cast.frames.classes(group.index)
        and (group.prep in _AT or group.prep in _NEAR or group.prep in _OF)
    )
