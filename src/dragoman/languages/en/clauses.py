"""English clauses: who stands where around a verb.

Short walks over the chunks of ``groups`` find subjects, objects, complements and control.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.en.gaps import fill, fill_second, gap_at, second_at
from dragoman.languages.en.infinitives import Infinitives
from dragoman.languages.parse import Group, Parse, Predicate, Word

__all__ = ["parse"]

_PASTS = frozenset("DEP")
_INVERTED = frozenset({"wB", "mB", "HE", "HP", "HD", "xE", "xP", "xI"})
"""An auxiliary and the verb that can go with it."""


class _Clauses(Infinitives):
    """Arguments of the verbs of one sentence."""

    def arguments(self, k: int) -> None:
        """Fill the slots of the verb chunk ``k`` from what stands around it."""
        kinds, at = self.kinds, self.at
        predicate = self.predicates[at[k]]
        slots = predicate.slots
        if predicate.finite:
            found, how = self.subject(k)
            if found:
                slots["surface"] = found
                predicate.subject_from = how
                if how == "rel":
                    predicate.link = "rel"
                    self.groups[found[-1]].relative = predicate.index
                if not how:
                    self._fronted(k, predicate)
                    slots["surface"] = found + self._in_company(found)
        elif predicate.link != "to":
            self._participle_subject(k, predicate)
        self._after(k, predicate)
        self._shared_object(k, predicate)
        self._relative_object(k, predicate)
        self._negate(predicate)
        surface = slots.get("surface", [])
        if self.behaves(predicate, "transitive") and self._leaves_out_was(k, predicate):
            predicate.passive = True
        if predicate.passive:
            if surface and "iobj_kept" in slots and self.behaves(predicate, "ditransitive"):
                # "Ukraine was given tanks": who gets is the subject, what is given stands behind
                slots["obj"] = slots.pop("iobj_kept")
                slots["iobj"] = surface
            elif surface:
                slots["obj"] = surface
                if stranded := self._stranded(k, predicate):
                    slots[stranded] = surface
            agents = slots.pop("by", None)
            if agents:
                slots["subj"] = agents
        elif surface:
            slots["subj"] = surface
        if kinds[k] and not surface and not predicate.finite and predicate.link == "" and predicate.passive:
            predicate.link = "adv"
        if not surface and predicate.lemmas == ("be",) and predicate.tense == "past" and "obj" in slots:
            self._exists(predicate)

    def _exists(self, predicate: Predicate) -> None:
        """Make what there was the subject: "**there was an attack** on the embassy"."""
        if self.words[predicate.first].form == "there" and predicate.negation < 0 and not predicate.modal:
            predicate.slots["subj"] = predicate.slots.pop("obj")
            predicate.lemmas = ("there be",)

    def _whose(self, token: int) -> None:
        """Give a noun behind "whose" its owner: "Oman, **whose army** had left, closed the border"."""
        k = next((j for j, first in enumerate(self.firsts) if first == token), 0)
        if self.kinds[k : k + 2] != ["q", "G"]:
            return
        antecedent, _ = self._antecedent(k)
        if not antecedent:
            return
        thing, owner = self.groups[self.at[k + 1]], self.groups[antecedent[0]]
        named = Group(len(self.groups), owner.first, owner.stop, owner.head)
        self.groups.append(named)
        self.chunk_of_group.append(-1)
        if self.classes[thing.head] == "G":
            named.prep = "of"
            thing.after.insert(0, named.index)
        else:
            named.inside = thing.index
            thing.owners.append(named.index)

    def _in_company(self, found: Sequence[int]) -> list[int]:
        """Return who acts with a subject in an aside: "Greece, **together with Cyprus**, condemned"."""
        kinds = self.kinds
        c = self.chunk_of_group[found[-1]]
        while kinds[c + 1 : c + 3] == ["o", "G"]:
            c += 2
        c += kinds[c + 1 : c + 2] == [","]
        if kinds[c + 1 : c + 3] != ["p", "G"] or "company" not in self.words[self.firsts[c + 1]].traits:
            return []
        group = self.groups[self.at[c + 2]]
        return self.expand(group.index) if self.classes[group.head] in "NGJ" else []

    def _fronted(self, k: int, predicate: Predicate) -> None:
        """Give a verb the partner that opens its sentence: "**With Poland**, Lithuania signed a treaty"."""
        if self.kinds[:2] != ["p", "G"] or k < 3:
            return
        group = self.groups[self.at[1]]
        if "of_two_sides" not in self.words[self.firsts[0]].traits or self.classes[group.head] not in "NR":
            return
        last = self.chunk_of_group[group.coord[-1]] if group.coord else 1
        subject = self.chunk_of_group[predicate.slots["surface"][0]]
        if subject in (last + 1, last + 2) and self.kinds[last + 1] in "G,":
            predicate.slots.setdefault(group.prep, []).extend(self.expand(group.index))

    def _shared_object(self, k: int, predicate: Predicate) -> None:
        """Give the first of two verbs the object of both: "**looted** and burned the shops"."""
        if self.kinds[k + 1 : k + 4] != ["c", "V", "G"] or predicate.passive or predicate.comp:
            return
        other, group = self.predicates[self.at[k + 2]], self.groups[self.at[k + 3]]
        if "obj" in predicate.slots or group.prep or other.first != other.token:
            return
        forms = {self.classes[predicate.token], self.classes[other.token]}
        alike = len(forms) == 1 or forms <= _PASTS
        if alike and not self._subject_of_next(k + 3, other):
            predicate.slots["obj"] = self.expand(group.index)

    def _leaves_out_was(self, k: int, predicate: Predicate) -> bool:
        """Whether a headline leaves out the auxiliary: "activist **released** after two years"."""
        if self.classes[predicate.token] != "D" or not predicate.finite:
            return False
        if any(link != "that" for link, _ in predicate.comp):
            return False
        slots = predicate.slots
        if "obj" in slots or not slots.get("surface"):
            return False
        # "the men Turkey released in June": the object stands before the subject
        before = self.chunk_of_group[slots["surface"][0]] - 1
        return before < 0 or self.kinds[before] != "G"

    def _stranded(self, k: int, predicate: Predicate) -> str:
        """Return the preposition that a passive leaves without its noun: "was **fired on** near Aden"."""
        kinds = self.kinds
        if not predicate.finite or kinds[k + 1 : k + 2] != ["p"]:
            return ""
        follows = kinds[k + 2 : k + 3]
        stands = self.firsts[k + 1] == self.stops[k] and self.stops[k + 1] - self.firsts[k + 1] == 1
        return self.words[self.firsts[k + 1]].form if stands and (not follows or follows[0] in "py.,") else ""

    def _relative_object(self, k: int, predicate: Predicate) -> None:
        """Give a verb the antecedent as its object: "the ship **that** Turkey bought"."""
        slots = predicate.slots
        # "the embassy that Iran **closed in** Riyadh": what could be a particle has a noun of its own
        held = bool(predicate.particle) and "obj" in slots and slots["obj"] == slots.get(predicate.particle)
        if predicate.passive or not predicate.finite:
            return
        if predicate.subject_from:
            return
        surface = slots.get("surface")
        if not surface:
            return
        before = self.chunk_of_group[surface[0]] - 1
        if before < 1 or self.kinds[before] != "q":
            return
        prep, _, relative = self.words[self.firsts[before]].form.rpartition(" ")
        if relative not in ("which", "that", "whom", "who"):
            return
        if any(predicate.index == child for p in self.predicates for link, child in p.comp if link == "that"):
            return
        antecedent, _ = self._antecedent(before)
        if held and antecedent and "of_clause" in self.words[self.groups[antecedent[0]].head].traits:
            return  # "the announcement that he had returned to Honduras" has nothing left out
        if antecedent:
            # "the treaty **under which** Turkey left": what the preposition governs is no object
            governed = bool(prep) or self.kinds[before - 1] == "p"
            if "obj" in slots and not held and not governed:
                return
            if held:
                predicate.particle = ""
            place = prep or self.words[self.firsts[before - 1]].form
            slots[place if governed else "obj"] = antecedent
            predicate.link = predicate.link or "rel"

    def _negate(self, predicate: Predicate) -> None:
        """Take over the negation of a subject or object: "sent **no** rice", "**no** soldier crossed"."""
        if "R" in self.classes:
            for head in [self.groups[index].head for index in predicate.slots.get("obj", ())]:
                if "nobody" in self.words[head].traits and predicate.negation < 0:
                    predicate.negation = head  # "attacked **nobody**"
        if "!" not in self.classes:
            return
        for slot in ("surface", "obj"):
            for index in predicate.slots.get(slot, ()):
                before = self.groups[index].first - 1
                if before >= 0 and self.classes[before] == "!" and predicate.negation < 0:
                    predicate.negation = before

    def build(self) -> None:
        """Run all steps in order."""
        self.chunk()
        self._subordinate()
        self.attach()
        for predicate in self.predicates:
            following = predicate.stop
            if following < len(self.words):
                form = self.words[following].form
                for lemma in predicate.lemmas:
                    if lemma not in self.particles:
                        continue
                    opening, _, rest = form.partition(" ")
                    if form in self.particles[lemma]:
                        predicate.particle = form
                    elif rest and opening in self.particles[lemma]:
                        predicate.particle = opening  # "drifted **apart** from Oslo"
                        self._part_from(following, rest)
        if "whose" in (forms := [word.form for word in self.words]):
            self._whose(forms.index("whose"))
        self._headline()
        self._bare_infinitives()
        self._inversion()
        for k, kind in enumerate(self.kinds):
            if kind == "V":
                self._coordinate_verb(k)
                self.arguments(k)
        self._fill_gaps()
        self._control()

    def _fill_gaps(self) -> None:
        """Give two names without a verb that of the clause before."""
        if "c" not in self.kinds:
            return
        verb = None
        for k, kind in enumerate(self.kinds):
            if kind == "V":
                verb = self.predicates[self.at[k]]
            elif kind == "c" and verb is not None:
                gap = gap_at(self.kinds, self.at, self.groups, self.classes, k)
                made = fill(gap, verb, len(self.predicates)) if gap is not None else None
                pair = second_at(self.kinds, self.at, self.groups, self.classes, k)
                if pair is not None and verb.finite:
                    made = fill_second(pair, verb, self.groups, len(self.predicates))
                if made is not None:
                    self.predicates.append(made)
                    self.chunk_of_predicate.append(k)

    def _inversion(self) -> None:
        """Join a verb to the auxiliary before its subject: "only in 1991 **did** Turkey **recognise** it"."""
        if "fronted" not in self.words[0].traits:
            return
        kinds, at = self.kinds, self.at
        for k in range(len(kinds) - 2):
            if kinds[k] != "V" or kinds[k + 1] != "G" or self.groups[at[k + 1]].prep:
                continue
            helper = self.predicates[at[k]]
            m = k + 2
            while m + 1 < len(kinds) and kinds[m] in "oyc" and kinds[m + 1] == "G":
                m += 2
            if m >= len(kinds) or kinds[m] != "V":
                continue
            verb = self.predicates[at[m]]
            pair = self.classes[helper.token] + self.classes[verb.token]
            if pair in _INVERTED and verb.link != "to":
                verb.finite, verb.tense, verb.modal = True, helper.tense, helper.modal
                verb.perfect = pair[0] == "H"
                verb.passive = pair[0] == "x" and pair[1] != "I"
                helper.finite = False
                kinds[k] = "r"
            return

    def _part_from(self, at: int, prep: str) -> None:
        """Leave the group behind a preposition of two words the second of them."""
        for group in self.groups:
            if group.first == at + 1 and group.prep:
                for index in self.expand(group.index):
                    self.groups[index].prep = prep


def parse(classes: str, words: Sequence[Word], particles: dict[str, frozenset[str]]) -> Parse:
    """Find the groups and predicates of one sentence.

    Parameters
    ----------
    classes : str, (n_tokens,)
        From ``tagging.tag``.
    words : sequence of Word, (n_tokens,)
    particles : dict
        Particles of phrasal verbs, from the pack.

    Returns
    -------
    Parse
    """
    builder = _Clauses(classes, words, particles)
    builder.build()
    return Parse(classes, builder.groups, builder.predicates, builder.group_of)
