"""Text that was decoded wrongly before it was stored: named, never repaired on a guess."""

from __future__ import annotations

import re

__all__ = ["mojibake"]

_SAMPLE = 60_000
_LEAST = 4
# UTF-8 read as a single-byte encoding: pairs whose first half is a lead byte of the usual scripts.
_LEADS = "\u00c2\u00c3\u00c4\u00c5\u00d0\u00d1\u00d2\u00e2"
_TRAILS = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_WESTERN = re.compile(f"(?:[{_LEADS}][{_TRAILS}]){{2,}}")
_ODD = "\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u0490\u0491\u2013-\u2122"
_PLAIN = "а-яА-ЯёЁ \u00a0-\u00bf\u0402-\u045f\u2013-\u2122"
_CYRILLIC = re.compile(f"(?:[РСТУ][{_ODD}]){{2,}}|(?:[РС][{_PLAIN}]){{4,}}")
# What they find begins with one of these.  These begin with a letter, not with a group, for which a text is
# searched ten times as fast.
_WESTERN_BEGINS = re.compile(f"[{_LEADS}][{_TRAILS}]" * 2)
_CYRILLIC_BEGINS = (re.compile(f"[РСТУ][{_ODD}]" * 2), re.compile(f"[РС][{_PLAIN}]" * 4))
_LOST = re.compile(r"(?<!\?)\?{3,}(?:[ ,.]\?{2,}){2,}")
# Cyrillic of one single-byte encoding shown in another: words that begin small and go on in capitals.
_FLIPPED = re.compile(r"(?<!\w)[а-яё][А-ЯЁ]{3,}(?!\w)")
_CAPITALS = re.compile("[А-ЯЁ][А-ЯЁ][А-ЯЁ]+")
_SMALL = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё")
_SWAPPED = re.compile("[À-ÿ][À-ÿ][À-ÿ][À-ÿ]+")
_THORNS = "ýþðÝÞÐ"
_TURKISH = re.compile(f"[{_THORNS}]")
_OTHER_THORNS = re.compile(r"[áéíóúæÁÉÍÓÚÆ]")
"""Icelandic and Old English, which write þ and ð, write these, too."""
_TURKISH_WORDS = re.compile(r"(?:[a-zçöü]ý[a-zçöü]|[a-zçöü]þ|ðý|ý[nrklm]|lýk|dýr|Ý[a-z])")


def mojibake(text: str) -> str | None:
    """Return a sentence about wrongly decoded text, with an example and what it stands for, or None."""
    sample = text[:_SAMPLE]
    if sample.isascii() and "???" not in sample:
        return None
    for find, encodings in ((_western, ("cp1252", "latin-1", "iso-8859-9")), (_cyrillic, ("cp1251",))):
        shown = find(sample)
        for encoding in encodings if shown else ():
            for one in shown:
                meant = _undone(one, encoding)
                if meant is not None:
                    return (
                        f"parts of the text were spoiled before they were saved (UTF-8 read as {encoding}): "
                        f"{one[:24]!r} stands for {meant[:12]!r}. Kept as it is; get the original."
                    )
    return _other(sample)


def _western(sample: str) -> list[str]:
    if not any(lead in sample for lead in _LEADS) or _WESTERN_BEGINS.search(sample) is None:
        return []
    return _WESTERN.findall(sample)


def _cyrillic(sample: str) -> list[str]:
    if not any(lead in sample for lead in "РСТУ"):
        return []
    begun = any(begin.search(sample) is not None for begin in _CYRILLIC_BEGINS)
    return _CYRILLIC.findall(sample) if begun else []


def _flipped(sample: str) -> list[str]:
    runs = _CAPITALS.finditer(sample)
    begun = any(run.start() > 0 and sample[run.start() - 1] in _SMALL for run in runs)
    return _FLIPPED.findall(sample) if begun else []


def _undone(shown: str, encoding: str) -> str | None:
    """Return what the bytes meant; None where they are no UTF-8 of letters."""
    for end in range(len(shown), max(len(shown) - 3, 3), -1):
        try:
            meant = shown[:end].encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        letters = sum(map(str.isalpha, meant))
        if len(meant) * 2 <= end + 1 and letters * 2 >= len(meant) >= 2:
            return meant
    return None


def _other(sample: str) -> str | None:
    lost = _LOST.search(sample) if "???" in sample else None
    if lost is not None:
        return (
            f"letters were lost before the text was saved ({lost.group()[:20]!r} stands in their place); "
            "nothing brings them back. Get the original."
        )
    flipped = _flipped(sample)
    swapped = _SWAPPED.findall(sample)
    words = (len(sample.split()) if flipped or swapped else 0) or 1
    # Small letters of one code page are capitals of another, and the other way round.
    shouted = flipped and sum(map(str.isupper, sample)) > 4 * sum(map(str.islower, sample))
    if shouted or (len(flipped) >= _LEAST and len(flipped) * 10 > words):
        return (
            f"the text looks like Cyrillic of another code page ({flipped[0]!r}); it was decoded wrongly "
            "before it was saved. Get the original."
        )
    if len(swapped) >= _LEAST and len(swapped) * 4 > words:
        try:
            meant = swapped[0].encode("cp1252").decode("cp1251")
        except UnicodeError:
            return None
        return (
            "the text looks like Cyrillic (windows-1251) read as western letters: "
            f"{swapped[0][:20]!r} stands for {meant[:20]!r}. It is kept as it is; get the original."
        )
    odd = _TURKISH.findall(sample) if any(mark in sample for mark in _THORNS) else []
    if (
        len(odd) >= _LEAST
        and len(odd) * 300 > len(sample)
        and (
            len(_TURKISH_WORDS.findall(sample)) * 2 > len(odd)
            or (sum(mark in "þðÞÐ" for mark in odd) >= _LEAST and _OTHER_THORNS.search(sample) is None)
        )
    ):
        return (
            "the text looks like Turkish (windows-1254) read as western letters: 'ý', 'þ', 'ð' stand for "
            "'ı', 'ş', 'ğ'. It is kept as it is; get the original."
        )
    return None
