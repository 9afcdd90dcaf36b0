"""Names in all their case forms, against school grammar written here apart from the tables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.actors import registry, scanner
from dragoman.actors.lexicon import Entry
from dragoman.actors.types import ABL, ACC, DAT, GEN, INS, LOC, NOM, PL

_CARRIER = {"uk": ("вчора ", " знову"), "tr": ("dün ", " yine"), "az": ("dünən ", " yenə")}
_PLACES = ("state", "seat", "place")
_BACK, _ROUND = "aıou", "ouöü"


def _entries(language: str, kinds: tuple[str, ...]) -> Iterator[Entry]:
    scanner(language)
    for entry in registry().entries:
        if (
            entry.language == language
            and entry.kind in kinds
            and entry.flags.isdisjoint({"titled", "hyphen"})
        ):
            yield entry


def _refs(entry: Entry) -> set[str]:
    return {reading.ref for reading in entry.readings}


def _case(language: str, form: str, entry: Entry) -> int | None:
    """Return the case bits of ``form`` inside a sentence, None where it is not found whole."""
    before, after = _CARRIER[language]
    if "headed" in entry.flags:
        after = " полк" + after  # the adjective of a city counts only before a role
    for mention in scanner(language).scan(before + form + after):
        if mention.start == len(before) and mention.stop == len(before) + len(form):
            found = registry().entries[mention.key]
            if not found.readings or _refs(found) & _refs(entry):
                return mention.case
    return None


def _missed(language: str, entry: Entry, forms: dict[int, list[str]]) -> list[tuple[str, str]]:
    """Return the forms that are not found, or not with their case."""
    bad = []
    for bit, spelled in forms.items():
        for form in spelled:
            case = _case(language, form, entry)
            if case is None or (case & ~PL and not case & bit):
                bad.append((entry.name, form))
    return bad


# -- Turkish and Azerbaijani ---------------------------------------------------------------------


def _lower(word: str) -> str:
    return word.replace("İ", "i").replace("I", "ı").lower()


def _turkic(word: str, language: str, *, owned: bool = False, plural: bool = False) -> dict[int, list[str]]:
    """Attach the case suffixes by vowel harmony, buffer letter and the voice of the last letter."""
    stem = word
    front = "e" if language == "tr" else "ə"
    vowels = [
        c for c in _lower(stem).replace("ə", "e").replace("â", "a").replace("î", "i") if c in "aeıioöuü"
    ]
    last = vowels[-1] if vowels else "e"
    if plural:
        stem += "lar" if last in _BACK else f"l{front}r"
        last = "a" if last in _BACK else "e"
    a = "a" if last in _BACK else front
    i = {(True, False): "ı", (True, True): "u", (False, False): "i", (False, True): "ü"}[
        last in _BACK, last in _ROUND
    ]
    end = _lower(stem)[-1]
    vowel = end in "aeıioöuüəâî"
    d = "t" if language == "tr" and end in "fstkçşhp" else "d"
    if owned:
        cases = {GEN: f"n{i}n", ACC: f"n{i}", DAT: f"n{a}", LOC: f"nd{a}", ABL: f"nd{a}n", INS: f"yl{a}"}
    elif vowel:
        buffer = "y" if language == "tr" else "n"
        cases = {GEN: f"n{i}n", ACC: f"{buffer}{i}", DAT: f"y{a}", LOC: f"d{a}", ABL: f"d{a}n", INS: f"yl{a}"}
    else:
        cases = {GEN: f"{i}n", ACC: i, DAT: a, LOC: f"{d}{a}", ABL: f"{d}{a}n", INS: f"l{a}"}
    # Common nouns write the suffix on; proper names have an apostrophe in Turkish, none in Azerbaijani.
    marks = ("'", "’") if language == "tr" and word[0].isupper() and not plural else ("",)
    return {NOM: [stem], **{bit: [stem + mark + suffix for mark in marks] for bit, suffix in cases.items()}}


# Without its accents a form of the first is the second: Türkü and Turku, Kabil'e and Kabila, Quba and Kuban.
_OTHERS = frozenset({"Turku", "Kabila", "Kuban", "Tartus", "Taçi", "Şamir"})

# Heads of names that carry the suffix of the third person in their citation form.
_OWNED = (
    "Cumhuriyeti", "Birliği", "Devletleri", "Adaları", "Teşkilatı", "Örgütü", "Hükümeti", "hükümeti",
    "Meclisi", "Devleti", "Federasyonu", "İmparatorluğu", "Sarayı", "Kamarası", "Kongresi", "Senatosu",
    "Bakanlığı", "Respublikası", "Cümhuriyyəti", "adaları", "İttifaqı", "Birliyi", "Təşkilatı",
    "Hökuməti", "hökuməti", "Məclisi", "Federasiyası", "imperiyası", "İmperiyası", "sarayı", "Palatası",
    "Konqresi", "Senatı", "Şurası", "Əmirlikləri", "Emirlikleri", "Ərəbistanı", "Rusyası", "Rusiyası",
    "Seymi", "seymi",
)  # fmt: skip


@pytest.mark.parametrize("language", ["tr", "az"])
def test_turkic_places_in_all_cases(language: str) -> None:
    """Every state, capital, city and seat of power is found with each case suffix, by vowel harmony."""
    bad, seen = [], 0
    for entry in _entries(language, _PLACES):
        if not entry.name[-1].isalpha() or entry.name.isupper() or " - " in entry.name:
            continue
        if entry.name in _OTHERS:
            continue
        if language == "az" and any(hint == "-" for _, _, hint in entry.spellings):
            continue  # listed as taking no suffix, because with it they are other words (Lima, liman)
        seen += 1
        bad += _missed(language, entry, _turkic(entry.name, language, owned=entry.name.endswith(_OWNED)))
    assert bad == []
    assert seen > 1000


@pytest.mark.parametrize("language", ["tr", "az"])
def test_turkic_peoples_in_all_cases(language: str) -> None:
    """Every people is found in the singular and in all cases of the plural."""
    bad, seen = [], 0
    for entry in _entries(language, ("demonym",)):
        if entry.name.endswith(("ı", "i", "u", "ü")) and " " in entry.name:
            continue  # compounds whose head is owned: Kırım Tatarı
        seen += 1
        bad += _missed(language, entry, {NOM: [entry.name]})
        bad += _missed(language, entry, _turkic(entry.name, language, plural=True))
    assert bad == []
    assert seen > 180


@pytest.mark.parametrize("language", ["tr", "az"])
def test_turkic_people_in_all_cases(language: str) -> None:
    """Every listed person with a name in the language is found with each case suffix."""
    bad, seen = [], 0
    for entry in _entries(language, ("person",)):
        if entry.name[-1].isupper() or not entry.name[-1].isalpha() or entry.name in _OTHERS:
            continue  # Mehmed VI
        seen += 1
        bad += _missed(language, entry, _turkic(entry.name, language))
    assert bad == []
    assert seen > 900


@pytest.mark.parametrize(
    ("language", "text", "bit"),
    [
        ("tr", "ABD'nin", GEN), ("tr", "ABD’den", ABL), ("tr", "AB'ye", DAT), ("tr", "NATO'da", LOC),
        ("tr", "BM'nin", GEN), ("tr", "SSCB'yi", ACC), ("tr", "TBMM'nin", GEN), ("tr", "KKTC'yle", INS),
        ("az", "ABŞ-ın", GEN), ("az", "BMT-nin", GEN), ("az", "ATƏT-ə", DAT), ("az", "NATO-da", LOC),
        ("az", "SSRİ-dən", ABL), ("az", "MDB-ni", ACC), ("az", "BƏƏ-yə", DAT),
    ],
)  # fmt: skip
def test_abbreviations(language: str, text: str, bit: int) -> None:
    """Abbreviations take their suffix behind an apostrophe in Turkish, a hyphen in Azerbaijani."""
    [mention] = scanner(language).scan(text)
    assert text[mention.start : mention.stop] == text
    assert mention.case & bit


# -- Ukrainian -----------------------------------------------------------------------------------

_SOFT = {"к": "ц", "г": "з", "х": "с"}
_VOWELS = "аеєиіїоуюя"
_HISSING = "жшчщ"


def _noun(word: str) -> dict[int, list[str]] | None:
    """Decline a Ukrainian noun in the singular by the school rules; None where they do not reach."""
    stem, end = word[:-1], word[-1]
    if word.endswith(("ія", "ея")):
        return {NOM: [word], GEN: [stem + "ї"], DAT: [stem + "ї"], ACC: [stem + "ю"], INS: [stem + "єю"],
                LOC: [stem + "ї"]}  # fmt: skip
    if end == "а" and stem[-1] in _HISSING:
        return {NOM: [word], GEN: [stem + "і"], DAT: [stem + "і"], ACC: [stem + "у"], INS: [stem + "ею"],
                LOC: [stem + "і"]}  # fmt: skip
    if end == "а" and stem[-1] not in _VOWELS:
        soft = stem[:-1] + _SOFT.get(stem[-1], stem[-1]) + "і"
        return {
            NOM: [word],
            GEN: [stem + "и"],
            DAT: [soft],
            ACC: [stem + "у"],
            INS: [stem + "ою"],
            LOC: [soft],
        }
    if end == "й" and not word.endswith(("ий", "ій")):
        return {NOM: [word], GEN: [stem + "ю", stem + "я"], DAT: [stem + "ю"], INS: [stem + "єм"],
                LOC: [stem + "ї"]}  # fmt: skip
    if end == "ь" and not word.endswith(("ець", "інь")):
        return {NOM: [word], GEN: [stem + "ю", stem + "я"], DAT: [stem + "ю"], INS: [stem + "ем"],
                LOC: [stem + "і"]}  # fmt: skip
    if end in _HISSING:
        return {NOM: [word], GEN: [word + "а", word + "у"], DAT: [word + "у"], INS: [word + "ем"],
                LOC: [word + "і"]}  # fmt: skip
    if end.isalpha() and end not in _VOWELS + "ьй" and not word.endswith(("ів", "їв")):
        return {NOM: [word], GEN: [word + "у", word + "а"], DAT: [word + "у", word + "ові"], ACC: [word],
                INS: [word + "ом"], LOC: [word + "у"]}  # fmt: skip
    return None


def _adjective(word: str) -> dict[int, list[str]]:
    stem = word.removesuffix("ий")
    return {
        NOM: [word, stem + "а", stem + "е", stem + "і"],
        GEN: [stem + "ого", stem + "ої", stem + "их"],
        DAT: [stem + "ому", stem + "ій", stem + "им"],
        ACC: [word, stem + "у", stem + "е", stem + "і", stem + "их"],
        INS: [stem + "им", stem + "ою", stem + "ими"],
        LOC: [stem + "ому", stem + "ім", stem + "ій", stem + "их"],
    }


def test_ukrainian_places_in_all_cases() -> None:
    """Every one-word state, capital and city that school grammar declines is found in all cases."""
    bad, seen = [], 0
    for entry in _entries("uk", _PLACES):
        hints = {hint for _, _, hint in entry.spellings}
        if not entry.name.isalpha() or entry.name.isupper() or hints != {""} or "{" in entry.spellings[0][0]:
            continue
        forms = _noun(entry.name)
        if forms is None:
            continue
        seen += 1
        bad += _missed("uk", entry, forms)
    assert bad == []
    assert seen > 700


def test_ukrainian_adjectives_in_all_cases() -> None:
    """Every adjective of a state is found in all genders, numbers and cases."""
    bad, seen = [], 0
    for entry in _entries("uk", ("adj",)):
        if entry.name.endswith("ий"):
            seen += 1
            bad += _missed("uk", entry, _adjective(entry.name))
    assert bad == []
    assert seen > 200


def test_ukrainian_peoples_in_all_cases() -> None:
    """Every people on -ець, -єць, -анин, -янин and a hard consonant is found in both numbers."""
    bad, seen = [], 0
    for entry in _entries("uk", ("demonym",)):
        name = entry.name
        if not name.replace("'", "").isalpha() or name[-1] in _VOWELS or "{" in entry.spellings[0][0]:
            continue
        if name.endswith("єць"):
            stem, soft = name[:-3] + "йц", True
        elif name.endswith("лець"):
            stem, soft = name[:-3] + "ьц", True
        elif name.endswith("ець"):
            stem, soft = name[:-3] + "ц", True
        else:
            stem, soft = name, False
        if name.endswith(("анин", "янин", "арин", "менин")):
            short = name[:-2]
            plural = {NOM: short + "и", GEN: short, DAT: short + "ам", INS: short + "ами", LOC: short + "ах"}
        elif soft:
            plural = {
                NOM: stem + "і",
                GEN: stem + "ів",
                DAT: stem + "ям",
                INS: stem + "ями",
                LOC: stem + "ях",
            }
        else:
            i = "і" if name[-1] in _HISSING else "и"
            plural = {NOM: stem + i, GEN: stem + "ів", DAT: stem + "ам", INS: stem + "ами", LOC: stem + "ах"}
        seen += 1
        bad += _missed("uk", entry, {bit: [form] for bit, form in plural.items()})
        single = {GEN: stem + "я", INS: stem + "ем"} if soft else {GEN: name + "а"}
        bad += _missed("uk", entry, {NOM: [name], **{bit: [form] for bit, form in single.items()}})
    assert bad == []
    assert seen > 160


def _surname(word: str) -> dict[int, list[str]] | None:
    """Decline a man's surname or first name; None where school grammar leaves it alone."""
    stem = word[:-1]
    if word.endswith(("ський", "цький", "ний")):
        full = _adjective(word)
        return {bit: [full[bit][0]] for bit in (NOM, GEN, DAT, INS, LOC)}
    if word.endswith("ська"):
        return {NOM: [word], GEN: [stem + "ої"], DAT: [stem + "ій"], ACC: [stem + "у"], INS: [stem + "ою"]}
    if word.endswith(("ов", "єв", "ев", "ін", "їн")):
        return {NOM: [word], GEN: [word + "а"], DAT: [word + "у"], ACC: [word + "а"], INS: [word + "им"],
                LOC: [word + "і"]}  # fmt: skip
    if word.endswith("ко"):
        return {NOM: [word], GEN: [stem + "а"], DAT: [stem + "у"], ACC: [stem + "а"], INS: [stem + "ом"],
                LOC: [stem + "у"]}  # fmt: skip
    if word[-1] == "й":
        return {NOM: [word], GEN: [stem + "я"], DAT: [stem + "ю"], ACC: [stem + "я"], INS: [stem + "єм"]}
    if word[-1] == "ь":
        return {NOM: [word], GEN: [stem + "я"], DAT: [stem + "ю"], ACC: [stem + "я"], INS: [stem + "ем"]}
    if word[-1] in _HISSING:
        return {NOM: [word], GEN: [word + "а"], DAT: [word + "у"], ACC: [word + "а"], INS: [word + "ем"]}
    if word[-1] in "ая":
        return _noun(word)
    if word[-1].isalpha() and word[-1] not in _VOWELS:
        return {NOM: [word], GEN: [word + "а"], DAT: [word + "у", word + "ові"], ACC: [word + "а"],
                INS: [word + "ом"]}  # fmt: skip
    return None


def test_ukrainian_people_in_all_cases() -> None:
    """Every listed surname is found in all cases of a man's name, or unchanged where it is marked so."""
    bad, seen = [], 0
    for entry in _entries("uk", ("person",)):
        if not entry.name.isalpha():
            continue
        seen += 1
        fixed = entry.spellings[0][2] == "-"
        forms = None if fixed else _surname(entry.name)
        bad += _missed("uk", entry, forms or {NOM: [entry.name]})
    assert bad == []
    assert seen > 250


@pytest.mark.parametrize(
    ("text", "bit"),
    [
        ("Володимира Зеленського", GEN), ("Володимиром Зеленським", INS), ("Леонідові Кравчуку", DAT),
        ("Ангели Меркель", GEN), ("Джо Байденом", INS), ("Північної Кореї", GEN), ("Північною Кореєю", INS),
        ("Сполучених Штатів", GEN), ("Сполученими Штатами", INS), ("Об'єднаних Арабських Еміратах", LOC),
        ("Радянському Союзу", DAT), ("Української Народної Республіки", GEN), ("Верховною Радою", INS),
        ("Організації Об'єднаних Націй", GEN), ("Високій Порті", DAT), ("Білого дому", GEN), ("Києву", DAT),
        ("Львові", LOC), ("Харковом", INS), ("Миколаєва", GEN), ("Єгиптом", INS), ("турками", INS),
        ("Відня", GEN), ("Тернополя", GEN), ("Ірпеня", GEN), ("Запоріжжі", LOC), ("Білоруссю", INS),
        ("Казанню", INS), ("Рівному", LOC), ("Кишиневом", INS), ("Придністров'ям", INS), ("В'єтнамові", DAT),
    ],
)  # fmt: skip
def test_ukrainian_names_that_school_rules_do_not_reach(text: str, bit: int) -> None:
    """Names of several words agree, and stems that change do so."""
    [mention] = scanner("uk").scan(f"вчора {text} знову")
    assert mention.start == 6
    assert mention.stop == 6 + len(text)
    assert mention.case & bit
