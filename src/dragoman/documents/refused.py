"""What users bring that no reader takes: what it is, and what to do with it."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.documents.members import ZIP, members
from dragoman.model.errors import DocumentError, UnsupportedFormat

__all__ = ["is_known", "refuse"]

_KNOWN: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a picture", "run text recognition and give the text"),
    (b"\xff\xd8\xff", "a picture", "run text recognition and give the text"),
    (b"GIF8", "a picture", "run text recognition and give the text"),
    (b"II*\x00", "a scanned picture", "run text recognition and give the text"),
    (b"MM\x00*", "a scanned picture", "run text recognition and give the text"),
    (b"AT&TFORM", "a DjVu file", "export its text layer as text or PDF"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"\xfd7zXZ", "an xz archive", "unpack it"),
    (b"(\xb5/\xfd", "a zstd archive", "unpack it"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
    (b"SQLite format 3", "a database", "export the texts"),
    (b"PAR1", "a Parquet table", "export the texts as JSON lines or CSV"),
    (b"\x7fELF", "a program", "leave it out"),
    (b"MZ", "a program", "leave it out"),
    (b"#!", "a script", "leave it out"),
)
_ZIPPED = (
    ("xl/workbook.xml", "an Excel table", "save it as CSV"),
    ("ppt/presentation.xml", "a PowerPoint file", "save it as PDF"),
    ("content.xml", "an OpenDocument table or slides", "save it as CSV or PDF"),
    ("Index/Document.iwa", "a Pages, Numbers or Keynote file", "export it as DOCX, CSV or PDF"),
)
_OTHER_EXTENSIONS = {
    ".xml": "data", ".yaml": "data", ".yml": "data", ".toml": "settings", ".py": "a program",
    ".r": "a program", ".js": "a program", ".css": "a style sheet", ".log": "a log",
    ".bib": "a list of references", ".ris": "a list of references", ".srt": "subtitles",
    ".svg": "a picture", ".sh": "a program",
}  # fmt: skip
_OFFICE = b"\xd0\xcf\x11\xe0"
"""The container of Office before 2007, which encrypted files of today use, too."""
_INSIDE = (
    ("WordDocument", "an old Word file (.doc)", "save it as DOCX"),
    ("Workbook", "an old Excel table (.xls)", "save it as CSV"),
    ("Book", "an old Excel table (.xls)", "save it as CSV"),
    ("PowerPoint Document", "an old PowerPoint file (.ppt)", "save it as PDF"),
    ("__substg1.0_", "an Outlook message (.msg)", "save it as .eml"),
)
"""Names of streams in that container; it writes them in UTF-16."""


def is_known(data: bytes) -> bool:
    """Whether the first bytes are those of a kind that no reader takes; a script may be text."""
    return data.startswith((_OFFICE, *(magic for magic, _, _ in _KNOWN if magic != b"#!")))


def refuse(data: bytes, extension: str, *, readers: Iterable[str]) -> None:
    """Raise where a file is of a kind without a reader.

    Parameters
    ----------
    data : bytes
    extension : str
        Lower case, with the dot.
    readers : iterable of str
        Names of the readers there are.

    Raises
    ------
    DocumentError
        It is protected by a password or damaged.
    UnsupportedFormat
        It is of another kind.
    """
    what, todo = _kind(data)
    if what is None and extension in _OTHER_EXTENSIONS:
        raise UnsupportedFormat(
            f"it is {_OTHER_EXTENSIONS[extension]} ({extension}), not a text to be read; "
            f"save the text itself as .txt if it is one. Readers: {', '.join(readers)}."
        )
    if what is not None:
        raise UnsupportedFormat(
            f"it is {what}, and no reader takes that; {todo}. Readers: {', '.join(readers)}."
        )


def _kind(data: bytes) -> tuple[str | None, str]:
    """Return what a file is and what to do with it, by its content."""
    if data.startswith(_OFFICE):
        return _office(data)
    if data.startswith(ZIP):
        return _archive(data)
    return next(((what, todo) for magic, what, todo in _KNOWN if data.startswith(magic)), (None, ""))


def _office(data: bytes) -> tuple[str, str]:
    if _named("EncryptedPackage", data):
        raise DocumentError("it is protected by a password; open it and save a copy without one.")
    for name, what, todo in _INSIDE:
        if _named(name, data):
            return what, todo
    return "a file of an old Office program", "save it as DOCX, CSV or PDF"


def _named(stream: str, data: bytes) -> bool:
    return stream.encode("utf-16-le") in data


def _archive(data: bytes) -> tuple[str, str]:
    names = members(data)
    if not names:
        raise DocumentError(
            "it is a damaged zip container (a cut download is the usual cause); get it again."
        )
    return next(
        ((what, todo) for member, what, todo in _ZIPPED if member in names),
        ("a zip archive", "unpack it and add what is in it"),
    )
