"""What the sides of an event are: states and groups, private people, crowds, companies, things.

Read from codes, sectors and the words themselves; `political` judges by it which events are told.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.coding.listed import has_trait
from dragoman.languages.parse import GUESSED
from dragoman.languages.tables import rows
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = [
    "countries",
    "has_part",
    "is_attack",
    "is_crowd",
    "is_lower_office",
    "is_many",
    "is_pair",
    "is_people",
    "is_thing",
    "is_unnamed",
    "kind_of",
    "to_head",
]

_NAMED = frozenset("NGJR")
_PEOPLE = frozenset({"citizen", "civilian"})
_MANY, _YEARS = 5, 1900
"""As many victims no quarrel has; from there on a number may be a year."""
_LINKS = frozenset("pot")
"""Classes of tokens behind which the head of a name cannot stand."""
_ACTING = frozenset(
    {"army_unit", "base", "border", "candidate", "city", "court", "diplomat", "embassy", "government"}
    | {"intelligence", "leader", "measure", "media", "militia", "mission", "observer", "official"}
    | {"parliament", "party", "peacekeeper", "police", "protester", "rebel", "relations", "religion_site"}
    | {"service", "statement", "territory", "threat", "troops", "weapon"}
)
"""Word classes of those who act in politics even where the text does not say whose they are."""


@lru_cache(maxsize=1)
def _sectors() -> dict[str, str]:
    source = files("dragoman.coding").joinpath("data", "sectors.tsv")
    return {code: kind for _, (code, kind, _note) in rows(source, ("code", "kind", "note"))}


def to_head(scene: Scene, person: Participant) -> range:
    """Return the units of what somebody is called up to its head: "the **governor** of Kars"."""
    classes, units = scene.sentence.parse.classes, scene.sentence.units(person.start, person.stop)
    return next((units[:at] for at, i in enumerate(units) if at and classes[i] in _LINKS), units)


def kind_of(scene: Scene, person: Participant) -> str:
    """Return ``political``, ``civic``, ``law``, ``private`` or, without code and sector, nothing.

    Parameters
    ----------
    scene : Scene
    person : Participant
    """
    kinds = _sectors()
    kind = kinds.get(person.code or "") or kinds.get(person.sector or "")
    if kind in ("law", "civic") and person.code and person.code not in kinds:
        return "political"  # the police of a state act for it
    if kind:
        return kind
    if person.code and not person.sector and (_is_compatriot(scene, person) or _is_named(scene, person)):
        return "private"
    return "political" if person.code or person.sector or is_pair(scene, person) else ""


def is_pair(scene: Scene, person: Participant) -> bool:
    """Whether somebody is "the two governments", "both sides", whoever they are."""
    units, words = scene.sentence.units(person.start, person.stop), scene.sentence.words
    kinds, known = scene.frames.pack.references, scene.frames.pack.classes
    if not any(kinds.get(words[i].form) == "both" for i in units):
        return False
    nouns = [words[i].noun for i in units if kinds.get(words[i].noun) in ("pair", "side")]
    return any(not _ACTING.isdisjoint(known.get(noun, ())) for noun in nouns)


def is_crowd(scene: Scene, person: Participant) -> bool:
    """Whether only a number says who: "**thousands** marched"."""
    sentence = scene.sentence
    units = sentence.units(person.start, person.stop)
    return (
        len(units) == 1 and sentence.parse.classes[units[0]] == "n" and "d" in sentence.words[units[0]].tags
    )


def _is_named(scene: Scene, person: Participant) -> bool:
    """Whether a longer name only begins with a place: "Kolkata Knight Riders", "Texas Instruments"."""
    sentence = scene.sentence
    units = sentence.units(person.start, person.stop)
    classes, text, starts = sentence.parse.classes, sentence.text, sentence.starts
    if not has_trait(scene.frames.pack.code, "bare_origin") or "G" in [classes[i] for i in units]:
        return False
    return any(
        classes[i] == "N" and classes[j] == "n" and text[starts[j]].isupper() for i, j in pairwise(units)
    )


def _is_compatriot(scene: Scene, person: Participant) -> bool:
    """Whether a name only says where somebody is from who acts for no state.

    "The Nigerian actress", "Oklahoma man".
    """
    sentence = scene.sentence
    classes, known = sentence.parse.classes, scene.frames.pack.classes
    units = sentence.units(person.start, person.stop)
    # "a **group** of Ohio pupils": how many, not who
    if any(
        classes[i] == "G"
        and not (classes[i + 1 : i + 2] == "o" and "measure" in known.get(sentence.words[i].noun, ()))
        for i in units
    ):
        return False
    bare = has_trait(scene.frames.pack.code, "bare_origin")
    if not any(
        classes[i] == "J" or (bare and classes[i] == "N" and classes[i + 1 : i + 2] == "n") for i in units
    ):
        return False
    nouns = [
        i
        for i in units  # "a **group** of Ohio pupils"
        if classes[i] == "n" and classes[i + 1 : i + 2] != "o" and sentence.text[sentence.starts[i]].islower()
    ]
    return bool(nouns) and all(_ACTING.isdisjoint(known.get(sentence.words[i].noun, ())) for i in nouns)


def is_people(scene: Scene, person: Participant) -> bool:
    """Whether somebody is called by a word for people: "**the widow** of a journalist"."""
    sentence, known = scene.sentence, scene.frames.pack.classes
    units = to_head(scene, person)
    return any(not _PEOPLE.isdisjoint(known.get(sentence.words[i].noun, ())) for i in units)


def is_many(scene: Scene, person: Participant) -> bool:
    """Whether a number says that people are many: "killed **20 villagers**"."""
    sentence = scene.sentence
    return any(
        sentence.parse.classes[i] == "#"
        and sentence.words[i].form.isdecimal()
        and _MANY - 1 < int(sentence.words[i].form) < _YEARS
        for i in sentence.units(person.start, person.stop)
    )


def countries(people: Iterable[Participant]) -> set[str]:
    """Return the codes of the states that people stand for."""
    parts = _sectors()
    return {person.code for person in people if person.code and person.code not in parts}


def is_thing(scene: Scene, people: Iterable[Participant]) -> bool:
    """Whether a side is a common noun without name and role: "the team", "a storm"."""
    sentence = scene.sentence
    starts, classes, text = sentence.starts, sentence.parse.classes, sentence.text
    known = scene.frames.pack.classes
    for person in people:
        if person.code or person.sector:
            return False
        for i in sentence.units(person.start, person.stop):
            word = sentence.words[i]
            capital = text[starts[i]].isupper() and (i or (word.weight == GUESSED and not word.plural))
            if capital or classes[i] in _NAMED or not _ACTING.isdisjoint(known.get(word.noun, ())):
                return False
    return True


def has_part(scene: Scene, person: Participant) -> bool:
    """Whether somebody has a code, a sector or a name of those who act in politics: "the delegation"."""
    if person.code or person.sector:
        return True
    sentence, known = scene.sentence, scene.frames.pack.classes
    units = sentence.units(person.start, person.stop)
    return any(not _ACTING.isdisjoint(known.get(sentence.words[i].noun, ())) for i in units)


def is_unnamed(scene: Scene, person: Participant) -> bool:
    """Whether nothing in what somebody is called is a name: "the residents"."""
    sentence = scene.sentence
    classes, text, starts = sentence.parse.classes, sentence.text, sentence.starts
    return not any(
        classes[i] in "NJ" or (text[starts[i]].isupper() and i and classes[i] != "G")
        for i in sentence.units(person.start, person.stop)
    )


def is_lower_office(scene: Scene, person: Participant) -> bool:
    """Whether somebody is called by a lower office alone: "officials", "the Kent County commissioners"."""
    sentence, known = scene.sentence, scene.frames.pack.classes
    nouns = [sentence.words[i].noun for i in sentence.units(person.start, person.stop)]
    if nouns and "office" in known.get(nouns[-1], ()):
        return True
    names = {name for noun in nouns for name in known.get(noun, ())}
    return (not names or "office" in names) and is_unnamed(scene, person)


def is_attack(scene: Scene, person: Participant) -> bool:
    """Whether a deed stands for who did it: "**the strikes** killed twelve people"."""
    sentence, known = scene.sentence, scene.frames.pack.classes
    units = sentence.units(person.start, person.stop)
    return bool(units) and not {"attack", "weapon"}.isdisjoint(known.get(sentence.words[units[-1]].noun, ()))
