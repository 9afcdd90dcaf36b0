"""Words that open clauses elsewhere, but part none: "Иран **якобы** поставил", "признал **ли** Рим"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.languages.parse import Word

__all__ = ["WHETHER", "without_particles"]

WHETHER = "ли"
_ALLEGED = frozenset(
    {"якобы", "будто", "будто бы", "словно", "нібито", "начебто", "ніби", "ніби то", "мовби", "буцімто"}
)
_ALTHOUGH = frozenset({"если", "хоть", "хотя", "хоч", "хоча", "якщо"})
_EVER = frozenset({"все", "усе"})
_THEN = "то"
_EVEN = frozenset({"и", "і", "й"})
_NOMINAL = frozenset("dhaAJ#nNGRT")
_OPENS = frozenset(',;:.("uqcp')
_INSERTED = re.compile("(?<=,)[cmp](?=,)")
"""A word between two commas: "Рим, **однако**, признал Вену"."""


def without_particles(classes: str, words: Sequence[Word]) -> str:
    """Return the classes of a sentence, such words made adverbs.

    Parameters
    ----------
    classes : str, (n_tokens,)
    words : sequence of Word, (n_tokens,)

    Returns
    -------
    str, (n_tokens,)
    """
    if ",c," in classes or ",m," in classes or ",p," in classes:
        classes = _INSERTED.sub("r", classes)
    out = list(classes)
    at = classes.find("Rr")
    while at >= 0:
        if words[at].form in _EVER:
            out[at] = "r"  # "становились **всё** теснее"
        at = classes.find("Rr", at + 1)
    at = opening = classes.find("u")
    if at < 0:
        return "".join(out)
    for i in range(opening + 1, len(words) - 1):
        if words[i].form == _THEN and classes[i - 1] == "," and classes[i + 1] != ",":
            out[i] = "r"  # "Если Рим признал Вену, **то** Париж"
    while at >= 0:
        form = words[at].form
        if form == WHETHER or (form in _ALLEGED and at and classes[at - 1] not in _OPENS):
            out[at] = "r"
        elif form in _ALTHOUGH and (even := _even_behind(classes, words, at)):
            out[even] = "r"
        at = classes.find("u", at + 1)
    return "".join(out)


def _even_behind(classes: str, words: Sequence[Word], at: int) -> int:
    """Return the "and" between subject and verb, or 0: "Хотя Рим **и** признал Вену"."""
    j = at + 1
    while j < len(classes) and classes[j] in _NOMINAL:
        j += 1
    even = j > at + 1 and j + 1 < len(classes) and words[j].form in _EVEN
    return j if even and classes[j + 1] in "V!r" else 0
