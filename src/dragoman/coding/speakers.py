"""On whose word: the chain of speakers over a predicate, outermost first."""

from __future__ import annotations

import re

from dragoman.coding.derived import derived
from dragoman.coding.frame import Fired
from dragoman.coding.roles import Cast
from dragoman.languages.pack import Pack
from dragoman.languages.parse import Predicate
from dragoman.model import Participant

__all__ = ["Speakers"]

_AS = frozenset({"as", "как", "як"})
_TELLING = frozenset(
    {"accusation", "citizen", "civilian", "company", "diplomat", "government", "information", "leader"}
    | {"media", "observer", "official", "parliament", "party", "police", "refugee", "statement", "troops"}
    | {"witness", "worker"}
)
"""Word classes of what can be a source."""
_OPENING = 3
"""Tokens before which a clause that opens a sentence has its verb."""
_LONGEST_NAME = 5
_PERSONS = frozenset({"feminine", "plural", "singular"})
"""Kinds of pronouns that can be somebody who speaks."""


_VIEW = re.compile(r"(in|by|from) the (\w+) of")


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
    """

    def __init__(self, cast: Cast, pack: Pack) -> None:
        self.cast = cast
        self.pack = pack
        self.predicates = cast.frames.predicates
        self.verbal = cast.sentence.parse.predicates
        self._view_nouns = _views(pack)
        self._sources = self._prepositional()
        self._tails = [p for p in self.verbal if self._is_tail(p)]

    def is_speech(self, predicate: Predicate) -> bool:
        """Whether the predicate is a verb of speech or of belief."""
        return any(
            self.pack.reporting.get(("v", lemma)) in ("speech", "cite", "belief")
            for lemma in predicate.lemmas
        )

    def _prepositional(self) -> list[int]:
        """Return the groups named as a source by a preposition: "according to X"."""
        found: list[int] = []
        for group in self.cast.groups:
            if self._is_source(group.prep):
                found.append(group.index)
            elif (group.prep, self.cast.sentence.words[group.head].form) in self._view_nouns:
                # "in Kissinger's view", "in the words of Kissinger"
                owners = group.owners or [i for i in group.after if self.cast.groups[i].prep == "of"]
                found.extend(i for i in owners if self._can_speak(i))
        return found

    def _is_source(self, prep: str) -> bool:
        """Whether a preposition names a source; a Russian one carries its case ("по словам+gen")."""
        return bool(prep) and self.pack.reporting.get(("phrase", prep.partition("+")[0])) in (
            "cite",
            "belief",
        )

    def _is_tail(self, predicate: Predicate) -> bool:
        """Whether a clause of speech follows what it reports: "..., Aliyev said on Monday"."""
        if not self.is_speech(predicate) or not predicate.finite:
            return False
        surface = predicate.slots.get("surface")
        if self._is_inverted(predicate):
            return True
        if not surface or any(link == "that" for link, _ in predicate.comp):
            return False
        first = min([self.cast.groups[index].first for index in surface] + [predicate.first])
        if first == 0:
            return False
        classes = self.cast.sentence.parse.classes
        before = first - 1
        words = self.cast.sentence.words
        # "..., as officials claimed" reports as "..., officials claimed" does
        while before > 0 and (classes[before] in "d" or words[before].form == "as"):
            before -= 1
        return classes[before] in ',":' or (classes[before] == '"')

    def _is_inverted(self, predicate: Predicate) -> bool:
        """Whether the speaker follows the verb behind a quotation: '"...," said the minister'."""
        first, classes = predicate.first, self.cast.sentence.parse.classes
        said = predicate.slots.get("obj", [])
        return (
            first > 0
            and classes[first - 1] == '"'
            and bool(said)
            and self.cast.groups[said[0]].first == predicate.stop
            and all(self.cast.groups[i].first < first for i in predicate.slots.get("surface", ()))
        )

    def _voices(self, speech: Predicate) -> list[int]:
        """Return the groups that speak; of "it was reported **by Reuters**" the agent."""
        if self._is_inverted(speech):
            return speech.slots["obj"]
        if speech.passive and speech.slots.get("subj"):
            return speech.slots["subj"]
        return speech.slots.get("surface", speech.slots.get("subj", []))

    def _named(self, groups: list[int]) -> list[Participant]:
        groups = [self._author(index) for index in groups]
        if not any(self._can_speak(index) for index in groups):
            return []
        return [participant for index in groups for participant in self.cast.group(index)]

    def _author(self, index: int) -> int:
        """Return who stands behind a paper: "a report **by the UN** says"; else the group itself."""
        if self._can_speak(index):
            return index
        groups = self.cast.groups
        return next((i for i in groups[index].after if groups[i].prep == "by" and self._can_speak(i)), index)

    def quoting(self) -> tuple[Participant, ...]:
        """Return who says the quotation that the sentence ends or introduces: he goes on in the next one."""
        if '"' not in self.cast.sentence.parse.classes:
            return ()
        return next((tuple(self._named(self._voices(tail))) for tail in self._tails), ())

    def _sourced(self) -> list[Participant]:
        """Return the sources that a preposition names, things left out: "təyyarəyə görə" is a reason."""
        frames = self.cast.frames
        return [
            person
            for index in self._sources
            if self._can_speak(index) or not frames.classes(index) or frames.classes(index) & _TELLING
            for person in self.cast.group(index)
        ]

    def _can_speak(self, index: int) -> bool:
        """Whether a group is somebody: a name, an agent, a person's pronoun, an unknown capitalised name."""
        group = self.cast.groups[index]
        sentence = self.cast.sentence
        if index in self.cast.references:
            return True
        if any(sentence.mentions[i] for i in range(group.first, group.stop)):
            return True
        form = sentence.words[group.head].form
        if sentence.parse.classes[group.head] == "R":
            return self.pack.references.get(form) in _PERSONS
        return sentence.text[sentence.starts[group.head]].isupper()

    def of(self, predicate: Predicate) -> list[Participant]:
        """Return the speakers whose word the predicate rests on, outermost first."""
        chain: list[Participant] = []
        seen = set()
        here = predicate
        while here.parent >= 0 and here.parent not in seen:
            seen.add(here.parent)
            above = self.predicates[here.parent]
            if here.link == "that" and self.is_speech(above):
                chain[:0] = self._named(self._voices(above))
            here = above
        for tail in self._tails:
            if tail.index == predicate.index or tail.index in seen:
                continue
            first = min(self.cast.groups[index].first for index in self._voices(tail))
            if self._is_inverted(tail):
                first = tail.first
            if (predicate.token < first and not self._separated(predicate.token, first)) or self._interrupts(
                tail, predicate
            ):
                chain[:0] = self._named(self._voices(tail))
                chain.extend(self._cited(tail))
                break
        if not chain:
            chain.extend(self._before(predicate))
        if not chain:
            chain.extend(self._sourced())
        else:
            for index in sorted(seen):
                chain.extend(self._cited(self.predicates[index]))
        unique: list[Participant] = []
        for participant in chain:
            if participant not in unique:
                unique.append(participant)
        return unique

    def _cited(self, speech: Predicate) -> list[Participant]:
        """Return whom a speaker cites: "X said, citing Y"."""
        found: list[Participant] = []
        for other in self.verbal:
            form = self.cast.sentence.words[other.token].form
            cites = any(self.pack.reporting.get(("v", lemma)) == "cite" for lemma in other.lemmas)
            cites = cites or self.pack.reporting.get(("phrase", form)) == "cite"  # "citing"
            if cites and (other.token > speech.token or not other.finite):
                for index in other.slots.get("obj", []):
                    found.extend(self.cast.group(self._author(index)))
        return found

    def _interrupts(self, tail: Predicate, predicate: Predicate) -> bool:
        """Whether a clause of speech stands between a subject and its verb: "Lisbon, he said, will help"."""
        surface = predicate.slots.get("surface")
        if not surface or predicate.token < tail.token:
            return False
        groups, classes = self.cast.groups, self.cast.sentence.parse.classes
        ours = [groups[index] for index in self._voices(tail)]
        first = min(tail.first, *(group.first for group in ours))
        stop = max(tail.stop, *(group.stop for group in ours))
        stop = self._behind_name(stop)
        closed = stop < len(classes) and classes[stop] == "," and first > 0 and classes[first - 1] == ","
        return closed and (groups[surface[0]].first < first or predicate.token > stop)

    def _behind_name(self, stop: int) -> int:
        """Return the place behind a name in quotation marks: "the newspaper **«Politiken»**"."""
        classes = self.cast.sentence.parse.classes
        if stop < len(classes) and classes[stop] == '"':
            closing = classes.find('"', stop + 1)
            return closing + 1 if 0 < closing <= stop + _LONGEST_NAME else stop
        return stop

    def _before(self, predicate: Predicate) -> list[Participant]:
        """Return who speaks in a clause before what is said: "X reports: ...", "as X reported, ..."."""
        classes, words = self.cast.sentence.parse.classes, self.cast.sentence.words
        for speech in self.verbal:
            surface = speech.slots.get("surface")
            if speech.token >= predicate.token or not surface or not self.is_speech(speech):
                continue
            between = classes[speech.stop : predicate.token]
            introduced = ":" in between and ";" not in between and words[0].form not in _AS
            opening = speech.token <= _OPENING and words[0].form in _AS and "," in between
            if introduced or opening:
                return [*self._named(surface), *self._cited(speech), *self._sourced()]
        return []

    def own(self, fired: Fired) -> list[Participant]:
        """Return who announces the act a clause tells of: "**Russia** announced that it would sell grain".

        A verb that says what is done by itself (to demand, to warn, to promise) has no speaker.
        """
        predicate = fired.predicate
        if predicate.kind != "v" or "that" not in fired.used or not self.is_speech(predicate):
            return []
        if fired.frame.event == derived("allegation"):
            return []
        frames = self.pack.frames
        if any(not frame.conditions for lemma in predicate.lemmas for frame in frames.get(("v", lemma), ())):
            return []
        return self._named(predicate.slots.get("surface", predicate.slots.get("subj", [])))

    def _separated(self, first: int, stop: int) -> bool:
        return ";" in self.cast.sentence.parse.classes[first:stop]
