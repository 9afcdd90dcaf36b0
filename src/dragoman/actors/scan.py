"""Finding names and agents in text: one pass of an automaton, then endings and case rules."""

from __future__ import annotations

import gc
import re
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from dragoman.actors.entities import people
from dragoman.actors.fold import fold, marked, padded, unmarked
from dragoman.actors.inflect import Inflection, Part, inflection
from dragoman.actors.lexicon import KINDS, Entry
from dragoman.actors.registry import Registry, registry
from dragoman.actors.tables import data, rows
from dragoman.actors.types import Kind, Mention

__all__ = ["Scanner", "scanner"]

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_SPECIAL = frozenset({"name", "titled", "short", "hyphen", "evidence", "place", "inner", "first"})
_DASHES = "-‐‑–"
_HYPHENS = frozenset(_DASHES)
_PEOPLES = frozenset({"adj", "demonym"})
_HEADS: frozenset[Kind] = frozenset({"agent", "mod"})
_NAMES: frozenset[Kind] = frozenset({"state", "seat", "org", "adj", "demonym", "agent"})
_SINGULAR = frozenset({"state", "seat", "place", "org", "person"})
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")

_SPELLINGS = 4096
"""More than any entry has: a key and the number of a spelling in one integer."""

# Fields of a pattern: key, kind, offsets that must be capitals, offsets that must bear no mark, endings,
# case (behind a stem: that of the words of the name before it, 0 where the stem is all), what else to check
# (1 the entry's flags, 2 that a hyphen follows, 3 that a role does), rank, further words, what the first of
# these begins with.
_Pattern = tuple[
    int,
    Kind,
    tuple[int, ...],
    tuple[int, ...],
    "dict[str, int] | None",
    int,
    int,
    int,
    tuple[Part, ...],
    "tuple[str, ...] | None",
]


def _bare(name: str) -> str:
    """Return a name without the marks of its paradigm."""
    return name if name.isalpha() else name.replace("*", "").replace("{", "").replace("}", "").rstrip("^")


def _capitals(name: str, form: str, stem: bool) -> tuple[int, ...]:
    """Return where the form must have capitals, from those of the citation form."""
    plain = _bare(name)
    if plain.islower():
        return ()
    if stem or len(plain) == len(form):
        return tuple(i for i, char in enumerate(plain[: len(form)]) if char.isupper())
    # Inflected: capitals at word starts only, word by word.
    heads = [word[:1].isupper() for word in re.split(r"[^\w]", plain)]
    places, at = [], 0
    for head, piece in zip(heads, form.split(" "), strict=False):
        if head:
            places.append(at)
        at += len(piece) + 1
    return tuple(places)


def _follows(
    found: list[tuple[int, int, int, int, Kind, int, int]], stop: int, kinds: frozenset[Kind]
) -> bool:
    """Whether directly behind ``stop`` something of these kinds was found."""
    at = bisect_left(found, (stop + 1,))
    while at < len(found) and found[at][0] == stop + 1:
        if found[at][4] in kinds:
            return True
        at += 1
    return False


class Scanner:
    """Finds the names of one language in a text.

    `scan` is the hot path: fold, one automaton pass over forms and stems that begin at a word
    boundary, endings by dictionary, capitals by offset, longest match.
    """

    def __init__(self, language: str, reg: Registry) -> None:
        self.language = language
        self.registry = reg
        start, stop = reg.language(language)
        self._inflection = forms = inflection(language)
        found: dict[str, list[int]] = {}
        plain = not forms.inflects
        for key in range(start, stop):
            entry = reg.entries[key]
            if plain and len(entry.spellings) == 1:
                text = f" {entry.folded} "
                if text in found:
                    found[text].append(key * _SPELLINGS)
                else:
                    found[text] = [key * _SPELLINGS]
                continue
            kind = entry.kind
            singular = kind in _SINGULAR
            source = key * _SPELLINGS
            for spelling, sort, hint in entry.spellings:
                if kind == "adj" and sort == "adj":
                    linked = forms.link(spelling)
                    if linked is not None:
                        found.setdefault(f" {linked} ", []).append(~source)
                folded = entry.folded if spelling == entry.name else ""
                for text in forms.heads(spelling, sort, hint, singular=singular, folded=folded):
                    if text in found:
                        found[text].append(source)
                    else:
                        found[text] = [source]
                source += 1
        self._texts = list(found)
        self._sources = list(found.values())
        # Made when first hit: a text has few of the names.
        self._patterns: list[tuple[_Pattern, ...]] = [()] * len(found)
        self._automaton = AhoCorasick(self._texts, store_patterns=False)
        self._shorts: dict[int, tuple[str, ...]] = {}
        self._marked = marked(language)
        self._context(language)

    def _made(self, number: int) -> tuple[_Pattern, ...]:
        """Make the patterns that begin with a text of the automaton."""
        text = self._texts[number]
        made: list[_Pattern] = []
        for source in self._sources[number]:
            key, at = divmod(source if source >= 0 else ~source, _SPELLINGS)
            entry = self.registry.entries[key]
            kind = entry.kind
            if source < 0:
                made.append((key, kind, (), (), None, 0, 2, _RANK[kind], (), None))
                continue
            special = 0 if _SPECIAL.isdisjoint(entry.flags) else 1
            if "headed" in entry.flags:
                special = 3
            spelling, sort, hint = entry.spellings[at]
            for form in self._inflection.name(spelling, sort, hint, singular=kind in _SINGULAR):
                if form.padded != text:
                    continue
                capitals = form.capitals
                if capitals is None:
                    capitals = _capitals(spelling, form.text, form.endings is not None)
                plain: tuple[int, ...] = ()
                if self._marked and kind != "person":  # people of whom only the English name is known
                    plain = unmarked(_bare(spelling)[: len(form.text)], self.language)
                pattern = (
                    key, kind, capitals, plain, form.endings, form.case or form.within, special, _RANK[kind],
                    form.rest, tuple(stem for stem, _ in form.rest[0].stems) if form.rest else None,
                )  # fmt: skip
                if pattern not in made:
                    made.append(pattern)
        self._patterns[number] = found = tuple(made)
        return found

    def _context(self, language: str) -> None:
        """Read what may stand around a name: honorifics, sentence starters, evidence."""
        sorts = ("starter", "hyphen-before", "hyphen-after", "honorific", "joint")
        words: dict[str, set[str]] = {sort: set() for sort in sorts}
        self._evidence: dict[str, re.Pattern[str]] = {}
        self._before = self._thing_before = self._thing_after = re.compile("(?!)")
        for _, (what, name, value) in rows(data("context", f"{language}.tsv"), ("what", "name", "value")):
            if what == "evidence":
                self._evidence[fold(name, language)] = re.compile(value)
            elif what == "place-before":
                self._before = re.compile(value)
            elif what == "thing-before":
                self._thing_before = re.compile(value)
            elif what == "thing-after":
                self._thing_after = re.compile(value)
            elif what in words:
                words[what].update(value.split())
        self._starters = frozenset(fold(word) for word in words["starter"])
        self._honorifics = frozenset(words["honorific"])
        self._hyphen_before = frozenset(words["hyphen-before"])
        self._hyphen_after = tuple(sorted(words["hyphen-after"]))
        self._joints = frozenset("".join(words["joint"]))
        joined = inflection(language).joined
        self._joined: dict[str, int] = {} if joined is None else joined

    def scan(self, text: str, introduced: dict[str, int] | None = None) -> list[Mention]:
        """Return the mentions in a text, in order, without overlap, longest first.

        Names must have the capitals of their citation form (all capitals count too), agents may be
        written small. The possessive ``'s`` stays outside the span.

        Parameters
        ----------
        text : str
        introduced : dict, optional
            Surnames of the people named in full so far, which later short names mean; grows. Pass the
            same one for all parts of a document.
        """
        folded = padded(text, self.language)
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        if not hits:
            return []
        patterns, joints, strange = self._patterns, self._joints, self._marked
        found: list[tuple[int, int, int, int, Kind, int, int]] = []
        for number, start, end in hits:
            tail = -2
            for key, kind, capitals, plain, endings, case, special, rank, rest, ahead in patterns[
                number
            ] or self._made(number):
                if ahead is not None:
                    if tail < -1:
                        tail = folded.find(" ", end)
                    if not folded.startswith(ahead, tail + rest[0].gap):
                        continue
                for offset in capitals:
                    if not text[start + offset].isupper():
                        break
                else:
                    if plain and any(text[start + offset] in strange for offset in plain):
                        continue
                    if endings is None:
                        stop = end - 2
                    else:
                        if tail < -1:
                            tail = folded.find(" ", end)
                        bits = endings.get(folded[end:tail])
                        if bits is None:
                            continue
                        stop = tail - 1
                        if case:
                            stop, bits = self._follow(text, folded, tail, (bits or -1) & case, rest)
                            if not stop:
                                continue
                        case = bits
                    if joints and text[stop : stop + 1] in joints:
                        after = folded.find(" ", stop + 2)
                        bits = self._joined.get(folded[stop + 2 : after]) if after > stop + 2 else None
                        if bits:
                            stop, case = after - 1, bits
                    found.append((start, -stop, rank, key, kind, case, special))
        if not found:
            return []
        if len(found) > 1:
            found.sort()
        return self._choose(text, found, {} if introduced is None else introduced)

    @staticmethod
    def _follow(text: str, folded: str, tail: int, bits: int, rest: tuple[Part, ...]) -> tuple[int, int]:
        """Return where a name of several words ends and its case; 0 where it does not go on."""
        if not bits:
            return 0, 0
        for gap, stems, capitals in rest:
            at = tail + gap
            for stem, endings in stems:
                if not folded.startswith(stem, at):
                    continue
                end = at + len(stem)
                tail = folded.find(" ", end)
                if endings is None:
                    if tail != end:
                        continue
                else:
                    own = endings.get(folded[end:tail])
                    if own is None:
                        continue
                    # 0 says nothing of the case: an indeclinable word goes with every form.
                    shared = bits & own if own else bits
                    if not shared:
                        continue
                    bits = shared
                break
            else:
                return 0, 0
            for offset in capitals:
                if not text[at - 1 + offset].isupper():
                    return 0, 0
        return tail - 1, Inflection.agreed(bits)

    def _choose(
        self, text: str, found: list[tuple[int, int, int, int, Kind, int, int]], introduced: dict[str, int]
    ) -> list[Mention]:
        mentions: list[Mention] = []
        reach = 0
        limit = len(text)
        for start, minus, rank, key, kind, case, special in found:
            if start < reach:
                if mentions:
                    last = mentions[-1]
                    if last.start == start and last.stop == -minus and last.key == key:
                        last.case |= case
                continue
            stop = -minus
            if special == 2:
                if text[stop : stop + 1] not in _HYPHENS:
                    continue
            elif special == 3:
                if not _follows(found, stop, _HEADS):
                    continue
            elif special and not self._fits(text, start, stop, key, kind, mentions, introduced, found):
                continue
            if start and text[start - 1] in _HYPHENS and self._prefixed(text, start):
                continue
            point = False
            after = text[stop] if stop < limit else " "
            if after != " ":
                if after in _HYPHENS and self._suffixed(text, stop):
                    continue
                point = after == "." and text.find(".", start, stop) > 0
            if kind in _PEOPLES and mentions:
                last = mentions[-1]
                if last.kind == "mod" and self._ethnic(last, start):
                    continue
            reach = stop
            if kind == "person":
                if self._namesake(text, start, stop):
                    continue
                key = self._meant(key, introduced)
            if rank:  # rank 0 is a name that only keeps others away
                mentions.append(Mention(start, stop + point, kind, key, case))
        return mentions

    # -- context of a name -----------------------------------------------------------------------

    def _ethnic(self, before: Mention, start: int) -> bool:
        """Whether "ethnic" stands before the name of a people, which then is no state."""
        return start - before.stop == 1 and "ethnic" in self.registry.entries[before.key].flags

    def _prefixed(self, text: str, start: int) -> bool:
        """Whether a prefix such as "pro-" or "anti-" takes the name out of the actors."""
        at = start - 1
        while at and text[at - 1].isalpha():
            at -= 1
        return text[at : start - 1].lower() in self._hyphen_before

    def _suffixed(self, text: str, stop: int) -> bool:
        """Whether a participle such as "-backed" or "-born" takes the name out of the actors."""
        return bool(self._hyphen_after) and text.startswith(self._hyphen_after, stop + 1)

    def _fits(
        self,
        text: str,
        start: int,
        stop: int,
        key: int,
        kind: Kind,
        mentions: list[Mention],
        introduced: dict[str, int],
        found: list[tuple[int, int, int, int, Kind, int, int]],
    ) -> bool:
        entry: Entry = self.registry.entries[key]
        flags = entry.flags
        if "first" in flags and not self._opens(text, start):
            return False
        if "hyphen" in flags and text[stop : stop + 1] not in _HYPHENS:
            return False
        last = mentions[-1] if mentions else None
        close = last is not None and 0 < start - last.stop <= 2 and "\n" not in text[last.stop : start]
        if "titled" in flags:
            if "short" in flags and (self._surname(text, stop) or text[stop + 1 : stop + 2].isdigit()):
                # "President Abdelaziz Bouteflika": a first name that others bear as a surname; "May 5".
                return False
            titled = close and last and last.kind in ("agent", "mod") and self._titled(last.key)
            # an office tells which Brown is meant, "Mr" does not
            return bool(titled) or (entry.folded in introduced and not self._first_name(text, start))
        if "short" in flags and self._lacks_marks(text, start, entry.name):
            return False
        if ("short" in flags or "name" in flags) and not close and self._first_name(text, start):
            return False
        if "name" in flags and self._surname(text, stop) and not self._goes_on(found, stop):
            return False
        if "evidence" in flags:
            known = self._evidence.get(entry.folded)
            if known is not None and known.search(text, max(0, start - 300), stop + 300):
                return False
        if "inner" in flags and self._opens(text, start) and self._joints.isdisjoint(text[start:stop]):
            return False
        if "place" in flags and start >= 3:
            return self._before.search(text, max(0, start - 24), start) is None
        return True

    def _lacks_marks(self, text: str, start: int, name: str) -> bool:
        """Whether a surname lost its marks in a text that writes marks: "**Samir** Vəliyev" is no Şamir."""
        marks = self._marked
        if not marks or text.isascii():
            return False
        return any(char in marks and text[start + at] not in marks for at, char in enumerate(name))

    def _goes_on(self, found: list[tuple[int, int, int, int, Kind, int, int]], stop: int) -> bool:
        """Whether the capital behind a name begins another: "**Washington Tahran'ı** suçladı".

        Of a person only where an ending tells it from a surname: "Washington **Maduro'yu** suçladı".
        """
        if _follows(found, stop, _NAMES):
            return True
        return any(
            kind == "person" and -minus - start > len(self.registry.entries[key].folded)
            for start, minus, _, key, kind, _, _ in found[bisect_left(found, (stop + 1,)) :][:3]
            if start == stop + 1
        )

    def _namesake(self, text: str, start: int, stop: int) -> bool:
        """Whether a thing bears the person's name: a foundation, an airport, a street."""
        return (
            self._thing_after.match(text, stop) is not None
            or self._thing_before.search(text, max(0, start - 24), start) is not None
        )

    def _meant(self, key: int, introduced: dict[str, int]) -> int:
        """Return whom a person's name means: a surname alone the one last named in full."""
        entry = self.registry.entries[key]
        if "short" in entry.flags:
            return introduced.get(entry.folded, key)
        shorts = self._shorts.get(key)
        if shorts is None:
            names = [entry.name.rpartition(" ")[2]]
            for reading in entry.readings:
                names += people()[reading.ref].names.get(self.language, ())
            bare = [name.rstrip("!^+").replace("{", "").replace("}", "") for name in names]
            shorts = self._shorts[key] = tuple(fold(n, self.language) for n in bare if " " not in n)
        for short in shorts:
            introduced[short] = key
        return key

    def _titled(self, key: int) -> bool:
        return "title" in self.registry.entries[key].flags

    def _previous(self, text: str, start: int) -> tuple[str, int] | None:
        """Return the word directly before a name on the same line, with its start."""
        end = start
        while end and text[end - 1] == " ":
            end -= 1
        if end == start or not end:
            return None
        if text[end - 1] == "." and end > 1 and text[end - 2].isupper():
            end -= 1  # an initial
        at = end
        while at and (text[at - 1].isalpha() or text[at - 1] in "-'’"):
            at -= 1
        return (text[at:end], at) if at < end else None

    def _opens(self, text: str, start: int) -> bool:
        """Whether the word opens its sentence, so that the capital says nothing."""
        at = start
        while at and not text[at - 1].isalnum() and text[at - 1] not in ".!?:;\n":
            at -= 1
        return not at or not text[at - 1].isalnum()

    def _first_name(self, text: str, start: int) -> bool:
        """Whether the word before looks like a first name: capitalised and no known opening word."""
        before = self._previous(text, start)
        if before is None:
            return False
        word, _ = before
        if not word[0].isupper() or word in self._honorifics:
            return False
        if word.isupper() and len(word) > 1:
            return False
        return fold(word) not in self._starters

    def _surname(self, text: str, stop: int) -> bool:
        """Whether a capitalised word follows directly, so that the name may be a first name."""
        if text[stop : stop + 1] != " ":
            return False
        match = _WORD.match(text, stop + 1)
        if match is None:
            return False
        word = match.group()
        return word[0].isupper() and not word.isupper() and fold(word) not in self._starters


@lru_cache(maxsize=32)
def _scanner(language: str, viewpoint: str, own: Path | None, digest: str) -> Scanner:
    collecting = gc.isenabled()
    gc.disable()  # tens of thousands of objects are made and none is thrown away
    try:
        return Scanner(language, registry(viewpoint, own))
    finally:
        if collecting:
            gc.enable()


def scanner(language: str, viewpoint: str = "", own: Path | None = None) -> Scanner:
    """Return the scanner of a language, built once.

    Parameters
    ----------
    language : str
        ISO 639-1 code; see ``LANGUAGES``.
    viewpoint : str
        As in `Registry`; the keys of its mentions belong to ``registry(viewpoint, own)``.
    own : Path, optional
        A study's own table of actors; see `dragoman.actors.own.read_own`.
    """
    known = registry(viewpoint, own).own
    return _scanner(language, viewpoint, own, known.digest if known else "")
