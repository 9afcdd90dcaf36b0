"""English words that can be a noun as well as a verb."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dragoman.languages.en.around import (
    after_modal,
    behind_opener,
    earlier_finite,
    ends_clause,
    finite_before_comma,
    helped,
    later_finite,
    names_nobody_known,
    next_tags,
    people_act,
    plural_head,
)
from dragoman.languages.en.inversion import inverted
from dragoman.languages.parse import Word

__all__ = ["BEFORE_NOUN", "choose"]

_VERBAL = frozenset("BZDEPI")
BEFORE_NOUN = frozenset("dhaJ#s")
"""Classes that a noun follows."""
_ADJECTIVAL = ("torial", "tional", "litical", "nomic", "matic")
"""Endings of adjectives that the lexicon takes for nouns."""
_OBJECTIVE = frozenset({"her", "him", "me", "them", "us"})
_ARTICLES = frozenset({"a", "an", "another"})


def choose(
    word: Word, tags: str, prev: str, words: Sequence[Word], i: int, finite_open: bool, clause: str
) -> str:
    """Choose the class of a word that can be several.

    ``finite_open``: the clause has its finite verb already; ``clause``: the class of the word that opened it.
    """
    verb = _verb_of(tags)
    if "G" in tags or "N" in tags or "J" in tags:
        name = next(t for t in tags if t in "GNJ")
        if not verb or prev not in "tmw":
            return name
        return verb if prev in "mw" or verb == "B" else name
    nominal = "n" if "n" in tags else ("a" if "a" in tags else "")
    if not verb:
        if nominal and "a" in tags and "n" in tags:
            following = next_tags(words, i)[0]
            if prev == "x" and word.adj:
                return "a"  # "is due in the capital"
            return "a" if following in "nGNaJI" or prev in "nNG" else "n"
        if tags[0] in "prducn#" and nominal and prev in "dhaJs" and tags[0] != "#":
            return nominal
        return tags[0]
    following = next_tags(words, i)
    follow = following[0]
    if prev == "J" and not finite_open and verb in "BDE" and people_act(words, i):
        if verb != "B":
            return "D"
        if follow in "dhNJR":
            return "B"  # "The French support the plan"
    if tags[0] in "pr" and "B" in tags:
        if nominal == "n" and prev == "d":
            return "n"  # "a stab in **the back**"
        # "to back the plan" against "came back" and "to further deepen"
        return "B" if prev in "tmw" and follow != "B" else tags[0]
    if tags[0] == "p" and verb == "I" and prev in "dh" and follow in "na#":
        return "a"  # "over **the following** decade", against "following the vote"
    if tags[0] in "up":
        # "Britain provided weapons", "they were following orders" against "provided that", "following the"
        if (verb == "E" and prev in "NGnRc" and follow not in "qu" and not finite_open) or prev in "xH":
            return verb
        return tags[0]
    if "B" in tags and ("E" in tags or "D" in tags) and prev in "NGn" and not finite_open:
        particle = i + 1 < len(words) and "verb_particle" in words[i + 1].traits
        alone = follow == "p" and next_tags(words, i + 1)[0] in "p.,;u"  # "a thaw **set in** between"
        if follow in "dhNJRG#na" or particle or alone:
            return "D"  # "Germany cut aid", "Ankara cut off supplies"
    if verb in "DP" and not nominal:
        return "P" if "P" in tags and prev in "xH" else ("D" if "D" in tags else "P")
    if prev in BEFORE_NOUN and nominal:
        if verb == "E" or verb == "P" or verb == "I":
            return "a" if follow in "nGNaJ" else ("a" if "a" in tags else verb)
        if prev == "#" and verb == "B":
            return "n"
        return nominal
    if prev in "mw":
        return verb if "B" not in tags else "B"
    if prev == "t":
        if "B" in tags and follow == "B":
            return "r"  # "to further deepen"
        if verb == "I" and follow in "dhNJRG#":
            return "I"  # "close to **attacking** Syria"
        return "B" if "B" in tags else nominal or verb
    if prev in "xH":
        for kind in "PEI":
            if kind in tags:
                return kind
        if prev == "x" and word.adj:
            return "a"  # "is open to talks"
        return nominal or verb
    if prev in "po" or prev == "y":
        if "I" in tags and (follow in "dhNJRG#" or (prev == "y" and _governs(words, i))):
            return "I"
        return nominal or verb
    tells = verb == "I" and prev == "n" and follow == "p" and "content" in word.traits
    if tells and "of_clause" in words[i - 1].traits:
        return "I"  # "a resolution **calling** on Libya to leave"
    behind_article = prev in "na" and words[i - 2].form in _ARTICLES
    if (
        verb == "I"
        and nominal == "n"
        and behind_article
        and follow not in "dhNJRG#"
        and earlier_finite(words, i)
    ):
        return "n"  # "issued a final warning to the crews"
    if tells:
        return "I"
    if verb == "I":
        return "I" if not nominal or follow in "dhNJRG#t" else "n"
    if verb in "DEP" and prev in "BZD" and nominal == "n" and follow not in "dhNJRG#":
        return nominal  # "gave ground near the river"
    if verb in "EP":
        return verb
    if not nominal:
        return verb
    if prev == "R" and words[i - 1].note == "reciprocal":
        return nominal  # "promised each other help"
    if verb == "Z" and prev == "R" and words[i - 1].form in _OBJECTIVE:
        return nominal  # "sent **us** blankets"
    if prev in "Rq" or (prev == "!" and not finite_open and not (words[i - 1].form == "no" and word.plural)):
        return verb  # "did not attack" against "no talks were held"
    if verb == "B" and prev in "nNG" and inverted(words, i):
        return "B"  # "Did Turkey attack Armenia?"
    if prev in "NGn":
        told = _behind_noun(word, tags, prev, words, i, finite_open, clause)
        if told:
            return told
    if prev == "T" and verb in "BZ" and word.weight == 2 and follow == "q" and not finite_open:
        return verb  # "the telegram of 4 May reports that"
    if prev == "c" and finite_open and follow in "dhNJRG#t":
        return verb
    says = prev in ',"' and verb == "Z" and "saying" in word.traits
    if says and (follow in "dhNJGq" or names_nobody_known(words, i)):
        return verb  # "..., says the minister", "Kazemzadeh, who cites Kerr, writes that ..."
    if prev in ',"' and verb == "B" and "saying" in word.traits and follow == "G" and words[i + 1].plural:
        return verb  # "..., say analysts"
    if prev == "c" and verb == "B" and follow in "dh" and after_modal(words, i):
        return "B"  # "will establish relations and open their border"
    return nominal


@lru_cache(maxsize=512)
def _verb_of(tags: str) -> str:
    """Return the likeliest class of a verb among those that a word can be, or an empty string."""
    return next((tag for tag in tags if tag in _VERBAL), "")


def _governs(words: Sequence[Word], i: int) -> bool:
    """Whether what somebody does follows "by": "reacted **by cutting** ties", against "hit by shelling"."""
    above = words[i - 2]
    held = "E" in above.tags and "intransitive" not in above.traits
    if held or i + 1 >= len(words) or any(word.tags[0] == "x" for word in words[max(0, i - 6) : i]):
        return False
    return "verb_particle" in words[i + 1].traits or (words[i + 1].tags[0] == "n" and words[i + 1].plural)


def _behind_noun(
    word: Word, tags: str, prev: str, words: Sequence[Word], i: int, finite_open: bool, clause: str
) -> str:
    """Choose between a verb and a noun behind a noun; empty where that place does not tell."""
    verb = _verb_of(tags)
    nominal = "n" if "n" in tags else "a"
    following = next_tags(words, i)
    follow = following[0]
    if word.weight == 2 and verb in "BZ" and finite_open and ends_clause(words, i, follow):
        return verb  # "..., officials say"
    finite_open = finite_open and not (follow in "dhJN#" and behind_opener(words, i))
    if verb == "Z":
        return _third_person(word, tags, prev, words, i, finite_open, nominal)
    if verb in "BD":
        return _base_form(word, tags, prev, words, i, finite_open, clause)
    return ""


def _third_person(
    word: Word, tags: str, prev: str, words: Sequence[Word], i: int, finite_open: bool, nominal: str
) -> str:
    """Tell "NATO **allies** condemned" from "War **breaks** out"."""
    follow = next_tags(words, i)[0]
    if follow in ".," and i > 1 and words[i - 2].tags[0] == "p" and earlier_finite(words, i):
        return nominal  # "ordered the arrest of a banker on fraud charges"
    if prev == "n" and follow in "pot" and not finite_open and finite_before_comma(words, i):
        return nominal  # "mass protests against the president shook", "a pledge of new loans to"
    # "ministers of the Baltic states met in", against "Syria faces renewed pressure"
    sure = follow in "DxHm" or (follow == "E" and i + 2 < len(words) and words[i + 2].tags[0] not in "nGJaI#")
    if sure and not finite_open and (word.weight < 2 or follow in "DE"):
        return nominal  # "NATO allies condemned Russia"
    if tags[0] == "Z" and not finite_open:
        return "Z"
    agent = prev in "NG"
    if agent and not finite_open and "copula" in word.traits and "a" in next_tags(words, i):
        return "Z"  # "Mali **remains** ready to talk"
    if i > 1 and words[i - 2].tags[0] in "hJ" and words[i - 1].form.endswith(_ADJECTIVAL):
        return nominal  # "gave up their territorial claims on"
    particle = i + 1 < len(words) and "verb_particle" in words[i + 1].traits
    if particle and not finite_open and not later_finite(words, i):
        return "Z"  # "War breaks out between ..."
    if follow in "dhNJRGt#q" or words[i].weight == 2:
        return nominal if finite_open else "Z"
    if follow in "na" and agent and not finite_open and not later_finite(words, i):
        return "Z"  # "Canada pledges aid"
    if follow in "po" and agent and not finite_open and not later_finite(words, i):
        return "Z"
    return nominal


def _base_form(
    word: Word, tags: str, prev: str, words: Sequence[Word], i: int, finite_open: bool, clause: str
) -> str:
    """Tell "asked for military **help**" from "Witnesses **say** soldiers attacked"."""
    verb = _verb_of(tags)
    nominal = "n" if "n" in tags else "a"
    follow = next_tags(words, i)[0]
    if verb == "B" and follow in "dhJ#NaGnrq.p" and helped(words, i):
        return "B"  # "helps Bangladesh repair its dykes", "let the sailors go"
    if i > 1 and prev == "G" and words[i - 2].tags[0] in "po" and not words[i - 1].plural:
        return nominal  # "asked for military help"
    if verb == "B" and i > 1 and words[i - 2].form in ("a", "an"):
        return nominal  # "held a military exercise"
    at = i - 1
    while at > 0 and words[at].tags[0] == "r":
        at -= 1  # "Estonia and Latvia **now** share"
    before = words[at]
    plural = before.plural or before.tags[0] == "G" or plural_head(words, at + 1)
    if verb == "D" and "B" not in tags:
        return "D"
    if follow == "E" and i + 2 < len(words) and words[i + 2].tags[0] in "nJNG":
        follow = "a"  # "the Swedes reject proposed changes"
    if plural and not finite_open and follow in "dhNJRGt#qnapy" and not later_finite(words, i):
        return "B"
    if plural and not finite_open and word.weight == 2 and tags[0] == "B" and follow in "dhNJRG#n,":
        return "B"  # "Witnesses say soldiers attacked", "France, officials say, has left"
    head = at - 1 if at > 0 and words[at - 1].tags[0] == "d" else at  # "Togo and **the Gambia** block"
    joined = head > 0 and (words[head - 1].tags[0] == "c" or (at == 2 and words[1].form == ","))
    pair = joined and before.tags[0] in "NG"
    if pair and not finite_open and follow in "dhNJRGt#qnapyT" and not later_finite(words, i):
        return "B"  # "Turkey and Azerbaijan sign the declaration"
    if tags[0] == "B" and not finite_open and follow in "dhNJRGt#q" and not later_finite(words, i):
        return "B"
    if verb == "B" and not finite_open and follow in "dhR" and "q" in clause:
        return "B"  # "demanded that Israel withdraw its troops"
    if verb == "B" and not finite_open and "inverts" in words[0].traits and clause == "u":
        return "B"  # "Should Chad attack Sudan"
    phrasal = i + 1 < len(words) and "verb_particle" in words[i + 1].traits  # "that Turkey **give up** Mosul"
    mandative = (
        "q" in clause and prev in "NG" and (follow in "na" or phrasal or (tags[0] == "B" and follow in ".,"))
    )
    # "demanded that Turkish units **leave**": the clause has no other verb
    mandative = mandative or ("q" in clause and plural and prev in "nNG" and follow in ".,")
    if verb == "B" and mandative and not finite_open and not later_finite(words, i):
        return "B"  # "insisted that Macedonia hold new elections"
    if "D" in tags and follow in "dhNJRG#" and not finite_open:
        return "D"
    return nominal
