"""What the coder leaves: apparatus, languages without a pack, headings that only lend their date."""

from __future__ import annotations

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.model import APPARATUS, Block, Document, parse_edtf

_EVENT = "Turkey recognised Azerbaijan."


def document(*parts: tuple[str, str, str], published: str | None = None) -> Document:
    """Make a document of (kind, language, text) parts, a blank line between them."""
    text = ""
    blocks = []
    for kind, language, part in parts:
        text += "\n\n" if text else ""
        blocks.append(Block(len(text), len(text) + len(part), kind, language))  # type: ignore[arg-type]
        text += part
    day = parse_edtf(published) if published else None
    return Document(id="d", path="-", text=text, blocks=tuple(blocks), published=day)


@pytest.mark.parametrize("kind", sorted(APPARATUS))
def test_apparatus_is_never_coded(kind: str) -> None:
    """References, notes, captions and the like give no report, claim, mention or problem."""
    coding = RuleCoder().code(document((kind, "en", _EVENT), (kind, "uz", _EVENT)))
    assert coding == type(coding)()


@pytest.mark.parametrize("kind", ["paragraph", "item", "quote", "heading", "title", "table"])
def test_text_is_coded(kind: str) -> None:
    """Every kind of block that is no apparatus is read."""
    coding = RuleCoder().code(document((kind, "en", _EVENT)))
    assert [report.event for report in coding.reports] == ["SUPPORT"]


def test_language_without_a_pack_is_left_and_named() -> None:
    """Paragraphs in other languages are counted by language, and the rest is coded all the same."""
    coding = RuleCoder().code(
        document(
            ("paragraph", "bg", "Турция призна Азербайджан."),
            ("paragraph", "en", _EVENT),
            ("paragraph", "bg", "Турция призна Грузия."),
            ("paragraph", "und", "..."),
        )
    )
    assert [report.event for report in coding.reports] == ["SUPPORT"]
    assert coding.problems == (
        "paragraphs left because they are in 'bg', which has no language pack: 2.",
        "paragraphs left because their language could not be told: 1. "
        "If you know it, add the file again with it: --language en.",
    )


def test_two_languages_in_one_document() -> None:
    """Each block is read by the grammar of its own language."""
    coding = RuleCoder().code(
        document(("paragraph", "en", _EVENT), ("paragraph", "ru", "Турция признала Грузию."))
    )
    assert [(r.language, r.event, r.recipient[0].code) for r in coding.reports] == [
        ("en", "SUPPORT", "AZE"),
        ("ru", "SUPPORT", "GEO"),
    ]
    assert all(r.rule.startswith(f"{r.language}/frames/") for r in coding.reports)


def test_heading_lends_its_date() -> None:
    """A line under a dated heading has that date, inherited, with its span in the heading."""
    doc = document(("heading", "en", "9 November 1991"), ("paragraph", "en", _EVENT))
    (report,) = RuleCoder().code(doc).reports
    assert (report.date, report.date_basis) == ("1991-11-09", "inherited")
    (piece,) = [e for e in report.evidence if e.field == "date"]
    assert doc.text[piece.start : piece.stop] == piece.quote == "9 November 1991"
    assert piece.basis == "inherited"


def test_undated_heading_ends_the_date() -> None:
    """A heading without a date takes the date of the one before it away."""
    doc = document(
        ("heading", "en", "9 November 1991"), ("heading", "en", "Aftermath"), ("paragraph", "en", _EVENT)
    )
    (report,) = RuleCoder().code(doc).reports
    assert report.date is None


def test_names_are_read_as_of_the_day() -> None:
    """Where no date is known, names are read as of today and carry the basis "assumed"."""
    (report,) = RuleCoder().code(document(("paragraph", "en", _EVENT))).reports
    assert {p.basis for p in (*report.actor, *report.recipient)} == {"assumed"}
    dated = document(("paragraph", "en", _EVENT), published="1991-11-10")
    (report,) = RuleCoder().code(dated).reports
    assert "assumed" not in {p.basis for p in (*report.actor, *report.recipient)}


def test_assume_none_leaves_the_side_open() -> None:
    """With ``assume="none"`` a name whose bearer depends on the date gets no code."""
    doc = document(("paragraph", "en", _EVENT))
    codes = {p.code for r in RuleCoder().code(doc, assume="none").reports for p in (*r.actor, *r.recipient)}
    assert codes <= {None}


def test_empty_documents() -> None:
    """No text, no blocks, blank blocks: nothing is coded and nothing fails."""
    for doc in (document(), document(("paragraph", "en", "")), document(("paragraph", "en", " \n\t "))):
        coding = RuleCoder().code(doc)
        assert (coding.reports, coding.claims) == ((), ())


def test_colon_lends_its_date_to_the_points() -> None:
    """The points of a list that a colon opens bear the date of the sentence before; other lists do not."""
    intro = "On 16 March 1921 Chile signed a treaty with Peru"
    points = [
        ("item", "en", "Chile agreed to open the border."),
        ("item", "en", "Peru ceded the port to Chile."),
    ]
    opened = RuleCoder().code(document(("paragraph", "en", f"{intro}. Its points:"), *points)).reports
    assert [report.date for report in opened] == ["1921-03-16"] * 3
    plain = RuleCoder().code(document(("paragraph", "en", f"{intro}."), *points)).reports
    assert [report.date for report in plain] == ["1921-03-16", None, None]


def test_sentence_without_an_event_lends_its_date() -> None:
    """The date of a sentence in which nothing is to be coded holds for the next one."""
    text = "It was the third of the month, 3 May 1921, and it rained. Chile attacked Peru."
    assert [report.date for report in RuleCoder().code(document(("paragraph", "en", text))).reports] == [
        "1921-05-03"
    ]
