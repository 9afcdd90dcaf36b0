"""Which reader a file goes to: by its content first, by its extension second.

A new format is one module with ``draft(data: bytes, name: str) -> Draft`` and one line in `FORMATS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import cast
from zipfile import BadZipFile, ZipFile

from dragoman.documents.draft import Draft
from dragoman.model.errors import DocumentError, UnsupportedFormat

__all__ = ["FORMATS", "Format", "find_format", "reader_of"]

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|div|p)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4096


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _is_docx(data: bytes) -> bool:
    return "word/document.xml" in _members(data)


def _is_html(data: bytes) -> bool:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")[2:]
    return _HTML.match(head) is not None


def _members(data: bytes) -> frozenset[str]:
    """Return the names in a zip archive; empty for anything else."""
    if not data.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with ZipFile(BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return frozenset()


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
        Imported when the first such file is read; has ``draft(data, name) -> Draft``.
    sniff : callable or None
        Whether the bytes are of this format; None: told by the extension alone (text formats).
    """

    name: str
    extensions: tuple[str, ...]
    module: str
    sniff: Callable[[bytes], bool] | None = None


FORMATS: tuple[Format, ...] = (
    Format("pdf", (".pdf",), "dragoman.documents.pdf", _is_pdf),
    Format("docx", (".docx", ".docm", ".dotx"), "dragoman.documents.docx", _is_docx),
    Format("html", (".html", ".htm", ".xhtml"), "dragoman.documents.html", _is_html),
    Format("md", (".md", ".markdown", ".mkd"), "dragoman.documents.markdown"),
    Format("txt", (".txt", ".text", ""), "dragoman.documents.plain"),
)
_TEXT = FORMATS[-1]

# What users bring that no reader takes yet: (first bytes, what it is, what to do).
_KNOWN: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "a Rich Text file", "save it as DOCX"),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Office file (or an encrypted new one)",
        "save it as DOCX without a password",
    ),
    (b"\x89PNG", "a picture", "run text recognition and give the text"),
    (b"\xff\xd8\xff", "a picture", "run text recognition and give the text"),
    (b"GIF8", "a picture", "run text recognition and give the text"),
    (b"II*\x00", "a scanned picture", "run text recognition and give the text"),
    (b"MM\x00*", "a scanned picture", "run text recognition and give the text"),
    (b"AT&TFORM", "a DjVu file", "export its text layer as text or PDF"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
    (b"SQLite format 3", "a database", "export the texts"),
    (b"PAR1", "a Parquet table", "export the texts, one file each"),
)
_ZIPPED = (
    ("xl/workbook.xml", "an Excel table", "export the texts, one file each"),
    ("ppt/presentation.xml", "a PowerPoint file", "save it as PDF"),
    ("META-INF/container.xml", "an EPUB book", "convert it to HTML or DOCX"),
    ("content.xml", "an OpenDocument file", "save it as DOCX"),
)
_OTHER_EXTENSIONS = {
    ".csv": "a table", ".tsv": "a table", ".tab": "a table", ".json": "data", ".jsonl": "data",
    ".xml": "data", ".yaml": "data", ".yml": "data", ".toml": "settings", ".py": "a program",
    ".r": "a program", ".js": "a program", ".css": "a style sheet", ".log": "a log", ".eml": "a mail",
    ".bib": "a list of references", ".ris": "a list of references", ".mht": "a web archive",
    ".mhtml": "a web archive", ".srt": "subtitles",
}  # fmt: skip
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
        if known.sniff is not None and known.sniff(data):
            if extension in known.extensions:
                return known, None
            # Markdown and notes may begin with a tag; only a whole page is a page.
            written = extension in (".txt", ".md", ".markdown", ".mkd") and known.name == "html"
            if written and _WHOLE_PAGE.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")) is None:
                continue
            shown = f"has the extension {extension!r}" if extension else "has no extension"
            return known, f"the file {shown} but its content is {known.name}; it was read as {known.name}."
    _refuse_known(data, extension)
    for known in FORMATS:
        if known.sniff is None and extension in known.extensions:
            return known, None
    return (
        _TEXT,
        f"the file has the extension {extension!r} but its content is plain text; it was read as txt.",
    )


def _refuse_known(data: bytes, extension: str) -> None:
    readable = ", ".join(known.name for known in FORMATS)
    for magic, what, todo in _KNOWN:
        if data.startswith(magic):
            raise UnsupportedFormat(f"it is {what}, and no reader takes that; {todo}. Readers: {readable}.")
    if data.startswith(b"PK\x03\x04"):
        members = _members(data)
        if not members:
            raise DocumentError(
                "it is a damaged zip container (a cut download is the usual cause); get it again."
            )
        for member, what, todo in _ZIPPED:
            if member in members:
                raise UnsupportedFormat(
                    f"it is {what}, and no reader takes that; {todo}. Readers: {readable}."
                )
        raise UnsupportedFormat(f"it is a zip archive; unpack it. Readers: {readable}.")
    if extension in _OTHER_EXTENSIONS:
        raise UnsupportedFormat(
            f"it is {_OTHER_EXTENSIONS[extension]} ({extension}), not a text to be read; "
            f"save the text itself as .txt if it is one. Readers: {readable}."
        )


def reader_of(known: Format) -> Callable[[bytes, str], Draft]:
    """Import the reader of a format."""
    return cast("Callable[[bytes, str], Draft]", import_module(known.module).draft)
