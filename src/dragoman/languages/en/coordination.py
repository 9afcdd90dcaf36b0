"""English groups that belong together: prepositional chains, coordination, apposition."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.en.gaps import gap_at, second_at
from dragoman.languages.en.groups import Groups

__all__ = ["Coordination"]


_ARTICLES = frozenset({"a", "an"})


class Coordination(Groups):
    """Attaches, joins and renames the groups of one sentence."""

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
        if "(" in kinds:
            self._bracketed()
        listed = [k for k in chunks if k + 2 < n]  # something can stand beside it
        for k in listed:
            if kinds[k + 1] == "o" and groups[at[k]].leader < 0:
                self._join(self._offices(k))
        reached = 0
        for k in listed:
            if k >= reached and kinds[k + 1] in ",c":
                reached = self._coordinate(k)

    def _bracketed(self) -> None:
        """Let a name in brackets rename what stands before it: "the president (**Tito**) went to Delhi"."""
        for k in range(1, len(self.kinds) - 2):
            if self.kinds[k - 1 : k + 3] != ["G", "(", "G", ")"]:
                continue
            who, name = self.groups[self.at[k - 1]], self.groups[self.at[k + 1]]
            if self.classes[who.head] == "G" and self.classes[name.head] == "N":
                name.twin = who.index

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
            named = named and self.classes[self.groups[self.at[k + 2]].first] != "G"
            if self.kinds[k + 1] != "o" and not (behind and named and self.kinds[k + 1] == "c"):
                break
            k += 2
            behind = True
        return k

    def _is_office(self, k: int, noun: str) -> bool:
        """Whether a group is an office or a body, or the noun of another one, with a word before it."""
        group = self.groups[self.at[k]]
        if self.classes[group.first] == "G" and self.classes[group.head] == "N":
            return True  # "**President Assad** of Syria and **President Aoun** of Lebanon"
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
                if self._all_named(members) and kinds[j + 1 : j + 3] == ["c", "G"]:
                    continue  # "Turkey and Qatar **and Oman**"
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
        if closed and len(members) > 2 and self._are_what(members):
            self._join(members[1:])
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

    def _all_named(self, members: Sequence[int]) -> bool:
        """Whether all groups at some chunks are names."""
        return all(self.classes[self.groups[self.at[m]].head] == "N" for m in members)

    def _are_what(self, members: Sequence[int]) -> bool:
        """Whether a list behind a name tells what others are: "held by Chad, **a Dane and a Swede**"."""
        groups = [self.groups[self.at[m]] for m in members]
        name = groups[0]
        told = all(self.words[group.first].form in _ARTICLES for group in groups[1:])
        return told and self.classes[name.head] == "N" and name.prep == "by"

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
        if second_at(self.kinds, self.at, self.groups, self.classes, k - 1) is not None:
            return True  # "withdrew its troops from Chad **and its envoy** from Niger"
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
