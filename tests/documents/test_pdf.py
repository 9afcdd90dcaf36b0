"""PDF files."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from benchmarks.pdf import write_pdf as pdf

from dragoman.documents import read
from dragoman.documents.notes import resolve
from dragoman.documents.pdf import extract
from dragoman.model.errors import DocumentError

FULL = "The ministers of the two neighbouring states met in the capital to"


def _lines(
    texts: list[str], *, top: float = 520, left: float = 50, size: float = 10
) -> list[tuple[float, float, float, str]]:
    return [(left, top - 13 * number, size, text) for number, text in enumerate(texts)]


def _read(tmp_path: Path, data: bytes) -> tuple[list[tuple[str, int | None, str]], tuple[str, ...]]:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    doc = read(path)
    return [
        (block.kind, block.page, doc.text[block.start : block.stop]) for block in doc.blocks
    ], doc.problems


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    """Wrapped lines are joined, hyphens at line ends vanish, an indent begins a paragraph."""
    page = _lines(
        [FULL, "discuss the treaty on trade, which both of them called a real ach-", "ievement of the year."]
    )
    page += [
        (62.0, 481.0, 10.0, "A second paragraph begins here with an indent of its first line"),
        (50.0, 468.0, 10.0, "and ends here."),
    ]
    found, _ = _read(tmp_path, pdf([page]))
    assert [text for _, _, text in found] == [
        f"{FULL} discuss the treaty on trade, which both of them called a real achievement of the year.",
        "A second paragraph begins here with an indent of its first line and ends here.",
    ]


def test_sentences_cross_pages_and_heads_go(tmp_path: Path) -> None:
    """Running heads and page numbers go; a sentence goes on over the page break and has its first page."""
    pages = []
    for number in range(1, 5):
        page = [(150.0, 560.0, 8.0, "Journal of Examples"), (200.0, 30.0, 8.0, str(number))]
        body = [f"Page {number} begins with this sentence and it is long enough for a line.", FULL]
        if number > 1:
            body.insert(0, f"go on about the {('treaty', 'border', 'trade')[number - 2]}.")
        pages.append([*page, *_lines(body)])
    found, _ = _read(tmp_path, pdf(pages))
    text = " ".join(part for _, _, part in found)
    assert "Journal" not in text
    assert f"{FULL} go on about the treaty." in text
    assert not any(part.isdigit() for _, _, part in found)
    assert found[0][1] == 1


def test_headings_and_footnotes_by_size(tmp_path: Path) -> None:
    """Larger letters are headings, a smaller numbered line at the foot is a note."""
    body = [FULL, "discuss the treaty on trade and on the border between them.", FULL, "discuss it again."]
    first = [
        (50.0, 550.0, 18.0, "The border"),
        *_lines(body),
        (50.0, 60.0, 7.0, "1 Archive of the ministry, file 3."),
    ]
    second = [(50.0, 550.0, 13.0, "Trade"), *_lines(body)]
    found, _ = _read(tmp_path, pdf([first, second]))
    kinds = [(kind, text) for kind, _, text in found if kind != "paragraph"]
    assert kinds == [
        ("title", "The border"),
        ("note", "1 Archive of the ministry, file 3."),
        ("heading", "Trade"),
    ]


@pytest.mark.parametrize("shown", [0, 90, 180, 270])
@pytest.mark.parametrize("matrix", ["1 0 0 1 0 0", "0 1 -1 0 595 0", "-1 0 0 -1 420 595", "0 -1 1 0 0 595"])
def test_pages_and_text_that_are_turned(tmp_path: Path, matrix: str, shown: int) -> None:
    """Lines are put together as they read, however the page lies or is shown."""
    texts = [
        FULL,
        "discuss the treaty on trade, which both of them called a real ach-",
        "ievement of the year.",
    ]
    found, _ = _read(tmp_path, pdf([_lines(texts)], turned=matrix, shown=shown))
    assert [text for _, _, text in found] == [
        f"{FULL} discuss the treaty on trade, which both of them called a real achievement of the year."
    ]


def test_cyrillic_through_a_character_map(tmp_path: Path) -> None:
    """Text comes from the font's character map."""
    found, _ = _read(tmp_path, pdf([_lines(["Министры двух стран подписали договор."])]))
    assert found[0][2] == "Министры двух стран подписали договор."


def test_hyphens_inside_compounds_stay(tmp_path: Path) -> None:
    """A hyphen before a capital, or in a word that is written with it elsewhere, stays."""
    page = _lines(
        [
            "The long-term talks were led by a commission of Russian-",
            "Turkish experts, and all of them spoke of a plan that was long-",
            "term in kind and would be carried out in steps.",
        ]
    )
    found, _ = _read(tmp_path, pdf([page]))
    assert "Russian-Turkish" in found[0][2]
    assert "was long-term in kind" in found[0][2]


def test_picture_pages_are_named(tmp_path: Path) -> None:
    """Pages without text are listed; a file of pictures alone is an error that says what to do."""
    _, problems = _read(tmp_path, pdf([_lines([FULL]), None, None]))
    assert any("2-3" in problem for problem in problems)
    with pytest.raises(DocumentError, match=r"no text layer.*OCR"):
        _read(tmp_path, pdf([None, None]))


def test_damaged_files_raise(tmp_path: Path) -> None:
    """A cut file is an error in words."""
    with pytest.raises(DocumentError, match="damaged"):
        _read(tmp_path, b"%PDF-1.4\n1 0 obj << >>")


def test_properties_need_a_witness(tmp_path: Path) -> None:
    """A title that does not stand in the text and a date without a year close by are not believed."""
    info = "/Title (Microsoft Word - final2.doc) /Author (Anna Example) /CreationDate (D:20020501120000Z)"
    path = tmp_path / "p.pdf"
    path.write_bytes(
        pdf([_lines(["In 2001 the ministers met and signed a treaty on the border."])], info=info)
    )
    doc = read(path)
    assert doc.title == "In 2001 the ministers met and signed a treaty on the border."
    assert (doc.author, str(doc.published), doc.published_basis) == ("Anna Example", "2002-05-01", "metadata")


def test_what_is_extracted_can_cross_a_process() -> None:
    """The part that touches pdfium gives plain data."""
    found = extract(pdf([_lines([FULL])]))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """A page in two columns: the left one goes on in the right one, and on the next page."""

    def column(left: float, words: list[str]) -> list[tuple[float, float, float, str]]:
        return _lines(words, left=left, size=8)

    one = [
        "The ministers of both states met",
        "in the capital and spoke about",
        "the treaty, the border and the",
    ]
    two = [
        "railway that was to lead from",
        "the coast to the mountains, and",
        "agreed that the work would be",
    ]
    three = ["begun in the spring of the next", "year. Nobody spoke against it."]
    found, _ = _read(tmp_path, pdf([[*column(40, one), *column(230, two)], column(40, three)]))
    assert [(page, text) for _, page, text in found] == [(1, " ".join([*one, *two, *three]))]


def test_small_numbers_behind_words_are_raised(tmp_path: Path) -> None:
    """A note's number in small type is written with raised digits and leads to the note of its page."""
    page = _lines([FULL, "discuss the treaty on trade", "and so they parted for the winter."])
    width = 10 * 0.5 * 26.2
    page.insert(2, (50.0 + width - 14, 511.0, 6.0, "1"))
    page.append((50.0, 60.0, 7.0, "1 Archive of the ministry, file 3."))
    path = tmp_path / "n.pdf"
    path.write_bytes(pdf([page]))
    doc = read(path)
    cites = resolve(doc)
    assert "trade¹" in doc.text
    assert [doc.text[cite.entries[0].start : cite.entries[0].stop] for cite in cites] == [
        "1 Archive of the ministry, file 3."
    ]
