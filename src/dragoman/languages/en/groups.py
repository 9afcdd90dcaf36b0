"""English groups: how the tokens of a sentence stick together.

A sentence is a string of one character per token (see ``tagging``); one regular expression cuts it
into noun groups, verb groups and single tokens, short walks attach and coordinate the groups.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.languages.en.gaps import gap_at
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
            if j < len(kinds) and kinds[j] == "V" and self.predicates[self.at[j]].finite:
                kinds[k] = "u"
                self.groups[self.at[k + 1]].prep = ""

    def _is_named(self, k: int, j: int) -> bool:
        """Whether the office at chunk ``k`` has its holder's name between two commas at ``j``."""
        if self.kinds[j : j + 3] != [",", "G", ","]:
            return False
        office, name = self.groups[self.at[k]], self.groups[self.at[j + 1]]
        bare = self.classes[name.first] not in "dh#R" and self.classes[name.head] in "nN"
        return self.classes[office.head] == "G" and not self.words[office.head].plural and bare

    # -- groups ---------------------------------------------------------------------------------

    def attach(self) -> None:
        """Prepositional chains, coordination and apposition of neighbouring groups."""
        kinds, at, groups = self.kinds, self.at, self.groups
        n = len(kinds)
        chunks = [k for k, kind in enumerate(kinds) if kind == "G"]
        for k in chunks:
            here = groups[at[k]]
            if k >= 2 and kinds[k - 1] in "poyt" and kinds[k - 2] == "G":
                owner = groups[at[k - 2]]
                owner.after.append(here.index)
                top = owner
                steps = 0
                # "the visit of X to Y": what follows belongs to the whole chain's heads too
                while top.prep and steps < 4 and not (top.prep == "as" and here.prep == "of"):
                    j = self.chunk_of_group[top.index]
                    if j < 2 or kinds[j - 1] not in "poyt" or kinds[j - 2] != "G":
                        break
                    top = groups[at[j - 2]]
                    top.after.append(here.index)
                    steps += 1
        listed = [k for k in chunks if k + 2 < n]  # something can stand beside it
        for k in listed:
            if kinds[k + 1] == "o" and groups[at[k]].leader < 0:
                self._join(self._offices(k))
        reached = 0
        for k in listed:
            if k >= reached and kinds[k + 1] in ",c":
                reached = self._coordinate(k)

    def _offices(self, k: int) -> list[int]:
        """Return the chunks of offices and bodies that are joined, each with whose it is, or nothing.

        "**The president** of Turkey and **the prime minister** of Iran", not "of Turkey and the minister".
        So are two of one noun: "of **the Republic** of Egypt and **the Republic** of Sudan".
        """
        kinds, n = self.kinds, len(self.kinds)
        noun = self.words[self.groups[self.at[k]].head].noun
        if not self._is_office(k, noun):
            return []
        members, j = [k], self._chain(k)
        while j + 2 < n:
            joined = kinds[j + 1] == "c" or kinds[j + 1 : j + 3] == [",", "c"]
            m = j + 2 + (joined and kinds[j + 1] == ",")
            if m >= n or (not joined and kinds[j + 1] != ",") or kinds[m] != "G":
                return []
            if not self._is_office(m, noun):
                return []
            members.append(m)
            if joined:
                return members if not self._opens_clause(m, k) else []
            j = self._chain(m)
        return []

    def _chain(self, k: int) -> int:
        """Return the last chunk of a group with all that "of" hangs on it: "of Iran and Iraq"."""
        behind = False
        while k + 2 < len(self.kinds) and self.kinds[k + 2] == "G":
            named = self.classes[self.groups[self.at[k + 2]].head] == "N"
            if self.kinds[k + 1] != "o" and not (behind and named and self.kinds[k + 1] == "c"):
                break
            k += 2
            behind = True
        return k

    def _is_office(self, k: int, noun: str) -> bool:
        """Whether a group is an office or a body, or the noun of another one, with a word before it."""
        group = self.groups[self.at[k]]
        alike = self.classes[group.head] == "G" or (noun != "" and self.words[group.head].noun == noun)
        return alike and self.classes[group.first] in "dJ"

    def _join(self, members: Sequence[int]) -> None:
        """Coordinate the groups of some chunks."""
        groups = [self.groups[self.at[m]] for m in members]
        for group in groups[1:]:
            groups[0].coord.append(group.index)
            group.leader = groups[0].index
            group.prep = group.prep or groups[0].prep

    def _coordinate(self, k: int) -> int:
        kinds, at, groups = self.kinds, self.at, self.groups
        n = len(kinds)
        members = [k]
        j = k
        closed = False
        if self._frames_clause(k):
            return k + 1
        while j + 2 < n:
            if kinds[j + 2] == "G" and groups[at[j + 2]].leader >= 0:
                break  # "the king of Jordan **and the emir** of Qatar"
            if kinds[j + 1] == "c" and kinds[j + 2] == "G":
                members.append(j + 2)
                j += 2
                closed = True
                break
            if kinds[j + 1] == "," and kinds[j + 2] == "G":
                members.append(j + 2)
                j += 2
                continue
            if kinds[j + 1] == "," and j + 3 < n and kinds[j + 2] == "c" and kinds[j + 3] == "G":
                members.append(j + 3)
                j += 3
                closed = True
                break
            break
        lead = groups[at[k]]
        if closed and len(members) > 2 and self._is_post(members[-2], members[-1]):
            for group in (groups[at[m]] for m in members[-2:]):
                group.twin = lead.index
            return members[-1] + 1
        # "between Turkey, Azerbaijan on transit"
        closed = closed or (len(members) == 2 and k > 0 and self._asks_for_two(k - 1))
        if closed and not self._opens_clause(members[-1], k):
            rest = [groups[at[m]] for m in members[1:]]
            for group in rest:
                lead.coord.append(group.index)
                group.leader = lead.index
                group.prep = group.prep or lead.prep
            return members[-1] + 1
        if len(members) > (2 if closed else 1):
            twin = groups[at[members[1]]]
            after = members[1] + 1
            apposed = after >= n or kinds[after] in ",.;)poy" or kinds[after : after + 2] == ["t", "G"]
            if apposed and lead.prep != "in" and not self._closes_relative(k, after):
                twin.twin = lead.index
            return members[1]
        return members[-1] if closed else k + 1  # what opens a clause has a list of its own

    def _is_post(self, k: int, last: int) -> bool:
        """Whether two groups are one post with two regions: "Hawthorne, **a Gulf and Levant analyst**"."""
        one, other = self.groups[self.at[k]], self.groups[self.at[last]]
        opens = self.classes[one.first] == "d" or "s" in self.classes[one.first : one.stop]
        post = self.classes[other.head] == "G" and not self.words[other.head].plural
        return (
            opens
            and post
            and self.classes[one.head] in "NJna"
            and self.classes[other.first] not in "dhR#"
            and other.first < other.head
        )

    def _closes_relative(self, k: int, after: int) -> bool:
        """Whether a group ends a relative clause and a subject follows: ", who cites Kerr, **ties** with"."""
        kinds = self.kinds
        if k < 3 or kinds[k - 3 : k] != [",", "q", "V"]:
            return False
        while after + 1 < len(kinds) and kinds[after] in "poyc" and kinds[after + 1] == "G":
            after += 2
        return after < len(kinds) and kinds[after] == "V" and self.predicates[self.at[after]].finite

    def _frames_clause(self, k: int) -> bool:
        """Whether a group sets the scene before the subject: "**In Geneva**, Iran and Iraq signed"."""
        kinds = self.kinds
        if k + 2 >= len(kinds) or kinds[k + 1] != "," or kinds[k + 2] != "G":
            return False
        j = k
        while j >= 2 and kinds[j] == "G" and kinds[j - 1] in "poyt" and kinds[j - 2] == "G":
            j -= 2
        if self._counts_from(j, k + 2):
            pass
        elif j < 1 or kinds[j - 1] not in "poyt" or (j > 1 and kinds[j - 2] not in ".;:u"):
            return False
        i = k + 2
        while i + 2 < len(kinds) and kinds[i + 1] in "poytc" and kinds[i + 2] == "G":
            i += 2
        while i + 2 < len(kinds) and kinds[i + 1] == "," and kinds[i + 2] == "G":
            i += 2
            while i + 2 < len(kinds) and kinds[i + 1] in "poytc" and kinds[i + 2] == "G":
                i += 2
        if i + 3 < len(kinds) and kinds[i + 1] == "," and kinds[i + 2] == "c" and kinds[i + 3] == "G":
            i += 3
        return i + 1 < len(kinds) and kinds[i + 1] == "V" and self.predicates[self.at[i + 1]].finite

    def _counts_from(self, k: int, other: int) -> bool:
        """Whether a time is counted from the thing at ``k``: "**Two days after the coup**, Mali left"."""
        thing, named = self.groups[self.at[k]], self.groups[self.at[other]]
        timed = self.classes[thing.first - 1 : thing.first] == "T" and (k == 0 or self.kinds[k - 1] in ".;:u")
        return timed and self.classes[thing.head] == "n" and self.classes[named.head] == "N"

    def _verb_before(self, k: int) -> bool:
        """Whether the clause of the group at ``k`` has its verb already."""
        i = k - 1
        while i >= 0 and self.kinds[i] not in ";:.uq,":
            if self.kinds[i] == "V" and self.predicates[self.at[i]].finite:
                return True
            i -= 1
        return False

    def _asks_for_two(self, k: int) -> bool:
        """Whether chunk ``k`` is a preposition before two: "between"."""
        return "of_two" in self.words[self.firsts[k]].traits

    def _opens_clause(self, k: int, first: int) -> bool:
        """Whether the group after a conjunction is the subject of a clause of its own."""
        if first and self._asks_for_two(first - 1):
            return False  # "between Azerbaijan **and the United States** had"
        if gap_at(self.kinds, self.at, self.groups, self.classes, k - 1) is not None and self._verb_before(
            first
        ):
            return True  # "Russia backed Armenia, **and Turkey** Azerbaijan"
        j = k + 1
        # "met Blair, **and the British and the French** left": a comma shows that another clause begins
        links = "poytc" if k > 1 and self.kinds[k - 2] == "," else "poyt"
        while j + 1 < len(self.kinds) and self.kinds[j] in links and self.kinds[j + 1] == "G":
            j += 2
        if j < len(self.kinds) and self.kinds[j] == "," and self._verb_before(first):
            j = self._behind_aside(j)  # "asked Turkey for bases, **but Ankara**, backed by London, refused"
        if j >= len(self.kinds) or self.kinds[j] != "V" or not self.predicates[self.at[j]].finite:
            return False
        if "c" in links and self._verb_before(first):
            return True  # "moved closer to Moscow, **and Paris** withdrew"
        # the first member is an object already: "X met Y and Z said"
        i = first - 1
        while i >= 0 and self.kinds[i] in "poyt":
            i -= 1
            while i >= 0 and self.kinds[i] == "G":
                i -= 1
        if i < 0 or self.kinds[i] != "V":
            return False
        # "Russia said Armenia and Iran would meet": what is said is a clause, no object
        told = self.behaves(self.predicates[self.at[i]], "only_clause")
        return not (told and i == first - 1 and i > 0 and self.kinds[i - 1] == "G")

    def _behind_aside(self, j: int) -> int:
        """Return the chunk behind the comma that closes what ``j`` opens, where no clause stands between."""
        i = j + 1
        while i < len(self.kinds) and self.kinds[i] not in ",.;:uq":
            if self.kinds[i] == "V" and self.predicates[self.at[i]].finite:
                return j
            i += 1
        return i + 1 if i < len(self.kinds) and self.kinds[i] == "," else j

    def behaves(self, predicate: Predicate, trait: str) -> bool:
        """Whether the tables give a trait to the word of a predicate."""
        return trait in self.words[predicate.token].traits
