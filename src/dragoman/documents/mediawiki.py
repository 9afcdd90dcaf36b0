"""MediaWiki XML dumps: one document a page, streamed, the last revision of each."""

from __future__ import annotations

import bz2
import gzip
import re
import zlib
from collections.abc import Iterator
from typing import IO, Any, cast

from lxml import etree

from dragoman.documents.dates import iso_date
from dragoman.documents.draft import Draft, Skipped, Writer
from dragoman.documents.wikitext import write_wikitext
from dragoman.model.errors import DocumentError

__all__ = ["drafts"]

_BROKEN = (EOFError, OSError, zlib.error)
_OFTEN = 500


def drafts(path: str) -> Iterator[Draft | Skipped | None]:
    """Read a dump (``.xml``, ``.xml.bz2``, ``.xml.gz``) page by page; None is a sign of life.

    Only articles (namespace 0) are read; redirects and other pages are counted.

    Raises
    ------
    DocumentError
        The dump breaks off; the pages before that were given.
    """
    site = _Site()
    redirects = others = seen = 0
    with _opened(path) as source:
        events = etree.iterparse(
            source,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            last: Any = None
            for event, element in events:
                tag = etree.QName(element).localname
                if event == "start":
                    if tag == "mediawiki":
                        site.language = (element.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2]
                        if element.getroottree().docinfo.doctype:
                            raise DocumentError(
                                "it has a document type, which no wiki writes; it is made to harm."
                            )
                    continue
                if tag == "sitename":
                    site.name = element.text
                elif tag == "base":
                    site.base = element.text
                elif tag == "revision":
                    last = _revision(element)
                    element.clear()
                elif tag == "page":
                    seen += 1
                    if element.find("{*}redirect") is not None or (last and _REDIRECT.match(last[3])):
                        redirects += 1
                    elif (element.findtext("{*}ns") or "0") != "0":
                        others += 1
                    elif last is not None:
                        yield _page(element.findtext("{*}title") or "", last, site)
                    if seen % _OFTEN == 0:
                        yield None
                    last = None
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise DocumentError(f"the dump breaks off after {seen} pages ({error}). Get it again.") from error
        except _BROKEN as error:
            raise DocumentError(
                f"the dump cannot be unpacked after {seen} pages ({error}). Get it again."
            ) from error
    if redirects or others:
        yield Skipped(
            "", f"left out: {redirects} redirects and {others} pages that are no articles (talk, user ...)."
        )


_REDIRECT = re.compile(
    r"\s*#\s*(?:redirect|перенаправление|перенапр|перенаправлення|yönlendirme|yönləndirmə|istiqamətləndirmə)\b",
    re.IGNORECASE,
)
"""How a page begins that only leads to another, in dumps that do not say so themselves."""


class _Site:
    name: str | None = None
    base: str | None = None
    language: str = ""

    def url(self, title: str) -> str | None:
        """Return a page's address: that of the main page, with another title."""
        if not self.base or "/" not in self.base:
            return None
        return self.base.rsplit("/", 1)[0] + "/" + title.replace(" ", "_")


def _opened(path: str) -> IO[bytes]:
    with open(path, "rb") as file:
        head = file.read(3)
    if head == b"BZh":
        return cast("IO[bytes]", _Packed(bz2.open(path)))
    if head[:2] == b"\x1f\x8b":
        return cast("IO[bytes]", _Packed(gzip.open(path)))
    return open(path, "rb")


class _Packed:
    """A packed file that gives all it has before it fails; a read of many bytes at once would lose them."""

    def __init__(self, source: gzip.GzipFile | bz2.BZ2File) -> None:
        self._source = source

    def read(self, size: int = -1) -> bytes:
        """Return what is there, up to ``size`` bytes; nothing at the end."""
        return self._source.read1(size)

    def __enter__(self) -> _Packed:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()


def _revision(element: Any) -> tuple[str, str, str, str]:
    contributor = element.find("{*}contributor")
    who = "" if contributor is None else contributor.findtext("{*}username") or ""
    return (
        element.findtext("{*}id") or "",
        element.findtext("{*}timestamp") or "",
        who,
        element.findtext("{*}text") or "",
    )


def _page(title: str, revision: tuple[str, str, str, str], site: _Site) -> Draft | Skipped:
    number, stamp, _, source = revision
    locator = f"page {title}" + (f", revision {number}" if number else "")
    writer = Writer()
    write_wikitext(source, writer)
    if not writer.pieces:
        return Skipped(locator, "the page has no text.")
    return Draft(
        writer.text,
        "mediawiki",
        writer.pieces,
        title=title or None,
        publisher=site.name,
        url=site.url(title),
        published=iso_date(stamp),
        language=site.language.lower() or None,
        encoding="utf-8",
        locator=locator,
    )
