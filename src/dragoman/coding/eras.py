"""Times that a text tells by a war, a turning point or a treaty: "during the Cold War", "после распада СССР".

The days are those of ``data/eras.tsv``, so the basis is ``inferred``; the words of the text are the proof.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from dragoman.languages.tables import rows
from dragoman.languages.times import Time, checked, folded

__all__ = ["with_eras"]

_LANGUAGES = ("en", "ru", "uk", "tr", "az")
_ERA = ("era", "start", "stop", "kind", *_LANGUAGES)
_WORDS = ("language", "kind", "before", "behind")
_SUFFIX = r"\w*(?:['’]\w{1,6})?"
"""What a star stands for: an ending, in Turkic also one behind an apostrophe."""
_YEAR = len("1914")


class _Era(NamedTuple):
    start: str
    stop: str
    kind: str
    name: re.Pattern[str]


class _Eras(NamedTuple):
    """What a language calls the eras, and the words around."""

    pieces: AhoCorasick
    """A piece of each name, in lower case: most sentences have none."""
    eras: list[list[_Era]]
    """Those with the piece of that number, the longest name first."""
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    kinds: dict[str, str]
    """Words before or behind a name, folded, to how what they tell lies to it."""


def _pattern(name: str) -> str:
    """Return the pattern of a name in which a star stands for any ending."""
    words = [re.escape(word).replace("'", "['’]").replace(r"\*", _SUFFIX) for word in name.split(" ")]
    return r"\s+".join(words)


def _any(patterns: list[str]) -> str:
    return "|".join(sorted(patterns, key=lambda one: (-len(one), one)))


@lru_cache(maxsize=8)
def _of(language: str) -> _Eras:
    """Read the names and words of a language."""
    data = files("dragoman.coding").joinpath("data")
    named: dict[str, list[_Era]] = {}
    for _, (_, start, stop, kind, *names) in rows(data.joinpath("eras.tsv"), _ERA):
        cell = names[_LANGUAGES.index(language)] if language in _LANGUAGES else ""
        for name in cell.split("|"):
            if name:
                whole = re.compile(rf"(?<!\w){_pattern(name)}(?!\w)", re.IGNORECASE)
                # no blank and no apostrophe: a line may end between two words
                piece = max(re.split(r"[ *'’]+", name), key=len).lower()
                named.setdefault(piece, []).append(_Era(start, stop, kind, whole))
    for eras in named.values():
        eras.sort(key=lambda era: -len(era.name.pattern))
    kinds: dict[str, str] = {}
    before: list[str] = []
    behind: list[str] = []
    for _, (code, kind, left, right) in rows(data.joinpath("era_words.tsv"), _WORDS):
        if code == language:
            kinds[folded(left or right)] = kind
            (before if left else behind).append(_pattern(left or right))
    article = r"(?:the\s+)?" if language == "en" else ""
    return _Eras(
        AhoCorasick(list(named)),
        list(named.values()),
        re.compile(rf"(?<!\w)({_any(before)})\s+{article}$", re.IGNORECASE) if before else None,
        re.compile(rf"\s+({_any(behind)})(?!\w)", re.IGNORECASE) if behind else None,
        kinds,
    )


def with_eras(text: str, start: int, stop: int, times: list[Time], language: str) -> list[Time]:
    """Return the times of ``text[start:stop]``, or, where it has none, what a named era says of the time.

    Parameters
    ----------
    times : list of Time
        Those that are told by a date; beside one an era dates nothing.
    """
    known = _of(language)
    pieces = known.pieces.find_matches_as_indexes(text[start:stop].lower(), True)
    if not pieces:
        return times
    for number in sorted({number for number, _, _ in pieces}):
        for era in known.eras[number]:
            match = era.name.search(text, start, stop)
            made = _placed(known, era, match, text, start, stop) if match is not None else None
            if made is None:
                continue
            if any(time.start < made.start or made.stop < time.stop for time in times):
                return times
            return [made]
    return times


def _placed(known: _Eras, era: _Era, match: re.Match[str], text: str, start: int, stop: int) -> Time | None:
    """Return the time that an era gives with the words around its name, or None where they give none."""
    found = known.before.search(text, start, match.start()) if known.before is not None else None
    if found is None and known.behind is not None:
        found = known.behind.match(text, match.end(), stop)
    if found is None:
        return None
    first, last = min(found.start(), match.start()), max(found.end(), match.end())
    kind = known.kinds[folded(" ".join(found.group(1).split()))]
    edtf = _days(era, kind, opens=not text[start:first].strip())
    made = checked(first, last, edtf) if edtf else None
    if made is None:
        return None
    bound = "after" if edtf.endswith("/..") else "before" if edtf.startswith("../") else ""
    return made._replace(inferred=True, bound=bound)


def _days(era: _Era, kind: str, *, opens: bool) -> str:
    """Return the EDTF of what lies so to an era, or "" where that tells no time."""
    happened = era.start if era.start == era.stop else f"{era.start}/{era.stop}"
    told = {
        "opens": happened if era.kind == "span" or (era.kind == "period" and opens) else "",
        "within": happened if era.kind != "act" else "",
        "at": happened if era.kind in ("event", "act") else "",
        "before": f"../{era.start}",
        "from": f"{era.start}/..",
        "begin": era.start[:_YEAR] if era.kind != "act" else "",
        "end": era.stop[:_YEAR] if era.kind != "act" else "",
        "to_end": f"../{era.stop}",
        "after": f"{era.stop}/..",
    }[kind]
    return "" if told.count("..") > 1 or told == ".." else told
