"""English objects and complements: what stands behind a verb."""

from __future__ import annotations

from dragoman.languages.en.subjects import Subjects
from dragoman.languages.parse import Group, Predicate

__all__ = ["Objects"]

_TAKES_CLAUSE = 2  # weight of verbs that take a clause without a word before it
_NO_GAP = ((), ("be",), ("have",), ("do",))
_CLAUSE_END = frozenset(";.:")


class Objects(Subjects):
    """Objects, prepositional groups and complement verbs of one sentence."""

    def _after(self, k: int, predicate: Predicate) -> None:
        """Objects, prepositional groups and complement verbs to the right."""
        kinds, at, groups, words = self.kinds, self.at, self.groups, self.words
        slots = predicate.slots
        n = len(kinds)
        j = k + 1
        bare: list[int] = []
        if self.behaves(predicate, "copula") and j < n and kinds[j] == "a":
            # "is ready to", "was critical of": the adjective is the predicate
            predicate.kind = "a"
            predicate.token = self.firsts[j]
            predicate.stop = predicate.token + 1
            predicate.lemmas = (words[predicate.token].form,)
            j += 1
        pieces = self._particle(predicate)
        if pieces and j < n and kinds[j] in "ptyo" and words[self.firsts[j]].form == predicate.particle:
            if j + 1 < n and kinds[j + 1] == "G" and groups[at[j + 1]].prep == predicate.particle:
                # "carried out attacks": the object of the phrasal verb, and a prepositional group as well
                slots.setdefault(predicate.particle, []).extend(self.expand(at[j + 1]))
                bare.append(at[j + 1])
                members = groups[at[j + 1]].coord  # "called on Riga **and Oslo** to talk"
                j = self.chunk_of_group[members[-1]] + 1 if members else j + 2
            else:
                j += 1
        seen_comma = False
        last_group = -1
        while j < n:
            kind = kinds[j]
            if kind == "G":
                group = groups[at[j]]
                if group.leader >= 0 or group.twin >= 0:
                    j += 1
                    continue
                if group.prep:
                    agent = group.prep == "of" and last_group == j - 2 and groups[at[last_group]].prep == "by"
                    # "taken by the troops **of Denikin**": whose the agent is concerns the verb no more
                    if self.words[group.first].tags != "T" and not (agent and predicate.passive):
                        slots.setdefault(group.prep, []).extend(self.expand(group.index))
                elif bare and (
                    "how_often" in words[group.head].traits
                    or ("duration" in words[group.head].traits and kinds[j + 1 : j + 2] != ["V"])
                ):
                    pass  # "fired a missile **hours** before the summit", "asked Chad **three times** to"
                elif (
                    not seen_comma
                    and len(bare) < 2
                    and (self._inside_subject(k, predicate) or not self._subject_of_next(j, predicate))
                ):
                    bare.append(group.index)
                else:
                    if predicate.comp or not self._speech(predicate):
                        break
                    verb = self._verb_of_subject(j, predicate)
                    if verb < 0:
                        break
                    j = verb  # "said US **and** British forces must leave"
                    continue
                if group.coord:
                    j = self.chunk_of_group[group.coord[-1]]
                last_group = j
                if not self._opens_group(j + 1) or self.firsts[j + 1] > self.stops[j]:  # "them **back** from"
                    self._late_particle(predicate, self.stops[j])
                j += 1
            elif kind in "poyt":
                j += 1
            elif kind == "V":
                other = self.predicates[at[j]]
                if self._complement(k, j, predicate, other, last_group):
                    if other.link in ("to", "ing"):
                        break
                    if other.link == "that":
                        break
                    j += 1
                    continue
                if not other.finite and last_group == j - 1:
                    # a participle behind the object: what follows is its own
                    break
                break
            elif kind == ",":
                seen_comma = True
                if j + 1 < n and kinds[j + 1] in "pyot":
                    j += 1
                    continue
                if j + 1 < n and kinds[j + 1] == "V" and self._speech(predicate):
                    break
                following = self._closing(j)
                if following is None:
                    break
                j = following
            elif kind == "q" or kind == "u":
                if (kind == "q" and words[self.firsts[j]].form == "that" and last_group != j - 1) or (
                    kind == "q" and words[self.firsts[j]].form == "that" and self._takes_that(predicate)
                ):
                    found = self._clause_after(j)
                    if found is not None and not self._describes_object(j, found, predicate):
                        self._link(predicate, self.predicates[at[found]], "that")
                break
            elif kind == "c" and j + 1 < n and kinds[j + 1] in "poyt":
                j += 1  # "by Turkey on one side and by Armenia on the other"
            elif kind in "c()" or kind in _CLAUSE_END:
                break
            else:
                j += 1
        if bare:
            if len(bare) > 1:
                slots["iobj"] = self.expand(bare[0])
                slots["obj"] = self.expand(bare[1])
            elif predicate.passive:
                slots["iobj_kept"] = self.expand(bare[0])
            else:
                slots["obj"] = self.expand(bare[0])

    def _opens_group(self, j: int) -> bool:
        """Whether chunk ``j`` is a preposition with its group: "sent troops **in** Chad"."""
        return j + 1 < len(self.kinds) and self.kinds[j] == "p" and self.kinds[j + 1] == "G"

    def _late_particle(self, predicate: Predicate, token: int) -> None:
        """Find a particle behind the object: "handed the tanker **back**"."""
        if predicate.particle or token >= len(self.words) or self.classes[token + 1 : token + 2] == "T":
            return  # "was taken by the army **in** May"
        form = self.words[token].form
        for lemma in predicate.lemmas:
            if lemma in self.particles and form in self.particles[lemma]:
                predicate.particle = form

    def _takes_that(self, predicate: Predicate) -> bool:
        return self.words[predicate.token].weight > 0

    def _describes_object(self, that: int, k: int, predicate: Predicate) -> bool:
        """Whether "that" opens no clause that is told: "lifted the controls **that** Japan had imposed"."""
        other = self.predicates[self.at[k]]
        if self.kinds[that - 1] != "G" or self.kinds[that + 1] != "G" or self.behaves(predicate, "tells"):
            return False
        if other.passive or other.lemmas in _NO_GAP or "G" in self.kinds[k + 1 : k + 2]:
            return False
        # "rejected **the claim** that Iran had attacked" has nothing left out
        return "of_clause" not in self.words[self.stops[that - 1] - 1].traits

    def _speech(self, predicate: Predicate) -> bool:
        return self.words[predicate.token].weight > 0

    def _closing(self, j: int) -> int | None:
        """Return the chunk after the comma that closes the parenthesis opened at ``j``."""
        i = j + 1
        while i < len(self.kinds) and i - j < 12:
            if self.kinds[i] == ",":
                return i + 1 if i + 1 < len(self.kinds) and self.kinds[i + 1] in "pyot" else None
            if self.kinds[i] in ";:.":
                return None
            i += 1
        return None

    def _particle(self, predicate: Predicate) -> bool:
        return bool(predicate.particle)

    def _inside_subject(self, k: int, predicate: Predicate) -> bool:
        """Whether it is part of a subject: "the decision **to remove** tariffs pleased importers"."""
        if predicate.link != "to" or self.words[predicate.token].weight >= _TAKES_CLAUSE:
            return False
        j = k - 1
        while j >= 0 and self.kinds[j] not in "qu;.:":
            if self.kinds[j] == "V":
                return False
            j -= 1
        return k > 0 and self.kinds[k - 1] == "G"

    def _subject_of_next(self, j: int, predicate: Predicate) -> bool:
        """Whether the bare group at ``j`` is the subject of a finite verb behind it."""
        return self._verb_of_subject(j, predicate) >= 0

    def _verb_of_subject(self, j: int, predicate: Predicate) -> int:
        """Return the chunk of the finite verb whose subject the bare group at ``j`` is, or -1."""
        i = j + 1
        kinds = self.kinds
        while i + 1 < len(kinds) and (
            (kinds[i] in "poyt" and kinds[i + 1] == "G") or (kinds[i] == "c" and kinds[i + 1] == "G")
        ):
            second = self.groups[self.at[i + 1]]
            apart = kinds[i] == "c" and second.leader < 0 and self.classes[second.head] in "NG"
            if apart and (
                self.words[predicate.token].weight < _TAKES_CLAUSE or self._has_thing(j, second, predicate)
            ):
                return -1  # "met Blair **and Schroeder** visited Rome": the next clause begins
            i += 2
        if i < len(kinds) and kinds[i] == "V" and self.predicates[self.at[i]].finite:
            return i if self.described(i) < 0 else -1  # "the state that attacked **Iran** was Iraq"
        return -1

    def _has_thing(self, j: int, second: Group, predicate: Predicate) -> bool:
        """Whether a verb that may tell has an object here: "recalled **its envoy**, and Chile protested"."""
        first = self.classes[self.groups[self.at[j]].first]
        return (
            first in "dh" and self.classes[second.head] == "N" and not self.behaves(predicate, "only_clause")
        )

    def _clause_after(self, j: int) -> int | None:
        """Return the chunk of the first finite verb after the subordinator at ``j``."""
        i = j + 1
        while i < len(self.kinds):
            if self.kinds[i] == "V" and self.predicates[self.at[i]].finite:
                return i
            if self.kinds[i] in ";.:":
                return None
            i += 1
        return None

    def _link(self, parent: Predicate, child: Predicate, link: str) -> None:
        if child.parent >= 0 or child.index == parent.index:
            return
        parent.comp.append((link, child.index))
        child.parent = parent.index
        child.link = link

    def _complement(self, k: int, j: int, predicate: Predicate, other: Predicate, last: int) -> bool:
        slots = predicate.slots
        first = self.classes[other.first]
        if other.link == "to" or (first == "B" and not other.finite):
            if last > k and self.behaves(predicate, "copula"):
                other.parent = other.parent if other.parent >= 0 else predicate.index
                return True  # "it is **time** for Mali to free them": the infinitive fills the noun
            self._link(predicate, other, "to")
            return True
        if other.finite and not self._inside_subject(k, predicate) and self.described(j) < 0:
            if predicate.passive and not predicate.finite and last >= 0 and self.groups[self.at[last]].prep:
                return False  # "strikes blamed on the navy **killed** four"
            if last == j - 1 or (last >= 0 and self._subject_of_next(last, predicate)):
                self._link(predicate, other, "that")
                return True
            # the subject of the inner clause was not taken as an object
            if any(self.kinds[i] == "G" for i in range(k + 1, j)):
                self._link(predicate, other, "that")
                return True
            return False
        if self.classes[other.token] == "I":
            if j == k + 1 or self.kinds[j - 1] in "poyt":
                self._link(predicate, other, "ing")
                if self.kinds[j - 1] in "poyt":
                    other.aux = (self.words[self.firsts[j - 1]].form,)
                return True
            if slots.get("obj") or last == j - 1:
                return False
        return False
