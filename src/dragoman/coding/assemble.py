"""Putting reports and claims together: what the stages found in a sentence, with proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from dragoman.actors import Registry
from dragoman.codebook import Codebook
from dragoman.coding.agreements import agreement_name, agreement_names
from dragoman.coding.contexts import contexts_of, named_contexts
from dragoman.coding.counts import counts_of
from dragoman.coding.derived import derived
from dragoman.coding.foreground import Told, foreground
from dragoman.coding.frame import Fired, Frames
from dragoman.coding.hearing import Hearing
from dragoman.coding.maintime import main_time
from dragoman.coding.others import others_of
from dragoman.coding.outcome import Outcome, decide, worth_reporting
from dragoman.coding.prove import proven
from dragoman.coding.qualify import Hits, Qualified, Qualifiers
from dragoman.coding.reference import Memory
from dragoman.coding.relation import direction, parties
from dragoman.coding.roles import Cast, Days
from dragoman.coding.sentence import Sentence
from dragoman.coding.speakers import Speakers
from dragoman.coding.story import Story
from dragoman.coding.when import Dated, Timeline, share
from dragoman.coding.where import locate
from dragoman.languages import Grammar
from dragoman.model import Block, Claim, Document, Edtf, Evidence, Participant, Report, Trigger

__all__ = ["Assembler", "Scene"]

_YEAR = 365  # days
_ENOUGH = 4  # dated reports that show what a text is about
_VERBAL_CONFLICT, _MATERIAL_CONFLICT = 3, 4  # the quads' numbers in PLOVER
_QUALIFIERS: dict[str, Qualifiers] = {}


def qualifiers(grammar: Grammar) -> Qualifiers:
    """Return the qualifier cues of a language."""
    code = grammar.pack.code
    if code not in _QUALIFIERS:
        _QUALIFIERS[code] = Qualifiers(grammar.pack)
    return _QUALIFIERS[code]


class Scene:
    """One sentence with everything the stages found in it.

    ``fired`` are the frames that stand; `reports` and `claims` are built from them.
    """

    def __init__(
        self,
        sentence: Sentence,
        grammar: Grammar,
        reg: Registry,
        days: Days,
        memory: Memory | None = None,
        *,
        strict: bool = False,
        begins: bool = False,
    ) -> None:
        self.sentence = sentence
        self.grammar = grammar
        self.story = memory.story if memory is not None else Story()
        self._memory = memory
        self.frames = Frames(grammar, sentence)
        self.fired: list[Fired] = self.frames.run()
        self.cast = Cast(self.frames, reg, days, {}, strict=strict, begins=begins)
        if memory is not None and (self.fired or self.cast.groups):
            references = memory.references(sentence, self.cast)
            if references:
                self.cast.references.update(references)
                self.cast.forget()
        self.owners = share(sentence)
        self._qualified: dict[tuple[int, str], Qualified] = {}

    @cached_property
    def speakers(self) -> Speakers:
        """On whose word something is told."""
        return Speakers(self.cast, self._memory)

    @cached_property
    def contexts(self) -> frozenset[str]:
        """The contexts that the words of the sentence name."""
        return named_contexts(self.grammar.pack.code, self.sentence.words)

    @cached_property
    def sport(self) -> int:
        """How many words of sport stand in the sentence; one that nothing else uses counts twice."""
        known = self.frames.pack.classes
        nouns = {word.noun for word in self.sentence.words if word.noun}
        return sum(
            2 if "sport" in known.get(noun, ()) else 1
            for noun in nouns
            if not {"sport", "contest"}.isdisjoint(known.get(noun, ()))
        )

    @cached_property
    def agreements(self) -> list[tuple[int, int]]:
        """Where names of agreements stand."""
        return agreement_names(self.sentence, self.grammar)

    @cached_property
    def _hits(self) -> Hits:
        return qualifiers(self.grammar).hits(self.sentence)

    def qualified(self, fired: Fired) -> Qualified:
        """Return negation, future and the like for a frame that fired."""
        key = (fired.predicate.index, fired.frame.rule)
        known = self._qualified.get(key)
        if known is None:
            found = qualifiers(self.grammar).qualify(self.frames, fired, self._hits)
            known = self._qualified[key] = found
        return known


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
        self._old: set[int] = set()
        """Which reports are historical by nothing but their age."""
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
        """Code one sentence."""
        resolved = timeline.resolve(sentence)
        days = self.as_of(resolved, timeline)
        own = days is self._days and self.doc.published is None
        scene = Scene(sentence, grammar, self.reg, days, memory, strict=self.strict, begins=own)
        told: list[Told] = []
        for fired in scene.fired:
            if fired.frame.is_claim:
                self._claim(scene, fired, timeline, resolved, block)
            elif not fired.frame.blocks:
                item = self._report(scene, fired, timeline, resolved, block)
                if item is not None:
                    told.append(item)
        before = len(self.reports)
        for item in foreground(scene, told):
            if not any(self._same(item.report, other) for other in self.reports[-6:]):
                if item.only_old:
                    self._old.add(len(self.reports))
                self.reports.append(proven(self.doc.text, item.report))
        self._hearing.listen(scene, self.reports, before)
        memory.learn(sentence, scene.cast)
        memory.story.learn(self.reports[before:])
        timeline.carry(sentence, resolved, told=len(self.reports) > before)

    def as_of(self, resolved: dict[int, Edtf], timeline: Timeline) -> Days:
        """Return the days that the names of a sentence are read as of."""
        if resolved:
            first = resolved[min(resolved)]
            return first.earliest, first.latest
        inherited = timeline.standing()
        if inherited is not None:
            return inherited.earliest, inherited.latest
        return self.days

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

    # -- reports --------------------------------------------------------------------------------

    def _report(
        self, scene: Scene, fired: Fired, timeline: Timeline, resolved: dict[int, Edtf], block: Block
    ) -> Told | None:
        qualified = scene.qualified(fired)
        actor, recipient = scene.cast.assign(fired)
        recipient = scene.story.meant(scene.cast, fired, actor, recipient) or recipient
        speakers = scene.speakers.told(fired) or list(self._hearing.speakers(scene, fired))
        outcome = decide(self.codebook, scene, fired, qualified, actor, recipient, speakers)
        own = scene.speakers.own(fired)
        if own and outcome.speakers == speakers:
            outcome.speakers = [*speakers, *(p for p in own if p not in speakers)]
        dated = self._date(scene, fired, timeline, resolved)
        if not worth_reporting(self.codebook, scene, fired, outcome, dated=dated.basis == "stated"):
            return None
        sentence = scene.sentence
        aux = tuple(sorted({*outcome.aux, "historical"} if self._is_old(dated) else outcome.aux))
        agreement = agreement_name(scene, fired)
        others = others_of(scene.cast, fired, (*outcome.actor, *outcome.recipient))
        quad = self.codebook.quad(outcome.event)
        counts, count_evidence = counts_of(scene, fired, has_casualties=quad == _MATERIAL_CONFLICT)
        located = locate(scene.cast, fired, outcome, quad=quad)
        report = Report(
            event=outcome.event,
            trigger=self._trigger(sentence, fired),
            sentence=self._anchor(sentence),
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
            evidence=self._evidence(
                scene, fired, outcome, qualified, dated, agreement, others, count_evidence
            ),
            confidence=outcome.confidence,
            language=block.language,
        )
        return Told(fired, report, "historical" in aux and "historical" not in outcome.aux)

    @staticmethod
    def _is_word(scene: Scene, fired: Fired) -> bool:
        """Whether only the announcement has happened, so that its day is the day of saying."""
        return bool(scene.qualified(fired).aux & {"future"})

    def _date(self, scene: Scene, fired: Fired, timeline: Timeline, resolved: dict[int, Edtf]) -> Dated:
        predicate = fired.predicate
        related = [predicate.index]
        if predicate.kind == "n":
            related.insert(0, -2 - predicate.group)
        if fired.light >= 0:
            related.append(fired.light)
        related.extend(index for _, index in predicate.comp)
        if predicate.parent >= 0 and (predicate.link != "that" or self._is_word(scene, fired)):
            related.append(predicate.parent)
        if predicate.subject_from == "conj" and predicate.index:
            related.append(predicate.index - 1)  # "met on 25 May and opened the line"
        for indexes in predicate.slots.values():
            related.extend(-2 - index for index in indexes)
            if fired.frame.event == derived("meeting"):
                # "attended the parade **held** on 3 May": the day of the one is that of the other
                groups = scene.frames.groups
                related.extend(groups[i].relative for i in indexes if groups[i].relative >= 0)
        if predicate.kind == "n" and fired.light < 0:
            holder = next(
                (
                    p.index
                    for p in scene.sentence.parse.predicates
                    if predicate.group in p.slots.get("surface", ())
                    or predicate.group in p.slots.get("obj", ())
                ),
                -1,
            )
            if holder >= 0:
                related.append(holder)
        attitude = not fired.frame.is_claim and (
            self.codebook.quad(fired.frame.event) == _VERBAL_CONFLICT
            or "negation" in scene.qualified(fired).aux
        )
        return timeline.date(
            scene.sentence, resolved, predicate, scene.owners, tuple(related), attitude=attitude
        )

    def _is_old(self, dated: Dated) -> bool:
        """Whether an event lies more than a year before the day of the text."""
        published = self.doc.published
        if dated.date is None or published is None or not dated.date.latest or not published.earliest:
            return False
        return (published.earliest - dated.date.latest).days > _YEAR

    def settled(self) -> tuple[Report, ...]:
        """Return the reports once the text is read to its end and its main time is known.

        Where most of what is dated lies years back, that is what the text is about: it is history told,
        and not historical to itself.  A text that opens with what is new only looks back.
        """
        dated = [at for at, report in enumerate(self.reports) if report.date is not None]
        if len(dated) < _ENOUGH or 2 * len(self._old) <= len(dated) or dated[0] not in self._old:
            return tuple(self.reports)
        return tuple(
            replace(report, aux=tuple(aux for aux in report.aux if aux != "historical"))
            if at in self._old
            else report
            for at, report in enumerate(self.reports)
        )

    @staticmethod
    def _same(one: Report, other: Report) -> bool:
        return (
            one.event == other.event
            and one.sentence == other.sentence
            and {p.code for p in one.actor} == {p.code for p in other.actor}
            and {p.code for p in one.recipient} == {p.code for p in other.recipient}
            and one.date == other.date
        )

    @staticmethod
    def _trigger(sentence: Sentence, fired: Fired) -> Trigger:
        start, stop = sentence.quote(fired.predicate.token, fired.predicate.token + 1)
        return Trigger(sentence.text[start:stop], start, stop)

    @staticmethod
    def _anchor(sentence: Sentence) -> Trigger:
        return Trigger(sentence.text[sentence.start : sentence.stop], sentence.start, sentence.stop)

    def _evidence(
        self,
        scene: Scene,
        fired: Fired,
        outcome: Outcome,
        qualified: Qualified,
        dated: Dated,
        agreement: tuple[str, int, int] | None,
        others: tuple[Participant, ...],
        counts: tuple[Evidence, ...],
    ) -> tuple[Evidence, ...]:
        text = self.doc.text
        trigger = self._trigger(scene.sentence, fired)
        found = [Evidence("event", trigger.start, trigger.stop, trigger.text)]
        if fired.light >= 0:
            token = scene.frames.predicates[fired.light].token
            start, stop = scene.sentence.quote(token, token + 1)
            found.append(Evidence("event", start, stop, text[start:stop]))
        for field, people in (
            ("actor", outcome.actor),
            ("recipient", outcome.recipient),
            ("speakers", outcome.speakers),
        ):
            found.extend(Evidence(field, p.start, p.stop, p.text, p.basis) for p in people)
            found.extend(self._antecedents(scene, field, people))
        for kind, first, last in qualified.cues:
            start, stop = scene.sentence.quote(first, last)
            field = "occurrence" if kind == "occurrence" else "aux"
            found.append(Evidence(field, start, stop, text[start:stop]))
        found.extend(dated.evidence)
        if agreement:
            found.append(Evidence("agreement", agreement[1], agreement[2], agreement[0]))
        found.extend(Evidence("others", p.start, p.stop, p.text, p.basis) for p in others)
        found.extend(counts)
        return tuple(found)

    @staticmethod
    def _antecedents(scene: Scene, field: str, people: Sequence[Participant]) -> list[Evidence]:
        """Return the second proof of a reference: the words that it points back to."""
        found = []
        for participant in people:
            for target in scene.cast.antecedents.get((participant.start, participant.stop), ()):
                piece = Evidence(field, target.start, target.stop, target.text, "inferred")
                if target.code == participant.code and piece not in found:
                    found.append(piece)
        return found

    # -- claims ---------------------------------------------------------------------------------

    def _claim(
        self, scene: Scene, fired: Fired, timeline: Timeline, resolved: dict[int, Edtf], block: Block
    ) -> None:
        people = parties(scene, fired)
        if len({p.code for p in people if p.code}) < 2:
            return
        qualified = scene.qualified(fired)
        if direction(fired) == "unchanged" and "negation" in qualified.aux:
            return  # "did not remain": a change, and nobody says which
        dated = self._date(scene, fired, timeline, resolved)
        speakers = tuple(scene.speakers.of(fired.predicate))
        trigger = self._trigger(scene.sentence, fired)
        evidence = [Evidence("direction", trigger.start, trigger.stop, trigger.text)]
        evidence += [Evidence("parties", p.start, p.stop, p.text, p.basis) for p in people]
        evidence += self._antecedents(scene, "parties", people)
        evidence += [Evidence("speakers", p.start, p.stop, p.text, p.basis) for p in speakers]
        evidence += self._antecedents(scene, "speakers", speakers)
        evidence += [Evidence("period", e.start, e.stop, e.quote, e.basis) for e in dated.evidence]
        claim = Claim(
            direction=direction(fired),
            trigger=trigger,
            sentence=self._anchor(scene.sentence),
            rule=fired.frame.rule,
            parties=people,
            aux=tuple(sorted(qualified.aux)),
            period=dated.date.text if dated.date else None,
            speakers=speakers,
            evidence=tuple(evidence),
            confidence=0.6 if all(p.basis == "stated" for p in people) else 0.4,
            language=block.language,
        )
        known = {(c.sentence, c.direction, frozenset(p.code for p in c.parties)) for c in self.claims[-4:]}
        if (claim.sentence, claim.direction, frozenset(p.code for p in people)) not in known:
            self.claims.append(proven(self.doc.text, claim))
