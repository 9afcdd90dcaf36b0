"""The date of a document and where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.documents import read, read_text
from dragoman.documents.dates import date_in, date_of_name, iso_date
from dragoman.model.errors import DateError

BODY = "The two governments agreed to reopen the border for trade and signed a treaty in the capital."


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published: 12 May 2021", "2021-05-12"),
        ("Published on July 28, 2021 at 10:15", "2021-07-28"),
        ("Опубликовано: 28 июля 2021 г.", "2021-07-28"),
        ("Опубликовано 28.07.2021 14:35", "2021-07-28"),
        ("28 July 2021", "2021-07-28"),
        ("Wednesday, 28 July 2021, 10:00", "2021-07-28"),
        ("2021-07-28", "2021-07-28"),
        ("By Anna Example | July 28, 2021", "2021-07-28"),
        ("Temmuz 2021", "2021-07"),
        ("9 Kasim 1991", "1991-11-09"),
        ("Published on 9 KASIM 1991", "1991-11-09"),
        ("Published on 3 HAZİRAN 1991", "1991-06-03"),
        ("04/05/2021", "2021"),
        ("28/05/2021", "2021-05-28"),
    ],
)
def test_lines_that_date_a_text(line: str, date: str) -> None:
    """Date lines, bylines and "Published" date the document; an ambiguous day keeps only its year."""
    doc = read_text(f"A treaty on the border is signed\n\n{line}\n\n{BODY}\n\n{BODY}")
    assert doc.published is not None
    assert (doc.published.text, doc.published_basis) == (date, "text")
    assert doc.published_span is not None
    start, stop = doc.published_span
    assert doc.text[start:stop] in line


@pytest.mark.parametrize(
    "line",
    [
        "Speech at the round table “Neighbours”, Lund, 28 July 2021. The speaker is made up.",
        "Prof. Dr. Ayşe Örnek'in Van'daki panelde yaptığı konuşma, 28 Temmuz 2021",
        "Dosent N. Nümunəlinin Gəncədəki konfransda çıxışı, 28 iyul 2021-ci il.",
        "Выступление доцента И. И. Примерова на семинаре в Казани, 28 июля 2021 г.",
        "Промова докторки О. Зразок на форумі в Луцьку, 28 липня 2021 року.",
    ],
)
def test_the_day_of_a_speech(line: str) -> None:
    """A line that says when a speech was held dates the text."""
    doc = read_text(f"NEIGHBOURS\n\n{line}\n\n{BODY}\n\n{BODY}")
    assert doc.published is not None
    assert doc.published.text == "2021-07-28"


@pytest.mark.parametrize(
    "opening",
    ["ANKARA, July 28, 2021 (Agency) — ", "БАКУ, 28 июля 2021 г. — ", "Ankara, 28 July 2021 – "],
)
def test_datelines(opening: str) -> None:
    """The dateline of an agency's report dates it."""
    doc = read_text(f"{opening}{BODY}\n\n{BODY}")
    assert doc.published is not None
    assert doc.published.text == "2021-07-28"


@pytest.mark.parametrize(
    "text",
    [
        "On July 28, 2021 the two governments agreed to reopen the border for trade.",
        "The president gave a speech at Lund, and the two ministers left on 28 July 2021.",
        "The treaty of 28 July 2021 is no date of publication, however early it stands.",
        "ANKARA, July 28 (Agency) — The ministers met and said nothing about the year.",
        "Received: 04.01.2020",
        "They met.[1]\n\nNotes\n\n[1] Interfax, 3 May 1999.",
        "They met.1\n\nNotes\n\n1. Interfax, 3 May 1999\n\n2. TASS, 4 May 1999",
    ],
)
def test_events_do_not_date_a_text(text: str) -> None:
    """A date in a sentence, a date without a year and a date of submission are no date of the document."""
    assert read_text(f"{text}\n\n{BODY}").published is None


def test_order_of_sources(tmp_path: Path) -> None:
    """Given beats text, text beats the file name."""
    path = tmp_path / "2020-01-02-border.txt"
    path.write_text(BODY, encoding="utf-8")
    doc = read(path)
    assert (str(doc.published), doc.published_basis) == ("2020-01-02", "filename")
    path.write_text(f"Published: 3 March 2020\n\n{BODY}", encoding="utf-8")
    assert read(path).published_basis == "text"
    doc = read(path, published="2019")
    assert (str(doc.published), doc.published_basis, doc.published_span) == ("2019", "given", None)


def test_a_wrong_given_date_is_refused() -> None:
    """What the user gives must be EDTF."""
    with pytest.raises(DateError):
        read_text(BODY, published="28.07.2021")


@pytest.mark.parametrize(
    ("name", "date"),
    [("2021-07-28-foo.txt", "2021-07-28"), ("foo_20210728.txt", "2021-07-28"), ("2021-07.txt", "2021-07"),
     ("war_1992.txt", None), ("2021-13-45.txt", None), ("scan12345678.txt", None)],
)  # fmt: skip
def test_file_names(name: str, date: str | None) -> None:
    """Only a full date or a month in a file name counts, a lone year does not."""
    found = date_of_name(name)
    assert (found.text if found else None) == date


def test_metadata_values() -> None:
    """Values of meta elements are read by their first ten characters, months by name."""
    assert str(iso_date("2021-07-28T23:59:00+04:00")) == "2021-07-28"
    assert str(iso_date("28 июля 2021")) == "2021-07-28"
    assert str(iso_date("2021/7/28")) == "2021-07-28"
    assert iso_date("yesterday") is None
    assert date_in("no date here", 0, 12) is None
    assert date_in("31.02.2020", 0, 10) is None


def test_an_ending_behind_a_hyphen_is_no_dateline(tmp_path: Path) -> None:
    """A hyphen before an Azerbaijani ending does not make the first date of a text its day."""
    path = tmp_path / "text.txt"
    path.write_text("Sovet Rusiyası və İran 26 fevral 1921-ci ildə Moskvada müqavilə imzaladı.\n", "utf-8")
    assert read(path).published is None
