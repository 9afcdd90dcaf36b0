"""What is set off inside a clause and leaves it whole: appositions between commas, parentheses.

"Азербайджан, **союзник Турции**, напал": the ally of Turkey is Azerbaijan, and Turkey does nothing.
"""

from __future__ import annotations

from dragoman.languages import features as f
from dragoman.languages.parse import PROPER, Group
from dragoman.languages.slavic.coordination import JOINED, Coordination

__all__ = ["Appositions"]

_NAMES = frozenset({"group", "org", "place", "seat", "state"})
_INSIDE = frozenset({"G", "p", "c", JOINED})
_ENDS = frozenset(".;:)")
_BREAKS = frozenset(",.;:uq")


class Appositions(Coordination):
    """Finds what the clauses of a sentence pass over."""

    def parentheses(self) -> None:
        """Set aside what stands in brackets without a verb; around the rest clauses are read on."""
        self.aside: set[int] = set()
        """Chunks of groups that are set off, and fill no slot."""
        self.brackets: dict[int, int] = {}
        """By the chunk of each bracket around a verb: that of the other one."""
        opened = -1
        for k, kind in enumerate(self.kinds):
            if kind == "(":
                opened = k
            elif kind == ")" and opened >= 0:
                if "V" in self.kinds[opened:k]:
                    self.brackets[k], self.brackets[opened] = opened, k
                else:
                    self._set_aside(opened, k)
                opened = -1

    def _set_aside(self, opened: int, closed: int) -> None:
        for j in range(opened, closed + 1):
            if self.kinds[j] == "G":
                self.aside.add(j)
            else:
                self.kinds[j] = JOINED
        before = self.groups[self.at[opened - 1]] if opened and self.kinds[opened - 1] == "G" else None
        inside = self.groups[self.at[opened + 1]] if self.kinds[opened + 1] == "G" else None
        if before is not None and inside is not None and self._same_case(before, inside):
            inside.twin = before.index

    def appositions(self) -> None:
        """Find what renames or describes the noun before it: "Рим, **недовольный** Веной, ..."."""
        self.titled: set[int] = set()
        """Groups of which an apposition says what office they hold."""
        kinds = self.kinds
        k = 1
        while k + 1 < len(kinds):
            if kinds[k] == "," and kinds[k - 1] == "G" and kinds[k + 1] == "G":
                closed = self._closes(k)
                lead = self._named_before(k)
                if closed > 0 and self._appose(lead, k, closed):
                    for j in range(k, closed):
                        if kinds[j] == "G":
                            self.aside.add(j)
                        else:
                            kinds[j] = JOINED
                    if closed < len(kinds) and kinds[closed] == ",":
                        kinds[closed] = JOINED
                    k = closed
            k += 1

    def _closes(self, comma: int) -> int:
        """Return the chunk that ends what a comma sets off, or -1 where that is a clause or a list."""
        kinds = self.kinds
        j = comma + 1
        while j < len(kinds) and kinds[j] in _INSIDE:
            if kinds[j] == "c" and self.groups[self.at[comma + 1]].coord:
                return -1
            j += 1
        if j == len(kinds) or kinds[j] in _ENDS:
            return j
        return j if kinds[j] == "," and kinds[j + 1 : j + 2] != ["c"] else -1

    def _named_before(self, comma: int) -> Group | None:
        """Return the noun before a comma, those left out that only say whose it is."""
        j = comma - 1
        while j > 0 and self.kinds[j - 1] == "G" and self.groups[self.at[j]].prep == "gen":
            j -= 1
        group = self.groups[self.at[j]]
        return None if group.leader >= 0 or group.coord or j in self.aside else group

    def _above(self, comma: int) -> Group | None:
        """Return the noun that what stands before a comma hangs on: "**отношения** между Римом и Веной,"."""
        near = self.groups[self.at[comma - 1]]
        near = self.groups[near.leader] if near.leader >= 0 else near
        return next((group for group in self.groups if near.index in group.after), None)

    def _appose(self, lead: Group | None, comma: int, closed: int) -> bool:
        """Let what a comma sets off rename a noun, if it can."""
        here = self.groups[self.at[comma + 1]]
        final = closed == len(self.kinds) or self.kinds[closed] in _ENDS
        if not final and (self._describes(lead, here) or self._describes(self._above(comma), here)):
            return True
        if lead is None or here.prep or not self._same_case(lead, here) or not self._can_rename(lead, here):
            return False
        if final and not self._follows_verb(comma):
            return False
        if not final and self._follows_verb(comma) and not self._goes_on_with_verb(closed + 1):
            return False  # "Заняв город, министр, вопреки приказу, отступил"
        here.twin = lead.index
        if self.classes[here.head] == "G":
            self.titled.add(lead.index)
        return True

    def _describes(self, lead: Group | None, here: Group) -> bool:
        """Whether an adjective or participle without a noun describes the one before it."""
        if lead is None:
            return False
        first = self.words[here.first]
        opens = self.classes[here.first] in "aA" and bool(first.case & f.NOM) and not here.prep
        alone = here.head == here.first or not here.case & first.case & f.NOM
        return opens and alone and (bool(lead.case & f.NOM) or not lead.case & f.CASES)

    def _same_case(self, lead: Group, here: Group) -> bool:
        one, other = lead.case & f.CASES, here.case & f.CASES
        return not one or not other or bool(one & other)

    def _can_rename(self, lead: Group, here: Group) -> bool:
        """Whether two nouns can mean the same: not two states, nor two things."""
        one, other = self.words[lead.head], self.words[here.head]
        kinds = self.classes[lead.head] + self.classes[here.head]
        if "R" in kinds or (one.func in _NAMES and other.func in _NAMES):
            return False
        return "N" in kinds or kinds in ("Gn", "nG") or self._has_name(lead) or self._has_name(here)

    def _has_name(self, group: Group) -> bool:
        """Whether a name stands behind the head of a group: "генерал **Деникин**"."""
        behind = range(group.head + 1, group.stop)
        return any(self.classes[i] == "N" or PROPER in self.words[i].traits for i in behind)

    def _follows_verb(self, comma: int) -> bool:
        """Whether a verb stands before a comma in its clause."""
        for j in range(comma - 1, -1, -1):
            if self.kinds[j] in _BREAKS:
                return False
            if self.kinds[j] in "Vxm":
                return True
        return False

    def _goes_on_with_verb(self, first: int) -> bool:
        for j in range(first, len(self.kinds)):
            if self.kinds[j] in "Vxm":
                return True
            if self.kinds[j] in _BREAKS:
                return False
        return False
