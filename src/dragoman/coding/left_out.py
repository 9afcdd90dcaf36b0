"""Subjects that a language leaves out: "Россия молчала. В мае **признала** республику."."""

from __future__ import annotations

from dragoman.coding.cast import Cast
from dragoman.coding.sentence import Sentence
from dragoman.languages import features as f
from dragoman.languages.parse import LEFT_OUT, NOBODY, Group, Predicate
from dragoman.model import Participant

__all__ = ["Subject", "put_in", "put_in_several"]

_FEMININE = ("а", "я")
_NEUTER = ("о", "е", "є")
_UNSURE = ("ь",)


class Subject:
    """The one who was the subject of the last sentence, with the word that tells the gender."""

    __slots__ = ("form", "person", "sentence")

    def __init__(self, person: Participant, form: str, sentence: int) -> None:
        self.person = person
        self.form = form
        self.sentence = sentence


def put_in(sentence: Sentence, cast: Cast, subject: Subject) -> dict[int, tuple[Participant, ...]]:
    """Give the verbs of a sentence without a subject that of the sentence before; return whom they mean.

    A verb that agrees with it shows him: the verb stands for him, and where he was named is the proof.

    Parameters
    ----------
    sentence : Sentence
    cast : Cast
    subject : Subject
    """
    found: dict[int, tuple[Participant, ...]] = {}
    for predicate in sentence.parse.predicates:
        if predicate.subject_from != LEFT_OUT or not _agrees(sentence, predicate, subject.form):
            continue
        index = _stand_in(cast, predicate)
        found[index] = cast.pointing(cast.groups[index], (subject.person,))
    return found


def put_in_several(
    sentence: Sentence, cast: Cast, people: tuple[Participant, ...]
) -> dict[int, tuple[Participant, ...]]:
    """The same for plurals, where it is something that several do with each other: "**Договорились** о мире".

    Other plurals without a subject are of nobody in particular: "В Баку арестовали шпионов".

    Parameters
    ----------
    sentence : Sentence
    cast : Cast
    people : tuple of Participant
        Who acted together in the sentence before.
    """
    found: dict[int, tuple[Participant, ...]] = {}
    for predicate in sentence.parse.predicates:
        if predicate.slots.get("surface") or not predicate.finite or predicate.kind != "v":
            continue
        fired = cast.frames.fire(predicate) if predicate.subject_from == NOBODY else None
        if fired is not None and fired.frame.roles.mutual:
            index = _stand_in(cast, predicate)
            predicate.passive = False  # "обсудили цены": no longer as good as a passive
            found[index] = cast.pointing(cast.groups[index], people)
    return found


def _stand_in(cast: Cast, predicate: Predicate) -> int:
    """Let a verb stand for its own subject, and for that of its infinitives; return the group."""
    group = Group(len(cast.groups), predicate.token, predicate.token + 1, predicate.token)
    cast.groups.append(group)
    predicates = cast.sentence.parse.predicates
    for verb in (predicate, *(predicates[i] for link, i in predicate.comp if link == "to")):
        if not verb.slots.get("surface"):
            verb.slots["surface"] = verb.slots["subj"] = verb.slots["nom"] = [group.index]
    return group.index


def _agrees(sentence: Sentence, predicate: Predicate, form: str) -> bool:
    """Whether a verb has the gender of a subject, as the end of its word tells."""
    bits = 0
    for _, kind, feats in sentence.words[predicate.token].verbs:
        if kind == "V":
            bits |= feats
    genders = bits & f.GENDERS
    if not genders or form.endswith(_UNSURE):
        return True
    if form.endswith(_FEMININE):
        return bool(genders & f.FEM)
    return bool(genders & (f.NEUT | f.MASC if form.endswith(_NEUTER) else f.MASC))
