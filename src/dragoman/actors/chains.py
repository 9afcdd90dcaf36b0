"""Chains of suffixes, as Turkish and Azerbaijani have them: ordu-lar-ı-nda-ki.

The table of endings says how they follow each other: an ``arc`` leads from one state of the word to
the next over a suffix. In suffixes a capital stands for a vowel or consonant that varies: ``A`` is a or
e, ``I`` is ı, i, u or ü, ``D`` is d or t. Harmony is not enforced: names come from languages that have
none, and writers differ.
"""

from __future__ import annotations

from itertools import product

from dragoman.actors.types import ABL, ACC, DAT, GEN, INS, LOC, NOM, PL, SG
from dragoman.model.errors import ActorError

__all__ = ["Chain", "Chains"]

_VARIES = {"A": "ae", "I": "iu", "D": "dt"}
_BITS = {"n": NOM, "g": GEN, "d": DAT, "a": ACC, "i": INS, "l": LOC, "b": ABL, "p": PL}
_LIMIT = 20_000


class Chains:
    """The suffixes of one language as states and arcs."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._arcs: dict[str, list[tuple[str, int, str]]] = {}
        self._known: dict[tuple[str, ...], Chain] = {}

    def __bool__(self) -> bool:
        return bool(self._arcs)

    def arc(self, state: str, suffixes: str, then: str) -> None:
        """Add ``lAr:p`` and the like, parted by spaces, from a state to the next; ``0`` is no suffix."""
        for item in suffixes.split():
            pattern, _, letters = item.partition(":")
            bits = 0
            for letter in letters:
                if letter not in _BITS:
                    raise ActorError(f"{self._where}: {letter!r} in {item!r} is no case; known are {_BITS}.")
                bits |= _BITS[letter]
            choices = ["" if letter == "0" else _VARIES.get(letter, letter) or "" for letter in pattern]
            for letters_of in product(*(c or [""] for c in choices)):
                self._arcs.setdefault(state, []).append(("".join(letters_of), bits, then))

    def chain(self, *states: str) -> Chain:
        """Return what may follow a stem that is in one of these states."""
        known = self._known.get(states)
        if known is None:
            for state in states:
                if state not in self._arcs:
                    raise ActorError(f"{self._where}: no arc leads from {state!r}.")
            known = self._known[states] = Chain(self, states)
        return known

    def read(self, state: str, tail: str, number: int = SG) -> int:
        """Return the cases and numbers that ``tail`` can mean behind a stem in ``state``, 0 for none."""
        found = 0
        for suffix, bits, then in self._arcs.get(state, ()):
            if not tail.startswith(suffix):
                continue
            count = PL if bits & PL else number
            cases = bits & ~PL
            rest = tail[len(suffix) :]
            if then == "end":
                if not rest:
                    found |= cases | count
            elif suffix or then != state:
                more = self.read(then, rest, count)
                # What follows a case ("Ankara'daki", "Bakıdadır") does not change it.
                if more:
                    found |= (cases | count) if cases else more
        return found


class Chain(dict[str, int]):
    """Endings of a stem, read when first met; looks like the dictionary of endings of other languages."""

    def __init__(self, chains: Chains, states: tuple[str, ...]) -> None:
        super().__init__()
        self._chains = chains
        self._states = states

    def __missing__(self, tail: str) -> int:
        bits = 0
        if len(tail) < 16:
            for state in self._states:
                bits |= self._chains.read(state, tail)
        if len(self) < _LIMIT:
            self[tail] = bits
        return bits

    def get(self, tail: str, default: int | None = None) -> int | None:  # type: ignore[override]
        """Return the bits of an ending, or None where it is none of this stem."""
        return self[tail] or default
