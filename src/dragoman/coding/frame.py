"""The frame stage: which frames fire on the predicates of a sentence.

For every predicate the frame with the best met complement wins; the others are kept for
``explain``.  Predicates inside the complement of a frame that fired are consumed by it: "threatened
to attack" is one THREATEN, not an ASSAULT as well.
"""

from __future__ import annotations

from dragoman.codebook import load as load_codebook
from dragoman.codebook.scheme import VERBAL_CONFLICT
from dragoman.coding.carried import Carried
from dragoman.coding.conditions import Fired
from dragoman.coding.derived import derived
from dragoman.coding.sentence import Sentence
from dragoman.languages import Grammar
from dragoman.languages.features import GEN, INF
from dragoman.languages.frames import Choices, Frame
from dragoman.languages.parse import GENITIVE, Group, Predicate

__all__ = ["RELATION_CLASSES", "Fired", "Frames"]

_REDUCTION = derived("reduction")
_UNREST = derived("unrest")

RELATION_CLASSES = frozenset({"relations", "tension", "dispute", "crisis", "conflict", "agreement"})
"""Word classes of nouns whose parties are those of a relation."""

_BLOCK = 2.0
_PHRASAL = 1.5
_CLAUSAL = frozenset({"to", "that", "ing"})
_FORBIDDING = frozenset({"ban", "restrict"})
"""Modes of what keeps others from acting: "yasakladı"."""
_ANSWERS = {"ACCUSE": frozenset[str](), "REJECT": frozenset({"AGREE", "REQUEST", "THREATEN"})}
"""Classes of answers, with those of the words that they answer."""
_TOLD_OF = ("surface", "obj")
_PARTS = frozenset(",;:u")
_VERBAL = frozenset("VBPAk")
_ATTACHES = frozenset("yot")
"""Classes of "by", "of" and "to"."""
_Choices = list[tuple[Choices, float]]
"""Frames of one predicate, by key, with what they gain by their key."""
_ABSENT = "absent"
"""Note of a negation that says by itself that there is none: "нет"."""


def _takes_a_stand(frame: Frame) -> bool:
    """Whether a frame condemns, demands, refuses, threatens or forbids: what it is about is no event."""
    if frame.blocks or frame.is_claim:
        return False
    return frame.mode in _FORBIDDING or load_codebook().quad(frame.event) == VERBAL_CONFLICT


class Frames(Carried):
    """Frame selection for one sentence.

    Parameters
    ----------
    grammar : Grammar
    sentence : Sentence
    """

    def __init__(self, grammar: Grammar, sentence: Sentence) -> None:
        super().__init__(grammar, sentence)
        self._choices: dict[int, tuple[_Choices, _Choices]] = {}
        self._noun_predicates()

    def _noun_predicates(self) -> None:
        told = self.pack.event_nouns
        for group in self.groups:
            if group.inside >= 0:
                continue
            for lemma in self.lemmas(group.index):
                if lemma in told:
                    break
            else:
                continue
            predicate = Predicate(len(self.predicates), "n", group.head, group.first, group.stop)
            predicate.lemmas = (lemma,)
            predicate.group = group.index
            if "!" in self.sentence.parse.classes:
                predicate.negation = self._absent(group)
            slots = predicate.slots
            if group.owners:
                slots["poss"] = list(group.owners)
            if group.twin >= 0:
                slots["twin"] = [group.twin, *self.groups[group.twin].coord]
            for index in group.after:
                follower = self.groups[index]
                slots.setdefault(follower.prep, []).extend([index, *follower.coord])
                if follower.other_prep:
                    slots.setdefault(follower.other_prep, []).extend([index, *follower.coord])
            predicate.comp = self._noun_complements(group)
            self.predicates.append(predicate)

    def _absent(self, group: Group) -> int:
        """Return the word that says there is none, or -1: "доверия **нет**", "**не** было встреч"."""
        if group.prep or not group.case & GEN:
            return -1
        classes = self.sentence.parse.classes
        at = group.first
        while at and classes[at - 1] not in _PARTS:
            at -= 1
        while at < len(classes) and (
            classes[at] not in _PARTS or at < group.stop or classes[at : at + 2] == "u!"
        ):
            behind = at + 1  # "пока нет"
            while classes[behind : behind + 1] == "r":
                behind += 1
            if classes[at] == "!" and (
                self.sentence.words[at].note == _ABSENT
                or (classes[behind : behind + 1] == "x" and classes[behind + 1 : behind + 2] not in _VERBAL)
            ):
                return at
            at += 1
        return -1

    def _noun_complements(self, group: Group) -> list[tuple[str, int]]:
        """Return the verbs behind an event noun: "a refusal **to sign**", "the demand **that** X go"."""
        parse = self.sentence.parse
        at = group.stop
        if group.comp:
            return group.comp
        for index in group.after:  # "the refusal **by Chad** to sign"
            follower = self.groups[index]
            if follower.first == at + 1 and parse.classes[at : at + 1] in _ATTACHES:
                at = follower.stop
        if parse.classes[at : at + 2] == "Tq":
            at += 1  # "repeated its demand **today that** X leave"
        if at >= len(parse.classes):
            return []
        if (
            parse.classes[at] == "t"
            or parse.classes.startswith("!t", at)
            or (parse.classes[at] == "B" and self._infinitive(at))
        ):
            return [("to", p.index) for p in parse.predicates if p.first == at]
        if parse.classes[at] == "q" and self.sentence.words[at].note == "that":
            following = next((p for p in parse.predicates if p.token > at and p.finite), None)
            return [("that", following.index)] if following is not None else []
        return []

    def _infinitive(self, at: int) -> bool:
        return any(feats & INF for _, _, feats in self.sentence.words[at].verbs)

    def _keys(self, predicate: Predicate) -> list[tuple[str, str]]:
        """Return (pos, lemma) pairs to look a predicate up by; "is prepared to" is an adjective as well."""
        keys = [(predicate.kind, lemma) for lemma in predicate.lemmas]
        if predicate.passive and "subj" not in predicate.slots:
            form = self.sentence.words[predicate.token].form
            if ("a", form) in self.pack.frames or ("a", form) in self.pack.claims:
                keys.insert(0, ("a", form))
        return keys

    def fire(self, predicate: Predicate) -> Fired | None:
        """Return the event frame that fires on a predicate, or None."""
        index = predicate.index
        if index not in self._fired:
            self._fired[index] = None  # guards against circular complements
            if not self._only_names(predicate):
                self._fired[index] = self._best(predicate, claims=False)
        return self._fired[index]

    def _only_names(self, predicate: Predicate) -> bool:
        """Whether a verb only says in whose words something is named: "for **what it called** an insult"."""
        words = self.sentence.words
        if "names" not in words[predicate.token].traits:
            return False
        subject = predicate.slots.get("surface")
        before = self.groups[subject[0]].first - 1 if subject else -1
        return before >= 0 and "in_words_of" in words[before].traits

    def _named(self) -> set[int]:
        """Return the groups that are only what somebody calls something: "what it called **an attack**"."""
        return {
            index
            for predicate in self.sentence.parse.predicates
            if self._only_names(predicate)
            for slot in ("obj", "iobj", "as")
            for index in predicate.slots.get(slot, ())
        }

    def fire_claim(self, predicate: Predicate) -> Fired | None:
        """Return the claim frame that fires on a predicate, or None; claims never compete with events."""
        return self._best(predicate, claims=True)

    def _frames(self, predicate: Predicate, *, claims: bool) -> _Choices:
        """Return the frames of a predicate, by key, with the bonus of a phrasal verb."""
        known = self._choices.get(predicate.index)
        if known is None:
            known = self._choices[predicate.index] = [], []
            for key in self._keys(predicate):
                if predicate.particle:
                    self._look_up((key[0], f"{key[1]} {predicate.particle}"), _PHRASAL, known)
                self._look_up(key, 0.0, known)
        return known[claims]

    def _look_up(self, key: tuple[str, str], bonus: float, found: tuple[_Choices, _Choices]) -> None:
        """Add the frames under a key to those of events and of relations."""
        if key in self.pack.frames:
            found[0].append((self.pack.frames[key], bonus))
        if key in self.pack.claims:
            found[1].append((self.pack.claims[key], bonus))

    def _best(self, predicate: Predicate, *, claims: bool) -> Fired | None:
        """Return the frame with the best met complement, of those whose gate is open."""
        best: Fired | None = None
        for choices, bonus in self._frames(predicate, claims=claims):
            for frame in choices.standing(self._seen(predicate)):
                answer = self.score(frame, predicate)
                if answer is None:
                    continue
                score = answer[0] + bonus
                if frame.blocks and "subject" in answer[1]:
                    score += _BLOCK  # "the earthquake destroyed": the subject decides
                if best is None or score > best.score:
                    best = Fired(predicate, frame, score, answer[1], -1)
        return best

    @property
    def rejected(self) -> list[tuple[Predicate, Frame, str]]:
        """The frames that did not fire, with the reason; found anew, for `explain` only."""
        found = []
        for predicate in self.predicates:
            for claims in (False, True):
                best = self._best(predicate, claims=claims)
                for frame in (f for frames, _ in self._frames(predicate, claims=claims) for f in frames):
                    if best is not None and frame is best.frame:
                        continue
                    if self.score(frame, predicate) is None:
                        found.append((predicate, frame, "its complement is not there"))
                    else:
                        found.append(
                            (predicate, frame, "another frame had more of its complement or came first")
                        )
        return found

    def run(self) -> list[Fired]:
        """Return the frames that stand, in the order of their predicates."""
        n_verbal = len(self.sentence.parse.predicates)
        fired = [found for predicate in self.predicates if (found := self.fire(predicate)) is not None]
        named = self._named()
        if named:
            fired = [
                item for item in fired if item.predicate.kind != "n" or item.predicate.group not in named
            ]
        for item in fired:
            predicate, frame = item.predicate, item.frame
            if predicate.index >= n_verbal:
                continue
            for link, child in predicate.comp:
                if (
                    link == "to"
                    and not item.used & _CLAUSAL
                    and self.predicates[child].subject_from in GENITIVE
                    and not _takes_a_stand(frame)
                ):
                    # "Rusya'nın çekilmesini kutladı": an act of its own, with its own subject
                    nobody = (
                        predicate.passive and "subj" not in predicate.slots and "loc" not in predicate.slots
                    )
                    if nobody and self.fire(self.predicates[child]) is not None:
                        self.consumed[predicate.index] = child  # "çekilmesi sevinçle **karşılandı**"
                    continue
                if link == "that" and frame.blocks and self._is_told(predicate):
                    continue  # "confirmed that it had detained two sailors": told, whatever else the verb is
                if link in ("to", "ing") or item.used & {"that"} or (link == "that" and not frame.blocks):
                    self._consume(child, predicate.index)
                    if _takes_a_stand(frame):
                        self._consume_means(child, predicate)
        self._leave_answered(fired)
        self._leave_cries(fired)
        light = self._light()
        happened, doubled = self._happened(fired)
        light = {**happened, **light}
        kept: list[Fired] = []
        for item in fired:
            predicate = item.predicate
            if predicate.index in self.consumed or predicate.index in doubled:
                continue
            if predicate.kind == "n":
                carrier = light.get(predicate.group)
                if carrier is not None:
                    if carrier in self.consumed or self.light_role(carrier) == "block":
                        continue
                    if self.predicates[carrier].link == "adv" and self._inside_fired_object(item):
                        continue  # "**talebi** haksız bularak geri çevirdi"
                    item = Fired(
                        predicate, item.frame, item.score, item.used, carrier, self.predicates[carrier]
                    )
                elif self._inside_fired_object(item):
                    for _, child in predicate.comp:  # "rejected the demand **to withdraw**"
                        self._consume(child, predicate.index)
                    continue
                if carrier is not None or predicate.comp:
                    for _, child in predicate.comp:
                        self._consume(child, predicate.index)
            kept.append(item)
        kept = [item for item in kept if item.predicate.index not in self.consumed]
        return self._with_claims(kept)

    def _with_claims(self, events: list[Fired]) -> list[Fired]:
        """Add the claims; what a verb says of a relation is said once: "**drove a wedge** between two."""
        able = [predicate for predicate in self.predicates if self._frames(predicate, claims=True)]
        claims = [claim for predicate in able if (claim := self.fire_claim(predicate)) is not None]
        if not claims:
            return events
        told = {
            index
            for claim in claims
            if claim.predicate.kind != "n" and not claim.frame.blocks
            for slot in _TOLD_OF
            for index in claim.predicate.slots.get(slot, ())
        }
        cut = {
            index
            for event in events
            if event.predicate.kind == "v" and event.frame.event == _REDUCTION
            for slot in _TOLD_OF
            for index in event.predicate.slots.get(slot, ())
        }
        claims = [
            one
            for one in claims
            if one.predicate.kind != "n"
            or (one.predicate.group not in told and not self._names_agreement(one.predicate.group))
            # "the close ties between the two were cut"
            if one.predicate.kind != "n" or one.frame.event != "closer" or one.predicate.group not in cut
        ]
        events = [
            item
            for item in events
            if item.predicate.kind != "n"
            or item.predicate.group not in told
            or self.classes(item.predicate.group).isdisjoint(RELATION_CLASSES)
        ]
        return events + claims

    def _names_agreement(self, index: int) -> bool:
        """Whether a noun only says what an agreement is called: "a treaty of peace and **friendship**"."""
        group = self.groups[index]
        lead = group.leader if group.leader >= 0 else index
        return any(lead in other.after and "agreement" in self.classes(other.index) for other in self.groups)

    def _is_told(self, predicate: Predicate) -> bool:
        """Whether a verb of speech reports the clause behind it."""
        reporting = self.pack.reporting
        return any(reporting.get(("v", lemma)) == "speech" for lemma in predicate.lemmas)

    def _leave_cries(self, fired: list[Fired]) -> None:
        """Leave out what a crowd says while it protests: "rallied in Rome, **demanding** that he go"."""
        crowds = {
            tuple(item.predicate.slots["surface"]): item.predicate.index
            for item in fired
            if item.frame.event == _UNREST and item.predicate.finite and "surface" in item.predicate.slots
        }
        if not crowds:
            return
        for item in fired:
            told = item.predicate
            if told.link == "that" and told.parent >= 0 and self.pack.modals.get(told.modal) == "obligation":
                told = self.predicates[told.parent]  # "..., **saying** he must resign"
            elif not _takes_a_stand(item.frame):
                continue
            if told.link == "adv":
                crowd = crowds.get(tuple(told.slots.get("surface", ())))
                if crowd is not None:
                    self._consume(item.predicate.index, crowd)

    def _leave_answered(self, fired: list[Fired]) -> None:
        """Leave out what only says whose deed is answered: "X'in **düzenlediği** baskını kınadı".

        Or whose offer: "**önerdiği** planı reddetti".
        """
        deeds = {p.group: p for p in self.predicates if p.kind == "n"}
        for item in fired:
            if item.frame.event not in _ANSWERS or item.frame.is_claim or item.predicate.kind != "v":
                continue
            for index in item.predicate.slots.get("obj", item.predicate.slots.get("dat", ())):
                at = self.groups[index].relative
                told = self.fire(self.predicates[at]) if at >= 0 else None
                if told is None:
                    continue
                deed = self.fire(deeds[index]) if index in deeds else None
                same = deed is not None and deed.frame.event == told.frame.event
                if same or told.frame.event in _ANSWERS[item.frame.event]:
                    self._consume(at, item.predicate.index)

    def _consume_means(self, index: int, by: Predicate) -> None:
        """Consume how somebody did what is told of him: "**silah vererek** savaşı uzatmakla suçladı"."""
        who = self.predicates[index].slots.get("surface")
        if not who or who == by.slots.get("surface"):
            return
        for told in self.sentence.parse.predicates:
            means = told.parent == index and told.link == "adv" and not told.finite
            if means and told.slots.get("surface") == who:
                self._consume(told.index, by.index)

    def _consume(self, index: int, by: int) -> None:
        if index in self.consumed or index == by:
            return
        self.consumed[index] = by
        for _, child in self.predicates[index].comp:
            self._consume(child, by)
