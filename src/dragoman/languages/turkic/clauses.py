"""Turkish and Azerbaijani clauses: roles by case, from left to right over a stack.

The verb stands behind its arguments. Groups wait on a stack until a verbal form takes them: a participle or
verbal noun takes back to its genitive subject or up to the nominative of the clause around it, a converb up
to that nominative, a finite verb takes all. What a verbal noun makes goes back on the stack with its case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.languages import features as f
from dragoman.languages.parse import Parse, Word
from dragoman.languages.turkic.finite import Finite
from dragoman.languages.turkic.stack import Item

__all__ = ["parser"]

_OPEN = frozenset("“«„")
_CLOSE = frozenset("”»")
_PAIR = 2


class _Clauses(Finite):
    """Arguments of the verbs of one sentence."""

    def walk(self) -> None:
        """Read the chunks from left to right."""
        for k, kind in enumerate(self.kinds):
            if kind == "G":
                self._push(self.groups[self.at[k]])
            elif kind == "p":
                self._postposition(k)
            elif kind == "T":
                self.stack.append(Item("T", self.firsts[k]))
            elif kind == ",":
                self.stack.append(Item(",", k))
            elif kind == "(":
                self.stack.append(Item("(", k))
            elif kind == ")":
                self._close_bracket()
            elif kind == '"':
                self._quote(k)
            elif kind == "A":
                self._participle(k)
            elif kind == "M":
                self._verbal_noun(k)
            elif kind in "IO" or (kind == "V" and self._is_doubled(k)):
                self._converb(k)
            elif kind == "V":
                self._finite(self.predicate(self.firsts[k], "V"), k)
            elif kind in "kx":
                self._copular(k, kind)
            elif kind == "!":
                self._negate(k)
            elif kind in "uq;:.":
                self._boundary(k, kind)
        self._behind_verb()
        self._headline()
        self._inherit()
        self._date()

    def _is_doubled(self, k: int) -> bool:
        """Whether a verb and its denial say "as soon as": "sınırı **geçer geçmez** saldırdı"."""
        if k + 2 >= len(self.kinds) or self.kinds[k + 1] != "V" or self.firsts[k + 1] != self.firsts[k] + 1:
            return False
        verbs = [v for i in (self.firsts[k], self.firsts[k + 1]) for v in self.words[i].verbs if v[1] == "V"]
        if len(verbs) < _PAIR or verbs[0][0] != verbs[-1][0]:
            return False
        doubled = bool(verbs[0][2] & f.AORIST and verbs[-1][2] & f.AORIST and verbs[-1][2] & f.NEGATED)
        if doubled:
            self.kinds[k + 1] = "r"
        return doubled

    def _boundary(self, k: int, kind: str) -> None:
        form = self.words[self.firsts[k]].form
        if kind == "q" and form not in ("ki",):
            # "... diye konuştu": what stands before is said
            if self._last is not None and self._last.parent < 0:
                self.stack.insert(self._floor(), Item("Q", -1, (self._last.index,)))
                self._last = None
            return
        if kind in "q:":
            if k and self.kinds[k - 1] in "Vk,":
                self._said = self._last
            elif kind == "q":
                return
        if kind == ":" and self._said is None and any(item.kind == "G" for item in self.stack):
            if len(self.stack) == 1 and self._last is None and self._somebody([self.stack[0].at]):
                self.stack.clear()  # "**Fidan**: Türkiye ..." says so and does not act
            return
        if kind == ";" and self._opens_list():
            self.stack.append(Item(",", k))
            return
        if kind == ";" or (kind == "u" and not any(item.kind in "GMQ" for item in self.stack)):
            self.stack.clear()

    def _opens_list(self) -> bool:
        """Whether only a name stands before a semicolon: "**Türkiye**; İran, Irak ve Suriye ile anlaştı"."""
        named = [item for item in self.stack if item.kind == "G"]
        if len(named) != 1 or any(item.kind not in "GT" for item in self.stack):
            return False
        index = named[0].at
        return bool(self.feats[index] & f.NOM) and self.classes[self.groups[index].head] in "NG"

    def _close_bracket(self) -> None:
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at].kind == "(":
                del self.stack[at:]
                return

    def _quote(self, k: int) -> None:
        form = self.words[self.firsts[k]].form
        if form in ("'", "’", "‘"):
            return
        opening = form in _OPEN or (form not in _CLOSE and not self._quoted)
        if opening == self._quoted:
            return
        self._quoted = opening
        if opening:
            self.stack.append(Item('"', k))
            self._free = []
            return
        at = next((n for n in range(len(self.stack) - 1, -1, -1) if self.stack[n].kind == '"'), -1)
        inside = tuple(p.index for p in self._free if p.parent < 0)
        if inside:
            if at >= 0:
                del self.stack[at:]
            self.stack.append(Item("Q", -1, inside))
            self._last = None
        elif at >= 0:
            del self.stack[at]
        self._free = []

    def _headline(self) -> None:
        """Read what is left without a verb: "Türkiye'den Yunanistan'a nota"."""
        left = [item.at for item in self.stack if item.kind == "G"]
        for item in self.stack:
            if item.kind == "T":
                self.times.setdefault(item.at, -1)
        if len(left) < 2:
            return
        self._equate(left)
        head = self.groups[left[-1]]
        if self.words[head.head].weight != 1 or self.classes[head.head] != "n":
            return
        for index in left[:-1]:
            slot = self.groups[index].prep or self._slot(index)
            if slot in ("", "abl") and not head.owners and self.classes[self.groups[index].head] in "NGJ":
                head.owners.extend(self._expand(index))
            elif slot and index not in head.after:
                self.groups[index].prep = slot
                head.after.extend(self._expand(index))

    def _equate(self, left: list[int]) -> None:
        """Let who is named do what describes the noun before: "Estonya'yı tanıyan **ülke Norveç'ti**"."""
        named = left[-1]
        one_of = len(left) > 2 and self.words[self.groups[left[-2]].head].form in self.syntax["one"]
        thing = self.groups[left[-3 if one_of else -2]]  # "destekleyen **ülkelerden biri** Meksika'ydı"
        if thing.relative < 0 or not self.feats[named] & f.NOM or not self._somebody([named]):
            return
        told = self.predicates[thing.relative]
        bare = self.feats[thing.index] & (f.ABL if one_of else f.NOM) and self.classes[thing.head] == "n"
        if bare and not told.passive and not self.bits[told.index] & f.CLAUSE:
            told.slots["surface"] = told.slots["subj"] = told.slots["nom"] = self._expand(named)


def parser(language: str) -> Callable[[str, Sequence[Word], dict[str, frozenset[str]]], Parse]:
    """Return the function that parses the sentences of a language."""

    def parse(classes: str, words: Sequence[Word], particles: dict[str, frozenset[str]]) -> Parse:
        """Find the groups and predicates of one sentence; see `dragoman.languages.en.clauses.parse`."""
        builder = _Clauses(classes, words, language)
        builder.prepare(particles)
        builder.coordinate()
        builder.walk()
        return Parse(classes, builder.groups, builder.predicates, builder.group_of, builder.times)

    return parse
