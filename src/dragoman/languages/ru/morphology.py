"""Readings of Russian word forms.

Two indexes of stems (verbs with a reflexive lemma apart) over compiled ending tables: a form is cut at
each place, longest stem first, and every reading of every matching stem is returned. Words outside the
lexicon get coarse readings by their ending, with an empty lemma. ``ё`` counts as ``е`` throughout.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dragoman.languages import features as f
from dragoman.languages.features import Reading
from dragoman.languages.ru.inflection import Endings, adjective_stems, compiled, noun_stems, rows, verb_stems
from dragoman.languages.ru.lemmas import Lemma, lemmas

__all__ = ["Morphology", "Reading", "analyse", "decline", "guess", "load"]

_LONGEST_ENDING = 13
_TABLES_OF_SURNAMES = ("ов", "ев", "ин", "ын")


class Morphology:
    """An index of lemmas that reads word forms.

    Parameters
    ----------
    words
        The lemmas to know; more can follow by :meth:`add` (a study's own lexicon).
    """

    def __init__(self, words: Iterable[Lemma] = ()) -> None:
        self._plain: dict[str, list[tuple[str, Endings, int]]] = {}
        self._reflexive: dict[str, list[tuple[str, Endings, int]]] = {}
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}
        for word in words:
            self.add(word)

    def add(self, word: Lemma) -> None:
        """Index one lemma; a second time it is ignored."""
        if (word.text, word.pos) in self._known:
            return
        reflexive = word.pos == "v" and word.text.endswith(("ся", "сь"))
        index = self._reflexive if reflexive else self._plain
        animate = word.animate
        if word.pos == "n":
            found, listed = noun_stems(word.text)
            animate = animate or listed
        else:
            found = list(verb_stems(word.text) if word.pos == "v" else adjective_stems(word.text))
        bits = f.REFLEXIVE if reflexive else 0
        self._known[word.text, word.pos] = tuple(sorted({item.stem for item in found}))
        for stem, table, mark in found:
            endings = compiled(table, word.aspect, animate, mark)
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
        for word in citation.lower().replace("ё", "е").split():
            readings = self.analyse(word)
            found.append(next((r.lemma for r in readings if r.lemma), word))
        return " ".join(found)

    def analyse(self, form: str) -> tuple[Reading, ...]:
        """Return all readings of a lower-case word form, or what its ending says.

        Parameters
        ----------
        form
            Lower case, with or without ``ё``.

        Returns
        -------
        tuple of Reading
            Known lemmas first, longest stem first; empty for what is no word.
        """
        if "ё" in form:
            form = form.replace("ё", "е")
        found: list[Reading] = []
        if form.endswith(("ся", "сь")):
            bare = form[:-2]
            _look_up(self._reflexive, bare, found)
            if found:
                return tuple(found)
            _look_up(self._plain, bare, found)
            found = [_as_passive(reading) for reading in found if _can_be_reflexive(reading, form)]
        _look_up(self._plain, form, found)
        return _likely(found) if found else guess(form)


def _likely(found: list[Reading]) -> tuple[Reading, ...]:
    """Drop "I meet" where the form is also the noun "meeting" (встречу): prose speaks of third parties."""
    if any(reading.pos in "na" for reading in found):
        usual = [r for r in found if r.pos != "v" or not r.feats & (f.PERSON1 | f.PERSON2)]
        return tuple(usual)
    return tuple(found)


def _can_be_reflexive(reading: Reading, form: str) -> bool:
    """Whether ``-ся`` fits: verbs and active participles; gerunds take ``-сь``."""
    if reading.pos not in ("v", "part", "ger") or reading.feats & f.PASSIVE:
        return False
    return reading.pos != "ger" or form.endswith("сь")


def _as_passive(reading: Reading) -> Reading:
    return reading._replace(feats=reading.feats | f.PASSIVE | f.REFLEXIVE)


def _look_up(index: dict[str, list[tuple[str, Endings, int]]], form: str, found: list[Reading]) -> None:
    size = len(form)
    for cut in range(size, max(0, size - _LONGEST_ENDING), -1):
        for lemma, endings, bits in index.get(form[:cut], ()):
            for pos, feats in endings.get(form[cut:], ()):
                reading = Reading(lemma, pos, feats | bits)
                if reading not in found:
                    found.append(reading)


@cache
def _guesses() -> dict[str, tuple[Reading, ...]]:
    table = {}
    for ending, text in rows("guess.tsv"):
        readings = []
        for item in text.split(";"):
            pos, names = item.split(" ")
            readings.append(Reading("", pos, f.parse_features(names)))
        table[ending] = tuple(readings)
    return table


def guess(form: str) -> tuple[Reading, ...]:
    """Read an unknown form by its ending; every reading has an empty lemma."""
    table = _guesses()
    for size in range(min(7, len(form) - 1), 0, -1):
        found = table.get(form[-size:])
        if found:
            return found
    return ()


@cache
def load() -> Morphology:
    """Morphology of the shipped lexicon, built once."""
    return Morphology(lemmas())


def analyse(form: str) -> tuple[Reading, ...]:
    """Read a form with the shipped lexicon: :meth:`Morphology.analyse`."""
    return load().analyse(form)


def decline(noun: str, *, animate: bool = False, surname: bool = False) -> dict[str, int]:
    """All forms of a noun or name with their features (readings of equal forms are united).

    Parameters
    ----------
    noun
        Nominative, any case of letters; forms come in lower case without ``ё``.
    animate
        A person: accusative equals genitive.
    surname
        Inflect ``-ов``, ``-ев``, ``-ин`` as a surname (``Лавровым``) and ``-ский`` as an adjective.
    """
    word = noun.lower().replace("ё", "е")
    forms: dict[str, int] = {}
    if surname and word.endswith(_TABLES_OF_SURNAMES):
        found = [(word, "n_sur", "")]
    else:
        stems, listed = noun_stems(word)
        animate = animate or listed
        found = [(stem, table, mark) for stem, table, mark in stems]
    for stem, table, mark in found:
        for ending, readings in compiled(table, "", animate, mark).items():
            for _, feats in readings:
                forms[stem + ending] = forms.get(stem + ending, 0) | feats
    return forms
