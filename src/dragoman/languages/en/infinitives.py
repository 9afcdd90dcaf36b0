"""English infinitives, gerunds and second verbs: what they take over from the verb before them."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.en.objects import Objects
from dragoman.languages.parse import Predicate

__all__ = ["Infinitives"]

_AHEAD = frozenset({"will", "would", "shall", "'ll", "'d"})
"""Modals of what lies ahead, also in what is told."""


class Infinitives(Objects):
    """Verbs without a subject of their own."""

    def _bare_infinitives(self) -> None:
        """Take what one is helped or let to do for an infinitive: "help Bangladesh **repair** its dykes"."""
        for k in range(2, len(self.kinds)):
            if self.kinds[k] != "V" or self.kinds[k - 1] != "G" or self.kinds[k - 2] != "V":
                continue
            predicate, before = self.predicates[self.at[k]], self.predicates[self.at[k - 2]]
            if predicate.first != predicate.token or self.classes[predicate.token] != "B":
                continue
            if self.behaves(before, "bare_infinitive"):
                predicate.finite, predicate.tense = False, "pres"

    def _headline(self) -> None:
        """Read the infinitive of a headline as the future: "Japan **to lend** Vietnam money"."""
        k = next((i for i, kind in enumerate(self.kinds) if kind == "V"), 0)
        if k < 1 or self.kinds[k - 1] != "G" or any(p.finite for p in self.predicates):
            return
        group, predicate = self.groups[self.at[k - 1]], self.predicates[self.at[k]]
        head = self.classes[group.head]
        if predicate.link == "to" and not group.prep and head in "NG":
            predicate.finite, predicate.modal = True, "will"

    def _coordinate_verb(self, k: int) -> None:
        """Make the second of two verbs what the first is: "to tighten and **impose** sanctions"."""
        predicate = self.predicates[self.at[k]]
        if k < 2 or self.kinds[k - 1] not in "c," or self.classes[predicate.first] not in "BP!r":
            return
        before = next(
            (self.predicates[self.at[j]] for j in range(k - 2, -1, -1) if self.kinds[j] == "V"), None
        )
        if before is None or self.classes[predicate.token] != self.classes[before.token]:
            return
        if self.classes[predicate.token] == "B" and (before.link == "to" or before.modal):
            predicate.finite = before.finite
            predicate.modal, predicate.tense = before.modal, before.tense
            if before.parent >= 0 and before.link == "to":
                self._link(self.predicates[before.parent], predicate, "to")
        elif self.classes[predicate.token] == "P":
            predicate.passive, predicate.finite, predicate.tense = before.passive, before.finite, before.tense

    def _control(self) -> None:
        """Give infinitives, gerunds and coordinated verbs the subjects they share."""
        for predicate in self.predicates:
            slots = predicate.slots
            if predicate.passive and predicate.modal and predicate.link == "that":
                self._decided(predicate)
            if predicate.finite and predicate.lemmas == ("be",) and predicate.index:
                self._equate(predicate)
            if slots.get("surface") or predicate.finite:
                continue
            if predicate.parent >= 0:
                parent = self.predicates[predicate.parent]
                above = parent.slots
                source = above.get("obj") if not parent.passive else above.get("surface")
                if self.behaves(parent, "copula"):
                    source = None  # "Lavrov is **due** to meet"
                if predicate.link == "ing" and (not predicate.aux or self._by_subject(predicate)):
                    source = None
                if predicate.link == "to" and not parent.passive and self.behaves(parent, "subject_control"):
                    source = None
                if predicate.link == "to" and source and self._is_own_thing(source):
                    source = None
                source = (
                    self._for_whom(predicate)
                    or source
                    or self._whose_plan(predicate, parent)
                    or above.get("surface")
                    or above.get("subj")
                )
                if source:
                    slots["surface"] = list(source)
                    predicate.subject_from = predicate.link
                    if predicate.passive:
                        slots.setdefault("obj", list(source))
                    else:
                        slots.setdefault("subj", list(source))

    def _equate(self, told: Predicate) -> None:
        """Give the clause that describes a subject whom it is said to be.

        "The first **to go** was Chad", "the state **which accused** Ethiopia was Somalia".
        """
        subject, who = told.slots.get("subj"), told.slots.get("obj")
        if not subject or not who or self.classes[self.groups[who[0]].head] not in "NG":
            return
        if self.classes[self.groups[subject[0]].head] == "N":
            return
        for other in self.predicates[: told.index]:
            before = self.chunk_of_predicate[other.index] - 1
            filled = other.link == "to" and other.parent < 0 and "surface" not in other.slots
            if filled and self.kinds[before] == "G" and self.at[before] == subject[0]:
                other.link = "rel"
            elif other.link != "rel" or other.slots.get("subj") != subject:
                continue
            other.slots["surface"] = other.slots["subj"] = list(who)

    def _decided(self, predicate: Predicate) -> None:
        """Give what is announced to whoever announces it: "declared that **the curfew would be eased**"."""
        above = self.predicates[predicate.parent]
        if "subj" in predicate.slots or predicate.modal not in _AHEAD or not self.behaves(above, "decides"):
            return
        if above.slots.get("surface") and not above.passive:
            predicate.slots["subj"] = list(above.slots["surface"])

    def _for_whom(self, predicate: Predicate) -> list[int]:
        """Return the subject that "for" gives an infinitive: "it is time **for Mali** to free them"."""
        before = self.chunk_of_predicate[predicate.index] - 1
        if predicate.link != "to" or before < 1 or self.kinds[before] != "G":
            return []
        group = self.groups[self.at[before]]
        return self.expand(group.index) if group.prep == "for" else []

    def _whose_plan(self, predicate: Predicate, parent: Predicate) -> list[int]:
        """Return whose a noun is that an infinitive fills: "the answer was **Mali's** refusal to leave"."""
        before = self.chunk_of_predicate[predicate.index] - 1
        if predicate.link != "to" or not self.behaves(parent, "copula") or self.kinds[before] != "G":
            return []
        group = self.groups[self.at[before]]
        owned = group.owners and self.classes[self.groups[group.owners[-1]].head] in "NGJ"
        return group.owners[-1:] if owned and self.classes[group.head] == "n" else []

    def _is_own_thing(self, groups: Sequence[int]) -> bool:
        """Whether an object is a thing of the subject: "drove **their tractors** to Brussels to protest"."""
        first = self.groups[groups[0]]
        return self.classes[first.first] == "h" and self.classes[first.head] == "n"

    def _by_subject(self, predicate: Predicate) -> bool:
        """Whether the subject does what a preposition opens: "responded **by** closing the border"."""
        before = self.chunk_of_predicate[predicate.index] - 1
        return "subject_gerund" in self.words[self.firsts[before]].traits
