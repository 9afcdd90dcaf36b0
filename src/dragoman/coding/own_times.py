"""Whose a time is: which verb or noun of a sentence each of its times belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.coding.sentence import Sentence
from dragoman.coding.slots import slots_of
from dragoman.languages.parse import Group, Predicate
from dragoman.model import Edtf

__all__ = [
    "behind_colon",
    "by_when",
    "dateline",
    "finest",
    "in_relative",
    "is_future",
    "is_present",
    "lies_in",
    "opening",
    "share",
    "steps_back",
]

_PARTS = frozenset(",;:cuq(")
_PARTED = frozenset(",;:uq(")
_EXCEPTED = frozenset(slots_of("excepted"))
_CLOSED = frozenset(";:")
_QUOTES = frozenset("\"«“„'‘")
_DASHES = frozenset({"-", "–", "—", "--"})
_DATELINE = 12  # units
_NEXT = 6  # characters between two times that say one thing


def dateline(sentence: Sentence) -> int:
    """Return the unit of the dash that ends a dateline ("BAKU, 12 October - "), or 0 where there is none."""
    forms = sentence.forms[:_DATELINE]
    if _DASHES.isdisjoint(forms):
        return 0
    at = next(i for i, form in enumerate(forms) if form in _DASHES)
    if not at or not (
        sentence.mentions[0] or sentence.text[sentence.starts[0] : sentence.stops[0]].isupper()
    ):
        return 0
    spoken = any(p.token < at for p in sentence.parse.predicates if p.kind == "v")
    return 0 if spoken else at


def finest(sentence: Sentence, units: list[int], resolved: dict[int, Edtf]) -> int:
    """Return the first of the times of a verb, or the one that says the same more closely behind it.

    "Three years later, in March 1921, ..."; "twenty years ago today, on 21 May 1992".
    """
    best = last = units[0]
    for unit in units[1:]:
        between = sentence.text[sentence.stops[last] : sentence.starts[unit]]
        first, second = resolved[best], resolved[unit]
        if len(between) > _NEXT or first.days is None or second.days is None:
            break
        if second.days < first.days and ("," in between or lies_in(second, first)):
            best = unit
        elif "," in between:
            break
        last = unit
    return best


def lies_in(date: Edtf, span: Edtf) -> bool:
    """Whether the days of one date are among those of another."""
    if not (date.earliest and date.latest and span.earliest and span.latest):
        return False
    return span.earliest <= date.earliest and date.latest <= span.latest


def opening(sentence: Sentence, unit: int, predicate: Predicate, owners: dict[int, int]) -> int:
    """Return the time that opens a sentence if it goes on to date what a later clause tells, else -1.

    "**In October** the treaty drew the border and Turkey left Batum"; "**on 10 March** they met; he refused".
    """
    owner = owners.get(unit, -1)
    if unit > 1 or owner < 0 or not predicate.finite or predicate.tense not in ("past", ""):
        return -1
    above = sentence.parse.predicates[owner]
    told = above.finite and above.token < predicate.token and above.tense == predicate.tense
    return unit if told and predicate.link in ("", "conj") else -1


def by_when(
    sentence: Sentence,
    predicate: Predicate,
    units: Iterable[int],
    owners: dict[int, int],
    conjunctions: frozenset[str],
) -> int:
    """Return the time of the clause that a clause of time goes with, else -1.

    "The war began **on 2 May**, when troops crossed the border"; "it closed the border when **on 3 May**
    the town fell".
    """
    words = sentence.words
    at = next((i for i, word in enumerate(words) if word.form in conjunctions), -1)
    if at < 0:
        return -1
    verbs = [p for p in sentence.parse.predicates if p.finite and p.kind == "v"]
    main = next((p for p in reversed(verbs) if p.token < at), None)
    inner = next((p for p in verbs if p.token > at), None)
    if main is None or inner is None:
        return -1
    if predicate.token > at:
        return next((unit for unit in units if unit < at and owners.get(unit) == main.index), -1)
    if predicate.index != main.index:
        return -1
    return next((unit for unit in units if unit > at and owners.get(unit) == inner.index), -1)


def behind_colon(
    sentence: Sentence, predicate: Predicate, units: Iterable[int], owners: dict[int, int]
) -> int:
    """Return the time of the clause that a colon adds to tell how it was, else -1.

    "Spain was the first to recognise it: the decision was taken **on 9 November**."
    """
    classes, predicates = sentence.parse.classes, sentence.parse.predicates
    colon = classes.find(":")
    unit = min(units)
    owner = owners.get(unit, -1)
    if not predicate.token < colon < unit or owner < 0:
        return -1
    told = predicates[owner]
    alone = told.finite and told.tense == "past" and predicate.finite
    return unit if alone and sentence.text[sentence.stops[colon] :].lstrip()[:1] not in _QUOTES else -1


def is_future(sentence: Sentence, unit: int) -> bool:
    """Whether the verb next to a time speaks of the future."""
    predicates = sentence.parse.predicates
    before = [p for p in predicates if p.token < unit]
    after = next((p for p in predicates if p.token > unit), None)
    nearest = before[-1] if before else after
    between = sentence.parse.classes[before[-1].stop : unit] if before else ""
    if after is not None and not _CLOSED.isdisjoint(between):
        nearest = after  # "the ties hold: **on 2 September** he is to arrive"
    if sentence.parse.times and sentence.parse.times.get(unit, -1) >= 0:
        nearest = predicates[sentence.parse.times[unit]]  # the grammar knows
    if nearest is None:
        return False
    if nearest.tense == "fut" or (nearest.link == "to" and nearest.tense != "past"):
        return True
    return nearest.tense == "pres" and any(p.parent == nearest.index and p.link == "to" for p in predicates)


def is_present(sentence: Sentence, unit: int) -> bool:
    """Whether the verb before a time tells what is: "the envoy **leaves** on 5 November"."""
    before = [p for p in sentence.parse.predicates if p.token < unit and p.finite]
    return bool(before) and before[-1].tense == "pres" and not before[-1].perfect and not before[-1].passive


def in_relative(sentence: Sentence, unit: int) -> bool:
    """Whether a time stands in a clause that says who or what somebody is."""
    before = [p for p in sentence.parse.predicates if p.token < unit and p.finite]
    return (
        bool(before)
        and before[-1].link == "rel"
        and "," not in sentence.parse.classes[before[-1].stop : unit]
    )


def steps_back(sentence: Sentence, unit: int) -> bool:
    """Whether the verb that a time belongs to tells what had been before: "in March they **had left**"."""
    predicates = sentence.parse.predicates
    owner = (sentence.parse.times or {}).get(unit, -1)
    before = [p for p in predicates if p.finite and p.kind == "v" and p.token < unit]
    first = next((p for p in predicates if p.finite and p.kind == "v"), None)
    relative = (
        before[-1] if before and before[-1].link == "rel" else None
    )  # "the ban **that it had imposed in**"
    verb = predicates[owner] if owner >= 0 else relative or first
    return verb is not None and verb.perfect and verb.finite and verb.tense == "past"


def _owner(groups: list[Group], index: int) -> int:
    """Return the group that a chain of "of" hangs on: "the treaty of **friendship**" is the treaty's."""
    for group in groups:
        if index in group.after and groups[index].prep == "of":
            return _owner(groups, group.index) if group.index < index else index
    return index


def _in_apposition(sentence: Sentence, unit: int) -> int:
    """Return the group between commas that a time is of, or -1: "ties, **cordial in 1921**, had cooled"."""
    classes = sentence.parse.classes
    if classes[unit + 1 : unit + 2] != ",":
        return -1
    left = classes.rfind(",", 0, unit)
    group = sentence.parse.group_of[left + 1] if left > 0 else -1
    if group < 0 or any(left < p.token < unit for p in sentence.parse.predicates if p.kind == "v"):
        return -1
    verb = next((p for p in sentence.parse.predicates if p.finite and p.kind == "v"), None)
    return group if verb is not None and verb.first == unit + 2 else -1


def _joins(sentence: Sentence, unit: int) -> bool:
    """Whether a conjunction joins two nouns: "mediated between Bamako **and** Niamey in 2015"."""
    group = sentence.parse.group_of[unit + 1] if unit + 1 < len(sentence.words) else -1
    return group >= 0 and sentence.parse.groups[group].leader >= 0


def share(sentence: Sentence) -> dict[int, int]:
    """Give every time expression to the predicate it belongs to.

    A time before the first verb dates the whole sentence (-1).  One between two verbs belongs to the
    one that no comma, conjunction or subordinator parts it from, else to the one before it, so that
    "said on Tuesday" does not date what was said.
    """
    predicates = sentence.parse.predicates
    groups = sentence.parse.groups
    known = sentence.parse.times
    group_of = sentence.parse.group_of
    classes = sentence.parse.classes
    owners: dict[int, int] = {}
    for unit in sentence.times:
        inside = group_of[unit]
        colon = sentence.text[sentence.stops[unit] :].lstrip()[:1] == ":"  # an entry of a chronology
        if unit == 0 and (colon or known is None):
            owners[unit] = -1
            continue
        if inside >= 0 and unit < groups[inside].head:
            owners[unit] = -2 - inside  # "the February agreement": dates the noun
            continue
        if known is not None:
            owners[unit] = known.get(unit, -1)
            continue
        aside = _in_apposition(sentence, unit)
        if aside >= 0:
            owners[unit] = -2 - aside
            continue
        noun = group_of[unit - 2] if unit > 1 and classes[unit - 1] == "o" else -1
        if noun >= 0 and "moment" in sentence.words[groups[noun].head].traits:
            # "condemned it at **the end** of 1920", against "the events of **the night** of 5 May"
            noun = noun if groups[noun].prep == "of" else -1
        if noun >= 0 and any(p.token < unit for p in predicates if p.kind == "v"):
            owners[unit] = -2 - _owner(groups, noun)  # "the treaty of friendship of 17 December"
            continue
        taken_out = group_of[unit - 2] if unit > 1 else -1
        if taken_out >= 0 and groups[taken_out].prep in _EXCEPTED:
            owners[unit] = -2 - taken_out  # "peace held, **but for a raid** in May"
            continue
        before = [p for p in predicates if p.token < unit]
        after = [p for p in predicates if p.token > unit]
        if not before:
            owners[unit] = -1
            continue
        nearest = before[-1]
        if classes[nearest.token] == "x" and nearest.comp and classes[unit + 1 : unit + 2] == "q":
            owners[unit] = nearest.comp[0][1]  # "it was **in 1991** that Chad broke with Mali"
            continue
        parted = any(
            classes[i] in _PARTS and not (classes[i] == "c" and _joins(sentence, i))
            for i in range(nearest.token + 1, unit)
        )
        if after and parted:
            following = after[0]
            # between a time and the next verb a conjunction joins nouns: "in May Turkish and Greek ships"
            between = classes[unit + 1 : following.first].removeprefix(",")
            if not between.startswith("c") and _PARTED.isdisjoint(between):
                owners[unit] = following.index
                continue
        owners[unit] = nearest.index
    return owners
