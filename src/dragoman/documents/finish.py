"""What a reader found becomes a document: kinds, languages, title, author, date, id."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from operator import attrgetter

from dragoman.documents.cues import cues
from dragoman.documents.cut import cut, uniform
from dragoman.documents.dating import HEAD_BLOCKS, date_of
from dragoman.documents.decode import clean
from dragoman.documents.draft import READER, Draft, Piece
from dragoman.documents.kinds import classify
from dragoman.documents.language import assign_languages, main_language
from dragoman.documents.mojibake import mojibake
from dragoman.documents.signs import is_name
from dragoman.model import Block, Document, Edtf
from dragoman.model.errors import DocumentError

__all__ = ["finish"]

_TITLE = 100
_LONG_TEXT = 200_000
_FIELDS = attrgetter(*Block._fields)
_BLOCK = partial(tuple.__new__, Block)
"""``Block._make`` without its check of a length that `_FIELDS` has given."""


def finish(
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
        coded = text.encode("utf-8") if draft.coded is None else draft.coded
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
    date, basis, span = date_of(draft, text, pieces, given, path)
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
        blocks=tuple(map(_BLOCK, map(_FIELDS, pieces))),
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
    for piece in pieces[:HEAD_BLOCKS]:
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
