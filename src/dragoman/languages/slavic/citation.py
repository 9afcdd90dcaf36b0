"""The nominative of a name that stands in another case: «Московскую декларацию»."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages import features as f
from dragoman.languages.parse import Word

__all__ = ["nominative"]

_FEMININE, _NEUTER = ("а", "я"), ("о", "е", "є", "ння", "ття")
_VELAR = "кгхжшчщ"
"""Letters behind which Russian writes и for ы."""
_HARD = {
    "ru": ("ого", "ому", "ую", "ою", "ой", "ым", "им", "ом"),
    "uk": ("ого", "ому", "ою", "ої", "ій", "ім", "им", "у"),
}
_SOFT = {"ru": ("его", "ему", "юю", "ей", "ем"), "uk": ("ього", "ьому", "ьою", "ьої", "ю")}
"""Endings of adjectives in the singular, longest first; those of the nominative are no case to change."""
_NOMINATIVE = {
    "ru": {"m": ("ый", "ий"), "f": ("ая", "яя"), "nt": ("ое", "ее")},
    "uk": {"m": ("ий", "ій"), "f": ("а", "я"), "nt": ("е", "є")},
}
"""Endings of the nominative by gender, hard and soft."""


def nominative(words: Sequence[Word], case: int, language: str) -> list[str]:
    """Return adjectives and the noun behind them in the nominative, or nothing where they stand in it.

    Nor where a form does not tell: a plural, a word that does not inflect.

    Parameters
    ----------
    words : sequence of Word, (n_words,)
        The last one is the noun.
    case : int
        Cases that the noun can have in its sentence.
    language : str
    """
    noun = words[-1]
    if not noun.noun or case & f.NOM or not case & noun.case & f.CASES or not noun.case & f.SG:
        return []
    gender = _gender(noun.noun)
    found = [_adjective(word.form, gender, language) for word in words[:-1]]
    return [*found, noun.noun] if all(found) else []


def _gender(lemma: str) -> str:
    """Return the gender of an agreement's kind by the end of its lemma."""
    if lemma.endswith(_NEUTER):
        return "nt"
    return "f" if lemma.endswith(_FEMININE) else "m"


def _adjective(form: str, gender: str, language: str) -> str:
    """Return the nominative of an adjective, or an empty string."""
    hard, soft = _NOMINATIVE[language][gender]
    for endings, new in ((_SOFT[language], soft), (_HARD[language], hard)):
        for ending in endings:
            if form.endswith(ending) and len(form) > len(ending) + 2:
                stem = form.removesuffix(ending)
                velar = language == "ru" and gender == "m" and stem[-1] in _VELAR
                return stem + ("ий" if velar else new)
    return ""
