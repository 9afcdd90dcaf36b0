"""Whose words a whole text is: "Statement of the Ministry of X", "The Consul to the Minister"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.coding.derived import derived
from dragoman.coding.slots import slots_of
from dragoman.languages.features import DAT, NOM
from dragoman.languages.parse import Group

if TYPE_CHECKING:
    from dragoman.coding.cast import Cast
    from dragoman.coding.sentence import Sentence
    from dragoman.model import Participant

__all__ = ["OPENING", "capital_of", "is_headed", "is_point", "opens_resolution", "resolving", "voice_of"]

_FORMER = derived("former")

OPENING = 3
"""Blocks of a text in which it may say whose words it is."""
_LONGEST = 30  # units
_NAME = 80  # characters of the line that a resolution begins with
_AUTHORS = frozenset(slots_of("owner"))
_PARTNERS = frozenset(slots_of("party"))
_HEADS = frozenset({"voice", "interview"})
_ADDRESSED = "to"
_DASHES = frozenset({"-", "–", "—"})


def voice_of(sentence: Sentence, cast: Cast) -> Participant | None:
    """Return who speaks in the whole text, where a line at its beginning is the head of a speech or a letter.

    Nobody where several speak together.

    Parameters
    ----------
    sentence : Sentence
    cast : Cast
    """
    if len(sentence.words) > _LONGEST or any(p.finite for p in sentence.parse.predicates):
        return None
    groups = [group for group in cast.groups if group.inside < 0]
    kinds = cast.frames.pack.references
    for group in groups:
        kind = kinds.get(sentence.words[group.head].noun)
        if kind == "voice":
            behind = [i for i in group.after[:1] if cast.groups[i].prep in _AUTHORS]
            return _only([*group.owners, *behind], cast)
        if kind == "interview":
            return _asked(group, groups, cast)
    for group in groups:
        if any(p.code for p in cast.group(group.index)):
            return _only([group.index], cast) if _is_sender(group, sentence, cast) else None
    return None


def _asked(group: Group, groups: Sequence[Group], cast: Cast) -> Participant | None:
    """Return whose answers an interview gives: "Interview **with X**", "**X ile** söyleşi"."""
    behind = [i for i in group.after[:1] if cast.groups[i].prep in _PARTNERS]
    beside = [other.index for other in groups if other.first < group.first]
    people = [p for i in (*group.owners, *(behind or beside[-1:])) for p in cast.group(i) if p.code]
    if len(people) != 1:
        return None
    asked = people[0]
    return asked._replace(sector=None, entity=None) if asked.sector == _FORMER else asked


def capital_of(sentence: Sentence, cast: Cast) -> Participant | None:
    """Return the state whose capital alone is a heading, as in news of several ministries: "**New Delhi**".

    Parameters
    ----------
    sentence : Sentence
    cast : Cast
    """
    words = [
        word for word, kind in zip(sentence.words, sentence.parse.classes, strict=True) if kind not in ".:"
    ]
    if len(words) != 1 or words[0].func != "seat" or not cast.groups:
        return None
    people = cast.group(0)
    return people[0] if len(people) == 1 and len(people[0].code or "") == len("ISO") else None


def is_headed(sentence: Sentence, cast: Cast) -> bool:
    """Whether a line says what kind of words follow, a statement or an address, and not from whom to whom."""
    kinds = cast.frames.pack.references
    return any(kinds.get(sentence.words[group.head].noun) in _HEADS for group in cast.groups)


def _is_sender(group: Group, sentence: Sentence, cast: Cast) -> bool:
    """Whether a letter goes from one to another: "The Consul at Tabriz **to** the Ambassador at Tehran".

    Where cases tell, from one to another in the dative behind a dash: «Консул — министру».
    """
    if group.first > 1:
        return False
    to = [cast.groups[i] for i in group.after if cast.groups[i].prep == _ADDRESSED]
    dash = next((i for i, word in enumerate(sentence.words) if word.form in _DASHES), -1)
    if dash > group.first:
        to += [g for g in cast.groups if g.first == dash + 1 and g.case & DAT and not g.case & NOM]
    return any(p.code or p.sector for other in to for p in cast.group(other.index))


def _only(groups: list[int], cast: Cast) -> Participant | None:
    people = [p for i in groups for p in cast.group(i)]
    joined = any(cast.groups[i].coord for i in groups)
    return people[0] if len(people) == 1 and people[0].code and not joined else None


def opens_resolution(text: str) -> bool:
    """Whether a line may be the subject of all that follows: "The Security Council,"."""
    return len(text) < _NAME and text.endswith(",")


def resolving(sentence: Sentence, cast: Cast) -> tuple[Participant, ...]:
    """Return who resolves what the points below tell: "**The General Assembly**, ... 1. Condemns ...".

    Of a joint declaration all of them: "**The Presidents of Mali and Niger**, Condemning ... declare".

    Parameters
    ----------
    sentence : Sentence
    cast : Cast
    """
    if sentence.parse.predicates or not opens_resolution(
        sentence.text[sentence.start : sentence.stop].strip()
    ):
        return ()
    named = [group for group in cast.groups if group.inside < 0 and group.first <= 1][:1]
    people = [p for group in named for i in (group.index, *group.coord) for p in cast.group(i)]
    return tuple(people) if all(p.code for p in people) else ()


def is_point(sentence: Sentence, first: int) -> bool:
    """Whether a sentence opens with the verb at ``first``, behind nothing but the number of a point.

    So do the recitals before the points: "**Condemning** the raid,".
    """
    classes = sentence.parse.classes
    return classes[first] in "ZI" and not classes[:first].strip("#.()r")
