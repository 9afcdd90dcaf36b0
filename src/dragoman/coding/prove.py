"""The prove stage: nothing leaves the coder whose quote does not stand in the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from dragoman.model import Claim, Participant, Report, prove

__all__ = ["proven"]

T = TypeVar("T", Report, Claim)


def _people(found: Report | Claim) -> Iterable[Participant]:
    if isinstance(found, Report):
        yield from found.actor
        yield from found.recipient
        yield from found.others
    else:
        yield from found.parties
    yield from found.speakers


def proven(text: str, found: T) -> T:
    """Return a report or claim after checking every span that it carries.

    Raises
    ------
    ProofError
        A span does not cut its quote out of the text.
    """
    for word in (found.trigger, found.sentence):
        prove(text, (word.start, word.stop), word.text)
    for part in _people(found):
        prove(text, (part.start, part.stop), part.text)
    for piece in found.evidence:
        prove(text, (piece.start, piece.stop), piece.quote)
    return found
