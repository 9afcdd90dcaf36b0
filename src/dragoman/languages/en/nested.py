"""English main verbs behind a clause that describes their subject: "the state **that left** was Chad"."""

from __future__ import annotations

from dragoman.languages.en.coordination import Coordination

__all__ = ["Nested"]

_ENDS = frozenset(";.:")
_BREAKS = frozenset(",;:.u()")
_OPENS = frozenset(";:.uqc,")


class Nested(Coordination):
    """Finds what a verb says of a noun that a whole clause parts from it."""

    def described(self, k: int) -> int:
        """Return the chunk of the noun that the verb at ``k`` speaks of across a clause, or -1.

        The clause opens with a relative word or an infinitive and has no comma: "the first **to
        recognise Latvia** was Iceland".  The verb has to be the last of its sentence, as the noun
        would be left without any.
        """
        kinds = self.kinds
        inner = -1
        j = k - 1
        while j > 0 and kinds[j] != "q":
            kind = kinds[j]
            if kind == "V":
                predicate = self.predicates[self.at[j]]
                if predicate.link == "to" and inner < 0 and kinds[j - 1] == "G":
                    inner = j
                    break
                if predicate.finite and inner >= 0:
                    return -1
                if predicate.finite:
                    inner = j
            elif kind in _BREAKS or (kind == "c" and (kinds[j - 1] != "G" or kinds[j + 1] != "G")):
                return -1
            j -= 1
        if j < 1 or inner < 0:
            return -1
        top = j - 1
        if kinds[top] == "p" and kinds[j] == "q":
            top -= 1  # "the states **with which** it broke"
        if top < 0 or kinds[top] != "G":
            return -1
        while top >= 2 and self.groups[self.at[top]].prep and kinds[top - 2] == "G":
            top -= 2
        if self.groups[self.at[top]].prep or (top > 0 and kinds[top - 1] not in _OPENS):
            return -1
        return top if not self._verb_before(top) and self._is_last(k) else -1

    def _is_last(self, k: int) -> bool:
        """Whether no other finite verb of its clause stands behind the verb at ``k``."""
        for j in range(k + 1, len(self.kinds)):
            if self.kinds[j] in _OPENS or self.kinds[j] in _ENDS:
                return True
            if self.kinds[j] == "V" and self.predicates[self.at[j]].finite:
                return False
        return True
