"""First person: "we" in what somebody says is whom he speaks for."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.scene import Scene
from dragoman.languages.features import OURS
from dragoman.model import Participant

__all__ = ["first_person"]


def first_person(
    scene: Scene, people: tuple[Participant, ...], speakers: Sequence[Participant]
) -> tuple[Participant, ...]:
    """Return the parties of an act, "we" and "us" as the one who speaks: '"**We** will send tanks," X said'.

    Parameters
    ----------
    scene : Scene
    people : tuple of Participant
    speakers : sequence of Participant, outermost first
    """
    if not speakers or not speakers[-1].code or all(person.code for person in people):
        return people
    kinds, said = scene.grammar.pack.references, speakers[-1]
    found = []
    for person in people:
        first, _, rest = person.text.lower().partition(" ")
        whole = kinds.get(person.text.lower()) == "own"
        mine = kinds.get(first) == "speaker" and (not rest or person.sector)
        ours = bool(person.sector) and _is_ours(scene, person)
        if not person.code and (mine or whole or ours):
            scene.cast.antecedents.setdefault((person.start, person.stop), []).append(said)
            # "we" is who speaks, "our country" his state, "our army" its army
            own = said._replace(text=person.text, start=person.start, stop=person.stop, basis="inferred")
            person = (
                own._replace(sector=person.sector, entity=None, role=None)
                if rest or whole or ours
                else own._replace(role=None)
            )
        found.append(person)
    return tuple(found)


def _is_ours(scene: Scene, person: Participant) -> bool:
    """Whether an ending says whose somebody is: "ordu**muz**"."""
    sentence = scene.sentence
    return any(sentence.words[i].case & OURS for i in sentence.units(person.start, person.stop))
