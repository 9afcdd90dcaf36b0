"""Files, folders and texts: what comes back and what goes wrong."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from dragoman.documents import Problem, read, read_folder, read_text
from dragoman.model import Document
from dragoman.model.errors import DocumentError, UnsupportedFormat

BODY = "The two governments agreed to reopen the border for trade and signed a treaty in the capital."


def test_a_text_file(tmp_path: Path) -> None:
    """Bytes, hash, encoding and reader are recorded; only line ends and the mark change."""
    path = tmp_path / "a.txt"
    data = b"\xef\xbb\xbf" + f"{BODY}\r\n\r\n{BODY}".encode()
    path.write_bytes(data)
    doc = read(path)
    assert doc.text == f"{BODY}\n\n{BODY}"
    assert (doc.format, doc.encoding, doc.size) == ("txt", "utf-8", len(data))
    assert doc.sha256 == hashlib.sha256(data).hexdigest()
    assert doc.reader == "documents-6"
    assert doc.id == hashlib.sha256(f"documents-6\0{doc.text}".encode()).hexdigest()[:20]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_line_ends_of_other_systems(tmp_path: Path, end: str, encoding: str) -> None:
    """Windows and the old Mac end lines otherwise: text, blocks and so all places are the same."""
    text = "Договор\n\nТурция и Россия подписали договор в 1921 году.\nОн касался границ.\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.replace("\n", end).encode(encoding))
    doc = read(path)
    assert doc.text == text
    assert doc.blocks == read_text(text).blocks
    assert [text[block.start : block.stop] for block in doc.blocks] == list(filter(None, text.split("\n")))


def test_raw_text_is_unchanged() -> None:
    """Carriage returns, tabs and unusual spaces of a caller's string stay where they are."""
    text = "\ufeff One\r\nthing.\t\u00a0\r\n\r\nTwo\u2028things. "
    doc = read_text(text, id="x-1", path="table.csv:7")
    assert (doc.text, doc.id, doc.path) == (text, "x-1", "table.csv:7")


def test_unstorable_characters_are_named() -> None:
    """A null character is replaced by one other character, and a person is told."""
    doc = read_text(f"{BODY}\x00{BODY}\ud83d")
    assert len(doc.text) == 2 * len(BODY) + 2
    assert doc.problems
    doc.text.encode()


def test_the_same_text_has_the_same_id(tmp_path: Path) -> None:
    """Identity is the text's, not the path's."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    assert read(tmp_path / "a.txt").id == read(tmp_path / "b.txt").id == read_text(BODY).id


def test_lying_extensions_are_named(tmp_path: Path) -> None:
    """Content decides; the extension's lie is told."""
    page = tmp_path / "page.pdf"
    page.write_text(
        f"<!DOCTYPE html><html><body><article><p>{BODY}</p></article></body></html>", encoding="utf-8"
    )
    doc = read(page)
    assert doc.format == "html"
    assert "'.pdf'" in doc.problems[0]
    text = tmp_path / "text.docx"
    text.write_text(BODY, encoding="utf-8")
    assert read(text).format == "txt"
    assert "plain text" in read(text).problems[0]
    odd = tmp_path / "a.dat"
    odd.write_text(BODY, encoding="utf-8")
    assert read(odd).format == "txt"


def _zip(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", _zip(**{"xl/workbook.xml": "<x/>"}), "Excel"),
        ("a.zip", _zip(a="b"), "zip archive"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "picture"),
        ("a.bib", b"@book{a}", "references"),
        ("a.xml", b"<feed/>", "data"),
    ],
)
def test_kinds_without_a_reader_say_what_to_do(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    """A known but unread kind of file is named, with the way out and the file."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnsupportedFormat, match=words) as caught:
        read(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    "data", [b"", b" \n\t ", b"\xef\xbb\xbf\n", bytes(range(256)) * 4, b"PK\x03\x04broken"]
)
def test_damaged_files_raise(tmp_path: Path, data: bytes) -> None:
    """Empty, binary and cut files are errors that name the file."""
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=r"a\.txt was not read"):
        read(path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    """A wrong path is an error in words."""
    with pytest.raises(DocumentError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match="folder"):
        read(tmp_path)
    with pytest.raises(DocumentError, match="no visible character"):
        read_text(" \n")


def test_a_folder_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    """Files come in sorted order, hidden ones are left out, each bad one is one problem."""
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "sub/c.txt", ".secret.txt", ".hidden/d.txt", "~$lock.docx"):
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    found = list(read_folder([tmp_path, tmp_path / "b.txt"]))
    assert [Path(one.path).name for one in found] == ["a.pdf", "b.txt", "c.txt"]
    assert isinstance(found[0], Problem)
    assert all(isinstance(one, Document) for one in found[1:])


def test_a_path_that_the_system_refuses_is_one_problem(tmp_path: Path) -> None:
    """A name too long for the disk, or one with a null in it, does not stop the other files."""
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    found = list(read_folder([tmp_path / "b.txt", tmp_path / ("x" * 400), tmp_path / "a\0.txt"]))
    assert [isinstance(one, Problem) for one in found] == [True, False, True]
    assert all("was not read" in one.message for one in found if isinstance(one, Problem))


def test_titles() -> None:
    """The title is the title block, else the first line cut at a word."""
    assert read_text(f"A treaty on the border\n\n{BODY}\n\n{BODY}").title == "A treaty on the border"
    long = read_text(f"{BODY} {BODY}\n\n{BODY}").title
    assert long is not None
    assert len(long) <= 101
    assert long.endswith("…")


@pytest.mark.reference
def test_the_seeds(shared: Path) -> None:
    """Nothing of references, contacts or a foreign abstract is a paragraph in a wrong language."""
    papers = {path.name[:3]: read(path) for path in sorted((shared / "seeds").glob("0*.txt"))}
    paper = papers["000"]
    kinds = [(block.kind, block.language) for block in paper.blocks]
    assert paper.language == "en"
    # Counted by hand: 12 entries and the paper's own, 2 lists of key words, 5 Ukrainian paragraphs.
    assert sum(kind == "reference" for kind, _ in kinds) == 13
    assert sum(kind == "keywords" for kind, _ in kinds) == 2
    assert kinds.count(("paragraph", "uk")) == 5
    assert {language for kind, language in kinds if kind == "paragraph"} == {"en", "uk"}
    for block in paper.blocks:
        text = paper.text[block.start : block.stop]
        cyrillic = sum("\u0400" <= char <= "\u04ff" for char in text) * 2 > len(text)
        assert block.kind != "paragraph" or cyrillic == (block.language == "uk")
        assert block.kind not in ("paragraph", "item") or not text[0].islower()
    assert papers["001"].blocks[0].kind == "title"
    assert papers["001"].blocks[-1].kind == "web"
    assert [block.language for block in papers["002"].blocks] == ["ru"] * 7
    assert [block.kind for block in papers["003"].blocks][-2:] == ["web", "web"]
    assert len(papers["003"].blocks) == 22


def test_a_defect_stops_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw is told with its file and where it was raised; the next file is read."""
    from dragoman.documents import reading

    def stumble(*_: object, **__: object) -> Document:
        raise KeyError("kasim")

    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("Iran condemned Iraq.", encoding="utf-8")
    second.write_text("Iran condemned Iraq again.", encoding="utf-8")
    monkeypatch.setattr(reading, "finish", stumble)
    [problem] = reading.read_all(first)
    monkeypatch.undo()
    assert isinstance(problem, reading.Problem)
    assert (
        f"{first} was not read: a fault of the program, not of the text: KeyError: 'kasim'" in problem.message
    )
    [doc] = reading.read_all(second)
    assert isinstance(doc, Document)
