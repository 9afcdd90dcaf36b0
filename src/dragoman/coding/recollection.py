"""What a document has spoken of so far, which pronouns and phrases may point back to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.coding.cast import Cast
from dragoman.coding.counterparts import Dyads, states_of
from dragoman.coding.derived import derived
from dragoman.coding.instrument import Instrument
from dragoman.coding.latter import latter
from dragoman.coding.left_out import Subject
from dragoman.coding.listed import has_trait
from dragoman.coding.quotations import Quotations
from dragoman.coding.sentence import Sentence
from dragoman.coding.story import Story
from dragoman.coding.surnames import Surnames
from dragoman.coding.topic import Topic
from dragoman.coding.voice import OPENING, capital_of, is_headed, resolving, voice_of
from dragoman.languages.parse import Group
from dragoman.model import Participant

__all__ = ["BODIES", "Recollection"]

_STATES = derived("states")

BODIES = frozenset({"army_unit", "court", "government", "militia", "parliament", "party", "police"})
"""Word classes of bodies that "it" can mean."""

_OFFICES = frozenset({"leader", "official", "diplomat"})
"""Word classes of what one person is."""
_LATTER = "latter"
"""The trait of a language with a word for who was not the subject: "тот"."""
_SIDES = frozenset({"state", "adj", "demonym", "person", "seat"})
_BODILY = frozenset({"group", "org", "person"})
_SETS = 12  # sets of states that "the three republics" can mean
_PAIRS = 4
_KEPT = 40  # bodies and offices that may be meant again


class Recollection:
    """Who was spoken of last in a document.

    Parameters
    ----------
    quotations : Quotations, optional
        What others say in it.
    """

    def __init__(self, quotations: Quotations | None = None) -> None:
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
        self._acted = -1
        """The last sentence in which somebody known was the subject."""
        self._latter: tuple[Participant, ...] = ()
        """The only one beside the subjects of the last sentence."""
        self._last: Subject | None = None
        """Who was the subject of the last sentence, alone."""
        self._subjects: tuple[Participant, ...] = ()
        """Those who were the subject together, or nobody."""
        self._pair: tuple[Participant, Participant] | None = None
        self._pairs: list[tuple[Participant, Participant]] = []
        """Pairs of states that sentences named, the last one last."""
        self._paired = 0
        """The sentence that named the last pair."""
        self._age = 0
        self._lists: list[tuple[Participant, ...]] = []
        """States that stood in a list, the last first."""
        self._sets: list[tuple[Participant, ...]] = []
        """States that a sentence named somewhere, the last first."""
        self._bodies: list[tuple[int, str, Participant]] = []
        """Sentence, noun and meaning of "the Caucasus Islamic Army"."""
        self._organisations: list[tuple[int, Participant]] = []
        """Sentence and meaning of organisations of states, the last one last."""
        self.surnames = Surnames()
        self._states: dict[str | None, tuple[int, Participant]] = {}
        """All states named so far, each with the sentence that named it last."""
        self._countries: set[str | None] = set()
        """The codes of all that the last sentence named, places too."""
        self._sentence = 0
        self._voice: Participant | None = None
        """Whose words the whole text is, whom "we" then means outside quotations."""
        self._abroad = False
        """Whether it is a letter of somebody who writes to another: offices are then not his own."""
        self._capital: Participant | None = None
        """The state whose capital heads the section: "the Foreign Minister" there is its own."""
        self._resolving: tuple[Participant, ...] = ()
        """Who is the subject of the points of a resolution."""
        self._quotations = quotations
        self.instrument = Instrument()
        self.topic = Topic(quotations)
        self.story = Story()
        self.dyads = Dyads()
        self.named: tuple[Participant, ...] = ()
        """The states that the last sentence names."""
        self._pending: Callable[[], None] | None = None

    @property
    def empty(self) -> bool:
        """Whether nobody has been spoken of whom a word could point back to."""
        return self._person is None and self._subject is None and self._pair is None

    @property
    def resolves(self) -> bool:
        """Whether the points of a resolution may follow."""
        return bool(self._resolving)

    def later(self, learn: Callable[[], None] | None) -> None:
        """Put off what takes up a sentence until the text goes on; None where the text ends.

        Nobody asks what the last one told.
        """
        self._pending = learn

    def catch_up(self) -> None:
        """Take up the sentence before."""
        if self._pending is not None:
            learn, self._pending = self._pending, None
            learn()

    def paragraph(self) -> None:
        """A new paragraph begins: pronouns reach back over it only once."""
        self._age += 1
        self.topic.clear()
        if self._age > 1:
            self._subject = None
            self._subjects = ()
            self._person = None

    def learn(self, sentence: Sentence, cast: Cast, *, heading: bool = False) -> None:
        """Take up who the sentence spoke of."""
        states: list[Participant] = []
        self._countries.clear()
        self._sentence += 1
        if heading:
            self._capital = capital_of(sentence, cast)
        if self._voice is None and self._sentence <= OPENING:
            self._voice = voice_of(sentence, cast)
            self._abroad = self._voice is not None and not is_headed(sentence, cast)
        self._resolving = resolving(sentence, cast) or self._resolving
        self.instrument.learn(sentence, cast, heading=heading)
        classes, words = sentence.parse.classes, sentence.words
        for group in cast.groups:
            if words[group.head].func in _BODILY or "G" in classes[group.first : group.stop]:
                self._learn_body(sentence, cast, group)
                if "G" in classes[group.first : group.stop - 1]:
                    self.surnames.learn(sentence, cast, group)
            mentions = cast.mentions(group)
            if not mentions:
                continue
            kinds = {mention.kind for mention in mentions}
            for participant in cast.group(group.index):
                if participant.code and not cast.points_back(participant):
                    self._countries.add(participant.code)
                    if "org" in kinds and participant.code == _STATES:
                        self._organisations.append((self._sentence, participant))
                        del self._organisations[:-_SETS]
                    if "person" in kinds:
                        self.surnames.learn_known(sentence, cast, group, participant)
                        self._person, self._person_at = participant, self._sentence
                    if kinds.isdisjoint(_SIDES) or len(participant.code) != 3:
                        continue
                    if all(participant.code != other.code for other in states):
                        states.append(participant)
        self._learn_name(sentence, cast)
        self._latter = (
            latter(sentence, cast, len(sentence.words)) if has_trait(cast.frames.pack.code, _LATTER) else ()
        )
        self.topic.learn(sentence, cast)
        kinds_of_words = cast.frames.pack.references
        for predicate in sentence.parse.predicates:
            surface = predicate.slots.get("surface", [])
            if surface and predicate.finite:
                people = [p for index in surface for p in cast.group(index) if p.code]
                head = sentence.words[cast.groups[surface[0]].head]
                self._thing = not people and classes[cast.groups[surface[0]].head] == "n" and not head.plural
                if people:
                    self._acted = self._sentence
                    if any(self._is_person(sentence, cast, i) for i in surface):
                        # "Aliyev met Putin. He said", "the Russian president ... He": the subject goes on
                        self._person, self._person_at = people[0], self._sentence
                    self._subject = people[0]
                    self._several = head.plural
                    self._subject_is_body = self._is_body(sentence, cast, surface[0])
                    self._subjects = tuple(people) if len({p.code for p in people}) > 1 else ()
                    self._last = self._alone(sentence, cast, surface)
                    self._age = 0
                elif kinds_of_words.get(head.form) == "speaker":
                    self._meet(sentence, cast)
                elif self._thing:
                    joined = tuple(p for i in predicate.slots.get("obj", ()) for p in cast.group(i) if p.code)
                    if len({p.code for p in joined}) > 1:  # "The threat brought X and Y together. They ..."
                        self._subjects, self._subject = joined, None
                break
        self._states.update({p.code: (self._sentence, p) for p in states})
        if len(states) == 2:
            self._pair = states[0], states[1]
            self._paired = self._sentence
        elif len(states) > 2 and len(self._subjects) == 2:
            self._pair = self._subjects[0], self._subjects[1]  # "Mali and Chad said any attack on Niger ..."
        self._keep_pair()
        self._learn_sets(cast, states)
        self.named = tuple(states)

    def learn_pair(self, together: Sequence[Sequence[Participant]]) -> None:
        """Take up who had something with each other or did something together in the last sentence.

        Two of several that it names are the pair: "the Russian threat brought **Mali and Chad** together".
        """
        pairs = {frozenset(found): found for people in together if len(found := states_of(people)) == 2}
        if len(self.named) > 2 and len(pairs) == 1:
            one, other = next(iter(pairs.values())).values()
            self._pair = one, other
            self._paired = self._sentence
            self._keep_pair()

    def _keep_pair(self) -> None:
        if self._pair is not None and self._pairs[-1:] != [self._pair]:
            self._pairs = [*self._pairs[1 - _PAIRS :], self._pair]

    def voice_at(self, place: int) -> tuple[Participant, ...]:
        """Return whose words the text is at a place; in what others say nobody's."""
        quoted = self._quotations is not None and self._quotations.around(place) is not None
        return () if self._voice is None or quoted else (self._voice,)

    def _meet(self, sentence: Sentence, cast: Cast) -> None:
        """Remember the only one in office with whom the writer dealt: "вчера я посетил **министра**"."""
        met = {
            people[0].code: people[0]
            for group in cast.groups
            if self._is_person(sentence, cast, group.index) and (people := cast.group(group.index))
        }
        if len(met) == 1 and None not in met:
            self._person, self._person_at = next(iter(met.values())), self._sentence

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

    @staticmethod
    def _is_person(sentence: Sentence, cast: Cast, index: int) -> bool:
        """Whether "he" can mean a subject: somebody by name, or by an office that one person holds."""
        head = sentence.words[cast.groups[index].head]
        if head.func == "person":
            return True
        offices = not _OFFICES.isdisjoint(cast.frames.classes(index))
        return offices and not head.plural and bool(cast.mentions(cast.groups[index]))

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
        words, classes = sentence.words, sentence.parse.classes
        nouns = {words[i].noun for i in range(group.first, group.stop) if classes[i] == "G"}
        head = sentence.words[group.head]
        if head.func in _BODILY and head.noun:
            nouns.add(head.noun)
        if not nouns:
            return
        people = cast.group(group.index)
        if len(people) == 1 and people[0].code and not cast.points_back(people[0]):
            self._bodies.extend((self._sentence, noun, people[0]) for noun in sorted(nouns))
            del self._bodies[:-_KEPT]

    @staticmethod
    def _is_body(sentence: Sentence, cast: Cast, index: int) -> bool:
        """Whether a group is a ministry, an army, an organisation: "it" can mean it."""
        head = sentence.words[cast.groups[index].head]
        return head.func in _BODILY - {"person"} or not BODIES.isdisjoint(
            cast.frames.pack.classes.get(head.noun, ())
        )

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
