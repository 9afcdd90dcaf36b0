"""English groups: how the tokens of a sentence stick together.

A sentence is a string of one character per token (see ``tagging``); one regular expression cuts it
into noun groups, verb groups and single tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.languages.en.seams import seam
from dragoman.languages.parse import Group, Predicate, Word

__all__ = ["Groups"]

_CHUNK = re.compile(
    r"(?P<V>(?:!?t)?[r!]*(?:[mxHw][r!]*)*[BZDEPI]|(?:!?t)?[r!]*[mxHw](?:[r!]*[mxHw])*(?:r*!(?!r*[mxHwBZDEPI]|t))?)"
    r"|(?P<G>#?R"
    r"|[dh]{0,3}(?:r(?=[#a]))?"
    r"(?:[dhaJ#I](?:,[aJ])*,?c(?=[aJ#][aJ#]*[nNG])|a(?![dh])|[#Jd]|(?<=[dha])T(?=[aJ]*n)|I(?=n)|(?<!n)I(?=[NG])|[NG]s?(?=[haJnNGI])|[nNG]s(?=#)|ns?(?=[haJ#nNGI])|[nNGRT]s)*"
    r"[nNGJ#])"
    r"|(?P<O>.)",
    re.DOTALL,
)
_PHRASE_SKIP = frozenset('rT"')
_OWNERS = frozenset("shJN")
_AUXILIARY = frozenset("xHmw")
_GERUNDS = frozenset({"being", "having"})
_PAST = frozenset({"did", "had", "was", "were"})
_NOT_FINITE = frozenset({"being", "been", "having"})
"""Auxiliaries that open no clause: "**having** been ready" against "**has** been ready"."""


class Groups:
    """Noun and verb groups of one sentence, in order, as chunks.

    Parameters
    ----------
    classes : str, (n_tokens,)
    words : sequence of Word, (n_tokens,)
    particles : dict
        Particles of phrasal verbs.
    """

    def __init__(self, classes: str, words: Sequence[Word], particles: dict[str, frozenset[str]]) -> None:
        self.classes = classes
        self.particles = particles
        self.words = words
        self.kinds: list[str] = []
        self.firsts: list[int] = []
        self.stops: list[int] = []
        self.at: list[int] = []  # group or predicate index of a chunk
        self.groups: list[Group] = []
        self.predicates: list[Predicate] = []
        self.group_of = [-1] * len(classes)
        self.chunk_of_group: list[int] = []
        self.chunk_of_predicate: list[int] = []

    # -- chunks ---------------------------------------------------------------------------------

    def chunk(self) -> None:
        """Cut the sentence into chunks."""
        classes = self.classes
        for match in _CHUNK.finditer(classes):
            first, stop = match.span()
            kind = match.lastgroup
            if kind == "G":
                middle = seam(classes, self.words, self.kinds, first, stop) if stop - first > 1 else 0
                if middle:
                    self._group(first, middle)
                self._group(middle or first, stop)
            elif kind == "V":
                if classes.startswith("!t", first) and not self._denies(first, stop):
                    self._add("!", first, first + 1, -1)
                    first += 1
                perfect = "H" in classes[first : stop - 1]  # "to **have** promised"
                if classes[first] == "t" and classes[stop - 1] in "ZDEP" and not perfect:
                    # "to talks": the preposition and its noun, not an infinitive
                    self._add("t", first, first + 1, -1)
                    first += 1
                    if stop - first == 1 and self.words[first].noun:
                        self._group(first, stop)
                        continue
                self._verb(first, stop)
            else:
                char = classes[first]
                if char == "T" and self.kinds and self.kinds[-1] in "poyt" and self.stops[-1] == first:
                    self._drop()  # "in 1992": the preposition governs the time alone
                if char in _PHRASE_SKIP or char == "I":
                    continue
                self.kinds.append(char)
                self.firsts.append(first)
                self.stops.append(stop)
                self.at.append(-1)

    def _denies(self, first: int, stop: int) -> bool:
        """Whether "not" before "to" denies the infinitive: against "whether or **not to** go"."""
        return self.classes[stop - 1] not in "ZDEP" and (first == 0 or self.classes[first - 1] != "c")

    def _add(self, kind: str, first: int, stop: int, index: int) -> None:
        self.kinds.append(kind)
        self.firsts.append(first)
        self.stops.append(stop)
        self.at.append(index)

    def _drop(self) -> None:
        self.kinds.pop()
        self.firsts.pop()
        self.stops.pop()
        self.at.pop()

    def _group(self, first: int, stop: int) -> None:
        group = Group(len(self.groups), first, stop, stop - 1)
        classes = self.classes
        self.group_of[first:stop] = [group.index] * (stop - first)
        if self.kinds and self.kinds[-1] in "poyt":
            group.prep = self.words[self.stops[-1] - 1].form
            if group.prep == "of" and len(self.kinds) > 1 and self.words[self.stops[-2] - 1].form == "out":
                group.prep = "from"  # "out of Lebanon"
        self.groups.append(group)
        self.chunk_of_group.append(len(self.kinds))
        if not _OWNERS.isdisjoint(classes[first:stop]):
            self._owners(group)
        self._add("G", first, stop, group.index)

    def _owners(self, group: Group) -> None:
        """Make groups of the possessors and nationalities inside a group."""
        classes, start, stop = self.classes, group.first, group.stop
        owners: list[tuple[int, int]] = []
        for i in range(start, stop):
            char = classes[i]
            if char == "s":
                owners.append((start, i))
                start = i + 1
            elif (char == "J" and i < stop - 1) or char == "h":
                owners.append((i, i + 1))
            elif char == "N" and i < stop - 1 and classes[stop - 1] == "n" and classes[i + 1] != "s":
                owners.append((i, i + 1))  # "a United Nations appeal"
        for left, right in owners:
            if left < right:
                owner = Group(len(self.groups), left, right, right - 1)
                owner.inside = group.index
                group.owners.append(owner.index)
                self.groups.append(owner)
                self.chunk_of_group.append(-1)

    def _verb(self, first: int, stop: int) -> None:
        classes, words = self.classes, self.words
        token = stop - 1
        while classes[token] in "r!":
            token -= 1
        predicate = Predicate(len(self.predicates), "v", token, first, stop)
        char = classes[token]
        head = words[token]
        lead = classes[first:token]
        if char in "mxHw":
            base = {"x": "be", "H": "have", "w": "do"}.get(char, "")
            predicate.lemmas = (base,) if base else ()
            opens = next((words[i].form for i in range(first, token + 1) if classes[i] in "mxHw"), "")
            predicate.finite = "t" not in lead and opens not in _NOT_FINITE
        else:
            predicate.lemmas = tuple(dict.fromkeys(v[0] for v in head.verbs if v[1] == char or char in "DEP"))
            if char == "P" or char == "E":
                predicate.lemmas = tuple(dict.fromkeys(v[0] for v in head.verbs if v[1] in "EP"))
            be = "x" in lead
            predicate.passive = char in "PE" and (be or "H" not in lead)
            predicate.finite = "t" not in lead and (char in "ZDB" or not _AUXILIARY.isdisjoint(lead))
            if char in "PE" and not be and "H" not in lead:
                predicate.finite = False
            if (char == "I" and not be) or not _GERUNDS.isdisjoint([w.form for w in words[first:token]]):
                predicate.finite = "m" in lead or lead.count("x") > 1  # "being held" against "is being held"
        predicate.perfect = "H" in lead
        for i in range(first, token):
            if classes[i] == "!" and "corrected" not in words[i + 1].traits:
                predicate.negation = i
            elif classes[i] == "m":
                predicate.modal = words[i].form
        for i in range(token + 1, stop):
            if classes[i] == "!" and "corrected" not in words[min(i + 1, len(words) - 1)].traits:
                predicate.negation = i  # "is not ready", against "is not only ready"
        if predicate.modal in ("will", "shall", "'ll"):
            predicate.tense = "fut"
        elif (
            char == "D"
            or "H" in lead
            or not _PAST.isdisjoint([word.form for word in words[first : token + 1]])
        ):
            predicate.tense = "past"
        elif char in "ZB" or "x" in lead:
            predicate.tense = "pres"
        if "t" in classes[first : first + 2] and token > first:
            predicate.link = "to"
        self.predicates.append(predicate)
        self.chunk_of_predicate.append(len(self.kinds))
        self._add("V", first, stop, predicate.index)

    def _subordinate(self) -> None:
        """Tell "after the vote" from "after the vote was held": the latter opens a clause."""
        kinds = self.kinds
        for k in range(len(kinds) - 2):
            if (
                kinds[k] != "p"
                or kinds[k + 1] != "G"
                or "opens_either" not in self.words[self.firsts[k]].traits
            ):
                continue
            noun = k > 0 and kinds[k - 1] == "G" and self.classes[self.groups[self.at[k - 1]].head] == "n"
            if noun and self.words[self.firsts[k]].form == "for":
                continue  # "the backing **for** France surprised Rome"; a spokesman speaks for a subject
            j = k + 2
            while j + 1 < len(kinds) and kinds[j] in "oypc" and kinds[j + 1] == "G":
                j += 2
            if self._is_named(k + 1, j):
                j += 3  # "after its president, **Ali Bongo**, ordered"
            elif j + 1 < len(kinds) and kinds[j] == "V" and self._describes(j):
                j += 1  # "after a bomb **fired from Syria** killed"
                while j + 1 < len(kinds) and kinds[j] in "oypt" and kinds[j + 1] == "G":
                    j += 2
            if j < len(kinds) and kinds[j] == "V" and self.predicates[self.at[j]].finite:
                kinds[k] = "u"
                self.groups[self.at[k + 1]].prep = ""

    def _describes(self, k: int) -> bool:
        """Whether the verb at chunk ``k`` is a participle behind its noun."""
        predicate = self.predicates[self.at[k]]
        return predicate.passive and not predicate.finite and predicate.first == predicate.token

    def _is_named(self, k: int, j: int) -> bool:
        """Whether the office at chunk ``k`` has its holder's name between two commas at ``j``."""
        if self.kinds[j : j + 3] != [",", "G", ","]:
            return False
        office, name = self.groups[self.at[k]], self.groups[self.at[j + 1]]
        bare = self.classes[name.first] not in "dh#R" and self.classes[name.head] in "nN"
        return self.classes[office.head] == "G" and not self.words[office.head].plural and bare

    def behaves(self, predicate: Predicate, trait: str) -> bool:
        """Whether the tables give a trait to the word of a predicate."""
        return trait in self.words[predicate.token].traits
