"""The arguments of Turkish and Azerbaijani verbs: what a group on the stack is to the form that takes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.languages import features as f
from dragoman.languages.parse import GENITIVE, Predicate, Word
from dragoman.languages.turkic.groups import shares
from dragoman.languages.turkic.verbs import Verbs

__all__ = ["Arguments", "Item"]

_CASES = {f.DAT: "dat", f.LOC: "loc", f.ABL: "abl"}
# A suffix and its postposition share one slot, named by the postposition.
_JOINED = {
    "tr": {f.INS: "ile", f.AGENT: "tarafından"},
    "az": {f.INS: "ile", f.AGENT: "tərəfindən"},
}
# Ends of verbs that have no object: what they tell happens to their subject ("münasibətləri gərginləşib").
_MIDDLE = {"tr": ("laşmak", "leşmek"), "az": ("laşmaq", "ləşmək", "lanmaq", "lənmək")}
_SHARING = frozenset({"paylaşmak", "paylaşmaq"})


_BESIDE = re.compile("[ıiuü]nd[aeə] ")
_FILLED = frozenset(
    {"yapmak", "düzenlemek", "vermek", "göstermek", "göndermek", "imzalamak", "yürütmek"}
    | {"keçirmək", "vermək", "göstərmək", "göndərmək", "imzalamaq", "aparmaq"}
)
"""Verbs whose compounds have their object inside: "aksiya keçirmək"."""
_WERE = re.compile("s[aeə]yd[ıi]")
_WOULD = re.compile("(?:c[ae]kt|caqd|cəkd)[ıi]")
_WISH = "wish"
"""Note of verbs that say of an infinitive what somebody wants himself."""


class Item(NamedTuple):
    """Something on the stack.

    ``G`` group, ``M`` verbal noun, ``I`` converb, ``Q`` quotation, ``T`` time; commas, opening quotes and
    brackets as they are.
    """

    kind: str
    at: int
    more: tuple[int, ...] = ()


class Arguments(Verbs):
    """Slots of the predicates of one sentence."""

    def __init__(self, classes: str, words: Sequence[Word], language: str) -> None:
        super().__init__(classes, words, language)
        self.oblique = {**_CASES, **_JOINED[language]}
        """Cases to the slots that they fill."""
        self.stack: list[Item] = []
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
        self._done: dict[int, int] = {}
        """Verbs whose subject is an act: "çekilmesi başladı"."""
        self._adjunct: set[int] = set()
        """Verbal nouns behind a postposition: no complements."""
        self._topics: set[int] = set()
        """Verbal nouns behind one that says what something is about: complements, and never a subject."""

    def _expand(self, index: int) -> list[int]:
        return [index, *self.groups[index].coord]

    def _slot(self, index: int) -> str:
        """Return the slot of a group by its case; empty for nominative and accusative."""
        feats = self.feats[index]
        if feats & f.NOM:
            return ""
        for bit, name in self.oblique.items():
            if feats & bit:
                return name
        return "gen" if feats & f.GEN else ""

    def _ambiguous(self, index: int) -> bool:
        """Whether "-ı" on a group is the accusative rather than a possessive."""
        return not self.groups[index].owners

    def _fill(self, predicate: Predicate, items: list[Item], *, genitive: bool) -> None:
        slots = predicate.slots
        bare: list[int] = []
        objects: list[int] = []
        subject: list[int] = []
        behind_converb = 0
        apart: Predicate | None = None
        owned = False
        for item in items:
            if item.kind == "T":
                self.times[item.at] = predicate.index
            elif item.kind == "Q":
                for child in item.more:
                    self._link(predicate, self.predicates[child], "that")
            elif item.kind == "M":
                self._clause(predicate, item.at)
            elif item.kind == "I":
                converb = self.predicates[item.at]
                if converb.parent < 0 and not converb.finite:
                    converb.parent, converb.link = predicate.index, "adv"
                if shares(self.words[converb.token].form):
                    continue
                behind_converb = len(bare)
                if converb.index not in self._adjunct and "surface" not in converb.slots:
                    apart = converb
            elif item.kind == "G":
                group = self.groups[item.at]
                feats = self.feats[item.at]
                if (
                    group.prep
                    and group.prep != "gen"
                    and (feats & f.NOM or group.prep not in self.oblique.values())
                ):
                    slots.setdefault(group.prep, []).extend(self._expand(item.at))
                elif feats & f.GEN:
                    if genitive and not subject:
                        if self._is_other(predicate, item.at):
                            slots.setdefault("gen", []).extend(self._expand(item.at))
                            continue
                        if self._stands_by(predicate):
                            slots.setdefault("gen", []).extend(self._expand(item.at))
                            continue
                        if "own" in self.words[group.head].note:
                            continue  # "ülkesinin ... imzalayacağını": who speaks
                        subject = self._expand(item.at)
                    else:
                        slots.setdefault("gen", []).extend(self._expand(item.at))
                elif feats & f.NOM:
                    bare.append(item.at)
                elif feats & f.ACC:
                    objects.extend(self._expand(item.at))
                else:
                    name = self._slot(item.at)
                    if name:
                        slots.setdefault(name, []).extend(self._expand(item.at))
        if not genitive:
            last = next((item.at for item in reversed(items) if item.kind in "GM"), -1)
            if apart is not None and predicate.finite and self._part_subject(apart, bare, behind_converb):
                bare = bare[behind_converb:]
                behind_converb = 0
            subject = self._nominatives(predicate, bare, objects, behind_converb, last)
        elif bare:
            objects.extend(i for index in bare for i in self._expand(index))
        if genitive and not subject:
            # "Rusya'nın uyguladığı yaptırımları hafifletmesi": one genitive for both
            described = [
                self.predicates[self.groups[i].relative] for i in objects if self.groups[i].relative >= 0
            ]
            subject = next((p.slots["surface"] for p in described if p.subject_from in GENITIVE), [])
        if genitive and not subject:
            below = [child for _, child in predicate.comp]
            below += [item.at for item in items if item.kind == "I"]
            inner = [i for child in below for i in self.predicates[child].slots.get("obj", [])]
            subject = self._owner_of([*objects, *inner])
            owned = bool(subject)
            if subject and self._is_other(predicate, subject[0]):
                subject = []
        if subject:
            slots["surface"] = subject
            if genitive:
                predicate.subject_from = "owner" if owned else "gen"
        if not predicate.passive and not objects:
            self._whose_act(predicate)
        if predicate.passive:
            if subject:
                slots["acc"] = slots["obj"] = subject
                self._name_by_object(predicate)
            agents = slots.get(self.oblique[f.AGENT])
            if agents:
                slots["nom"] = slots["subj"] = agents
        else:
            if subject:
                slots["nom"] = slots["subj"] = subject
            if objects:
                slots["acc"] = slots["obj"] = objects

    @staticmethod
    def _stands_by(predicate: Predicate) -> bool:
        """Whether a compound names a side, whose genitive is no subject: "Bakı'nın **yanında** olduğunu"."""
        return any(_BESIDE.search(lemma) is not None for lemma in predicate.lemmas)

    def _is_other(self, predicate: Predicate, index: int) -> bool:
        """Whether a genitive cannot be the subject: "X'in hedefini destekle**dikler**ini" has several."""
        group = self.groups[index]
        several = bool(group.coord) or group.leader >= 0 or self.words[group.head].plural
        return bool(self.bits[predicate.index] & f.PL) and not several and self.classes[group.head] == "N"

    def _part_subject(self, converb: Predicate, bare: list[int], behind: int) -> bool:
        """Give a converb the nominative before it where the verb above has one of its own behind it.

        "**Topçu** kenti döverken **siviller** kaçıyordu".
        """
        if not self._somebody([i for i in bare[behind:] if not self.feats[i] & f.ACC]):
            return False
        first = next((i for i in bare[:behind] if self.classes[self.groups[i].head] in "NGRn"), -1)
        if first < 0:
            return False
        slots = converb.slots
        slots["surface"] = self._expand(first)
        if converb.passive:
            slots["acc"] = slots["obj"] = slots["surface"]
        else:
            slots["nom"] = slots["subj"] = slots["surface"]
        return True

    def _whose_act(self, predicate: Predicate) -> None:
        """Let whose act a verbal noun tells be the object: "Rusya'nın saldırmasını kınadı"."""
        for _, index in predicate.comp:
            child = self.predicates[index]
            acts = child.slots.get("subj", [])
            if self._kind_of.get(index, 0) & f.ACC and child.subject_from in GENITIVE and acts:
                predicate.slots["acc"] = list(acts)

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
            somebody = [i for i in bare if self.classes[self.groups[i].head] in "NGR"]
            return self._expand((somebody or bare[-1:])[0]) if bare else []
        if self.bits[predicate.index] & (f.PERSON1 | f.PERSON2):
            objects.extend(i for index in bare if index == near for i in self._expand(index))
            return []  # "destekliyoruz": whoever speaks
        unsure = [i for i in bare if self.feats[i] & f.ACC and self._ambiguous(i)]
        middle = bool(bare) and self._is_middle(predicate)
        if len(bare) == 1 and (middle or self._is_filled(predicate)):
            unsure = []  # "muhalefet yanlıları gösteri yaptı"
        elif not unsure and len(bare) == 1 and bare[0] == near and self._holds_subject(predicate, bare[0]):
            unsure = bare
        agents = self._somebody(unsure)
        if agents and bare[-1] not in unsure and bare[-1] == near and self._is_thing(bare[-1]):
            unsure = []  # "askerleri devriye icra etti": the bare thing before the verb is the object
        if unsure and not objects and (len(bare) > 1 or unsure[-1] != bare[0] or self._last is not None):
            last = unsure[-1]
            bare = [i for i in bare if i != last]
            objects.extend(self._expand(last))
        elif unsure and not objects and predicate.kind == "v":
            objects.extend(self._expand(unsure[-1]))
            bare = [i for i in bare if i != unsure[-1]]
        if len(bare) > 1 and not objects and predicate.kind == "v":
            last = bare[-1]
            common = self.classes[self.groups[last].head] in "n#"
            if last == near and (common or self._is_named(bare[0])):
                objects.extend(self._expand(last))
                bare = bare[:-1]
        if not bare:
            return self._split(objects) if predicate.kind == "v" else []
        after = [i for i in bare if i in bare[behind:]] or bare
        named = [i for i in after if self.classes[self.groups[i].head] in "NGR"]
        chosen = (named or after)[0]
        if not objects and predicate.kind == "v" and chosen == near and self._is_thing(chosen) and not middle:
            # the one bare noun before the verb may be its object: "nota verdi"
            objects.extend(self._expand(chosen))
            if self._last is not None and self._last.slots.get("subj"):
                return []
        return self._expand(chosen)

    @staticmethod
    def _is_filled(predicate: Predicate) -> bool:
        """Whether a compound needs no object any more."""
        return any(" " in lemma and lemma.rpartition(" ")[2] in _FILLED for lemma in predicate.lemmas[:1])

    def _holds_subject(self, predicate: Predicate, index: int) -> bool:
        """Whether a name and the thing behind it are no possession: "**Türkiye** Boğazları kapattı".

        What a country has would be "Türkiye Boğazları**nı**" before a verb that acts on it.
        """
        group = self.groups[index]
        if self.words[predicate.token].weight != 1 or predicate.kind != "v":
            return False
        if not self.feats[index] & f.ACC or self.classes[group.head] != "n":
            return False
        return any(self._stands_first(owner, index) for owner in group.owners)

    def _stands_first(self, owner: int, index: int) -> bool:
        """Whether an owner is the bare name with which a group begins."""
        group, place = self.groups[index], self.groups[owner]
        bare = self.classes[place.head] == "N" and not self.feats[owner] & f.GEN
        return place.first == group.first and bare and place.stop < group.stop

    def _is_middle(self, predicate: Predicate) -> bool:
        """Whether a verb can have no object, as its end tells."""
        lemmas = predicate.lemmas
        return bool(lemmas) and lemmas[0].endswith(_MIDDLE[self.language]) and lemmas[0] not in _SHARING

    def _is_named(self, index: int) -> bool:
        """Whether a group is headed by a name: "Fransa paraşütçüler gönderdi"."""
        return self.classes[self.groups[index].head] == "N"

    def _is_thing(self, index: int) -> bool:
        """Whether a group is headed by a common noun, not by a name or an unknown name behind an agent."""
        group = self.groups[index]
        return self.classes[group.head] == "n" and "G" not in self.classes[group.first : group.head]

    def _split(self, objects: list[int]) -> list[int]:
        """Part "Türkiye askerlerini çekti" into subject and object where nobody else acts."""
        for index in objects:
            group = self.groups[index]
            for owner in group.owners:
                if self._stands_first(owner, index):
                    place = self.groups[owner]
                    group.owners.remove(owner)
                    group.first = place.stop
                    place.inside = -1
                    return [*self._leave(index, objects), owner]
        return []

    def _leave(self, index: int, objects: list[int]) -> list[int]:
        """Take an object out of a list of names, which are the subject: "**İran ve Irak** planı onayladı"."""
        lead = self.groups[index].leader
        if lead < 0 or self.classes[self.groups[lead].head] not in "NG":
            return []
        before = [i for i in self._expand(lead) if i != index]
        self.groups[lead].coord.remove(index)
        self.groups[index].leader = -1
        objects[:] = [i for i in objects if i not in before]
        return before

    def _clause(self, predicate: Predicate, index: int) -> None:
        """Hang a verbal noun on the verb that takes it."""
        child = self.predicates[index]
        case = self._kind_of.get(index, 0)
        if index in self._adjunct or child.link == "adv":
            child.parent, child.link = predicate.index, "adv"
            return
        near = child.stop >= predicate.first and self.bits[index] & f.INF
        if case & (f.LOC | f.INS | f.GEN) and not near:
            child.parent, child.link = predicate.index, "adv"
            return
        link = "that" if self.bits[index] & f.CLAUSE else "to"
        active = not predicate.passive and not self._is_modal(predicate)
        is_act = case & f.NOM and active and link == "to" and index not in self._topics
        if is_act and self.bits[index] & f.OWNED:
            self._done[predicate.index] = index
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

    def _inherit(self) -> None:
        """Let modal verbs pass their clause on and give clauses without a subject that of the verb above."""
        for predicate in self.predicates:
            if self._is_modal(predicate):
                self._transparent(predicate, self.words[predicate.token].note)
            elif self.words[predicate.token].note == _WISH:
                self._transparent(predicate, _WISH, wish=True)
            if self.bits[predicate.index] & f.FUT and predicate.finite and self._is_unreal(predicate):
                predicate.modal, predicate.tense = "-sa", "past"
        for predicate in reversed(self.predicates):
            if predicate.parent < 0 or predicate.link not in ("to", "that", "adv"):
                continue
            if (
                predicate.link == "adv"
                and "abl" in predicate.slots
                and shares(self.words[predicate.token].form)
            ):
                self._lend(predicate)
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

    def _is_unreal(self, predicate: Predicate) -> bool:
        """Whether a condition that was not met stands before: "bulun**saydı** suçlayacaktı"."""
        if _WOULD.search(self.words[predicate.token].form) is None:
            return False
        return any(
            _WERE.search(self.words[other.token].form) is not None
            for other in self.predicates[: predicate.index]
        )

    def _lend(self, converb: Predicate) -> None:
        """Let the verb above see from whom something is wanted, where a converb has come between.

        "**Rusya'dan** karara uyarak çekilmesini istedi".
        """
        source = converb.slots["abl"]
        behind = [i for name in ("dat", "obj") for i in converb.slots.get(name, ())]
        if not self._somebody(source) or not any(i > source[0] for i in behind):
            return
        above = self.predicates[converb.parent]
        while above.link == "to" and above.parent >= 0:
            above = self.predicates[above.parent]
        above.slots.setdefault("abl", list(source))

    def _date(self) -> None:
        """Let a time date more than the verb that took it.

        That of a converb dates the verb above it ("mayısta gelerek imzaladı"), that of a verb whose subject
        is an act dates the act ("çekilmesi mayısta başladı").
        """
        owned = set(self.times.values())
        for unit, index in self.times.items():
            if index < 0:
                continue
            predicate = self.predicates[index]
            while self.bits[predicate.index] & f.INF and predicate.parent >= 0:
                predicate = self.predicates[predicate.parent]  # "mayısta çekilmeyi kabul etti"
            self.times[unit] = index = predicate.index
            if index in self._done:
                self.times[unit] = self._done[index]
            elif (
                predicate.link == "adv"
                and predicate.parent >= 0
                and predicate.parent not in owned
                and self.classes[predicate.token] in "IA"
                and not any(p.finite and p.token < predicate.token for p in self.predicates)
            ):
                self.times[unit] = -1

    def _controller(self, parent: Predicate, child: Predicate) -> list[int]:
        """Return whose act a verbal noun without an own subject is."""
        slots = parent.slots
        if child.link == "to":
            case = self._kind_of.get(child.index, 0)
            if case & (f.DAT | f.INS | f.LOC) and self._somebody(slots.get("obj", [])):
                return slots["obj"]  # "Rusya'yı çekilmeye çağırdı"
            if case & f.ACC and self._somebody(slots.get("dat", [])):
                return slots["dat"]  # "Rusya'ya çekilmeyi teklif etti"
        return slots.get("subj", slots.get("surface", []) if not parent.passive else [])

    def _somebody(self, indexes: list[int]) -> bool:
        return any(self.classes[self.groups[i].head] in "NGR" for i in indexes)

    def _transparent(self, modal: Predicate, note: str, *, wish: bool = False) -> None:
        """Make "çekilmesi gerek" say of the withdrawing what its verb says: must.

        Who wants to do something himself ("çekilmek istiyor") demands nothing of others.
        """
        for link, index in list(modal.comp):
            own = bool(self.bits[index] & f.INF and self._kind_of.get(index, 0) & f.NOM)
            if link != "to" or (wish and not own):
                continue
            child = self.predicates[index]
            child.modal = note
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
