"""Files and texts to documents."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dragoman.documents.draft import Draft, Skipped
from dragoman.documents.finish import finish
from dragoman.documents.folder import files_in
from dragoman.documents.isolate import drafts_apart
from dragoman.documents.limits import LIMITS
from dragoman.documents.opening import bytes_of, head_of
from dragoman.documents.registry import find_format, find_many, reader_of
from dragoman.model import Document, Edtf, parse_edtf
from dragoman.model.causes import defect
from dragoman.model.errors import DocumentError

__all__ = ["Problem", "read", "read_all", "read_folder", "read_text"]


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
    passed: Callable[[str, str], object] | None = None,
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
    passed : callable ``(path, sha256)``, optional
        Called for each file that is not read because it is known.

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
        for found, one in enumerate(_parts(place, given, language, known, passed), 1):  # noqa: B007 - counted for below
            yield one
    except DocumentError as error:
        what = "was not read to its end" if found else "was not read"
        named = type(error)(str(error) if f"{path} was not read" in str(error) else f"{path} {what}: {error}")
        named.__cause__ = error
        yield Problem(str(path), str(named), named)
    except Exception as error:  # noqa: BLE001 - a defect that one file shows must not stop the others
        what = "was not read to its end" if found else "was not read"
        named = DocumentError(f"{path} {what}: {defect(error)}")
        named.__cause__ = error
        yield Problem(str(path), str(named), named)


def _parts(
    place: Path,
    given: Edtf | None,
    language: str | None,
    known: Container[str],
    passed: Callable[[str, str], object] | None,
) -> Iterator[Document | Problem]:
    size, head = head_of(place)
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
        # One that has grown since is caught when it is copied; see keep_original.
        data = head if 0 < size == len(head) else bytes_of(place)
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in known:
            if passed is not None:
                passed(str(place), sha256)
            return
        chosen, lie = find_format(data, place.suffix)
        draft = reader_of(chosen)(data, place.name)
        if lie is not None:
            draft.problems.insert(0, lie)
        yield finish(draft, path=str(place), given=given, language=language, sha256=sha256, size=len(data))
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
            yield finish(found, path=str(place), given=given, language=language, sha256=sha256, size=size)
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
    return finish(
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
    passed: Callable[[str, str], object] | None = None,
) -> Iterator[Document | Problem]:
    """Read files and folders, in sorted order, one at a time.

    Hidden files and folders, the lock files of Office and the mapping files of tables are skipped, and so
    are files in ``known``, of which ``passed`` is told (see `read_all`). Folders that are linked to are
    read once. A file or folder that cannot be read gives a `Problem`; the others go on.
    """
    roots = [paths] if isinstance(paths, str | Path) else list(paths)
    closed: list[OSError] = []
    for path in sorted({place for root in roots for place in files_in(Path(root), closed)}):
        yield from read_all(path, published=published, language=language, known=known, passed=passed)
    for reason in sorted(closed, key=lambda error: str(error.filename)):
        error = DocumentError(
            f"{reason.filename} was not read, nor what lies in it: {reason.strerror or reason}. Check the "
            "permissions of the folder."
        )
        error.__cause__ = reason
        yield Problem(str(reason.filename), str(error), error)
