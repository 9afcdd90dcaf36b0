"""Days of meetings and treaties: what their parties go on to say or to promise is of the same day.

"On 7 June Molotov received Sarper. He **demanded** bases, and Sarper **refused** at once": a stand takes
no date from the sentence before it, but here both speak at one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.codebook import load as load_codebook
from dragoman.codebook.scheme import MATERIAL_CONFLICT, VERBAL_CONFLICT, VERBAL_COOPERATION
from dragoman.coding.derived import derived
from dragoman.model import Edtf, Evidence, Participant, Report, parse_edtf

__all__ = ["Together"]

_BACKING = derived("backing")
_MEETING = derived("meeting")

_UNREAL = frozenset({"negation", "future", "hypothetical"})
_PAIR = 2


class _Met(NamedTuple):
    day: Edtf
    evidence: Evidence
    codes: frozenset[str]
    people: frozenset[tuple[str | None, str]]
    """Codes and parts of those who met, where they were more than the names of states."""
    signed: bool


class Together:
    """Keeps who met or signed last, and on which day, while a text is read."""

    def __init__(self) -> None:
        self._met: _Met | None = None
        self._paragraphs = 0
        """Paragraphs begun since."""

    def paragraph(self) -> None:
        """A new paragraph begins: a treaty is told of in one, a meeting in no more than two."""
        self._paragraphs += 1
        if self._met is not None and (self._met.signed or self._paragraphs > 1):
            self._met = None

    def learn(self, reports: Sequence[Report], *, timed: bool) -> None:
        """Take up what a sentence reported.

        Parameters
        ----------
        timed : bool
            Whether the sentence names a time.
        """
        found = next((met for report in reports if (met := _meeting(report)) is not None), None)
        if found is not None:
            met = self._met
            goes_on = met is not None and found.signed and not met.signed and found.day == met.day
            if not goes_on or not found.codes <= (met.codes if met is not None else found.codes):
                self._met = found
            self._paragraphs = 0  # what they signed at a meeting does not end it
            return
        met = self._met
        if met is None:
            return
        others = any(
            not _codes(report.actor) <= met.codes and report.event != _MEETING for report in reports
        )  # who holds the talks is no other
        if timed or (others and not met.signed):
            self._met = None

    def day(self, event: str, actor: Sequence[Participant]) -> tuple[Edtf, Evidence] | None:
        """Return the day of what a party does there that has no date of its own, or None."""
        met, codes = self._met, _codes(actor)
        if met is None or not codes or not codes <= met.codes:
            return None
        if self._paragraphs and not _people(actor) <= met.people:
            return None  # a paragraph later those who met still speak there, but not the states
        if event == _BACKING and len(codes) >= _PAIR:
            return None  # when they met is not yet when they signed
        quad = load_codebook().quad(event)
        if event == _MEETING or quad == VERBAL_CONFLICT:
            fits = not met.signed  # "the delegates **had negotiated** it" is of no day of signing
        else:
            fits = quad == VERBAL_COOPERATION or (met.signed and quad != MATERIAL_CONFLICT)
        return (met.day, met.evidence) if fits else None


def _codes(people: Sequence[Participant]) -> frozenset[str]:
    return frozenset(person.code for person in people if person.code)


def _people(people: Sequence[Participant]) -> frozenset[tuple[str | None, str]]:
    return frozenset((person.code, person.sector or "") for person in people if person.code)


def _meeting(report: Report) -> _Met | None:
    """Return the day of a meeting or signing of several, or None where a report tells of none."""
    if report.date is None or not _UNREAL.isdisjoint(report.aux):
        return None
    day = parse_edtf(report.date)
    met = report.event == _MEETING
    signed = report.event == _BACKING and not report.recipient
    met_there = (*report.actor, *report.recipient)
    codes, people = _codes(met_there), _people([p for p in met_there if p.sector])
    evidence = next((e for e in report.evidence if e.field == "date"), None)
    if day.days != 1 or not (met or signed) or len(codes) < _PAIR or evidence is None:
        return None
    return _Met(day, evidence._replace(basis="inherited"), codes, people, signed)
