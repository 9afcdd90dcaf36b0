"""Zip containers (DOCX, ODT, EPUB): unpacked within bounds, their XML parsed without entities."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from dragoman.documents.limits import LIMITS
from dragoman.model.errors import DocumentError

__all__ = ["Container", "parse_xml"]

_ENTITY = re.compile(rb"<!ENTITY\s", re.IGNORECASE)
_BROKEN = (BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError)
_STEP = 1 << 20


def parse_xml(source: bytes, what: str) -> Any:
    """Parse XML that a stranger wrote and return its root.

    Nothing outside is read, no entity is replaced, no element is nested deeper than libxml2 takes
    without being told otherwise.

    Raises
    ------
    DocumentError
        It is no valid XML, or declares entities of its own.
    """
    # UTF-16 hides the word from a search in bytes; office programs write UTF-8.
    shown = source.replace(b"\x00", b"") if source[:2] in (b"\xff\xfe", b"\xfe\xff") else source
    if _ENTITY.search(shown) is not None:
        raise DocumentError(
            f"{what} declares XML entities, which no program that writes such files does; "
            "the file is made to harm and nothing of it was read."
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(source, parser=parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(
            f"{what} is no valid XML ({error}); open the file in its own program and save it again."
        ) from error
    except ValueError as error:
        raise DocumentError(f"{what} is no XML ({error}); get the file again.") from error


class Container:
    """A zip archive that is read part by part.

    Raises
    ------
    DocumentError
        It is damaged, or has more entries than any document.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise DocumentError(f"its zip container is damaged ({error}); get it again.") from error
        entries = self._archive.infolist()
        if len(entries) > LIMITS.entries:
            raise DocumentError(
                f"its zip container has {len(entries)} entries, more than the {LIMITS.entries} read; "
                "it is no document, or made to harm."
            )
        self.names = frozenset(entry.filename for entry in entries)
        self._unpacked = 0

    def read(self, name: str) -> bytes | None:
        """Return one part, or None where there is none.

        Raises
        ------
        DocumentError
            The part cannot be unpacked, or is too large when it is.
        """
        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            return None
        if entry.flag_bits & 1:
            raise DocumentError("it is protected by a password; save a copy without one.")
        try:
            with self._archive.open(entry) as part:
                chunks = []
                size = 0
                # The size in the directory may lie: what comes out is what counts.
                while chunk := part.read(_STEP):
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    self._check(name, size, entry.compress_size)
                    chunks.append(chunk)
        except _BROKEN as error:
            raise DocumentError(
                f"its part {name} cannot be unpacked ({error}); get the file again."
            ) from error
        return b"".join(chunks)

    def xml(self, name: str) -> Any:
        """Return the root of one XML part, or None where there is none."""
        source = self.read(name)
        return None if source is None else parse_xml(source, f"its part {name}")

    def _check(self, name: str, size: int, packed: int) -> None:
        bomb = size > LIMITS.ratio_from and size > LIMITS.ratio * max(packed, 1)
        if bomb or self._unpacked > LIMITS.unpacked:
            raise DocumentError(
                f"its part {name} unpacks to more than "
                + (
                    f"{LIMITS.ratio} times its size: a zip bomb. Nothing of it was read."
                    if bomb
                    else f"{LIMITS.unpacked // 1_000_000} MB with the parts before it; "
                    "split the document, or save it without pictures."
                )
            )
