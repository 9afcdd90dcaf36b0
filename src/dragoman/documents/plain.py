"""Plain text files."""

from __future__ import annotations

from codecs import BOM_UTF8

from dragoman.documents.decode import decode
from dragoman.documents.draft import Draft

__all__ = ["draft"]


def draft(data: bytes, name: str) -> Draft:
    r"""Read a text file; only the byte order mark goes, and ``\r\n`` and ``\r`` become ``\n``."""
    found = decode(data)
    text = found.text
    # Without a mark and without a repair these are the bytes themselves.
    coded = data if found.encoding == "utf-8" and not found.problems and data[:3] != BOM_UTF8 else None
    if "\r" in text:
        text, coded = text.replace("\r\n", "\n").replace("\r", "\n"), None
    return Draft(text, "txt", None, encoding=found.encoding, coded=coded, problems=list(found.problems))
