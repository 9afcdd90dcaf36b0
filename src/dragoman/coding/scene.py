"""One sentence with everything the stages found in it."""

from __future__ import annotations

from functools import cached_property

from dragoman.actors import Registry
from dragoman.coding.agreements import agreement_names
from dragoman.coding.cast import Cast, Days
from dragoman.coding.contexts import named_contexts
from dragoman.coding.counterparts import Dyads
from dragoman.coding.frame import Fired, Frames
from dragoman.coding.own_times import share
from dragoman.coding.qualify import Hits, Qualified, Qualifiers
from dragoman.coding.reference import Memory
from dragoman.coding.roles import Roles
from dragoman.coding.sentence import Sentence
from dragoman.coding.speakers import Speakers
from dragoman.coding.story import Story
from dragoman.coding.studies import says_what_it_studies
from dragoman.languages import Grammar
from dragoman.languages.parse import Predicate
from dragoman.model import Participant

__all__ = ["Scene"]

_QUALIFIERS: dict[str, Qualifiers] = {}


def qualifiers(grammar: Grammar) -> Qualifiers:
    """Return the qualifier cues of a language."""
    code = grammar.pack.code
    if code not in _QUALIFIERS:
        _QUALIFIERS[code] = Qualifiers(grammar.pack)
    return _QUALIFIERS[code]


class Scene:
    """One sentence with everything the stages found in it.

    ``fired`` are the frames that stand; `reports` and `claims` are built from them.
    """

    def __init__(
        self,
        sentence: Sentence,
        grammar: Grammar,
        reg: Registry,
        days: Days,
        memory: Memory | None = None,
        *,
        strict: bool = False,
        begins: bool = False,
    ) -> None:
        self.sentence = sentence
        self.grammar = grammar
        self.story = memory.story if memory is not None else Story()
        self.dyads = memory.dyads if memory is not None else Dyads()
        self.memory = memory
        self.frames = Frames(grammar, sentence)
        self.fired: list[Fired] = self.frames.run()
        self.cast = Cast(self.frames, reg, days, {}, strict=strict, begins=begins)
        if memory is not None and (self.fired or self.cast.groups):
            references = memory.references(sentence, self.cast)
            if references:
                self.cast.references.update(references)
                self.cast.forget()
        self.roles = Roles(self.cast)
        self.owners = share(sentence)
        self.speakers = Speakers(self.cast, memory)
        """On whose word something is told."""
        self.studies: Predicate | None = says_what_it_studies(self) if self.fired else None
        """The verb with which a study says what it is about."""
        self._hits: Hits = qualifiers(grammar).hits(sentence) if self.fired else ([], [])
        self._qualified: dict[tuple[int, str], Qualified] = {}

    @property
    def topic(self) -> tuple[Participant, ...]:
        """Who was the subject of the sentence before, whom this one may leave out."""
        return self.memory.topic.of(self.sentence) if self.memory is not None else ()

    @cached_property
    def contexts(self) -> frozenset[str]:
        """The contexts that the words of the sentence name."""
        return named_contexts(self.grammar.pack.code, self.sentence.words)

    @cached_property
    def sport(self) -> int:
        """How many words of sport stand in the sentence; one that nothing else uses counts twice."""
        known = self.frames.pack.classes
        nouns = {word.noun for word in self.sentence.words if word.noun}
        return sum(
            2 if "sport" in known.get(noun, ()) else 1
            for noun in nouns
            if not {"sport", "contest"}.isdisjoint(known.get(noun, ()))
        )

    @cached_property
    def agreements(self) -> list[tuple[int, int]]:
        """Where names of agreements stand."""
        return agreement_names(self.sentence, self.grammar.pack.code)

    def qualified(self, fired: Fired) -> Qualified:
        """Return negation, future and the like for a frame that fired."""
        key = (fired.predicate.index, fired.frame.rule)
        known = self._qualified.get(key)
        if known is None:
            found = qualifiers(self.grammar).qualify(self.frames, fired, self._hits)
            known = self._qualified[key] = found
        return known
