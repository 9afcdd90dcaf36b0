"""Marked-up text that is all content (book chapters, mails, columns of tables): its elements to blocks."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
from lxml import etree

from dragoman.documents.draft import Writer
from dragoman.model.document import BlockKind
from dragoman.model.errors import DocumentError

__all__ = ["mark_notes", "parse_html", "write_markup"]

# What no XML tree may hold, also written as a reference; one pattern for both is ten times as slow.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_REFERENCE = re.compile(
    "&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|127)|[xX]0*(?:[0-8bcBC]|1[0-9a-fA-F]|7[fF]|[fF]{3}[efEF]));"
)
_XML_MARK = re.compile(r"^\s*<\?xml[^>]*\?>")
_DROPPED = frozenset({
    "script", "style", "noscript", "template", "nav", "button", "svg", "math", "iframe", "object", "embed",
    "select", "textarea", "head", "title", "audio", "video", "canvas", "form",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "li", "ul", "ol", "dl", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote",
    "section", "article", "aside", "main", "header", "footer", "pre", "figure", "figcaption", "address", "hr",
    "body", "center", "fieldset", "details", "summary",
})  # fmt: skip
_KINDS: dict[str, BlockKind] = {
    "li": "item", "blockquote": "quote", "figcaption": "caption", "caption": "caption", "address": "contact",
}  # fmt: skip
_NOTES = re.compile(r"\b(?:foot|end|rear)?notes?\b")
_MARK = re.compile(r"\s*[\[(]?\s*(\d{1,3})\s*[\])]?\s*")
_DEEP = 200
"""Deeper than any page that a person wrote; what lies below is taken as one run of text."""


def parse_html(text: str) -> Any:
    """Parse a page or a piece of one.

    Raises
    ------
    DocumentError
        There is nothing in it that can be parsed.
    """
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    source = _CONTROL.sub(" ", _XML_MARK.sub("", text.lstrip("\ufeff")))
    if "&#" in source:
        source = _REFERENCE.sub(" ", source)
    # Halves of UTF-16 pairs cannot be handed to libxml2.
    source = source.encode("utf-8", "replace").decode("utf-8")
    try:
        tree = lxml.html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentError(
            f"the page could not be parsed ({error}); open it in a browser and save it again."
        ) from error
    # The parser leaves out what lies deeper; a page that lost text is not read in part.
    if any("depth" in entry.message for entry in parser.error_log if entry.level >= 2):
        raise DocumentError("its elements lie in each other too deep; it is damaged or made to harm.")
    return tree


def mark_notes(tree: Any) -> None:
    """Write the raised numbers that lead to notes as ``[1]``, so that they do not grow onto a word."""
    for raised in list(tree.iter("sup")):
        found = _MARK.fullmatch(raised.text_content())
        if found is None:
            continue
        parent = raised.getparent()
        links = [*raised.iter("a"), *([parent] if parent is not None and parent.tag == "a" else [])]
        if any("#" in (link.get("href") or "") for link in links):
            for child in list(raised):
                raised.remove(child)
            raised.text = f"[{found[1]}]"


def write_markup(tree: Any, writer: Writer, *, page: int | None = None) -> None:
    """Write all text under an element as blocks."""
    body = tree if tree.tag == "body" else tree.find(".//body")
    _Walk(writer, page).blocks(tree if body is None else body, None, 0)


class _Walk:
    """Goes through the elements; text outside of any block element is a block of its own."""

    def __init__(self, writer: Writer, page: int | None) -> None:
        self.writer = writer
        self.page = page
        self.held: list[str] = []

    def flush(self, kind: BlockKind | None) -> None:
        if self.held:
            self.add("".join(self.held), kind)
            self.held = []

    def add(self, text: str, kind: BlockKind | None, level: int = 0) -> None:
        lines = (" ".join(line.split()) for line in text.split("\u2029"))
        self.writer.add("\n".join(filter(None, lines)), kind=kind, level=level, page=self.page)

    def blocks(self, element: Any, kind: BlockKind | None, depth: int) -> None:
        self.held.append(element.text or "")
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if not tag or tag in _DROPPED:
                pass
            elif tag in _BLOCKS:
                self.flush(kind)
                self.block(child, tag, kind, depth)
            elif depth < _DEEP and any(
                isinstance(below.tag, str) and below.tag in _BLOCKS for below in child.iter()
            ):
                self.blocks(child, kind, depth + 1)  # an inline element around blocks
            else:
                self.held.append(_inline(child))
            self.held.append(child.tail or "")
        self.flush(kind)

    def block(self, child: Any, tag: str, kind: BlockKind | None, depth: int) -> None:
        role = f"{child.get('epub:type') or ''} {child.get('role') or ''}"
        if tag == "table":
            rows = [
                "\t".join(" ".join(_inline(cell).split()) for cell in row.iter("td", "th"))
                for row in child.iter("tr")
            ]
            self.writer.add("\n".join(row for row in rows if row.strip()), kind="table", page=self.page)
        elif tag[0] == "h" and tag[1:].isdigit():
            self.add(_inline(child), "heading", int(tag[1:]))
        elif "noteref" not in role and _NOTES.search(role) is not None:
            self.blocks(child, "note", depth + 1)
        elif depth >= _DEEP:
            self.add(_inline(child), kind)
        else:
            self.blocks(child, _KINDS.get(tag, kind), depth + 1)


def _inline(element: Any) -> str:
    """Return the text of an element; a forced break is U+2029."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, child in walk:
        tag = child.tag
        if event == "start":
            if tag == "br":
                parts.append("\u2029")
            if isinstance(tag, str) and tag not in _DROPPED:
                parts.append(child.text or "")
            else:
                walk.skip_subtree()
        elif child is not element:
            parts.append(child.tail or "")
    return "".join(parts)
