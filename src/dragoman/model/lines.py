"""JSON lines: one object a line, and a sentence about a line that is none."""

from __future__ import annotations

import json
from typing import Any

from dragoman.model.errors import InputError

__all__ = ["json_line", "json_object"]

_MARK = b"\xef\xbb\xbf"


def json_object(raw: bytes, number: int, *, text: str = "...") -> dict[str, Any]:
    """Return the object that a line holds.

    Parameters
    ----------
    raw : bytes
        UTF-8; the first line of a stream may begin with a byte order mark.
    number : int
        Of the line, counted from 1.
    text : str
        What the example in the message has as its text.

    Raises
    ------
    InputError
        The line is empty, no UTF-8, no JSON or no object; the message names it.
    """
    where = f"line {number}"
    if number == 1:
        raw = raw.removeprefix(_MARK)
    if not raw.strip():
        raise InputError(f"{where} is empty; each line must be a JSON object with id and text.")
    try:
        data = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where} is not UTF-8 (byte {error.start + 1}); write the stream as UTF-8."
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is not JSON: {error}.") from error
    if not isinstance(data, dict):
        example = json.dumps({"id": 1, "text": text}, ensure_ascii=False)
        raise InputError(f"{where} is JSON, but no object; each line must look like {example}.")
    return data


def json_line(answer: dict[str, Any]) -> str:
    """Return an answer as one line, its letters as they are."""
    return json.dumps(answer, ensure_ascii=False)
