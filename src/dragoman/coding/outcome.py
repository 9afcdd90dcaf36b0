"""The outcome of a frame: the class after negation, future and obligation, and whether it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codebook import Codebook
from dragoman.codebook.scheme import (
    MATERIAL_CONFLICT,
    MATERIAL_COOPERATION,
    VERBAL_CONFLICT,
    VERBAL_COOPERATION,
)
from dragoman.coding.derived import derived
from dragoman.coding.everyday import (
    is_accident,
    is_brawl,
    is_business,
    is_calamity,
    is_domestic_law,
    is_forced_by_nobody,
)
from dragoman.coding.frame import Fired
from dragoman.coding.home import is_home_affair
from dragoman.coding.political import (
    concerns_nobody,
    is_organised,
    is_political,
    is_worth_a_visit,
    only_a_place,
    plays_a_part,
)
from dragoman.coding.qualify import Qualified
from dragoman.coding.sides import is_pair, is_thing
from dragoman.coding.slots import slots_of
from dragoman.coding.studies import is_announced
from dragoman.coding.subject import is_common_crime, is_fiction, is_sport
from dragoman.languages.parse import Predicate
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = ["Outcome", "decide", "why_left_out", "worth_reporting"]

_ASSAULT = derived("assault")
_DEMAND = derived("demand")
_HELP = derived("help")
_MEETING = derived("meeting")
_PRIVATE = derived("private")
_PROMISE = derived("promise")
_REFUSAL = derived("refusal")
_STATES = derived("states")
_THREAT = derived("threat")
_UNREST = derived("unrest")

_BODIES = frozenset({"court", "government", "parliament", "party"})
"""Word classes of bodies, whose members meet without meeting anybody else."""
_CIRCUMSTANCES = frozenset(slots_of("circumstance"))
_WILL_NOT = frozenset({"negation", "future", "hypothetical"})
_NOBODY = "nobody with a code takes part on the side where the class needs one"


@dataclass(slots=True)
class Outcome:
    """What a frame that fired finally says."""

    event: str
    mode: str | None
    aux: set[str]
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    speakers: list[Participant]
    confidence: float
    why: str = ""
    """How the class came about where it is not the frame's own."""


def _coded(people: Sequence[Participant]) -> bool:
    return any(p.code for p in people)


def decide(
    codebook: Codebook,
    scene: Scene,
    fired: Fired,
    qualified: Qualified,
    actor: tuple[Participant, ...],
    recipient: tuple[Participant, ...],
    speakers: list[Participant],
) -> Outcome:
    """Apply the codebook's rules on future, refusal and obligation to a frame that fired."""
    frame = fired.frame
    verb = fired.verb
    aux = set(qualified.aux)
    out = Outcome(frame.event, frame.mode, aux, actor, recipient, speakers, 0.0)
    quad = codebook.quad(frame.event)
    own_word = _is_own_word(scene, speakers, actor)
    if quad == VERBAL_CONFLICT and not frame.roles.actor and _coded(speakers[-1:]):
        # "Austria said it was unacceptable": who says so is who objects
        out.actor, out.speakers = (speakers[-1],), speakers[:-1]
        out.recipient = tuple(p for p in recipient if p.code != speakers[-1].code)
    elif qualified.obliged and speakers and _coded(speakers[-1:]):
        # "Russia says Israel must end its attacks": the speaker demands
        if not {p.code for p in speakers[-1:]} & {p.code for p in actor}:
            out.event, out.mode, out.why = _DEMAND, None, "obligation in reported speech"
            out.recipient, out.actor = actor, (speakers[-1],)
            aux.discard("hypothetical")
            if verb.modal[:1] == "-":  # "engellememeli": what must not be done
                aux.discard("negation")
    elif (
        verb.negation >= 0
        and (_wills(scene, verb) or (frame.pos == "a" and frame.event == _PROMISE))
        and "negation" in aux
        and quad in (VERBAL_COOPERATION, MATERIAL_COOPERATION)
    ):
        # "will not sign", "is not ready to sign"
        out.event, out.mode, out.why = _REFUSAL, None, "will not + cooperation"
        if fired.frame.roles.mutual:
            # who refuses is one side, whom it refuses the other
            at = scene.sentence.starts[verb.token]
            own = {p.start for index in verb.slots.get("subj", ()) for p in scene.cast.group(index)}
            # "told Oslo that it would not sign": whom one tells stands before the verb, too
            own &= {p.start for p in actor}
            out.actor = tuple(p for p in actor if (p.start in own if own else p.start < at)) or actor[:1]
            out.recipient = tuple(p for p in actor if p not in out.actor)
        # "**if** Chad will not sign" refuses nothing yet
        aux -= {"negation", "future"} if _is_condition(scene, verb, qualified) else _WILL_NOT
    elif "future" in aux and "negation" not in aux:
        future = codebook.future(frame.event)
        if future != frame.event:
            out.event, out.mode, out.why = future, None, "future cooperation"
            aux.discard("future")
        elif (
            quad == MATERIAL_CONFLICT
            and own_word
            and (fired.predicate.kind != "n" or fired.light >= 0)  # "a strike is expected"
            and not scene.frames.is_told(fired)  # "the strike will begin on Monday"
            and ("hypothetical" not in aux or (speakers and not _is_condition(scene, verb, qualified)))
            # "said it would strike if attacked"
            and (verb.parent < 0 or verb.link == "that")
        ):
            out.event, out.mode, out.why = _THREAT, None, "announced conflict"
            aux -= {"future", "hypothetical"}
    if "negation" in aux or "hypothetical" in aux or out.event == derived("promise"):
        aux.discard("future")  # what is promised lies ahead by itself
    out.confidence = _confidence(fired, out)
    return out


def _is_condition(scene: Scene, verb: Predicate, qualified: Qualified) -> bool:
    """Whether a verb stands in the clause that says on what condition: "**if it broke** with Moscow"."""
    classes = scene.sentence.parse.classes
    return any(
        kind == "hypothetical" and at < verb.first and classes[at] == "u" for kind, at, _ in qualified.cues
    )


def _is_own_word(scene: Scene, speakers: Sequence[Participant], actor: Sequence[Participant]) -> bool:
    """Whether who acts speaks of it: the same country, the speaker's government, "they"."""
    if not speakers or {p.code for p in speakers} & {p.code for p in actor}:
        return True
    sectors = {p.sector for p in speakers if p.sector}
    return all(not p.code and (p.sector in sectors or _is_pronoun(scene, p)) for p in actor)


def _is_pronoun(scene: Scene, person: Participant) -> bool:
    units = scene.sentence.units(person.start, person.stop)
    return len(units) == 1 and scene.sentence.parse.classes[units[0]] == "R"


def _wills(scene: Scene, verb: Predicate) -> bool:
    """Whether a verb tells what is willed: "will not accept", "vowed not to accept", «не признает»."""
    if verb.link == "to" and verb.parent >= 0:
        return True
    return scene.grammar.pack.modals.get(verb.modal) in ("future", "conditional") or verb.tense == "fut"


def _confidence(fired: Fired, outcome: Outcome) -> float:
    """Share of what a full report shows that was seen: complement, both sides, stated names."""
    seen = 0.4
    if fired.score >= 1.5:
        seen += 0.2
    if _coded(outcome.actor):
        seen += 0.15
    if _coded(outcome.recipient) or (fired.frame.roles.mutual and len(outcome.actor) > 1):
        seen += 0.15
    if all(p.basis == "stated" for p in (*outcome.actor, *outcome.recipient)):
        seen += 0.1
    if fired.predicate.kind == "n" and fired.light < 0:
        seen -= 0.2
    if outcome.why:
        seen -= 0.05
    return round(max(0.1, min(1.0, seen)), 2)


def _is_statement(scene: Scene) -> bool:
    """Whether the sentence says how things are: "cooperation between X and Y remains a priority"."""
    main = next((p for p in scene.sentence.parse.predicates if p.finite), None)
    if main is None or main.tense != "pres":
        return False
    return main.kind == "a" or bool(
        {"be", "remain", "have", "play", "contribute", "require"}.intersection(main.lemmas)
    )


def _only_pronouns(scene: Scene, outcome: Outcome) -> bool:
    """Whether the actor is a pronoun that nothing resolved."""
    classes, starts = scene.sentence.parse.classes, scene.sentence.starts
    return all(p.start in starts and classes[starts.index(p.start)] == "R" for p in outcome.actor)


def worth_reporting(
    codebook: Codebook, scene: Scene, fired: Fired, outcome: Outcome, *, dated: bool = False
) -> bool:
    """Whether enough is known; see `why_left_out`."""
    return not why_left_out(codebook, scene, fired, outcome, dated=dated)


def why_left_out(
    codebook: Codebook, scene: Scene, fired: Fired, outcome: Outcome, *, dated: bool = False
) -> str:
    """Return why an event is no report, or nothing: without anybody who can be named there is none.

    A verb needs one side with a code; an event noun on its own needs its actor, and the other side
    where the class has one.

    Parameters
    ----------
    codebook : Codebook
    scene : Scene
    fired : Fired
    outcome : Outcome
    dated : bool
        Whether the sentence says when.
    """
    if is_announced(scene, fired):
        return "a study says what it is about"
    if not is_political(scene, fired, outcome):
        return "nobody takes part who would make it political"
    if not is_organised(scene, fired, outcome):
        return "force without anybody organised behind it is a matter of the police"
    if fired.predicate.kind == "n" and fired.light < 0 and not dated:
        if _is_statement(scene):
            return "the sentence says how things are, not what happened"
        if scene.frames.groups[fired.predicate.group].prep in _CIRCUMSTANCES:
            return "the noun only says when or why something else happened"
        if _is_relation(scene, fired):
            return "the noun names a relation, not what happened"
    if not outcome.actor and _needs_giver(fired, outcome):
        return "nobody is named who helps or visits"
    if fired.frame.roles.mutual and _is_among_themselves(scene, outcome):
        return "people of one side are among themselves"
    if outcome.event == _THREAT and outcome.recipient and is_thing(scene, outcome.recipient):
        return "what is warned of is no deed against anybody"
    if not is_worth_a_visit(scene, outcome):
        return "nobody in politics and no other country is visited"
    if not _is_known(codebook, scene, fired, outcome):
        return _NOBODY
    if is_home_affair(scene, fired, outcome):
        return "an office goes about its business at home, and nobody in politics is concerned"
    if is_common_crime(scene, outcome):
        return "a private person is dealt with for a common crime"
    if is_accident(scene, outcome) or is_brawl(scene, outcome):
        return "a mishap or a quarrel of private people is no act of politics"
    if is_calamity(scene, fired, outcome):
        return "an emergency because of a storm or a flood holds nobody down"
    if is_business(scene, outcome) or is_forced_by_nobody(scene, fired, outcome):
        return "workers, companies and private people are among themselves"
    if is_domestic_law(scene, fired, outcome):
        return "a country makes its own laws, and nobody else is concerned"
    if is_sport(scene, outcome):
        return "teams and players stand for nobody in politics"
    if is_fiction(scene, fired):
        return "a film, a novel or a play tells it"
    return ""


def _is_relation(scene: Scene, fired: Fired) -> bool:
    """Whether an event noun is what lies between two: "the **alliance** between X and Y has deep roots"."""
    if not fired.frame.roles.mutual or scene.frames.is_told(fired):
        return False
    return "relations" in scene.frames.classes(fired.predicate.group)


def _needs_giver(fired: Fired, outcome: Outcome) -> bool:
    """Whether help or a visit has nobody who gives it: "the judge was hospitalised"."""
    return (
        outcome.event in (_HELP, _MEETING)
        and fired.predicate.kind == "v"
        and fired.predicate.passive
        and bool(fired.frame.roles.actor)
    )


def _is_among_themselves(scene: Scene, outcome: Outcome) -> bool:
    """Whether those who meet are of one side: "the cabinet met"; bodies of several states are more."""
    if outcome.event != _MEETING or len(outcome.actor) != 1 or outcome.recipient:
        return False
    person = outcome.actor[0]
    if person.basis == "inferred" or person.code == _STATES:
        return False
    words, known = scene.sentence.words, scene.frames.pack.classes
    inside = [words[i] for i in scene.sentence.units(person.start, person.stop)]
    return any(
        not word.plural and not _BODIES.isdisjoint(known.get(word.noun or word.form, ())) for word in inside
    )


def _are_several(scene: Scene, outcome: Outcome) -> bool:
    """Whether one name stands for several: "clashes between **rival militias**"."""
    words, sentence = scene.sentence.words, scene.sentence
    return any(words[i].plural for p in outcome.actor for i in sentence.units(p.start, p.stop))


def _hits_people(codebook: Codebook, outcome: Outcome) -> bool:
    """Whether an act of conflict has people on its other side: "Peru's arrest of **a priest**"."""
    return codebook.quad(outcome.event) == MATERIAL_CONFLICT and any(p.sector for p in outcome.recipient)


def _is_known(codebook: Codebook, scene: Scene, fired: Fired, outcome: Outcome) -> bool:
    """Whether somebody with a code or a part takes part on the side where the class needs one."""
    actor, recipient = _coded(outcome.actor), _coded(outcome.recipient)
    happened = scene.frames.is_told(fired)
    carried = fired.light >= 0 and not happened
    if outcome.event != _MEETING and any(is_pair(scene, p) for p in outcome.actor):
        return True  # "the two governments agreed"; two sides may meet in a stadium, too
    if fired.frame.roles.mutual:
        people = len({p.code for p in outcome.actor if p.code})
        parts = len([p for p in outcome.actor if p.code or p.sector])
        many = parts > 1 or (outcome.event == _ASSAULT and _are_several(scene, outcome))
        if many and plays_a_part(scene, fired, outcome):
            return True
        return people > 1 or (people == 1 and (fired.predicate.kind == "v" or carried))
    if fired.predicate.kind == "n" and fired.light < 0:
        return (
            actor
            and (recipient or not codebook.requires_recipient(outcome.event))
            and (recipient or fired.score > 0 or _hits_people(codebook, outcome))
        ) or (
            recipient
            and fired.score > 0
            and outcome.event == _UNREST
            and not scene.frames.groups[fired.predicate.group].prep
        )  # "protests against the junta spread"
    if codebook.requires_recipient(outcome.event) and not outcome.recipient:
        return len({p.code for p in outcome.actor if p.code}) > 1  # "relations between the two were cut"
    clause = fired.predicate.finite or fired.predicate.link == "that"  # "hükümetin **devrildiği** biliniyor"
    described = fired.predicate.passive and not clause
    if described and (not actor or only_a_place(fired)):
        return False  # "militiamen armed with rifles", "a tourist held in Bali": a description
    if actor:
        return True
    if plays_a_part(scene, fired, outcome):
        return True
    if concerns_nobody(scene, outcome):
        return False
    sectors = {p.sector for p in (*outcome.actor, *outcome.recipient) if p.sector}
    named = any(p.sector for p in outcome.actor)
    if named and any(p.sector for p in outcome.recipient):
        return sectors != {_PRIVATE} or recipient
    if not named and recipient and outcome.actor and _only_pronouns(scene, outcome):
        return any(p.code and p.basis == "stated" for p in outcome.recipient)
    if happened:
        return recipient  # "the arrest of the Belarusian editor drew protests"
    return recipient and (bool(outcome.actor) or fired.predicate.passive or not fired.frame.roles.actor)
