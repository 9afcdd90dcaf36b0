"""The roles stage: who stands in the slots of a frame, as participants with their proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dragoman.actors import Actor, Mention, Registry, combine
from dragoman.codebook import load as load_codebook
from dragoman.coding.derived import derived
from dragoman.coding.frame import Fired, Frames
from dragoman.coding.sentence import Sentence
from dragoman.coding.slots import slots_of
from dragoman.languages.parse import GENITIVE, Group
from dragoman.model import Participant

__all__ = ["Cast", "Days", "Roles"]

Days = tuple[date | None, date | None]
Roles = tuple[tuple[Participant, ...], tuple[Participant, ...]]

_POLITY = frozenset({"state", "adj", "demonym", "seat", "place"})
_HOME = slots_of("home")
_OWNERS = slots_of("owner")
# Prepositions and cases behind a thing that name whom it concerns: "its policy on X".
_NEAR = frozenset(slots_of("near"))
_TOLD = ("iobj", "obj", "to")
_MATERIAL_CONFLICT = 4  # the quad's number in PLOVER
_PARTIES = slots_of("party")
_PLACES = slots_of("place")
_TARGETS = slots_of("target")
_OTHERS = slots_of("other")
_AGENTS = slots_of("agent")
_SUFFERED = slots_of("suffered")


class Cast:
    """The participants of one sentence.

    Parameters
    ----------
    frames : Frames
    reg : Registry
    on : (date or None, date or None)
        Days that names are read as of.
    references : dict of group index to tuple of Participant
        What pronouns and phrases such as "both countries" refer to.
    strict : bool
        Whether a name that needs an assumed date stays without a code.
    begins : bool
        Whether a name that passed from one state to another within these days means the older one:
        a story that goes on for some time begins with it.
    """

    def __init__(
        self,
        frames: Frames,
        reg: Registry,
        on: Days,
        references: dict[int, tuple[Participant, ...]],
        *,
        strict: bool = False,
        begins: bool = False,
    ) -> None:
        self.frames = frames
        self.sentence: Sentence = frames.sentence
        self.groups = frames.groups
        self.reg = reg
        self.on = on
        self.references = references
        self.strict = strict
        self._begins = begins and on[0] is not None and on[0] != on[1]
        self._known: dict[int, tuple[Participant, ...]] = {}
        self.antecedents: dict[tuple[int, int], list[Participant]] = {}
        """By the span of a referring group: what it points back to."""

    # -- one group ------------------------------------------------------------------------------

    def _combine(
        self, mentions: Sequence[Mention], modifier: Sequence[Mention] | None = None
    ) -> Actor | None:
        """Return whom names beside each other mean on the days of the sentence."""
        actor = combine(mentions, self.on, modifier=modifier, reg=self.reg)
        if self._begins and actor is not None and actor.code and actor.entity is None:
            older = combine(mentions, (self.on[0], self.on[0]), modifier=modifier, reg=self.reg)
            return older if older is not None and older.code == actor.code else actor
        return actor

    def mentions(self, group: Group) -> list[Mention]:
        """Return the names inside a group, in order."""
        found: list[Mention] = []
        for i in range(group.first, group.stop):
            found.extend(self.sentence.mentions[i])
        return found

    def group(self, index: int) -> tuple[Participant, ...]:
        """Return who a group means; one participant without code where nobody known is named."""
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = self._resolve(index)
        return known

    def forget(self) -> None:
        """Drop what was resolved before the references were known."""
        self._known.clear()

    def _resolve(self, index: int) -> tuple[Participant, ...]:
        if index in self.references:
            return self.references[index]
        group = self.groups[index]
        sentence = self.sentence
        first = group.first
        while first < group.stop - 1 and sentence.parse.classes[first] in "dr":
            first += 1
        start, stop = sentence.quote(first, group.stop)
        mentions = self.mentions(group)
        home = None
        if mentions and not any(m.kind in _POLITY or m.kind == "person" for m in mentions):
            home = self._home(group)
        if mentions:
            shared = self._shared_home(group, mentions)
            if not shared and "c" in sentence.parse.classes[group.first : group.stop]:
                shared = self._several(mentions)
            if shared:
                return shared
            actor = self._combine(mentions, modifier=home[0] if home else None)
            if actor is not None:
                if home and actor.code is not None:
                    start, stop = min(start, home[0][0].start), max(stop, home[1])
                return (self._participant(actor, start, stop),)
            found = self._several(mentions)
            if found:
                return found
        owned = self._owned(group, mentions)
        if owned is not None:
            return (owned,)
        twin = self._twin(index)
        if twin is not None:
            return (replace(twin, text=sentence.text[start:stop], start=start, stop=stop),)
        return (Participant(sentence.text[start:stop], start, stop),)

    def _owned(self, group: Group, mentions: list[Mention]) -> Participant | None:
        """Return whose a thing is: "the policy of the Porte", where the thing itself names nobody."""
        if mentions or self.sentence.parse.classes[group.head] != "n":
            return None
        home = self._home(group, ("of", "gen"))
        if home is None:
            return None
        actor = self._combine(home[0])
        if actor is None:
            return None
        start = min(self.sentence.starts[group.first], home[0][0].start)
        return self._participant(actor, start, max(self.sentence.stops[group.stop - 1], home[1]))

    def _several(self, mentions: list[Mention]) -> tuple[Participant, ...]:
        """Return the parties of a group that names more than one: "Turkish and Russian presidents"."""
        agents = [m for m in mentions if m.kind in ("agent", "mod")]
        found = []
        for mention in mentions:
            if mention.kind in _POLITY or mention.kind in ("person", "org", "group"):
                with_role = [mention, *agents] if mention.kind in _POLITY else [mention]
                single = self._combine(with_role)
                if single is not None:
                    found.append(self._participant(single, mention.start, mention.stop))
        return tuple(found) if len(found) > 1 else ()

    def _of_reference(
        self, group: Group, mentions: list[Mention], sides: tuple[Participant, ...]
    ) -> tuple[Participant, ...]:
        """Return the agents of sides that are pointed back to: "the presidents of **the two countries**"."""
        start, stop = self.sentence.quote(group.first, group.stop)
        text = self.sentence.text[start:stop]
        role = self._combine(mentions)
        sector = role.sector if role is not None else None
        self.antecedents.setdefault((start, stop), []).extend(sides)
        return tuple(
            replace(side, text=text, start=start, stop=stop, sector=sector, entity=None, basis="inferred")
            for side in sides
        )

    def _shared_home(self, group: Group, mentions: list[Mention]) -> tuple[Participant, ...]:
        """Return one party for each state in "the presidents of Azerbaijan **and** Turkey"."""
        if self.sentence.parse.classes[group.head] == "G" and not any(m.kind in _POLITY for m in mentions):
            for index in group.owners:
                if index in self.references:  # "**its** army"
                    return self._of_reference(group, mentions, self.references[index])
        for index in group.after[:1]:
            follower = self.groups[index]
            if follower.prep in _HOME and index in self.references:
                return self._of_reference(group, mentions, self.references[index])
            if follower.prep not in _HOME or not follower.coord or any(m.kind in _POLITY for m in mentions):
                continue
            if not self.sentence.words[group.head].plural:
                return ()
            found = []
            for member in (index, *follower.coord):
                states = [m for m in self.mentions(self.groups[member]) if m.kind in _POLITY]
                actor = self._combine(mentions, modifier=states[:1]) if states else None
                if actor is not None and actor.code:
                    found.append(self._participant(actor, states[0].start, states[0].stop))
            if len(found) > 1:
                return tuple(found)
        return ()

    def _participant(self, actor: Actor, start: int, stop: int) -> Participant:
        if self.strict and actor.basis == "assumed":
            return Participant(self.sentence.text[start:stop], start, stop, None, actor.sector)
        return Participant(
            self.sentence.text[start:stop], start, stop, actor.code, actor.sector, actor.entity, actor.basis
        )

    def _home(self, group: Group, links: tuple[str, ...] = _HOME) -> tuple[list[Mention], int] | None:
        """Names behind the group that say whose it is: "president of Turkey", "rebels in the Ivory Coast"."""
        reporting = self.frames.pack.reporting
        for index in group.after[:2]:
            follower = self.groups[index]
            if follower.prep and ("phrase", follower.prep.partition("+")[0]) in reporting:
                return None  # "Рейтер со ссылкой на источник в Дохе": what follows is the source's
            if follower.prep in links:
                names = [
                    m for m in self.mentions(follower) if m.kind in _POLITY or m.kind in ("org", "group")
                ]
                if names:
                    return names[:1], self.sentence.stops[follower.stop - 1]
        return None

    def _twin(self, index: int) -> Participant | None:
        """Return what an apposition says about a group that names nobody known."""
        for other in self.groups:
            if other.twin == index and other.index != index:
                mentions = self.mentions(other)
                home = self._home(other)
                actor = self._combine(mentions, modifier=home[0] if home else None) if mentions else None
                if actor is not None and (actor.code or actor.sector):
                    start, stop = self.sentence.quote(other.first, other.stop)
                    return self._participant(actor, start, stop)
        return None

    # -- slots ----------------------------------------------------------------------------------

    def slot(self, fired: Fired, slot: str) -> list[int]:
        """Return the groups that stand in a slot of a frame that fired."""
        predicate = fired.predicate
        slots = predicate.slots
        if predicate.kind == "n":
            return self._noun_slot(fired, slot)
        if slot == "poss":
            found: list[int] = []
            about_subject = fired.frame.roles.mutual
            things = (
                slots.get("obj") or slots.get("iobj") or (slots.get("surface", []) if about_subject else [])
            )
            if not things and fired.frame.roles.recipient[:1] == ("nom",):
                things = [i for name in _SUFFERED for i in slots.get(name, ())]
            for index in things:
                group = self.groups[index]
                found.extend(group.owners)
                links = _OWNERS + _PARTIES if fired.frame.roles.mutual else _OWNERS
                for i in group.after:
                    if self.groups[i].prep in links:
                        found.extend([i, *self.groups[i].coord])
            return found
        if slot == "comp":
            for link, index in predicate.comp:
                if link in ("that", "to", "ing"):
                    child = self.frames.predicates[index].slots
                    own = self.frames.predicates[index].subject_from in GENITIVE
                    if link == "that" or own:
                        return list(child.get("surface", child.get("subj", [])))
            return []
        if slot == "subj":
            if fired.frame.pos == "a":
                return list(slots.get("surface", slots.get("subj", [])))
            return list(slots.get("subj", []))
        if slot == "adj":
            return [i for index in slots.get("obj", []) for i in self.groups[index].owners]
        found = list(slots.get(slot, []))
        if not found and predicate.passive:
            # "a treaty between X and Y was signed": the parties hang on the thing
            for index in slots.get("obj", []):
                for i in self.groups[index].after:
                    if self.groups[i].prep == slot:
                        found.extend([i, *self.groups[i].coord])
        return found

    def _noun_slot(self, fired: Fired, slot: str) -> list[int]:
        predicate = fired.predicate
        slots = predicate.slots
        carrier = self.frames.predicates[fired.light] if fired.light >= 0 else None
        if slot in ("poss", "subj", "adj"):
            found = list(slots.get("poss", []))
            if not found:
                found = list(next((slots[name] for name in _AGENTS if name in slots), ()))
            if not found and carrier is not None:
                role = self.frames.light_role(carrier.index)
                if role != "recip":
                    found = list(carrier.slots.get("subj", []))
                elif carrier.slots.get("from"):
                    found = list(carrier.slots["from"])
            for genitive in ("of", "gen"):
                if not found and genitive not in fired.frame.roles.recipient and slot == "poss":
                    found = list(slots.get(genitive, []))
            return found
        found = list(slots.get(slot, []))
        if not found and carrier is not None:
            found = [i for i in carrier.slots.get(slot, []) if i != predicate.group]
        return found

    def _first(
        self, fired: Fired, names: Iterable[str], taken: Sequence[int] = ()
    ) -> tuple[tuple[Participant, ...], list[int]]:
        """Return the first slot with a coded participant, else the first that is filled at all."""
        spare: tuple[tuple[Participant, ...], list[int]] = ((), [])
        for name in names:
            groups = [index for index in self.slot(fired, name) if index not in taken]
            if name == "in" and groups:  # "held **in the murder** of an agent" is no place
                deeds = {p.group for p in self.frames.predicates if p.kind == "n"}
                groups = [index for index in groups if index not in deeds]
            if not groups:
                continue
            found: list[Participant] = []
            for index in groups:
                found.extend(self.group(index))
            known = [p for p in found if p.code or p.sector]
            if known:
                return tuple(_unique(known)), groups
            if not spare[0]:
                spare = tuple(_unique(found)), groups
        return spare

    def assign(self, fired: Fired) -> Roles:
        """Return actors and recipients of a frame that fired."""
        roles = fired.frame.roles
        actor, actor_groups = self._first(fired, roles.actor)
        if roles.mutual or self._each_other(fired):
            return self._mutual(fired, actor, actor_groups)
        recipient, _ = self._first(fired, roles.recipient, actor_groups)
        if fired.predicate.subject_from == "owner" and not self._is_material(fired):
            actor = self._above(fired, actor, recipient) or actor
        if fired.light >= 0 and self.frames.light_role(fired.light) == "recip":
            carrier = self.frames.predicates[fired.light]
            receiving = [p for index in carrier.slots.get("subj", []) for p in self.group(index)]
            if receiving:
                recipient = tuple(_unique([p for p in receiving if p.code or p.sector] or receiving))
                actor = tuple(p for p in actor if p not in recipient)
        if not any(p.code or p.sector for p in recipient):
            recipient = self._of_complement(fired, actor) or recipient
        if not any(p.code or p.sector for p in recipient):
            place = self._at_place(fired, actor) if self._is_force(fired) else ()
            if place:
                recipient = place
        bare_noun = fired.predicate.kind == "n" and fired.light < 0
        if not bare_noun and not any(p.code for p in recipient) and any(p.code for p in actor):
            recipient = self._only_other(actor) or recipient
        spans = {(p.start, p.stop) for p in actor}
        codes = {p.code for p in actor if p.code}
        if len(codes) > 1 and fired.frame.event == derived("meeting") and not any(p.code for p in recipient):
            recipient = ()  # "the three presidents took part **in the ceremony**"
        # "kept his promise": what points back to the actor is no second party
        recipient = tuple(
            p
            for p in recipient
            if (p.start, p.stop) not in spans
            and not (p.basis == "inferred" and (p.code in codes or self._points_to(p, spans)))
        )
        return actor, recipient

    def _points_to(self, person: Participant, spans: set[tuple[int, int]]) -> bool:
        """Whether a pronoun points back to one of the spans."""
        targets = self.antecedents.get((person.start, person.stop), ())
        return any((target.start, target.stop) in spans for target in targets)

    def _is_material(self, fired: Fired) -> bool:
        return load_codebook().quad(fired.frame.event) in (2, 4)

    def _above(
        self, fired: Fired, actor: tuple[Participant, ...], recipient: tuple[Participant, ...]
    ) -> tuple[Participant, ...]:
        """Return whom the verb above names where a stand would be taken on what is one's own.

        "Oslo said that [it] backs **Riga's** bid": the genitive before the bid only owns it.
        """
        parent = fired.predicate.parent
        codes = {p.code for p in actor if p.code}
        if parent < 0 or not codes or not {p.code for p in recipient} <= codes:
            return ()
        above = self.sentence.parse.predicates[parent].slots
        found = [p for index in above.get("surface", ()) for p in self.group(index)]
        return tuple(_unique(found)) if any(p.code and p.code not in codes for p in found) else ()

    def complements(self, fired: Fired) -> list[int]:
        """Return the groups around the complement verbs: "refused to release **the prisoners**"."""
        found: list[int] = []
        for link, index in fired.predicate.comp:
            child = self.frames.predicates[index]
            inner = self.frames.fire(child)
            if inner is not None:
                for slot in inner.frame.roles.recipient:
                    found.extend(self.slot(inner, slot))
                if link == "that":
                    for slot in inner.frame.roles.actor:
                        found.extend(self.slot(inner, slot))
            found.extend(child.slots.get("obj", []))
            for slot in _TARGETS:
                found.extend(child.slots.get(slot, []))
        return list(dict.fromkeys(found))

    def _of_complement(self, fired: Fired, actor: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Recipient of the act that a frame of words is about, where it names none itself."""
        own = {(p.start, p.stop) for p in actor}
        codes = {p.code for p in actor if p.code}
        for index in self.complements(fired):
            known = [
                p
                for p in self.group(index)
                if p.code and (p.start, p.stop) not in own and p.code not in codes
            ]
            if not known:
                owners = list(self.groups[index].owners) + [
                    i for i in self.groups[index].after if self.groups[i].prep in _NEAR
                ]
                known = [p for o in owners for p in self.group(o) if p.code and p.code not in codes]
            if known:
                for member in self.groups[index].coord:  # "aid for Romania and Poland"
                    known += [p for p in self.group(member) if p.code and p.code not in codes]
                return tuple(_unique(known))
        return ()

    def _mutual(self, fired: Fired, actor: tuple[Participant, ...], taken: list[int]) -> Roles:
        everyone = list(actor)
        for name in fired.frame.roles.recipient:
            groups = [index for index in self.slot(fired, name) if index not in taken]
            found = [p for index in groups for p in self.group(index)]
            known = [p for p in found if p.code or p.sector]
            if known:
                everyone.extend(known)
                break
            if found and len(everyone) < 2:
                everyone.extend(found)
                break
        if len({p.code for p in everyone if p.code}) == 1:
            everyone.extend(self._told(fired, everyone))
        people = _unique(everyone)
        known = [p for p in people if p.code or p.sector]
        return tuple(known if len(known) > 1 else people), ()

    def _told(self, fired: Fired, own: list[Participant]) -> list[Participant]:
        """Return to whom somebody says what the two will do: "told **Oslo** that it would sign"."""
        predicate = fired.predicate
        if predicate.parent < 0 or predicate.link != "that":
            return []
        above = self.sentence.parse.predicates[predicate.parent].slots
        codes = {p.code for p in own}
        speaking = {p.code for index in above.get("surface", ()) for p in self.group(index)}
        if speaking != codes:
            return []
        told = [p for slot in _TOLD for index in above.get(slot, ()) for p in self.group(index)]
        return [p for p in told if p.code and p.code not in codes]

    def _each_other(self, fired: Fired) -> bool:
        """Whether the object is "each other": then all who take part are actors."""
        return any(
            "reciprocal" in self.sentence.words[self.groups[index].head].note
            for slot in _OTHERS
            for index in fired.predicate.slots.get(slot, ())
        )

    @staticmethod
    def _is_force(fired: Fired) -> bool:
        """Whether the event touches the place where it happens: material conflict."""
        if fired.frame.is_claim or fired.frame.blocks:
            return False
        return load_codebook().quad(fired.frame.event) == _MATERIAL_CONFLICT

    def _only_other(self, actor: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Return the one other party that the sentence names, if it is the only one."""
        own = {p.code for p in actor}
        found: dict[str, Participant] = {}
        subjects = {i for p in self.sentence.parse.predicates if p.finite for i in p.slots.get("surface", ())}
        for index in list(subjects):
            # "the two sides of Cyprus" did it, not Cyprus
            subjects.update(i for i in self.groups[index].after if self.groups[i].prep == "of")
        for group in self.groups:
            if group.index in subjects or (group.inside >= 0 and self.groups[group.inside].index in subjects):
                continue
            if group.prep in ("at", "near", "above", "outside", "off"):
                continue
            for participant in self.group(group.index):
                if participant.code and participant.code not in own:
                    found.setdefault(participant.code, participant)
        if len(found) != 1:
            return ()
        return (replace(next(iter(found.values())), basis="inferred"),)

    def _at_place(self, fired: Fired, actor: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Where nobody is named as recipient, the country of the place that the event touched."""
        own = {p.code for p in actor}
        for slot in _PLACES:
            for index in self.slot(fired, slot):
                for participant in self.group(index):
                    if participant.code and participant.code not in own:
                        return (replace(participant, basis="inferred"),)
        return ()


def _unique(participants: Iterable[Participant]) -> list[Participant]:
    seen: set[tuple[int, int, str | None]] = set()
    found: list[Participant] = []
    for participant in participants:
        key = (participant.start, participant.stop, participant.code)
        if key in seen:
            continue
        inside = any(
            other.start <= participant.start
            and participant.stop <= other.stop
            and other.code == participant.code
            for other in found
        )
        if not inside:  # "the heads of government of Azerbaijan" has Azerbaijan in it
            seen.add(key)
            found.append(participant)
    return found
