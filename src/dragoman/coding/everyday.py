"""Everyday life: accidents, brawls, pay and takeovers, laws that a country makes for itself.

"Two miners were killed when a tunnel collapsed", "workers rejected the offer of the company",
"the president signed a law on fireworks": told with the words of politics, and none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.codebook import load as load_codebook
from dragoman.codebook.scheme import MATERIAL_CONFLICT
from dragoman.coding.derived import derived
from dragoman.coding.frame import Fired
from dragoman.coding.listed import names_of
from dragoman.coding.sides import countries, has_part, is_attack, is_thing, is_unnamed, kind_of
from dragoman.languages.parse import Word

if TYPE_CHECKING:
    from dragoman.coding.outcome import Outcome
    from dragoman.coding.scene import Scene
    from dragoman.model import Participant

__all__ = [
    "is_accident",
    "is_brawl",
    "is_business",
    "is_calamity",
    "is_domestic_law",
    "is_forced_by_nobody",
]

_ASSAULT = derived("assault")
_BACKING = derived("backing")
_POLICE = derived("police")
_RESTRAINT = derived("restraint")
_UNREST_CODE = derived("unrest")

_STATUTES = frozenset({"bill", "law"})
_UNREST = frozenset({"protest", "protester", "rebel", "rebellion", "violence", "warfare"})
_NONE: frozenset[str] = frozenset()
_TABLE = "everyday.tsv"
"""Sectors of who makes laws (``lawgiver``), who works (``working``), who brawls (``single``)."""


def is_accident(scene: Scene, outcome: Outcome) -> bool:
    """Whether people came to harm by a mishap, and no arms are spoken of: "killed when a crane fell".

    An explosion shows neither: it is one where the sentence has the words of a mishap.

    Parameters
    ----------
    scene : Scene
    outcome : Outcome
    """
    if outcome.event != _ASSAULT:
        return False
    for person in outcome.actor:
        if (person.code or person.sector) and not is_attack(scene, person):
            return False
    starts = scene.sentence.starts
    mishap = False
    for at, word in enumerate(scene.sentence.words):
        names = _names(scene, word)
        if "accident" in names:
            mishap = True
        elif (
            ("warfare" in names or "weapon" in names)
            and "explosion" not in names
            and not any(person.start <= starts[at] < person.stop for person in outcome.recipient)
        ):
            return False
    return mishap


def _names(scene: Scene, word: Word) -> frozenset[str]:
    known = scene.frames.pack.classes
    names = known.get(word.form, _NONE) | known.get(word.noun, _NONE)
    for verb in word.verbs:
        names |= known.get(verb[0], _NONE)
    return names


def is_calamity(scene: Scene, fired: Fired, outcome: Outcome) -> bool:
    """Whether an emergency is declared because of a storm or a flood, and nobody is held down by it.

    Parameters
    ----------
    scene : Scene
    fired : Fired
    outcome : Outcome
    """
    if outcome.event != _RESTRAINT:
        return False
    objects = [i for slot in ("obj", "acc") for i in fired.verb.slots.get(slot, ())]
    if all("emergency" not in scene.frames.classes(i) for i in objects):
        return False
    around = set[str]().union(*(_names(scene, word) for word in scene.sentence.words))
    return "accident" in around and _UNREST.isdisjoint(around)


def is_brawl(scene: Scene, outcome: Outcome) -> bool:
    """Whether one private person, or the police, hurts another, and nobody organised is spoken of.

    Parameters
    ----------
    scene : Scene
    outcome : Outcome
    """
    if outcome.event != _ASSAULT or not outcome.actor or not outcome.recipient:
        return False
    if outcome.mode in names_of(_TABLE)["organised"]:
        return False
    if not all(_is_single(scene, person) for person in outcome.actor):
        return False
    if not all(_is_single(scene, p) or _is_place(scene, p) for p in outcome.recipient):
        return False
    return not any(
        "warfare" in (names := _names(scene, word)) or "protester" in names for word in scene.sentence.words
    )


def _is_single(scene: Scene, person: Participant) -> bool:
    """Whether somebody is one private person or policeman without a name: "a man", "the police"."""
    if person.code or person.sector not in names_of(_TABLE)["single"] or not is_unnamed(scene, person):
        return False
    sentence = scene.sentence
    units = sentence.units(person.start, person.stop)
    return person.sector == _POLICE or not any(
        sentence.words[i].plural or sentence.parse.classes[i] == "#" for i in units
    )


def _is_place(scene: Scene, person: Participant) -> bool:
    sentence = scene.sentence
    return not person.sector and any(
        mention.kind in ("place", "seat", "state")
        for i in sentence.units(person.start, person.stop)
        for mention in sentence.mentions[i]
    )


def is_business(scene: Scene, outcome: Outcome) -> bool:
    """Whether workers, companies and their customers deal with each other.

    Parameters
    ----------
    scene : Scene
    outcome : Outcome
    """
    if not outcome.actor or not outcome.recipient or outcome.event == _UNREST_CODE:
        return False
    if load_codebook().quad(outcome.event) == MATERIAL_CONFLICT:
        return False
    working = names_of(_TABLE)["working"]
    return all(not p.code and p.sector in working for p in outcome.actor) and all(
        not p.code and (p.sector in working or not has_part(scene, p)) for p in outcome.recipient
    )


def is_domestic_law(scene: Scene, fired: Fired, outcome: Outcome) -> bool:
    """Whether a country makes its own laws: "the president signed a law on fireworks".

    Where a party, another country or its affairs are named, it is politics.

    Parameters
    ----------
    scene : Scene
    fired : Fired
    outcome : Outcome
    """
    if outcome.event != _BACKING or not outcome.actor:
        return False
    lawgivers = names_of(_TABLE)["lawgiver"]
    if any(person.sector not in lawgivers for person in outcome.actor):
        return False
    objects = fired.predicate.slots.get("obj", ())
    if not objects or any(_STATUTES.isdisjoint(scene.frames.classes(i)) for i in objects):
        return False
    everyone = [p for group in scene.frames.groups for p in scene.cast.group(group.index)]
    if len(countries((*everyone, *outcome.actor))) > 1:
        return False
    return all(
        not person.sector or person.sector in lawgivers or kind_of(scene, person) in ("private", "law")
        for person in everyone
    )


def is_forced_by_nobody(scene: Scene, fired: Fired, outcome: Outcome) -> bool:
    """Whether nobody is said to force somebody who has no part in politics: "was forced to leave".

    Parameters
    ----------
    scene : Scene
    fired : Fired
    outcome : Outcome
    """
    if outcome.event != _RESTRAINT or outcome.actor or not fired.predicate.passive:
        return False
    working = names_of(_TABLE)["working"]
    return bool(outcome.recipient) and all(
        not person.code
        and (person.sector in working or kind_of(scene, person) == "private" or is_thing(scene, [person]))
        for person in outcome.recipient
    )
