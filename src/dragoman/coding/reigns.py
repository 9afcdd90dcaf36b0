"""Times that a text tells by who was in power: "under Elchibey", "after Aliyev came to power".

The days are those of the tables of people, so the basis is ``inferred``; the words of the text are the proof.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from dragoman.actors import Mention, Registry
from dragoman.actors.offices import in_power
from dragoman.languages.tables import rows
from dragoman.languages.times import Time, checked, folded

__all__ = ["with_reigns"]

_TITLES = frozenset({"agent", "mod", "adj", "state", "demonym"})
"""What may stand between the words and a name: "under **the Azerbaijani President** Elchibey"."""
_COLUMNS = ("language", "kind", "before", "behind", "office")
_ONE_DAY = timedelta(days=1)
_SHORT = 2  # letters of a preposition
_TAIL = re.compile(r"(?:['’]\w{1,4})?")
"""The ending behind a year: "2003'te"."""
_NEAR = re.compile(r"\s*(?:\w{1,2}\s+)?")
"""What stands between "came to power" and its date: "in", "в", "у"."""


class _Words(NamedTuple):
    """What stands before and behind a name."""

    kind: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    office: str


@lru_cache(maxsize=8)
def _phrases(language: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return kind, words before and behind, and office of the phrases of a language, the longest first."""
    source = files("dragoman.coding").joinpath("data", "reigns.tsv")
    found = [
        (kind, before, behind, office)
        for _, (code, kind, before, behind, office) in rows(source, _COLUMNS)
        if code == language
    ]
    return tuple(sorted(found, key=lambda row: -len(row[1] + row[2])))


@lru_cache(maxsize=8)
def _words(language: str) -> tuple[_Words, ...]:
    """Return what stands before and behind a name, the longest first."""
    found = _phrases(language)
    return tuple(
        _Words(
            kind,
            re.compile(rf"(?<!\w){_spaced(before)}\s+(?:the\s+)?$", re.IGNORECASE) if before else None,
            re.compile(rf"\s*{_spaced(behind)}(?!\w)", re.IGNORECASE) if behind else None,
            office,
        )
        for kind, before, behind, office in found
    )


@lru_cache(maxsize=8)
def _cues(language: str) -> re.Pattern[str]:
    """Return a pattern of all phrases: most sentences have none."""
    phrases = {words for row in _phrases(language) for words in row[1:3] if words}
    return re.compile(
        "|".join(map(_spaced, sorted(phrases, key=lambda one: (-len(one), one)))), re.IGNORECASE
    )


@lru_cache(maxsize=8)
def _pieces(language: str) -> AhoCorasick:
    """Return a finder of a word of each phrase, folded: a quicker look than the pattern takes."""
    phrases = {words for row in _phrases(language) for words in row[1:3] if words}
    return AhoCorasick(sorted({max(re.split("[ '’]+", folded(words)), key=len) for words in phrases}))


def _may_tell(text: str, start: int, stop: int, language: str) -> bool:
    """Whether one of the phrases stands in ``text[start:stop]``."""
    some = _pieces(language).find_matches_as_indexes(folded(text[start:stop]))
    return bool(some) and _cues(language).search(text, start, stop) is not None


def _spaced(phrase: str) -> str:
    return r"\s+".join(map(re.escape, phrase.split(" "))).replace("'", "['’]")


def with_reigns(
    text: str,
    start: int,
    stop: int,
    times: list[Time],
    mentions: Sequence[Mention],
    language: str,
    reg: Registry,
) -> list[Time]:
    """Return the times of ``text[start:stop]`` with what names of those in power say of the time.

    A time in power counts only where the sentence has no other time; with somebody who came to power an
    interval begins, on the day that the sentence gives or the tables know.

    Parameters
    ----------
    times : list of Time
    mentions : sequence of Mention
        Names of the sentence, in order.
    """
    if not any(mention.kind == "person" for mention in mentions) or not _may_tell(
        text, start, stop, language
    ):
        return times
    for at, mention in enumerate(mentions):
        if mention.kind != "person":
            continue
        firsts = _firsts(text, mentions, at)
        for words in _words(language):
            if times and words.kind != "since":
                continue
            places = [_around(text, start, stop, first, mention.stop, words, times) for first in firsts]
            found = [place for place in places if place is not None]
            place = next((one for one in found if one.time is not None), found[0] if found else None)
            if place is None or (
                words.kind == "opens" and text[start : place.start].rstrip()[-1:] not in ("", ":")
            ):
                continue
            power = in_power(mention.key, reg, words.office)
            made = _placed(place, words, power) if power is not None else None
            if made is None:
                break
            kept = [t for t in times if t.stop <= place.start or place.stop <= t.start]
            return sorted([*kept, made], key=lambda time: time.start)
    return times


class _Place(NamedTuple):
    """Where the words and the name stand, and the time among them."""

    start: int
    stop: int
    time: Time | None


def _placed(place: _Place, words: _Words, power: tuple[date, date | None]) -> Time | None:
    """Return the time that somebody's power gives, or None where the date of the sentence is another's."""
    since, until = power
    begin = since.isoformat()
    last = (until - _ONE_DAY).isoformat() if until is not None and words.kind != "since" else ".."
    if place.time is not None:
        begin = place.time.edtf
        if place.time.kind != "absolute" or "/" in begin or not begin.startswith(str(since.year)):
            return None
    made = checked(place.start, place.stop, f"{begin}/{last}")
    return made._replace(inferred=True) if made is not None else None


def _firsts(text: str, mentions: Sequence[Mention], at: int) -> list[int]:
    """Return where a name can begin: with none, one or several of the titles before it."""
    found = [mentions[at].start]
    while at and mentions[at - 1].kind in _TITLES and not text[mentions[at - 1].stop : found[-1]].strip():
        at -= 1
        found.append(mentions[at].start)
    return found


def _around(
    text: str, start: int, stop: int, first: int, last: int, words: _Words, times: Sequence[Time]
) -> _Place | None:
    """Return where a name with the words around it stands, or None where they do not stand there.

    A date may be among them: "Aliyev came to power **in 2003**", "приход к власти **в 2003 году** Алиева".
    """
    dates = times if words.kind == "since" else ()
    begin, end = first, last
    date_of: Time | None = None
    if words.before is not None:
        found = words.before.search(text, start, first)
        if found is None:
            date_of = next((t for t in dates if t.stop <= first and not text[t.stop : first].strip()), None)
            found = words.before.search(text, start, _lead(text, date_of.start)) if date_of else None
        if found is None:
            return None
        begin = found.start()
    if words.behind is not None:
        behind = words.behind.match(text, last, stop)
        if behind is None:
            date_of = next((t for t in dates if _NEAR.fullmatch(text, last, t.start)), None)
            tail = _TAIL.match(text, date_of.stop) if date_of else None
            behind = words.behind.match(text, tail.end(), stop) if tail else None
        if behind is None:
            return None
        end = behind.end()
    elif text[last : last + 1] in ("'", "’"):
        return None  # "under Elchibey's plan"
    if date_of is None:
        date_of = next((t for t in dates if _NEAR.fullmatch(text, end, t.start)), None)
        end = date_of.stop if date_of is not None else end
    if date_of is None and words.before is None:
        # "2003-cü ildə Əliyev hakimiyyətə gəldikdən sonra"
        date_of = next((t for t in dates if t.stop <= first and not text[t.stop : first].strip()), None)
        begin = date_of.start if date_of is not None else begin
    return _Place(begin, end, date_of)


def _lead(text: str, at: int) -> int:
    """Return where the preposition of a date stands: "**в** 2003 году"."""
    before = text[:at].rstrip()
    word = before.rpartition(" ")[2]
    return len(before) - len(word) if len(word) <= _SHORT else at
