"""Arguments of verbs: roles by case.

Word order is free, so a verb looks for its subject and objects on both sides of it within its
clause: nominative, accusative, dative and instrumental groups fill the slots of those names; groups
behind a preposition fill ``preposition+case``.
"""

from __future__ import annotations

from dragoman.languages import features as f
from dragoman.languages.parse import NOBODY, Group, Predicate
from dragoman.languages.slavic.subjects import Subjects

__all__ = ["Arguments"]

_WHAT = frozenset({"что", "що"})
_CONCERNS = frozenset({"касаться", "стосуватися"})
_REFLEXIVE = ("ся", "сь")
_SPEECH = 2  # weight of a verb of speech


class Arguments(Subjects):
    """Slots of the verbs of one sentence."""

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
        described: list[int] = []
        if antecedent is not None:
            described = self._equated(antecedent) or self._expand(antecedent.index)
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
        owed = predicate.index in self.owed
        impersonal = owed or self._impersonal(predicate)
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
        if self._opening_relative(k, left) > 0:
            self._stand_in(k, left, predicate)
        relative = [] if impersonal else self._relative(k, left)
        follows = k > 0 and self.kinds[k - 1] == "c" and bool(self._shared(k))
        follows = follows or self._in_relative(k, left) or self._opens_clause(k, left)
        subject = None if relative or impersonal else self._subject(predicate, bare, follows)
        if subject is not None and self._is_object_before_name(k, subject, bare):
            subject = None  # "запрет на ввоз вина **Никарагуа** отменит"
        if subject is None and predicate.finite and not (relative or impersonal or predicate.passive):
            subject = self._bare_name(k) or self._behind_genitive(predicate, left, bare)
            if subject is not None:
                self._free_from_genitives(subject)
        objects: list[Group] = []
        for group, side, _ in bare:
            case = group.case & f.CASES or f.CASES
            if group is subject:
                continue
            if case & f.GEN and side == "right" and self._takes_no_accusative(predicate):
                case = f.GEN  # "добивается **отставки** премьера"
            if (
                case & f.ACC
                and (impersonal or not predicate.passive)
                and (case & f.NOM or not case & (f.DAT | f.INS) or side == "right")
            ):
                objects.append(group)
                if not group.case & f.CASES and self.classes[group.head] == "N":
                    slots.setdefault("dat", []).extend(self._expand(group.index))  # "грозила СССР"
            elif (case & f.INS and not case & (f.NOM | f.ACC)) or self._is_agent_name(predicate, group):
                slots.setdefault("ins", []).extend(self._expand(group.index))
                if case & f.DAT and self.classes[group.head] == "R":
                    slots.setdefault("dat", []).append(group.index)  # "уступил **ей** город"
            elif not case & f.NOM:
                # "выплатила Эфиопии": a name whose genitive is its dative can be either
                for bit, name in ((f.DAT, "dat"), (f.GEN, "gen")):
                    if case & bit and not (bit == f.DAT and case & f.ACC):
                        slots.setdefault(name, []).extend(self._expand(group.index))
        surface: list[int] = []
        if subject is not None:
            surface = [*self._expand(subject.index), *self._together(predicate)]
        elif relative:
            surface = relative
        elif predicate.finite and not impersonal:
            surface = self._shared(k)
        elif owed and "dat" in slots:
            surface = self._owing(k, slots)
        if not surface and self._is_topic(k):
            surface = slots.get("gen") or slots.get("acc") or []
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
            elif subject is not None and (described := self._relative_object(k, left)):
                slots["acc"] = slots["obj"] = described
            elif predicate.negation >= 0 and "gen" in slots:
                slots["acc"] = slots["obj"] = slots["gen"]
            if not (surface or impersonal) and self._is_plural(predicate):
                predicate.subject_from = NOBODY

    def _takes_no_accusative(self, predicate: Predicate) -> bool:
        """Whether a verb is reflexive, and so never has an object in the accusative."""
        return not predicate.passive and any(lemma.endswith(_REFLEXIVE) for lemma in predicate.lemmas)

    def _owing(self, k: int, slots: dict[str, list[int]]) -> list[int]:
        """Take the dative before an impersonal verb for its subject: "**Ираку** пришлось уступить Ирану"."""
        token = self.predicates[self.at[k]].token
        before = [i for i in slots["dat"] if self.groups[i].first < token]
        rest = [i for i in slots["dat"] if i not in before]
        if before and rest:
            slots["dat"] = rest
        elif before:
            del slots["dat"]
        return before

    def _is_topic(self, k: int) -> bool:
        """Whether a verb only says whom it is about: "**Что касается** Болгарии, то она признала"."""
        opens = self.words[self.firsts[k - 1]].form if k and self.kinds[k - 1] == "u" else ""
        return opens in _WHAT and not _CONCERNS.isdisjoint(self.predicates[self.at[k]].lemmas)

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
