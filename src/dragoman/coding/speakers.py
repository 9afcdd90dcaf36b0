"""On whose word: the chain of speakers over a predicate, outermost first."""

from __future__ import annotations

import re

from dragoman.coding.derived import derived
from dragoman.coding.frame import Fired
from dragoman.coding.reference import Memory
from dragoman.coding.roles import Cast
from dragoman.coding.voices import Voices
from dragoman.languages.features import CASES, LOC, NOM, PL
from dragoman.languages.pack import Pack
from dragoman.languages.parse import Predicate
from dragoman.model import Participant

__all__ = ["Speakers"]

_AS = frozenset({"as", "как", "як"})
_OPENING = 3
"""Tokens before which a clause that opens a sentence has its verb."""
_LONGEST_NAME = 5
_ONLY_SPEECH = 2
"""Weight of a word that is known as a verb of speech alone."""
_BESIDE = 4
"""Tokens between a closing mark and who said it: '", - deyə Əliyev'."""
_THAT = frozenset({"that", "что", "що"})
_ABOUT_IT = frozenset({"том", "те", "тому"})
"""What stands for a clause behind a noun: "слова министра о **том**, что"."""
_WITHIN = ("в+loc", "у+loc", "на+loc")
"""Slots of an office in which something is said."""
_INTO = ("в+acc", "у+acc", "на+acc")
_REFERRED = frozenset({"to", "на+acc", "dat"})
"""Slots of whom one refers to."""
_STOPS = ",;:-—–()"
"""Classes of what a clause in the middle of another stands between."""


_VIEW = re.compile(r"(in|by|from|on) the (\w+) of")


_VIEWS: dict[str, frozenset[tuple[str, str]]] = {}


def _views(pack: Pack) -> frozenset[tuple[str, str]]:
    """Return preposition and noun of phrases such as "in the view of", which may also have an owner."""
    known = _VIEWS.get(pack.code)
    if known is None:
        found = (_VIEW.fullmatch(cue) for pos, cue in pack.reporting if pos == "phrase")
        known = frozenset((match.group(1), match.group(2)) for match in found if match)
        _VIEWS[pack.code] = known
    return known


class Speakers:
    """Finds speakers in one sentence.

    Parameters
    ----------
    cast : Cast
    pack : Pack
    memory : Memory, optional
        Who was spoken of before: "the minister added".
    """

    def __init__(self, cast: Cast, pack: Pack, memory: Memory | None = None) -> None:
        self.cast = cast
        self.pack = pack
        self.voices = Voices(cast, pack, memory)
        self.predicates = cast.frames.predicates
        self.verbal = cast.sentence.parse.predicates
        self._view_nouns = _views(pack)
        self._sources = self._prepositional()
        self._inflected = any(group.case & CASES for group in cast.groups)
        """Whether case tells the subject, so that it may stand behind its verb."""
        self._tails = [p for p in self.verbal if self._is_tail(p)]

    def is_speech(self, predicate: Predicate) -> bool:
        """Whether the predicate is a verb of speech or of belief."""
        return self._has(predicate, ("speech", "cite", "belief"))

    def _has(self, predicate: Predicate, kinds: tuple[str, ...]) -> bool:
        reporting = self.pack.reporting
        if any(reporting.get(("v", lemma)) in kinds for lemma in predicate.lemmas):
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
        for group in self.cast.groups:
            if self._is_source(group.prep):
                found.append(group.index)
            elif (group.prep, self.cast.sentence.words[group.head].form) in self._view_nouns:
                # "in Kissinger's view", "in the words of Kissinger"
                owners = group.owners or [i for i in group.after if self.cast.groups[i].prep == "of"]
                found.extend(i for i in owners if self.voices.is_somebody(i))
        return found

    def _is_source(self, prep: str) -> bool:
        """Whether a preposition names a source; a Russian one carries its case ("по словам+gen")."""
        return bool(prep) and self.pack.reporting.get(("phrase", prep.partition("+")[0])) in (
            "cite",
            "belief",
        )

    def _segment(self, predicate: Predicate) -> tuple[int, int]:
        """Return the tokens between the commas around a verb."""
        classes = self.cast.sentence.parse.classes
        first, stop = predicate.first, predicate.stop
        while first > 0 and classes[first - 1] not in _STOPS:
            first -= 1
        while stop < len(classes) and classes[stop] not in _STOPS:
            stop += 1
        return first, stop

    def _voices(self, speech: Predicate) -> list[int]:
        """Return the groups that speak; of "it was reported **by Reuters**" the agent."""
        if self._is_inverted(speech):
            return speech.slots["obj"]
        if speech.passive and speech.slots.get("subj"):
            return speech.slots["subj"]
        surface = speech.slots.get("surface", speech.slots.get("subj", []))
        groups = self.cast.groups
        if not speech.slots.get("subj") and (speech.passive or self._inflected):
            # "it was said **in a statement by Ankara**", "в заявлении Турции говорится"
            papers = [i for found in speech.slots.values() for i in found if self.voices.authors(i) != [i]]
            if papers or speech.passive:
                return papers[:1] or surface or self._from(speech)
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
            return surface
        quoted = self.cast.sentence.parse.classes.rfind('"', first, speech.first)
        near = self._near(max(first, quoted), speech.first)[-1:]
        return near or surface or self._unknown(speech)

    def _governing(self, index: int, speech: Predicate) -> int:
        """Return the head of a subject that was cut: "**a spokesman** for the junta announced".

        Behind a closing mark a subject renames nothing: '"... first," **a diplomat** told this paper'.
        """
        groups, classes = self.cast.groups, self.cast.sentence.parse.classes
        first = groups[index].first
        for group in groups:
            if group.stop == first - 1 and first < speech.first and classes[first - 1] == "p":
                return group.index
            renames = group.twin == index and first < group.first < speech.first
            if renames and group.first and classes[group.first - 1] == '"':
                return group.index
        return index

    def _from(self, speech: Predicate) -> list[int]:
        """Return the office from which it is told: "**nazirlikdən** bildirilib"."""
        return [i for i in speech.slots.get("abl", ()) if self.voices.is_office(i)][:1]

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
                people = [*self._citing(index), *self.voices.people(authors)]
                found.append((self.cast.groups[index].first, people))
        return found

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
            if other.finite or not by or not self._has(other, ("cite",)):
                continue
            behind = other.passive and stop <= other.first <= stop + 1
            if behind or (other.link == "rel" and index in other.slots.get("obj", ())):
                cited = [] if behind else [i for i in self._referred(other) if i not in by]
                return [*self._named(by), *self._named(cited)]
        return []

    # -- clauses of speech ----------------------------------------------------------------------

    def _is_tail(self, predicate: Predicate) -> bool:
        """Whether a clause of speech follows what it reports: "..., Aliyev said on Monday"."""
        if not predicate.finite and not self._is_said(predicate):
            return False
        if not self.is_speech(predicate):
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
        words = self.cast.sentence.words
        # "..., as officials claimed" reports as "..., officials claimed" does
        while before > 0 and (classes[before] in "d" or words[before].form in _AS):
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
        if self._inflected or predicate.link != "rel" or not surface or "subj" in predicate.slots:
            return False
        group = self.cast.groups[surface[0]]
        classes = self.cast.sentence.parse.classes
        return group.stop == predicate.first and group.first > 0 and classes[group.first - 1] == ","

    def _is_inverted(self, predicate: Predicate) -> bool:
        """Whether the speaker follows the verb behind a quotation: '"...," said the minister'."""
        first, classes = predicate.first, self.cast.sentence.parse.classes
        said = predicate.slots.get("obj", [])
        if first == 0 or not said or self.cast.groups[said[0]].first != predicate.stop:
            return False
        if any(self.cast.groups[i].first >= first for i in predicate.slots.get("surface", ())):
            return False
        if classes[first - 1] == '"':
            return True
        # "..., said the minister"
        plain = self.cast.sentence.words[predicate.token].weight == _ONLY_SPEECH
        addressed = any(lemma in self.voices.addressed for lemma in predicate.lemmas)
        inflected = self._inflected or addressed or predicate.comp
        return plain and not inflected and classes[first - 1] == "," and self.voices.speaks(said[0])

    def quoting(self) -> tuple[Participant, ...]:
        """Return who says the quotation that the sentence ends or introduces: he goes on in the next one."""
        classes = self.cast.sentence.parse.classes
        if '"' not in classes:
            return ()
        for tail in self._tails:
            return tuple(self._named(self._voices(tail)))
        for speech in self.verbal:
            if not self.is_speech(speech) or not (speech.finite or speech.link == "rel"):
                continue
            voices = self._voices(speech)
            if voices:
                # 'Erdoğan, "..." dedi', 'the envoy answered: "..."', '"..." diyen Erdoğan'
                group = self.cast.groups[voices[0]]
                lead = min(group.first, speech.first)
                beside = classes[speech.stop : speech.stop + 2].strip(",:")[:1] == '"'
                beside = beside or ':"' in classes[speech.stop :]
                between = '"' in classes[group.stop : speech.first]
                if beside or between or '"' in classes[max(0, lead - _BESIDE) : lead]:
                    return tuple(self._named(voices))
        return ()

    def introduced(self, at: int) -> tuple[Participant, ...]:
        """Return who stands before a quotation that begins at a place: '**Erdoğan**, "..." dedi'."""
        sentence = self.cast.sentence
        unit = sentence.units(at, at + 1)
        before = unit.start - 1 if len(unit) else -1
        while before > 0 and sentence.parse.classes[before] in ",:":
            before -= 1
        for group in self.cast.groups:
            if group.stop == before + 1 and not group.prep and self.voices.speaks(group.index):
                return tuple(self._named([group.index]))
        return ()

    def says(self, at: int) -> bool:
        """Whether a verb of speech without a subject stands right behind a place: '..." **dedi**'."""
        sentence = self.cast.sentence
        return any(
            p.finite
            and not p.passive
            and self.is_speech(p)
            and all(sentence.starts[self.cast.groups[i].first] < at for i in self._voices(p))
            and sentence.starts[p.first] >= at
            and p.first - sentence.units(at, sentence.stop).start < _OPENING
            for p in self.verbal
        )

    def speaking(self) -> tuple[Participant, ...]:
        """Return who speaks in the sentence, quoted or not."""
        for speech in self.verbal:
            if speech.finite and speech.parent < 0 and self.is_speech(speech):
                return tuple(self._named(self._voices(speech)))
        return ()

    def unsaid(self, predicate: Predicate) -> bool:
        """Whether a predicate is reported by a verb of speech whose subject is left out: "əlavə edib ki"."""
        if not self._inflected or predicate.parent < 0 or predicate.link != "that":
            return False
        above = self.predicates[predicate.parent]
        if not above.finite or above.passive or not self._has(above, ("speech",)):
            return False
        return not self._voices(above)

    # -- the chain ------------------------------------------------------------------------------

    def told(self, fired: Fired) -> list[Participant]:
        """Return the speakers of a frame that fired."""
        return self.of(self.predicates[fired.light] if fired.light >= 0 else fired.predicate)

    def of(self, predicate: Predicate) -> list[Participant]:
        """Return the speakers whose word the predicate rests on, outermost first."""
        chain: list[Participant] = []
        seen = set()
        said: Predicate | None = None
        here = predicate
        while True:
            chain[:0] = self._claimants(here)
            found = self._above(here)
            if found is None or found[0].index in seen:
                break
            here, reported = found
            seen.add(here.index)
            if reported:
                chain[:0] = self._quoted(here)
                said = here
        for tail in self._tails if self._can_be_told(predicate, chain) else ():
            if tail.index == predicate.index or tail.index in seen:
                continue
            first = min(self.cast.groups[index].first for index in self._voices(tail))
            if self._is_inverted(tail):
                first = tail.first
            if (predicate.token < first and not self._separated(predicate.token, first)) or self._interrupts(
                tail, predicate
            ):
                chain[:0] = self._quoted(tail)
                chain.extend(self._cited(tail))
                said = said or tail
                break
        if not chain:
            said = self._before(predicate)
            if said is not None:
                chain.extend(self._quoted(said))
                chain.extend(self._cited(said))
        elif said is not None:
            for index in sorted(seen):
                chain.extend(self._cited(self.predicates[index]))
        chain = self._with_sources(chain, said, predicate)
        unique: list[Participant] = []
        for participant in chain:
            if participant not in unique:
                unique.append(participant)
        return unique

    def _above(self, here: Predicate) -> tuple[Predicate, bool] | None:
        """Return what a predicate hangs on and whether that reports it.

        Of a second "and that ..." it is the verb of speech before it; "... when Georgia shelled the town"
        belongs to the clause before.
        """
        if here.parent >= 0:
            above = self.predicates[here.parent]
            said = here.link == "that" and self.is_speech(above)
            return above, said or (here.link == "ing" and self._is_quoted(here, above))
        that = self._that(here)
        if here.kind != "v" or not (here.finite or that >= 0):
            return None
        shared = here.slots.get("surface")
        if shared and here.finite and that < 0:
            # "said that Poland betrayed Petliura **and signed** the peace"
            tails = {tail.index for tail in self._tails}
            for other in reversed(self.verbal):
                if other.token < here.token and other.finite and other.index not in tails:
                    same = other.slots.get("surface") == shared and not self._separated(
                        other.token, here.token
                    )
                    if same and self.cast.groups[shared[0]].first < other.token:
                        return other, False
                    break
        classes = self.cast.sentence.parse.classes
        at = that if that >= 0 else self._opening(here)
        if at < 1 or (that >= 0 and classes[at - 1] not in "c,"):
            return None
        # a subordinate clause, or what is still to come: "..., але Україна не здасться"
        if that < 0 and classes[at] != "u" and (here.tense != "fut" or classes[at - 1 : at + 1] != ",c"):
            return None
        found = None
        for other in self.verbal:
            if other.token < at and other.finite and (that < 0 or self.is_speech(other)):
                found = None if self._separated(other.token, at) else other
        return None if found is None else (found, that >= 0)

    def _opening(self, here: Predicate) -> int:
        """Return the place before a clause that begins with its subject, or -1."""
        surface = here.slots.get("surface")
        return self.cast.groups[surface[0]].first - 1 if surface else -1

    def _that(self, here: Predicate) -> int:
        """Return the place of the "that" right before a predicate's subject, or -1."""
        at = self._opening(here)
        return at if at >= 0 and self.cast.sentence.words[at].form in _THAT else -1

    def _can_be_told(self, predicate: Predicate, chain: list[Participant]) -> bool:
        """Whether a clause of speech behind a predicate can report it: no converb is told."""
        if predicate.kind != "v":
            return True
        if not predicate.finite and predicate.link == "adv":
            return False  # "Подписав пакт, США пообещали"
        return not chain or predicate.link == "that" or self._that(predicate) < 0

    def _quoted(self, speech: Predicate) -> list[Participant]:
        """Return who speaks, and whom he quotes: "цитирует министра", "X cites Y, who said"."""
        voices = self._voices(speech)
        said = self._named(voices)
        if speech.passive and self._has(speech, ("cite",)):
            told = speech.slots.get("surface", [])  # "Shoigu was quoted by agencies as saying"
            return [*said, *self._named([i for i in told if i not in voices])]
        if speech.finite and not speech.passive and self._has(speech, ("cite",)):
            behind = [i for i in speech.slots.get("obj", ()) if i not in voices and self.voices.speaks(i)]
            return [*said, *self._named(behind)]
        for other in self.verbal:
            objects = other.slots.get("obj", ())
            cites = other.finite and not other.passive and other.index != speech.index
            if cites and self._has(other, ("cite",)) and any(i in objects for i in voices):
                return [*self._named(self._voices(other)), *said]
        return said

    def _claimants(self, here: Predicate) -> list[Participant]:
        """Return whose word a noun brings in: "**Iran's** claim that", "заявление **Лондона** о том, что"."""
        at = self._that(here) - 1
        if at < 0:
            return []
        words, groups = self.cast.sentence.words, self.cast.groups
        if self.cast.sentence.parse.classes[at] == ",":
            at -= 1
            if words[at].form in _ABOUT_IT:
                at -= 2
        for group in groups:
            if group.prep and here.parent >= 0 and self.is_speech(self.predicates[here.parent]):
                continue  # "said in his address that"
            if group.stop <= at + 1 and any(
                groups[i].stop == at + 1 for i in (group.index, *group.after, *group.owners)
            ):
                authors = self.voices.authors(group.index)
                if authors != [group.index]:
                    return self.voices.people(authors)
        return []

    def _is_quoted(self, here: Predicate, above: Predicate) -> bool:
        """Whether one is said to say it: "Reuters **quoted** the minister as **saying**"."""
        return self.is_speech(here) and self._has(above, ("speech", "cite"))

    def _with_sources(
        self, chain: list[Participant], said: Predicate | None, predicate: Predicate
    ) -> list[Participant]:
        """Return the chain with the sources that prepositions name, each outside or inside of who speaks."""
        sources = [found for found in self._sourced() if self._holds(found[0], predicate.token)]
        if not sources:
            return chain
        if said is None:
            return [*chain, *(person for _, people in sources for person in people)]
        voices = self._voices(said)
        first = min([said.first, *(self.cast.groups[index].first for index in voices)])
        outer = [person for at, people in sources if at < first for person in people]
        inner = [person for at, people in sources if at >= first for person in people]
        if predicate.token < first:
            return [*chain, *outer, *inner]  # a tail: what stands before it is within what it reports
        return [*outer, *chain, *inner]

    def _holds(self, at: int, token: int) -> bool:
        """Whether a source at a place is that of a predicate: not over a semicolon, nor back over a colon."""
        sentence = self.cast.sentence
        if self._separated(min(at, token), max(at, token)):
            return False
        return at < token or all(
            sentence.text[sentence.starts[i]] != ":"
            for i in range(token, at)
            if sentence.parse.classes[i] == ":"
        )

    def _cited(self, speech: Predicate) -> list[Participant]:
        """Return whom a speaker cites: "X said, citing Y"."""
        found: list[int] = []
        for other in self.verbal:
            if other.finite or other.passive or other.index == speech.index:
                continue
            form = self.cast.sentence.words[other.token].form
            cites = any(self.pack.reporting.get(("v", lemma)) == "cite" for lemma in other.lemmas)
            if cites or self.pack.reporting.get(("phrase", form)) == "cite":  # "citing"
                objects = [*other.slots.get("obj", []), *self._referred(other)]
                behind = [i for i in objects if self.cast.groups[i].first >= other.stop]
                found.extend(behind or objects[-1:])
        authors = [author for index in found for author in self.voices.authors(index)]
        return self.voices.people([index for index in authors if self.voices.is_named_source(index)])

    def _referred(self, cites: Predicate) -> list[int]:
        """Return whom a verb refers to by a preposition or a case: "ссылаясь **на отца**"."""
        near = [i for name, found in cites.slots.items() if name in _REFERRED for i in found]
        return [i for i in near if self.cast.groups[i].first >= cites.stop or self._inflected]

    def _interrupts(self, tail: Predicate, predicate: Predicate) -> bool:
        """Whether a clause of speech stands between a subject and its verb: "Lisbon, he said, will help"."""
        surface = predicate.slots.get("surface")
        if predicate.token < tail.token or (not surface and predicate.kind == "v"):
            return False
        groups, classes = self.cast.groups, self.cast.sentence.parse.classes
        ours = [groups[index] for index in self._voices(tail)]
        first = min(tail.first, *(group.first for group in ours))
        stop = self._behind_name(max(tail.stop, *(group.stop for group in ours)))
        while stop < len(classes) and classes[stop] not in _STOPS:
            stop += 1  # "the minister said **on Monday**,"
        if any(p.finite and p.index != tail.index and first <= p.token < stop for p in self.verbal):
            return False
        if stop >= len(classes) or classes[stop] not in ',:"':
            return False
        # '"Turkey," said Cavusoglu, "will open"', «Турция, — сказал он, — откроет»
        return classes[:first].rstrip('":')[-1:] == "," and classes[stop] != '"'

    def _behind_name(self, stop: int) -> int:
        """Return the place behind a name in quotation marks: "the newspaper **«Politiken»**"."""
        classes = self.cast.sentence.parse.classes
        if stop < len(classes) and classes[stop] == '"':
            closing = classes.find('"', stop + 1)
            return closing + 1 if 0 < closing <= stop + _LONGEST_NAME else stop
        return stop

    def _before(self, predicate: Predicate) -> Predicate | None:
        """Return the verb of a clause before what is said: "X reports: ...", "as X reported, ..."."""
        classes, words = self.cast.sentence.parse.classes, self.cast.sentence.words
        for speech in self.verbal:
            if speech.token >= predicate.token or not speech.finite or not self.is_speech(speech):
                continue
            between = classes[speech.stop : predicate.token]
            voices = self._voices(speech)
            introduced = ":" in between and ";" not in between and words[0].form not in _AS
            introduced = introduced and not self._has_object(speech, voices)
            if introduced:
                colon = speech.stop + between.index(":")
                introduced = all(at < colon for at, _ in self._sourced())
            opening = speech.token <= _OPENING and words[0].form in _AS and "," in between
            if (introduced or opening) and voices:
                return speech
        return None

    def own(self, fired: Fired) -> list[Participant]:
        """Return who announces the act a clause tells of: "**Russia** announced that it would sell grain".

        A verb that says what is done by itself (to demand, to warn, to promise) has no speaker, but behind
        what is said it has: '"...", **the envoy** warned'.
        """
        predicate = fired.predicate
        if predicate.kind != "v":
            return []
        if self._ends_quotation(predicate):
            return self._named(self._voices(predicate))
        if fired.frame.event == derived("allegation"):
            return []
        if self._announces(predicate):
            return self._named(self._voices(predicate))
        if "that" not in fired.used or not self.is_speech(predicate):
            return []
        frames = self.pack.frames
        if any(not frame.conditions for lemma in predicate.lemmas for frame in frames.get(("v", lemma), ())):
            return []
        return self._named(self._voices(predicate))

    def _ends_quotation(self, predicate: Predicate) -> bool:
        """Whether a verb of speech with its speaker behind it follows what is said: '"...", warned X'."""
        if all(tail.index != predicate.index for tail in self._tails):
            return False
        sentence, first = self.cast.sentence, predicate.first
        voices = self._voices(predicate)
        if not voices or self.cast.groups[voices[0]].first < first:
            return False
        mark = len(sentence.parse.classes[:first].rstrip(",:")) - 1
        if sentence.parse.classes[mark] == '"':
            return mark > 0 and sentence.stops[mark - 1] == sentence.starts[mark]
        return self._inflected and sentence.parse.classes[first - 1] == ","

    def _announces(self, predicate: Predicate) -> bool:
        """Whether a lexicon's verb holds what is said and the saying: "tanımadığını ilan etmek"."""
        words, classes = self.cast.sentence.words, self.cast.sentence.parse.classes
        for lemma in predicate.lemmas:
            parts = lemma.split(" ")
            saying = [
                at for at in range(1, len(parts)) if self.pack.reporting.get(("v", " ".join(parts[at:])))
            ]
            for at in range(max(0, predicate.token - len(parts)), predicate.token):
                if saying and classes[at] == "M" and words[at].form in parts[: saying[-1]]:
                    return True
        return False

    def _separated(self, first: int, stop: int) -> bool:
        return ";" in self.cast.sentence.parse.classes[first:stop]
