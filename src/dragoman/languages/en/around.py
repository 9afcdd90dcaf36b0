"""What stands before and behind a word whose class is not yet chosen."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.parse import GUESSED, Word

__all__ = [
    "STARTS_GROUP",
    "after_modal",
    "behind_opener",
    "earlier_finite",
    "ends_clause",
    "finite_before_comma",
    "has_object",
    "helped",
    "later_finite",
    "next_tags",
    "people_act",
    "plural_head",
]

_SUBJECT = frozenset("dhaJ#sGnNoRc")
STARTS_GROUP = frozenset("dhaJ#nNGRT")
_PEOPLES = ("ese", "ch", "sh", "ss")
"""Endings of nationalities that name a people without any further ending: the Chinese, the Dutch."""
_HOURS = frozenset({"late", "early", "earlier", "later"})
"""Words before a time or a place that say nothing of the sentence."""
_MODAL_REACH = 8  # how far behind a modal its second verb can stand


def next_tags(words: Sequence[Word], i: int) -> str:
    """Return what the next word can be, adverbs and quotation marks left out."""
    for j in range(i + 1, len(words)):
        tags = words[j].tags
        if tags[0] not in 'r"':
            return tags
    return "."


def behind_opener(words: Sequence[Word], i: int) -> bool:
    """Whether a clause begins with the subject before the word: "five die **as Israel** bombs Gaza"."""
    j = i - 1
    while j > 0 and words[j].tags[0] in "dhaJ#nNG":
        j -= 1
    return "opens_either" in words[j].traits and words[i - 1].tags[0] in "NG"


def names_nobody_known(words: Sequence[Word], i: int) -> bool:
    """Whether a word that no lexicon has comes next, such as a surname: "..., says **Haddad**"."""
    return i + 1 < len(words) and words[i + 1].weight == GUESSED and words[i + 1].tags[0] in "na"


def after_modal(words: Sequence[Word], i: int) -> bool:
    """Whether a modal stands shortly before the word, in the same clause."""
    for word in reversed(words[max(0, i - _MODAL_REACH) : i]):
        if word.tags[0] in "quxHD;:.":
            return False
        if word.tags[0] in "mw":
            return True
    return False


def plural_head(words: Sequence[Word], i: int) -> bool:
    """Whether the word before the last preposition is a plural: "workers in Brazil call"."""
    for j in range(i - 2, max(-1, i - 6), -1):
        if words[j].tags[0] in "po":
            return j > 0 and (words[j - 1].plural or words[j - 1].tags[0] == "G")
    return False


def earlier_finite(words: Sequence[Word], i: int) -> bool:
    """Whether a word that can be a finite verb comes before, in the same clause."""
    for word in reversed(words[:i]):
        if word.tags[0] in "quc;:.":
            return False
        if word.tags[0] in "xHmDE":
            return True
    return False


def later_finite(words: Sequence[Word], i: int) -> bool:
    """Whether a sure finite verb comes later, before the next clause opens."""
    before = "."
    held = False
    two = after = False
    for word in words[i + 1 :]:
        first = word.tags[0]
        if first == "c" and two:
            two = False  # "talks held between Qatar **and** Bahrain lasted"
        elif after and first in "DE" and before in "nNGR":
            after = False  # "crossed the river, days **after others pulled** back"
            before = first
            continue
        elif first in "quc;:.":
            return False
        elif first == "p" and word.traits:
            two = two or "of_two" in word.traits
            after = after or "opens_either" in word.traits
        if first in "xHwmD" or (held and word.form != "by"):
            return True
        # "imposed by" is no finite verb
        held = first == "E" and before in "nNGT"
        before = first
    return held


def people_act(words: Sequence[Word], i: int) -> bool:
    """Whether a people named by its nationality is the subject: "The Portuguese **imposed** tariffs on"."""
    if i < 2 or words[i - 2].form != "the" or not words[i - 1].form.endswith(_PEOPLES):
        return False
    return next_tags(words, i)[0] in "dhnNGJR#t.,po" and not later_finite(words, i)


def finite_before_comma(words: Sequence[Word], i: int) -> bool:
    """Whether a sure finite verb comes later in the same breath, before any comma."""
    stop = next((j for j in range(i + 1, len(words)) if words[j].tags[0] == ","), len(words))
    return later_finite(words[:stop], i)


def ends_clause(words: Sequence[Word], i: int, follow: str) -> bool:
    """Whether a verb of speech and its subject end the clause behind a comma: "..., officials **say**"."""
    if i + 1 < len(words) and words[i + 1].form in _HOURS:
        follow = next_tags(words, i + 1)[0]  # "announced **late** on Sunday"
    if follow not in "poT.,;" or "saying" not in words[i].traits:
        return False
    j = i - 1
    while j > 0 and (words[j].tags[0] in _SUBJECT or words[j].tags[0] in "po"):
        j -= 1  # "..., a spokesman **for the junta** announced on Sunday"
    return 0 < j < i - 1 and words[j].tags[0] in ',"' and not later_finite(words, i)


def helped(words: Sequence[Word], i: int) -> bool:
    """Whether a verb stands before the name or the people before the word whose infinitive has no "to"."""
    before = words[i - 1]
    if before.tags[0] not in "NG" and not before.plural:
        return False
    for word in reversed(words[max(0, i - 5) : i - 1]):
        if "bare_infinitive" in word.traits:
            return True
        if word.tags[0] not in "dhaJ#n":
            return False
    return False


def has_object(words: Sequence[Word], i: int) -> bool:
    """Whether a particle and an object stand behind a form: "rebels shot **down a jet** as it landed"."""
    return (
        i + 2 < len(words) and "verb_particle" in words[i + 1].traits and words[i + 2].tags[0] in STARTS_GROUP
    )
