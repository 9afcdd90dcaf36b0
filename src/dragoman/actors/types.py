"""What the registry hands out: actors, candidates, resolutions, mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.model.report import Basis

__all__ = [
    "ABL",
    "ACC",
    "CASES",
    "DAT",
    "GEN",
    "INS",
    "LOC",
    "NOM",
    "PL",
    "SG",
    "Actor",
    "Candidate",
    "Kind",
    "Mention",
    "Resolution",
]

NOM, GEN, DAT, ACC, INS, LOC = 1, 2, 4, 8, 16, 32
SG, PL = 64, 128
ABL = 1 << 25
"""The Turkic ablative. All bits are those of `dragoman.languages.features`."""
CASES = NOM | GEN | DAT | ACC | INS | LOC | ABL
"""Mask of the case bits of ``Mention.case``."""

Kind = Literal["state", "adj", "demonym", "seat", "place", "org", "group", "person", "agent", "mod"]
"""What sort of words name the actor. ``mod`` is "former", "ousted" and the like: it names nobody,
but changes the sector of what it stands with."""


@dataclass(slots=True)
class Mention:
    """A name or agent in a text: ``text[start:stop]``.

    ``key`` goes into `Registry.actor`; ``case`` is the set of grammatical cases and numbers the
    form can have, 0 where the word does not inflect or nothing is known. ``apart``: a person who is not
    the one of the office before the name ("Ukrayna Cumhurbaşkanı **Putin'i** suçladı").
    """

    start: int
    stop: int
    kind: Kind
    key: int
    case: int
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is meant, projected to PLOVER codes.

    Attributes
    ----------
    code : str or None
        Three letters: a country or a special code such as ``IGO``; null for "troops" alone.
    sector : str or None
        PLOVER sector (``GOV``, ``MIL`` ...); null for a state as a whole.
    entity : str or None
        Id of the dated entity or person; null where the date leaves several with the same code.
    name : str
        English name of the entity.
    basis : str
        ``stated``, ``inferred`` (a rule chose between readings) or ``assumed`` (no date was known).
    loss : str or None
        What the code does not say ("AZE for the Azerbaijan Democratic Republic").
    """

    code: str | None
    sector: str | None
    entity: str | None
    name: str
    basis: Basis = "stated"
    loss: str | None = None

    def of_sector(self, sector: str | None) -> Actor:
        """Return the actor in another part: the army of a state."""
        return Actor(self.code, sector, self.entity, self.name, self.basis, self.loss)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a name, with the days (ISO, half-open, empty where open) it holds."""

    entity: str
    kind: str
    code: str | None
    sector: str | None
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to "who is meant": an actor, or the candidates and why there is none."""

    actor: Actor | None
    candidates: tuple[Candidate, ...]
    reason: str
    basis: Basis = "stated"
