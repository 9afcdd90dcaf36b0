"""Readers of books, office files, mails, tables, wikis and web archives."""

# ruff: noqa: E501 - cases are easier to read in one line each

from __future__ import annotations

import bz2
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from dragoman.documents import Problem, read, read_all, read_folder
from dragoman.model import Document
from dragoman.model.errors import DocumentError

BODY = "The two governments agreed to reopen the border for trade and signed a treaty in the capital."
MORE = "A month later their foreign ministers met again and spoke about the railway that was to follow."
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def _zip(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def _write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def _kinds(doc: Document) -> list[tuple[str, str]]:
    return [(block.kind, doc.text[block.start : block.stop]) for block in doc.blocks]


def test_epub(tmp_path: Path) -> None:
    """Chapters come in the order of the spine, notes are notes, the book's own words are its metadata."""
    opf = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <metadata><dc:title>The border</dc:title><dc:creator>Anna Example</dc:creator><dc:language>en</dc:language>
    <dc:date>2019-05-02</dc:date><dc:rights>CC BY</dc:rights><dc:publisher>House</dc:publisher></metadata>
    <manifest><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>
    <item id="a" href="one%20a.xhtml" media-type="application/xhtml+xml"/>
    <item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>
    <spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
    one = f"""<html xmlns:epub="http://www.idpf.org/2007/ops"><body><h1>Talks</h1>
    <p>{BODY}<a epub:type="noteref" href="#n1"><sup>1</sup></a></p>
    <aside epub:type="footnote" id="n1"><p>1. Archive of the ministry.</p></aside></body></html>"""
    two = f"<html><body><h1>After</h1><blockquote><p>{MORE}</p></blockquote><table><tr><td>a</td><td>b</td></tr></table></body></html>"
    data = _zip(
        META_INF__="", **{
            "META-INF__container.xml": '<container><rootfiles><rootfile full-path="x/c.opf"/></rootfiles></container>',
            "x__c.opf": opf, "x__one a.xhtml": one, "x__two.xhtml": two, "x__nav.xhtml": "<p>Contents</p>",
        },
    )  # fmt: skip
    doc = read(_write(tmp_path / "a.epub", data))
    assert (doc.title, doc.author, doc.publisher, doc.licence, doc.language) == (
        "The border", "Anna Example", "House", "CC BY", "en",
    )  # fmt: skip
    assert str(doc.published) == "2019-05-02"
    assert _kinds(doc) == [
        ("title", "Talks"), ("paragraph", BODY + "[1]"), ("note", "1. Archive of the ministry."),
        ("heading", "After"), ("quote", MORE), ("table", "a\tb"),
    ]  # fmt: skip


def test_odt(tmp_path: Path) -> None:
    """Headings, lists, notes and tables; deleted text and comments are left out."""
    content = f"""<o:document-content xmlns:o="{OFFICE}office:1.0" xmlns:t="{OFFICE}text:1.0" xmlns:b="{OFFICE}table:1.0"
    xmlns:s="{OFFICE}style:1.0"><o:automatic-styles><s:style s:name="P1" s:parent-style-name="Title"/></o:automatic-styles>
    <o:body><o:text><t:tracked-changes><t:p>old</t:p></t:tracked-changes><t:p t:style-name="P1">The border</t:p>
    <t:h t:outline-level="2">Talks</t:h><t:p>{BODY}<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>Archive.</t:p>
    </t:note-body></t:note><o:annotation><t:p>why</t:p></o:annotation></t:p><t:list><t:list-item><t:p>One<t:s t:c="2"/>two</t:p>
    </t:list-item></t:list><b:table><b:table-row><b:table-cell><t:p>a</t:p></b:table-cell><b:table-cell><t:p>b</t:p>
    </b:table-cell></b:table-row></b:table></o:text></o:body></o:document-content>"""
    meta = f"""<o:document-meta xmlns:o="{OFFICE}office:1.0" xmlns:m="{OFFICE}meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <o:meta><dc:title>Paper</dc:title><m:initial-creator>Anna</m:initial-creator></o:meta></o:document-meta>"""
    data = _zip(
        **{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": meta}
    )
    doc = read(_write(tmp_path / "a.odt", data))
    assert (doc.title, doc.author, doc.format) == ("Paper", "Anna", "odt")
    assert _kinds(doc) == [
        ("title", "The border"), ("heading", "Talks"), ("paragraph", BODY + "[1]"), ("item", "One  two"),
        ("table", "a\tb"), ("note", "[1] Archive."),
    ]  # fmt: skip


def test_rtf(tmp_path: Path) -> None:
    """Code pages of fonts, escapes, skipped tables, notes, tables and the file's own title."""
    russian = "".join(f"\\'{byte:02x}" for byte in "Договор".encode("cp1251"))
    source = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}"
        r"{\colortbl;\red0;}{\stylesheet{\s1 heading 1;}}{\info{\title The border}{\author Anna}"
        r"{\creatim\yr2021\mo3\dy4}}{\*\generator Word;}{\header Page}"
        r"\pard\outlinelevel0 Talks\par\pard " + BODY + r"{\super 1}{\footnote\pard Archive \'e9t\'e9.}\par "
        r"{\f1 " + russian + r"} \u1044?\u1086?\u8220\'93x\emdash {\v hidden}y\~z {\pict\pngblip 00ff}\par"
        r"\trowd\intbl a\cell b\cell\row\pard last \u-10179?\u-8704?\par}"
    )
    doc = read(_write(tmp_path / "a.rtf", source))
    assert (doc.title, doc.author) == ("The border", "Anna")
    assert _kinds(doc) == [
        ("title", "Talks"), ("paragraph", BODY + "1[1]"), ("paragraph", "Договор До“x—y\u00a0z"),
        ("table", "a\tb"), ("heading", "last \U0001f600"), ("note", "[1] Archive été."),
    ] or _kinds(doc)[3][1] == "a\tb"  # fmt: skip
    texts = [text for _, text in _kinds(doc)]
    assert texts == [
        "Talks",
        BODY + "1[1]",
        "Договор До“x—y\u00a0z",
        "a\tb",
        "last \U0001f600",
        "[1] Archive été.",
    ]


def test_mail(tmp_path: Path) -> None:
    """Subject, sender and date are metadata, quoted lines are quotes, attachments are named."""
    mail = f"""From: =?utf-8?b?0JDQvdC90LA=?= <anna@example.org>
Date: Tue, 5 Jan 2021 23:30:00 -0500
Subject: =?koi8-r?Q?=E4=CF=C7=CF=D7=CF=D2?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain; charset=windows-1251
Content-Transfer-Encoding: 8bit

{BODY}

> {MORE}
> Yes.

Done.
--\x20
Anna, tel. 1
--x
Content-Type: application/pdf; name="treaty.pdf"
Content-Disposition: attachment; filename="treaty.pdf"

x
--x--
"""
    doc = read(_write(tmp_path / "a.eml", mail))
    assert (doc.title, doc.author, str(doc.published)) == ("Договор", "Анна", "2021-01-05")
    assert [kind for kind, _ in _kinds(doc)] == ["paragraph", "quote", "paragraph", "contact"]
    assert _kinds(doc)[1][1] == f"{MORE}\nYes."
    assert any("treaty.pdf" in problem for problem in doc.problems)


def test_mail_box(tmp_path: Path) -> None:
    """Each mail of a box is a document; a mail without text is a problem; "From " inside a text cuts nothing."""
    mail = "From: a@example.org\nSubject: Talks {n}\nDate: Tue, 5 Jan 2021 10:00:00 +0000\n\n{body}\n"
    bodies = (BODY + "\n\nFrom Baku he went to Tiflis.\n>From there home.", "", MORE)
    box = "\n".join(
        f"From a@example.org Tue Jan  5 10:00:00 2021\n{mail.format(n=n, body=body)}"
        for n, body in enumerate(bodies)
    )
    found = list(read_folder(_write(tmp_path / "box.mbox", box)))
    docs = [one for one in found if isinstance(one, Document)]
    assert [(doc.locator, doc.title, doc.format) for doc in docs] == [
        ("mail 1", "Talks 0", "mbox"), ("mail 3", "Talks 2", "mbox"),
    ]  # fmt: skip
    assert docs[0].text == f"{BODY}\n\nFrom Baku he went to Tiflis.\nFrom there home."
    assert next(one.message for one in found if isinstance(one, Problem)).count("mail 2") == 1


def test_mail_whose_plain_part_only_points_to_the_page(tmp_path: Path) -> None:
    """Of two forms of a mail the one that holds the text is taken."""
    page = f"<html><body><p>{BODY}</p><p>{MORE}</p></body></html>"
    for plain, kept in (("Please read this in HTML.", f"{BODY}\n\n{MORE}"), (f"{BODY} {MORE}", None)):
        mail = (
            'From: a@example.org\nContent-Type: multipart/alternative; boundary="x"\n\n--x\n'
            f"Content-Type: text/plain\n\n{plain}\n--x\nContent-Type: text/html\n\n{page}\n--x--\n"
        )
        assert read(_write(tmp_path / "a.eml", mail)).text == (kept or plain)


def test_tables_with_a_mapping(tmp_path: Path) -> None:
    """Each row is a document with a place; a bad row is a problem; the mapping names the columns."""
    table = f'id;head;body;day;lang\n1;Talks;"{BODY}\n\n{MORE}";05.01.2021;en\n2;None;;06.01.2021;en\n3;a;b;c;d;e\n4;Later;{MORE};x;en\n'
    _write(tmp_path / "news.csv", table)
    _write(
        tmp_path / "news.mapping.toml",
        'text = "body"\ntitle = "head"\npublished = "day"\nlanguage = "lang"\ndate_format = "%d.%m.%Y"\n'
        '[fixed]\npublisher = "Agency"\n',
    )
    found = list(read_folder(tmp_path))
    docs = [one for one in found if isinstance(one, Document)]
    assert [(doc.locator, doc.title, str(doc.published), doc.publisher) for doc in docs] == [
        ("row 2", "Talks", "2021-01-05", "Agency"), ("row 5", "Later", "None", "Agency"),
    ]  # fmt: skip
    assert docs[0].path.endswith("news.csv")
    assert docs[0].id != docs[1].id
    assert docs[0].sha256 == docs[1].sha256
    assert len(docs[0].blocks) == 2
    assert any("'x'" in problem for problem in docs[1].problems)
    messages = [one.message for one in found if isinstance(one, Problem)]
    assert len(messages) == 2
    assert "row 4" in messages[0]
    assert "row 3" in messages[1]
    assert [doc.id for doc in docs] == [one.id for one in read_folder(tmp_path) if isinstance(one, Document)]


def test_json_lines(tmp_path: Path) -> None:
    """Columns called as our fields need no mapping; broken lines are named; encodings are found."""
    rows = [
        {"text": f"{BODY} {n}", "title": f"T{n}", "published": "2020-02-03", "url": "http://x/"}
        for n in range(3)
    ]
    lines = [json.dumps(row) for row in rows]
    _write(tmp_path / "a.jsonl", "\n".join([lines[0], "{broken", lines[1], '"word"', lines[2]]))
    found = list(read_all(tmp_path / "a.jsonl"))
    assert [one.locator for one in found if isinstance(one, Document)] == ["line 1", "line 3", "line 5"]
    assert [("line 2" in one.message, "line 4" in one.message) for one in found if isinstance(one, Problem)] == [
        (True, False), (False, True),
    ]  # fmt: skip
    russian = "text,title\nМинистры двух стран подписали в столице соглашение о торговле и границе.,Договор\n"
    _write(tmp_path / "b.csv", russian.encode("cp1251"))
    doc = read(tmp_path / "b.csv")
    assert (doc.title, doc.encoding) == ("Договор", "cp1251")
    _write(tmp_path / "a.jsonl", "\n".join(lines))
    with pytest.raises(DocumentError, match="several documents; use read_all"):
        read(tmp_path / "a.jsonl")


def test_a_wrong_mapping_says_so(tmp_path: Path) -> None:
    """Unknown keys and columns that are not there are told with what there is."""
    _write(tmp_path / "a.csv", "x,y\n1,2\n")
    for mapping, words in (
        ('txt = "x"', "unknown keys: txt"),
        ('text = "z"', "'z'"),
        ("text = ", "no valid TOML"),
    ):
        _write(tmp_path / "a.mapping.toml", mapping)
        (found,) = read_all(tmp_path / "a.csv")
        assert isinstance(found, Problem)
        assert words in found.message


def _dump() -> str:
    def page(title: str, text: str, more: str = "<ns>0</ns>") -> str:
        return (
            f"<page><title>{title}</title>{more}<revision><id>1</id><timestamp>2001-01-01T00:00:00Z</timestamp>"
            f"<text>old</text></revision><revision><id>7</id><timestamp>2022-03-04T05:06:07Z</timestamp><text>{text}</text>"
            "</revision></page>"
        )

    wiki = (
        "{{Infobox|a={{b}}}}\n'''The border''' was [[Opening|opened]] in [http://x.org the talks].&lt;ref name=\"a\"&gt;"
        "{{cite book|title=Book|author=Anna|year=1999}}&lt;/ref&gt; [[File:x.png|thumb|a [[link]] here]]\n\n== Later ==\n* One\n"
        "{| class=x\n|a\n|}\nAgain.&lt;ref name=a /&gt;\n[[Category:Borders]]"
    )
    return (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="en"><siteinfo><sitename>Wiki</sitename>'
        "<base>https://en.example.org/wiki/Main_Page</base></siteinfo>"
        + page("The border", wiki) + page("Talk:X", "x", "<ns>1</ns>") + page("Old", "x", '<ns>0</ns><redirect title="A"/>')
        + page("Second page", BODY) + "</mediawiki>"
    )  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_mediawiki(packed: bool, tmp_path: Path) -> None:
    """The last revision of each article; markup goes, references become notes."""
    data = _dump().encode()
    path = _write(tmp_path / ("a.xml.bz2" if packed else "a.xml"), bz2.compress(data) if packed else data)
    found = list(read_all(path))
    docs = [one for one in found if isinstance(one, Document)]
    assert [doc.locator for doc in docs] == ["page The border, revision 7", "page Second page, revision 7"]
    doc = docs[0]
    assert (doc.title, doc.publisher, doc.url) == (
        "The border",
        "Wiki",
        "https://en.example.org/wiki/The_border",
    )
    assert (str(doc.published), doc.published_basis) == ("2022-03-04", "metadata")
    assert _kinds(doc) == [
        ("paragraph", "The border was opened in the talks.[1]"), ("heading", "Later"), ("item", "One"),
        ("paragraph", "Again.[1]"), ("note", "[1] Book. Anna. 1999"),
    ]  # fmt: skip
    assert isinstance(found[-1], Problem)
    assert "1 redirects and 1 pages" in found[-1].message


@pytest.mark.parametrize("packed", [False, True])
def test_warc(packed: bool, tmp_path: Path) -> None:
    """Pages that were got whole are documents with their address; everything else is counted."""
    russian = f"<html><body><p>Министры двух стран. {BODY}</p></body></html>".encode("cp1251")
    answers = (
        ("200 OK", "text/html; charset=windows-1251", russian),
        ("404 Not Found", "text/html", b"<p>none</p>"),
        ("200 OK", "image/png", b"x"),
        ("200 OK", "text/html", b"<p></p>"),
        ("200 OK", "text/plain", MORE.encode()),
    )
    data = b""
    for number, (status, kind, body) in enumerate(answers):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/{number}\r\n"
            f"WARC-Date: 2021-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        data += gzip.compress(record) if packed else record
    path = _write(tmp_path / ("a.warc.gz" if packed else "a.warc"), data)
    found = list(read_all(path))
    docs = [one for one in found if isinstance(one, Document)]
    assert [doc.url for doc in docs] == ["http://example.org/0", "http://example.org/4"]
    assert "Министры" in docs[0].text
    assert docs[0].published is None
    messages = [one.message for one in found if isinstance(one, Problem)]
    assert "record 4" in messages[0]
    assert "1 records that are no pages of text, 1 answers" in messages[1]


def test_known_files_are_not_read_again(tmp_path: Path) -> None:
    """A file whose hash is known gives nothing; a file of many documents is read for what may be missing."""
    _write(tmp_path / "a.txt", BODY)
    _write(tmp_path / "b.csv", f"text,title\n{BODY},A\n")
    first = list(read_folder(tmp_path))
    known = {one.sha256 for one in first if isinstance(one, Document)}
    assert [Path(one.path).name for one in read_folder(tmp_path, known=known)] == ["b.csv"]


def test_an_open_quotation_mark_in_the_last_row_is_named(tmp_path: Path) -> None:
    """It makes one cell of those behind it; a row that is only short is none."""
    _write(tmp_path / "a.csv", f'title,text,published\nA,{BODY}\nB,"{BODY},2020\n')
    found = list(read_all(tmp_path / "a.csv"))
    told = [str(one.message) for one in found if isinstance(one, Problem)]
    assert len(told) == 1
    assert "(row 3)" in told[0]
    assert "columns behind it were taken for text" in told[0]
    assert len(found) == 3
