"""The suffix automaton: which suffix may follow which, and what it says.

``paradigms/suffixes.tsv`` of a language has one arc a line: from a state, over a suffix, to the next state,
with the features it adds. A next state that begins with ``=`` ends the word and names its kind:

| kind | is |
| --- | --- |
| ``n`` | a noun form |
| ``v`` | a finite verb |
| ``part`` | a participle before its noun (*imzalanan*, *imzalayacak*) |
| ``rel`` | one with a possessive: its subject is a genitive (*imzaladığı*) |
| ``that`` | the same with a case: a clause as an argument (*imzaladığını*) |
| ``vn`` | a verbal noun (*imzalama*, *imzalanması*) |
| ``inf`` | an infinitive |
| ``conv`` | a converb (*imzalayarak*) |
| ``a`` | an adjective made of a noun (*silahlı*) |
| ``ki`` | a place or time before its noun (*Suriye'deki*) |
| ``cop`` | a noun as a predicate (*hazırdır*) |
| ``opt`` | the form before Azerbaijani *bilmək* (*imzalaya*) |
"""

from __future__ import annotations

from functools import cache

from dragoman.languages.features import parse_features
from dragoman.languages.tables import data_file, rows
from dragoman.languages.turkic.sounds import Sound, Sounds, load_sounds
from dragoman.model.errors import LexiconError

__all__ = ["KINDS", "Suffixes", "load_suffixes"]

KINDS = frozenset(["n", "v", "part", "rel", "that", "vn", "inf", "conv", "a", "ki", "cop", "opt"])
Ends = tuple[tuple[str, int], ...]
_Arc = tuple[str, str, Sound, int]


class Suffixes:
    """Reads what follows a stem, each tail once.

    Parameters
    ----------
    language : str
    """

    def __init__(self, language: str) -> None:
        self.sounds: Sounds = load_sounds(language)
        self._arcs: dict[str, list[tuple[str, str, int]]] = {}
        self._spelled: dict[tuple[str, Sound], dict[str, list[_Arc]]] = {}
        """For a state and a sound the arcs by the first letter of their suffix."""
        self._known: dict[tuple[str, Sound, str], Ends] = {}
        source = data_file(language, "paradigms/suffixes.tsv")
        for number, (state, suffix, then, names) in rows(source, ("state", "suffix", "next", "features")):
            where = f"{language}/paradigms/suffixes.tsv:{number}"
            if then.startswith("=") and then[1:] not in KINDS:
                raise LexiconError(f"{where}: {then!r} is no kind of word form; known are {sorted(KINDS)}.")
            try:
                bits = parse_features(names)
            except LexiconError as error:
                raise LexiconError(f"{where}: {error}") from error
            self._arcs.setdefault(state, []).append(("" if suffix == "-" else suffix, then, bits))
        for state, arcs in self._arcs.items():
            for _, then, _ in arcs:
                if not then.startswith("=") and then not in self._arcs:
                    raise LexiconError(
                        f"{language}/paradigms/suffixes.tsv: {state!r} leads to {then!r}, a dead end."
                    )

    def _from(self, state: str, sound: Sound) -> dict[str, list[_Arc]]:
        known = self._spelled.get((state, sound))
        if known is None:
            known = {}
            for suffix, then, bits in self._arcs[state]:
                text, after = self.sounds.spell(suffix, sound)
                known.setdefault(text[:1], []).append((text, then, after, bits))
            self._spelled[state, sound] = known
        return known

    def read(self, state: str, sound: Sound, tail: str) -> Ends:
        """Return (kind, features) of every way to read ``tail`` behind a stem in ``state``."""
        key = (state, sound, tail)
        known = self._known.get(key)
        if known is not None:
            return known
        found: dict[tuple[str, int], None] = {}
        arcs = self._from(state, sound)
        for first in ("", tail[0]) if tail else ("",):
            for text, then, after, bits in arcs.get(first, ()):
                if not tail.startswith(text):
                    continue
                rest = tail[len(text) :]
                if then[0] == "=":
                    if not rest:
                        found[then[1:], bits] = None
                    continue
                for kind, more in self.read(then, after, rest):
                    found[kind, more | bits] = None
        answer = tuple(found)
        if len(self._known) < 200_000:
            self._known[key] = answer
        return answer

    def knows(self, state: str) -> bool:
        """Whether any arc leads from a state: Azerbaijani stems do not narrow."""
        return state in self._arcs

    def clear(self) -> None:
        """Forget the tails that were read; what they can be does not change."""
        self._known.clear()


@cache
def load_suffixes(language: str) -> Suffixes:
    """Return the automaton of a language, built once."""
    return Suffixes(language)
