"""A report for an actor and a recipient that are given: relation classification as a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dragoman.actors import combine, registry, scanner
from dragoman.codebook import Codebook
from dragoman.codebook.scheme import MATERIAL_CONFLICT
from dragoman.coding.agreements import agreement_name
from dragoman.coding.base import AssumeDate
from dragoman.coding.compared import dating_times
from dragoman.coding.contexts import contexts_of
from dragoman.coding.counts import counts_of
from dragoman.coding.given import Answer, classify
from dragoman.coding.prove import proven
from dragoman.coding.when import Dated, Timeline
from dragoman.languages import load as load_language
from dragoman.model import Document, Evidence, Participant, Report, Trigger

__all__ = ["code_dyad"]

Spans = Sequence[tuple[int, int]]
_Days = tuple[date | None, date | None]


def code_dyad(
    doc: Document,
    language: str,
    actor: Spans,
    recipient: Spans,
    *,
    codebook: Codebook,
    assume: AssumeDate = "today",
    own: Path | None = None,
) -> Report | None:
    """Return the report of the best-evidenced class of a given dyad, or None where no frame speaks of it.

    Actor and recipient of the report are the spans that were given, whatever the sentence says else.

    Parameters
    ----------
    doc : Document
    language : str
        A language that has a pack.
    actor, recipient : sequence of (start, stop), code points
        Recipient may be empty.
    codebook : Codebook
    assume : "today", "none" or date
        As of when names are read where nothing gives a date.
    own : Path, optional
        A study's own table of actors.
    """
    grammar = load_language(language)
    answer = classify(doc.text, grammar, actor, recipient, codebook, own=own)
    if answer is None:
        return None
    scene, fired, outcome = answer.scene, answer.fired, answer.outcome
    sentence = scene.sentence
    qualified = scene.qualified(fired)
    dated = _date(doc, answer)
    on = _days(doc, dated, assume)
    actors = _people(doc.text, language, actor, on, assume, own)
    recipients = _people(doc.text, language, recipient, on, assume, own)
    start, stop = sentence.quote(fired.predicate.token, fired.predicate.token + 1)
    trigger = Trigger(doc.text[start:stop], start, stop)
    agreement = agreement_name(scene, fired)
    counts, counted = counts_of(
        scene, fired, has_casualties=codebook.quad(outcome.event) == MATERIAL_CONFLICT
    )
    evidence = [Evidence("event", start, stop, trigger.text)]
    evidence += [Evidence("actor", p.start, p.stop, p.text, p.basis) for p in actors]
    evidence += [Evidence("recipient", p.start, p.stop, p.text, p.basis) for p in recipients]
    evidence += [Evidence("speakers", p.start, p.stop, p.text, p.basis) for p in outcome.speakers]
    for kind, first, last in qualified.cues:
        left, right = sentence.quote(first, last)
        field = "occurrence" if kind == "occurrence" else "aux"
        evidence.append(Evidence(field, left, right, doc.text[left:right]))
    evidence += dated.evidence
    if agreement is not None:
        evidence.append(Evidence("agreement", agreement[1], agreement[2], agreement[0]))
    report = Report(
        event=outcome.event,
        trigger=trigger,
        sentence=Trigger(doc.text[sentence.start : sentence.stop], sentence.start, sentence.stop),
        rule=fired.frame.rule,
        mode=outcome.mode,
        contexts=contexts_of(scene, fired),
        aux=tuple(sorted(outcome.aux)),
        occurrence=qualified.occurrence,  # type: ignore[arg-type]
        actor=actors,
        recipient=recipients,
        date=dated.date.text if dated.date else None,
        date_basis=dated.basis,  # type: ignore[arg-type]
        speakers=tuple(outcome.speakers),
        agreement=agreement[0] if agreement else None,
        counts=counts,
        evidence=(*evidence, *counted),
        confidence=outcome.confidence,
        language=language,
    )
    return proven(doc.text, report)


def _date(doc: Document, answer: Answer) -> Dated:
    scene, predicate = answer.scene, answer.fired.predicate
    timeline = Timeline(doc.published)
    related = [predicate.index]
    if predicate.kind == "n":
        related.insert(0, -2 - predicate.group)
    if answer.fired.light >= 0:
        related.append(answer.fired.light)
    resolved = dating_times(timeline, scene.sentence, scene.grammar.pack.code)
    return timeline.date(scene.sentence, resolved, predicate, scene.owners, tuple(related))


def _days(doc: Document, dated: Dated, assume: AssumeDate) -> _Days:
    """Return the days that names are read as of; ``(None, None)`` where nothing is known."""
    known = dated.date or doc.published
    if known is not None:
        return known.earliest, known.latest
    return (assume, assume) if isinstance(assume, date) else (None, None)


def _people(
    text: str, language: str, spans: Spans, on: _Days, assume: AssumeDate, own: Path | None
) -> tuple[Participant, ...]:
    reg = registry("", own)
    found = []
    for start, stop in spans:
        quote = text[start:stop]
        mentions = scanner(language, "", own).scan(quote)
        actor = combine(mentions, on, reg=reg) if mentions else None
        if actor is None or (assume == "none" and actor.basis == "assumed"):
            found.append(Participant(quote, start, stop))
        else:
            found.append(Participant(quote, start, stop, actor.code, actor.sector, actor.entity, actor.basis))
    return tuple(found)
