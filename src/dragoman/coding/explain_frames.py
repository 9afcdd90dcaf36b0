"""The later stages for a reader: which frames fired, which did not and why, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from dragoman.codebook import Codebook
from dragoman.coding.explain_words import group_text, predicate_text
from dragoman.coding.foreground import is_background
from dragoman.coding.frame import Fired
from dragoman.coding.outcome import decide, why_left_out
from dragoman.coding.relation import parties
from dragoman.coding.scene import Scene
from dragoman.languages.frames import Condition, Frame
from dragoman.languages.tables import data_file
from dragoman.model import Claim, Report

__all__ = ["Chosen", "Rejected", "Verdict", "chosen", "rejected", "verdicts"]

_NAMED = 6
"""So many alternatives of one kind are named; the lexicon's line has them all."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The frame that fired on a predicate.

    ``row`` is its line in the lexicon; ``why_not`` says, where it does not stand, what took its place.
    """

    predicate: str
    rule: str
    row: str
    event: str
    mode: str | None
    score: float
    needed: list[str]
    stands: bool
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A frame of a word in the sentence that did not fire."""

    predicate: str
    rule: str
    row: str
    event: str
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a frame that stands."""

    predicate: str
    rule: str
    slots: list[str]
    """Which slot gave whom."""
    actor: list[dict[str, Any]]
    recipient: list[dict[str, Any]]
    event: str
    why: str
    """How the class changed after the frame, empty where it did not."""
    aux: list[str]
    occurrence: str | None
    cues: list[str]
    """Words that said so."""
    speakers: list[dict[str, Any]]
    report: dict[str, Any] | None = None
    claim: dict[str, Any] | None = None
    left_out: str | None = None
    """Why there is neither report nor claim."""
    notes: list[str] = field(default_factory=list)


@lru_cache(maxsize=256)
def _lines(file: str) -> tuple[str, ...]:
    language, _, name = file.partition("/")
    return tuple(data_file(language, name).read_text(encoding="utf-8").split("\n"))


def _row(frame: Frame) -> str:
    """Return the line of the lexicon, its cells parted by a bar."""
    file, _, number = frame.rule.rpartition(":")
    found = _lines(file)
    at = int(number) - 1
    return " | ".join(cell.strip() or "-" for cell in found[at].split("\t")) if 0 <= at < len(found) else ""


def _kind_of_need(condition: Condition) -> str:
    kind, slot, arg_kind = condition.kind, condition.slot, condition.arg_kind
    what = {
        "class": " of class",
        "event": " that is",
        "lemma": "",
        "actor": " an actor",
        "pair": " joined by",
    }.get(arg_kind, "")
    return {
        "none": "no object",
        "neg": "a negation",
        "actor": "an actor as object",
        "class": "an object of class",
        "lemma": "the object",
        "word": "near by the word",
        "subject": f"a subject{what}",
        "prep": f"{slot!r} with{what}" if condition.arg or what else f"{slot!r} behind it",
        "to": f"an infinitive{what}",
        "that": f"a clause{what}",
        "ing": f"an -ing form{what}",
    }[kind]


def _need(alternatives: Sequence[Condition]) -> str:
    """Write a group of alternatives in words, those of one kind together."""
    kinds: dict[str, list[str]] = {}
    for condition in alternatives:
        found = kinds.setdefault(_kind_of_need(condition), [])
        if condition.arg and condition.arg not in found:
            found.append(condition.arg)
    parts = []
    for what, names in kinds.items():
        more = f" (or {len(names) - _NAMED} more)" if len(names) > _NAMED else ""
        parts.append(f"{what} {'/'.join(names[:_NAMED])}{more}".strip())
    return " or ".join(parts)


def _needs(frame: Frame) -> list[str]:
    return [_need(group) for group in frame.conditions]


def chosen(scene: Scene) -> list[Chosen]:
    """Return the frames that fired, in the order of their predicates: of events, then of claims."""
    standing = {(fired.predicate.index, fired.frame.rule) for fired in scene.fired}
    found = []
    for predicate in scene.frames.predicates:
        for fired in (scene.frames.fire(predicate), scene.frames.fire_claim(predicate)):
            if fired is None:
                continue
            frame = fired.frame
            stands = (predicate.index, frame.rule) in standing
            found.append(
                Chosen(
                    predicate=predicate_text(scene, predicate),
                    rule=frame.rule,
                    row=_row(frame),
                    event=frame.event,
                    mode=frame.mode,
                    score=round(fired.score, 2),
                    needed=_needs(frame),
                    stands=stands,
                    why_not=None if stands else _displaced(scene, fired),
                )
            )
    return found


def _displaced(scene: Scene, fired: Fired) -> str:
    by = scene.frames.consumed.get(fired.predicate.index)
    if by is not None:
        return f"it is the complement of {predicate_text(scene, scene.frames.predicates[by])!r}, which fired"
    if fired.frame.is_claim:
        return "another word of the sentence carries the claim"
    return "the noun is an argument of a verb that says what happened"


def rejected(scene: Scene) -> list[Rejected]:
    """Return the frames that did not fire, each once."""
    found: dict[tuple[int, str], Rejected] = {}
    for predicate, frame, why in scene.frames.rejected:
        missing = [
            _need(group)
            for group, needs in zip(frame.conditions, frame.needs, strict=True)
            if scene.frames.score(replace(frame, conditions=(group,), needs=(needs,)), predicate) is None
        ]
        found.setdefault(
            (predicate.index, frame.rule),
            Rejected(
                predicate_text(scene, predicate), frame.rule, _row(frame), frame.event,
                f"needs {' and '.join(missing)}" if missing else why,
            ),
        )  # fmt: skip
    return list(found.values())


def verdicts(
    scene: Scene, codebook: Codebook, reports: Sequence[Report], claims: Sequence[Claim]
) -> list[Verdict]:
    """Return what became of the frames that stand, given what the coder made of the sentence."""
    return [_verdict(scene, codebook, fired, reports, claims) for fired in scene.fired]


def _verdict(
    scene: Scene, codebook: Codebook, fired: Fired, reports: Sequence[Report], claims: Sequence[Claim]
) -> Verdict:
    frame = fired.frame
    sentence = scene.sentence
    qualified = scene.qualified(fired)
    actor, recipient = scene.roles.assign(fired)
    speakers = scene.speakers.told(fired)
    event, why, aux = frame.event, "", sorted(qualified.aux)
    start, stop = sentence.quote(fired.predicate.token, fired.predicate.token + 1)
    report = next((r for r in reports if (r.trigger.start, r.rule) == (start, frame.rule)), None)
    claim = next((c for c in claims if (c.trigger.start, c.rule) == (start, frame.rule)), None)
    left_out = None
    if frame.blocks:
        left_out = f"the lexicon says that this is no {'claim' if frame.is_claim else 'event'}"
    elif frame.is_claim:
        if claim is None:
            known = sorted({p.code for p in parties(scene, fired) if p.code})
            left_out = f"a claim needs two parties with a code; found: {', '.join(known) or 'none'}"
    else:
        outcome = decide(codebook, scene, fired, qualified, actor, recipient, speakers)
        event, why, aux = outcome.event, outcome.why, sorted(outcome.aux)
        actor, recipient, speakers = outcome.actor, outcome.recipient, list(outcome.speakers)
        if report is not None:
            aux = list(report.aux)
        else:
            left_out = why_left_out(codebook, scene, fired, outcome)
            if not left_out and is_background(scene, fired) and reports:
                left_out = "the clause only describes somebody, and the sentence tells something else"
            left_out = left_out or "the same report stands already in this sentence"
    cues = []
    for kind, first, last in qualified.cues:
        left, right = sentence.quote(first, last)
        cues.append(f"{kind}: {sentence.text[left:right]}")
    notes = []
    if fired.light >= 0:
        notes.append(f"carried by {predicate_text(scene, scene.frames.predicates[fired.light])!r}")
    return Verdict(
        predicate=sentence.text[start:stop],
        rule=frame.rule,
        slots=_slots(scene, fired),
        actor=[p.to_json() for p in actor],
        recipient=[p.to_json() for p in recipient],
        event=event,
        why=why,
        aux=aux,
        occurrence=qualified.occurrence,
        cues=cues,
        speakers=[p.to_json() for p in speakers],
        report=report.to_json() if report else None,
        claim=claim.to_json() if claim else None,
        left_out=left_out,
        notes=notes,
    )


def _slots(scene: Scene, fired: Fired) -> list[str]:
    roles = fired.frame.roles
    found = []
    for side, names in (("actor", roles.actor), ("actor" if roles.mutual else "recipient", roles.recipient)):
        for name in names:
            texts = [group_text(scene, index) for index in scene.roles.slot(fired, name)]
            found.append(f"{side} from {name}: {', '.join(texts) if texts else 'nothing there'}")
    return found
