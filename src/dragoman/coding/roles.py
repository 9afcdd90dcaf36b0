"""The roles stage: who stands in the slots of a frame that fired."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from dragoman.codebook import load as load_codebook
from dragoman.codebook.scheme import (
    MATERIAL_CONFLICT,
    MATERIAL_COOPERATION,
    VERBAL_CONFLICT,
    VERBAL_COOPERATION,
)
from dragoman.coding.agreements import agreement_names
from dragoman.coding.cast import unique
from dragoman.coding.derived import derived
from dragoman.coding.elsewhere import elsewhere
from dragoman.coding.frame import Fired
from dragoman.coding.relation import codes_of
from dragoman.coding.slots import slots_of
from dragoman.coding.standing import Standing
from dragoman.languages.parse import AGAIN, GENITIVE, NOBODY, Group, Predicate
from dragoman.model import Participant

__all__ = ["Roles", "Sides"]

_FORCES = derived("forces")
_MEETING = derived("meeting")
_PROMISE = derived("promise")
_STATES = derived("states")
_THREAT = derived("threat")

Sides = tuple[tuple[Participant, ...], tuple[Participant, ...]]
"""Actors and recipients."""

# Prepositions and cases behind a thing that name whom it concerns: "its policy on X".
_NEAR = frozenset(slots_of("near"))
_TOLD = ("iobj", "obj", "to", "dat")
_STATE = (None, derived("government"))
"""Sectors of those who act for a state as a whole."""
_TOWNS = frozenset({"seat", "place"})
_CAPITALS = frozenset({"seat", "state"})
_SEAT = frozenset({"seat"})
_SITES = frozenset(slots_of("site"))
_BETWEEN = frozenset(slots_of("relation"))
_OFFICES = slots_of("office")
_ASIDE = frozenset({"at", "near", "above", "outside", "off", *slots_of("circumstance")})
"""Where somebody is named who is no party: "near Oslo", "because of the war in Ukraine"."""
_WHERE = ("loc",)
_CALLED = "as"
_CONDITION = "condition"
"""Note of a word that opens a condition."""
_PLACES = slots_of("place")
_TARGETS = slots_of("target")
_OTHERS = frozenset(slots_of("other"))
_PAIR = 2
_JOINT = "joint"
"""The slot of those with whom the subject does something."""
_WITH = frozenset(slots_of("joined"))
_SUBJECT = ("subj", "nom")
_DEEDS = slots_of("deed")
_DEALING = ("poss", "gen", "ins")


class Roles(Standing):
    """Finds who acts and who receives in the frames of one sentence.

    Parameters
    ----------
    cast : Cast
    """

    def _first(
        self, fired: Fired, names: Iterable[str], taken: Sequence[int] = (), apart: Iterable[str] = ()
    ) -> tuple[tuple[Participant, ...], list[int]]:
        """Return the first slot with a coded participant, else the first that is filled at all.

        ``apart``: slots of the other side, which are no owners: "the American withdrawal **from** Vietnam".
        """
        spare: tuple[tuple[Participant, ...], list[int]] = ((), [])
        for name in names:
            groups = [index for index in self.slot(fired, name) if index not in taken]
            if name == "poss" and apart:
                groups = [index for index in groups if self.groups[index].prep not in apart] or groups
            if name in _DEEDS and groups:  # "held **in the murder** of an agent" is no place
                deeds = {p.group for p in self.frames.predicates if p.kind == "n"}
                groups = [index for index in groups if index not in deeds]
            if name in _SUBJECT:
                groups = [i for i in groups if "circumstance" not in self.frames.classes(i)]
            if not groups:
                continue
            found: list[Participant] = []
            for index in groups:
                found.extend(self.cast.group(index))
            known = [p for p in found if p.code or p.sector]
            if known and (name != "comp" or any(p.code for p in known)):
                return tuple(unique(known)), groups
            if not spare[0]:
                spare = tuple(unique(found)), groups
        return spare

    def assign(self, fired: Fired) -> Sides:
        """Return actors and recipients of a frame that fired."""
        roles = fired.frame.roles
        actor, actor_groups = self._first(fired, roles.actor, apart=roles.recipient)
        if roles.mutual or self._each_other(fired):
            return self._mutual(fired, actor, actor_groups)
        if _JOINT in fired.predicate.slots and _WITH.isdisjoint(roles.recipient):
            joint = [p for i in fired.predicate.slots[_JOINT] for p in self.cast.group(i) if p.code]
            actor = tuple(unique([*actor, *joint]))  # "X, **Y ile birlikte** Z'yi kınadı"
        if not actor_groups and fired.predicate.subject_from == NOBODY:
            actor, actor_groups = self._in_the_capital(fired)
        recipient, recipient_groups = self._first(fired, roles.recipient, actor_groups)
        if not actor_groups and fired.predicate.passive and fired.predicate.finite:
            if self._cut_between(fired, recipient_groups):
                return recipient, ()
            signed = any("agreement" in self.frames.classes(i) for i in fired.predicate.slots.get("obj", ()))
            where, seat = self._in_the_capital(fired) if not signed else ((), [])
            if codes_of(where).isdisjoint(codes_of(recipient)):
                actor, actor_groups = where, seat  # "the raid was condemned **in Ankara**"
        told = fired.predicate.passive or (roles.actor[:1] == ("poss",) and roles.recipient[:1] == ("nom",))
        told = told or (not roles.actor and self._is_force(fired))  # "fourteen died in an Israeli strike"
        if told and not _is_known(actor):
            actor, recipient = self._of_deed(fired, recipient) or (actor, recipient)
        if fired.predicate.subject_from == "owner" and not self._is_material(fired):
            actor = self._above(fired, actor, recipient) or actor
        if fired.light >= 0 and self.frames.light_role(fired.light) == "recip":
            carrier = self.frames.predicates[fired.light]
            receiving = [p for index in carrier.slots.get("subj", []) for p in self.cast.group(index)]
            if receiving:
                recipient = tuple(unique([p for p in receiving if p.code or p.sector] or receiving))
                actor = tuple(p for p in actor if p not in recipient)
        if not _is_known(recipient):
            recipient = self._of_complement(fired, actor) or recipient
        if not any(p.code for p in recipient):
            announced = fired.predicate.tense == "fut" and self._is_force(fired)
            if fired.frame.event == _THREAT or announced:  # "**will** close the border if Chad attacks"
                recipient = self._of_condition(fired, actor) or recipient
        if not any(p.code for p in recipient):  # "told **Oslo** that it would send tanks"
            recipient = tuple(self._told(fired, list(actor))) or recipient
        if not _is_known(recipient):
            told = any(self.sentence.parse.classes[self.groups[i].head] in "Rh" for i in recipient_groups)
            place = self._at_place(fired, actor) if self._is_force(fired) and not told else ()
            if place:  # "**его** арестовали в Иране" says whom it befell
                recipient = place
        if not actor_groups and fired.frame.event == derived("unrest"):
            actor, recipient = self._in_the_street(fired, actor, recipient)
        bare_noun = fired.predicate.kind == "n" and (fired.light < 0 or self.frames.is_told(fired))
        # several who plan or promise something mean each other: "the ministers plan to meet **in Stockholm**"
        mutual = fired.frame.event == _PROMISE and len(codes_of(actor)) > 1
        if not (bare_noun or mutual) and not any(p.code for p in recipient) and any(p.code for p in actor):
            recipient = self._only_other(fired, actor) or recipient
        spans = {(p.start, p.stop) for p in actor}
        codes = codes_of(actor)
        if len(codes) > 1 and fired.frame.event == _MEETING and not any(p.code for p in recipient):
            recipient = ()  # "the three presidents took part **in the ceremony**"
        # "kept his promise": what points back to the actor is no second party
        recipient = tuple(
            p
            for p in recipient
            if (p.start, p.stop) not in spans
            and not (p.basis == "inferred" and (p.code in codes or self._points_to(p, spans)))
        )
        several = len(codes_of(recipient)) > 1  # "Warsaw cut the ties between Lithuania and **Poland**"
        if several or not (self._is_force(fired) or fired.frame.event == _MEETING):
            recipient = tuple(p for p in recipient if not self._is_itself(p, actor))
        allied = len(codes) > 1 and "territory" in fired.frame.contexts and self._is_force(fired)
        if allied or fired.frame.event == _FORCES:
            recipient = tuple(p for p in recipient if p.code not in codes or not self._is_town(p))
        return actor, recipient

    def _of_deed(self, fired: Fired, recipient: tuple[Participant, ...]) -> Sides | None:
        """Return the sides of a deed that a passive tells without an agent: "**Curzon's** note was sent".

        Or in which somebody fell: "died in **an Israeli** strike", "**Ruanda'nın** saldırısında beş er öldü".
        """
        deeds = {p.group: p for p in self.frames.predicates if p.kind == "n"}
        held, passive = fired.predicate.slots, fired.predicate.passive
        within = self._is_force(fired) and not any(
            p.code for p in recipient if p.basis == "stated" and p.sector is None
        )
        things = [i for name in held for i in held[name]] if within or not passive else held.get("obj", ())
        for index in things:
            noun = self.frames.fire(deeds[index]) if index in deeds else None
            bare = noun is None and index in deeds and not fired.frame.roles.actor
            if bare and (doing := self._dealing(deeds[index], codes_of(recipient))):
                return doing, recipient
            if noun is None or noun.frame.event != fired.frame.event:
                continue
            if noun.frame.roles.mutual:
                fought = self._mutual(noun, *self._first(noun, noun.frame.roles.actor))
                hit, parts = codes_of(recipient), {p.sector for p in recipient}
                if (passive and not within) or not (hit or len(codes_of(fought[0])) >= _PAIR):
                    continue
                if not hit:
                    return fought  # "**X ile Y arasında** çıkan çatışmada üç er öldü"
                others = tuple(
                    p for p in fought[0] if p.code and (p.code not in hit or p.sector not in parts)
                )
                if len(hit) == 1 == len(codes_of(others)):
                    return others, recipient  # "a soldier died in a clash **with rebels**"
                continue
            codes = {p.code for p in recipient}
            actor, groups = self._first(noun, noun.frame.roles.actor)
            actor = tuple(p for p in actor if (p.code and p.code not in codes) or (p.sector and codes))
            if actor:
                known = _is_known(recipient)
                return actor, recipient if known else self._first(noun, noun.frame.roles.recipient, groups)[0]
        return None

    def _dealing(self, deed: Predicate, hit: set[str]) -> tuple[Participant, ...]:
        """Return whose a deed is that tells nothing by itself: "died in **Iran's** strike"."""
        if "attack" not in self.frames.classes(deed.group):
            return ()
        held = (index for slot in _DEALING for index in deed.slots.get(slot, ()))
        people = unique([p for index in held for p in self.cast.group(index) if p.code])
        return tuple(people) if len(people) == 1 and people[0].code not in hit else ()

    def _cut_between(self, fired: Fired, recipient: Sequence[int]) -> bool:
        """Whether a tie between two was cut, nobody says by whom: "ties **between** them were severed"."""
        if fired.frame.event != derived("reduction") or len(recipient) < _PAIR:
            return False
        return all(self.groups[index].prep in _BETWEEN for index in recipient)

    def _in_the_capital(self, fired: Fired) -> tuple[tuple[Participant, ...], list[int]]:
        """Return who takes a stand where nobody is said to: "**в Анкаре** осудили", «у Кремлі відкинули»."""
        frame, predicate = fired.frame, fired.predicate
        if frame.is_claim or frame.blocks or frame.event == _MEETING:
            return (), []
        if load_codebook().quad(frame.event) not in (VERBAL_COOPERATION, VERBAL_CONFLICT):
            return (), []
        for slot in _OFFICES:
            for index in predicate.slots.get(slot, ()):
                group = self.groups[index]
                kinds = {m.kind for unit in self.sentence.mentions[group.first : group.stop] for m in unit}
                before = group.first < predicate.first and kinds <= _CAPITALS
                if kinds and (before or (predicate.passive and kinds == _SEAT)):
                    return self.cast.group(index), [index]
        return (), []

    def _is_itself(self, person: Participant, actor: tuple[Participant, ...]) -> bool:
        """Whether a recipient is the very state that acts: "Macron promised that **France** would help"."""
        if person.sector or not any(p.code == person.code and p.sector in _STATE for p in actor):
            return False
        units = self.sentence.units(person.start, person.stop)
        kinds = {m.kind for i in units for m in self.sentence.mentions[i]}
        return bool(kinds) and kinds <= {"seat", "state"} and person.code != _STATES

    def _is_town(self, person: Participant) -> bool:
        """Whether a place alone stands for its state: allies of the state take it from others."""
        units = self.sentence.units(person.start, person.stop)
        kinds = {m.kind for i in units for m in self.sentence.mentions[i]}
        return bool(kinds) and kinds <= _TOWNS

    def _points_to(self, person: Participant, spans: set[tuple[int, int]]) -> bool:
        """Whether a pronoun points back to one of the spans."""
        targets = self.cast.antecedents.get((person.start, person.stop), ())
        return any((target.start, target.stop) in spans for target in targets)

    def _is_material(self, fired: Fired) -> bool:
        if fired.frame.is_claim or fired.frame.blocks:
            return False
        return load_codebook().quad(fired.frame.event) in (MATERIAL_COOPERATION, MATERIAL_CONFLICT)

    def _above(
        self, fired: Fired, actor: tuple[Participant, ...], recipient: tuple[Participant, ...]
    ) -> tuple[Participant, ...]:
        """Return whom the verb above names where a stand would be taken on what is one's own.

        "Oslo said that [it] backs **Riga's** bid": the genitive before the bid only owns it.
        """
        parent = fired.predicate.parent
        codes = codes_of(actor)
        if parent < 0 or not codes or not {p.code for p in recipient} <= codes:
            return ()
        above = self.sentence.parse.predicates[parent].slots
        found = [p for index in above.get("surface", ()) for p in self.cast.group(index)]
        return tuple(unique(found)) if any(p.code and p.code not in codes for p in found) else ()

    def complements(self, fired: Fired) -> list[int]:
        """Return the groups around the complement verbs: "refused to release **the prisoners**"."""
        found: list[int] = []
        for link, index in fired.predicate.comp:
            child = self.frames.predicates[index]
            inner = self.frames.fire(child)
            if link == "that" and fired.frame.event == derived("demand"):
                found.extend(child.slots.get("subj", []))  # "demanded **that Israel** ease the limits on X"
            if inner is not None:
                for slot in inner.frame.roles.recipient:
                    found.extend(self.slot(inner, slot))
                if link == "that" or (fired.predicate.kind == "n" and child.subject_from in GENITIVE):
                    for slot in inner.frame.roles.actor:
                        found.extend(self.slot(inner, slot))
            found.extend(child.slots.get("obj", []))
            for slot in _TARGETS:
                found.extend(child.slots.get(slot, []))
        return list(dict.fromkeys(found))

    def _of_condition(self, fired: Fired, actor: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Return who may set off what is threatened: "threatened to leave if **Iran** goes ahead"."""
        words = self.sentence.words
        at = next((i for i, w in enumerate(words) if w.note == _CONDITION and i > fired.verb.token), -1)
        verb = next((p for p in self.sentence.parse.predicates if p.finite and p.token > at), None)
        if at < 0 or verb is None:
            return ()
        codes = codes_of(actor)
        known = [p for i in verb.slots.get("surface", ()) for p in self.cast.group(i) if p.code]
        return tuple(unique(known)) if codes.isdisjoint(codes_of(known)) else ()

    def _of_complement(self, fired: Fired, actor: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Recipient of the act that a frame of words is about, where it names none itself."""
        own = {(p.start, p.stop) for p in actor}
        codes = codes_of(actor)
        # "the two agreed to meet **in Bali**": each other
        several = len(codes) > 1 and fired.frame.event == derived("promise")
        for index in self.complements(fired):
            known = [
                p
                for p in self.cast.group(index)
                if p.code and (p.start, p.stop) not in own and p.code not in codes
            ]
            if several and self.groups[index].prep in _SITES and all(self._is_town(p) for p in known):
                continue
            if not known:
                owners = list(self.groups[index].owners) + [
                    i for i in self.groups[index].after if self.groups[i].prep in _NEAR
                ]
                known = [p for o in owners for p in self.cast.group(o) if p.code and p.code not in codes]
            if known:
                for member in self.groups[index].coord:  # "aid for Romania and Poland"
                    known += [p for p in self.cast.group(member) if p.code and p.code not in codes]
                return tuple(unique(known))
        return ()

    def _mutual(self, fired: Fired, actor: tuple[Participant, ...], taken: list[int]) -> Sides:
        everyone = list(actor)
        own = codes_of(actor)
        for name in fired.frame.roles.recipient:
            groups = [index for index in self.slot(fired, name) if index not in taken]
            found = [p for index in groups for p in self.cast.group(index)]
            codes = codes_of(found)
            if len(codes) >= _PAIR:
                everyone = [p for p in everyone if not self._names_deed(fired, p, codes)]
            # "Oslo and Riga settled **their** differences": named already
            found = [p for p in found if p.basis != "inferred" or p.code not in own]
            known = [p for p in found if p.code or p.sector]
            if known:
                everyone.extend(known)
                break
            if found and len(everyone) < 2:
                everyone.extend(found)
                break
        if not _is_known(everyone):
            everyone = self._pair_of_thing(fired) or everyone
        if len(codes_of(everyone)) == 1:
            everyone.extend(self._told(fired, everyone))
        people = self._outside_names(unique(everyone))
        known = [p for p in people if p.code or p.sector]
        return tuple(known if len(known) > 1 else people), ()

    def _names_deed(self, fired: Fired, person: Participant, sides: Container[str | None]) -> bool:
        """Whether a place only tells a war from others: "the **Karabakh** War between X and Y"."""
        predicate = fired.predicate
        if predicate.kind != "n":
            return False
        group = self.groups[predicate.group]
        units = self.sentence.units(person.start, person.stop)
        kinds = {m.kind for i in units for m in self.sentence.mentions[i]}
        inside = bool(kinds) and all(group.first <= i < group.stop for i in units)
        return inside and (kinds <= _TOWNS or person.code in sides)

    def _pair_of_thing(self, fired: Fired) -> list[Participant]:
        """Return the two whose thing it is that is done: "the **Turkish-Russian** treaty was signed"."""
        if not fired.predicate.passive:
            return []
        for owner in (o for i in fired.predicate.slots.get("obj", ()) for o in self.groups[i].owners):
            found = [p for p in self.cast.group(owner) if p.code]
            if len({p.code for p in found}) == _PAIR:
                return found
        return []

    def _outside_names(self, people: list[Participant]) -> list[Participant]:
        """Return whoever does not stand in the name of an agreement: "signed **the Shusha Declaration**"."""
        if len(people) < _PAIR + 1:
            return people
        names = agreement_names(self.sentence, self.frames.pack.code)
        inside = [p for p in people if any(start <= p.start and p.stop <= stop for start, stop in names)]
        return [p for p in people if p not in inside] if len(people) - len(inside) >= _PAIR else people

    def _told(self, fired: Fired, own: list[Participant]) -> list[Participant]:
        """Return to whom somebody says what the two will do: "told **Oslo** that it would sign"."""
        predicate = fired.predicate
        if predicate.parent < 0 or predicate.link != "that":
            return []
        above = self.sentence.parse.predicates[predicate.parent].slots
        codes = {p.code for p in own}
        speaking = {p.code for index in above.get("surface", ()) for p in self.cast.group(index)}
        if speaking != codes:
            return []
        told = [p for slot in _TOLD for index in above.get(slot, ()) for p in self.cast.group(index)]
        return [p for p in told if p.code and p.code not in codes]

    def _each_other(self, fired: Fired) -> bool:
        """Whether the object is "each other": then all who take part are actors."""
        slots, words = fired.predicate.slots, self.sentence.words
        return not _OTHERS.isdisjoint(slots) and any(
            "reciprocal" in words[self.groups[index].head].note
            for slot, held in slots.items()
            if slot in _OTHERS
            for index in held
        )

    @staticmethod
    def _is_force(fired: Fired) -> bool:
        """Whether the event touches the place where it happens: material conflict."""
        if fired.frame.is_claim or fired.frame.blocks:
            return False
        return load_codebook().quad(fired.frame.event) == MATERIAL_CONFLICT

    def _only_other(self, fired: Fired, actor: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Return the one other party that the sentence names, if it is the only one."""
        own = {p.code for p in actor}
        if fired.verb.subject_from == AGAIN:
            return ()  # whom the clause before names is whom that one acts on
        found: dict[str, Participant] = {}
        subjects = {i for p in self.sentence.parse.predicates if p.finite for i in p.slots.get("surface", ())}
        for index in list(subjects):
            # "the two sides of Cyprus" did it, not Cyprus
            subjects.update(i for i in self.groups[index].after if self.groups[i].prep == "of")
        aside = {
            i
            for p in self.sentence.parse.predicates
            if p.finite
            for slot in _WHERE
            for i in p.slots.get(slot, ())
        }
        aside |= elsewhere(self.sentence, fired) | self._bystanders
        # "Oslo, backed **by Bern**, refused": who does something to a party is not yet who it deals with
        acting = set(fired.verb.slots.get("surface", ()))
        below = (p for p in self.sentence.parse.predicates if not p.finite)
        aside |= {
            i for p in below if not acting.isdisjoint(p.slots.get("obj", ())) for i in p.slots.get("subj", ())
        }
        force = self._is_force(fired)
        for group in self.groups:
            if group.index in subjects or (group.inside >= 0 and self.groups[group.inside].index in subjects):
                continue
            if group.prep in _ASIDE or group.index in aside:
                continue
            if group.prep == _CALLED:
                # "condemned it **as** a violation of UN resolutions"
                for i in (group.index, *group.after):
                    aside.update((i, *self.groups[i].owners))
                continue
            if not force and group.first < fired.verb.first and self._is_only_where(group):
                continue
            for participant in self.cast.group(group.index):
                if participant.code and participant.code not in own:
                    found.setdefault(participant.code, participant)
        if len(found) != 1:
            return ()
        return (next(iter(found.values()))._replace(basis="inferred"),)

    def _is_only_where(self, group: Group) -> bool:
        """Whether a group only says where: "criticised Warsaw **in New York**"."""
        kinds = {m.kind for i in range(group.first, group.stop) for m in self.sentence.mentions[i]}
        return kinds == {"place"} and (group.prep in _PLACES or group.other_prep in _PLACES)

    def _in_the_street(
        self, fired: Fired, actor: tuple[Participant, ...], recipient: tuple[Participant, ...]
    ) -> Sides:
        """Return the people of the place as those who take to the streets where nobody else is said to."""
        place = self._at_place(fired, ())
        if not place or any(p.code or p.sector for p in actor):
            return actor, recipient
        where = {(p.start, p.stop) for p in place}
        return place, tuple(p for p in recipient if (p.start, p.stop) not in where)

    def _at_place(self, fired: Fired, actor: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Where nobody is named as recipient, the country of the place that the event touched."""
        own = {p.code for p in actor}
        for slot in _PLACES:
            for index in self.slot(fired, slot):
                for participant in self.cast.group(index):
                    if participant.code and participant.code not in own:
                        return (participant._replace(basis="inferred"),)
        return ()


def _is_known(people: Iterable[Participant]) -> bool:
    """Whether somebody among people has a code or a part."""
    return any(person.code or person.sector for person in people)
