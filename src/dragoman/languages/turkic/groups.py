"""Turkish and Azerbaijani groups: noun groups by their heads, izafet and bare owners.

A group ends at the first noun that carries a case; nouns without one go on with what they own
(*barış anlaşması*, *Türkiye Dışişleri Bakanı Fidan*).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib.resources import files

from dragoman.languages import features as f
from dragoman.languages.parse import APART, GUESSED, PROPER, Group, Predicate, Word
from dragoman.languages.tables import rows
from dragoman.languages.turkic.nominals import Nominals, shares

__all__ = ["Groups"]

_RUN = re.compile(r"(?P<G>[dh#aJnNGRs](?:[dh#aJnNGRs]|(?<=J)c(?=J))*)|(?P<O>.)", re.DOTALL)
_HEADS = frozenset("nNGR")


def _names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for _, (kind, word) in rows(files("dragoman.languages.turkic").joinpath("names.tsv"), ("kind", "word")):
        found.setdefault(kind, set()).add(word)
    return {kind: frozenset(words) for kind, words in found.items()}


_NAMES_OF = _names()
_STYLED, _WORLD, _RULE = _NAMES_OF["styled"], _NAMES_OF["world"], _NAMES_OF["rule"]
SEVERAL = ("lar", "ler", "lər")
_ENDS = frozenset("VI;:u")
"""Classes that end a clause before a noun."""


class Groups(Nominals):
    """Noun groups of one sentence and its verbs, in order, as chunks."""

    def __init__(self, classes: str, words: Sequence[Word], language: str) -> None:
        super().__init__(classes, words, language)
        self.kinds: list[str] = []
        self.firsts: list[int] = []
        self.at: list[int] = []
        self.groups: list[Group] = []
        self.feats: list[int] = []
        self.ends: list[int] = []
        """For each group the token behind its suffix."""
        self.predicates: list[Predicate] = []
        self.bits: list[int] = []
        """Features of each predicate."""
        self.group_of = [-1] * len(classes)
        self.skipped: set[int] = set()
        """Tokens that are a part of a compound verb."""

    def _add(self, kind: str, first: int, index: int = -1) -> None:
        self.kinds.append(kind)
        self.firsts.append(first)
        self.at.append(index)

    def chunk(self, compounds: Callable[[str], str]) -> None:
        """Cut the sentence into chunks; ``compounds`` blanks the nouns of compound verbs."""
        classes = compounds(self.classes)
        for match in _RUN.finditer(classes):
            first, stop = match.span()
            if match.lastgroup == "G":
                self._run(first, stop)
                continue
            char = classes[first]
            if char == "T" and self._is_dated(first + 1):
                continue
            if char not in "r+":
                self._add(char, first)

    def _run(self, first: int, stop: int) -> None:
        """Cut a run of nominal words into groups."""
        classes = self.classes
        start = i = first
        if first and classes[first - 1] == "T" and self._is_dated(first):
            start = first - 1
        owners: list[int] = []
        while i < stop:
            char = classes[i]
            if char == "s":
                i += 1
                if start == i - 1:
                    start = i
                continue
            is_head = char in _HEADS or (char == "J" and not self._goes_on(i + 1, stop))
            if not is_head:
                if char in "Jh":
                    owners.append(i)
                i += 1
                continue
            feats, end = self.features(i)
            following = self._joined(i, feats, end, stop, bool(owners), start)
            if following:
                if char in "NR" or (char == "J"):
                    owners.append(i)
                i = following
                continue
            self._group(start, i + 1, i, feats, end, owners)
            start = i = end
            owners = []
        if start < stop and any(classes[j] in "#dhJ" for j in range(start, stop)):
            head = stop - 1
            while head > start and classes[head] == "s":
                head -= 1
            feats, end = self.features(head)
            self._group(start, head + 1, head, feats, end, [])

    def _is_dated(self, i: int) -> bool:
        """Whether a word turns the date before it into an attribute."""
        return i < len(self.words) and self.words[i].form in self.syntax["dated"]

    def _goes_on(self, i: int, stop: int) -> bool:
        if i >= stop:
            return False
        if self.classes[i] == "d":  # "Ermeni **bir** suikastçı"
            return i + 1 < stop and self.classes[i + 1] in "anNG"
        if self.classes[i] == "N" and self.words[i].func != "person":
            return bool(self.features(i)[0] & (f.NOM | f.OWNED))  # not "bin Sırp **Belgrad'da**"
        return self.classes[i] in "aJnG#cN"

    def _joined(self, i: int, feats: int, end: int, stop: int, owned: bool, start: int) -> int:
        """Return the next head that belongs into the group of the head at ``i``, or 0."""
        if end >= stop or not feats & f.NOM or self._is_attribute(i):
            return 0
        classes, words = self.classes, self.words
        h = end
        while h < stop and classes[h] in "aJ#":
            if classes[h] == "J" and classes[i] == "N" and words[i].func != "person":
                return 0  # "Tahran Sovyet birliklerinin ...": the nearer one owns them
            h += 1
        if h >= stop or classes[h] not in "nNG":
            return 0
        if not self._is_ownable(h) and words[h].func != "person":
            return 0
        if classes[i] == "N" and classes[h] == "N" and words[h].form.partition(" ")[0] in _WORLD:
            return 0  # "Çin **BMT Baş Assambleyasında** veto qoydu"
        if h == end and words[h].noun in _STYLED and classes[i] in "NnG" and not feats & f.OWNED:
            return h  # "Nuru paşa", "Topçubaşov bəy"
        here, there = classes[i], classes[h]
        near = h == end
        unknown = there == "n" and words[h].weight == GUESSED
        person = there == "N" and words[h].func == "person"
        if near and person and here == "G" and APART in words[h].traits:
            return 0  # "Ukrayna Cumhurbaşkanı **Putin'i** suçladı"
        if near and (person or unknown):
            told = self.features(h)[0]
            placed = unknown and told & f.LOC  # "ordusu Teselya'da"
            if unknown and words[i].note == "body" and not told & f.OWNED and not told & f.NOM:
                placed = True  # "ordusu Teselya'ya": no body of people has a family name
            if unknown and feats & f.OWNED and (words[h].plural or self._owned_next(h, stop)):
                placed = True  # "ordusu **Rohingyaları** sürdü", "kuvvetleri **Basra Körfezi'nde** ..."
            if here == "G" and not words[i].plural and not words[i].form.endswith(SEVERAL) and not placed:
                return h
            if person and here == "n" and feats & f.OWNED:
                return h
            if here == "n" and words[i].weight == GUESSED and (person or not self.features(h)[0] & f.OWNED):
                return h
            if here == "N" and words[i].func == "person" and unknown and not self.features(h)[0] & f.OWNED:
                return h
        after, behind = self.features(h)
        if near and here == "N" and words[i].func != "person":
            if there == "G" and self._is_acronym(words[h].form):
                return h  # "Azərbaycan XİN"
            middle = there == "n" and after & f.NOM and not after & f.OWNED and behind < stop
            if middle and classes[behind] == "G" and self.features(behind)[0] & f.OWNED:
                return h  # "Suriye devlet televizyonu"
        if near and here == there == "n" and self._is_chain(i, h, stop):
            return h  # "Tayvan'ın **hava savunma sahası**"
        if not after & f.OWNED:
            return 0
        if here == "N" and words[i].func == "person" and near and there == "G" and words[h].noun in _RULE:
            return h if after & f.NOM or not (after & f.ACC and self._opens(i)) else 0  # "Musaddık hükümeti"
        if here == "R" or (here == "N" and words[i].func == "person"):
            return 0
        several = here == "G" and start < i and classes[start] == "#" and not feats & f.OWNED
        if near and several and after & f.ACC and self._acts(h + 1):
            return 0  # "iki **lider** krizi ele aldı"
        if words[i].plural and here == "N" and not feats & f.OWNED:
            return 0  # "Bolşevikler gazeteyi kapattı"
        moved = after & (f.ACC | f.DAT | f.ABL) and (after & f.ACC or not after & f.NOM)
        if words[i].plural and here == "G" and not feats & f.OWNED and moved and self._acts(h + 1):
            return 0  # "Öğrenciler rektörlüğü işgal etti", "birlikler üslerine döndü"
        if near and here == "G" and there == "n" and feats & f.OWNED and after & f.ACC and self._acts(h + 1):
            return 0  # "Pakistan ordusu isyanı bastırdı"
        alone = near and here == "N" and after & f.ACC and not after & f.NOM
        if alone and self._opens(i) and not self._acts_behind(behind):
            return 0  # "Rusya birliklerini çekti": nobody else can be the subject
        title = here == "G" and feats & f.OWNED and words[i].note != "body"
        if near and title and there == "n" and not after & (f.NOM | f.ACC | f.GEN) and self._starts(i):
            return 0  # "İspanya Savunma Bakanı **görevinden** istifa etti"
        if near and here == "G" and there == "G" and words[i].note != "body" and words[h].note == "body":
            return 0  # "Norveç büyükelçisi **Dışişleri Bakanlığı'na** çağrıldı"
        if near and after & f.ACC and after & f.NOM and self._is_subject(i, start, h + 1):
            return 0  # "verdiği sert **nota** durumu değiştirdi", "**Badalyan** teklifi reddetti"
        if near:
            both = bool(feats & f.ACC and feats & f.OWNED)
            chained = i > 0 and classes[i - 1] == "n" and not self.features(i - 1)[0] & f.OWNED
            if both and chained and self.group_of[i - 1] < 0 and after & f.NOM:
                return h  # "savunma sistemi talebi"
            return 0 if both and not owned and here == "n" else h
        counted = any(classes[j] == "#" and words[j].func == "num" for j in range(end, h))
        if counted and after & f.ACC:
            return 0  # "Ermenistan iki esiri teslim etti"
        return h if here == "N" and there == "G" else 0

    def _is_subject(self, i: int, start: int, verb: int) -> bool:
        """Whether a bare noun acts on the one behind it: an act that a clause describes, an unknown name."""
        word = self.words[i]
        if self.classes[i] != "n" or self.classes[start:i].strip("a#"):
            return False
        if PROPER in word.traits or i == 0:
            return word.weight == GUESSED and self._opens(i) and self._acts(verb, told=True)
        return word.weight == 1 and start > 0 and self.classes[start - 1] == "A" and self._acts(verb)

    def _acts(self, i: int, *, told: bool = False) -> bool:
        """Whether an active verb stands at ``i``, alone or with its noun; ``told``: or is reported."""
        for j in range(i, min(i + 5, len(self.classes))):
            word, char = self.words[j], self.classes[j]
            if char == "V" or (told and char == "M"):
                kinds = [bits for _, tag, bits in word.verbs if tag == char]
                clause = char == "V" or any(bits & f.CLAUSE for bits in kinds)
                return bool(word.weight) and clause and not any(bits & f.PASSIVE for bits in kinds)
            if j not in self.skipped and (char != "n" or j > i + 1):
                return False
        return False

    def _acts_behind(self, i: int) -> bool:
        """Whether a name in the nominative stands before the next verb: "Çad sınırını **Libya** kapattı"."""
        for j in range(i, len(self.classes)):
            char = self.classes[j]
            if char in "NGR":
                told, end = self.features(j)
                if (
                    told & f.NOM
                    and not told & f.OWNED
                    and end < len(self.classes)
                    and self.classes[end] in "VrT"
                ):
                    return True
            elif char not in "TrnaJ#d,csu":
                return False
        return False

    def _opens(self, i: int) -> bool:
        """Whether no noun stands before ``i`` in its clause that could be the subject."""
        if i and self.classes[i - 1] == "#":
            return False  # "iki Azerbaycan askerini"
        for j in range(i - 1, -1, -1):
            if self.classes[j] in _ENDS:
                if self.classes[j] == "I" and shares(self.words[j].form):
                    continue  # "Rusya'yı suçlayarak": the subject still stands before it
                break
            if self.classes[j] in "nNGR" and self.features(j)[0] & (f.NOM | f.GEN):
                return False
        return True

    def _is_chain(self, i: int, h: int, stop: int) -> bool:
        """Whether two bare things that somebody owns stand before a third that they describe."""
        if not i or self.classes[i - 1] not in "nNG" or not self.features(i - 1)[0] & f.GEN:
            return False  # not "iki ülke **ticaret anlaşması** imzaladı"
        bare = (self.features(j)[0] for j in (i, h))
        known = self.words[i].weight != GUESSED
        return known and all(b & f.NOM and not b & f.OWNED for b in bare) and self._owned_next(h, stop)

    def _owned_next(self, h: int, stop: int) -> bool:
        """Whether the word behind ``h`` is a thing that ``h`` names: "Basra Körfezi"."""
        if h + 1 >= stop or self.classes[h + 1] != "n" or self.words[h + 1].weight == GUESSED:
            return False
        return bool(self.features(h + 1)[0] & f.OWNED)

    def _starts(self, i: int) -> bool:
        """Whether the subject of a clause may end with the title at ``i``."""
        while i and self.classes[i - 1] in "NJa":
            i -= 1
        return self._opens(i)

    def _group(self, first: int, stop: int, head: int, feats: int, end: int, owners: list[int]) -> Group:
        group = Group(len(self.groups), first, stop, head)
        group.case = feats
        for i in range(first, end):
            self.group_of[i] = group.index
        self.groups.append(group)
        self.feats.append(feats)
        self.ends.append(end)
        self._add("G", first, group.index)
        for j in owners:
            owner = Group(len(self.groups), j, j + 1, j)
            owner.inside = group.index
            owner.case = f.NOM
            group.owners.append(owner.index)
            self.groups.append(owner)
            self.feats.append(f.NOM)
            self.ends.append(j + 1)
        return group
