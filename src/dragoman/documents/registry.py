"""Which reader a file goes to: by its content first, by its extension second.

A new format is one module with ``draft(data: bytes, name: str) -> Draft`` (or, for a file of many
documents, ``drafts(path: str) -> Iterator[Draft | Skipped | None]``) and one line in `FORMATS`.
"""

from __future__ import annotations

import bz2
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import cast

from dragoman.documents.draft import Draft
from dragoman.documents.members import members
from dragoman.documents.refused import is_known, refuse

__all__ = ["FORMATS", "MAPPING", "Format", "find_format", "find_many", "reader_of"]

MAPPING = ".mapping.toml"
"""How the name of a file ends that says which columns of a table are what."""

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|div|p)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_BOX = re.compile(rb"From \S[^\n]{0,200}\n(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
_HEAD = 4096


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _is_docx(data: bytes) -> bool:
    return "word/document.xml" in members(data)


def _is_html(data: bytes) -> bool:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:]
    # UTF-16, also where a program left its mark out.
    head = head.replace(b"\x00", b"")
    return _HTML.match(head) is not None


def _is_epub(data: bytes) -> bool:
    return "META-INF/container.xml" in members(data) and "word/document.xml" not in members(data)


def _is_odt(data: bytes) -> bool:
    # The type comes first and unpacked in every file that an office program writes.
    if b"mimetypeapplication/vnd.oasis.opendocument." in data[:200]:
        return b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]
    return "content.xml" in members(data) and "styles.xml" in members(data)


def _is_rtf(data: bytes) -> bool:
    return data.startswith(b"{\\rtf")


def _is_mediawiki(data: bytes) -> bool:
    return b"<mediawiki" in _unpacked(data)[:1024]


def _is_warc(data: bytes) -> bool:
    return _unpacked(data).startswith((b"WARC/1", b"WARC/0"))


def _is_mbox(data: bytes) -> bool:
    return _BOX.match(data) is not None


def _unpacked(data: bytes) -> bytes:
    """Return the first bytes of a compressed stream (or of the data, where it is none)."""
    try:
        if data.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(31).decompress(data[: 2 * _HEAD], _HEAD)
        if data.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(data[: 256 * _HEAD], _HEAD)
    except (zlib.error, OSError, ValueError):
        return b""
    return data[:_HEAD]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file and where its reader is.

    Attributes
    ----------
    name : str
        Stored in `Document.format`.
    extensions : tuple of str
        Lower case, with the dot.
    module : str
        Imported when the first such file is read; has ``draft(data, name) -> Draft``, or, where a file
        holds many documents, ``drafts(path) -> Iterator[Draft | Skipped | None]``.
    sniff : callable or None
        Whether the bytes are of this format; None: told by the extension alone (text formats).
    many : bool
        A file holds many documents and is streamed; ``sniff`` then sees only its first megabyte.
    apart : bool
        It is read in a process of its own, under limits of time and memory (see `isolate`).
    """

    name: str
    extensions: tuple[str, ...]
    module: str
    sniff: Callable[[bytes], bool] | None = None
    many: bool = False
    apart: bool = True


_OURS = "dragoman.documents."

FORMATS: tuple[Format, ...] = (
    Format("pdf", (".pdf",), _OURS + "pdf", _is_pdf),
    Format("docx", (".docx", ".docm", ".dotx"), _OURS + "docx", _is_docx),
    Format("epub", (".epub",), _OURS + "epub", _is_epub),
    Format("odt", (".odt", ".ott"), _OURS + "odt", _is_odt),
    Format("rtf", (".rtf",), _OURS + "rtf", _is_rtf),
    Format("mediawiki", (".xml", ".bz2", ".gz"), _OURS + "mediawiki", _is_mediawiki, many=True),
    Format("warc", (".warc", ".gz", ".wet"), _OURS + "warc", _is_warc, many=True),
    Format("mbox", (".mbox", ".mbx"), _OURS + "mbox", _is_mbox, many=True),
    Format("html", (".html", ".htm", ".xhtml"), _OURS + "html", _is_html),
    Format("table", (".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".json"), _OURS + "table", many=True),
    Format("eml", (".eml", ".mht", ".mhtml"), _OURS + "mail"),
    Format("md", (".md", ".markdown", ".mkd"), _OURS + "markdown", apart=False),
    Format("txt", (".txt", ".text", ""), _OURS + "plain", apart=False),
)
_TEXT = FORMATS[-1]

_WHOLE_PAGE = re.compile(rb"\s*(?:<\?xml|<!doctype|<html)", re.IGNORECASE)


def find_format(data: bytes, extension: str) -> tuple[Format, str | None]:
    """Choose the reader of a file.

    Parameters
    ----------
    data : bytes
    extension : str
        With the dot, any case; empty where the name has none.

    Returns
    -------
    format : Format
    problem : str or None
        Named where content and extension disagree; the content is believed.

    Raises
    ------
    UnsupportedFormat
        The content (or, for text, the extension) is of a kind without a reader.
    """
    extension = extension.lower()
    for known in FORMATS:
        if known.sniff is not None and not known.many and known.sniff(data):
            if extension in known.extensions:
                return known, None
            # Markdown and notes may begin with a tag; only a whole page is a page.
            written = extension in (".txt", ".md", ".markdown", ".mkd") and known.name == "html"
            if written and _WHOLE_PAGE.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")) is None:
                continue
            shown = f"has the extension {extension!r}" if extension else "has no extension"
            return known, f"the file {shown} but its content is {known.name}; it was read as {known.name}."
    refuse(data, extension, readers=[known.name for known in FORMATS])
    for known in FORMATS:
        if known.sniff is None and not known.many and extension in known.extensions:
            return known, None
    return (
        _TEXT,
        f"the file has the extension {extension!r} but its content is plain text; it was read as txt.",
    )


def find_many(head: bytes, extension: str) -> Format | None:
    """Return the format of a file that holds many documents, told by its first bytes and its extension."""
    extension = extension.lower()
    for known in FORMATS:
        if known.sniff is not None and known.many and known.sniff(head):
            return known
    for known in FORMATS:
        if known.many and known.sniff is None and extension in known.extensions:
            # A page or a PDF under the name of a table is what its content says.
            return (
                None
                if any(one.sniff is not None and one.sniff(head) for one in FORMATS)
                else _tabular(known, head)
            )
    return None


def _tabular(known: Format, head: bytes) -> Format | None:
    return None if is_known(head) else known


def reader_of(known: Format) -> Callable[[bytes, str], Draft]:
    """Return the reader of a format whose files hold one document."""
    if known.apart:
        from dragoman.documents.isolate import draft_apart

        return partial(draft_apart, known.module)
    return cast("Callable[[bytes, str], Draft]", import_module(known.module).draft)
