"""Times that a text tells by who was in power: "under Elchibey", "after Aliyev came to power".

The days are those of the tables of people, so the basis is ``inferred``; the words of the text are the proof.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.actors import Mention, Registry
from dragoman.actors.offices import in_power
from dragoman.languages.tables import rows
from dragoman.languages.times import Time, checked

__all__ = ["with_reigns"]

_TITLES = frozenset({"agent", "mod", "adj", "state", "demonym"})
"""What may stand between the words and a name: "under **the Azerbaijani President** Elchibey"."""
_COLUMNS = ("language", "kind", "before", "behind", "office")
_ONE_DAY = timedelta(days=1)
_NEAR = re.compile(r"\s*(?:\w{1,2}\s+)?")
"""What stands between "came to power" and its date: "in", "в", "у"."""


class _Words(NamedTuple):
    """What stands before and behind a name."""

    kind: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    office: str


@lru_cache(maxsize=8)
def _words(language: str) -> tuple[_Words, ...]:
    """Return the phrases of a language, the longest first."""
    source = files("dragoman.coding").joinpath("data", "reigns.tsv")
    found = [
        (kind, before, behind, office)
        for _, (code, kind, before, behind, office) in rows(source, _COLUMNS)
        if code == language
    ]
    found.sort(key=lambda row: -len(row[1] + row[2]))
    return tuple(
        _Words(
            kind,
            re.compile(rf"(?<!\w){_spaced(before)}\s+(?:the\s+)?$", re.IGNORECASE) if before else None,
            re.compile(rf"\s*{_spaced(behind)}(?!\w)", re.IGNORECASE) if behind else None,
            office,
        )
        for kind, before, behind, office in found
    )


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
    for at, mention in enumerate(mentions):
        if mention.kind != "person":
            continue
        firsts = _firsts(text, mentions, at)
        for words in _words(language):
            spans = (_around(text, start, stop, first, mention.stop, words) for first in firsts)
            span = next((found for found in spans if found is not None), None)
            if span is None or (words.kind != "since" and times):
                continue
            if words.kind == "opens" and text[start : span[0]].rstrip()[-1:] not in ("", ":"):
                continue
            power = in_power(mention.key, reg, words.office)
            if power is None:
                break
            since, until = power
            if words.kind != "since":
                last = (until - _ONE_DAY).isoformat() if until is not None else ".."
                made = checked(*span, f"{since.isoformat()}/{last}")
            else:
                beside = next((t for t in times if _NEAR.fullmatch(text, span[1], t.start)), None)
                known = beside.edtf if beside is not None and beside.kind == "absolute" else ""
                if known and not known.startswith(str(since.year)):
                    break  # another power, or another person
                span = span[0], beside.stop if beside is not None else span[1]
                made = checked(*span, f"{known or since.isoformat()}/..") if "/" not in known else None
            if made is None:
                break
            kept = [t for t in times if t.stop <= span[0] or span[1] <= t.start]
            return sorted([*kept, made._replace(inferred=True)], key=lambda time: time.start)
    return times


def _firsts(text: str, mentions: Sequence[Mention], at: int) -> list[int]:
    """Return where a name can begin: with none, one or several of the titles before it."""
    found = [mentions[at].start]
    while at and mentions[at - 1].kind in _TITLES and not text[mentions[at - 1].stop : found[-1]].strip():
        at -= 1
        found.append(mentions[at].start)
    return found


def _around(text: str, start: int, stop: int, first: int, last: int, words: _Words) -> tuple[int, int] | None:
    """Return the span of a name with the words around it, or None where they do not stand there."""
    begin, end = first, last
    if words.before is not None:
        found = words.before.search(text, start, first)
        if found is None:
            return None
        begin = found.start()
    if words.behind is not None:
        behind = words.behind.match(text, last, stop)
        if behind is None:
            return None
        end = behind.end()
    elif text[last : last + 1] in ("'", "’"):
        return None  # "under Elchibey's plan"
    return begin, end
