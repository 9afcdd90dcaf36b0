"""Gold sets: sentences with the answers that people gave, as JSON lines or in the notation for people."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.documents import read
from dragoman.evaluation.notation import read_notation
from dragoman.evaluation.rows import (
    DIRECTIONS,
    SCHEMES,
    GoldEvent,
    GoldRow,
    GoldSet,
    Spans,
    check_aux,
    check_class,
    check_date,
    check_scheme,
)
from dragoman.evaluation.whole import holds_documents, read_documents
from dragoman.model.errors import InputError

__all__ = ["SCHEMES", "GoldEvent", "GoldRow", "GoldSet", "find_gold", "read_gold"]

_NOTATIONS = ("*.jsonl", "*.txt")


def find_gold(paths: Iterable[Path] = ()) -> list[Path]:
    """Return the gold files meant by paths, or those that lie beside the checkout.

    Without paths these are the ``*.jsonl`` in ``gold/`` of the folder that ``DRAGOMAN_SHARED`` names,
    or of ``../shared`` seen from the current folder; empty where there are none.

    Raises
    ------
    InputError
        A path that was named does not exist, or is a folder without such files.
    """
    paths = list(paths)
    if not paths:
        root = Path(os.environ.get("DRAGOMAN_SHARED") or Path("..", "shared"))
        return sorted((root / "gold").glob("*.jsonl"))
    found: list[Path] = []
    for path in paths:
        files = sorted(f for name in _NOTATIONS for f in path.glob(name)) if path.is_dir() else [path]
        if not files or not files[0].is_file():
            what = "no .jsonl or .txt file in it" if path.is_dir() else "no such file"
            raise InputError(f"{path}: {what}. Name gold files or a folder of them.")
        found += files
    return list(dict.fromkeys(found))


def read_gold(path: Path) -> GoldSet:
    r"""Read a gold file: ``.txt`` in the notation for people, any other name as JSON lines.

    Lines end with ``\n`` only, since texts may hold other line separators.

    Raises
    ------
    InputError
        A line cannot be used; the message names it.
    """
    data = path.read_bytes()
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start + 1}).") from error
    if path.suffix == ".txt":
        rows = read_documents(lines, path) if holds_documents(lines) else read_notation(lines, path)
    else:
        full = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
        rows = [_row(line, f"{path}:{number}", path.parent) for number, line in full]
    if not rows:
        raise InputError(
            f"{path} holds no row; a gold file has one JSON object a line, or is a .txt with one case a line."
        )
    return GoldSet(path.name, path, hashlib.sha256(data).hexdigest(), tuple(rows))


def _row(line: str, where: str, folder: Path) -> GoldRow:
    try:
        data = json.loads(line)
        named = folder / data["document"] if data.get("document") else None
        scheme = data["scheme"]
        check_scheme(scheme, where)
        document = named if named is not None and named.is_file() else None
        text = read(document).text if "text" not in data and document is not None else data["text"]
        claims_only = "claims" in data and "events" not in data
        events = () if claims_only else data["events"]
        return GoldRow(
            id=str(data["id"]),
            text=text,
            language=data["language"],
            scheme=scheme,
            events=tuple(_event(event, scheme, where) for event in events),
            given=_given(data.get("given"), len(text), where),
            no_event=bool(data.get("no_event")),
            manual=bool(data.get("manual")),
            published=data.get("published"),
            document=document,
            missing=named if document is None else None,
            start=int(data.get("start", 0)),
            claims=tuple(_claim(claim, where) for claim in data.get("claims", ())),
            claims_only=claims_only,
        )
    except json.JSONDecodeError as error:
        raise InputError(
            f"{where}: not JSON: {error}. A gold file has one JSON object a line; cases in the notation for "
            "people end in .txt."
        ) from error
    except InputError:
        raise
    except KeyError as error:
        raise InputError(
            f"{where}: the row lacks {error.args[0]!r}. Every row has id, text, language, scheme and events, "
            "and every event its event (docs/evaluation.md); a sentence without events has an empty list."
        ) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"{where}: the row has another shape than a gold row ({error}). docs/evaluation.md shows one."
        ) from error


def _event(data: dict[str, Any], scheme: str, where: str) -> GoldEvent:
    check_class(data["event"], scheme, where)
    for aux in _words(data.get("aux")):
        check_aux(aux, where)
    if data.get("date") is not None:
        check_date(data["date"], where)
    return GoldEvent(
        event=data["event"],
        quad=data.get("quad"),
        actor=_words(data.get("actor")),
        recipient=_words(data.get("recipient")),
        actor_codes=_words(data.get("actor_codes")),
        recipient_codes=_words(data.get("recipient_codes")),
        aux=_words(data.get("aux")),
        date=data.get("date"),
        speaker=_words(data.get("speaker")),
        fields=frozenset(data),
    )


def _claim(data: dict[str, Any], where: str) -> GoldEvent:
    if data["direction"] not in DIRECTIONS:
        known = ", ".join(sorted(DIRECTIONS))
        raise InputError(f"{where}: the direction {data['direction']!r} is not known; known are {known}.")
    aux = _words(data.get("aux"))
    for one in aux:
        check_aux(one, where)
    return GoldEvent(
        event=data["direction"],
        actor_codes=_words(data["party_codes"]),
        aux=aux,
        date=data.get("period"),
        speaker=_words(data.get("speaker")),
        fields=frozenset(data),
    )


def _words(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(item for item in value if item)


def _given(value: Any, length: int, where: str) -> tuple[Spans, Spans] | None:
    if value is None:
        return None
    sides = [tuple((start, stop) for start, stop in value.get(key) or ()) for key in ("actor", "recipient")]
    for start, stop in sides[0] + sides[1]:
        if not 0 <= start < stop <= length:
            raise InputError(f"{where}: the given span [{start}, {stop}] lies outside its text.")
    return sides[0], sides[1]
