"""Files and texts to documents."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.documents.cues import cues
from dragoman.documents.cut import cut, uniform
from dragoman.documents.dates import date_in, date_of_name, years
from dragoman.documents.decode import clean
from dragoman.documents.draft import READER, Draft, Piece
from dragoman.documents.kinds import classify
from dragoman.documents.language import assign_languages, main_language
from dragoman.documents.registry import find_format, reader_of
from dragoman.documents.signs import is_date_line, is_name
from dragoman.model import Block, Document, Edtf, parse_edtf
from dragoman.model.errors import DocumentError

__all__ = ["Problem", "read", "read_folder", "read_text"]

_DATE_BLOCKS = 6
_DATELINE = 160
_TITLE = 100
_NEAR_YEARS = 3
"""A file's own date counts when its text speaks of years this close before it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file of a batch that could not be read, and why."""

    path: str
    message: str
    error: DocumentError


def read(path: Path | str, *, published: str | None = None, language: str | None = None) -> Document:
    """Read one file.

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
        The file is missing, damaged, protected, empty or in an unknown encoding.
    DateError
        ``published`` is not EDTF.
    """
    given = parse_edtf(published) if published is not None else None
    place = Path(path)
    data = _bytes(place)
    try:
        if not data.strip():
            raise DocumentError("it is empty; if it should not be, copy or download it again.")
        known, lie = find_format(data, place.suffix)
        draft = reader_of(known)(data, place.name)
        if lie is not None:
            draft.problems.insert(0, lie)
        return _finish(draft, path=str(path), given=given, language=language, data=data)
    except DocumentError as error:
        raise type(error)(f"{path} was not read: {error}") from error


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
    return _finish(draft, path=path, given=given, language=language, data=data, id=id)


def read_folder(
    paths: Path | str | Iterable[Path | str], *, published: str | None = None, language: str | None = None
) -> Iterator[Document | Problem]:
    """Read files and folders, in sorted order, one at a time.

    Hidden files and folders, and the lock files of Office, are skipped. A file that cannot be read gives
    a `Problem`; the others go on.
    """
    roots = [paths] if isinstance(paths, str | Path) else list(paths)
    for path in sorted({place for root in roots for place in _files(Path(root))}):
        try:
            yield read(path, published=published, language=language)
        except DocumentError as error:
            yield Problem(str(path), str(error), error)


def _files(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in files:
            if not name.startswith((".", "~$")):
                yield Path(folder, name)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(
            f"{path} was not read: there is no such file. Check the path and its spelling."
        ) from None
    except IsADirectoryError:
        raise DocumentError(
            f"{path} was not read: it is a folder. Use read_folder for all files in it."
        ) from None
    except OSError as error:
        raise DocumentError(
            f"{path} was not read: {error.strerror or error}. Check its permissions and the disk."
        ) from error


def _finish(
    draft: Draft, *, path: str, given: Edtf | None, language: str | None, data: bytes, id: str | None = None
) -> Document:
    """Turn what a reader found into a document: kinds, languages, title, date, id."""
    text, problems = clean(draft.text)
    structured = draft.pieces is not None and draft.marks_headings
    pieces = draft.pieces if draft.pieces is not None else cut(text)
    if not pieces:
        raise DocumentError("no text was found in it.")
    classify(uniform(text), pieces, structured=structured)
    assign_languages(text, pieces, hint=language or draft.language)
    date, basis, span = _date(draft, text, pieces, given, path)
    problems = draft.problems + problems
    if draft.created is not None and draft.published is None and basis != "metadata" and given is None:
        problems.append(
            f"the file says it was made on {draft.created}; not taken as its date, "
            "since the text names no year close before that."
        )
    return Document(
        id=id or hashlib.sha256(f"{READER}\0{text}".encode()).hexdigest()[:20],
        path=path,
        text=text,
        blocks=tuple(
            Block(piece.start, piece.stop, piece.kind or "paragraph", piece.language, piece.level, piece.page)
            for piece in pieces
        ),
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
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        reader=READER,
        problems=tuple(problems),
    )


def _title(text: str, pieces: list[Piece]) -> str:
    """Return the title block, else the first heading, else the first line, cut at a word."""
    for kinds in (("title",), ("heading",), ("paragraph", "item", "quote", "table"), (None,)):
        for piece in pieces:
            if piece.kind in kinds or kinds == (None,):
                line = " ".join(text[piece.start : piece.stop].split("\n\n", 1)[0].split())
                if kinds != ("title",) and len(line) > _TITLE:
                    line = line[:_TITLE].rsplit(" ", 1)[0] + "…"
                return line
    return ""


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
    named = date_of_name(Path(path).name)
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
        if piece.kind in ("title", "heading") or text[piece.start : piece.stop].isupper():
            continue  # "Peace at Batum, 4 June 1918" dates what is told, not the telling
        stop = min(piece.stop, piece.start + _DATELINE)
        found = date_in(text, piece.start, stop)
        begun = table.start(text, piece.start)
        if found is None or (begun is not None and begun[0] == "received"):
            continue
        start, end = found[1]
        line = text[piece.start : piece.stop]
        if is_date_line(line, (start - piece.start, end - piece.start)):
            return found
        if piece.kind == "contact":
            return found
        if piece.kind == "paragraph" and _is_dateline(text[piece.start : start], text[end:stop]):
            return found
    return None


def _is_dateline(before: str, after: str) -> bool:
    """Whether a paragraph opens like an agency's report: PLACE, date, agency, dash."""
    place = before.split(",")[0].split("(")[0].strip()
    opens = 0 < len(before) <= 60 and place[:1].isupper() and "." not in before.rstrip(". ,")
    dash = after.lstrip(" .г")[:40]
    closes = dash.startswith(("—", "–", "-", "(", "/", ":")) or " — " in dash or " – " in dash
    return opens and closes and len(before.split()) <= 6
