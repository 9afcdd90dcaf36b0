"""What is said in a sentence and who says it, before anybody asks on whose word an act stands."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.coding.cast import Cast
from dragoman.coding.reference import Memory
from dragoman.coding.slots import slots_of
from dragoman.coding.voices import Voices
from dragoman.languages.features import CASES, GEN, INS, LOC, NOM, PL
from dragoman.languages.pack import Pack
from dragoman.languages.parse import GUESSED, Group, Predicate
from dragoman.model import Participant

__all__ = ["STOPS", "Saying"]

_ONLY_SPEECH = 2
"""Weight of a word that is known as a verb of speech alone."""
_WITHIN = slots_of("office")
"""Slots of an office in which something is said."""
_INTO = slots_of("office_bare")
_REFERRED = frozenset(slots_of("referred"))
_OWNERS = frozenset(slots_of("owner"))
STOPS = ",;:-—–()"
"""Classes of what a clause in the middle of another stands between."""
_SOURCING = ("cite", "belief")
_SPEECH = ("speech", "cite", "belief")


class _Phrases(NamedTuple):
    """What a language names sources by."""

    prepositions: frozenset[str]
    """Those before a source: "according to"."""
    views: dict[str, set[str]]
    """Preposition to nouns of phrases such as "in the view of", which may also have an owner."""


_PHRASES: dict[str, _Phrases] = {}


def _phrases(pack: Pack) -> _Phrases:
    known = _PHRASES.get(pack.code)
    if known is None:
        named = [cue for (pos, cue), kind in pack.reporting.items() if pos == "phrase" and kind in _SOURCING]
        views: dict[str, set[str]] = {}
        # "по словам министра" has the owner of the words behind it, "по его словам" before them
        for cue in (*named, *(cue for pos, cue in pack.reporting if pos == "view")):
            if cue.count(" ") == 1:
                prep, noun = cue.split(" ")
                views.setdefault(prep, set()).add(noun)
        known = _PHRASES[pack.code] = _Phrases(frozenset(named), views)
    return known


class Saying:
    """Finds in one sentence what is said and who says it: verbs of speech, their subjects, sources, tails.

    Parameters
    ----------
    cast : Cast
    memory : Memory, optional
        Who was spoken of before: "the minister added".
    """

    def __init__(self, cast: Cast, memory: Memory | None = None) -> None:
        self.cast = cast
        self.pack = pack = cast.frames.pack
        self.voices = Voices(cast, memory)
        self.predicates = cast.frames.predicates
        self.verbal = cast.sentence.parse.predicates
        self._phrases = _phrases(pack)
        self._sources = self._prepositional()
        self._inflected = any(group.case & CASES for group in cast.groups)
        """Whether case tells the subject, so that it may stand behind its verb."""
        self._speaking: dict[int, list[int]] = {}
        self._spoken = [p for p in self.verbal if self._has(p, _SPEECH)]
        """The verbs of speech or of belief."""
        self._tails = [p for p in self._spoken if self._is_tail(p)]
        self._is_silent = not (
            self._spoken or self._sources or any(self.voices.is_word(group.index) for group in cast.groups)
        )
        """Whether no word of the sentence says that somebody says something."""

    def is_speech(self, predicate: Predicate) -> bool:
        """Whether the predicate is a verb of speech or of belief."""
        if predicate.kind == "n":
            return self._has(predicate, _SPEECH)
        return predicate in self._spoken

    def _is_word(self, at: int, kind: str) -> bool:
        """Whether a token is a word of the grammar of reporting: ``as``, ``that``, ``about``."""
        return self.pack.reporting.get(("word", self.cast.sentence.words[at].form)) == kind

    def _has(self, predicate: Predicate, kinds: tuple[str, ...]) -> bool:
        reporting = self.pack.reporting
        for lemma in predicate.lemmas:
            if reporting.get(("v", lemma)) in kinds:
                return True
        if not self._inflected or not predicate.token:
            return False
        # "xəbər vermək", where no frame has taken noun and verb together
        before = self.cast.sentence.words[predicate.token - 1].form
        return any(reporting.get(("v", f"{before} {lemma}")) in kinds for lemma in predicate.lemmas)

    # -- who --------------------------------------------------------------------------------------

    def _prepositional(self) -> list[int]:
        """Return the groups named as a source by a preposition: "according to X"."""
        found: list[int] = []
        views, words = self._phrases.views, self.cast.sentence.words
        for group in self.cast.groups:
            link = self._link(group)
            if not link:
                continue
            if group.prep and link in self._phrases.prepositions:
                found.append(group.index)
            elif link in views and words[group.head].form in views[link]:
                # "in Kissinger's view", "in the words of Kissinger"
                owners = group.owners or [i for i in group.after if self.cast.groups[i].prep in _OWNERS]
                found.extend(i for i in owners if self.voices.is_somebody(i))
        return [*found, *self._relative_source()]

    @staticmethod
    def _link(group: Group) -> str:
        """Return the preposition of a group, or ``ins`` where it has none: "Peskov'un ifadesiyle"."""
        if not group.prep and group.case & INS and not group.case & (CASES & ~INS):
            return "ins"
        return group.prep.partition("+")[0]

    def _relative_source(self) -> list[int]:
        """Return the antecedent of a source: "Kellogg, **according to whom**", "за словами **якого**"."""
        classes = self.cast.sentence.parse.classes
        at = classes.find(",pq")
        if at < 0 or not self._is_source(self.cast.sentence.words[at + 1].form):
            return []
        return [group.index for group in self.cast.groups if group.stop == at and group.inside < 0][:1]

    def _is_source(self, prep: str) -> bool:
        """Whether a preposition names a source; a Russian one carries its case ("по словам+gen")."""
        return prep.partition("+")[0] in self._phrases.prepositions

    def _segment(self, predicate: Predicate) -> tuple[int, int]:
        """Return the tokens between the commas around a verb."""
        classes = self.cast.sentence.parse.classes
        first, stop = predicate.first, predicate.stop
        while first > 0 and classes[first - 1] not in STOPS:
            first -= 1
        while stop < len(classes) and classes[stop] not in STOPS:
            stop += 1
        return first, stop

    def _voices(self, speech: Predicate) -> list[int]:
        """Return the groups that speak; of "it was reported **by Reuters**" the agent."""
        known = self._speaking.get(speech.index)
        if known is None:
            known = self._speaking[speech.index] = self._find_voices(speech)
        return known

    def _find_voices(self, speech: Predicate) -> list[int]:
        if self._is_inverted(speech):
            return speech.slots["obj"]
        if speech.passive and speech.slots.get("subj"):
            return speech.slots["subj"]
        if speech.passive and "has_hearer" in self.cast.sentence.words[speech.token].traits:
            return []  # "**he was told** that": he hears
        surface = speech.slots.get("surface", speech.slots.get("subj", []))
        groups = self.cast.groups
        if not speech.slots.get("subj") and (speech.passive or self._inflected):
            # "it was said **in a statement by Ankara**", "в заявлении Турции говорится"
            papers = [i for found in speech.slots.values() for i in found if self.voices.authors(i) != [i]]
            # "в докладе сказано", "raporda belirtildi": nobody has to stand behind a report
            papers = papers or [
                i for found in speech.slots.values() for i in found if self.voices.is_paper(i)
            ]
            if papers or speech.passive:
                return (
                    (self._fronted(speech) if papers else []) or papers[:1] or surface or self._from(speech)
                )
        if not self._inflected or not speech.finite:
            return [self._governing(index, speech) for index in surface]
        first, stop = self._segment(speech)
        inside = [i for i in surface if first <= groups[i].first < stop]
        if inside and len(inside) < len(surface) and any(groups[i].first >= stop for i in surface):
            return inside  # "напоминает дипломат, Россия и Грузия подписали": the others begin what is said
        near = [i for i in self._near(first, stop) if groups[i].first == speech.stop]
        if inside:
            # "рассказал генерал каналу «Россия»"
            marked = self.cast.sentence.parse.classes[groups[inside[0]].first - 1] == '"'
            return near or surface if marked else surface
        behind = [i for i in self._near(first, stop) if groups[i].first >= speech.stop]
        if behind:
            return behind[:1]
        somewhere = self._somewhere(speech)
        if somewhere and speech.parent < 0:
            return somewhere
        if surface and speech.subject_from != "conj":
            # "İran, **ekspertlər** hesab edir, ...": the subject of the clause around it is none of this one
            kinds = self.cast.sentence.parse.classes
            inner = [i for i in self._near(first, speech.first) if kinds[groups[i].head] == "G"]
            return inner[-1:] if kinds[stop : stop + 1] == "," and inner else surface
        quoted = self.cast.sentence.parse.classes.rfind('"', first, speech.first)
        near = self._near(max(first, quoted), speech.first)[-1:]
        return near or surface or self._from(speech) or self._unknown(speech) or self._fronted(speech)

    def _governing(self, index: int, speech: Predicate) -> int:
        """Return the head of a subject that was cut: "**a spokesman** for the junta announced".

        Behind a closing mark a subject renames nothing: '"... first," **a diplomat** told this paper'.
        """
        groups, classes = self.cast.groups, self.cast.sentence.parse.classes
        first = groups[index].first
        if classes[first - 1 : first] != "p" and '"' not in classes:
            return index
        for group in groups:
            if group.stop == first - 1 and first < speech.first and classes[first - 1] == "p":
                return group.index
            renames = group.twin == index and first < group.first < speech.first
            if renames and group.first and classes[group.first - 1] == '"':
                return group.index
        return index

    def _from(self, speech: Predicate) -> list[int]:
        """Return the office or person from whom it is told: "**nazirlikdən** bildirilib"."""
        told = speech.slots.get("abl", ())
        return [i for i in told if self.voices.is_office(i) or self.voices.is_person(i)][:1]

    def _fronted(self, speech: Predicate) -> list[int]:
        """Return who opens the sentence before a comma, the verb at its end: "**Le Monde**, ... yazdı"."""
        classes = self.cast.sentence.parse.classes
        if speech.passive or not speech.finite or classes[speech.stop : speech.stop + 1] not in (".", ""):
            return []
        words = self.cast.sentence.words
        return [
            group.index
            for group in self.cast.groups
            if group.first == 0 and not group.prep and classes[group.stop : group.stop + 1] == ","
            if words[group.head].weight == GUESSED or not words[group.head].case & (CASES & ~NOM)
            if self.voices.speaks(group.index)
        ][:1]

    def _unknown(self, speech: Predicate) -> list[int]:
        """Return an unknown name beside a verb without a subject: its case is only guessed."""
        sentence, groups = self.cast.sentence, self.cast.groups
        if any(features & PL for _, _, features in sentence.words[speech.token].verbs):
            return []
        for group in groups:
            stop = max([group.stop, *(groups[i].stop for i in group.after)])
            beside = speech.first == stop or speech.stop == group.first
            if not beside or group.prep or any(sentence.mentions[group.first : group.stop]):
                continue
            named = (
                sentence.parse.classes[group.head] == "n"
                and sentence.text[sentence.starts[group.head]].isupper()
            )
            if named and self.voices.is_somebody(group.index):
                return [group.index]
        return []

    def _somewhere(self, speech: Predicate) -> list[int]:
        """Return where it is said, with a verb in the plural and no subject: "**в Кремле** заявили"."""
        words, groups = self.cast.sentence.words, self.cast.groups
        if not any(features & PL for _, _, features in words[speech.token].verbs):
            return []
        places = [i for name in _WITHIN for i in speech.slots.get(name, ())]
        # "в МИД заявили": not declined, and whom one tells would stand behind
        places += [
            i
            for name in _INTO
            for i in speech.slots.get(name, ())
            if groups[i].stop <= speech.first and self._is_undeclined(groups[i].head)
        ]
        first, stop = self._segment(speech)
        return [i for i in places if first <= groups[i].first < stop and self.voices.is_somebody(i)][:1]

    def _is_undeclined(self, at: int) -> bool:
        """Whether a noun has no cases, or an abbreviation has them on paper only."""
        sentence = self.cast.sentence
        case = sentence.words[at].case & CASES
        return (
            not case or bool(case & LOC) or sentence.text[sentence.starts[at] : sentence.stops[at]].isupper()
        )

    def _near(self, first: int, stop: int) -> list[int]:
        """Return the groups in a stretch of tokens that can be a subject and are that of no other verb."""
        taken = {i for p in self.verbal if p.finite for i in p.slots.get("surface", ())}
        return [
            group.index
            for group in self.cast.groups
            if first <= group.first < stop
            and group.index not in taken
            and not group.prep
            and group.inside < 0
            and (not group.case & CASES or group.case & NOM)
            and self.voices.speaks(group.index)
        ]

    def _named(self, groups: list[int]) -> list[Participant]:
        found = [author for index in groups for author in self.voices.authors(index)]
        if not any(self.voices.speaks(index) for index in found):
            return []
        return self.voices.people(found)

    def _sourced(self) -> list[tuple[int, list[Participant]]]:
        """Return the sources that prepositions name, with where they stand; who cites them stands before."""
        found: list[tuple[int, list[Participant]]] = []
        for index in map(self._in_marks, self._sources):
            authors = self.voices.authors(index)
            if authors != [index] or self.voices.is_source(index):
                outer = [] if index not in self._sources else self._owning(index)
                people = [*self._citing(index), *outer, *self.voices.people(authors), *self._cited_by(index)]
                found.append((self.cast.groups[index].first, people))
        return found

    def _owning(self, index: int) -> list[Participant]:
        """Return who reports on somebody's word: "**Interfax'ın** Lavrov'a atfen bildirdiğine göre"."""
        groups, first = self.cast.groups, self.cast.groups[index].first
        before = [g.index for g in groups if g.stop == first and g.case & GEN and g.inside < 0]
        return self._named([i for i in before if self.voices.is_office(i)])

    def _in_marks(self, index: int) -> int:
        """Return the name in quotation marks that a mere ending stands behind: '"Reuters"**in**'."""
        sentence, first = self.cast.sentence, self.cast.groups[index].first
        if (
            first < 2
            or sentence.parse.classes[first - 1] != '"'
            or sentence.stops[first - 1] < sentence.starts[first]
        ):
            return index
        return next((group.index for group in self.cast.groups if group.stop == first - 1), index)

    def _citing(self, index: int) -> list[Participant]:
        """Return who cites a source: "according to Ankara, **cited by TASS**"."""
        stop = self.cast.groups[index].stop
        for other in self.verbal:
            by = other.slots.get("subj", [])
            if other.finite and index in other.slots.get("obj", ()) and self._has(other, ("cite",)):
                return self._named(by)  # "the BBC cites Kellogg, according to whom ..."
            if other.finite or not by or not self._has(other, ("cite",)):
                continue
            behind = other.passive and stop <= other.first <= stop + 1
            if behind or (other.link == "rel" and index in other.slots.get("obj", ())):
                cited = [] if behind else [i for i in self._referred(other) if i not in by]
                return [*self._named(by), *self._named(cited)]
        return []

    def _cited_by(self, index: int) -> list[Participant]:
        """Return whom a source cites: "according to Marsden, **who quotes Kerr**"."""
        for other in self.verbal:
            if (
                other.finite
                and not other.passive
                and self._has(other, ("cite",))
                and self._is_of(other, [index])
            ):
                found = (*other.slots.get("obj", ()), *self._referred(other))
                return self._named([i for i in found if i != index])
        return []

    def _is_of(self, clause: Predicate, people: list[int]) -> bool:
        """Whether a relative clause tells of people what they do: "Iddon, **who cited Hawthorne**, said"."""
        groups, classes = self.cast.groups, self.cast.sentence.parse.classes
        return any(
            i in people and "q" in classes[groups[i].stop : clause.first]
            for i in clause.slots.get("surface", ())
        )

    # -- clauses of speech ----------------------------------------------------------------------

    def _is_tail(self, predicate: Predicate) -> bool:
        """Whether a clause of speech follows what it reports: "..., Aliyev said on Monday"."""
        if not predicate.finite and not self._is_said(predicate):
            return False
        if self._is_inverted(predicate):
            return True
        voices = self._voices(predicate)
        if not voices or any(link == "that" for link, _ in predicate.comp):
            return False
        if self._has_object(predicate, voices):
            return False
        beside = [*voices, *(predicate.slots.get("surface", ()) if predicate.passive else ())]
        first = min([self.cast.groups[index].first for index in beside] + [predicate.first])
        if first == 0:
            return False
        classes = self.cast.sentence.parse.classes
        before = first - 1
        # "..., as officials claimed" reports as "..., officials claimed" does
        while before > 0 and (classes[before] in "d" or self._is_word(before, "as")):
            before -= 1
        return classes[before] in ',":'

    def _has_object(self, speech: Predicate, voices: list[int]) -> bool:
        """Whether a verb has what it tells as an object, so that no clause is told: "Baku denied **it**"."""
        if any(lemma in self.voices.addressed for lemma in speech.lemmas) or not speech.finite:
            return False
        first, stop = self._segment(speech)
        groups = self.cast.groups
        objects = [
            i
            for i in speech.slots.get("obj", ())
            if i not in voices and first <= groups[i].first < stop and not self.voices.is_word(i)
            # "заявил министр агентству Рейтер": a name that is not declined can be whom one tells
            if not self._inflected or not self.voices.is_somebody(i)
            if not self._is_time(i)
        ]
        return bool(objects) and not self._has(speech, ("cite",))

    def _is_time(self, index: int) -> bool:
        """Whether a group with an adverb behind it says when: "recalled **decades later**"."""
        stop, classes = self.cast.groups[index].stop, self.cast.sentence.parse.classes
        head = self.cast.groups[index].head
        return classes[head] == "n" and stop < len(classes) and classes[stop] == "r"

    def _is_said(self, predicate: Predicate) -> bool:
        """Whether what looks like a participle is a clause: "Turkey, the minister **said**, would"."""
        surface = predicate.slots.get("surface")
        if self._inflected and predicate.link == "rel" and surface and "obj" not in predicate.slots:
            # "Ukrayna dronları saldırdı, **diyen** vali"
            classes = self.cast.sentence.parse.classes
            behind = self.cast.groups[surface[0]].first >= predicate.stop
            spoken = self._has(predicate, ("speech",)) and not predicate.passive
            return behind and spoken and classes[predicate.first - 1 : predicate.first] == ","
        if self._inflected or predicate.link != "rel" or not surface or "subj" in predicate.slots:
            return False
        group = self.cast.groups[surface[0]]
        classes = self.cast.sentence.parse.classes
        return group.stop == predicate.first and group.first > 0 and classes[group.first - 1] == ","

    def _is_inverted(self, predicate: Predicate) -> bool:
        """Whether the speaker follows the verb behind a quotation: '"...," said the minister'."""
        first, said = predicate.first, predicate.slots.get("obj")
        if first == 0 or not said or self.cast.groups[said[0]].first != predicate.stop:
            return False
        classes = self.cast.sentence.parse.classes
        subject = [self.cast.groups[i] for i in predicate.slots.get("surface", ())]
        if any(group.first >= first for group in subject):
            return False
        if classes[first - 1] == '"':
            # a name in marks is no quotation: "«Интерфакс» приводит слова Пескова"
            return not any(
                group.stop == first - 1 and group.first and classes[group.first - 1] == '"'
                for group in subject
            )
        before = [p.link for p in self.verbal if p.finite and p.token < first]
        if subject and before and all(link == "rel" for link in before):
            return False  # "Poland, which had attacked Russia, **recognised** Lithuania": the main verb
        # "..., said the minister"
        plain = self.cast.sentence.words[predicate.token].weight == _ONLY_SPEECH
        addressed = any(lemma in self.voices.addressed for lemma in predicate.lemmas)
        inflected = self._inflected or addressed or predicate.comp
        return plain and not inflected and classes[first - 1] == "," and self.voices.speaks(said[0])

    def _referred(self, cites: Predicate) -> list[int]:
        """Return whom a verb refers to by a preposition or a case: "ссылаясь **на отца**"."""
        near = [i for name, found in cites.slots.items() if name in _REFERRED for i in found]
        return [i for i in near if self.cast.groups[i].first >= cites.stop or self._inflected]
