"""Russian clauses: noun groups by agreement, roles by case.

Word order is free, so a verb looks for its subject and objects on both sides of it within its
clause: nominative, accusative, dative and instrumental groups fill the slots of those names; groups
behind a preposition fill ``preposition+case``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.languages import features as f
from dragoman.languages.parse import Group, Parse, Predicate, Word

__all__ = ["parse"]

_RUN = re.compile(r"(?P<G>[dh#aAJnNGR](?:[dh#aAJnNG]|(?<=[aJ])[,c](?=[aJ]+[nG]))*)|(?P<O>.)", re.DOTALL)
_HEADS = frozenset("nNGR")
_VERBAL = frozenset("VBPIxmk")
_STOP = frozenset(";.:uq()")
_NAMES = {f.NOM: "nom", f.GEN: "gen", f.DAT: "dat", f.ACC: "acc", f.INS: "ins", f.LOC: "loc"}
_BITS = {name: bit for bit, name in _NAMES.items()}
_BARE = {
    "со": "с",
    "во": "в",
    "ко": "к",
    "об": "о",
    "обо": "о",
    "ото": "от",
    "изо": "из",
    "подо": "под",
    "надо": "над",
    "передо": "перед",
}


class _Builder:
    def __init__(self, classes: str, words: Sequence[Word]) -> None:
        self.classes = classes
        self.words = words
        self.kinds: list[str] = []
        self.firsts: list[int] = []
        self.at: list[int] = []
        self.groups: list[Group] = []
        self.predicates: list[Predicate] = []
        self.group_of = [-1] * len(classes)
        self.chunk_of_group: list[int] = []

    def _add(self, kind: str, first: int, index: int) -> None:
        self.kinds.append(kind)
        self.firsts.append(first)
        self.at.append(index)

    # -- groups ---------------------------------------------------------------------------------

    def chunk(self) -> None:
        for match in _RUN.finditer(self.classes):
            first, stop = match.span()
            if match.lastgroup == "G":
                self._run(first, stop)
                continue
            char = self.classes[first]
            if char == "T" and self.kinds and self.kinds[-1] == "p" and self.firsts[-1] == first - 1:
                self.kinds.pop()  # "в 1902 году": the preposition governs the time alone
                self.firsts.pop()
                self.at.pop()
            if char in 'rT"':
                continue
            if char in "VBPI":
                self._verb(first, char)
            else:
                self._add(char, first, -1)

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
            if case & f.GEN and "#" in classes[start:i]:
                case |= f.NOM | f.ACC  # "четыреста миллионов долларов": the numeral has the case
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
            return char in "NnG" and bool(case & f.GEN or not case & f.CASES)
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
        )
        if attached and previous is not None:
            group.prep = "gen"
            for earlier in (previous, *self._chain(previous)):
                earlier.after.append(group.index)
        elif previous is None and self.kinds and self.kinds[-1] == "p":
            group.prep = self._preposition(self.words[self.firsts[-1]], group)
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
        form = _BARE.get(word.form, word.form)
        governed = [_BITS[name.strip()] for name in word.note.split(",") if name.strip() in _BITS]
        fitting = [bit for bit in governed if group.case & bit] or governed
        if not fitting:
            return form
        group.case = fitting[0] | (group.case & f.NUMBERS)
        return f"{form}+{_NAMES[fitting[0]]}"

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
            if "+" in here.prep and k >= 2 and kinds[k - 1] == "p" and kinds[k - 2] == "G":
                owner = groups[at[k - 2]]
                for earlier in (owner, *self._chain(owner)):
                    earlier.after.append(here.index)
        k = 0
        while k < len(kinds):
            k = self._coordinate(k) if kinds[k] == "G" else k + 1

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
        members = [k]
        j = k
        closed = False
        while True:
            step = j + 1
            while step < len(kinds) and kinds[step] == "G" and groups[at[step]].prep == "gen":
                step += 1
            if step + 1 < len(kinds) and kinds[step] in "c," and kinds[step + 1] == "G":
                other = groups[at[step + 1]]
                if self._shares_office(lead, other, kinds[step]):
                    lead.stop = other.stop
                    for i in range(lead.first, lead.stop):
                        self.group_of[i] = lead.index
                    other.prep, other.leader = "gen", lead.index
                    return step + 2
                same = (
                    not other.case & f.CASES
                    or not lead.case & f.CASES
                    or bool(other.case & lead.case & f.CASES)
                )
                if not same or other.prep:
                    break
                closed = closed or kinds[step] == "c"
                members.append(step + 1)
                j = step + 1
                if kinds[step] == "c":
                    break
                continue
            break
        if not closed or len(members) < 2:
            return k + 1
        for m in members[1:]:
            group = groups[at[m]]
            lead.coord.append(group.index)
            group.leader = lead.index
            group.prep = group.prep or lead.prep
        return members[-1] + 1

    def _shares_office(self, lead: Group, other: Group, kind: str) -> bool:
        """Whether a second genitive belongs to a plural agent: "президенты Турции и Украины"."""
        return (
            kind == "c"
            and self.classes[lead.head] == "G"
            and self.words[lead.head].plural
            and lead.stop > lead.head + 1
            and bool(other.case & f.GEN)
            and not other.prep
            and self.classes[other.head] == "N"
        )

    # -- verbs ----------------------------------------------------------------------------------

    def _verb(self, token: int, char: str) -> None:
        word = self.words[token]
        predicate = Predicate(len(self.predicates), "v", token, token, token + 1)
        readings = [v for v in word.verbs if v[1] == char]
        predicate.lemmas = tuple(dict.fromkeys(v[0] for v in readings if v[0]))
        feats = 0
        for _, _, bits in readings:
            feats |= bits
        predicate.finite = char in "VP"
        predicate.passive = char == "P" or bool(feats & f.PASSIVE)
        if feats & f.FUT:
            predicate.tense = "fut"
        elif feats & f.PRES:
            predicate.tense = "pres"
        elif feats & f.PAST or char == "P":
            predicate.tense = "past"
        j = token - 1
        while j >= 0 and self.classes[j] in "rx!mT":
            if self.classes[j] == "!":
                predicate.negation = j
            elif self.classes[j] == "m":
                predicate.modal = self.words[j].form
            elif self.classes[j] == "x" and self.words[j].form.startswith("буд"):
                predicate.tense = "fut"
            j -= 1
        if char == "I":
            predicate.link = "adv"
        self.predicates.append(predicate)
        self._add("V", token, predicate.index)

    def _expand(self, index: int) -> list[int]:
        return [index, *self.groups[index].coord]

    def _free(self, k: int) -> Group | None:
        """Return the group of a chunk if it can fill a case slot."""
        if self.kinds[k] != "G":
            return None
        group = self.groups[self.at[k]]
        return None if group.leader >= 0 or group.prep in ("gen", "ins") else group

    def _zone(self, k: int) -> tuple[list[int], list[int]]:
        """Return the chunks left and right of a verb that belong to its clause."""
        kinds = self.kinds
        left: list[int] = []
        j = k - 1
        commas = 0
        while j >= 0:
            kind = kinds[j]
            if kind in _STOP:
                break
            if kind == "V":
                other = self.predicates[self.at[j]]
                if other.finite or kinds[k] != "V":
                    break
                if self.classes[other.token] == "I":
                    j -= 1
                    continue
                break
            if kind == ",":
                opening = self._opening(j)
                if opening is not None:
                    j = opening
                    continue
                commas += 1
                if commas > 1:
                    break
            left.append(j)
            j -= 1
        right: list[int] = []
        j = k + 1
        while j < len(kinds):
            kind = kinds[j]
            if kind in _STOP or kind == "V":
                break
            if kind == "," and not self._list_comma(j):
                break
            if kind == "c" and j + 1 < len(kinds) and kinds[j + 1] in "V!":
                break
            right.append(j)
            j += 1
        return left, right

    def _list_comma(self, j: int) -> bool:
        nearby = self.kinds[j + 1 : j + 6]
        return bool(nearby) and nearby[0] in "Gp" and "V" not in nearby and "q" not in nearby

    def _opening(self, j: int) -> int | None:
        """For the comma closing an inserted clause, the chunk before the comma that opens it."""
        i = j - 1
        verbal = False
        while i >= 0 and self.kinds[i] not in ";.:":
            if self.kinds[i] in "Vqu":
                verbal = True
            if self.kinds[i] == ",":
                return i - 1 if verbal else None
            i -= 1
        return None

    def arguments(self, k: int) -> None:
        predicate = self.predicates[self.at[k]]
        slots = predicate.slots
        left, right = self._zone(k)
        subject: Group | None = None
        number = self._number(predicate)
        objects: list[Group] = []
        for side, chunks in (("left", left), ("right", right)):
            for j in chunks:
                group = self._free(j)
                if group is None:
                    continue
                if group.prep:
                    slots.setdefault(group.prep, []).extend(self._expand(group.index))
                    continue
                case = group.case & f.CASES or f.CASES
                can_be_subject = bool(case & f.NOM) and predicate.finite and self._agrees(group, number)
                if (
                    can_be_subject
                    and subject is None
                    and (side == "left" or not case & f.ACC or predicate.passive)
                ):
                    subject = group
                elif (
                    case & f.ACC
                    and not predicate.passive
                    and (case & f.NOM or not case & (f.GEN | f.DAT | f.INS) or side == "right")
                ):
                    objects.append(group)
                elif case & f.INS and not case & (f.NOM | f.ACC):
                    slots.setdefault("ins", []).extend(self._expand(group.index))
                elif case & f.DAT and not case & (f.NOM | f.ACC | f.GEN):
                    slots.setdefault("dat", []).extend(self._expand(group.index))
                elif case & f.GEN and not case & f.NOM:
                    slots.setdefault("gen", []).extend(self._expand(group.index))
                elif can_be_subject and subject is None:
                    subject = group
        if subject is None and predicate.finite and objects and not predicate.passive:
            # "договор подписали Турция и Россия": an accusative-like group may be the subject after all
            for candidate in list(objects):
                if candidate.case & f.NOM and len(objects) > 1 and self._agrees(candidate, number):
                    subject = candidate
                    objects.remove(candidate)
                    break
        surface: list[int] = []
        if subject is not None:
            surface = self._expand(subject.index)
        elif predicate.finite:
            surface = self._shared(k)
        if surface:
            slots["surface"] = surface
        if predicate.passive:
            if surface:
                slots["acc"] = surface
                slots["obj"] = surface
            if "ins" in slots:
                slots["nom"] = slots["subj"] = slots["ins"]
        else:
            if surface:
                slots["nom"] = slots["subj"] = surface
            if objects:
                found = [index for group in objects for index in self._expand(group.index)]
                slots["acc"] = slots["obj"] = found
            elif predicate.negation >= 0 and "gen" in slots:
                slots["acc"] = slots["obj"] = slots["gen"]

    def _number(self, predicate: Predicate) -> int:
        bits = 0
        for _, kind, feats in self.words[predicate.token].verbs:
            if kind in "VP":
                bits |= feats & f.NUMBERS
        return bits

    def _agrees(self, group: Group, number: int) -> bool:
        own = group.case & f.NUMBERS
        if group.coord or not own or not number:
            return True
        return bool(own & number)

    def _shared(self, k: int) -> list[int]:
        """Subject of the verb before a conjunction or comma: "посетил Баку и встретился с"."""
        j = k - 1
        while j >= 0:
            if self.kinds[j] == "q":
                return self._antecedent(j)
            if self.kinds[j] in ";.:u(":
                return []
            if self.kinds[j] == "V":
                return list(self.predicates[self.at[j]].slots.get("surface", []))
            j -= 1
        return []

    def _antecedent(self, j: int) -> list[int]:
        i = j - 1
        while i >= 0 and self.kinds[i] in ",p":
            i -= 1
        if i >= 0 and self.kinds[i] == "G":
            group = self.groups[self.at[i]]
            return self._expand(group.leader if group.leader >= 0 else group.index)
        return []

    def links(self) -> None:
        """Infinitives, clauses with что and gerunds hang on the verb before them."""
        kinds, at = self.kinds, self.at
        verbs = [k for k, kind in enumerate(kinds) if kind == "V"]
        for position, k in enumerate(verbs):
            predicate = self.predicates[at[k]]
            char = self.classes[predicate.token]
            if position == 0:
                if char == "I":
                    main = self._main_after(verbs)
                    if main is not None:
                        self._give(predicate, main, "adv")
                    else:
                        self._give_copula(predicate)
                continue
            before = self.predicates[at[verbs[position - 1]]]
            between = kinds[verbs[position - 1] + 1 : k]
            if char == "B" and before.link == "to" and before.parent >= 0 and "c" in between:
                # "удалось свергнуть правительство и советизировать край"
                self._link(self.predicates[before.parent], predicate, "to")
            elif (
                char == "B"
                and "." not in between
                and ";" not in between
                and not ("," in between and "u" not in between)
            ):
                self._link(before, predicate, "to")
            elif predicate.finite and "u" in between:
                word = self.words[self.firsts[verbs[position - 1] + 1 + between.index("u")]].form
                if word in ("что", "чтобы", "будто", "как"):
                    self._link(before, predicate, "that" if word != "чтобы" else "to")
            elif char == "I":
                self._give(predicate, before, "adv")
        for predicate in self.predicates:
            if predicate.link == "to" and predicate.parent >= 0 and "subj" not in predicate.slots:
                above = self.predicates[predicate.parent].slots
                source = above.get("dat") or above.get("surface") or above.get("subj")
                if source:
                    predicate.slots["surface"] = list(source)
                    predicate.slots["subj"] = predicate.slots["nom"] = list(source)

    def _give_copula(self, child: Predicate) -> None:
        """Give an opening gerund the subject of a clause with быть: "поддерживая X, Баку оказался ..."."""
        for k, kind in enumerate(self.kinds):
            if kind != "x" or self.firsts[k] < child.token:
                continue
            for j in range(k - 1, -1, -1):
                group = self._free(j)
                if self.kinds[j] == ",":
                    break
                if group is not None and not group.prep and (group.case & f.NOM or not group.case & f.CASES):
                    surface = self._expand(group.index)
                    child.slots["surface"] = child.slots["subj"] = child.slots["nom"] = surface
                    return

    def _main_after(self, verbs: list[int]) -> Predicate | None:
        """Return the finite verb that an opening gerund shares its subject with, relative clauses skipped."""
        for k in verbs[1:]:
            opening = max((j for j in range(k) if self.kinds[j] == ","), default=0)
            predicate = self.predicates[self.at[k]]
            if predicate.finite and "q" not in self.kinds[opening:k]:
                return predicate
        return None

    @staticmethod
    def _link(parent: Predicate, child: Predicate, link: str) -> None:
        parent.comp.append((link, child.index))
        child.parent, child.link = parent.index, link

    @staticmethod
    def _give(child: Predicate, parent: Predicate, link: str) -> None:
        child.link = link
        source = parent.slots.get("surface")
        if source:
            child.slots["surface"] = list(source)
            child.slots["subj"] = child.slots["nom"] = list(source)


def parse(classes: str, words: Sequence[Word], particles: dict[str, frozenset[str]]) -> Parse:
    """Find the groups and predicates of one sentence; see `dragoman.languages.en.clauses.parse`."""
    builder = _Builder(classes, words)
    builder.chunk()
    builder.attach()
    for k, kind in enumerate(builder.kinds):
        if kind == "V":
            builder.arguments(k)
    builder.links()
    return Parse(classes, builder.groups, builder.predicates, builder.group_of)
