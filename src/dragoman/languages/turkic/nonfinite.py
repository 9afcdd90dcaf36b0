"""Turkish and Azerbaijani participles, verbal nouns and converbs: how far back their arguments reach."""

from __future__ import annotations

import re

from dragoman.languages import features as f
from dragoman.languages.parse import Group, Predicate
from dragoman.languages.turkic.owners import Owners
from dragoman.languages.turkic.stack import Item

__all__ = ["Nonfinite"]

_DEED = re.compile("[ıiuü]ş[ıiuü]\\Z")


class Nonfinite(Owners):
    """Verbal forms that end no sentence."""

    def _is_indefinite(self, predicate: Predicate, group: Group, k: int) -> bool:
        """Whether a bare noun before a form is what it acts on: also "**birlikler** gönderen", of several."""
        if self.classes[group.head] == "n":
            return True
        several = self.classes[group.head] == "G" and self.words[group.head].plural and not group.owners
        return several and k >= 0 and not self.bits[predicate.index] & f.CLAUSE and self._is_framed(predicate)

    def _is_described(self, predicate: Predicate, index: int, k: int) -> bool:
        """Whether a participle of chunk ``k`` acts on one of a people, whose ending could be a possessive.

        "İki Rus **diplomatı** sınır dışı eden İsveç": who does it stands behind.
        """
        group = self.groups[index]
        if not self.feats[index] & f.ACC or self.classes[group.head] not in "Gn" or not group.owners:
            return False
        if predicate.passive or self._takes_nothing(predicate) or self._is_middle(predicate):
            return False
        if self.bits[predicate.index] & f.CLAUSE or not self._is_framed(predicate):
            return False
        if any(self.classes[self.groups[i].head] != "J" for i in group.owners):
            return False
        return k + 1 < len(self.kinds) and self.kinds[k + 1] == "G" and self._somebody([self.at[k + 1]])

    def _reach(self, predicate: Predicate, *, genitive: bool, k: int = -1) -> int:
        """Return how far down the stack a non-finite form takes its arguments; ``k``: its chunk."""
        floor = self._floor()
        stack = self.stack
        if genitive:
            for at in range(len(stack) - 1, floor - 1, -1):
                item = stack[at]
                if item.kind == "G" and self.feats[item.at] & f.GEN and not self.groups[item.at].prep:
                    below = stack[at - 1] if at > floor and self._stands_by(predicate) else None
                    if below is not None and below.kind == "G" and self.feats[below.at] & f.GEN:
                        return at - 1  # "**Türkiye'nin** Azerbaycan'ın yanında olduğunu"
                    return at + 2 if self._is_asked(predicate, at + 1) else at
        at = len(stack)
        # "Pekin'i **silah vermemeye** çağırdı", "talebi **düzenlediği toplantıda** reddetti"
        has_object = self._is_filled(predicate) or self._acts_on_head(predicate, k)
        while at > floor:
            item = stack[at - 1]
            if item.kind == "I" and self._turns_to(predicate, item.at):
                break
            if item.kind in "TMIQ":
                at -= 1
                continue
            if item.kind != "G":
                break
            feats = self.feats[item.at]
            group = self.groups[item.at]
            if self.classes[group.head] in "d#" and group.stop in self.skipped:
                at -= 1
                continue  # "**bir** antlaşma imzalayarak": the noun is in the verb
            if not group.prep:
                if feats & f.GEN or (feats & f.LOC and self._names_what(predicate)):
                    break
                if feats & f.NOM and not (feats & f.ACC and self._ambiguous(item.at)):
                    adjacent = at == len(stack) and self._is_indefinite(predicate, group, k)
                    if predicate.passive and not self.bits[predicate.index] & f.CLAUSE:
                        adjacent = False  # "yeni yaptırımlar **getirildiğini**", but "Bakan ... edilmesini"
                    described = k >= 0 and not has_object and self._is_described(predicate, item.at, k)
                    if not described and (not adjacent or (feats & f.OWNED and group.owners)):
                        break
                    has_object = has_object or described
                elif feats & f.ACC:
                    still = predicate.passive or not set(self.syntax["being"]).isdisjoint(predicate.lemmas)
                    if has_object or (still and not feats & f.NOM):
                        break  # "Suriye'yi saldırıları durdurmaya çağırdı"
                    has_object = True
            at -= 1
        return at

    def _acts_on_head(self, predicate: Predicate, k: int) -> bool:
        """Whether what a participle of chunk ``k`` acts on stands behind it: "**yaptığı** konuşmada"."""
        if not self.bits[predicate.index] & f.CLAUSE or k < 0 or k + 1 >= len(self.kinds):
            return False
        if self.kinds[k + 1] != "G" or set(self.syntax["filled"]).isdisjoint(predicate.lemmas):
            return False
        return self.words[self.groups[self.at[k + 1]].head].noun in self.syntax["occasion"]

    def _is_asked(self, predicate: Predicate, at: int) -> bool:
        """Whether who should act stands behind a genitive that is the subject of the verb above.

        "ABD'nin **Türkiye'den** üslerini açmasını istediği".
        """
        bits, behind = self.bits[predicate.index], predicate.stop
        if not bits & f.ACC or bits & f.CLAUSE or at >= len(self.stack) or behind >= len(self.classes):
            return False
        item = self.stack[at]
        if item.kind != "G" or not self.feats[item.at] & f.ABL or not self._somebody([item.at]):
            return False
        kind = self.classes[behind]
        owned = self.classes[behind + 1 : behind + 2] == "n" and self.features(behind + 1)[0] & f.OWNED
        if kind == "A" and owned:
            return True  # "isteyen **önerisini** reddetti"
        return kind in "MA" and any(
            told & f.CLAUSE for _, tag, told in self.words[behind].verbs if tag == kind
        )

    def _names_what(self, predicate: Predicate) -> bool:
        """Whether a bare verbal noun only says which one a noun is: "Mısır'da sokağa **çıkma** yasağı"."""
        behind = predicate.token + 1
        bare = self.bits[predicate.index] & f.NOM and not self.bits[predicate.index] & (f.OWNED | f.CLAUSE)
        if not bare or behind >= len(self.words) or self.classes[behind] != "n":
            return False
        return bool(self.words[behind].case & f.OWNED)

    def _turns_to(self, predicate: Predicate, index: int) -> bool:
        """Whether a converb tells how somebody turned to whom he then asks to act.

        "Sisi'yi **arayarak** saldırıyı durdurmasını istedi": who is asked stands with the converb.
        """
        bits = self.bits[predicate.index]
        if not bits & f.OWNED or not bits & f.ACC or bits & f.CLAUSE or predicate.passive:
            return False
        slots = self.predicates[index].slots
        return any(self._somebody(slots.get(name, [])) for name in ("obj", "dat", self.oblique[f.INS]))

    def _participle(self, k: int) -> None:
        predicate = self.predicate(self.firsts[k], "A")
        bits = self.bits[predicate.index]
        if bits & f.CLAUSE and k + 1 < len(self.kinds) and self.kinds[k + 1] == "V":
            self._told(predicate)  # "bozduğu ifade edildi": no noun follows
            return
        genitive = bool(bits & f.CLAUSE)
        if predicate.first < predicate.token and not genitive:
            self._owner_in_compound(predicate, k)
        items = self._take(self._reach(predicate, genitive=genitive, k=k))
        self._fill(predicate, items, genitive=genitive)
        predicate.link = "rel"
        if genitive and k + 1 < len(self.kinds) and self.kinds[k + 1] == "p":
            # "imzaladığı için": an adverbial clause
            predicate.link = "adv"
            self._kind_of[predicate.index] = f.NOM
            self.stack.append(Item("M", predicate.index))
            return
        following = self.kinds[k + 1] if k + 1 < len(self.kinds) else "."
        if genitive and following == "G" and self._is_when(self.groups[self.at[k + 1]]):
            predicate.link = "adv"
            self._kind_of[predicate.index] = f.NOM
            self._adjunct.add(predicate.index)
            self.stack.append(Item("M", predicate.index))
            self.kinds[k + 1] = "r"
            return
        if genitive and following == "G" and self._says(self.groups[self.at[k + 1]]):
            self._kind_of[predicate.index] = f.NOM
            predicate.link = ""
            self.stack.append(Item("M", predicate.index))
            return
        self._heads.append(predicate)

    def _owner_in_compound(self, predicate: Predicate, k: int) -> None:
        """Let a bare name own the noun of a compound verb where somebody else acts.

        "**Eritre** sınırını kapatan Etiyopya", "Etiyopya'nın **Eritre** sınırını kapatma kararı".
        """
        item = self.stack[-1] if self.stack else None
        noun = self.words[predicate.first]
        if item is None or item.kind != "G" or noun.case & (f.NOM | f.ACC | f.OWNED) != f.ACC | f.OWNED:
            return
        group = self.groups[item.at]
        feats = self.feats[item.at]
        if (
            group.prep
            or group.stop != predicate.first
            or feats & f.CASES != f.NOM
            or self.classes[group.head] != "N"
        ):
            return
        following = self.at[k + 1] if 0 <= k < len(self.kinds) - 1 and self.kinds[k + 1] == "G" else -1
        acts = following >= 0 and self.feats[following] & f.CASES == f.NOM
        for below in self.stack[self._floor() : -1]:
            if below.kind == "G" and not self.groups[below.at].prep and self._somebody([below.at]):
                acts = acts or bool(self.feats[below.at] & (f.NOM | f.GEN))
        if acts:
            self.feats[item.at] = f.GEN
            group.prep = "gen"

    def _is_when(self, group: Group) -> bool:
        """Whether a noun only makes an adverb of the clause before it: "saldırdığı **sırada**"."""
        return group.stop == group.first + 1 and self.words[group.head].form in self.syntax["while"]

    def _says(self, group: Group) -> bool:
        """Whether a noun tells the clause before it: "saldıracağı tehdidi", but "verdiği nota"."""
        return self.words[group.head].note == "says" and bool(self.feats[group.index] & f.OWNED)

    def _verbal_noun(self, k: int) -> None:
        predicate = self.predicate(self.firsts[k], "M")
        self._whose_deed(predicate, k)
        if k + 1 < len(self.kinds) and self.kinds[k + 1] == "G" and self._says(self.groups[self.at[k + 1]]):
            # "imzalama**ları** çağrısında": what a noun tells has no case of its own
            told = [bits for _, tag, bits in self.words[predicate.token].verbs if tag == "M"]
            bare = [bits for bits in told if bits & f.NOM and bits & (f.OWNED | f.CLAUSE)]
            if bare and not self.bits[predicate.index] & f.NOM:
                self.bits[predicate.index] = bare[0]
        self._told(predicate)

    def _whose_deed(self, predicate: Predicate, k: int) -> None:
        """Let the bare name before a deed be whose it is: "**Bolşevik** ilerleyişi karşısında"."""
        item = self.stack[-1] if self.stack else None
        if item is None or item.kind != "G" or k + 1 >= len(self.kinds):
            return
        group = self.groups[item.at]
        word = self.words[predicate.token]
        if group.prep or group.stop != predicate.first or self.words[group.head].plural:
            return
        if self.feats[item.at] & (f.CASES | f.OWNED) != f.NOM or not _DEED.search(word.form):
            return
        people = self.classes[group.head] == "J"
        following = self.kinds[k + 1]
        governed = following == "p" or (
            following == "G"
            and bool(self.feats[self.at[k + 1]] & f.OWNED)
            and self._is_next(predicate, k + 1)
        )
        if self.classes[group.head] in "NGJ" and (people or governed):
            self.feats[item.at] = f.GEN

    def _is_next(self, predicate: Predicate, k: int) -> bool:
        """Whether the head of the group of chunk ``k`` stands right behind a verbal form."""
        return self.groups[self.at[k]].head == predicate.stop

    def _told(self, predicate: Predicate) -> None:
        """Take the arguments of a verbal noun and put it back as one itself."""
        bits = self.bits[predicate.index]
        waiting = self.stack[self._floor() :]
        if _DEED.search(self.words[predicate.token].form) and any(self._is_owner(item) for item in waiting):
            # "ABD'nin **çekilişi**": where somebody owns it, the ending is no accusative
            told = self.words[predicate.token].verbs
            bits = next((b for _, tag, b in told if tag == "M" and b & f.OWNED), bits)
            self.bits[predicate.index] = bits
        genitive = bool(bits & (f.OWNED | f.CLAUSE))
        if predicate.first < predicate.token and not genitive:
            self._owner_in_compound(predicate, -1)
        self._part_top(predicate)
        items = self._take(self._reach(predicate, genitive=genitive))
        self._fill(predicate, items, genitive=genitive)
        self._kind_of[predicate.index] = bits & f.CASES or f.NOM
        self.stack.append(Item("M", predicate.index))

    def _part_top(self, predicate: Predicate) -> None:
        """Leave the subject to the verb above: "**Fransa** vizeleri kaldırabileceğini bildirdi"."""
        item = self.stack[-1] if self.stack else None
        if item is None or item.kind != "G" or predicate.passive:
            return
        feats = self.feats[item.at]
        unsure = feats & f.ACC and feats & f.NOM and self.classes[self.groups[item.at].head] == "n"
        below = self.stack[self._floor() : -1]
        if not unsure or any(i.kind == "G" and self.feats[i.at] & (f.NOM | f.GEN) for i in below):
            return
        if not self.bits[predicate.index] & (f.CLAUSE | f.INF):
            return
        found = self._split([item.at])
        if found:
            self.feats[item.at] = f.ACC
            self.stack[-1:] = [*(Item("G", index) for index in found), item]

    def _converb(self, k: int) -> None:
        predicate = self.predicate(self.firsts[k], self.kinds[k])
        items = self._take(self._reach(predicate, genitive=False))
        self._fill(predicate, items, genitive=False)
        predicate.link = "adv"
        self.stack.append(Item("I", predicate.index))
