"""Russian morphology against hand-made readings and against pymorphy3."""

from __future__ import annotations

import pymorphy3
import pytest

from dragoman.languages import features as f
from dragoman.languages.features import Reading, describe, parse_features
from dragoman.languages.slavic.inflection import inflection
from dragoman.languages.slavic.lemmas import Lemma, lemmas
from dragoman.languages.slavic.morphology import Morphology, load
from dragoman.model.errors import LexiconError

_TAG = {"v": "INFN", "n": "NOUN", "a": "ADJF"}
_STRESSED = frozenset(
    ["вырезать", "высыпать", "отрезать", "перерезать", "походить", "просыпаться", "нормализоваться"]
)
"""Pairs of verbs that only stress tells apart, read as one; pymorphy3 knows the last as perfective alone."""
# Forms that no edited text has: superlatives and joint imperatives, instrumental in -ою, slang, misspellings.
_RARE = frozenset({"Supr", "Cmp2", "COMP", "incl", "Infr", "Slng", "Arch", "Erro", "V-oy", "V-ey"})


@pytest.mark.parametrize(
    ("form", "lemma", "pos", "feats"),
    [
        ("подписал", "подписать", "v", "past,sg,m,pf"),
        ("подпишет", "подписать", "v", "fut,sg,p3,pf"),
        ("подписывается", "подписывать", "v", "pres,sg,p3,ipf,passive,refl"),
        ("подписан", "подписать", "part", "past,sg,m,passive,pf,short"),
        ("подписанного", "подписать", "part", "gen,acc,sg,m,nt,past,passive,pf"),
        ("осуждён", "осудить", "part", "past,sg,m,passive,pf,short"),
        ("напал", "напасть", "v", "past,sg,m,pf"),
        ("нападёт", "напасть", "v", "fut,sg,p3,pf"),
        ("ввёл", "ввести", "v", "past,sg,m,pf"),
        ("введут", "ввести", "v", "fut,pl,p3,pf"),
        ("сверг", "свергнуть", "v", "past,sg,m,pf"),
        ("отказалась", "отказаться", "v", "past,sg,f,pf,refl"),
        ("мобилизует", "мобилизовать", "v", "fut,pres,sg,p3,pf,ipf"),
        ("захватившая", "захватить", "part", "nom,sg,f,past,pf"),
        ("оккупировав", "оккупировать", "ger", "past,pf,ipf"),
        ("обвиняя", "обвинять", "ger", "pres,ipf"),
        ("соглашению", "соглашение", "n", "dat,sg,nt"),
        ("послом", "посол", "n", "ins,sg,m,animate"),
        ("переговорах", "переговоры", "n", "loc,pl,m"),
        ("сделок", "сделка", "n", "gen,pl"),
        ("плену", "плен", "n", "dat,loc,sg,m"),
        ("готовы", "готовый", "a", "pl,short"),
        ("согласен", "согласный", "a", "sg,m,short"),
        ("дипломатических", "дипломатический", "a", "gen,acc,loc,pl"),
    ],
)
def test_readings(form: str, lemma: str, pos: str, feats: str) -> None:
    """Readings made by hand for forms of every kind."""
    wanted = parse_features(feats)
    found = [reading for reading in load("ru").analyse(form) if (reading.lemma, reading.pos) == (lemma, pos)]
    united = 0
    for reading in found:
        united |= reading.feats
    assert found, f"{form}: {found}"
    assert united & ~f.GENDERS == wanted & ~f.GENDERS, describe(united)


def test_number_keeps_apart() -> None:
    """Genitive singular and nominative plural of one form are two readings."""
    assert load("ru").analyse("соглашения") == (
        Reading("соглашение", "n", f.GEN | f.SG | f.NEUT),
        Reading("соглашение", "n", f.NOM | f.ACC | f.PL | f.NEUT),
    )


@pytest.mark.parametrize(
    ("form", "pos", "feats"),
    [
        ("кракозябрского", "a", f.GEN | f.ACC | f.SG | f.MASC | f.NEUT),
        ("зюмбрикация", "n", f.NOM | f.SG | f.FEM),
        ("брындовали", "v", f.PAST | f.PL),
        ("вжукнувший", "part", f.NOM | f.ACC | f.SG | f.MASC | f.PAST),
        ("глокуя", "ger", f.PRES),
    ],
)
def test_unknown_words_are_guessed(form: str, pos: str, feats: int) -> None:
    """Words outside the lexicon get coarse readings with an empty lemma."""
    assert Reading("", pos, feats) in load("ru").analyse(form)


def test_yo_is_ye() -> None:
    """A form with ё reads like the same form with е."""
    assert load("ru").analyse("осуждён") == load("ru").analyse("осужден")
    assert load("ru").analyse("посёлком") == load("ru").analyse("поселком")


def test_added_words() -> None:
    """A study's own words join the index, once."""
    morphology = Morphology(inflection("ru"))
    morphology.add(Lemma("демарш", "n"))
    morphology.add(Lemma("демарш", "n"))
    assert morphology.analyse("демарши") == (Reading("демарш", "n", f.NOM | f.ACC | f.PL | f.MASC),)
    assert morphology.knows("демарш", "n")
    assert morphology.stems("демарш") == ("демарш",)


def test_phrases_have_lemmas() -> None:
    """A phrase cited in its usual form is reduced word by word."""
    assert load("ru").phrase("дипломатические отношения") == "дипломатический отношения"
    assert load("ru").phrase("прекращение огня") == "прекращение огонь"


def test_unknown_paradigm_is_said() -> None:
    """A verb whose forms cannot be derived names the file to extend."""
    with pytest.raises(LexiconError, match=r"paradigms/verbs\.tsv"):
        inflection("ru").verb_stems("мочти")
    assert inflection("ru").noun_stems("война")[0][0].table == "n_f_a"


def test_against_pymorphy() -> None:
    """At least 97 % of pymorphy3's forms of our lemmas are read as that lemma; aspects agree."""
    reference = pymorphy3.MorphAnalyzer()
    morphology = load("ru")
    forms = missed = 0
    aspects = []
    for lemma in lemmas("ru"):
        parses = [
            parse
            for parse in reference.parse(lemma.text)
            if parse.is_known
            and str(parse.tag.POS) == _TAG[lemma.pos]
            and parse.normal_form.replace("ё", "е") == lemma.text
        ]
        if not parses:
            continue
        if lemma.pos == "v":
            by_aspect = {{"perf": "pf", "impf": "ipf"}[parse.tag.aspect]: parse for parse in reversed(parses)}
            if lemma.aspect != "both" and lemma.aspect not in by_aspect:
                aspects.append((lemma.text, lemma.aspect))
            parses = [by_aspect.get(lemma.aspect, parses[0])]
        for form in {
            item.word.replace("ё", "е") for item in parses[0].lexeme if not _RARE & item.tag.grammemes
        }:
            forms += 1
            missed += not any(reading.lemma == lemma.text for reading in morphology.analyse(form))
    assert forms > 100_000
    assert 1 - missed / forms >= 0.97
    assert aspects == []


def test_only_imperfective_verbs_have_a_present() -> None:
    """What pymorphy3 calls a present of our verbs is read as one, and no other form of theirs is."""
    reference = pymorphy3.MorphAnalyzer()
    morphology = load("ru")
    wrong = set()
    for lemma in lemmas("ru"):
        parses = [p for p in reference.parse(lemma.text) if p.tag.POS == "INFN" and p.is_known]
        if lemma.pos != "v" or not parses or lemma.text in _STRESSED:
            continue
        forms = {
            (item.word.replace("ё", "е"), item.tag.tense)
            for parse in parses
            for item in parse.lexeme
            if item.tag.POS == "VERB" and item.tag.person == "3per"
        }
        presents = {form for form, tense in forms if tense == "pres"}
        for form, _ in forms:
            readings = [r for r in morphology.analyse(form) if r.lemma == lemma.text and r.pos == "v"]
            is_present = any(reading.feats & f.PRES for reading in readings)
            if readings and is_present != (form in presents):
                wrong.add((lemma.text, form))
    assert sorted(wrong) == []
