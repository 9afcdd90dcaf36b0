"""Which class each word has in its sentence.

Classes, one character a token::

    d determiner  h possessive pronoun  # number  a adjective  k short adjective  J nationality
    n noun  N name  G agent noun  R pronoun  p preposition  c conjunction  u subordinator  q relative
    x to be  m modal  ! not  r adverb  T time  V finite verb  B infinitive  P short participle
    A full participle  I gerund  , ; : . ( ) "
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.parse import Word

__all__ = ["tag"]

_MODIFIER = frozenset("daJA#h")


def tag(words: Sequence[Word]) -> str:
    """Choose one class for every word, from left to right.

    Parameters
    ----------
    words : sequence of Word, (n_tokens,)

    Returns
    -------
    str, (n_tokens,)
    """
    out: list[str] = []
    prev = "."
    for i, word in enumerate(words):
        tags = word.tags
        here = tags[0] if len(tags) == 1 else _choose(word, tags, prev, words, i)
        out.append(here)
        if here not in 'r"':
            prev = here
    return "".join(out)


def _choose(word: Word, tags: str, prev: str, words: Sequence[Word], i: int) -> str:
    for name in "NGJ":
        if name in tags:
            return name
    following = words[i + 1].tags if i + 1 < len(words) else "."
    if "n" in tags and (prev in _MODIFIER or prev == "p"):
        # "подписанный договор", "в посёлок": a noun closes the group
        if "a" in tags and following[0] in "nG":
            return "a"
        return "n"
    if "a" in tags and "n" in tags:
        return "a" if following[0] in "nGaJ" else "n"
    if "V" in tags and "n" in tags:
        known = any(lemma for lemma, kind, _ in word.verbs if kind == "V")
        return "V" if known and not word.noun else ("n" if word.noun and not known else "V")
    if "P" in tags and "a" in tags:
        return "P"
    if "A" in tags and "a" in tags:
        return "A" if any(lemma for lemma, kind, _ in word.verbs if kind == "A") else "a"
    if "I" in tags and "n" in tags:
        return "n"
    return tags[0]
