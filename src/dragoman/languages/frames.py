"""Predicate frames: which word with which complement is which event, and who stands where.

A frame is one line of ``languages/<xx>/frames/<class>.tsv``; the columns and the notation of
complements and roles are described in ``docs/lexicons.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from dragoman.codebook import Codebook
from dragoman.codebook import load as load_codebook
from dragoman.codebook.scheme import MATERIAL_CONFLICT, VERBAL_CONFLICT
from dragoman.languages.tables import data_file, folder, rows
from dragoman.model.errors import LexiconError

__all__ = [
    "ARGUMENT",
    "COLUMNS",
    "WEIGHTS",
    "Choices",
    "Clause",
    "Condition",
    "Frame",
    "Needs",
    "Roles",
    "Slot",
    "compile_needs",
    "load_frames",
    "parse_complement",
    "parse_roles",
]

COLUMNS = ("predicate", "pos", "complement", "event", "mode", "contexts", "roles", "note")
_CLAIMS = "claims.tsv"
"""The table whose `-` denies a claim; elsewhere it denies an event."""
_BLAME: Final = "ACCUSE"
"""The class of what is said of others: "claimed that X bombed Y" tells no act of one's own."""
_DIRECTIONS = frozenset({"closer", "apart", "unchanged", "mixed"})
_POS = frozenset("vna")
_DEFAULT_ROLES = {"v": "subj>obj|poss", "n": "poss>on|against|to|of", "a": "subj>to|of|with"}


class Condition(NamedTuple):
    """One thing a complement must show.

    ``kind`` is one of ``class lemma to that ing prep actor none neg word subject``; ``slot`` names the
    preposition of ``prep``; ``arg`` is the class, lemma, event or word, empty where any will do.
    """

    kind: str
    slot: str
    arg: str
    arg_kind: str
    """How ``arg`` is meant: ``class``, ``lemma``, ``event``, ``pair`` or empty."""
    own: bool = False
    """Whether the act in the complement must be the subject's own ("announced that it would leave")."""


WEIGHTS: Final = {
    "lemma": 4.0,
    "class": 3.0,
    "subject": 3.0,
    "to": 2.0,
    "ing": 2.0,
    "word": 2.0,
    "that": 1.8,
    "prep": 1.6,
    "actor": 1.5,
    "none": 1.0,
    "neg": 1.0,
}
"""How much each kind of condition adds to a frame's score when it is met."""
ARGUMENT: Final = 1.5
"""What the argument of a clause or preposition adds: "to:release" says more than "to"."""
CLAUSES: Final = ("to", "ing", "that")
"""Links of clauses to their verb, heaviest first."""


@dataclass(slots=True)
class Slot:
    """What is asked of one prepositional slot; the rest is empty where it only has to be filled."""

    name: str
    classes: frozenset[str]
    lemmas: frozenset[str]
    actor: bool
    bare: bool


@dataclass(slots=True)
class Clause:
    """What is asked of one kind of clause; ``events`` come with whether the act must be the subject's own."""

    link: str
    classes: frozenset[str]
    lemmas: frozenset[str]
    events: tuple[tuple[str, bool], ...]
    bare: bool


@dataclass(slots=True)
class Needs:
    """One group of alternatives, sorted by what they look at, so that each is a few set look-ups."""

    classes: frozenset[str]
    lemmas: frozenset[str]
    subject_classes: frozenset[str]
    subject_lemmas: frozenset[str]
    has_subject: bool
    """Whether any subject at all will do."""
    pair: bool
    """Whether two named actors side by side will do: "Togo and Benin held an exercise"."""
    words: frozenset[str]
    clauses: tuple[Clause, ...]
    slots: tuple[Slot, ...]
    actor: bool
    none: bool
    neg: bool
    """Whether the predicate has to be negated."""
    plain: bool
    """Whether nothing but the heads of the complement is looked at."""


def _arguments(conditions: Iterable[Condition], kind: str) -> frozenset[str]:
    return frozenset(c.arg for c in conditions if c.arg and c.arg_kind == kind)


def compile_needs(alternatives: tuple[Condition, ...]) -> Needs:
    """Sort alternatives by what they look at."""
    by_kind: dict[str, list[Condition]] = {}
    for condition in alternatives:
        by_kind.setdefault(condition.kind, []).append(condition)
    by_slot: dict[str, list[Condition]] = {}
    for condition in by_kind.get("prep", ()):
        by_slot.setdefault(condition.slot, []).append(condition)
    subject = by_kind.get("subject", [])
    return Needs(
        classes=frozenset(c.arg for c in by_kind.get("class", ())),
        lemmas=frozenset(c.arg for c in by_kind.get("lemma", ())),
        subject_classes=_arguments(subject, "class"),
        subject_lemmas=_arguments(subject, "lemma"),
        has_subject=any(not c.arg for c in subject),
        pair=any(c.arg_kind == "pair" for c in subject),
        words=frozenset(c.arg for c in by_kind.get("word", ())),
        clauses=tuple(
            Clause(
                link,
                _arguments(found, "class"),
                _arguments(found, "lemma"),
                tuple((c.arg, c.own) for c in found if c.arg_kind == "event"),
                any(not c.arg for c in found),
            )
            for link in CLAUSES
            if (found := by_kind.get(link, []))
        ),
        slots=tuple(
            Slot(
                name,
                _arguments(found, "class"),
                _arguments(found, "lemma"),
                any(c.arg_kind == "actor" for c in found),
                any(not c.arg and c.arg_kind != "actor" for c in found),
            )
            for name, found in by_slot.items()
        ),
        actor="actor" in by_kind,
        none="none" in by_kind,
        neg="neg" in by_kind,
        plain=by_kind.keys() <= {"class", "lemma"},
    )


_ANYTHING: Final = frozenset({"!", "0", "^"})


def _keys(group: tuple[Condition, ...]) -> frozenset[str]:
    """Return what must be seen at a predicate, one of it at least, for a group to hold."""
    keys: set[str] = set()
    for c in group:
        argument = ("@" if c.arg_kind == "class" else "=") + c.arg
        if c.kind in ("class", "lemma"):
            keys.add(argument)
        elif c.kind == "subject":
            keys.add(f"^{argument}" if c.arg and c.arg_kind != "pair" else "^")
        elif c.kind in CLAUSES:
            keys.add(c.kind + argument if c.arg_kind == "lemma" else c.kind)
        elif c.kind == "prep":
            keys.add(c.slot)
        else:
            keys.add({"actor": "!", "none": "0"}[c.kind])
    return frozenset(keys)


def _gate(conditions: tuple[tuple[Condition, ...], ...]) -> frozenset[str]:
    """Return the keys of the group that is met most seldom; empty where nothing can be told beforehand.

    ``@class`` and ``=lemma`` of the complement's head, ``^@class`` and ``^=lemma`` of the subject,
    ``to``, ``that``, ``ing`` and ``to=lemma``, names of slots, ``!`` and ``0`` for any complement or none.
    """
    groups = [_keys(group) for group in conditions if all(c.kind not in ("word", "neg") for c in group)]
    return min(groups, key=lambda keys: (not keys.isdisjoint(_ANYTHING), len(keys)), default=frozenset())


class Roles(NamedTuple):
    """Slots of actor and recipient, in order of preference; ``mutual`` makes all of them actors."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mutual: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of a frame table."""

    predicate: str
    pos: str
    conditions: tuple[tuple[Condition, ...], ...]
    """All of the groups must hold; of each group, one condition."""
    event: str
    """PLOVER class, a direction of a claim, or ``-`` for explicitly nothing."""
    mode: str | None
    contexts: tuple[str, ...]
    roles: Roles
    rule: str
    """``xx/frames/file.tsv:line``."""
    order: int
    needs: tuple[Needs, ...] = ()
    gate: frozenset[str] = frozenset()
    """What must be seen, one of it at least, for the frame to be looked at."""
    is_claim: bool = False
    """Whether the frame speaks of a relation rather than of an event."""
    reading: str = ""
    """The fine rule of the codebook that the frame follows, where its line names one."""
    negated: bool = False
    """Whether the frame says what the negated predicate means: "did not comply" is a refusal, no denial."""

    @property
    def blocks(self) -> bool:
        """Whether the frame says that there is no event here."""
        return self.event == "-"


class Choices:
    """The frames of one predicate, and which of them what is seen at it opens.

    Parameters
    ----------
    frames : tuple of Frame
        In the order of files and lines.
    """

    __slots__ = ("_behind", "_open", "_ungated", "frames")

    def __init__(self, frames: tuple[Frame, ...]) -> None:
        self.frames = frames
        self._ungated: list[Frame] | None = None  # these are made when the predicate is first met
        self._open: frozenset[int] = frozenset()
        self._behind: dict[str, set[int]] = {}

    def __iter__(self) -> Iterator[Frame]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)

    def standing(self, seen: set[str]) -> list[Frame]:
        """Return the frames whose gate is open, in order."""
        ungated = self._sort() if self._ungated is None else self._ungated
        behind = self._behind
        keys = behind.keys() & seen
        if not keys:
            return ungated
        found = set(self._open)
        for key in keys:
            found |= behind[key]
        return [self.frames[at] for at in sorted(found)]

    def _sort(self) -> list[Frame]:
        self._open = frozenset(at for at, frame in enumerate(self.frames) if not frame.gate)
        for at, frame in enumerate(self.frames):
            for key in frame.gate:
                self._behind.setdefault(key, set()).add(at)
        self._ungated = [self.frames[at] for at in sorted(self._open)]
        return self._ungated


def _argument(text: str, where: str) -> tuple[str, str]:
    if not text:
        return "", ""
    if text[0] == "@":
        return text[1:], "class"
    if text[0] == "=":
        return text[1:].replace("_", " "), "lemma"
    if text.isupper():
        return text, "event"
    if text.replace("-", "").replace("_", "").replace("'", "").isalpha():
        return text.replace("_", " "), "lemma"
    raise LexiconError(f"{where}: cannot read the complement part {text!r}.")


def _condition(text: str, where: str) -> Condition:
    if text == "0":
        return Condition("none", "", "", "")
    if text == "neg":
        return Condition("neg", "", "", "")
    if text == "actor":
        return Condition("actor", "", "", "")
    if text[0] == "@":
        return Condition("class", "", text[1:], "class")
    if text[0] == "=":
        return Condition("lemma", "", text[1:].replace("_", " "), "lemma")
    if text[0] == "~":
        return Condition("word", "", text[1:].replace("_", " "), "lemma")
    head, _, tail = text.partition(":")
    if tail == "actor":
        return Condition("prep", head, "", "actor")
    arg, arg_kind = _argument(tail, where)
    if head in ("to", "that", "ing") and arg_kind != "class" and not tail.startswith("="):
        return Condition(head, "", arg, arg_kind)
    if text == "subj:and":
        return Condition("subject", "", "and", "pair")
    if head == "subj":
        return Condition("subject", "", arg, arg_kind)
    return Condition("prep", head, arg, arg_kind)


def parse_complement(
    text: str, where: str = "complement", *, phrases: bool = True
) -> tuple[tuple[Condition, ...], ...]:
    """Read the complement column; ``*`` gives no condition at all.

    ``phrases``: the language has a preposition *to*, so that a bare ``to`` is an infinitive or a phrase.
    """
    if text in ("*", "-", ""):
        return ()
    groups = []
    for part in text.split("&"):
        choices = [choice.strip() for choice in part.split("|")]
        if not all(choices):
            raise LexiconError(f"{where}: an empty alternative in the complement {text!r}.")
        conditions = []
        for choice in choices:
            infinitive = choice.startswith("to:@")
            if phrases or not infinitive:
                conditions.append(_condition(choice, where))
            # "to:@class" may be an infinitive with such an object or a plain prepositional phrase
            if infinitive:
                conditions.append(Condition("to", "", choice[4:], "class"))
            elif choice == "to" and phrases:  # likewise "gave its backing to the plan"
                conditions.append(Condition("prep", "to", "", ""))
        groups.append(tuple(conditions))
    return tuple(groups)


def parse_roles(text: str, pos: str, where: str = "roles") -> Roles:
    """Read the roles column, for example ``subj>obj|to`` or ``subj=with``."""
    source = _DEFAULT_ROLES[pos] if text in ("-", "") else text
    mark = "=" if "=" in source else ">"
    left, found, right = source.partition(mark)
    if not found or mark in right or ">" in right:
        raise LexiconError(
            f"{where}: cannot read the roles {text!r}. Write actor>recipient, for example subj>obj|to, "
            "or subj=with where all take part alike."
        )

    def slots(side: str) -> tuple[str, ...]:
        return tuple(slot.strip() for slot in side.split("|") if slot.strip())

    return Roles(slots(left), slots(right), mark == "=")


_SEEN_ROLES: dict[tuple[str, str], Roles] = {}


def _roles(text: str, pos: str, where: str) -> Roles:
    """Read a roles column once; a few hundred spellings serve all frames."""
    known = _SEEN_ROLES.get((text, pos))
    if known is None:
        known = _SEEN_ROLES[text, pos] = parse_roles(text, pos, where)
    return known


def _owned(
    conditions: tuple[tuple[Condition, ...], ...], event: str, codebook: Codebook
) -> tuple[tuple[Condition, ...], ...]:
    """Mark clauses about the subject's own act: those that the class of the frame merely announces."""

    def own(condition: Condition) -> bool:
        if condition.kind != "that" or condition.arg_kind != "event" or event not in codebook:
            return False
        act = condition.arg
        announced = event in (act, codebook.future(act))
        threatened = codebook.quad(act) == MATERIAL_CONFLICT and codebook.quad(event) == VERBAL_CONFLICT
        return announced or (threatened and event != _BLAME)

    return tuple(tuple(c._replace(own=own(c)) for c in group) for group in conditions)


_Complement = tuple[tuple[tuple[Condition, ...], ...], tuple[Needs, ...], frozenset[str]]


def _complement(text: str, event: str, codebook: Codebook, where: str, *, phrases: bool) -> _Complement:
    """Read a complement of a frame of ``event``: its conditions, sorted ones, and its gate."""
    conditions = parse_complement(text, where, phrases=phrases)
    if "that:" in text:
        conditions = _owned(conditions, event, codebook)
    return conditions, tuple(compile_needs(group) for group in conditions), _gate(conditions)


def load_frames(language: str, *, extra: tuple[object, ...] = ()) -> tuple[Frame, ...]:
    """Read all frames of a language, in the order of files and lines.

    Raises
    ------
    LexiconError
        A line names a class, mode or context that the codebook does not have, or cannot be read.
    """
    codebook = load_codebook()
    found: list[Frame] = []
    read: dict[str, _Complement] = {}  # by spelling: a few thousand serve all frames
    place = folder(language).joinpath("frames")
    phrases = any(
        cells[:2] == ["to", "prep"]
        for _, cells in rows(data_file(language, "function_words.tsv"), ("word", "class", "note"))
    )
    for source in sorted(place.iterdir(), key=lambda item: item.name):
        if not source.name.endswith(".tsv"):
            continue
        for number, cells in rows(source, COLUMNS):
            where = f"{language}/frames/{source.name}:{number}"
            predicates, pos, complement, event, mode, contexts, roles, _ = cells
            if pos not in _POS:
                raise LexiconError(
                    f"{where}: pos is {pos!r}; it must be v (verb), n (noun) or a (adjective)."
                )
            event, _, reading = event.partition(":")
            if event != "-" and event not in _DIRECTIONS:
                names = (
                    ()
                    if contexts in ("-", "")
                    else tuple(sorted(c.strip().replace(" ", "_") for c in contexts.split(",")))
                )
                try:
                    codebook.check(event, mode=None if mode in ("-", "") else mode, contexts=names)
                    if reading and codebook.rule(reading).event != event:
                        raise LexiconError(
                            f"{where}: the rule {reading} of {codebook.id} is about "
                            f"{codebook.rule(reading).event}, not about {event}."
                        )
                except ValueError as error:
                    raise LexiconError(f"{where}: {error}") from error
            else:
                names = ()
            # Only of clauses it matters which event they belong to (see `_owned`).
            spelling = f"{complement}\t{event}" if "that:" in complement else complement
            known = read.get(spelling)
            if known is None:
                known = read[spelling] = _complement(complement, event, codebook, where, phrases=phrases)
            conditions, needs, gate = known
            role = _roles(roles, pos, where)
            for predicate in predicates.split("/"):
                found.append(
                    Frame(
                        predicate=predicate.strip(),
                        pos=pos,
                        conditions=conditions,
                        event=event,
                        mode=None if mode in ("-", "") else mode,
                        contexts=names,
                        roles=role,
                        rule=where,
                        order=len(found),
                        needs=needs,
                        gate=gate,
                        is_claim=event in _DIRECTIONS or (event == "-" and source.name == _CLAIMS),
                        reading=reading,
                        negated=any(need.neg for need in needs),
                    )
                )
    return tuple(found)
