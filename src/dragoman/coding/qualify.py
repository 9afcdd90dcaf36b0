"""The qualify stage: negation, future, hypothesis, history, occurrence, and what they make of a class."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.coding.frame import Fired, Frames
from dragoman.coding.sentence import Sentence
from dragoman.languages.pack import Pack
from dragoman.languages.parse import Predicate

__all__ = ["Hits", "Qualified", "Qualifiers"]

_AUX = ("future", "hypothetical", "negation", "historical")
_BOUNDARY = ";.:u"
_ENDS = re.compile("[;.:uBZDmxHwq]")
"""Classes before which a clause ends."""


class Qualified(NamedTuple):
    """What the words around a predicate say of it.

    ``cues`` are (kind, first unit, stop unit) of the words that said so.
    """

    aux: frozenset[str]
    occurrence: str | None
    obliged: bool
    cues: tuple[tuple[str, int, int], ...]


class _Cue(NamedTuple):
    words: tuple[str, ...]
    kind: str
    scope: str


class _Table:
    """Cues by their words: those of one word, and those of several by their first two."""

    def __init__(self) -> None:
        self._single: dict[str, _Cue] = {}
        self._several: dict[str, dict[str, list[_Cue]]] = {}
        self.firsts: set[str] = set()
        """What a cue can begin with."""

    def add(self, cue: _Cue) -> None:
        """Take up a cue; of two with the same words the first one counts."""
        self.firsts.add(cue.words[0])
        if len(cue.words) == 1:
            self._single.setdefault(cue.words[0], cue)
        else:
            found = self._several.setdefault(cue.words[0], {}).setdefault(cue.words[1], [])
            found.append(cue)
            found.sort(key=lambda cue: -len(cue.words))
            # the grammar may have made one unit of it: "если бы"
            whole = " ".join(cue.words)
            self.firsts.add(whole)
            self._single.setdefault(whole, cue._replace(words=(whole,)))

    def find(self, forms: list[str], places: list[int]) -> list[tuple[_Cue, int]]:
        """Return the cues that begin at some places of a sentence, at each place the longest one."""
        found: list[tuple[_Cue, int]] = []
        last = len(forms) - 1
        for i in places:
            form = forms[i]
            cue = self._longest(forms, i) if form in self._several and i < last else None
            cue = cue or self._single.get(form)
            if cue is not None:
                found.append((cue, i))
        return found

    def _longest(self, forms: list[str], i: int) -> _Cue | None:
        """Return the longest cue of several words that begins at a place."""
        for cue in self._several[forms[i]].get(forms[i + 1], ()):
            if tuple(forms[i : i + len(cue.words)]) == cue.words:
                return cue
        return None


_Hits = list[tuple[_Cue, int]]
Hits = tuple[_Hits, _Hits]
"""Cues of a sentence with their places: those of clauses and those before nouns."""


class Qualifiers:
    """Cues of one language, ready for look-up by their first word."""

    def __init__(self, pack: Pack) -> None:
        self.modals = pack.modals
        self._clausal = _Table()
        self._nominal = _Table()
        self._raising: dict[str, list[_Cue]] = {}
        self._of_subject: dict[str, _Cue] = {}
        for text, kind, scope in pack.qualifiers:
            words = tuple(text.lower().split())
            if not words:
                continue
            cue = _Cue(words, kind, scope)
            if scope == "comp":
                self._raising.setdefault(words[0], []).append(cue)
                if len(words) > 1:
                    self._raising.setdefault(" ".join(words), []).append(cue)
            elif scope == "noun":
                self._nominal.add(cue)
            elif scope == "subject":
                self._of_subject[text.lower()] = cue
            else:
                self._clausal.add(cue)
        self._firsts = self._clausal.firsts | self._nominal.firsts
        for found in self._raising.values():
            found.sort(key=lambda cue: -len(cue.words))

    # -- cues in the words ----------------------------------------------------------------------

    def _clause(self, frames: Frames, predicate: Predicate) -> tuple[int, int]:
        """Return the range of units in which a cue bears on the predicate."""
        classes = frames.sentence.parse.classes
        left = predicate.first
        floor = 0
        for other in frames.sentence.parse.predicates:
            if other.token < predicate.first and other.finite and other.index != predicate.parent:
                floor = max(floor, other.stop)
        left = (
            max([floor, *[classes.rfind(mark, floor, left) + 1 for mark in _BOUNDARY]])
            if left > floor
            else left
        )
        if left > 0 and classes[left - 1] == "u":
            left -= 1
        end = _ENDS.search(classes, predicate.stop)
        return left, end.start() if end is not None else max(predicate.stop, len(classes))

    def hits(self, sentence: Sentence) -> Hits:
        """Return the cues in a sentence with their places: those of clauses and those before nouns."""
        forms, firsts = sentence.forms, self._firsts
        places = [at for at, form in enumerate(forms) if form in firsts]
        return self._clausal.find(forms, places), self._nominal.find(forms, places)

    def _raised(self, frames: Frames, predicate: Predicate) -> list[tuple[_Cue, int]]:
        """Cues in the verb above: "failed to", "is expected to", "tried to"."""
        found = []
        if predicate.parent >= 0 and predicate.link in ("to", "ing", "that"):
            above = frames.predicates[predicate.parent]
            forms = (*above.lemmas, frames.sentence.words[above.token].form)
            for form in forms:
                for cue in self._raising.get(form, ()):
                    if form == " ".join(cue.words) or self._spelled(frames, cue, above):
                        found.append((cue, above.token))
                        break
        return found

    @staticmethod
    def _spelled(frames: Frames, cue: _Cue, above: Predicate) -> bool:
        """Whether the further words of a cue follow the verb: "decide against" is not "decide to"."""
        words = frames.sentence.words[above.token + 1 : above.token + len(cue.words)]
        return tuple(word.form for word in words) == cue.words[1:]

    # -- the verdict ----------------------------------------------------------------------------

    def qualify(self, frames: Frames, fired: Fired, hits: Hits) -> Qualified:
        """Return what bears on a frame that fired; ``hits`` are those of its sentence."""
        clausal, nominal = hits
        predicate = fired.predicate
        carrier = frames.predicates[fired.light] if fired.light >= 0 else None
        verb = carrier or predicate
        aux: set[str] = set()
        cues: list[tuple[str, int, int]] = []
        occurrence: str | None = "once"
        obliged = False
        seen: set[int] = set()
        here: Predicate | None = verb
        while here is not None and here.index not in seen:
            seen.add(here.index)
            obliged = self._verb(frames, here, here is verb, aux, cues) or obliged
            for cue, at in self._raised(frames, here):
                self._apply(cue, at, aux, cues)
                if cue.kind in ("repeated", "ongoing"):
                    occurrence = cue.kind
            # what is said of the speaking does not bear on what is said
            if here.parent < 0 or here.link == "that":
                break
            above = frames.predicates[here.parent]
            obliged = obliged or (here is verb and self._must(frames, here, above))
            if above.negation >= 0 and (here.link == "ing" or self._unmeant(here, above)):
                aux.add("negation")  # "would not respond by strengthening its ties"
                cues.append(("negation", above.negation, above.negation + 1))
            here = above
        if predicate.kind == "n" and carrier is None:
            self._holder(frames, predicate, aux, cues)
        if (plan := self._planned(frames, verb)) >= 0:
            aux.add("hypothetical")
            cues.append(("hypothetical", plan, plan + 1))
        first, stop = self._clause(frames, verb)
        if predicate.kind == "n" and carrier is None:
            first, stop = max(0, predicate.first - 3), min(len(frames.sentence.words), predicate.stop + 3)
        if predicate.kind == "n":
            group = frames.groups[predicate.group]
            for cue, at in nominal:
                if group.first - 2 <= at < group.head:
                    self._apply(cue, at, aux, cues)
        elif nominal and frames.sentence.parse.classes[verb.token] == "I":
            for cue, at in nominal:
                if at + len(cue.words) == verb.first:
                    self._apply(cue, at, aux, cues)  # "**instead of** ratifying it"
        for cue, at in clausal:
            if not first <= at < stop:
                continue
            if cue.kind in ("repeated", "ongoing"):
                occurrence = cue.kind
                cues.append(("occurrence", at, at + len(cue.words)))
            elif at < verb.stop or cue.kind in ("future", "historical"):
                if cue.kind == "future" and verb.tense == "past" and not verb.modal:
                    continue  # "withdrew ... scheduled to end next month"
                if cue.kind == "future" and at == predicate.token:
                    continue  # «**планируется** встреча»: the plan is what is told
                if cue.kind == "negation" and not self._negates(frames, predicate, verb, at):
                    continue
                if cue.kind == "condition":
                    if verb.tense != "past" or verb.modal:
                        aux.add("hypothetical")
                        cues.append(("hypothetical", at, at + len(cue.words)))
                    continue  # "**Если** Рим признал Вену, то Париж её осудил": a contrast
                if cue.kind == "hypothetical" and verb.first <= at and self._is_real(frames, verb):
                    continue
                if cue.kind == "pending" and self._waits(frames, verb, at + len(cue.words)):
                    aux.add("hypothetical")
                    cues.append(("hypothetical", at, at + len(cue.words)))
                self._apply(cue, at, aux, cues)
        if verb.tense == "pres" and verb.finite:
            for unit, time in frames.sentence.times.items():
                if first <= unit < stop and time.kind == "relative" and time.offset > 0:
                    aux.add("future")  # "signs **tomorrow**"
                    cues.append(("future", unit, unit + 1))
        opener = frames.sentence.words[0].traits if frames.sentence.parse.classes[0] == "u" else ()
        if "inverts" in opener and (first == 0 or verb.modal):
            aux.add("hypothetical")  # "**Should** Chad attack, ..."
            cues.append(("hypothetical", 0, 1))
        if fired.frame.negated:
            aux -= {"negation", "future"}  # "will not attend": refused now
        if frames.sentence.text[frames.sentence.stop - 1] == "?":
            aux.add("hypothetical")
        return Qualified(frozenset(aux), occurrence, obliged, tuple(dict.fromkeys(cues)))

    def _is_real(self, frames: Frames, verb: Predicate) -> bool:
        """Whether "would be" supposes nothing: "said men **would be** sent", "**would be** glad to help"."""
        if self.modals.get(verb.modal) != "conditional" or verb.perfect:
            return False
        told = verb.link == "that" and verb.passive
        return told or "polite" in frames.sentence.words[verb.token].traits

    @staticmethod
    def _waits(frames: Frames, verb: Predicate, unit: int) -> bool:
        """Whether a clause that opens before ``unit`` still waits: "**until** Armenian forces leave"."""
        opens = any(frames.groups[index].first == unit for index in verb.slots.get("surface", ()))
        return opens and verb.tense == "pres" and verb.finite

    def _must(self, frames: Frames, here: Predicate, above: Predicate) -> bool:
        """Whether an infinitive is an obligation: "has **to** leave", "it is time for X **to** leave"."""
        if here.link != "to":
            return False
        words = frames.sentence.words
        heads = [words[frames.groups[i].head].form for i in above.slots.get("obj", ())]
        if not heads or above.passive:
            heads = list(above.lemmas)
        return any(self.modals.get(f"{word} to") == "obligation" for word in heads)

    @staticmethod
    def _planned(frames: Frames, verb: Predicate) -> int:
        """Return the noun whose infinitive a verb is, or -1: "**a plan** to withdraw the troops".

        "The first state **to recognise it**" did.
        """
        parse = frames.sentence.parse
        at = verb.first - 1
        if verb.kind != "v" or verb.finite or verb.link != "to" or verb.parent >= 0 or at < 0:
            return -1
        group = frames.groups[parse.group_of[at]] if parse.group_of[at] >= 0 else None
        if group is None or parse.classes[group.head] != "n" or group.stop != verb.first:
            return -1
        inside = range(group.first, group.stop)
        counted = any(
            parse.classes[i] == "#" or "sequence" in frames.sentence.words[i].traits for i in inside
        )
        return -1 if counted else group.head

    def _unmeant(self, here: Predicate, above: Predicate) -> bool:
        """Whether what is denied denies its infinitive: "не намерен присоединяться", "не удалось занять"."""
        if here.link != "to" or here.kind != "v":
            return False
        return above.kind == "a" or any(
            len(cue.words) == 1 and cue.kind in ("future", "implied")
            for lemma in above.lemmas
            for cue in self._raising.get(lemma, ())
        )

    def _holder(
        self, frames: Frames, noun: Predicate, aux: set[str], cues: list[tuple[str, int, int]]
    ) -> None:
        """Take over the future of the verb whose object an event noun is: "will lead **a visit**".

        What is said of it as a subject may put it off, too: "**a strike** is expected", "would be folly".
        """
        for verb in frames.sentence.parse.predicates:
            if self._of_subject and verb.finite and self._is_subject(verb, noun):
                words = frames.sentence.words
                for form in dict.fromkeys((*verb.lemmas, words[verb.token].form)):
                    if form in self._of_subject:
                        self._apply(self._of_subject[form], verb.token, aux, cues)
                unreal = self.modals.get(verb.modal) in ("conditional", "hypothetical")
                if unreal and words[noun.first].form != "the":
                    aux.add("hypothetical")
                    cues.append(("hypothetical", verb.token, verb.token + 1))
            if verb.modal and self.modals.get(verb.modal) == "future" and verb.token < noun.token:
                held = [
                    i for slot, found in verb.slots.items() if slot not in ("surface", "subj") for i in found
                ]
                if any(i == noun.group or noun.group in frames.groups[i].after for i in held):
                    self._verb(frames, verb, False, aux, cues)

    @staticmethod
    def _is_subject(verb: Predicate, noun: Predicate) -> bool:
        slots = ("surface", "subj", "obj") if verb.passive else ("surface", "subj")
        return any(noun.group in verb.slots.get(slot, ()) for slot in slots)

    def _verb(
        self,
        frames: Frames,
        predicate: Predicate,
        own: bool,
        aux: set[str],
        cues: list[tuple[str, int, int]],
    ) -> bool:
        """Read tense, modal and negation of a verb group; return whether it is an obligation."""
        words = frames.sentence.words
        if predicate.negation >= 0 and own:
            aux.add("negation")
            cues.append(("negation", predicate.negation, predicate.negation + 1))
        if own and predicate.perfect and predicate.tense == "past" and predicate.link != "that":
            self._before_then(frames, predicate, aux, cues)
        modal = predicate.modal
        if predicate.tense == "fut" and not modal and own:
            aux.add("future")
            cues.append(("future", predicate.token, predicate.token + 1))
        if not modal:
            return False
        at = next(
            (i for i in range(predicate.first, predicate.token) if words[i].form == modal),
            predicate.token if modal[0] == "-" else predicate.first,
        )
        kind = self.modals.get(modal, "")
        if kind == "conditional" and "polite" in words[predicate.token].traits and not predicate.perfect:
            return False  # "**would be glad** to receive an envoy", "would like them to leave"
        if kind == "conditional":
            reported = predicate.link == "that" or (not predicate.perfect and predicate.parent < 0)
            kind = "future" if reported else "hypothetical"
        if kind:
            aux.add("future" if kind == "future" else "hypothetical")
            cues.append(("future" if kind == "future" else "hypothetical", at, at + 1))
        return own and kind == "obligation"

    @staticmethod
    def _before_then(
        frames: Frames, predicate: Predicate, aux: set[str], cues: list[tuple[str, int, int]]
    ) -> None:
        """Mark what lies before the time that is told of: "Turkey **had supplied** drones before the war".

        That has to be told there; in what somebody said the same form only follows "said".
        """
        words, classes = frames.sentence.words, frames.sentence.parse.classes
        verbs = frames.sentence.parse.predicates
        if not any(
            p.finite and p.tense == "past" and not p.perfect and p.subject_from != "conj" for p in verbs
        ):
            return  # "had left the pact **and closed** the border" tells of one time
        # "recalled **how** the army had shelled": a clause of its own does not only follow "recalled"
        asked = max(classes.rfind("u", 0, predicate.first), 0)
        for i in range(predicate.first, predicate.token):
            if words[i].form == "had" and not any(
                word.weight == 2 and kind == "D" and at >= asked
                for at, (word, kind) in enumerate(zip(words, classes, strict=True))
            ):
                aux.add("historical")
                cues.append(("historical", i, i + 1))

    @staticmethod
    def _apply(cue: _Cue, at: int, aux: set[str], cues: list[tuple[str, int, int]]) -> None:
        if cue.kind in _AUX:
            aux.add(cue.kind)
            cues.append((cue.kind, at, at + len(cue.words)))

    @staticmethod
    def _negates(frames: Frames, predicate: Predicate, verb: Predicate, at: int) -> bool:
        """Whether a negative word stands in the verb group or before the event noun."""
        words = frames.sentence.words
        if "corrected" in words[min(at + 1, len(words) - 1)].traits:
            return False  # "did **not only** attack Armenia"
        if verb.first <= at < verb.stop:
            return not verb.then
        if frames.sentence.parse.classes[at] == "u":  # "**вместо того чтобы** подписать"
            return not any(at < p.token < verb.token for p in frames.sentence.parse.predicates)
        group = frames.groups[predicate.group] if predicate.group >= 0 else None
        return group is not None and group.first - 1 <= at < group.head
