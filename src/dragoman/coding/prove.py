"""The prove stage: nothing leaves the coder whose quote does not stand in the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from dragoman.model import Claim, Participant, Report, Trigger
from dragoman.model.span import prove, proves

__all__ = ["proven"]

T = TypeVar("T", Report, Claim)


def _people(found: Report | Claim) -> Iterable[Participant]:
    if isinstance(found, Report):
        return (*found.actor, *found.recipient, *found.others, *found.speakers)
    return (*found.parties, *found.speakers)


def proven(text: str, found: T) -> T:
    """Return a report or claim after checking every span that it carries.

    Raises
    ------
    ProofError
        A span does not cut its quote out of the text.
    """
    words: list[Trigger | Participant] = [found.trigger, found.sentence, *_people(found)]
    for part in words:
        if not proves(text, part.start, part.stop, part.text):
            prove(text, (part.start, part.stop), part.text)  # says what is wrong
    for piece in found.evidence:
        if not proves(text, piece.start, piece.stop, piece.quote):
            prove(text, (piece.start, piece.stop), piece.quote)
    return found
