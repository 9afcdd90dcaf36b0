"""PDF files: lines with their places out of pdfium.

`extract` is the only part that touches pdfium. It takes bytes and returns plain data, so that it can run
in a process of its own: a broken file may take pdfium down with it, and pdfium knows no threads.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dragoman.documents.draft import Draft
from dragoman.documents.pdf_layout import Line, lay_out
from dragoman.model import Edtf, parse_edtf
from dragoman.model.errors import DateError, DocumentError

__all__ = ["Extracted", "draft", "extract"]

_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_HYPHEN = "\ufffe"
"""What pdfium puts in the place of a hyphen at a line's end; it joins the two lines."""
_LINES = re.compile(rf"[^\r\n{_HYPHEN}]+{_HYPHEN}?")
_MARKS = re.compile(r"(?<=[^\W\d_]|[.,;:!?»”\"’)])\d{1,3}(?=[\s.,;:!?»”\"’)]|$)")
_UP = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")
_FILE_TITLE = re.compile(
    r"\.(?:docx?|tex|dvi|indd|qxd|pdf|rtf|odt)$|^microsoft word|^untitled|^slide \d", re.IGNORECASE
)


@dataclass(slots=True)
class Extracted:
    """Everything that is taken out of a PDF, as plain data."""

    pages: list[list[Line]] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    """Pages (from 1) that have objects but no text."""
    unreadable: list[int] = field(default_factory=list)
    """Pages whose text layer is mostly characters without a meaning."""
    title: str = ""
    author: str = ""
    created: str = ""


class _Box(NamedTuple):
    left: float
    right: float
    bottom: float
    top: float

    def upright(self, quarters: int, width: float, height: float) -> _Box:
        """Return the box on the page turned back so that text turned clockwise so often runs to the right."""
        left, right, bottom, top = self
        if quarters == 1:
            return _Box(height - top, height - bottom, left, right)
        if quarters == 2:
            return _Box(width - right, width - left, height - top, height - bottom)
        if quarters == 3:
            return _Box(bottom, top, width - right, width - left)
        return self


def draft(data: bytes, name: str) -> Draft:
    """Read a PDF file.

    Line breaks, hyphens at line ends, running heads and page numbers go; ligatures become letters.

    Raises
    ------
    DocumentError
        The file is damaged or protected, or has no text layer.
    """
    content = extract(data)
    if not any(content.pages):
        raise DocumentError(
            f"it has no text layer: all it holds is pictures (a scan; pages: {len(content.pages)}). "
            "Run text recognition (OCR) on it and give the result."
        )
    problems = []
    if content.pictures:
        problems.append(
            f"pages without text (pictures?): {_ranges(content.pictures)}; nothing of them was read."
        )
    if content.unreadable:
        problems.append(
            f"pages whose text layer cannot be read: {_ranges(content.unreadable)} "
            "(fonts without a character map?); text recognition would help."
        )
    writer, marks_headings = lay_out(content.pages)
    if not writer.pieces:
        raise DocumentError("it holds nothing but page numbers and running heads.")
    title = content.title
    if _FILE_TITLE.search(title) is not None or _squeeze(title) not in _squeeze(writer.text[:3000]):
        title = ""
    return Draft(
        writer.text,
        "pdf",
        writer.pieces,
        marks_headings=marks_headings,
        title=title or None,
        author=content.author or None,
        created=_made(content.created),
        problems=problems,
    )


def extract(data: bytes) -> Extracted:
    """Take lines, their boxes and the file's properties out of a PDF.

    Raises
    ------
    DocumentError
        pdfium cannot open the file.
    """
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        cause = str(error)
        if "assword" in cause:
            raise DocumentError("it is protected by a password; save a copy without one.") from error
        if "Success" in cause:
            raise DocumentError("it is a PDF without any page; get it again, or save it anew.") from error
        raise DocumentError(f"pdfium cannot open it ({cause}); the file is damaged, get it again.") from error
    found = Extracted()
    try:
        properties = document.get_metadata_dict()
        found.title = " ".join(properties.get("Title", "").split())
        found.author = " ".join(properties.get("Author", "").split())
        found.created = properties.get("CreationDate", "")
        for number in range(1, len(document) + 1):
            try:
                page = document[number - 1]
            except pypdfium2.PdfiumError:
                found.unreadable.append(number)
                found.pages.append([])
                continue
            lines, odd = _page_lines(page, number)
            found.pages.append(lines)
            if odd:
                found.unreadable.append(number)
            elif not lines and _has_objects(page):
                found.pictures.append(number)
            page.close()
    finally:
        document.close()
    return found


def _has_objects(page: Any) -> bool:
    from pypdfium2 import raw

    return int(raw.FPDFPage_CountObjects(page.raw)) > 0


def _page_lines(page: Any, number: int) -> tuple[list[Line], bool]:
    """Return the lines of a page and whether they are mostly unreadable."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    text: str = textpage.get_text_range()
    quarters = _turned(textpage.raw, text)
    if page.get_rotation() != -90 * quarters % 360:
        # The order of lines is that of the page as it is shown: it is shown with its text upright.
        textpage.close()
        page.set_rotation(-90 * quarters % 360)
        textpage = page.get_textpage()
        text = textpage.get_text_range()
    _, _, width, height = page.get_mediabox()
    handle = textpage.raw
    exact = textpage.count_chars() == len(text)
    box = raw.FS_RECTF()
    lines: list[Line] = []

    def place(index: int) -> _Box:
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        return _Box(box.left, box.right, box.bottom, box.top).upright(quarters, width, height)

    for found in _LINES.finditer(text):
        line = found.group()
        stripped = line.strip()
        if not stripped or stripped == _HYPHEN:
            continue
        start = found.start() + len(line) - len(line.lstrip())
        stop = found.start() + len(line.rstrip()) - 1
        if stripped[-1] == _HYPHEN and stop > start:
            stop -= 1
        if not exact:
            start, stop = (_char_index(handle, text, at) for at in (start, stop))
        first, last = place(start), place(stop)
        # The middle: a line may begin with a bullet and end with a raised number.
        middle = (start + stop) // 2
        size = raw.FPDFText_GetFontSize(handle, middle)
        if size < 3:  # the size is in the matrix, not in the font
            size = first.top - first.bottom
        weight = raw.FPDFText_GetFontWeight(handle, middle)
        stripped = _raised(handle, stripped, text.find(stripped, found.start()), size) if exact else stripped
        lines.append(
            Line(
                stripped.replace(_HYPHEN, "\u00ad"),
                number,
                first.left,
                max(last.right, first.right),
                (first.bottom + first.top) / 2,
                round(size, 1),
                weight,
            )
        )
    textpage.close()
    odd = len(_PRIVATE.findall(text))
    return lines, odd * 3 > max(len(text), 1)


def _turned(handle: Any, text: str) -> int:
    """Return how many quarters of a circle the text of a page is turned clockwise: that of most lines."""
    from pypdfium2 import raw

    turns = Counter[int]()
    for found in _LINES.finditer(text):
        # Places of characters beyond the common plane are off by a few: that does not matter here.
        angle = raw.FPDFText_GetCharAngle(handle, (found.start() + found.end()) // 2)
        turns[round(angle / (math.pi / 2)) % 4] += found.end() - found.start()
    return max(turns, key=turns.__getitem__, default=0)


def _raised(handle: Any, line: str, start: int, size: float) -> str:
    """Write small numbers behind a word, which lead to notes, with raised digits (of the same length)."""
    for mark in _MARKS.finditer(line):
        first = start + mark.start()
        if _font_size(handle, first) < 0.8 * size and _font_size(handle, first - 1) >= 0.9 * size:
            line = line[: mark.start()] + mark.group().translate(_UP) + line[mark.end() :]
    return line


def _font_size(handle: Any, index: int) -> float:
    from pypdfium2 import raw

    size = float(raw.FPDFText_GetFontSize(handle, index))
    if size >= 3:
        return size
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(handle, index, box)
    return float(box.top - box.bottom)


def _char_index(handle: Any, text: str, at: int) -> int:
    """Return pdfium's index of a character: it counts UTF-16 units and skips what has no Unicode value."""
    from pypdfium2 import raw

    units = len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
    index = int(raw.FPDFText_GetCharIndexFromTextIndex(handle, units))
    return max(index, 0)


def _made(value: str) -> Edtf | None:
    found = _MADE.match(value)
    if found is None:
        return None
    try:
        return parse_edtf("-".join(found.groups()))
    except DateError:
        return None


def _squeeze(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _ranges(pages: list[int]) -> str:
    """Write 1, 2, 3, 7 as "1-3, 7"."""
    parts: list[list[int]] = []
    for page in pages:
        if parts and page == parts[-1][-1] + 1:
            parts[-1][1:] = [page]
        else:
            parts.append([page])
    return ", ".join("-".join(map(str, part)) for part in parts)
