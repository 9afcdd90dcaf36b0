"""Web archives (WARC): one document for each page that a crawler got whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from dragoman.documents import html, plain
from dragoman.documents.dates import iso_date
from dragoman.documents.draft import Draft, Skipped
from dragoman.documents.limits import LIMITS
from dragoman.model.errors import DocumentError

__all__ = ["drafts"]

_PAGES = ("text/html", "application/xhtml+xml")
_OFTEN = 200


def drafts(path: str) -> Iterator[Draft | Skipped | None]:
    """Read the HTML and plain text answers of an archive (``.warc``, ``.warc.gz``); None is a sign of life.

    The day of the crawl is no date of publication; it counts only where the text names a year close
    before it.

    Raises
    ------
    DocumentError
        The archive breaks off; the pages before that were given.
    """
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    number = others = failed = 0
    with open(path, "rb") as source:
        try:
            for record in ArchiveIterator(source):
                number += 1
                if number % _OFTEN == 0:
                    yield None
                if record.rec_type not in ("response", "resource", "conversion"):
                    continue
                kind, charset = _kind(record)
                status = record.http_headers.get_statuscode() if record.http_headers is not None else "200"
                if status != "200":
                    failed += 1
                elif kind not in _PAGES and kind != "text/plain":
                    others += 1
                else:
                    yield _page(record, number, kind, charset)
        # The last two: what warcio says of a record that has no head.
        except (ArchiveLoadFailed, EOFError, OSError, zlib.error, ValueError, AttributeError) as error:
            raise DocumentError(
                f"the archive breaks off at record {number + 1} ({error}); the records before it were read. "
                "Get it again for the rest."
            ) from error
    if number == 0:
        raise DocumentError("the archive holds no record; it was cut, get it again.")
    if others or failed:
        yield Skipped(
            "",
            f"left out: {others} records that are no pages of text, {failed} answers that are errors "
            "or redirects.",
        )


def _kind(record: Any) -> tuple[str, str | None]:
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    value = (headers.get_header("Content-Type") or "").lower()
    kind, _, rest = value.partition(";")
    charset = rest.partition("charset=")[2].split(";")[0].strip(" \"'") or None
    return kind.strip(), charset


def _page(record: Any, number: int, kind: str, charset: str | None) -> Draft | Skipped:
    address = record.rec_headers.get_header("WARC-Target-URI")
    locator = f"record {number}" + (f", {address}" if address else "")
    data = record.content_stream().read(LIMITS.record + 1)
    # What warcio still waits for where the file has ended.
    missing = int(getattr(record.raw_stream, "limit", 0) or 0) if len(data) <= LIMITS.record else 0
    if missing:
        return Skipped(
            locator, f"the archive was cut here, {missing} bytes of the page are missing; get it again."
        )
    if len(data) > LIMITS.record:
        return Skipped(locator, f"the page is larger than {LIMITS.record // 1_000_000} MB.")
    if not data.strip():
        return Skipped(locator, "the page is empty.")
    try:
        found = html.draft(data, locator, charset=charset) if kind in _PAGES else plain.draft(data, locator)
    except (DocumentError, RecursionError) as error:
        return Skipped(locator, str(error) or "its elements lie in each other too deep.")
    if not found.text.strip():
        return Skipped(locator, "the page has no text.")
    if record.rec_headers.get_header("WARC-Truncated"):
        found.problems.append("the crawler cut this page; its end is missing.")
    found.format, found.locator = "warc", locator
    found.url = address or found.url
    found.created = iso_date(record.rec_headers.get_header("WARC-Date"))
    return found
