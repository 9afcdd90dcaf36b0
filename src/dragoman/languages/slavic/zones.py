"""How far the clause of a verb reaches."""

from __future__ import annotations

from dragoman.languages.parse import Group
from dragoman.languages.slavic.participles import Participles

__all__ = ["Zones"]

_STOP = frozenset(";.:uq()")


class Zones(Participles):
    """The chunks left and right of a verb that its clause holds."""

    def _expand(self, index: int) -> list[int]:
        return [index, *self.groups[index].coord]

    def _free(self, k: int) -> Group | None:
        """Return the group of a chunk if it can fill a case slot."""
        if self.kinds[k] != "G" or k in self.claimed or k in self.aside:
            return None
        group = self.groups[self.at[k]]
        return None if group.leader >= 0 or group.prep in ("gen", "ins") else group

    def _zone(self, k: int) -> tuple[list[int], list[int]]:
        """Return the chunks left and right of a verb that belong to its clause."""
        kinds = self.kinds
        left: list[int] = []
        j = k - 1
        if k in self.aims:
            j = -1  # "попытка большевиков захватить Варшаву"
        if j >= 0 and kinds[j] == "c":
            j = -1  # "осудил Израиль и поблагодарил": what stands before belongs to the first verb
        commas, inserted = 0, -1
        while j >= 0:
            kind = kinds[j]
            if kind == ":" and (said := self._said_between(j)) >= 0:
                j = said
                continue
            if kind == ")" and j in self.brackets:
                j = self.brackets[j] - 1
                continue
            if kind in _STOP:
                break
            if kind == "," and j == inserted:
                j -= 1
                continue
            if kind == "V":
                if j in self.arguments_of:
                    j -= 1  # "присланные Ираном суда покинули": transparent
                    continue
                other = self.predicates[self.at[j]]
                if other.finite or kinds[k] != "V":
                    break
                if self.classes[other.token] == "I" or self._is_fronted(j, k):
                    j -= 1
                    continue
                break
            if kind == ",":
                inserted = self._insertion(j)
                if inserted >= 0:
                    j -= 1
                    continue
                opening = self._opening(j)
                if opening is not None:
                    j = opening
                    continue
                commas += 1
                if commas > 1 or self._other_clause(j):
                    break
            left.append(j)
            j -= 1
        right: list[int] = []
        j = k + 1
        while j < len(kinds):
            kind = kinds[j]
            if kind == "V" and j in self.arguments_of:
                j += 1
                continue
            if kind == "(" and j in self.brackets:
                j = self.brackets[j] + 1
                continue
            if kind in _STOP or kind == "V":
                break
            if kind == "," and kinds[j + 1 : j + 2] == [","]:
                j += 2  # "осудила, однако, Турцию"
                continue
            if kind == "," and not self._list_comma(j):
                break
            if kind == "c" and j + 1 < len(kinds) and kinds[j + 1] in "V!":
                break
            right.append(j)
            j += 1
        return left, right

    def _is_fronted(self, j: int, k: int) -> bool:
        """Whether an infinitive stands between its verb and the subject: "Ереван **вступить** отказался"."""
        return (
            self.classes[self.predicates[self.at[j]].token] == "B"
            and self.predicates[self.at[k]].finite
            and "V" not in self.kinds[:j]
            and not set(self.kinds[j + 1 : k]) & set(",;:cuq")
        )

    def _other_clause(self, j: int) -> bool:
        """Whether what stands before a comma is a clause with a verb of its own."""
        i = j - 1
        while i >= 0 and self.kinds[i] not in ",;.:":
            if self.kinds[i] == "V" and i not in self.arguments_of:
                return True
            i -= 1
        return False

    def _list_comma(self, j: int) -> bool:
        nearby = self.kinds[j + 1 : j + 6]
        return bool(nearby) and nearby[0] in "Gp" and "V" not in nearby and "q" not in nearby

    def _said_between(self, j: int) -> int:
        """For the dash closing a clause of speech, the chunk before: "Турки, — писал Черчилль, — напали"."""
        kinds = self.kinds
        if j < 4 or kinds[j - 1] != ",":
            return -1
        i = j - 2
        while i > 1 and kinds[i] not in ";.:":
            i -= 1
        if kinds[i] != ":" or kinds[i - 1] != ",":
            return -1
        said = any(
            kinds[at] == "V" and self.words[self.predicates[self.at[at]].token].weight == 2
            for at in range(i + 1, j - 1)
        )
        return i - 2 if said else -1

    def _insertion(self, j: int) -> int:
        """For the comma closing an inserted phrase, the comma that opens it, or -1.

        "Грузия**, по сообщению МИД,** отозвала посла", "Грузия**, однако,** отозвала посла".
        """
        i = j - 1
        if i > 0 and self.kinds[i] == "," and self.kinds[i - 1] == "G":
            return i  # adverbs alone, which are no chunks
        while i > 0 and self.kinds[i] in "Gp":
            i -= 1
        return i if 0 < i < j - 2 and self.kinds[i : i + 2] == [",", "p"] and self.kinds[i - 1] == "G" else -1

    def _opening(self, j: int) -> int | None:
        """For the comma closing an inserted clause, the chunk before the comma that opens it."""
        i = j - 1
        verbal = False
        while i >= 0 and self.kinds[i] not in ";.:":
            if self.kinds[i] in "Vqu":
                verbal = True
            if self.kinds[i] == ",":
                return i - 1 if verbal else None
            i -= 1
        return None
