"""Who can be a source: the groups of a sentence that somebody's word can rest on."""

from __future__ import annotations

from dragoman.coding.cast import Cast
from dragoman.coding.listed import listed
from dragoman.coding.reference import Memory
from dragoman.coding.slots import slots_of
from dragoman.languages.parse import GUESSED, Predicate
from dragoman.model import Participant

__all__ = ["Voices"]

_PERSONS = frozenset({"feminine", "masculine", "plural", "singular"})
"""Kinds of pronouns that can be somebody who speaks."""
_TELLING = frozenset(
    {"army_unit", "citizen", "civilian", "company", "court", "diplomat", "government", "leader", "media"}
    | {"observer", "official", "parliament", "party", "police", "refugee", "troops", "witness", "worker"}
)
"""Word classes of those who can say something."""
_OFFICES = frozenset({"agent", "group", "org", "person", "seat"})
"""Kinds of names of those who give out statements."""
_OWNERS = frozenset((*slots_of("owner"), "by", "gen", "of"))
_SPEAKING = ("speech", "belief")


class Voices:
    """The groups of one sentence that can speak.

    Parameters
    ----------
    cast : Cast
    memory : Memory, optional
        Who was spoken of before: "the minister added".
    """

    def __init__(self, cast: Cast, memory: Memory | None = None) -> None:
        self.cast = cast
        self.pack = pack = cast.frames.pack
        self._memory = memory
        self._papers = listed("sources.tsv", "word", pack.code)
        self.addressed = listed("addressed.tsv", "verb", pack.code)
        """Verbs whose object is whom one speaks to."""
        self._received = listed("received.tsv", "verb", pack.code)
        self._reasons = listed("reasons.tsv", "preposition", pack.code)

    def is_somebody(self, index: int) -> bool:
        """Whether a group is somebody: a name, an agent, a person's pronoun, an unknown capitalised name."""
        group = self.cast.groups[index]
        sentence = self.cast.sentence
        if index in self.cast.references:
            return True
        if any(sentence.mentions[i] for i in range(group.first, group.stop)):
            return True
        form = sentence.words[group.head].form
        if sentence.parse.classes[group.head] in "Rhd":
            return self.pack.references.get(form) in _PERSONS
        named = group.head > 0 or self._noun(index) not in self.pack.classes
        return named and sentence.text[sentence.starts[group.head]].isupper()

    def is_office(self, index: int) -> bool:
        """Whether a group is a body that gives out statements, and no mere place."""
        return not _OFFICES.isdisjoint(self._name_kinds(index)) or bool(
            self.cast.frames.classes(index) & _TELLING
        )

    def _gives_out(self, index: int) -> bool:
        """Whether somebody may have made a statement: an office, or whom no list knows by a name."""
        return self.is_office(index) or (self.is_somebody(index) and not self._name_kinds(index))

    def is_person(self, index: int) -> bool:
        """Whether a group is somebody whom a list knows."""
        return "person" in self._name_kinds(index)

    def is_in_office(self, index: int) -> bool:
        """Whether a group is somebody whom a list knows by name or by office, and no mere country."""
        return not {"agent", "person"}.isdisjoint(self._name_kinds(index))

    def _is_place(self, index: int) -> bool:
        """Whether a group is a town, though it may stand for a government: "from **Baku**"."""
        kinds = self._name_kinds(index)
        return bool(kinds) and kinds <= {"seat", "place"}

    def _name_kinds(self, index: int) -> set[str]:
        """Return the kinds of the names in a group."""
        return {mention.kind for mention in self.cast.mentions(self.cast.groups[index])}

    def speaks(self, index: int) -> bool:
        """Whether the subject of a verb of speech is somebody: also "the memoirist", whom no list knows."""
        if self.is_somebody(index):
            return True
        group = self.cast.groups[index]
        if self.cast.sentence.parse.classes[group.head] != "n":
            return False
        if self._noun(index) in self._papers:
            return True
        classes = self.cast.frames.classes(index)
        if self.is_word(index):
            return False
        return not classes or bool(classes & _TELLING)

    def is_source(self, index: int) -> bool:
        """Whether a group behind "according to" is a source: "təyyarəyə görə" is a reason."""
        classes = self.cast.frames.classes(index)
        reason = self.cast.groups[index].prep in self._reasons
        if reason and self._is_thing(index):
            return bool(classes & _TELLING) or self._noun(index) in self._papers
        if self.is_somebody(index) or self._noun(index) in self._papers:
            return True
        if reason:
            return bool(classes & _TELLING)
        return not classes or bool(classes & _TELLING)

    def _is_thing(self, index: int) -> bool:
        """Whether only the owner of a group is somebody: "Lumumbanın **qətlinə** görə"."""
        group, sentence = self.cast.groups[index], self.cast.sentence
        named = sentence.mentions[group.head] or sentence.text[sentence.starts[group.head]].isupper()
        return bool(group.owners) and sentence.parse.classes[group.head] == "n" and not named

    def is_named_source(self, index: int) -> bool:
        """Whether somebody cites a group as his source, and no reason: "citing security concerns"."""
        known = self.is_somebody(index) or self._noun(index) in self._papers
        return known or bool(self.cast.frames.classes(index) & _TELLING)

    def authors(self, index: int) -> list[int]:
        """Return who stands behind a paper or a word: "a report **by the UN**", "заявление **Турции**".

        A group that is no paper stands for itself.
        """
        if not self.is_word(index):
            return [index]
        groups, classes = self.cast.groups, self.cast.sentence.parse.classes
        owners = [i for i in self._owners(index) if classes[groups[i].head] != "J"]
        found = [i for i in owners if self.is_somebody(i) or self.speaks(i)][:1]
        return found or self._tellers(index) or [index]

    def issuers(self, index: int) -> list[int]:
        """Return whose a text, an order or a meeting is, all of them: "**Norveç'in** açıklamasında"."""
        return [i for i in self._owners(index) if self.is_somebody(i)] or self._tellers(index)

    def _owners(self, index: int) -> list[int]:
        group = self.cast.groups[index]
        return [*group.owners, *(i for i in group.after if self.cast.groups[i].prep in _OWNERS)]

    def _tellers(self, index: int) -> list[int]:
        """Return who gave what a group speaks of: "**polisin** verdiği bilgi", and on what he bases it."""
        for predicate in self.cast.sentence.parse.predicates:
            if predicate.link == "rel" and index in predicate.slots.get("obj", ()):
                based = self._based(predicate)
                if based:
                    return based
                if predicate.passive and not predicate.slots.get("subj"):
                    comes = not self._received.isdisjoint(predicate.lemmas)
                    tells = [i for i in predicate.slots.get("abl", ()) if self._gives_out(i)]
                    return [i for i in tells if not (comes and self._is_place(i))][:1]
                tellers = [i for i in predicate.slots.get("subj", ()) if i != index and self.speaks(i)]
                return tellers or self._got(predicate)
        return []

    def _got(self, predicate: Predicate) -> list[int]:
        """Return who got news and from whom: "**Ajansın kaynaklardan** edindiği bilgi"."""
        sources = [i for i in predicate.slots.get("abl", ()) if self.speaks(i)]
        owners = [owner for i in sources for owner in self.cast.groups[i].owners]
        return [*(i for i in owners if self.is_office(i)), *sources]

    def _based(self, predicate: Predicate) -> list[int]:
        """Return who bases a report on whom: "**Reuters'ın kaynaklara** dayandırdığı haber"."""
        reporting = self.pack.reporting
        if predicate.passive or all(reporting.get(("v", lemma)) != "cite" for lemma in predicate.lemmas):
            return []
        based = [i for i in predicate.slots.get("dat", ()) if not self.is_word(i)]
        owners = [owner for i in based for owner in self.cast.groups[i].owners]
        whose = [i for i in (*predicate.slots.get("subj", ()), *owners) if self.is_office(i)]
        return [*whose[:1], *based]

    def is_word(self, index: int) -> bool:
        """Whether a group is a statement, a report, words: its owner speaks."""
        word = self.cast.sentence.words[self.cast.groups[index].head]
        return self.pack.reporting.get(("n", word.noun or word.form)) in _SPEAKING

    def is_paper(self, index: int) -> bool:
        """Whether a group is a text that is a source by itself: a report, a dispatch."""
        return self._noun(index) in self._papers

    def _noun(self, index: int) -> str:
        word = self.cast.sentence.words[self.cast.groups[index].head]
        return word.noun or word.form

    def people(self, groups: list[int]) -> list[Participant]:
        """Return who the groups are; "the minister" is the one last spoken of.

        Who speaks together with the one before has the role ``joint``: "Putin **and Macron** said".
        """
        found: list[Participant] = []
        for at, index in enumerate(groups):
            leader = self.cast.groups[index].leader
            joined = (
                at > 0 and leader >= 0 and (leader in groups or self.cast.groups[groups[0]].leader == leader)
            )
            for person in self._people(index):
                found.append(person._replace(role="joint") if joined else person)
                joined = True
        return found

    def _people(self, index: int) -> tuple[Participant, ...]:
        found = self._by_full_name(index, self.cast.group(index))
        if self._memory is None or index in self.cast.references or len(found) != 1 or found[0].code:
            return found
        group = self.cast.groups[index]
        sentence = self.cast.sentence
        bare = group.head - group.first < 2 and sentence.parse.classes[group.head] == "G"
        if not bare or group.owners or group.after or group.twin >= 0:
            return found
        return self._memory.in_office(sentence, self.cast, group) or found

    def _by_full_name(self, index: int, found: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Return somebody with the whole of a name that no list knows: "аналітик Рашид **Абді**"."""
        sentence, group = self.cast.sentence, self.cast.groups[index]
        stop = group.stop
        while (
            sentence.parse.classes[stop : stop + 1] == "n"
            and sentence.words[stop].weight == GUESSED
            and sentence.text[sentence.starts[stop]].isupper()
            and not sentence.mentions[stop]
        ):
            stop += 1
        if stop == group.stop or len(found) != 1 or found[0].stop != sentence.stops[group.stop - 1]:
            return found
        person, end = found[0], sentence.stops[stop - 1]
        return (person._replace(text=sentence.text[person.start : end], stop=end),)
