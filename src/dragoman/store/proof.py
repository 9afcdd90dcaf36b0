"""Every span of a report or claim, checked against the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.model import Claim, Document, Participant, Report, prove
from dragoman.model.errors import ProofError

__all__ = ["Fault", "document_faults", "faults", "participant_faults"]


class Fault(NamedTuple):
    """A field whose quote does not stand where it should."""

    field: str
    start: int
    stop: int
    quote: str | None
    problem: str


def _quotes(found: Report | Claim) -> Iterator[tuple[str, int, int, str]]:
    yield "trigger", found.trigger.start, found.trigger.stop, found.trigger.text
    yield "sentence", found.sentence.start, found.sentence.stop, found.sentence.text
    groups: dict[str, tuple[Participant, ...]] = {"speakers": found.speakers}
    if isinstance(found, Report):
        groups |= {"actor": found.actor, "recipient": found.recipient, "others": found.others}
    else:
        groups |= {"parties": found.parties}
    for field, group in groups.items():
        for who in group:
            yield field, who.start, who.stop, who.text
    for evidence in found.evidence:
        yield f"evidence:{evidence.field}", evidence.start, evidence.stop, evidence.quote


def _check(text: str, quotes: Iterable[tuple[str, int, int, str]]) -> list[Fault]:
    found = []
    for field, start, stop, quote in quotes:
        # The cheap comparison first: millions of spans are right.
        if 0 <= start < stop and text[start:stop] == quote and stop <= len(text):
            continue
        try:
            prove(text, (start, stop), quote)
        except ProofError as error:
            found.append(Fault(field, start, stop, quote, str(error)))
    return found


def faults(text: str, found: Report | Claim) -> list[Fault]:
    """Return the spans of a report or claim that do not reproduce their quote."""
    return _check(text, _quotes(found))


def participant_faults(text: str, who: Participant) -> list[Fault]:
    """Return the fault of a mention, if it has one."""
    return _check(text, [("mention", who.start, who.stop, who.text)])


def document_faults(doc: Document) -> list[Fault]:
    """Return what is wrong with a document's own spans: blocks in order and inside, the date inside."""
    found = []
    before = 0
    for block in doc.blocks:
        if not before <= block.start <= block.stop <= len(doc.text):
            found.append(
                Fault(
                    "blocks", block.start, block.stop, None, "The block overlaps another or leaves the text."
                )
            )
        before = max(before, block.stop)
    if doc.published_span is not None:
        start, stop = doc.published_span
        if not 0 <= start < stop <= len(doc.text):
            found.append(Fault("published", start, stop, None, "The date's span leaves the text."))
    return found
