"""Sentences: where they start and stop inside a block."""

from __future__ import annotations

import re

__all__ = ["sentences"]

_CANDIDATE = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?:\[\d+(?:[-–,; ]+\d+)*\])*"
    r"(?=\s+[\"'“‘«(\[—–-]*\s*(?:[^\W_a-zа-яёіїєґəğışçöü]|[€$£]\d))"
    r"|\n\s*\n|[.!?…]+[\"'”’»)\]]*\s*\Z"
)
_LAST_WORD = re.compile(r"[^\s\"'“‘«(\[]+\Z")
# Abbreviations of this kind may be the last word: dotted letters, companies, times, measures, "and so on".
_MAY_END = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_]|etc|inc|ltd|co|corp|bros|plc|jr|sr|т\. ?[дп]|гг?|вв?|руб|коп|долл|чел|"
    r"км|кг|га|экз|н\. ?э|др\Z"
)
# A sentence rarely goes on with one of these in capitals.
_OPENER = re.compile(
    r"[\"'“‘«(\[—–-]*\s*(?:The|He|She|It|They|We|You|But|In|On|At|By|A|An|This|That|These|Those|There|His|Her|Its|Their|If|When|"
    r"While|After|Before|As|For|From|With|Both|No|Not|Nobody|Some|Most|Он|Она|Оно|Они|Его|Её|Ее|Их|Это|Этот|Эта|Эти|В|Во|На|По|"
    r"Но|А|И|С|К|До|После|Однако|Там|Тогда|Так|Как|Когда|Если|Все|Им|Ему|Ей|Мы|Для|При)\b(?!\.)"
)
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\.?\Z")


def _is_break(text: str, start: int, stop: int, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop at ``start`` ends a sentence."""
    if text[start] != "." or stop - start > 1:
        return True
    match = _LAST_WORD.search(text, max(0, start - 24), start)
    if match is None:
        return True
    word = match.group()
    folded = word.lower()
    following = text[stop : stop + 24].lstrip()
    if folded in abbreviations or folded + "." in abbreviations:
        if folded == "no":
            return not following[:1].isdigit() and word == "no"
        if word.islower() and word.isalpha() and folded + "." not in abbreviations:
            return True
        if folded in ("д", "п") and re.search(r"т\. ?\Z", text[max(0, match.start() - 3) : match.start()]):
            return True
        return bool(_MAY_END.fullmatch(folded)) and bool(_OPENER.match(following))
    if _INITIAL.match(word) and word[0].isupper() and len(word) <= 5:
        return len(word) > 2 and bool(_OPENER.match(following))
    return not (word.isdigit() and len(word) <= 2 and _starts_line(text, match.start()))


def _starts_line(text: str, at: int) -> bool:
    before = text.rfind("\n", 0, at)
    return not text[before + 1 : at].strip()


def sentences(text: str, start: int, stop: int, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """Cut ``text[start:stop]`` into sentences.

    Parameters
    ----------
    text : str
    start, stop : int, code points
    abbreviations : frozenset of str
        Lower-case abbreviations that do not end a sentence, with or without their full stop.

    Returns
    -------
    list of (start, stop)
        Without surrounding white space, in order.
    """
    found: list[tuple[int, int]] = []
    begin = start
    block = text[start:stop]
    for match in _CANDIDATE.finditer(block):
        first, last = start + match.start(), start + match.end()
        if text[first] != "\n" and last < stop and not _is_break(text, first, last, abbreviations):
            continue
        found.append((begin, last))
        begin = last
    if begin < stop:
        found.append((begin, stop))
    cut: list[tuple[int, int]] = []
    for first, last in found:
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            cut.append((first, last))
    return cut
