"""The qualify stage: negation, future, hypothesis, history, occurrence, and what they make of a class."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.coding.frame import Fired, Frames
from dragoman.languages.pack import Pack
from dragoman.languages.parse import Predicate

__all__ = ["Qualified", "Qualifiers"]

_AUX = ("future", "hypothetical", "negation", "historical")
_BOUNDARY = frozenset(";.:u")


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


class Qualifiers:
    """Cues of one language, ready for look-up by their first word."""

    def __init__(self, pack: Pack) -> None:
        self.modals = pack.modals
        self.cues: dict[str, list[_Cue]] = {}
        self.raising: dict[str, list[_Cue]] = {}
        self.nominal: dict[str, list[_Cue]] = {}
        for text, kind, scope in pack.qualifiers:
            words = tuple(text.lower().split())
            if not words:
                continue
            cue = _Cue(words, kind, scope)
            if scope == "comp":
                self.raising.setdefault(words[0], []).append(cue)
            elif scope == "noun":
                self.nominal.setdefault(words[0], []).append(cue)
            else:
                self.cues.setdefault(words[0], []).append(cue)
        for found in (*self.cues.values(), *self.raising.values(), *self.nominal.values()):
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
        while left > floor and classes[left - 1] not in _BOUNDARY:
            left -= 1
        if left > 0 and classes[left - 1] == "u":
            left -= 1
        right = predicate.stop
        while right < len(classes) and classes[right] not in _BOUNDARY and classes[right] not in "BZDmxHwq":
            right += 1
        return left, right

    @staticmethod
    def _found(table: dict[str, list[_Cue]], frames: Frames, first: int, stop: int) -> list[tuple[_Cue, int]]:
        words = frames.sentence.words
        found = []
        for i in range(first, stop):
            for cue in table.get(words[i].form, ()):
                size = len(cue.words)
                if i + size <= len(words) and all(words[i + k].form == cue.words[k] for k in range(1, size)):
                    found.append((cue, i))
                    break
        return found

    def _raised(self, frames: Frames, predicate: Predicate) -> list[tuple[_Cue, int]]:
        """Cues in the verb above: "failed to", "is expected to", "tried to"."""
        found = []
        if predicate.parent >= 0 and predicate.link in ("to", "ing", "that"):
            above = frames.predicates[predicate.parent]
            forms = (*above.lemmas, frames.sentence.words[above.token].form)
            for form in forms:
                for cue in self.raising.get(form, ()):
                    if self._spelled(frames, cue, above):
                        found.append((cue, above.token))
                        break
        return found

    @staticmethod
    def _spelled(frames: Frames, cue: _Cue, above: Predicate) -> bool:
        """Whether the further words of a cue follow the verb: "decide against" is not "decide to"."""
        words = frames.sentence.words[above.token + 1 : above.token + len(cue.words)]
        return tuple(word.form for word in words) == cue.words[1:]

    # -- the verdict ----------------------------------------------------------------------------

    def qualify(self, frames: Frames, fired: Fired) -> Qualified:
        """Return what bears on a frame that fired."""
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
            if here.link == "ing" and above.negation >= 0:
                aux.add("negation")  # "would not respond by strengthening its ties"
                cues.append(("negation", above.negation, above.negation + 1))
            here = above
        first, stop = self._clause(frames, verb)
        if predicate.kind == "n" and carrier is None:
            first, stop = max(0, predicate.first - 3), min(len(frames.sentence.words), predicate.stop + 3)
        if predicate.kind == "n":
            group = frames.groups[predicate.group]
            for cue, at in self._found(self.nominal, frames, max(0, group.first - 2), group.head):
                self._apply(cue, at, aux, cues)
        for cue, at in self._found(self.cues, frames, first, stop):
            if cue.kind in ("repeated", "ongoing"):
                occurrence = cue.kind
                cues.append(("occurrence", at, at + len(cue.words)))
            elif at < verb.stop or cue.kind in ("future", "historical"):
                if cue.kind == "future" and verb.tense == "past" and not verb.modal:
                    continue  # "withdrew ... scheduled to end next month"
                if cue.kind == "negation" and not self._negates(frames, predicate, verb, at):
                    continue
                self._apply(cue, at, aux, cues)
        if frames.sentence.text[frames.sentence.stop - 1] == "?":
            aux.add("hypothetical")
        return Qualified(frozenset(aux), occurrence, obliged, tuple(dict.fromkeys(cues)))

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
        modal = predicate.modal
        if predicate.tense == "fut" and not modal and own:
            aux.add("future")
            cues.append(("future", predicate.token, predicate.token + 1))
        if not modal:
            return False
        at = next(
            (i for i in range(predicate.first, predicate.token) if words[i].form == modal), predicate.first
        )
        kind = self.modals.get(modal, "")
        if kind == "conditional":
            reported = predicate.link == "that" or (not predicate.perfect and predicate.parent < 0)
            kind = "future" if reported else "hypothetical"
        if kind:
            aux.add("future" if kind == "future" else "hypothetical")
            cues.append(("future" if kind == "future" else "hypothetical", at, at + 1))
        return own and kind == "obligation"

    @staticmethod
    def _apply(cue: _Cue, at: int, aux: set[str], cues: list[tuple[str, int, int]]) -> None:
        if cue.kind in _AUX:
            aux.add(cue.kind)
            cues.append((cue.kind, at, at + len(cue.words)))

    @staticmethod
    def _negates(frames: Frames, predicate: Predicate, verb: Predicate, at: int) -> bool:
        """Whether a negative word stands in the verb group or before the event noun."""
        if verb.first <= at < verb.stop:
            return True
        group = frames.groups[predicate.group] if predicate.group >= 0 else None
        return group is not None and group.first - 1 <= at < group.head
