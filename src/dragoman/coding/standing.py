"""What stands in a slot of a frame that fired: groups of its verb or noun, or of the verb that carries it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.cast import Cast
from dragoman.coding.frame import Fired
from dragoman.coding.others import bystanders
from dragoman.coding.slots import slots_of
from dragoman.languages.parse import GENITIVE

__all__ = ["Standing"]

_SUBJECTS = frozenset({"nom", "subj"})
_SUFFERED = slots_of("suffered")
_DONE = frozenset({"that", "to", "ing", "act"})
_OBLIQUE = frozenset({"dat", "abl"})
_OWNERS = slots_of("owner")
_PARTIES = slots_of("party")
_AGENTS = slots_of("agent")
_STANDS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Classes of stands on what others did together: "welcomed the agreement **between X and Y**"."""
_BETWEEN = tuple(slot for slot in _PARTIES if slot not in slots_of("near"))


class Standing:
    """Finds the groups in the slots of the frames of one sentence.

    Parameters
    ----------
    cast : Cast
    """

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.sentence = cast.sentence
        self.frames = cast.frames
        self.groups = cast.groups
        self._bystanders = bystanders(cast)

    def slot(self, fired: Fired, slot: str) -> list[int]:
        """Return the groups that stand in a slot of a frame that fired, mediators and the like left out."""
        found = self._standing(fired, slot)
        return [i for i in found if i not in self._bystanders] if self._bystanders else found

    def _standing(self, fired: Fired, slot: str) -> list[int]:
        predicate = fired.predicate
        slots = predicate.slots
        if predicate.kind == "n":
            return self._noun_slot(fired, slot)
        if slot == "poss":
            found: list[int] = []
            agents: list[int] = []
            sides = (*fired.frame.roles.actor, *fired.frame.roles.recipient)
            about_subject = fired.frame.roles.mutual
            arrives = _SUBJECTS.isdisjoint(sides) and any(
                c.kind == "subject" for needs in fired.frame.conditions for c in needs
            )
            things = [] if self._is_named(fired) else slots.get("obj", [])
            things = things or slots.get("iobj") or (slots.get("surface", []) if about_subject else [])
            if not things:  # "стала на сторону **Антанты**", "член **НАТО**"
                asked = (c for needs in fired.frame.conditions for c in needs if c.kind == "prep" and c.arg)
                names = dict.fromkeys(c.slot for c in asked if "+" in c.slot or c.slot == "ins")
                things = [i for name in names for i in slots.get(name, ())]
            if not things and arrives:  # "**Kuveyt'in** yardımı limana vardı"
                things = slots.get("surface", [])
            if not things and fired.frame.roles.recipient[:1] == ("nom",):
                things = [i for name in _SUFFERED for i in slots.get(name, ())]
            if not things and "poss" in fired.frame.roles.recipient:
                # "**Brezilya'nın** ziyaretinden rahatsız oldu": whose is what they name
                cases = [name for name in fired.frame.roles.recipient if name in _OBLIQUE]
                things = [i for name in cases for i in slots.get(name, ())]
            for index in things:
                group = self.groups[index]
                found.extend(group.owners)
                links = _OWNERS + _PARTIES if fired.frame.roles.mutual else _OWNERS
                classes = self.sentence.parse.classes
                named = [i for i in group.owners if classes[self.groups[i].head] != "h"]
                if not fired.frame.roles.mutual and any(p.code for i in named for p in self.cast.group(i)):
                    links = ()  # "condemned the **Argentine** seizure of the Falklands"
                for i in group.after:
                    if self.groups[i].prep in links:
                        found.extend([i, *self.groups[i].coord])
                    if self.groups[i].prep in _AGENTS and any(p.code for p in self.cast.group(i)):
                        agents.extend([i, *self.groups[i].coord])
            if not (agents or found) and fired.frame.event in _STANDS:
                found = [i for index in things for slot in _BETWEEN for i in self._behind(index, slot)]
            return agents or found  # "осудила обстрел Харькова российской **армией**": whose deed it is
        if slot == "comp":
            for link, index in predicate.comp:
                if link in _DONE:
                    below = self.frames.predicates[index]
                    # «потребовал, **чтобы Ирак** вывел войска»
                    if link == "that" or below.finite or below.subject_from in GENITIVE:
                        return list(below.slots.get("surface", below.slots.get("subj", [])))
            return []
        if slot == "subj":
            if fired.frame.pos == "a":
                return list(slots.get("surface", slots.get("subj", [])))
            return list(slots.get("subj", []))
        if slot == "adj":
            return [i for index in slots.get("obj", []) for i in self.groups[index].owners]
        if slot == "obj" and self._is_named(fired):
            return list(slots["iobj"])
        found = list(slots.get(slot, []))
        if not found and predicate.passive:
            # "a treaty between X and Y was signed": the parties hang on the thing
            for index in slots.get("obj", []):
                found.extend(self._behind(index, slot))
        elif not found and slot in _PARTIES:
            found = [i for index in slots.get("surface", ()) for i in self._told_of(index, slot)]
        return found

    def _told_of(self, index: int, slot: str) -> Sequence[int]:
        """Return what the clause that describes a thing says: "iki ülke **arasında** çıkan çatışma durdu"."""
        told = self.groups[index].relative
        return self.sentence.parse.predicates[told].slots.get(slot, ()) if told >= 0 else ()

    def _behind(self, index: int, slot: str) -> list[int]:
        """Return what hangs on a thing: "the treaty of peace and friendship **between X and Y**"."""
        found = list(self._told_of(index, slot))
        for i in self.groups[index].after:
            if self.groups[i].prep == slot:
                found.extend([i, *self.groups[i].coord])
            elif self.groups[i].prep == "of" and slot in _PARTIES:
                for inner in (i, *self.groups[i].coord):
                    found.extend(self._behind(inner, slot))
        return found

    def _is_named(self, fired: Fired) -> bool:
        """Whether what something is called stands behind it: "called **the vote** a sham"."""
        predicate = fired.predicate
        return "iobj" in predicate.slots and "names" in self.sentence.words[predicate.token].traits

    def _noun_slot(self, fired: Fired, slot: str) -> list[int]:
        predicate = fired.predicate
        slots = predicate.slots
        carrier = self.frames.predicates[fired.light] if fired.light >= 0 else None
        if slot in ("poss", "subj", "adj"):
            found = list(slots.get("poss", []))
            if not found:
                # "обмен **пленными**" asks for its instrumental, which then is nobody who does it
                asked = {c.slot for needs in fired.frame.conditions for c in needs if c.kind == "prep"}
                agents = (slots[name] for name in _AGENTS if name in slots and name not in asked)
                found = list(next(agents, ()))
            if not found and carrier is not None:
                role = self.frames.light_role(carrier.index)
                if role != "recip":
                    found = [i for i in carrier.slots.get("subj", []) if i != predicate.group]
                elif carrier.slots.get("from"):
                    found = list(carrier.slots["from"])
            for genitive in ("of", "gen"):
                free = fired.frame.roles.mutual or genitive not in fired.frame.roles.recipient
                if not found and free and slot == "poss":
                    found = list(slots.get(genitive, []))
            return found
        found = list(slots.get(slot, []))
        if not found and slot == "obj" and carrier is not None and self.frames.is_told(fired):
            # "the threat **to invade Syria** alarmed Oslo": what is done with the noun is no part of it
            inside = (self.frames.predicates[child].slots for link, child in predicate.comp if link == "to")
            return next((list(below["obj"]) for below in inside if "obj" in below), [])
        if not found and carrier is not None:
            found = [i for i in carrier.slots.get(slot, []) if i != predicate.group]
        return found or list(self._told_of(predicate.group, slot) if slot in _PARTIES else ())
