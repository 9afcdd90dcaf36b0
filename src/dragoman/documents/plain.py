"""Plain text files."""

from __future__ import annotations

from dragoman.documents.decode import decode
from dragoman.documents.draft import Draft

__all__ = ["draft"]


def draft(data: bytes, name: str) -> Draft:
    r"""Read a text file; only the byte order mark goes, and ``\r\n`` and ``\r`` become ``\n``."""
    found = decode(data)
    text = found.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Draft(text, "txt", None, encoding=found.encoding, problems=list(found.problems))
