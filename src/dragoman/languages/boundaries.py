"""What a language knows of the ends of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, Self

from dragoman.languages.tables import data_file, lines, rows
from dragoman.model.errors import LexiconError

__all__ = ["BOUNDARY_KINDS", "Boundaries", "load_boundaries"]

BOUNDARY_KINDS = ("opener", "ender", "closer", "number", "word", "quoted", "lettered", "ordinal")
"""Kinds of ``boundaries.tsv``."""

_LEAD = r"[\"'“‘«(\[—–-]*\s*"
_NEVER = re.compile(r"(?!)")


class Boundaries(NamedTuple):
    """Abbreviations and openers of one language, for :mod:`dragoman.coding.segment`.

    Attributes
    ----------
    abbreviations : frozenset of str
        Lower case, with or without their full stop.
    phrases : dict of str to tuple of str
        Last word of an abbreviation of several words to what must stand before it ("т. е.").
    openers : re.Pattern
        Matches what follows a full stop if it opens a sentence.
    enders, closers : dict of str to tuple of str
        Last word of the abbreviation to what must stand before it (an empty string for nothing).
    numbers : frozenset of str
        Words that are abbreviations only before a number.
    words : frozenset of str
        Words that are abbreviations only beside a number.
    quoted : frozenset of str
        Words that are abbreviations only beside a number or before a name in quotation marks.
    lettered : frozenset of str
        Words behind which a capital letter is no initial ("Group A.").
    ordinals : re.Pattern
        Numbers that a full stop makes ordinals ("5. Kolordu", "II. Dünya Savaşı").
    """

    abbreviations: frozenset[str]
    phrases: dict[str, tuple[str, ...]]
    openers: re.Pattern[str]
    enders: dict[str, tuple[str, ...]]
    closers: dict[str, tuple[str, ...]]
    numbers: frozenset[str]
    words: frozenset[str]
    quoted: frozenset[str]
    lettered: frozenset[str]
    ordinals: re.Pattern[str]

    @classmethod
    def of(cls, abbreviations: Iterable[str] = (), words: Iterable[tuple[str, str]] = ()) -> Self:
        """Index abbreviations and (word, kind) pairs."""
        kinds: dict[str, list[str]] = {kind: [] for kind in BOUNDARY_KINDS}
        for word, kind in words:
            kinds[kind].append(word)
        openers = "|".join(re.escape(word) for word in sorted(kinds["opener"], key=lambda w: (-len(w), w)))
        listed = [abbreviation.lower() for abbreviation in abbreviations]
        return cls(
            frozenset(listed),
            _by_last(phrase for phrase in listed if " " in phrase),
            re.compile(rf"{_LEAD}(?:{openers})\b(?!\.)") if openers else _NEVER,
            _by_last(kinds["ender"]),
            _by_last(kinds["closer"]),
            frozenset(kinds["number"]),
            frozenset((*kinds["word"], *kinds["quoted"])),
            frozenset(kinds["quoted"]),
            frozenset(kinds["lettered"]),
            re.compile("|".join(kinds["ordinal"])) if kinds["ordinal"] else _NEVER,
        )


def _by_last(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for phrase in phrases:
        before, _, last = phrase.lower().rstrip(".").rpartition(" ")
        table.setdefault(last, []).append(before.replace(" ", ""))
    return {last: tuple(found) for last, found in table.items()}


def load_boundaries(language: str) -> Boundaries:
    """Read ``abbreviations.txt`` and ``boundaries.tsv`` of a language.

    Raises
    ------
    LexiconError
        A row has a kind that is not in :data:`BOUNDARY_KINDS`.
    """
    words = []
    source = data_file(language, "boundaries.tsv")
    for number, (word, kind, _) in rows(source, ("word", "kind", "note")):
        if kind not in BOUNDARY_KINDS:
            raise LexiconError(
                f"{language}/boundaries.tsv:{number}: {kind!r} is no kind; there are "
                f"{', '.join(BOUNDARY_KINDS)}."
            )
        words.append((word, kind))
    listed = (line.split("#")[0].strip() for _, line in lines(data_file(language, "abbreviations.txt")))
    return Boundaries.of(listed, words)
