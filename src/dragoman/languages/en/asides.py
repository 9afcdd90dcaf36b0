"""Asides between two dashes, which the grammar reads as it reads those between commas."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.parse import Word

__all__ = ["with_commas"]

_DASHES = frozenset({"-", "–", "—", "--"})
_LONGEST = 14  # words between two dashes
_FINITE = frozenset("xHmw")
_SURE = (frozenset("ZD"), frozenset("PE"))
_SUBJECT = frozenset("RNGn")


def with_commas(words: Sequence[Word]) -> Sequence[Word]:
    """Return the words with commas for the dashes around an aside: "Oslo – **long neutral** – joined".

    An aside that is a clause of its own keeps its dashes, and so does whatever only one dash parts off.
    """
    dashes = [i for i, word in enumerate(words) if word.form in _DASHES]
    if len(dashes) < 2:
        return words
    found = list(words)
    while len(dashes) > 1:
        first, last = dashes[0], dashes[1]
        if first > 0 and last < len(words) - 1 and _is_aside(words[first + 1 : last]):
            found[first] = found[last] = Word(",", ",")
            del dashes[:2]
        else:
            del dashes[0]
    return found


def _is_aside(words: Sequence[Word]) -> bool:
    """Whether no verb of these words is finite."""
    if not 0 < len(words) <= _LONGEST:
        return False
    before = ""
    for word in words:
        tags = frozenset(word.tags)
        if word.tags[0] in _FINITE or tags <= _SURE[0] or word.tags[0] in ";:.":
            return False
        if tags & _SURE[0] and tags & _SURE[1] and before in _SUBJECT:
            return False  # "– nobody **contradicted** him –"
        before = word.tags[0]
    return True
