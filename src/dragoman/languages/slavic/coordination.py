"""What belongs together: groups behind a noun, lists, names that say who is meant."""

from __future__ import annotations

from functools import reduce
from operator import and_

from dragoman.languages import features as f
from dragoman.languages.parse import Group
from dragoman.languages.slavic.groups import Groups

__all__ = ["JOINED", "Coordination"]

_VERBAL = frozenset("Vm")
_ENDS = frozenset(";.uq(")
_BETWEEN = ("между+", "між+")
_AS = frozenset({"как", "як"})
JOINED = "-"
"""Kind of a comma between the members of one list: it parts no clauses."""


class Coordination(Groups):
    """Attachment and coordination of the groups of one sentence."""

    def attach(self) -> None:
        """Attach prepositional groups to the noun before them and coordinate like with like."""
        kinds, at, groups = self.kinds, self.at, self.groups
        for k in range(len(kinds)):
            if kinds[k] != "G":
                continue
            here = groups[at[k]]
            side = self._side_of_deed(groups[at[k - 1]], here) if k and kinds[k - 1] == "G" else ""
            if side and not here.prep:
                here.prep = side
                for earlier in (groups[at[k - 1]], *self._chain(groups[at[k - 1]])):
                    earlier.after.append(here.index)
            elif not here.prep and k >= 2 and kinds[k - 2 : k] == ["G", "G"] and self._suffers(k):
                here.prep = "gen"
                if groups[at[k - 1]].prep == "gen":
                    groups[at[k - 1]].prep = "dat"
                groups[at[k - 2]].after.extend([here.index, *here.after])
            if k >= 2 and kinds[k - 1] == ":" and kinds[k - 2] == "G" and self._renames(k):
                here.twin = groups[at[k - 2]].index
            if k >= 2 and kinds[k - 1] == "u" and self.words[self.firsts[k - 1]].form in _AS:
                here.twin = self._likened(k)
            if "+" in here.prep and k >= 2 and kinds[k - 1] == "p" and kinds[k - 2] == "G":
                owner = groups[at[k - 2]]
                for earlier in (owner, *self._chain(owner)):
                    earlier.after.append(here.index)
        k = 0
        while k < len(kinds):
            k = self._coordinate(k) if kinds[k] == "G" else k + 1
        if _VERBAL.isdisjoint(kinds):
            self._without_verb()

    def _without_verb(self) -> None:
        """Join what is said without a verb: "X и Y — **враги**", "между ними (была) **вражда**"."""
        kinds, at = self.kinds, self.at
        for k, kind in enumerate(kinds):
            group = self.groups[at[k]] if kind == "G" else None
            if group is None or group.prep or group.leader >= 0 or self.classes[group.head] not in "nG":
                continue
            denied = "!" in kinds[max(0, k - 2) : k + 3]
            if not group.case & (f.GEN if denied else f.NOM):
                continue
            for j in range(k - 1, -1, -1):
                if kinds[j] in _ENDS:
                    break
                other = self.groups[at[j]] if kinds[j] == "G" else None
                if other is None or other.leader >= 0 or self.classes[other.head] not in "NGR":
                    continue
                if other.prep.startswith(_BETWEEN):
                    group.after.append(other.index)
                elif not other.prep and other.case & f.NOM and self._dash(j, k):
                    group.twin = other.index if group.twin < 0 else group.twin
                break

    def _dash(self, j: int, k: int) -> bool:
        """Whether a dash parts two chunks."""
        return any(self.kinds[i] == ":" and self.words[self.firsts[i]].form in "—–-" for i in range(j + 1, k))

    def _likened(self, k: int) -> int:
        """Return the group that a noun behind "as" renames: "ликвидировать её **как пособницу**", or -1."""
        j = k + 1
        while j < len(self.kinds) and self.kinds[j] not in ",;.:u":
            if self.kinds[j] == "V":
                return -1  # a clause: "как сообщил посол"
            j += 1
        case = self.groups[self.at[k]].case
        for i in range(k - 2, -1, -1):
            if self.kinds[i] in ";.:":
                break
            other = self.groups[self.at[i]] if self.kinds[i] == "G" else None
            if other is None or other.prep or self.classes[other.head] not in "NGR":
                continue
            if other.case & case & f.CASES or not other.case & f.CASES:
                return other.index
        return -1

    def _renames(self, k: int) -> bool:
        """Whether a name behind a dash says who is meant: "закавказскую республику – Азербайджан"."""
        here, before = self.groups[self.at[k]], self.groups[self.at[k - 2]]
        return (
            self.words[self.firsts[k - 1]].form in "—–-"
            and self.classes[here.head] == "N"
            and self.classes[before.head] == "n"
            and not here.prep
            and bool(here.case & before.case & f.CASES or not here.case & f.CASES)
        )

    def _side_of_deed(self, before: Group, here: Group) -> str:
        """Return the case of who does an event noun or gets it: "поставка оружия **Римом Вене**"."""
        case = here.case & f.CASES
        name = "ins" if case == f.INS else "dat" if case == f.DAT else ""
        if not name or self.classes[here.head] not in "NG":
            return ""
        attached = before.prep in ("gen", "ins")
        deverbal = next(iter(self._chain(before)), before) if attached else before
        told = self.classes[deverbal.head] == "n" and self.words[deverbal.head].weight == 1
        return name if told else ""

    def _suffers(self, k: int) -> bool:
        """Whether a genitive behind who does it is whom it befalls: "признание Эстонией **Азербайджана**".

        Or what is given, behind a name whose dative looks like its genitive: "поставка Сирии **ракет**".
        """
        here, agent, deed = (self.groups[self.at[j]] for j in (k, k - 1, k - 2))
        if deed.after[:1] != [agent.index]:
            return False
        if agent.prep == "gen":
            given = self.classes[agent.head] == "N" and self.words[deed.head].weight == 1
            plain = here.case & f.GEN and not here.case & f.NOM and self.classes[here.head] in "nG"
            return bool(given and plain and agent.case & f.DAT and agent.head == agent.first)
        return agent.prep == "ins" and bool(here.case & f.GEN or not here.case & f.CASES)

    def _coordinate(self, k: int) -> int:
        kinds, at, groups = self.kinds, self.at, self.groups
        lead = groups[at[k]]
        shared = self._shares_office(k)
        if shared > k:
            last = groups[at[shared]]
            lead.stop = last.stop
            for i in range(lead.first, lead.stop):
                self.group_of[i] = lead.index
            for j in range(k + 1, shared + 1):
                if kinds[j] == "G":
                    groups[at[j]].prep, groups[at[j]].leader = "gen", lead.index
                else:
                    kinds[j] = JOINED
            return shared + 1
        members = [k]
        j = k
        closed = False
        inserted = self._in_insertion(k)
        while True:
            step = j + 1
            while step < len(kinds) and kinds[step] == "G" and groups[at[step]].prep == "gen":
                step += 1
            if step < len(kinds) and kinds[step] == "," and (inserted or self._closes_participle(k, step)):
                break
            if step + 1 < len(kinds) and kinds[step] in "c," and kinds[step + 1] == "G":
                other = groups[at[step + 1]]
                same = (
                    not other.case & f.CASES
                    or not lead.case & f.CASES
                    or bool(other.case & lead.case & f.CASES)
                )
                if not same or other.prep or (step > j + 1 and self._joins_owner(step - 1, step + 1, lead)):
                    break
                closed = closed or kinds[step] == "c"
                members.append(step + 1)
                j = step + 1
                if kinds[step] == "c" and not self._more(j):
                    break
                continue
            break
        if not closed or len(members) < 2:
            return k + 1
        for m in range(k + 1, members[-1]):
            if kinds[m] == ",":
                kinds[m] = JOINED
        if all(self.classes[groups[at[m]].head] == "N" for m in members):
            # "разделяет **Китай и Индию**": one of them shows the case of both
            cases = [groups[at[m]].case & f.CASES for m in members]
            shared_cases = reduce(and_, (case for case in cases if case), f.CASES)
            if shared_cases:
                lead.case = shared_cases | (lead.case & ~f.CASES)
        for m in members[1:]:
            group = groups[at[m]]
            lead.coord.append(group.index)
            group.leader = lead.index
            group.prep = group.prep or lead.prep
            group.other_prep = group.other_prep or lead.other_prep
        return members[-1] + 1

    def _joins_owner(self, near: int, k: int, lead: Group) -> bool:
        """Whether a name behind "and" goes with the genitive before it: "отношения Англии **и Ирана**"."""
        here, before = self.groups[self.at[k]], self.groups[self.at[near]]
        return (
            self.classes[lead.head] == "n"
            and self.classes[here.head] == self.classes[before.stop - 1] == "N"
            and bool(here.case & f.GEN or not here.case & f.CASES)  # "Анкары и Баку": not declined
        )

    def _more(self, k: int) -> bool:
        """Whether a list goes on behind "and": "Турция и Армения, Азербайджан и Грузия", "X и Y и Z"."""
        kinds = self.kinds
        if kinds[k + 1 : k + 3] == ["c", "G"]:
            here, other = self.groups[self.at[k]], self.groups[self.at[k + 2]]
            same = here.case & other.case & f.CASES and not other.prep
            return bool(same) and all(self.classes[g.head] in "NG" for g in (here, other))
        names = kinds[k : k + 5] == ["G", ",", "G", "c", "G"]
        return names and all(self.classes[self.groups[self.at[j]].head] == "N" for j in (k, k + 2, k + 4))

    def _in_insertion(self, k: int) -> bool:
        """Whether the comma behind a group closes an insertion: "как сообщил посол, Макрон и Эрдоган"."""
        return (
            k >= 2
            and self.kinds[k - 1] == "V"
            and self.kinds[k - 2] == "u"
            and (
                self.words[self.firsts[k - 1]].weight == 2
                or (self.words[self.firsts[k - 2]].form in _AS and self.words[self.firsts[k - 1]].weight == 1)
            )
            and (k == 2 or self.kinds[k - 3] == ",")
        )

    def _closes_participle(self, k: int, comma: int) -> bool:
        """Whether a comma ends the phrase of a participle: "после спора, длившегося до **ночи**, послы ушли".

        A list within the phrase goes on to a comma of its own: "принятый Римом, Веной и Бонном, договор".
        """
        i = k - 1
        while i > 0 and self.kinds[i] in "Gp":
            i -= 1
        if i < 1 or self.kinds[i] != "V" or self.kinds[i - 1] != ",":
            return False
        if self.classes[self.predicates[self.at[i]].token] != "A":
            return False
        after = next((kind for kind in self.kinds[comma + 1 :] if kind in ",V;.:"), ".")
        return after == "V"

    def _shares_office(self, k: int) -> int:
        """Return the last chunk of a list of genitives that belong to a plural agent, or ``k`` for none.

        "президенты Турции, Грузии и Украины": as many presidents as states.
        """
        lead = self.groups[self.at[k]]
        plural = self.classes[lead.head] == "G" and self.words[lead.head].plural
        if not plural or lead.stop <= lead.head + 1:
            return k
        j = k
        while j + 2 < len(self.kinds) and self.kinds[j + 1] in "c," and self.kinds[j + 2] == "G":
            other = self.groups[self.at[j + 2]]
            genitive = other.case & f.GEN or not other.case & f.CASES
            if other.prep or not genitive or self.classes[other.head] != "N":
                break
            j += 2
            if self.kinds[j - 1] == "c":
                return j
        return k
