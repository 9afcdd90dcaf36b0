"""Clauses whose verb is that of the clause before: "Россия поддержала Сербию, а Германия **—** Австрию"."""

from __future__ import annotations

from dragoman.languages import features as f
from dragoman.languages.parse import AGAIN, Group, Predicate
from dragoman.languages.slavic.arguments import Arguments

__all__ = ["Elliptical"]

_DASHES = frozenset("—–-")
_INSIDE = frozenset("Gp-")
_OPENS = frozenset(",;c")
_CASES = (("acc", f.ACC), ("dat", f.DAT), ("ins", f.INS), ("gen", f.GEN))
"""Slots that a noun without preposition can take over, with the case it has to be in."""


class Elliptical(Arguments):
    """Gives each such clause a verb of its own."""

    def elliptical(self) -> None:
        """Find a dash between whoever acts and what it is done to."""
        for dash, kind in enumerate(self.kinds):
            if kind != ":" or self.words[self.firsts[dash]].form not in _DASHES:
                continue
            self._equate(dash)
            first = dash
            while first and self.kinds[first - 1] in _INSIDE:
                first -= 1
            stop = dash + 1
            while stop < len(self.kinds) and self.kinds[stop] in "Gpc-":
                stop += 1
            verb = self._verb_before(first) if first and self.kinds[first - 1] in _OPENS else None
            clause = stop == len(self.kinds) or self.kinds[stop] not in "Vxmuq"
            if verb is None or not clause:
                continue
            acting = [group for k in range(first, dash) if (group := self._free(k)) is not None]
            acting = [g for g in acting if not g.prep and (g.case & f.NOM or not g.case & f.CASES)]
            if len(acting) == 1:
                self._repeat(verb, acting[0], range(dash + 1, stop))

    def _equate(self, dash: int) -> None:
        """Read a dash between two nominatives as "is": "Рим и Вена **—** союзники"."""
        kinds = self.kinds
        k = dash - 1
        while k > 0 and kinds[k - 1] in "Gpc-":
            k -= 1
        lead = self._free(k) if k >= 0 and (not k or kinds[k - 1] in ",;u") else None
        here = self._free(dash + 1) if dash + 1 < len(kinds) else None
        stop = dash + 1
        while stop < len(kinds) and kinds[stop] in "Gp":
            stop += 1
        ends = stop == len(kinds) or kinds[stop] in ",;."
        if lead is None or here is None or not ends or lead.prep or here.prep or here.twin >= 0:
            return
        both = (lead.case & f.CASES or f.NOM) & (here.case & f.CASES or f.NOM)
        if both & f.NOM and self.classes[here.head] in "nNG":
            here.twin = lead.index

    def _verb_before(self, first: int) -> Predicate | None:
        """Return the verb of the clause before, if it has a subject."""
        for k in range(first - 1, -1, -1):
            if self.kinds[k] == "V":
                predicate = self.predicates[self.at[k]]
                whole = predicate.finite and not predicate.passive and bool(predicate.slots.get("surface"))
                return predicate if whole and predicate.kind == "v" else None
        return None

    def _repeat(self, verb: Predicate, acting: Group, behind: range) -> None:
        """Say a verb again of somebody else, where what stands behind the dash fits one of its slots."""
        slots = {name: list(groups) for name, groups in verb.slots.items()}
        filled = False
        for k in behind:
            group = self._free(k)
            name = self._slot_of(verb, group) if group is not None else ""
            if group is not None and name:
                slots[name] = self._expand(group.index)
                filled = True
        if not filled:
            return
        again = Predicate(len(self.predicates), verb.kind, verb.token, verb.first, verb.stop)
        again.lemmas, again.particle, again.tense = verb.lemmas, verb.particle, verb.tense
        again.modal, again.negation, again.finite = verb.modal, verb.negation, True
        again.subject_from = AGAIN
        slots["surface"] = slots["subj"] = slots["nom"] = self._expand(acting.index)
        if "acc" in slots:
            slots["obj"] = slots["acc"]
        again.slots = slots
        self.predicates.append(again)

    def _slot_of(self, verb: Predicate, group: Group) -> str:
        """Return the slot of a verb that a noun fills in its stead, or an empty string."""
        if group.prep:
            return group.prep if group.prep in verb.slots else ""
        case = group.case & f.CASES or f.CASES
        given = "dat" if "acc" in verb.slots and case & f.DAT else ""  # "оружие Греции, Россия — **Турции**"
        return next((name for name, bit in _CASES if name in verb.slots and case & bit), given)
