"""Files into a study: read, copied, stored; each content once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

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

__all__ = ["Added", "Progress", "add_documents"]

Progress = Callable[[int, int | None, str], None]
"""Called as ``progress(done, total, what)``; the total is null while it is unknown."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files that were given to be added, besides problems.

    Attributes
    ----------
    same : tuple of (str, str)
        Files, or documents in them, whose text the study has already, each with the name it has it under.
        Copies of a file that was read before, byte for byte, are among them.
    passed : int
        Files that were read before, under that name or one that is no more, and were not read again.
    """

    same: tuple[tuple[str, str], ...] = ()
    passed: int = 0


class _Known(NamedTuple):
    """A document that the study has."""

    revision: str
    published: str | None
    calendar: str | None
    basis: str | None
    name: str


class _Passed:
    """What became of files that were read before, byte for byte: come again, or copies of one another."""

    def __init__(self, documents: Iterable[tuple[str, str]]) -> None:
        self._paths: dict[str, list[str]] = {}
        for sha256, path in documents:
            self._paths.setdefault(sha256, []).append(path)
        self.again = 0
        self.copies: list[tuple[str, str]] = []

    @property
    def hashes(self) -> frozenset[str]:
        """The hashes of the files that were read."""
        return frozenset(self._paths)

    def __call__(self, path: str, sha256: str) -> None:
        there = self._paths[sha256]
        # A file whose earlier place is empty was moved: that is no second one.
        if any(_same_place(one, path) for one in there) or not any(map(os.path.exists, there)):
            self.again += 1
        else:
            self.copies.append((_readable(path), there[0]))


def add_documents(
    store: Store,
    originals: Path,
    paths: Iterable[Path],
    *,
    published: str | None,
    language: str | None,
    progress: Progress | None,
) -> tuple[Added, list[Problem]]:
    """Read files and folders into the study; return what became of them and what could not be read."""
    problems: list[Problem] = []
    same: list[tuple[str, str]] = []
    snapshot = store.snapshot()
    known = _known(snapshot)
    # Only what the user says anew can change a file that this reader has read.
    again = published is not None or language is not None
    before = snapshot.documents.filter(reader=READER).select("sha256", "path")
    read = _Passed(() if again else before.iter_rows())
    with Batches(store, Run("add")) as batches:
        for number, item in enumerate(
            read_folder(list(paths), published=published, language=language, known=read.hashes, passed=read),
            1,
        ):
            if _own(originals.parent, item.path):
                continue
            found: Problem | None
            if not isinstance(item, Document):
                found = Problem(str(item.path), str(item.message), "read")
            else:
                there = known.get(item.id)
                if there is not None and not _same_place(there.name, _name(item)):
                    same.append((_name(item), there.name))
                found = _add(batches, originals, known, item, published=published, language=language)
            if found is not None:
                problems.append(found)
                batches.add({}, problems=[(_readable(found.path), _readable(found.message))])
            if progress is not None:
                progress(number, None, str(item.path))
    return Added((*same, *read.copies), read.again), problems


def _name(doc: Document) -> str:
    return _readable(doc.path if doc.locator is None else f"{doc.path} ({doc.locator})")


def _same_place(one: str, other: str) -> bool:
    return one == other or os.path.realpath(one) == os.path.realpath(other)


def _own(study: Path, path: str) -> bool:
    """Whether a file is part of the study itself, as after ``add(".")`` inside of it."""
    # Unlike Path.resolve this takes links that lead round in a ring.
    place = Path(os.path.realpath(path))
    inside = Path(os.path.realpath(study))
    first = place.relative_to(inside).parts[:1] if place.is_relative_to(inside) else ()
    return any(first == (name,) for name in ("originals", "tables", FILE, ACTORS, SIDES))


def _known(snapshot: Snapshot) -> dict[str, _Known]:
    columns = ("revision", "published", "published_calendar", "published_basis", "path", "locator")
    frame = snapshot.documents.select("id", *columns)
    return {
        row["id"]: _Known(
            row["revision"],
            row["published"],
            row["published_calendar"],
            row["published_basis"],
            row["path"] if row["locator"] is None else f"{row['path']} ({row['locator']})",
        )
        for row in frame.iter_rows(named=True)
    }


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
        if before.basis == "given" and before.published is not None:
            doc = replace(
                doc,
                published=parse_edtf(before.published, before.calendar or "gregorian"),
                published_basis=before.basis,
                published_span=None,
            )
    now = revision(doc)
    if before is not None and before.revision == now:
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
    name = before.name if before is not None else _name(doc)
    known[doc.id] = _Known(now, date, calendar, doc.published_basis, name)
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
