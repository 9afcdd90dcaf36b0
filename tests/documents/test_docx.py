"""Word files."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import pytest

from dragoman.documents import read
from dragoman.model.errors import DocumentError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _made(tmp_path: Path, *, created: dt.datetime | None = None) -> Path:
    file = docx.Document()
    file.core_properties.title = "A treaty"
    file.core_properties.author = "Anna Example"
    if created is not None:
        file.core_properties.created = created
    file.add_heading("The border", 0)
    file.add_paragraph("In 1999 the two governments agreed to reopen the border for trade.")
    file.add_heading("Trade", 2)
    file.add_paragraph("Lorries may pass at night.", style="List Bullet")
    table = file.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), "abcd", strict=True):
        cell.text = text
    file.add_heading("References", 1)
    file.add_paragraph("Example, A. (2001). A book. Some Press.")
    path = tmp_path / "a.docx"
    file.save(str(path))
    return path


def test_structure_and_properties(tmp_path: Path) -> None:
    """Styles become kinds and levels, tables rows of cells, core properties metadata."""
    doc = read(_made(tmp_path))
    assert [(block.kind, block.level) for block in doc.blocks] == [
        ("title", 0), ("paragraph", 0), ("heading", 2), ("item", 0), ("table", 0), ("heading", 1),
        ("reference", 0),
    ]  # fmt: skip
    assert "a\tb\nc\td" in doc.text
    assert (doc.title, doc.author, doc.format, doc.language) == ("A treaty", "Anna Example", "docx", "en")
    assert doc.published is None


def test_the_date_of_a_file_needs_a_witness(tmp_path: Path) -> None:
    """The day a file was made dates it only if its text speaks of years close before."""
    doc = read(_made(tmp_path, created=dt.datetime(2002, 5, 1)))
    assert (str(doc.published), doc.published_basis) == ("2002-05-01", "metadata")
    doc = read(_made(tmp_path, created=dt.datetime(2019, 5, 1)))
    assert doc.published is None
    assert "2019-05-01" in doc.problems[0]


def _package(document: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", document)
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return out.getvalue()


def test_notes_and_deleted_text(tmp_path: Path) -> None:
    """Footnotes are numbered where they are cited and stand at the end; deleted words are gone."""
    path = tmp_path / "n.docx"
    path.write_bytes(
        _package(
            f"<w:document {W}><w:body><w:p><w:r><w:t>The treaty was signed</w:t></w:r>"
            '<w:r><w:footnoteReference w:id="7"/></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del>'
            "<w:ins><w:r><w:t> in May</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p></w:body></w:document>",
            footnotes=f'<w:footnotes {W}><w:footnote w:id="7"><w:p><w:r>'
            "<w:t>Archive, file 3.</w:t></w:r></w:p></w:footnote>"
            '<w:footnote w:id="0"><w:p/></w:footnote></w:footnotes>',
        )
    )
    doc = read(path)
    assert doc.text == "The treaty was signed[1] in May.\n\n[1] Archive, file 3."
    assert [block.kind for block in doc.blocks] == ["paragraph", "note"]


@pytest.mark.parametrize(
    "document", ["<broken", f"<w:document {W}/>", f"<w:document {W}><w:body/></w:document>"]
)
def test_broken_packages_raise(tmp_path: Path, document: str) -> None:
    """A damaged or empty Word file is an error in words."""
    path = tmp_path / "b.docx"
    path.write_bytes(_package(document))
    with pytest.raises(DocumentError, match=r"b\.docx was not read"):
        read(path)
