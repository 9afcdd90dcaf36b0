"""Which class each English word has in its sentence.

Classes, one character a token::

    d determiner  h possessive pronoun  # number  a adjective  J nationality  n noun  N name
    G agent noun  s 's  R pronoun  p preposition  o of  y by  t to  c and/or  u subordinator
    q relative/that  x be  H have  w do  m modal  ! not  r adverb  T time
    B base  Z third person  D past  E past or participle  P participle  I -ing
    , ; : . ( ) "
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.en.around import STARTS_GROUP, finite_before_comma, next_tags
from dragoman.languages.en.asides import with_commas
from dragoman.languages.en.noun_or_verb import BEFORE_NOUN, choose
from dragoman.languages.en.participles import finite_or_participle
from dragoman.languages.parse import Word

__all__ = ["tag"]

# Classes that still depend on their neighbours when the word has no other.
_CONTEXTUAL = frozenset("PEIhqp")
_NOUNS = frozenset("nNGJTosy")
"""Classes that depend on no neighbour and tell nothing of the clause."""
_AFTER_CROWD = frozenset("DBZPExHmwp")
_ACTING = frozenset("NGR")
_FINITE = frozenset("DEZ")
_AFTER_PRONOUN = frozenset("dhxHmwpoytcuq.,;:")
_SUBJECT = frozenset("dhaJ#nNGR")
_PAIR = 8  # units between "neither" and "nor"


def tag(words: Sequence[Word]) -> str:
    """Choose one class for every word, from left to right.

    Parameters
    ----------
    words : sequence of Word, (n_tokens,)
        Names come in as words with the tag ``N``, ``J``, ``G`` or ``T``.

    Returns
    -------
    str, (n_tokens,)
    """
    words = with_commas(words)
    out: list[str] = []
    prev = "."  # class of the last token that is neither adverb nor quote
    before = "."
    finite_open = False  # a finite verb has been seen in this clause
    clause = ""  # the word that opened this clause
    reporting = False  # that verb reports: "said" opens a clause of its own without a word
    for i, word in enumerate(words):
        tags = word.tags
        here = (
            tags
            if len(tags) == 1
            else choose(word, tags, prev, words, i, finite_open and not reporting, clause)
        )
        if here in _NOUNS:
            out.append(here)
            before, prev = prev, here
            continue
        if here == "d" and word.traits:
            here = _alone(words, i, prev, finite_open=finite_open)
        elif here == "a" and prev == "d" and word.form == "former" and _acts(words, i):
            here = "n"  # "**the former** recognised it"
        elif here == "#" and prev in "mwtNGR" and "sequence" in word.traits:
            if prev in "mwt" or words[i + 1].tags[0] in "BEDZ":
                here = "r"  # "must first leave", "Thomson first refused"
        elif i == 0 and here in "mHx" and "inverts" in word.traits and _is_condition(words):
            here = "u"  # "Should Chad attack, ..."
        elif here == "!" and word.form == "nor" and prev in "nNGR" and _joins(words, i):
            here = "c"
        if here in _CONTEXTUAL:
            here = _settle(here, prev, before, words, i, finite_open and not reporting, out)
        out.append(here)
        if here not in 'r"':
            if here in "BZD" or (here in "xHwm"):
                finite_open = True
                reporting = here in "BZD" and word.weight == 2 and "rather_do" not in word.traits
            elif here in "PE" and prev in "xH":
                reporting = word.weight == 2 and "rather_do" not in word.traits
            elif here in "uq":
                finite_open, clause, reporting = False, here, False
            elif here == "t" and prev in "BZDPE":
                reporting = False  # "promised to ...": no clause of its own opens
            elif here in ";.:" or (here == "," and prev in "BZDE"):
                finite_open = False
            if here != "!" or prev not in "mwxH":
                before, prev = prev, here  # "will not release": the verb still follows its auxiliary
    return "".join(out)


def _alone(words: Sequence[Word], i: int, prev: str, *, finite_open: bool) -> str:
    """Tell a determiner from the same word without a noun: "thousands rallied", "called **this** a lie"."""
    word, follow = words[i], next_tags(words, i)
    if "correlative" in word.traits and prev in _ACTING and not finite_open:
        if i > 2 and words[i - 2].tags[0] == "c":
            return "r"  # "Israel and Iran **both** reject the plan"
        if not _FINITE.isdisjoint(follow):
            return "r"  # "Turkey **both** condemned the raid and recalled its envoy"
    if "crowd" in word.traits and follow[0] in _AFTER_CROWD:
        return "n"
    if "demonstrative" in word.traits and follow[0] in _AFTER_PRONOUN:
        return "R"
    return "d"


def _acts(words: Sequence[Word], i: int) -> bool:
    """Whether a verb follows, and not what "former" describes: "the former occupied zones"."""
    follow = next_tags(words, i)[0]
    if follow in "xHmwDZ":
        return True
    return follow == "E" and next_tags(words, i + 1)[0] in "dhJNR." and not finite_before_comma(words, i + 1)


def _joins(words: Sequence[Word], i: int) -> bool:
    """Whether "nor" joins two nouns: "neither Turkey **nor** Iran", against "neither spoke nor signed"."""
    pair = any(word.form == "neither" for word in words[max(0, i - _PAIR) : i])
    return pair and next_tags(words, i)[0] in STARTS_GROUP


def _is_condition(words: Sequence[Word]) -> bool:
    """Whether a sentence that begins with an auxiliary is no question: its subject and a comma follow."""
    if next_tags(words, 0)[0] not in _SUBJECT or words[-1].form == "?":
        return False
    return any(word.form == "," for word in words)


def _settle(
    here: str, prev: str, before: str, words: Sequence[Word], i: int, finite_open: bool, out: Sequence[str]
) -> str:
    """Settle a class that depends on its neighbours even where the word has no other."""
    word = words[i]
    tags = word.tags
    if here == "P" and prev in BEFORE_NOUN and next_tags(words, i)[0] in "nGNa":
        here = "a"  # "the stolen statue"
    if here == "E":
        here = (
            "D"
            if prev == "c" and before in "DPEZ"
            else finite_or_participle(word, prev, words, i, finite_open, out)
        )
    elif here == "I" and prev == "s" and next_tags(words, i)[0] in "pout":
        here = "n"  # "Germany's backing for France"
    elif here == "I" and prev in "dh" and next_tags(words, i)[0] == "o":
        here = "n"  # "acknowledged the suffering of the deported"
    elif (
        here == "I"
        and prev == "a"
        and before in "dhJspoy"
        and "n" in tags
        and next_tags(words, i)[0] not in "nGNdhR"
    ):
        here = "n"  # "a stern warning to Israel", "an accord on coastal fishing with Togo"
    elif here == "I" and prev in "dhJ#" and ("n" in tags or next_tags(words, i)[0] in "nGN"):
        here = "n" if "n" in tags and next_tags(words, i)[0] not in "nGN" else "a"
    elif (
        here == "I"
        and prev in "BZDPE"
        and "n" in next_tags(words, i)
        and "takes_gerund" not in words[i - 1].traits
    ):
        here = "a"  # "deliver devastating blows"
    elif here == "R" and prev == "#" and word.form == "others":
        here = "n"  # "seven others"
    elif here == "h" and word.form == "her" and not STARTS_GROUP & set(next_tags(words, i)[0]):
        here = "R"
    elif here == "p" and prev in "xH" and "between" in word.traits and next_tags(words, i)[0] in "EPDI":
        here = "r"  # "have since arrested"
    elif here == "q" and "demonstrative" in word.traits and next_tags(words, i)[0] == "o":
        here = "R"  # "together with **that of** Togo"
    elif here == "q" and "demonstrative" in word.traits and prev in ".;:" and next_tags(words, i)[0] in "na":
        here = "d"  # "**That** thaw ended in 2015"
    elif (
        here == "q"
        and word.form == "that"
        and prev in "pytoBZD"
        and next_tags(words, i)[0] == "n"
        and (words[i + 1].verbs or not words[i + 1].plural)  # "insisted **that** deliveries would go on"
    ) or (here == "p" and "nearly" in word.traits and prev in "BZDEPIpo" and next_tags(words, i)[0] == "#"):
        here = "d"
    return here
