"""Names and noun phrases as a stream: JSON lines in, one JSON line out for each, in order.

In: ``{"id", "text", "language"?, "on"?, "other"?}``.
Out: ``{"id", "code", "sector", "entity", "name", "basis", "candidates", "reason"}``, or ``{"id", "error"}``
in the place of a line that cannot be used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dragoman.actors.resolve import resolve_phrase
from dragoman.model.errors import DragomanError, InputError
from dragoman.model.lines import json_line, json_object

__all__ = ["resolve_stream"]

_KEYS = ("text", "language", "on", "other")


def resolve_stream(
    lines: Iterable[bytes], *, viewpoint: str = "", strict: bool = False, own: Path | None = None
) -> Iterator[tuple[str, bool]]:
    """Yield for each line its answer, and whether the line could be used; lazily.

    A name that nobody bears is an answer (its ``code`` is null and ``reason`` says why), no error.
    """
    for number, raw in enumerate(lines, 1):
        where, name = f"line {number}", None
        try:
            data = json_object(raw, number, text="Baku")
            name = data.get("id")
            answer = _answer(data, where, viewpoint, strict, own)
        except DragomanError as error:
            yield json_line({"id": name, "error": str(error)}), False
        else:
            yield json_line({"id": name, **answer}), True


def _answer(
    data: dict[str, Any], where: str, viewpoint: str, strict: bool, own: Path | None
) -> dict[str, Any]:
    for key in _KEYS:
        if not isinstance(data.get(key), str | None):
            raise InputError(f"{where}: {key!r} must be a string or null; it is {data[key]!r}.")
    if not (data.get("text") or "").strip():
        raise InputError(f'{where}: "text" is missing or empty; it holds the name or noun phrase.')
    try:
        found = resolve_phrase(
            data["text"],
            data.get("on") or None,
            data.get("language") or None,
            viewpoint=viewpoint,
            strict=strict,
            other=data.get("other") or None,
            own=own,
        )
    except ValueError as error:
        if isinstance(error, DragomanError):
            raise type(error)(f"{where}: {error}") from error
        raise InputError(f"{where}: {error}") from error
    actor = found.actor
    return {
        "code": actor.code if actor else None,
        "sector": actor.sector if actor else None,
        "entity": actor.entity if actor else None,
        "name": actor.name if actor else None,
        "basis": actor.basis if actor else None,
        "candidates": [asdict(candidate) for candidate in found.candidates],
        "reason": found.reason,
    }
