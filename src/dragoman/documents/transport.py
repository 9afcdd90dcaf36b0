"""Tasks and drafts on the pipe between the reading process and ours: a length, JSON, a length, bytes."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

from dragoman.documents.draft import Draft, Piece
from dragoman.model import Edtf, parse_edtf

__all__ = ["draft_of", "packed", "read_frame", "write_frame"]

_SIZES = struct.Struct(">QQ")
_MOST = 2_000_000_000
_STEP = 1 << 22
_DATES = ("published", "created")
_WORDS = (
    "text", "format", "marks_headings", "title", "author", "publisher", "url", "licence", "language",
    "encoding", "locator", "problems",
)  # fmt: skip


def write_frame(pipe: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    """Write one message."""
    coded = json.dumps(head, separators=(",", ":")).encode("ascii")
    pipe.write(_SIZES.pack(len(coded), len(body)))
    pipe.write(coded)
    if body:
        pipe.write(body)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one message.

    Raises
    ------
    EOFError
        The other side is gone.
    ValueError
        What came is no message.
    """
    head, body = _SIZES.unpack(_exactly(pipe, _SIZES.size))
    if head > _MOST or body > _MOST:
        raise ValueError("a message without measure")
    found = json.loads(_exactly(pipe, head))
    if not isinstance(found, dict):
        raise ValueError("a message that is no object")
    return found, _exactly(pipe, body)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) == size:
        return data
    parts = [data]
    while (size := size - len(data)) > 0:
        data = pipe.read(min(size, _STEP))
        if not data:
            raise EOFError
        parts.append(data)
    return b"".join(parts)


def packed(draft: Draft) -> dict[str, Any]:
    """Return a draft as what JSON can hold."""
    row: dict[str, Any] = {name: getattr(draft, name) for name in _WORDS}
    for name in _DATES:
        date: Edtf | None = getattr(draft, name)
        row[name] = None if date is None else date.text
    row["pieces"] = None
    if draft.pieces is not None:
        row["pieces"] = [
            [piece.start, piece.stop, piece.kind, piece.level, piece.page] for piece in draft.pieces
        ]
    return row


def draft_of(row: dict[str, Any]) -> Draft:
    """Return the draft that was packed.

    Raises
    ------
    ValueError
        A piece lies outside of the text.
    """
    fields = {name: row[name] for name in _WORDS}
    fields |= {name: None if row[name] is None else parse_edtf(row[name]) for name in _DATES}
    pieces = None if row["pieces"] is None else [Piece(*piece) for piece in row["pieces"]]
    draft = Draft(pieces=pieces, **fields)
    end, at = len(draft.text), 0
    for piece in pieces or ():
        if not at <= piece.start < piece.stop <= end:
            raise ValueError("a block outside of its text")
        at = piece.stop
    return draft
