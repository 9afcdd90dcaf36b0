"""Files and texts to documents."""

from __future__ import annotations

import errno
import gc
import hashlib
import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from pathlib import Path

from dragoman.documents.cues import cues
from dragoman.documents.cut import NUMBER, cut, uniform
from dragoman.documents.dates import date_in, date_of_name, years
from dragoman.documents.decode import clean
from dragoman.documents.draft import READER, Draft, Piece, Skipped
from dragoman.documents.folder import files_in
from dragoman.documents.isolate import drafts_apart
from dragoman.documents.kinds import classify
from dragoman.documents.language import assign_languages, main_language
from dragoman.documents.limits import LIMITS
from dragoman.documents.mojibake import mojibake
from dragoman.documents.registry import find_format, find_many, reader_of
from dragoman.documents.signs import is_date_line, is_name
from dragoman.model import Block, Document, Edtf, parse_edtf
from dragoman.model.errors import DocumentError

__all__ = ["Problem", "read", "read_all", "read_folder", "read_text"]

_DATE_BLOCKS = 6
_DATELINE = 160
_OCCASION_END = re.compile(r"(?:[-’']\w+)?(?:\s+(?:г|года|р|року|il|ili|yılı|yıl)\b\.?)?[)\s]*(?:[.;(]|$)")
_CLOSED = re.compile(r"(?<!\b\w)(?<!\b\w\w)(?<!\b\w\w\w)(?<!\b\w{4})[.!?]\s+\w")  # "Doç. Dr." closes nothing
_TITLE = 100
_HEAD = 1 << 20
_LONG_TEXT = 200_000
_FIELDS = attrgetter(*Block._fields)
_NEAR_YEARS = 3
"""A file's own date counts when its text speaks of years this close before it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file of a batch that could not be read, and why."""

    path: str
    message: str
    error: DocumentError


def read(path: Path | str, *, published: str | None = None, language: str | None = None) -> Document:
    """Read one file that holds one document.

    Parameters
    ----------
    path : Path
    published : str, optional
        Date of publication as EDTF (``2021-07-28``); wins over anything the file says.
    language : str, optional
        ISO 639-1 code of the document's language; paragraphs that are plainly in another keep their own.

    Raises
    ------
    UnsupportedFormat
        The file is of a kind without a reader.
    DocumentError
        The file is missing, damaged, protected, empty or in an unknown encoding, or it holds many
        documents (see `read_all`).
    DateError
        ``published`` is not EDTF.
    """
    found = list(islice(read_all(path, published=published, language=language), 2))
    for one in found:
        if isinstance(one, Problem):
            raise one.error
    if len(found) != 1:
        what = "several documents; use read_all" if found else "no document"
        raise DocumentError(f"{path} was not read: it holds {what}.")
    assert isinstance(found[0], Document)  # noqa: S101 - for the type checker: problems were raised above
    return found[0]


def read_all(
    path: Path | str,
    *,
    published: str | None = None,
    language: str | None = None,
    known: Container[str] = (),
) -> Iterator[Document | Problem]:
    """Read every document of one file; most files hold one.

    Parameters
    ----------
    path : Path
    published, language
        As in `read`.
    known : container of str, optional
        SHA-256 (hexadecimal) of files that need not be read again; such a file gives nothing. A file that
        holds many documents is always read: a part of it may have been stored before a run was broken off.

    Yields
    ------
    Document or Problem
        A part that could not be read is a problem; the parts after it go on.

    Raises
    ------
    DateError
        ``published`` is not EDTF.
    """
    given = parse_edtf(published) if published is not None else None
    place = Path(path)
    found = 0
    try:
        for found, one in enumerate(_parts(place, given, language, known), 1):  # noqa: B007 - counted for below
            yield one
    except DocumentError as error:
        what = "was not read to its end" if found else "was not read"
        named = type(error)(str(error) if f"{path} was not read" in str(error) else f"{path} {what}: {error}")
        named.__cause__ = error
        yield Problem(str(path), str(named), named)


def _parts(
    place: Path, given: Edtf | None, language: str | None, known: Container[str]
) -> Iterator[Document | Problem]:
    size, head = _head(place)
    if not head.removeprefix(BOM_UTF8).strip() and size <= len(head):
        what = "there is nothing but white space in it" if size else "it is empty"
        raise DocumentError(f"{what}; if it should not be, copy or download it again.")
    many = find_many(head, place.suffix)
    if many is None:
        if size > LIMITS.file:
            raise DocumentError(
                f"it is larger than {LIMITS.file // 1_000_000} MB, too large to be one document; split it, "
                "or give its parts as JSON lines."
            )
        data = _bytes(place)
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in known:
            return
        chosen, lie = find_format(data, place.suffix)
        draft = reader_of(chosen)(data, place.name)
        if lie is not None:
            draft.problems.insert(0, lie)
        yield _finish(draft, path=str(place), given=given, language=language, sha256=sha256, size=len(data))
        return
    with open(place, "rb") as source:
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
    for found in drafts_apart(many.module, str(place)):
        if isinstance(found, Skipped):
            where = f" ({found.locator})" if found.locator and found.locator not in found.message else ""
            problem = DocumentError(f"{place}{where}: {found.message}")
            yield Problem(str(place), str(problem), problem)
            continue
        try:
            yield _finish(found, path=str(place), given=given, language=language, sha256=sha256, size=size)
        except DocumentError as error:
            problem = type(error)(f"{place} ({found.locator}) was not read: {error}")
            yield Problem(str(place), str(problem), problem)


def read_text(
    text: str,
    *,
    id: str | None = None,
    published: str | None = None,
    language: str | None = None,
    path: str = "-",
) -> Document:
    """Make a document of a text in memory, which is stored unchanged.

    Spans point into the caller's own string. Only null characters and lone surrogates, which no table
    can hold, are replaced, one for one, and named in ``problems``.

    Parameters
    ----------
    text : str
    id : str, optional
        Used instead of the content hash.
    published, language
        As in `read`.
    path : str, default "-"
        What is shown as the source of the text.

    Raises
    ------
    DocumentError
        The text has no visible character.
    DateError
        ``published`` is not EDTF.
    """
    given = parse_edtf(published) if published is not None else None
    if not text.strip():
        raise DocumentError(
            f"{path} was not read: the text has no visible character; look for an empty column."
        )
    data = text.encode("utf-8", "surrogatepass")
    draft = Draft(text, "txt", None)
    return _finish(
        draft,
        path=path,
        given=given,
        language=language,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        id=id,
    )


def read_folder(
    paths: Path | str | Iterable[Path | str],
    *,
    published: str | None = None,
    language: str | None = None,
    known: Container[str] = (),
) -> Iterator[Document | Problem]:
    """Read files and folders, in sorted order, one at a time.

    Hidden files and folders, the lock files of Office and the mapping files of tables are skipped, and so
    are files in ``known`` (see `read_all`). Folders that are linked to are read once. A file or folder that
    cannot be read gives a `Problem`; the others go on.
    """
    roots = [paths] if isinstance(paths, str | Path) else list(paths)
    closed: list[OSError] = []
    for path in sorted({place for root in roots for place in files_in(Path(root), closed)}):
        yield from read_all(path, published=published, language=language, known=known)
    for reason in sorted(closed, key=lambda error: str(error.filename)):
        error = DocumentError(
            f"{reason.filename} was not read, nor what lies in it: {reason.strerror or reason}. Check the "
            "permissions of the folder."
        )
        error.__cause__ = reason
        yield Problem(str(reason.filename), str(error), error)


def _head(path: Path) -> tuple[int, bytes]:
    """Return a file's size and its first megabyte."""
    try:
        about = path.stat()
        # A pipe or a device would never end.
        if not stat.S_ISREG(about.st_mode) and not stat.S_ISDIR(about.st_mode):
            raise DocumentError("it is no file but a pipe or a device.")
        with open(path, "rb") as source:
            return about.st_size, source.read(_HEAD)
    except FileNotFoundError:
        raise DocumentError(
            f"it is a link to {os.readlink(path)}, and there is no such file. Restore it or remove the link."
            if path.is_symlink()
            else f"{path} was not read: there is no such file. Check the path and its spelling."
        ) from None
    except IsADirectoryError:
        raise DocumentError(
            f"{path} was not read: it is a folder. Use read_folder for all files in it."
        ) from None
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ELOOP:
            raise DocumentError("it is a link that leads back to itself; remove it.") from error
        raise DocumentError(
            f"{path} was not read: {getattr(error, 'strerror', None) or error}. "
            "Check its permissions and the disk."
        ) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{path} was not read: {error.strerror or error}. Check its permissions and the disk."
        ) from error


def _finish(
    draft: Draft,
    *,
    path: str,
    given: Edtf | None,
    language: str | None,
    sha256: str,
    size: int,
    id: str | None = None,
) -> Document:
    """Turn what a reader found into a document: kinds, languages, title, date, id."""
    with _uncollected(len(draft.text)):
        return _document(draft, path=path, given=given, language=language, sha256=sha256, size=size, id=id)


@contextmanager
def _uncollected(size: int) -> Iterator[None]:
    """Hold the collector of cycles back: a long text makes many blocks, and none of them is a cycle."""
    held = size > _LONG_TEXT and gc.isenabled()
    if held:
        gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


def _document(
    draft: Draft,
    *,
    path: str,
    given: Edtf | None,
    language: str | None,
    sha256: str,
    size: int,
    id: str | None,
) -> Document:
    text, problems = draft.text, list[str]()
    try:
        coded = text.encode("utf-8")
    except UnicodeEncodeError:
        coded = b"\x00"
    if b"\x00" in coded:
        text, problems = clean(text)
        coded = text.encode("utf-8")
    content = hashlib.sha256(f"{READER}\0".encode())
    content.update(coded)
    structured = draft.pieces is not None and draft.marks_headings
    plain = uniform(text)
    pieces = draft.pieces if draft.pieces is not None else cut(text, plain)
    if not pieces:
        raise DocumentError("no text was found in it.")
    classify(plain, pieces, structured=structured)
    assign_languages(text, pieces, hint=language or draft.language)
    date, basis, span = _date(draft, text, pieces, given, path)
    problems = draft.problems + problems
    wrong = mojibake(text)
    if wrong is not None:
        problems.append(wrong)
    if draft.created is not None and draft.published is None and basis != "metadata" and given is None:
        problems.append(
            f"the file says it was made on {draft.created}; not taken as its date, "
            "since the text names no year close before that."
        )
    return Document(
        id=id or content.hexdigest()[:20],
        path=path,
        text=text,
        blocks=tuple(map(Block._make, map(_FIELDS, pieces))),
        title=draft.title or _title(text, pieces),
        author=draft.author or _author(text, pieces),
        publisher=draft.publisher,
        url=draft.url,
        language=language or main_language(pieces),
        published=date,
        published_basis=basis,
        published_span=span,
        format=draft.format,
        encoding=draft.encoding,
        sha256=sha256,
        size=size,
        reader=READER,
        problems=tuple(problems),
        licence=draft.licence,
        locator=draft.locator,
    )


def _title(text: str, pieces: list[Piece]) -> str:
    """Return the title block, else the first heading, else the first line, cut at a word."""
    kinds = [piece.kind for piece in pieces]
    for wanted in (("title",), ("heading",), ("paragraph", "item", "quote", "table")):
        places = [kinds.index(kind) for kind in wanted if kind in kinds]
        if places:
            break
    else:
        places = [0]
    if not pieces:
        return ""
    first = pieces[min(places)]
    line = " ".join(text[first.start : first.stop].split("\n\n", 1)[0].split())
    if first.kind != "title" and len(line) > _TITLE:
        line = line[:_TITLE].rsplit(" ", 1)[0] + "…"
    return line


def _author(text: str, pieces: list[Piece]) -> str | None:
    """Return the name in a byline at the head of the text."""
    for piece in pieces[:_DATE_BLOCKS]:
        if piece.kind != "contact" or piece.stop - piece.start > _TITLE:
            continue
        line = " ".join(text[piece.start : piece.stop].split())
        begun = cues().start(line, 0)
        if begun is not None and begun[0] == "author":
            line = line[begun[1] :].lstrip(" :")
        name = line.split("|")[0].split(",")[0].strip()
        if is_name(name):
            return name
    return None


def _date(
    draft: Draft, text: str, pieces: list[Piece], given: Edtf | None, path: str
) -> tuple[Edtf | None, str | None, tuple[int, int] | None]:
    """Return the document's date, its basis, and the span it was read from."""
    if given is not None:
        return given, "given", None
    if draft.published is not None:
        return draft.published, "metadata", None
    found = _date_line(text, pieces)
    if found is not None:
        return found[0], "text", found[1]
    # The name of a file of many documents dates the file, not what is in it.
    named = date_of_name(Path(path).name) if draft.locator is None else None
    if named is not None:
        return named, "filename", None
    if draft.created is not None and draft.created.earliest is not None:
        made = draft.created.earliest.year
        latest = max((year for year in years(text) if year <= made), default=None)
        if latest is not None and made - latest <= _NEAR_YEARS:
            return draft.created, "metadata", None
    return None, None, None


def _date_line(text: str, pieces: list[Piece]) -> tuple[Edtf, tuple[int, int]] | None:
    """Find "Published: ..." anywhere, else a date line, byline or dateline at the head of the text."""
    table = cues()
    for piece in pieces:
        if piece.kind == "note" and piece.stop - piece.start <= _DATELINE:
            begun = table.start(text, piece.start)
            if begun is not None and begun[0] == "published":
                found = date_in(text, piece.start, piece.stop)
                if found is not None:
                    return found
    for piece in pieces[:_DATE_BLOCKS]:
        if piece.kind == "reference" or (piece.kind == "note" and not text[piece.start].isalnum()):
            continue  # "[1] Interfax, 3 May 1999" dates what is cited
        if piece.kind in ("title", "heading") or text[piece.start : piece.stop].isupper():
            continue  # "Peace at Batum, 4 June 1918" dates what is told, not the telling
        stop = min(piece.stop, piece.start + _DATELINE)
        found = date_in(text, piece.start, stop)
        begun = table.start(text, piece.start)
        if found is None or (begun is not None and begun[0] == "received"):
            continue
        start, end = found[1]
        number = NUMBER.match(text, piece.start) if piece.kind == "note" else None
        if number is not None and number.end() <= start:
            continue  # "1. Interfax, 3 May 1999", as above
        line = text[piece.start : piece.stop]
        if is_date_line(line, (start - piece.start, end - piece.start)):
            return found
        if piece.kind == "contact":
            return found
        before, after = text[piece.start : start], text[end:stop]
        if piece.kind == "paragraph" and (_is_dateline(before, after) or _is_occasion(before, after)):
            return found
    return None


def _is_occasion(before: str, after: str) -> bool:
    """Whether a line says on which day the text was spoken: "Speech at the round table, Oslo, 2 May 2003"."""
    apart = before.rstrip()[-1:] in (",", "(", "–", "—") and _OCCASION_END.match(after) is not None
    return apart and _CLOSED.search(before) is None and cues().occasions.search(before) is not None


def _is_dateline(before: str, after: str) -> bool:
    """Whether a paragraph opens like an agency's report: PLACE, date, agency, dash."""
    place = before.split(",")[0].split("(")[0].strip()
    opens = 0 < len(before) <= 60 and place[:1].isupper() and "." not in before.rstrip(". ,")
    dash = after.lstrip(" .г")[:40]
    # "1921-ci ildə": a hyphen that a word follows is an ending, no dash
    closes = dash.startswith(("—", "–", "- ", "(", "/", ":")) or " — " in dash or " – " in dash
    return opens and closes and len(before.split()) <= 6
