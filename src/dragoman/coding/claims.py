"""Claims about relations: what a sentence says of the state or change of one, with proof."""

from __future__ import annotations

from dragoman.coding.counterparts import with_counterparts
from dragoman.coding.derived import derived
from dragoman.coding.dropped import with_dropped
from dragoman.coding.evidence import anchor_of, people_evidence, trigger_of
from dragoman.coding.frame import Fired
from dragoman.coding.hearing import Hearing
from dragoman.coding.reasons import Reason, reasons_of
from dragoman.coding.relation import codes_of, direction, parties
from dragoman.coding.scene import Scene
from dragoman.coding.studies import is_announced
from dragoman.coding.when import Dated
from dragoman.model import Claim, Evidence

__all__ = ["claim_of", "is_same_claim"]

_DEMAND = derived("demand")

_STATED, _INFERRED = 0.6, 0.4  # confidence by how the parties are known


def claim_of(scene: Scene, fired: Fired, dated: Dated, language: str, hearing: Hearing) -> Claim | None:
    """Return the claim of a frame that fired, or None where not both parties are known.

    What a study says it is about is none either.
    """
    if is_announced(scene, fired):
        return None
    if _is_demanded(scene, fired):
        return None
    speakers = tuple(scene.speakers.told(fired)) or hearing.speakers(scene, fired)
    people = with_dropped(scene, fired, parties(scene, fired), speakers)
    people = with_counterparts(scene, fired, people, speakers)
    if len(codes_of(people)) < 2:
        return None
    qualified = scene.qualified(fired)
    way, aux = direction(fired), set(qualified.aux)
    if "negation" in aux and way == "unchanged":
        return None  # "did not remain": a change, and nobody says which
    if "negation" in aux and way == "mixed":
        way = "unchanged"  # "have not changed"
        aux.discard("negation")
    trigger = trigger_of(scene.sentence, fired)
    reasons = {
        kind: Evidence(kind, *_quote(scene, reason))
        for kind, reason in sorted(reasons_of(scene, fired, people, speakers).items())
    }
    evidence = [
        Evidence("direction", trigger.start, trigger.stop, trigger.text),
        *people_evidence(scene, "parties", people),
        *people_evidence(scene, "speakers", speakers),
        *(Evidence("period", e.start, e.stop, e.quote, e.basis) for e in dated.evidence),
        *reasons.values(),
    ]
    return Claim(
        direction=way,
        trigger=trigger,
        sentence=anchor_of(scene.sentence),
        rule=fired.frame.rule,
        parties=people,
        aux=tuple(sorted(aux)),
        period=dated.date.text if dated.date else None,
        cause=reasons["cause"].quote if "cause" in reasons else None,
        interest=reasons["interest"].quote if "interest" in reasons else None,
        speakers=speakers,
        evidence=tuple(evidence),
        confidence=_STATED if all(p.basis == "stated" for p in people) else _INFERRED,
        language=language,
    )


def _is_demanded(scene: Scene, fired: Fired) -> bool:
    """Whether a relation is only asked for: "France urged Russia **to reconcile** with Turkey"."""
    above = fired.verb.parent if fired.verb.link == "to" else -1
    asked = _DEMAND
    return any(other.verb.index == above and other.frame.event == asked for other in scene.fired)


def _quote(scene: Scene, reason: Reason) -> tuple[int, int, str]:
    start, stop = scene.sentence.quote(reason.first, reason.stop)
    return start, stop, scene.sentence.text[start:stop]


def is_same_claim(one: Claim, other: Claim) -> bool:
    """Whether two claims of a document say the same in the same sentence."""
    return (
        one.sentence == other.sentence
        and one.direction == other.direction
        and {p.code for p in one.parties} == {p.code for p in other.parties}
    )
