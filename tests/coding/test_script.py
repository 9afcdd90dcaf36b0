"""Azerbaijani in Cyrillic: read letter by letter as Latin, proved on the letters that stand there."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.rules import RuleCoder
from dragoman.coding.script import for_reading
from dragoman.coding.stream import code_stream
from dragoman.documents import read_text
from dragoman.languages.script import letters
from dragoman.model import Block, Document, prove

LATIN = "Türkiyə 9 noyabr 1991-ci ildə Azərbaycanı tanıdı."
CYRILLIC = "Түркијә 9 нојабр 1991-ҹи илдә Азәрбајҹаны таныды."


def test_letters_are_one_for_one() -> None:
    """Each Cyrillic letter has one Latin one, capitals too; the dotted and the dotless i keep apart."""
    table = letters("az-Cyrl")
    assert CYRILLIC.translate(table) == LATIN
    assert "ИЫ иы".translate(table) == "İI iı"
    assert all(len(own) == 1 for own in table.values())
    assert letters("az") == {}
    assert letters("ru-Latn") == {}


def test_both_scripts_are_coded_alike() -> None:
    """The same sentence gives the same report in both scripts, each proved on its own letters."""
    coder = RuleCoder()
    latin = coder.code(read_text(LATIN, language="az"))
    doc = read_text(CYRILLIC, language="az-Cyrl")
    cyrillic = coder.code(doc)
    assert cyrillic.problems == ()
    [one], [other] = latin.reports, cyrillic.reports
    assert (other.event, other.date) == (one.event, one.date) == ("SUPPORT", "1991-11-09")
    assert [p.code for p in (*other.actor, *other.recipient)] == ["TUR", "AZE"]
    for part in (other.trigger, other.sentence, *other.actor, *other.recipient):
        prove(CYRILLIC, (part.start, part.stop), part.text)
    for piece in other.evidence:
        prove(CYRILLIC, (piece.start, piece.stop), piece.quote)


@given(st.text(alphabet="абҝҹЖИ xyz\n.", max_size=40), st.text(alphabet="абҝ xyz", max_size=20))
def test_places_stay(first: str, second: str) -> None:
    """Only paragraphs in the other script change, and no letter moves."""
    text = first + second
    blocks = (
        Block(0, len(first), "paragraph", "az-Cyrl"),
        Block(len(first), len(text), "paragraph", "ru"),
    )
    doc = Document(id="x", path="-", text=text, blocks=blocks, language="az-Cyrl")
    made = for_reading(doc).doc
    assert len(made.text) == len(text)
    assert made.text[len(first) :] == second
    assert [(b.start, b.stop) for b in made.blocks] == [(b.start, b.stop) for b in blocks]


def test_a_given_pair_is_coded_in_both_scripts() -> None:
    """A stream's line with given spans has the same class in both scripts, with quotes as they stand."""
    for text, language in ((LATIN, "az"), (CYRILLIC, "az-Cyrl")):
        actor, recipient = [0, 7], [text.index(" ", 24) + 1, text.rindex(" ")]
        line = {
            "id": 1,
            "text": text,
            "language": language,
            "given": {"actor": [actor], "recipient": [recipient]},
        }
        [answer] = code_stream([json.dumps(line).encode()], coder=RuleCoder(), read=read_text)
        [report] = json.loads(answer.line)["reports"]
        assert report["event"] == "SUPPORT"
        assert text[actor[0] : actor[1]] == report["actor"][0]["text"]
        assert report["trigger"]["text"] in text


def test_turkish_without_its_letters() -> None:
    """It is read as if it had them, proved as it stands; one letter of Turkish, and all is left alone."""
    bare = "Turkiye, Azerbaycan'in bagimsizligini 9 Kasim 1991'de tanidi."
    [report] = RuleCoder().code(read_text(bare, language="tr")).reports
    assert (report.event, report.date, report.trigger.text) == ("SUPPORT", "1991-11-09", "tanidi")
    assert report.sentence.text == bare
    mixed = read_text(f"{bare} Şubat soğuktu.", language="tr")
    assert for_reading(mixed).doc is mixed
