"""Turkish and Azerbaijani finite verbs, conditions among them, and nouns and adjectives that predicate."""

from __future__ import annotations

from dragoman.languages import features as f
from dragoman.languages.parse import Predicate
from dragoman.languages.turkic.gapping import Gapping
from dragoman.languages.turkic.stack import Item

__all__ = ["Finite"]

_PAIR = 4  # two clauses of a subject and an object, and the comma between them, are five


class Finite(Gapping):
    """Verbal forms that take all that waits."""

    def _finite(self, predicate: Predicate, k: int) -> None:
        predicate.finite = True
        conditional = bool(self.bits[predicate.index] & f.CONDITIONAL) and self._goes_on_behind(k)
        if conditional and self._is_although(predicate):
            predicate.modal = ""
        items = self._take(self._condition(predicate) if conditional else self._floor())
        if len(items) > _PAIR and any(item.kind == "," for item in items):
            items = self._split_clauses(predicate, items)
        self._fill(predicate, items, genitive=False)
        slots = predicate.slots
        waits = conditional and self._said is not None  # "uyardı ki, Şam çekilmezse **saldıracak**"
        if (
            self._said is not None
            and self._said.index != predicate.index
            and predicate.parent < 0
            and not waits
        ):
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
        for told in self._heads:
            self._describe(told, predicate)
        self._heads.clear()
        self._identify(predicate, items)
        self._count_neither(predicate)
        if conditional:
            self.stack.append(Item("I", predicate.index))
        if not waits:
            self._last, self._last_at = predicate, k
        if self._quoted:
            self._free.append(predicate)

    def _copular(self, k: int, kind: str) -> None:
        predicate = self.copula(self.firsts[k], kind)
        self._finite(predicate, k)
        if kind == "x" and predicate.negation >= 0:
            self._deny(predicate)

    def _deny(self, predicate: Predicate) -> None:
        """Let "yok" deny the act before it: "**saldırdığı** yok", "**imzalanmış** bir antlaşma yok"."""
        told = [index for _, index in predicate.comp]
        told += [self.groups[i].relative for i in predicate.slots.get("surface", ())]
        for index in told:
            if index >= 0:
                child = self.predicates[index]
                child.negation = -1 if child.negation >= 0 else predicate.token

    def _negate(self, k: int) -> None:
        """Read *değil*: it negates the predicate before it, or the noun before it as a predicate."""
        if k and self.kinds[k - 1] in "Vkx" and self._last is not None:
            self._last.negation = self.firsts[k]
            return
        self._finite(self.copula(self.firsts[k], "!"), k)

    def _describe(self, told: Predicate, predicate: Predicate) -> None:
        """Let the subject do what describes the noun of its compound: "**destekleyen** karar aldı"."""
        subject = predicate.slots.get("subj")
        if not subject or predicate.first == predicate.token or self.bits[told.index] & f.CLAUSE:
            return
        if not told.passive and "surface" not in told.slots:
            told.slots["surface"] = told.slots["subj"] = told.slots["nom"] = list(subject)

    def _identify(self, predicate: Predicate, items: list[Item]) -> None:
        """Let the subject do what describes the noun that it is or becomes: "tanıyan ilk devlet oldu"."""
        if predicate.kind != "a" and not set(self.syntax["being"]) & set(predicate.lemmas):
            return
        subject = predicate.slots.get("surface", [])
        if not self._somebody(subject):  # "tanıyan ilk devlet **İzlanda** oldu"
            subject = self._first_named(items)
        if not subject:
            return
        cases = f.NOM
        heads = [self.groups[item.at].head for item in items if item.kind == "G"]
        if any(self.words[i].form.startswith(self.syntax["one"]) for i in (predicate.token, *heads)):
            cases |= f.ABL  # "tanıyan ilk **ülkelerden biri** oldu"
        for item in items:
            if item.kind != "G" or item.at in subject or self.groups[item.at].relative < 0:
                continue
            told = self.predicates[self.groups[item.at].relative]
            bare = self.feats[item.at] & cases and self.classes[self.groups[item.at].head] == "n"
            if bare and not told.passive and not self.bits[told.index] & f.CLAUSE:
                told.slots["surface"] = told.slots["subj"] = told.slots["nom"] = list(subject)

    def _first_named(self, items: list[Item]) -> list[int]:
        """Return the first name in the nominative."""
        for item in items:
            bare = item.kind == "G" and bool(self.feats[item.at] & f.NOM) and not self.groups[item.at].prep
            if bare and self._somebody([item.at]):
                return self._expand(item.at)
        return []

    def _is_although(self, predicate: Predicate) -> bool:
        """Whether a condition only grants what happened: "özür dile**diyse de** kimse inanmadı"."""
        behind = predicate.token + 1
        return (
            bool(self.bits[predicate.index] & f.PAST)
            and behind < len(self.words)
            and self.words[behind].form in self.syntax["too"]
        )

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

    def _behind_verb(self) -> None:
        """Give the verb what stands behind it at the end of a sentence: "Nota verdi **Atina Ankara'ya**"."""
        verb, at = self._last, self._last_at
        if verb is None or verb.kind != "v" or verb.index != len(self.predicates) - 1:
            return
        if not self._is_framed(verb) or verb.passive:
            return
        if any(kind not in "GpTr,." for kind in self.kinds[at + 1 :]):
            return
        behind = [item for item in self.stack if item.kind in "GT"]
        if not behind or not any(item.kind == "G" and self._somebody([item.at]) for item in behind):
            return
        if at + 1 < len(self.kinds) and self.kinds[at + 1] == ",":
            return  # "saldırdı, Ankara'nın cevabı sert"
        slots = verb.slots
        for item in behind:
            if item.kind == "T":
                self.times.setdefault(item.at, verb.index)
                continue
            people, feats = self._expand(item.at), self.feats[item.at]
            name = self.groups[item.at].prep or self._slot(item.at)
            if name:
                slots.setdefault(name, list(people))
            elif feats & f.ACC and not (feats & f.NOM and "surface" not in slots and self._somebody(people)):
                slots.setdefault("obj", slots.setdefault("acc", list(people)))
            elif self._somebody(people):
                self._acts_behind_verb(verb, people)
        self.stack.clear()

    def _acts_behind_verb(self, verb: Predicate, people: list[int]) -> None:
        """Make who stands behind a verb its subject, where it has none or only a thing that it acts on."""
        slots = verb.slots
        before = slots.get("surface", [])
        if before and verb.subject_from != "conj":
            thing = len(before) == 1 and self._is_thing(before[0]) and slots.get("obj", before) == before
            if not thing or self._takes_nothing(verb):
                return
            slots["obj"] = slots["acc"] = before
        slots["surface"] = slots["subj"] = slots["nom"] = list(people)
        verb.subject_from = ""

    def _count_neither(self, predicate: Predicate) -> None:
        """Negate a verb behind "ne ... ne"."""
        places = [i for i, word in enumerate(self.words) if word.note == "neither"]
        if len(places) > 1 and places[0] < predicate.token and predicate.negation < 0:
            predicate.negation = places[0]  # "ne saldırdı ne de tehdit etti", "ne Oslo ne Riga saldırdı"
