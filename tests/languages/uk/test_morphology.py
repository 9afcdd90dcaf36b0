"""Ukrainian morphology against paradigms written by hand (``paradigms.txt``, notation in its head)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from dragoman.languages import features as f
from dragoman.languages.slavic.inflection import inflection
from dragoman.languages.slavic.lemmas import Lemma
from dragoman.languages.slavic.morphology import Morphology

_FILE = Path(__file__).with_name("paradigms.txt")
_CASES = ("nom", "gen", "dat", "acc", "ins", "loc", "voc")
_PERSONS = ("sg,p1", "sg,p2", "sg,p3", "pl,p1", "pl,p2", "pl,p3")
_ADJECTIVE = (
    ("m", "nom gen dat ins loc"),
    ("f", "nom gen dat acc ins"),
    ("nt", "nom"),
    ("pl", "nom gen dat ins"),
)
Cells = list[tuple[str, str, str]]


def _noun(lemma: Lemma, parts: list[str]) -> Cells:
    """Return (form, part of speech, features) of every cell."""
    return [
        (form, "n", f"{number},{case}")
        for number, part in zip(("sg", "pl"), parts, strict=True)
        for case, form in zip(_CASES, part.split(), strict=False)
    ]


def _adjective(lemma: Lemma, parts: list[str]) -> Cells:
    """Return the cells of an adjective."""
    return [
        (form, "a", f"{kind},{case}")
        for (kind, cases), part in zip(_ADJECTIVE, parts, strict=True)
        for case, form in zip(cases.split(), part.split(), strict=True)
    ]


def _verb(lemma: Lemma, parts: list[str]) -> Cells:
    """Return the cells of a verb."""
    tense = "fut" if lemma.aspect == "pf" else "pres"
    persons, past, imperative, gerunds, participles, future, reflexive = parts
    cells = [(form, "v", f"{tense},{p}") for p, form in zip(_PERSONS, persons.split(), strict=True)]
    genders = ("past,sg,m", "past,sg,f", "past,sg,nt", "past,pl")
    cells += [(form, "v", p) for p, form in zip(genders, past.split(), strict=True)]
    cells += [(form, "v", f"imp,{n},p2") for n, form in zip(("sg", "pl"), imperative.split(), strict=True)]
    cells += [(form, "ger", "") for form in gerunds.split()]
    full, short = participles.split()
    cells += [(full, "part", "past,passive,sg,m,nom"), (short, "part", "passive,short,impersonal")]
    cells += [(future, "v", "fut,sg,p3"), (reflexive, "v", f"{tense},sg,p3,refl,passive")]
    return cells


_CUT = {"n": _noun, "a": _adjective, "v": _verb}


@lru_cache(maxsize=1)
def words() -> tuple[tuple[Lemma, Cells], ...]:
    """Read the file once."""
    found = []
    pos = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            pos = line[3:].strip()
        elif line and not line.startswith("#"):
            head, _, body = line.partition(" : ")
            text, *flags = head.split()
            lemma = Lemma(text, pos, flags[0] if pos == "v" else "", "an" in flags)
            cells = [
                (form, kind, feats)
                for slot, kind, feats in _CUT[pos](lemma, [part.strip() for part in body.split(" ; ")])
                for form in slot.split("/")
                if form != "-"
            ]
            found.append((lemma, cells))
    return tuple(found)


@pytest.mark.parametrize("word", words(), ids=lambda word: word[0].text)
def test_paradigm(word: tuple[Lemma, Cells]) -> None:
    """Every form of the word is read as the word, with the features of its cell."""
    lemma, cells = word
    morphology = Morphology(inflection("uk"), [lemma])
    wrong = []
    for form, pos, names in cells:
        wanted = f.parse_features(names)
        readings = morphology.analyse(form)
        if not any(r.lemma == lemma.text and r.pos == pos and r.feats & wanted == wanted for r in readings):
            told = [(r.lemma, r.pos, f.describe(r.feats)) for r in readings]
            wrong.append(f"{form} as {pos} {names}: {told}")
    assert wrong == []


def test_enough_words() -> None:
    """At least 60 words have their whole paradigm, of every part of speech."""
    assert len(words()) >= 100
    assert {lemma.pos for lemma, _ in words()} == {"n", "a", "v"}
    assert len({lemma for lemma, _ in words()}) == len(words())
