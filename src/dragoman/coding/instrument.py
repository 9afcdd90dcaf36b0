"""The parties of a treaty or joint declaration whose text a document is: "the Contracting Parties".

They are those whom its title or the sentence that opens it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.coding.counterparts import states_of
from dragoman.languages.parse import Group

if TYPE_CHECKING:
    from dragoman.coding.cast import Cast
    from dragoman.coding.sentence import Sentence
    from dragoman.model import Participant

__all__ = ["Instrument"]

_AGREEMENT = "agreement"
"""The word class of what has parties."""
_OPENING = 8
"""Sentences in which a text says whose it is."""
_TITLE = 40  # units of a title, at most


class Instrument:
    """Knows whether a document is the text of an agreement, and between whom."""

    def __init__(self) -> None:
        self._sentence = 0
        self._titled = False
        """Whether a line at the beginning is the title of an agreement."""
        self.parties: tuple[Participant, ...] = ()

    def learn(self, sentence: Sentence, cast: Cast, *, heading: bool) -> None:
        """Take up a sentence: the title, or who agrees."""
        self._sentence += 1
        if self.parties or self._sentence > _OPENING:
            return
        if self._titled:
            # "The Government of X and the Government of Y have agreed **as follows:**"
            if _agrees(sentence):
                self._take(cast.groups, sentence, cast)
            return
        told = any(p.finite and p.kind == "v" for p in sentence.parse.predicates)
        headed = heading or (self._sentence == 1 and not told and len(sentence.words) <= _TITLE)
        groups = [group for group in cast.groups if group.inside < 0] if headed else []
        if groups and _is_agreement(groups[0], sentence, cast):
            self._titled = True
            near = [*groups[0].owners, *groups[0].after]
            self._take([cast.groups[i] for at in near for i in (at, *cast.groups[at].coord)], sentence, cast)
        elif groups and _is_agreement(groups[-1], sentence, cast):
            # "Letonya ile Finlandiya arasında Dostluk Antlaşması"
            self._titled = True
            self._take(groups, sentence, cast)

    def _take(self, groups: Sequence[Group], sentence: Sentence, cast: Cast) -> None:
        """Take the states that some groups name for the parties, where there are several."""
        named = (
            person
            for group in groups
            if any(sentence.mentions[group.first : group.stop])
            for person in cast.group(group.index)
            if not cast.points_back(person)
        )
        states = tuple(states_of(named).values())
        if len(states) > 1:
            self.parties = states

    def meant(self, group: Group, cast: Cast) -> tuple[Participant, ...]:
        """Return whom "the Parties" means; nobody where the words say whose parties they are."""
        others = (*group.owners, *group.after, *group.coord)
        named = any(p.code for i in others for p in cast.group(i))
        return () if named else self.parties


def _is_agreement(group: Group, sentence: Sentence, cast: Cast) -> bool:
    """Whether a group is one treaty, agreement or joint declaration."""
    if sentence.words[group.head].plural:
        return False
    known = cast.frames.pack.classes
    return any(_AGREEMENT in known.get(lemma.lower(), ()) for lemma in cast.frames.lemmas(group.index))


def _agrees(sentence: Sentence) -> bool:
    """Whether the sentence ends before what is agreed: "have agreed **as follows:**"."""
    return sentence.text[sentence.start : sentence.stop].rstrip().endswith((":", ","))
