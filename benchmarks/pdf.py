"""PDF files for benchmarks and tests: a writer that knows just enough."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["Placed", "write_pdf"]

Placed = tuple[float, float, float, str]
"""Left, baseline, font size, text."""

_CYRILLIC = "".join(chr(code) for code in range(0x410, 0x450))


def _escaped(text: str) -> bytes:
    """Write a string of a content stream; Cyrillic letters take the codes from 0x80 on."""
    codes = bytes(0x80 + _CYRILLIC.index(char) if char in _CYRILLIC else ord(char) for char in text)
    return codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def write_pdf(
    pages: Sequence[Sequence[Placed] | None],
    *,
    info: str = "",
    turned: str = "1 0 0 1 0 0",
    shown: int = 0,
) -> bytes:
    """Return a PDF of A5 pages with lines of Helvetica.

    Parameters
    ----------
    pages : sequence of sequence of Placed
        None makes a page with a black box and no text.
    info : str, optional
        Entries of the file's own description.
    turned : str, optional
        Matrix by which all text is turned and moved.
    shown : {0, 90, 180, 270}, optional
        Degrees by which a viewer turns the pages.
    """
    cmap = b"/CIDInit /ProcSet findresource begin 1 begincmap\n"
    cmap += b"1 begincodespacerange <00> <FF> endcodespacerange\n"
    cmap += b"2 beginbfrange <20> <7E> <0020> <80> <BF> <0410> endbfrange\nendcmap end\n"
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
        b"<< %s >>" % info.encode("latin-1"),
    ]
    kids = []
    for page in pages:
        if page is None:
            stream = b"0 0 0 rg 50 50 200 300 re f"
        else:
            stream = b"%s cm\n" % turned.encode() + b"\n".join(
                b"BT /F1 %.1f Tf %.1f %.1f Td (%s) Tj ET" % (size, left, base, _escaped(text))
                for left, base, size, text in page
            )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (shown, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    return out
