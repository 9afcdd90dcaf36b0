"""Turning the mentions inside one noun group into one actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dragoman.actors.entities import entities, people
from dragoman.actors.registry import Registry, registry
from dragoman.actors.types import Actor, Mention

__all__ = ["combine", "sector"]

# Sectors that a modifier keeps against its head: "rebel troops" are rebels.
_STRONG = ("REB", "UAF", "CRM", "OPP", "REF", "PRM")
_BODIES = frozenset({"IGO", "UNO", "EUR", None})
_NAMED = frozenset({"org", "group"})
_POLITY = frozenset({"state", "adj", "demonym", "seat", "place"})
_TWINNED = ("adj", "state")
_SERVING = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP", None})


def sector(mentions: Sequence[Mention], reg: Registry) -> tuple[str | None, str | None, bool]:
    """Return sector, special code and whether "former" stands there, from the agents of a group."""
    firm: list[str] = []
    weak: str | None = None
    code: str | None = None
    former = False
    for mention in mentions:
        if mention.kind == "mod":
            entry = reg.entries[mention.key]
            if entry.sector == "ELI":
                former = True
            elif entry.sector:
                firm.append(entry.sector)
        elif mention.kind == "agent":
            entry = reg.entries[mention.key]
            code = entry.code or code
            if entry.sector is None:
                continue
            if "weak" in entry.flags:
                weak = weak or entry.sector
            else:
                firm.append(entry.sector)
    for strong in _STRONG:
        if strong in firm:
            return strong, code, former
    return (firm[-1] if firm else weak), code, former


def combine(
    mentions: Sequence[Mention],
    on: tuple[date | None, date | None] = (None, None),
    *,
    modifier: Actor | Sequence[Mention] | None = None,
    reg: Registry | None = None,
) -> Actor | None:
    """Return the one actor that the mentions of a noun group name together.

    Parameters
    ----------
    mentions : sequence of Mention
        In text order, all inside one noun group ("Turkish Foreign Minister Hakan Fidan").
    on : (date or None, date or None)
        First and last day, both inclusive.
    modifier : Actor or sequence of Mention, optional
        Who the group belongs to where that stands outside it ("president **of Turkey**",
        "officials **in Baku**").
    reg : Registry, optional
        Default: the registry without a viewpoint. Keys of mentions belong to one registry.

    Returns
    -------
    Actor or None
        None where nobody is named or the group names two states of equal standing
        ("Turkish-Russian"): the caller splits those.
    """
    reg = reg or registry()
    if len(mentions) == 1 and modifier is None:
        return _alone(mentions[0], on, reg)
    role, code, former = sector(mentions, reg)
    polity = [m for m in mentions if m.kind in _POLITY]
    person = next((m for m in reversed(mentions) if m.kind == "person"), None)
    if person is not None:
        return _titled(person, polity, role, former, mentions, on, reg)
    named = next((m for m in mentions if m.kind in _NAMED), None)
    owner: Actor | None = None
    if named is not None and not (
        polity and polity[0].start < named.start and named.kind == "org" and role is not None
    ):
        owner = reg.actor(named.key, on).actor
        if owner is not None and named.kind == "group":
            # "the opposition Labour Party"
            return owner.of_sector(role) if (owner.sector, role) == ("PTY", "OPP") else owner
        if owner is not None and polity and owner.code in ("NGO", "MNC", None):
            home = reg.actor(polity[0].key, on).actor
            if home is not None:
                owner = replace(home, sector=owner.sector, name=owner.name)
    elif polity:
        owner = _owner(polity, on, reg)
        if owner is None:
            return None
    if owner is None and modifier is not None:
        owner = modifier if isinstance(modifier, Actor) else combine(modifier, on, reg=reg)
        if (
            owner is not None
            and owner.sector
            and role not in _STRONG
            and (owner.sector in _STRONG or _of_rank(mentions, reg))
        ):
            # "President of a league", "spokesman of the army": the rank takes the sector of its owner.
            role = owner.sector
    if owner is None:
        if role is None and code is None:
            return None
        name = " ".join(reg.entries[m.key].name for m in mentions if m.kind == "agent")
        return Actor(
            "NGO" if code == "NGO" else code, "ELI" if former and role in _SERVING else role, None, name
        )
    if former and (role in _SERVING):
        role = "ELI"
    if code == "NGO" and owner.code not in _BODIES:
        role = role or "NGO"
    return owner if role is None or role == owner.sector else owner.of_sector(role)


def _of_rank(mentions: Sequence[Mention], reg: Registry) -> bool:
    """Whether all agents are ranks (spokesman, president, member) that say little without their owner."""
    return all(
        not {"weak", "title"}.isdisjoint(reg.entries[m.key].flags) for m in mentions if m.kind == "agent"
    )


def _alone(mention: Mention, on: tuple[date | None, date | None], reg: Registry) -> Actor | None:
    if mention.kind == "mod":
        return None
    return reg.actor(mention.key, on).actor


def _owner(polity: Sequence[Mention], on: tuple[date | None, date | None], reg: Registry) -> Actor | None:
    """Return the state of a group; None where two adjectives side by side name two states."""
    first = reg.actor(polity[0].key, on).actor
    for before, after in pairwise(polity):
        if before.kind == after.kind and before.kind in _TWINNED and after.start - before.stop <= 1:
            other = reg.actor(after.key, on).actor
            if first is not None and other is not None and other.code != first.code:
                return None
    if first is None:
        for mention in polity[1:]:
            first = reg.actor(mention.key, on).actor
            if first is not None:
                break
    return first


def _heirs(person: str | None, reg: Registry) -> set[str | None]:
    """Return the codes of the states that came after the one a person served last."""
    known = entities()
    found: set[str | None] = set()
    if person is not None and person in people():
        ahead = list(known[people()[person].terms[-1].entity].after)
        while ahead:
            entity = known[ahead.pop()]
            found.add(reg.code(entity))
            ahead.extend(entity.after)
    return found


def _titled(
    person: Mention,
    polity: Sequence[Mention],
    role: str | None,
    former: bool,
    mentions: Sequence[Mention],
    on: tuple[date | None, date | None],
    reg: Registry,
) -> Actor | None:
    found = reg.actor(person.key, on)
    actor = found.actor
    state = _owner(polity, on, reg) if polity else None
    short = "short" in reg.entries[person.key].flags
    if (
        state is not None
        and state.code is not None
        and (actor is None or (actor.code != state.code and short))
    ):
        same = [c for c in found.candidates if c.code == state.code]
        if actor is not None or not same:
            # "Turkish activist Aliyev": a namesake, the adjective is what the text says.
            return state.of_sector("ELI" if former else role)
        one = same[0].entity if len(same) == 1 else None
        name = same[0].entity if one else reg.entries[person.key].name
        return Actor(state.code, role or same[0].sector, one, name, state.basis, state.loss)
    if actor is None:
        if role is None:
            return None
        return Actor(None, "ELI" if former else role, None, reg.entries[person.key].name)
    if (
        state is not None
        and state.code not in (None, actor.code)
        and found.basis == "assumed"
        and state.code in _heirs(actor.entity, reg)
    ):
        # "German Foreign Minister Oskar Fischer", undated: the text's own word for the state after his.
        loss = f"{state.code} stands for {actor.code}"
        actor = replace(actor, code=state.code, basis="inferred", loss=loss)
    if former:
        return actor.of_sector("ELI")
    behind, _, _ = sector([m for m in mentions if m.start >= person.stop], reg)
    if behind in _STRONG and actor.sector in _SERVING:
        return actor.of_sector(behind)  # "Yushchenko supporters"
    titled = any(
        m.kind == "agent" and "title" in reg.entries[m.key].flags and m.stop < person.start for m in mentions
    )
    if (
        role is not None
        and titled
        and role != "REL"
        and (actor.sector in ("ELI", None) or found.basis == "assumed")
    ):
        # The text gives the title; it knows better than the table whether the office is held.
        return actor.of_sector(role)
    return actor
