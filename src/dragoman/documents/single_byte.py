"""Which single-byte encoding a text is in, told by how its bytes would read."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

__all__ = ["CYRILLIC", "encoding_of"]

# Order decides ties: the encoding met most often comes first.
CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso-8859-5", "koi8-u")
_PAIR_LETTERS = (
    "акаламанатвавевивовігодадедндодіежейелеменересетзаиеийилиниситиякакиколалилоль"
    "монанениннноныняніобовоголоморосотоїпопррарериросксостсятатитотртстьупчечтщоыхій"
)
_PAIRS = frozenset(_PAIR_LETTERS[at : at + 2] for at in range(0, len(_PAIR_LETTERS), 2))
"""Frequent pairs of letters in Russian and Ukrainian prose."""
_TURKISH = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe")
_HIGH = re.compile(rb"[\x80-\xff]")
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
_SMALL = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_ODD = re.compile(r"[\u2500-\u259f\x80-\x9f¤№°∙√≤≥÷²\ufffd]")
_SAMPLE = 40_000
_BEFORE = 200


class _Reading(NamedTuple):
    """What bytes and pairs of bytes are in one encoding."""

    letters: frozenset[int]
    odd: frozenset[int]
    good: frozenset[tuple[int, int]]
    """Frequent pairs of letters."""
    flips: frozenset[tuple[int, int]]
    """A small letter before a capital."""


def encoding_of(data: bytes) -> str | None:
    """Return the encoding in which a text reads best, or None where it reads in none."""
    first = _HIGH.search(data)
    begin = max(0, (first.start() if first else 0) - _BEFORE)
    sample = data[begin : begin + _SAMPLE]
    bytes_of, pairs = Counter(sample), Counter(pairwise(sample))
    high = sum(count for byte, count in bytes_of.items() if byte >= 0x80)
    letters = sum(count for byte, count in bytes_of.items() if byte < 0x80 and chr(byte).isalpha())
    scores = {name: _score(_reading(name), bytes_of, pairs) for name in CYRILLIC}
    best = max(CYRILLIC, key=scores.__getitem__)
    if scores[best] >= 0.25 and high * 3 > letters:
        return best
    return _western(bytes_of) if letters > high * 2 else None


@lru_cache(maxsize=len(CYRILLIC))
def _reading(name: str) -> _Reading:
    # What a byte reads as does not depend on its neighbours: pairs are looked up, not decoded one by one.
    read = [bytes([byte]).decode(name, "replace") for byte in range(256)]
    at = {char: byte for byte, char in enumerate(read)}
    pairs = {
        (first, second)
        for small in _PAIRS
        for first in (small[0], small[0].upper())
        for second in (small[1], small[1].upper())
    }
    return _Reading(
        frozenset(byte for byte, char in enumerate(read) if _CYRILLIC_LETTER.match(char)),
        frozenset(byte for byte, char in enumerate(read) if _ODD.match(char)),
        frozenset((at[first], at[second]) for first, second in pairs if first in at and second in at),
        frozenset((at[small], at[other.upper()]) for small in _SMALL for other in _SMALL),
    )


def _score(reading: _Reading, bytes_of: Counter[int], pairs: Counter[tuple[int, int]]) -> float:
    """Say how much a decoding looks like Cyrillic prose, up to about 0.7."""
    letters = sum(bytes_of[byte] for byte in reading.letters)
    if not letters:
        return 0.0
    good = sum(count for pair, count in pairs.items() if pair in reading.good)
    bad = sum(count for pair, count in pairs.items() if pair in reading.flips)
    bad += sum(bytes_of[byte] for byte in reading.odd)
    return (good - 2 * bad) / letters


def _western(bytes_of: Counter[int]) -> str:
    turkish = sum(bytes_of[byte] for byte in _TURKISH)
    upper = sum(count for byte, count in bytes_of.items() if byte >= 0xC0)
    if turkish * 4 >= upper > 0:
        return "windows-1254" if any(0x80 <= byte < 0xA0 for byte in bytes_of) else "iso-8859-9"
    return "windows-1252"
