"""The error browser: sentence, gold, answer, rule and why, for the errors of one class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.coding.explain import Explanation
from dragoman.coding.rules import RuleCoder
from dragoman.evaluation.answers import Answer
from dragoman.evaluation.codes import of_gold
from dragoman.evaluation.fields import FIELDS, is_wrong
from dragoman.evaluation.figures import claims_of, dyads_of
from dragoman.evaluation.proofs import Traces, rule_line
from dragoman.model import Claim, Report

__all__ = ["KINDS", "Mistake", "browse"]

KINDS: dict[str, str] = {
    "all": "every sentence with another set of classes than gold",
    "none": "sentences with an event to which nothing was answered",
    "claims": "sentences with other claims than gold, direction and parties",
    "false-alarm": "sentences without an event to which something was answered",
    "dyads": "sentences with other pairs of actor and recipient than gold, where the classes are right",
    "aux": "sentences with a report of gold's class that differs in its auxiliary modes",
    "date": "the same for dates",
    "speaker": "the same for speakers",
}
"""What can be browsed besides the errors of a class."""

_CANDIDATES = 4
_REASONS = 6


@dataclass(frozen=True, slots=True)
class Mistake:
    """One sentence with a wrong answer, ready to be read; ``why`` sums the explanation up."""

    corpus: str
    id: str
    text: str
    gold: tuple[str, ...]
    answer: tuple[str, ...]
    rules: tuple[str, ...]
    why: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the mistake as a JSON object."""
        return {
            name: value if isinstance(value := getattr(self, name), str) else list(value)
            for name in self.__slots__
        }

    def lines(self) -> Iterator[str]:
        """Yield the lines to print."""
        yield f"{self.id} ({self.corpus})"
        yield "  " + " ".join(self.text.split())
        for title, items in (
            ("gold", self.gold),
            ("answer", self.answer),
            ("rule", self.rules),
            ("why", self.why),
        ):
            for item in items or ("nothing",):
                yield f"  {title + ':':8}{item}"


def browse(
    corpus: str, answers: Sequence[Answer], what: str, *, coder: RuleCoder, limit: int | None = None
) -> list[Mistake]:
    """Return the errors of a class, or of one of `KINDS`, in the order of the corpus.

    An error of a class is a sentence that has it in gold and not in the answer, or the other way round.
    """
    wrong = [made for made in answers if _is_meant(made, what)]
    traces = Traces(coder)
    return [_mistake(corpus, made, traces) for made in wrong[:limit]]


def _is_meant(made: Answer, what: str) -> bool:
    gold, found = made.gold, made.found
    if what == "all":
        return gold != found
    if what == "none":
        return bool(gold) and not found
    if what == "false-alarm":
        return not gold and bool(found)
    if what == "claims":
        wanted, answered = claims_of(made)
        return wanted != answered
    if what == "dyads":
        return made.row.given is None and gold == found and _other_pairs(made)
    if what in FIELDS:
        return is_wrong(made, what)
    return what in gold ^ found


def _other_pairs(made: Answer) -> bool:
    wanted, answered = dyads_of(made)
    return wanted[0] != answered[0] and all("actor_codes" in event.fields for event in made.row.events)


def _mistake(corpus: str, made: Answer, traces: Traces) -> Mistake:
    row = made.row
    if row.given is None:
        gold = [
            _line(
                event.event,
                event.aux,
                event.actor or event.actor_codes,
                event.recipient or event.recipient_codes,
            )
            + (f"  {_arrows(of_gold(event))}" if event.actor_codes else "")
            + _told(event.date, event.speaker)
            for event in row.events
        ]
        gold += [_line(claim.event, claim.aux, claim.actor_codes, ()) for claim in row.claims]
        found = [_report(report) for report in made.reports]
        if row.claims or made.claims:
            found += [_claim(claim) for claim in made.claims]
    else:
        sides = [tuple(row.text[start:stop] for start, stop in side) for side in row.given]
        gold = [_line(event.event, event.aux, *sides) for event in row.events]
        found = [f"{made.event}  by {made.trigger!r}"] if made.event else []
    rules = [
        f"{rule}  {' | '.join((rule_line(rule) or '').split(chr(9)))}" for rule in dict.fromkeys(made.rules)
    ]
    return Mistake(
        corpus, row.id, row.text, tuple(gold), tuple(found), tuple(rules), tuple(_why(made, traces))
    )


def _report(report: Report) -> str:
    who = [[f"{p.text} [{p.code or '-'}]" for p in side] for side in (report.actor, report.recipient)]
    told = _told(report.date, [speaker.text for speaker in report.speakers])
    return f"{_line(report.event, report.aux, *who)}  by {report.trigger.text!r}{told}"


def _told(date: str | None, speakers: Sequence[str]) -> str:
    """Return when it was and who says so, as far as that is known."""
    return (f"  on {date}" if date else "") + (f"  says {' / '.join(speakers)}" if speakers else "")


def _claim(claim: Claim) -> str:
    who = [f"{p.text} [{p.code or '-'}]" for p in claim.parties]
    return f"{_line(claim.direction, claim.aux, who, ())}  by {claim.trigger.text!r}"


def _line(event: str, aux: Sequence[str], actor: Sequence[str], recipient: Sequence[str]) -> str:
    return f"{' '.join([event, *aux])}: {', '.join(actor) or '-'} > {', '.join(recipient) or '-'}"


def _arrows(pairs: frozenset[tuple[str, str]]) -> str:
    return " ".join(f"{one}>{other}" for one, other in sorted(pairs))


def _why(made: Answer, traces: Traces) -> Iterator[str]:
    """Yield, for a given dyad, how the candidates ranked; else what the explanation says."""
    if made.row.given is not None:
        for score, event, trigger, rule in made.ranking[:_CANDIDATES]:
            yield f"{score:5.1f} {event} by {trigger!r} ({rule})"
        if made.ranking:
            return
    for trace in traces.of(made.row):
        reasons = list(_reasons(trace))
        # What speaks of the gold class comes first: the reader asks why it was not answered.
        reasons.sort(key=lambda reason: not any(event in reason for event in made.gold))
        yield from reasons[:_REASONS]


def _reasons(trace: Explanation) -> Iterator[str]:
    yield from trace.notes
    for verdict in trace.verdicts:
        if verdict.left_out:
            yield f"{verdict.predicate}: {verdict.event} left out: {verdict.left_out}"
        elif verdict.why:
            yield f"{verdict.predicate}: {verdict.event}: {verdict.why}"
    for frame in trace.chosen:
        if not frame.stands:
            yield f"{frame.predicate}: {frame.event} does not stand: {frame.why_not} ({frame.rule})"
    for missed in trace.rejected:
        yield f"{missed.predicate}: no {missed.event}: {missed.why} ({missed.rule})"
