"""Turkish written without its own letters ("Turkiye ... tanidi"): each word as the lexicon writes it.

A word that is known as it stands stays, unless only another spelling of it is in the lexicon; a word that
nobody knows stays, too.  Names need no help: they are looked for without marks anyway.
"""

from __future__ import annotations

import re
from itertools import product

from dragoman.languages.features import CAUSATIVE, RECIPROCAL
from dragoman.languages.turkic.sounds import load_sounds
from dragoman.languages.turkic.words import Words

__all__ = ["LETTERS", "Plain"]

LETTERS = re.compile("[çğıöşüÇĞİÖŞÜ]")
"""Letters of which a text with its marks has one in nearly every word."""
_WORD = re.compile(r"[A-Za-z]{2,}")
_BARE = str.maketrans("çğıöşüâîû", "cgiosuaiu")
_UPPER = {"i": "İ", "ı": "I"}
_DOUBTFUL = frozenset("cgiosu")
_SHORTEST = 2  # letters of a stem
_DERIVED = CAUSATIVE | RECIPROCAL


class Plain:
    """Gives words their letters back.

    Parameters
    ----------
    words : Words
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._sounds = load_sounds(words.language)
        self._stems: dict[str, list[str]] = {}
        for stem in words.morphology.beginnings():
            self._stems.setdefault(stem.translate(_BARE), []).append(stem)
        self._whole: dict[str, str] = {}
        known = sorted({part for key in (*words.pack.function, *words.pack.dates) for part in key.split()})
        for part in (*(p for p in known if p.isascii()), *known):
            self._whole.setdefault(part.translate(_BARE), part)
        self._forms: dict[str, str] = {}

    def read(self, text: str) -> str:
        """Return a text, as long, in the letters of the language."""
        return _WORD.sub(self._spelled, text)

    def _spelled(self, found: re.Match[str]) -> str:
        word = found[0]
        if word.isupper():
            return word
        form = self.form(word.lower())
        return "".join(
            _UPPER.get(letter, letter.upper()) if old.isupper() else letter
            for old, letter in zip(word, form, strict=True)
        )

    def form(self, bare: str) -> str:
        """Return a lower-case word as the lexicon writes it, else as it stands."""
        known = self._forms.get(bare)
        if known is None:
            known = self._forms[bare] = self._whole.get(bare) or self._likeliest(bare)
        return known

    def _likeliest(self, bare: str) -> str:
        if _DOUBTFUL.isdisjoint(bare):
            return bare
        best, rank = bare, self._rank(bare)
        for cut in range(len(bare), _SHORTEST - 1, -1):
            for stem in self._stems.get(bare[:cut], ()):
                for tail in self._tails(stem, bare[cut:]):
                    other = self._rank(stem + tail)
                    if other > rank:
                        best, rank = stem + tail, other
        return best

    def _rank(self, form: str) -> int:
        """Return how likely a form is: 0 where nobody can read it, most where a class has its noun."""
        readings = self._words.morphology.analyse(form)
        if not readings:
            return 0
        if all(reading.feats & _DERIVED for reading in readings):
            return 1
        word = self._words.word(form)
        if "n" in word.tags and word.noun in self._words.pack.classes:
            return 4
        return 3 if word.weight else 2

    def _tails(self, stem: str, bare: str) -> list[str]:
        """Return how the suffixes behind a stem can be spelled, vowels by harmony."""
        vowels, back = self._sounds.vowels, self._sounds.back
        last = next((char for char in reversed(stem) if char in vowels), "e")
        found = []
        for is_back in dict.fromkeys((last in back, False)):  # "saati": front behind a back vowel
            side, before = is_back, stem[-1]
            letters: list[tuple[str, ...]] = []
            for char in bare:
                if char == "i" and before == "b" and letters[-2:-1] and letters[-2][0] in vowels:
                    side = False  # "-abil-" keeps its vowel
                elif char in "iu":
                    char = {"i": "ı", "u": "u"}[char] if side else {"i": "i", "u": "ü"}[char]
                if char in vowels:
                    side = char in back
                choice = {
                    "c": ("c", "ç"),
                    "ı": ("ı", "i") if before == "k" else ("ı",),
                    "s": ("s", "ş"),
                    "g": ("ğ", "g"),
                }.get(char, (char,))
                if char == "g" and before not in vowels:
                    choice = ("g",)
                letters.append(choice)
                before = char
            found += ["".join(tail) for tail in product(*letters)]
        return found
