"""English forms on -ed that are a past or a participle."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.en.around import (
    ends_clause,
    has_object,
    later_finite,
    names_nobody_known,
    next_tags,
    people_act,
)
from dragoman.languages.parse import Word

__all__ = ["finite_or_participle"]

_VERBS = frozenset("xHmwBZDPEIc;:.")


def finite_or_participle(
    word: Word, prev: str, words: Sequence[Word], i: int, finite_open: bool, out: Sequence[str]
) -> str:
    """Tell a finite past form from a participle; ``E`` stays where it is the clause's verb.

    ``finite_open``: the clause has its finite verb already, and that verb reports nothing.
    """
    if prev in "xH":
        return "P"
    follow = next_tags(words, i)[0]
    if word.weight == 2 and (words[i - 1].tags == '"' or (prev in "nNGR" and ends_clause(words, i, follow))):
        return "D"  # '"...," said the president'; "..., the minister said on Monday"
    if prev == "," and "saying" in word.traits and (follow in "dhNJG" or names_nobody_known(words, i)):
        return "D"  # "..., said Colonel Hamad, whose men ..."
    if follow in "nGNJ" and (prev == "u" or ("attribute" in word.traits and prev in "qcypot,")):
        return "a"  # "when suspected Hamas men attacked"
    if prev == "d" and "stands_alone" in words[i - 1].traits and follow in "dhNJG#R" and not finite_open:
        return "D"  # "This included Azerbaijan's accession"
    if prev == "," and follow in "nGNJ" and not later_finite(words, i) and _lacks_verb(out):
        return "D"  # "Oman, which had waited, **expelled** diplomats"
    if prev == "#" and follow not in "nGNaJI" and not finite_open and not later_finite(words, i):
        return "D"  # "the two signed a treaty", against "the two arrested on Monday were freed"
    if prev in ",pu" and follow == "y" and "intransitive" not in word.traits:
        return "P"  # "Japan, backed by Australia, condemned", "accepted a ceasefire, proposed by France"
    if prev == "," and follow in "nG" and not finite_open and not later_finite(words, i):
        return "D"  # "Smith, the envoy, **met** President Paz", against "On Monday, armed men attacked"
    if prev == "d" and words[i - 1].form == "the" and follow in "po,.;":
        return "n"  # "treated the wounded"
    if prev == "J" and not finite_open and people_act(words, i):
        return "D"
    if (
        prev == "c"
        and i > 1
        and finite_open
        and _goes_on(word, words[i - 2], out)
        and follow in "nG"
        and "attribute" not in word.traits
        and not later_finite(words, i)
    ):
        return "D"  # "burst into a mosque in Chad **and killed** worshippers"
    if prev in "dha" and "deed" in word.traits:
        return "n"  # "took a parting shot at the mayor"
    if prev in "dhaJ#s" or (
        (prev in "pcoyt,BZDPI" and follow in "nG") or (prev in "BZD" and follow == "J" and finite_open)
    ):
        return "a" if follow in "nGNaJI" else "E"
    if prev == ".":
        return "a" if follow in "nGN" else "P"  # "armed men" against "armed by"
    if prev in "nNGJ":
        by_follows = (
            "intransitive" not in word.traits
            and i + 2 < len(words)
            and words[i + 1].form == "by"
            and words[i + 2].tags[0] in "NGJdh#"
        )
        if by_follows:
            return "P"
        if finite_open and prev in "nG" and follow in "poya" and not _zero_relative(out):
            return "P"
        if finite_open and prev == "N" and follow in "po" and words[i - 1].plural:
            return "P"  # "indicted two Canadians accused of fraud"
        if follow in "po" and later_finite(words, i) and prev in "nG" and not has_object(words, i):
            return "P"
    return "D"


def _goes_on(word: Word, before: Word, out: Sequence[str]) -> bool:
    """Whether a form behind "and" goes on with the verb of the clause: "seized it **and fired** rounds"."""
    if before.tags[0] == "N":
        return True
    last = next((tag for tag in reversed(out) if tag in "DBZxq"), "")
    plain = last == "D" and "x" not in out and "q" not in out  # "has paid taxes and expressed"
    return out[-2] == "n" and word.form.endswith("ed") and plain


def _lacks_verb(out: Sequence[str]) -> bool:
    """Whether what stands before the first of two commas has no finite verb yet."""
    first = out.index(",")
    subject = out[:first]
    return first < len(out) - 1 and subject[0] not in "pu" and _VERBS.isdisjoint(subject)


def _zero_relative(out: Sequence[str]) -> bool:
    """Whether two groups meet without a word between them: "the congressman **the rebels** held"."""
    i = len(out) - 1
    while i >= 0 and out[i] in "nNGJa#s":
        i -= 1
    return i > 0 and out[i] in "dh" and out[i - 1] in "nNG"
