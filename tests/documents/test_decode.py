"""Encodings are found from the bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.documents.decode import clean, decode
from dragoman.documents.mojibake import mojibake
from dragoman.model.errors import DocumentError

RUSSIAN = (
    "Министры двух стран подписали в столице соглашение о торговле. Переговоры продолжались три дня, "
    "и стороны договорились встретиться снова осенью."
)
TURKISH = "İki ülkenin dışişleri bakanları Ankara'da görüştü; yeni anlaşma yarın imzalanacak, dedi."
FRENCH = "Les deux pays ont signé un traité après des négociations difficiles à Genève."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866", "iso-8859-5"]
)
def test_cyrillic_encodings_are_recognised(encoding: str) -> None:
    """Russian prose comes back whole from every encoding it is usually found in."""
    found = decode(RUSSIAN.encode(encoding))
    assert (found.text, found.encoding) == (RUSSIAN, encoding)


@pytest.mark.parametrize("case", [str.upper, str.lower, str.title])
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
def test_case_does_not_mislead(encoding: str, case: object) -> None:
    """Capitals of one Cyrillic encoding are small letters of another; both are told apart."""
    text = case(RUSSIAN)  # type: ignore[operator]
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_win_and_vanish(mark: str) -> None:
    """A byte order mark decides and does not stay in the text."""
    assert decode(RUSSIAN.encode(mark)).text == RUSSIAN


def test_turkish_and_western_single_bytes() -> None:
    """The letters that Turkish puts where Icelandic stands in windows-1252 decide."""
    assert decode(TURKISH.encode("windows-1254")).text == TURKISH
    assert decode(TURKISH.encode("windows-1254")).encoding == "iso-8859-9"
    assert decode(("“" + TURKISH + "”").encode("windows-1254")).encoding == "windows-1254"
    assert decode(FRENCH.encode("windows-1252")).text == FRENCH


def test_declared_encoding_is_used_after_utf8() -> None:
    """A page's own word counts only where the bytes are not UTF-8."""
    assert decode("Łódź jest tu".encode("iso-8859-2"), declared="iso-8859-2").text == "Łódź jest tu"
    assert decode(RUSSIAN.encode(), declared="windows-1251").text == RUSSIAN


def test_few_broken_bytes_are_named() -> None:
    """A damaged place in UTF-8 is shown as U+FFFD and counted, the rest stays."""
    data = RUSSIAN.encode()
    found = decode(data[:41] + b"\xff" + data[41:])
    assert "\ufffd" in found.text
    assert found.problems
    assert "first at byte 41" in found.problems[0]


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x80\x81\x8d\x8f\x90\x9d" * 50, b"\x00\x01\x02\x03" * 300]
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    """Noise is an error, not a text."""
    with pytest.raises(DocumentError):
        decode(data)


def test_clean_keeps_places() -> None:
    """Null characters and lone surrogates are replaced one for one, so spans stay."""
    text, problems = clean("a\x00b\ud800c")
    assert text == "a\ufffdb\ufffdc"
    assert problems[0].startswith("2 ")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_round_trip(text: str) -> None:
    """Whatever is written as UTF-8 is read unchanged."""
    assert decode(text.encode("utf-8-sig")).text == text
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@settings(deadline=None)
@given(st.text("абвгдежзиклмнопрстуфхцчшщыьэюя .,", min_size=1))
def test_utf16_round_trip(text: str) -> None:
    """UTF-16 with a mark is read unchanged."""
    assert decode(text.encode("utf-16")).text == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (RUSSIAN.encode().decode("cp1252", "ignore"), "UTF-8 read as"),
        (RUSSIAN.encode().decode("latin-1"), "UTF-8 read as"),
        (RUSSIAN.encode().decode("cp1251", "replace"), "UTF-8 read as cp1251"),
        (TURKISH.encode().decode("cp1252", "ignore"), "UTF-8 read as"),
        (RUSSIAN.encode("cp1251").decode("cp1252"), "windows-1251"),
        (RUSSIAN.encode("cp1251").decode("koi8-r"), "another code page"),
        (RUSSIAN.encode("ascii", "replace").decode(), "letters were lost"),
        ((TURKISH + " Başbakanlık sınırı açıldı.").encode("cp1254").decode("cp1252"), "Turkish"),
        ("Antlaþma imzalandý. Dýþiþleri Bakaný þöyle dedi: iliþkiler geliþti.", "Turkish"),
    ],
)
def test_mojibake_is_named(text: str, words: str) -> None:
    """Text that was spoiled before it was saved is kept and named."""
    found = mojibake(text)
    assert found is not None
    assert words in found


@pytest.mark.parametrize(
    "text",
    [RUSSIAN, TURKISH, FRENCH, RUSSIAN.upper(), "Þór says that Ísland and Norður-Ameríka signed it.",
     "Ärger über Öl: die Straße nach Köln.", "Міністри України і Туреччини зустрілися.", "What??? Really??",
     "РСФСР и СССР. РФ, СНГ; РТ. Р. С. Т. У."],
)  # fmt: skip
def test_sound_text_is_not_called_mojibake(text: str) -> None:
    """Unusual letters alone spoil nothing."""
    assert mojibake(text) is None


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("koi8-r", "Договор подписан. Стороны довольны."),
        ("cp866", "Договор подписан. Стороны довольны."),
        ("iso-8859-5", "Договор подписан. Стороны довольны."),
        ("koi8-u", "Угоду підписано в столиці. Сторони задоволені її змістом і чекають на зустріч."),
        ("iso-8859-9", "Türkiye ile Azerbaycan arasında yeni bir anlaşma imzalandı, dışişleri açıkladı."),
    ],
)
def test_short_texts_in_old_encodings(encoding: str, text: str) -> None:
    """A few words are enough to tell the encoding."""
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)
