"""Names, noun phrases and state codes by hand: what the command line and notebooks call."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from dragoman.actors.compose import combine
from dragoman.actors.crosswalk import crosswalk
from dragoman.actors.entities import Entity, Spell, entities, spells
from dragoman.actors.offices import COUNTERPART, held_by, in_office, office_of
from dragoman.actors.registry import LANGUAGES, Registry, registry
from dragoman.actors.scan import Scanner, scanner
from dragoman.actors.tables import ALWAYS, data, iso, rows
from dragoman.actors.types import Actor, Mention, Resolution
from dragoman.model import Edtf, parse_edtf
from dragoman.model.errors import InputError

__all__ = ["StateCode", "codes", "days_of", "resolve", "resolve_phrase", "show"]

_BEFORE = "0 "
_ROLES = frozenset({"agent", "mod"})
_NAMED = frozenset({"org", "group"})
_BODIES = frozenset({"IGO"})
_POLITIES = frozenset({"state", "republic", "territory", "colony", "contested", "polity"})
When = date | Edtf | str | None
Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class StateCode:
    """A membership of the COW or Gleditsch-Ward system, or an ISO3 code, and the entities under it.

    ``since`` and ``until`` are ISO days, half-open, empty where open.
    """

    scheme: str
    value: str
    abbreviation: str
    name: str
    since: str
    until: str
    entities: tuple[str, ...]
    other: tuple[str, ...] = ()
    """The numbers that the state has meanwhile in the other of the two systems."""


def days_of(on: When) -> Days:
    """Return the first and last day that a date can mean, both inclusive; (None, None) for no date."""
    if on is None:
        return None, None
    if isinstance(on, date):
        return on, on
    if isinstance(on, str):
        on = parse_edtf(on)
    return on.earliest, on.latest


# Letters that tell a language, and the order in which languages are asked where none does.
_SIGNS = (
    (re.compile("[іїєґІЇЄҐ]"), ("uk",)),
    (re.compile("[әҹһөүҝғјӘҸҺӨҮҜҒЈ]"), ("az",)),
    (re.compile("[ыэъёЫЭЪЁ]"), ("ru", "az")),
    (re.compile("[Ѐ-ӿ]"), ("ru", "uk", "az")),
    (re.compile("[əƏ]"), ("az", "en")),
    (re.compile(""), ("en", "tr", "az")),
)


def _languages(text: str, language: str | None) -> tuple[str, ...]:
    """Return the language, or those to ask one after the other until one knows the name."""
    if language is None:
        return next(order for sign, order in _SIGNS if sign.search(text))
    base = language.split("-")[0]
    if base not in LANGUAGES:
        raise InputError(
            f"There are no names in {language!r} yet; there are {', '.join(LANGUAGES)}. "
            "Leave the language out and the letters decide."
        )
    return (base,)


def _whole(name: str, scan: Scanner) -> Mention | None:
    """Return the mention that is the whole name, as if it stood inside a sentence."""
    for mention in scan.scan(_BEFORE + name):
        start, stop = mention.start - len(_BEFORE), mention.stop - len(_BEFORE)
        if stop == len(name) and (start == 0 or name[:start].lower() == "the "):
            return mention
    return None


def resolve(
    name: str,
    *,
    on: When = None,
    language: str | None = None,
    viewpoint: str = "",
    strict: bool = False,
    own: Path | None = None,
) -> Resolution:
    """Return who a name means on a date.

    Parameters
    ----------
    name : str
        A name as it stands in a text, in any case form: "Baku", "the Soviet Union", "Эрдоганом".
    on : date, Edtf, str (EDTF) or None
        Without a date the name is read as of today (the day of the data) with the basis
        ``assumed``; a name that nobody bears today keeps its own.
    language : str, optional
        Default: the languages that the letters allow, one after the other.
    viewpoint : str
        Whose reading of contested polities; see `Registry`.
    strict : bool, default False
        Without a date, answer only where all candidates have the same code.
    own : Path, optional
        A study's own table of actors.

    Returns
    -------
    Resolution
        ``actor`` is None where nobody or several are meant; ``reason`` says why.

    Examples
    --------
    >>> resolve("Baku", on="1919").actor.entity
    'azerbaijan-1918'
    >>> resolve("turkey").actor is None
    True
    """
    name = name.strip()
    for tongue in _languages(name, language):
        scan = scanner(tongue, viewpoint, own)
        mention = _whole(name, scan)
        if mention is not None:
            break
        if _whole(name.title(), scan) or _whole(name.upper(), scan):
            return Resolution(None, (), f"{name!r} is not capitalised like the proper name it would be")
    else:
        return Resolution(None, (), f"{name!r} is not in the tables")
    found = scan.registry.actor(mention.key, days_of(on))
    return _agreed(found) if strict and on is None else found


@cache
def _prepositions(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of prepositions that lead to an owner, and of those that end the phrase."""
    words = {"owner": "(?!)", "other": "(?!)"}
    for _, (what, _, value) in rows(data("context", f"{language}.tsv"), ("what", "name", "value")):
        if what in words:
            words[what] = "|".join(value.split())
    return tuple(re.compile(rf"(?<!\w)(?:{words[w]})(?!\w)", re.IGNORECASE) for w in ("owner", "other"))  # type: ignore[return-value]


def resolve_phrase(
    text: str,
    on: When = None,
    language: str | None = None,
    *,
    viewpoint: str = "",
    strict: bool = False,
    other: str | None = None,
    own: Path | None = None,
) -> Resolution:
    """Return who a whole noun phrase means ("President of the Chadian Human Rights League").

    The head is what stands before the first preposition; an owner that stands after it ("of Turkey",
    "in Baku") counts where the head names nobody. Where the phrase is an office of a state and nothing
    more ("the Turkish president"), its holder on that date is the entity; several holders within the
    days leave the state as it is and stand as candidates, latest first.

    Parameters
    ----------
    text, on, language, viewpoint, strict, own
        As for `resolve`.
    other : str, optional
        The other party, where the phrase takes its office from it: "his Azerbaijani counterpart" beside
        "Turkish Foreign Minister Hakan Fidan".

    Examples
    --------
    >>> resolve_phrase("the Turkish president", "1992-06").actor.entity
    'ozal'
    >>> resolve_phrase("Azerbaijani counterpart", "2024", other="Hakan Fidan").actor.entity
    'bayramov'
    """
    text = text.strip()
    base, mentions, best = "", list[Mention](), (False, 0)
    for tongue in _languages(text, language):
        scan = scanner(tongue, viewpoint, own)
        whole = _whole(text, scan)
        if whole is not None and whole.kind not in _ROLES:
            found = scan.registry.actor(whole.key, days_of(on))
            return _agreed(found) if strict and on is None else found
        read = scan.scan(text)
        # The language that knows a name, then the one that knows more of the words.
        known = any(m.kind not in _ROLES for m in read), sum(m.stop - m.start for m in read)
        if not base or known > best:
            base, mentions, best = tongue, read, known
    reg: Registry = registry(viewpoint, own)
    days = days_of(on)
    if not mentions:
        return Resolution(None, (), f"no name or role in {text!r}")
    inside, parts = _parts(text, base, mentions)
    actor: Actor | None = None
    for part in reversed(parts):
        actor = combine(part, days, modifier=actor, reg=reg)
    candidates = tuple(
        candidate for m in inside if m.kind not in _ROLES for candidate in reg.actor(m.key, days).candidates
    )
    if actor is None:
        reasons = [reg.actor(m.key, days).reason for m in inside if m.kind not in _ROLES]
        return Resolution(None, candidates, reasons[0] if reasons else f"{text!r} names nobody")
    reason = "a role without an owner" if actor.code is None else "read from the words of the phrase"
    answer = Resolution(actor, candidates, reason, actor.basis)
    if strict and on is None:
        answer = _agreed(answer)
    if answer.actor is None or actor.code is None:
        return answer
    if any(m.kind in _NAMED for m in inside) and answer.actor.code not in _BODIES:
        return answer
    if any(part[-1].kind == "adj" or m.kind == "agent" for part in parts[1:] for m in part):
        return answer  # "President of the Chadian Human Rights League": the owner is no state
    offices = office_of(parts[0], reg)
    if offices == COUNTERPART:
        offices = _offices_of(other, days, language, reg) if other else ()
    return in_office(answer, offices, days, reg) if offices else answer


def _parts(text: str, language: str, mentions: list[Mention]) -> tuple[list[Mention], list[list[Mention]]]:
    """Return the mentions of the phrase itself, and the same cut at the prepositions that lead to owners."""
    owner, other = _prepositions(language)
    stop = next((m.start() for m in other.finditer(text) if m.start() >= mentions[0].stop), len(text))
    inside = [m for m in mentions if m.start < stop]
    cuts = [
        m.start()
        for m in owner.finditer(text, 0, stop)
        if m.start() >= inside[0].stop and not any(x.start <= m.start() < x.stop for x in inside)
    ]
    parts = [[m for m in inside if low <= m.start < high] for low, high in pairwise([0, *cuts, stop])]
    return inside, [part for part in parts if part]


def _agreed(found: Resolution) -> Resolution:
    """Take the answer back where the candidates do not agree on a code."""
    if len({c.code for c in found.candidates}) > 1:
        return replace(found, actor=None, reason="without a date the candidates do not agree")
    return found


def _offices_of(text: str, days: Days, language: str | None, reg: Registry) -> tuple[str, ...]:
    """Return the office that the other party holds: by its words, else by the person that is named."""
    for tongue in _languages(text, language):
        mentions = scanner(tongue, reg.viewpoint, reg.own.path if reg.own else None).scan(text)
        if not mentions:
            continue
        offices = office_of([m for m in mentions if m.kind != "person"], reg)
        if offices and offices != COUNTERPART:
            return offices
        for mention in mentions:
            actor = reg.actor(mention.key, days).actor if mention.kind == "person" else None
            if actor is not None and actor.entity is not None:
                return held_by(actor.entity, days)
    return ()


def _members(spell: Spell) -> tuple[str, ...]:
    number = str(spell.number)
    return tuple(
        e.id
        for e in entities().values()
        if (e.cow if spell.scheme == "cow" else e.gw) == number
        and e.since < spell.until
        and spell.since < e.until
    )


def codes(scheme: str, value: int | str, on: When = None) -> tuple[StateCode, ...]:
    """Return what a code of a scheme stands for.

    Parameters
    ----------
    scheme : {"cow", "gw", "iso3"}
    value : int or str
        State number or abbreviation (COW, Gleditsch-Ward), or three letters.
    on : date, Edtf, str or None
        Only what holds then; None for all times.

    Raises
    ------
    InputError
        The scheme is unknown.
    """
    wanted, scheme = str(value).upper(), scheme.lower()
    low_day, high_day = days_of(on)
    low = low_day.toordinal() if low_day else 0
    high = high_day.toordinal() + 1 if high_day else ALWAYS
    if scheme == "iso3":
        return tuple(
            StateCode("iso3", wanted, wanted, e.name, iso(e.since), iso(e.until), (e.id,))
            for e in show(wanted)
            if e.since < high and low < e.until
        )
    if scheme not in ("cow", "gw"):
        raise InputError(f"There is no scheme {scheme!r}; known are cow, gw and iso3.")
    return tuple(
        StateCode(
            scheme,
            str(s.number),
            s.abbreviation,
            s.name,
            iso(s.since),
            iso(s.until),
            _members(s),
            tuple(map(str, crosswalk(scheme, s.number, max(low, s.since), min(high, s.until)))),
        )
        for s in spells()
        if s.scheme == scheme
        and wanted in (str(s.number), s.abbreviation.upper())
        and s.since < high
        and low < s.until
    )


def show(code: str) -> tuple[Entity, ...]:
    """Return the states and other polities that project to a code, earliest first."""
    found = [e for e in entities().values() if e.code == code.upper() and e.kind in _POLITIES]
    return tuple(sorted(found, key=lambda e: (e.since, e.id)))
