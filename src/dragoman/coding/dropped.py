"""Subjects that no word names: where a verb's ending tells the person, a sentence may leave them out.

"Erdoğan dün Kahire'ye gitti. Sisi ile **görüştü**": whoever was the subject goes on. "**İmzaladık**":
whoever speaks.  Wrong is worse than unresolved: the subject goes on only from the sentence before, in the
same paragraph, and where no other noun could be it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.coding.listed import has_trait
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
    scene: Scene, fired: Fired, actor: tuple[Participant, ...], memory: Memory
) -> tuple[Participant, ...]:
    """Return the actors of a frame with the subject that its verb leaves out.

    Parameters
    ----------
    scene : Scene
    fired : Fired
    actor : tuple of Participant
        As the sentence alone gives them.
    memory : Memory
    """
    mutual = fired.frame.roles.mutual
    if not has_trait(scene.grammar.pack.code, DROPS_SUBJECT) or (actor and not mutual):
        return actor
    verb = fired.verb
    if verb.kind != "v" or not verb.finite or verb.passive or verb.slots.get("surface"):
        return actor
    people = _meant(scene, verb, memory)
    known = {person.code for person in actor}
    if not people or not known.isdisjoint(person.code for person in people):
        return actor
    place = scene.sentence.quote(verb.token, verb.token + 1)
    pointed = memory.pointing(people, scene.cast, *place)
    return (*pointed, *actor)


def _meant(scene: Scene, verb: Predicate, memory: Memory) -> tuple[Participant, ...]:
    """Return whom the ending of a verb means."""
    sentence = scene.sentence
    if is_first_person(sentence, verb):
        return memory.voice_at(sentence.starts[verb.token])
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
