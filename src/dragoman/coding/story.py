"""The events told so far in a document, and what "the offensive" or "both demands" point back to.

Wrong is worse than unresolved: an event is followed only from a noun that was introduced before, that
names nobody itself, and only over a few sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.codebook import load as load_codebook
from dragoman.coding.cast import Cast
from dragoman.coding.frame import Fired
from dragoman.coding.listed import listed
from dragoman.coding.roles import Roles
from dragoman.coding.slots import slots_of
from dragoman.languages import features as f
from dragoman.languages.parse import Group
from dragoman.languages.tables import rows
from dragoman.model import Participant, Report

__all__ = ["REACH", "Story", "definite_words"]

REACH = 6  # sentences with reports that a phrase reaches back over
_KEPT = 24  # events kept
_NEAR = 2  # and that a signing without signatories reaches back over
_FOLLOWED = frozenset({"ACCUSE", "REJECT", "SUPPORT", "AGREE", "PROTEST", "SANCTION"})
"""Classes of answers to what somebody else did."""
_SIGNED = frozenset({"SUPPORT", "CONCEDE"})
"""Classes of what is signed, a treaty or a truce."""
_DEALINGS = frozenset({"CONSULT", "ASSAULT"})
"""Classes whose two sides have to do with each other."""
_REFUSING = "REJECT"
_GENDERED = frozenset({"feminine", "masculine", "plural"})
_THINGS = frozenset({"them"})
"""Plural pronouns that can mean deeds as well as people."""
_PARLIAMENT = "legislative"
"""The context of what only a party does with a treaty."""
_BREAKING = "SANCTION"
"""The class of answers to an agreement that only one of its parties can give."""


class _Meaning(NamedTuple):
    events: frozenset[str]
    everybody: bool
    outside: bool = False
    """Whether only somebody can answer who took no part in it."""


_ANYTHING = _Meaning(frozenset(load_codebook().ids) - {"ACCUSE", "PROTEST", "REJECT"}, False)
"""What "it" can mean that somebody condemns or welcomes: whatever was done last, but no answer to it."""
_OFFERED = _Meaning(frozenset({"AGREE", "REQUEST", "THREATEN", "ACCUSE"}), False)
"""What a pronoun means that is refused where things have genders: "Анкара **его** отклонила"."""


class _Told(NamedTuple):
    sentence: int
    report: Report


@lru_cache(maxsize=1)
def _meanings() -> dict[str, _Meaning]:
    source = files("dragoman.coding").joinpath("data", "recall.tsv")
    return {
        name: _Meaning(frozenset(events.split(",")), who == "all")
        for _, (name, events, who) in rows(source, ("class", "events", "who"))
    }


def definite_words(language: str) -> frozenset[str]:
    """Return the words of a language that say a noun was spoken of before."""
    return listed("definite.tsv", "word", language)


def is_definite(group: Group, definite: frozenset[str]) -> bool:
    """Whether its case alone says that a group was spoken of before: Turkish "saldırı**yı** kınadı"."""
    return "(acc)" in definite and bool(group.case & f.ACC)


class Story:
    """Remembers the last events of a document with those who took part."""

    def __init__(self) -> None:
        self._told: list[_Told] = []
        self._sentence = 0
        self._here: list[Report] = []

    def hear(self, report: Report | None) -> None:
        """Take up what the sentence at hand has told so far; None begins a new one."""
        if report is None:
            self._here.clear()
        else:
            self._here.append(report)

    def learn(self, reports: Sequence[Report]) -> None:
        """Take up what a sentence reported."""
        if not reports:
            return
        self._sentence += 1
        self._told.extend(_Told(self._sentence, report) for report in reports)
        del self._told[:-_KEPT]

    def back(self, reach: int = REACH) -> Iterator[Report]:
        """Yield the events within reach, the last one first."""
        yield from reversed(self._here)
        for told in reversed(self._told):
            if self._sentence - told.sentence >= reach:
                return
            yield told.report

    def is_here(self, report: Report) -> bool:
        """Whether the sentence at hand tells something."""
        return any(report is told for told in self._here)

    def partners(self, reach: int = REACH, *, fought: bool = False) -> tuple[Participant, ...]:
        """Return those who last met or signed together: "the parties"; or fought each other."""
        dealings = _DEALINGS if fought else _DEALINGS - {"ASSAULT"}
        for report in self.back(reach):
            met = report.event in dealings and not {"negation", "future", "hypothetical"} & set(report.aux)
            people = [p for p in (*report.actor, *(report.recipient if met else ())) if p.code]
            if len({p.code for p in people}) > 1 and (met or not report.recipient):
                return tuple(people)
        return ()

    def signatories(self, roles: Roles, fired: Fired) -> tuple[Participant, ...]:
        """Return who signed where nobody is said to: "The ministers met. A protocol **was signed**"."""
        predicate, cast = fired.predicate, roles.cast
        things = predicate.slots.get("obj", [])
        open_subject = predicate.passive or not predicate.slots.get("surface")
        if predicate.kind != "v" or fired.frame.event not in _SIGNED or len(things) != 1 or not open_subject:
            return ()
        if cast.groups[things[0]].relative == predicate.index:
            return ()  # "with the treaty **signed** on 3 December": which one is told by its date
        group = cast.groups[things[0]]
        if group.owners or any(cast.sentence.mentions[group.first : group.stop]):
            return ()
        partners = self.partners(_NEAR)
        return cast.pointing(group, partners) if partners else ()

    def meant(
        self, roles: Roles, fired: Fired, actor: tuple[Participant, ...], recipient: tuple[Participant, ...]
    ) -> tuple[Participant, ...]:
        """Return whom an answer is addressed to by way of what they did, or nothing.

        "Iran condemned the offensive" answers those who began it.

        Parameters
        ----------
        actor, recipient : tuple of Participant
            As the sentence alone gives them; a recipient that it names stands.
        """
        taken = fired.frame.roles
        cast = roles.cast
        if not (self._told or self._here) or taken.mutual or fired.frame.event not in _FOLLOWED:
            return ()
        if any(p.code and p.basis != "inferred" for p in recipient):
            return ()
        own = {p.code for p in actor if p.code}
        slots = [name for name in taken.recipient if name not in ("poss", "adj", "comp")]
        groups = next((found for name in slots if (found := roles.slot(fired, name))), [])
        for index in groups or [i for slot in slots_of("thing") for i in fired.predicate.slots.get(slot, ())]:
            group = cast.groups[index]
            breaks = fired.frame.event == _BREAKING
            saying = [i for i in fired.predicate.slots.get("surface", ()) if i != index]
            if saying and not any(own) and cast.sentence.parse.classes[group.head] == "R":
                continue  # "others reject this": nobody known says so
            meaning = self._meaning(cast, group, fired)
            meant = self._who(meaning, own, breaks=breaks) if meaning is not None else ()
            if meant:
                return cast.pointing(group, meant)
        return ()

    @staticmethod
    def _meaning(cast: Cast, group: Group, fired: Fired) -> _Meaning | None:
        """Return what a group can point back to: a definite noun that nothing else explains."""
        sentence, pack = cast.sentence, cast.frames.pack
        if sentence.parse.classes[group.head] == "R":
            form = sentence.words[group.head].form
            thing = pack.references.get(form) == "neutral" or form in definite_words(pack.code)
            # "The tests alarmed Asia. Pakistan condemned **them**"
            thing = thing or (form in _THINGS and not any(p.code for p in cast.group(group.index)))
            if fired.frame.event == _REFUSING and pack.references.get(form) in _GENDERED:
                return _OFFERED if not fired.predicate.comp else None
            return _ANYTHING if thing and group.head == group.first else None
        if group.owners or any(sentence.mentions[group.first : group.stop]):
            return None
        if any(sentence.text[sentence.starts[i]].isupper() for i in range(group.first + 1, group.head + 1)):
            return None  # "joined the Tripartite Pact": a name points to nothing told before
        definite = definite_words(pack.code)
        bare = group.head == group.first and is_definite(group, definite)
        told = range(group.first, group.head + (sentence.parse.classes[group.head] == "d"))
        if not bare and not any(sentence.words[i].form in definite for i in told):
            return None
        known = _meanings()
        classes = cast.frames.classes(group.index)
        if sentence.parse.classes[group.head] == "d" and group.stop < len(sentence.words):
            # "**bu** suçlamayı reddetti": the noun itself is a part of the verb
            classes = pack.classes.get(sentence.words[group.stop].noun, frozenset())
        found = [known[name] for name in known if name in classes]
        if not found:
            return None
        everybody = found[0].everybody
        breaks = fired.frame.event == _BREAKING
        if breaks and sentence.parse.classes[group.first - 1 : group.first] == "T":
            return None  # "1925 antlaşmasını feshetti": its year says which one
        outside = bare and everybody and not breaks and fired.frame.event != _REFUSING
        if outside and _PARLIAMENT in fired.frame.contexts:
            return None  # "antlaşmayı onayladı": who else signed it is not addressed
        return _Meaning(frozenset().union(*(one.events for one in found)), everybody, outside)

    def _who(self, meaning: _Meaning, own: set[str], *, breaks: bool) -> tuple[Participant, ...]:
        for report in self.back():
            if report.event not in meaning.events or "negation" in report.aux:
                continue
            people = report.actor + (report.recipient if meaning.everybody else ())
            found = tuple(p for p in people if p.code and p.code not in own)
            if not any(p.code for p in people):
                return ()  # nobody knows who did it
            if meaning.everybody and len({p.code for p in people if p.code}) < 2:
                continue  # nobody is known whom they met
            if meaning.outside and (not own or any(p.code in own for p in people)):
                return ()
            if meaning.everybody and breaks and not any(p.code in own for p in people if p.code):
                continue  # only a party can break it
            if found:
                return found
        return ()
