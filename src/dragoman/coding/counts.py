"""Numbers of dead and injured that a sentence gives for an event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.model import Evidence

if TYPE_CHECKING:
    from dragoman.coding.assemble import Scene

__all__ = ["counts_of"]

_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
_NUMBER = r"(?<!no )(?P<n>\d{1,3}(?:[,  ]\d{3})+|\d+|" + "|".join(_WORDS) + r")"
_PEOPLE = r"(?:\s+[^\W\d]+){0,4}?"
_WERE = r"\s+(?:(?:were|was|have been|had been)\s+)?"
_ABOUT = r"\s+(?:at least\s+|up to\s+|не менее\s+)?"
_DEAD = re.compile(
    rf"\b(?:killed|killing|kills|убит\w*|погибл\w*){_ABOUT}{_NUMBER}\b",
    re.IGNORECASE,
)
_DEAD_AFTER = re.compile(
    rf"\b{_NUMBER}{_PEOPLE}{_WERE}(?:killed|dead|died|убит\w*|погибл\w*)\b",
    re.IGNORECASE,
)
_HURT = re.compile(
    rf"\b(?:wounded|wounding|injured|injuring|wounds|injures|ранен\w*){_ABOUT}{_NUMBER}\b",
    re.IGNORECASE,
)
_HURT_AFTER = re.compile(
    rf"\b{_NUMBER}{_PEOPLE}{_WERE}(?:wounded|injured|hurt|ранен\w*)\b",
    re.IGNORECASE,
)


# Without one of these there is no count, and the patterns need not run.
_HINTS = ("kill", "dead", "died", "wound", "injur", "hurt", "убит", "погиб", "ранен")


def counts_of(scene: Scene, has_casualties: bool) -> tuple[dict[str, int], tuple[Evidence, ...]]:
    """Return ``dead`` and ``injured`` with their proof where the class has casualties."""
    if not has_casualties:
        return {}, ()
    sentence = scene.sentence
    text = sentence.text[sentence.start : sentence.stop].lower()
    if not any(hint in text for hint in _HINTS):
        return {}, ()
    counts: dict[str, int] = {}
    evidence = []
    for field, patterns in (("dead", (_DEAD, _DEAD_AFTER)), ("injured", (_HURT, _HURT_AFTER))):
        for pattern in patterns:
            match = pattern.search(sentence.text, sentence.start, sentence.stop)
            if match:
                text = match["n"]
                digits = re.sub(r"\D", "", text)
                value = int(digits) if digits else _WORDS[text.lower()]
                if 1900 <= value <= 2030 and len(digits) == 4 and "," not in text:
                    continue
                counts[field] = value
                evidence.append(Evidence(f"counts.{field}", match.start("n"), match.end("n"), text))
                break
    return counts, tuple(evidence)
