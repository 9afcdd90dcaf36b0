"""Notes of a document that its reports and claims point to: ``[6]`` behind a sentence, with its entry."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from dragoman.documents.notes import Cite, resolve
from dragoman.model import Claim, Evidence, Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.coding.base import Coding
    from dragoman.model import Document

__all__ = ["with_cites"]

_Found = TypeVar("_Found", Report, Claim)
_GAP = 3
"""A marker may stand so many code points behind the full stop of its sentence."""


def with_cites(doc: Document, coding: Coding) -> Coding:
    """Give reports and claims the entries that their sentence points to.

    The marker behind the word that a report rests on is meant, and those that follow it directly
    (``[3][5]``); a sentence with its marker before that word, or with none, cites nothing for it.
    """
    marks = resolve(doc)
    if not marks:
        return coding
    starts = [mark.start for mark in marks]
    return replace(
        coding,
        reports=tuple(_noted(doc.text, one, marks, starts) for one in coding.reports),
        claims=tuple(_noted(doc.text, one, marks, starts) for one in coding.claims),
    )


def _noted(text: str, one: _Found, marks: Sequence[Cite], starts: Sequence[int]) -> _Found:
    at = bisect_left(starts, one.trigger.stop)
    chosen: list[Cite] = []
    while at < len(marks) and marks[at].start <= one.sentence.stop + _GAP:
        mark = marks[at]
        if chosen and text[chosen[-1].stop : mark.start].strip(" ,;"):
            break
        if mark.start >= one.sentence.stop and text[one.sentence.stop : mark.start].strip():
            break
        chosen.append(mark)
        at += 1
    if not chosen:
        return one
    entries = dict.fromkeys(entry for mark in chosen for entry in mark.entries)
    cites = tuple(" ".join(text[entry.start : entry.stop].split()) for entry in entries)
    proof: list[Evidence] = [
        Evidence("cites", mark.start, mark.stop, text[mark.start : mark.stop]) for mark in chosen
    ]
    return replace(one, cites=cites, evidence=(*one.evidence, *proof))
