"""Who speaks: on whose word the reports and claims rest, in which languages and from which side."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.dossier.sides import bearer
from dragoman.dossier.views import ClaimView, Party, ReportView, Views
from dragoman.dossier.words import language_words
from dragoman.model import links_of

__all__ = ["Grid", "Voice", "by_language_and_side", "voices"]

_OWN = "In the documents’ own voice"


@lru_cache(maxsize=1)
def _pronouns() -> frozenset[str]:
    """Return the words that only point back to somebody, of all languages that are coded."""
    from dragoman.languages import SUPPORTED
    from dragoman.languages.pack import references

    return frozenset(word for language in SUPPORTED for word in references(language))


def _name(speaker: Party, vague: frozenset[str]) -> tuple[str, str]:
    """Return key and name of a voice: the bearer of a code, or the words, or that nobody is named."""
    if speaker.code:
        return bearer(speaker.code, speaker.entity, speaker.text)
    name = "Somebody not named" if speaker.text.casefold() in vague else speaker.text
    return name.casefold(), name


@dataclass(slots=True)
class Voice:
    """A speaker with what rests on his word.

    Attributes
    ----------
    quads : Counter of int
        Reports by quad class; 0 where the class belongs to none.
    """

    name: str
    code: str | None
    own: bool = False
    quads: Counter[int] = field(default_factory=Counter)
    claims: int = 0
    rows: list[ReportView | ClaimView] = field(default_factory=list)

    @property
    def reports(self) -> int:
        """Number of reports."""
        return sum(self.quads.values())

    @property
    def cooperative(self) -> int:
        """Reports of verbal and material co-operation."""
        return self.quads[1] + self.quads[2]

    @property
    def conflictual(self) -> int:
        """Reports of verbal and material conflict."""
        return self.quads[3] + self.quads[4]


@dataclass(frozen=True, slots=True)
class Grid:
    """Reports by side (rows) and language (columns), with the number of documents of each side."""

    languages: tuple[str, ...]
    rows: list[tuple[str, tuple[int, ...], int]]


def voices(found: Views) -> list[Voice]:
    """Return the speakers, those with most rows first; what nobody is named for stands last.

    Who is heard is the innermost speaker, the one who says what happened: in "X, citing Y" that is Y;
    of those who speak together each is heard.
    Speakers with one country's code are one voice, whatever their names; bodies that share a code (IGO)
    and speakers without one go by their name.
    """
    made: dict[str, Voice] = {}
    vague = _pronouns()
    rows: list[ReportView | ClaimView] = [*found.reports, *found.claims]
    for row in rows:
        together: list[Voice] = []
        for speaker in links_of(row.speakers)[-1] if row.speakers else ():
            key, name = _name(speaker, vague)
            voice = made.setdefault(key, Voice(name, speaker.code))
            if voice not in together:
                together.append(voice)
        for voice in together or [made.setdefault("", Voice(_OWN, None, own=True))]:
            if isinstance(row, ReportView):
                voice.quads[row.event.quad or 0] += 1
            else:
                voice.claims += 1
            voice.rows.append(row)
    return sorted(made.values(), key=lambda one: (one.own, -len(one.rows), one.name.casefold(), one.name))


def by_language_and_side(found: Views) -> Grid:
    """Return how many reports each side tells in each language; the side is the document's.

    A side is what a person has said of a document, else its publisher.
    """
    languages = sorted({language_words(row.language) for row in found.reports})
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    documents: dict[str, set[str]] = defaultdict(set)
    for row in found.reports:
        side = row.document.side or row.document.publisher or "not recorded"
        counts[side][language_words(row.language)] += 1
        documents[side].add(row.document.id)
    rows = [(side, tuple(counts[side][name] for name in languages), len(documents[side])) for side in counts]
    return Grid(tuple(languages), sorted(rows, key=lambda one: (-sum(one[1]), one[0])))
