"""Home affairs: what the offices of one country do at home with nobody in politics.

"Prosecutors in Milan opened an inquiry", "the mayor urged people to stay indoors", "customs officers
seized gold": the business of administration, which PLOVER does not code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.codebook import load as load_codebook
from dragoman.codebook.scheme import MATERIAL_CONFLICT, VERBAL_CONFLICT, VERBAL_COOPERATION
from dragoman.coding.derived import derived
from dragoman.coding.frame import Fired
from dragoman.coding.listed import names_of
from dragoman.coding.sides import countries, is_lower_office, is_thing, is_unnamed, kind_of, to_head
from dragoman.coding.targets import hits_politics
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.outcome import Outcome
    from dragoman.coding.scene import Scene

__all__ = ["is_home_affair"]

_ARMY = derived("army")
_BACKING = derived("backing")
_COURT = derived("court")
_DEMAND = derived("demand")
_GOVERNMENT = derived("government")
_INQUIRY = derived("inquiry")
_MEETING = derived("meeting")
_POLICE = derived("police")
_PROMISE = derived("promise")
_THREAT = derived("threat")

_OFFICES = frozenset({"court", "government", "office", "official", "parliament", "police"})
_PEOPLE = frozenset({"citizen", "civilian"})
_ELECTION = "election"
_TABLE = "home.tsv"
"""What is told at home (``told``), who meets there (``office``) and speaks to people (``speaking``)."""


def is_home_affair(scene: Scene, fired: Fired, outcome: Outcome) -> bool:
    """Whether an office acts at home and nobody in politics is on the other side.

    Parameters
    ----------
    scene : Scene
    fired : Fired
    outcome : Outcome
    """
    told = names_of(_TABLE)["told"]
    if not outcome.actor or outcome.event in told or (outcome.mode or "") in told:
        return False
    everyone = (*outcome.actor, *outcome.recipient)
    if outcome.event == _MEETING and len(everyone) > 1:
        return _meet_at_home(scene, everyone)
    if (fired.frame.roles.mutual and len(everyone) > 1) or len(countries(everyone)) > 1:
        return False
    if _ELECTION in fired.frame.contexts and outcome.event == _BACKING:
        return True  # "the delegates elected a new chairman"
    home = countries(outcome.actor)
    quad = load_codebook().quad(outcome.event)
    if quad == MATERIAL_CONFLICT and hits_politics(scene, fired):
        return False  # "the police seized ballot boxes"
    if not all(_is_nobody(scene, person, home) for person in outcome.recipient):
        return False
    if outcome.mode == _INQUIRY:
        named = countries(p for group in scene.frames.groups for p in scene.cast.group(group.index))
        if named - home:
            return False  # "opened an inquiry into crimes by Croat forces"
        if home:
            return True  # "they were looking into the accounts"
    if _speaks_to_people(scene, outcome) or _advises(scene, outcome):
        return True
    return all(_is_office_at_home(scene, person, outcome) for person in outcome.actor)


def _speaks_to_people(scene: Scene, outcome: Outcome) -> bool:
    """Whether those who govern or preach praise, ask or promise private people: "urged parents"."""
    told, speaking = (_BACKING, _DEMAND, _PROMISE), names_of(_TABLE)["speaking"]
    return (
        outcome.event in told
        and bool(outcome.recipient)
        and all(person.sector in speaking for person in outcome.actor)
        and all(kind_of(scene, person) == "private" for person in outcome.recipient)
    )


def _advises(scene: Scene, outcome: Outcome) -> bool:
    """Whether private people at home are warned of no deed: "issued a warning to residents"."""
    return (
        outcome.event == _THREAT
        and not outcome.mode
        and bool(outcome.recipient)
        and all(
            kind_of(scene, person) == "private" and not _PEOPLE.isdisjoint(_classes(scene, person))
            for person in outcome.recipient
        )
    )


def _classes(scene: Scene, person: Participant) -> set[str]:
    """Return the word classes of the words that name somebody."""
    words, known = scene.sentence.words, scene.frames.pack.classes
    units = scene.sentence.units(person.start, person.stop)
    return {name for i in units for name in known.get(words[i].noun, ())}


def _meet_at_home(scene: Scene, everyone: Sequence[Participant]) -> bool:
    """Whether offices of one country meet, or meet its people: "the president met lawmakers".

    Where no country is named the other side may be a foreign one.
    """
    offices = names_of(_TABLE)["office"]
    if any(person.basis == "inferred" for person in everyone[1:]):
        return False  # "met his counterpart"
    return len(countries(everyone)) == 1 and all(
        person.sector
        and (
            kind_of(scene, person) == "private"
            or (person.sector in offices and (person.code or person.sector != _GOVERNMENT))
        )
        for person in everyone
    )


def _is_nobody(scene: Scene, person: Participant, home: set[str]) -> bool:
    """Whether somebody has no part in politics: residents, a company, a town."""
    sentence = scene.sentence
    units = sentence.units(person.start, person.stop)
    classes = [sentence.parse.classes[i] for i in units]
    if not person.code or (person.sector and person.code in home):
        if kind_of(scene, person) == "private" or is_thing(scene, [person]):
            return True
        return not person.sector and not person.code and is_unnamed(scene, person) and "R" not in classes
    if any(mention.kind == "place" for i in units for mention in sentence.mentions[i]):
        return True
    return person.code in home and kind_of(scene, person) == "private" and is_unnamed(scene, person)


def _is_office_at_home(scene: Scene, person: Participant, outcome: Outcome) -> bool:
    sentence, known = scene.sentence, scene.frames.pack.classes
    units = sentence.units(person.start, person.stop)
    classes = sentence.parse.classes
    head = len(to_head(scene, person))
    last = units[head - 1] if head else -1
    names = known.get(sentence.words[last].noun, frozenset()) if last >= 0 else frozenset()
    if person.sector == _ARMY:
        return False
    law = person.sector in (_COURT, _POLICE)
    lower = law or "office" in names or is_lower_office(scene, person)
    if not lower and _OFFICES.isdisjoint(names):
        return False
    local = any(
        mention.kind == "place" or (mention.kind == "state" and at > head and classes[units[head]] == "p")
        for at, i in enumerate(units)
        for mention in sentence.mentions[i]
    )
    if local:
        return True
    quad = load_codebook().quad(outcome.event)
    to_nobody = bool(outcome.recipient)
    if person.code and law:
        return to_nobody or quad == VERBAL_CONFLICT  # "the court declined to hear the appeal"
    if person.code:  # "Turkish officials rejected the plan" is told, "seized a cargo" is not
        return lower and to_nobody and quad == MATERIAL_CONFLICT
    if lower:
        return to_nobody or quad == VERBAL_COOPERATION or outcome.mode == _INQUIRY
    # a government may reject a demand of those whom it does not name
    people = to_nobody and all(other.sector for other in outcome.recipient)
    return "leader" not in names and (people or outcome.mode == _INQUIRY)
