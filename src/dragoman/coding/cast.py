"""Who the groups of a sentence mean, as participants with their proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from dragoman.actors import Actor, Mention, Registry, combine
from dragoman.coding.frame import Frames
from dragoman.coding.offices import POLITY, of_colleague, of_office_behind
from dragoman.coding.sentence import Sentence
from dragoman.coding.slots import slots_of
from dragoman.languages.parse import Group
from dragoman.model import Participant

__all__ = ["Cast", "Days", "unique"]

Days = tuple[date | None, date | None]

_WHOLE = POLITY | {"person"}
"""Kinds of names that say by themselves who somebody is."""
_OWNING = POLITY | {"org", "group"}
_HOLDING = _OWNING | {"person"}
"""Kinds of names whose an army, a government or an office can be."""
_JOINING = frozenset("cp")  # "İran **ve** Irak heyetleri", "İran **ile** Irak heyetleri"
_HOME = slots_of("home")
_SITE = frozenset(slots_of("site"))
_WHITHER = "to"
_HYPHENS = frozenset("-–—")
_PAIR = 2


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

    def combine(self, mentions: Sequence[Mention], modifier: Sequence[Mention] | None = None) -> Actor | None:
        """Return whom names beside each other mean on the days of the sentence."""
        actor = combine(mentions, self.on, modifier=modifier, reg=self.reg)
        if self._begins and actor is not None and actor.code and actor.entity is None:
            older = combine(mentions, (self.on[0], self.on[0]), modifier=modifier, reg=self.reg)
            return older if older is not None and older.code == actor.code else actor
        return actor

    def mentions(self, group: Group) -> list[Mention]:
        """Return the names inside a group, in order."""
        return [mention for unit in self.sentence.mentions[group.first : group.stop] for mention in unit]

    def group(self, index: int) -> tuple[Participant, ...]:
        """Return who a group means; one participant without code where nobody known is named."""
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = self._resolve(index)
        return known

    def forget(self) -> None:
        """Drop what was resolved before the references were known."""
        self._known.clear()

    def pointing(self, group: Group, targets: Sequence[Participant]) -> tuple[Participant, ...]:
        """Return the targets, once each, in the words of a group."""
        return tuple({p.code: p for p in self.meant(group.first, group.stop, targets)}.values())

    def meant(self, first: int, stop: int, targets: Iterable[Participant]) -> tuple[Participant, ...]:
        """Return the targets in the words of some units; where they stood before is the second proof."""
        start, end = self.sentence.quote(first, stop)
        text = self.sentence.text[start:end]
        made = []
        for target in targets:
            self.antecedents.setdefault((start, end), []).append(target)
            made.append(target._replace(text=text, start=start, stop=end, basis="inferred"))
        return tuple(made)

    def points_back(self, person: Participant) -> bool:
        """Whether words only point to somebody; a name whose bearer the date leaves open is inferred, too."""
        return person.basis == "inferred" and (person.start, person.stop) in self.antecedents

    def _resolve(self, index: int) -> tuple[Participant, ...]:
        if index in self.references:
            return self.references[index]
        group = self.groups[index]
        sentence, classes = self.sentence, self.sentence.parse.classes
        first = group.first
        while first < group.stop - 1 and classes[first] in "dr":
            first += 1
        start, stop = sentence.starts[first], sentence.stops[group.stop - 1]
        mentions = self._nearest(group, self.mentions(group))
        if mentions:
            alone = _WHOLE.isdisjoint([m.kind for m in mentions])
            home = self.home(group) if alone else None
            shared = self._namesakes(group, mentions) or self._shared_home(group, mentions)
            if not shared and (
                not _JOINING.isdisjoint(classes[group.first : group.stop])
                or (len(mentions) > 1 and _is_pair(sentence.text, mentions))
            ):
                shared = self._several(mentions)
            if shared:
                return shared
            actor = of_office_behind(self, group, mentions) or self.combine(
                mentions, modifier=home[0] if home else self._shared_adjective(group) if alone else None
            )
            if actor is not None and actor.code is None:
                actor = of_colleague(self, group, mentions) or actor
            if actor is not None:
                if group.prep in _SITE and len(mentions) == 1 and mentions[0].kind == "seat":
                    actor = self.reg.ground(mentions[0].key, actor)
                if home and actor.code is not None:
                    start, stop = min(start, home[0][0].start), max(stop, home[1])
                return (self._renamed(index, self._participant(actor, start, stop)),)
            found = self._several(mentions)
            if found:
                return found
        if not mentions and (each := self._each_owned(group)):
            return each
        owned = self._owned(group, mentions)
        if owned is not None:
            return (owned,)
        twin = self._twin(index)
        if twin is not None:
            return (twin._replace(text=sentence.text[start:stop], start=start, stop=stop),)
        return (Participant(sentence.text[start:stop], start, stop),)

    def _nearest(self, group: Group, mentions: list[Mention]) -> list[Mention]:
        """Leave out whom a group only tells from whose side somebody is.

        "NATO member **Turkey**", "Blinken's **Turkish counterpart**", "Libya's neighbour **Chad**".
        """
        if len(mentions) < _PAIR or group.stop - group.first < _PAIR:
            return mentions
        classes, words = self.sentence.parse.classes, self.sentence.words
        before = classes[group.head - 1]
        if classes[group.head] == "N" and before in "nG" and words[group.head].func == "state":
            return mentions[-1:]
        owner = classes.rfind("s", group.first, group.head)
        if owner < 0 or self.frames.pack.references.get(words[group.head].noun) != "pair":
            return mentions
        behind = self.sentence.starts[owner]
        near = [m for m in mentions if m.start > behind]
        return near if any(m.kind in POLITY for m in near) else mentions

    def _owned(self, group: Group, mentions: list[Mention]) -> Participant | None:
        """Return whose a thing is: "the policy of the Porte", where the thing itself names nobody."""
        head = self.sentence.parse.classes[group.head]
        like = head == "R" and "demonstrative" in self.sentence.words[group.head].traits  # "**that of** Togo"
        if mentions or (head != "n" and not like):
            return None
        home = self.home(group, ("of", "gen"))
        if home is None:
            return None
        actor = self.combine(home[0])
        if actor is None:
            return None
        start = min(self.sentence.starts[group.first], home[0][0].start)
        return self._participant(actor, start, max(self.sentence.stops[group.stop - 1], home[1]))

    def _shared_adjective(self, group: Group) -> list[Mention] | None:
        """Return the adjective before the first of a list: "**Chinese** ships and planes"."""
        lead = self.groups[group.leader] if group.leader >= 0 else None
        if lead is None or self.sentence.parse.classes[lead.first] != "J" or group.first != group.head:
            return None
        if not self.sentence.words[group.head].plural:
            return None
        own, other = self.combine(self.mentions(group)), self.group(lead.index)
        if own is None or own.code or own.sector != other[0].sector:
            return None  # "Chinese soldiers **and rebels**"
        return [m for m in self.sentence.mentions[lead.first] if m.kind in POLITY][:1] or None

    def _each_owned(self, group: Group) -> tuple[Participant, ...]:
        """Return whose things of one kind are that several have: "корабли **России и Китая**"."""
        if self.sentence.parse.classes[group.head] != "n" or not self.sentence.words[group.head].plural:
            return ()
        first = self.groups[group.after[0]] if group.after else None
        if first is None or first.prep != "gen" or not first.coord:
            return ()
        found = [p for index in (first.index, *first.coord) for p in self.group(index) if p.code]
        return tuple(unique(found)) if len({p.code for p in found}) > 1 else ()

    def _several(self, mentions: list[Mention]) -> tuple[Participant, ...]:
        """Return the parties of a group that names more than one: "Turkish and Russian presidents"."""
        agents = [m for m in mentions if m.kind in ("agent", "mod")]
        found = []
        for mention in mentions:
            if mention.kind in POLITY or mention.kind in ("person", "org", "group"):
                with_role = [mention, *agents] if mention.kind in POLITY else [mention]
                single = self.combine(with_role)
                if single is not None:
                    found.append(self._participant(single, mention.start, mention.stop))
        return tuple(found) if len(found) > 1 else ()

    def _namesakes(self, group: Group, mentions: list[Mention]) -> tuple[Participant, ...]:
        """Return the states that share a name: "**the two Koreas**"; not of "both Azerbaijan and Armenia"."""
        if group.coord or len(mentions) != 1 or group.head == group.first or mentions[0].kind != "state":
            return ()
        sentence, kinds = self.sentence, self.frames.pack.references
        if not any(kinds.get(sentence.words[i].form) == "both" for i in range(group.first, group.head)):
            return ()
        start, stop = sentence.quote(group.first, group.stop)
        text = sentence.text[start:stop]
        found = self.reg.actor(mentions[0].key, self.on).candidates
        people = {c.code: Participant(text, start, stop, c.code, c.sector, c.entity) for c in found if c.code}
        return tuple(people.values()) if len(people) == 2 else ()

    def _of_reference(
        self, group: Group, mentions: list[Mention], sides: tuple[Participant, ...]
    ) -> tuple[Participant, ...]:
        """Return the agents of sides that are pointed back to: "the presidents of **the two countries**"."""
        start, stop = self.sentence.quote(group.first, group.stop)
        text = self.sentence.text[start:stop]
        role = self.combine(mentions)
        sector = role.sector if role is not None else None
        self.antecedents.setdefault((start, stop), []).extend(sides)
        return tuple(
            side._replace(text=text, start=start, stop=stop, sector=sector, entity=None, basis="inferred")
            for side in sides
        )

    def _shared_home(self, group: Group, mentions: list[Mention]) -> tuple[Participant, ...]:
        """Return one party for each state in "the presidents of Azerbaijan **and** Turkey"."""
        if self.sentence.parse.classes[group.head] == "G" and not any(m.kind in POLITY for m in mentions):
            for index in group.owners:
                if index in self.references:  # "**its** army"
                    return self._of_reference(group, mentions, self.references[index])
        for index in group.after[:2]:  # "representatives of **the armed forces** of Azerbaijan and Turkey"
            follower = self.groups[index]
            home = follower.prep in _HOME or follower.other_prep in _HOME
            if index != group.after[0] and (follower.prep != "of" or not self._acts(group.after[0])):
                break
            if home and index in self.references:
                return self._of_reference(group, mentions, self.references[index])
            if not home or not follower.coord or any(m.kind in POLITY for m in mentions):
                continue
            if not self.sentence.words[group.head].plural:
                return ()
            found = []
            for member in (index, *follower.coord):
                states = self._polities(member)
                actor = self.combine(mentions, modifier=states[:1]) if states else None
                if actor is not None and actor.code:
                    found.append(self._participant(actor, states[0].start, states[0].stop))
            if len(found) > 1:
                return tuple(found)
        return ()

    def _polities(self, index: int) -> list[Mention]:
        """Return the states that a group names, itself or behind "of": "**the Republic of** Mali"."""
        behind = [i for i in self.groups[index].after[:1] if self.groups[i].prep in _HOME]
        for at in (index, *behind):
            states = [m for m in self.mentions(self.groups[at]) if m.kind in POLITY]
            if states:
                return states
        return []

    def _acts(self, index: int) -> bool:
        return self.sentence.parse.classes[self.groups[index].head] == "G"

    def _participant(self, actor: Actor, start: int, stop: int) -> Participant:
        if self.strict and actor.basis == "assumed":
            return Participant(self.sentence.text[start:stop], start, stop, None, actor.sector)
        return Participant(
            self.sentence.text[start:stop], start, stop, actor.code, actor.sector, actor.entity, actor.basis
        )

    def home(self, group: Group, links: tuple[str, ...] = _HOME) -> tuple[list[Mention], int] | None:
        """Names behind the group that say whose it is: "president of Turkey", "rebels in the Ivory Coast"."""
        if not group.after:
            return None
        reporting = self.frames.pack.reporting
        posted = group.head == group.stop - 1 and "diplomat" in self.frames.classes(group.index)
        for index in group.after[:2]:
            follower = self.groups[index]
            if posted and follower.prep in _SITE and index == group.after[0]:
                continue  # "the ambassador **in Moscow**": of whom, is not said
            if any(
                index in self.groups[i].after
                and self.groups[i].prep == _WHITHER
                # "the parties **to the conflict in Iraq**" are Iraq's
                and "conflict" not in self.frames.classes(i)
                for i in group.after[:1]
            ):
                continue  # "invited the ministers **to a meeting in Kigali**"
            if follower.prep and ("phrase", follower.prep.partition("+")[0]) in reporting:
                return None  # "Рейтер со ссылкой на источник в Дохе": what follows is the source's
            if follower.prep in links or follower.other_prep in links:
                acts = "G" in self.sentence.parse.classes[group.first : group.stop]
                wanted = _HOLDING if acts else _OWNING
                names = [m for m in self.mentions(follower) if m.kind in wanted]
                if names:
                    return names[:1], self.sentence.stops[follower.stop - 1]
        return None

    def _renamed(self, index: int, person: Participant) -> Participant:
        """Return whom an office names with the state that an apposition tells: "**посол, француз**"."""
        twin = self._twin(index) if person.code is None else None
        if twin is None or twin.code is None:
            return person
        sector = person.sector or twin.sector
        return person._replace(code=twin.code, sector=sector, entity=twin.entity, basis=twin.basis)

    def _twin(self, index: int) -> Participant | None:
        """Return what an apposition says about a group that names nobody known."""
        for other in self.groups:
            if other.twin == index and other.index != index:
                mentions = self.mentions(other)
                home = None if any(m.kind in POLITY for m in mentions) else self.home(other)
                actor = self.combine(mentions, modifier=home[0] if home else None) if mentions else None
                if actor is not None and (actor.code or actor.sector):
                    start, stop = self.sentence.quote(other.first, other.stop)
                    return self._participant(actor, start, stop)
        return None


def _is_pair(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a hyphen joins two states: "the **Ankara-Baku** line", "**Ankara-Bakü** ilişkileri"."""
    return any(
        one.kind in POLITY and other.kind in POLITY and text[one.stop : other.start] in _HYPHENS
        for one, other in pairwise(mentions)
    )


def unique(participants: Iterable[Participant]) -> list[Participant]:
    """Return participants once each, without names that stand inside another of the same code."""
    people = list(participants)
    if len(people) < 2:
        return people
    seen: set[tuple[int, int, str | None]] = set()
    found: list[Participant] = []
    for participant in people:
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
