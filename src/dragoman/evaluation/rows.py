"""Gold in memory, whatever notation it was written in: sets, rows and their events."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from dragoman.codebook import load as load_codebook
from dragoman.model import Document, parse_edtf
from dragoman.model.errors import CodebookError, DateError, InputError
from dragoman.model.report import Direction

__all__ = [
    "DIRECTIONS",
    "SCHEMES",
    "GoldEvent",
    "GoldRow",
    "GoldSet",
    "Spans",
    "check_aux",
    "check_class",
    "check_date",
    "check_scheme",
]

DIRECTIONS: frozenset[str] = frozenset(get_args(Direction))
"""What a claim can say of a relation, where gold has it for a class."""

SCHEMES: dict[str, str] = {"plover": "plover-1.3", "plover15": "plover15"}
"""Names of schemes in gold files and the codebooks behind them."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event as people coded it; ``fields`` names what they coded, so that null is not unknown.

    A claim has its direction for a class, its parties for actors, its period for a date.
    """

    event: str
    quad: int | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    actor_codes: tuple[str, ...] = ()
    recipient_codes: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()
    date: str | None = None
    speaker: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()

    @property
    def happened(self) -> bool:
        """Whether it counts as an event: what is denied or only imagined does not."""
        return not {"negation", "hypothetical"} & set(self.aux)


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One text, usually a sentence, and its events; ``given`` is set for relation classification."""

    id: str
    text: str
    language: str
    scheme: str
    events: tuple[GoldEvent, ...]
    given: tuple[Spans, Spans] | None = None
    no_event: bool = False
    """Whether no coder saw an event; false also where nobody was asked."""
    manual: bool = False
    """Whether the text is an example of a codebook's manual."""
    published: str | None = None
    fact: str | None = None
    """Of which fact it is one telling, where a set tells each in several languages."""
    document: Path | Document | None = None
    """The document that the text is a sentence of: a file beside the gold file, or read from it."""
    missing: Path | None = None
    """The document that the row names, where it does not lie there."""
    start: int = 0
    """Where the text begins in that document."""
    claims: tuple[GoldEvent, ...] = ()
    """What it says of relations."""
    claims_only: bool = False
    """Whether people looked for claims alone: what happened in it is not known."""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A gold file: its name, what it holds and the hash that floors are pinned to."""

    name: str
    path: Path
    sha256: str
    rows: tuple[GoldRow, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its rows, sorted."""
        return tuple(sorted({row.language for row in self.rows}))

    @property
    def missing(self) -> dict[Path, int]:
        """Documents that rows name and that do not lie there, each with the number of its rows."""
        return dict(sorted(Counter(row.missing for row in self.rows if row.missing is not None).items()))


def check_scheme(scheme: str, where: str) -> None:
    """Raise InputError, naming file and line, for a scheme that gold files cannot use."""
    if scheme not in SCHEMES:
        raise InputError(f"{where}: scheme {scheme!r} is not known; known are {', '.join(SCHEMES)}.")


def check_class(event: str, scheme: str, where: str) -> None:
    """Raise InputError, naming file and line, for what is neither a class of the scheme nor a direction."""
    if event in DIRECTIONS:
        return
    try:
        if event not in load_codebook().ids or scheme != "plover":
            book = load_codebook(SCHEMES[scheme])
            book.check(book.merges.get(event, event))
    except CodebookError as error:
        raise InputError(f"{where}: {error}") from error


def check_aux(aux: str, where: str) -> None:
    """Raise InputError, naming file and line, for a qualifier that the codebook does not have.

    A misspelt negation would count as something that happened.
    """
    known = load_codebook().aux
    if aux not in known:
        raise InputError(f"{where}: aux {aux!r} is not known; known are {', '.join(known)}.")


def check_date(date: str, where: str) -> None:
    """Raise InputError, naming file and line, for what is no EDTF date."""
    try:
        parse_edtf(date)
    except DateError as error:
        raise InputError(f"{where}: {error}") from error
