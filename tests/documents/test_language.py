"""The language of blocks and documents."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from dragoman.documents import read_text
from dragoman.documents.language import by_rules

SAMPLES = {
    "en": "The ministers of the two countries met in the capital and agreed to open the border.",
    "ru": "Министры двух стран встретились в столице и договорились открыть границу для торговли.",
    "uk": "Міністри двох країн зустрілися у столиці та домовилися відкрити кордон для торгівлі.",
    "tr": "İki ülkenin bakanları başkentte bir araya geldi ve sınırın açılması için anlaştı.",
    "az": "İki ölkənin nazirləri paytaxtda görüşüb və sərhədin açılması üçün razılığa gəlib.",
    "az-Cyrl": "Ики өлкәнин назирләри пајтахтда ҝөрүшүб вә сәрһәдин ачылмасы үчүн разылыға ҝәлиб.",
    "de": "Die Minister der beiden Länder haben sich in der Hauptstadt getroffen und die Grenze geöffnet.",
    "fr": "Les ministres des deux pays se sont rencontrés dans la capitale et ont ouvert la frontière.",
    "be": "Міністры дзвюх краін сустрэліся ў сталіцы і дамовіліся адкрыць мяжу для гандлю.",
    "bg": "Министрите казаха, че границата ще бъде отворена, след като договорът бъде подписан.",
    "kk": "Екі елдің министрлері астанада кездесіп, шекараны ашу туралы және сауда бойынша келісті.",
    "fa": "وزیران دو کشور در پایتخت دیدار کردند و برای گشودن مرز به توافق رسیدند که این را تأیید کرد.",
    "hy": "Երկու երկրների նախարարները հանդիպեցին մայրաքաղաքում։",
    "ka": "ორი ქვეყნის მინისტრები დედაქალაქში შეხვდნენ ერთმანეთს.",
}


@pytest.mark.parametrize("language", sorted(SAMPLES))
def test_sentences_are_recognised_by_rules(language: str) -> None:
    """Script, letters and function words settle an ordinary sentence."""
    assert by_rules(SAMPLES[language]) == language


@pytest.mark.parametrize("language", sorted(SAMPLES))
def test_the_block_before_does_not_mislead(language: str) -> None:
    """An expected language is only a short cut."""
    for expected in SAMPLES:
        assert by_rules(SAMPLES[language], expected) == language


def test_every_block_has_its_own_language() -> None:
    """An abstract in another language is marked as such; the document takes the language of most text."""
    doc = read_text("\n\n".join([SAMPLES["en"]] * 3 + ["РЕЗЮМЕ", SAMPLES["uk"]]))
    assert [block.language for block in doc.blocks] == ["en", "en", "en", "uk", "uk"]
    assert doc.language == "en"


def test_names_in_foreign_letters_do_not_mislead() -> None:
    """Turkish and Azerbaijani names leave an English sentence English."""
    text = "Recep Tayyip Erdoğan and İlham Əliyev said that the two countries would sign it in Gəncə."
    assert by_rules(text) == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "tr",
            "Yunan çiftçiler yolları kapattı. Kasırga kıyıları vurdu, balıkçılar limana sığındı.",
        ),
        (
            "az",
            "Nazirlər Gəncədə toplaşdı. Qasırğa sahili dağıtdı, balıqçılar limana sığındı.",
        ),
        (
            "ru",
            "Женевское озеро лежит между горами. Саранча опустошила поля, рыбаки вернулись засветло.",
        ),
    ],
)
def test_a_paragraph_without_function_words_goes_on_as_before(language: str, text: str) -> None:
    """Letters suffice where the text was in that language before; its neighbours would need others."""
    doc = read_text(SAMPLES[language] + "\n\n" + text)
    assert [block.language for block in doc.blocks] == [language, language]


def test_no_long_sentence_lacks_the_commonest_letters_of_its_language() -> None:
    """Words that Turkish and Azerbaijani share are Turkish in a text without a single "ə"."""
    text = "Bu iki kitap bir hafta içinde satıldı; bu iki film ise her gün bir salonda oynuyor, salon dolu."
    assert by_rules(text) == "tr"
    assert by_rules(text, "az") == "tr"


def test_a_named_language_decides_what_is_open() -> None:
    """The user's word is taken where the rules are silent, not against a plain paragraph."""
    doc = read_text("Baku\n\n" + SAMPLES["ru"] + "\n\n" + SAMPLES["en"], language="ru")
    assert [block.language for block in doc.blocks] == ["en", "ru", "en"]
    assert doc.language == "ru"
    assert read_text("Ankara Moskova", language="tr").blocks[0].language == "tr"


def test_the_model_is_only_loaded_where_needed() -> None:
    """Plain paragraphs never import the language identifier."""
    loaded = "py3langid" in sys.modules
    read_text("\n\n".join(SAMPLES[name] for name in ("en", "ru", "uk", "tr", "az")))
    assert ("py3langid" in sys.modules) == loaded


def test_what_no_rule_knows_goes_to_the_model() -> None:
    """Finnish has no rules here and is still named by no wrong one of ours."""
    assert by_rules("Kahden maan ministerit tapasivat pääkaupungissa sopiakseen rajan avaamisesta.") is None


def test_numbers_have_no_language() -> None:
    """Where there is nothing to read the language stays open."""
    assert read_text("1992 - 1995: 17").language == "und"


def test_no_order_of_a_set_decides() -> None:
    """Mixed lines get the same language in processes that hash words in different ways."""
    asked = (
        "from dragoman.documents.language import by_rules\n"
        "parts = ['Şəkil 3', 'İstanbul', 'Kaynakça ı', 'published by the', 'и что', 'Авторы', 'ğ ə ö ü']\n"
        "mixed = [' '.join((a, b, c)) for a in parts for b in parts for c in parts]\n"
        "print([by_rules(line) for line in mixed])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", asked],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1


def test_a_line_too_short_goes_with_the_text_before_it() -> None:
    """A short paragraph between two languages is of the one before it, a heading of the one behind it."""
    parts = [SAMPLES["tr"], "Ermenistan sınırı kapattı.", SAMPLES["az"], "РЕЗЮМЕ", SAMPLES["uk"]]
    found = [block.language for block in read_text("\n\n".join(parts)).blocks]
    assert found == ["tr", "tr", "az", "uk", "uk"]
