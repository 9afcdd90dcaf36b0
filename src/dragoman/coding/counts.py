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


# Turkish and Azerbaijani: the number stands before those it counts, the verb behind them.
_TURKIC = r"(?<!\d)(?P<n>\d{1,3}(?:[.,  ]\d{3})+|\d+)(?:\s+[^\W\d]+){0,4}?\s+"
_DEAD_TURKIC = re.compile(
    rf"{_TURKIC}(?:öl(?:dü|müş|en|ü\b|üm\b)\w*|öldürül\w*|öldürdü\w*|hayatını\s+kaybe[dt]\w*|şehit|həlak|şəhid|qətlə)",
    re.IGNORECASE,
)
_HURT_TURKIC = re.compile(rf"{_TURKIC}(?:yaralan\w*|yaraladı\w*|yaralı\w*)", re.IGNORECASE)


# Without one of these there is no count, and the patterns need not run.
_HINTS = ("kill", "dead", "died", "wound", "injur", "hurt", "убит", "погиб", "ранен")
_HINTS_TURKIC = ("öl", "yaral", "hayatını", "şehit", "həlak", "şəhid", "qətlə")


def counts_of(scene: Scene, has_casualties: bool) -> tuple[dict[str, int], tuple[Evidence, ...]]:
    """Return ``dead`` and ``injured`` with their proof where the class has casualties."""
    if not has_casualties:
        return {}, ()
    sentence = scene.sentence
    text = sentence.text[sentence.start : sentence.stop].lower()
    turkic = scene.grammar.pack.code in ("tr", "az")
    if not any(hint in text for hint in (_HINTS_TURKIC if turkic else _HINTS)):
        return {}, ()
    dead = (_DEAD_TURKIC,) if turkic else (_DEAD, _DEAD_AFTER)
    hurt = (_HURT_TURKIC,) if turkic else (_HURT, _HURT_AFTER)
    counts: dict[str, int] = {}
    evidence = []
    for field, patterns in (("dead", dead), ("injured", hurt)):
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
