"""Markdown files: marks become structure, the words stay."""

from __future__ import annotations

import html
import re

from dragoman.documents.dates import iso_date
from dragoman.documents.decode import decode
from dragoman.documents.draft import Draft, Writer
from dragoman.model.document import BlockKind

__all__ = ["draft"]

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(
    r"^(title|author|date|publisher|url|lang|language|licen[cs]e):[ \t]*(.+)$", re.MULTILINE | re.I
)
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])\s+(.*)")
_QUOTE = re.compile(r" {0,3}>\s?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NOTE = re.compile(r"\[\^([^\]]+)\]:\s*(.*)")
_LINK_TARGET = re.compile(r" {0,3}\[[^\]^][^\]]*\]:\s*\S+(?:\s+[\"'(].*)?$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[\^([^\]]+)\]"), r"[\1]"),
    (re.compile(r"\[([^\]]+)\]\((?:[^()]|\([^()]*\))*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+|[\w.+-]+@[\w.-]+)>"), r"\1"),
    (re.compile(r"</?(?:a|b|i|em|strong|span|sup|sub|u|small|br|p|div|font)(?:\s[^>]*)?/?>", re.I), ""),
    (re.compile(r"(?<![*\\])\*{1,3}(?=\S)((?:[^*\n]|\n(?!\n))+?)(?<=\S)\*{1,3}(?!\*)"), r"\1"),
    (re.compile(r"(?<![\w\\])_{1,3}(?=\S)((?:[^_\n]|\n(?!\n))+?)(?<=\S)_{1,3}(?!\w)"), r"\1"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"\1"),
    (re.compile(r"`+([^`\n]+)`+"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~-])"), r"\1"),
)  # fmt: skip


def draft(data: bytes, name: str) -> Draft:
    """Read a Markdown file; emphasis, links and other marks go, a front matter gives the metadata."""
    found = decode(data)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    fields: dict[str, str] = {}
    front = _FRONT.match(text)
    if front is not None:
        fields = {key.lower(): value.strip().strip("\"'") for key, value in _FIELD.findall(front[1])}
        text = text[front.end() :]
    reader = _Reader()
    for line in _COMMENT.sub("", text).split("\n"):
        reader.line(line)
    reader.flush()
    pieces = reader.writer.pieces
    return Draft(
        reader.writer.text,
        "md",
        pieces,
        marks_headings=any(piece.kind == "heading" for piece in pieces),
        title=fields.get("title") or None,
        author=fields.get("author") or None,
        publisher=fields.get("publisher") or None,
        url=fields.get("url") or None,
        licence=fields.get("license") or fields.get("licence"),
        published=iso_date(fields.get("date")),
        language=(fields.get("lang") or fields.get("language") or "")[:2].lower() or None,
        encoding=found.encoding,
        problems=list(found.problems),
    )


class _Reader:
    """Collects the lines of one block and writes it when the next begins."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.held: list[str] = []
        self.kind: BlockKind | None = None
        self.fence = ""

    def flush(self, *, level: int = 0) -> None:
        """Write what is held."""
        if self.held:
            joined = "\n".join(self.held)
            kind: BlockKind | None = "heading" if level else self.kind
            self.writer.add(joined if kind == "table" else _plain(joined), kind=kind, level=level)
        self.held, self.kind = [], None

    def begin(self, kind: BlockKind | None, text: str) -> None:
        """Start a block with its first line."""
        self.flush()
        self.kind = kind
        self.held.append(text)

    def line(self, line: str) -> None:
        """Take one line."""
        if self._fenced(line):
            return
        stripped = line.strip()
        if not stripped:
            self.flush()
            return
        heading = _HEADING.match(line)
        if heading is not None:
            self.begin(None, heading[2])
            self.flush(level=len(heading[1]))
            return
        underline = _UNDERLINE.match(line)
        if underline is not None and len(self.held) == 1 and self.kind is None:
            self.flush(level=1 if underline[1][0] == "=" else 2)
            return
        if _RULE.match(line) is not None or _LINK_TARGET.match(line) is not None:
            self.flush()
            return
        self._content(line, stripped)

    def _fenced(self, line: str) -> bool:
        """Keep code out of the story; it is stored as a note."""
        fence = _FENCE.match(line)
        if self.fence:
            if fence is not None and fence[1].startswith(self.fence):
                self.fence = ""
                self.flush()
            else:
                self.held.append(line)
            return True
        if fence is None:
            return False
        self.flush()
        self.fence, self.kind = fence[1], "note"
        return True

    def _content(self, line: str, stripped: str) -> None:
        note, item = _NOTE.match(stripped), _ITEM.match(line)
        if note is not None:
            self.begin("note", f"[{note[1]}] {note[2]}")
        elif _QUOTE.match(line) is not None:
            inner = _QUOTE.sub("", line, count=1).strip()
            if self.kind != "quote" or not inner:
                self.flush()
                self.kind = "quote"
            if inner:
                self.held.append(inner)
        elif item is not None and (item[2] in "-*+" or not self.held or self.kind == "item"):
            mark = "" if item[2] in "-*+" else item[2] + " "
            self.begin("item", mark + item[3])
        elif "|" in stripped and (self.kind == "table" or stripped.startswith("|")):
            if self.kind != "table":
                self.flush()
                self.kind = "table"
            if _TABLE_RULE.match(stripped) is None:
                self.held.append("\t".join(_plain(cell.strip()) for cell in stripped.strip("|").split("|")))
        else:
            self.held.append(stripped)


def _plain(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return html.unescape(text)
