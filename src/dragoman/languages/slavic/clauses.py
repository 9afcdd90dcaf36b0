"""Clauses: roles by case.

Word order is free, so a verb looks for its subject and objects on both sides of it within its
clause: nominative, accusative, dative and instrumental groups fill the slots of those names; groups
behind a preposition fill ``preposition+case``.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages import features as f
from dragoman.languages.parse import NOBODY, Group, Parse, Predicate, Word
from dragoman.languages.slavic.participles import Participles
from dragoman.languages.slavic.words import AIM, HAPPENS

__all__ = ["parse"]

_SPEECH = 2  # weight of a verb of speech
_STOP = frozenset(";.:uq()")
_UNDECLINED = ("о", "е", "є", "и", "і", "ї", "баку", "перу")
"""How names of places without cases end that are singular: "Алеппо", "Тбилиси"."""
_PLACES = frozenset({"place", "seat", "state"})
_LINKS = frozenset({"that", "to", "when"})
"""Notes of subordinators whose clause hangs on the verb before it; "когда" shares its time."""


class _Clauses(Participles):
    """Arguments of the verbs of one sentence."""

    def _expand(self, index: int) -> list[int]:
        return [index, *self.groups[index].coord]

    def _free(self, k: int) -> Group | None:
        """Return the group of a chunk if it can fill a case slot."""
        if self.kinds[k] != "G" or k in self.claimed:
            return None
        group = self.groups[self.at[k]]
        return None if group.leader >= 0 or group.prep in ("gen", "ins") else group

    def _zone(self, k: int) -> tuple[list[int], list[int]]:
        """Return the chunks left and right of a verb that belong to its clause."""
        kinds = self.kinds
        left: list[int] = []
        j = k - 1
        if k in self.aims:
            j = -1  # "попытка большевиков захватить Варшаву"
        if j >= 0 and kinds[j] == "c":
            j = -1  # "осудил Израиль и поблагодарил": what stands before belongs to the first verb
        commas, inserted = 0, -1
        while j >= 0:
            kind = kinds[j]
            if kind == ":" and (said := self._said_between(j)) >= 0:
                j = said
                continue
            if kind in _STOP:
                break
            if kind == "," and j == inserted:
                j -= 1
                continue
            if kind == "V":
                if j in self.arguments_of:
                    j -= 1  # "присланные Ираном суда покинули": transparent
                    continue
                other = self.predicates[self.at[j]]
                if other.finite or kinds[k] != "V":
                    break
                if self.classes[other.token] == "I":
                    j -= 1
                    continue
                break
            if kind == ",":
                inserted = self._insertion(j)
                if inserted >= 0:
                    j -= 1
                    continue
                opening = self._opening(j)
                if opening is not None:
                    j = opening
                    continue
                commas += 1
                if commas > 1 or self._other_clause(j):
                    break
            left.append(j)
            j -= 1
        right: list[int] = []
        j = k + 1
        while j < len(kinds):
            kind = kinds[j]
            if kind == "V" and j in self.arguments_of:
                j += 1
                continue
            if kind in _STOP or kind == "V":
                break
            if kind == "," and not self._list_comma(j):
                break
            if kind == "c" and j + 1 < len(kinds) and kinds[j + 1] in "V!":
                break
            right.append(j)
            j += 1
        return left, right

    def find_aims(self) -> None:
        """Find the infinitives that say what a noun is about: "попытка большевиков **захватить** Варшаву"."""
        for k, kind in enumerate(self.kinds):
            if kind != "V" or self.classes[self.predicates[self.at[k]].token] != "B":
                continue
            j = k - 1
            if j >= 0 and self.kinds[j] == "p":
                self.aims[k] = None  # "с целью захватить"
                self.predicates[self.at[k]].modal = self.words[self.firsts[j]].form
            while j > 0 and self.kinds[j] == "G" and self.groups[self.at[j]].prep == "gen":
                j -= 1
            if j >= 0 and self.kinds[j] == "G" and self.words[self.groups[self.at[j]].head].note == AIM:
                aim = self.groups[self.at[j]]
                self.aims[k] = aim
                predicate = self.predicates[self.at[k]]
                predicate.modal = predicate.modal or self.words[aim.head].noun

    def _aimed(self, predicate: Predicate, aim: Group | None) -> None:
        """Give an infinitive behind a noun whose attempt or intention it is."""
        owners = aim.owners or [i for i in aim.after if self.groups[i].prep == "gen"][:1] if aim else []
        if owners:
            found = [index for owner in owners for index in self._expand(owner)]
        else:
            main = next((p for p in self.predicates if p.finite and p.slots.get("surface")), None)
            found = list(main.slots["surface"]) if main is not None else []
        if found:
            predicate.slots["surface"] = predicate.slots["subj"] = predicate.slots["nom"] = found

    def _other_clause(self, j: int) -> bool:
        """Whether what stands before a comma is a clause with a verb of its own."""
        i = j - 1
        while i >= 0 and self.kinds[i] not in ",;.:":
            if self.kinds[i] == "V" and i not in self.arguments_of:
                return True
            i -= 1
        return False

    def _list_comma(self, j: int) -> bool:
        nearby = self.kinds[j + 1 : j + 6]
        return bool(nearby) and nearby[0] in "Gp" and "V" not in nearby and "q" not in nearby

    def _said_between(self, j: int) -> int:
        """For the dash closing a clause of speech, the chunk before: "Турки, — писал Черчилль, — напали"."""
        kinds = self.kinds
        if j < 4 or kinds[j - 1] != ",":
            return -1
        i = j - 2
        while i > 1 and kinds[i] not in ";.:":
            i -= 1
        if kinds[i] != ":" or kinds[i - 1] != ",":
            return -1
        said = any(
            kinds[at] == "V" and self.words[self.predicates[self.at[at]].token].weight == 2
            for at in range(i + 1, j - 1)
        )
        return i - 2 if said else -1

    def _insertion(self, j: int) -> int:
        """For the comma closing an inserted phrase, the comma that opens it, or -1.

        "Грузия**, по сообщению МИД,** отозвала посла".
        """
        i = j - 1
        while i > 0 and self.kinds[i] in "Gp":
            i -= 1
        return i if 0 < i < j - 2 and self.kinds[i : i + 2] == [",", "p"] and self.kinds[i - 1] == "G" else -1

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

    def _participle(self, k: int) -> None:
        """Fill the slots of a participle: what it describes, and what stands on its own side."""
        predicate = self.predicates[self.at[k]]
        slots = predicate.slots
        between = self.arguments_of.get(k)
        for j in between if between is not None else self._zone(k)[1]:
            group = self.groups[self.at[j]] if self.kinds[j] == "G" else None
            if group is None or group.leader >= 0 or group.prep in ("gen", "ins"):
                continue
            case = group.case & f.CASES
            if group.prep:
                self._governed(slots, group)
            elif case & f.INS and not case & (f.NOM | f.ACC):
                slots.setdefault("ins", []).extend(self._expand(group.index))
            elif case & f.DAT and not case & (f.NOM | f.ACC):
                slots.setdefault("dat", []).extend(self._expand(group.index))
            elif case & f.ACC and not predicate.passive:
                slots["acc"] = slots["obj"] = self._expand(group.index)
        antecedent = self.antecedent.get(k)
        described = self._expand(antecedent.index) if antecedent is not None else []
        if described:
            slots["surface"] = described
        if predicate.passive:
            if described:
                slots["acc"] = slots["obj"] = described
            if "ins" in slots:
                slots["nom"] = slots["subj"] = slots["ins"]
        elif described:
            slots["nom"] = slots["subj"] = described

    def arguments(self, k: int) -> None:
        """Fill the slots of a verb from the groups of its clause."""
        predicate = self.predicates[self.at[k]]
        if self.classes[predicate.token] == "A":
            self._participle(k)
            return
        slots = predicate.slots
        left, right = self._zone(k)
        impersonal = self._impersonal(predicate)
        bare: list[tuple[Group, str, int]] = []
        for side, chunks in (("left", left), ("right", right)):
            for distance, j in enumerate(chunks):
                group = self._free(j)
                if group is None:
                    continue
                if group.prep:
                    self._governed(slots, group)
                else:
                    bare.append((group, side, distance))
        relative = [] if impersonal else self._relative(k, left)
        follows = k > 0 and self.kinds[k - 1] == "c" and bool(self._shared(k))
        follows = follows or self._in_relative(k, left) or self._opens_clause(k, left)
        subject = None if relative or impersonal else self._subject(predicate, bare, follows)
        if subject is None and predicate.finite and not (relative or impersonal or predicate.passive):
            subject = self._bare_name(k)
            if subject is not None:
                subject.prep = ""
                for other in self.groups:
                    if subject.index in other.after:
                        other.after.remove(subject.index)
        objects: list[Group] = []
        for group, side, _ in bare:
            case = group.case & f.CASES or f.CASES
            if group is subject:
                continue
            if (
                case & f.ACC
                and (impersonal or not predicate.passive)
                and (case & f.NOM or not case & (f.DAT | f.INS) or side == "right")
            ):
                objects.append(group)
                if not group.case & f.CASES and self.classes[group.head] == "N":
                    slots.setdefault("dat", []).extend(self._expand(group.index))  # "грозила СССР"
            elif case & f.INS and not case & (f.NOM | f.ACC):
                slots.setdefault("ins", []).extend(self._expand(group.index))
            elif not case & f.NOM:
                # "выплатила Эфиопии": a name whose genitive is its dative can be either
                for bit, name in ((f.DAT, "dat"), (f.GEN, "gen")):
                    if case & bit and not (bit == f.DAT and case & f.ACC):
                        slots.setdefault(name, []).extend(self._expand(group.index))
        surface: list[int] = []
        if subject is not None:
            surface = self._expand(subject.index)
        elif relative:
            surface = relative
        elif predicate.finite and not impersonal:
            surface = self._shared(k)
        if surface:
            slots["surface"] = surface
        if predicate.passive:
            things = surface or [index for group in objects for index in self._expand(group.index)]
            if things:
                slots["acc"] = slots["obj"] = things
            if "ins" in slots:
                slots["nom"] = slots["subj"] = slots["ins"]
        else:
            if surface:
                slots["nom"] = slots["subj"] = surface
            if objects:
                found = [index for group in objects for index in self._expand(group.index)]
                slots["acc"] = slots["obj"] = found
                predicate.passive = not surface and self._names_no_agent(predicate)
            elif predicate.negation >= 0 and "gen" in slots:
                slots["acc"] = slots["obj"] = slots["gen"]
            if not (surface or impersonal) and self._is_plural(predicate):
                predicate.subject_from = NOBODY

    def _governed(self, slots: dict[str, list[int]], group: Group) -> None:
        """Fill the slots of a group behind a preposition."""
        for name in filter(None, (group.prep, group.other_prep)):
            slots.setdefault(name, []).extend(self._expand(group.index))
        noun = self.within.get(group.index)
        if noun is not None:
            noun.owners = self._expand(group.index)
            slots.setdefault(noun.prep, []).append(noun.index)

    def _names_no_agent(self, predicate: Predicate) -> bool:
        """Whether a plural past without subject is as good as a passive: "в Баку **арестовали** шпионов"."""
        word = self.words[predicate.token]
        plain = predicate.finite and predicate.tense == "past" and word.weight != _SPEECH
        return plain and self._is_plural(predicate)

    def _is_plural(self, predicate: Predicate) -> bool:
        """Whether a finite verb can only be a plural, "осудили", "требуют"; of whom, nobody needs to say."""
        feats = [feats for _, kind, feats in self.words[predicate.token].verbs if kind in "VP"]
        plain = predicate.finite and not any(each & (f.PERSON1 | f.PERSON2) for each in feats)
        return plain and self._number(predicate) & f.NUMBERS == f.PL

    def _impersonal(self, predicate: Predicate) -> bool:
        """Whether a passive has no subject and keeps its object: "угоду підписано"."""
        return any(feats & f.IMPERSONAL for _, _, feats in self.words[predicate.token].verbs)

    def _relative(self, k: int, left: list[int]) -> list[int]:
        """Return the antecedent of a nominative relative: "Турция, **которая** признала Азербайджан"."""
        before = (min(left) if left else k) - 1
        if before < 0 or self.kinds[before] != "q":
            return []
        note = self.words[self.firsts[before]].note
        return self._antecedent(before) if "nom" in note and "acc" not in note else []

    def _opens_clause(self, k: int, left: list[int]) -> bool:
        """Whether a verb that opens a clause goes on with the subject above: "заявил, что посетит Ирак"."""
        before = k - 1
        while before >= 0 and self.kinds[before] == "!":
            before -= 1
        if before < 1 or self.kinds[before] != "u" or self.words[self.firsts[before]].note != "that":
            return False
        above = next(
            (self.predicates[self.at[j]] for j in range(before, -1, -1) if self.kinds[j] == "V"), None
        )
        return above is not None and bool(above.slots.get("surface"))

    def _in_relative(self, k: int, left: list[int]) -> bool:
        """Whether a relative that can be the subject opens the clause: "США, **которые** заняли земли"."""
        before = (min(left) if left else k) - 1
        return before >= 0 and self.kinds[before] == "q" and "nom" in self.words[self.firsts[before]].note

    def _subject(
        self, predicate: Predicate, bare: list[tuple[Group, str, int]], follows: bool
    ) -> Group | None:
        """Choose the subject among the bare groups of a clause: agreement first, then case, then who it is.

        "Договор заключили РСФСР и Турция", "контракт министерство не признало": order alone says nothing.
        A verb that follows another one (``follows``) shares its subject, unless it has a plain one.
        """
        if not predicate.finite:
            return None
        number = self._number(predicate)
        word = self.words[predicate.token]
        reflexive = any(feats & f.REFLEXIVE for _, _, feats in word.verbs) or word.note == HAPPENS
        best: Group | None = None
        best_score = 0.0
        for group, side, distance in bare:
            case = group.case & f.CASES or f.CASES
            if not case & f.NOM or not self._agrees(group, number):
                continue
            somebody = self.classes[group.head] in "NGR" or any(
                self.classes[self.groups[owner].head] == "J" for owner in group.owners
            )  # "груз доставил мексиканский корабль"
            score = 1.0 - 0.1 * distance
            if not case & f.ACC:
                score += 4.0
            elif follows:
                continue  # "поднял авиацию и попросил ООН"
            elif side == "right" and not somebody and not (predicate.passive or reflexive):
                continue  # "подписал договор": an object
            score += 2.0 * somebody + 1.5 * bool(group.coord and number & f.PL) + (side == "left")
            if score > best_score:
                best, best_score = group, score
        return best

    def _bare_name(self, k: int) -> Group | None:
        """Return a name without cases that stands right before a verb without subject.

        "Вину за неудачу переговоров Тбилиси возложил на Москву": no genitive behind the noun before it.
        """
        if not k or self.kinds[k - 1] != "G":
            return None
        group = self.groups[self.at[k - 1]]
        case = group.case & f.CASES
        name = self.classes[group.head] == "N" and group.head + 1 == group.stop
        free = group.prep == "gen" and group.leader < 0
        return group if name and free and (not case or case & f.NOM) else None

    def _number(self, predicate: Predicate) -> int:
        bits = 0
        for _, kind, feats in self.words[predicate.token].verbs:
            if kind in "VP":
                bits |= feats & f.NUMBERS
        return bits

    def _agrees(self, group: Group, number: int) -> bool:
        own = group.case & f.NUMBERS
        head = self.words[group.head]
        if head.plural and own != f.SG:
            own = f.PL  # "войска" is a genitive singular too, but as a subject it is a plural
        elif not own and not group.case & f.CASES and (head.func in _PLACES or head.form == "нато"):
            own = f.SG if head.form.endswith(_UNDECLINED) else 0  # "бомбили Алеппо", but "США бомбили"
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
            before = self.predicates[self.at[j]] if self.kinds[j] == "V" else None
            if before is not None and self.classes[before.token] not in "AI":
                return list(before.slots.get("surface", []))
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
        verbs = [k for k in verbs if self.classes[self.predicates[at[k]].token] != "A"]
        for position, k in enumerate(verbs):
            predicate = self.predicates[at[k]]
            char = self.classes[predicate.token]
            if position == 0:
                if char == "B" and not predicate.modal and len(verbs) > 1:
                    self._fronted(predicate, verbs[1], k)
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
                and not predicate.modal
                and "." not in between
                and ";" not in between
                and not ("," in between and "u" not in between)
            ):
                self._link(before, predicate, "to")
            elif predicate.finite and "u" in between:
                self._inherit(before, predicate)
                opens = self.words[self.firsts[verbs[position - 1] + 1 + between.index("u")]].note
                if opens in _LINKS:
                    self._link(before, predicate, opens)
            elif char == "I":
                self._give(predicate, before, "adv")
        for predicate in self.predicates:
            if predicate.link == "to" and predicate.parent >= 0 and "subj" not in predicate.slots:
                above = self.predicates[predicate.parent].slots
                source = above.get("dat") or above.get("surface") or above.get("subj")
                if source:
                    predicate.slots["surface"] = list(source)
                    predicate.slots["subj"] = predicate.slots["nom"] = list(source)
        for k, aim in self.aims.items():
            self._aimed(self.predicates[at[k]], aim)

    def _fronted(self, predicate: Predicate, k: int, first: int) -> None:
        """An infinitive that opens the clause of its verb: "встретиться с послом министр отказался"."""
        above = self.predicates[self.at[k]]
        if above.finite and not set(self.kinds[first + 1 : k]) & set(",;:u"):
            self._link(above, predicate, "to")

    @staticmethod
    def _inherit(parent: Predicate, child: Predicate) -> None:
        """Give a clause without a subject that of the clause above: "заявила, что выведет войска"."""
        surface = parent.slots.get("surface")
        if surface and "surface" not in child.slots and not child.passive:
            child.slots["surface"] = child.slots["subj"] = child.slots["nom"] = list(surface)

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
    builder = _Clauses(classes, words, particles)
    builder.chunk()
    builder.attach()
    builder.described()
    builder.find_aims()
    for k, kind in enumerate(builder.kinds):
        if kind == "V":
            builder.arguments(k)
    builder.links()
    return Parse(classes, builder.groups, builder.predicates, builder.group_of)
