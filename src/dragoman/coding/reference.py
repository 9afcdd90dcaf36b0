"""Reference: what pronouns and phrases such as "both countries" point back to.

Wrong is worse than unresolved: a reference is followed only where one candidate stands out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from dragoman.coding.roles import Cast
from dragoman.coding.sentence import Sentence
from dragoman.model import Participant

__all__ = ["Memory"]

_WORD = re.compile(r"[^\W\d_]+")
_SIDES = frozenset({"state", "adj", "demonym", "person", "seat"})

_BODIES = frozenset({"army_unit", "court", "government", "militia", "parliament", "party", "police"})
"""Word classes of bodies that "it" can mean."""


class Memory:
    """Who was spoken of last in a document."""

    def __init__(self) -> None:
        self._kinds: dict[str, str] = {}
        self._person: Participant | None = None
        self._subject: Participant | None = None
        self._pair: tuple[Participant, Participant] | None = None
        self._age = 0

    @property
    def empty(self) -> bool:
        """Whether nobody has been spoken of whom a word could point back to."""
        return self._person is None and self._subject is None and self._pair is None

    def refers(self, text: str, start: int, stop: int, references: Mapping[str, str]) -> bool:
        """Whether a word of ``text[start:stop]`` could point back to somebody spoken of."""
        return not self.empty and not references.keys().isdisjoint(_WORD.findall(text[start:stop].lower()))

    def paragraph(self) -> None:
        """A new paragraph begins: pronouns reach back over it only once."""
        self._age += 1
        if self._age > 1:
            self._subject = None
            self._person = None

    def references(self, sentence: Sentence, cast: Cast) -> dict[int, tuple[Participant, ...]]:
        """Return what each referring group of a sentence points to."""
        found: dict[int, tuple[Participant, ...]] = {}
        words = sentence.words
        classes = sentence.parse.classes
        self._kinds = cast.frames.pack.references
        for group in cast.groups:
            head = words[group.head]
            if classes[group.head] in "Rh":
                target = self._pronoun(head.form, sentence, cast, group.index)
                if target:
                    found[group.index] = tuple(
                        self._as(p, sentence, group.head, group.head + 1, cast) for p in target
                    )
            elif self._is_pair(sentence, group.first, group.head):
                pair = self._just_named(sentence, cast, group.first) or self._pair
                if pair:
                    found[group.index] = tuple(
                        self._as(p, sentence, group.first, group.stop, cast) for p in pair
                    )
        return found

    @staticmethod
    def _just_named(sentence: Sentence, cast: Cast, before: int) -> tuple[Participant, Participant] | None:
        """Return the only two states named earlier in the sentence: "X visited Y, and the two countries"."""
        states: dict[str, Participant] = {}
        for group in cast.groups:
            if group.first >= before or not any(sentence.mentions[group.first : group.stop]):
                continue
            for participant in cast.group(group.index):
                code = participant.code
                if code and len(code) == 3 and participant.basis != "inferred":
                    states.setdefault(code, participant)
        named = list(states.values())
        return (named[0], named[1]) if len(named) == 2 else None

    @staticmethod
    def _as(target: Participant, sentence: Sentence, first: int, stop: int, cast: Cast) -> Participant:
        start, end = sentence.quote(first, stop)
        cast.antecedents.setdefault((start, end), []).append(target)
        return replace(target, text=sentence.text[start:end], start=start, stop=end, basis="inferred")

    def _is_pair(self, sentence: Sentence, first: int, head: int) -> bool:
        if sentence.mentions[head] and sentence.words[head].tags[0] != "G":
            return False
        if self._kinds.get(sentence.words[head].noun) != "pair":
            return False
        return any(self._kinds.get(sentence.words[i].form) == "both" for i in range(first, head))

    def _pronoun(self, form: str, sentence: Sentence, cast: Cast, index: int) -> tuple[Participant, ...]:
        kind = self._kinds.get(form, "")
        here = self._within(kind, sentence, cast, index)
        if here:
            return here
        if kind == "singular" and self._person is not None:
            return (self._person,)
        if kind == "neutral" and self._subject is not None and self._subject.sector is None:
            return (self._subject,)
        if kind == "plural":
            if self._pair is not None and self._subject is None:
                return self._pair
            if self._subject is not None and self._subject.sector is not None:
                return (self._subject,)
        return ()

    @staticmethod
    def _within(kind: str, sentence: Sentence, cast: Cast, index: int) -> tuple[Participant, ...]:
        """The subject of the clause above: "Palestinian leaders said **they** would boycott"."""
        at = cast.groups[index].first
        for predicate in sentence.parse.predicates:
            surface = predicate.slots.get("surface", [])
            if not surface or predicate.token > at or cast.groups[surface[0]].first >= at:
                continue
            people = [p for i in surface if i != index for p in cast.group(i) if p.code or p.sector]
            if not people:
                continue
            plural = len(people) > 1 or sentence.words[cast.groups[surface[0]].head].plural
            person = sentence.words[cast.groups[surface[0]].head].func == "person"
            noun = sentence.words[cast.groups[surface[0]].head].noun
            body = not _BODIES.isdisjoint(cast.frames.pack.classes.get(noun, ()))  # "the army said it"
            titled = sentence.parse.classes[cast.groups[surface[0]].head] == "G" and not plural and not body
            if kind == "plural" and plural:
                return tuple(people)
            if kind == "singular" and (person or titled):
                return (people[0],)
            if kind == "neutral" and not plural and not person and not titled:
                return (people[0],)
        return ()

    def _learn_name(self, sentence: Sentence, cast: Cast) -> None:
        """Remember a person nobody knows: capitalised words as the subject of a verb of speech."""
        for predicate in sentence.parse.predicates:
            surface = predicate.slots.get("surface", [])
            if not surface or sentence.words[predicate.token].weight != 2:
                continue
            group = cast.groups[surface[0]]
            named = group.stop - group.first > 1 and all(
                sentence.text[sentence.starts[i]].isupper() for i in range(group.first, group.stop)
            )
            if named and sentence.parse.classes[group.head] == "n":
                self._person = cast.group(group.index)[0]

    def learn(self, sentence: Sentence, cast: Cast) -> None:
        """Take up who the sentence spoke of."""
        states: list[Participant] = []
        for group in cast.groups:
            kinds = {m.kind for unit in sentence.mentions[group.first : group.stop] for m in unit}
            if not kinds:
                continue
            for participant in cast.group(group.index):
                if participant.code and participant.basis != "inferred":
                    if "person" in kinds:
                        self._person = participant
                    if kinds.isdisjoint(_SIDES) or len(participant.code) != 3:
                        continue
                    if all(participant.code != other.code for other in states):
                        states.append(participant)
        self._learn_name(sentence, cast)
        for predicate in sentence.parse.predicates:
            surface = predicate.slots.get("surface", [])
            if surface and predicate.finite:
                people = [p for p in cast.group(surface[0]) if p.code]
                if people:
                    self._subject = people[0]
                    self._age = 0
                break
        if len(states) == 2:
            self._pair = states[0], states[1]
