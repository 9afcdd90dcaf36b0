"""Reports and claims: what the coder writes down, with proof for every field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

__all__ = ["AUX", "Basis", "Claim", "Evidence", "Participant", "Report", "Trigger", "links_of"]

AUX: tuple[str, ...] = ("future", "hypothetical", "negation", "historical")

Basis = Literal["stated", "inherited", "inferred", "assumed"]
"""``stated`` in the sentence, ``inherited`` from a heading, an earlier sentence or the document,
``inferred`` by a reference such as "both countries", ``assumed`` where no date was known."""

Direction = Literal["closer", "apart", "unchanged", "mixed"]
Occurrence = Literal["once", "repeated", "ongoing"]


class Evidence(NamedTuple):
    """The place in the text that a field rests on."""

    field: str
    start: int
    stop: int
    quote: str
    basis: Basis = "stated"

    def to_json(self) -> dict[str, Any]:
        """Return the evidence as a JSON object."""
        return {
            "field": self.field,
            "start": self.start,
            "stop": self.stop,
            "quote": self.quote,
            "basis": self.basis,
        }


class Participant(NamedTuple):
    """Somebody who takes part: the words of the text and who they mean.

    ``code`` is a three-letter country code or PLOVER special code (``IGO`` ...), ``sector`` a
    PLOVER sector code (``GOV``, ``MIL`` ...), ``entity`` the dated entity behind it; each null
    where unknown.  ``role`` is set for ``others`` (mediator, host, against, beneficiary,
    instrument, consenting), and among speakers it is ``joint`` for who speaks together with the one before.
    """

    text: str
    start: int
    stop: int
    code: str | None = None
    sector: str | None = None
    entity: str | None = None
    basis: Basis = "stated"
    role: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the participant as a JSON object; ``role`` only where it is set."""
        row: dict[str, Any] = {
            "text": self.text,
            "start": self.start,
            "stop": self.stop,
            "code": self.code,
            "sector": self.sector,
            "entity": self.entity,
            "basis": self.basis,
        }
        if self.role is not None:
            row["role"] = self.role
        return row


class _WithRole(Protocol):
    @property
    def role(self) -> str | None: ...


_Speaker = TypeVar("_Speaker", bound=_WithRole)


def links_of(speakers: Iterable[_Speaker]) -> list[list[_Speaker]]:
    """Return the links of a chain of speakers, outermost first: in each those who speak together.

    Examples
    --------
    >>> agency, minister = Participant("TASS", 0, 4), Participant("Lavrov", 5, 11)
    >>> [len(link) for link in links_of([agency, minister])]
    [1, 1]
    """
    links: list[list[_Speaker]] = []
    for speaker in speakers:
        if links and speaker.role == "joint":
            links[-1].append(speaker)
        else:
            links.append([speaker])
    return links


class Trigger(NamedTuple):
    """The word that the event rests on."""

    text: str
    start: int
    stop: int

    def to_json(self) -> dict[str, Any]:
        """Return the trigger as a JSON object."""
        return {"text": self.text, "start": self.start, "stop": self.stop}


@dataclass(frozen=True, slots=True)
class Report:
    """One source saying that one event happened (or will, might, did not)."""

    event: str
    trigger: Trigger
    sentence: Trigger
    """The anchor sentence."""
    rule: str
    """``file:line`` of the frame that fired, with the lexicon's name."""
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()
    occurrence: Occurrence | None = "once"
    actor: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    others: tuple[Participant, ...] = ()
    date: str | None = None
    """EDTF."""
    date_basis: Basis | None = None
    place: str | None = None
    """The place of the event by its name."""
    place_precision: str | None = None
    """``country``, ``place`` (a city or region), ``near`` (one of these) or ``unlisted``."""
    place_code: str | None = None
    """Country of the place on the day of the event."""
    speakers: tuple[Participant, ...] = ()
    """On whose word, outermost first."""
    cites: tuple[str, ...] = ()
    agreement: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    """``dead``, ``injured``, ``size``."""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    language: str = "und"

    def to_json(self) -> dict[str, Any]:
        """Return the report in the shape that ``dragoman code -`` writes."""
        return {
            "event": self.event,
            "mode": self.mode,
            "contexts": list(self.contexts),
            "aux": list(self.aux),
            "occurrence": self.occurrence,
            "actor": [p.to_json() for p in self.actor],
            "recipient": [p.to_json() for p in self.recipient],
            "others": [p.to_json() for p in self.others],
            "date": self.date,
            "place": self.place,
            "place_precision": self.place_precision,
            "place_code": self.place_code,
            "speakers": [p.to_json() for p in self.speakers],
            "cites": list(self.cites),
            "agreement": self.agreement,
            "counts": dict(self.counts),
            "trigger": self.trigger.to_json(),
            "evidence": [e.to_json() for e in self.evidence],
            "confidence": self.confidence,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """A speaker's statement about the state or change of a relation."""

    direction: Direction
    trigger: Trigger
    sentence: Trigger
    rule: str
    parties: tuple[Participant, ...] = ()
    aux: tuple[str, ...] = ()
    period: str | None = None
    """EDTF."""
    cause: str | None = None
    interest: str | None = None
    speakers: tuple[Participant, ...] = ()
    cites: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    language: str = "und"

    def to_json(self) -> dict[str, Any]:
        """Return the claim in the shape that ``dragoman code -`` writes."""
        return {
            "direction": self.direction,
            "parties": [p.to_json() for p in self.parties],
            "aux": list(self.aux),
            "period": self.period,
            "cause": self.cause,
            "interest": self.interest,
            "speakers": [p.to_json() for p in self.speakers],
            "cites": list(self.cites),
            "trigger": self.trigger.to_json(),
            "evidence": [e.to_json() for e in self.evidence],
            "confidence": self.confidence,
            "rule": self.rule,
        }
