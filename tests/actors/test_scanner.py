"""Finding names in text: spans, capitals, endings, neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import LANGUAGES, registry, scanner
from dragoman.actors.entities import people
from dragoman.actors.fold import fold, padded
from dragoman.actors.inflect import inflection
from dragoman.actors.types import CASES, DAT, GEN, INS, LOC, NOM, PL, SG


def _found(text: str, language: str = "en") -> list[str]:
    return [text[m.start : m.stop] for m in scanner(language).scan(text)]


@given(st.text())
def test_fold_keeps_length(text: str) -> None:
    """Folding never changes the number of code points."""
    assert len(fold(text)) == len(text)


@given(st.text(), st.sampled_from(["en", "ru", "uk", "tr", "az"]))
def test_folding_by_code_page_is_folding(text: str, language: str) -> None:
    """The quick way through the code page of a language gives what folding letter by letter gives."""
    assert padded(text, language) == f" {fold(text, language)} "


@pytest.mark.parametrize(
    ("language", "page"), [("en", "cp1252"), ("ru", "cp1251"), ("uk", "cp1251"), ("tr", "cp1254")]
)
def test_every_letter_of_the_code_pages_folds_alike(language: str, page: str) -> None:
    """Each of the 256 bytes stands for a letter that folds by both ways to the same."""
    text = bytes(range(256)).decode(page, "ignore")
    assert padded(text, language) == f" {fold(text, language)} "


@pytest.mark.parametrize("language", ["en", "ru", "uk", "tr", "az"])
def test_the_automaton_looks_for_just_the_forms(language: str) -> None:
    """What is looked for at once is what the forms, made when they are hit, begin with."""
    reg, forms = registry(), inflection(language)
    for key in range(*reg.language(language)):
        entry = reg.entries[key]
        single = entry.kind in ("state", "seat", "place", "org", "person")
        for spelling, sort, hint in entry.spellings:
            told = [form.padded for form in forms.name(spelling, sort, hint, singular=single)]
            assert list(dict.fromkeys(forms.heads(spelling, sort, hint, singular=single))) == list(
                dict.fromkeys(told)
            ), spelling
            if spelling == entry.name:
                known = forms.heads(spelling, sort, hint, singular=single, folded=entry.folded)
                assert set(known) == set(told), spelling


def test_the_rows_that_are_read_late_are_sound() -> None:
    """Every name's row and every term of a person can be read, though loading reads few."""
    reg = registry()
    for language in LANGUAGES:
        for key in range(*reg.language(language)):
            entry = reg.entries[key]
            assert entry.readings or entry.kind in ("agent", "mod", "block"), entry.name
    assert all(person.terms for person in people().values())


_PIECES = st.sampled_from(
    ["Turkey", "İstanbul", "U.S.", "🙂", "\r\n", "é", "Soviet Union", " ", ", ", "Баку", "турецкими войсками",
     "Elçibəy", "’s", "-", "Kofi Annan", "rebels", "İ", "ß", "\u0301"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)  # the first example builds the scanner
@given(st.lists(_PIECES, max_size=12).map("".join), st.sampled_from(["en", "ru", "uk", "tr", "az"]))
def test_spans_reproduce_names(text: str, language: str) -> None:
    """Every span lies in the text, in order, without overlap, and begins and ends with its name."""
    reach = 0
    for mention in scanner(language).scan(text):
        assert reach <= mention.start < mention.stop <= len(text)
        reach = mention.stop
        entry = registry().entries[mention.key]
        quote = text[mention.start : mention.stop]
        assert quote == quote.strip()
        if language == "en":
            forms = {fold(form).strip() for form, _, _ in entry.spellings}
            # A surname alone may mean the person named in full before.
            assert fold(quote).strip() in forms | {form.rpartition(" ")[2] for form in forms}
        else:
            words = {word for form, _, _ in entry.spellings for word in fold(form).split()}
            assert fold(quote)[0] in {word[0] for word in words}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Turkey's army", ["Turkey", "army"]),
        ("They ate turkey in Turkey.", ["Turkey"]),
        ("The U.S. and the U.K. agreed.", ["U.S.", "U.K."]),
        ("Let us go to the US.", ["US"]),
        ("the Turkish-Russian border", ["Turkish", "Russian"]),
        ("Sino-Soviet talks", ["Sino", "Soviet"]),
        ("pro-Russian rebels", ["rebels"]),
        ("an Iran-backed militia", ["militia"]),
        ("Michael Jordan scored", []),
        ("the Jordan River", []),
        ("Treaty of Moscow", []),
        ("Sinan Erdogan, a baker", []),
        ("But Erdogan refused", ["Erdogan"]),
        ("Atlanta, Georgia", ["Atlanta"]),
        ("Georgia and Abkhazia", ["Georgia", "Abkhazia"]),
        ("Brown said", []),
        ("Prime Minister Brown said", ["Prime Minister", "Brown"]),
        ("South Korean soldiers", ["South Korean", "soldiers"]),
        ("Soviet\nUnion", ["Soviet\nUnion"]),
        ("Soviet\n\nUnion", ["Soviet", "Union"]),
        ("ethnic Albanians", ["ethnic"]),
        ("Democratic People's Republic of Korea", ["Democratic People's Republic of Korea"]),
    ],
)
def test_english(text: str, names: list[str]) -> None:
    """English names are found by capitals, word boundaries, neighbours and the longest match."""
    found = _found(text)
    if names == ["Soviet", "Union"]:
        assert "Soviet\n\nUnion" not in found
    else:
        assert found == names


@pytest.mark.parametrize(
    ("text", "name", "bits"),
    [
        ("с Турцией", "Турцией", INS | SG),
        ("в Египте", "Египте", LOC | SG),
        ("из Азербайджана", "Азербайджана", GEN | SG),
        ("турками", "турками", INS | PL),
        ("армян", "армян", GEN | PL),
        ("Путину", "Путину", DAT | SG),
        ("Гейдаром Алиевым", "Гейдаром Алиевым", INS | SG),
        ("под Шушой", "Шушой", INS | SG),
        ("послом", "послом", 0),
        ("в Баку", "Баку", 0),
        ("с Организацией Объединённых Наций", "Организацией Объединённых Наций", INS | SG),
        ("в Советском Союзе", "Советском Союзе", LOC | SG),
        ("премьер-министру", "премьер-министру", DAT | SG),
    ],
)
def test_russian_cases(text: str, name: str, bits: int) -> None:
    """Russian forms are found whole, with the cases and the number they can mean."""
    [mention] = scanner("ru").scan(text)
    assert text[mention.start : mention.stop] == name
    assert mention.case & bits == bits
    if bits:
        assert not mention.case & NOM


def test_russian_compound_adjective() -> None:
    """Both halves of "советско-турецкий" are found, the first only before its hyphen."""
    assert _found("советско-турецкий договор", "ru") == ["советско", "турецкий"]
    assert _found("по-советски", "ru") == []


def test_case_mask() -> None:
    """Case and number are apart."""
    assert not CASES & (SG | PL)


def test_case_bits_are_those_of_the_grammars() -> None:
    """What a mention says about case is read by the grammars, so both use the same bits."""
    from dragoman.actors import types
    from dragoman.languages import features

    for name in ("NOM", "GEN", "DAT", "ACC", "INS", "LOC", "ABL", "SG", "PL", "CASES"):
        assert getattr(types, name) == getattr(features, name), name


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        ("en", "Gordon Brown arrived. Later Brown met officials.", ["brown", "brown"]),
        ("en", "Later Brown met officials.", []),
        ("en", "Mr. Brown was seen by the police.", []),
        ("en", "Gordon Brown arrived. Later Mr. Brown left.", ["brown", "brown"]),
        ("en", "Hillary Clinton arrived. Then Clinton left.", ["h-clinton", "h-clinton"]),
        ("en", "Heydar Aliyev ruled. Aliyev signed.", ["heydar-aliyev", "heydar-aliyev"]),
        ("en", "Heydar Aliyev died; Ilham Aliyev followed. Aliyev won.",
         ["heydar-aliyev", "ilham-aliyev", "ilham-aliyev"]),
        ("en", "The Heydar Aliyev Foundation spoke. Aliyev signed.", ["ilham-aliyev"]),
        ("ru", "Приехал Вудро Вильсон. Потом Вильсон уехал.", ["wilson-w", "wilson-w"]),
        ("ru", "Фонд Гейдара Алиева открыл школу.", []),
        ("uk", "Фонд Гейдара Алієва відкрив школу.", []),
        ("tr", "Haydar Aliyev Vakfı okul açtı.", []),
        ("az", "Heydər Əliyev Fondu məktəb açdı.", []),
        ("tr", "Enver Paşa geldi. Sonra Enver gitti.", ["enver-pasha", "enver-pasha"]),
    ],
)  # fmt: skip
def test_short_names_mean_the_full_one_before(language: str, text: str, people: list[str]) -> None:
    """A surname means the person last named in full; what is named after a person is nobody."""
    scan = scanner(language)
    actors = [scan.registry.actor(m.key).actor for m in scan.scan(text) if m.kind == "person"]
    assert [actor.entity for actor in actors if actor] == people


def test_full_names_are_kept_over_the_parts_of_a_document() -> None:
    """Parts scanned with the same memory know the people of those before."""
    scan, memory = scanner("en"), dict[str, int]()
    assert len(scan.scan("Gordon Brown arrived.", memory)) == 1
    [brown] = [m for m in scan.scan("Then Brown left.", memory) if m.kind == "person"]
    actor = scan.registry.actor(brown.key).actor
    assert actor is not None
    assert actor.entity == "brown"
