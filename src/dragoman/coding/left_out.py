"""Subjects that a language leaves out: "Россия молчала. В мае **признала** республику."."""

from __future__ import annotations

from dragoman.coding.cast import Cast
from dragoman.coding.sentence import Sentence
from dragoman.languages import features as f
from dragoman.languages.parse import LEFT_OUT, Group, Predicate
from dragoman.model import Participant

__all__ = ["Subject", "put_in"]

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
    predicates = sentence.parse.predicates
    for predicate in predicates:
        if predicate.subject_from != LEFT_OUT or not _agrees(sentence, predicate, subject.form):
            continue
        group = Group(len(cast.groups), predicate.token, predicate.token + 1, predicate.token)
        cast.groups.append(group)
        found[group.index] = cast.pointing(group, (subject.person,))
        for verb in (predicate, *(predicates[i] for link, i in predicate.comp if link == "to")):
            if not verb.slots.get("surface"):
                verb.slots["surface"] = verb.slots["subj"] = verb.slots["nom"] = [group.index]
    return found


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
