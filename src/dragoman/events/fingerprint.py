"""What tells a copy of a text and a quotation from it: MinHash over runs of words, hashes of sentences.

Everything is arithmetic modulo 2**64 on arrays of code points, the same on every machine.  Letter
case, punctuation and line breaks do not count.

References
----------
A. Z. Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["METHOD", "PERMUTATIONS", "Fingerprint", "Passage", "fingerprint"]

METHOD = "minhash-128-3.1"
"""Changes whenever the same text could get another fingerprint."""
PERMUTATIONS = 128
_RUN = 3
"""Words in a shingle."""
_QUOTABLE = 12
"""A sentence of fewer words can be the same by chance."""
_BASE = 0x9E3779B97F4A7C15
"""Odd, so that it has an inverse modulo 2**64."""
_TABLE = 0x10000
_PIECE = 200_000

_U64 = NDArray[np.uint64]
_Places = NDArray[np.int64]


class Passage(NamedTuple):
    """A sentence that is long enough to be told again: ``text[start:stop]``."""

    start: int
    stop: int
    words: int
    hash: int


class Fingerprint(NamedTuple):
    """The fingerprint of one document's coded blocks."""

    words: int
    minhash: tuple[int, ...]
    """Signed 32-bit numbers; none where there are fewer words than a shingle has."""
    passages: tuple[Passage, ...]


def fingerprint(text: str, ranges: Iterable[tuple[int, int]]) -> Fingerprint:
    """Return the fingerprint of the parts of a text.

    Parameters
    ----------
    text : str
    ranges : iterable of (start, stop), code points
        In order, without overlap: the blocks that are coded.
    """
    words = 0
    least = np.full(PERMUTATIONS, np.iinfo(np.uint32).max, dtype=np.uint32)
    passages: list[Passage] = []
    for piece in _pieces(ranges):
        hashed, starts, stops, cuts = _parse(text, piece)
        words += len(hashed)
        if len(hashed):
            _minhash(hashed, least)
            passages += _passages(hashed, starts, stops, cuts)
    return Fingerprint(words, tuple(least.view(np.int32).tolist()) if words >= _RUN else (), tuple(passages))


def _pieces(ranges: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Cut the work so that a text of any length needs little memory."""
    piece: list[tuple[int, int]] = []
    for start, stop in ranges:
        for at in range(start, stop, _PIECE):
            end = min(at + _PIECE, stop)
            if piece and end - piece[0][0] > _PIECE:
                yield piece
                piece = []
            piece.append((at, end))
    if piece:
        yield piece


def _parse(text: str, ranges: list[tuple[int, int]]) -> tuple[_U64, _Places, _Places, _Places]:
    """Return hashes, starts and stops of the words, and before which of them a sentence ends."""
    offset, end = ranges[0][0], ranges[-1][1]
    codes = np.frombuffer(text[offset:end].encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    inside = np.zeros(len(codes), dtype=bool)
    block = np.zeros(len(codes) + 1, dtype=np.int64)
    for start, stop in ranges:
        inside[start - offset : stop - offset] = True
        block[start - offset] = 1
    letters, ends = _letters()
    low = np.where(codes < _TABLE, codes, 0)
    folded = np.where(inside, letters[low], 0).astype(np.uint64)
    edges = np.diff(np.concatenate(([False], folded > 0, [False])).astype(np.int8))
    starts, stops = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    # A sentence ends between two words where a mark or the end of a block stands between them.
    marks = np.concatenate(([0], np.cumsum(ends[low] & inside))) + np.cumsum(block)
    cuts = np.flatnonzero(marks[starts[1:]] != marks[stops[:-1]]) + 1
    return _words(folded, starts, stops), starts + offset, stops + offset, cuts


@lru_cache(maxsize=1)
def _letters() -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """Return the lower case of each code point of a word, 0 for others; and what ends a sentence."""
    letters = np.zeros(_TABLE, dtype=np.uint32)
    for code in range(_TABLE):
        char = chr(code)
        if char.isalnum():
            letters[code] = ord(char.lower()[0])
    ends = np.zeros(_TABLE, dtype=bool)
    ends[[ord(char) for char in ".!?…"]] = True
    return letters, ends


@lru_cache(maxsize=1)
def _inverse() -> int:
    return pow(_BASE, -1, 1 << 64)


def _powers(base: int, length: int) -> _U64:
    """Return base ** 0, 1, 2 ... modulo 2**64."""
    return _grown(base, max(1 << (length - 1).bit_length(), 1 << 16))[:length]


@lru_cache(maxsize=8)
def _grown(base: int, length: int) -> _U64:
    powers = np.full(length, base, dtype=np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def _mix(values: _U64) -> _U64:
    """Spread the bits (the finaliser of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _words(folded: _U64, starts: _Places, stops: _Places) -> _U64:
    """Hash each word: a polynomial of its letters, whatever its place."""
    length = len(folded)
    sums = np.zeros(length + 1, dtype=np.uint64)
    np.cumsum(folded * _powers(_BASE, length), out=sums[1:])
    return _mix((sums[stops] - sums[starts]) * _powers(_inverse(), length)[starts])


@lru_cache(maxsize=1)
def _permutations() -> tuple[_U64, _U64]:
    numbers = _mix(np.arange(1, 2 * PERMUTATIONS + 1, dtype=np.uint64) * np.uint64(_BASE))
    return numbers[:PERMUTATIONS, None] | np.uint64(1), numbers[PERMUTATIONS:, None]


def _minhash(words: _U64, least: NDArray[np.uint32]) -> None:
    """Bring the least value under each permutation down to those of these words."""
    if len(words) < _RUN:
        return
    runs = np.zeros(len(words) - _RUN + 1, dtype=np.uint64)
    for at in range(_RUN):
        runs = runs * np.uint64(_BASE) + words[at : len(words) - _RUN + 1 + at]
    runs = np.unique(_mix(runs))
    factors, summands = _permutations()
    for at in range(0, len(runs), 8_192):
        hashes = ((factors * runs[None, at : at + 8_192] + summands) >> np.uint64(32)).astype(np.uint32)
        np.minimum(least, hashes.min(axis=1), out=least)


def _passages(words: _U64, starts: _Places, stops: _Places, cuts: _Places) -> list[Passage]:
    first, after = np.concatenate(([0], cuts)), np.concatenate((cuts, [len(words)]))
    long = after - first >= _QUOTABLE
    first, after = first[long], after[long]
    sums = np.zeros(len(words) + 1, dtype=np.uint64)
    np.cumsum(words * _powers(_BASE, len(words)), out=sums[1:])
    hashes = _mix((sums[after] - sums[first]) * _powers(_inverse(), len(words) + 1)[first]).view(np.int64)
    found = zip(starts[first].tolist(), stops[after - 1].tolist(), (after - first).tolist(), hashes.tolist(),
                strict=True)  # fmt: skip
    return [Passage(*one) for one in found]
