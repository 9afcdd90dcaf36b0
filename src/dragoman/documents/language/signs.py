"""What speaks for a language: its script, the letters beyond the script's common core, its frequent words."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.languages.tables import rows

__all__ = [
    "CORE",
    "Signs",
    "fits",
    "fold",
    "foreign_letters",
    "foreign_words",
    "own_letters",
    "own_words",
    "signs",
]

CORE = frozenset("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщьюя")
"""Letters that tell nothing beyond the script."""


class Signs(NamedTuple):
    """The table of the languages, looked at from all sides."""

    words: dict[str, tuple[tuple[str, float], ...]]
    """Word -> the languages that have it, each with its share."""
    letters: dict[str, frozenset[str]]
    """Letter beyond the core -> languages that write it."""
    needs: dict[str, frozenset[str]]
    """Language -> letters of which it writes one at least in every sentence or two."""
    script: dict[str, str]


@lru_cache(maxsize=1)
def signs() -> Signs:
    """Return the table of the languages."""
    columns = ("language", "script", "letters", "needs", "words")
    users: dict[str, list[str]] = {}
    letters: dict[str, set[str]] = {}
    needs: dict[str, frozenset[str]] = {}
    script: dict[str, str] = {}
    for _, (language, kind, marks, needed, words) in rows(
        files("dragoman.documents") / "data" / "languages.tsv", columns
    ):
        script[language] = kind
        if needed:
            needs[language] = frozenset(needed)
        for mark in marks:
            letters.setdefault(mark, set()).add(language)
        for word in words.split():
            users.setdefault(word, []).append(language)
    return Signs(
        {
            word: tuple((name, 1 / len(set(names))) for name in sorted(set(names)))
            for word, names in users.items()
        },
        {mark: frozenset(names) for mark, names in letters.items()},
        needs,
        script,
    )


def fold(sample: str) -> str:
    """Return a text in small letters, as the words of the table are."""
    return sample.replace("İ", "i").lower()


def fits(language: str, script: str) -> bool:
    """Whether a language is written in a script."""
    known = signs().script.get(language)
    return known == script if known is not None else language == script


@lru_cache(maxsize=64)
def own_words(language: str, *, alone: bool = True) -> frozenset[str]:
    """Return the words that no other language has.

    With ``alone=False`` also those shared only with languages that cannot do without letters that this
    one never writes: they are its own where no foreign letter stands.
    """
    kin = frozenset({language}) if alone else _kin(language)
    return frozenset(
        word
        for word, users in signs().words.items()
        if any(name == language for name, _ in users) and all(name in kin for name, _ in users)
    )


@lru_cache(maxsize=64)
def own_letters(language: str) -> frozenset[str]:
    """Return the letters beyond the core that prove a language where no foreign letter stands."""
    return frozenset(
        mark
        for mark, users in signs().letters.items()
        if language in users and users <= _kin(language) and mark not in CORE
    )


@lru_cache(maxsize=64)
def _kin(language: str) -> frozenset[str]:
    """Return a language and those that need letters which it never writes."""
    known = signs()
    mine = {mark for mark, users in known.letters.items() if language in users}
    return frozenset({language, *(name for name, needed in known.needs.items() if needed.isdisjoint(mine))})


@lru_cache(maxsize=64)
def foreign_words(language: str) -> frozenset[str]:
    """Return the words that other languages have and this one has not."""
    return frozenset(
        word for word, users in signs().words.items() if all(name != language for name, _ in users)
    )


@lru_cache(maxsize=64)
def foreign_letters(language: str) -> re.Pattern[str]:
    """Return the pattern of the letters beyond the core that a language does not write, but others do."""
    letters = signs().letters
    others = "".join(
        sorted(mark for mark, owners in letters.items() if language not in owners and mark not in CORE)
    )
    # The capital of "ı" is that of "i", too.
    capitals = "".join(mark.upper() for mark in others if len(mark.upper()) == 1 and mark != "ı")
    return re.compile(f"[{re.escape(others + capitals)}]")
