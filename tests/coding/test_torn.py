"""Words and sentences that a line or a page tore apart: read as whole, proved as they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.explain import explain
from dragoman.coding.rules import RuleCoder
from dragoman.coding.torn import mended
from dragoman.documents import read_text
from dragoman.model import Block, Document

TORN = (
    "In 1992 President Ozal paid a return visit to Azer-\n\nbaijan. In May Tur-\nkey recognised Mace-\ndonia."
)


def _doc(text: str) -> Document:
    return Document(
        id="x", path="x", text=text, blocks=(Block(0, len(text), "paragraph", "en"),), language="en"
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("to Azer-\n\nbaijan. Next", "to Azerbaijan   . Next"),
        ("the Tur-\nkish army", "the Turkish   army"),
        ("die tür\u00ad\nkische", "die türkische  "),
        ("Azer\u00adbai\u00adjan met", "Azerbaijan   met"),
        ("Tur\u200bkey", "Turkey "),
        ("Azer\u00ad\nbai\u00adjan", "Azerbaijan   "),
        ("Ruſſia and Perſia", "Russia and Persia"),
        ("a\u00ad b", "a\u00ad b"),
        ("Tu\u0308rkiye", "Türkiye "),
        ("Росси\u0301я призна\u0301ла", "Россия  признала "),
        ("Кита\u0438\u0306 и", "Китай  и"),
        ("i\u0307stanbul", "istanbul "),
        ("I\u0307stanbul'un", "İstanbul 'un"),
        ("\u0301 \u00ad", "\u0301 \u00ad"),
        ("Anglo-\nRussian", "Anglo-\nRussian"),
        ("in 1918-\nas before", "in 1918-\nas before"),
        ("ties in various\n\nfields of culture", "ties in various  fields of culture"),
        ("ties cooled.\n\nfields of culture", "ties cooled.\n\nfields of culture"),
        ("ties in various\nfields", "ties in various\nfields"),
    ],
)
def test_what_is_read(text: str, read: str) -> None:
    """As long as the original, whole words, no empty line within a sentence."""
    assert mended(_doc(text))[0] == read
    assert len(read) == len(text)


def test_reports_are_proved_as_they_stand() -> None:
    """Names are known, and every quote is the torn text itself."""
    doc = read_text(TORN, language="en")
    coding = RuleCoder().code(doc)
    assert [r.event for r in coding.reports] == ["CONSULT", "SUPPORT"]
    visit, recognition = coding.reports
    assert [(p.code, p.text) for p in visit.recipient] == [("AZE", "Azer-\n\nbaijan")]
    assert [(p.code, p.text) for p in recognition.recipient] == [("MKD", "Mace-\ndonia")]
    assert visit.sentence.text == "In 1992 President Ozal paid a return visit to Azer-\n\nbaijan."
    for report in coding.reports:
        assert all(TORN[e.start : e.stop] == e.quote for e in report.evidence)
    made = [one for one in explain(doc) if one.predicates]
    assert [TORN[one.start : one.stop] for one in made] == [one.sentence for one in made]
    assert made[0].sentence == visit.sentence.text


@given(st.text(alphabet="aBuи é-\u00ad\u200b\u0301\u0308\n.,9", max_size=40))
def test_places_stay(text: str) -> None:
    """The readable text is as long; a torn word ends where it does in the original, and loses only marks."""
    read, torn = mended(_doc(text))
    assert len(read) == len(text)
    assert torn.begins == sorted(torn.begins)
    for begin, end in zip(torn.begins, torn.ends, strict=True):
        assert begin < end
        assert torn.stop(begin) <= begin
        assert torn.stop(begin + 1) == torn.stop(end) == end
        letters = [char for char in text[begin:end] if char.isalpha()]
        assert sum(char.isalpha() for char in read[begin:end]) == len(letters)
