"""What a sentence is about where that is no politics: matches, common crimes, films and novels.

"Ghana will meet Uruguay in the last match of the group": the names of states stand for teams.
"In the film, an assassin returns to Berlin": nothing of it has happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.coding.derived import derived
from dragoman.coding.frame import Fired
from dragoman.coding.sides import is_thing, kind_of, to_head
from dragoman.coding.slots import slots_of

if TYPE_CHECKING:
    from dragoman.coding.outcome import Outcome
    from dragoman.coding.scene import Scene
    from dragoman.model import Participant

__all__ = ["is_common_crime", "is_fiction", "is_sport"]

_ALLEGATION = derived("allegation")
_COURT = derived("court")
_POLICE = derived("police")
_REDUCTION = derived("reduction")
_RESTRAINT = derived("restraint")

_INSIDE = frozenset(slots_of("inside"))
_ENOUGH = 2
"""Words such as "team" and "season" that show a sentence to be about sport."""


def is_sport(scene: Scene, outcome: Outcome) -> bool:
    """Whether players and teams act, in a sentence with the words of sport.

    Whoever holds an office, bears arms or is of a party takes part as such.

    Parameters
    ----------
    scene : Scene
    outcome : Outcome
    """
    for person in (*outcome.actor, *outcome.recipient):
        if person.sector and kind_of(scene, person) != "private" and not _is_player(scene, person):
            return False
    return scene.sport >= _ENOUGH


def _is_player(scene: Scene, person: Participant) -> bool:
    """Whether somebody's part is one of sport: "her **opponent**"."""
    units, known = to_head(scene, person), scene.frames.pack.classes
    return bool(units) and not {"sport", "contest"}.isdisjoint(
        known.get(scene.sentence.words[units[-1]].noun, ())
    )


def is_common_crime(scene: Scene, outcome: Outcome) -> bool:
    """Whether police or a court deal with a private person for a crime such as theft or a stabbing.

    Of whichever country he is: "two Danes were arrested in Bali for possession of cocaine".

    Parameters
    ----------
    scene : Scene
    outcome : Outcome
    """
    if outcome.event not in (_RESTRAINT, _ALLEGATION, _REDUCTION):
        return False
    if not outcome.recipient:
        return False
    law = (_COURT, _POLICE)
    if any(person.sector not in law for person in outcome.actor if person.sector or person.code):
        return False
    if not all(_is_private(scene, person) for person in outcome.recipient):
        return False
    known = scene.frames.pack.classes
    found = {
        name
        for word in scene.sentence.words
        for lemma in (word.form, word.noun, *(verb[0] for verb in word.verbs))
        for name in known.get(lemma, ())
    }
    return "felony" in found


def _is_private(scene: Scene, person: Participant) -> bool:
    """Whether somebody is known by no more than what he is at home: "a man", "two Danes"."""
    if kind_of(scene, person) == "private" or is_thing(scene, [person]):
        return True
    sentence = scene.sentence
    units = sentence.units(person.start, person.stop)
    return not person.sector and any(m.kind == "demonym" for i in units for m in sentence.mentions[i])


def is_fiction(scene: Scene, fired: Fired) -> bool:
    """Whether a film, a novel or a play tells it.

    Parameters
    ----------
    scene : Scene
    fired : Fired
    """
    frames = scene.frames
    verb = fired.verb
    where = {index for slot, held in verb.slots.items() if slot in _INSIDE for index in held}
    for group in frames.groups:
        if group.prep not in _INSIDE and group.index not in where:
            continue
        if group.head < verb.token and "fiction" in frames.classes(group.index):
            return True  # "in the film, ...", "romanda ..."
    main = next((p for p in frames.predicates if p.finite), None)
    if main is None or main.index == verb.index or main.passive:
        return False
    return any("fiction" in frames.classes(i) for i in main.slots.get("subj", ()))
