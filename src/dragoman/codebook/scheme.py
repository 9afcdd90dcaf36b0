"""The parts of a codebook as types: what the YAML files hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "AuxRule",
    "Context",
    "EventClass",
    "Example",
    "Exclusion",
    "FineRule",
    "Mode",
    "Quad",
    "Resolution",
    "Sector",
]


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event was done."""

    id: str
    definition: str
    adds_context: str | None = None
    """A context that the mode brings with it."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A case that looks like the class and belongs to another."""

    what: str
    to: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the class, written for this codebook, with the codes it should get."""

    text: str
    event: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventClass:
    """One class of events."""

    id: str
    since: str
    """First codebook version of this package that has the class."""
    section: str
    """Section of the manual."""
    labels: Mapping[str, str]
    """Name per language (ISO 639-1)."""
    quad: int
    score: float
    requires_recipient: bool
    definition: str
    includes: tuple[str, ...]
    excludes: tuple[Exclusion, ...]
    modes: tuple[Mode, ...]
    examples: tuple[Example, ...]
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an event is about."""

    id: str
    definition: str


@dataclass(frozen=True, slots=True)
class Sector:
    """A part that an actor plays (``GOV``), or a code that stands in place of a country (``IGO``)."""

    id: str
    label: str
    definition: str
    tier: Literal["frequent", "rare"] | None = None
    """None for the codes that stand in place of a country."""


VERBAL_COOPERATION, MATERIAL_COOPERATION, VERBAL_CONFLICT, MATERIAL_CONFLICT = 1, 2, 3, 4
"""The numbers of PLOVER's quads; `Quad.id` is one of them."""


@dataclass(frozen=True, slots=True)
class Quad:
    """One of the four fields of word or deed, cooperation or conflict."""

    id: int
    key: str
    labels: Mapping[str, str]
    definition: str


@dataclass(frozen=True, slots=True)
class AuxRule:
    """A class with an auxiliary mode that is another class."""

    id: str
    events: tuple[str, ...]
    aux: str
    event: str
    section: str
    statement: str
    mode: str | None = None
    needs: Literal["own-word"] | None = None
    """``own-word``: only where the actor says so itself."""


@dataclass(frozen=True, slots=True)
class FineRule:
    """A case between two classes and the class it belongs to."""

    id: str
    event: str
    section: str
    statement: str
    example: str
    mistaken_for: tuple[str, ...] = ()
    mode: str | None = None
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a class with auxiliary modes comes to."""

    event: str
    aux: tuple[str, ...]
    """What is left of the auxiliary modes."""
    mode: str | None = None
    """A mode that the rule sets; null where the mode of the report stays, as far as it is legal."""
    rule: str | None = None
    """Id of the rule that changed the class."""
