"""Whom a pronoun means: in its own sentence, else in those before it.

Wrong is worse than unresolved: a pronoun is followed only where one candidate stands out.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from dragoman.coding.cast import Cast
from dragoman.coding.quotations import Quotations
from dragoman.coding.recollection import BODIES, Recollection
from dragoman.coding.sentence import Sentence
from dragoman.coding.voice import is_point
from dragoman.languages import features as f
from dragoman.languages.parse import Group, Predicate
from dragoman.languages.tables import rows
from dragoman.model import Participant

__all__ = ["OBJECTS", "Pronouns"]

_GENDERED = frozenset({"feminine", "masculine"})
"""Kinds of pronouns in languages with gender."""
_FEMININE_OBJECTS = ("у", "ю")
_STATES = frozenset({"state", "seat"})
_OTHER = {"feminine": "masculine", "masculine": "feminine"}

OBJECTS = ("obj", "iobj", "with", "to", "against")
"""Slots in which a pronoun does not mean the subject of its own verb."""
_SUBJECT = ("surface", "subj")
_NOMINATIVE = (*_SUBJECT, "nom")
_MEANT = 3  # sentences that "he" reaches back over


@lru_cache(maxsize=8)
def _genders(language: str) -> dict[str, str]:
    """Return the last letters of names with the gender that they tell."""
    source = files("dragoman.coding").joinpath("data", "genders.tsv")
    return {
        ending: gender
        for _, (code, ending, gender) in rows(source, ("language", "ending", "gender"))
        if code == language
    }


def _fits(kind: str, text: str, language: str) -> bool:
    """Whether a subject has the gender of a pronoun, as its last letter tells."""
    told = _genders(language).get(text[-1:], "masculine")
    return told in (kind, "either")


def _done_to_it(sentence: Sentence, index: int, apart: tuple[str, ...] = _SUBJECT) -> list[Predicate]:
    """Return the predicates in which a group stands, in other slots than those of a subject."""
    return [
        p
        for p in sentence.parse.predicates
        if any(index in held for slot, held in p.slots.items() if slot not in apart)
    ]


def _doers(predicates: list[Predicate]) -> list[int]:
    """Return the groups that do what predicates tell."""
    return [i for p in predicates for i in p.slots.get("surface", ())]


class Pronouns(Recollection):
    """Follows the pronouns of a document, and what has no subject but one that was named before."""

    def __init__(self, quotations: Quotations | None = None) -> None:
        super().__init__(quotations)
        self._called: tuple[Participant, str] | None = None
        """The person last pointed back to, and with a pronoun of which gender."""
        self._kinds: dict[str, str] = {}
        """What kind of reference a word is, in the language at hand."""
        self._found: dict[int, tuple[Participant, ...]] = {}
        """What the groups of the sentence at hand point to, so far."""

    def _pronoun(self, form: str, sentence: Sentence, cast: Cast, index: int) -> tuple[Participant, ...]:
        """Return whom a pronoun means; one with a gender is never who does something to it."""
        found = self._followed(form, sentence, cast, index)
        plain = sentence.parse.classes[cast.groups[index].head] == "R"
        if not found or not plain or self._kinds.get(form) not in _GENDERED:
            return found
        doers = _doers(_done_to_it(sentence, index, _NOMINATIVE))
        own = {person.code for i in doers if i != index for person in cast.group(i)}
        return tuple(person for person in found if person.code not in own)

    def _followed(self, form: str, sentence: Sentence, cast: Cast, index: int) -> tuple[Participant, ...]:
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
        if gender and not told and (only := self._state_before(sentence, cast, index)):
            name = only[0].text
            if name in self._names_of_subjects(sentence) and _fits(gender, name, cast.frames.pack.code):
                return only  # "**Турция** попросила, и Баку уступил **ей**"
        if kind == "neutral" and not told and (only := self._state_before(sentence, cast, index)):
            return only
        if gender and self._person_at < self._sentence:
            if self._thing or self._is_object(sentence, index, finite=True):
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
        if kind == "singular" and (other := self._person_before(sentence, cast, index)):
            return other
        if kind == "singular" and self._person is not None:
            if gender and self._sentence - self._person_at >= _MEANT:
                return ()
            if gender and self._called == (self._person, _OTHER[gender]):
                return ()  # "the minister ... **He** ... **She**": somebody else
            self._called = self._person, gender
            self._person_at = self._sentence + 1
            return self.topic.beside(self._person, sentence, cast, index)
        subject = self._subject
        if (
            kind == "neutral"
            and not self._thing
            and subject is not None
            and (subject.sector is None or self._subject_is_body)
        ):
            return (subject,)
        if kind == "plural":
            if people := self._people_before(sentence, cast, index):
                return people
            if self._is_object(sentence, index) and (several := self._several_before(sentence, cast, index)):
                return several
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
    def _names_of_subjects(sentence: Sentence) -> set[str]:
        """Return the words of those who do something in a sentence, as they stand there."""
        groups = {i for p in sentence.parse.predicates if p.finite for i in p.slots.get("surface", ())}
        spans = (sentence.quote(g.first, g.stop) for g in sentence.parse.groups if g.index in groups)
        return {sentence.text[start:stop] for start, stop in spans}

    @staticmethod
    def _person_before(sentence: Sentence, cast: Cast, index: int) -> tuple[Participant, ...]:
        """Return the only person named before in the sentence: "Mali freed **Keïta**, but soldiers took him".

        Whoever does something to the pronoun is somebody else.
        """
        at = cast.groups[index].first
        if sentence.parse.classes[cast.groups[index].head] != "R":
            return ()
        own = set(_doers(_done_to_it(sentence, index)))
        found: dict[str, Participant] = {}
        for group in cast.groups:
            if group.first >= at or group.index in own or group.inside >= 0:
                continue
            units = range(group.first, group.stop)
            named = any(mention.kind == "person" for i in units for mention in sentence.mentions[i])
            head = sentence.words[group.head]
            body = not BODIES.isdisjoint(cast.frames.pack.classes.get(head.noun, ()))
            post = sentence.parse.classes[group.head] == "G" and not head.plural and not body
            people = cast.group(group.index) if named or post else ()
            if len(people) == 1 and people[0].code and (named or people[0].sector):
                found.setdefault(people[0].entity or people[0].text, people[0])
        return tuple(found.values()) if len(found) == 1 else ()

    def _several_before(self, sentence: Sentence, cast: Cast, index: int) -> tuple[Participant, ...]:
        """Return those named together before in the sentence: "rang **both leaders** and told them to stop".

        Whoever does something to the pronoun is not among them.
        """
        at = cast.groups[index].first
        own = {p.code for i in _doers(_done_to_it(sentence, index)) for p in cast.group(i)}
        for group in reversed(cast.groups):
            if group.first >= at or group.inside >= 0 or group.leader >= 0:
                continue
            people = [p for i in (group.index, *group.coord) for p in self._found.get(i) or cast.group(i)]
            named = {p.code: p for p in people if p.code}
            if len(named) > 1 and own.isdisjoint(named):
                return tuple(named.values())
        return ()

    def _people_before(self, sentence: Sentence, cast: Cast, index: int) -> tuple[Participant, ...]:
        """Return the only people with whom the writer dealt: "we met **the Poles**, but **they** left"."""
        at = cast.groups[index].first
        verbs = [p for p in sentence.parse.predicates if p.finite and p.kind == "v"]
        if not any(p.slots.get("surface") == [index] for p in verbs):
            return ()
        above = [cast.groups[i] for p in verbs for i in p.slots.get("surface", ()) if p.token < at]
        if not above or any(self._kinds.get(sentence.words[g.head].form) != "speaker" for g in above):
            return ()
        many = [g for g in cast.groups if g.first < at and g.inside < 0 and sentence.words[g.head].plural]
        found = {p.code: p for g in many for p in cast.group(g.index) if p.code}
        return tuple(found.values()) if len(found) == 1 else ()

    @staticmethod
    def _state_before(sentence: Sentence, cast: Cast, index: int) -> tuple[Participant, ...]:
        """Return the only state named before in the sentence: "visited **Egypt** and promised it a loan"."""
        at = cast.groups[index].first
        verbs = _done_to_it(sentence, index)
        if sentence.parse.classes[cast.groups[index].head] != "R" or not verbs:
            return ()
        own = {p.code for i in _doers(verbs) for p in cast.group(i)}
        found: dict[str, Participant] = {}
        for group in cast.groups:
            named = any(sentence.mentions[group.first : group.stop]) and group.stop <= at
            for person in cast.group(group.index) if named and group.inside < 0 else ():
                if person.code and len(person.code) == 3 and person.code not in own:
                    found.setdefault(person.code, person)
        only = next(iter(found.values()), None) if len(found) == 1 else None
        return (only,) if only is not None and only.sector is None else ()

    @staticmethod
    def _is_object(sentence: Sentence, index: int, *, finite: bool = False) -> bool:
        """Whether something is done to a group, by a finite verb behind it where that is asked."""
        return any(
            index in p.slots.get(slot, ())
            for p in sentence.parse.predicates
            if not finite or (p.finite and sentence.parse.groups[index].first < p.first)
            for slot in ("obj", "acc")
        )

    def _state_above(
        self, gender: str, sentence: Sentence, cast: Cast, index: int
    ) -> tuple[Participant, ...]:
        """Return the state that acts in a clause before: "**Грузия** отказалась: **она** вела переговоры".

        Or to which another one does something there: "Турция просила мира, и Баку уступил **ей**".
        """
        at = cast.groups[index].first
        predicates = [p for p in sentence.parse.predicates if p.finite]
        to_it = next((p for p in predicates if index in p.slots.get("dat", ())), None)
        acting = [i for i in to_it.slots.get("surface", ()) if i != index] if to_it is not None else []
        if acting:
            own = {p.code for i in acting for p in cast.group(i)}
            before = [p for p in predicates if p is not to_it and p.token < at and p.slots.get("surface")]
            if found := self._done_to(
                gender, sentence, cast, [p for p in before if p.slots["surface"] == acting]
            ):
                return found
            predicates = [p for p in before if p.slots["surface"] != acting]
        elif any(p.slots.get("surface") == [index] for p in predicates):
            own = set()
        else:
            return ()
        for predicate in predicates:
            surface = predicate.slots.get("surface", [])
            if len(surface) != 1 or predicate.token > at or cast.groups[surface[0]].first >= at:
                continue
            people = cast.group(surface[0])
            head = sentence.words[cast.groups[surface[0]].head]
            state = len(people) == 1 and people[0].code and not people[0].sector and not head.plural
            state = state and people[0].code not in own
            case = cast.groups[surface[0]].case & f.CASES
            topic = bool(case) and not case & f.NOM  # "что касается **Болгарии**, то она"
            if state and (topic or _fits(gender, head.form, cast.frames.pack.code)):
                return people
        return ()

    @staticmethod
    def _done_to(
        gender: str, sentence: Sentence, cast: Cast, verbs: list[Predicate]
    ) -> tuple[Participant, ...]:
        """Return the only state that the same one did something to: "освободил **Турцию** и обещал ей"."""
        found: dict[str, Participant] = {}
        for index in (i for verb in verbs for i in verb.slots.get("acc", ())):
            head = sentence.words[cast.groups[index].head]
            feminine = head.form.endswith(_FEMININE_OBJECTS)
            if feminine == (gender == "feminine") and head.func in _STATES:
                found.update({p.code: p for p in cast.group(index) if p.code and not p.sector})
        return tuple(found.values()) if len(found) == 1 else ()

    def _speaking(self, sentence: Sentence, group: Group) -> tuple[Participant, ...]:
        """Return whom "we" means where the head of the text says whose words it is."""
        return self.voice_at(sentence.starts[group.head])

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
        pronoun = sentence.parse.classes[cast.groups[index].head] == "R"
        # who does something to it is somebody else: "telephoned him", "thanked Iran and sent **it** aid"
        doers = {
            i
            for p in sentence.parse.predicates
            if pronoun and any(index in p.slots.get(slot, ()) for slot in OBJECTS)
            for i in p.slots.get("surface", ())
        }
        for predicate in sentence.parse.predicates:
            slots = predicate.slots
            surface = slots.get("surface", [])
            if not surface or predicate.token > at or cast.groups[surface[0]].first >= at:
                continue
            if not doers.isdisjoint(surface):
                continue
            host = cast.groups[index].inside
            if kind in _GENDERED and any(host in found or index in found for found in slots.values()):
                continue  # "Россия признала её независимость": of another one, else "свою"
            people = [p for i in surface if i != index for p in cast.group(i) if p.code or p.sector]
            if not people:
                continue
            if kind == "plural" and len(people) == 1 and pronoun:
                others = [p for i in slots.get("with", ()) for p in cast.group(i) if p.code]
                if {p.code for p in others} - {people[0].code}:
                    return (*people, *others)  # "spoke with Biden, and **they** agreed"
            plural = len(people) > 1 or sentence.words[cast.groups[surface[0]].head].plural
            person = sentence.words[cast.groups[surface[0]].head].func == "person"
            noun = sentence.words[cast.groups[surface[0]].head].noun
            body = not BODIES.isdisjoint(cast.frames.pack.classes.get(noun, ()))  # "the army said it"
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

    def subject_of_point(self, sentence: Sentence, predicate: Predicate) -> tuple[Participant, ...]:
        """Return who does what a point of a resolution tells: "2. **Demands** that X withdraw"."""
        if not self._resolving or predicate.slots.get("surface"):
            return ()
        classes = sentence.parse.classes
        recital = classes[predicate.first] == "I" and predicate.kind == "v"
        if not predicate.finite and not recital:
            return ()
        first = next((p for p in sentence.parse.predicates if p.finite or p is predicate), predicate)
        told = first if predicate.kind == "n" else predicate
        if not is_point(sentence, first.first) or classes[told.token] not in "ZI":
            return ()
        return tuple(person._replace(basis="inherited") for person in self._resolving)
