"""Whether the complement of a predicate meets the conditions of a frame, and how much of it is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.coding.heads import Content, Heads
from dragoman.coding.sentence import Sentence
from dragoman.languages import Grammar
from dragoman.languages.frames import ARGUMENT, WEIGHTS, Clause, Frame, Needs
from dragoman.languages.parse import GUESSED, Group, Predicate, Word

__all__ = ["Conditions", "Fired"]


class _Prefixed(dict[str, str]):
    """Keys of gates by what they name, each string made once."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix

    def __missing__(self, name: str) -> str:
        self[name] = key = self._prefix + name
        return key


_AT, _IS, _SUBJECT_AT, _SUBJECT_IS = _Prefixed("@"), _Prefixed("="), _Prefixed("^@"), _Prefixed("^=")
_SCORE = {kind: (weight, kind) for kind, weight in WEIGHTS.items()} | {
    f"{kind}+": (WEIGHTS[kind] + ARGUMENT, kind) for kind in ("to", "that", "ing", "prep")
}
"""What it adds that a condition is met, ``+`` behind it with an argument, and which kind it is."""
_NAMES = frozenset("NGJR")


def _said(words: Sequence[Word]) -> set[str]:
    """Return forms and lemmas of words."""
    said = {word.form for word in words}
    said.update([word.noun for word in words if word.noun != word.form])
    said.update([word.adj for word in words if word.adj])
    for word in [word for word in words if " " in word.form]:
        if word.tags != "N":  # "peacekeeping force", not "League of Nations"
            said.update(word.form.split())
    return said


@dataclass(slots=True)
class Fired:
    """A frame that fired on a predicate."""

    predicate: Predicate
    frame: Frame
    score: float
    used: frozenset[str]
    """Kinds of the conditions that were met."""
    light: int
    """Index of the light verb that carries the event noun, or -1."""
    carrier: Predicate | None = None
    """That light verb."""

    @property
    def verb(self) -> Predicate:
        """The light verb that carries the event noun, else the predicate itself."""
        return self.predicate if self.carrier is None else self.carrier


class Conditions(Heads):
    """What is seen at the predicates of one sentence, as frames ask for it.

    Attributes
    ----------
    predicates : list of Predicate
        Those of the grammar; event nouns may follow.
    """

    def __init__(self, grammar: Grammar, sentence: Sentence) -> None:
        super().__init__(grammar, sentence)
        self.predicates = list(sentence.parse.predicates)
        self._head_sets: dict[int, Content] = {}
        self._slots: dict[tuple[int, str], Content] = {}
        self._views: dict[int, set[str]] = {}
        self._around: dict[int, set[str]] = {}
        self._anywhere: set[str] = set()

    def fire(self, predicate: Predicate) -> Fired | None:
        """Return the event frame that fires on a predicate, or None; whoever selects frames knows."""
        raise NotImplementedError

    def fire_below(self, predicate: Predicate) -> Fired | None:
        """Return the frame of a verb below another, or that of the event noun which it carries."""
        raise NotImplementedError

    def _candidates(self, predicate: Predicate) -> list[int]:
        """Groups that a class or lemma condition looks at."""
        slots = predicate.slots
        if predicate.kind == "n":
            return slots.get("of", slots.get("gen", []))
        return slots.get("obj", [])

    def _slot(self, predicate: Predicate, name: str) -> Content:
        """Return what stands in a slot of a predicate."""
        key = (predicate.index, name)
        known = self._slots.get(key)
        if known is None:
            known = self._slots[key] = self._content(predicate.slots.get(name, ()))
        return known

    def _subject(self, predicate: Predicate) -> Content:
        slots = predicate.slots
        name = "surface" if not predicate.passive and "surface" in slots else "subj"
        content = self._slot(predicate, name)
        if "attack" in content[0] and any(self.groups[i].owners for i in slots.get(name, ())):
            return content[0], content[0]  # "killed by **Syrian fire**": an attack, no fire that broke out
        return content

    def _two_subjects(self, predicate: Predicate) -> bool:
        """Whether two actors are named side by side as the subject."""
        slots = predicate.slots
        found = slots.get("surface" if not predicate.passive and "surface" in slots else "subj", [])
        actors = [self.groups[index] for index in found if self._is_actor(self.groups[index])]
        if len(actors) == 1:  # "**İngiliz ve İranlı** diplomatlar"
            actors = [self.groups[i] for i in actors[0].owners if self._is_actor(self.groups[i])]
        return len(actors) > 1

    def _own_act(self, predicate: Predicate, child: Predicate) -> bool:
        """Whether the clause below speaks of the subject itself: a pronoun, the same name, or its own."""
        if self.pack.modals.get(child.modal) == "obligation":
            return False
        inner = child.slots.get("surface", [])
        outer = predicate.slots.get("surface", [])
        if not inner:
            return True
        if child.passive and child.slots.get("subj") == outer:
            return True  # "the junta announced that **the ban would be lifted**"
        words, classes = self.sentence.words, self.sentence.parse.classes
        names = {words[self.groups[index].head].form for index in outer}
        for index in inner:
            group = self.groups[index]
            if classes[group.head] == "R" or words[group.head].form in names:
                return True
            if any(classes[self.groups[owner].head] == "h" for owner in group.owners):
                return True
        return False

    def _clause_met(self, clause: Clause, predicate: Predicate) -> bool:
        """Whether a clause below the predicate shows one of the arguments asked for."""
        for link, index in predicate.comp:
            if link != clause.link:
                continue
            child = self.predicates[index]
            if child.modal and child.modal in clause.lemmas:
                return True
            if child.negation >= 0:  # "promised not to attack" announces no attack
                continue
            asked = link == "that" and self.pack.modals.get(child.modal) == "obligation"
            if clause.lemmas and not asked and not clause.lemmas.isdisjoint(child.lemmas):
                return True
            if clause.classes and not clause.classes.isdisjoint(self._slot(child, "obj")[0]):
                return True
            if clause.events:
                fired = self.fire_below(child)
                if fired is not None:
                    for event, own in clause.events:
                        if event == fired.frame.event and (not own or self._own_act(predicate, child)):
                            return True
        return False

    def _heads(self, predicate: Predicate) -> tuple[set[str], set[str]]:
        """Return classes and lemmas of the complement's heads: objects of verbs, of-groups of nouns."""
        known = self._head_sets.get(predicate.index)
        if known is not None:
            return known
        classes: set[str] = set()
        lemmas: set[str] = set()
        for index in self._candidates(predicate):
            kinds = self.classes(index)
            classes |= kinds
            for inner in (index, *self._contents(self.groups[index], kinds)):
                lemmas.update(self.lemmas(inner))
                lemmas.add(self.sentence.forms[self.groups[inner].head])
        if predicate.kind == "n":
            for i in range(predicate.first, predicate.token):  # "troop withdrawal"
                noun = self.sentence.words[i].noun
                if noun:
                    lemmas.add(noun)
                    classes |= self.pack.classes.get(noun, frozenset())
        self._head_sets[predicate.index] = classes, lemmas
        return classes, lemmas

    def _names_actor(self, groups: Iterable[int]) -> bool:
        return any(self._is_actor(self.groups[index]) for index in groups)

    def _is_actor(self, group: Group) -> bool:
        """Whether a group's head is a name, an agent, or an unknown name behind an agent."""
        classes = self.sentence.parse.classes
        if classes[group.head] in _NAMES:
            return True
        unknown = self.sentence.words[group.head].weight == GUESSED
        return unknown and "G" in classes[group.first : group.head]

    def _nearby(self, predicate: Predicate) -> set[str]:
        """Return forms and lemmas of the words around a predicate, without a clause that ends before it."""
        known = self._around.get(predicate.index)
        if known is None:
            known = self._around[predicate.index] = set()
            first = max(0, predicate.first - 8)
            for other in self.sentence.parse.predicates:
                if other.finite and first < other.stop < predicate.first:
                    first = max(first, self.sentence.parse.classes.find(",", other.stop, predicate.first))
            known.update(_said(self.sentence.words[first : predicate.stop + 12]))
        return known

    def _is_nearby(self, words: frozenset[str], predicate: Predicate) -> bool:
        """Whether one of some words stands around a predicate; most stand nowhere in the sentence."""
        if not self._anywhere:
            self._anywhere = _said(self.sentence.words)
        return not (words.isdisjoint(self._anywhere) or words.isdisjoint(self._nearby(predicate)))

    def _best_met(self, needs: Needs, predicate: Predicate) -> str:
        """Return the heaviest kind of condition of a group that is met, ``+`` behind it with an argument."""
        classes, lemmas = self._head_sets.get(predicate.index) or self._heads(predicate)
        if needs.lemmas and not needs.lemmas.isdisjoint(lemmas):
            return "lemma"
        if needs.plain:
            return "" if needs.classes.isdisjoint(classes) else "class"
        if needs.clauses and predicate.comp:
            for clause in needs.clauses:
                if self._clause_met(clause, predicate):
                    return clause.link + "+"
        slots = predicate.slots
        for slot in needs.slots:
            if slot.name in slots and (slot.lemmas or slot.classes):
                content = self._slot(predicate, slot.name)
                if not slot.lemmas.isdisjoint(content[1]) or not slot.classes.isdisjoint(content[0]):
                    return "prep+"
        if needs.classes and not needs.classes.isdisjoint(classes):
            return "class"
        if needs.subject_lemmas or needs.subject_classes or needs.has_subject:
            content = self._subject(predicate)
            if (
                not needs.subject_lemmas.isdisjoint(content[1])
                or not needs.subject_classes.isdisjoint(content[0])
                or (needs.has_subject and content[1])
            ):
                return "subject"
        if needs.pair and self._two_subjects(predicate):
            return "subject"
        if needs.words and self._is_nearby(needs.words, predicate):
            return "word"
        if needs.clauses and predicate.comp:
            for clause in needs.clauses:
                if clause.bare and any(link == clause.link for link, _ in predicate.comp):
                    return clause.link
        for slot in needs.slots:
            if not (slot.bare or slot.actor):
                continue
            there = slots.get(slot.name, [])
            if (
                slot.name == predicate.particle
                or (slot.bare and there)
                or (slot.actor and self._names_actor(there))
            ):
                return "prep"
        if needs.actor and self._names_actor(self._candidates(predicate)):
            return "actor"
        if needs.none and not slots.get("obj"):
            return "none"
        return "neg" if needs.neg and predicate.negation >= 0 else ""

    def _seen(self, predicate: Predicate) -> set[str]:
        """Return what is seen at a predicate, as the gates of frames name it."""
        known = self._views.get(predicate.index)
        if known is not None:
            return known
        classes, lemmas = self._heads(predicate)
        slots = predicate.slots
        seen = set(slots)
        seen.update(map(_AT.__getitem__, classes))
        seen.update(map(_IS.__getitem__, lemmas))
        if predicate.particle:
            seen.add(predicate.particle)
        if self._candidates(predicate):
            seen.add("!")
        if not slots.get("obj"):
            seen.add("0")
        classes, lemmas = self._subject(predicate)
        if lemmas:
            seen.add("^")
            seen.update(map(_SUBJECT_AT.__getitem__, classes))
            seen.update(map(_SUBJECT_IS.__getitem__, lemmas))
        for link, index in predicate.comp:
            seen.add(link)
            child = self.predicates[index]
            for lemma in (*child.lemmas, child.modal):
                seen.add(f"{link}={lemma}")
        self._views[predicate.index] = seen
        return seen

    def score(self, frame: Frame, predicate: Predicate) -> tuple[float, frozenset[str]] | None:
        """Return how much of the complement is there and which kinds of conditions were met, or None."""
        if not frame.needs:
            return 0.0, frozenset()
        total = 0.0
        used: list[str] = []
        for needs in frame.needs:
            met = self._best_met(needs, predicate)
            if not met:
                return None
            score, kind = _SCORE[met]
            total += score
            used.append(kind)
        return total, frozenset(used)
