"""Reference: what pronouns and phrases such as "both countries" point back to.

Wrong is worse than unresolved: a reference is followed only where one candidate stands out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from dragoman.actors import combine
from dragoman.coding.cast import Cast
from dragoman.coding.counterparts import Dyads, relation_words
from dragoman.coding.left_out import Subject, put_in
from dragoman.coding.listed import has_trait
from dragoman.coding.quotations import Quotations
from dragoman.coding.sentence import Sentence
from dragoman.coding.story import REACH, Story, definite_words
from dragoman.coding.voice import OPENING, is_point, resolving, voice_of
from dragoman.languages.pack import Pack
from dragoman.languages.parse import Group, Predicate
from dragoman.languages.tables import rows
from dragoman.model import Participant

__all__ = ["Memory"]

_WORD = re.compile(r"[^\W\d_]+")
_SIDES = frozenset({"state", "adj", "demonym", "person", "seat"})
_BODILY = frozenset({"group", "org", "person"})

_BODIES = frozenset({"army_unit", "court", "government", "militia", "parliament", "party", "police"})
"""Word classes of bodies that "it" can mean."""

_GENDERED = frozenset({"feminine", "masculine"})
"""Kinds of pronouns in languages with gender."""

_NUMBERS = {"both": 2, "three": 3, "four": 4, "five": 5}
"""How many a word of the kind says."""
_PERSONAL = frozenset({"feminine", "masculine", "plural", "singular"})
_MEANT = 3  # sentences that "he" reaches back over
_DESCRIBED = 2
"""Words before a noun where an article and an adjective describe it."""
_SPOKEN = 5  # sentences that "the minister added" reaches back over
_OBJECTS = ("obj", "iobj", "with", "to", "against")
"""Slots in which a pronoun does not mean the subject of its own verb."""
_TALKS = 12  # sentences with reports that "both sides" reaches back over
_PAIRS = 4
_SETS = 12  # sets of states that "the three republics" can mean
_AGENTS = 8  # sentences that "this army" reaches back over


@lru_cache(maxsize=8)
def _genders(language: str) -> dict[str, str]:
    """Return the last letters of names with the gender that they tell."""
    source = files("dragoman.coding").joinpath("data", "genders.tsv")
    return {
        ending: gender
        for _, (code, ending, gender) in rows(source, ("language", "ending", "gender"))
        if code == language
    }


@lru_cache(maxsize=8)
def _polities(language: str) -> dict[str, str]:
    """Return the words for states, with whether they need an adjective to stand for one spoken of."""
    source = files("dragoman.coding").joinpath("data", "polities.tsv")
    return {
        word: kind
        for _, (code, kind, word) in rows(source, ("language", "kind", "word"))
        if code == language
    }


def _fits(kind: str, text: str, language: str) -> bool:
    """Whether a subject has the gender of a pronoun, as its last letter tells."""
    told = _genders(language).get(text[-1:], "masculine")
    return told in (kind, "either")


class Memory:
    """Who was spoken of last in a document.

    Parameters
    ----------
    quotations : Quotations, optional
        What others say in it.
    """

    def __init__(self, quotations: Quotations | None = None) -> None:
        self._kinds: dict[str, str] = {}
        self._definite: frozenset[str] = frozenset()
        self._person: Participant | None = None
        self._person_at = 0
        """The sentence in which that person was spoken of last."""
        self._subject: Participant | None = None
        self._thing = False
        """Whether the last subject was a thing, which "it" then means."""
        self._subject_is_body = False
        """Whether that subject is a ministry, an army, an organisation."""
        self._several = False
        """Whether that subject is several people: "the rebels", whom "they" then means."""
        self._last: Subject | None = None
        """Who was the subject of the last sentence, alone."""
        self._subjects: tuple[Participant, ...] = ()
        """Those who were the subject together, or nobody."""
        self._pair: tuple[Participant, Participant] | None = None
        self._pairs: list[tuple[Participant, Participant]] = []
        """Pairs of states that sentences named, the last one last."""
        self._age = 0
        self._lists: list[tuple[Participant, ...]] = []
        """States that stood in a list, the last first."""
        self._sets: list[tuple[Participant, ...]] = []
        """States that a sentence named somewhere, the last first."""
        self._bodies: list[tuple[int, str, Participant]] = []
        """Sentence, noun and meaning of "the Caucasus Islamic Army"."""
        self._surnames: dict[str, Participant] = {}
        """People that no list knows, by the last word of their name."""
        self._sentence = 0
        self._voice: Participant | None = None
        """Whose words the whole text is, whom "we" then means outside quotations."""
        self._resolving: Participant | None = None
        """Who is the subject of the points of a resolution."""
        self._quotations = quotations
        self._found: dict[int, tuple[Participant, ...]] = {}
        """What the groups of the sentence at hand point to, so far."""
        self.story = Story()
        self.dyads = Dyads()
        self.named: tuple[Participant, ...] = ()
        """The states that the last sentence names."""

    @property
    def empty(self) -> bool:
        """Whether nobody has been spoken of whom a word could point back to."""
        return self._person is None and self._subject is None and self._pair is None

    @property
    def resolves(self) -> bool:
        """Whether the points of a resolution may follow."""
        return self._resolving is not None

    def refers(self, text: str, start: int, stop: int, pack: Pack) -> bool:
        """Whether a word of ``text[start:stop]`` could point back to somebody spoken of."""
        if self.empty and not self._surnames:
            return False
        lower = text[start:stop].replace("İ", "i").lower()
        if not self.dyads.empty and relation_words(pack.code).search(lower):
            return True
        found = _WORD.findall(lower)
        return not pack.references.keys().isdisjoint(found) or not self._surnames.keys().isdisjoint(found)

    def paragraph(self) -> None:
        """A new paragraph begins: pronouns reach back over it only once."""
        self._age += 1
        if self._age > 1:
            self._subject = None
            self._subjects = ()
            self._person = None

    def references(self, sentence: Sentence, cast: Cast) -> dict[int, tuple[Participant, ...]]:
        """Return what each referring group of a sentence points to."""
        found = self._found = {}
        words = sentence.words
        classes = sentence.parse.classes
        self._kinds = cast.frames.pack.references
        self._definite = definite_words(cast.frames.pack.code)
        for group in cast.groups:
            head = words[group.head]
            if classes[group.head] in "Rh" or (
                classes[group.head] == "d" and self._kinds.get(head.form) in _PERSONAL
            ):
                target = self._pronoun(head.form, sentence, cast, group.index)
                if target:
                    found[group.index] = tuple(
                        self._as(p, sentence, group.head, group.head + 1, cast) for p in target
                    )
                continue
            people: tuple[Participant, ...]
            number = self._number(sentence, group.first, group.head) or self._of_number(sentence, group)
            called = " ".join(word.form for word in words[group.first : group.stop])
            if self._voice is not None and self._kinds.get(called) == "own":
                people = tuple(replace(p, sector=None, entity=None) for p in self._speaking(sentence, group))
            elif number:
                people = self._counted(number, sentence, cast, group)
            elif self._kinds.get(head.form) == "sides":
                bare = self._is_bare(sentence, cast, group)
                people = (self._just_named(sentence, cast, group.first) or self._sides()) if bare else ()
            elif self._kinds.get(head.noun) == "pair" and head.plural:
                people = self._officials(sentence, cast, group)
            else:
                people = (
                    self._body(sentence, cast, group)
                    or self._surnamed(sentence, group)
                    or self._polity(sentence, cast, group)
                )
            if people:
                found[group.index] = tuple(
                    self._as(p, sentence, group.first, group.stop, cast) for p in people
                )
        if self._last is not None and self._last.sentence == self._sentence:
            found.update(put_in(sentence, cast, self._last))
        return found

    @staticmethod
    def _just_named(sentence: Sentence, cast: Cast, before: int) -> tuple[Participant, Participant] | None:
        """Return the only two states named earlier in the sentence: "X visited Y, and the two countries"."""
        states: dict[str, Participant] = {}
        for group in cast.groups:
            if group.first >= before or not any(sentence.mentions[group.first : group.stop]):
                continue
            if any(len(unit) > 2 for unit in sentence.mentions[group.first : group.stop]):
                continue  # "the **Baku-Tbilisi-Ceyhan** pipeline" names a road
            for participant in cast.group(group.index):
                code = participant.code
                if code and len(code) == 3 and not cast.points_back(participant):
                    states.setdefault(code, participant)
        named = list(states.values())
        return (named[0], named[1]) if len(named) == 2 else None

    @staticmethod
    def _as(target: Participant, sentence: Sentence, first: int, stop: int, cast: Cast) -> Participant:
        start, end = sentence.quote(first, stop)
        cast.antecedents.setdefault((start, end), []).append(target)
        return replace(target, text=sentence.text[start:end], start=start, stop=end, basis="inferred")

    def _number(self, sentence: Sentence, first: int, head: int) -> int:
        """Return how many sides a group speaks of: "both countries", "the three republics"; else 0."""
        words, kinds = sentence.words, self._kinds
        if sentence.mentions[head] and words[head].tags[0] != "G":
            return 0
        noun = words[head].noun
        # "the two foreign ministers"
        if (kinds.get(noun) or kinds.get(noun.rpartition(" ")[2])) in ("pair", "side"):
            units = words[first:head]
        elif head == first + 1 and words[first].form in self._definite:
            units = words[head : head + 1]  # "mediate between the two"
        else:
            return 0
        return next((_NUMBERS[kind] for word in units if (kind := kinds.get(word.form, "")) in _NUMBERS), 0)

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
        return self._in_office(cast, group, people)

    def _latest_pair(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return the two named together last, without who acts on them: "**он** убеждал обе республики"."""
        own = {
            p.code
            for predicate in sentence.parse.predicates
            if any(group.index in predicate.slots.get(slot, ()) for slot in _OBJECTS)
            for i in predicate.slots.get("surface", ())
            for p in self._found.get(i) or cast.group(i)
        }
        return next((pair for pair in reversed(self._pairs) if all(p.code not in own for p in pair)), ())

    def _sides(self, reach: int = REACH) -> tuple[Participant, ...]:
        """Return those whom "the parties" means: who last met or signed, as states."""
        return tuple(
            replace(p, sector=None, entity=None) if p.sector else p
            for p in self.story.partners(reach or REACH)
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
            p if p.sector == office.sector else replace(p, sector=office.sector, entity=None) for p in people
        )

    def _officials(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return whose presidents, ministers or parliaments are meant: of those who last met or signed."""
        if not self._is_bare(sentence, cast, group):
            return ()
        people = self._in_office(cast, group, self._sides())
        return people if all(p.sector for p in people) else ()

    def _body(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return whom "this army" or "the ministry" means, where only one such was spoken of."""
        words = sentence.words
        if sentence.parse.classes[group.head] != "G" or group.owners or group.after or group.twin >= 0:
            return ()
        if group.head == group.first and self._is_bare(sentence, cast, group):
            return self._acting(sentence, group)
        if group.head != group.first + 1 or words[group.first].form not in self._definite:
            return ()
        noun = words[group.head].noun
        before = noun + " "  # "the ministry" of "the Ministry of Foreign Affairs"
        known = [
            p
            for at, name, p in self._bodies
            if (name == noun or name.startswith(before)) and self._sentence - at < _AGENTS
        ]
        return (known[-1],) if len({p.code for p in known}) == 1 else ()

    def _polity(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return the state that is described and not named: "Berlin promised **the young republic** a loan".

        It is who alone was spoken of beside the one that the sentence names, or whom the text is about.
        """
        word = sentence.words[group.head]
        kind = _polities(cast.frames.pack.code).get(word.noun, "")
        if not kind or word.plural or group.owners or group.after or group.twin >= 0:
            return ()
        if any(sentence.mentions[group.first : group.stop]):
            return ()
        if sentence.words[group.first].form not in self._definite:
            return ()
        if kind == "described" and group.head < group.first + _DESCRIBED:
            return ()
        people = (p for other in cast.groups for p in cast.group(other.index))
        here = {p.code for p in people if p.code and len(p.code) == 3 and p.basis != "inferred"}
        found = self.dyads.partner(*here) if len(here) == 1 else ()
        about = self.dyads.subject
        if about is not None and about.code not in here:
            return () if any(p.code != about.code for p in found) else (about,)
        return found

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

    def _surnamed(self, sentence: Sentence, group: Group) -> tuple[Participant, ...]:
        """Return whom a bare surname means that stood behind an office: "**Landsbergis** rejected it"."""
        if group.stop - group.first > 1 or any(sentence.mentions[group.first : group.stop]):
            return ()
        known = self._surnames.get(sentence.words[group.head].form)
        return (known,) if known and sentence.text[sentence.starts[group.head]].isupper() else ()

    def _learn_surname(self, sentence: Sentence, cast: Cast, group: Group) -> None:
        """Remember the name behind an office that tells whose it is."""
        last = group.stop - 1
        if sentence.mentions[last] or sentence.parse.classes[last] != "n" or last == group.first:
            return
        text, starts = sentence.text, sentence.starts
        named = text[starts[last]].isupper() and not text[starts[last] : sentence.stops[last]].isupper()
        people = cast.group(group.index) if named else ()
        if len(people) == 1 and people[0].code and people[0].sector and not cast.points_back(people[0]):
            self._surnames[sentence.words[last].form] = people[0]

    def in_office(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return whom a bare office means that speaks, "the minister added": the only one spoken of."""
        found = self._of_office(sentence.words[group.head].noun)
        return (self._as(found, sentence, group.first, group.stop, cast),) if found is not None else ()

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

    def _pronoun(self, form: str, sentence: Sentence, cast: Cast, index: int) -> tuple[Participant, ...]:
        kind = self._kinds.get(form, "")
        gender = kind if kind in _GENDERED and sentence.parse.classes[cast.groups[index].head] == "R" else ""
        if kind == "speaker":
            return self._speaking(sentence, cast.groups[index])
        if kind == "masculine" and sentence.parse.classes[cast.groups[index].head] == "R":
            kind = "singular"
        told = kind == "neutral" and self._ends(sentence, index, cast.groups[index].first)
        here = () if told else self._within(kind, sentence, cast, index)
        here = here or (self._state_above(gender, sentence, cast, index) if gender else ())
        if here:
            return here
        if gender and self._person_at < self._sentence:
            if self._thing:
                return ()  # "Договор ... Ратифицировали **его** 27 июня"
            last = self._last
            acted = last is not None and last.sentence == self._sentence and not last.person.sector
            if last is not None and acted and _fits(gender, last.form, cast.frames.pack.code):
                return (last.person,)
        if kind in _GENDERED:
            subject = self._subject
            state = (
                subject is not None
                and subject.sector is None
                and _fits(kind, subject.text, cast.frames.pack.code)
            )
            kind = "neutral" if state else "singular"
        if kind == "singular" and self._person is not None:
            if gender and self._sentence - self._person_at >= _MEANT:
                return ()
            self._person_at = self._sentence + 1
            return (self._person,)
        subject = self._subject
        if (
            kind == "neutral"
            and not self._thing
            and subject is not None
            and (subject.sector is None or self._subject_is_body)
        ):
            return (subject,)
        if kind == "plural":
            if self._subjects:
                return self._subjects
            if self._is_object(sentence, index) and not self._several:
                return ()  # "условия ... Правительство приняло **их**"
            if self._pair is not None and self._subject is None:
                return self._pair
            partners = () if self._several else self.story.partners(1)
            if partners:
                return partners  # "Aliyev received Putin. They signed"
            if self._subject is not None and self._subject.sector is not None:
                return (self._subject,)
        return ()

    @staticmethod
    def _is_object(sentence: Sentence, index: int) -> bool:
        """Whether something is done to a group."""
        return any(
            index in p.slots.get(slot, ()) for p in sentence.parse.predicates for slot in ("obj", "acc")
        )

    def _state_above(
        self, gender: str, sentence: Sentence, cast: Cast, index: int
    ) -> tuple[Participant, ...]:
        """Return the state that acts in a clause before: "**Грузия** отказалась: **она** вела переговоры"."""
        at = cast.groups[index].first
        predicates = [p for p in sentence.parse.predicates if p.finite]
        if not any(p.slots.get("surface") == [index] for p in predicates):
            return ()
        for predicate in predicates:
            surface = predicate.slots.get("surface", [])
            if len(surface) != 1 or predicate.token > at or cast.groups[surface[0]].first >= at:
                continue
            people = cast.group(surface[0])
            head = sentence.words[cast.groups[surface[0]].head]
            state = len(people) == 1 and people[0].code and not people[0].sector and not head.plural
            if state and _fits(gender, head.form, cast.frames.pack.code):
                return people
        return ()

    def subject_of_point(self, sentence: Sentence, predicate: Predicate) -> tuple[Participant, ...]:
        """Return who does what a point of a resolution tells: "2. **Demands** that X withdraw"."""
        if self._resolving is None or not predicate.finite or predicate.slots.get("surface"):
            return ()
        first = next((p for p in sentence.parse.predicates if p.finite), predicate)
        told = first if predicate.kind == "n" else predicate
        if not is_point(sentence, first.first) or sentence.parse.classes[told.token] != "Z":
            return ()
        return (replace(self._resolving, basis="inherited"),)

    def _speaking(self, sentence: Sentence, group: Group) -> tuple[Participant, ...]:
        """Return whom "we" means where the head of the text says whose words it is."""
        at = sentence.starts[group.head]
        if self._voice is None or (self._quotations is not None and self._quotations.around(at) is not None):
            return ()
        return (self._voice,)

    @staticmethod
    def _is_body(sentence: Sentence, cast: Cast, index: int) -> bool:
        """Whether a group is a ministry, an army, an organisation: "it" can mean it."""
        head = sentence.words[cast.groups[index].head]
        return head.func in _BODILY - {"person"} or not _BODIES.isdisjoint(
            cast.frames.pack.classes.get(head.noun, ())
        )

    @staticmethod
    def _ends(sentence: Sentence, index: int, first: int) -> bool:
        """Whether a pronoun is who says what stands before it: "Armenia had attacked, **it** said"."""
        return sentence.parse.classes[first - 1 : first] in (",", '"') and any(
            sentence.words[p.token].weight == 2 and index in p.slots.get("surface", ())
            for p in sentence.parse.predicates
        )

    @staticmethod
    def _within(kind: str, sentence: Sentence, cast: Cast, index: int) -> tuple[Participant, ...]:
        """The subject of the clause above: "Palestinian leaders said **they** would boycott"."""
        at = cast.groups[index].first
        for predicate in sentence.parse.predicates:
            slots = predicate.slots
            surface = slots.get("surface", [])
            if not surface or predicate.token > at or cast.groups[surface[0]].first >= at:
                continue
            if sentence.parse.classes[cast.groups[index].head] == "R" and any(
                index in slots.get(slot, ()) for slot in _OBJECTS
            ):
                continue  # "Putin telephoned him" is about somebody else
            host = cast.groups[index].inside
            if kind in _GENDERED and any(host in found or index in found for found in slots.values()):
                continue  # "Россия признала её независимость": of another one, else "свою"
            people = [p for i in surface if i != index for p in cast.group(i) if p.code or p.sector]
            if not people:
                continue
            if (
                kind == "plural"
                and len(people) == 1
                and sentence.parse.classes[cast.groups[index].head] == "R"
            ):
                others = [p for i in slots.get("with", ()) for p in cast.group(i) if p.code]
                if {p.code for p in others} - {people[0].code}:
                    return (*people, *others)  # "spoke with Biden, and **they** agreed"
            plural = len(people) > 1 or sentence.words[cast.groups[surface[0]].head].plural
            person = sentence.words[cast.groups[surface[0]].head].func == "person"
            noun = sentence.words[cast.groups[surface[0]].head].noun
            body = not _BODIES.isdisjoint(cast.frames.pack.classes.get(noun, ()))  # "the army said it"
            titled = sentence.parse.classes[cast.groups[surface[0]].head] == "G" and not plural and not body
            if kind == "plural" and plural:
                return tuple(people)
            if kind == "singular" and (person or titled):
                return (people[0],)
            if kind in _GENDERED and not plural and sentence.parse.classes[cast.groups[index].head] == "h":
                if _fits(kind, sentence.words[cast.groups[surface[0]].head].form, cast.frames.pack.code):
                    return (people[0],)
                continue
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
                self._person, self._person_at = cast.group(group.index)[0], self._sentence

    def learn(self, sentence: Sentence, cast: Cast) -> None:
        """Take up who the sentence spoke of."""
        states: list[Participant] = []
        self._sentence += 1
        if self._voice is None and self._sentence <= OPENING:
            self._voice = voice_of(sentence, cast)
        self._resolving = resolving(sentence, cast) or self._resolving
        classes = sentence.parse.classes
        for group in cast.groups:
            named = sentence.words[group.head].func in _BODILY
            if named or "G" in classes[group.first : group.stop]:
                self._learn_body(sentence, cast, group)
                if "G" in classes[group.first : group.stop - 1]:
                    self._learn_surname(sentence, cast, group)
            kinds = {m.kind for unit in sentence.mentions[group.first : group.stop] for m in unit}
            if not kinds:
                continue
            for participant in cast.group(group.index):
                if participant.code and not cast.points_back(participant):
                    if "person" in kinds:
                        self._person, self._person_at = participant, self._sentence
                    if kinds.isdisjoint(_SIDES) or len(participant.code) != 3:
                        continue
                    if all(participant.code != other.code for other in states):
                        states.append(participant)
        self._learn_name(sentence, cast)
        for predicate in sentence.parse.predicates:
            surface = predicate.slots.get("surface", [])
            if surface and predicate.finite:
                people = [p for index in surface for p in cast.group(index) if p.code]
                head = sentence.words[cast.groups[surface[0]].head]
                self._thing = not people and classes[cast.groups[surface[0]].head] == "n" and not head.plural
                if people:
                    if any(sentence.words[cast.groups[i].head].func == "person" for i in surface):
                        # "Aliyev met Putin. He said": the subject goes on
                        self._person, self._person_at = people[0], self._sentence
                    self._subject = people[0]
                    self._several = head.plural
                    self._subject_is_body = self._is_body(sentence, cast, surface[0])
                    self._subjects = tuple(people) if len({p.code for p in people}) > 1 else ()
                    self._last = self._alone(sentence, cast, surface)
                    self._age = 0
                elif self._thing:
                    joined = tuple(p for i in predicate.slots.get("obj", ()) for p in cast.group(i) if p.code)
                    if len({p.code for p in joined}) > 1:  # "The threat brought X and Y together. They ..."
                        self._subjects, self._subject = joined, None
                break
        if len(states) == 2:
            self._pair = states[0], states[1]
        elif len(states) > 2 and len(self._subjects) == 2:
            self._pair = self._subjects[0], self._subjects[1]  # "Mali and Chad said any attack on Niger ..."
        if self._pair is not None and self._pairs[-1:] != [self._pair]:
            self._pairs = [*self._pairs[1 - _PAIRS :], self._pair]
        self._learn_sets(cast, states)
        self.named = tuple(states)

    def _alone(self, sentence: Sentence, cast: Cast, surface: list[int]) -> Subject | None:
        """Return the subject of a sentence if it is one, with the word that tells its gender."""
        group = cast.groups[surface[0]]
        people = cast.group(group.index)
        if len(surface) > 1 or len(people) != 1 or self._several:
            return None
        form = sentence.words[group.head if group.after else group.stop - 1].form
        if sentence.parse.classes[group.head] == "V":
            form = self._last.form if self._last is not None else ""
        return Subject(people[0], form, self._sentence)

    def _learn_sets(self, cast: Cast, states: list[Participant]) -> None:
        """Remember which states were named together: those of the sentence, before them those of a list."""
        for group in cast.groups:
            if len(group.coord) > 1:
                people = [p for index in (group.index, *group.coord) for p in cast.group(index)]
                listed = {p.code: p for p in people if p.code and not cast.points_back(p)}
                if len(listed) > 2:
                    self._lists.insert(0, tuple(listed.values()))
        if len(states) > 2:
            self._sets.insert(0, tuple(states))
        del self._lists[_SETS:], self._sets[_SETS:]

    def _learn_body(self, sentence: Sentence, cast: Cast, group: Group) -> None:
        """Remember a body or an office by its noun: "the army" may mean it later."""
        nouns = {
            word.noun
            for word, kind in zip(
                sentence.words[group.first : group.stop],
                sentence.parse.classes[group.first : group.stop],
                strict=True,
            )
            if kind == "G"
        }
        head = sentence.words[group.head]
        if head.func in _BODILY and head.noun:
            nouns.add(head.noun)
        if not nouns:
            return
        people = cast.group(group.index)
        if len(people) == 1 and people[0].code and not cast.points_back(people[0]):
            self._bodies.extend((self._sentence, noun, people[0]) for noun in sorted(nouns))
            del self._bodies[:-40]
