"""What the coder answers to gold rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from dragoman.codebook import load as load_codebook
from dragoman.coding.base import Coding
from dragoman.coding.given import classify
from dragoman.coding.rules import RuleCoder
from dragoman.coding.schemes import in_scheme, project
from dragoman.documents import read, read_text
from dragoman.evaluation.codes import fold
from dragoman.evaluation.rows import SCHEMES, GoldRow
from dragoman.languages import is_coded
from dragoman.languages import load as load_language
from dragoman.languages.script import letters
from dragoman.model import Claim, Document, Report

__all__ = ["Answer", "Sources", "answer", "answer_all", "document_of"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One gold row and what the coder made of it.

    Attributes
    ----------
    event, rule, trigger : str or None
        For rows with a given dyad: class (of the row's scheme), frame and word.
    ranking : tuple of (score, class, trigger, rule)
        The candidates for a given dyad, best first.
    reports : tuple of Report
        For whole extraction; classes are those of the row's scheme.
    claims : tuple of Claim
    """

    row: GoldRow
    event: str | None = None
    rule: str | None = None
    trigger: str | None = None
    ranking: tuple[tuple[float, str, str, str], ...] = ()
    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def events(self) -> tuple[Report, ...]:
        """The reports that say that something happened, happens or is to happen."""
        return tuple(r for r in self.reports if not {"negation", "hypothetical"} & set(r.aux))

    @property
    def gold(self) -> frozenset[str]:
        """The gold classes, in the row's scheme."""
        return frozenset(map(fold(self.row.scheme), (e.event for e in self.row.events if e.happened)))

    @property
    def found(self) -> frozenset[str]:
        """The answered classes, in the row's scheme."""
        if self.row.given is not None:
            return frozenset([self.event] if self.event else [])
        return frozenset(map(fold(self.row.scheme), (report.event for report in self.events)))

    @property
    def rules(self) -> tuple[str, ...]:
        """The frames that the answer rests on."""
        if self.row.given is not None:
            return (self.rule,) if self.rule else ()
        return tuple(report.rule for report in self.reports)


def document_of(row: GoldRow) -> Document:
    """Return a row's text as the document that the coder gets."""
    return read_text(row.text, id=row.id, language=row.language, published=row.published, path=row.id)


def answer(row: GoldRow, coder: RuleCoder, *, whole: Coded | None = None) -> Answer:
    """Code one row; a language without a pack has no answer, and that counts as wrong.

    Parameters
    ----------
    row : GoldRow
    coder : RuleCoder
    whole : Coded, optional
        Documents coded so far.  With it a sentence whose document lies beside the gold file is coded
        where it stands: with the dates of its headings and with whom its pronouns mean.
    """
    if not is_coded(row.language):
        return Answer(row)
    scheme = SCHEMES[row.scheme]
    if row.given is None:
        found = whole.found(row) if whole is not None else None
        if found is None:
            coding = coder.code(document_of(row))
            found = coding.reports, coding.claims
        return Answer(
            row, reports=tuple(in_scheme(report, scheme) for report in found[0]), claims=tuple(found[1])
        )
    text, language = row.text.translate(letters(row.language)), row.language.partition("-")[0]
    made = classify(text, load_language(language), *row.given, load_codebook())
    if made is None:
        return Answer(row)
    rule, outcome = made.fired.frame.rule, made.outcome
    return Answer(
        row,
        event=project(outcome.event, outcome.mode, aux=outcome.aux, rule=rule, scheme=scheme)[0],
        rule=rule,
        trigger=made.scene.sentence.words[made.fired.predicate.token].form,
        ranking=made.ranking,
    )


class Sources:
    """Documents that gold sentences stand in, each read once."""

    def __init__(self) -> None:
        self._known: dict[Path, Document] = {}

    def of(self, row: GoldRow) -> Document | None:
        """Return the document of a row, or None where it has none or the sentence does not stand there."""
        if row.document is None:
            return None
        if isinstance(row.document, Document):
            doc = row.document
        else:
            if row.document not in self._known:
                self._known[row.document] = read(row.document)
            doc = self._known[row.document]
        return doc if doc.text[row.start : row.start + len(row.text)] == row.text else None


class Coded:
    """Documents of gold sentences, each coded once."""

    def __init__(self, coder: RuleCoder) -> None:
        self._coder = coder
        self._sources = Sources()
        self._known: dict[str, Coding] = {}

    def found(self, row: GoldRow) -> tuple[Sequence[Report], Sequence[Claim]] | None:
        """Return reports and claims of a row's sentence, or None where its document does not have it."""
        doc = self._sources.of(row)
        if doc is None:
            return None
        if doc.path not in self._known:
            self._known[doc.path] = self._coder.code(doc)
        stop, coding = row.start + len(row.text), self._known[doc.path]
        return (
            [r for r in coding.reports if r.sentence.start < stop and row.start < r.sentence.stop],
            [c for c in coding.claims if c.sentence.start < stop and row.start < c.sentence.stop],
        )


def answer_all(rows: Sequence[GoldRow], coder: RuleCoder | None = None) -> tuple[list[Answer], float]:
    """Code rows in order; returns the answers and the seconds it took, loading excluded."""
    coder = coder or RuleCoder()
    for language in sorted({row.language for row in rows}):
        answer(next(row for row in rows if row.language == language), coder)
    start = perf_counter()
    whole = Coded(coder)
    answers = [answer(row, coder, whole=whole) for row in rows]
    return answers, perf_counter() - start
