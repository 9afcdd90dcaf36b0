"""Files into a study: read, copied, stored; each content once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from dragoman.documents import read_folder
from dragoman.documents.draft import READER
from dragoman.model import Document, parse_edtf
from dragoman.model.errors import DocumentError
from dragoman.store import Batches, Run, Snapshot, Store
from dragoman.store.ids import revision
from dragoman.store.rows import document_row, text_row
from dragoman.study.originals import keep_original
from dragoman.study.problem import Problem
from dragoman.study.settings import ACTORS, FILE, SIDES
from dragoman.study.sources import fingerprint_row

__all__ = ["Progress", "add_documents"]

Progress = Callable[[int, int | None, str], None]
"""Called as ``progress(done, total, what)``; the total is null while it is unknown."""

_Known = tuple[str, str | None, str | None, str | None]
"""Revision, date, its calendar and where the date came from."""


def add_documents(
    store: Store,
    originals: Path,
    paths: Iterable[Path],
    *,
    published: str | None,
    language: str | None,
    progress: Progress | None,
) -> list[Problem]:
    """Read files and folders into the study and return what could not be read."""
    problems: list[Problem] = []
    snapshot = store.snapshot()
    known = _known(snapshot)
    # Only what the user says anew can change a file that this reader has read.
    again = published is not None or language is not None
    read = frozenset() if again else _read(snapshot)
    with Batches(store, Run("add")) as batches:
        for number, item in enumerate(
            read_folder(list(paths), published=published, language=language, known=read), 1
        ):
            if _own(originals.parent, item.path):
                continue
            found: Problem | None
            if not isinstance(item, Document):
                found = Problem(str(item.path), str(item.message), "read")
            else:
                found = _add(batches, originals, known, item, published=published, language=language)
            if found is not None:
                problems.append(found)
                batches.add({}, problems=[(_readable(found.path), _readable(found.message))])
            if progress is not None:
                progress(number, None, str(item.path))
    return problems


def _own(study: Path, path: str) -> bool:
    """Whether a file is part of the study itself, as after ``add(".")`` inside of it."""
    try:
        parts = Path(path).resolve().relative_to(study.resolve()).parts
    except ValueError:
        return False
    return parts[0] in ("originals", "tables", FILE, ACTORS, SIDES)


def _known(snapshot: Snapshot) -> dict[str, _Known]:
    columns = ("revision", "published", "published_calendar", "published_basis")
    frame = snapshot.documents.select("id", *columns)
    return {row[0]: row[1:] for row in frame.iter_rows()}


def _read(snapshot: Snapshot) -> frozenset[str]:
    """Return the hashes of the files that the present reader has read."""
    frame = snapshot.documents.filter(reader=READER).select("sha256")
    return frozenset(frame["sha256"])


def _add(
    batches: Batches,
    originals: Path,
    known: dict[str, _Known],
    doc: Document,
    *,
    published: str | None,
    language: str | None,
) -> Problem | None:
    before = known.get(doc.id)
    if before is not None and published is None:
        if language is None:
            return None
        # A date that the user gave earlier outlives a second adding that gives none.
        _, date, calendar, basis = before
        if basis == "given" and date is not None:
            doc = replace(
                doc,
                published=parse_edtf(date, calendar or "gregorian"),
                published_basis=basis,
                published_span=None,
            )
    now = revision(doc)
    if before is not None and before[0] == now:
        return None
    torn = _torn(doc)
    if torn is not None:
        return Problem(doc.path, torn, "read")
    try:
        keep_original(originals, doc)
    except DocumentError as error:
        return Problem(doc.path, str(error), "keep")
    batches.add(
        {
            "documents": [document_row(doc)],
            "texts": [text_row(doc)],
            "fingerprints": [fingerprint_row(doc)],
        },
        documents=[(doc.id, now)],
        characters=len(doc.text),
    )
    date = doc.published.text if doc.published else None
    calendar = doc.published.calendar if doc.published else None
    known[doc.id] = (now, date, calendar, doc.published_basis)
    return None


def _readable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _torn(doc: Document) -> str | None:
    """Return a message where the text holds half characters, which no table can store."""
    fields = (
        doc.text,
        doc.title,
        doc.author,
        doc.publisher,
        doc.url,
        doc.licence,
        doc.locator,
        *doc.problems,
    )
    try:
        for value in filter(None, fields):
            value.encode("utf-8")
    except UnicodeEncodeError as error:
        return (
            f"not added: it holds a lone surrogate (half a character) at position {error.start}. "
            "The file was cut or decoded wrongly; save it as UTF-8 and add it again."
        )
    return None
