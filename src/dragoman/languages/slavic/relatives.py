"""Relative clauses: the relative stands for its antecedent, in whatever case or behind whatever preposition.

"Договор, **который** заключила Москва", "Польша, **с которой** Литва порвала", "Румыния, **чьи** войска
отошли", "Персия, **войска которой** отошли".
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages import features as f
from dragoman.languages.parse import Group, Predicate
from dragoman.languages.slavic.coordination import JOINED
from dragoman.languages.slavic.prepositions import case_name, governs, slot
from dragoman.languages.slavic.zones import Zones

__all__ = ["Relatives"]

_GENDERS = {
    **dict.fromkeys("ая", ("f",)),
    **dict.fromkeys("оеє", ("nt",)),
    **dict.fromkeys("ьиіу", ("m", "f", "nt")),
}
"""Genders of nouns by the last letter of the lemma; masculine where none stands here."""
_OWNING = "poss"
"""Note of a relative that owns the noun behind it: "чьи"."""
_OF_NOUNS = frozenset({"m", "f", "nt", "pl"})
_COPULAS = frozenset(
    {
        *("быть", "стать", "становиться", "являться", "оказаться", "остаться"),
        *("бути", "стати", "ставати", "виявитися", "лишитися", "залишитися"),
    }
)
_OBLIQUE = ("dat", "ins", "gen")


class Relatives(Zones):
    """What the relatives of a sentence stand for."""

    def relatives(self) -> None:
        """Give the nouns beside a relative their owner, "**чьи** войска", "войска **которой**"."""
        self.owning: dict[int, list[tuple[str, list[int]]]] = {}
        """Chunks of relatives that hang on a noun, with the slots of the verb that they fill too."""
        self.stood: dict[int, list[tuple[str, list[int]]]] = {}
        """By predicate: the slots that a relative fills, and with whom."""
        for j, kind in enumerate(self.kinds):
            if kind != "q":
                continue
            if _OWNING in self._told(j):
                self._owned_behind(j)
                self.owning[j] = []
            elif j and self.kinds[j - 1] in "Gp":
                self._owned_before(j)

    def _told(self, j: int) -> list[str]:
        """Return what a relative tells of its case, gender and number; nothing where it only owns."""
        return [] if j in self.owning else self.words[self.firsts[j]].note.split(",")

    def _owned_behind(self, j: int) -> None:
        """The noun behind "чьи" is the antecedent's, and stands behind the preposition before it."""
        host = self.groups[self.at[j + 1]] if self.kinds[j + 1 : j + 2] == ["G"] else None
        if host is None:
            return
        if j and self.kinds[j - 1] == "p":
            host.prep = self._preposition(self.words[self.firsts[j - 1]], host)
        self._again(self._antecedent(j), host, "gen")

    def _owned_before(self, j: int) -> None:
        """The noun before "которой" or "с которой" is the antecedent's; its clause begins before it."""
        told = self._told(j)
        own = self.kinds[j - 1] == "G"
        near = j - 1 if own else j - 2
        first = near
        while first > 0 and self.kinds[first] == "G" and self.groups[self.at[first]].prep == "gen":
            first -= 1
        if first < 0 or self.kinds[first] != "G":
            return
        first -= first > 0 and self.kinds[first - 1] == "p"
        if first < 2 or self.kinds[first - 1] != ",":
            return
        names = self._behind_preposition(j, told) if not own else ["gen"] if "gen" in told else []
        host = self.groups[self.at[near]]
        found = self._antecedent(first, told) if names and self.classes[host.head] in "nG" else []
        if found:
            self._again(found, host, names[0])
            self.owning[first] = []
            if not own:  # "**договор с которой** подписала Армения": who signs it with whom
                self.kinds[j - 1] = JOINED
                self.owning[first] = [(name, found) for name in names]
            self._to_front(first, j)

    def _to_front(self, first: int, j: int) -> None:
        """Let a clause begin with its relative."""
        self.kinds.insert(first, self.kinds.pop(j))
        self.firsts.insert(first, self.firsts.pop(j))
        self.at.insert(first, self.at.pop(j))
        for k in range(first + 1, j + 1):
            if self.kinds[k] == "G":
                self.chunk_of_group[self.at[k]] = k

    def _again(self, antecedent: list[int], host: Group, prep: str) -> None:
        """Let the antecedent stand a second time, as the owner of a noun."""
        lead: Group | None = None
        for index in antecedent:
            one = self.groups[index]
            group = Group(len(self.groups), one.first, one.stop, one.head)
            group.prep, group.case, group.inside = prep, f.GEN | (one.case & f.NUMBERS), host.index
            group.after, group.owners = list(one.after), list(one.owners)
            self.groups.append(group)
            self.chunk_of_group.append(-1)
            if lead is None:
                lead = group
                host.after.insert(0, group.index)
            else:
                lead.coord.append(group.index)
                group.leader = lead.index

    def _opening_relative(self, k: int, left: list[int]) -> int:
        """Return the chunk of the relative that opens the clause of a verb, or -1."""
        before = (min(left) if left else k) - 1
        return before if before >= 0 and self.kinds[before] == "q" else -1

    def _relative(self, k: int, left: list[int]) -> list[int]:
        """Return the antecedent of a nominative relative: "Турция, **которая** признала Азербайджан"."""
        before = self._opening_relative(k, left)
        if before < 0:
            return []
        told = self._told(before)
        return self._antecedent(before) if "nom" in told and "acc" not in told else []

    def _relative_object(self, k: int, left: list[int]) -> list[int]:
        """Return what a relative that is no subject stands for: "договор, **который** заключила Москва"."""
        before = self._opening_relative(k, left)
        if before < 1 or self.kinds[before - 1] == "p":
            return []
        return self._antecedent(before) if "acc" in self._told(before) else []

    def _in_relative(self, k: int, left: list[int]) -> bool:
        """Whether a relative that can be the subject opens the clause: "США, **которые** заняли земли"."""
        before = self._opening_relative(k, left)
        return before >= 0 and "nom" in self._told(before)

    def _stand_in(self, k: int, left: list[int], predicate: Predicate) -> None:
        """Fill the slot of a relative that is neither subject nor object: "**на которую** напали"."""
        before = self._opening_relative(k, left)
        filled = self.owning[before] if before in self.owning else self._filled(before)
        for name, found in filled:
            predicate.slots.setdefault(name, []).extend(found)
        if filled:
            self.stood[predicate.index] = filled

    def _filled(self, j: int) -> list[tuple[str, list[int]]]:
        """Return the slots that a relative fills beside subject and object."""
        told = self._told(j)
        if self.kinds[j - 1] == "p":
            names = self._behind_preposition(j, told)
        elif "nom" in told or "acc" in told:
            names = []
        else:
            names = [name for name in _OBLIQUE if name in told][:1]
        found = self._antecedent(j) if names else []
        if found and names == ["dat"] and "pl" in told and "sg" in told:  # "которым"
            several = self.groups[found[0]].case & f.NUMBERS == f.PL or len(found) > 1
            names = ["dat" if several else "ins"]
        return [(name, found) for name in names if found]

    def _behind_preposition(self, j: int, told: Sequence[str]) -> list[str]:
        """Return the slots of a relative behind a preposition."""
        word = self.words[self.firsts[j - 1]]
        form, governed = governs(word.form, word.note)
        return [slot(form, bit) for bit in governed if case_name(bit) in told]

    def _antecedent(self, j: int, told: Sequence[str] | None = None) -> list[int]:
        """Return what the relative of a chunk stands for; ``told`` where the relative stands elsewhere."""
        i = j - 1
        while i >= 0 and self.kinds[i] in ",p":
            i -= 1
        if i < 0 or self.kinds[i] != "G":
            return []
        told = self.words[self.firsts[j]].note.split(",") if told is None else told
        near = self.groups[self.at[i]]
        if _OF_NOUNS.isdisjoint(told) and self.classes[near.head] != "R":
            return []  # "сообщил Риму, **кто** победил": no relative
        group = self._agreeing(near, told)
        return self._equated(group) or self._expand(group.leader if group.leader >= 0 else group.index)

    def _equated(self, group: Group) -> list[int]:
        """Return who is said to be a thing: "**Рим** был первым государством, которое признало Вену"."""
        if group.prep or not group.case & f.INS or self.classes[group.head] != "n":
            return []
        for j in range(self.chunk_of_group[group.index] - 1, -1, -1):
            if self.kinds[j] == "V":
                verb = self.predicates[self.at[j]]
                return [] if _COPULAS.isdisjoint(verb.lemmas) else list(verb.slots.get("surface", ()))
            before = self._free(j) if self.kinds[j] == "G" else None
            if before is not None and not before.prep and before.case & f.NOM and "x" in self.kinds[j:]:
                return self._expand(before.index)
            if self.kinds[j] in ",;.:uq":
                return []
        return []

    def _agreeing(self, near: Group, told: Sequence[str]) -> Group:
        """Return the noun before a relative that it agrees with: "**договор** о дружбе, который"."""
        if near.leader >= 0 or near.coord or _OWNING in told or self._has_gender(near, told):
            return near
        above = [group for group in self.groups if near.index in group.after]
        return next((group for group in reversed(above) if self._has_gender(group, told)), near)

    def _has_gender(self, group: Group, told: Sequence[str]) -> bool:
        """Whether a noun can have the gender and number of a relative, as the end of its lemma tells."""
        head = self.words[group.head]
        number = group.case & f.NUMBERS
        if "pl" in told and "sg" not in told:
            return not number or bool(number & f.PL)
        if number == f.PL:
            return "pl" in told
        last = (head.noun or head.form)[-1:]
        return any(gender in told for gender in _GENDERS.get(last, ("m",)))
