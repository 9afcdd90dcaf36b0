"""English verbs whose auxiliary stands before the subject: "not until 1991 **did** Turkey recognise it"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.parse import Word

__all__ = ["inverted"]

_NAMES = frozenset("dhaJ#nNGR")
_REACH = 12
_SUBJECT = 5  # units between an auxiliary and its verb


def inverted(words: Sequence[Word], i: int) -> bool:
    """Whether an auxiliary with its subject behind it stands before the word at ``i``.

    In a question ("**Did** Turkey attack") and behind what is put first with "not", "only" or the like.
    """
    at = next((j for j in range(i - 1, max(-1, i - 1 - _SUBJECT), -1) if words[j].tags[0] in "wmH"), -1)
    if at < 0 or at + 1 >= i or words[at + 1].tags[0] not in _NAMES:
        return False
    if at == 0:
        return words[0].tags[0] in "wm"
    return at <= _REACH and "fronted" in words[0].traits and _is_apart(words, at)


def _is_apart(words: Sequence[Word], at: int) -> bool:
    """Whether what stands before the auxiliary is no subject: "**only Turkey** has recognised it"."""
    if at == 2 and words[1].tags[0] == "r":
        return True  # "**not only** did Iran attack"
    return at == 1 or words[at - 1].tags[0] == "T" or any(w.tags[0] in "pu" for w in words[1:3])
