"""The arguments of Turkish and Azerbaijani verbs: what a group on the stack is to the form that takes it."""

from __future__ import annotations

from itertools import pairwise

from dragoman.languages import features as f
from dragoman.languages.parse import GENITIVE, Predicate
from dragoman.languages.turkic.nominals import shares
from dragoman.languages.turkic.stack import Item
from dragoman.languages.turkic.subjects import Subjects

__all__ = ["Arguments"]


class _Taken:
    """What a verb takes from the stack, before it is known who acts."""

    def __init__(self) -> None:
        self.bare: list[int] = []
        """Groups without a case: subjects and indefinite objects."""
        self.objects: list[int] = []
        self.subject: list[int] = []
        self.behind_converb = 0
        """How many bare groups stand before the last converb with a subject of its own."""
        self.apart: Predicate | None = None
        """That converb."""


class Arguments(Subjects):
    """Slots of the predicates of one sentence."""

    def _fill(self, predicate: Predicate, items: list[Item], *, genitive: bool) -> None:
        """Give a verb what it takes from the stack; ``genitive`` says that its subject is an owner."""
        taken = _Taken()
        for item in items:
            if item.kind == "T":
                self.times[item.at] = predicate.index
            elif item.kind == "Q":
                for child in item.more:
                    self._link(predicate, self.predicates[child], "that")
            elif item.kind == "M":
                self._clause(predicate, item.at)
                self._when(item.at, taken)
            elif item.kind == "I":
                self._beside(predicate, item.at, taken)
            elif item.kind == "G":
                self._take_group(predicate, item.at, taken, items, genitive=genitive)
        owned = False
        if not predicate.passive and self.oblique[f.AGENT] in predicate.slots:
            self._turn(predicate)
        if not genitive:
            self._choose_subject(predicate, items, taken)
        else:
            taken.objects.extend(i for index in taken.bare for i in self._expand(index))
            if not taken.subject and predicate.passive and taken.bare:
                taken.subject = list(taken.objects)
            if not taken.subject:
                taken.subject = self._described(taken.objects)
            if not taken.subject:
                taken.subject = self._owner_below(predicate, items, taken.objects)
                owned = bool(taken.subject)
                if owned and self._is_other(predicate, taken.subject[0]):
                    taken.subject = []
        if taken.subject:
            predicate.slots["surface"] = taken.subject
            if genitive:
                predicate.subject_from = "owner" if owned else "gen"
        if taken.subject and taken.objects and not predicate.passive:
            self._does_too(taken)
        if not predicate.passive and not taken.objects:
            self._whose_act(predicate)
        self._voice(predicate, taken)

    def _beside(self, predicate: Predicate, index: int, taken: _Taken) -> None:
        """Hang a converb on the verb that takes it."""
        converb = self.predicates[index]
        if converb.parent < 0 and not converb.finite:
            converb.parent, converb.link = predicate.index, "adv"
        if shares(self.words[converb.token].form) and index not in self._before:
            return
        taken.behind_converb = len(taken.bare)
        if index not in self._adjunct and "surface" not in converb.slots:
            taken.apart = converb

    def _when(self, index: int, taken: _Taken) -> None:
        """Note a clause that says when or why and may have the nominative before it for its subject.

        "**Irak** saldırdığı için Mısır onu kınadı".
        """
        clause = self.predicates[index]
        if not self.bits[index] & f.CLAUSE or "surface" in clause.slots:
            return
        if index in self._adjunct or index in self._aims:
            taken.behind_converb = len(taken.bare)
            taken.apart = clause

    def _another(self, items: list[Item], index: int) -> bool:
        """Whether another genitive stands behind one: that is whose side is meant."""
        behind = [item.at for item in items if item.kind == "G"]
        return any(self.feats[i] & f.GEN for i in behind[behind.index(index) + 1 :])

    def _take_group(
        self, predicate: Predicate, index: int, taken: _Taken, items: list[Item], *, genitive: bool
    ) -> None:
        """Put a group into the slot of its postposition or case, or with the others of its kind."""
        slots = predicate.slots
        prep = self.groups[index].prep
        feats = self.feats[index]
        if prep and prep != "gen" and (feats & f.NOM or prep not in self.oblique.values()):
            slots.setdefault(prep, []).extend(self._expand(index))
        elif feats & f.GEN:
            acts = genitive and not taken.subject
            stands = self._stands_by(predicate) and not self._another(items, index)
            if not acts or self._is_other(predicate, index) or stands:
                slots.setdefault("gen", []).extend(self._expand(index))
            elif not self._is_own(index):
                taken.subject = self._expand(index)  # not "ülkesinin ... imzalayacağını": who speaks
        elif feats & f.NOM:
            taken.bare.append(index)
        elif feats & f.ACC:
            taken.objects.extend(self._expand(index))
        else:
            name = self._slot(index)
            if name:
                slots.setdefault(name, []).extend(self._expand(index))

    def _is_own(self, index: int) -> bool:
        """Whether a group is the speaker's own: "**ülkesinin**", "**kendi** hükümetinin"."""
        group = self.groups[index]
        own = self.syntax["own"]
        return "own" in self.words[group.head].note or any(
            self.words[i].form in own for i in range(group.first, group.head)
        )

    def _choose_subject(self, predicate: Predicate, items: list[Item], taken: _Taken) -> None:
        """Find the subject among the bare groups."""
        parted = {
            one.at for one, two in pairwise(items) if one.kind == "G" and two.kind == "," and predicate.finite
        }
        closing = next((item for item in reversed(items) if item.kind in "GM"), None)
        last = closing.at if closing is not None and closing.kind == "G" else -1
        bare, behind, apart = taken.bare, taken.behind_converb, taken.apart
        if apart is not None and predicate.finite and behind == len(bare) - 1 and not taken.objects:
            bare = self._with_own_subject(predicate, bare, taken)
        if apart is not None and predicate.finite and self._part_subject(apart, bare, behind):
            bare, behind = bare[behind:], 0
            apart.link = "adv"
            predicate.comp = [(link, child) for link, child in predicate.comp if child != apart.index]
        self._parted = parted
        taken.subject = self._nominatives(predicate, bare, taken.objects, behind, last)
        if self._joint and predicate.finite and self._somebody(taken.subject):
            self._do_together(predicate, items)

    def _with_own_subject(self, predicate: Predicate, bare: list[int], taken: _Taken) -> list[int]:
        """Part the one group behind a clause: "Minsk gazeteciyi tutuklayınca **Varşova** kararı kınadı"."""
        last = bare[-1]
        if not self.feats[last] & f.NOM or not self._holds_subject(predicate, last):
            return bare
        found = self._split([last])
        if not found:
            return bare
        self.feats[last] = f.ACC
        taken.objects.append(last)
        return [*bare[:-1], *found]

    def _do_together(self, predicate: Predicate, items: list[Item]) -> None:
        """Note with whom the subject does something: "X, **Y ile birlikte** Z'yi kınadı"."""
        for item in items:
            if item.kind == "G" and item.at in self._joint and self._somebody([item.at]):
                predicate.slots.setdefault("joint", []).extend(self._expand(item.at))

    def _described(self, objects: list[int]) -> list[int]:
        """Return the genitive that also owns its object: "Rusya'nın uyguladığı yaptırımları hafifletmesi"."""
        for index in objects:
            at = self.groups[index].relative
            if at >= 0 and self.predicates[at].subject_from in GENITIVE:
                return self.predicates[at].slots["surface"]
        return []

    def _owner_below(self, predicate: Predicate, items: list[Item], objects: list[int]) -> list[int]:
        """Return the owner of an object of the verb or of the verbs below it."""
        below = [child for _, child in predicate.comp]
        below += [item.at for item in items if item.kind == "I"]
        return self._owner_of(
            [*objects, *(i for n in below for i in self.predicates[n].slots.get("obj", []))]
        )

    def _does_too(self, taken: _Taken) -> None:
        """Let the subject do what describes its object, if nobody does: "**aldığı** esirleri bıraktı"."""
        if not self._somebody(taken.subject):
            return
        for index in taken.objects:
            told = self.groups[index].relative
            if told < 0 or not self.bits[told] & f.CLAUSE or self.words[self.groups[index].head].weight == 1:
                continue  # "verdiği **desteği** yineledi": the verb tells it
            clause = self.predicates[told]
            if not clause.passive and "surface" not in clause.slots:
                clause.slots["surface"] = clause.slots["subj"] = clause.slots["nom"] = list(taken.subject)

    def _voice(self, predicate: Predicate, taken: _Taken) -> None:
        """Name subject and object by the voice of the verb."""
        slots, subject = predicate.slots, taken.subject
        if predicate.passive:
            if subject:
                slots["acc"] = slots["obj"] = subject
                self._name_by_object(predicate)
            agents = slots.get(self.oblique[f.AGENT])
            if agents:
                slots["nom"] = slots["subj"] = agents
            return
        if subject:
            slots["nom"] = slots["subj"] = subject
        if taken.objects:
            slots["acc"] = slots["obj"] = taken.objects

    def _whose_act(self, predicate: Predicate) -> None:
        """Let whose act a verbal noun tells be the object: "Rusya'nın saldırmasını kınadı"."""
        for _, index in predicate.comp:
            child = self.predicates[index]
            acts = child.slots.get("subj", [])
            if self._kind_of.get(index, 0) & f.ACC and child.subject_from in GENITIVE and acts:
                predicate.slots["acc"] = list(acts)

    def _is_told_in(self, predicate: Predicate, child: Predicate) -> bool:
        """Whether the noun of a compound tells an act: "çekilmesi **çağrısında** bulundu"."""
        noun = self.words[predicate.first]
        return predicate.first < predicate.token and child.stop == predicate.first and noun.case & f.OWNED > 0

    def _clause(self, predicate: Predicate, index: int) -> None:
        """Hang a verbal noun on the verb that takes it."""
        child = self.predicates[index]
        case = self._kind_of.get(index, 0)
        if index in self._adjunct or child.link == "adv":
            child.parent, child.link = predicate.index, "adv"
            return
        if index in self._aims and not self.bits[index] & f.CLAUSE:
            child.modal = child.modal or "-sa"
            self._link(predicate, child, "to")
            return
        near = child.stop >= predicate.first and self.bits[index] & f.INF
        if case & (f.LOC | f.INS | f.GEN) and not near:
            child.parent, child.link = predicate.index, "adv"
            return
        link = "that" if self.bits[index] & f.CLAUSE else "to"
        active = not predicate.passive and not self._is_modal(predicate)
        is_act = case & f.NOM and active and link == "to" and index not in self._topics
        is_act = is_act and not self._is_told_in(predicate, child)
        if is_act and self.bits[index] & f.OWNED:
            self._done[predicate.index] = index
            predicate.comp.append(("act", index))
            return  # the act itself is the subject
        self._link(predicate, child, link)
