"""Turkish and Azerbaijani clauses: roles by case, from left to right over a stack.

The verb stands behind its arguments. Groups wait on a stack until a verbal form takes them: a participle or
verbal noun takes back to its genitive subject or up to the nominative of the clause around it, a converb up
to that nominative, a finite verb takes all. What a verbal noun makes goes back on the stack with its case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.languages import features as f
from dragoman.languages.parse import Group, Parse, Predicate, Word
from dragoman.languages.turkic.arguments import Item
from dragoman.languages.turkic.owners import Owners

__all__ = ["parser"]

_OPEN = frozenset("“«„")
_CLOSE = frozenset("”»")
_BEING = frozenset({"olmak", "olmaq"})


class _Clauses(Owners):
    """Arguments of the verbs of one sentence."""

    # -- the walk -------------------------------------------------------------------------------

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
            elif kind in "IO":
                self._converb(k)
            elif kind == "V":
                self._finite(self.predicate(self.firsts[k], "V"), k)
            elif kind in "kx":
                self._copular(k, kind)
            elif kind == "!":
                self._negate(k)
            elif kind in "uq;:.":
                self._boundary(k, kind)
        self._headline()
        self._inherit()
        self._date()

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
            return  # "Fidan: Türkiye ..."
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

    def _floor(self) -> int:
        """Return the place on the stack behind the last opening mark."""
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at].kind in '"(':
                return at + 1
        return 0

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

    # -- verbal forms ---------------------------------------------------------------------------

    def _take(self, to: int) -> list[Item]:
        taken = self.stack[to:]
        del self.stack[to:]
        return taken

    def _reach(self, predicate: Predicate, *, genitive: bool) -> int:
        """Return how far down the stack a non-finite form takes its arguments."""
        floor = self._floor()
        stack = self.stack
        if genitive:
            for at in range(len(stack) - 1, floor - 1, -1):
                item = stack[at]
                if item.kind == "G" and self.feats[item.at] & f.GEN and not self.groups[item.at].prep:
                    return at
        at = len(stack)
        has_object = False
        while at > floor:
            item = stack[at - 1]
            if item.kind in "TMIQ":
                at -= 1
                continue
            if item.kind != "G":
                break
            feats = self.feats[item.at]
            group = self.groups[item.at]
            if not group.prep:
                if feats & f.GEN:
                    break
                if feats & f.NOM and not (feats & f.ACC and self._ambiguous(item.at)):
                    adjacent = at == len(stack) and self.classes[group.head] == "n" and not predicate.passive
                    if not adjacent or (feats & f.OWNED and group.owners):
                        break
                elif feats & f.ACC:
                    if has_object:
                        break  # "Suriye'yi saldırıları durdurmaya çağırdı"
                    has_object = True
            at -= 1
        return at

    def _participle(self, k: int) -> None:
        predicate = self.predicate(self.firsts[k], "A")
        bits = self.bits[predicate.index]
        if bits & f.CLAUSE and k + 1 < len(self.kinds) and self.kinds[k + 1] == "V":
            self._told(predicate)  # "bozduğu ifade edildi": no noun follows
            return
        genitive = bool(bits & f.CLAUSE)
        items = self._take(self._reach(predicate, genitive=genitive))
        self._fill(predicate, items, genitive=genitive)
        predicate.link = "rel"
        if genitive and k + 1 < len(self.kinds) and self.kinds[k + 1] == "p":
            # "imzaladığı için": an adverbial clause
            predicate.link = "adv"
            self._kind_of[predicate.index] = f.NOM
            self.stack.append(Item("M", predicate.index))
            return
        following = self.kinds[k + 1] if k + 1 < len(self.kinds) else "."
        if genitive and following == "G" and self._says(self.groups[self.at[k + 1]]):
            self._kind_of[predicate.index] = f.NOM
            predicate.link = ""
            self.stack.append(Item("M", predicate.index))
            return
        self._heads.append(predicate)

    def _says(self, group: Group) -> bool:
        """Whether a noun tells the clause before it: "saldıracağı tehdidi", but "verdiği nota"."""
        return self.words[group.head].note == "says" and bool(self.feats[group.index] & f.OWNED)

    def _verbal_noun(self, k: int) -> None:
        self._told(self.predicate(self.firsts[k], "M"))

    def _told(self, predicate: Predicate) -> None:
        """Take the arguments of a verbal noun and put it back as one itself."""
        bits = self.bits[predicate.index]
        genitive = bool(bits & (f.OWNED | f.CLAUSE))
        items = self._take(self._reach(predicate, genitive=genitive))
        self._fill(predicate, items, genitive=genitive)
        self._kind_of[predicate.index] = bits & f.CASES or f.NOM
        self.stack.append(Item("M", predicate.index))

    def _converb(self, k: int) -> None:
        predicate = self.predicate(self.firsts[k], self.kinds[k])
        items = self._take(self._reach(predicate, genitive=False))
        self._fill(predicate, items, genitive=False)
        predicate.link = "adv"
        self.stack.append(Item("I", predicate.index))

    def _copular(self, k: int, kind: str) -> None:
        self._finite(self.copula(self.firsts[k], kind), k)

    def _negate(self, k: int) -> None:
        """Read *değil*: it negates the predicate before it, or the noun before it as a predicate."""
        if k and self.kinds[k - 1] in "Vkx" and self._last is not None:
            self._last.negation = self.firsts[k]
            return
        self._finite(self.copula(self.firsts[k], "!"), k)

    def _finite(self, predicate: Predicate, k: int) -> None:
        predicate.finite = True
        conditional = bool(self.bits[predicate.index] & f.CONDITIONAL) and self._goes_on_behind(k)
        items = self._take(self._condition(predicate) if conditional else self._floor())
        self._fill(predicate, items, genitive=False)
        slots = predicate.slots
        if self._said is not None and self._said.index != predicate.index and predicate.parent < 0:
            self._link(self._said, predicate, "that")
            if not self._quoted:
                self._said = None
        if "surface" not in slots:
            self._subject_behind(predicate, k)
        if "surface" not in slots and self._last is not None and not predicate.passive:
            shared = self._last.slots.get("surface")
            if shared and not self._last.passive:
                slots["surface"] = slots["subj"] = slots["nom"] = list(shared)
                predicate.subject_from = "conj"
        elif "surface" not in slots and self._last is not None and slots.get(self.oblique[f.AGENT]):
            shared = self._last.slots.get("surface")
            if shared and self._somebody(shared):
                # "heyet geldi ve Paşa tarafından kabul edildi"
                slots["surface"] = slots["obj"] = slots["acc"] = list(shared)
                predicate.subject_from = "conj"
        self._identify(predicate, items)
        self._count_neither(predicate)
        if conditional:
            self.stack.append(Item("I", predicate.index))
        self._last = predicate
        if self._quoted:
            self._free.append(predicate)

    def _identify(self, predicate: Predicate, items: list[Item]) -> None:
        """Let the subject do what describes the noun that it is or becomes: "tanıyan ilk devlet oldu"."""
        subject = predicate.slots.get("surface", [])
        if (
            not subject
            or not self._somebody(subject)
            or not (_BEING & set(predicate.lemmas) or predicate.kind == "a")
        ):
            return
        for item in items:
            if item.kind != "G" or item.at in subject or self.groups[item.at].relative < 0:
                continue
            told = self.predicates[self.groups[item.at].relative]
            bare = self.feats[item.at] & f.NOM and self.classes[self.groups[item.at].head] == "n"
            if bare and not told.passive and not self.bits[told.index] & f.CLAUSE:
                told.slots["surface"] = told.slots["subj"] = told.slots["nom"] = list(subject)

    def _goes_on_behind(self, k: int) -> bool:
        """Whether another finite verb of the sentence stands behind chunk ``k``."""
        for kind in self.kinds[k + 1 :]:
            if kind in "Vkx":
                return True
            if kind in ";:":
                return False
        return False

    def _condition(self, predicate: Predicate) -> int:
        """Return how far down the stack a condition takes its arguments.

        What a comma parts from it waits for the verb of the sentence: "**Ankara**, Şam çekilmezse ...".
        """
        at = self._reach(predicate, genitive=False)
        subject = self.stack[at - 1] if at > self._floor() else None
        if subject is not None and subject.kind == "G" and self.feats[subject.at] & f.NOM:
            at -= 1
        return at

    def _subject_behind(self, predicate: Predicate, k: int) -> None:
        """Take the subject behind a verb of speech: "dedi Erdoğan"."""
        if self.words[predicate.token].weight != 2 or k + 1 >= len(self.kinds) or self.kinds[k + 1] != "G":
            return
        group = self.groups[self.at[k + 1]]
        behind = self.kinds[k + 2] if k + 2 < len(self.kinds) else "."
        if self.feats[group.index] & f.NOM and self.classes[group.head] in "NGn" and behind in ".,;":
            predicate.slots["surface"] = predicate.slots["subj"] = self._expand(group.index)
            self.kinds[k + 1] = "r"

    def _count_neither(self, predicate: Predicate) -> None:
        """Negate a verb behind "ne ... ne"."""
        places = [i for i in range(predicate.token) if self.words[i].note == "neither"]
        if len(places) > 1 and predicate.negation < 0:
            predicate.negation = places[0]

    # -- the end --------------------------------------------------------------------------------

    def _headline(self) -> None:
        """Read what is left without a verb: "Türkiye'den Yunanistan'a nota"."""
        left = [item.at for item in self.stack if item.kind == "G"]
        for item in self.stack:
            if item.kind == "T":
                self.times.setdefault(item.at, -1)
        if len(left) < 2:
            return
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
