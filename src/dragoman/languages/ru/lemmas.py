"""Which Russian words the lexicon uses: the input of the morphology.

Read from the same files that a political scientist edits, so that a new predicate inflects without
further work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, NamedTuple

from dragoman.languages.ru.inflection import rows

__all__ = ["Lemma", "fold_lemma", "lemmas"]

_ANIMATE_CLASSES: Final = frozenset(
    {
        *("prisoner", "hostage", "civilian", "refugee", "peacekeeper", "observer", "diplomat", "official"),
        *("leader", "militia", "rebel", "protester", "citizen", "worker"),
    }
)
_IN_COMPLEMENT: Final = re.compile(r"(?<![~])=([^|&\s]+)")
_WORD_NEARBY: Final = re.compile(r"~([а-яё-]+)")
_INFINITIVE: Final = re.compile(r"to:=?([а-яё/]+)")


class Lemma(NamedTuple):
    """A dictionary form with what inflection must know of it."""

    text: str
    pos: str
    """``v``, ``n`` or ``a``."""
    aspect: str = ""
    """``pf``, ``ipf`` or ``both`` for verbs, else empty."""
    animate: bool = False


def fold_lemma(text: str) -> str:
    """Lower case without ``ё``: the shape in which lemmas are compared."""
    return text.lower().replace("ё", "е")


def _lines(path: Traversable) -> Iterator[list[str]]:
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            text = line.split(" #")[0].strip()
            if text and not text.startswith("#"):
                yield text.split("\t")


@cache
def _aspects() -> dict[str, str]:
    return {fold_lemma(row[0]): row[1] for row in rows("aspect.tsv")}


def _verbs(text: str) -> Iterator[Lemma]:
    """Verbs of ``pf/ipf``; the last word of a phrase is left to the caller, only the verb counts."""
    words = [word.split(" ")[0] for word in fold_lemma(text).split("/")]
    for place, word in enumerate(words):
        by_order = "ipf" if len(words) == 1 or place else "pf"
        yield Lemma(word, "v", _aspects().get(word, by_order))


def _nominals(text: str, animate: bool = False) -> Iterator[Lemma]:
    """Nouns of a word-class line or a complement.

    The words of a phrase must be known from elsewhere, as they may be inflected (``прекращение огня``).
    """
    for variant in fold_lemma(text).split("/"):
        if "_" not in variant and " " not in variant and variant != "себя":
            yield Lemma(variant, "n", animate=animate)


def _frames(folder: Traversable, nouns: frozenset[str]) -> Iterator[Lemma]:
    for path in sorted((folder / "frames").iterdir(), key=lambda item: item.name):
        if not path.name.endswith(".tsv"):
            continue
        for row in _lines(path):
            if len(row) < 3 or row[0] == "predicate":
                continue
            if row[1] == "v":
                yield from _verbs(row[0])
            elif row[1] == "a":
                for word in fold_lemma(row[0]).split("/"):
                    yield Lemma(word.split(" ")[0], "a")
            else:
                yield from _nominals(row[0])
            for found in _WORD_NEARBY.findall(row[2]):
                if found.endswith(("ый", "ий", "ой")):
                    yield Lemma(found, "a")
            for found in _INFINITIVE.findall(row[2]):
                yield from _verbs(found)
            for found in _IN_COMPLEMENT.findall(_INFINITIVE.sub("", row[2])):
                if found.endswith(("ый", "ий", "ой")) and "_" not in found and found not in nouns:
                    yield Lemma(found, "a")
                else:
                    yield from _nominals(found)


@cache
def lemmas() -> tuple[Lemma, ...]:
    """All words of the Russian lexicon, each once, in a fixed order."""
    folder = files(__package__)
    found: dict[tuple[str, str], Lemma] = {}

    def take(lemma: Lemma) -> None:
        key = (lemma.text, lemma.pos)
        known = found.get(key)
        if known is None:
            found[key] = lemma
        elif lemma.animate and not known.animate:
            found[key] = known._replace(animate=True)

    classes = folder / "word_classes"
    for path in sorted(classes.iterdir(), key=lambda item: item.name):
        for row in _lines(path):
            for lemma in _nominals(row[0], path.name.removesuffix(".txt") in _ANIMATE_CLASSES):
                take(lemma)
    for text, pos, *animate in rows("words.tsv"):
        take(Lemma(fold_lemma(text), pos, animate=bool(animate)))
    for lemma in _frames(folder, frozenset(text for text, pos in found if pos == "n")):
        take(lemma)
    for row in _lines(folder / "verbs.txt"):
        for lemma in _verbs(row[0]):
            take(lemma)
    for row in _lines(folder / "light_verbs.tsv"):
        if row[0] != "verb":
            for lemma in _verbs(row[0]):
                take(lemma)
    for row in _lines(folder / "reporting.tsv"):
        if len(row) > 1 and row[1] == "v":
            for lemma in _verbs(row[0]):
                take(lemma)
        elif len(row) > 1 and row[1] == "n":
            for lemma in _nominals(row[0]):
                take(lemma)
    return tuple(found.values())
