"""A sentence cut into units: words, names and time expressions, each with its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.actors import Mention
from dragoman.coding.listed import has_trait
from dragoman.coding.reached import happened_then
from dragoman.languages import Grammar
from dragoman.languages.features import ACC, NOM, NUMBERS, OWNED, PL, SG
from dragoman.languages.parse import APART, GUESSED, PROPER, Parse, Word
from dragoman.languages.phrases import Phrases
from dragoman.languages.times import Time

__all__ = ["Sentence", "cut"]

_TAGS = {
    "state": "N",
    "adj": "J",
    "demonym": "N",
    "seat": "N",
    "place": "N",
    "person": "N",
    "org": "N",
    "group": "N",
    "agent": "G",
    "mod": "a",
}
_BODIES = frozenset({"army_unit", "court", "government", "parliament", "party", "police", "troops"})
_PEOPLE = frozenset({"citizen", "diplomat", "leader", "official", "worker"})
_BEFORE_NUMBER = "before a number"
"""Note of a function word of several words that is one only there."""
_THIRD = "Z"
_TIME = Word("<time>", "T", func="time")


@dataclass(slots=True)
class Sentence:
    """One sentence as units; a name or a time is one unit however many words it has.

    Attributes
    ----------
    start, stop : int
        Place in the document's text.
    starts, stops : list of int, (n_units,)
        Places of the units in the document's text.
    words : list of Word, (n_units,)
    forms : list of str, (n_units,)
        Their forms, in lower case.
    mentions : list of tuple of Mention, (n_units,)
        Names in the unit; two for "Turkish-Russian".
    times : dict of unit to Time
    """

    text: str
    start: int
    stop: int
    starts: list[int]
    stops: list[int]
    words: list[Word]
    forms: list[str]
    mentions: list[tuple[Mention, ...]]
    times: dict[int, Time]
    parse: Parse

    def units(self, start: int, stop: int) -> range:
        """Return the units that begin in ``start:stop``, a span of the document's text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, stop))

    def quote(self, first: int, stop: int) -> tuple[int, int]:
        """Return the span of the units from ``first`` to ``stop``, stop exclusive."""
        return self.starts[first], self.stops[stop - 1]


def _is_person(grammar: Grammar, form: str) -> bool:
    """Whether the noun of an agent stands in the nominative as only persons do: "**министр** обороны"."""
    lead = next((w for w in map(grammar.words.word, form.split(" ")) if w.tags == "n"), None)
    return lead is not None and bool(lead.case & NOM) and not lead.case & ACC


@lru_cache(maxsize=65536)
def _named(grammar: Grammar, form: str, kind: str, case: int) -> Word:
    """Return the word for a name; what the lexicon says of its last word stays usable."""
    tag = _TAGS[kind]
    if kind in ("agent", "mod"):
        known = grammar.words.word(form.rstrip().rpartition(" ")[2])
        usable = "BZ" if kind == "agent" else "EDP"  # "forces", but "ousted"
        verbs = "".join(t for t in known.tags if t in usable) if " " not in form else ""
        # "военный": a person or, before a noun, an adjective; languages with cases tell by agreement
        adj = known.adj if known.case and " " not in form and kind == "agent" else ""
        noun = grammar.words.noun(form) or known.noun or form
        kinds = grammar.pack.classes.get(noun, frozenset())
        if case & ACC and _is_person(grammar, form):
            case &= ~ACC
        return Word(
            form,
            tag + ("a" if adj else "") + verbs,
            known.verbs if verbs else (),
            noun,
            adj,
            "",
            "body" if kinds & _BODIES and not kinds & _PEOPLE else "",
            case | (known.case & (OWNED if " " in form else -1) if case else 0),
            # the last word of "министр экономики" is not its head: there the case tells the number
            bool(case & PL) and not case & SG if " " in form and case & NUMBERS else known.plural,
            known.weight,
        )
    noun = grammar.words.noun(form.rpartition(" ")[2]) if kind in ("org", "group") else ""
    return Word(form, tag, (), noun, "", kind, "", case, kind == "demonym")


@lru_cache(maxsize=65536)
def _proper(grammar: Grammar, form: str) -> Word:
    """Return a capitalised word inside a sentence as a noun: "Ahmed" is no past tense."""
    word = grammar.words.forms[form]
    if word.func or not ("n" in word.tags or word.weight == GUESSED):
        return word
    if word.tags != "n":
        word = Word(form, "n", (), word.noun or form, case=word.case, weight=word.weight)
    return replace(word, traits=word.traits | {PROPER}) if word.weight == GUESSED else word


def _is_titled(text: str, start: int, stop: int) -> bool:
    """Whether most words are capitalised, as in a headline: capitals then say nothing."""
    words = [w for w in text[start:stop].split() if w[0].isalpha() and len(w) > 3]
    if len(words) < 3 or words[-1][0].islower():
        return False  # "Romanya Dışişleri Bakanı Luminita Odobescu Kiev'e **geldi**": a long title only
    return sum(w[0].isupper() for w in words) > 0.7 * len(words)


def _name(
    grammar: Grammar, text: str, first: int, last: int, mentions: Sequence[Mention], m: int
) -> tuple[int, Word, tuple[Mention, ...]] | None:
    """Return the unit that the names in a token make (end, word, names), or None where they are no unit.

    ``mentions[m]`` is the first one that begins before the end of the token.
    """
    lead = mentions[m]
    j = m + 1
    while j < len(mentions) and mentions[j].start < last:
        j += 1
    if j == m + 1 and lead.start == first and lead.stop >= last:
        word = _named(grammar, grammar.words.lower(text[first : lead.stop]), lead.kind, lead.case)
        if lead.apart:
            word = replace(word, traits=word.traits | {APART})
        return lead.stop, word, (lead,)
    inside = tuple(mentions[m:j])
    covered = sum(item.stop - item.start for item in inside) + len(inside) - 1
    end = max(last, inside[-1].stop)
    if len(inside) > 1 and covered >= end - first:
        # "Turkish-Russian", "Armenia-Azerbaijan": both parts are names
        joined = "agent" if inside[-1].kind == "agent" else "adj"
        return end, _named(grammar, grammar.words.lower(text[first:end]), joined, inside[-1].case), inside
    if lead.start == first and lead.stop < last and text[lead.stop] not in "-–":
        # a name with something glued to it that the tokeniser did not part
        return (
            lead.stop,
            _named(grammar, grammar.words.lower(text[first : lead.stop]), lead.kind, lead.case),
            (lead,),
        )
    if j == m + 1 and lead.start == first and text[lead.stop] in "-–":
        rest = grammar.words.word(grammar.words.lower(text[lead.stop + 1 : last]))
        if "holding" in rest.traits:  # "the **Saudi-led** coalition", "the **Armenian-held** town"
            return last, _named(grammar, grammar.words.lower(text[first:last]), "adj", lead.case), (lead,)
    return None


def cut(
    grammar: Grammar,
    text: str,
    start: int,
    stop: int,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    *,
    point: bool = False,
) -> Sentence:
    """Cut ``text[start:stop]`` into units and parse it.

    Parameters
    ----------
    grammar : Grammar
    text : str
    start, stop : int
    mentions, times : sequences, sorted by start
        Those that lie within the sentence.
    point : bool
        Whether it may be a point of a resolution, which opens with its verb: "2. **Demands** that X go".
    """
    starts: list[int] = []
    stops: list[int] = []
    words: list[Word] = []
    named: list[tuple[Mention, ...]] = []
    clock: dict[int, Time] = {}
    known, lower = grammar.words.forms, grammar.words.lower
    phrases = grammar.words.phrases
    m = t = 0
    n_mentions, n_times = len(mentions), len(times)
    # Where the next name or time begins: tokens before it need no second look.
    name_at = mentions[0].start if mentions else stop
    time_at = times[0].start if times else stop
    skip_to = start
    titled: bool | None = None
    for match in grammar.token.finditer(text, start, stop):
        first, last = match.span()
        if first < skip_to:
            if last <= skip_to:
                continue
            first = skip_to  # a name ended inside the token: keep the rest
        if last > time_at:
            while t < n_times and times[t].stop <= first:
                t += 1
            time_at = times[t].start if t < n_times else stop
            if time_at <= first and t < n_times:
                time = times[t]
                clock[len(words)] = time
                starts.append(max(first, time.start))
                stops.append(time.stop)
                words.append(_TIME)
                named.append(())
                skip_to = time.stop
                continue
        if last > name_at:
            while m < n_mentions and mentions[m].stop <= first:
                m += 1
            name_at = mentions[m].start if m < n_mentions else stop
            found = _name(grammar, text, first, last, mentions, m) if name_at < last else None
            if found is not None:
                end, word, inside = found
                starts.append(first)
                stops.append(end)
                words.append(word)
                named.append(inside)
                skip_to = end
                continue
        starts.append(first)
        stops.append(last)
        form = text[first:last]
        low = lower(form)
        word = known[low]
        if low != form and (word.verbs or word.weight == GUESSED) and words and form[0].isupper():
            if titled is None:
                titled = has_trait(grammar.pack.code, "headline_capitals") and _is_titled(text, start, stop)
            if not titled:
                word = _proper(grammar, word.form)
        words.append(word)
        named.append(())
    if point:
        _open_with_verb(grammar, words, named)
    forms = [word.form for word in words]
    if phrases:
        _merge_phrases(phrases, starts, stops, words, forms, named, clock)
    parse = grammar.parse(words)
    if clock:
        happened_then(words, parse, clock)
    return Sentence(text, start, stop, starts, stops, words, forms, named, clock, parse)


def _counts(phrase: Word, behind: list[Word]) -> bool:
    """Whether a phrase that is one only before a number has it: "up to 300 men", "stood up to the king"."""
    return phrase.note != _BEFORE_NUMBER or any(word.func in ("num", "quant") for word in behind)


def _open_with_verb(grammar: Grammar, words: list[Word], named: Sequence[tuple[Mention, ...]]) -> None:
    """Take the first word of a point for the verb that it can be."""
    at = next((i for i, word in enumerate(words) if word.tags[0] not in "#.()"), len(words))
    if at < len(words) and not named[at]:
        word = grammar.words.word(grammar.words.lower(words[at].form))
        if _THIRD in word.tags:
            words[at] = replace(word, tags=_THIRD, noun="")


def _merge_phrases(
    phrases: Phrases,
    starts: list[int],
    stops: list[int],
    words: list[Word],
    forms: list[str],
    named: list[tuple[Mention, ...]],
    clock: dict[int, Time],
) -> None:
    """Make one unit of function words such as "on behalf of"."""
    for i in range(len(forms) - 2, -1, -1):
        if forms[i] not in phrases:
            continue
        for parts, word in phrases[forms[i]].get(forms[i + 1], ()):
            size = len(parts)
            if tuple(forms[i : i + size]) == parts and _counts(word, words[i + size : i + size + 1]):
                stops[i] = stops[i + size - 1]
                words[i : i + size] = [word]
                del starts[i + 1 : i + size], stops[i + 1 : i + size], named[i + 1 : i + size]
                if clock:
                    moved = {(k if k <= i else k - size + 1): v for k, v in clock.items()}
                    clock.clear()
                    clock.update(moved)
                forms[i : i + size] = [word.form]
                break
