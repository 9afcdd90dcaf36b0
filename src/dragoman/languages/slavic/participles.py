"""Participles with arguments of their own: "договор, **подписанный** в Риме", "**присланные** Ираном суда".

A participle that only describes its noun ("подписанный договор") stays a part of the noun group. One that
has arguments is a predicate: what it describes fills its object (passive) or its subject (active).
"""

from __future__ import annotations

from dragoman.languages import features as f
from dragoman.languages.parse import Group
from dragoman.languages.slavic.appositions import Appositions

__all__ = ["Participles"]

_REACH = 5
"""Chunks between a participle and the noun behind it."""


class Participles(Appositions):
    """Finds what the participles of a sentence describe."""

    def described(self) -> None:
        """Find the noun of each participle, and give it back to the clause it belongs to."""
        self.antecedent: dict[int, Group] = {}
        """By the chunk of a participle: the group that it describes."""
        self.arguments_of: dict[int, list[int]] = {}
        """By the chunk of a participle before its noun: the chunks between them."""
        self.claimed: set[int] = set()
        """Chunks that belong to such a participle."""
        for k, kind in enumerate(self.kinds):
            if kind != "V" or self.classes[self.predicates[self.at[k]].token] != "A":
                continue
            if k and self.kinds[k - 1] == ",":
                self._behind(k)
            elif not self._before(k) and k and self.kinds[k - 1] == "G":
                self.antecedent[k] = self.groups[self.at[k - 1]]
            elif not k:
                self._detached(k)

    def _detached(self, k: int) -> None:
        """A participle that opens a sentence describes the subject behind its comma.

        "**Обвинённая** Турцией в шпионаже, Греция молчала".
        """
        comma = next((j for j in range(k + 1, len(self.kinds)) if self.kinds[j] in ",V;:u"), 0)
        if not comma or self.kinds[comma] != "," or not self._case(k) & f.NOM:
            return
        for j in range(comma + 1, min(len(self.kinds), comma + 1 + _REACH)):
            group = self.groups[self.at[j]] if self.kinds[j] == "G" else None
            if self.kinds[j] in ",;.:u" or (group is not None and group.prep):
                return
            named = group is not None and (group.case & f.NOM or not group.case & f.CASES)
            if group is not None and named and self._fits(k, group):
                self.antecedent[k] = group
                self.arguments_of[k] = list(range(k + 1, comma))
                self.claimed.update(self.arguments_of[k])
                return

    def _case(self, k: int) -> int:
        return self.words[self.predicates[self.at[k]].token].case & f.CASES

    def _fits(self, k: int, group: Group) -> bool:
        own, case = self._case(k), group.case & f.CASES
        return not own or not case or bool(own & case)

    def _behind(self, k: int) -> None:
        """A participle behind a comma describes the nearest noun before it that agrees."""
        for j in range(k - 2, max(-1, k - 2 - _REACH), -1):
            if self.kinds[j] in "V,;.:u":
                return
            if self.kinds[j] == "G":
                group = self.groups[self.at[j]]
                lead = self.groups[group.leader] if group.leader >= 0 else group
                if self._fits(k, lead):
                    self.antecedent[k] = lead
                    return

    def _before(self, k: int) -> bool:
        """A participle before its noun: what stands between them belongs to it."""
        for j in range(k + 1, min(len(self.kinds), k + 2 + _REACH)):
            if self.kinds[j] == "c" and self._in_list(j):
                continue
            if self.kinds[j] in "V,;.:uqc":
                return False
            if self.kinds[j] != "G" or self.kinds[j - 1] == "p" or not self._fits(k, self.groups[self.at[j]]):
                continue
            head = self.groups[self.at[j]]
            if j == k + 1 and head.case & f.INS and not self._case(k) & f.INS:
                continue
            self.antecedent[k] = head
            between = list(range(k + 1, j))
            self.arguments_of[k] = between
            self.claimed.update(between)
            self._release(k, head)
            return True
        return False

    def _in_list(self, j: int) -> bool:
        """Whether a conjunction joins two agents: "подписанный Турцией **и** Ираком договор"."""
        behind = self.groups[self.at[j + 1]] if self.kinds[j + 1 : j + 2] == ["G"] else None
        return behind is not None and behind.leader >= 0 and bool(behind.case & f.INS)

    def _release(self, k: int, head: Group) -> None:
        """Undo what the words between did to the noun, and give it the preposition before the participle."""
        for other in self.groups:
            if head.index in other.after:
                other.after.remove(head.index)
        head.prep = ""
        if not k:
            return
        before = self.kinds[k - 1]
        if before == "p":
            head.prep = self._preposition(self.words[self.firsts[k - 1]], head)
            if k >= 2 and self.kinds[k - 2] == "G":
                self.groups[self.at[k - 2]].after.append(head.index)
        elif before == "G" and head.case & f.GEN and self.classes[self.groups[self.at[k - 1]].head] == "n":
            head.prep = "gen"
            self.groups[self.at[k - 1]].after.append(head.index)
