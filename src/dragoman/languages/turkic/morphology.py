"""Readings of Turkish and Azerbaijani word forms.

A form is cut at each place, longest stem first; what follows a known stem is read by the suffix automaton.
Words outside the lexicon get coarse readings by their ending, with an empty lemma.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import product

from dragoman.languages.features import Reading, parse_features
from dragoman.languages.tables import data_file, lines, rows
from dragoman.languages.turkic.sounds import Sound, load_sounds
from dragoman.languages.turkic.stems import Stem, irregular, noun_stems, root, verb_stems
from dragoman.languages.turkic.suffixes import load_suffixes

__all__ = ["Morphology", "ending", "listed"]

_LONGEST_TAIL = 24
_Entry = tuple[str, str, str, Sound, int, int]


class Morphology:
    """An index of stems that reads word forms.

    Parameters
    ----------
    language : str
    verbs, nouns, adjectives : iterables of lemmas
        What to know beside the lists of the language.
    """

    def __init__(
        self,
        language: str,
        *,
        verbs: Iterable[str] = (),
        nouns: Iterable[str] = (),
        adjectives: Iterable[str] = (),
    ) -> None:
        self.language = language
        self._suffixes = load_suffixes(language)
        self._sounds = load_sounds(language)
        self._index: dict[str, list[_Entry]] = {}
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}
        self._guesses = _guesses(language)
        known = {**listed(language, "verbs.txt", "v"), **dict.fromkeys((v, "v") for v in verbs)}
        common = [lemma for lemma, _ in listed(language, "paradigms/nouns.txt", "n")]
        common += [lemma for lemma, kind in irregular(language) if kind in ("n", "owned")]
        self._common = frozenset(self.fold(lemma) for lemma in common)
        known |= dict.fromkeys((lemma, "n") for lemma in (*common, *nouns))
        known |= dict.fromkeys(
            (a, "a")
            for a in (
                *(lemma for lemma, _ in listed(language, "paradigms/adjectives.txt", "a")),
                *adjectives,
            )
        )
        self._roots = {root(lemma) for lemma, pos in known if pos == "v"}
        for lemma, pos in known:
            self.add(lemma, pos)

    def fold(self, form: str) -> str:
        """Return a lower-case form without the marks that may be left out."""
        return form.translate(self._sounds.same)

    def add(self, lemma: str, pos: str) -> None:
        """Index one lemma; a second time it is ignored."""
        lemma = self.fold(lemma)
        if (lemma, pos) in self._known or not lemma:
            return
        stems: list[Stem]
        if pos == "v":
            own = root(lemma)
            # a lemma of its own (bulunmak) is not read as a voice of another (bulmak)
            stems = [
                s
                for s in verb_stems(lemma, self.language)
                if not s.bits or s.text == own or s.text not in self._roots
            ]
        else:
            stems = noun_stems(lemma, self.language, adjective=pos == "a")
        stems = [stem for stem in stems if self._suffixes.knows(stem.state)]
        self._known[lemma, pos] = tuple(dict.fromkeys(stem.text for stem in stems))
        for stem in stems:
            entry = (lemma, pos, stem.state, stem.sound, stem.bits, stem.need)
            self._index.setdefault(stem.text, []).append(entry)

    def knows(self, lemma: str, pos: str) -> bool:
        """Whether the lemma is indexed."""
        return (lemma, pos) in self._known

    def beginnings(self) -> Iterable[str]:
        """Return all stems that suffixes can follow."""
        return self._index

    def is_common(self, lemma: str) -> bool:
        """Whether a noun is in the word list of the language, rather than in a lexicon only."""
        return lemma in self._common

    def stems(self, lemma: str, pos: str) -> tuple[str, ...]:
        """Return the stems of a lemma, empty where it is unknown."""
        return self._known.get((self.fold(lemma), pos), ())

    def analyse(self, form: str) -> tuple[Reading, ...]:
        """Return all readings of a lower-case form by the lexicon, longest stem first.

        ``pos`` of a reading is the kind of the form (`dragoman.languages.turkic.suffixes`).
        """
        form = self.fold(form)
        size = len(form)
        read = self._suffixes.read
        vowels = self._sounds.vowels
        found: dict[Reading, None] = {}
        for cut in range(size, max(0, size - _LONGEST_TAIL), -1):
            entries = self._index.get(form[:cut])
            if entries is None:
                continue
            tail = form[cut:]
            for lemma, _, state, sound, bits, need in entries:
                if need and (not tail or tail[0] not in vowels):
                    continue
                for kind, feats in read(state, sound, tail):
                    found[Reading(lemma, kind, feats | bits)] = None
        return tuple(found)

    def guess(self, form: str) -> tuple[Reading, ...]:
        """Read an unknown form by its ending."""
        form = self.fold(form)
        for size in range(min(12, len(form) - 2), 0, -1):
            found = self._guesses.get(form[-size:])
            if found:
                return found
        return ()

    def tail(self, suffix: str) -> int:
        """Return the features of a suffix that an apostrophe parts from its name (*'nin*)."""
        return ending(self.language, suffix)


@cache
def _every_sound() -> tuple[Sound, ...]:
    return tuple(
        Sound(back, rounded, end) for back, rounded, end in product((True, False), (True, False), "vdt")
    )


@cache
def listed(language: str, name: str, pos: str) -> dict[tuple[str, str], None]:
    """Read a list of lemmas, one or several a line."""
    found: dict[tuple[str, str], None] = {}
    for _, line in lines(data_file(language, name)):
        for lemma in line.split("#")[0].split():
            found[lemma, pos] = None
    return found


@cache
def _guesses(language: str) -> dict[str, tuple[Reading, ...]]:
    """Endings of unknown words, spelled in every harmony."""
    suffixes = load_suffixes(language)
    table: dict[str, dict[Reading, None]] = {}
    source = data_file(language, "paradigms/guess.tsv")
    for _, (ending, kind, names) in rows(source, ("ending", "kind", "features")):
        for sound in _every_sound():
            text, _ = suffixes.sounds.spell(ending, sound)
            table.setdefault(text, {})[Reading("", kind, parse_features(names))] = None
    return {ending: tuple(found) for ending, found in table.items()}


@cache
def ending(language: str, text: str, *, guess: bool = False) -> int:
    """Return the features of a suffix behind an apostrophe; with ``guess``, those of a word's end."""
    if not guess:
        feats = 0
        for sound in _every_sound():
            for state in ("noun", "owned"):
                for kind, bits in load_suffixes(language).read(state, sound, text):
                    if kind in ("n", "ki"):
                        feats |= bits
        return feats
    table = _guesses(language)
    for size in range(min(12, len(text) - 2), 0, -1):
        found = table.get(text[-size:])
        if found:
            feats = 0
            for reading in found:
                if reading.pos == "n":
                    feats |= reading.feats
            if feats:
                return feats  # "kralı": the end of an adjective ("-lı") says nothing of a noun
    return 0
