"""What must hold for any text: every span is proven, nothing raises, the same text gives the same answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.actors import scanner
from dragoman.codebook import load as load_codebook
from dragoman.coding.base import Coding
from dragoman.coding.given import classify
from dragoman.coding.rules import RuleCoder
from dragoman.coding.segment import sentences
from dragoman.languages import SUPPORTED, load
from dragoman.model import Block, Claim, Document, Report, prove
from dragoman.model.errors import ProofError

_POOL = {
    "en": (
        "Turkey recognised Azerbaijan on 9 November 1991.",
        "Iran and Iraq accused each other of espionage last week.",
        "Both countries signed the Treaty of Kars, Mr. Demir said.",
        "Ethiopian shelling killed 12 Eritrean soldiers and wounded 30.",
        "The U.S. president will not visit İstanbul, according to Reuters.",
        "Relations between Turkey and Russia deepened in 1995.",
        "They agreed to meet again two days later.",
        "Turkey's recognition of Armenia, it said, was “a first step” [6].",
        "If Poland sends tanks to Ukraine, Russia may attack Moldova's depots.",
    ),
    "ru": (
        "Турция признала независимость Азербайджана 9 ноября 1991 года.",
        "Президенты Ирана и Ирака встретились в Багдаде на прошлой неделе.",
        "Обе страны подписали договор о дружбе, сообщил министр.",
        "Эфиопия обстреляла Эритрею, погибли 12 человек.",
        "Турецко-российские отношения ухудшились в 1995 г.",
        "Россия не признает Армению, заявил посол Грузии.",
        "Через два дня они возобновили переговоры.",
    ),
    "uk": (
        "Угоду між Польщею і Литвою підписано 10 листопада 2020 р.",
        "Якби Польща надіслала танки, Росія напала б на Молдову.",
        "Сейм так і не ратифікував договору з Литвою.",
        "Відносини України з Росією погіршилися у 2014 році.",
        "Через два роки вони відновили переговори.",
    ),
    "tr": (
        "Türkiye, Azerbaycan'ın bağımsızlığını 9 Kasım 1991'de tanıdı.",
        "İran ile Irak geçen hafta birbirini casuslukla suçladı.",
        "Polonya Ukrayna'ya tank gönderirse Rusya Moldova'ya saldırabilir.",
        "Bakan, “İki ülke anlaşmayı imzalayacak” dedi.",
        "Yunanistan'ın İtalya'ya verdiği nota 5. maddeye dayanıyordu.",
        "Türk-Rus ilişkileri 1995'te kötüleşti.",
        "İki yıl sonra görüşmelere yeniden başladılar.",
    ),
    "az": (
        "Türkiyə Azərbaycanın müstəqilliyini 9 noyabr 1991-ci ildə tanıdı.",
        "İran ilə İraq ötən həftə bir-birini casusluqda ittiham edib.",
        "Polşa Ukraynaya tank göndərərsə, Rusiya Moldovaya hücum edə bilər.",
        "Nazir bildirib ki, iki ölkə müqaviləni imzalayacaq.",
        "ABŞ-ın Bakıdakı səfiri XX əsrin əvvəllərindən danışdı.",
        "Türkiyə-Rusiya münasibətləri 1995-ci ildə pisləşdi.",
        "İki il sonra danışıqlara yenidən başladılar.",
    ),
}
_NOISE = (
    *(
        "😀",
        "👩\u200d👩\u200d👧",
        "🇹🇷",
        "\r\n",
        "\n\n",
        "\u00a0",
        "\u202f",
        "\u200b",
        "\u00ad",
        "\ufeff",
        "\t",
    ),
    *(
        "e\u0301",
        "й",
        "\u0301",
        "İ",
        "ı",
        "ß",
        "ﬁ",
        "Ω",
        "𝔗",
        "Иран",
        "Türkiye",
        "العراق",
        "伊朗",
        "«",
        "—",
        "…",
    ),
    *("'s", "’", "-", "/", "(", "]", "%", "$5", "1.5", "2000", "\x00", "\u2028", "\u0130", "\U0010ffff"),
)
_GARBLED: tuple[Callable[[str], str], ...] = (
    str,
    str,
    str.upper,
    str.swapcase,
    lambda text: text.replace("i", "ı"),
    lambda text: text.replace("s", "ſ"),
    lambda text: text[: len(text) // 2] + " , " + text[len(text) // 2 :],
    lambda text: normalize("NFD", text),
    lambda text: normalize("NFKD", text),
)
"""What capitals, old prints, bad type and other normal forms make of a sentence."""
_settings = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a language and a paragraph: sentences of the pool with noise between and inside them."""
    language = draw(st.sampled_from(SUPPORTED))
    pieces = draw(st.lists(st.sampled_from(_POOL[language]), min_size=1, max_size=4))
    noisy = []
    for piece in pieces:
        for noise in draw(st.lists(st.sampled_from(_NOISE), max_size=3)):
            at = draw(st.integers(0, len(piece)))
            piece = piece[:at] + noise + piece[at:]
        noisy.append(draw(st.sampled_from(_GARBLED))(piece))
    return language, draw(st.sampled_from([" ", "\r\n", "\u00a0", "  "])).join(noisy)


documents = st.lists(paragraphs(), min_size=1, max_size=3)


def make(parts: list[tuple[str, str]], name: str = "d") -> Document:
    """Make a document of (language, paragraph) parts."""
    text = ""
    blocks = []
    for language, part in parts:
        text += "\r\n\r\n" if text else "\u202f"
        blocks.append(Block(len(text), len(text) + len(part), "paragraph", language))
        text += part
    return Document(id=name, path="-", text=text, blocks=tuple(blocks))


def quotes(row: Any) -> Iterator[tuple[int, int, str]]:
    """Yield (start, stop, quote) of everything in a JSON object that has a place in the text."""
    if isinstance(row, dict):
        if "start" in row:
            yield row["start"], row["stop"], row["text"] if "text" in row else row["quote"]
        for value in row.values():
            yield from quotes(value)
    elif isinstance(row, list):
        for value in row:
            yield from quotes(value)


def objects(coding: Coding) -> list[Any]:
    """Return everything coded after a round trip through JSON."""
    rows = [
        *(report.to_json() for report in coding.reports),
        *(claim.to_json() for claim in coding.claims),
        *(mention.to_json() for mention in coding.mentions),
    ]
    return [json.loads(json.dumps(row)) for row in rows]


@_settings
@given(documents)
def test_every_span_reproduces_its_quote(parts: list[tuple[str, str]]) -> None:
    """Reports, claims and mentions carry spans in code points that prove, JSON round trip included."""
    doc = make(parts)
    coding = RuleCoder().code(doc)
    everything: list[Report | Claim] = [*coding.reports, *coding.claims]
    for found in everything:
        prove(doc.text, (found.trigger.start, found.trigger.stop), found.trigger.text)
        prove(doc.text, (found.sentence.start, found.sentence.stop), found.sentence.text)
        assert found.evidence
        assert found.sentence.start <= found.trigger.start
        assert found.trigger.stop <= found.sentence.stop
    for row in objects(coding):
        for start, stop, quote in quotes(row):
            prove(doc.text, (start, stop), quote)


@_settings
@given(documents)
def test_fields_have_their_evidence(parts: list[tuple[str, str]]) -> None:
    """A side, a date, an agreement, a count: each has a piece of evidence that names its field."""
    coding = RuleCoder().code(make(parts))
    for report in coding.reports:
        fields = {piece.field for piece in report.evidence}
        assert "event" in fields
        for name in ("actor", "recipient", "speakers", "agreement", "date"):
            assert bool(getattr(report, name)) <= (name in fields), name
        assert all(f"counts.{name}" in fields for name in report.counts)
        assert (report.date is None) == (report.date_basis is None)
        assert 0 < report.confidence <= 1


def test_the_pool_is_coded() -> None:
    """Without noise the pool gives reports and claims in both languages, so the properties bite."""
    for language, pool in _POOL.items():
        coding = RuleCoder().code(make([(language, sentence) for sentence in pool]))
        assert len(coding.reports) >= 4, language
        assert coding.claims, language
        assert len(coding.mentions) >= 8, language


def test_a_wrong_span_is_refused() -> None:
    """The check that the properties rest on fails for offsets in UTF-16 or bytes."""
    text = "😀 Turkey recognised Azerbaijan."
    with pytest.raises(ProofError):
        prove(text, (3, 9), "Turkey")
    prove(text, (2, 8), "Turkey")


@pytest.mark.parametrize("language", SUPPORTED)
@settings(max_examples=120, deadline=None, derandomize=True, database=None)
@given(text=st.text(max_size=200))
@example(text="\ud7ff\ue000")
@example(text="Turkey's")
@example(text="İİİ Turkey attacked İran")
@example(text="1918-19-20")
@example(text="'s 's 's of of by to")
def test_any_text(language: str, text: str) -> None:
    """No text makes the coder raise, and what it finds is proven."""
    doc = make([(language, text)])
    for row in objects(RuleCoder().code(doc)):
        for start, stop, quote in quotes(row):
            prove(doc.text, (start, stop), quote)


_WORDS = st.sampled_from(
    [
        *sorted({word for pool in _POOL.values() for sentence in pool for word in sentence.split()}),
        *("and", "of", "the", "'s", ",", "that", "which", "by", "to", "between", "и", "что", "который", "не"),
    ]
)


@pytest.mark.parametrize("language", SUPPORTED)
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(words=st.lists(_WORDS, max_size=25))
def test_any_order_of_words(language: str, words: list[str]) -> None:
    """Words in any order, ungrammatical as it may be, are read without an error and with proof."""
    doc = make([(language, " ".join(words))])
    for row in objects(RuleCoder().code(doc)):
        for start, stop, quote in quotes(row):
            prove(doc.text, (start, stop), quote)


@pytest.mark.parametrize("language", SUPPORTED)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(text=st.text(max_size=120))
def test_any_text_into_the_parts(language: str, text: str) -> None:
    """Names, dates and sentences of any text lie in it, in order; a given pair never raises."""
    grammar = load(language)
    cut = sentences(text, 0, len(text), grammar.pack.boundaries)
    assert "".join("".join(text[a:b].split()) for a, b in cut) == "".join(text.split())
    for spans in (
        cut,
        [(t.start, t.stop) for t in grammar.dates.find(text, 0, len(text))],
    ):
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert all(0 <= m.start < m.stop <= len(text) for m in scanner(language).scan(text))
    if text:
        classify(text, grammar, [(0, len(text))], [], load_codebook())


@_settings
@given(documents)
def test_coding_twice_gives_the_same(parts: list[tuple[str, str]]) -> None:
    """The same document gives equal results, from one coder and from another."""
    doc = make(parts)
    coder = RuleCoder()
    assert coder.code(doc) == coder.code(doc) == RuleCoder().code(doc)


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(documents)
def test_word_caches_change_nothing(parts: list[tuple[str, str]]) -> None:
    """Emptied word caches give what full ones give."""
    doc = make(parts)
    warm = RuleCoder().code(doc)
    for language in SUPPORTED:
        load(language).words.clear()
    assert RuleCoder().code(doc) == warm


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(st.lists(documents, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_order_of_documents_does_not_matter(parts: list[list[tuple[str, str]]], random: Any) -> None:
    """A document's codes do not depend on what was coded before it."""
    docs = [make(part, str(number)) for number, part in enumerate(parts)]
    coder = RuleCoder()
    straight = {doc.id: coder.code(doc) for doc in docs}
    random.shuffle(docs)
    shuffled = {doc.id: coder.code(doc) for doc in docs}
    assert shuffled == straight


def test_version_is_stable() -> None:
    """The version of a coder depends on program, codebook and lexicons alone."""
    assert RuleCoder().version == RuleCoder().version
    assert RuleCoder().version != RuleCoder("RUS").version
