"""Which class each word has in its sentence.

Classes, one character a token::

    d determiner  h possessive pronoun  # number  a adjective  k short adjective  J nationality
    n noun  N name  G agent noun  R pronoun  p preposition  c conjunction  u subordinator  q relative
    x to be  m modal  ! not  r adverb  T time  V finite verb  B infinitive  P short participle
    A full participle  I gerund  , ; : . ( ) "
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.languages import features as f
from dragoman.languages.parse import GUESSED, PROPER, Word

__all__ = ["tag"]

_MODIFIER = frozenset("daJA#h")
_OPENS = frozenset(".,;:(c")
"""Before what opens a clause."""
_BEFORE_PREDICATE = frozenset("nNGRx!u")
_NOMINAL = frozenset("nNGaJA#dh")
_OWNED = frozenset("nNGaJA#dk")
_GOVERNED = _MODIFIER | {"p"}
_ADJECTIVAL = ("ый", "ой", "ний", "кий", "щий", "вий", "бий", "дий", "лий", "мий", "рий", "сий", "тий")
_INFLECTED = (
    *("ый", "ий", "ой", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем"),
    *("ые", "ие", "ых", "их", "ыми", "ими", "ая", "яя", "ую", "юю", "ое", "ее"),
    *("і", "ої", "ою", "ій", "а", "е", "у"),
)
"""Endings of adjectives, also of those that the lexicon has as nouns."""
_OF_A_GROUP = re.compile("[сц]ь?к[аеиіоуы][а-яі]{0,2}$")
"""Endings of the adjectives of groups: "дашнакское", "більшовицькі"."""
_THESE = frozenset({"это", "це"})
_COUNTRIES = frozenset({"seat", "state"})
_COMPARATIVE = ("ее", "че", "ше", "же")
_NEAR = 6  # words


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
        if len(tags) > 1 or tags in "aA":
            here = _choose(word, tags, prev, words, i)
        elif tags == "V" and word.weight == GUESSED and prev in _GOVERNED:
            here = "n"  # "о гибели": no verb stands behind a preposition
        elif tags == "n" and _describes(word, words, i):
            here = "a"
        elif tags == "N" and word.func == "group" and _names_whose(word, words, i):
            here = "J"
        else:
            here = tags
        out.append(here)
        if here not in 'r"':
            prev = here
    return "".join(out)


def _describes(word: Word, words: Sequence[Word], i: int) -> bool:
    """Whether a noun with the form of an adjective stands before one it agrees with: "патрульные катера".

    So does an unknown name: "**Тиранский** пакт", «**Ризьким** договором».
    """
    if PROPER in word.traits:
        after = words[i + 1] if i + 1 < len(words) else word
        plain = after.tags == "n" and not after.func and PROPER not in after.traits
        return plain and bool(_OF_A_GROUP.search(word.form)) and bool(word.case & after.case & f.CASES)
    if not word.noun.endswith(_ADJECTIVAL) or not word.form.endswith(_INFLECTED) or i + 1 >= len(words):
        return False
    other = words[i + 1]
    both = word.case & other.case
    return other.tags[0] in "nG" and other.func == "" and bool(both & f.CASES) and bool(both & f.NUMBERS)


def _names_whose(word: Word, words: Sequence[Word], i: int) -> bool:
    """Whether the name of a group is an adjective before what is the group's: "дашнакское правительство"."""
    if not word.form.endswith(_INFLECTED) or i + 1 >= len(words) or _OF_A_GROUP.search(word.form) is None:
        return False
    other = words[i + 1]
    if i + 2 < len(words) and words[i + 2].func in _COUNTRIES:
        return False  # "меньшевистское правительство Грузии": whose it is follows
    return other.tags[0] in "nG" and other.func != "person" and bool(word.case & other.case & f.CASES)


def _agree(word: Word, other: Word) -> bool:
    """Whether two words can stand in one case."""
    return bool(word.case & other.case & f.CASES) or not word.case & f.CASES or not other.case & f.CASES


def _has_complement(words: Sequence[Word], i: int) -> bool:
    """Whether a verb of becoming has what it turns into or to: "стала **союзницей**", "**на сторону**"."""
    behind = words[i + 1 : i + 1 + _NEAR]
    if any("B" in word.tags for word in behind):
        return False
    for place, word in enumerate(behind):
        tag = word.tags[0]
        if tag == "p":
            return not place
        if tag == "r" and word.form.endswith(_COMPARATIVE):
            return True  # "стала **жёстче**"
        if tag in "nNG":
            return bool(word.case & f.INS and not word.case & f.NOM)
        if tag not in "daJA#hr" or (tag == "A" and word.case & f.NOM):
            return False  # "був **захоплений** військами"
    return False


def _by_whom(words: Sequence[Word], i: int) -> bool:
    """Whether a word can only be the instrumental of a name."""
    if i >= len(words) or words[i].tags[0] not in "NG":
        return False
    return words[i].case & f.CASES == f.INS


def _other_verb(words: Sequence[Word], i: int) -> bool:
    """Whether the clause that a word opens or goes on with has a finite verb of its own behind it."""
    for word in words[i + 1 :]:
        tag = word.tags[0]
        if tag in ",;:.cuq":
            return False
        if tag in "VP" and "n" not in word.tags:
            return True
    return False


def _presents(words: Sequence[Word], i: int) -> bool:
    """Whether "це був" presents what a participle only describes: "це був захоплений корабель"."""
    return any(word.form in _THESE for word in words[max(0, i - 3) : i])


def _choose(word: Word, tags: str, prev: str, words: Sequence[Word], i: int) -> str:
    following = words[i + 1].tags if i + 1 < len(words) else "."
    if tags == "hR":
        return "h" if following[0] in _OWNED else "R"
    if tags == "ur":
        return "u" if prev in _OPENS else "r"
    if tags == "xV":
        return "V" if _has_complement(words, i) else "x"
    for name in "NGJ":
        if name in tags:
            # "военный министр", "за военной помощью": an agent that is an adjective before a noun
            attributive = "a" in tags and following[0] in "nGaJ" and _agree(word, words[i + 1])
            if attributive and prev in _MODIFIER and i and not _agree(words[i - 1], words[i + 1]):
                attributive = False  # "анкарському урядові гвинтівки": to whom and what
            return "a" if attributive else name
    # "був захоплений російськими військами": what follows is no noun that it describes
    free = following[0] not in _NOMINAL or (prev == "x" and not _agree(word, words[i + 1]))
    # "відносини були **напруженими**"
    told = f.NOM | f.INS if prev == "x" else f.NOM
    if prev in _BEFORE_PREDICATE and free and word.case & told:
        if "a" in tags and word.adj and word.weight == 1:
            return "k"  # "Україна готова підписати"
        if "A" in tags and word.weight == 1 and word.case & f.NOM and (tags[0] != "n" or prev == "x"):
            return "P"  # "був підписаний", "договір підписаний обома", but "передал **данные** о ней"
    if "A" in tags and word.weight == 1 and prev == "x" and word.case & f.NOM and not _presents(words, i):
        return "P"  # "був **підписаний** договір"
    if "n" in tags and (prev in _MODIFIER or prev == "p"):
        # "подписанный договор", "в посёлок": a noun closes the group
        if "a" in tags and following[0] in "nG":
            return "a"
        return "n"
    if tags == "aV" or tags == "Va":
        # "між ними **тривала** війна": an adjective only where another verb is there
        others = (other for j, other in enumerate(words) if j != i)
        return "a" if any(other.tags[0] in "VPxm" for other in others) else "V"
    if "a" in tags and "n" in tags:
        return "a" if following[0] in "nGaJ" else "n"
    if "V" in tags and "n" in tags:
        if word.noun and prev in "VBI":
            return "n"  # "ввели запрет": no verb follows another one without a conjunction
        known = any(lemma for lemma, kind, _ in word.verbs if kind == "V")
        if known and word.noun and _other_verb(words, i):
            return "n"  # "**запрет** на ввоз вина Грузия отменила", but "дверь он запрет"
        return "V" if known and not word.noun else ("n" if word.noun and not known else "V")
    if "P" in tags and "V" in tags and (prev == "x" or _by_whom(words, i + 1)):
        return "P"  # "договор был **отвергнут**", "договор **отвергнут** Грецией"
    if "B" in tags and "V" in tags:
        return "B" if prev in "VmB" else "V"  # "війська залишать": the short infinitive is rare
    if tags == "rP" and any(other.tags[0] in "VP" for j, other in enumerate(words) if j != i):
        return "r"  # "**поранено** двох людей", but "загинули двоє, ще троє поранено" only counts
    if "P" in tags and ("a" in tags or tags == "rP"):
        return "P"
    if "A" in tags and "a" in tags:
        return "A" if any(lemma for lemma, kind, _ in word.verbs if kind == "A") else "a"
    if "I" in tags and "n" in tags:
        return "n"
    if "B" in tags and "n" in tags and word.noun:
        return "B" if prev in "VmxB!" else "n"  # "**пропасть** между ними росла"
    if "A" in tags and "n" in tags and prev != ",":
        # "нападающий", "раненый": a noun unless a noun follows that it describes
        return "A" if following[0] in _NOMINAL and _agree(word, words[i + 1]) else "n"
    return tags[0]
