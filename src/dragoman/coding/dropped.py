"""Subjects that no word names: where a verb's ending tells the person, a sentence may leave them out.

"Erdoğan dün Kahire'ye gitti. Sisi ile **görüştü**": whoever was the subject goes on. "**İmzaladık**":
whoever speaks.  Wrong is worse than unresolved: the subject goes on only from the sentence before, in the
same paragraph, and where no other noun could be it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.coding.listed import has_trait
from dragoman.coding.relation import codes_of
from dragoman.coding.topic import DROPS_SUBJECT
from dragoman.languages import features as f
from dragoman.languages.parse import Predicate

if TYPE_CHECKING:
    from dragoman.coding.frame import Fired
    from dragoman.coding.reference import Memory
    from dragoman.coding.scene import Scene
    from dragoman.coding.sentence import Sentence
    from dragoman.model import Participant

__all__ = ["is_first_person", "with_dropped"]

_SPEAKERS = f.PERSON1
_OTHERS = f.PERSON1 | f.PERSON2


def with_dropped(
    scene: Scene, fired: Fired, people: tuple[Participant, ...], speakers: Sequence[Participant] = ()
) -> tuple[Participant, ...]:
    """Return the actors of an event or parties of a relation with the subject that its verb leaves out.

    Parameters
    ----------
    scene : Scene
    fired : Fired
    people : tuple of Participant
        As the sentence alone gives them.
    speakers : sequence of Participant, outermost first
        On whose word it is: in a quotation "we" are they.
    """
    roles, memory = fired.frame.roles, scene.memory
    several = "nom" in roles.actor if fired.frame.is_claim else roles.mutual
    if memory is None or not has_trait(scene.grammar.pack.code, DROPS_SUBJECT):
        return people
    known = codes_of(people)
    verb = fired.verb
    if (people and not several) or (fired.frame.is_claim and len(known) > 1):
        return people
    if verb.kind != "v" or not verb.finite or verb.passive or verb.slots.get("surface"):
        return people
    meant = _meant(scene, verb, memory, speakers)
    if not meant or not known.isdisjoint(person.code for person in meant):
        return people
    if fired.frame.is_claim and not people:  # a relation of one party is none: the other stands there alone
        people = tuple(p for slot in roles.recipient for p in _in_slot(scene, fired, slot))
    return (*scene.cast.meant(verb.token, verb.token + 1, meant), *people)


def _in_slot(scene: Scene, fired: Fired, slot: str) -> list[Participant]:
    """Return the parties that stand in a slot."""
    return [p for index in scene.roles.slot(fired, slot) for p in scene.cast.group(index) if p.code]


def _meant(
    scene: Scene, verb: Predicate, memory: Memory, speakers: Sequence[Participant]
) -> tuple[Participant, ...]:
    """Return whom the ending of a verb means."""
    sentence = scene.sentence
    if is_first_person(sentence, verb):
        said = tuple(p._replace(role=None) for p in speakers[-1:] if p.code)
        return memory.voice_at(sentence.starts[verb.token]) or said
    endings = _endings(sentence, verb)
    if not endings or any(bits & _OTHERS for bits in endings) or _may_be_named(scene):
        return ()
    people = scene.topic
    several = all(bits & f.PL for bits in endings)
    return people if (len(people) > 1) == several else ()


def is_first_person(sentence: Sentence, verb: Predicate) -> bool:
    """Whether the ending of a verb says that whoever speaks is its subject: "imzaladık"."""
    endings = _endings(sentence, verb)
    return bool(endings) and all(bits & _SPEAKERS for bits in endings)


def _endings(sentence: Sentence, verb: Predicate) -> list[int]:
    return [bits for _, tag, bits in sentence.words[verb.token].verbs if tag == "V"]


def _may_be_named(scene: Scene) -> bool:
    """Whether a noun that no verb has taken stands there in the nominative, and may be the subject."""
    taken = {i for p in scene.sentence.parse.predicates for found in p.slots.values() for i in found}
    return any(
        group.case & f.NOM
        and not group.prep
        and group.inside < 0
        and group.leader < 0
        and group.index not in taken
        for group in scene.sentence.parse.groups
    )
