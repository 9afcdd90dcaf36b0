"""Case and possession of Turkish and Azerbaijani nominal words, with the suffix behind an apostrophe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dragoman.languages import features as f
from dragoman.languages.parse import GUESSED, PROPER, Word
from dragoman.languages.turkic.morphology import ending
from dragoman.languages.turkic.syntax import syntax

__all__ = ["OWNABLE", "Nominals", "shares"]

_PLACED = re.compile(r"[dt][aəe]k[iı]\Z")
OWNABLE = frozenset({"org", "group"})
"""Kinds of names that can belong to somebody."""
_HIGH = frozenset("ıiuü")
_BY = ("nca", "nce", "ncə", "ca", "ce", "cə")


@lru_cache(maxsize=65536)
def _named(language: str, form: str, case: int, ownable: bool) -> int:
    """Return the features of a name or agent from its case and the end of its last word."""
    piece = form.rpartition(" ")[2]
    if "'" in piece or "’" in piece:
        head, _, suffix = piece.replace("’", "'").rpartition("'")
        if head and suffix:
            told = ending(language, suffix)
            if told & f.ACC and not ownable:
                told &= ~(f.NOM | f.OWNED)  # "Şam'ı": a town is nobody's
            if told:
                return told | (ending(language, head, guess=True) & f.OWNED if ownable else 0)
    told = ending(language, piece, guess=True)
    if not case & f.CASES:
        return f.NOM
    owned = told & f.OWNED if ownable and told & case & f.CASES else 0
    if case & f.INS and not case & f.NOM and piece.endswith(_BY):
        if ownable and piece[-4] in _HIGH:
            owned = f.OWNED  # "kuvvetlerince" is theirs, "hükümetçe" nobody's
        return f.AGENT | owned
    return case | owned


_SAME = re.compile(r"(?:[aeə]r[aeə][kq]|[ıiuü][pb]|m[aeə]d[aeə]n)\Z")


@lru_cache(maxsize=4096)
def shares(form: str) -> bool:
    """Whether a converb has the subject of the verb above it: "imzalayarak", not "imzalarken"."""
    return bool(_SAME.search(form))


class Nominals:
    """Nominal words of one sentence.

    Parameters
    ----------
    classes : str, (n_tokens,)
    words : sequence of Word, (n_tokens,)
    language : str
    """

    def __init__(self, classes: str, words: Sequence[Word], language: str) -> None:
        self.classes = classes
        self.words = words
        self.language = language
        self.syntax = syntax(language)
        """Words that the grammar asks for, by kind."""

    def features(self, i: int) -> tuple[int, int]:
        """Return the features of a nominal token and the token behind its suffix."""
        word = self.words[i]
        if i + 1 < len(self.words) and self.classes[i + 1] == "s":
            after = self.words[i + 1]
            owned = word.case & f.OWNED if word.weight != GUESSED else 0  # "birlikleri **Kunuri**'de"
            if self._is_ownable(i) and self.classes[i] != "n":
                owned = ending(self.language, word.form, guess=True) & f.OWNED
            return (after.case or f.NOM) | owned, i + 2
        if self.classes[i] in "NGJ":
            told = _named(self.language, word.form, word.case, self._is_ownable(i))
            plain = self.classes[i] == "G" and word.form.isalpha() and word.weight != GUESSED
            return (told & ~f.OWNED | word.case & f.OWNED) if plain else told, i + 1
        if PROPER in word.traits and self._is_unsuffixed(i):
            return f.NOM, i + 1
        return word.case or f.NOM, i + 1

    def _is_unsuffixed(self, i: int) -> bool:
        """Whether the end of an unknown name is no suffix: "sözcüsü **Leyla** Abdullayeva".

        Where an apostrophe parts names from suffixes, no end is one; elsewhere that of a first name is none.
        """
        words, before = self.words, i - 1
        parted = "apostrophe" in self.syntax
        if parted and i + 1 < len(words) and words[i + 1].case & f.OWNED and self.classes[i + 1] in "nG":
            return True  # "Le **Monde** gazetesi"
        if before < 0:
            return False
        if self.classes[before] == "G":
            titled = words[before].note != "body" and not words[before].plural
        else:
            titled = PROPER in words[before].traits or words[before].func == "person"
        if not titled:
            return False
        if parted:
            return True
        following = words[i + 1] if i + 1 < len(words) else None
        if following is not None and (PROPER in following.traits or following.func == "person"):
            return not words[i].case & (f.LOC | f.ABL)
        return bool(words[i].case & (f.LOC | f.ABL | f.GEN)) and not self._another_acts(i)

    def _another_acts(self, i: int) -> bool:
        """Whether a name in the nominative stands behind another, or before it and a comma.

        Else the sentence would have no subject: "naziri Ramon **Kesada** İranı ittiham etdi".
        """
        words, classes = self.words, self.classes
        if classes[i + 1 : i + 2] == "n" and words[i + 1].case & f.OWNED:
            return True  # "Prezident Vəliyevin **səfəri**"
        for j in range(i + 1, len(words)):
            if classes[j] in "V;:":
                break
            if classes[j] in "NG" and words[j].case & f.NOM:
                return True
        return any(
            classes[j] in "NG" and words[j].case & f.NOM and classes[j + 1] == "," for j in range(i - 1)
        )

    def _is_ownable(self, i: int) -> bool:
        """Whether a word can belong to another: all but the names of states, places and people."""
        return self.classes[i] != "N" or self.words[i].func in OWNABLE

    def _is_attribute(self, i: int) -> bool:
        """Whether a place or time stands before its noun: "Suriye'deki", "Bakıdakı"."""
        after = i + 1
        if after < len(self.words) and self.classes[after] == "s":
            return self.words[after].note == "ki"
        word = self.words[i]
        return word.note == "ki" or (self.classes[i] in "NG" and bool(_PLACED.search(word.form)))

    def _is_acronym(self, form: str) -> bool:
        stem = re.split(r"[-'’]", form)[0]
        return 1 < len(stem) < 5 and sum(char in "aeiouöüıə" for char in stem) < 2
