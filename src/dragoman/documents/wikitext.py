"""Wiki markup to readable blocks: links keep their words, templates and tables go, notes are numbered."""

from __future__ import annotations

import html
import re
from itertools import chain

from dragoman.documents.draft import Writer
from dragoman.model.document import BlockKind

__all__ = ["write_wikitext"]

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DROPPED = re.compile(
    r"<(math|gallery|timeline|score|syntaxhighlight|source|graph|imagemap|templatestyles|style|script)\b[^>]*?"
    r"(?:/>|>.*?(?:</\1\s*>|\Z))",
    re.DOTALL | re.IGNORECASE,
)
_REF = re.compile(r"<ref\b([^>]*?)(?:/>|>(.*?)</ref\s*>)", re.DOTALL | re.IGNORECASE)
_REF_NAME = re.compile(r"""name\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/>]+))""", re.IGNORECASE)
_BRACES = re.compile(r"\{\{|\}\}|\{\||\|\}(?!\})|\[\[|\]\]")
_MEDIA = re.compile(
    r"\s*:?(?:file|image|media|category|файл|изображение|категория|зображення|категорія|dosya|resim|kategori|"
    r"fayl|şəkil|kateqoriya)\s*:",
    re.IGNORECASE,
)
_WEB = re.compile(r"\[(?:https?:)?//[^\s\]]+(?:\s+([^\]\n]*))?\]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_QUOTES = re.compile(r"'{2,5}")
_SWITCH = re.compile(r"__[A-ZА-ЯЁ]+__")
_HEADING = re.compile(r"(={1,6})\s*(.+?)\s*=+\s*$")
_CITED = (
    "title", "author", "last", "first", "publisher", "work", "website", "newspaper", "date", "year",
    "pages",
          "url", "заглавие", "автор", "издание", "издательство", "год", "страницы", "ссылка", "başlık",
          "yazar",
          "tarih", "назва", "рік", "müəllif", "il")  # fmt: skip


def write_wikitext(source: str, writer: Writer) -> None:
    """Write a page's markup as blocks; its references become notes at the end."""
    notes = _Notes()
    text = _DROPPED.sub("", _COMMENT.sub("", source))
    text = _REF.sub(notes.mark, text)
    text = _plain(_unnested(text))
    held: list[str] = []

    def flush() -> None:
        writer.add(" ".join(" ".join(held).split()))
        held.clear()

    for line in text.split("\n"):
        heading = _HEADING.match(line.strip())
        mark = line[:1]
        if heading is not None:
            flush()
            writer.add(heading[2], kind="heading", level=max(1, len(heading[1]) - 1))
        elif mark in ("*", "#", ":", ";"):
            flush()
            kind: BlockKind | None = "item" if mark in "*#" else None
            writer.add(" ".join(line.lstrip("*#:; ").split()), kind=kind)
        elif not line.strip() or line.startswith("----"):
            flush()
        else:
            held.append(line)
    flush()
    for number, told in enumerate(notes.texts, 1):
        clean = " ".join(_plain(_unnested(told, keep=True)).split())
        if clean:
            writer.add(f"[{number}] {clean}", kind="note")


class _Notes:
    """Numbers the references in the order in which they are first met."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.named: dict[str, int] = {}

    def mark(self, found: re.Match[str]) -> str:
        named = _REF_NAME.search(found[1])
        name = next(filter(None, named.groups()), "") if named is not None else ""
        told = found[2] or ""
        number = self.named.get(name) if name else None
        if number is None:
            self.texts.append(told)
            number = len(self.texts)
            if name:
                self.named[name] = number
        elif told and not self.texts[number - 1]:
            self.texts[number - 1] = told
        return f"[{number}]"


def _unnested(text: str, *, keep: bool = False) -> str:
    """Take out templates, tables and media, and write links as their words, in one pass.

    With ``keep`` a template gives its telling fields (the title, author and year of a cited book).
    """
    stack: list[tuple[str, list[str]]] = []
    parts: list[str] = []
    at = 0
    closes = {"{{": "}}", "{|": "|}", "[[": "]]"}
    for found in _BRACES.finditer(text):
        parts.append(text[at : found.start()])
        at = found.end()
        sign = found.group()
        if sign in closes:
            stack.append((sign, parts))
            parts = []
            continue
        if not stack or closes[stack[-1][0]] != sign:
            if not any(closes[opened] == sign for opened, _ in stack[-40:]):
                continue  # closes nothing: a slip of the pen
            while closes[stack[-1][0]] != sign:
                inner, (_, parts) = parts, stack.pop()
                parts.extend(inner)
        inner, (opened, parts) = parts, stack.pop()
        parts.append(_shown(opened, "".join(inner), keep=keep))
    parts.append(text[at:])
    # What was never closed stays as text.
    return "".join(chain.from_iterable([*(held for _, held in stack), parts]))


def _shown(opened: str, inner: str, *, keep: bool) -> str:
    if opened == "[[":
        if _MEDIA.match(inner) is not None:
            return ""
        return inner.rsplit("|", 1)[-1]
    if opened == "{{" and keep:
        fields = {}
        for cell in inner.split("|")[1:]:
            name, equal, value = cell.partition("=")
            if equal and value.strip():
                fields[name.strip().lower()] = value.strip()
        return ". ".join(fields[name] for name in _CITED if name in fields)
    return ""


def _plain(text: str) -> str:
    text = _WEB.sub(lambda found: found[1] or "", text)
    text = _TAG.sub("", _BREAK.sub("\n", text))
    return html.unescape(_SWITCH.sub("", _QUOTES.sub("", text)))
