"""English subjects: who stands before a verb, or before the verb that it shares its subject with."""

from __future__ import annotations

from dragoman.languages.en.nested import Nested
from dragoman.languages.parse import Predicate

__all__ = ["Subjects"]

_SPEECH = 2  # weight of verbs of speech


class Subjects(Nested):
    """Subjects of the verbs of one sentence."""

    def expand(self, index: int) -> list[int]:
        """Return a group with everything coordinated with it."""
        return [index, *self.groups[index].coord]

    def subject(self, k: int) -> tuple[list[int], str]:
        """Find the subject of the verb chunk ``k``; say how it was found."""
        kinds, at, groups = self.kinds, self.at, self.groups
        j = k - 1
        commas = 0
        told = self.words[self.predicates[at[k]].token].weight == _SPEECH
        if (top := self.described(k)) >= 0:
            return self.expand(at[top]), ""
        if j >= 0 and kinds[j] == "c":
            return self._shared_subject(j)
        if j >= 0 and kinds[j] == "q":
            return self._antecedent(j)
        if j >= 0 and kinds[j] == ",":
            opening = self._opening(j)
            if opening is None:
                return self._shared_subject(j) if self.predicates[at[k]].finite else ([], "")
            j = opening
            commas = 1
        while j >= 0:
            kind = kinds[j]
            if kind == "G":
                group = groups[at[j]]
                if group.prep:
                    if group.leader >= 0:
                        j = self.chunk_of_group[group.leader]
                        group = groups[at[j]]
                    j -= 2
                    continue
                if group.leader >= 0:
                    lead = groups[group.leader]
                    if lead.prep:
                        j = self.chunk_of_group[lead.index] - 2
                        continue
                    return self.expand(lead.index), ""
                if group.twin >= 0:
                    lead = groups[group.twin]
                    if not commas and (told or "V" in kinds[: self.chunk_of_group[lead.index]]):
                        return self.expand(group.index), ""  # "freed two men, **a diplomat** told the paper"
                    if not lead.prep:
                        return self.expand(lead.index), ""
                if j > 0 and kinds[j - 1] == "V" and not commas and self._bare_object(j):
                    return self._shared_subject(j)
                if self._ends_infinitive(j):
                    j -= 2  # "**the plan** to station officers in Korea was dropped"
                    continue
                pair = (
                    not (told and "," in kinds[k:])
                    and j == k - 1 == 2
                    and kinds[0] == "G"
                    and kinds[1] == ","
                    and kinds[4:5] != [","]
                )
                if pair and not commas:
                    first = groups[at[0]]
                    if self.classes[first.head] == self.classes[group.head] == "N":
                        return self.expand(first.index) + self.expand(group.index), ""  # "Rome, Bern sign"
                return self.expand(group.index), ""
            if kind == "V":
                if not self.predicates[at[j]].finite:
                    j -= (
                        1  # a participle or infinitive inside the subject: "forces loyal to X advancing on Y"
                    )
                    continue
                return [], ""
            if kind == ",":
                opening = self._opening(j)
                if opening is None:
                    j -= 1
                else:
                    j = opening
                commas += 1
                continue
            if kind == ")":
                while j >= 0 and kinds[j] != "(":
                    j -= 1
                j -= 1
                continue
            if kind in "poyt(c":
                j -= 1
                continue
            if kind == "q":
                return self._antecedent(j)
            return [], ""
        return [], ""

    def _bare_object(self, j: int) -> bool:
        """Whether the group at chunk ``j`` is the object of the finite verb right before it."""
        before = self.predicates[self.at[j - 1]]
        return (
            before.finite
            and before.lemmas not in (("be",), ("do",), ())
            and self.words[before.token].weight != 2
        )

    def _ends_infinitive(self, j: int) -> bool:
        """Whether the group at chunk ``j`` is the object of an infinitive that says what a noun before is."""
        kinds = self.kinds
        if j < 2 or kinds[j - 1] != "V" or kinds[j - 2] != "G":
            return False
        before = self.predicates[self.at[j - 1]]
        top = j - 2
        while top >= 2 and self.groups[self.at[top]].prep and kinds[top - 2] == "G":
            top -= 2  # "the decision **by Turkey** to close the border"
        noun = self.classes[self.groups[self.at[top]].head] == "n"
        if before.finite or before.link != "to" or not noun:
            return False
        return not any(
            kind == "V" and self.predicates[at].finite for kind, at in zip(kinds[:top], self.at, strict=False)
        )

    def _opening(self, j: int) -> int | None:
        """Return the chunk before the comma that opens the parenthesis closed at ``j``."""
        i = j - 1
        while i >= 0:
            if self.kinds[i] == ",":
                return i - 1 if i > 0 else None
            if self.kinds[i] in ";:.":
                return None
            i -= 1
        return None

    def _antecedent(self, j: int) -> tuple[list[int], str]:
        """Antecedent of the relative word at chunk ``j``."""
        i = j - 1
        while i >= 0 and self.kinds[i] in ",poyt(":
            i -= 1
        if i > 1 and self.kinds[i - 2 : i + 1] == [",", "!", "G"]:
            i -= 3  # "it was Paris, **not London**, that refused"
        if i >= 0 and self.kinds[i] == "G":
            group = self.groups[self.at[i]]
            if group.leader >= 0:
                first = self.chunk_of_group[group.leader]
                if group.prep == "of" and first >= 2 and self.kinds[first - 2] == "G":
                    return [self.at[first - 2]], "rel"  # "the treaty of friendship and trade, which"
                return self.expand(group.leader), "rel"
            if group.prep == "of" and i >= 2 and self.kinds[i - 2] == "G":
                return [self.at[i - 2]], "rel"
            return [group.index], "rel"
        return [], ""

    def _shared_subject(self, j: int) -> tuple[list[int], str]:
        """Subject of the verb before a conjunction: "X visited Y and met Z"."""
        i = j - 1
        while i >= 0:
            if self.kinds[i] == "V":
                before = self.predicates[self.at[i]]
                inverted = before.subject_from == "conj" and self.kinds[i - 1] == ","
                if inverted and "obj" in before.slots and self.behaves(before, "saying"):
                    return list(before.slots["obj"]), "conj"  # '"...", **said Lavrov**, accusing'
                if before.finite and before.slots.get("surface"):
                    return list(before.slots["surface"]), "conj"
            elif self.kinds[i] in ";.":
                break
            i -= 1
        return [], ""

    def _participle_subject(self, k: int, predicate: Predicate) -> None:
        kinds, at, groups = self.kinds, self.at, self.groups
        j = k - 1
        if j > 0 and kinds[j] == "p" and kinds[j - 1] == "," and self.words[self.firsts[j]].form == "as":
            j -= 1  # "Haddad, **as** quoted by Reuters, says"
        if j >= 0 and kinds[j] == "G":
            group = groups[at[j]]
            if predicate.passive or not group.prep or not self._inside_verb_object(j):
                lead = group.leader if group.leader >= 0 else group.index
                predicate.slots["surface"] = self.expand(lead)
                predicate.link = "rel"
        elif j >= 0 and kinds[j] == ",":
            found, _ = self._shared_subject(j)
            beside = predicate.passive and j > 0 and kinds[j - 1] == "G" and not groups[at[j - 1]].prep
            if beside and (not found or kinds[j - 2 : j - 1] in (["u"], ["q"], ["c"])):
                found = self.expand(at[j - 1])  # "Japan, backed by Australia, condemned"
            if found:
                predicate.slots["surface"] = found
            predicate.link = "adv"
        elif j < 0:
            # "Acting on a tip, police arrested ...": the subject comes after the comma
            i = k + 1
            while i < len(kinds) and kinds[i] != ",":
                i += 1
            if i + 1 < len(kinds) and kinds[i + 1] == "G":
                predicate.slots["surface"] = self.expand(at[i + 1])
                predicate.subject_from = "adv"
            predicate.link = "adv"

    def _inside_verb_object(self, j: int) -> bool:
        return j >= 2 and self.kinds[j - 1] in "poyt" and self.kinds[j - 2] == "V"
