"""How dates, languages, statuses and marks are put into words."""

from __future__ import annotations

import re
from collections.abc import Collection

__all__ = [
    "BASIS",
    "DIRECTIONS",
    "LANGUAGES",
    "MARKS",
    "STATUS",
    "basis_words",
    "date_words",
    "language_words",
    "mark_kind",
    "plural",
    "short",
    "status_of",
]

LANGUAGES = {
    "az": "Azerbaijani",
    "az-Cyrl": "Azerbaijani (Cyrillic)",
    "de": "German",
    "en": "English",
    "fr": "French",
    "hy": "Armenian",
    "ka": "Georgian",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "und": "Undetermined",
}

BASIS = {
    "stated": "stated in the sentence",
    "inherited": "inherited from a heading or an earlier sentence",
    "inferred": "inferred from a reference in the text",
    "assumed": "assumed: neither text nor document gives a date",
}

STATUS = {
    "happened": ("Told as having happened", ""),
    "future": ("Announced or expected", "Announced, not counted as happened"),
    "hypothetical": ("Hypothetical", "Hypothetical, not counted as happened"),
    "negation": ("Denied", "Denied, not counted as happened"),
    "general": ("General statement", "General statement, no single event"),
}
"""Key: name in the filter, words on the row."""

DIRECTIONS = {
    "closer": ("\u2192\u2190", "Closer"),
    "apart": ("\u2190\u2192", "Apart"),
    "unchanged": ("=", "Unchanged"),
    "mixed": ("\u2194", "Mixed"),
}

MARKS = {
    "actor": "actor",
    "recipient": "recipient",
    "party": "party",
    "trigger": "trigger",
    "date": "date",
    "period": "period",
    "speaker": "speaker",
    "place": "place",
    "agreement": "agreement",
    "mediator": "mediator",
    "host": "host",
    "against": "against",
    "beneficiary": "beneficiary",
    "instrument": "instrument",
    "consenting": "consenting",
    "other": "third party",
    "cause": "cause",
    "interest": "interest",
    "aux": "qualifier",
    "counts": "count",
    "cites": "note",
}
"""Kinds of marks that the style sheet knows, with the label printed on them."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)\Z")
_DOUBT = {"": "", "?": "perhaps ", "~": "about ", "%": "perhaps about "}


def _point(text: str) -> str | None:
    if re.fullmatch(r"\d{3}X", text):
        return f"{text[:3]}0s"
    match = _POINT.match(text)
    if match is None:
        return None
    year, month, day, doubt = match.groups()
    if month is None:
        words = year
    elif month in _SEASONS:
        words = f"{_SEASONS[month]} {year}"
    elif not 1 <= int(month) <= 12:
        return None
    elif day is None:
        words = f"{_MONTHS[int(month) - 1]} {year}"
    else:
        words = f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
    return _DOUBT[doubt] + words


def _without_common_end(first: str, last: str) -> str:
    """Return the first of two dates without the month and year that the second says again."""
    ours, theirs = first.split(), last.split()
    while len(ours) > 1 and ours[-1] == theirs[-1]:
        del ours[-1], theirs[-1]
    return " ".join(ours)


def date_words(text: str | None) -> str:
    """Return an EDTF date as a reader would write it; what has no plain words stays EDTF.

    Examples
    --------
    >>> date_words("1992-05-31")
    '31 May 1992'
    >>> date_words("2020-09~")
    'about September 2020'
    >>> date_words("1918/1920")
    '1918\u20131920'
    >>> date_words("1994-02-08/1994-02-11")
    '8\u201311 February 1994'
    """
    if not text:
        return "no date"
    if "/" not in text:
        return _point(text) or text
    left, _, right = text.partition("/")
    if left == "..":
        return f"until {_point(right) or right}"
    if right == "..":
        return f"from {_point(left) or left}"
    first, last = _point(left) or left, _point(right) or right
    shorter = _without_common_end(first, last) if len(left) == len(right) else first
    tight = shorter.isdigit() and (last.isdigit() or shorter != first)
    gap = "\u2013" if tight else " \u2013 "
    return f"{shorter}{gap}{last}"


def short(title: str, limit: int = 72) -> str:
    """Return a title cut at a word, for places where it only points to a document."""
    if len(title) <= limit:
        return title
    return title[:limit].rsplit(" ", 1)[0].rstrip(" ,;:-\u2013") + "\u2026"


def language_words(code: str | None) -> str:
    """Return the name of a language, or its code where the name is not known here."""
    return LANGUAGES.get(code or "und", code or "und")


def basis_words(basis: str | None) -> str:
    """Return what a basis means."""
    return BASIS.get(basis or "", basis or "basis not recorded")


def mark_kind(field: str) -> str:
    """Return the kind of mark for a field, ``evidence`` where the style sheet knows none."""
    return field if field in MARKS else "evidence"


def status_of(aux: Collection[str], occurrence: str | None) -> str:
    """Return how the event is told; only ``happened`` is ever counted.

    *Historical* excludes nothing: it says that the event lies before the main time of its text.
    """
    for name in ("negation", "hypothetical", "future"):
        if name in aux:
            return name
    return "happened" if occurrence is not None else "general"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its word: "1 report", "2 reports", "3 countries"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
