"""Turkish and Azerbaijani lists of groups: "Türkiye, Rusya ve İran'ın", "Türkiye ile Rusya"."""

from __future__ import annotations

from dragoman.languages import features as f
from dragoman.languages.parse import Word
from dragoman.languages.turkic.groups import Groups

__all__ = ["Coordination"]

_NAMES = frozenset("NGJR")
_BESIDES = "+"
"""What parts a group from the next where a postposition adds it: "X'in yanı sıra Y"."""
_STEPS = {"la": 1, "+,": 3}
_LISTING = frozenset({",", "+", "+,"})


class Coordination(Groups):
    """Groups with those that are joined into one."""

    def coordinate(self) -> None:
        """Join "Türkiye, Rusya ve İran": the first is the leader, all share the case of the last."""
        for k in range(len(self.kinds) - 2, -1, -1):
            if self.kinds[k] == self.kinds[k + 1] == "G":
                self._title(k)
        k = 0
        while k < len(self.kinds):
            if self.kinds[k] == "G":
                last = self._series(k)
                while last > k and self._separator(last)[:1] == _BESIDES:
                    k, last = last, self._series(last)  # "X **ve Y'nin yanı sıra** Z"
                k = last
            k += 1

    def _title(self, k: int) -> None:
        """Join a state in the genitive and the person whose title follows, so that a list can go on.

        "İlham Əliyev, **Ermənistanın Baş naziri Nikol Paşinyan** və Putin".
        """
        owner, person = self.groups[self.at[k]], self.groups[self.at[k + 1]]
        before = person.head - 1
        titled = person.head > person.first and (
            self.classes[person.first] == "G"
            or (self.classes[before] == "n" and bool(self.features(before)[0] & f.OWNED))
        )
        if not titled or self.classes[person.head] != "N" or person.owners:
            return
        bare = owner.first == owner.head and self.classes[owner.head] == "N"
        if not bare or not self.feats[owner.index] & f.GEN:
            return
        owner.inside = person.index
        person.owners.insert(0, owner.index)
        person.first = owner.first
        for chunks in (self.kinds, self.at):
            del chunks[k]
        del self.firsts[k + 1]

    def _separator(self, k: int) -> str:
        """Return what parts the group of chunk ``k`` from the next: ``,``, ``c``, ``ile`` or nothing."""
        kinds = self.kinds
        if k + 1 < len(kinds) and kinds[k + 1] == "G":
            return "la" if self.feats[self.at[k]] & f.INS else ""
        if k + 2 < len(kinds) and kinds[k + 2] == "G":
            if kinds[k + 1] in ",c":
                return kinds[k + 1]
            if kinds[k + 1] == "p":
                form = self.words[self.firsts[k + 1]].form
                if form in self.syntax["also"]:
                    return "ile"
                return _BESIDES if self._goes_with(k, form) else ""
        if k + 3 < len(kinds) and kinds[k + 1 : k + 4] == ["p", ",", "G"]:
            form = self.words[self.firsts[k + 1]].form
            return _BESIDES + "," if self._goes_with(k, form) else ""
        return ""

    def _goes_with(self, k: int, form: str) -> bool:
        """Whether a postposition adds the group of chunk ``k`` to the next: "X'in **yanı sıra** Y de"."""
        if form in self.syntax["besides"]:
            return " " in form or not self.feats[self.at[k]] & f.NOM
        return form in self.syntax["like"] and self.feats[self.at[k]] & f.CASES == f.NOM

    def _series(self, k: int) -> int:
        members = [k]
        last = ""
        j = k
        while True:
            sign = self._separator(j)
            step = j + _STEPS.get(sign, 2)
            if not sign or not self._alike(members[0], step, sign):
                break
            if sign in ("ile", "la") and not self._is_pair(k, step, len(members)):
                break
            members.append(step)
            j = step
            last = sign
            if sign not in _LISTING and not (sign == "c" and self._repeats(j)):
                break
        if last in (",", ""):
            return k
        if self._is_topic(members):
            members = members[1:]
        if len(members) < 2:
            return members[-1]
        self._unite(members)
        return members[-1]

    def _repeats(self, k: int) -> bool:
        """Whether one more conjunction and a group in the same case follow: "ve Bakü'den **ve** Kars'tan"."""
        if self._separator(k) != "c":
            return False
        return bool(self.feats[self.at[k]] & self.feats[self.at[k + 2]] & f.CASES)

    def _alike(self, k: int, other: int, sign: str) -> bool:
        one, two = self.groups[self.at[k]], self.groups[self.at[other]]
        here, there = self.feats[one.index], self.feats[two.index]
        # the case of the last stands for all: "Türkiye ve Rusya'dan"
        if sign != "la" and sign[:1] != _BESIDES and not here & f.NOM and not here & there & f.CASES:
            return False
        if self._is_attribute(one.head):
            return False
        somebody = self.classes[one.head] in _NAMES
        other_one = self.classes[two.head] in _NAMES
        return somebody == other_one or (bool(two.owners) and somebody)

    def _is_pair(self, k: int, other: int, size: int) -> bool:
        """Whether *ile* joins two parties rather than naming with whom: "Türkiye ile Rusya anlaştı"."""
        feats = self.feats[self.at[other]]
        behind = self.kinds[other + 1] if other + 1 < len(self.kinds) else "."
        if behind == "p":
            return self.words[self.firsts[other + 1]].form.startswith(self.syntax["between"])
        if feats & f.GEN:
            return True
        for j in range(k - 1, -1, -1):
            if self.kinds[j] in 'V;:ukx"':
                break
            if self.kinds[j] != "G" or not self.feats[self.at[j]] & f.NOM or self.kinds[j + 1] == "p":
                continue
            if self.classes[self.groups[self.at[j]].head] in _NAMES:
                return self._receives(k, other)
        if size > 1:
            return not feats & f.LOC or bool(feats & f.NOM)  # "X, **Y'yle Moskova'da** görüştü"
        return bool(feats & f.NOM) or not feats & (f.DAT | f.LOC)

    def _receives(self, k: int, other: int) -> bool:
        """Whether two names are given something: "ABD, **Türkiye ile Yunanistan'a** yardım verdi"."""
        one, two = self.groups[self.at[k]], self.groups[self.at[other]]
        if not self.feats[two.index] & f.DAT or self.classes[one.head] + self.classes[two.head] != "NN":
            return False
        verb = next((self.firsts[j] for j in range(other + 1, len(self.kinds)) if self.kinds[j] == "V"), -1)
        lemmas = {lemma for lemma, tag, _ in self.words[verb].verbs if tag == "V"} if verb >= 0 else set()
        return bool(lemmas) and lemmas <= set(self.syntax["giving"])

    def _is_topic(self, members: list[int]) -> bool:
        """Whether the first of a list is the subject: "Türkiye, Rusya ve İran'ı kınadı"."""
        if len(members) < 3 or self._is_ours(members[-1]):
            return False
        feats = self.feats[self.at[members[-1]]]
        behind = members[-1] + 1
        if feats & f.GEN:
            return self._speaks(members)
        if behind < len(self.kinds) and self.kinds[behind] == "p":
            if self.words[self.firsts[behind]].form in self.syntax["agent"]:
                return self._undergoes(members)
            between = self.words[self.firsts[behind]].form.startswith(self.syntax["between"])
            return self._goes_between(members) if between else not feats & f.NOM and self._is_first(members)
        if feats & f.NOM:
            return False
        return self._is_first(members)

    def _undergoes(self, members: list[int]) -> bool:
        """Whether the first of a list befalls what the others do: "**X**, Y ve Z tarafından kabul edildi"."""
        if self._separator(members[0]) != "," or any(kind in 'GV"' for kind in self.kinds[: members[0]]):
            return False
        for k in range(members[-1] + 2, len(self.kinds)):
            if self.kinds[k] == "V":
                return _is_passive(self.words[self.firsts[k]])
            if self.kinds[k] == "G" and self.feats[self.at[k]] & f.NOM:
                return False
            if self.kinds[k] in "AMIkx;:":
                return False
        return False

    def _is_ours(self, k: int) -> bool:
        """Whether the next finite verb tells of whoever speaks: "X, Y ve Z'yle **imzaladık**"."""
        verb = next((j for j in range(k + 1, len(self.kinds)) if self.kinds[j] == "V"), -1)
        endings = (
            [bits for _, tag, bits in self.words[self.firsts[verb]].verbs if tag == "V"] if verb >= 0 else []
        )
        return bool(endings) and all(bits & f.PERSON1 for bits in endings)

    def _is_first(self, members: list[int]) -> bool:
        """Whether no noun in the nominative stands before a list."""
        return not any(self.kinds[j] == "G" and self.feats[self.at[j]] & f.NOM for j in range(members[0]))

    def _speaks(self, members: list[int]) -> bool:
        """Whether the first of a genitive list is who says what the others do.

        "Ajans, **İran ve Umman bakanlarının** görüştüğünü bildirdi".
        """
        first = self.groups[self.at[members[0]]]
        if any(kind in 'GV"' for kind in self.kinds[: members[0]]):
            return False
        for k in range(members[-1] + 1, len(self.kinds)):
            kind = self.kinds[k]
            if kind == "M":
                feats = next((bits for _, tag, bits in self.words[self.firsts[k]].verbs if tag == "M"), 0)
                said = bool(feats & (f.CLAUSE | f.OWNED) and feats & (f.ACC | f.DAT | f.ABL))
                return said and self.classes[first.head] in "NG" and not self._subject_ahead(k + 1)
            if kind in "AVIkx;:":
                return False
        return False

    def _goes_between(self, members: list[int]) -> bool:
        """Whether the first of a list acts between the others: "**Katar**, Mısır ile Sudan arasında ..."."""
        if self._separator(members[0]) != "," or any(kind in 'GV"' for kind in self.kinds[: members[0]]):
            return False
        for k in range(members[-1] + 2, len(self.kinds)):
            kind = self.kinds[k]
            if kind in "Vk":
                return kind == "k" or not _is_passive(self.words[self.firsts[k]])
            if kind == "G" and self.feats[self.at[k]] & f.NOM and not self.feats[self.at[k]] & f.ACC:
                return False
            if kind in "x;:":
                return False
        return False

    def _subject_ahead(self, k: int) -> bool:
        """Whether a noun in the nominative stands between chunk ``k`` and the next finite verb."""
        while k < len(self.kinds) and self.kinds[k] not in "V;:":
            somebody = self.kinds[k] == "G" and self.classes[self.groups[self.at[k]].head] in "NGR"
            if somebody and self.feats[self.at[k]] & f.NOM:
                return True
            k += 1
        return False

    def _unite(self, members: list[int]) -> None:
        lead = self.groups[self.at[members[0]]]
        final = self.groups[self.at[members[-1]]]
        feats = self.feats[final.index]
        many = self.words[final.head].plural or bool(feats & f.PL)
        if feats & f.OWNED and final.owners and many and self.classes[lead.head] in "NJ" and not lead.owners:
            # "Türkiye ve Rusya dışişleri bakanları": both own the office
            for m in members[:-1]:
                owner = self.groups[self.at[m]]
                owner.inside = final.index
                final.owners.insert(0, owner.index)
            final.first = lead.first
            for m in range(members[0], members[-1]):
                self.kinds[m] = "r"
            return
        for m in members[1:]:
            group = self.groups[self.at[m]]
            lead.coord.append(group.index)
            group.leader = lead.index
        self.feats[lead.index] = feats
        self.ends[lead.index] = self.ends[final.index]
        lead.case = feats
        for m in range(members[0], members[-1]):
            self.kinds[m] = "r"
        self.at[members[-1]] = lead.index


def _is_passive(word: Word) -> bool:
    return any(bits & f.PASSIVE for _, tag, bits in word.verbs if tag == "V")
