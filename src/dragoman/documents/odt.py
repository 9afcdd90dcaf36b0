"""OpenDocument texts: headings, paragraphs, lists, tables and notes."""

from __future__ import annotations

from typing import Any

from dragoman.documents.container import Container
from dragoman.documents.dates import iso_date
from dragoman.documents.draft import Draft, Writer
from dragoman.model.document import BlockKind
from dragoman.model.errors import DocumentError

__all__ = ["draft"]

_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DROPPED = frozenset({f"{_T}tracked-changes", f"{_O}annotation", f"{_O}annotation-end", f"{_O}forms"})
_MOST_SPACES = 80
_MANIFEST, _LOCKED = "META-INF/manifest.xml", b"encryption-data"


def draft(data: bytes, name: str) -> Draft:
    """Read an OpenDocument text.

    Notes are marked ``[1]`` where they are cited and stand as blocks of kind ``note`` at the end.

    Raises
    ------
    DocumentError
        The package is damaged or protected, or holds no text.
    """
    package = Container(data)
    if "encrypted-package" in package.names or _LOCKED in (package.read(_MANIFEST) or b""):
        raise DocumentError("it is protected by a password; open it and save a copy without one.")
    root = package.xml("content.xml")
    body = None if root is None else root.find(f"{_O}body/{_O}text")
    if body is None:
        raise DocumentError("it has no text part; if it is a table or slides, save it as PDF or CSV.")
    reader = _Reader(_parents(root, package.xml("styles.xml")))
    reader.blocks(body, None)
    for number, note in enumerate(reader.notes, 1):
        reader.writer.add(f"[{number}] {note}", kind="note")
    pieces = reader.writer.pieces
    if not pieces:
        raise DocumentError("it holds no text; if its pages are pictures, run text recognition first.")
    meta = package.xml("meta.xml")
    return Draft(
        reader.writer.text,
        "odt",
        pieces,
        marks_headings=any(piece.kind in ("heading", "title") for piece in pieces),
        title=_value(meta, f"{_DC}title"),
        author=_value(meta, f"{_META}initial-creator") or _value(meta, f"{_DC}creator"),
        language=(_value(meta, f"{_DC}language") or "")[:2].lower() or None,
        created=iso_date(_value(meta, f"{_META}creation-date")),
    )


def _parents(*roots: Any) -> dict[str, str]:
    """Return for each style the one it is made from: ``P3`` is a ``Title``."""
    return {
        style.get(f"{_STYLE}name", ""): style.get(f"{_STYLE}parent-style-name", "")
        for root in roots
        if root is not None
        for style in root.iter(f"{_STYLE}style")
    }


def _value(meta: Any, tag: str) -> str | None:
    found = None if meta is None else meta.find(f".//{tag}")
    return None if found is None else " ".join((found.text or "").split()) or None


class _Reader:
    def __init__(self, parents: dict[str, str]) -> None:
        self.parents = parents
        self.writer = Writer()
        self.notes: list[str] = []

    def blocks(self, parent: Any, kind: BlockKind | None) -> None:
        for child in parent:
            tag = child.tag
            if tag in _DROPPED:
                continue
            if tag == f"{_T}h":
                level = child.get(f"{_T}outline-level", "1")
                self.writer.add(self.text(child), kind="heading", level=int(level) if level.isdigit() else 1)
            elif tag == f"{_T}p":
                self.writer.add(self.text(child), kind=kind or self.kind(child))
            elif tag == f"{_TABLE}table":
                rows = (
                    "\t".join(self.cell(cell) for cell in row.iter(f"{_TABLE}table-cell"))
                    for row in child.iter(f"{_TABLE}table-row")
                )
                self.writer.add("\n".join(row for row in rows if row.strip()), kind="table")
            elif tag == f"{_T}list":
                self.blocks(child, "item")
            elif tag == f"{_T}bibliography":
                self.blocks(child, "reference")
            elif tag in (f"{_T}table-of-content", f"{_T}alphabetical-index"):
                self.blocks(child, "note")
            else:  # sections, list items, frames
                self.blocks(child, kind)

    def kind(self, paragraph: Any) -> BlockKind | None:
        style = paragraph.get(f"{_T}style-name", "")
        for _ in range(8):
            known = style.replace("_20_", " ").lower()
            if known == "title":
                return "title"
            if known in ("quotations", "quote"):
                return "quote"
            if known.startswith(("caption", "illustration", "figure")):
                return "caption"
            style = self.parents.get(style, "")
            if not style:
                break
        return None

    def cell(self, cell: Any) -> str:
        return " ".join(" ".join(self.text(part).split()) for part in cell.iter(f"{_T}p", f"{_T}h"))

    def text(self, element: Any) -> str:
        parts: list[str] = []
        self.collect(element, parts)
        return "".join(parts)

    def collect(self, element: Any, parts: list[str]) -> None:
        parts.append(" ".join((element.text or "").split("\n")))
        for child in element:
            tag = child.tag
            if tag == f"{_T}s":
                count = child.get(f"{_T}c", "1")
                parts.append(" " * min(int(count) if count.isdigit() else 1, _MOST_SPACES))
            elif tag == f"{_T}tab":
                parts.append("\t")
            elif tag == f"{_T}line-break":
                parts.append("\n")
            elif tag == f"{_T}note":
                body = child.find(f"{_T}note-body")
                told = "" if body is None else " ".join(" ".join(self.text(part).split()) for part in body)
                self.notes.append(told)
                parts.append(f"[{len(self.notes)}]")
            elif tag not in _DROPPED:
                self.collect(child, parts)
            parts.append(" ".join((child.tail or "").split("\n")))
