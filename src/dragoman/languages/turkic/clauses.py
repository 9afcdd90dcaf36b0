"""Turkish and Azerbaijani clauses: roles by case, from left to right over a stack.

The verb stands behind its arguments. Groups wait on a stack until a verbal form takes them: a participle or
verbal noun takes back to its genitive subject or up to the nominative of the clause around it, a converb up
to that nominative, a finite verb takes all. What a verbal noun makes goes back on the stack with its case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.languages import features as f
from dragoman.languages.parse import Group, Parse, Predicate, Word
from dragoman.languages.turkic.arguments import Arguments, Item

__all__ = ["parser"]

_GOVERNED = {"dat": f.DAT, "abl": f.ABL, "ins": f.INS}
_OPEN = frozenset("“«„")
_CLOSE = frozenset("”»")
_BEING = frozenset({"olmak", "olmaq"})


class _Clauses(Arguments):
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

    # -- groups ---------------------------------------------------------------------------------

    def _push(self, group: Group) -> None:
        feats = self.feats[group.index]
        head = self.words[group.head]
        stack = self.stack
        for predicate in self._heads:
            self._relative(predicate, group)
        self._heads.clear()
        while stack and stack[-1].kind == "G" and stack[-1].at in self._attributes:
            attribute = stack.pop().at
            group.after.extend(self._expand(attribute))
        event = head.weight == 1 and self.classes[group.head] in "nG"
        if feats & f.OWNED and self._is_ownable(group.head):
            if event and len(stack) > 1 and self._tells(stack[-1]) and not self._tells(stack[-2]):
                told = stack.pop()  # "Türkiye'nin kredi verme **vaadi**": the owner stands before the act
                self._own(group, event)
                stack.append(told)
            else:
                self._own(group, event)
            if event and stack and self._tells(stack[-1]):
                child = stack.pop().at
                group.comp.append(("that" if self.bits[child] & f.CLAUSE else "to", child))
        if event:
            self._neighbours(group)
        if self._is_attribute(group.head):
            group.prep = "loc"
            self._attributes.add(group.index)
        stack.append(Item("G", group.index))

    def _tells(self, item: Item) -> bool:
        """Whether something on the stack is a bare verbal noun: what the noun behind it is about."""
        return item.kind == "M" and bool(self._kind_of[item.at] & f.NOM)

    def _own(self, group: Group, event: bool) -> None:
        """Give a possessed noun its genitive owner.

        It stands directly before the noun, or before what belongs to an event noun.
        """
        stack = self.stack
        at = len(stack) - 1
        enclosed: list[int] = []
        times: list[Item] = []
        while at >= 0 and (stack[at].kind == "G" or (event and stack[at].kind == "T")):
            index = stack[at].at
            if stack[at].kind == "T":
                times.append(stack[at])
                at -= 1
                continue
            feats = self.feats[index]
            if feats & f.GEN and not self.groups[index].prep:
                break
            if not event or (feats & f.NOM and not self.groups[index].prep):
                return
            enclosed.append(index)
            at -= 1
        if at < 0 or stack[at].kind != "G":
            return
        if self.classes[group.head] == "N" and self._owned_behind(group):
            return  # "Ukrayna'nın Avrupa Birliği'ne üyeliği"
        unsure = self.feats[group.index] & f.ACC and self.feats[group.index] & f.NOM
        named = bool(group.owners) and not event and self.classes[self.groups[stack[at].at].head] in "NG"
        proper = self.classes[group.head] == "N"  # "Litvanya'nın **Avrupa Birliği'ne** girmesi"
        if (enclosed or named or proper or (unsure and not event)) and self._verbal_ahead(group):
            return  # "Rusya'nın esirleri tuttuğunu": the genitive is the subject
        owner = self.groups[stack[at].at]
        for index in self._expand(owner.index):
            group.owners.append(index)
            if self.classes[self.groups[index].head] in "NGJR":
                self.groups[index].inside = group.index
        # "Erdoğan'ın Rusya ziyareti": the bare name is what the event is about
        bare = [
            i
            for i in group.owners
            if self.groups[i].head >= group.first and self.classes[self.groups[i].head] == "N"
        ]
        if bare and event:
            group.owners = [i for i in group.owners if i not in bare]
            for index in bare:
                self.groups[index].prep = "gen"
                group.after.append(index)
        posted = [i for i in group.owners if self._is_post(i, group)] if not event else []
        if posted and self.classes[owner.head] in "NG":
            for index in posted:  # "Türkiye'nin **Tahran** büyükelçisi": where he serves
                group.owners.remove(index)
                self.groups[index].prep = "loc"
                group.after.append(index)
        for index in reversed(enclosed):
            self.groups[index].prep = self.groups[index].prep or self._slot(index)
            group.after.extend(i for i in self._expand(index) if i not in group.after)
        if not enclosed and not (bare and event) and self.ends[owner.index] == group.first:
            group.first = owner.first
        elif not event:
            owner.prep = "gen"
            group.after.insert(0, owner.index)  # "ABŞ-ın Bakıdakı səfiri": what stands between is not named
        stack[at:] = times
        if self.classes[owner.head] == "n" and owner.index not in group.after:
            owner.prep = "gen"
            group.after.insert(0, owner.index)  # "borcunun büyük kısmını": what is measured

    def _is_post(self, index: int, group: Group) -> bool:
        """Whether a bare place in a group with a genitive owner says where somebody is posted."""
        place = self.groups[index]
        return (
            place.head >= group.first
            and self.classes[place.head] == "N"
            and self.words[place.head].func != "person"
            and bool(self.feats[index] & f.NOM)
            and not self.feats[index] & f.GEN
        )

    def _owned_behind(self, group: Group) -> bool:
        """Whether the noun directly behind a named body belongs to somebody itself."""
        at = self.ends[group.index]
        if at >= len(self.classes) or self.classes[at] != "n":
            return False
        return bool(self.features(at)[0] & f.OWNED) and not self.feats[group.index] & f.NOM

    def _verbal_ahead(self, group: Group) -> bool:
        """Whether the next verbal form needs the genitive for its subject."""
        for i in range(group.stop, len(self.classes)):
            char = self.classes[i]
            if char in "MA" and i not in self.skipped:
                feats = next((bits for _, tag, bits in self.words[i].verbs if tag == char), 0)
                return bool(feats & (f.OWNED | f.CLAUSE))
            if char in "VkxI;":
                return False
        return False

    def _neighbours(self, group: Group) -> None:
        """Let an event noun see the parties directly before it; the verb may still take them."""
        for item in reversed(self.stack):
            if item.kind != "G":
                break
            index = item.at
            prep = self.groups[index].prep or self._slot(index)
            if not prep or prep == "gen":
                break
            if index not in group.after:
                self.groups[index].prep = prep
                group.after[0:0] = self._expand(index)

    def _postposition(self, k: int) -> None:
        word = self.words[self.firsts[k]]
        kind, _, slot = word.note.rpartition(":")
        slot = slot.strip() or word.form
        if not self.stack:
            return
        item = self.stack[-1]
        if item.kind == "G":
            group = self.groups[item.at]
            needed = next((bit for name, bit in _GOVERNED.items() if name in kind), 0)
            if needed and not self.feats[item.at] & needed:
                return  # "Türkiye sonra ...": an adverb
            if group.prep and group.prep in ("loc",) and item.at in self._attributes:
                return
            for index in self._expand(item.at):
                self.groups[index].prep = slot
            if "attr" in kind:
                self._attributes.add(item.at)
        elif item.kind in "MI":
            if item.kind == "M":
                (self._topics if "that" in kind else self._adjunct).add(item.at)
            if "cond" in kind:
                self.predicates[item.at].modal = "-sa"

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

    def _relative(self, predicate: Predicate, head: Group) -> None:
        """Give a participle the noun it describes: its subject, or what its own subject acts on."""
        head.relative = predicate.index
        slots = predicate.slots
        members = self._expand(head.index)
        if self.bits[predicate.index] & f.CLAUSE:
            if predicate.passive:
                return
            if "obj" not in slots:
                slots["obj"] = slots["acc"] = members
                self._name_by_object(predicate)
            if self.classes[head.head] in "NG":
                for name in ("dat", self.oblique[f.INS]):
                    slots.setdefault(name, members)
        elif predicate.passive:
            slots["surface"] = slots["obj"] = slots["acc"] = members
        else:
            slots["surface"] = slots["subj"] = slots["nom"] = members

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
