"""Who makes an event political: states, their organs and people, armed and organised groups.

PLOVER codes what political actors do to each other.  What private persons and companies do among
themselves, and what the police or a court does to a private person at home, is no event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.codebook import load as load_codebook
from dragoman.codebook.scheme import MATERIAL_CONFLICT, VERBAL_CONFLICT, VERBAL_COOPERATION
from dragoman.coding.derived import derived
from dragoman.coding.frame import Fired
from dragoman.coding.listed import names_of
from dragoman.coding.sides import (
    countries,
    has_part,
    is_attack,
    is_crowd,
    is_lower_office,
    is_many,
    is_people,
    is_thing,
    is_unnamed,
    kind_of,
)
from dragoman.coding.targets import hits_politics
from dragoman.languages.parse import GUESSED

if TYPE_CHECKING:
    from dragoman.coding.outcome import Outcome
    from dragoman.coding.scene import Scene
    from dragoman.model import Participant

__all__ = [
    "concerns_nobody",
    "is_organised",
    "is_political",
    "is_worth_a_visit",
    "only_a_place",
    "plays_a_part",
]

_ASSAULT = derived("assault")
_BUSINESS = derived("business")
_COMPANY = derived("company")
_COURT = derived("court")
_HELP = derived("help")
_MEETING = derived("meeting")
_POLICE = derived("police")
_THREAT = derived("threat")
_UNREST = derived("unrest")

_CONFLICT = (VERBAL_CONFLICT, MATERIAL_CONFLICT)
_PUBLIC = frozenset({"political", "civic"})


def _is_massive(scene: Scene, outcome: Outcome) -> bool:
    """Whether force is used as private people do not use it, or somebody uses it against many."""
    if outcome.event != _ASSAULT:
        return False
    if outcome.mode in names_of("everyday.tsv")["organised"]:
        return True
    return any(kind_of(scene, person) for person in outcome.actor) and any(
        is_many(scene, person) for person in outcome.recipient
    )


def only_a_place(fired: Fired) -> bool:
    """Whether nobody acts but the place where it happened: "a man was arrested **in Leeds**"."""
    predicate = fired.predicate
    return predicate.passive and not predicate.slots.get("subj") and "in" in fired.frame.roles.actor


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
        len(countries(person for person in everyone if person.sector or kind_of(scene, person) != "private"))
        > 1
    ):
        return True
    if outcome.event == _UNREST:
        return True
    warns = outcome.event == _THREAT and "that" in fired.used
    if warns and outcome.actor and all(_only_named(scene, person) for person in outcome.actor):
        return False
    if (
        outcome.actor
        and not fired.predicate.passive
        and is_thing(scene, outcome.actor)
        and not (
            load_codebook().quad(outcome.event) in _CONFLICT
            and all(is_people(scene, person) for person in outcome.actor)
        )
    ):
        return outcome.event == _ASSAULT and any(is_attack(scene, p) for p in outcome.actor)
    acting = () if only_a_place(fired) else outcome.actor
    # "France received ninety million tourists": words of friendship need somebody political who says them
    quad = load_codebook().quad(outcome.event)
    if quad == MATERIAL_CONFLICT and len(countries(everyone)) > 1:
        return True
    if (
        quad == VERBAL_COOPERATION
        and acting
        and all(kind_of(scene, person) == "private" for person in acting)
    ):
        return False
    material = fired.frame.event in (_HELP, _BUSINESS)
    if material and acting and not any(has_part(scene, person) for person in acting):
        return False  # "Pearson will invest in Poland": nobody knows who that is
    if quad == MATERIAL_CONFLICT and (acting or not outcome.actor):
        return True  # force is told, whoever uses it
    return any(kind_of(scene, person) in _PUBLIC for person in (*acting, *outcome.recipient))


def _only_named(scene: Scene, person: Participant) -> bool:
    """Whether only a name that no list has says who it is: "**Moradi** warns that" threatens nobody."""
    sentence = scene.sentence
    units = sentence.units(person.start, person.stop)
    if person.code or person.sector or not len(units):
        return False
    last = units[-1]
    return sentence.words[last].weight == GUESSED and sentence.text[sentence.starts[last]].isupper()


def plays_a_part(scene: Scene, fired: Fired, outcome: Outcome) -> bool:
    """Whether a part in politics stands for a country that is not named: "the rebels", "the opposition".

    News of one country seldom say its name.  Somebody with a part must act, or suffer an act of
    conflict; that the police, crowds or gunmen use force is told, too.
    """
    quad = load_codebook().quad(outcome.event)
    acting = [kind_of(scene, person) for person in outcome.actor]
    suffering = [kind_of(scene, person) for person in outcome.recipient]
    unrest = outcome.event == _UNREST
    if (
        quad == MATERIAL_CONFLICT
        and outcome.recipient
        and hits_politics(scene, fired)
        and ("law" in acting or any(is_lower_office(scene, person) for person in outcome.actor))
    ):
        return True  # "the police broke up a march by pensioners", "the mayor forbade it"
    if concerns_nobody(scene, outcome):
        return False
    if outcome.actor and outcome.recipient and _is_massive(scene, outcome):
        return True  # "the police fired tear gas at a crowd"
    if "political" in acting:
        return True
    if unrest:
        return "political" in suffering or any(
            person.sector or is_crowd(scene, person) for person in outcome.actor
        )
    if (
        quad in _CONFLICT
        and "political" in suffering
        and any(person.sector or is_people(scene, person) for person in outcome.actor)
    ):
        return True  # "the widow sued the defence ministry"
    if quad == MATERIAL_CONFLICT and any(p.sector and p.sector != _COURT for p in outcome.actor):
        if set(acting) <= {"private", "law"} and set(suffering) <= {"private", ""}:
            return False  # a crime among private people, or the police on its trail
        return bool(outcome.recipient) or fired.frame.roles.mutual
    if quad in _CONFLICT and fired.predicate.passive and not _PUBLIC.isdisjoint(suffering):
        return True
    # "two policemen died in a grenade attack": whom force by somebody organised has hit
    if outcome.event == _ASSAULT and any(is_attack(scene, p) for p in outcome.actor):
        return any(person.sector for person in outcome.recipient)
    hit = not fired.frame.roles.actor or fired.predicate.passive
    return hit and outcome.event == _ASSAULT and not {"political", "law"}.isdisjoint(suffering)


def concerns_nobody(scene: Scene, outcome: Outcome) -> bool:
    """Whether a lower office turns to nobody in politics: "officials warned residents".

    Parameters
    ----------
    scene : Scene
    outcome : Outcome
    """
    if not outcome.actor or outcome.event == _UNREST:
        return False
    if any(kind_of(scene, person) in _PUBLIC for person in outcome.recipient):
        return False
    if not all(is_lower_office(scene, person) for person in outcome.actor):
        return False
    if load_codebook().quad(outcome.event) == MATERIAL_CONFLICT:
        return all(is_thing(scene, [person]) for person in outcome.recipient)
    return all(is_unnamed(scene, person) for person in outcome.recipient)


def is_organised(scene: Scene, fired: Fired, outcome: Outcome) -> bool:
    """Whether force without anybody who uses it is more than a crime: "killed in a bombing".

    That a man or a policeman was shot is a matter of the police, until the sentence speaks of arms, armed
    groups or unrest.

    Parameters
    ----------
    scene : Scene
    fired : Fired
    outcome : Outcome
    """
    if outcome.event != _ASSAULT:
        return True
    groups = scene.frames.groups
    places = {scene.sentence.starts[groups[i].head] for i in fired.predicate.slots.get("in", ())}
    hit = [
        person
        for person in outcome.recipient
        if outcome.actor or person.sector or not any(person.start <= at < person.stop for at in places)
    ]
    sides = (*outcome.actor, *hit)
    if _is_massive(scene, outcome):
        return True
    if len(countries(sides)) > 1 or any(kind_of(scene, p) in _PUBLIC and p.sector != _POLICE for p in sides):
        return True
    known = scene.frames.pack.classes
    return any(
        "warfare" in known.get(lemma, ())
        for word in scene.sentence.words
        for lemma in (word.form, word.noun, *(verb[0] for verb in word.verbs))
    )


def is_worth_a_visit(scene: Scene, outcome: Outcome) -> bool:
    """Whether somebody in politics is met, or another country.

    That a minister visits a factory or a town of his own country is no event.

    Parameters
    ----------
    scene : Scene
    outcome : Outcome
    """
    if outcome.event != _MEETING or any(
        p.code and not p.sector and kind_of(scene, p) != "private" for p in outcome.actor
    ):
        return True
    if not any(has_part(scene, p) for p in outcome.actor):
        return False  # "the singer arrived in Sydney"
    others = outcome.recipient or outcome.actor[1:]
    home = countries(outcome.actor)
    known = home or not all(is_lower_office(scene, person) for person in outcome.actor)
    if not others or len(countries((*outcome.actor, *others))) > 1:
        return True
    return not all(
        (other.code and not other.sector and outcome.recipient and (other.code in home or not known))
        or other.sector == _COMPANY
        or is_thing(scene, [other])
        for other in others
    )
