"""Word files: paragraphs, headings, lists, tables and notes straight from the package's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.documents.container import Container, parse_xml
from dragoman.documents.dates import iso_date
from dragoman.documents.draft import Draft, Writer
from dragoman.model import Edtf
from dragoman.model.document import BlockKind
from dragoman.model.errors import DocumentError

__all__ = ["draft"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_HEADING_NAME = re.compile(r"(?:heading|заголовок|überschrift|başlık|titre)\s*(\d)", re.IGNORECASE)
_TEMPLATE_DATE = "2013-12-23"
"""Date in the template of python-docx: files made with it carry a date that means nothing."""


class _Package:
    """The parts of a Word file that carry text."""

    def __init__(self, data: bytes) -> None:
        self.container = Container(data)
        self.levels, self.lists = self._styles()

    def part(self, name: str) -> Any:
        """Return the root of one part, or None where the file has none."""
        source = self.container.read(name)
        if source is None:
            return None
        return parse_xml(source.replace(_STRICT.encode(), _W.strip("{}").encode()), f"its part {name}")

    def _styles(self) -> tuple[dict[str, int], frozenset[str]]:
        """Return heading level per style id (0: the title) and the ids of list styles."""
        levels: dict[str, int] = {}
        lists: set[str] = set()
        root = self.part("word/styles.xml")
        for style in () if root is None else root.iter(f"{_W}style"):
            key = style.get(f"{_W}styleId", "")
            label = style.find(f"{_W}name")
            name = "" if label is None else label.get(f"{_W}val", "")
            outline = style.find(f"{_W}pPr/{_W}outlineLvl")
            heading = _HEADING_NAME.match(name)
            if name.lower() in ("title", "название", "titel"):
                levels[key] = 0
            elif heading is not None:
                levels[key] = int(heading[1])
            elif outline is not None and (outline.get(f"{_W}val") or "9").isdigit():
                depth = int(outline.get(f"{_W}val") or 9)
                if depth < 9:
                    levels[key] = depth + 1
            if name.lower().startswith("list ") or style.find(f"{_W}pPr/{_W}numPr") is not None:
                lists.add(key)
        return levels, frozenset(lists)


def draft(data: bytes, name: str) -> Draft:
    """Read a Word file.

    Notes are marked ``[1]`` where they are cited and stand as blocks of kind ``note`` at the end.

    Raises
    ------
    DocumentError
        The package is damaged or holds no text.
    """
    package = _Package(data)
    root = package.part("word/document.xml")
    body = None if root is None else root.find(f"{_W}body")
    if body is None:
        raise DocumentError("it has no document part; open it in Word and save it again.")
    writer = Writer()
    notes = _Notes()
    _body(body, writer, package, notes)
    for text in notes.texts(package):
        writer.add(text, kind="note")
    if not writer.pieces:
        raise DocumentError("it holds no text; if its pages are pictures, run text recognition first.")
    title, author, language, created = _properties(package)
    return Draft(
        writer.text,
        "docx",
        writer.pieces,
        marks_headings=any(piece.kind in ("heading", "title") for piece in writer.pieces),
        title=title,
        author=author,
        language=language,
        created=created,
    )


class _Notes:
    """Numbers footnotes and endnotes in the order of their citation."""

    def __init__(self) -> None:
        self.order: dict[tuple[str, str], int] = {}

    def mark(self, part: str, key: str) -> str:
        """Return the mark of a note, numbering it when it is met first."""
        return f"[{self.order.setdefault((part, key), len(self.order) + 1)}]"

    def texts(self, package: _Package) -> Iterator[str]:
        """Yield the cited notes, each with its mark."""
        known: dict[tuple[str, str], str] = {}
        for part in ("footnote", "endnote"):
            root = package.part(f"word/{part}s.xml")
            for note in () if root is None else root.iter(f"{_W}{part}"):
                inner = [_text(paragraph, _Notes()) for paragraph in note.iter(f"{_W}p")]
                known[part, note.get(f"{_W}id", "")] = " ".join(
                    filter(None, (text.strip() for text in inner))
                )
        for place, number in self.order.items():
            if known.get(place):
                yield f"[{number}] {known[place]}"


def _body(parent: Any, writer: Writer, package: _Package, notes: _Notes) -> None:
    for element in parent:
        if element.tag == f"{_W}p":
            _paragraph(element, writer, package, notes)
        elif element.tag == f"{_W}tbl":
            rows = [
                "\t".join(_cell(cell, notes) for cell in row.iter(f"{_W}tc"))
                for row in element.iter(f"{_W}tr")
            ]
            writer.add("\n".join(row for row in rows if row.strip()), kind="table")
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            _body(element, writer, package, notes)


def _cell(cell: Any, notes: _Notes) -> str:
    return " ".join(" ".join(_text(paragraph, notes).split()) for paragraph in cell.iter(f"{_W}p")).strip()


def _paragraph(paragraph: Any, writer: Writer, package: _Package, notes: _Notes) -> None:
    text = _text(paragraph, notes)
    if not text.strip():
        return
    properties = paragraph.find(f"{_W}pPr")
    kind: BlockKind | None = None
    level = 0
    if properties is not None:
        style = properties.find(f"{_W}pStyle")
        key = "" if style is None else style.get(f"{_W}val", "")
        outline = properties.find(f"{_W}outlineLvl")
        depth = package.levels.get(key)
        if depth is None and outline is not None and (outline.get(f"{_W}val") or "9") < "9":
            depth = int(outline.get(f"{_W}val") or 0) + 1
        lowered = key.lower()
        if depth is not None:
            kind, level = ("title", 0) if depth == 0 else ("heading", depth)
        elif properties.find(f"{_W}numPr") is not None or key in package.lists:
            kind = "item"
        elif "caption" in lowered:
            kind = "caption"
        elif "quote" in lowered:
            kind = "quote"
        elif lowered.startswith(("toc", "bibliography")):
            kind = "reference" if lowered.startswith("bib") else "note"
    writer.add(text, kind=kind, level=level)


def _text(paragraph: Any, notes: _Notes) -> str:
    """Return the text of a paragraph as Word shows it: no deleted text, no field codes."""
    parts: list[str] = []
    _collect(paragraph, parts, notes)
    return "".join(parts)


def _collect(element: Any, parts: list[str], notes: _Notes) -> None:
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            parts.append(child.text or "")
        elif tag == f"{_W}tab":
            parts.append("\t")
        elif tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("\u2011")
        elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
            parts.append(notes.mark(tag[len(_W) :].removesuffix("Reference"), child.get(f"{_W}id", "")))
        elif tag in (f"{_W}pPr", f"{_W}rPr", f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback"):
            continue
        elif tag == f"{_W}p":
            # A text box inside a paragraph.
            parts.append("\n")
            _collect(child, parts, notes)
        else:
            _collect(child, parts, notes)


def _properties(package: _Package) -> tuple[str | None, str | None, str | None, Edtf | None]:
    root = package.part("docProps/core.xml")
    if root is None:
        return None, None, None, None

    def value(tag: str) -> str | None:
        element = root.find(tag)
        return " ".join((element.text or "").split()) or None if element is not None else None

    author = value(f"{_DC}creator")
    if author in ("python-docx", "Microsoft Office User", "User", "Admin", "Пользователь", "Windows User"):
        author = None
    created = value(f"{_TERMS}created")
    made = None if created is None or created.startswith(_TEMPLATE_DATE) else iso_date(created)
    language = (value(f"{_DC}language") or "")[:2].lower() or None
    return value(f"{_DC}title"), author, language, made
