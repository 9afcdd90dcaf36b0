"""Noun groups by agreement, attached by case and preposition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from operator import and_

from dragoman.languages import features as f
from dragoman.languages.parse import GUESSED, Group, Predicate, Word
from dragoman.languages.slavic.prepositions import governs, noun_slot, slot

__all__ = ["Groups"]

_RUN = re.compile(
    r"(?P<G>[dh#aAJnNGR](?:[dh#aAJnNG]|(?<=[aJ])[,c](?=[aJ]+[nG])|(?<=J)\"(?=n\"))*)|(?P<O>.)", re.DOTALL
)
"""Runs of nominal words; a noun in quotation marks may have its adjective before them."""
_HEADS = frozenset("nNGR")
_BEHIND = frozenset("daJ#hnNGr")
_AS = frozenset({"как", "як"})
_OBLIQUE = "gen,acc"
"""Note of a numeral that counts no subject: "двух"."""
_JOINED = "-"
"""Kind of a comma between the members of one list: it parts no clauses."""
_NOMINAL = frozenset("dhaAJ#nNGRT")


class Groups:
    """Noun groups of one sentence and its verbs, in order, as chunks.

    Parameters
    ----------
    classes : str, (n_tokens,)
    words : sequence of Word, (n_tokens,)
    particles : dict of str to frozenset of str
        First words of predicates of two words and their second words: with "не" some verbs are a predicate of
        their own ("не согласиться" is to refuse), with some infinitives others are ("дать понять" is to say).
    """

    def __init__(
        self, classes: str, words: Sequence[Word], particles: dict[str, frozenset[str]] | None = None
    ) -> None:
        self.classes = classes
        self.words = words
        self.particles = particles or {}
        self.refused = self.particles.get("не", frozenset())
        self.kinds: list[str] = []
        self.firsts: list[int] = []
        self.at: list[int] = []
        self.groups: list[Group] = []
        self.predicates: list[Predicate] = []
        self.group_of = [-1] * len(classes)
        self.chunk_of_group: list[int] = []
        self.within: dict[int, Group] = {}
        """By group: the noun of the preposition before it, "на **сторону** Антанты"."""
        self.aims: dict[int, Group | None] = {}
        """Chunks of infinitives with the noun whose aim they are."""

    def _add(self, kind: str, first: int, index: int) -> None:
        self.kinds.append(kind)
        self.firsts.append(first)
        self.at.append(index)

    # -- groups ---------------------------------------------------------------------------------

    def chunk(self) -> None:
        """Cut the sentence into chunks."""
        for match in _RUN.finditer(self._runs()):
            first, stop = match.span()
            if match.lastgroup == "G":
                self._run(first, stop)
                continue
            char = self.classes[first]
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
        classes = self.classes
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
            counted = "#" in classes[start:i] or any(words[j].func == "quant" for j in range(start, i))
            if case & f.GEN and counted:
                case |= f.NOM | f.ACC  # "четыреста миллионов долларов": the numeral has the case
                if any(classes[j] == "#" and words[j].note == _OBLIQUE for j in range(start, i)):
                    case &= ~f.NOM  # "двух дипломатов выслали"
            if previous is not None and self._swallowed(previous, i, start, case):
                previous.stop = i + 1
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

    def _swallowed(self, lead: Group, i: int, start: int, case: int) -> bool:
        """Whether a name or noun belongs into the group of the agent before it."""
        head = self.classes[lead.head]
        char = self.classes[i]
        if head == "G":
            if char == "N" and self.words[i].func == "person":
                return True
            if char == "n" and case & f.ACC and lead.case & f.CASES == f.DAT:
                return False  # "поставила правительству винтовки": to whom and what
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

    def _group(self, first: int, stop: int, head: int, case: int, previous: Group | None) -> Group:
        group = Group(len(self.groups), first, stop, head)
        group.case = case
        for i in range(first, stop):
            self.group_of[i] = group.index
        self.groups.append(group)
        self.chunk_of_group.append(len(self.kinds))
        attached = (
            previous is not None
            and (case & f.GEN or not case & f.CASES)
            and self.classes[previous.head] == "n"
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

    def attach(self) -> None:
        """Attach prepositional groups to the noun before them and coordinate like with like."""
        kinds, at, groups = self.kinds, self.at, self.groups
        for k in range(len(kinds)):
            if kinds[k] != "G":
                continue
            here = groups[at[k]]
            if not here.prep and k and kinds[k - 1] == "G" and self._is_agent_of(groups[at[k - 1]], here):
                here.prep = "ins"
                for earlier in (groups[at[k - 1]], *self._chain(groups[at[k - 1]])):
                    earlier.after.append(here.index)
            if k >= 2 and kinds[k - 1] == ":" and kinds[k - 2] == "G" and self._renames(k):
                here.twin = groups[at[k - 2]].index
            if k >= 2 and kinds[k - 1] == "u" and self.words[self.firsts[k - 1]].form in _AS:
                here.twin = self._likened(k)
            if "+" in here.prep and k >= 2 and kinds[k - 1] == "p" and kinds[k - 2] == "G":
                owner = groups[at[k - 2]]
                for earlier in (owner, *self._chain(owner)):
                    earlier.after.append(here.index)
        k = 0
        while k < len(kinds):
            k = self._coordinate(k) if kinds[k] == "G" else k + 1

    def _likened(self, k: int) -> int:
        """Return the group that a noun behind "as" renames: "ликвидировать её **как пособницу**", or -1."""
        j = k + 1
        while j < len(self.kinds) and self.kinds[j] not in ",;.:u":
            if self.kinds[j] == "V":
                return -1  # a clause: "как сообщил посол"
            j += 1
        case = self.groups[self.at[k]].case
        for i in range(k - 2, -1, -1):
            if self.kinds[i] in ";.:":
                break
            other = self.groups[self.at[i]] if self.kinds[i] == "G" else None
            if other is None or other.prep or self.classes[other.head] not in "NGR":
                continue
            if other.case & case & f.CASES or not other.case & f.CASES:
                return other.index
        return -1

    def _renames(self, k: int) -> bool:
        """Whether a name behind a dash says who is meant: "закавказскую республику – Азербайджан"."""
        here, before = self.groups[self.at[k]], self.groups[self.at[k - 2]]
        return (
            self.words[self.firsts[k - 1]].form in "—–-"
            and self.classes[here.head] == "N"
            and self.classes[before.head] == "n"
            and not here.prep
            and bool(here.case & before.case & f.CASES or not here.case & f.CASES)
        )

    def _is_agent_of(self, before: Group, here: Group) -> bool:
        """Whether an instrumental names who does an event noun: "осуждение Парижа Анкарой"."""
        deverbal = before if before.prep != "gen" else next(iter(self._chain(before)), before)
        return (
            bool(here.case & f.INS)
            and not here.case & (f.NOM | f.ACC | f.GEN)
            and self.classes[here.head] in "NG"
            and self.classes[deverbal.head] == "n"
            and self.words[deverbal.head].weight == 1
        )

    def _coordinate(self, k: int) -> int:
        kinds, at, groups = self.kinds, self.at, self.groups
        lead = groups[at[k]]
        shared = self._shares_office(k)
        if shared > k:
            last = groups[at[shared]]
            lead.stop = last.stop
            for i in range(lead.first, lead.stop):
                self.group_of[i] = lead.index
            for j in range(k + 1, shared + 1):
                if kinds[j] == "G":
                    groups[at[j]].prep, groups[at[j]].leader = "gen", lead.index
                else:
                    kinds[j] = _JOINED
            return shared + 1
        members = [k]
        j = k
        closed = False
        inserted = self._in_insertion(k)
        while True:
            step = j + 1
            while step < len(kinds) and kinds[step] == "G" and groups[at[step]].prep == "gen":
                step += 1
            if inserted and step < len(kinds) and kinds[step] == ",":
                break
            if step + 1 < len(kinds) and kinds[step] in "c," and kinds[step + 1] == "G":
                other = groups[at[step + 1]]
                same = (
                    not other.case & f.CASES
                    or not lead.case & f.CASES
                    or bool(other.case & lead.case & f.CASES)
                )
                if not same or other.prep or (step > j + 1 and self._joins_owner(step - 1, step + 1, lead)):
                    break
                closed = closed or kinds[step] == "c"
                members.append(step + 1)
                j = step + 1
                if kinds[step] == "c" and not self._more(j):
                    break
                continue
            break
        if not closed or len(members) < 2:
            return k + 1
        for m in range(k + 1, members[-1]):
            if kinds[m] == ",":
                kinds[m] = _JOINED
        if all(self.classes[groups[at[m]].head] == "N" for m in members):
            # "разделяет **Китай и Индию**": one of them shows the case of both
            cases = [groups[at[m]].case & f.CASES for m in members]
            shared_cases = reduce(and_, (case for case in cases if case), f.CASES)
            if shared_cases:
                lead.case = shared_cases | (lead.case & ~f.CASES)
        for m in members[1:]:
            group = groups[at[m]]
            lead.coord.append(group.index)
            group.leader = lead.index
            group.prep = group.prep or lead.prep
            group.other_prep = group.other_prep or lead.other_prep
        return members[-1] + 1

    def _joins_owner(self, near: int, k: int, lead: Group) -> bool:
        """Whether a name behind "and" goes with the genitive before it: "отношения Англии **и Ирана**"."""
        here, before = self.groups[self.at[k]], self.groups[self.at[near]]
        return (
            self.classes[lead.head] == "n"
            and self.classes[here.head] == self.classes[before.head] == "N"
            and bool(here.case & f.GEN or not here.case & f.CASES)  # "Анкары и Баку": not declined
        )

    def _more(self, k: int) -> bool:
        """Whether a list goes on behind "and" to another one: "Турция и Армения, Азербайджан и Грузия"."""
        kinds = self.kinds
        names = kinds[k : k + 5] == ["G", ",", "G", "c", "G"]
        return names and all(self.classes[self.groups[self.at[j]].head] == "N" for j in (k, k + 2, k + 4))

    def _in_insertion(self, k: int) -> bool:
        """Whether the comma behind a group closes an insertion: "как сообщил посол, Макрон и Эрдоган"."""
        return (
            k >= 2
            and self.kinds[k - 1] == "V"
            and self.kinds[k - 2] == "u"
            and (
                self.words[self.firsts[k - 1]].weight == 2
                or (self.words[self.firsts[k - 2]].form in _AS and self.words[self.firsts[k - 1]].weight == 1)
            )
            and (k == 2 or self.kinds[k - 3] == ",")
        )

    def _shares_office(self, k: int) -> int:
        """Return the last chunk of a list of genitives that belong to a plural agent, or ``k`` for none.

        "президенты Турции, Грузии и Украины": as many presidents as states.
        """
        lead = self.groups[self.at[k]]
        plural = self.classes[lead.head] == "G" and self.words[lead.head].plural
        if not plural or lead.stop <= lead.head + 1:
            return k
        j = k
        while j + 2 < len(self.kinds) and self.kinds[j + 1] in "c," and self.kinds[j + 2] == "G":
            other = self.groups[self.at[j + 2]]
            if other.prep or not other.case & f.GEN or self.classes[other.head] != "N":
                break
            j += 2
            if self.kinds[j - 1] == "c":
                return j
        return k

    def _adjective(self, token: int) -> None:
        """A predicative adjective with a frame: "готов к переговорам", "готова підписати"."""
        predicate = Predicate(len(self.predicates), "a", token, token, token + 1)
        predicate.lemmas = (self.words[token].adj,)
        predicate.finite = True
        predicate.tense = "pres"
        self._before_verb(predicate)
        self.predicates.append(predicate)
        self._add("V", token, predicate.index)

    def _before_verb(self, predicate: Predicate) -> None:
        """Read negation, modal and the forms of "to be" before a verb."""
        j = predicate.token - 1
        while j >= 0 and self.classes[j] in "rx!mT":
            if self.classes[j] == "!":
                predicate.negation = j
            elif self.classes[j] == "m":
                predicate.modal = self.words[j].form
                predicate.finite = True
            elif self.classes[j] == "x" and "fut" in self.words[j].note:
                predicate.tense = "fut"
                if self.classes[predicate.token] == "B":
                    predicate.finite = True  # "не будет отправлять"
            elif (
                self.classes[j] == "x"
                and "past" in self.words[j].note
                and (predicate.kind == "a" or self.classes[predicate.token] == "B")
            ):
                predicate.tense = "past"
                predicate.finite = True  # "не стала осуждать"
            j -= 1

    def _unreal(self, token: int) -> int:
        """Token of "бы" behind an imperative that opens a condition: "выведи Россия солдат, ... пошли бы"."""
        for i in range(token + 1, len(self.words)):
            if self.classes[i] == "m" and self.words[i].note == "hypothetical":
                return i if self.classes[token - 1] not in "nNGRV" or not token else 0
        return 0

    def _after_infinitive(self, predicate: Predicate) -> None:
        """Read what stands behind an infinitive: "осуждать **не стала**", "подписать **не может**"."""
        j = predicate.token + 1
        while j < len(self.classes) and self.classes[j] in "rx!m":
            if self.classes[j] in "xm":
                predicate.finite = True
                if self.classes[j - 1] == "!":
                    predicate.negation = j - 1
                if self.classes[j] == "m":
                    predicate.modal = self.words[j].form
                elif "past" in self.words[j].note:
                    predicate.tense = "past"
            j += 1

    def _negated_behind(self, token: int) -> int:
        """Return the "not" of "ратифицирован договор **не был**", or -1."""
        classes = self.classes
        j = token + 1
        while j < len(classes) and classes[j] in _BEHIND:
            j += 1
        return j if classes[j : j + 2] == "!x" else -1

    def _joins_verb(self, token: int) -> bool:
        """Whether an infinitive makes one predicate with the verb before it: "дал Тегерану **понять**"."""
        if not self.predicates or (self.kinds[-1:] != ["V"] and self.kinds[-2:] != ["V", "G"]):
            return False
        before = self.predicates[-1]
        for lemma in before.lemmas:
            for infinitive, kind, _ in self.words[token].verbs:
                if kind == "B" and infinitive in self.particles.get(lemma, ()):
                    before.lemmas, before.stop = (f"{lemma} {infinitive}",), token + 1
                    return True
        return False

    def _verb(self, token: int, char: str) -> None:
        if char == "B" and self._joins_verb(token):
            return
        word = self.words[token]
        predicate = Predicate(len(self.predicates), "v", token, token, token + 1)
        # a full participle can be predicative: "був підписаний"
        readings = [v for v in word.verbs if v[1] == char] or [v for v in word.verbs if v[1] in "AP"]
        told = [v for v in readings if v[2] & (f.PAST | f.PRES | f.FUT)]
        if char == "V" and told and len(told) < len(readings) and not self._unreal(token):
            readings = told  # "вышли в финал" is no order to send somebody out
        predicate.lemmas = tuple(dict.fromkeys(v[0] for v in readings if v[0]))
        feats = 0
        for _, _, bits in readings:
            feats |= bits
        predicate.finite = char in "VP"
        predicate.passive = char == "P" or bool(feats & f.PASSIVE)
        if feats & f.PRES:
            predicate.tense = "pres"
        elif feats & f.FUT:
            predicate.tense = "fut"
        elif feats & f.PAST or char == "P":
            predicate.tense = "past"
        self._before_verb(predicate)
        if feats & f.FUT and predicate.negation >= 0:
            predicate.tense = "fut"  # "визнає", "признает" are both: who does not, will not
        if char == "P" and predicate.negation < 0:
            predicate.negation = self._negated_behind(token)
        if char == "B":
            self._after_infinitive(predicate)
        elif char == "V" and feats & f.IMP and not feats & (f.PAST | f.PRES | f.FUT) and self._unreal(token):
            predicate.modal = self.words[self._unreal(token)].form
        if predicate.negation >= 0 and not predicate.modal and not self.refused.isdisjoint(predicate.lemmas):
            negative = self.words[predicate.negation].form
            predicate.lemmas = tuple(f"{negative} {lemma}" for lemma in predicate.lemmas)
            predicate.negation = -1
        if char == "I":
            predicate.link = "adv"
        elif char == "A":
            predicate.link, predicate.finite = "rel", False
        self.predicates.append(predicate)
        self._add("V", token, predicate.index)
