"""The language of a text by rules: script, letters, function words."""

from __future__ import annotations

import re

from dragoman.documents.language.script import script_of
from dragoman.documents.language.signs import CORE, fits, fold, foreign_letters, own_words, signs

__all__ = ["by_rules", "speaks_against"]

_OWN_WORDS = 5
_LONG = 100
"""Characters in which no language does without its commonest letters."""
_AGAINST = 3
"""Words that it takes against the language that the user names, where no letter tells."""
_WORD = re.compile(r"[^\W\d_]+")


def by_rules(sample: str, expected: str = "") -> str | None:
    """Return the language of a text by script, letters and function words, or None where they do not decide.

    ``expected`` (the language of the block before) is tried first: five different words that no other
    language has settle it without a full count, and where that language is ahead it need not be far ahead.
    """
    known = signs()
    folded = fold(sample)
    tokens = folded.split() if len(folded) > 120 else _WORD.findall(folded)
    if expected in known.script and len(own_words(expected).intersection(tokens)) >= _OWN_WORDS:
        return expected
    script = script_of(sample)
    if script not in ("latin", "cyrillic", "arabic"):
        return script or None
    scores: dict[str, float] = {}
    words = known.words
    for token in tokens:
        if token in words:
            for language, weight in words[token]:
                scores[language] = scores.get(language, 0.0) + weight
    written = frozenset(folded)
    absent: set[str] = set()
    if len(folded) >= _LONG:
        absent = {name for name, needed in known.needs.items() if needed.isdisjoint(written)}
        for name in absent.intersection(scores):
            del scores[name]
    said = frozenset(scores)
    if not folded.isascii():
        letters = known.letters
        found = [(letters[mark] - absent, mark) for mark in sorted(written - CORE) if mark in letters]
        # Who has a word or a letter here is asked for every letter, whatever their order.
        rivals = set(scores).union(*(owners for owners, _ in found))
        rivals = {language for language in rivals if known.script.get(language) == script}
        for owners, mark in found:
            # Names carry foreign letters into any text, so one letter alone weighs little.
            weight = min(2.0, 0.5 * folded.count(mark))
            for language in rivals:
                gain = weight if language in owners else -weight
                scores[language] = scores.get(language, 0.0) + gain
    ranked = sorted(
        ((score, name) for name, score in scores.items() if known.script[name] == script),
        key=lambda found: (-found[0], found[1]),
    )
    if not ranked:
        return None
    best, first = ranked[0]
    second = max(ranked[1][0], 0.0) if len(ranked) > 1 else 0.0
    if first == expected and first in said and best > second:
        return first
    # Letters that two languages share (Turkish, Azerbaijani) lift both: then the distance counts.
    clear = best >= 1.5 and (best >= 1.4 * second + 0.3 or best >= second + 1.2)
    brief = len(tokens) <= 12 and best >= 1.0 and best >= 2 * second
    return first if (clear or brief) and best * 16 >= len(tokens) else None


def speaks_against(hint: str, found: str, sample: str) -> bool:
    """Whether a text is surely in another language than the one named: its script, its letters, its words.

    A short sentence of Russian can lack every letter and most words that Ukrainian lacks.
    """
    if not fits(hint, script_of(sample)):
        return True
    folded = fold(sample)
    if foreign_letters(hint).search(folded):
        return True
    words = signs().words
    users = [{name for name, _ in words.get(token, ())} for token in _WORD.findall(folded)]
    return sum(found in names and hint not in names for names in users) >= _AGAINST
