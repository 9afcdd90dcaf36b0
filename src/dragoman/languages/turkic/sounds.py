"""Vowel harmony and buffer letters: how a suffix is spelled behind a given sound.

In suffixes capitals are letters that vary: ``A`` and ``I`` follow the last vowel, ``D`` and ``C`` the last
consonant, ``K`` and ``G`` are the hard and the soft end of a suffix. A letter in brackets is a buffer: a
consonant there appears behind vowels, a vowel behind consonants: ``(s)I`` is *-su* in *ordusu*,
*-u* in *dostu*.
The letters stand in ``paradigms/sounds.tsv`` of a language.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dragoman.languages.tables import data_file, rows
from dragoman.model.errors import LexiconError

__all__ = ["Sound", "Sounds", "load_sounds"]


class Sound(NamedTuple):
    """What a suffix sees of the word before it: its last vowel and the kind of its last letter."""

    back: bool
    round: bool
    end: str
    """``v`` vowel, ``d`` voiced consonant, ``t`` voiceless one."""


class Sounds:
    """The letters of one language.

    Parameters
    ----------
    language : str
    """

    def __init__(self, language: str) -> None:
        table: dict[str, dict[str, str]] = {}
        source = data_file(language, "paradigms/sounds.tsv")
        for number, (sign, where, letters) in rows(source, ("sign", "where", "letters")):
            if sign in table and where in table[sign]:
                raise LexiconError(f"{language}/paradigms/sounds.tsv:{number}: {sign} {where} stands twice.")
            table.setdefault(sign, {})[where] = letters
        self.back = frozenset(table["vowel"]["back"])
        self.vowels = self.back | frozenset(table["vowel"]["front"])
        self.round = frozenset(table["vowel"]["round"])
        self.voiceless = frozenset(table["consonant"]["voiceless"])
        self.soft = {pair[0]: pair[1] for pair in table["consonant"]["soften"].split()}
        self.soft_verbs = {pair[0]: pair[1] for pair in table["consonant"].get("soften verbs", "").split()}
        """How roots of more than one syllable soften: *azalt-*, *azaldır*."""
        self.same = {ord(pair[0]): pair[1] for pair in table["spelling"]["same"].split()}
        """Letters that count as others: the circumflex is written or not."""
        self._signs = {sign: kinds for sign, kinds in table.items() if sign.isupper()}

    def of(self, stem: str) -> Sound | None:
        """Return what a suffix behind ``stem`` sees, or None where it has no vowel."""
        last = next((char for char in reversed(stem) if char in self.vowels), "")
        if not last:
            return None
        end = "v" if stem[-1] in self.vowels else ("t" if stem[-1] in self.voiceless else "d")
        return Sound(last in self.back, last in self.round, end)

    def front(self, sound: Sound) -> Sound:
        """Return the sound of a loan that takes front suffixes after a back vowel (*saat*, *kabul*)."""
        return sound._replace(back=False)

    def _letter(self, sign: str, sound: Sound) -> str:
        kinds = self._signs[sign]
        side = "back" if sound.back else "front"
        for where in (f"{side} round" if sound.round else side, side, sound.end, "*"):
            if where in kinds:
                return kinds[where]
        raise LexiconError(f"sounds.tsv has no letter for {sign} after {side}, {sound.end}.")

    def _after(self, char: str, sound: Sound) -> Sound:
        if char in self.vowels:
            return Sound(char in self.back, char in self.round, "v")
        return sound._replace(end="t" if char in self.voiceless else "d")

    def spell(self, suffix: str, sound: Sound) -> tuple[str, Sound]:
        """Spell a suffix behind a sound; return it with the sound that it leaves.

        Examples
        --------
        >>> turkish = load_sounds("tr")
        >>> turkish.spell("DAn", turkish.of("sokak"))[0]
        'tan'
        >>> turkish.spell("(s)I", turkish.of("ordu"))[0]
        'su'
        """
        found = ""
        at = 0
        while at < len(suffix):
            sign = suffix[at]
            if sign == "(":
                sign = suffix[at + 1]
                at += 2
                is_vowel = sign in "AI" or sign in self.vowels
                if is_vowel == (sound.end == "v"):
                    at += 1
                    continue
            char = self._letter(sign, sound) if sign in self._signs else sign
            found += char
            sound = self._after(char, sound)
            at += 1
        return found, sound


@cache
def load_sounds(language: str) -> Sounds:
    """Return the letters of a language, read once."""
    return Sounds(language)
