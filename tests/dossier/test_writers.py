"""A dossier as Markdown, Word and PDF: the same words, and nothing of a document becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.dossier import DossierData, Outside, write
from dragoman.dossier.outline import Heading, Items, Paragraph, Quote, Run, Table, outline
from dragoman.dossier.views import views
from dragoman.dossier.writers.markdown import markdown
from dragoman.dossier.writers.pdf import _widths
from dragoman.model.errors import InputError


def _headings(data: DossierData) -> list[str]:
    return [block.text for block in outline(data, views(data)) if isinstance(block, Heading)]


def _docx_text(path: Path) -> str:
    from docx import Document

    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _pdf_text(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_outline_has_every_section_and_every_report(data: DossierData) -> None:
    """The outline holds the sections of the page and quotes each report and claim once."""
    blocks = outline(data, views(data))
    named = {block.text for block in blocks if isinstance(block, Heading) and block.level == 2}
    wanted = {"What it rests on", "Who speaks", "Agreements", "Meetings", "Claims about the relation"}
    assert wanted | {"Third parties", "All reports", "How the numbers were made"} <= named
    quotes = [block for block in blocks if isinstance(block, Quote)]
    assert len(quotes) == len(data.reports) + len(data.claims)


@pytest.mark.parametrize("ending", ["md", "docx", "pdf"])
def test_formats_hold_the_same_words(data: DossierData, tmp_path: Path, ending: str) -> None:
    """Every heading of the outline stands in the file, and so does a quoted sentence in Cyrillic."""
    path = write(data, tmp_path / f"dossier.{ending}")
    if ending == "md":
        text = path.read_text(encoding="utf-8").replace("\\", "")
    elif ending == "docx":
        text = _docx_text(path)
    else:
        pytest.importorskip("typst", reason="the extra 'pdf' is not installed")
        text = _pdf_text(path)
    flat = re.sub(r"\s+", "", text)
    missing = [name for name in _headings(data) if re.sub(r"\s+", "", name) not in flat]
    assert missing == []
    assert re.search("[а-я]{4}", text)


def test_columns_share_the_page_by_what_stands_in_them(data: DossierData, tmp_path: Path) -> None:
    """A column of dates is not wider than one of titles, in Word as in print."""
    from docx import Document

    table = Table(("Date", "Who", "Reports"), (("1 May 1999", "a long name " * 4, "12"),), frozenset({2}))
    assert table.longest == (10, 48, 7)
    assert _widths(table) == [0, 48, 0]
    made = Document(str(write(data, tmp_path / "dossier.docx")))
    met = next(one for one in made.tables if [cell.text for cell in one.rows[0].cells][:2] == ["Date", "Who"])
    date, who, *_ = (cell.width for cell in met.rows[0].cells)
    assert date < who


def test_an_empty_dossier_says_that_silence_is_not_zero(data: DossierData) -> None:
    """Without a report and a claim there are no figures, but a sentence; and no empty table."""
    blocks = outline(silent := replace(data, reports=(), claims=(), entities=()), views(silent))
    said = [run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs]
    assert any("unknown, not zero" in text for text in said)
    assert not any(isinstance(block, Table) and not block.rows for block in blocks)


def test_pictures_lie_beside_markdown(data: DossierData, tmp_path: Path) -> None:
    """Each picture that the Markdown names is a PNG in the folder beside it."""
    path = write(data, tmp_path / "dossier.md")
    named = re.findall(r"\]\((dossier-pictures/\w+\.png)\)", path.read_text(encoding="utf-8"))
    assert len(named) >= 2
    for name in named:
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")


def test_markdown_escapes_what_looks_like_markup() -> None:
    """Stars, links, tags, list signs and pipes of a document come out as themselves."""
    text = "*bold* [x](javascript:alert(1)) <script> # no | pipe"
    made = markdown([Paragraph((Run(text),)), Paragraph((Run("- no item"),)), Table(("a|b",), (("`c`",),))])
    assert r"\*bold\* \[x\](javascript:alert(1)) &lt;script&gt; \# no \| pipe" in made
    assert "\n\\- no item" in made
    assert r"| a\|b |" in made
    assert r"| \`c\` |" in made


@pytest.mark.parametrize("ending", ["md", "docx", "pdf"])
def test_hostile_text_is_only_text(data: DossierData, tmp_path: Path, ending: str) -> None:
    """Typst code, control characters and lone surrogates in a title neither run nor stop the writing."""
    if ending == "pdf":
        pytest.importorskip("typst", reason="the extra 'pdf' is not installed")
    title = '#read("/etc/passwd") \x00\ud800 $x$ *y* <b>'
    documents = tuple(replace(one, title=title) for one in data.documents)
    path = write(replace(data, documents=documents), tmp_path / f"x.{ending}")
    assert path.stat().st_size > 1000
    if ending == "pdf":
        assert '#read("/etc/passwd")' in re.sub(r"\s+", " ", _pdf_text(path))


def test_unknown_ending_names_the_known_ones(data: DossierData, tmp_path: Path) -> None:
    """Another ending is refused with the list of what can be written."""
    with pytest.raises(InputError, match=r"\.html, \.md, \.docx, \.pdf"):
        write(data, tmp_path / "dossier.odt")


def test_datasets_stand_beside_the_reports(data: DossierData) -> None:
    """Tables of public datasets come with their terms and change no number of the reports."""
    table = Outside("Alliances", "atop 5.1 (cite)", "Note.", ("Alliance",), (("6035",),))
    more = replace(data, outside=(table,))
    before, after = outline(data, views(data)), outline(more, views(more))
    added = [block for block in after if block not in before]
    assert Heading(2, "In public datasets") in added
    assert Table(("Alliance",), (("6035",),)) in added
    assert any(isinstance(b, Paragraph) and "atop 5.1 (cite)" in b.runs[-1].text for b in added)
    assert [b for b in before if b not in after] == []
    assert not any(isinstance(block, Items) and not block.items for block in after)
