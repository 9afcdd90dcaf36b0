"""Web pages: the article's text through trafilatura, its description through lxml."""

from __future__ import annotations

import codecs
import re
from typing import Any

from dragoman.documents.article import article
from dragoman.documents.decode import decode
from dragoman.documents.draft import Draft, Writer
from dragoman.documents.html_meta import page_meta
from dragoman.documents.markup import mark_notes, parse_html
from dragoman.model.document import BlockKind
from dragoman.model.errors import DocumentError

__all__ = ["draft"]

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "cell", "div", "code", "figure"})
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_DROPPED = (
    "script", "style", "noscript", "template", "nav", "footer", "button", "svg", "iframe", "object", "select"
)  # fmt: skip
_PARAGRAPHS = (
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "blockquote", "br", "section",
    "article", "pre", "dd", "dt",
)  # fmt: skip
_CODED: dict[str, BlockKind] = {"item": "item", "quote": "quote"}


def draft(data: bytes, name: str, *, charset: str | None = None) -> Draft:
    """Read a web page.

    ``charset`` is what a server said of the encoding; it goes before what the page says of itself.

    Raises
    ------
    DocumentError
        The page holds no markup that can be parsed, or no text.
    """
    declared = _declared(data[:4096])
    said = charset or declared
    found = decode(data, declared=said)
    tree = parse_html(found.text)
    mark_notes(tree)
    meta = page_meta(tree)
    writer = Writer()
    problems = list(found.problems)
    if said is not None and not _same_encoding(said, found.encoding):
        problems.append(
            f"the page says it is in {said}, but its bytes are {found.encoding}; it was read as that."
        )
    body = article(tree)
    heading = _only_heading(tree)
    if body is not None:
        if heading is not None and not _has_heading(body, heading):
            writer.add(heading, kind="title")
        _walk(body, writer, None)
    if not writer.pieces:
        _whole_page(tree, writer)
        if not writer.pieces:
            raise DocumentError(
                "the page holds no text; pages that build themselves by script must be saved "
                "from the browser after they have loaded."
            )
        heading = _only_heading(tree)
        problems.append("no article was recognised on the page; all its text was taken, menus included.")
    return Draft(
        writer.text,
        "html",
        writer.pieces,
        title=_title(tree, meta.title, heading),
        author=meta.author,
        publisher=meta.publisher,
        url=meta.url,
        licence=meta.licence,
        published=meta.published,
        language=meta.language,
        encoding=found.encoding,
        problems=problems,
    )


def _declared(head: bytes) -> str | None:
    """Return the encoding that a page names."""
    # The pattern begins with a choice and takes as long as parsing a small page: mostly there is no need.
    folded = head.lower()
    if b"charset" not in folded and b"encoding" not in folded:
        return None
    found = _CHARSET.search(head)
    return found[1].decode("ascii", "replace") if found else None


def _same_encoding(said: str, used: str) -> bool:
    """Whether a page is in the encoding it names, as far as that can be told (ASCII is in nearly all)."""
    # Where UTF-8 was found the page may be plain ASCII, or a program saved it anew and left the name.
    if used == "utf-8" or "," in used:
        return True
    try:
        return codecs.lookup(used).name.startswith(codecs.lookup(said).name)
    except LookupError:
        return True


def _only_heading(tree: Any) -> str | None:
    """Return the page's main heading, if it has just one."""
    headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    headings = [heading for heading in dict.fromkeys(headings) if heading]
    return headings[0] if len(headings) == 1 and len(headings[0]) <= 300 else None


def _has_heading(body: Any, heading: str) -> bool:
    """Whether the article was found with the page's main heading."""
    return any(" ".join("".join(element.itertext()).split()) == heading for element in body.iter("head", "p"))


def _title(tree: Any, said: str | None, heading: str | None) -> str | None:
    """Return the title; one that is only the window's ("News") gives way to a longer main heading."""
    element = tree.find(".//title")
    if said is None or element is None or said != " ".join(element.text_content().split()):
        return said
    return heading if heading is not None and len(heading) > len(said) else said


def _walk(element: Any, writer: Writer, kind: BlockKind | None) -> None:
    """Write the blocks under an element of trafilatura's tree."""
    for child in element:
        tag = child.tag
        if tag == "head":
            writer.add(_inline(child), kind="heading", level=_LEVELS.get(child.get("rend", ""), 2))
        elif tag == "table":
            rows = [_row(row) for row in child.iter("row")]
            writer.add("\n".join(filter(None, rows)), kind="table")
        elif any(grand.tag in _BLOCKS for grand in child):
            inner = _CODED.get(tag, kind)
            _loose(child.text, writer, inner)
            _walk(child, writer, inner)
        else:
            for part in _BLANK_LINE.split(_inline(child)):
                writer.add(part, kind=_CODED.get(tag, kind))
        _loose(child.tail, writer, kind)


def _loose(text: str | None, writer: Writer, kind: BlockKind | None) -> None:
    if text is not None and text.strip():
        writer.add(" ".join(text.split()), kind=kind)


def _row(row: Any) -> str:
    cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell")]
    return "\t".join(cells) if any(cells) else ""


def _inline(element: Any) -> str:
    """Return the text of an element in one line; forced breaks stay."""
    lines = [" ".join(line.split()) for line in "".join(_in_order(element)).split("\u2029")]
    return "\n".join(lines).strip()


def _in_order(element: Any) -> list[str]:
    parts = [element.text or ""]
    for child in element:
        parts.append("\u2029" if child.tag == "lb" else "")
        parts.extend(_in_order(child))
        parts.append(child.tail or "")
    return parts


def _whole_page(tree: Any, writer: Writer) -> None:
    """Take all text of a page that is no article (a short notice, a bare list)."""
    for element in list(tree.iter(*_DROPPED)):
        if element.getparent() is not None:
            element.drop_tree()
    body = tree.find(".//body")
    for element in (tree if body is None else body).iter(*_PARAGRAPHS):
        element.text = "\u2029" + (element.text or "")
        element.tail = "\u2029" + (element.tail or "")
    for part in (tree if body is None else body).text_content().split("\u2029"):
        writer.add(" ".join(part.split()))
