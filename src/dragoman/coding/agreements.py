"""Names of agreements: "the Treaty of Kars", "the Shusha Declaration"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.coding.frame import Fired
from dragoman.coding.sentence import Sentence

if TYPE_CHECKING:
    from dragoman.coding.assemble import Scene

__all__ = ["agreement_name", "agreement_names"]

_KIND = (
    r"Treaty|Pact|Accords?|Agreement|Declaration|Protocols?|Memorandum|Convention|Armistice|Truce|Charter|"
    r"Communiqué|Statement|Compact|Entente|Договор|Соглашение|Декларация|Протокол|Меморандум|Конвенция|Пакт|Перемирие"
)
# "Moskova Antlaşması", "Qars müqaviləsi": the kind stands behind its owner, with a possessive
_OWNED = (
    r"(?:[Aa]nt?laşma|[Bb]ildirge|[Bb]eyanname|[Ss]özleşme|[Mm]uahede|[Mm]ütareke|[Mm]üqavilə|[Bb]əyannamə|[Mm]ütarəkə)s[ıiə]|"
    r"(?:[Pp]rotokol|[Pp]akt|[Mm]utabakat|[Ss]aziş)[ıiuü]"
)
_NAME = re.compile(
    rf"(?:[A-ZÇĞİÖŞÜƏ][\w’'-]+\s+){{1,4}}(?:{_OWNED})|"
    rf"(?:[A-ZА-ЯЁ][\w’'-]+\s+){{1,4}}(?:{_KIND})\b"
    rf"|(?:{_KIND})\s+(?:of|on|for|о|об)\s+[A-ZА-ЯЁ][\w’'-]+(?:(?:\s+(?:and|of|the|on|и))*\s+[A-ZА-ЯЁ][\w’'-]+){{0,6}}"
    rf"|[А-ЯЁ][а-яё]+(?:ский|ская|ское|ский|ого|ому|им|ой|ую)\s+(?:договор|пакт|деклараци|соглашени|протокол|перемири)\w*"
    rf"|(?:[Дд]оговор|[Пп]акт|[Дд]еклараци|[Сс]оглашени|[Мм]еморандум)\w*\s+(?:о|об)\s+[^,.;()\n]{{3,80}}"
)
_NOT_A_NAME = frozenset({"The", "A", "This", "That", "On", "In"})


# Without one of these there is no name, and the pattern need not run.
_HINTS = (
    *(
        "Treaty",
        "Pact",
        "Accord",
        "Agreement",
        "Declaration",
        "Protocol",
        "Memorandum",
        "Convention",
        "Truce",
    ),
    *("Truce", "Armistice", "Charter", "Communiqué", "Statement", "Compact", "Entente"),
    *(
        "laşması",
        "ildirgesi",
        "eyannamesi",
        "özleşmesi",
        "uahedesi",
        "ütarekesi",
        "rotokol",
        "utabakat",
        "akt",
    ),
    *("üqaviləsi", "əyannaməsi", "ütarəkəsi", "aziş"),
    *("оговор", "оглашени", "екларац", "ротокол", "еморандум", "онвенци", "акт", "еремири"),
)


def agreement_names(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the spans of all names of agreements in a sentence."""
    text = sentence.text[sentence.start : sentence.stop]
    if not any(hint in text for hint in _HINTS):
        return []
    found = []
    for match in _NAME.finditer(sentence.text, sentence.start, sentence.stop):
        start, stop = match.span()
        first = match.group().split()[0]
        if first in _NOT_A_NAME:
            start += len(first) + 1
            if " " not in sentence.text[start:stop]:
                continue
        found.append((start, stop))
    return found


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
                    return sentence.text[start:stop], start, stop
            elif start < right and left < stop:
                return sentence.text[start:stop], start, stop
    return None
