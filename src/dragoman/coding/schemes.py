"""Reports in another scheme: what a report of PLOVER 1.3 counts as in ``plover15``.

The codebook says which of its fine rules the other scheme reads otherwise; here a report's rule is found.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from dragoman.codebook import load as load_codebook
from dragoman.languages import SUPPORTED
from dragoman.languages import load as load_language
from dragoman.languages.frames import Frame
from dragoman.model import Report

__all__ = ["in_scheme", "project", "reading"]


@lru_cache(maxsize=8)
def _frames(language: str) -> dict[str, Frame]:
    if language not in SUPPORTED:
        return {}
    table = load_language(language).pack.frames
    return {frame.rule: frame for found in table.values() for frame in found}


def reading(event: str, aux: Collection[str], rule: str) -> str | None:
    """Return the id of the codebook's rule that a class rests on, or None where none is known.

    It is the rule that the frame names, or the one on what lies ahead that changed the frame's class.

    Parameters
    ----------
    event : str
        Class as reported.
    aux : collection of str
    rule : str
        File and line of the frame.
    """
    frame = _frames(rule.partition("/")[0]).get(rule)
    if frame is None:
        return None
    if frame.event != event:
        resolved = load_codebook().resolve_aux(frame.event, ["future"])
        return resolved.rule if resolved.event == event else None
    if frame.reading:
        return frame.reading
    return "concession-ahead" if event == "CONCEDE" and "future" in aux else None


def project(
    event: str, mode: str | None, *, aux: Collection[str], rule: str, scheme: str
) -> tuple[str, str | None]:
    """Return class and mode in a scheme of what a frame gave in ``plover-1.3``."""
    book = load_codebook(scheme)
    if book.id == load_codebook().id:
        return event, mode
    found = book.project(event, mode, rule=reading(event, aux, rule))
    return found.event, found.mode


def in_scheme(report: Report, scheme: str) -> Report:
    """Return a report with class and mode of another scheme; the same one where the scheme is its own.

    Parameters
    ----------
    report : Report
        Coded by ``plover-1.3``.
    scheme : str
        A version that :func:`dragoman.codebook.versions` names.
    """
    event, mode = project(report.event, report.mode, aux=report.aux, rule=report.rule, scheme=scheme)
    return report if (event, mode) == (report.event, report.mode) else replace(report, event=event, mode=mode)
