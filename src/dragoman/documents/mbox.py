"""Mail boxes (.mbox): one document for each mail in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.documents import mail
from dragoman.documents.draft import Draft, Skipped
from dragoman.documents.limits import LIMITS
from dragoman.model.errors import DocumentError

__all__ = ["drafts"]

_HEADER = re.compile(rb"[A-Za-z][\w-]*:")
_OFTEN = 200


def drafts(path: str) -> Iterator[Draft | Skipped | None]:
    """Read the mails of a box; None is a sign of life."""
    for number, data in enumerate(_mails(path), 1):
        if number % _OFTEN == 0:
            yield None
        locator = f"mail {number}"
        if data is None:
            yield Skipped(locator, f"the mail is larger than {LIMITS.record // 1_000_000} MB.")
            continue
        try:
            found = mail.draft(data, locator)
        except (DocumentError, RecursionError) as error:
            yield Skipped(locator, str(error) or "its parts lie in each other too deep.")
            continue
        found.format, found.locator = "mbox", locator
        yield found


def _mails(path: str) -> Iterator[bytes | None]:
    """Cut a box at the lines "From ..." behind a blank line and before a header; None: a mail too large."""
    held: list[bytes] = []
    size, blank, envelope = 0, True, b""
    with open(path, "rb") as source:
        for line in source:
            if envelope:
                if _HEADER.match(line) is not None:
                    if held:
                        yield b"".join(held) if size <= LIMITS.record else None
                    held, size = [], 0
                else:
                    held.append(envelope)
                envelope = b""
            if blank and line.startswith(b"From "):
                envelope = line
            else:
                size += len(line)
                if size <= LIMITS.record:
                    # Lines of a text that begin so are written with a mark before them.
                    held.append(line[1:] if re.match(rb">+From ", line) else line)
            blank = not line.strip()
    if held:
        yield b"".join(held) if size <= LIMITS.record else None
