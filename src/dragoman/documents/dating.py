"""Which date a document has: given by the user, said by the file, read in its text, or in its name."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.documents.cues import cues
from dragoman.documents.cut import NUMBER
from dragoman.documents.dates import date_in, date_of_name, years
from dragoman.documents.draft import Draft, Piece
from dragoman.documents.signs import is_date_line
from dragoman.model import Edtf

__all__ = ["HEAD_BLOCKS", "date_of"]

HEAD_BLOCKS = 6
"""Blocks at the head of a text in which it tells its own date and author."""
_DATELINE = 160
_OCCASION_END = re.compile(r"(?:[-’']\w+)?(?:\s+(?:г|года|р|року|il|ili|yılı|yıl)\b\.?)?[)\s]*(?:[.;(]|$)")
_CLOSED = re.compile(r"(?<!\b\w)(?<!\b\w\w)(?<!\b\w\w\w)(?<!\b\w{4})[.!?]\s+\w")  # "Doç. Dr." closes nothing
_NEAR_YEARS = 3
"""A file's own date counts when its text speaks of years this close before it."""


def date_of(
    draft: Draft, text: str, pieces: list[Piece], given: Edtf | None, path: str
) -> tuple[Edtf | None, str | None, tuple[int, int] | None]:
    """Return the document's date, its basis, and the span it was read from."""
    if given is not None:
        return given, "given", None
    if draft.published is not None:
        return draft.published, "metadata", None
    found = _date_line(text, pieces)
    if found is not None:
        return found[0], "text", found[1]
    # The name of a file of many documents dates the file, not what is in it.
    named = date_of_name(Path(path).name) if draft.locator is None else None
    if named is not None:
        return named, "filename", None
    if draft.created is not None and draft.created.earliest is not None:
        made = draft.created.earliest.year
        latest = max((year for year in years(text) if year <= made), default=None)
        if latest is not None and made - latest <= _NEAR_YEARS:
            return draft.created, "metadata", None
    return None, None, None


def _date_line(text: str, pieces: list[Piece]) -> tuple[Edtf, tuple[int, int]] | None:
    """Find "Published: ..." anywhere, else a date line, byline or dateline at the head of the text."""
    table = cues()
    for piece in pieces:
        if piece.kind == "note" and piece.stop - piece.start <= _DATELINE:
            begun = table.start(text, piece.start)
            if begun is not None and begun[0] == "published":
                found = date_in(text, piece.start, piece.stop)
                if found is not None:
                    return found
    for piece in pieces[:HEAD_BLOCKS]:
        if piece.kind == "reference" or (piece.kind == "note" and not text[piece.start].isalnum()):
            continue  # "[1] Interfax, 3 May 1999" dates what is cited
        if piece.kind in ("title", "heading") or text[piece.start : piece.stop].isupper():
            continue  # "Peace at Batum, 4 June 1918" dates what is told, not the telling
        stop = min(piece.stop, piece.start + _DATELINE)
        found = date_in(text, piece.start, stop)
        begun = table.start(text, piece.start)
        if found is None or (begun is not None and begun[0] == "received"):
            continue
        start, end = found[1]
        number = NUMBER.match(text, piece.start) if piece.kind == "note" else None
        if number is not None and number.end() <= start:
            continue  # "1. Interfax, 3 May 1999", as above
        line = text[piece.start : piece.stop]
        if is_date_line(line, (start - piece.start, end - piece.start)):
            return found
        if piece.kind == "contact":
            return found
        before, after = text[piece.start : start], text[end:stop]
        if piece.kind == "paragraph" and (_is_dateline(before, after) or _is_occasion(before, after)):
            return found
    return None


def _is_occasion(before: str, after: str) -> bool:
    """Whether a line says on which day the text was spoken: "Speech at the round table, Oslo, 2 May 2003"."""
    apart = before.rstrip()[-1:] in (",", "(", "–", "—") and _OCCASION_END.match(after) is not None
    return apart and _CLOSED.search(before) is None and cues().occasions.search(before) is not None


def _is_dateline(before: str, after: str) -> bool:
    """Whether a paragraph opens like an agency's report: PLACE, date, agency, dash."""
    place = before.split(",")[0].split("(")[0].strip()
    opens = 0 < len(before) <= 60 and place[:1].isupper() and "." not in before.rstrip(". ,")
    dash = after.lstrip(" .г")[:40]
    # "1921-ci ildə": a hyphen that a word follows is an ending, no dash
    closes = dash.startswith(("—", "–", "- ", "(", "/", ":")) or " — " in dash or " – " in dash
    return opens and closes and len(before.split()) <= 6
