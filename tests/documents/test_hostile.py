"""Hostile and broken files: one message each, named; the others of the folder are read."""

# ruff: noqa: E501 - cases are easier to read in one line each

from __future__ import annotations

import io
import os
import re
import socket
import struct
import subprocess
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from benchmarks.pdf import write_pdf

from dragoman.documents import Problem, read_all, read_folder, read_text
from dragoman.documents.isolate import stop
from dragoman.documents.limits import LIMITS
from dragoman.model import Document

BODY = "The two governments agreed to reopen the border for trade and signed a treaty in the capital."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]>'


def _zip(members: dict[str, bytes | str], *, store: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _docx(body: str, head: str = "") -> bytes:
    return _zip(
        {"word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'}
    )


def _para(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _epub(chapter: bytes | str, **more: bytes | str) -> bytes:
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    box = '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
    return _zip({"META-INF/container.xml": box, "c.opf": opf, "a.xhtml": chapter, **more})


def _odt(text: str, head: str = "") -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    words = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = (
        f'{head}<o:document-content xmlns:o="{office}" xmlns:t="{words}"><o:body><o:text>{text}'
        "</o:text></o:body></o:document-content>"
    )
    return _zip(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "styles.xml": "<x/>"}
    )


def _pdf_loop() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def _pdf_bomb() -> bytes:
    packed = zlib.compress(bytes(80_000_000), 9)
    for _ in range(2):
        packed = zlib.compress(packed, 9)
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length %d/Filter[/FlateDecode/FlateDecode/FlateDecode]>>stream\n%s\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%%%EOF" % (len(packed), packed)
    )


def _lying_zip() -> bytes:
    """Return a DOCX whose directory gives a part's size as ten bytes."""
    data = bytearray(_zip({"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def _page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


MAIL = "From: A <a@example.org>\r\nDate: Fri, 1 Jan 2021 10:00:00 +0000\r\nSubject: News\r\n"
DUMP = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="en">'

REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    # kind: (name, its bytes, what the message says)
    "empty": ("a.txt", lambda: b"", "empty"),
    "blank": ("a.txt", lambda: b" \n\t\r\n ", "nothing but white space"),
    "only a mark": ("a.txt", lambda: b"\xef\xbb\xbf", "nothing but white space"),
    "only nulls": ("a.txt", lambda: bytes(5000), "no text|control|encoding"),
    "random bytes": ("a.txt", lambda: bytes(range(256)) * 64, "encoding|control"),
    "half a UTF-16 file of noise": ("a.txt", lambda: b"\xff\xfe" + b"\x00\xd8" * 300, "utf-16"),
    "a picture as text": ("a.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(300), "picture"),
    "a program as PDF": ("a.pdf", lambda: b"\x7fELF" + bytes(300), "program"),
    "a script as text": ("a", lambda: b"#!/bin/sh\ntouch /tmp/dragoman-was-here\n", "script"),
    "an old office file": ("a.docx", lambda: _office(), "old Office"),
    "an old Word file": ("a.doc", lambda: _office("WordDocument"), "old Word file.*save it as DOCX"),
    "an old Excel table": ("a.xls", lambda: _office("Workbook"), "old Excel table.*save it as CSV"),
    "old slides": ("a.ppt", lambda: _office("PowerPoint Document"), "old PowerPoint"),
    "an Outlook message": ("a.msg", lambda: _office("__substg1.0_1000001F"), "Outlook message.*\\.eml"),
    "a new DOCX under a password": ("a.docx", lambda: _office("EncryptionInfo", "EncryptedPackage"), "password"),
    "an XLSX under a password": ("a.xlsx", lambda: _office("EncryptedPackage"), "password"),
    "slides": ("a.pptx", lambda: _zip({"ppt/presentation.xml": "<x/>"}), "PowerPoint file.*save it as PDF"),
    "a Pages file": ("a.pages", lambda: _zip({"Index/Document.iwa": "x"}), "Pages.*export it"),
    "an ODT under a password": ("a.odt", lambda: _odt_locked("content.xml"), "password"),
    "a new ODT under a password": ("a.odt", lambda: _odt_locked("encrypted-package"), "password"),
    "an EPUB with encrypted chapters": ("a.epub", lambda: _epub(bytes(range(256)) * 4, **{"META-INF/encryption.xml": _encryption("a.xhtml")}), "DRM"),
    "a PDF under a password": ("a.pdf", lambda: _pdf_locked(), "password"),
    "a packed text": ("a.txt.gz", lambda: zlib.compress(BODY.encode(), 9, 31), "gzip archive.*unpack"),
    "a CSV without a header": ("a.csv", lambda: f"1,{BODY}\n2,{BODY}\n".encode(), "which of its columns"),
    "a zip of something": ("a.docx", lambda: _zip({"a.txt": BODY}), "zip archive"),
    "an Excel table as DOCX": ("a.docx", lambda: _zip({"xl/workbook.xml": "<x/>"}), "Excel"),
    "a gzip bomb": ("a.gz", lambda: zlib.compress(bytes(50_000_000), 9, 31), "gzip"),
    "a cut zip": ("a.docx", lambda: _docx(_para(BODY))[:120], "damaged"),
    "a zip header alone": ("a.docx", lambda: b"PK\x03\x04broken", "damaged"),
    "a flipped byte in a part": ("a.docx", lambda: _flipped(_docx(_para(BODY * 50))), "unpacked|damaged|XML"),
    "DOCX without text": ("a.docx", lambda: _docx(""), "no text"),
    "DOCX without a body": ("a.docx", lambda: _zip({"word/document.xml": "<a/>"}), "no document part"),
    "DOCX of broken XML": ("a.docx", lambda: _zip({"word/document.xml": "<a><b></a>"}), "no valid XML"),
    "zip bomb in DOCX": ("a.docx", lambda: _docx(" " * 60_000_000), "zip bomb"),
    "zip with a lying size": ("a.docx", _lying_zip, "unpacked|zip bomb|damaged"),
    "zip of many entries": ("a.docx", lambda: _zip({"word/document.xml": "<a/>", **{f"e{i}": "" for i in range(10_050)}}), "entries"),
    "entity bomb in DOCX": ("a.docx", lambda: _docx(_para("&j;"), LAUGHS), "entities"),
    "external entity in DOCX": ("a.docx", lambda: _docx(_para("&s;"), OUTSIDE), "entities"),
    "entities in UTF-16": ("a.docx", lambda: _zip({"word/document.xml": (OUTSIDE + "<a>&s;</a>").encode("utf-16")}), "entities"),
    "deep DOCX": ("a.docx", lambda: _docx("<w:ins>" * 50_000 + "</w:ins>" * 50_000), "deep|depth|XML"),
    "a DOCX under a password": ("a.docx", lambda: _locked(_docx(_para(BODY))), "password"),
    "EPUB without a package": ("a.epub", lambda: _zip({"META-INF/container.xml": "<a/>"}), "package"),
    "EPUB of nothing": ("a.epub", lambda: _epub("<html><body></body></html>"), "no text"),
    "EPUB under DRM": ("a.epub", lambda: _epub("", **{"META-INF/rights.xml": "<a/>"}), "DRM"),
    "zip bomb in EPUB": ("a.epub", lambda: _epub(b"<p>" + b"x" * 60_000_000), "zip bomb"),
    "external entity in EPUB": ("a.epub", lambda: _zip({"META-INF/container.xml": OUTSIDE + "<a>&s;</a>"}), "entities"),
    "entity bomb in ODT": ("a.odt", lambda: _odt("<t:p>&j;</t:p>", LAUGHS), "entities"),
    "deep ODT": ("a.odt", lambda: _odt("<t:section>" * 9000 + "</t:section>" * 9000), "deep|depth|XML"),
    "ODT of nothing": ("a.odt", lambda: _odt(""), "no text"),
    "deep RTF": ("a.rtf", lambda: b"{\\rtf1 " + b"{" * 300_000, "deep"),
    "RTF of nothing": ("a.rtf", lambda: b"{\\rtf1{\\fonttbl{\\f0 Arial;}}}", "no text"),
    "RTF that skips its end": ("a.rtf", lambda: b"{\\rtf1\\bin999999999 text}", "no text"),
    "a PDF without a page": ("a.pdf", lambda: write_pdf([]), "without any page"),
    "broken PDF": ("a.pdf", lambda: b"%PDF-1.4\n1 0 obj << >>", "damaged"),
    "PDF pages in a ring": ("a.pdf", _pdf_loop, "damaged|no text|pictures|nothing"),
    "PDF of packed nothing": ("a.pdf", _pdf_bomb, "no text|damaged|MB of memory|broke down|nothing"),
    "page without text": ("a.html", lambda: _page("<script>document.write('x')</script>"), "no text"),
    "a page of deep nesting": ("a.html", lambda: _page("<div>" * 3_000 + f"<p>{BODY}</p>" + "</div>" * 3_000), "deep"),
    "mail without headers": ("a.eml", lambda: b"hello\n\nthere", "headers"),
    "mail of an attachment": ("a.eml", lambda: (MAIL + 'Content-Type: application/pdf; name="x.pdf"\r\n\r\nxx').encode(), "no text"),
    "JSON bomb": ("a.json", lambda: b"[" * 200_000, "JSON"),
    "deep JSON lines": ("a.jsonl", lambda: b'{"text":' + b"[" * 200_000 + b"\n", "JSON"),
    "CSV without a text column": ("a.csv", lambda: b"x,y\n1,2\n", "which of its columns"),
    "CSV of one open quote": ("a.csv", lambda: b'text,title\n"' + b"word " * 8_000_000, "breaks off|no text"),
    "entity bomb in a dump": ("a.xml", lambda: (LAUGHS.replace("DOCTYPE x", "DOCTYPE mediawiki").replace("[", "[", 1) + DUMP + "<page><title>&j;</title></page></mediawiki>").encode(), "document type|breaks off"),
    "cut dump": ("a.xml", lambda: (DUMP + "<page><title>A</title><revision><text>Text").encode(), "breaks off"),
    "XML of something": ("a.xml", lambda: b"<?xml version='1.0'?><feed/>", "data"),
    "broken WARC": ("a.warc", lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n", "archive|left out"),
    "cut WARC": ("a.warc.gz", lambda: zlib.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 500\r\n\r\nHTTP/1.1 200 OK\r\n" * 20, 9, 31)[:60], "archive|gzip"),
}  # fmt: skip


def _office(*streams: str) -> bytes:
    """Return a file of old Office as far as its kind is told by it: the names of its streams."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names


def _odt_locked(part: str) -> bytes:
    manifest = f'<m:manifest xmlns:m="m"><m:file-entry m:full-path="{part}"><m:encryption-data/></m:file-entry></m:manifest>'
    kind = "application/vnd.oasis.opendocument.text"
    return _zip({"mimetype": kind, part: bytes(range(256)), "META-INF/manifest.xml": manifest}, store=True)


def _encryption(part: str) -> str:
    return (
        '<encryption><e:EncryptedData xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherData>'
        f'<e:CipherReference URI="{part}"/></e:CipherData></e:EncryptedData></encryption>'
    )


def _pdf_locked() -> bytes:
    locks = b"/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>"
    ids = b"/ID[<" + b"00" * 16 + b"><" + b"00" * 16 + b">]"
    return _pdf_loop().replace(b"/Root 1 0 R", b"/Root 1 0 R " + ids + locks)


def _flipped(data: bytes) -> bytes:
    at = len(data) // 3
    return data[:at] + bytes((data[at] ^ 0xFF,)) + data[at + 1 :]


def _locked(data: bytes) -> bytes:
    changed = bytearray(data)
    changed[6] |= 1
    changed[changed.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


TAKEN: dict[str, tuple[str, Callable[[], bytes], str]] = {
    # kind: (name, its bytes, what its text still says)
    "null bytes in text": ("a.txt", lambda: f"{BODY}\0{BODY}".encode(), BODY),
    "lone surrogates": ("a.txt", lambda: f"{BODY} \ud83d {BODY}".encode("utf-8", "surrogatepass"), BODY),
    "marks of direction": ("a.txt", lambda: f"\u202e{BODY}\u202c \u2066x\u2069".encode(), BODY),
    "a script in the title": ("a.html", lambda: _page(f"<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1><p>{BODY}</p>" * 3), BODY),
    "scripts, handlers, frames": ("a.html", lambda: _page(f"<p onclick=alert(1)>{BODY}</p><iframe src=http://127.0.0.1:9/></iframe><img src=http://127.0.0.1:9/x>"), BODY),
    "PDF named as page": ("a.html", lambda: f"{BODY} " .encode() * 5, BODY),
    "a page named DOCX": ("a.docx", lambda: _page(f"<article><p>{BODY}</p></article>"), BODY),
    "text named PDF": ("a.pdf", lambda: BODY.encode(), BODY),
    "a page of open tags": ("a.html", lambda: _page(f"<p>{BODY}</p>" + "<b>" * 400), BODY),
    "control references": ("a.html", lambda: _page(f"<p>&#0;&#x1f;{BODY}&#xFFFF;</p>"), BODY),
    "external entity in a page": ("a.html", lambda: OUTSIDE.encode() + _page(f"<p>&s;{BODY}</p>"), BODY),
    "no line break at all": ("a.txt", lambda: f"{BODY} ".encode() * 50, BODY),
    "carriage returns alone": ("a.txt", lambda: f"{BODY}\r\r{BODY}".encode(), BODY),
    "cut UTF-8": ("a.txt", lambda: ("Договор подписан в столице. " * 9).encode()[:-3], "Договор"),
    "cut RTF": ("a.rtf", lambda: b"{\\rtf1 " + BODY.encode() + b"\\par {\\b more", BODY),
    "nested mail": ("a.eml", lambda: (MAIL + "\r\n" + BODY + "\r\n> " + BODY).encode(), BODY),
    "mail without an end": ("a.eml", lambda: (MAIL + 'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n\r\n' + BODY).encode(), BODY),
    "a book that hides its fonts": ("a.epub", lambda: _epub(f"<html><body><p>{BODY}</p></body></html>", **{"META-INF/encryption.xml": _encryption("a.otf")}), BODY),
    "a page saved with all its parts": ("a.mht", lambda: (MAIL + 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>' + BODY + "</p>\r\n--x--\r\n").encode(), BODY),
    "a page that lies about its encoding": ("a.html", lambda: '<html><head><meta charset="utf-8"></head><body><p>Договор подписан в столице двумя министрами.</p></body></html>'.encode("cp1251"), "Договор"),
    "UTF-16 without a mark": ("a.txt", lambda: ("Договор подписан. " + BODY).encode("utf-16-be"), "Договор"),
    "two encodings, UTF-8 first": ("a.txt", lambda: ("Договор подписан в столице.\n" * 3).encode() + ("Войска вошли в город утром.\n" * 3).encode("cp1251"), "Войска"),
    "two encodings, UTF-8 last": ("a.txt", lambda: "Войска вошли в город утром.\n".encode("cp1251") + ("Barış anlaşması imzalandı, sınır açıldı.\n" * 2).encode(), "anlaşması"),
    "a name of two lines": ("a\nb.txt", lambda: BODY.encode(), BODY),
    "a name that is no UTF-8": ("a\udcef\udcf0.txt", lambda: BODY.encode(), BODY),
    "a long name": ("a" * 240 + ".txt", lambda: BODY.encode(), BODY),
    "huge header": ("a.eml", lambda: (MAIL + "X-A: " + "=?utf-8?q?a?= " * 20_000 + "\r\n\r\n" + BODY).encode(), BODY),
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where anything here opens a connection."""

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="module", autouse=True)
def limits() -> Iterator[None]:
    """Bound the reading process tightly, so that a bomb shows at once."""
    before = (LIMITS.seconds, LIMITS.memory)
    LIMITS.seconds, LIMITS.memory = 20.0, 900_000_000
    yield
    LIMITS.seconds, LIMITS.memory = before
    stop()


def test_there_are_enough_kinds() -> None:
    """At least forty kinds are tried."""
    assert len(REFUSED) + len(TAKEN) >= 60


@pytest.mark.parametrize("kind", REFUSED)
def test_refused(kind: str, tmp_path: Path) -> None:
    """One message with the file's name, and the files beside it are read."""
    name, make, words = REFUSED[kind]
    (tmp_path / name).write_bytes(make())
    (tmp_path / "0-before.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "z-after.html").write_bytes(_page(f"<p>{BODY}</p>"))
    found = list(read_folder(tmp_path))
    problems = [one for one in found if isinstance(one, Problem)]
    assert len(problems) == 1, [getattr(one, "message", None) or one for one in found]
    message = problems[0].message
    assert name in message
    assert re.search(words, message), message
    assert "Traceback" not in message
    assert len(message) < 700
    assert "root:" not in message
    assert [Path(one.path).name for one in found if isinstance(one, Document)] == [
        "0-before.txt",
        "z-after.html",
    ]
    assert not Path("/tmp/dragoman-was-here").exists()  # noqa: S108


@pytest.mark.parametrize("kind", TAKEN)
def test_taken(kind: str, tmp_path: Path) -> None:
    """What can be read is read, without what was meant to harm, and can be stored."""
    name, make, words = TAKEN[kind]
    path = tmp_path / name
    path.write_bytes(make())
    found = list(read_all(path))
    assert len(found) == 1
    doc = found[0]
    assert isinstance(doc, Document), doc
    doc.text.encode()
    assert words in doc.text
    assert "root:" not in doc.text
    assert "\0" not in doc.text
    for block in doc.blocks:
        assert 0 <= block.start < block.stop <= len(doc.text)


def test_a_hanging_reader_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that never ends costs its time limit, says so, and the next file is read."""
    source = "import time\ndef draft(data, name):\n    time.sleep(60)\n"
    (tmp_path / "slow_reader.py").write_text(source, encoding="utf-8")
    message = _with_reader(tmp_path, monkeypatch, "slow_reader", seconds=0.5)
    assert "longer than 0.5 seconds" in message


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("import os; os.abort()", "signal 6"),
        ("import ctypes; ctypes.string_at(0)", "signal 11"),
        ("x = bytearray(3_000_000_000)", "MB of memory"),
        ("draft(data, name)", "too deep"),
        ("raise KeyError('surprise')", "surprise"),
        ("import sys; sys.stdout.write('noise' * 99); sys.exit(3)", "exit code 3"),
    ],
)
def test_a_breaking_reader_is_survived(
    body: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash, too much memory, endless recursion and surprises end in one message."""
    source = f"def draft(data, name):\n    {body}\n"
    (tmp_path / "bad_reader.py").write_text(source, encoding="utf-8")
    assert words in _with_reader(tmp_path, monkeypatch, "bad_reader", seconds=10)


def _with_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, *, seconds: float) -> str:
    from dragoman.documents.isolate import draft_apart
    from dragoman.model.errors import DocumentError

    monkeypatch.syspath_prepend(str(tmp_path))
    stop()
    good = tmp_path / "good.rtf"
    good.write_bytes(b"{\\rtf1 " + BODY.encode() + b"}")
    assert isinstance(next(read_all(good)), Document)  # started before the clock runs
    monkeypatch.setattr(LIMITS, "seconds", seconds)
    with pytest.raises(DocumentError) as caught:
        draft_apart(module, b"x", "x")
    monkeypatch.setattr(LIMITS, "seconds", 20.0)
    assert isinstance(next(read_all(good)), Document)
    stop()
    return str(caught.value)


def test_threads_share_the_reading_process(tmp_path: Path) -> None:
    """Two threads that read at once get each its own file."""
    for number in range(8):
        (tmp_path / f"{number}.html").write_bytes(_page(f"<p>{BODY} Number {number}.</p>"))
    found: dict[int, str] = {}

    def work(number: int) -> None:
        doc = next(read_all(tmp_path / f"{number}.html"))
        assert isinstance(doc, Document)
        found[number] = doc.text

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"Number {number}." in found[number] for number in range(8))


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """A page full of addresses, a document type elsewhere and a linked picture open no connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        head = f'<link rel="stylesheet" href="{address}"><base href="{address}"><script src="{address}"></script>'
        body = f'<p>{BODY}</p><img src="{address}"><iframe src="{address}"></iframe>'
        (tmp_path / "a.html").write_bytes(_page(body, head))
        outside = f'<!DOCTYPE html PUBLIC "x" "{address}">'
        (tmp_path / "b.epub").write_bytes(_epub(outside + f"<html><body>{body}</body></html>"))
        (tmp_path / "c.docx").write_bytes(_docx(_para(BODY), f'<!DOCTYPE x SYSTEM "{address}">'))
        (tmp_path / "d.xml").write_text(f'<!DOCTYPE mediawiki SYSTEM "{address}">{DUMP}</mediawiki>')
        found = list(read_folder(tmp_path))
        assert len(found) == 4
        assert sum(isinstance(one, Document) for one in found) >= 2
        with pytest.raises(TimeoutError):
            server.accept()


def test_pipes_are_no_files(tmp_path: Path) -> None:
    """A named pipe in a folder is a problem, not an endless wait."""
    os.mkfifo(tmp_path / "a.txt")
    found = list(read_folder(tmp_path))
    assert "pipe" in found[0].message if isinstance(found[0], Problem) else False


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    """A link without its file and links in a ring each say what they are."""
    (tmp_path / "a.txt").symlink_to("gone.txt")
    (tmp_path / "b").symlink_to("c")
    (tmp_path / "c").symlink_to("b")
    messages = [one.message for one in read_folder(tmp_path) if isinstance(one, Problem)]
    assert [
        "a link to gone.txt" in messages[0],
        *("leads back to itself" in one for one in messages[1:]),
    ] == [
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("name", "make", "kept", "words"),
    [
        ("a.csv", lambda: f'title,text\nA,"{BODY}\nB,{BODY}\nC,"{BODY}"\n'.encode(), 1, "3 lines were read as one row"),
        ("a.jsonl", lambda: f'{{"text": "{BODY}", "title": "A"}}\n{{"text": "bro\n'.encode(), 1, "line 2.*no valid JSON"),
        ("a.warc", lambda: _warc(3)[:-200], 2, "record 3.*cut here"),
        ("a.warc.gz", lambda: b"".join(zlib.compress(_warc(1), 9, 31) for _ in range(2))[:-60], 1, "record 2"),
        ("a.xml", lambda: (DUMP + f"<page><title>A</title><revision><text>{BODY}</text></revision></page>" * 2 + "<page>").encode(), 2, "not read to its end: the dump breaks off after 2 pages"),
        ("a.xml.gz", lambda: zlib.compress((DUMP + "".join(f"<page><title>A{i}</title><revision><text>{BODY} {i}.</text></revision></page>" for i in range(9)) + _noise()).encode(), 9, 31)[:-900], 9, "cannot be unpacked after 9 pages"),
    ],
    ids=["open quote", "broken line", "cut archive", "cut packed archive", "cut dump", "cut packed dump"],
)  # fmt: skip
def test_what_comes_before_the_fault_is_kept(
    name: str, make: Callable[[], bytes], kept: int, words: str, tmp_path: Path
) -> None:
    """Of a file of many documents the sound ones are read, and one message tells what is wrong where."""
    (tmp_path / name).write_bytes(make())
    found = list(read_folder(tmp_path))
    assert sum(isinstance(one, Document) for one in found) == kept
    (message,) = (one.message for one in found if isinstance(one, Problem))
    assert re.search(words, message), message


def _noise() -> str:
    """Return a page of digits that does not pack well."""
    return f"<page><title>B</title><revision><text>{3**8000 % 10**3500}</text></revision></page></mediawiki>"


def _warc(count: int) -> bytes:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _page(f"<p>{BODY}</p>" * 3)
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(page)}\r\n\r\n"
    ).encode()
    return (head + page + b"\r\n\r\n") * count


def test_closed_folders_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be opened is a problem with its name; the files beside it are read."""
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "closed").mkdir()
    listing = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    document, problem = read_folder(tmp_path)
    assert isinstance(document, Document)
    assert isinstance(problem, Problem)
    assert "closed was not read, nor what lies in it: Permission denied" in problem.message


def test_linked_folders_are_read_once(tmp_path: Path) -> None:
    """A folder that a study only links to is read; one that leads back, or is read already, is not again."""
    elsewhere, study = tmp_path / "elsewhere", tmp_path / "study"
    (study / "own").mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "far.txt").write_text(BODY)
    (study / "own" / "near.txt").write_text(BODY)
    (study / "archive").symlink_to(elsewhere)
    (study / "again").symlink_to(study / "own")
    (elsewhere / "round").symlink_to(study)
    found = [Path(one.path).relative_to(study) for one in read_folder(study)]
    assert found == [Path("archive/far.txt"), Path("own/near.txt")]


_STATUS = Path("/proc/self/status")
_READS = """
import sys
from pathlib import Path
from dragoman.documents import read_all
doc = next(read_all(sys.argv[1]))
peak = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print(doc.size, len(doc.blocks), peak)
"""


@pytest.mark.skipif(not _STATUS.exists(), reason="the peak of a process is read from /proc")
def test_large_texts(tmp_path: Path) -> None:
    """100 MB of text, and one line of 5 MB, are read within 2 GB."""
    line = (BODY.removesuffix(".") + " ") * 55_000
    assert read_text(line).blocks[0].stop > 5_000_000
    big = tmp_path / "big.txt"
    big.write_text(f"{BODY * 6}\n\n" * 180_000, encoding="utf-8")
    # in a process of its own: the peak of this one is that of all tests before, and ru_maxrss inherits it
    done = subprocess.run(
        [sys.executable, "-c", _READS, str(big)], check=True, capture_output=True, text=True
    )
    size, blocks, peak = map(int, done.stdout.split())
    assert size > 100_000_000
    assert blocks == 180_000
    assert peak < 2_000_000
