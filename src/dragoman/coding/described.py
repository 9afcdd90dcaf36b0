"""States and offices that a text only describes: "the young republic", "the Foreign Minister"."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from dragoman.actors import combine
from dragoman.coding.cast import Cast
from dragoman.coding.pronouns import Pronouns
from dragoman.coding.quotations import Quotations
from dragoman.coding.sentence import Sentence
from dragoman.languages.parse import Group
from dragoman.languages.tables import rows
from dragoman.model import Participant

__all__ = ["Described", "state_words"]

_PARTNER = "partner"
_DESCRIBED = 2
"""Words before a noun where an article and an adjective describe it."""
_LATELY = 4
"""Sentences that "the bloc" reaches back over."""
_SPOKEN_OF = 8
"""Sentences that "the island" reaches back over."""
_OF_STATES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD"})
"""Sectors that a state has one of."""


@lru_cache(maxsize=8)
def state_words(language: str) -> dict[str, str]:
    """Return the words for states, with whether they need an adjective to stand for one spoken of."""
    source = files("dragoman.coding").joinpath("data", "polities.tsv")
    return {
        word: kind for _, (code, kind, word) in rows(source, ("language", "kind", "word")) if code == language
    }


@lru_cache(maxsize=8)
def _forms(language: str) -> dict[str, frozenset[str]]:
    """Return the words for forms of states, with the codes of the states that have them."""
    source = files("dragoman.coding").joinpath("data", "state_forms.tsv")
    return {
        word: frozenset(codes.split())
        for _, (code, word, codes) in rows(source, ("language", "word", "codes"))
        if code == language
    }


class Described(Pronouns):
    """Follows descriptions of a state, and of what a state has one of."""

    def __init__(self, quotations: Quotations | None = None) -> None:
        super().__init__(quotations)
        self._definite: frozenset[str] = frozenset()
        """Words before what was spoken of, in the language at hand."""

    def _polity(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return the state that is described and not named: "Berlin promised **the young republic** a loan".

        It is who alone was spoken of beside the one that the sentence names, or whom the text is about.
        """
        word = sentence.words[group.head]
        kind = state_words(cast.frames.pack.code).get(word.noun, "")
        if not kind or group.twin >= 0:
            return ()
        if kind == _PARTNER:
            return self._partner(sentence, cast, group) if not group.owners else ()
        named = any(cast.mentions(cast.groups[i]) for i in group.after)
        if word.plural or named or (group.after and kind != "beside"):
            return ()  # "accused its neighbour **of aggression**" describes the deed
        if any(sentence.mentions[group.first : group.stop]):
            return ()
        if kind == "beside":
            return self._beside_subject(sentence, cast, group)
        if group.owners:
            return ()
        if kind == "body" and sentence.words[group.first].form in self._definite:
            known = [p for at, p in self._organisations if self._sentence - at < _LATELY]
            return (known[-1],) if len({p.entity for p in known}) == 1 else ()
        if sentence.words[group.first].form not in self._definite:
            return ()
        if kind == "described" and group.head < group.first + _DESCRIBED:
            return self._acted_on(sentence, cast, group)
        formed = self._of_form(sentence, cast, group)
        if formed is not None:
            return formed
        people = (p for other in cast.groups for p in cast.group(other.index))
        here = {p.code for p in people if p.code and len(p.code) == 3 and not cast.points_back(p)}
        found = self.dyads.partner(*here) if len(here) == 1 else ()
        about = self.dyads.subject
        if about is not None and about.code not in here:
            return () if any(p.code != about.code for p in found) else (about,)
        return found

    def _of_form(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...] | None:
        """Return the only state spoken of lately that lies there and has that form; None where none is told.

        "Cuba met Spain. **The island** agreed", "**the West African country** expelled".
        """
        forms = _forms(cast.frames.pack.code)
        words = [word.form for word in sentence.words[group.first + 1 : group.head]]
        where = [forms[told] for told in (*words, *map(" ".join, pairwise(words))) if told in forms]
        form = forms.get(sentence.words[group.head].noun)
        known = where if form is None else [*where, form]
        if not known:
            return None
        codes = frozenset.intersection(*known)
        here = {p.code for other in cast.groups for p in cast.group(other.index)}
        spoken = [p for at, p in self._states.values() if self._sentence - at < _SPOKEN_OF]
        lately = [p for p in spoken if p.code not in here]
        found = [p for p in lately if p.code in codes]
        if len(found) == 1 and (len(lately) > 1 or where):
            return (found[0]._replace(sector=None, entity=None),)
        return () if where else None

    def _acted_on(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return the only state of the sentence before, where others act on "the country"."""
        if len(self.named) != 1:
            return ()
        verbs = [
            p for p in sentence.parse.predicates if any(group.index in held for held in p.slots.values())
        ]
        if any(group.index in p.slots.get("surface", ()) for p in verbs):
            return ()
        acting = {p.code for verb in verbs for i in verb.slots.get("surface", ()) for p in cast.group(i)}
        others = {code for code in acting if code}
        return self.named if others and self.named[0].code not in others else ()

    def _of_the_only_one(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return the office or body of the only country of the sentence before: "**the junta** expelled"."""
        if len(self.named) != 1 or len(self._countries) != 1 or group.owners or group.after:
            return ()
        if group.head != group.first + 1 or sentence.words[group.first].form not in self._definite:
            return ()
        acts = any(p.finite and p.slots.get("surface") == [group.index] for p in sentence.parse.predicates)
        office = combine(cast.mentions(group), cast.on, reg=cast.reg) if acts else None
        if office is None or office.code or office.sector not in _OF_STATES:
            return ()
        return (self.named[0]._replace(sector=office.sector, entity=None),)

    @staticmethod
    def _is_close(noun: str, language: str) -> bool:
        """Whether a noun says what two are to each other: "neighbour", "ally"."""
        return state_words(language).get(noun) == _PARTNER

    def _partner(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return who alone was spoken of beside the one who acts: "Баку предложил **соседу** мир".

        Where nobody is named, beside whoever acted before: "Варшава требовала. **Сосед** согласился".
        """
        names = any(cast.mentions(cast.groups[i]) or cast.groups[i].prep == "gen" for i in group.after)
        if group.head != group.first or sentence.words[group.head].plural or names:
            return ()  # "союзник **по НАТО**"
        here = {
            p.code
            for other in cast.groups
            if other.index != group.index
            for p in cast.group(other.index)
            if p.code and len(p.code) == len("ISO") and not cast.points_back(p)
        }
        if not here and self._subject is not None:
            here = {self._subject.code} if self._subject.code else set()
        return self.dyads.partner(*here) if len(here) == 1 else ()

    def _home(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return the state of who speaks, in what he says: "**ülkeye** iki füze atıldığını bildirdi"."""
        for predicate in sentence.parse.predicates:
            told = [sentence.parse.predicates[i] for link, i in predicate.comp if link == "that"]
            if not any(group.index in found for child in told for found in child.slots.values()):
                continue
            people = [p for i in predicate.slots.get("surface", ()) for p in cast.group(i)]
            if len(people) == 1 and len(people[0].code or "") == 3:
                return (people[0]._replace(sector=None, entity=None) if people[0].sector else people[0],)
        return ()

    def _beside_subject(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return who alone was spoken of beside a subject: "Mali accused **its northern neighbour**"."""
        owners = group.owners
        if len(owners) != 1 or sentence.parse.classes[cast.groups[owners[0]].head] != "h":
            return ()
        for predicate in sentence.parse.predicates:
            acts = predicate.slots.get("surface", ())
            if not any(group.index in held for held in predicate.slots.values()):
                continue
            if group.index in acts:  # "Cambodia was hardly free when **its neighbour** sent soldiers"
                acts = [g.index for g in cast.groups if g.stop <= group.first and cast.mentions(g)]
            codes = {p.code for i in acts for p in self._found.get(i) or cast.group(i)}
            if not codes and self._subject is not None:
                codes = {self._subject.code}  # "Serbia attacked Bulgaria. **Its neighbour** beat it"
            only = next(iter(codes)) if len(codes) == 1 else None
            if only is None or len(only) != len("ISO"):
                return ()
            return self.dyads.partner(only) or self._only_other(only)
        return ()

    def _only_other(self, code: str) -> tuple[Participant, ...]:
        """Return the state of the sentence before, where it named no third one."""
        others = [p for p in self.named if p.code != code]
        return (others[0],) if len(others) == 1 else ()

    def _at_home(self, sentence: Sentence, cast: Cast, group: Group) -> tuple[Participant, ...]:
        """Return the office of the state whose words a text is: "**the Foreign Minister** summoned".

        So in news of several capitals, each under the name of its own.
        """
        speaking = self._speaking(sentence, group) if not self._abroad else ()
        if self._capital is not None:
            speaking = (self._capital,)
        if not speaking or len(speaking[0].code or "") != 3:
            return ()
        if group.after or group.owners or group.twin >= 0:
            return ()
        word = sentence.words[group.head]
        capital = any(sentence.text[sentence.starts[i]].isupper() for i in range(group.first + 1, group.head))
        named = self._capital is not None and self._opens_by_name(sentence, group)
        definite = sentence.words[group.first].form in self._definite
        if not named and (not definite or word.plural or capital):
            return ()
        mentions = cast.mentions(group)
        office = combine(mentions, cast.on, reg=cast.reg) if mentions else None
        if office is None or office.code or office.sector not in _OF_STATES:
            return ()
        others = {p.code for _, name, p in self._bodies if name == word.noun}
        if others - {speaking[0].code}:
            return ()  # another one's army was spoken of, too
        return (speaking[0]._replace(sector=office.sector, entity=None),)

    @staticmethod
    def _opens_by_name(sentence: Sentence, group: Group) -> bool:
        """Whether an office with an unknown name opens the sentence: "**Foreign Secretary Ople** left"."""
        classes = sentence.parse.classes
        names = range(group.first + 1, group.stop)
        acts = any(p.finite and p.slots.get("surface") == [group.index] for p in sentence.parse.predicates)
        return (
            acts
            and group.first == 0
            and classes[0] == "G"
            and len(names) > 0
            and all(classes[i] == "n" and sentence.text[sentence.starts[i]].isupper() for i in names)
        )
