"""From a study on disk to the data of a dossier."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from dragoman.coding.base import Coding
from dragoman.dossier import collect, render
from dragoman.dossier.collect import home_of, passages_of
from dragoman.dossier.sides import pair
from dragoman.dossier.views import views
from dragoman.model import Claim, Document, Evidence, Participant, Report, Trigger
from dragoman.model.errors import InputError
from dragoman.study.study import Study

NAMES = {
    "Ankara": ("TUR", "turkey"),
    "Baku": ("AZE", "azerbaijan"),
    "Musavat": ("AZE", "azerbaijan-1918"),
    "Tiflis": ("GEO", None),
}


class WordCoder:
    """One report for each sentence with ``signed``, one claim for each with ``cooled``."""

    name, version = "words", "1"

    def code(self, doc: Document, *, assume: date | Literal["today", "none"] = "today") -> Coding:
        """Code one document."""
        reports, claims = [], []
        for found in re.finditer(r"[^.\n]+\.", doc.text):
            anchor = Trigger(found[0], *found.span())
            people = [
                Participant(m[0], *m.span(), *(NAMES[m[0]][0], None, NAMES[m[0]][1]))
                for m in re.compile("|".join(NAMES)).finditer(doc.text, *found.span())
            ]
            verb = re.compile("signed|cooled").search(doc.text, *found.span())
            if verb is None:
                continue
            trigger = Trigger(verb[0], *verb.span())
            if verb[0] == "cooled":
                claims.append(Claim("apart", trigger, anchor, "w:2", parties=tuple(people), language="en"))
                continue
            year = re.compile(r"\d{4}").search(doc.text, *found.span())
            proof = (Evidence("date", *year.span(), year[0]),) if year else ()
            treaty = "Treaty of Kars" if "Treaty of Kars" in found[0] else None
            reports.append(
                Report(
                    "SUPPORT",
                    trigger,
                    anchor,
                    "w:1",
                    actor=tuple(people[:1]),
                    recipient=tuple(people[1:]),
                    date=year[0] if year else None,
                    date_basis="stated" if year else None,
                    agreement=treaty,
                    evidence=proof,
                    confidence=0.5,
                    language="en",
                )
            )
        return Coding(tuple(reports), tuple(claims))


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Return a small study of three documents."""
    folder = tmp_path_factory.mktemp("collect")
    papers = folder / "papers"
    papers.mkdir()
    (papers / "a.txt").write_text(
        "A first line that says little.\n\n"
        "In 1992 Ankara signed the Treaty of Kars with Baku. It rained 👩‍🚒.\n\n"
        "Then Ankara and Baku cooled.\n",
        encoding="utf-8",
    )
    (papers / "b.txt").write_text(
        "Long before, in 1918, Ankara signed a paper with Musavat.\n\nIn 1920 Tiflis signed with Baku.\n",
        encoding="utf-8",
    )
    (papers / "c.txt").write_text("Nothing of the two stands here.\n", encoding="utf-8")
    return Study.create(folder / "study").add(papers).code(WordCoder())


def test_a_dossier_from_a_study(study: Study) -> None:
    """Reports, claims, documents, paragraphs, entities and notes arrive, all proved."""
    data = collect(study, "tur", "AZE")
    assert (data.a, data.b, data.a_name, data.b_name) == ("TUR", "AZE", "Turkey", "Azerbaijan")
    assert [row["date"] for row in data.reports] == ["1992", "1918"]
    assert len(data.claims) == 1
    assert len(data.documents) == 3
    found = views(data)
    assert found.left == []
    assert len(found.reports) == 2
    assert {one.id: one.reports for one in data.entities}["azerbaijan-1918"] == 1
    assert [one.kind for one in data.agreements] == ["signed"]
    assert any("coded by words, version 1" in note for note in data.notes)
    assert "Treaty of Kars" in render(data)


def test_a_dyad_without_reports(study: Study) -> None:
    """Two states nobody writes of: empty, with the documents that were read."""
    data = collect(study, "TUR", "ISL")
    assert data.reports == ()
    assert len(data.documents) == 3
    assert "none of them reports anything between the two" in render(data)


def test_a_lineage_is_the_users_choice(study: Study) -> None:
    """A lineage is named on the page; one that belongs to neither or nowhere is refused."""
    data = collect(study, "TUR", "AZE", "azerbaijan-1918")
    assert "azerbaijan-1918" in data.b_entities
    assert len(data.reports) == 2
    with pytest.raises(InputError, match="no lineage 'atlantis'; known are"):
        collect(study, "TUR", "AZE", "atlantis")
    with pytest.raises(InputError, match="belongs to neither"):
        collect(study, "TUR", "GEO", "azerbaijan-1918")


def test_one_code_is_no_dyad() -> None:
    """The same code twice is refused with an example."""
    with pytest.raises(InputError, match="both codes are TUR"):
        pair("TUR", " tur")


def test_paragraphs_around_evidence() -> None:
    """Spans in one block share a passage, a span over two joins them, a long block is clipped."""
    text = "head\n\n" + "x" * 10 + "\n\n" + "y" * 10_000
    blocks = [
        {"start": 0, "stop": 4, "kind": "heading", "page": 1},
        {"start": 6, "stop": 16, "kind": "paragraph", "page": 1},
        {"start": 18, "stop": len(text), "kind": "paragraph", "page": 2},
    ]
    [one] = passages_of("d", text, blocks, [(7, 9), (10, 12)])
    assert (one.start, one.stop, one.kind) == (6, 16, "paragraph")
    [joined] = passages_of("d", text, blocks, [(2, 8)])
    assert (joined.start, joined.stop, joined.kind) == (0, 16, "heading")
    [long] = passages_of("d", text, blocks, [(5_000, 5_010)])
    assert len(long.text) == 2_410
    assert long.page == 2
    assert text[long.start : long.stop] == long.text
    assert passages_of("d", text, [], [(7, 9)])[0].text == "xx"
    assert passages_of("d", text, blocks, [(0, 99_999)]) == []


def test_unknown_code_is_refused() -> None:
    """A code that nobody has would give an empty dossier that looks like silence."""
    with pytest.raises(InputError, match=r"No actor has the code 'TRU'.*TUR"):
        pair("TRU", "AZE")


def test_pages_share_out_all_reports(tmp_path: Path) -> None:
    """Pages of two hold every report once, in the order of time; a page too many is refused."""
    folder = tmp_path / "in"
    folder.mkdir()
    for year in (1994, 1992, 1996, 1993, 1995):
        (folder / f"{year}.txt").write_text(f"Ankara signed with Baku in {year}.", encoding="utf-8")
    study = Study.create(tmp_path / "study").add(folder).code(WordCoder())
    pages = [collect(study, "TUR", "AZE", page=number, per_page=2) for number in (1, 2, 3)]
    assert [page.total for page in pages] == [5, 5, 5]
    assert [row["date"] for page in pages for row in page.reports] == [
        "1992", "1993", "1994", "1995", "1996"
    ]  # fmt: skip
    assert "Page 2 of 3" in render(pages[1])
    with pytest.raises(InputError, match="no page 4: 5 reports make 3 pages of 2"):
        collect(study, "TUR", "AZE", page=4, per_page=2)


def test_a_page_does_not_tell_where_the_files_were_kept() -> None:
    """The folder that all files lie in is left out; relative and mixed paths stay as they are."""
    assert home_of(["/a/b/c.txt", "/a/b/d/e.txt"]) == "/a/b/"
    assert home_of(["/a/b/c.txt"]) == "/a/b/"
    assert home_of(["/c.txt", "/d/e.txt"]) == "/"
    assert home_of(["in/c.txt", "in/d.txt"]) == ""
    assert home_of(["/a/c.txt", "in/d.txt"]) == ""
    assert home_of([]) == ""
