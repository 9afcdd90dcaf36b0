"""Where one English noun group ends and the next begins without a word between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.languages.parse import Word

__all__ = ["seam"]

_VERB_AHEAD = re.compile(r"(?:(?:,|,?c)[dhaJ#n]*[NGn])*(?:,[^,;:.]+,)?[r!]*[mxHwZDEB]")
"""What follows the subject of a clause: more subjects, what is said of it between commas, a finite verb."""
_ARTICLES = frozenset({"a", "an"})
_LINKS = "poytG"
_OPENS = ".;:u"
_STATE = "state"
_POINTS = frozenset({"place", "seat", "state"})
_NAMES = _POINTS | {"person"}


def seam(classes: str, words: Sequence[Word], kinds: Sequence[str], first: int, stop: int) -> int:
    """Return where a second group begins inside ``first:stop``, or 0.

    Parameters
    ----------
    classes : str, (n_tokens,)
    words : sequence of Word, (n_tokens,)
    kinds : sequence of str
        Chunks before the group.
    first, stop : int
        Tokens that could be one noun group.
    """
    if stop - first < 2:
        return 0
    lasts = "duration" in words[stop - 1].traits and stop < len(words)
    if lasts and "opens_either" in words[stop].traits and classes[stop - 2] in "nNG":
        return stop - 1  # "fired a missile **hours** before the summit"
    for i in range(first + 1, stop):
        if classes[i] != "N" or words[i].func not in (_STATE, "seat"):
            continue
        if classes[i - 1] == "n" and words[i - 1].plural:
            return i  # "under the documents **Turkey** will open its border"
        if classes[i - 1] == "n" and classes[i + 1 : i + 2] == "s" and words[first].form in _ARTICLES:
            return i  # "denounced as a crime **Serbia's** attack"
        if i == first + 1 == stop - 1 and words[first].func == _STATE and kinds == ["p"]:
            return i  # "with Poland **Lithuania** has signed"
    pair = (
        stop - first == 2 and classes[first:stop] == "NN" and classes[stop : stop + 1] in (".", ";", ",", "")
    )
    if (
        pair
        and kinds[-1:] == ["c"]
        and "V" in kinds
        and words[first].func in _POINTS
        and words[stop - 1].func in _POINTS
    ):
        return first + 1  # "Russia backed Armenia, and Turkey **Azerbaijan**"
    return _behind_opening(classes, words, kinds, first, stop)


def _behind_opening(classes: str, words: Sequence[Word], kinds: Sequence[str], first: int, stop: int) -> int:
    """Return where the subject begins behind a prepositional phrase that no comma closes.

    "In response **Turkey** closed the border", "after the collapse of the Soviet Union **Ankara** saw".
    """
    if not kinds or kinds[-1] not in "po" or not _opens_clause(kinds):
        return 0
    if not _VERB_AHEAD.match(classes, stop):
        return 0
    for i in range(first + 1, stop):
        here, before = classes[i], classes[i - 1]
        if here == "J" and before in "nT":
            return i  # "in the interwar period **French** envoys"
        if here != "N" or before not in "nNGT":
            continue
        func = words[i].func
        if before in "nT" or (func == _STATE and (before == "G" or words[i - 1].func in _NAMES)):
            return i
        if func == "person" and words[i - 1].func in _POINTS:
            return i  # "in Baku **Aliyev** met"
    return 0


def _opens_clause(kinds: Sequence[str]) -> bool:
    """Whether nothing but prepositional phrases stands between the group and where its clause begins."""
    k = len(kinds) - 1
    while k >= 0 and kinds[k] in _LINKS:
        k -= 1
    begin = k + 1
    return (k < 0 or kinds[k] in _OPENS) and kinds[begin] in "po"
