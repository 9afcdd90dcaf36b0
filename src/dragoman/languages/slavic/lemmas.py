"""Which words the lexicon of a language uses: the input of the morphology.

Read from the same files that a political scientist edits, so that a new predicate inflects without
further work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources.abc import Traversable
from typing import Final, NamedTuple

from dragoman.languages.slavic.inflection import paradigm
from dragoman.languages.slavic.letters import Letters, letters
from dragoman.languages.tables import folder

__all__ = ["Lemma", "lemmas"]

_ANIMATE_CLASSES: Final = frozenset(
    {
        *("prisoner", "hostage", "civilian", "refugee", "peacekeeper", "observer", "diplomat", "official"),
        *("leader", "militia", "rebel", "protester", "citizen", "worker"),
    }
)
_IN_COMPLEMENT: Final = re.compile(r"(?<![~])=([^|&\s]+)")
_WORD_NEARBY: Final = re.compile(r"~([а-яёіїєґ'-]+)")
_INFINITIVE: Final = re.compile(r"to:=?([а-яёіїєґ'/]+)")
_ITSELF: Final = frozenset({"себя", "себе"})


class Lemma(NamedTuple):
    """A dictionary form with what inflection must know of it."""

    text: str
    pos: str
    """``v``, ``n`` or ``a``."""
    aspect: str = ""
    """``pf``, ``ipf`` or ``both`` for verbs, else empty."""
    animate: bool = False
    certain: bool = True
    """Whether the aspect is told, by a pair or by the list; a verb alone counts as imperfective."""


def _lines(path: Traversable) -> Iterator[list[str]]:
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            text = line.split(" #")[0].strip()
            if text and not text.startswith("#"):
                yield text.split("\t")


class _Lexicon:
    """Lemmas as the files of one language write them."""

    def __init__(self, language: str) -> None:
        self.letters: Letters = letters(language)
        fold = self.letters.fold
        self.aspects = {fold(row[0]): row[1] for row in paradigm(language, "aspect.tsv")}

    def verbs(self, text: str) -> Iterator[Lemma]:
        """Verbs of ``pf/ipf``; of a phrase only the verb counts ("не согласиться", "бить тревогу")."""
        words = [word.removeprefix("не ").split(" ")[0] for word in self.letters.fold(text).split("/")]
        for place, word in enumerate(words):
            by_order = "ipf" if len(words) == 1 or place else "pf"
            certain = len(words) > 1 or word in self.aspects
            yield Lemma(word, "v", self.aspects.get(word, by_order), certain=certain)

    def nominals(self, text: str, animate: bool = False) -> Iterator[Lemma]:
        """Nouns of a word-class line or a complement.

        The words of a phrase must be known from elsewhere, as they may be inflected (``прекращение огня``).
        """
        for variant in self.letters.fold(text).split("/"):
            if "_" not in variant and " " not in variant and variant not in _ITSELF:
                yield Lemma(variant, "n", animate=animate)

    def frames(self, place: Traversable, nouns: frozenset[str]) -> Iterator[Lemma]:
        """Words of the frame tables; ``nouns`` are those known already."""
        adjective = self.letters.adjective
        for path in sorted((place / "frames").iterdir(), key=lambda item: item.name):
            if not path.name.endswith(".tsv"):
                continue
            for row in _lines(path):
                if len(row) < 3 or row[0] == "predicate":
                    continue
                if row[1] == "v":
                    yield from self.verbs(row[0])
                elif row[1] == "a":
                    for word in self.letters.fold(row[0]).split("/"):
                        yield Lemma(word.split(" ")[0], "a")
                else:
                    yield from self.nominals(row[0])
                for found in _WORD_NEARBY.findall(row[2]):
                    if found.endswith(adjective):
                        yield Lemma(found, "a")
                for found in _INFINITIVE.findall(row[2]):
                    yield from self.verbs(found)
                for found in _IN_COMPLEMENT.findall(_INFINITIVE.sub("", row[2])):
                    if found.endswith(adjective) and "_" not in found and found not in nouns:
                        yield Lemma(found, "a")
                    else:
                        yield from self.nominals(found)


@cache
def lemmas(language: str) -> tuple[Lemma, ...]:
    """All words of a language's lexicon, each once, in a fixed order."""
    place = folder(language)
    lexicon = _Lexicon(language)
    found: dict[tuple[str, str], Lemma] = {}

    def take(lemma: Lemma) -> None:
        key = (lemma.text, lemma.pos)
        known = found.get(key)
        if known is None:
            found[key] = lemma
        elif lemma.animate and not known.animate:
            found[key] = known._replace(animate=True)
        elif lemma.certain and not known.certain:
            found[key] = lemma

    classes = place / "word_classes"
    for path in sorted(classes.iterdir(), key=lambda item: item.name):
        for row in _lines(path):
            for lemma in lexicon.nominals(row[0], path.name.removesuffix(".txt") in _ANIMATE_CLASSES):
                take(lemma)
    for text, pos, *animate in paradigm(language, "words.tsv"):
        take(Lemma(lexicon.letters.fold(text), pos, animate=bool(animate)))
    for lemma in lexicon.frames(place, frozenset(text for text, pos in found if pos == "n")):
        take(lemma)
    for row in _lines(place / "verbs.txt"):
        for lemma in lexicon.verbs(row[0]):
            take(lemma)
    for row in _lines(place / "light_verbs.tsv"):
        if row[0] != "verb":
            for lemma in lexicon.verbs(row[0]):
                take(lemma)
    for row in _lines(place / "reporting.tsv"):
        if len(row) > 1 and row[1] == "v":
            for lemma in lexicon.verbs(row[0]):
                take(lemma)
        elif len(row) > 1 and row[1] == "n":
            for lemma in lexicon.nominals(row[0]):
                take(lemma)
    return tuple(found.values())
