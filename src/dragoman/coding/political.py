"""Who makes an event political: states, their organs and people, armed and organised groups.

PLOVER codes what political actors do to each other.  What private persons and companies do among
themselves, and what the police or a court does to a private person at home, is no event.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dragoman.codebook import load as load_codebook
from dragoman.coding.derived import derived
from dragoman.coding.frame import Fired
from dragoman.languages.parse import GUESSED
from dragoman.languages.tables import rows
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.assemble import Scene
    from dragoman.coding.outcome import Outcome

__all__ = ["is_organised", "is_political", "kind_of", "plays_a_part"]

_NAMED = frozenset("NGJR")
_VERBAL_COOPERATION, _MATERIAL_CONFLICT = 1, 4  # the quads' numbers in PLOVER
_CONFLICT = (3, 4)
_PUBLIC = frozenset({"political", "civic"})
_BARE = frozenset({"en"})
"""Languages in which a bare name before a noun says where somebody is from."""
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
    if person.code and not person.sector and _is_compatriot(scene, person):
        return "private"
    return "political" if person.code or person.sector else ""


def _is_compatriot(scene: Scene, person: Participant) -> bool:
    """Whether a name only says where somebody is from who acts for no state.

    "The Nigerian actress", "Oklahoma man".
    """
    sentence = scene.sentence
    classes, known = sentence.parse.classes, scene.frames.pack.classes
    units = sentence.units(person.start, person.stop)
    if any(classes[i] == "G" for i in units):
        return False
    bare = scene.frames.pack.code in _BARE
    if not any(
        classes[i] == "J" or (bare and classes[i] == "N" and classes[i + 1 : i + 2] == "n") for i in units
    ):
        return False
    nouns = [i for i in units if classes[i] == "n" and sentence.text[sentence.starts[i]].islower()]
    return bool(nouns) and all(_ACTING.isdisjoint(known.get(sentence.words[i].noun, ())) for i in nouns)


def _countries(people: Iterable[Participant]) -> set[str]:
    return {person.code for person in people if person.code and person.code not in _sectors()}


def _only_a_place(fired: Fired) -> bool:
    """Whether nobody acts but the place where it happened: "a man was arrested **in Leeds**"."""
    predicate = fired.predicate
    return predicate.passive and not predicate.slots.get("subj") and "in" in fired.frame.roles.actor


def _is_thing(scene: Scene, people: Iterable[Participant]) -> bool:
    """Whether a side is a common noun without name and role: "the team", "a storm"."""
    sentence = scene.sentence
    starts, classes, text = sentence.starts, sentence.parse.classes, sentence.text
    known = scene.frames.pack.classes
    for person in people:
        if person.code or person.sector:
            return False
        units = sentence.units(person.start, person.stop)
        for i in units:
            word = sentence.words[i]
            capital = text[starts[i]].isupper() and (i or (word.weight == GUESSED and not word.plural))
            if capital or classes[i] in _NAMED or not _ACTING.isdisjoint(known.get(word.noun, ())):
                return False
    return True


def is_political(scene: Scene, fired: Fired, outcome: Outcome) -> bool:
    """Whether an event has anybody in it who makes it political.

    A state, an organ or an organised group on either side is enough, and so are people of two
    countries.  Force and unrest are told whoever they come from.

    Parameters
    ----------
    scene : Scene
    fired : Fired
    outcome : Outcome
    """
    everyone = (*outcome.actor, *outcome.recipient)
    if (
        len(_countries(person for person in everyone if person.sector or kind_of(scene, person) != "private"))
        > 1
    ):
        return True
    if outcome.event == derived("unrest"):
        return True
    if outcome.actor and not fired.predicate.passive and _is_thing(scene, outcome.actor):
        return False
    acting = () if _only_a_place(fired) else outcome.actor
    # "France received ninety million tourists": words of friendship need somebody political who says them
    quad = load_codebook().quad(outcome.event)
    if quad == _MATERIAL_CONFLICT and len(_countries(everyone)) > 1:
        return True
    if (
        quad == _VERBAL_COOPERATION
        and acting
        and all(kind_of(scene, person) == "private" for person in acting)
    ):
        return False
    if quad == _MATERIAL_CONFLICT and (acting or not outcome.actor):
        return True  # force is told, whoever uses it
    return any(kind_of(scene, person) in _PUBLIC for person in (*acting, *outcome.recipient))


def plays_a_part(scene: Scene, fired: Fired, outcome: Outcome) -> bool:
    """Whether a part in politics stands for a country that is not named: "the rebels", "the opposition".

    News of one country seldom say its name.  Somebody with a part must act, or suffer an act of
    conflict; that the police, crowds or gunmen use force is told, too.
    """
    quad = load_codebook().quad(outcome.event)
    acting = [kind_of(scene, person) for person in outcome.actor]
    suffering = [kind_of(scene, person) for person in outcome.recipient]
    if "political" in acting:
        return True
    if outcome.event == derived("unrest"):
        return any(person.sector for person in outcome.actor)
    if quad == _MATERIAL_CONFLICT and any(p.sector and p.sector != derived("court") for p in outcome.actor):
        if set(acting) == {"private"} and set(suffering) <= {"private", ""}:
            return False  # a crime among private people
        return bool(outcome.recipient) or fired.frame.roles.mutual
    return quad in _CONFLICT and fired.predicate.passive and "political" in suffering


def is_organised(scene: Scene, outcome: Outcome) -> bool:
    """Whether force without anybody who uses it is more than a crime: "killed in a bombing".

    That a man or a policeman was shot is a matter of the police, until the sentence speaks of arms, armed
    groups or unrest.

    Parameters
    ----------
    scene : Scene
    outcome : Outcome
    """
    if outcome.event != derived("assault"):
        return True
    sides = (*outcome.actor, *outcome.recipient)
    if len(_countries(sides)) > 1 or any(
        kind_of(scene, p) in _PUBLIC and p.sector != derived("police") for p in sides
    ):
        return True
    known = scene.frames.pack.classes
    return any(
        "warfare" in known.get(lemma, ())
        for word in scene.sentence.words
        for lemma in (word.form, word.noun, *(verb[0] for verb in word.verbs))
    )
