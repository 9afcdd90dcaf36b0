"""How many: the dead, the injured and others whom a sentence counts, and how many took part.

Which words count whom is data: ``counts.tsv`` of each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.coding.frame import Fired
from dragoman.coding.sentence import Sentence
from dragoman.languages.cues import Cues
from dragoman.languages.pack import Pack
from dragoman.languages.tables import data_file, rows
from dragoman.model import Evidence

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = ["counts_of"]

_FIGURE = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_CURRENCIES = frozenset("$€£₽₺")
_PARTED = frozenset(",;:.(uqc")
"""Classes behind which a number belongs to something else."""
_BEFORE, _BEHIND = 7, 5  # how far a number can stand from its word
_YEARS = range(1900, 2031)
_POWERS = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_THINGS = frozenset(
    ["base", "border_crossing", "city", "flight", "goods", "measure", "money", "property", "territory"]
)
"""Word classes of what is counted, but is nobody."""
_CROWDS = frozenset({"army_unit", "militia", "peacekeeper", "police", "protester", "rebel", "troops"})
"""Word classes of those who take part in numbers."""

_Number = tuple[int, int, int]
"""Value, first unit, last unit."""


@lru_cache(maxsize=8)
def _cues(language: str) -> Cues:
    source = data_file(language, "counts.tsv")
    return Cues((word, count) for _, (word, count, _) in rows(source, ("word", "count", "note")))


def _figure(sentence: Sentence, unit: int) -> int | None:
    """Return the number that a unit writes in digits, or None; a year is none."""
    text = sentence.text[sentence.starts[unit] : sentence.stops[unit]]
    if not _FIGURE.fullmatch(text) or (len(text) == 4 and text.isdigit() and int(text) in _YEARS):
        return None
    return int(re.sub(r"\D", "", text))


def _spelt(pack: Pack, form: str) -> int | None:
    """Return the number that a word is: "twelve", "twenty-one"."""
    total = 0
    for part in form.split("-"):
        kind, value = pack.dates.get(part, ("", ""))
        if kind != "number" or not value.isdigit():
            return None
        total += int(value)
    return total


def _number(sentence: Sentence, pack: Pack, unit: int) -> _Number | None:
    """Return the number that begins at a unit: "1 200", "twelve thousand", "on iki", "сто двадцать"."""
    words, classes, cues = sentence.words, sentence.parse.classes, _cues(pack.code)
    total, value, last = 0, 0, unit - 1
    figures = sentence.text[sentence.starts[unit]].isdigit()
    at = unit
    while at < len(words) and (classes[at] == "#" or at > unit):
        word = words[at]
        power = _POWERS.get(cues.of(word), 0)
        if power and (value or not figures):
            total, value = (total + (value or 1) * power, 0) if power > 100 else (total, (value or 1) * power)
        elif figures:
            part = _figure(sentence, at) if word.form[0].isdigit() else None
            grouped = at > unit and value and sentence.stops[at] - sentence.starts[at] == 3
            if part is None or (at > unit and not grouped):
                break
            value = value * 1000 + part if at > unit else part
        else:
            part = _spelt(pack, word.form)
            if part is None or (value and (value % 10 or part >= value)):
                break
            value += part
        last = at
        at += 1
    return (total + value, unit, last) if last >= unit else None


def _numbers(sentence: Sentence, pack: Pack) -> list[_Number]:
    """Return the numbers of a sentence that count somebody: no years, no days, no shares, no money."""
    classes = sentence.parse.classes
    found: list[_Number] = []
    unit = 0
    while unit < len(classes):
        number = _number(sentence, pack, unit) if classes[unit] == "#" else None
        if number is None:
            unit += 1
            continue
        unit = number[2] + 1
        before = number[1] - 1
        if before >= 0 and (classes[before] == "!" or sentence.words[before].form in _CURRENCIES):
            continue
        if _counts_people(sentence, pack, unit):
            found.append(number)
    return found


def _counts_people(sentence: Sentence, pack: Pack, unit: int) -> bool:
    """Whether what follows a number can be people: not "%", "years", "cities", "32 Artillery Brigade"."""
    if unit >= len(sentence.words):
        return True
    word, parse = sentence.words[unit], sentence.parse
    if word.form == "%" or "unit" in (pack.dates.get(form, ("",))[0] for form in (word.form, word.noun)):
        return False
    index = parse.group_of[unit]
    at = parse.groups[index].head if index >= 0 else unit
    head = sentence.words[at]
    if sentence.text[sentence.starts[at]].isupper() and not sentence.mentions[at] and not head.plural:
        return False
    kinds = {kind for w in (word, head) for kind in pack.classes.get(w.noun or w.form, ())}
    return _THINGS.isdisjoint(kinds) or not _CROWDS.isdisjoint(kinds)


def _told(sentence: Sentence, pack: Pack, numbers: list[_Number]) -> Iterator[tuple[str, _Number]]:
    """Yield what each number counts by a word near it: "killed 12", "30 wounded"."""
    classes, cues = sentence.parse.classes, _cues(pack.code)
    taken: set[int] = set()
    for unit, kind in cues.find(sentence.words):
        count, _, side = kind.partition(" ")
        if count in _POWERS:
            continue
        near: list[tuple[int, bool, _Number]] = []
        for number in numbers:
            _, first, last = number
            ahead = first > unit
            between = classes[unit + 1 : first] if ahead else classes[last + 1 : unit]
            far = len(between) >= (_BEHIND if ahead else _BEFORE)
            if first in taken or far or (ahead and side == "before") or not _PARTED.isdisjoint(between):
                continue
            # of two that stand as near, an active verb has its object behind it
            near.append((len(between), ahead != (classes[unit] in "DBZVI"), number))
        if near:
            number = min(near)[2]
            taken.add(number[1])
            yield count, number


def _taking_part(scene: Scene, fired: Fired, numbers: list[_Number]) -> Iterator[_Number]:
    """Yield how many of a crowd or force a side of the event is: "sent **2,000** troops"."""
    slots = fired.predicate.slots
    groups: Iterable[int] = (
        index for name in ("subj", "surface", "obj", "of", "gen") for index in slots.get(name, ())
    )
    for index in groups:
        group = scene.frames.groups[index]
        if _CROWDS.isdisjoint(scene.frames.classes(index)):
            continue
        for number in numbers:
            if group.first - 1 <= number[1] <= group.head:
                yield number


def counts_of(
    scene: Scene, fired: Fired, *, has_casualties: bool
) -> tuple[dict[str, int], tuple[Evidence, ...]]:
    """Return whom an event counts and how many, with proof.

    Parameters
    ----------
    scene : Scene
    fired : Fired
    has_casualties : bool
        Whether the class is one that kills, hurts, takes or drives away.

    Returns
    -------
    dict
        ``dead``, ``injured``, ``captured``, ``displaced`` and ``involved``, as far as they are told.
    tuple of Evidence
    """
    sentence, pack = scene.sentence, scene.grammar.pack
    if "#" not in sentence.parse.classes:
        return {}, ()
    numbers = _numbers(sentence, pack)
    found: dict[str, _Number] = {}
    taken: set[_Number] = set()
    if numbers and has_casualties:
        for count, number in _told(sentence, pack, numbers):
            taken.add(number)
            found.setdefault(count, number)
    for number in _taking_part(scene, fired, [number for number in numbers if number not in taken]):
        found.setdefault("involved", number)
    evidence = []
    for count, (_, first, last) in found.items():
        start, stop = sentence.quote(first, last + 1)
        evidence.append(Evidence(f"counts.{count}", start, stop, sentence.text[start:stop]))
    return {count: number[0] for count, number in found.items()}, tuple(evidence)
