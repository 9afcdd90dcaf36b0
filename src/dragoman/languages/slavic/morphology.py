"""Readings of word forms.

Two indexes of stems (verbs with a reflexive lemma apart) over compiled ending tables: a form is cut at
each place, longest stem first, and every reading of every matching stem is returned. Words outside the
lexicon get coarse readings by their ending, with an empty lemma. Forms are folded (``ё`` counts as ``е``).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dragoman.languages import features as f
from dragoman.languages.features import Reading
from dragoman.languages.slavic.inflection import Endings, Inflection, inflection, paradigm
from dragoman.languages.slavic.lemmas import Lemma, lemmas

__all__ = ["Morphology", "Reading", "load"]


class Morphology:
    """An index of lemmas that reads word forms.

    Parameters
    ----------
    inflection : Inflection
        Paradigms of the language.
    words
        The lemmas to know; more can follow by :meth:`add` (a study's own lexicon).
    """

    def __init__(self, inflection: Inflection, words: Iterable[Lemma] = ()) -> None:
        self._inflection = inflection
        self._letters = inflection.letters
        self._guesses = _guesses(inflection.language)
        self._plain: dict[str, list[tuple[str, Endings, int]]] = {}
        self._reflexive: dict[str, list[tuple[str, Endings, int]]] = {}
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}
        self._tails = {""}
        """Every ending, and every end of one: what no ending ends on is no place to cut."""
        self._measured: set[int] = set()
        for word in words:
            self.add(word)

    def add(self, word: Lemma) -> None:
        """Index one lemma; a second time it is ignored."""
        if (word.text, word.pos) in self._known:
            return
        reflexive = word.pos == "v" and word.text.endswith(self._letters.reflexive)
        index = self._reflexive if reflexive else self._plain
        animate = word.animate
        if word.pos == "n":
            found, listed = self._inflection.noun_stems(word.text)
            animate = animate or listed
        elif word.pos == "v":
            found = self._inflection.verb_stems(word.text)
        else:
            found = self._inflection.adjective_stems(word.text)
        bits = f.REFLEXIVE if reflexive else 0
        self._known[word.text, word.pos] = tuple(sorted({item.stem for item in found}))
        for stem, table, mark in found:
            endings = self._inflection.compiled(table, word.aspect, animate, mark)
            if id(endings) not in self._measured:  # the tables are shared and live as long as the lexicon
                self._measured.add(id(endings))
                self._tails.update(ending[at:] for ending in endings for at in range(len(ending)))
            index.setdefault(stem, []).append((word.text, endings, bits))

    def knows(self, lemma: str, pos: str) -> bool:
        """Whether the lemma is indexed."""
        return (lemma, pos) in self._known

    def stems(self, lemma: str) -> tuple[str, ...]:
        """Stems of a lemma in all its parts of speech, sorted; empty where it is unknown."""
        return tuple(sorted({stem for pos in ("v", "n", "a") for stem in self._known.get((lemma, pos), ())}))

    def phrase(self, citation: str) -> str:
        """Lemmas of a phrase as the lexicon cites it: ``прекращение огня`` -> ``прекращение огонь``.

        Word by word the first known reading counts; what is unknown stays as it is.
        """
        found = []
        for word in self._letters.fold(citation).split():
            readings = self.analyse(word)
            found.append(next((r.lemma for r in readings if r.lemma), word))
        return " ".join(found)

    def analyse(self, form: str) -> tuple[Reading, ...]:
        """Return all readings of a lower-case word form, or what its ending says.

        Parameters
        ----------
        form
            Lower case.

        Returns
        -------
        tuple of Reading
            Known lemmas first, longest stem first; empty for what is no word.
        """
        return self.readings(form.translate(self._letters.folding))

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Return what `analyse` does for a form that is folded already."""
        found: list[Reading] = []
        if form.endswith(self._letters.reflexive):
            bare = form[:-2]
            self._look_up(self._reflexive, bare, found)
            if found:
                return tuple(found)
            self._look_up(self._plain, bare, found)
            gerund = form.endswith(self._letters.gerund)
            found = [_as_passive(reading) for reading in found if _can_be_reflexive(reading, gerund)]
        self._look_up(self._plain, form, found)
        return _likely(found) if found else self.guess(form)

    def _look_up(
        self, index: dict[str, list[tuple[str, Endings, int]]], form: str, found: list[Reading]
    ) -> None:
        tails = self._tails
        for cut in range(len(form), 0, -1):
            tail = form[cut:]
            if tail not in tails:
                return
            for lemma, endings, bits in index.get(form[:cut], ()):
                for pos, feats in endings.get(tail, ()):
                    reading = Reading(lemma, pos, feats | bits)
                    if reading not in found:
                        found.append(reading)

    def guess(self, form: str) -> tuple[Reading, ...]:
        """Read an unknown form by its ending; every reading has an empty lemma."""
        for size in range(min(7, len(form) - 1), 0, -1):
            found = self._guesses.get(form[-size:])
            if found:
                return found
        return ()


def _likely(found: list[Reading]) -> tuple[Reading, ...]:
    """Drop "I meet" where the form is also the noun "meeting" (встречу): prose speaks of third parties."""
    if any(reading.pos in "na" for reading in found):
        usual = [r for r in found if r.pos != "v" or not r.feats & (f.PERSON1 | f.PERSON2)]
        return tuple(usual)
    return tuple(found)


def _can_be_reflexive(reading: Reading, gerund: bool) -> bool:
    """Whether the suffix fits: verbs and active participles; gerunds take only theirs."""
    if reading.pos not in ("v", "part", "ger") or reading.feats & f.PASSIVE:
        return False
    return reading.pos != "ger" or gerund


def _as_passive(reading: Reading) -> Reading:
    return reading._replace(feats=reading.feats | f.PASSIVE | f.REFLEXIVE)


@cache
def _guesses(language: str) -> dict[str, tuple[Reading, ...]]:
    table = {}
    for ending, text in paradigm(language, "guess.tsv"):
        readings = []
        for item in text.split(";"):
            pos, names = item.split(" ")
            readings.append(Reading("", pos, f.parse_features(names)))
        table[ending] = tuple(readings)
    return table


@cache
def load(language: str) -> Morphology:
    """Morphology of a language's shipped lexicon, built once."""
    return Morphology(inflection(language), lemmas(language))
