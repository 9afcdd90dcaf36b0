"""Relation classification: the class of a dyad whose actor and recipient are given.

The same pipeline as for whole extraction; every frame that could fire is weighed by how well its
slots fall on the given spans, and the best-evidenced one answers, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.actors import registry, scanner
from dragoman.codebook import Codebook
from dragoman.codebook.scheme import MATERIAL_CONFLICT, MATERIAL_COOPERATION, VERBAL_COOPERATION
from dragoman.coding.derived import derived
from dragoman.coding.frame import Fired
from dragoman.coding.outcome import Outcome, decide
from dragoman.coding.scene import Scene
from dragoman.coding.segment import sentences
from dragoman.coding.sentence import cut
from dragoman.languages import Grammar
from dragoman.languages.parse import Predicate
from dragoman.model import Participant

__all__ = ["Answer", "classify"]

_ALLEGATION = derived("allegation")
_DEMAND = derived("demand")
_REFUSAL = derived("refusal")
_THREAT = derived("threat")
_UNREST = derived("unrest")

_INNER = 3.0
_SAID = 6.0
_SPEAKER = 3.5
_CRIES = frozenset({_DEMAND, _ALLEGATION, _REFUSAL})
"""Classes of what a crowd in the street says."""
Spans = Sequence[tuple[int, int]]


class Answer(NamedTuple):
    """The class of a given dyad, the frame behind it and how the candidates ranked."""

    outcome: Outcome
    fired: Fired
    scene: Scene
    score: float
    ranking: tuple[tuple[float, str, str, str], ...]
    """(score, class, trigger, rule), best first."""


def _touches(scene: Scene, groups: Sequence[int], spans: Spans) -> float:
    """Return how well groups fall on the spans: 1 on their beginning, 0.6 somewhere, else 0.

    A span begins with its head or what belongs to it; what stands further inside is attached:
    "warplanes supported by Russia" is not Russia.
    """
    best = 0.0
    for index in groups:
        group = scene.frames.groups[index]
        start, stop = scene.sentence.quote(group.first, group.stop)
        for left, right in spans:
            if start < right and left < stop:
                best = max(best, 1.0 if start <= left + 4 else 0.6)
    return best


def _near(scene: Scene, groups: Sequence[int], spans: Spans) -> float:
    """Whether the groups, or what is attached to them, fall on the spans."""
    reach = set(groups)
    for index in groups:
        group = scene.frames.groups[index]
        reach.update(group.after)
        reach.update(group.owners)
        for follower in group.after:
            reach.update(scene.frames.groups[follower].owners)
            reach.update(scene.frames.groups[follower].coord)
    return _touches(scene, sorted(reach), spans)


def _sides(scene: Scene, fired: Fired) -> tuple[list[int], list[int]]:
    roles = fired.frame.roles
    left = [i for slot in roles.actor for i in scene.roles.slot(fired, slot)]
    right = [i for slot in roles.recipient for i in scene.roles.slot(fired, slot)]
    if fired.predicate.comp:
        right += scene.roles.complements(fired)
    return _named(scene, fired, left), right


def _named(scene: Scene, fired: Fired, groups: list[int]) -> list[int]:
    """Add to a pronoun the subject of the clause above, which it takes up: "**Chad** said **it** would"."""
    classes = scene.sentence.parse.classes
    if not any(classes[scene.frames.groups[index].head] == "R" for index in groups):
        return groups
    above = fired.verb.parent
    if above < 0 or fired.verb.link != "that":
        return groups
    return groups + scene.frames.predicates[above].slots.get("surface", [])


def _beside(scene: Scene, predicate: Predicate) -> bool:
    """Whether a clause hangs on a participle beside the main one: "..., **telling** Chad **it wanted**"."""
    return predicate.parent >= 0 and scene.frames.predicates[predicate.parent].link == "adv"


def _weigh(scene: Scene, fired: Fired, actor: Spans, recipient: Spans, codebook: Codebook) -> float:
    predicate = fired.predicate
    left, right = _sides(scene, fired)
    score = min(fired.score, 4.0) * 0.5
    if fired.frame.roles.mutual:
        everyone = left + right
        score += 3.0 * _near(scene, everyone, actor) + 2.5 * (
            bool(recipient) and _near(scene, everyone, recipient)
        )
    else:
        score += 3.5 * _touches(scene, left, actor) or 2.0 * _near(scene, left, actor)
        if recipient:
            if _touches(scene, right, recipient):
                score += 2.5
            elif _near(scene, right, recipient):
                score += 2.0
            elif any(
                _near(scene, found, recipient)
                for slot, found in predicate.slots.items()
                if slot not in ("surface", "subj")
            ):
                score += 1.0
        if recipient and _near(scene, left, recipient) and _near(scene, right, actor):
            score += 3.0  # the frame sees the pair the other way round: a host and his guest
        elif _touches(scene, left, recipient):
            score -= 1.5
        elif _touches(scene, right, actor) and not _near(scene, left, actor):
            score -= 1.0
    if predicate.kind == "n" and fired.light < 0:
        score -= 1.2
    if predicate.index in scene.frames.consumed:
        score -= 3.0
        outer = scene.frames.fire(scene.frames.predicates[scene.frames.consumed[predicate.index]])
        if outer is not None and not outer.frame.blocks and _touches(scene, _sides(scene, outer)[0], actor):
            score -= _INNER  # "offered to send": the offer answers
    if predicate.link == "adv" or (predicate.link == "that" and _beside(scene, predicate)):
        score -= 1.5
    elif predicate.link == "rel":
        score -= 0.6 if predicate.finite else 1.5
    start, stop = scene.sentence.quote(predicate.token, predicate.token + 1)
    if predicate.kind != "n" and any(left <= start and stop <= right for left, right in (*actor, *recipient)):
        score -= 2.5  # what describes a side is not what passes between the sides
    score -= 0.02 * predicate.token
    return score


def _settle(codebook: Codebook, fired: Fired, outcome: Outcome) -> None:
    """Give a pair the class of what is not done or may be done to it.

    Who "did not accept" or "has no plans to meet" says no; who "may impose" or "will crush" threatens.
    """
    quad = codebook.quad(outcome.event)
    if "negation" in outcome.aux:
        if quad in (VERBAL_COOPERATION, MATERIAL_COOPERATION):
            outcome.event, outcome.mode, outcome.why = _REFUSAL, None, "no cooperation"
            outcome.aux -= {"negation", "hypothetical"}
    elif (
        not {"future", "hypothetical"}.isdisjoint(outcome.aux)
        and quad == MATERIAL_CONFLICT
        and not fired.verb.perfect
        and fired.verb.modal
    ):
        outcome.event, outcome.mode, outcome.why = _THREAT, None, "possible conflict"
        outcome.aux -= {"future", "hypothetical"}


def _alleges(
    scene: Scene,
    fired: Fired,
    outcome: Outcome,
    speakers: Sequence[Participant],
    actor: Spans,
    recipient: Spans,
    codebook: Codebook,
) -> bool:
    """Whether the one side says in so many words that the other did harm."""
    if codebook.quad(outcome.event) != MATERIAL_CONFLICT or not recipient or fired.frame.roles.mutual:
        return False
    if not {"negation", "hypothetical", "future"}.isdisjoint(outcome.aux):
        return False
    return _says(scene, fired, speakers, actor, recipient)


def _says(
    scene: Scene, fired: Fired, speakers: Sequence[Participant], actor: Spans, recipient: Spans
) -> bool:
    """Whether the one side says what the other does."""
    left = _sides(scene, fired)[0]
    return (
        _speaks(speakers, actor)
        and not _touches(scene, left, actor)
        and bool(_touches(scene, left, recipient))
    )


def _speaks(speakers: Sequence[Participant], actor: Spans) -> bool:
    return any(s.start < right and left < s.stop for s in speakers[-1:] for left, right in actor)


def _of_a_crowd(scene: Scene, fired: Fired) -> bool:
    """Whether a participle only tells what those want who protest in the main clause."""
    who = fired.predicate.slots.get("surface")
    if fired.predicate.link != "adv" or not who:
        return False
    return any(
        item.frame.event == _UNREST and item.verb.finite and item.verb.slots.get("surface") == who
        for item in scene.fired
    )


def _all(scene: Scene) -> list[Fired]:
    """Return every frame that fires somewhere in the sentence, consumed ones too."""
    kept = {item.predicate.index: item for item in scene.fired if not item.frame.is_claim}
    found = []
    for predicate in scene.frames.predicates:
        item = kept.get(predicate.index) or scene.frames.fire(predicate)
        if item is not None and not item.frame.is_claim and not item.frame.blocks:
            found.append(item)
    return found


def classify(
    text: str,
    grammar: Grammar,
    actor: Spans,
    recipient: Spans,
    codebook: Codebook,
    *,
    own: Path | None = None,
) -> Answer | None:
    """Return the best-evidenced class of the dyad, or None where no frame speaks of it.

    Parameters
    ----------
    text : str
    grammar : Grammar
    actor, recipient : sequence of (start, stop), code points
        Recipient may be empty.
    codebook : Codebook
    own : Path, optional
        A study's own table of actors.
    """
    reg = registry("", own)
    spans = list(actor) + list(recipient)
    best: Answer | None = None
    ranking: list[tuple[float, str, str, str]] = []
    mentions = scanner(grammar.pack.code, "", own).scan(text)
    for start, stop in sentences(text, 0, len(text), grammar.pack.boundaries):
        inside = [m for m in mentions if start <= m.start < stop]
        sentence = cut(grammar, text, start, stop, inside, grammar.dates.find(text, start, stop))
        scene = Scene(sentence, grammar, reg, (None, None))
        here = any(left < stop and start < right for left, right in spans)
        for fired in _all(scene):
            score = _weigh(scene, fired, actor, recipient, codebook) - (0.0 if here else 3.0)
            qualified = scene.qualified(fired)
            people = scene.roles.assign(fired)
            speakers = scene.speakers.told(fired)
            if not fired.frame.roles.actor and _speaks(speakers, actor):
                score += _SPEAKER  # "said the charges were baseless": who says so is who denies
            outcome = decide(codebook, scene, fired, qualified, *people, list(speakers))
            if _alleges(scene, fired, outcome, speakers, actor, recipient, codebook):
                # "Eritrea said Ethiopian planes had bombed Massawa"
                outcome.event, outcome.mode, outcome.why = _ALLEGATION, None, "a reported misdeed"
                score += _SAID
            elif outcome.why and outcome.event == _DEMAND and _says(scene, fired, speakers, actor, recipient):
                score += _SAID  # "it is time for him to go, the secretary of state said"
            elif outcome.event in _CRIES and _of_a_crowd(scene, fired):
                # "growers blocked the road, demanding that the government resign"
                outcome.event, outcome.mode, outcome.why = _UNREST, None, "what a crowd says"
            if "negation" in outcome.aux:
                score -= 1.0
            _settle(codebook, fired, outcome)
            trigger = sentence.words[fired.predicate.token].form
            ranking.append((score, outcome.event, trigger, fired.frame.rule))
            if best is None or score > best.score:
                best = Answer(outcome, fired, scene, score, ())
    if best is None:
        return None
    ranking.sort(key=lambda row: (-row[0], row[3]))
    return best._replace(ranking=tuple(ranking))
