"""The proof of what was found in a sentence: for each field the words that it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.frame import Fired
from dragoman.coding.outcome import Outcome
from dragoman.coding.qualify import Qualified
from dragoman.coding.scene import Scene
from dragoman.coding.sentence import Sentence
from dragoman.model import Evidence, Participant, Trigger

__all__ = ["anchor_of", "evidence_of", "people_evidence", "trigger_of"]


def trigger_of(sentence: Sentence, fired: Fired) -> Trigger:
    """Return the word that a frame fired on."""
    start, stop = sentence.quote(fired.predicate.token, fired.predicate.token + 1)
    return Trigger(sentence.text[start:stop], start, stop)


def anchor_of(sentence: Sentence) -> Trigger:
    """Return the sentence itself, as what a row is read with."""
    return Trigger(sentence.text[sentence.start : sentence.stop], sentence.start, sentence.stop)


def evidence_of(scene: Scene, fired: Fired, outcome: Outcome, qualified: Qualified) -> list[Evidence]:
    """Return the proof of class, people and qualifiers of a report, in this order."""
    sentence = scene.sentence
    trigger = trigger_of(sentence, fired)
    found = [Evidence("event", trigger.start, trigger.stop, trigger.text)]
    if fired.light >= 0:
        token = scene.frames.predicates[fired.light].token
        start, stop = sentence.quote(token, token + 1)
        found.append(Evidence("event", start, stop, sentence.text[start:stop]))
    found.extend(people_evidence(scene, "actor", outcome.actor))
    found.extend(people_evidence(scene, "recipient", outcome.recipient))
    found.extend(people_evidence(scene, "speakers", outcome.speakers))
    for kind, first, last in qualified.cues:
        start, stop = sentence.quote(first, last)
        field = "occurrence" if kind == "occurrence" else "aux"
        found.append(Evidence(field, start, stop, sentence.text[start:stop]))
    return found


def people_evidence(scene: Scene, field: str, people: Sequence[Participant]) -> list[Evidence]:
    """Return the words that name people, and, where they point back, also the words pointed to."""
    found = [Evidence(field, p.start, p.stop, p.text, p.basis) for p in people]
    if not scene.cast.antecedents:
        return found
    named = len(found)
    for participant in people:
        for target in scene.cast.antecedents.get((participant.start, participant.stop), ()):
            piece = Evidence(field, target.start, target.stop, target.text, "inferred")
            if target.code == participant.code and piece not in found[named:]:
                found.append(piece)
    return found
