"""One Turkish or Azerbaijani verb for several clauses: "Rusya Bakü'yü, Türkiye Erivan'ı destekledi"."""

from __future__ import annotations

from copy import copy

from dragoman.languages import features as f
from dragoman.languages.parse import Predicate
from dragoman.languages.turkic.nonfinite import Nonfinite
from dragoman.languages.turkic.stack import Item

__all__ = ["Gapping"]


class Gapping(Nonfinite):
    """Clauses whose verb only the last of them has."""

    def _split_clauses(self, predicate: Predicate, items: list[Item]) -> list[Item]:
        """Give each clause before the last the verb again; return what is left for the verb itself."""
        clauses: list[list[Item]] = [[]]
        for item in items:
            if item.kind == ",":
                clauses.append([])
            else:
                clauses[-1].append(item)
        last = clauses[-1][-1] if clauses[-1] else None
        prep = self.groups[last.at].prep if last is not None and last.kind == "G" else ""
        shape = self._shape(clauses[-1])
        first = len(clauses) - 1
        while shape and first and self._shape(clauses[first - 1], prep) == shape:
            first -= 1
        if first == len(clauses) - 1:
            return items
        for clause in clauses[first:-1]:
            if prep:
                for index in self._expand(clause[-1].at):
                    self.groups[index].prep = prep
            self._fill(self._again(predicate), clause, genitive=False)
        opening = clauses[first][0]
        if opening.kind == "T" and sum(item.kind == "T" for item in items) == 1:
            self.times[opening.at] = -1  # "**1920'de** Fransa Erivan'ı, İngiltere Tiflis'i tanıdı"
        return [item for clause in (*clauses[:first], clauses[-1]) for item in clause]

    def _shape(self, clause: list[Item], prep: str = "") -> str:
        """Return the slots of a clause of a subject and at least one more party, empty for any other.

        ``prep``: postposition of the last clause, which stands for all: "Rusya Bakü'nün, İran ise Erivan'ın
        **yanında** durdu".
        """
        found: list[str] = []
        subjects = 0
        for item in clause:
            if item.kind == "T":
                continue
            if item.kind != "G":
                return ""
            feats = self.feats[item.at]
            slot = self.groups[item.at].prep or self._slot(item.at)
            if not self._somebody([item.at]):
                if slot:
                    continue  # "**bu krizde** Rusya Bakü'yü, ..."
                return ""
            if prep and item is clause[-1] and subjects:
                found.append(prep)
            elif slot:
                found.append(slot)
            elif feats & f.ACC and (subjects or not feats & f.NOM):
                found.append("acc")
            else:
                subjects += 1
        return " ".join(sorted(found)) if subjects == 1 else ""

    def _again(self, predicate: Predicate) -> Predicate:
        """Return a second predicate of the same verb."""
        twin = copy(predicate)
        twin.index = len(self.predicates)
        twin.slots, twin.comp = {}, []
        self.predicates.append(twin)
        self.bits.append(self.bits[predicate.index])
        return twin
