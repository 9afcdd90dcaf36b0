"""The data that the page's script reads, as JSON that can never be markup."""

from __future__ import annotations

import json
from typing import Any

from dragoman.dossier.proof import Mark
from dragoman.dossier.views import ClaimView, ReportView, Views
from dragoman.dossier.words import MARKS, mark_kind

__all__ = ["dump", "evidence"]

_ESCAPES = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
        "\x7f": "\\u007f",
        **{chr(code): f"\\u{code:04x}" for code in range(0xD800, 0xE000)},
    }
)


def dump(value: Any) -> str:
    """Return JSON for a ``<script type="application/json">``: no ``<``, no lone surrogate."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)


def evidence(found: Views) -> dict[str, Any]:
    """Return paragraphs in pieces and, for each row, which pieces its marks cover.

    Shape: ``passages`` is a list of ``[page, kind, [piece, ...]]``; ``rows`` maps a row's key to
    ``[[passage, [from, to] or null, [[field, from, to], ...]], ...]``, where ``[from, to]`` holds
    the anchor sentence and all ranges are half-open piece numbers.
    """
    passages = found.passages
    rows: list[ReportView | ClaimView] = [*found.reports, *found.claims]
    edges = {at: passages.edges(at) for row in rows for at in row.touched}
    number = {at: place for place, at in enumerate(sorted(edges))}
    return {
        "labels": MARKS,
        "passages": [
            [passages.passages[at].page, passages.passages[at].kind, passages.pieces(at)] for at in number
        ],
        "rows": {
            row.key: [_held(found, row, at, number[at], edges[at]) for at in row.touched] for row in rows
        },
    }


def _held(found: Views, row: ReportView | ClaimView, at: int, place: int, edges: list[int]) -> list[Any]:
    sentence = row.row["sentence"]
    whole = Mark(sentence["start"], sentence["stop"], "sentence", "")
    held = found.passages.ranges(at, [whole], edges)
    marks = found.passages.ranges(at, row.marks, edges)
    return [place, list(held[0][1:]) if held else None, [[mark_kind(name), *ends] for name, *ends in marks]]
