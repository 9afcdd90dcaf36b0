"""Surnames that no list has: the last word of a name means whoever bore it in full, or behind an office."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.coding.cast import Cast
from dragoman.coding.sentence import Sentence
from dragoman.languages.features import CASES, NOM
from dragoman.languages.parse import Group
from dragoman.model import Participant

__all__ = ["Surnames"]

_MARKS = re.compile("['’]")
_SHORT = 3
"""Longest name that is too short to be told from the beginning of another word."""


class Surnames:
    """People of one document by the last word of their names."""

    def __init__(self) -> None:
        self._people: dict[str, Participant] = {}
        self._names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self._people)

    def may_stand(self, words: Iterable[str]) -> bool:
        """Whether one of the lower-case words begins like a surname."""
        return bool(self._names) and any(word.startswith(self._names) for word in words)

    def learn(self, sentence: Sentence, cast: Cast, group: Group) -> None:
        """Remember the name behind an office that tells whose it is."""
        last = group.stop - 1
        if sentence.mentions[last] or sentence.parse.classes[last] != "n" or last == group.first:
            return
        text, starts = sentence.text, sentence.starts
        named = text[starts[last]].isupper() and not text[starts[last] : sentence.stops[last]].isupper()
        people = cast.group(group.index) if named else ()
        if len(people) == 1 and people[0].code and people[0].sector and not cast.points_back(people[0]):
            self._keep(sentence.words[last].form, people[0])

    def learn_known(self, sentence: Sentence, cast: Cast, group: Group, person: Participant) -> None:
        """Remember the surname of somebody whom a list knows by the whole name only."""
        for mention in cast.mentions(group):
            if mention.kind != "person" or mention.stop != person.stop:
                continue
            name, *suffix = _MARKS.split(sentence.text[mention.start : mention.stop])
            first, _, last = name.rpartition(" ")
            cited = bool(suffix) or not mention.case & CASES or bool(mention.case & NOM)
            if first and cited and len(last) > _SHORT:
                self._keep(cast.frames.words.lower(last), person)

    def meant(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return whom a bare surname means: "**Landsbergis** rejected it", "**Badalyanın** cavabı"."""
        if (
            not self._people
            or group.stop - group.first > 1
            or any(sentence.mentions[group.first : group.stop])
        ):
            return ()
        if not sentence.text[sentence.starts[group.head]].isupper():
            return ()
        form = sentence.words[group.head].form
        known = self._people.get(form)
        if known is None and form.startswith(self._names):
            for name in self._names:
                # a suffix of the language, as an apostrophe would part it from the name
                tail = cast.frames.words.word("'" + form[len(name) :])
                if form.startswith(name) and tail.tags == "s" and tail.case & CASES:
                    return (self._people[name],)
        return (known,) if known is not None else ()

    def _keep(self, name: str, person: Participant) -> None:
        self._people[name] = person
        self._names = tuple(self._people)
