"""The subject that goes on from sentence to sentence, in languages that need not name it again."""

from __future__ import annotations

from dragoman.coding.cast import Cast
from dragoman.coding.listed import has_trait
from dragoman.coding.quotations import Quotations
from dragoman.coding.sentence import Sentence
from dragoman.model import Participant

__all__ = ["DROPS_SUBJECT", "Topic"]

DROPS_SUBJECT = "drops_subject"
"""The trait of a language whose verbs tell the person."""
_GAP = 4  # characters between sentences of one paragraph


class Topic:
    """Who was the subject of the sentence before, whom the next one may leave out.

    Parameters
    ----------
    quotations : Quotations or None
        What others say in the document: there nobody goes on from outside.
    """

    def __init__(self, quotations: Quotations | None) -> None:
        self._quotations = quotations
        self._people: tuple[Participant, ...] = ()
        self._heard = -1
        """Where the sentence ended that had them for its subject."""

    def clear(self) -> None:
        """A new paragraph begins, and names its subject."""
        self._people = ()

    def of(self, sentence: Sentence) -> tuple[Participant, ...]:
        """Return whom a sentence leaves out where it has no subject."""
        follows = self._heard >= 0 and 0 <= sentence.start - self._heard <= _GAP
        if not self._people or not follows:
            return ()
        quoted = self._quotations is not None and self._quotations.around(sentence.start) is not None
        return () if quoted else self._people

    def beside(
        self, person: Participant, sentence: Sentence, cast: Cast, index: int
    ) -> tuple[Participant, ...]:
        """Return whom a pronoun means: the person spoken of last, but never whom the sentence leaves out.

        "Paşinyan'a yazarak **onu** davet etti": beside a subject that is left out it means the other one.
        """
        left_out = {p.code for p in self.of(sentence)}
        verbs = [p for p in sentence.parse.predicates if any(index in found for found in p.slots.values())]
        if not left_out or not verbs or any(p.slots.get("surface") for p in verbs):
            return (person,)
        before = [g for g in cast.groups if g.first < cast.groups[index].first]
        people = [p for g in before if sentence.words[g.head].func == "person" for p in cast.group(g.index)]
        found = {p.code: p for p in people if p.code and p.code not in left_out}
        if len(found) == 1:
            return tuple(found.values())
        return () if person.code in left_out else (person,)

    def learn(self, sentence: Sentence, cast: Cast) -> None:
        """Remember the subject of a sentence, where its main verbs have one and the same or leave it out."""
        if not has_trait(cast.frames.pack.code, DROPS_SUBJECT):
            return
        found: dict[frozenset[str | None], tuple[Participant, ...]] = {}
        for predicate in sentence.parse.predicates:
            surface = predicate.slots.get("surface", [])
            if predicate.finite and predicate.parent < 0 and surface:
                people = tuple(p for index in surface for p in cast.group(index))
                found[frozenset(p.code for p in people)] = people
        if not found:
            self._people = self.of(sentence)
        elif len(found) > 1 or any(None in codes for codes in found):
            self._people = ()
        else:
            self._people = next(iter(found.values()))
        self._heard = sentence.stop
