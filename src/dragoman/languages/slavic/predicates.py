"""Verbs: lemmas, tense, negation, modals and what makes one predicate with them."""

from __future__ import annotations

from dragoman.languages import features as f
from dragoman.languages.parse import Predicate
from dragoman.languages.slavic.chunks import Chunks
from dragoman.languages.slavic.particles import WHETHER

__all__ = ["Predicates"]

_IMPERSONAL = "impersonal"
"""Note of a modal that has no subject of its own: "пришлось"."""
_BEHIND_VERB = frozenset({WHETHER, "бы", "б", "би"})
"""Particles that say behind a verb that it may not have come about."""
_BEHIND = frozenset("daJ#hnNGr")


class Predicates(Chunks):
    """Verbs and predicative adjectives of one sentence."""

    def _adjective(self, token: int) -> None:
        """A predicative adjective with a frame: "готов к переговорам", "готова підписати"."""
        predicate = Predicate(len(self.predicates), "a", token, token, token + 1)
        predicate.lemmas = (self.words[token].adj,)
        predicate.finite = True
        predicate.tense = "pres"
        self._before_verb(predicate)
        self.predicates.append(predicate)
        self._add("V", token, predicate.index)

    def _before_verb(self, predicate: Predicate) -> None:
        """Read negation, modal and the forms of "to be" before a verb."""
        j = predicate.token - 1
        while j >= 0 and self.classes[j] in "rx!mT":
            if self.classes[j] == "!":
                predicate.negation = j
            elif self.classes[j] == "m":
                predicate.modal = self.words[j].form
                predicate.finite = True
                if self.words[j].note == _IMPERSONAL:
                    self.owed.add(predicate.index)
            elif self.classes[j] == "x" and "fut" in self.words[j].note:
                predicate.tense = "fut"
                if self.classes[predicate.token] == "B":
                    predicate.finite = True  # "не будет отправлять"
            elif (
                self.classes[j] == "x"
                and "past" in self.words[j].note
                and (predicate.kind == "a" or self.classes[predicate.token] == "B")
            ):
                predicate.tense = "past"
                predicate.finite = True  # "не стала осуждать"
            j -= 1

    def _unreal(self, token: int) -> int:
        """Token of "бы" behind an imperative that opens a condition: "выведи Россия солдат, ... пошли бы"."""
        for i in range(token + 1, len(self.words)):
            if self.classes[i] == "m" and self.words[i].note == "hypothetical":
                return i if self.classes[token - 1] not in "nNGRV" or not token else 0
        return 0

    def _after_infinitive(self, predicate: Predicate) -> None:
        """Read what stands behind an infinitive: "осуждать **не стала**", "подписать **не может**"."""
        j = predicate.token + 1
        while j < len(self.classes) and self.classes[j] in "rx!m":
            if self.classes[j] in "xm":
                predicate.finite = True
                if self.classes[j - 1] == "!":
                    predicate.negation = j - 1
                if self.classes[j] == "m":
                    predicate.modal = self.words[j].form
                    if self.words[j].note == _IMPERSONAL:
                        self.owed.add(predicate.index)
                elif "past" in self.words[j].note:
                    predicate.tense = "past"
            j += 1

    def _negated_behind(self, token: int) -> int:
        """Return the "not" of "ратифицирован договор **не был**", or -1."""
        classes = self.classes
        j = token + 1
        while j < len(classes) and classes[j] in _BEHIND:
            j += 1
        return j if classes[j : j + 2] == "!x" else -1

    def _joins_verb(self, token: int) -> bool:
        """Whether an infinitive makes one predicate with the verb before it: "дал Тегерану **понять**"."""
        if not self.predicates or (self.kinds[-1:] != ["V"] and self.kinds[-2:] != ["V", "G"]):
            return False
        before = self.predicates[-1]
        for lemma in before.lemmas:
            for infinitive, kind, _ in self.words[token].verbs:
                if kind == "B" and infinitive in self.particles.get(lemma, ()):
                    before.lemmas, before.stop = (f"{lemma} {infinitive}",), token + 1
                    return True
        return False

    def _verb(self, token: int, char: str) -> None:
        if char == "B" and self._joins_verb(token):
            return
        word = self.words[token]
        predicate = Predicate(len(self.predicates), "v", token, token, token + 1)
        # a full participle can be predicative: "був підписаний"
        readings = [v for v in word.verbs if v[1] == char] or [v for v in word.verbs if v[1] in "AP"]
        told = [v for v in readings if v[2] & (f.PAST | f.PRES | f.FUT)]
        if char == "V" and told and len(told) < len(readings) and not self._unreal(token):
            readings = told  # "вышли в финал" is no order to send somebody out
        predicate.lemmas = tuple(dict.fromkeys(v[0] for v in readings if v[0]))
        feats = 0
        for _, _, bits in readings:
            feats |= bits
        predicate.finite = char in "VP"
        predicate.passive = char == "P" or bool(feats & f.PASSIVE)
        if feats & f.PRES:
            predicate.tense = "pres"
        elif feats & f.FUT:
            predicate.tense = "fut"
        elif feats & f.PAST or char == "P":
            predicate.tense = "past"
        self._before_verb(predicate)
        if feats & f.FUT and predicate.negation >= 0:
            predicate.tense = "fut"  # "визнає", "признает" are both: who does not, will not
        if char == "P" and predicate.negation < 0:
            predicate.negation = self._negated_behind(token)
        if char == "B":
            self._after_infinitive(predicate)
        elif char == "V" and feats & f.IMP and not feats & (f.PAST | f.PRES | f.FUT) and self._unreal(token):
            predicate.modal = self.words[self._unreal(token)].form
        if predicate.negation >= 0 and not predicate.modal and not self.refused.isdisjoint(predicate.lemmas):
            negative = self.words[predicate.negation].form
            predicate.lemmas = tuple(f"{negative} {lemma}" for lemma in predicate.lemmas)
            predicate.negation = -1
        if token + 1 < len(self.words) and self.words[token + 1].form in _BEHIND_VERB:
            predicate.stop = token + 2
        if char == "I":
            predicate.link = "adv"
        elif char == "A":
            predicate.link, predicate.finite = "rel", False
        self.predicates.append(predicate)
        self._add("V", token, predicate.index)
