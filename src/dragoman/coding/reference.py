"""Reference: what pronouns and phrases such as "both countries" point back to.

Wrong is worse than unresolved: a reference is followed only where one candidate stands out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dragoman.actors import combine
from dragoman.coding.cast import Cast
from dragoman.coding.counterparts import relation_words
from dragoman.coding.described import Described, state_words
from dragoman.coding.latter import is_latter, latter, one_of_two
from dragoman.coding.left_out import put_in, put_in_several
from dragoman.coding.listed import has_trait
from dragoman.coding.pronouns import OBJECTS
from dragoman.coding.quotations import Quotations
from dragoman.coding.sentence import Sentence
from dragoman.coding.slots import slots_of
from dragoman.coding.story import REACH, definite_words
from dragoman.languages.features import OURS, SG
from dragoman.languages.pack import Pack, references
from dragoman.languages.parse import Group
from dragoman.model import Participant

__all__ = ["Memory"]

_WORD = re.compile(r"[^\W\d_]+")
_OF_STATES = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})
_NUMBERS = {"both": 2, "three": 3, "four": 4, "five": 5}
"""How many a word of the kind says."""
_PERSONAL = frozenset({"feminine", "masculine", "plural", "singular"})
_AT = frozenset(slots_of("site"))
_GOES_ON = "goes_on"
_LATELY = 1  # sentences over which "both countries" are the two named last, whatever else was told
_SPOKEN = 5  # sentences that "the minister added" reaches back over
_TALKS = 12  # sentences with reports that "both sides" reaches back over
_AGENTS = 8  # sentences that "this army" reaches back over


@lru_cache(maxsize=8)
def _phrases(language: str) -> tuple[str, ...]:
    """Return the references of several words: "the former"."""
    return tuple(sorted(word for word in references(language) if " " in word))


@lru_cache(maxsize=8)
def _referring(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that begin references of several words, and those that say how many."""
    kinds = references(language)
    parted = [word.split(" ") for word in kinds]
    phrases = frozenset(" ".join(parts[:size]) for parts in parted for size in range(1, len(parts)))
    return phrases, frozenset(word for word, kind in kinds.items() if kind in _NUMBERS)


def _of_one(group: Group) -> bool:
    """Whether a genitive can be of one, as its ending tells: "здание **правительства**"."""
    return group.prep == "gen" and bool(group.case & SG)


class Memory(Described):
    """Tells what the words of a sentence point back to in its document.

    Parameters
    ----------
    quotations : Quotations, optional
        What others say in it.
    """

    def __init__(self, quotations: Quotations | None = None) -> None:
        super().__init__(quotations)

    def refers(self, text: str, start: int, stop: int, pack: Pack) -> bool:
        """Whether a word of ``text[start:stop]`` could point back to somebody spoken of."""
        if self.empty and not self.surnames:
            return False
        if self._acted == self._sentence and has_trait(pack.code, _GOES_ON):
            return True
        lower = text[start:stop].replace("İ", "i").lower()
        if not self.dyads.empty and relation_words(pack.code).search(lower):
            return True
        found = _WORD.findall(lower)
        if not pack.references.keys().isdisjoint(found) or self.surnames.may_stand(found):
            return True
        return any(phrase in lower for phrase in _phrases(pack.code))

    def references(self, sentence: Sentence, cast: Cast) -> dict[int, tuple[Participant, ...]]:
        """Return what each referring group of a sentence points to."""
        found = self._found = {}
        words = sentence.words
        classes = sentence.parse.classes
        pack = cast.frames.pack
        kinds = self._kinds = pack.references
        self._definite = definite_words(pack.code)
        phrases, counting = _referring(pack.code)
        counts = not counting.isdisjoint(sentence.forms)
        polities = state_words(pack.code)
        at_home = self._voice is not None or self._capital is not None
        plain = not (counts or at_home or self.surnames)
        for group in cast.groups:
            head, char = words[group.head], classes[group.head]
            if char == "N" and group.first == group.head and not group.after:
                continue  # a bare name points back to nobody
            if (
                plain
                and char not in "RhdG"
                and not head.plural
                and head.form not in kinds
                and head.noun not in polities
                and sentence.forms[group.first] not in phrases
            ):
                continue  # most nouns
            if char in "Rh" or (char == "d" and kinds.get(head.form) in _PERSONAL):
                target = self._pronoun(head.form, sentence, cast, group.index)
                if target:
                    found[group.index] = cast.meant(group.head, group.head + 1, target)
                continue
            people: tuple[Participant, ...] = ()
            if char == "d" and is_latter(sentence, group, kinds):
                people = latter(sentence, cast, group.first) or self._latter
                if people:
                    found[group.index] = cast.meant(group.first, group.stop, people)
                continue
            number = self._number(sentence, group.first, group.head) if counts else 0
            number = number or (self._of_number(sentence, group) if counts else 0)
            called = head.form
            if group.stop - group.first > 1:
                opens = sentence.forms[group.first]
                called = " ".join(sentence.forms[group.first : group.stop]) if opens in phrases else ""
            kind = kinds.get(called, "")
            if kind and (two := one_of_two(kind, sentence, cast, group.first, self.named)):
                people = two
            elif self._voice is not None and kind == "own":
                people = tuple(p._replace(sector=None, entity=None) for p in self._speaking(sentence, group))
            elif self._voice is not None and head.case & OURS and char == "G":
                people = self._of_ours(sentence, cast, group)
            elif kind == "home":
                people = self._home(sentence, cast, group)
            elif kind == "other":
                people = self._partner(sentence, cast, group)
            elif number:
                people = self._counted(number, sentence, cast, group)
            elif kinds.get(head.form) == "sides":
                people = self.instrument.meant(group, cast)
                if not people and self._is_bare(sentence, cast, group):
                    people = self._just_named(sentence, cast, group.first) or self._sides()
            elif head.plural and self._kind(head.noun) == "pair" and not _of_one(group):
                people = self._officials(sentence, cast, group)
            else:
                people = self._body(sentence, cast, group) if char == "G" else ()
                people = people or (self.surnames.meant(sentence, cast, group) if self.surnames else ())
                people = people or (self._polity(sentence, cast, group) if head.noun in polities else ())
                people = people or (self._at_home(sentence, cast, group) if at_home else ())
                people = people or (self._of_the_only_one(sentence, cast, group) if char == "G" else ())
            if people:
                found[group.index] = cast.meant(group.first, group.stop, people)
        if self._last is not None and self._last.sentence == self._sentence:
            found.update(put_in(sentence, cast, self._last))
        if self._acted == self._sentence and (people := self._subjects or self.story.partners(1)):
            found.update(put_in_several(sentence, cast, people))
        return found

    @staticmethod
    def _just_named(sentence: Sentence, cast: Cast, before: int) -> tuple[Participant, Participant] | None:
        """Return the only two states named earlier in the sentence: "X visited Y, and the two countries".

        Of more than two the pair that "and" joins: "Moscow arms **Baku and Yerevan** and has ties with both".
        """
        states: dict[str, Participant] = {}
        joined: tuple[Participant, Participant] | None = None
        for group in cast.groups:
            if group.first >= before or not any(sentence.mentions[group.first : group.stop]):
                continue
            if any(len(unit) > 2 for unit in sentence.mentions[group.first : group.stop]):
                continue  # "the **Baku-Tbilisi-Ceyhan** pipeline" names a road
            for participant in cast.group(group.index):
                code = participant.code
                if code and len(code) == 3 and not cast.points_back(participant):
                    states.setdefault(code, participant)
            if len(group.coord) == 1:
                joined = _pair_of([*cast.group(group.index), *cast.group(group.coord[0])]) or joined
        named = list(states.values())
        return (named[0], named[1]) if len(named) == 2 else joined

    def _of_ours(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return whose "ordu**muz**" is: of the state of whoever speaks, if it acts for a state."""
        office = combine(cast.mentions(group), cast.on, reg=cast.reg)
        if office is None or office.code or office.sector not in _OF_STATES:
            return ()
        return self._in_office(cast, group, self._speaking(sentence, group))

    def _kind(self, noun: str) -> str | None:
        """Return what kind of reference a noun or its head is: "foreign **minister**", «**министр** дел»."""
        first, _, rest = noun.partition(" ")
        return self._kinds.get(noun) or self._kinds.get(rest.rpartition(" ")[2]) or self._kinds.get(first)

    def _number(self, sentence: Sentence, first: int, head: int) -> int:
        """Return how many sides a group speaks of: "both", "both countries", "the three republics"; or 0."""
        words, kinds = sentence.words, self._kinds
        classes = sentence.parse.classes
        if first == head and classes[head] in "dR":
            return _NUMBERS["both"] if kinds.get(words[head].form) == "both" else 0
        if sentence.mentions[head] and words[head].tags[0] != "G":
            return 0
        noun = words[head].noun
        kind = self._kind(noun)
        if kind in ("pair", "side"):  # "the two foreign ministers"
            units = words[first:head]
        elif kind == "mates":  # "обоим гостям"; "выслала двух дипломатов" are two of many
            units = [words[i] for i in range(first, head) if classes[i] == "d"]
        elif head == first + 1 and words[first].form in self._definite:
            units = words[head : head + 1]  # "mediate between the two"
        else:
            return 0
        return next((_NUMBERS[told] for word in units if (told := kinds.get(word.form, "")) in _NUMBERS), 0)

    def _of_number(self, sentence: Sentence, group: Group) -> int:
        """Return how many those are whose an office is: "парламенты **обеих республик**"; else 0."""
        plural = sentence.words[group.head].plural and sentence.parse.classes[group.head] == "G"
        return self._number(sentence, group.head + 1, group.stop - 1) if plural else 0

    def _counted(self, number: int, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return whom "both countries", "both sides" or "the three ministers" means."""
        people: tuple[Participant, ...] = ()
        if number == 2:
            people = self._just_named(sentence, cast, group.first) or ()
        if not people and self._kinds.get(sentence.words[group.head].noun) == "side":
            named = {p.code for g in cast.groups if g.index != group.index for p in cast.group(g.index)}
            people = tuple(
                p for p in self._sides(_TALKS) if p.code not in named
            )  # whom one of the two calls upon
        if len(people) != number:
            people = self._latest_pair(sentence, cast, group) if number == 2 else ()
            sets = (*self._lists, *self._sets)
            people = people or next((states for states in sets if len(states) == number), ())
            if not people and number == 2 == len(self._states):  # the text has named no third one
                people = tuple(p for _, p in self._states.values())
        return self._in_office(cast, group, people)

    def _latest_pair(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return the two named together last, without who acts on them: "**он** убеждал обе республики"."""
        own = {
            p.code
            for predicate in sentence.parse.predicates
            if any(group.index in predicate.slots.get(slot, ()) for slot in OBJECTS)
            for i in predicate.slots.get("surface", ())
            for p in self._found.get(i) or cast.group(i)
        }
        found: tuple[Participant, ...] = next(
            (pair for pair in reversed(self._pairs) if all(p.code not in own for p in pair)), ()
        )
        chief, since = self.dyads.chief(), self._sentence - self._paired
        if since > _LATELY or (since and self.dyads.outweighs(chief, found)):
            found = found if any(p.code in own for p in chief) else chief or found
        close = self._is_close(sentence.words[group.head].noun, cast.frames.pack.code)
        usual = self.dyads.rather(found, close=close)
        return found if any(p.code in own for p in usual) else usual

    def _sides(self, reach: int = REACH) -> tuple[Participant, ...]:
        """Return those whom "the parties" means: who last met or signed, as states."""
        return tuple(
            p._replace(sector=None, entity=None) if p.sector else p
            for p in self.story.partners(reach or REACH) or self.story.partners(reach or REACH, fought=True)
        )

    @staticmethod
    def _is_bare(sentence: Sentence, cast: Cast, group: Group) -> bool:
        """Whether nothing but an article stands with a noun."""
        if group.after or group.owners or group.coord or group.twin >= 0:
            return False
        if group.head == group.first:
            return not has_trait(cast.frames.pack.code, "article") and group.stop == group.head + 1
        return group.head == group.first + 1 and sentence.parse.classes[group.first] == "d"

    @staticmethod
    def _in_office(cast: Cast, group: Group, people: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Return states as those who act for them: "both **presidents**"."""
        office = combine(cast.mentions(group), cast.on, reg=cast.reg)
        if office is None or office.code or not office.sector:
            return people
        return tuple(
            p if p.sector == office.sector else p._replace(sector=office.sector, entity=None) for p in people
        )

    def _officials(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return whose presidents, ministers or parliaments are meant: of those who last met or signed."""
        if not self._is_bare(sentence, cast, group):
            return ()
        people = self._in_office(cast, group, self._sides() or self._only_two(sentence, cast, group))
        return people if all(p.sector for p in people) else ()

    def _only_two(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return the two whom the heading names where nobody else takes part in what officials do."""
        pair = self.dyads.topic
        beside = {
            p.code
            for predicate in sentence.parse.predicates
            if group.index in predicate.slots.get("surface", ())
            for slot, held in predicate.slots.items()
            for i in (held if slot not in _AT else ())
            for p in cast.group(i)
            if p.code
        }
        return pair if beside <= {p.code for p in pair} else ()

    def _body(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return whom "this army" or "the ministry" means, where only one such was spoken of."""
        words = sentence.words
        if group.owners or group.after or group.twin >= 0:
            return ()
        if group.head == group.first and self._is_bare(sentence, cast, group):
            return self._acting(sentence, group)
        if group.head != group.first + 1 or words[group.first].form not in self._definite:
            return ()
        noun = words[group.head].noun
        # "the ministry" of "the Ministry of Foreign Affairs", "the minister" of "the foreign minister"
        before, behind = noun + " ", " " + noun
        known = [
            p
            for at, name, p in self._bodies
            if (name == noun or name.startswith(before) or name.endswith(behind))
            and self._sentence - at < _AGENTS
        ]
        return (known[-1],) if len({p.code for p in known}) == 1 else ()

    def _acting(self, sentence: Sentence, group: Group) -> tuple[Participant, ...]:
        """Return whom a bare office or body means that acts, where no article tells: "**Heyət** imzaladı"."""
        acts = any(
            predicate.finite and predicate.slots.get("surface") == [group.index]
            for predicate in sentence.parse.predicates
        )
        if not acts or sentence.words[group.head].plural:
            return ()
        found = self._of_office(sentence.words[group.head].noun)
        return (found,) if found is not None else ()

    def in_office(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return whom a bare office means that speaks, "the minister added": the only one spoken of."""
        found = self._of_office(sentence.words[group.head].noun)
        return cast.meant(group.first, group.stop, (found,)) if found is not None else ()

    def _of_office(self, noun: str) -> Participant | None:
        """Return the only one with an office who was spoken of lately."""
        if not noun:
            return None
        before, behind = noun + " ", " " + noun  # "министр обороны", "xarici işlər naziri"
        found = {
            p.code: p
            for at, name, p in self._bodies
            if self._sentence - at < _SPOKEN
            and p.sector
            and (name == noun or name.startswith(before) or behind in name)
        }
        return next(iter(found.values())) if len(found) == 1 else None


def _pair_of(people: Sequence[Participant]) -> tuple[Participant, Participant] | None:
    """Return two people where they are two states."""
    if len(people) != 2 or people[0].code == people[1].code:
        return None
    one, other = people
    return (one, other) if len(one.code or "") == len(other.code or "") == 3 else None
