"""The page as a file: self-contained, honest when empty, the same each time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from dragoman.dossier import DossierData, build, render
from dragoman.dossier.payload import dump
from dragoman.model.errors import DragomanError


@pytest.fixture(scope="module")
def html(page_file: Path) -> str:
    """Return the invented study's page."""
    return page_file.read_text(encoding="utf-8")


def test_one_file_that_asks_for_nothing(html: str) -> None:
    """No element refers to another file, and the policy forbids every request."""
    page = lxml.html.fromstring(html)
    assert page.xpath("//link | //img | //iframe | //object | //embed | //script[@src] | //base") == []
    assert all(link.startswith("#") for link in page.xpath("//a/@href"))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_stays_small(page_file: Path) -> None:
    """A dossier of 30 reports, runtime and all, is well below 3 MB."""
    assert page_file.stat().st_size < 1_500_000


def test_same_data_same_file(data: DossierData, html: str) -> None:
    """Rows in another order give the same page."""
    other = replace(data, reports=data.reports[::-1], claims=data.claims[::-1], passages=data.passages[::-1])
    assert render(other) == html


def test_every_report_says_where_it_comes_from(html: str, data: DossierData) -> None:
    """Each row has class, quote, speaker, document, date and confidence without any script."""
    page = lxml.html.fromstring(html)
    rows = page.xpath("//section[@id='reports']//article")
    assert len(rows) == len(data.reports)
    for row in rows:
        text = row.text_content()
        assert re.search(r"confidence 0\.\d\d", text)
        assert "published:" in text
        assert "On the word of" in text or "In the document’s own words" in text
        assert row.xpath(".//blockquote")
        assert row.xpath(".//dt[.='Rule']")


def test_what_did_not_happen_is_shown_as_such(html: str) -> None:
    """Denied, announced, hypothetical and general rows carry a badge and no other row does."""
    page = lxml.html.fromstring(html)
    badged = page.xpath("//section[@id='reports']//article[.//strong[contains(@class,'not')]]")
    assert len(badged) == 6
    assert all("is-happened" not in row.get("class") for row in badged)


def test_a_speaker_chain_is_outermost_first(html: str) -> None:
    """Who is quoted and whom that speaker cites are both there, in order."""
    assert "an adviser, citing the foreign minister" in html


def test_the_entities_behind_the_codes_are_printed(html: str) -> None:
    """Five polities with their dates and what the code loses."""
    page = lxml.html.fromstring(html)
    rows = [
        " ".join(" ".join(row.itertext()).split())
        for row in page.xpath("//section[@id='basis']//table")[0].xpath(".//tbody/tr")
    ]
    assert len(rows) == 5
    assert "Azerbaijan Democratic Republic state 28 May 1918 28 April 1920" in rows[2]


def test_an_empty_dyad_gets_an_honest_page() -> None:
    """Without reports and documents the page says that it knows nothing."""
    page = render(DossierData(a="TUR", b="ISL", a_name="Turkey", b_name="Iceland"))
    text = lxml.html.fromstring(page).text_content()
    assert "That is a statement about the documents, not about the relation" in text
    assert "not zero" in text
    assert "vegaEmbed=" not in page
    assert len(page) < 60_000


def test_few_documents_get_no_mean(data: DossierData) -> None:
    """With a higher bar no mean is drawn and the page says so."""
    assert "No mean is drawn: no decade has 99 independent documents" in render(replace(data, minimum=99))


def test_json_can_never_be_markup() -> None:
    """No angle bracket, ampersand or line separator leaves the escape; the value comes back."""
    value = {"a": "</script><!--&\u2028\u2029\r\n\x00\x7fé👩‍🚒", "b": ["\ud800"]}
    text = dump(value)
    assert not set("<>&\u2028\u2029\r\n\x00") & set(text)
    assert json.loads(text) == value
    text.encode()


def test_a_place_that_cannot_be_written_is_named(data: DossierData, tmp_path: Path) -> None:
    """The message has the path and what to do."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DragomanError, match="Choose another place with -o"):
        build(replace(data, reports=(), claims=()), tmp_path / "file" / "dossier.html")
