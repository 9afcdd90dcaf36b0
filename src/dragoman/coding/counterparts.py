"""Whose relation is meant where a sentence names one of its parties or none: "Relations cooled".

Wrong is worse than unresolved: a party is taken from what was told before only where one pair stands
out, and never where the relation names somebody in words that nobody can resolve.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dragoman.coding.derived import derived
from dragoman.coding.frame import RELATION_CLASSES, Fired
from dragoman.coding.listed import listed
from dragoman.coding.relation import codes_of
from dragoman.coding.slots import slots_of
from dragoman.coding.story import definite_words
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene
    from dragoman.languages.parse import Group

__all__ = ["Dyads", "between", "parted", "relation_words", "severed", "states_of", "with_counterparts"]

_MEETING = derived("meeting")
_REDUCTION = derived("reduction")
_STATES = derived("states")

_REACH = 4  # sentences that "relations cooled" reaches back over
_KEPT = 24  # pairs kept
_DEALT, _TOPIC = 2, 3  # what counts more than two names in one sentence
_FAR_LESS = 3
_PAIR = 2
_GOVERNING = frozenset({None, "GOV"})
_CORE = ("surface", "subj", "obj", "acc")
_BETWEEN = frozenset(slots_of("relation"))
_PARTIES = frozenset(slots_of("party"))
_WHOSE = _BETWEEN | frozenset(slots_of("site"))  # "relations **within** the coalition"

_Pair = tuple[Participant, Participant]


class _Told(NamedTuple):
    sentence: int
    pair: _Pair
    dealt: bool
    """Whether something was told of the two, more than their names in one sentence."""


class Dyads:
    """Remembers, from sentence to sentence of a document, between whom there was something."""

    def __init__(self) -> None:
        self._told: list[_Told] = []
        self._named: dict[str | None, Participant] = {}
        """All states that the text has named."""
        self._topic: _Pair | None = None
        """The only two states that a title or heading names."""
        self.subject: Participant | None = None
        """The only state that it names: whom the text is about."""
        self._sentence = 0

    @property
    def empty(self) -> bool:
        """Whether no pair was spoken of yet."""
        return not self._told and self._topic is None

    def learn(
        self, named: Iterable[Participant], dealt: Iterable[Iterable[Participant]], *, heading: bool = False
    ) -> None:
        """Take up a sentence: the states that it names, and between whom it tells something."""
        self._sentence += 1
        named = tuple(named)
        self._named.update(states_of(named))
        pair = _pair(named)
        if heading and (states := {p.code: p for p in named if _is_state(p)}):
            self.subject = next(iter(states.values())) if len(states) == 1 else None
        if pair is not None:
            if heading:
                self._topic = pair
            self._told.append(_Told(self._sentence, pair, dealt=False))
        for people in dealt:
            pair = _pair(people)
            if pair is not None:
                self._told.append(_Told(self._sentence, pair, dealt=True))
        del self._told[:-_KEPT]

    def _near(self) -> Iterator[_Pair]:
        for told in reversed(self._told):
            if self._sentence - told.sentence < _REACH:
                yield told.pair

    def likeliest(self) -> tuple[Participant, ...]:
        """Return the pair that most was told of, among those spoken of lately and that of the heading."""
        near = [*self._near(), *((self._topic,) if self._topic is not None else ())]
        return max(near, key=self._weight, default=())

    @property
    def topic(self) -> tuple[Participant, ...]:
        """The only two states that a title or heading names."""
        return self._topic or ()

    def outweighs(self, pair: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
        """Whether far more was told of a pair than of another one."""
        weights = [self._weight((two[0], two[1])) if len(two) == _PAIR else 0 for two in (pair, other)]
        return weights[0] >= 2 * weights[1]

    def chief(self) -> tuple[Participant, ...]:
        """Return the pair that most was told of so far, however long ago."""
        told = [one.pair for one in self._told] + ([self._topic] if self._topic is not None else [])
        return max(told, key=self._weight, default=())

    def rather(self, pair: tuple[Participant, ...], *, close: bool = False) -> tuple[Participant, ...]:
        """Return the pair of the heading in place of two that only stood in one sentence together.

        Or of whom far less is told; of neighbours, allies or enemies (``close``) also where less is.
        """
        if len(pair) != _PAIR or self._topic is None:
            return pair
        found = pair[0], pair[1]
        dealt = any(told.dealt and codes_of(told.pair) == codes_of(found) for told in self._told)
        less = 1 if close else _FAR_LESS
        return found if dealt and self._weight(found) * less > self._weight(self._topic) else self._topic

    def _weight(self, pair: _Pair) -> int:
        codes = codes_of(pair)
        weight = sum(_DEALT if told.dealt else 1 for told in self._told if codes_of(told.pair) == codes)
        return weight + (_TOPIC if self._topic is not None and codes_of(self._topic) == codes else 0)

    def partner(self, code: str) -> tuple[Participant, ...]:
        """Return who alone was spoken of lately beside a state, or nobody."""
        pairs = [pair for pair in self._near() if code in codes_of(pair)]
        if not pairs and self._topic is not None and code in codes_of(self._topic):
            pairs = [self._topic]
        found = {p.code: p for pair in pairs for p in pair if p.code != code}
        if not found and len(self._named) == _PAIR and code in self._named:
            found = {c: p for c, p in self._named.items() if c != code}  # the text has named no third one
        return tuple(found.values()) if len(found) == 1 else ()


def _is_state(person: Participant) -> bool:
    return person.code is not None and len(person.code) == len("ISO") and person.code != _STATES


def states_of(people: Iterable[Participant]) -> dict[str | None, Participant]:
    """Return the states among people by their codes, whoever acts for one as the state itself."""
    named = {p.code: p for p in people if _is_state(p)}
    return {code: p._replace(sector=None, entity=None) if p.sector else p for code, p in named.items()}


def _pair(people: Iterable[Participant]) -> _Pair | None:
    """Return the two states among people, or None where there are more or fewer."""
    named = states_of(people)
    if len(named) != _PAIR:
        return None
    one, other = named.values()
    return one, other


@lru_cache(maxsize=8)
def relation_words(language: str) -> re.Pattern[str]:
    """Return what finds the beginning of a word for a relation; the text is in small letters."""
    stems = sorted(listed("relation_words.tsv", "stem", language))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})" if stems else r"(?!)")


def with_counterparts(
    scene: Scene, fired: Fired, known: tuple[Participant, ...], speakers: Sequence[Participant]
) -> tuple[Participant, ...]:
    """Return the parties of a relation of which a sentence names one or none.

    The other states of the sentence come first, then the pair that was spoken of lately.

    Parameters
    ----------
    scene : Scene
    fired : Fired
        The frame of the claim.
    known : tuple of Participant
        The parties that the sentence itself gives.
    speakers : sequence of Participant
        On whose word it is said.
    """
    nouns = _relation_nouns(scene, fired)
    counted = any(_is_counted(scene, other) for index in nouns for other in scene.cast.groups[index].after)
    if counted:
        known = ()
    codes = codes_of(known)
    if not codes and fired.predicate.kind == "n":
        return known  # "left **the alliance**" says nothing of a relation
    if len(codes) >= _PAIR or not nouns:
        return known
    if not counted and any(_says_whose(scene, index, codes) for index in nouns):
        return known
    noun = scene.cast.groups[nouns[0]]
    here = _others_here(scene, codes, speakers, nouns if counted else ())
    if not codes and len(here) == 1 and not counted:
        # "Oslo took **them** for occupiers; relations improved only when they left"
        here += _beside(scene, codes_of(here))
    if len(codes) == 1 and len(here) > 1 and fired.predicate.finite:
        # "Tito condemned the raid on Hungary, and relations **with the Soviet Union** cooled"
        here = _acting_before(scene, fired, codes) or here
    if len(here) == _PAIR - len(codes):
        found = tuple(person._replace(basis="inferred") for person in here)
        return tuple(sorted((*known, *found), key=lambda p: (p.start, p.stop)))
    if codes:
        return (*known, *scene.cast.pointing(noun, scene.dyads.partner(*codes))) if not here else known
    pair = scene.dyads.likeliest()
    return known if codes_of(here) - codes_of(pair) else scene.cast.pointing(noun, pair)


_SITES = frozenset(slots_of("site"))
_NEARBY = frozenset(slots_of("nearby"))
_CALLED = frozenset({"agreement", "meeting"})
_PLACES = frozenset({"seat", "place"})
_DIPLOMATIC = frozenset({"diplomat", "embassy"})
"""Word classes of what one state has with another alone: "recalled **its ambassador**"."""


def severed(
    scene: Scene, fired: Fired, actor: Sequence[Participant], recipient: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """Return with whom relations are cut where only the actor is named: "Mali recalled its ambassador".

    It is the only one who was spoken of lately beside the actor.
    """
    codes = codes_of(person for person in actor if _is_state(person))
    if fired.frame.event != _REDUCTION or len(codes) != 1 or codes_of(recipient):
        return recipient
    for index in (i for slot in ("obj", "acc") for i in fired.predicate.slots.get(slot, ())):
        group = scene.cast.groups[index]
        classes = scene.frames.classes(index)
        words = scene.sentence.words
        which = words[group.first].form in definite_words(scene.frames.pack.code)
        ties = "relations" in classes and (words[group.head].plural or not which)  # "left **the alliance**"
        if (_DIPLOMATIC.isdisjoint(classes) and not ties) or _says_whose(scene, index, codes):
            continue
        partner = _beside(scene, codes) or scene.dyads.partner(*codes)
        if partner and not _others_here(scene, {*codes, *codes_of(partner)}, ()):
            return scene.cast.pointing(group, partner)
    return recipient


def parted(scene: Scene, fired: Fired) -> tuple[Participant, ...]:
    """Return between whom ties were cut where nobody is named: "**Relations** were broken off in 1961"."""
    told = fired.predicate
    things = told.slots.get("obj", ())
    if fired.frame.event != derived("reduction") or not told.passive or len(things) != 1:
        return ()
    group = scene.cast.groups[things[0]]
    if "relations" not in scene.frames.classes(group.index) or group.after or group.owners:
        return ()
    here = _others_here(scene, set(), ())
    return scene.cast.pointing(group, scene.dyads.likeliest()) if not here else ()


def between(scene: Scene, fired: Fired) -> tuple[Participant, ...]:
    """Return between whom something is where nobody is named: "**Fighting** broke out in May".

    In a text whose heading names two states it is between them, unless the clause names somebody.
    """
    pair, told = scene.dyads.topic, fired.predicate
    if not pair:
        return ()
    verb = fired.verb
    if told.kind == "n" and not scene.frames.is_told(fired):
        return ()
    if told.kind == "v" and (verb.passive or len(verb.slots.get("surface", ())) != 1):
        return ()
    thing = scene.cast.groups[told.group if told.kind == "n" else verb.slots["surface"][0]]
    if scene.sentence.words[thing.first].form in definite_words(scene.frames.pack.code):
        return ()  # "since **the war** began": which one, is known
    where = _SITES if fired.frame.event == _MEETING else ()  # talks are held anywhere
    held = {
        i
        for slots in (told.slots, verb.slots)
        for slot, found in slots.items()
        for i in (found if slot not in where else ())
    }
    held.update(thing.owners)
    if any(
        codes_of(scene.cast.group(i))
        for i in (*held, *(j for j in thing.after if scene.cast.groups[j].prep not in where))
    ):
        return ()
    return scene.cast.pointing(thing, pair)


def _acting_before(scene: Scene, fired: Fired, codes: set[str]) -> list[Participant]:
    """Return the only other state that acts in the clause before a claim."""
    for predicate in reversed(scene.sentence.parse.predicates):
        if not predicate.finite or predicate.token >= fired.predicate.first:
            continue
        acting = (p for i in predicate.slots.get("surface", ()) for p in scene.cast.group(i))
        found = {p.code: p for p in acting if _is_state(p)}
        return list(found.values()) if len(found) == 1 and not codes.intersection(found) else []
    return []


def _beside(scene: Scene, codes: set[str]) -> tuple[Participant, ...]:
    """Return the only other state that the sentence speaks of: "**the two** fell out, and Mali recalled"."""
    people = (p for group in scene.cast.groups for p in scene.cast.group(group.index))
    found = {p.code: p for p in people if _is_state(p) and p.code not in codes}
    return tuple(found.values()) if len(found) == 1 else ()


def _relation_nouns(scene: Scene, fired: Fired) -> list[int]:
    """Return the groups that a claim takes for the relation."""
    frames, predicate = scene.frames, fired.predicate
    found = [predicate.group] if predicate.kind == "n" else []
    for slot, indexes in predicate.slots.items():
        for index in indexes if slot in _CORE or slot in _BETWEEN else ():
            told = any(("n", lemma) in frames.pack.claims for lemma in frames.lemmas(index))
            if index not in found and (told or not frames.classes(index).isdisjoint(RELATION_CLASSES)):
                found.append(index)
    return found


def _is_counted(scene: Scene, index: int) -> bool:
    """Whether a group counts two whom nobody has resolved: "ties between **the two outcasts**"."""
    group, words = scene.cast.groups[index], scene.sentence.words
    kinds = scene.frames.pack.references
    two = any(kinds.get(words[i].form) == "both" for i in range(group.first, group.head))
    head = words[group.head]
    if head.plural and kinds.get(head.noun) == "pair" and group.head == group.first + 1:
        two = two or words[group.first].form in definite_words(scene.frames.pack.code)  # "**the neighbours**"
    return two and len(codes_of(scene.cast.group(index))) < _PAIR


def _says_whose(scene: Scene, index: int, codes: set[str]) -> bool:
    """Whether a noun says in other words whose the relation is: "ties with **the young republic**"."""
    cast = scene.cast
    group = cast.groups[index]
    for other in (*group.owners, *group.after):
        held = cast.groups[other]
        if scene.sentence.parse.classes[held.head] in "Rh":
            continue
        people = [p for i in (other, *held.coord) for p in cast.group(i)]
        if codes_of(people) - codes:
            return True  # "a rift **in NATO**"
        if held.prep in (_BETWEEN if codes else _WHOSE) and not codes_of(people):
            return True  # "ties with **the young republic**"
        if held.prep in _PARTIES and any(not p.code for p in people):
            return True
    return False


def _others_here(
    scene: Scene, codes: set[str], speakers: Sequence[Participant], nouns: Sequence[int] = ()
) -> list[Participant]:
    """Return the states that the sentence names beside some; whoever only tells of them left out.

    Neither does it count who stands with the nouns: "the two outcasts of **Versailles**".
    """
    telling = {(p.start, p.stop) for p in speakers if p.sector not in _GOVERNING}
    aside = {i for index in nouns for i in (index, *scene.cast.groups[index].after)}
    found: dict[str, Participant] = {}
    for group in scene.cast.groups:
        if group.index in aside or group.prep in _NEARBY or _is_named_after_place(scene, group):
            continue  # "ties soured over drilling **off Cyprus**"
        for person in scene.cast.group(group.index):
            told = (person.start, person.stop) in telling or scene.cast.points_back(person)
            if person.code and _is_state(person) and person.code not in codes and not told:
                found.setdefault(person.code, person)
    return list(found.values())


def _is_named_after_place(scene: Scene, group: Group) -> bool:
    """Whether a place only tells which agreement or meeting is meant: "after **the Paris agreements**"."""
    if _CALLED.isdisjoint(scene.frames.classes(group.index)):
        return False
    kinds = {m.kind for unit in scene.sentence.mentions[group.first : group.stop] for m in unit}
    return bool(kinds) and kinds <= _PLACES
