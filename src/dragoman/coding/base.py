"""The small interface that every coder fulfils."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from dragoman.model import Claim, Document, Participant, Report

__all__ = ["AssumeDate", "Coder", "Coding"]

AssumeDate = date | Literal["today", "none"]
"""As of when names are read where neither text nor document gives a date."""


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder found in one document."""

    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Participant, ...] = ()
    """Every actor named in coded text, whether or not it takes part in a report."""
    problems: tuple[str, ...] = field(default=())


class Coder(Protocol):
    """Turns a document into reports and claims; deterministic, no network, no clock.

    ``assume`` dates names where nothing else does: ``"today"`` reads them as of the present state
    system, ``"none"`` leaves what needs a date uncoded, a day reads them as of that day.
    """

    @property
    def name(self) -> str:
        """Name under which runs are kept apart."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same text could be coded differently (program, codebook, lexicons)."""
        ...

    def code(self, doc: Document, *, assume: AssumeDate = "today") -> Coding:
        """Code one document."""
        ...
