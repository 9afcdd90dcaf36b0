"""Saved mails (.eml): headers, the text, who is quoted; attachments are named."""

from __future__ import annotations

import re
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_tz

from dragoman.documents.decode import decode
from dragoman.documents.draft import Draft, Writer
from dragoman.documents.markup import parse_html, write_markup
from dragoman.model import Edtf, parse_edtf
from dragoman.model.document import BlockKind
from dragoman.model.errors import DateError, DocumentError

__all__ = ["draft"]

_HEADER = 10_000
_SAID = re.compile(r"[^\n]{0,200}(?:wrote|writes|пишет|написал|пише|yazdı|yazıb|schrieb|a écrit)\s?:?\s*$")


def draft(data: bytes, name: str) -> Draft:
    """Read a mail: subject as title, sender as author, its date; quoted lines are of kind ``quote``.

    Raises
    ------
    DocumentError
        It has no mail headers, or no text part.
    """
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    if not any(message.get(header) for header in ("from", "date", "subject", "received")):
        raise DocumentError("it has no mail headers; if it is a text, give it the ending .txt.")
    problems: list[str] = []
    plain, html, attached = _parts(message)
    if attached:
        shown = ", ".join(attached[:8]) + (" ..." if len(attached) > 8 else "")
        problems.append(f"attachments that were not read: {shown} ({len(attached)}).")
    writer = Writer()
    encoding: str | None = None
    shown_problems: list[str] = []
    marked = Writer()
    if html is not None and _bytes(html).strip():
        found = decode(_bytes(html), declared=html.get_content_charset())
        encoding, shown_problems = found.encoding, found.problems
        write_markup(parse_html(found.text), marked)
    if plain is not None and _bytes(plain).strip():
        said = decode(_bytes(plain), declared=plain.get_content_charset())
        _write(said.text, writer)
        # "This mail is best read in HTML" is not the text.
        if _letters(writer.text) * 2 < _letters(marked.text):
            writer = Writer()
        else:
            encoding, shown_problems = said.encoding, said.problems
    as_html = not writer.pieces
    if as_html:
        writer = marked
    problems += shown_problems
    if not writer.pieces:
        raise DocumentError(
            "the mail has no text"
            + (f"; it only carries {', '.join(attached[:5])}: save those and add them." if attached else ".")
        )
    author, address = parseaddr(_header(message, "from") or "")
    return Draft(
        writer.text,
        "eml",
        writer.pieces,
        marks_headings=as_html,
        title=_header(message, "subject"),
        author=author or address or None,
        published=_date(message),
        language=(_header(message, "content-language") or "")[:2].lower() or None,
        encoding=encoding,
        problems=problems,
    )


def _parts(message: Message) -> tuple[Message | None, Message | None, list[str]]:
    """Return the first plain and the first HTML text, and the names of everything else."""
    plain: Message | None = None
    html: Message | None = None
    attached: list[str] = []
    inside: set[int] = set()
    for part in message.walk():
        if id(part) in inside or part.get_content_maintype() == "multipart":
            continue
        kind = part.get_content_type()
        if kind == "message/rfc822" and part is not message:
            inside.update(id(below) for below in part.walk())
            attached.append("a forwarded mail")
        elif part.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html"):
            attached.append(_clean(part.get_filename() or kind))
        elif kind == "text/plain" and plain is None:
            plain = part
        elif kind == "text/html" and html is None:
            html = part
    return plain, html, attached


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    if value is None:
        return None
    written = str(value)[:_HEADER]
    try:
        return _clean(str(make_header(decode_header(written)))) or None
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return _clean(written) or None


def _clean(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def _date(message: Message) -> Edtf | None:
    """Return the day on which the sender wrote, by the sender's own clock."""
    parts = parsedate_tz(_header(message, "date") or "")
    if parts is None:
        return None
    try:
        return parse_edtf(f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}")
    except DateError:
        return None


def _write(text: str, writer: Writer) -> None:
    """Write runs of quoted and of own lines; what stands under the signature mark is a contact."""
    held: list[str] = []
    kind: BlockKind | None = None

    def flush() -> None:
        if held:
            told = "\n".join(held)
            writer.add(told, kind=kind or ("note" if _SAID.fullmatch(told) else None))
            held.clear()

    signed = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        bare = line.lstrip("> \t") if line.startswith(">") else line.strip()
        if line in ("-- ", "--"):
            signed = True
            flush()
            continue
        now: BlockKind | None = "quote" if line.startswith(">") else "contact" if signed else None
        if now != kind or not bare:
            flush()
            kind = now
        if bare:
            held.append(bare)
    flush()
