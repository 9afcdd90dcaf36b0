"""The cells of gold notations for people: who, which event, by whom; each checked where it stands."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.actors.entities import entities
from dragoman.codebook import load as load_codebook
from dragoman.evaluation.rows import DIRECTIONS, GoldEvent, check_aux, check_date
from dragoman.model.errors import InputError

__all__ = ["NOTHING", "chain", "event_of", "language_of"]

NOTHING = "-"
_NO_CODE = "***"
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FIELDS = frozenset({"actor_codes", "recipient_codes", "aux", "date", "speaker"})


def language_of(code: str, where: str) -> str:
    """Return the code of a language as it is written, or refuse what cannot be one."""
    if _LANGUAGE.fullmatch(code) is None:
        raise InputError(
            f"{where}: {code!r} is no code of a language; write two or three small letters (uk)."
        )
    return code


def event_of(event: str, who: str, aux: str, date: str, speaker: str, *, where: str) -> GoldEvent:
    """Return an event, or a claim where ``event`` is a direction, from its five cells."""
    if aux != NOTHING:
        check_aux(aux, where)
    if date != NOTHING:
        check_date(date, where)
    actor, recipient = _who(who, where)
    if event in DIRECTIONS and recipient:
        raise InputError(f"{where}: a claim has no recipient; write its parties as A=B, not {who!r}.")
    return GoldEvent(
        event=event,
        actor_codes=actor,
        recipient_codes=recipient,
        aux=() if aux == NOTHING else (aux,),
        date=None if date == NOTHING else date,
        speaker=chain(speaker, where),
        fields=_FIELDS,
    )


def _who(who: str, where: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return actors and recipients of ``A>B``, ``A>``, ``A+B>C`` or ``A=B``."""

    def side(text: str, sign: str) -> tuple[str, ...]:
        return tuple(_code(code.strip(), where) for code in text.split(sign))

    actor, arrow, recipient = who.partition(">")
    if arrow:
        return side(actor, "+"), side(recipient, "+") if recipient.strip() else ()
    actors = side(who, "=")
    if len(actors) < 2:
        raise InputError(
            f"{where}: {who!r} has neither > nor =; write A>B, A> (no recipient) or A=B (all act)."
        )
    return actors, ()


def _code(code: str, where: str) -> str:
    """Return the code of one party, checked word by word; ``?`` is somebody without a country."""
    if code == "?":
        return _NO_CODE
    country, *sectors = code.split(" ")
    unknown = (
        [country] if country not in _countries() else [word for word in sectors if word not in _sectors()]
    )
    if unknown:
        raise InputError(
            f"{where}: {unknown[0]!r} in {code!r} is no code; write ISO3 (TUR), IGO and the like for others, "
            f"sectors behind it (TUR MIL), ? for somebody without a country."
        )
    return code


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    special = {one.id for one in load_codebook().special_codes}
    return frozenset(special | {entity.code for entity in entities().values() if entity.code})


@lru_cache(maxsize=1)
def _sectors() -> frozenset[str]:
    return frozenset(one.id for one in load_codebook().sectors)


def chain(speaker: str, where: str) -> tuple[str, ...]:
    """Return the speakers, outermost first, of ``the agency / the minister``."""
    if speaker == NOTHING:
        return ()
    names = tuple(name.strip() for name in speaker.split("/"))
    if not all(names):
        raise InputError(f"{where}: {speaker!r} leaves a speaker empty; write `outermost / next`, or -.")
    return names
