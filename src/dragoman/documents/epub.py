"""EPUB books: the chapters in their reading order, one document a book."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote

from dragoman.documents.container import Container
from dragoman.documents.dates import iso_date
from dragoman.documents.decode import decode
from dragoman.documents.draft import Draft, Writer
from dragoman.documents.markup import mark_notes, parse_html, write_markup
from dragoman.model.errors import DocumentError

__all__ = ["draft"]

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")


def draft(data: bytes, name: str) -> Draft:
    """Read an EPUB book.

    Raises
    ------
    DocumentError
        The container is damaged or protected, or holds no text.
    """
    book = Container(data)
    place, package = _package(book)
    metadata = package.find(f"{_OPF}metadata")
    writer = Writer()
    problems: list[str] = []
    missing = []
    chapters, unknown = _chapters(package, place)
    if book.names & {"META-INF/rights.xml"} or not _encrypted(book).isdisjoint(chapters):
        raise DocumentError("it is protected (DRM); get a copy without protection from its publisher.")
    missing += unknown
    for part in chapters:
        source = book.read(part)
        if source is None:
            missing.append(part)
            continue
        if not source.strip():
            continue
        tree = parse_html(decode(source).text)
        mark_notes(tree)
        write_markup(tree, writer)
    if missing:
        problems.append(
            f"chapters named by the book but not in it: {', '.join(missing[:5])} ({len(missing)})."
        )
    if not writer.pieces:
        raise DocumentError("it holds no text; its chapters are pictures or missing.")
    language = (_value(metadata, "language") or "")[:2].lower() or None
    return Draft(
        writer.text,
        "epub",
        writer.pieces,
        marks_headings=any(piece.kind == "heading" for piece in writer.pieces),
        title=_value(metadata, "title"),
        author=_values(metadata, "creator"),
        publisher=_value(metadata, "publisher"),
        licence=_value(metadata, "rights"),
        published=iso_date(_value(metadata, "date")),
        language=language,
        problems=problems,
    )


def _package(book: Container) -> tuple[str, Any]:
    """Return the folder and the root of the book's own description."""
    root = book.xml("META-INF/container.xml")
    found = None if root is None else root.find(".//{*}rootfile")
    path = "" if found is None else found.get("full-path", "")
    package = book.xml(path) if path else None
    if package is None:
        raise DocumentError("it names no package file, so its chapters are not known; get it again.")
    return posixpath.dirname(path), package


def _encrypted(book: Container) -> set[str]:
    """Return the encrypted parts; books often hide no more than their fonts."""
    root = book.xml("META-INF/encryption.xml")
    return set() if root is None else {unquote(one.get("URI", "")) for one in root.iter("{*}CipherReference")}


def _chapters(package: Any, folder: str) -> tuple[list[str], list[str]]:
    """Return the parts in reading order, and names in that order that stand for none.

    The table of contents (nav) is no part.
    """
    manifest = {
        item.get("id"): (item.get("href") or "")
        for item in package.iter(f"{_OPF}item")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    known = {item.get("id") for item in package.iter(f"{_OPF}item")}
    order = [entry.get("idref") for entry in package.iter(f"{_OPF}itemref")]
    chosen = [manifest[key] for key in order if key in manifest] or list(manifest.values())
    paths = (
        posixpath.normpath(posixpath.join(folder, unquote(href.split("#")[0]))) for href in chosen if href
    )
    return list(dict.fromkeys(paths)), [str(key) for key in order if key not in known]


def _value(metadata: Any, tag: str) -> str | None:
    found = None if metadata is None else metadata.find(f"{_DC}{tag}")
    return None if found is None else " ".join("".join(found.itertext()).split()) or None


def _values(metadata: Any, tag: str) -> str | None:
    found = [] if metadata is None else metadata.findall(f"{_DC}{tag}")
    names = [" ".join("".join(element.itertext()).split()) for element in found]
    return "; ".join(filter(None, dict.fromkeys(names))) or None
