"""Turkish and Azerbaijani groups on the stack: their owners, what describes them, their postpositions."""

from __future__ import annotations

from dragoman.languages import features as f
from dragoman.languages.parse import GUESSED, PROPER, Group, Predicate
from dragoman.languages.turkic.control import Control
from dragoman.languages.turkic.stack import Item

__all__ = ["Owners"]

_GOVERNED = {"dat": f.DAT, "abl": f.ABL, "ins": f.INS}


class Owners(Control):
    """Groups as they come to the stack, with their owners and postpositions."""

    def _push(self, group: Group) -> None:
        head = self.words[group.head]
        stack = self.stack
        opens = group.first == group.head == 0 and head.weight == GUESSED
        if opens and self.classes[:2] == "n,":
            self.feats[group.index] = group.case = f.NOM  # "**Fidan**, ... söyledi": an unknown surname
        feats = self.feats[group.index]
        if self._heads and group.stop in self.skipped and self.classes[group.head] in "d#":
            return  # "destekleyen **bir** karar aldı": the noun is in the verb
        for predicate in self._heads:
            self._relative(predicate, group)
        self._heads.clear()
        placed: list[int] = []
        while stack and stack[-1].kind == "G" and stack[-1].at in self._attributes:
            attribute = stack.pop().at
            if attribute in self._belongs:
                self._belong(group, attribute)
                continue
            group.after.extend(self._expand(attribute))
            placed = placed or [i for i in self.groups[attribute].owners if self.feats[i] & f.GEN]
        event = head.weight == 1 and self.classes[group.head] in "nG"
        if stack and stack[-1].kind == "G" and self.words[group.first].form in self.syntax["belonging"]:
            whose = stack[-1].at  # "Rus ordusuna **bağlı** birlikler"
            if self.feats[whose] & f.DAT and not self.groups[whose].prep and self._somebody([whose]):
                stack.pop()
                self._belong(group, whose)
        if feats & f.OWNED and placed and not group.owners and not event:
            group.owners.extend(placed)  # "**Rusya'nın** Barents Denizi'ndeki üssünü"
        elif feats & f.OWNED and self._is_ownable(group.head):
            if len(stack) > 1 and self._tells(stack[-1]) and (event or self._is_act_of(group)):
                told = stack.pop()  # "Türkiye'nin kredi verme **vaadi**": the owner stands before the act
                if len(stack) > 1 and stack[-1].kind == "," and self._is_owner(stack[-2]):
                    stack.pop()  # "**Pakistan'ın**, Hindistan'ın çekilmesi yönündeki çağrısı"
                self._own(group, event)
                stack.append(told)
            else:
                self._own(group, event)
            if event and stack and self._tells(stack[-1]) and self._is_told_by(stack[-1].at, group):
                child = stack.pop().at
                group.comp.append(("that" if self.bits[child] & f.CLAUSE else "to", child))
                self._address(group, child)
        elif self._is_titled(group):
            self._own_title(group)
        if event:
            self._neighbours(group)
        if self._is_attribute(group.head):
            group.prep = "loc"
            self._attributes.add(group.index)
        stack.append(Item("G", group.index))

    def _belong(self, group: Group, index: int) -> None:
        """Give a noun the owner to whom it is said to belong: "**Fransa'ya** ait uçaklar"."""
        for owner in self._expand(index):
            self.groups[owner].prep = "gen"
            group.after.append(owner)

    def _address(self, group: Group, child: int) -> None:
        """Let a call see whom the act before it took: "**İran'a** çekilmesi çağrısında bulundu"."""
        slots = self.predicates[child].slots
        people = slots.get("dat", [])
        if self.words[group.head].note != "says" or "surface" in slots or not self._somebody(people):
            return
        for index in people:
            if index not in group.after:
                self.groups[index].prep = self.groups[index].prep or "dat"
                group.after.append(index)

    def _is_told_by(self, child: int, group: Group) -> bool:
        """Whether a noun tells an act with an owner: "çekilmesi **talebi**", not "suçlaması süreci bozdu"."""
        bits = self.bits[child]
        return not bits & f.OWNED or bool(bits & f.CLAUSE) or self.words[group.head].note == "says"

    def _is_titled(self, group: Group) -> bool:
        """Whether a name in the nominative stands behind an office of somebody: "**sözçüsü** Elçin Nuri"."""
        title = next((i for i in range(group.first, group.head) if self.classes[i] == "G"), -1)
        if title < 0 or not (self.feats[group.index] & (f.NOM | f.INS) or not self._verbal_ahead(group)):
            return False
        if not all(self._is_post(i, group) for i in group.owners):
            return False
        head = self.words[group.head]
        named = PROPER in head.traits or (self.classes[group.head] == "N" and head.func == "person")
        return named and bool(self.features(title)[0] & f.OWNED)

    def _own_title(self, group: Group) -> None:
        """Give an office with a name behind it its owner: "**Rusiyanın** səfiri Aleksey Dedov"."""
        if not self.stack or self.stack[-1].kind != "G":
            return
        owner = self.groups[self.stack[-1].at]
        if owner.prep or owner.coord or not self.feats[owner.index] & f.GEN:
            return
        if self.classes[owner.head] not in "NG":
            return
        self.stack.pop()
        owner.inside = group.index
        for post in list(group.owners):  # "Romanya'nın **Ankara** Büyükelçisi Stefan Tinca"
            group.owners.remove(post)
            self.groups[post].prep = "loc"
            group.after.append(post)
        if self.ends[owner.index] == group.first:
            group.owners.append(owner.index)
            group.first = owner.first
        else:
            owner.prep = "gen"
            group.after.insert(0, owner.index)  # "ABŞ-ın Bakıdakı səfiri Mark Libbi"

    def _tells(self, item: Item) -> bool:
        """Whether something on the stack is a bare verbal noun: what the noun behind it is about."""
        if item.kind != "M" or item.at in self._adjunct or item.at in self._aims or item.at in self._means:
            return False  # "saldırması **ile** Kış Savaşı başladı"
        return bool(self._kind_of[item.at] & f.NOM)

    def _is_act_of(self, group: Group) -> bool:
        """Whether a noun says what somebody does about the act before it: "sınırı kapatma **kararı**"."""
        act = self.stack[-1].at
        return self.predicates[act].stop == group.first and not self.bits[act] & f.OWNED

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
        whose = self.groups[stack[at].at]
        somebody = self.classes[whose.head] in "NG" or self._somebody(whose.owners)
        named = (bool(group.owners) or self._is_called(group)) and not event and somebody
        proper = self.classes[group.head] == "N" or PROPER in self.words[group.head].traits
        # "Litvanya'nın **Avrupa Birliği'ne** girmesi"
        if group.owners and self._does_deed(group):
            return  # "Kuveyt'in **Irak ordusunca** işgali"
        acts = enclosed or ((named or proper or (unsure and not event)) and not self._has_other_owner(at))
        if acts and self._verbal_ahead(group):
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
        if posted and self.words[group.head].noun in self.syntax["sovereign"]:
            return  # "Almanya'nın **Kazakistan Cumhurbaşkanı** ile görüşmesi"
        if posted and self.classes[owner.head] in "NG":
            for index in posted:  # "Türkiye'nin **Tahran** büyükelçisi": where he serves
                group.owners.remove(index)
                self.groups[index].prep = "loc"
                group.after.append(index)
        if any(self._is_agent(index) for index in enclosed):
            group.owners = [i for i in group.owners if i not in self._expand(owner.index)]
            for index in self._expand(owner.index):  # "**Kuveyt'in** Irak tarafından işgali"
                self.groups[index].prep = "gen"
                group.after.append(index)
        for index in reversed(enclosed):
            acts_on = "acc" if self.feats[index] & f.ACC else ""  # "Irak'ın **Kuveyt'i** istilası"
            self.groups[index].prep = self.groups[index].prep or self._slot(index) or acts_on
            group.after.extend(i for i in self._expand(index) if i not in group.after)
        if not enclosed and not (bare and event) and self.ends[owner.index] == group.first:
            group.first = owner.first
        elif not event:
            owner.prep = "gen"
            group.after.insert(0, owner.index)  # "ABŞ-ın Bakıdakı səfiri": what stands between is not named
        stack[at:] = [] if event else times
        if event:
            for item in times:  # "Almanya'nın **1939'da** Polonya'ya saldırısı"
                self.times[item.at] = -2 - group.index
        self._own_whole(group, owner)
        if self.classes[owner.head] == "n" and owner.index not in group.after:
            owner.prep = "gen"
            group.after.insert(0, owner.index)  # "borcunun büyük kısmını": what is measured

    def _has_other_owner(self, at: int) -> bool:
        """Whether another genitive waits before one, and acts: "**Fransa'nın** Fas'ın planına verdiği"."""
        below = at - 1
        while below >= 0 and self.stack[below].kind == "T":
            below -= 1
        return below >= 0 and self._is_owner(self.stack[below])

    def _is_agent(self, index: int) -> bool:
        """Whether a group says by whom something is done."""
        return (self.groups[index].prep or self._slot(index)) == self.oblique[f.AGENT]

    def _own_whole(self, group: Group, part: Group) -> None:
        """Give a chain of possessed nouns the genitive before that of its first noun.

        "**Suriye'nin** Golan'ın iadesi talebi": whose demand, and what about.
        """
        item = self.stack[-1] if self.stack else None
        if item is None or not self._is_owner(item) or self.ends[item.at] != group.first:
            return
        first = part.stop
        if first >= group.head or self.classes[first] != "n" or not self.features(first)[0] & f.OWNED:
            return
        self.stack.pop()
        told = [i for i in group.owners if i in self._expand(part.index)]
        group.owners = [*self._expand(item.at), *(i for i in group.owners if i not in told)]
        for index in self._expand(item.at):
            self.groups[index].inside = group.index
        for index in told:
            self.groups[index].prep = "gen"
            if index not in group.after:
                group.after.append(index)
        group.first = self.groups[item.at].first

    def _is_owner(self, item: Item) -> bool:
        return item.kind == "G" and bool(self.feats[item.at] & f.GEN) and not self.groups[item.at].prep

    def _is_called(self, group: Group) -> bool:
        """Whether an unknown name stands in a group: "**Sur** kentini"."""
        return any(
            self.classes[i] == "n" and self.words[i].weight == GUESSED for i in range(group.first, group.head)
        )

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
            if char in "nNGRs" and self.feats[self.group_of[i]] & f.GEN:
                return False  # "Polonya'nın başbakanı **Kiev'in** haklı olduğunu": that one acts
            if char in "MA" and i not in self.skipped:
                feats = next((bits for _, tag, bits in self.words[i].verbs if tag == char), 0)
                if feats & (f.OWNED | f.CLAUSE):
                    return True
                named = char == "M" and i + 1 < len(self.classes) and self.classes[i + 1] == "n"
                return named and bool(self.features(i + 1)[0] & f.OWNED)  # "birliğe katılma **isteği**"
            if char in "VkxI;":
                return False
        return False

    def _does_deed(self, group: Group) -> bool:
        """Whether an event noun that is somebody's stands right behind a group that says by whom."""
        at = self.ends[group.index]
        agent = bool(self.feats[group.index] & f.AGENT)
        if at < len(self.classes) and self.classes[at] == "p":
            agent = self.words[at].form == self.oblique[f.AGENT]
            at += 1
        if not agent or at >= len(self.classes) or self.classes[at] != "n" or self.words[at].weight != 1:
            return False
        return bool(self.features(at)[0] & f.OWNED)

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
                if "own" in kind:
                    self._belongs.add(item.at)
            elif word.form in self.syntax["together"]:
                self._joint.add(item.at)
        elif item.kind in "MI":
            if item.kind == "M":
                self._place(kind).add(item.at)
                if word.form in self.syntax["also"]:
                    self._means.add(item.at)
            elif "before" in kind:
                self.predicates[item.at].negation = -1  # "saldırmadan **önce**" is followed by the attack
                self._before.add(item.at)
            if "cond" in kind and not ("fut" in kind and not self.bits[item.at] & f.FUT):
                self.predicates[item.at].modal = "-sa"  # "edeceği halde", but "etdiyi halda" did

    def _place(self, kind: str) -> set[int]:
        """Return the verbal nouns that are, as one before a postposition: topic, aim or adjunct."""
        if "that" in kind:
            return self._topics
        return self._aims if "aim" in kind else self._adjunct

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
