"""Event nouns and the verbs beside them: which one carries a noun, which tells that it took place."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.coding.conditions import Conditions, Fired
from dragoman.coding.derived import derived
from dragoman.coding.sentence import Sentence
from dragoman.coding.slots import slots_of
from dragoman.languages import Grammar
from dragoman.languages.parse import Predicate

__all__ = ["Carried"]

_OWN = 1.5
"""Score from which a light verb has a frame of its own for its complement."""
_CARRIED = slots_of("carried")
_RECEIVED = slots_of("received")
_PARTIES = slots_of("party")
_PLACES = frozenset(slots_of("place"))
_NAMED = frozenset("NJ")
_MEETING = derived("meeting")


class Carried(Conditions):
    """Finds the verbs of event nouns in one sentence.

    Parameters
    ----------
    grammar : Grammar
    sentence : Sentence

    Attributes
    ----------
    consumed : dict of int to int
        Predicates that stand inside the complement of another one, by whose.
    """

    def __init__(self, grammar: Grammar, sentence: Sentence) -> None:
        super().__init__(grammar, sentence)
        self._fired: dict[int, Fired | None] = {}
        self.consumed: dict[int, int] = {}

    def fire_below(self, predicate: Predicate) -> Fired | None:
        """Return the frame of a verb, or of the event noun that it carries: "vowed to **launch attacks**"."""
        fired = self.fire(predicate)
        if (fired is not None and fired.score >= _OWN) or self._light_role(predicate) != "subj":
            return fired
        carried = next((predicate.slots[slot] for slot in _CARRIED if slot in predicate.slots), ())
        for noun in self.predicates[len(self.sentence.parse.predicates) :]:
            if noun.group in carried and (told := self.fire(noun)) is not None:
                return told
        return fired

    def _light(self) -> dict[int, int]:
        """Map the group of an event noun to the light verb that carries it."""
        carried: dict[int, int] = {}
        for predicate in self.sentence.parse.predicates:
            role = self._light_role(predicate)
            if not role:
                continue
            found = self.fire(predicate)
            if found is not None and found.score >= _OWN:
                continue  # the verb has a frame of its own for this complement
            for index in self._carried_by(predicate):
                carried[index] = predicate.index
            if role == "recip":
                for slot in _RECEIVED:
                    for index in predicate.slots.get(slot, ()):
                        carried[index] = predicate.index
        return carried

    def _carried_by(self, predicate: Predicate) -> list[int]:
        """Return the groups that a light verb can carry: no mere place, "**Tovuz'da** çatışmaya girdi"."""
        for slot in _CARRIED:
            groups = predicate.slots.get(slot)
            if groups and not (slot in _PLACES and all(self._is_place(i) for i in groups)):
                return groups
        return []

    def _is_place(self, index: int) -> bool:
        return self.sentence.parse.classes[self.groups[index].head] == "N"

    def _happened(self, fired: list[Fired]) -> tuple[dict[int, int], set[int]]:
        """Return which verb says that an event noun took place, and verbs whose own frame says no more.

        "The siege **began**", "the call-up **alarmed** Vienna": the noun is told.
        """
        told: dict[int, int] = {}
        doubled: set[int] = set()
        for item in fired:
            if item.predicate.kind != "n" or item.frame.is_claim or item.frame.blocks:
                continue
            verb = self._told_by(item.predicate.group)
            if verb is None and (same := self._says_again(item)) is not None:
                doubled.add(same.index)
            if verb is None or self._inside_fired_object(item):
                continue  # "the decision to remove **tariffs** pleased importers"
            own = self._fired.get(verb.index)
            if own is not None and own.frame.event == item.frame.event:
                roles = item.frame.roles
                if not any(slot in item.predicate.slots for slot in (*roles.actor, *roles.recipient)):
                    continue  # "rioting broke out in Jakarta": the verb knows where
                doubled.add(verb.index)
            told[item.predicate.group] = verb.index
        return told, doubled

    def _says_again(self, item: Fired) -> Predicate | None:
        """Return the verb that only adds whom a deed hit: "the bombing of Tripoli **killed** forty"."""
        group, roles = item.predicate.group, item.frame.roles
        if not (self._is_named(item, roles.actor) and self._is_named(item, roles.recipient)):
            return None
        for predicate in self.sentence.parse.predicates:
            if group not in predicate.slots.get("subj", ()) or predicate.passive or not predicate.finite:
                continue
            own = self._fired.get(predicate.index)
            if own is not None and own.frame.event == item.frame.event:
                hit = predicate.slots.get("obj", ())
                plain = all(self.sentence.parse.classes[self.groups[i].head] != "G" for i in hit)
                plain = plain or all("civilian" in self.classes(i) for i in hit)
                return predicate if plain and _NAMED.isdisjoint(self._classes_of(hit)) else None
        return None

    def _is_named(self, item: Fired, slots: Iterable[str]) -> bool:
        """Whether a name stands in one of the slots of a predicate."""
        held = item.predicate.slots
        return any(not _NAMED.isdisjoint(self._classes_of(held.get(slot, ()))) for slot in slots)

    def _classes_of(self, groups: Iterable[int]) -> str:
        """Return the grammar's classes of all words in some groups."""
        classes = self.sentence.parse.classes
        return "".join(classes[self.groups[i].first : self.groups[i].stop] for i in groups)

    def _told_by(self, group: int) -> Predicate | None:
        for predicate in self.sentence.parse.predicates:
            if not predicate.finite or predicate.passive or group not in predicate.slots.get("subj", ()):
                continue
            role = self.happens(predicate.index)
            if not role or predicate.negation > predicate.token:
                continue
            if role == "matter" and (predicate.modal or predicate.negation >= 0):
                continue  # "an attack would alarm Oslo" tells of none
            return predicate
        told = self.groups[group].relative
        described = self.predicates[told] if told >= 0 else None
        if described is None or all(slot not in described.slots for slot in _PARTIES):
            return None
        held = described.slots.get("obj" if described.passive else "subj", ())
        return described if group in held else None  # "iki ülke **arasında patlak veren** savaş"

    def is_told(self, fired: Fired) -> bool:
        """Whether an event noun is the subject of a verb that says that it took place."""
        return (
            fired.light >= 0
            and fired.predicate.group in self.predicates[fired.light].slots.get("subj", ())
            and bool(self.happens(fired.light))
        )

    def happens(self, index: int) -> str:
        """Return what a verb says of an event noun that is its subject: ``happen``, ``matter`` or nothing."""
        predicate, known = self.predicates[index], self.pack.happening
        if predicate.link == "rel" and any(slot in predicate.slots for slot in _PARTIES):
            return "happen"  # "iki ülke arasında **süren** savaş"
        if not known:
            return ""
        objects = [self.sentence.words[self.groups[i].head].form for i in predicate.slots.get("obj", ())]
        for lemma in predicate.lemmas:
            phrases = [f"{lemma} {form}" for form in objects]
            for key in (f"{lemma} {predicate.particle}" if predicate.particle else lemma, *phrases):
                if key in known:
                    return known[key]
        return ""

    def _light_role(self, predicate: Predicate) -> str:
        table = self.pack.light
        for lemma in predicate.lemmas:
            if predicate.particle and f"{lemma} {predicate.particle}" in table:
                return table[f"{lemma} {predicate.particle}"]
            if lemma in table:
                return table[lemma]
        return ""

    def light_role(self, index: int) -> str:
        """Return the role that a light verb gives its subject."""
        return self._light_role(self.predicates[index])

    def _inside_fired_object(self, item: Fired) -> bool:
        """Whether an event noun is an argument of a verb that fired with an event of its own."""
        noun = item.predicate
        for predicate in self.sentence.parse.predicates:
            if predicate.index in self.consumed:
                if self._holds(predicate, noun.group):
                    return True
                continue
            found = self._fired.get(predicate.index)
            if found is None:
                continue
            if self._holds(predicate, noun.group):
                if not self._says_what_of(found, item):
                    return True
            elif self._speaks_of(found, item):
                return True
        return False

    def _says_what_of(self, fired: Fired, noun: Fired) -> bool:
        """Whether a verb without parties tells what a meeting did: "**görüşmede** sınır ele alındı"."""
        told, frame = fired.predicate, fired.frame
        if not told.passive or frame.event != noun.frame.event or frame.event != _MEETING:
            return False
        if any(told.slots.get(slot) for slot in (*frame.roles.actor, *frame.roles.recipient)):
            return False
        return any(noun.predicate.group in told.slots.get(slot, ()) for slot in _PLACES)

    def _speaks_of(self, fired: Fired, noun: Fired) -> bool:
        """Whether a frame says what became of its subject: "the **talks** collapsed", "a **thaw** ended"."""
        roles = fired.frame.roles
        blamed = fired.frame.event == derived("allegation") and roles.recipient[:1] == ("subj",)
        if blamed and fired.predicate.kind == "v":  # "the **decision** to leave drew criticism"
            return noun.predicate.group in fired.predicate.slots.get("subj", ())
        if "subject" not in fired.used or fired.frame.event == noun.frame.event:
            return False
        whose = fired.frame.blocks or "poss" in roles.actor or "poss" in roles.recipient
        return whose and noun.predicate.group in fired.predicate.slots.get("subj", ())

    def _holds(self, predicate: Predicate, group: int) -> bool:
        subject = predicate.slots.get("subj")
        for slot, indexes in predicate.slots.items():
            if slot in ("surface", "subj") or (slot == "nom" and indexes == subject):
                continue
            for index in indexes:
                if index == group or group in self.groups[index].after:
                    return True
        return False
