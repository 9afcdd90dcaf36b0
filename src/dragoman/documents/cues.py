"""The cue words of apparatus (references, notes, contacts, web furniture) out of the language data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from dragoman.languages.tables import data_file, folder, rows
from dragoman.model.errors import LexiconError

__all__ = ["Cues", "cues", "fold"]

_KINDS = frozenset({"reference", "note", "contact", "keywords", "caption", "web"})
_ABOUT_TEXT = frozenset({"published", "received", "author", "occasion"})
_PLACES = frozenset({"heading", "line", "start", "word"})
_BEGIN = 10
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}|[IVX]+)[.)]\s+")
_EDGE = " \t\n\r.,:;!?*_#-–—«»\"'“”()[]|>•·…"


class Cues(NamedTuple):
    """All cues of all languages; a block's language need not be known to use them."""

    headings: dict[str, str]
    lines: dict[str, str]
    starts: re.Pattern[str]
    """Used with ``match``; the group that matched is named after the kind."""
    first_letters: dict[str, tuple[str, ...]]
    """How they begin, under their first two letters (or the only one): most blocks need not be tried."""
    longest: int
    """Characters of the longest heading."""
    words: re.Pattern[str]
    occasions: re.Pattern[str]
    """Words for what is said on a day: "speech", "konuşma"; the line that has one has the day of the text."""

    def start(self, text: str, at: int) -> tuple[str, int] | None:
        """Return (kind, end of the cue) where one stands at ``at``."""
        head = text[at : at + _BEGIN].lower()
        begins = self.first_letters.get(head[:2]) or self.first_letters.get(head[:1])
        # Other white space than single spaces may stand in a cue: then only the pattern knows.
        if begins is None or (head.isprintable() and "  " not in head and not head.startswith(begins)):
            return None
        found = self.starts.match(text, at)
        return None if found is None else (found.lastgroup or "", found.end())

    def heading(self, text: str) -> str | None:
        """Return what a heading announces, also where it stands in two languages ("Об авторе / Author")."""
        folded = fold(text)
        known = self.headings.get(folded)
        if known is None and "/" in folded:
            known = next(filter(None, (self.headings.get(fold(part)) for part in folded.split("/"))), None)
        return known


def fold(text: str) -> str:
    """Lower case, single spaces, no punctuation or numbering at the edges."""
    bare = _NUMBERING.sub("", text)
    return " ".join(bare.replace("İ", "i").lower().split()).strip(_EDGE)


def _pattern(cue: str) -> str:
    """Write a cue as a pattern: spaces match any white space, ``#`` a number, a word ends where it ends."""
    body = r"\s+".join(re.escape(part) for part in cue.split())
    body = body.replace(r"\#", r"[\dIVX]+")
    return body + (r"(?!\w)" if cue[-1].isalnum() else "")


def _table() -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    own = files("dragoman.documents") / "data" / "apparatus.tsv"
    sources: list[tuple[Traversable, tuple[str, ...]]] = [(own, ("language", "kind", "place", "cue"))]
    packs = (entry.name for entry in folder("").iterdir() if entry.is_dir())
    for language in sorted(packs):
        source = data_file(language, "apparatus.tsv")
        if source.is_file():
            sources.append((source, ("kind", "place", "cue")))
    for source, columns in sources:
        for number, cells in rows(source, columns):
            kind, place, cue = cells[-3:]
            if kind not in _KINDS | _ABOUT_TEXT or place not in _PLACES or not cue:
                raise LexiconError(
                    f"{source.name}:{number}: {kind!r} {place!r} {cue!r} is no cue. Kinds are "
                    f"{', '.join(sorted(_KINDS | _ABOUT_TEXT))}; places {', '.join(sorted(_PLACES))}."
                )
            found.append((kind, place, cue))
    return found


def _begins(all_cues: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for cue in all_cues:
        begin = cue.split("#")[0].lower()[:_BEGIN]
        found.setdefault(cue[:2].lower(), set()).add(begin)
    return {key: tuple(sorted(begins)) for key, begins in found.items()}


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Read the cue tables of all languages, once."""
    headings: dict[str, str] = {}
    whole: dict[str, str] = {}
    starts: dict[str, list[str]] = {}
    words: list[str] = []
    occasions: list[str] = []
    for kind, place, cue in _table():
        if place == "heading":
            headings.setdefault(fold(cue), kind)
        elif place == "line":
            whole.setdefault(fold(cue), kind)
        elif place == "start":
            starts.setdefault(kind, []).append(cue)
        elif kind == "occasion":
            occasions.append(cue)
        else:
            words.append(cue)
    groups = [
        f"(?P<{kind}>{'|'.join(map(_pattern, sorted(set(found), key=lambda cue: (-len(cue), cue))))})"
        for kind, found in sorted(starts.items())
    ]
    # Turkish İ folds to two code points under re.I; the cues avoid it at their start.
    return Cues(
        headings,
        whole,
        re.compile("|".join(groups), re.IGNORECASE),
        _begins(cue for found in starts.values() for cue in found),
        max(map(len, headings), default=0),
        _beginnings(words),
        _beginnings(occasions),
    )


def _beginnings(words: Iterable[str]) -> re.Pattern[str]:
    """Write words as a pattern of what begins with one of them."""
    # One look back for all of them: most characters stand inside of a word.
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(set(words))))})", re.IGNORECASE)
