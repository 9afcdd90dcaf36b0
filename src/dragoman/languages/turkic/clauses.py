"""Turkish and Azerbaijani clauses: roles by case, from left to right over a stack.

The verb stands behind its arguments. Groups wait on a stack until a verbal form takes them: a participle or
verbal noun takes back to its genitive subject or up to the nominative of the clause around it, a converb up
to that nominative, a finite verb takes all. What a verbal noun makes goes back on the stack with its case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dragoman.languages import features as f
from dragoman.languages.parse import Group, Parse, Predicate, Word
from dragoman.languages.turkic.verbs import Verbs

__all__ = ["parser"]

_OBLIQUE = {f.DAT: "dat", f.LOC: "loc", f.ABL: "abl", f.INS: "ile", f.AGENT: "tarafından"}
_GOVERNED = {"dat": f.DAT, "abl": f.ABL, "ins": f.INS}
_OPEN = frozenset("“«„")
_CLOSE = frozenset("”»")


class _Item(NamedTuple):
    """Something on the stack: ``G`` group, ``M`` verbal noun, ``I`` converb, ``Q`` quotation, ``T`` time, ``,``, ``"``."""

    kind: str
    index: int
    more: tuple[int, ...] = ()


class _Clauses(Verbs):
    """Arguments of the verbs of one sentence."""

    def __init__(self, classes: str, words: Sequence[Word], language: str) -> None:
        super().__init__(classes, words, language)
        self.stack: list[_Item] = []
        self.times: dict[int, int] = {}
        self._heads: list[Predicate] = []
        """Participles that wait for their noun."""
        self._last: Predicate | None = None
        """The finite verb before, whose subject the next one may share."""
        self._said: Predicate | None = None
        """A verb of speech behind which "ki", a colon or a quotation follows."""
        self._free: list[Predicate] = []
        """Finite verbs inside the open quotation."""
        self._quoted = False
        self._preps: dict[int, str] = {}
        self._attributes: set[int] = set()
        self._kind_of: dict[int, int] = {}
        """Predicate of a verbal noun to the features of its case."""
        self._adjunct: set[int] = set()
        """Verbal nouns behind a postposition: no complements."""

    # -- the walk -------------------------------------------------------------------------------

    def walk(self) -> None:
        """Read the chunks from left to right."""
        for k, kind in enumerate(self.kinds):
            if kind == "G":
                self._push(self.groups[self.at[k]])
            elif kind == "p":
                self._postposition(k)
            elif kind == "T":
                self.stack.append(_Item("T", self.firsts[k]))
            elif kind == ",":
                self.stack.append(_Item(",", k))
            elif kind == "(":
                self.stack.append(_Item("(", k))
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

    def _boundary(self, k: int, kind: str) -> None:
        form = self.words[self.firsts[k]].form
        if kind == "q" and form not in ("ki",):
            # "... diye konuştu": what stands before is said
            if self._last is not None and self._last.parent < 0:
                self.stack.insert(self._floor(), _Item("Q", -1, (self._last.index,)))
                self._last = None
            return
        if kind in "q:":
            if k and self.kinds[k - 1] in "Vk,":
                self._said = self._last
            elif kind == "q":
                return
        if kind == ":" and self._said is None and any(item.kind == "G" for item in self.stack):
            return  # "Fidan: Türkiye ..."
        if kind in ";." or (kind == "u" and not any(item.kind in "GMQ" for item in self.stack)):
            self.stack.clear()

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
            self.stack.append(_Item('"', k))
            self._free = []
            return
        at = next((n for n in range(len(self.stack) - 1, -1, -1) if self.stack[n].kind == '"'), -1)
        inside = tuple(p.index for p in self._free if p.parent < 0)
        if inside:
            if at >= 0:
                del self.stack[at:]
            self.stack.append(_Item("Q", -1, inside))
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
        while stack and stack[-1].kind == "G" and stack[-1].index in self._attributes:
            attribute = stack.pop().index
            group.after.extend(self._expand(attribute))
        event = head.weight == 1 and self.classes[group.head] in "nG"
        if feats & f.OWNED:
            self._own(group, event)
            if stack and stack[-1].kind == "M" and self._kind_of[stack[-1].index] & f.NOM and event:
                child = stack.pop().index
                group.comp.append(("that" if self.bits[child] & f.CLAUSE else "to", child))
        if event:
            self._neighbours(group)
        if head.note == "ki" or self._ki(group):
            group.prep = "loc"
            self._attributes.add(group.index)
        stack.append(_Item("G", group.index))

    def _ki(self, group: Group) -> bool:
        after = self.ends[group.index] - 1
        return self.classes[after] == "s" and self.words[after].note == "ki"

    def _expand(self, index: int) -> list[int]:
        return [index, *self.groups[index].coord]

    def _own(self, group: Group, event: bool) -> None:
        """Give a possessed noun its genitive owner, directly before it or around what belongs to an event noun."""
        stack = self.stack
        at = len(stack) - 1
        enclosed: list[int] = []
        while at >= 0 and stack[at].kind == "G":
            index = stack[at].index
            feats = self.feats[index]
            if feats & f.GEN and not self.groups[index].prep:
                break
            if not event or (feats & f.NOM and not self.groups[index].prep):
                return
            enclosed.append(index)
            at -= 1
        if at < 0 or stack[at].kind != "G":
            return
        if enclosed and self._verbal_ahead(group):
            return
        owner = self.groups[stack[at].index]
        for index in self._expand(owner.index):
            group.owners.append(index)
            if self.classes[self.groups[index].head] in "NGJR":
                self.groups[index].inside = group.index
        # "Erdoğan'ın Rusya ziyareti": the bare name is what the event is about
        bare = [i for i in group.owners if self.groups[i].head >= group.first and self.classes[self.groups[i].head] == "N"]
        if bare and event:
            group.owners = [i for i in group.owners if i not in bare]
            for index in bare:
                self.groups[index].prep = "gen"
                group.after.append(index)
        for index in reversed(enclosed):
            self.groups[index].prep = self.groups[index].prep or self._slot(index)
            group.after.extend(i for i in self._expand(index) if i not in group.after)
        if not enclosed and not (bare and event) and self.ends[owner.index] == group.first:
            group.first = owner.first
        del stack[at:]

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
            index = item.index
            prep = self.groups[index].prep or self._slot(index)
            if not prep or prep == "gen":
                break
            if index not in group.after:
                self.groups[index].prep = prep
                group.after[0:0] = self._expand(index)

    def _slot(self, index: int) -> str:
        """Return the slot of a group by its case; empty for nominative and accusative."""
        feats = self.feats[index]
        if feats & f.NOM:
            return ""
        for bit, name in _OBLIQUE.items():
            if feats & bit:
                return name
        return "gen" if feats & f.GEN else ""

    def _postposition(self, k: int) -> None:
        word = self.words[self.firsts[k]]
        kind, _, slot = word.note.rpartition(":")
        slot = slot.strip() or word.form
        if not self.stack:
            return
        item = self.stack[-1]
        if item.kind == "G":
            group = self.groups[item.index]
            needed = next((bit for name, bit in _GOVERNED.items() if name in kind), 0)
            if needed and not self.feats[item.index] & needed:
                return  # "Türkiye sonra ...": an adverb
            if group.prep and group.prep in ("loc",) and item.index in self._attributes:
                return
            for index in self._expand(item.index):
                self.groups[index].prep = slot
            if "attr" in kind:
                self._attributes.add(item.index)
        elif item.kind in "MI":
            if item.kind == "M":
                self._adjunct.add(item.index)
            if "cond" in kind:
                self.predicates[item.index].modal = "-sa"

    # -- verbal forms ---------------------------------------------------------------------------

    def _take(self, to: int) -> list[_Item]:
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
                if item.kind == "G" and self.feats[item.index] & f.GEN and not self.groups[item.index].prep:
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
            feats = self.feats[item.index]
            group = self.groups[item.index]
            if not group.prep:
                if feats & f.GEN:
                    break
                if feats & f.NOM and not (feats & f.ACC and self._ambiguous(item.index)):
                    adjacent = at == len(stack) and self.classes[group.head] == "n" and not predicate.passive
                    if not adjacent or (feats & f.OWNED and group.owners):
                        break
                elif feats & f.ACC:
                    if has_object:
                        break  # "Suriye'yi saldırıları durdurmaya çağırdı"
                    has_object = True
            at -= 1
        return at

    def _ambiguous(self, index: int) -> bool:
        """Whether "-ı" on a group is the accusative rather than a possessive."""
        return not self.groups[index].owners

    def _participle(self, k: int) -> None:
        predicate = self.predicate(self.firsts[k], "A")
        bits = self.bits[predicate.index]
        genitive = bool(bits & f.CLAUSE)
        items = self._take(self._reach(predicate, genitive=genitive))
        self._fill(predicate, items, genitive=genitive)
        predicate.link = "rel"
        if genitive and k + 1 < len(self.kinds) and self.kinds[k + 1] == "p":
            # "imzaladığı için": an adverbial clause
            predicate.link = "adv"
            self._kind_of[predicate.index] = f.NOM
            self.stack.append(_Item("M", predicate.index))
            return
        following = self.kinds[k + 1] if k + 1 < len(self.kinds) else "."
        if genitive and following == "G" and self.words[self.groups[self.at[k + 1]].head].note == "says":
            self._kind_of[predicate.index] = f.NOM
            predicate.link = ""
            self.stack.append(_Item("M", predicate.index))
            return
        self._heads.append(predicate)

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
            if self.classes[head.head] in "NG":
                for name in ("dat", "ile"):
                    slots.setdefault(name, members)
        elif predicate.passive:
            slots["surface"] = slots["obj"] = slots["acc"] = members
        else:
            slots["surface"] = slots["subj"] = slots["nom"] = members

    def _verbal_noun(self, k: int) -> None:
        predicate = self.predicate(self.firsts[k], "M")
        bits = self.bits[predicate.index]
        genitive = bool(bits & (f.OWNED | f.CLAUSE))
        items = self._take(self._reach(predicate, genitive=genitive))
        self._fill(predicate, items, genitive=genitive)
        self._kind_of[predicate.index] = bits & f.CASES
        self.stack.append(_Item("M", predicate.index))

    def _converb(self, k: int) -> None:
        predicate = self.predicate(self.firsts[k], self.kinds[k])
        items = self._take(self._reach(predicate, genitive=False))
        self._fill(predicate, items, genitive=False)
        predicate.link = "adv"
        self.stack.append(_Item("I", predicate.index))

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
        items = self._take(self._floor())
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
        self._count_neither(predicate)
        self._last = predicate
        if self._quoted:
            self._free.append(predicate)

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

    # -- arguments ------------------------------------------------------------------------------

    def _fill(self, predicate: Predicate, items: list[_Item], *, genitive: bool) -> None:
        slots = predicate.slots
        bare: list[int] = []
        objects: list[int] = []
        subject: list[int] = []
        behind_converb = 0
        for item in items:
            if item.kind == "T":
                self.times[item.index] = predicate.index
            elif item.kind == "Q":
                for child in item.more:
                    self._link(predicate, self.predicates[child], "that")
            elif item.kind == "M":
                self._clause(predicate, item.index)
            elif item.kind == "I":
                child = self.predicates[item.index]
                if child.parent < 0:
                    child.parent, child.link = predicate.index, "adv"
                behind_converb = len(bare)
            elif item.kind == "G":
                group = self.groups[item.index]
                feats = self.feats[item.index]
                if group.prep and group.prep != "gen" and (feats & f.NOM or group.prep not in _OBLIQUE.values()):
                    slots.setdefault(group.prep, []).extend(self._expand(item.index))
                elif feats & f.GEN:
                    if genitive and not subject:
                        subject = self._expand(item.index)
                    else:
                        slots.setdefault("gen", []).extend(self._expand(item.index))
                elif feats & f.NOM:
                    bare.append(item.index)
                elif feats & f.ACC:
                    objects.extend(self._expand(item.index))
                else:
                    name = self._slot(item.index)
                    if name:
                        slots.setdefault(name, []).extend(self._expand(item.index))
        if not genitive:
            last = next((item.index for item in reversed(items) if item.kind in "GM"), -1)
            subject = self._nominatives(predicate, bare, objects, behind_converb, last)
        elif bare:
            objects.extend(i for index in bare for i in self._expand(index))
        if genitive and not subject:
            inner = [i for _, child in predicate.comp for i in self.predicates[child].slots.get("obj", [])]
            subject = self._owner_of([*objects, *inner])
        if subject:
            slots["surface"] = subject
            if genitive:
                predicate.subject_from = "gen"
        if predicate.passive:
            if subject:
                slots["acc"] = slots["obj"] = subject
            agents = slots.get("tarafından")
            if agents:
                slots["nom"] = slots["subj"] = agents
        else:
            if subject:
                slots["nom"] = slots["subj"] = subject
            if objects:
                slots["acc"] = slots["obj"] = objects

    def _owner_of(self, objects: list[int]) -> list[int]:
        """Return the genitive owner of an object as the subject: "Rusya'nın ordusunu çektiğini"."""
        for index in objects:
            found = [i for i in self.groups[index].owners if self.feats[i] & f.GEN]
            if found:
                return found
        return []

    def _nominatives(
        self, predicate: Predicate, bare: list[int], objects: list[int], behind: int, near: int
    ) -> list[int]:
        """Part the bare groups of a clause into its subject and an indefinite object before the verb."""
        if predicate.passive or not predicate.finite:
            if not predicate.finite and not predicate.passive:
                objects.extend(i for index in bare for i in self._expand(index))
                return []
            return self._expand(bare[0 if len(bare) < 3 else -1]) if bare else []
        unsure = [i for i in bare if self.feats[i] & f.ACC and self._ambiguous(i)]
        if unsure and not objects and (len(bare) > 1 or unsure[-1] != bare[0] or self._last is not None):
            last = unsure[-1]
            bare = [i for i in bare if i != last]
            objects.extend(self._expand(last))
        elif unsure and not objects and predicate.kind == "v":
            objects.extend(self._expand(unsure[-1]))
            bare = [i for i in bare if i != unsure[-1]]
        if len(bare) > 1 and not objects and predicate.kind == "v":
            last = bare[-1]
            if self.classes[self.groups[last].head] in "n#" and last == near:
                objects.extend(self._expand(last))
                bare = bare[:-1]
        if not bare:
            return self._split(objects) if predicate.kind == "v" else []
        after = [i for i in bare if i in bare[behind:]] or bare
        named = [i for i in after if self.classes[self.groups[i].head] in "NGR"]
        chosen = (named or after)[0]
        if not objects and predicate.kind == "v" and chosen == near and self._is_thing(chosen):
            # the one bare noun before the verb may be its object: "nota verdi"
            objects.extend(self._expand(chosen))
            if self._last is not None and self._last.slots.get("subj"):
                return []
        return self._expand(chosen)

    def _is_thing(self, index: int) -> bool:
        """Whether a group is headed by a common noun, not by a name or an unknown name behind an agent."""
        group = self.groups[index]
        return self.classes[group.head] == "n" and "G" not in self.classes[group.first : group.head]

    def _split(self, objects: list[int]) -> list[int]:
        """Part "Türkiye askerlerini çekti" into subject and object where nobody else acts."""
        for index in objects:
            group = self.groups[index]
            for owner in group.owners:
                place = self.groups[owner]
                if place.first == group.first and self.classes[place.head] == "N" and place.stop < group.stop:
                    group.owners.remove(owner)
                    group.first = place.stop
                    place.inside = -1
                    return [owner]
        return []

    def _clause(self, predicate: Predicate, index: int) -> None:
        """Hang a verbal noun on the verb that takes it."""
        child = self.predicates[index]
        case = self._kind_of.get(index, 0)
        if index in self._adjunct or child.link == "adv":
            child.parent, child.link = predicate.index, "adv"
            return
        if case & (f.LOC | f.INS | f.GEN):
            child.parent, child.link = predicate.index, "adv"
            return
        link = "that" if self.bits[index] & f.CLAUSE else "to"
        if case & f.NOM and not predicate.passive and not self._is_modal(predicate) and link == "to":
            if self.bits[index] & f.OWNED:
                return  # the act itself is the subject
        self._link(predicate, child, link)

    def _is_modal(self, predicate: Predicate) -> bool:
        note = self.words[predicate.token].note
        return bool(note) and note in predicate.lemmas

    @staticmethod
    def _link(parent: Predicate, child: Predicate, link: str) -> None:
        if child.parent >= 0 or child.index == parent.index:
            return
        parent.comp.append((link, child.index))
        child.parent, child.link = parent.index, link

    # -- the end --------------------------------------------------------------------------------

    def _headline(self) -> None:
        """Read what is left without a verb: "Türkiye'den Yunanistan'a nota"."""
        left = [item.index for item in self.stack if item.kind == "G"]
        for item in self.stack:
            if item.kind == "T":
                self.times.setdefault(item.index, -1)
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

    def _inherit(self) -> None:
        """Let modal verbs pass their clause on and give clauses without a subject that of the verb above."""
        for predicate in self.predicates:
            if self._is_modal(predicate):
                self._transparent(predicate)
        for predicate in reversed(self.predicates):
            if predicate.parent < 0 or predicate.link not in ("to", "that", "adv"):
                continue
            if "surface" in predicate.slots:
                continue
            parent = self.predicates[predicate.parent]
            source = self._controller(parent, predicate)
            if source:
                predicate.slots["surface"] = list(source)
                if predicate.passive:
                    if predicate.link == "adv" and parent.passive:
                        predicate.slots["obj"] = predicate.slots["acc"] = list(source)
                else:
                    predicate.slots["subj"] = predicate.slots["nom"] = list(source)

    def _controller(self, parent: Predicate, child: Predicate) -> list[int]:
        """Return whose act a verbal noun without an own subject is."""
        slots = parent.slots
        if child.link == "to":
            case = self._kind_of.get(child.index, 0)
            if case & f.DAT and self._somebody(slots.get("obj", [])):
                return slots["obj"]  # "Rusya'yı çekilmeye çağırdı"
            if case & f.ACC and self._somebody(slots.get("dat", [])):
                return slots["dat"]  # "Rusya'ya çekilmeyi teklif etti"
        return slots.get("subj", slots.get("surface", []) if not parent.passive else [])

    def _somebody(self, indexes: list[int]) -> bool:
        return any(self.classes[self.groups[i].head] in "NGR" for i in indexes)

    def _transparent(self, modal: Predicate) -> None:
        """Make "çekilmesi gerek" say of the withdrawing what its verb says: must."""
        for link, index in list(modal.comp):
            if link != "to":
                continue
            child = self.predicates[index]
            child.modal = self.words[modal.token].note
            child.finite = modal.finite
            child.tense = modal.tense
            if modal.negation >= 0:
                child.negation = modal.negation
            if "surface" not in child.slots and modal.slots.get("surface"):
                child.slots["surface"] = child.slots["subj"] = list(modal.slots["surface"])
            child.parent, child.link = modal.parent, modal.link
            if modal.parent >= 0:
                self.predicates[modal.parent].comp.append((modal.link, index))
            modal.comp.remove((link, index))


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
