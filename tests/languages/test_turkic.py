"""Turkish and Azerbaijani word forms against tables written by hand (``<xx>/morphology.txt``)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.languages import features as f
from dragoman.languages.turkic.morphology import Morphology
from dragoman.languages.turkic.sounds import load_sounds
from dragoman.languages.turkic.suffixes import load_suffixes

_HERE = Path(__file__).parent
LANGUAGES = tuple(code for code in ("tr", "az") if (_HERE / code / "morphology.txt").is_file())
_LEAST = 250


class Case(NamedTuple):
    """One form with the reading that it must have, or must not have."""

    number: int
    form: str
    lemma: str
    kind: str
    feats: int
    wanted: bool
    guessed: bool


@lru_cache(maxsize=4)
def cases(language: str) -> tuple[Case, ...]:
    """Read the table of a language once; the notation stands in its head."""
    found = []
    text = (_HERE / language / "morphology.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith(("#", "@")):
            continue
        form, answers = (cell.strip() for cell in line.split("|"))
        for answer in answers.split(";"):
            words = answer.split()
            wanted = words[0] != "not"
            lemma, kind, *names = words if wanted else words[1:]
            guessed = lemma == "?"
            feats = f.parse_features(",".join(names))
            found.append(Case(number, form, "" if guessed else lemma, kind, feats, wanted, guessed))
    return tuple(found)


@lru_cache(maxsize=4)
def morphology(language: str) -> Morphology:
    """Return the morphology over the lemmas that the table declares ("@n ...", "@v ...", "@a ...")."""
    words: dict[str, list[str]] = {"n": [], "v": [], "a": []}
    for line in (_HERE / language / "morphology.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            words[line[1]].extend(line[2:].split())
    return Morphology(language, verbs=words["v"], nouns=words["n"], adjectives=words["a"])


def _has(case: Case, language: str) -> tuple[bool, str]:
    known = morphology(language)
    readings = known.guess(case.form) if case.guessed else known.analyse(case.form)
    told = "; ".join(f"{r.lemma} {r.pos} {f.describe(r.feats)}" for r in readings)
    found = any(
        r.lemma == case.lemma and r.pos == case.kind and r.feats & case.feats == case.feats for r in readings
    )
    return found, told


@pytest.mark.parametrize("language", LANGUAGES)
def test_enough_forms(language: str) -> None:
    """The table has as many forms as were asked for, and no form with the same answer twice."""
    mine = cases(language)
    assert len({case.form for case in mine}) >= _LEAST
    assert len({case[1:] for case in mine}) == len(mine)


@pytest.mark.parametrize("language", LANGUAGES)
def test_readings(language: str) -> None:
    """Every form has the readings of its line and none of those that the line rules out."""
    wrong = []
    for case in cases(language):
        found, told = _has(case, language)
        if found is not case.wanted:
            sign = "" if case.wanted else "not "
            feats = f.describe(case.feats)
            wrong.append(f"{case.number}: {case.form}: {sign}{case.lemma} {case.kind} {feats}; has {told}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_harmony(language: str) -> None:
    """No suffix of the automaton mixes back and front vowels behind a vowel that harmony reaches."""
    sounds = load_sounds(language)
    for suffix in ("lAr", "(s)I", "nDA", "(y)AcAK", "mAlI", "DIğIndA"):
        for stem in ("at", "ev", "ordu", "köy", "masa", "kale"):
            text, after = sounds.spell(suffix, sounds.of(stem))  # type: ignore[arg-type]
            vowels = [char for char in text if char in sounds.vowels]
            back = sounds.of(stem).back  # type: ignore[union-attr]
            assert {char in sounds.back for char in vowels} == {back}, (stem, text)
            assert after.back is back


@pytest.mark.parametrize("language", LANGUAGES)
def test_tails_are_read_once(language: str) -> None:
    """Clearing forgets what was read and changes no answer."""
    suffixes = load_suffixes(language)
    sound = suffixes.sounds.of("ordu")
    assert sound is not None
    before = suffixes.read("noun", sound, "larından")
    suffixes.clear()
    assert suffixes.read("noun", sound, "larından") == before
    assert before
