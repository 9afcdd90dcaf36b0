"""Why a relation changed, as the sentence says it: the cause, and the interest that somebody pursues.

Which words open a reason is data: ``reasons.tsv`` of each language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.coding.frame import Fired
from dragoman.coding.sentence import Sentence
from dragoman.coding.slots import slots_of
from dragoman.languages.parse import Predicate
from dragoman.languages.tables import data_file, rows
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = ["Reason", "reasons_of"]

_COLUMNS = ("phrase", "kind", "takes", "endings", "note")

_ENDS = frozenset(",;:.()")
_HARD_ENDS = frozenset(";:.()")
_ACTED_ON = ("obj", *slots_of("party"))
_LONGEST = 40
"""Units in the longest reason: a sentence that rambles on is no reason any more."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: ``kind`` is ``cause`` or ``interest``, the units from ``first`` to ``stop`` say it."""

    kind: str
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Cue:
    """What a phrase says of the words behind it (``group``, ``clause``) or before it (``before``)."""

    words: tuple[str, ...]
    kind: str
    takes: str
    endings: tuple[str, ...]


@lru_cache(maxsize=8)
def _cues(language: str) -> dict[str, tuple[_Cue, ...]]:
    """Return the cues by their first word, the longest first."""
    source = data_file(language, "reasons.tsv")
    table: dict[str, list[_Cue]] = {}
    for _, (phrase, kind, takes, endings, _) in rows(source, _COLUMNS):
        words = tuple(phrase.split(" "))
        cue = _Cue(words, kind, takes, tuple(endings.split("|")) if endings != "-" else ())
        table.setdefault(words[0], []).append(cue)
    return {word: tuple(sorted(found, key=lambda cue: -len(cue.words))) for word, found in table.items()}


def reasons_of(
    scene: Scene, fired: Fired, parties: Sequence[Participant], speakers: Sequence[Participant] = ()
) -> dict[str, Reason]:
    """Return the cause and the interest that a sentence gives for what a claim says.

    A reason belongs to the claim of its own clause; where two of a kind are given, the first counts.
    Without a word for it, a subject that is no party is the cause: "**the war** soured ties between X and Y".

    Parameters
    ----------
    scene : Scene
    fired : Fired
        The frame of the claim.
    parties : sequence of Participant
        Parties of the relation, who are no cause of it.
    speakers : sequence of Participant
        On whose word it is said; neither are they.
    """
    found: dict[str, Reason] = {}
    at = _verb_of(scene, fired)
    for reason, cue_at in _given(scene):
        if reason.kind not in found and _belongs(scene.sentence, reason, cue_at, at):
            found[reason.kind] = reason
    if "cause" not in found:
        subject = _subject(scene, fired, parties)
        if subject is not None and not _says(scene.sentence, subject, speakers):
            found["cause"] = subject
    purpose = _purpose(scene, fired)
    if purpose is not None:
        found.setdefault("interest", purpose)
    return found


def _says(sentence: Sentence, reason: Reason, speakers: Sequence[Participant]) -> bool:
    """Whether the words of a reason name who says it."""
    start, stop = sentence.quote(reason.first, reason.stop)
    return any(p.start < stop and start < p.stop for p in speakers)


def _verb_of(scene: Scene, fired: Fired) -> int:
    """Return the unit of the verb of the claim's clause; of a noun without one the noun's own."""
    if fired.predicate.kind != "n" or fired.light >= 0:
        return fired.verb.token
    for predicate in scene.sentence.parse.predicates:
        if predicate.finite and any(fired.predicate.group in held for held in predicate.slots.values()):
            return predicate.token
    return fired.predicate.token


def _given(scene: Scene) -> Iterator[tuple[Reason, int]]:
    """Yield the reasons that phrases open or close, each with the unit of its phrase."""
    cues = _cues(scene.grammar.pack.code)
    words = [(part, i) for i, word in enumerate(scene.sentence.words) for part in word.form.split(" ")]
    at = 0
    while at < len(words):
        length = 1
        for cue in cues.get(words[at][0], ()):
            length = len(cue.words)
            if tuple(part for part, _ in words[at : at + length]) != cue.words:
                length = 1
                continue
            first, last = words[at][1], words[at + length - 1][1]
            reason = _before(scene, cue, first) if cue.takes == "before" else _behind(scene, cue, last)
            if reason is not None:
                yield reason, first
                break
        at += length


def _behind(scene: Scene, cue: _Cue, i: int) -> Reason | None:
    """Return what stands behind a word: the noun group with all that hangs on it, or the clause."""
    sentence = scene.sentence
    parse = sentence.parse
    if i + 1 >= len(sentence.words):
        return None
    if cue.takes == "group":
        index = parse.group_of[i + 1]
        if index < 0 or "duration" in sentence.words[parse.groups[index].head].traits:
            return None  # "over the next **decade**"
        return Reason(cue.kind, i + 1, _reach(scene, index, set()))
    stop = i + 1
    verbs = {p.token for p in parse.predicates}
    seen = False
    while stop < len(sentence.words) and stop - i <= _LONGEST:
        here = parse.classes[stop]
        if here in _HARD_ENDS or (here == "," and seen):
            break
        seen = seen or stop in verbs
        stop += 1
    return Reason(cue.kind, i + 1, stop) if stop > i + 1 else None


def _begin(scene: Scene, index: int) -> int:
    """Return where a group begins, or an owner that stands before it."""
    group = scene.frames.groups[index]
    return min([group.first, *(scene.frames.groups[owner].first for owner in group.owners)])


def _reach(scene: Scene, index: int, seen: set[int]) -> int:
    """Return where a group ends with its coordinated groups and all that is attached behind."""
    seen.add(index)
    group = scene.frames.groups[index]
    classes = scene.sentence.parse.classes
    stop = group.stop
    for other in (*group.coord, *group.after):
        if other not in seen:
            stop = max(stop, _reach(scene, other, seen))
    if classes[stop : stop + 1] == "T":
        stop += 1  # "война **2020 года**"
    elif classes[stop : stop + 2] == "oT":
        stop += 2  # "the war **of 2020**"
    return stop


def _before(scene: Scene, cue: _Cue, i: int) -> Reason | None:
    """Return what stands before a postposition: "**İran korkusu** yüzünden", "**silah almak** için"."""
    sentence = scene.sentence
    parse = sentence.parse
    if not i or (cue.endings and not sentence.words[i - 1].form.endswith(cue.endings)):
        return None
    verb = next((p for p in parse.predicates if p.token == i - 1 and p.kind != "n"), None)
    if verb is not None:
        held = [index for groups in verb.slots.values() for index in groups]
        if cue.kind == "interest":  # the subject of the sentence is no part of what it aims at
            others = [p for p in parse.predicates if p.finite and p is not verb]
            shared = {index for p in others for groups in p.slots.values() for index in groups}
            held = [index for index in held if index not in shared]
        first = min((scene.frames.groups[index].first for index in held), default=verb.first)
        first = min(first, verb.first)
    elif parse.group_of[i - 1] >= 0:
        first = _begin(scene, parse.group_of[i - 1])
    else:
        return None
    comma = max((k for k in range(first, i - 1) if parse.classes[k] in _ENDS), default=first - 1)
    return Reason(cue.kind, max(first, comma + 1), i) if comma + 1 < i else None


def _belongs(sentence: Sentence, reason: Reason, cue_at: int, at: int) -> bool:
    """Whether no other clause stands between a reason and the verb of the claim."""
    if reason.first <= at < reason.stop:
        return False
    low, high = (at + 1, min(cue_at, reason.first)) if cue_at > at else (max(cue_at + 1, reason.stop), at)
    return not any(p.finite and p.kind != "n" and low <= p.token < high for p in sentence.parse.predicates)


def _subject(scene: Scene, fired: Fired, parties: Sequence[Participant]) -> Reason | None:
    """Return the subject that brings two together or apart without being one of them."""
    predicate = fired.predicate
    if predicate.kind != "v" or _hangs_on_noun(scene, predicate):
        return None
    codes = {p.code for p in parties}
    things = [index for slot in _ACTED_ON for index in predicate.slots.get(slot, ())]
    objects = [index for slot in ("obj", "acc") for index in predicate.slots.get(slot, ())]
    if scene.frames.happens(predicate.index) == "happen":
        return None  # "a crisis **ripened** between X and Y": what happens is no cause of itself
    for index in predicate.slots.get("subj", ()):
        group = scene.frames.groups[index]
        if scene.sentence.parse.classes[group.head] == "R" or index in things:
            continue
        if index in scene.cast.references or len(codes & _codes(scene, index)) > 1:
            continue  # "**the two countries** formed an alliance", "**ties of X and Y** reached a peak"
        if _is_named_by(scene, index, parties):
            continue  # "**Relations** cooled": those spoken of before
        if "relations" in scene.frames.classes(index) and not any(_codes(scene, i) for i in objects):
            continue  # they cool, and cause nothing
        if not objects and "subject" in fired.used:
            continue  # "its **stance** on X hardened": what changed
        if not objects and any(
            ("n", lemma) in scene.frames.pack.claims for lemma in scene.frames.lemmas(index)
        ):
            continue  # "**a thaw** set in between X and Y"
        acted_on = set(things).difference(_around(scene, index))
        if codes & _codes(scene, index) and not any(codes & _codes(scene, thing) for thing in acted_on):
            continue  # "**relations between X and Y** entered a new stage", "**X** drew closer to Y"
        if codes & {p.code for p in scene.cast.group(index)} and not _is_thing(scene, index):
            continue
        return Reason("cause", _begin(scene, index), _reach(scene, index, set()))
    return None


def _is_named_by(scene: Scene, index: int, parties: Sequence[Participant]) -> bool:
    """Whether both parties are pointed back to by the words of a group."""
    group = scene.frames.groups[index]
    span = scene.sentence.quote(group.first, group.stop)
    return len({p.code for p in parties if (p.start, p.stop) == span}) > 1


def _hangs_on_noun(scene: Scene, predicate: Predicate) -> bool:
    """Whether an infinitive says what a noun is for: "**the desire** to strengthen ties" changes nothing."""
    nouns = (p for p in scene.frames.predicates if p.kind == "n")
    named = any(("to", predicate.index) in noun.comp for noun in nouns)
    before = predicate.first - 1
    follows = before >= 0 and scene.sentence.parse.group_of[before] in predicate.slots.get("subj", ())
    return not predicate.finite and predicate.link == "to" and (named or follows)


def _around(scene: Scene, index: int) -> list[int]:
    """Return a group and what hangs on it."""
    group = scene.frames.groups[index]
    found = [index, *group.owners, *group.coord]
    for other in group.after:
        found += [other, *scene.frames.groups[other].coord]
    return found


def _codes(scene: Scene, index: int) -> set[str | None]:
    """Return whom a group and what hangs on it name."""
    return {p.code for i in _around(scene, index) for p in scene.cast.group(i) if p.code}


def _is_thing(scene: Scene, index: int) -> bool:
    """Whether a group is no party but what one did or has: "**Turkey's war in Syria** soured ties"."""
    return scene.sentence.parse.classes[scene.frames.groups[index].head] == "n"


def _purpose(scene: Scene, fired: Fired) -> Reason | None:
    """Return the infinitive of purpose behind the verb: "moved closer to Moscow **to obtain arms**"."""
    if fired.predicate.kind == "n":
        return None
    predicates = scene.sentence.parse.predicates
    for link, child in fired.predicate.comp:
        if link == "to":
            inner: Predicate = predicates[child]
            if inner.first > fired.verb.token:
                held = [index for groups in inner.slots.values() for index in groups]
                ends = [_reach(scene, i, set()) for i in held if scene.frames.groups[i].first > inner.token]
                return Reason("interest", inner.first, max([inner.stop, *ends]))
    return None
