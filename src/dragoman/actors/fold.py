"""Folding a text for look-up without changing its length."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Sequence
from functools import cache

from dragoman.languages.script import letters

__all__ = ["fold", "fold_all", "marked", "padded", "quick", "unmarked"]

# Letters that Unicode does not decompose, and the Cyrillic letters whose mark is part of the letter.
_OWN = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ə": "e", "æ": "e", "œ": "e", "ß": "s", "þ": "t",
    "ґ": "г",
}  # fmt: skip
_KEEP = frozenset("йїў")
# Apostrophes that Unicode counts as letters.
_MARKS = frozenset("ʼʹʻʽ")


def _one(char: str) -> str:
    if not char.isalnum() or char in _MARKS:
        # A combining mark belongs to its word; everything else parts words.
        return char if unicodedata.combining(char) else " "
    low = "i" if char == "İ" else char.lower()
    if len(low) != 1:
        return char
    if low in _KEEP:
        return low
    base = unicodedata.normalize("NFD", low)[0]
    return _OWN.get(base, base)


class _Table(dict[int, str]):
    """Maps a code point when it is first seen."""

    def __missing__(self, point: int) -> str:
        self[point] = value = _one(chr(point))
        return value


_TABLE = _Table()
# Letters of another script as those fold that replaced them.
_TABLES = {"az": _Table({code: _one(to) for code, to in letters("az-Cyrl").items()})}


def fold(text: str, language: str = "") -> str:
    """Lower-case, strip accents and turn everything that is no letter or digit into a space.

    Character by character, so that every offset stays: ``İ`` becomes one ``i``, not two code points.
    In Azerbaijani, Cyrillic letters become those Latin ones that replaced them.

    Examples
    --------
    >>> fold("Côte d’Ivoire, U.S.")
    'cote d ivoire  u s '
    >>> fold("Бакы", "az") == fold("Bakı")
    True
    """
    return text.translate(_TABLES.get(language, _TABLE))


_MARKED = {"tr": "şçğ", "az": "şçğ"}


@cache
def marked(language: str) -> frozenset[str]:
    """Return consonants that are others than those which they fold to: "karşı" is no form of "Kars".

    Who has no such letters leaves the marks out, so a plain letter may stand for a marked one. Vowels
    are not among them: foreign names are spelled with either.
    """
    own = _MARKED.get(language, "")
    found = {*own, *own.upper()}
    return frozenset(found | {chr(code) for code, to in letters(f"{language}-Cyrl").items() if to in found})


def unmarked(name: str, language: str) -> tuple[int, ...]:
    """Return where a name has a consonant that must not be a marked one in the text."""
    plain = fold(_MARKED.get(language, ""))
    return tuple(at for at, char in enumerate(name) if char.lower() in plain)


# Where a text folds to letters of the code page of its language, bytes fold eight times as fast.
_PAGES = {"en": "cp1252", "ru": "cp1251", "uk": "cp1251", "tr": "cp1254", "az": "cp1254"}


@cache
def _page(name: str, keep: int = -1) -> bytes:
    """Return how the bytes of a code page fold; one byte may stay what it is."""
    folded = bytearray(b" " * 256)
    for byte in range(256):
        if byte == keep:
            folded[byte] = byte
            continue
        char = bytes([byte]).decode(name, "ignore")
        if char:
            folded[byte] = _one(char).encode(name)[0]
    return bytes(folded)


def _beyond(error: UnicodeError) -> tuple[bytes, int]:
    """Put for what a code page lacks what it folds to, where the page has that."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    folded = error.object[error.start : error.end].translate(_TABLE)
    if not folded.isascii():
        raise error
    return folded.encode("ascii"), error.end


_BEYOND = "dragoman.actors.fold"
codecs.register_error(_BEYOND, _beyond)


def padded(text: str, language: str = "") -> str:
    """Return the folded text between two spaces, as the automata expect it."""
    return f" {quick(text, language)} "


def _paged(text: str, language: str, page: str, keep: int = -1) -> str:
    """Fold as bytes of a code page; raises UnicodeEncodeError where the text does not fit it."""
    if language == "az":  # its ə is in no code page; ë folds to the same
        text = text.replace("ə", "ë").replace("Ə", "Ë")
    # Azerbaijani reads Cyrillic letters its own way.
    raw = text.encode(page, "strict" if language in _TABLES else _BEYOND)
    return raw.translate(_page(page, keep)).decode(page)


def quick(text: str, language: str) -> str:
    """Fold as `fold` does, by bytes where the code page of the language has the letters."""
    page = _PAGES.get(language)
    if page is not None:
        try:
            return _paged(text, language, page)
        except UnicodeEncodeError:
            # Most lines of a text that quotes another script do not.
            head, line, tail = text.partition("\n")
            if line:
                return " ".join(quick(piece, language) for piece in (head, *tail.split("\n")))
    return text.translate(_TABLES.get(language, _TABLE))


def fold_all(texts: Sequence[str], language: str) -> list[str]:
    """Fold many texts of one line each at once."""
    page = _PAGES.get(language)
    if page is None:
        return [fold(text, language) for text in texts]
    if not texts:
        return []
    try:
        return _paged("\n".join(texts), language, page, keep=10).split("\n")
    except UnicodeEncodeError:
        return [quick(text, language) for text in texts]
