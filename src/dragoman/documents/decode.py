"""Bytes to text: which encoding a file is in, found from its bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from dragoman.documents.single_byte import CYRILLIC, encoding_of
from dragoman.model.errors import DocumentError

__all__ = ["Decoded", "clean", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = bytes(range(128))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_UNSAVABLE = re.compile("[\x00\ud800-\udfff]")
_SAMPLE = 40_000
_GLANCE = 1_000
_BROKEN = 20
"""Places at most that may be no UTF-8 in a text that is."""
_PROVEN = 6
"""Bytes above ASCII that make a line of valid UTF-8 one."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and what had to be noted."""

    text: str
    encoding: str
    problems: list[str] = field(default_factory=list)


def clean(text: str) -> tuple[str, list[str]]:
    """Replace what no table can store (null characters, lone surrogates) one to one by U+FFFD.

    Returns
    -------
    text : str
        Of unchanged length, so that spans stay where they are.
    problems : list of str
    """
    found = _UNSAVABLE.search(text)
    if found is None:
        return text, []
    fixed, count = _UNSAVABLE.subn("\ufffd", text)
    return fixed, [
        f"{count} null characters or halves of UTF-16 pairs (first at character {found.start()}) "
        "cannot be stored and are shown as U+FFFD; the file was probably damaged or cut."
    ]


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Turn bytes into text.

    A byte order mark wins, then valid UTF-16 and UTF-8, then what the file declares, then the
    single-byte encodings of Cyrillic, Turkish and western text by how the result reads.

    Raises
    ------
    DocumentError
        No known encoding gives readable text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _wide(data[len(mark) :], name)
    if b"\x00" in data:
        guess = _utf16_without_mark(data)
        if guess is not None:
            return _wide(data, guess)
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken = _mostly_utf8(data, error.start)
    if broken is not None:
        return broken
    if declared is not None:
        known = _declared(data, declared)
        if known is not None:
            return known
    return _mixed(data) or _single_byte(data)


def _wide(data: bytes, name: str) -> Decoded:
    """Decode after a mark; damaged places become U+FFFD and are counted."""
    try:
        return _checked(data.decode(name), name)
    except UnicodeDecodeError as error:
        text = data.decode(name, "replace")
        lost = text.count("\ufffd")
        if lost > max(3, len(text) // 100):
            raise DocumentError(
                f"the byte order mark says {name}, but {lost} places are no valid {name} "
                f"(first at byte {error.start}). The file is probably damaged or not text; "
                "save it again as UTF-8."
            ) from None
        note = f"{lost} places are no valid {name} (first at byte {error.start}); shown as U+FFFD."
        return Decoded(text, name, [note])


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order where every second byte is the high half of a common script."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    common = b"\x00\x01\x02\x04\x05\x06\x10\x20"
    for name, highs, lows in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        share = sum(highs.count(byte) for byte in common) / len(highs)
        if share > 0.9 and lows.count(0) <= len(lows) // 100:
            try:
                data.decode(name)
            except UnicodeDecodeError:
                continue
            return name
    return None


def _mostly_utf8(data: bytes, first: int) -> Decoded | None:
    """Accept UTF-8 with a few broken places (a cut file, a pasted byte), and say so."""
    # Text in another encoding shows within a few words; one place more may come of where the sample is cut.
    if _broken_in(data[first : first + _GLANCE])[1] > _BROKEN + 1:
        return None
    text, lost = _broken_in(data)
    sound = sum(1 for char in text[:_SAMPLE] if char > "\x7f" and char != "\ufffd")
    # Single-byte text hardly ever forms valid pairs by chance: they prove UTF-8.
    if lost > _BROKEN or sound < 4 * lost:
        return None
    note = f"{lost} places are no valid UTF-8 (first at byte {first}); shown as U+FFFD."
    return Decoded(text, "utf-8", [note])


def _broken_in(data: bytes) -> tuple[str, int]:
    """Return the text with a mark in every place that is no UTF-8, and how many there are."""
    text = data.decode("utf-8", "replace")
    return text, text.count("\ufffd") - data.count(b"\xef\xbf\xbd")


def _declared(data: bytes, name: str) -> Decoded | None:
    try:
        info = codecs.lookup(name.strip().strip("\"'"))
        text = data.decode(info.name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    if _CONTROL.search(text) is not None:
        return None
    return _checked(text, info.name)


def _checked(text: str, name: str) -> Decoded:
    """Refuse what decodes but is no text."""
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if controls > 5 and controls * 20 > len(text[:_SAMPLE]):
        raise DocumentError(
            "the bytes are no text (too many control characters). "
            "It is probably a program's own format; export it as text, HTML, DOCX or PDF."
        )
    return Decoded(text, name)


def _single_byte(data: bytes) -> Decoded:
    name = encoding_of(data)
    if name is None:
        raise DocumentError(
            "the encoding was not recognised: the bytes are neither UTF-8 nor UTF-16, and read as none of "
            f"{', '.join(CYRILLIC)}, windows-1254, windows-1252. "
            "If it is text, save it again as UTF-8; if it is not, export it as text, HTML, DOCX or PDF."
        )
    text = data.decode(name, "replace")
    if name in CYRILLIC:
        return _checked(text, name)
    lost = text.count("\ufffd")
    if lost * 200 > len(text):
        raise DocumentError(
            f"the encoding was not recognised: {lost} bytes have no meaning in {name}, the closest guess. "
            "Save the file again as UTF-8."
        )
    notes = [f"{lost} bytes have no meaning in {name}; shown as U+FFFD."] if lost else []
    return Decoded(text, name, notes)


def _mixed(data: bytes) -> Decoded | None:
    """Read a file that was put together from several: some lines are UTF-8, the others are not."""
    lines = data.split(b"\n")
    texts = [_utf8_line(line) for line in lines]
    if not any(texts):
        return None
    others = [line for line, text in zip(lines, texts, strict=True) if text is None]
    found = _single_byte(b"\n".join(others))
    rest = iter(found.text.split("\n"))
    first = next(number for number, text in enumerate(texts, 1) if text is not None)
    note = (
        f"its lines are in two encodings: {len(lines) - len(others)} in utf-8 (the first is line {first}), "
        f"the others in {found.encoding}; each was read as what it is. Look at the places where they meet."
    )
    text = "\n".join(next(rest) if one is None else one for one in texts)
    return Decoded(text, f"utf-8, {found.encoding}", [note, *found.problems])


def _utf8_line(line: bytes) -> str | None:
    """Return a line that has so many letters in valid UTF-8 that no other encoding forms them by chance."""
    if line.isascii():
        return None
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if len(line.translate(None, _ASCII)) >= _PROVEN else None
