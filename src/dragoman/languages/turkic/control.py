"""What Turkish and Azerbaijani verbs pass on to the verbs below and beside them: subjects, moods, times."""

from __future__ import annotations

import re

from dragoman.languages import features as f
from dragoman.languages.parse import Predicate
from dragoman.languages.turkic.arguments import Arguments
from dragoman.languages.turkic.nominals import shares

__all__ = ["Control"]

_WERE = re.compile("s[aeə]yd[ıi]")
_WOULD = re.compile("(?:c[ae]kt|caqd|cəkd)[ıi]")
_WISH = "wish"
"""Note of verbs that say of an infinitive what somebody wants himself."""


class Control(Arguments):
    """Subjects and moods that come from another verb of the sentence."""

    def _inherit(self) -> None:
        """Let modal verbs pass their clause on and give clauses without a subject that of the verb above."""
        for predicate in self.predicates:
            if self._is_modal(predicate):
                self._transparent(predicate, self.words[predicate.token].note)
            elif self.words[predicate.token].note == _WISH:
                self._transparent(predicate, _WISH, wish=True)
            elif self.bits[predicate.index] & f.FUT and predicate.negation < 0:
                self._lasts(predicate)
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
            if predicate.index in self._aims:
                self._ask(predicate)
            parent = self.predicates[predicate.parent]
            self._give_up(predicate, parent)
            source = self._controller(parent, predicate)
            if source:
                predicate.slots["surface"] = list(source)
                if predicate.passive:
                    if predicate.link == "adv" and parent.passive:
                        predicate.slots["obj"] = predicate.slots["acc"] = list(source)
                else:
                    predicate.slots["subj"] = predicate.slots["nom"] = list(source)

        for predicate in self.predicates:
            if predicate.link == "adv" and predicate.parent >= 0 and not predicate.finite:
                self._share_object(predicate, self.predicates[predicate.parent])

    def _lasts(self, predicate: Predicate) -> None:
        """Let an act that will go on lie ahead: "silah **vermeyi** sürdüreceğini söyledi"."""
        if set(self.syntax["phase"]).isdisjoint(predicate.lemmas):
            return
        for link, index in predicate.comp:
            if link == "to" and not self.bits[index] & f.OWNED:
                self.predicates[index].tense = "fut"

    def _give_up(self, child: Predicate, parent: Predicate) -> None:
        """Give the verb above what a verb without objects took: "**Çad'ı** çekilmeye ikna etti"."""
        if child.link == "to" and self._kind_of.get(child.index, 0) & (f.INS | f.LOC):
            self._blame(child, parent)
            return
        things = child.slots.get("obj", [])
        dative = child.link == "to" and self._kind_of.get(child.index, 0) & f.DAT
        warned = child.index in self._topics and self.bits[child.index] & f.OWNED
        if not things or not (dative or warned) or "surface" in child.slots:
            return
        bare = self._takes_nothing(child) or self._is_middle(child)
        into = child.slots.get("dat", [])
        if warned and into and things[0] < into[0] and child.first < child.token:
            bare = True  # "**Ankara'yı** adaya müdahale etmemesi konusunda uyardı"
        if bare and parent.kind == "v" and "obj" not in parent.slots and self._somebody(things):
            parent.slots["obj"] = parent.slots["acc"] = child.slots.pop("obj")
            child.slots.pop("acc", None)

    def _blame(self, child: Predicate, parent: Predicate) -> None:
        """Give a verb of blame whom the verb below took: "**Ankara'yı** Almanlara yardım etmekle suçladı"."""
        if parent.passive or "obj" in parent.slots or set(self.syntax["blame"]).isdisjoint(parent.lemmas):
            return
        below = [p for p in self.predicates if p.parent == child.index and p.link == "adv" and not p.finite]
        for told in (*below, child):
            things = told.slots.get("obj", [])
            if not told.passive and self._somebody(things[:1]) and self.feats[things[0]] & f.ACC:
                whom = self._expand(things[0])
                parent.slots["obj"] = parent.slots["acc"] = whom
                told.slots["obj"] = told.slots["acc"] = [i for i in things if i not in whom]
                if not told.slots["obj"]:
                    del told.slots["obj"], told.slots["acc"]
                return

    def _share_object(self, converb: Predicate, above: Predicate) -> None:
        """Let a verb act on what the converb before it acts on: "**teklifi** saçma bularak reddetti"."""
        if converb.kind != "v" or converb.passive or not shares(self.words[converb.token].form):
            return
        things = converb.slots.get("obj", [])
        if not things or above.kind != "v" or above.passive or above.comp or "obj" in above.slots:
            return
        if not self._is_framed(above) or self._takes_nothing(above) or self._is_middle(above):
            return
        if not self._is_filled(above):
            above.slots["acc"] = above.slots["obj"] = list(things)

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

    def _ask(self, purpose: Predicate) -> None:
        """Let the verb above see who is asked, where the purpose has taken it: it is who should act.

        "**Amerika'ya** mandayı üstlenmesi için başvurdu".
        """
        source = purpose.slots.get("dat", [])
        behind = purpose.slots.get("obj", [])
        above = self.predicates[purpose.parent].slots
        taken = any(self._somebody(above.get(name, [])) for name in ("dat", "obj"))
        if taken or not self.bits[purpose.index] & f.OWNED or not self._somebody(source) or not behind:
            return
        if source[0] > behind[0] or purpose.passive:
            return
        above["dat"] = purpose.slots["subj"] = purpose.slots["nom"] = purpose.slots["surface"] = source
        del purpose.slots["dat"]

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
            alone = predicate.link == "rel" and sum(at >= 0 for at in self.times.values()) == 1
            if alone and (self._means_of(predicate) or self._occasion_of(predicate)):
                self.times[unit] = -1
                continue
            self.times[unit] = index = predicate.index
            if index in self._done:
                self.times[unit] = self._done[index]
            elif (
                predicate.link == "adv"
                and predicate.parent >= 0
                and not (predicate.parent in owned and self._timed_behind(predicate))
                and self.classes[predicate.token] in "IA"
                and not any(p.finite and p.token < predicate.token for p in self.predicates)
            ):
                self.times[unit] = -1

    def _means_of(self, told: Predicate) -> bool:
        """Whether a clause describes by what it was done: "**mayısta** imzalanan antlaşmayla çekildi"."""
        return told.passive and any(
            group.relative == told.index and self.feats[group.index] & f.INS and not group.prep
            for group in self.groups
        )

    def _occasion_of(self, told: Predicate) -> bool:
        """Whether a clause describes at what an act was done: "**mayısta** yaptığı konuşmada kınadı"."""
        return any(
            group.relative == told.index
            and self.feats[group.index] & f.LOC
            and self.words[group.head].noun in self.syntax["occasion"]
            for group in self.groups
        )

    def _timed_behind(self, converb: Predicate) -> bool:
        """Whether the verb above a converb has a time of its own behind it."""
        return any(at > converb.token for at, index in self.times.items() if index == converb.parent)

    def _controller(self, parent: Predicate, child: Predicate) -> list[int]:
        """Return whose act a verbal noun without an own subject is."""
        slots = parent.slots
        if child.link == "to":
            case = self._kind_of.get(child.index, 0)
            if case & (f.DAT | f.INS | f.LOC) and self._somebody(slots.get("obj", [])):
                return slots["obj"]  # "Rusya'yı çekilmeye çağırdı"
            if case & f.ACC and self._somebody(slots.get("dat", [])):
                return slots["dat"]  # "Rusya'ya çekilmeyi teklif etti"
            if case & f.ACC and self.bits[child.index] & f.OWNED and (asked := self._addressed(parent)):
                child.subject_from = "gen"
                return asked
        return slots.get("subj", slots.get("surface", []) if not parent.passive else [])

    def _addressed(self, parent: Predicate) -> list[int]:
        """Return to whom the converb before a verb turns: "**Sisi'yi** arayarak çekilmesini istedi"."""
        for converb in self.predicates:
            if converb.parent != parent.index or converb.link != "adv" or converb.finite:
                continue
            for name in ("obj", "dat", self.oblique[f.INS]):
                found = converb.slots.get(name, [])
                if self._somebody(found):
                    return found
        return []

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
                above, entry = self.predicates[modal.parent].comp, (modal.link, modal.index)
                above.insert(above.index(entry) if entry in above else len(above), (modal.link, index))
            modal.comp.remove((link, index))
