"""Clauses: which verb hangs on which, and whose subject it shares."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages import features as f
from dragoman.languages.parse import LEFT_OUT, Group, Parse, Predicate, Word
from dragoman.languages.slavic.elliptical import Elliptical
from dragoman.languages.slavic.words import AIM

__all__ = ["parse"]

_LINKS = frozenset({"that", "to", "when"})
"""Notes of subordinators whose clause hangs on the verb before it; "когда" shares its time."""


_BEFORE_DEED = frozenset(
    {
        *("вместо того чтобы", "до того как", "перед тем как", "прежде чем"),
        *("замість того щоб", "до того як", "перед тим як", "перш ніж", "перше ніж"),
    }
)
"""What opens the clause of a deed that was done, or not done, before the main one."""
_CLOSES = frozenset('uq;:("')


class _Clauses(Elliptical):
    """Links between the verbs of one sentence."""

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

    def _below_whose_object(self, child: Predicate, aim: Group) -> None:
        """Put an infinitive below the verb whose object it explains: "отверг план **построить** порт"."""
        for above in self.predicates:
            if above.token < aim.first and aim.index in above.slots.get("obj", ()):
                above.comp.append(("to", child.index))

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
                    self._before_main(predicate, verbs, k)
                if char == "I":
                    main = self._main_after(verbs)
                    if main is not None:
                        self._give(predicate, main, "adv")
                    else:
                        self._give_copula(predicate)
                continue
            before = self.predicates[at[verbs[position - 1]]]
            between = kinds[verbs[position - 1] + 1 : k]
            if char == "B" and kinds[k - 1] == "c" and before.modal and not predicate.modal:
                if self.classes[before.token] == "B":  # "должен прекратить обстрел **и вывести** войска"
                    predicate.modal = before.modal
                    self._inherit(before, predicate)
            elif char == "B" and before.link == "to" and before.parent >= 0 and "c" in between:
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
                elif between[:2] == [":", "u"] and self.words[before.token].weight > 0:
                    self._link(before, predicate, "that")  # "предупредил: **если** Турция нападёт, ..."
            elif char == "I":
                self._give(predicate, before, "adv")
        for predicate in self.predicates:
            if predicate.link == "to" and predicate.parent >= 0 and "subj" not in predicate.slots:
                above = self.predicates[predicate.parent].slots
                source = above.get("dat") or above.get("surface") or above.get("subj")
                if source:
                    predicate.slots["surface"] = list(source)
                    predicate.slots["subj"] = predicate.slots["nom"] = list(source)
            for name, found in self.stood.get(predicate.parent, ()) if predicate.link == "to" else ():
                predicate.slots.setdefault(name, list(found))
        for k, aim in self.aims.items():
            self._aimed(self.predicates[at[k]], aim)
            if aim is not None:
                self._below_whose_object(self.predicates[at[k]], aim)

    def left_out(self) -> None:
        """Mark the verbs of main clauses whose subject stands in no word: "В мае **признал** республику"."""
        for k, kind in enumerate(self.kinds):
            if kind in _CLOSES:
                return
            if kind == "G":
                group = self.groups[self.at[k]]
                somebody = self.classes[group.head] in "NGR" or not group.case & f.ACC
                if not group.prep and group.case & f.NOM and somebody:
                    return
            predicate = self.predicates[self.at[k]] if kind == "V" else None
            if predicate is None or self.classes[predicate.token] != "V":
                continue
            if predicate.slots.get("surface"):
                return
            if predicate.finite and not predicate.passive and self._is_of_third(predicate):
                predicate.subject_from = LEFT_OUT

    def _is_of_third(self, predicate: Predicate) -> bool:
        """Whether a verb can only tell what one other has done or does."""
        bits = 0
        for _, kind, feats in self.words[predicate.token].verbs:
            if kind == "V":
                bits |= feats
        told = bool(bits & f.PAST) or bool(bits & f.PERSON3 and not bits & f.REFLEXIVE)
        return told and bits & f.NUMBERS == f.SG and not bits & (f.PERSON1 | f.PERSON2 | f.IMP)

    def _fronted(self, predicate: Predicate, k: int, first: int) -> None:
        """An infinitive that opens the clause of its verb: "встретиться с послом министр отказался"."""
        above = self.predicates[self.at[k]]
        if above.finite and not set(self.kinds[first + 1 : k]) & set(",;:u"):
            self._link(above, predicate, "to")

    def _before_main(self, predicate: Predicate, verbs: list[int], k: int) -> None:
        """Give an infinitive that opens a sentence its subject: "**Прежде чем** напасть, Россия ..."."""
        j = k - 1
        while j >= 0 and self.kinds[j] in "Gp":
            j -= 1
        main = self._main_after(verbs)
        if j == 0 and self.words[self.firsts[j]].form in _BEFORE_DEED and main is not None:
            self._give(predicate, main, "adv")

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
    builder.parentheses()
    builder.attach()
    builder.appositions()
    builder.relatives()
    builder.described()
    builder.find_aims()
    for k, kind in enumerate(builder.kinds):
        if kind == "V":
            builder.arguments(k)
    builder.links()
    builder.left_out()
    builder.elliptical()
    return Parse(classes, builder.groups, builder.predicates, builder.group_of)
