"""Names of agreements: "the Treaty of Kars", "Шушинская декларация", "Moskova Antlaşması".

What kinds there are and how their names go on is data: ``agreements.tsv`` of each language.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dragoman.coding.frame import Fired
from dragoman.coding.sentence import Sentence
from dragoman.languages.cues import Cues
from dragoman.languages.features import CASES, GEN
from dragoman.languages.parse import GUESSED
from dragoman.languages.tables import data_file, rows

if TYPE_CHECKING:
    from dragoman.coding.scene import Scene

__all__ = ["agreement_name", "agreement_names"]

_WHO = frozenset({"agent", "group", "org", "person"})
_LARGE = "written large"
_LONGEST = 8  # units of a name behind its kind


class _Table(NamedTuple):
    """What ``agreements.tsv`` says: words by their part in a name, and the endings that close one."""

    parts: Cues
    endings: tuple[str, ...]
    topics: frozenset[str]
    """Words behind which a name written small goes on: "a treaty **of** friendship"."""
    large: frozenset[str]
    """Kinds that make a name only where they are written large: "declaration" of war."""
    small: bool
    """Whether a kind is written small behind a name: «Карсский договор»."""


@lru_cache(maxsize=8)
def _table(language: str) -> _Table:
    source = data_file(language, "agreements.tsv")
    entries = [entry for _, entry in rows(source, ("word", "kind", "note"))]
    found = [(word, kind) for word, kind, _ in entries]
    endings = sorted((word for word, kind in found if kind == "ending"), key=lambda word: -len(word))
    parts = Cues((word, kind) for word, kind in found if kind in ("kind", "of", "about"))
    topics = frozenset(word for word, kind in found if kind == "topic")
    large = frozenset(word for word, kind, note in entries if kind == "kind" and note == _LARGE)
    return _Table(parts, tuple(endings), topics, large, any(kind == "small" for _, kind in found))


def agreement_names(sentence: Sentence, language: str) -> list[tuple[int, int]]:
    """Return the spans of all names of agreements in a sentence."""
    table = _table(language)
    found: list[tuple[int, int]] = []
    for unit, part in table.parts.find(sentence.words):
        if part != "kind" or sentence.mentions[unit]:
            continue
        first = _first(sentence, unit)
        named = first < unit and (table.small or _capital(sentence, unit))
        last = unit if named else _behind(sentence, table, unit)
        if named or last > unit:
            stop = sentence.stops[last]
            if last == unit:
                stop = _ended(sentence, table, unit)
            found.append((sentence.starts[first], stop))
    return found


def _capital(sentence: Sentence, unit: int) -> bool:
    return sentence.text[sentence.starts[unit]].isupper()


def _first(sentence: Sentence, unit: int) -> int:
    """Return the first of the capitalised words before a kind that belong to it, or the kind itself."""
    parse, words = sentence.parse, sentence.words
    index = parse.group_of[unit]
    floor = parse.groups[index].first if index >= 0 else unit
    first = unit
    while first and _capital(sentence, first - 1) and parse.classes[first - 1] not in "dhRTp#":
        mentions = sentence.mentions[first - 1]
        if first - 1 < floor and (mentions or not words[first - 1].case & words[unit].case & CASES):
            break  # it stands in another group and does not agree: «подписали в Анкаре договор»
        if any(mention.kind in _WHO for mention in mentions):
            break  # who signed it
        known = words[first - 1].weight != GUESSED and not mentions
        if first == 1 and known and not _capital(sentence, unit):
            break  # "Peace treaties": the first word of a sentence says nothing by its capital
        first -= 1
    return first


def _behind(sentence: Sentence, table: _Table, unit: int) -> int:
    """Return the last unit of a name that goes on behind its kind, or the unit of the kind."""
    following = unit + 1
    if following >= len(sentence.words):
        return unit
    kind = table.parts.of(sentence.words[following])
    if kind == "about":
        return _matter(sentence, following + 1, unit)
    if kind == "of" and _capital(sentence, unit):
        return _capitals(sentence, table, unit)
    if sentence.words[following].form in table.topics and not _capital(sentence, unit):
        word = sentence.words[unit]
        if table.large.isdisjoint((word.noun, word.form, word.form.partition(" ")[0])):
            return _topic(sentence, following + 1, unit)
    return unit


def _topic(sentence: Sentence, unit: int, kind: int) -> int:
    """Return the last unit of what an agreement written small is about, or its kind.

    "A treaty of friendship", "a protocol on the transit of goods"; whose it is and when it was made
    stands behind the same words: "the agreement of the two ministers", "a pact on Monday".
    """
    parse = sentence.parse
    if unit >= len(sentence.words) or parse.group_of[unit] < 0:
        return kind
    group = parse.groups[parse.group_of[unit]]
    inside = range(group.first, group.stop)
    if sentence.words[group.head].plural and parse.classes[group.first] == "d" and group.prep == "of":
        return kind
    if any(sentence.mentions[i] or parse.classes[i] in "TGR#" for i in inside):
        return kind
    return _matter(sentence, unit, kind)


def _capitals(sentence: Sentence, table: _Table, unit: int) -> int:
    """Follow capitalised words and what joins them: "Treaty **of Friendship and Mutual Support**"."""
    last = unit
    for at in range(unit + 1, min(unit + 1 + _LONGEST, len(sentence.words))):
        if _capital(sentence, at) and not sentence.text[sentence.starts[at]].isdigit():
            last = at
        elif sentence.parse.classes[at] not in "dc" and table.parts.of(sentence.words[at]) != "of":
            break
    return last


def _matter(sentence: Sentence, unit: int, kind: int) -> int:
    """Return the last unit of what an agreement is about: «договор **о дружбе и границах**»."""
    parse = sentence.parse
    index = parse.group_of[unit] if unit < len(parse.group_of) else -1
    if index < 0:
        return kind
    last, waiting, seen = kind, [index], set()
    while waiting:
        group = parse.groups[waiting.pop()]
        if group.index in seen or group.stop - kind > 2 * _LONGEST:
            continue
        seen.add(group.index)
        last = max(last, group.stop - 1)
        waiting.extend(group.coord)
        waiting.extend(i for i in group.after if parse.groups[i].prep.partition("+")[0] in ("gen", "of"))
    return last


def _ended(sentence: Sentence, table: _Table, unit: int) -> int:
    """Return where a name ends in its last word: "Qars müqaviləsi|ni"."""
    word, start = sentence.words[unit], sentence.starts[unit]
    if word.noun and word.form.startswith(word.noun):
        for ending in table.endings:
            if word.form.startswith(word.noun + ending):
                return start + len(word.noun) + len(ending)
    return sentence.stops[unit]


def agreement_name(scene: Scene, fired: Fired) -> tuple[str, int, int] | None:
    """Return (name, start, stop) of the agreement that an event is about, or None.

    Only an agreement that the predicate governs is taken: its object, its own name, or a
    prepositional group behind it.
    """
    names = scene.agreements
    if not names:
        return None
    frames = scene.frames
    predicate = fired.predicate
    indexes = [i for slot, found in predicate.slots.items() if slot not in ("subj",) for i in found]
    if predicate.group >= 0:
        indexes.append(predicate.group)
    if fired.light >= 0:
        indexes.extend(i for found in frames.predicates[fired.light].slots.values() for i in found)
    sentence = scene.sentence
    for start, stop in names:
        for index in indexes:
            group = frames.groups[index]
            left, right = sentence.quote(group.first, group.stop)
            if sentence.parse.times is not None:
                # the kind is the head and stands last: "Rusya Moskova Antlaşması'nı imzaladı"
                if left < stop <= sentence.stops[group.head]:
                    start = max(start, left)
                    if " " in sentence.text[start:stop]:
                        return sentence.text[start:stop], start, stop
            elif start < right and left < stop:
                return _cited(scene, start, stop), start, stop
    return None


def _cited(scene: Scene, start: int, stop: int) -> str:
    """Return a name as it is cited: «подписали **Московскую декларацию** о дружбе» has another case."""
    sentence = scene.sentence
    units = sentence.units(start, stop)
    known = _table(scene.grammar.pack.code).parts.find(sentence.words[units.start : units.stop])
    kind = next((units.start + at for at, part in known if part == "kind"), -1)
    index = sentence.parse.group_of[kind] if kind >= 0 else -1
    if index < 0:
        return sentence.text[start:stop]
    group = sentence.parse.groups[index]
    case = GEN if group.prep == "gen" else group.case & CASES
    forms = scene.grammar.words.cited(sentence.words[units.start : kind + 1], case)
    if not forms:
        return sentence.text[start:stop]
    made = [
        _as_written(form, sentence.text[sentence.starts[unit] : sentence.stops[unit]])
        for unit, form in zip(units, forms, strict=False)
    ]
    return " ".join(made) + sentence.text[sentence.stops[kind] : stop]


def _as_written(form: str, text: str) -> str:
    """Return a form with the capitals of the text: "Брест-Литовский"."""
    return "".join(char.upper() if text[i : i + 1].isupper() else char for i, char in enumerate(form))
