"""Putting reports and claims together: what the stages found in a sentence, with proof."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dragoman.actors import Registry
from dragoman.codebook import Codebook
from dragoman.codebook.scheme import MATERIAL_CONFLICT
from dragoman.coding.agreements import agreement_name
from dragoman.coding.cast import Days
from dragoman.coding.claims import claim_of, is_same_claim
from dragoman.coding.compared import dating_times
from dragoman.coding.contexts import contexts_of
from dragoman.coding.counterparts import between, parted, severed
from dragoman.coding.counts import counts_of
from dragoman.coding.dating import date_of, goes_on_from, says_itself, told_in_past
from dragoman.coding.derived import derived
from dragoman.coding.dropped import with_dropped
from dragoman.coding.entries import HEADINGS
from dragoman.coding.evidence import anchor_of, evidence_of, trigger_of
from dragoman.coding.first_person import first_person
from dragoman.coding.foreground import Told, foreground
from dragoman.coding.frame import Fired
from dragoman.coding.hearing import Hearing
from dragoman.coding.issued import issued
from dragoman.coding.maintime import main_time
from dragoman.coding.others import others_of
from dragoman.coding.outcome import decide, worth_reporting
from dragoman.coding.own_state import own_state
from dragoman.coding.own_times import share
from dragoman.coding.parties import parties_among
from dragoman.coding.prove import proven
from dragoman.coding.reference import Memory
from dragoman.coding.replies import replied
from dragoman.coding.scene import Scene
from dragoman.coding.sentence import Sentence
from dragoman.coding.when import UNDATED, Dated, Timeline
from dragoman.coding.where import locate
from dragoman.languages import Grammar
from dragoman.model import Block, Claim, Document, Edtf, Evidence, Participant, Report

__all__ = ["Assembler"]

_PROMISE = derived("promise")

_YEAR = 365  # days


class Assembler:
    """Collects the reports and claims of one document.

    Parameters
    ----------
    doc : Document
    as_of : Edtf, date or None
        As of when names are read where the sentence has no date.
    reg : Registry
    codebook : Codebook
    strict : bool
        Whether names that need an assumed date stay uncoded (``--assume-date none``).
    """

    def __init__(
        self,
        doc: Document,
        as_of: Edtf | date | None,
        reg: Registry,
        codebook: Codebook,
        *,
        strict: bool = False,
    ) -> None:
        self.strict = strict
        self.doc = doc
        self.reg = reg
        self.codebook = codebook
        self.reports: list[Report] = []
        self.claims: list[Claim] = []
        self._hearing = Hearing(doc)
        if isinstance(as_of, date):
            self._days: Days = (as_of, as_of)
        elif as_of is not None:
            self._days = (as_of.earliest, as_of.latest)
        else:
            self._days = (None, None)
        self._undated = as_of is None and not strict
        """Whether the text itself has to say what time its names are of."""

    @property
    def days(self) -> Days:
        """The days that names are read as of where the sentence has no date."""
        if self._undated:
            self._undated = False
            self._days = main_time(self.doc)
        return self._days

    def sentence(
        self, sentence: Sentence, block: Block, timeline: Timeline, memory: Memory, grammar: Grammar
    ) -> None:
        """Code one sentence; what it tells is taken up when the text goes on."""
        resolved = dating_times(timeline, sentence, grammar.pack.code)
        days = self.as_of(sentence, resolved, timeline)
        own = days is self._days and self.doc.published is None
        scene = Scene(sentence, grammar, self.reg, days, memory, strict=self.strict, begins=own)
        told: list[Told] = []
        related: list[tuple[Participant, ...]] = []
        memory.story.hear(None)
        for fired in scene.fired:
            if fired.frame.blocks:
                continue
            dated = date_of(self.codebook, scene, fired, timeline, resolved)
            if fired.frame.is_claim:
                claim = claim_of(scene, fired, dated, block.language, self._hearing)
                if claim is not None:
                    related.append(claim.parties)
                    self._claim(claim)
            elif (item := self._report(scene, fired, dated, timeline, resolved, block, memory)) is not None:
                told.append(item)
                memory.story.hear(item.report)
        before = len(self.reports)
        for item in foreground(scene, told):
            if not any(self._same(item.report, other) for other in self.reports[-6:]):
                self.reports.append(proven(self.doc.text, item.report))
        self._hearing.listen(scene)
        reports, heading = self.reports[before:], block.kind in HEADINGS
        memory.later(lambda: _take_up(scene, timeline, memory, resolved, reports, related, heading=heading))

    def as_of(self, sentence: Sentence, resolved: dict[int, Edtf], timeline: Timeline) -> Days:
        """Return the days that the names of a sentence are read as of."""
        units = [unit for unit in resolved if not _is_aside(sentence, unit)]
        said = resolved[min(units)] if units else timeline.standing()
        if said is None:
            return self.days
        # open at one end, it speaks of names as they are at the other: "by 1925", "since 1991"
        if said.latest is None:
            return said.known.latest, None
        return said.earliest, said.latest if said.earliest else said.known.earliest

    def mentions(self, sentence: Sentence) -> list[Participant]:
        """Return the names in a sentence, resolved on the document's day."""
        found = []
        for unit in sentence.mentions:
            for mention in unit:
                if mention.kind in ("agent", "mod"):
                    continue
                actor = self.reg.actor(mention.key, self.days).actor
                text = sentence.text[mention.start : mention.stop]
                if actor is None or (self.strict and actor.basis == "assumed"):
                    found.append(Participant(text, mention.start, mention.stop))
                else:
                    found.append(
                        Participant(
                            text,
                            mention.start,
                            mention.stop,
                            actor.code,
                            actor.sector,
                            actor.entity,
                            actor.basis,
                        )
                    )
        return found

    def _claim(self, claim: Claim) -> None:
        if not any(is_same_claim(claim, other) for other in self.claims[-4:]):
            self.claims.append(proven(self.doc.text, claim))

    def _report(
        self,
        scene: Scene,
        fired: Fired,
        dated: Dated,
        timeline: Timeline,
        resolved: dict[int, Edtf],
        block: Block,
        memory: Memory,
    ) -> Told | None:
        qualified = scene.qualified(fired)
        planned = fired.frame.event == _PROMISE
        if self._is_ahead(dated) and fired.verb.tense == "pres" and fired.verb.finite and not planned:
            qualified = qualified._replace(aux=qualified.aux | {"future"})  # "leaves **on 5 November**"
        actor, recipient = scene.roles.assign(fired)
        actor = actor or memory.subject_of_point(scene.sentence, fired.verb)
        actor = with_dropped(scene, fired, issued(scene, fired, actor, recipient))
        if fired.frame.roles.mutual and not any(p.code for p in actor):
            signatories = scene.story.signatories(scene.roles, fired)
            if signatories:
                actor = signatories
                if dated.basis != "stated":
                    dated = UNDATED  # when they met is not yet when it was signed
            if not signatories:
                actor = between(scene, fired) or actor
        recipient = scene.story.meant(scene.roles, fired, actor, recipient) or recipient
        recipient = severed(scene, fired, actor, recipient)
        if not any(p.code for p in (*actor, *recipient)) and (pair := parted(scene, fired)):
            actor, recipient = pair, ()
        actor, recipient = replied(scene, fired, actor, recipient)
        recipient = own_state(scene, actor, recipient)
        speakers = scene.speakers.told(fired) or list(self._hearing.speakers(scene, fired))
        actor, recipient = first_person(scene, actor, speakers), first_person(scene, recipient, speakers)
        outcome = decide(self.codebook, scene, fired, qualified, actor, recipient, speakers)
        own = scene.speakers.own(fired)
        if own and outcome.speakers == speakers:
            outcome.speakers = [*speakers, *(p for p in own if p not in speakers)]
        if not worth_reporting(self.codebook, scene, fired, outcome, dated=dated.basis == "stated"):
            return None
        outcome.actor = parties_among(scene, outcome.actor)
        outcome.recipient = parties_among(scene, outcome.recipient)
        if dated.date is None and "negation" not in outcome.aux and told_in_past(scene, fired):
            met = timeline.together.day(outcome.event, outcome.actor)
            dated = Dated(met[0], (met[1],), "inherited") if met is not None else dated
        said = not outcome.aux and says_itself(self.codebook, fired, outcome.event)
        if dated.date is None and said and self._speaks(outcome.actor):
            dated = timeline.day_of_words(scene.sentence, fired.verb)
        day = dated.date or goes_on_from(scene, fired, resolved)
        aux = tuple(sorted({*outcome.aux, "historical"} if self._is_old(day) else outcome.aux))
        agreement = agreement_name(scene, fired)
        others = others_of(scene.cast, fired, (*outcome.actor, *outcome.recipient))
        quad = self.codebook.quad(outcome.event)
        counts, count_evidence = counts_of(scene, fired, has_casualties=quad == MATERIAL_CONFLICT)
        located = locate(scene.cast, fired, outcome, quad=quad)
        evidence = evidence_of(scene, fired, outcome, qualified)
        evidence.extend(dated.evidence)
        if agreement:
            quote = self.doc.text[agreement[1] : agreement[2]]
            evidence.append(Evidence("agreement", agreement[1], agreement[2], quote))
        evidence.extend(Evidence("others", p.start, p.stop, p.text, p.basis) for p in others)
        evidence.extend(count_evidence)
        report = Report(
            event=outcome.event,
            trigger=trigger_of(scene.sentence, fired),
            sentence=anchor_of(scene.sentence),
            rule=fired.frame.rule,
            mode=outcome.mode,
            contexts=contexts_of(scene, fired),
            aux=aux,
            occurrence=qualified.occurrence,  # type: ignore[arg-type]
            actor=outcome.actor,
            recipient=outcome.recipient,
            others=others,
            date=dated.date.text if dated.date else None,
            date_basis=dated.basis,  # type: ignore[arg-type]
            place=located.name if located else None,
            place_precision=located.precision if located else None,
            place_code=located.code if located else None,
            speakers=tuple(outcome.speakers),
            agreement=agreement[0] if agreement else None,
            counts=counts,
            evidence=tuple(evidence),
            confidence=outcome.confidence,
            language=block.language,
        )
        return Told(fired, report)

    def _speaks(self, actor: Sequence[Participant]) -> bool:
        """Whether one acts alone who met others on the day of the text, which then is of his words."""
        codes = {person.code for person in actor}
        day = self.doc.published.text if self.doc.published is not None else None
        occasion = next((report for report in self.reports if report.date == day), None)
        met = {p.code for p in (*occasion.actor, *occasion.recipient)} if occasion is not None else set()
        return len(codes) == 1 and codes <= met

    def _is_ahead(self, dated: Dated) -> bool:
        """Whether a day that the sentence itself names lies after that of the text."""
        published, day = self.doc.published, dated.date
        if published is None or day is None or dated.basis != "stated":
            return False
        return bool(published.latest and day.earliest and day.earliest > published.latest)

    def _is_old(self, day: Edtf | None) -> bool:
        """Whether an event lies more than a year before the day of the text."""
        published = self.doc.published
        if day is None or published is None or not day.latest or not published.earliest:
            return False
        return (published.earliest - day.latest).days > _YEAR

    def settled(self) -> tuple[tuple[Report, ...], tuple[Claim, ...]]:
        """Return reports and claims of a text read to its end: then it is known whose quotations are."""
        return self._hearing.settled(self.reports), self._hearing.settled(self.claims)

    @staticmethod
    def _same(one: Report, other: Report) -> bool:
        return (
            one.event == other.event
            and one.sentence == other.sentence
            and {p.code for p in one.actor} == {p.code for p in other.actor}
            and {p.code for p in one.recipient} == {p.code for p in other.recipient}
            and one.date == other.date
            and ("negation" in one.aux) == ("negation" in other.aux)  # "invaded **without** declaring war"
        )


def _take_up(
    scene: Scene,
    timeline: Timeline,
    memory: Memory,
    resolved: dict[int, Edtf],
    reports: Sequence[Report],
    related: Sequence[tuple[Participant, ...]],
    *,
    heading: bool,
) -> None:
    """Take up what a sentence told, for those behind it.

    Parameters
    ----------
    resolved : dict of time unit to Edtf
    reports : sequence of Report
        Those of the sentence.
    related : sequence of tuple of Participant
        The parties of its claims.
    heading : bool
        Whether it is one.
    """
    sentence = scene.sentence
    memory.learn(sentence, scene.cast, heading=heading)
    memory.story.hear(None)
    memory.story.learn(reports)
    dealt = [(*report.actor, *report.recipient) for report in reports]
    memory.dyads.learn(memory.named, (*dealt, *related), heading=heading)
    memory.learn_pair([*related, *(report.actor for report in reports)])
    timeline.carry(sentence, resolved, told=bool(reports))
    timeline.together.learn(reports, timed=bool(sentence.times))


def _is_aside(sentence: Sentence, unit: int) -> bool:
    """Whether a named era dates what is only spoken of: "demanded to admit **that they died in the war**"."""
    if not sentence.times[unit].inferred:
        return False
    owner = share(sentence).get(unit, -1)
    return owner >= 0 and sentence.parse.predicates[owner].link in ("that", "rel")
