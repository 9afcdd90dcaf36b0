"""Noun groups by agreement, each ending at its head."""

from __future__ import annotations

import re

from dragoman.languages import features as f
from dragoman.languages.parse import GUESSED, PROPER, Group, Word
from dragoman.languages.slavic.correlatives import plain_lists
from dragoman.languages.slavic.particles import without_particles
from dragoman.languages.slavic.predicates import Predicates
from dragoman.languages.slavic.prepositions import governs, noun_slot, slot

__all__ = ["BODY", "Groups"]

_RUN = re.compile(
    r"(?P<G>[dh#aAJnNGR](?:[dh#aAJnNG]|(?<=[aJ])[,c](?=[aJ]+[nG])|(?<=J)\"(?=n\"))*)|(?P<O>.)", re.DOTALL
)
"""Runs of nominal words; a noun in quotation marks may have its adjective before them."""
_HEADS = frozenset("nNGR")
_OBLIQUE = "gen,acc"
"""Note of a numeral that counts no subject: "двух"."""
BODY = "body"
"""Note of a word for a ministry, an army, an office."""
_NEUTER = ("ие", "ье", "ство", "ння", "ття", "іддя")
_ABBREVIATION = 4  # letters
_BODIES = frozenset({"group", "org"})
_NOMINAL = frozenset("dhaAJ#nNGRT")


class Groups(Predicates):
    """Noun groups of one sentence; a preposition gives its group the case."""

    def chunk(self) -> None:
        """Cut the sentence into chunks."""
        runs = self._runs()
        for match in _RUN.finditer(runs):
            first, stop = match.span()
            if match.lastgroup == "G":
                self._run(first, stop)
                continue
            char = runs[first] if runs[first] != "V" else self.classes[first]
            if char == "T" and self.kinds and self.kinds[-1] == "p" and self.firsts[-1] == first - 1:
                self.kinds.pop()  # "в 1902 году": the preposition governs the time alone
                self.firsts.pop()
                self.at.pop()
            if char in 'rT"' or (char == "," and self._inserted(first)):
                continue
            if char in "VBPIA":
                self._verb(first, char)
            elif char == "k" and self.words[first].weight == 1:
                self._adjective(first)
            elif char == "p" and self.words[first].noun and not self._goes_on(stop):
                self._within(first, None)
            else:
                self._add(char, first, -1)

    def _inserted(self, comma: int) -> bool:
        """Whether a comma only sets off an adverb before "and": "Турция, с одной стороны, и Армения"."""
        classes = self.classes
        first, last = comma, comma + 1
        while first and classes[first - 1] == "r":
            first -= 1
        while last < len(classes) and classes[last] == "r":
            last += 1
        if last > comma + 1 and classes[last : last + 1] == ",":
            return classes[last + 1 : last + 2] == "c"
        return first < comma and classes[first - 1] == "," and classes[comma + 1 : comma + 2] == "c"

    def _runs(self) -> str:
        """Return the classes, participles with arguments of their own taken out of the groups."""
        classes = without_particles(plain_lists(self.classes, self.words), self.words)
        if "A" not in classes:
            return classes
        out = list(classes)
        for i, char in enumerate(classes):
            if char == "A" and self.words[i].weight == 1 and not self._attributive(i):
                out[i] = "V"
        return "".join(out)

    def _attributive(self, i: int) -> bool:
        """Whether the word behind a participle is the noun it describes."""
        classes, case = self.classes, self.words[i].case & f.CASES
        j = i + 1
        while j < len(classes) and classes[j] in "daJA#hr":
            j += 1
        if j >= len(classes) or classes[j] not in "nNG":
            return False
        other = self.words[j].case & f.CASES
        if i and classes[i - 1] == "," and j == i + 1 and self.words[j].func:
            return False  # ", подписанный Турцией"
        return not case or not other or bool(case & other)

    def _run(self, first: int, stop: int) -> None:
        """Cut a run of nominal words into groups: each ends at its head."""
        classes, words = self.classes, self.words
        start = first
        previous: Group | None = None
        i = first
        while i < stop:
            char = classes[i]
            if char not in _HEADS and i + 1 < stop:
                i += 1
                continue
            case = words[i].case
            for j in range(start, i):
                if classes[j] in "aAJ" and words[j].case & f.CASES and case & f.CASES:
                    both = words[j].case & case & f.CASES
                    case = both | (case & f.NUMBERS) if both else case
            if i > start and classes[start] == "d" and self._stands_alone(start, i, case):
                self._group(start, start + 1, start, words[start].case, None)  # "**тот** обвинение отверг"
                start += 1
            if i > start and classes[start] == "d" and self._counts_two(start, case):
                case = f.NOM | f.PL | (0 if case & f.ACC else f.ACC)  # "оба соседа": a genitive by its look
            counted = "#" in classes[start:i] or any(words[j].func == "quant" for j in range(start, i))
            if case & f.GEN and counted:
                case |= f.NOM | f.ACC  # "четыреста миллионов долларов": the numeral has the case
                if any(classes[j] == "#" and words[j].note == _OBLIQUE for j in range(start, i)):
                    case &= ~f.NOM  # "двух дипломатов выслали"
            if previous is not None and self._swallowed(previous, i, start, case):
                previous.stop = i + 1
                if words[i].func == "person" and previous.case & case & f.NOM:
                    # "министр **Лавров** предупредил Анкару": the name is no accusative
                    previous.case &= case & f.CASES | ~f.CASES
                for j in range(start, i + 1):
                    self.group_of[j] = previous.index
                start = i + 1
                i += 1
                continue
            previous = self._group(start, i + 1, i, case, previous)
            start = i + 1
            i += 1
        if start < stop and previous is None:
            self._group(start, stop, stop - 1, words[stop - 1].case, None)

    def _counts_two(self, first: int, case: int) -> bool:
        """Whether a nominative stands before a genitive that it counts: "**оба** соседа"."""
        own = self.words[first].case
        return bool(own & f.NOM and case & f.GEN) and not (own & f.GEN or case & f.NOM)

    def _stands_alone(self, first: int, head: int, case: int) -> bool:
        """Whether a determiner is no part of the group behind it: "после **этого** Москва ввела"."""
        own, case = self.words[first].case & f.CASES, case & f.CASES
        if own and head == first + 1 and self.classes[head] == "N" and self.kinds[-1:] == ["p"]:
            return not case & own or not case or case == f.CASES
        return self._is_other_gender(first, head)

    def _is_other_gender(self, first: int, head: int) -> bool:
        """Whether a determiner in the nominative, no neuter, cannot go with the noun behind it."""
        told = self.words[first].note.split(",")
        noun = self.words[head].noun
        other = "nt" not in told and "nom" in told and "sg" in told
        return other and self.classes[head] == "n" and noun.endswith(_NEUTER) and head == first + 1

    def _swallowed(self, lead: Group, i: int, start: int, case: int) -> bool:
        """Whether a name or noun belongs into the group of the agent before it."""
        head = self.classes[lead.head]
        char = self.classes[i]
        if head == "G":
            if char == "N" and self.words[i].func == "person":
                return True
            if PROPER in self.words[i].traits and lead.stop == i:
                return True  # "президент Ахмет **Каплан**": the case of a guess says nothing
            if char == "n" and case & f.ACC and not lead.case & f.CASES & ~(f.DAT | f.LOC):
                return False  # "поставила правительству винтовки": to whom and what
            if char == "G" and self._is_body_of(lead, i, case):
                return True
            if char == "N" and self._does_deed(lead):
                return False  # "обстрел российскими войсками **Никополя**": whom it befalls
            return char in "NnG" and bool(case & f.GEN or not case & f.CASES)
        if char == "n" and head == "N" and lead.head + 1 == i:
            # "армянин **Тейлирян**": a surname behind the name of a people
            one = self.words[lead.head].func == "demonym" and lead.case & f.NOM and not lead.case & f.PL
            return bool(one) and self.words[i].weight == GUESSED and bool(case & f.NOM)
        return (
            head == "N"
            and char == "N"
            and self.words[i].func == "person"
            and self.words[lead.head].func == "person"
        )

    def _does_deed(self, lead: Group) -> bool:
        """Whether an agent whose state is told does the deed that the noun before names."""
        if lead.case & f.CASES != f.INS or self.kinds[-2:] != ["G", "G"] or lead.prep:
            return False
        deed = self.groups[self.at[-2]]
        told = self.classes[deed.head] == "n" and self.words[deed.head].weight == 1
        return told and "J" in self.classes[lead.first : lead.head]

    def _is_body_of(self, lead: Group, i: int, case: int) -> bool:
        """Whether a body that does not decline stands behind who acts for it: "представитель **МИД**"."""
        word, title = self.words[i], self.words[lead.head]
        short = len(word.form) <= _ABBREVIATION and word.note == BODY
        return short and title.note != BODY and bool(case & lead.case & f.NOM) and not word.plural

    def _group(self, first: int, stop: int, head: int, case: int, previous: Group | None) -> Group:
        group = Group(len(self.groups), first, stop, head)
        group.case = case
        for i in range(first, stop):
            self.group_of[i] = group.index
        self.groups.append(group)
        self.chunk_of_group.append(len(self.kinds))
        attached = (
            previous is not None
            and (
                (self.classes[previous.head] == "n" and (case & f.GEN or not case & f.CASES))
                or self._leads(previous, head, case)
            )
            and "#" not in self.classes[first:head]  # "в регион 1960 миротворцев": a group of its own
        )
        if attached and previous is not None:
            group.prep = "gen"
            for earlier in (previous, *self._chain(previous)):
                earlier.after.append(group.index)
        elif previous is None and self.kinds and self.kinds[-1] == "p":
            group.prep = self._preposition(self.words[self.firsts[-1]], group)
            if self.words[self.firsts[-1]].noun:
                self._within(self.firsts[-1], group)
        owners = [j for j in range(first, head) if self.classes[j] in "Jh"]
        self._add("G", first, group.index)
        for j in owners:
            owner = Group(len(self.groups), j, j + 1, j)
            owner.inside = group.index
            group.owners.append(owner.index)
            self.groups.append(owner)
            self.chunk_of_group.append(-1)
        return group

    def _leads(self, previous: Group, head: int, case: int) -> bool:
        """Whether a person in the genitive is whose the body before him is: "Красная армия **Троцкого**"."""
        bodies = self.words[previous.head].func in _BODIES and self.classes[previous.head] == "N"
        person = self.words[head].func == "person" or (
            self.classes[head] == "G" and self.words[head].note != "body" and not self.words[head].plural
        )
        return bodies and person and bool(case & f.GEN) and not case & f.DAT

    def _chain(self, group: Group) -> list[Group]:
        """Groups that the given one is itself attached to."""
        return [other for other in self.groups if group.index in other.after]

    def _preposition(self, word: Word, group: Group) -> str:
        form, governed = governs(word.form, word.note)
        fitting = [bit for bit in governed if group.case & bit] or governed
        if not fitting:
            return form
        # "в Перу" is both; a name without cases can stand in all that are governed: "вийшла з ЮНЕСКО"
        if len(fitting) > 1 and ({f.ACC, f.LOC}.issuperset(fitting[:2]) or not group.case & f.CASES):
            group.other_prep = slot(form, fitting[1])
        group.case = fitting[0] | (group.case & f.NUMBERS)
        return slot(form, fitting[0])

    def _goes_on(self, token: int) -> bool:
        """Whether a nominal word follows, quotation marks aside."""
        while self.classes[token : token + 1] == '"':
            token += 1
        return self.classes[token : token + 1] in _NOMINAL

    def _within(self, token: int, group: Group | None) -> Group:
        """Return the group of the noun that a preposition is made of; the group behind it owns it."""
        noun = Group(len(self.groups), token, token + 1, token)
        noun.prep, noun.case = noun_slot(self.words[token]), self.words[token].case
        self.groups.append(noun)
        self.chunk_of_group.append(len(self.kinds) if group is None else -1)
        if group is None:
            self._add("G", token, noun.index)  # "обратилась к Литве за помощью"
        else:
            self.within[group.index] = noun
        return noun
