"""The baseline: *word list*, the smallest thing that could be called an event coder.

It cuts a sentence at word boundaries, looks every word up in a dictionary of triggers and a dictionary
of country names, and takes the last country before the first trigger as actor, the next one behind it
as recipient.  It knows no grammar, keeps no proof and is often wrong; it is here because it costs about
the same on every machine in relation to any other Python program.
"""

from __future__ import annotations

import re

from benchmarks.words import countries

__all__ = ["NAME", "WordList"]

NAME = "word list"

_WORD = re.compile(r"[^\W\d_]+")
_TRIGGERS = {
    "AGREE": "agreed promised pledged signed",
    "CONSULT": "met talks visit telephoned discuss",
    "SUPPORT": "praised defended ratified recognised",
    "CONCEDE": "apologised lifted",
    "RETREAT": "withdrew returned released",
    "COOPERATE": "joint shared opened",
    "AID": "gave sent supplied",
    "REQUEST": "asked demanded urged called",
    "ACCUSE": "accused condemned sued inquiry",
    "REJECT": "rejected refused vetoed cancelled",
    "THREATEN": "threatened warned",
    "SANCTION": "recalled expelled imposed banned broke",
    "MOBILIZE": "moved alert brigades",
    "COERCE": "arrested seized closed",
    "ASSAULT": "shelled attacked bombed killed",
    "PROTEST": "protested",
}


class WordList:
    """Codes a sentence by two dictionaries."""

    def __init__(self) -> None:
        self._triggers = {word: event for event, listed in _TRIGGERS.items() for word in listed.split()}
        self._countries = {form.split()[0].lower(): names[0] for names in countries() for form in names}

    def code(self, text: str) -> list[tuple[str, str | None, str | None]]:
        """Return at most one (class, actor, recipient)."""
        event = actor = recipient = None
        for match in _WORD.finditer(text):
            word = match.group().lower()
            country = self._countries.get(word)
            if country is not None:
                if event is None:
                    actor = country
                elif recipient is None:
                    recipient = country
            elif event is None:
                event = self._triggers.get(word)
        return [(event, actor, recipient)] if event is not None else []
