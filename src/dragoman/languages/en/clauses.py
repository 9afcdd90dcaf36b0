"""English clauses: who stands where around a verb.

Short walks over the chunks of ``groups`` find subjects, objects, complements and control.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.en.groups import Groups
from dragoman.languages.parse import Parse, Predicate, Word

__all__ = ["parse"]

_COPULAS = frozenset(
    (lemma,) for lemma in ("be", "become", "remain", "seem", "appear", "feel", "stay", "grow")
)
# Prepositions whose gerund is done by the subject: "responded by closing", against "accused X of closing".
_SUBJECT_GERUND = frozenset(
    {"by", "in", "without", "while", "after", "before", "upon", "on", "through", "besides"}
)
_DITRANSITIVE = frozenset(
    {"allow", "award", "deny", "give", "grant", "hand", "lend", "offer", "pay", "promise", "refuse", "send"}
)
_BARE = frozenset({"help", "let"})  # their infinitive may stand without "to"
_TAKES_CLAUSE = 2  # weight of verbs that take a clause without a word before it
_CLAUSE_END = frozenset(";.:")


class _Clauses(Groups):
    """Arguments of the verbs of one sentence."""

    def expand(self, index: int) -> list[int]:
        """Return a group with everything coordinated with it."""
        return [index, *self.groups[index].coord]

    def subject(self, k: int) -> tuple[list[int], str]:
        """Find the subject of the verb chunk ``k``; say how it was found."""
        kinds, at, groups = self.kinds, self.at, self.groups
        j = k - 1
        commas = 0
        if j >= 0 and kinds[j] == "c":
            return self._shared_subject(j)
        if j >= 0 and kinds[j] == "q":
            return self._antecedent(j)
        if j >= 0 and kinds[j] == ",":
            opening = self._opening(j)
            if opening is None:
                return self._shared_subject(j) if self.predicates[at[k]].finite else ([], "")
            j = opening
            commas = 1
        while j >= 0:
            kind = kinds[j]
            if kind == "G":
                group = groups[at[j]]
                if group.prep:
                    if group.leader >= 0:
                        j = self.chunk_of_group[group.leader]
                        group = groups[at[j]]
                    j -= 2
                    continue
                if group.leader >= 0:
                    lead = groups[group.leader]
                    if lead.prep:
                        j = self.chunk_of_group[lead.index] - 2
                        continue
                    return self.expand(lead.index), ""
                if group.twin >= 0:
                    lead = groups[group.twin]
                    if not lead.prep:
                        return self.expand(lead.index), ""
                if j > 0 and kinds[j - 1] == "V" and not commas and self._bare_object(j):
                    return self._shared_subject(j)
                pair = j == k - 1 == 2 and kinds[0] == "G" and kinds[1] == "," and kinds[4:5] != [","]
                if pair and not commas:
                    first = groups[at[0]]
                    if self.classes[first.head] == self.classes[group.head] == "N":
                        return self.expand(first.index) + self.expand(group.index), ""  # "Rome, Bern sign"
                return self.expand(group.index), ""
            if kind == "V":
                if not self.predicates[at[j]].finite:
                    j -= (
                        1  # a participle or infinitive inside the subject: "forces loyal to X advancing on Y"
                    )
                    continue
                return [], ""
            if kind == ",":
                opening = self._opening(j)
                if opening is None:
                    j -= 1
                else:
                    j = opening
                commas += 1
                continue
            if kind == ")":
                while j >= 0 and kinds[j] != "(":
                    j -= 1
                j -= 1
                continue
            if kind in "poyt(c":
                j -= 1
                continue
            if kind == "q":
                return self._antecedent(j)
            return [], ""
        return [], ""

    def _bare_object(self, j: int) -> bool:
        """Whether the group at chunk ``j`` is the object of the finite verb right before it."""
        before = self.predicates[self.at[j - 1]]
        return (
            before.finite
            and before.lemmas not in (("be",), ("do",), ())
            and self.words[before.token].weight != 2
        )

    def _opening(self, j: int) -> int | None:
        """Return the chunk before the comma that opens the parenthesis closed at ``j``."""
        i = j - 1
        while i >= 0:
            if self.kinds[i] == ",":
                return i - 1 if i > 0 else None
            if self.kinds[i] in ";:.":
                return None
            i -= 1
        return None

    def _antecedent(self, j: int) -> tuple[list[int], str]:
        """Antecedent of the relative word at chunk ``j``."""
        i = j - 1
        while i >= 0 and self.kinds[i] in ",poyt":
            i -= 1
        if i >= 0 and self.kinds[i] == "G":
            group = self.groups[self.at[i]]
            if group.leader >= 0:
                return self.expand(group.leader), "rel"
            if group.prep == "of" and i >= 2 and self.kinds[i - 2] == "G":
                return [self.at[i - 2]], "rel"
            return [group.index], "rel"
        return [], ""

    def _shared_subject(self, j: int) -> tuple[list[int], str]:
        """Subject of the verb before a conjunction: "X visited Y and met Z"."""
        i = j - 1
        while i >= 0:
            if self.kinds[i] == "V":
                before = self.predicates[self.at[i]]
                if before.finite and before.slots.get("surface"):
                    return list(before.slots["surface"]), "conj"
            elif self.kinds[i] in ";.":
                break
            i -= 1
        return [], ""

    def arguments(self, k: int) -> None:
        """Fill the slots of the verb chunk ``k`` from what stands around it."""
        kinds, at = self.kinds, self.at
        predicate = self.predicates[at[k]]
        slots = predicate.slots
        if predicate.finite:
            found, how = self.subject(k)
            if found:
                slots["surface"] = found
                predicate.subject_from = how
                if how == "rel":
                    predicate.link = "rel"
                    self.groups[found[-1]].relative = predicate.index
        elif predicate.link != "to":
            self._participle_subject(k, predicate)
        self._after(k, predicate)
        self._relative_object(k, predicate)
        self._negate(predicate)
        surface = slots.get("surface", [])
        if self.words[predicate.token].note == "transitive" and self._leaves_out_was(k, predicate):
            predicate.passive = True
        if predicate.passive:
            if surface and "iobj_kept" in slots and not _DITRANSITIVE.isdisjoint(predicate.lemmas):
                # "Ukraine was given tanks": who gets is the subject, what is given stands behind
                slots["obj"] = slots.pop("iobj_kept")
                slots["iobj"] = surface
            elif surface:
                slots["obj"] = surface
            agents = slots.pop("by", None)
            if agents:
                slots["subj"] = agents
        elif surface:
            slots["subj"] = surface
        if kinds[k] and not surface and not predicate.finite and predicate.link == "" and predicate.passive:
            predicate.link = "adv"

    def _leaves_out_was(self, k: int, predicate: Predicate) -> bool:
        """Whether a headline leaves out the auxiliary: "activist **released** after two years"."""
        if self.classes[predicate.token] != "D" or not predicate.finite:
            return False
        if any(link != "that" for link, _ in predicate.comp):
            return False
        slots = predicate.slots
        if "obj" in slots or not slots.get("surface"):
            return False
        # "the men Turkey released in June": the object stands before the subject
        before = self.chunk_of_group[slots["surface"][0]] - 1
        return before < 0 or self.kinds[before] != "G"

    def _relative_object(self, k: int, predicate: Predicate) -> None:
        """Give a verb the antecedent as its object: "the ship **that** Turkey bought"."""
        slots = predicate.slots
        if "obj" in slots or predicate.passive or not predicate.finite or predicate.subject_from:
            return
        surface = slots.get("surface")
        if not surface:
            return
        before = self.chunk_of_group[surface[0]] - 1
        if before < 1 or self.kinds[before] != "q":
            return
        if self.words[self.firsts[before]].form not in ("which", "that", "whom", "who"):
            return
        if any(predicate.index == child for p in self.predicates for link, child in p.comp if link == "that"):
            return
        antecedent, _ = self._antecedent(before)
        if antecedent:
            # "the treaty **under which** Turkey left": what the preposition governs is no object
            governed = self.kinds[before - 1] == "p"
            slots[self.words[self.firsts[before - 1]].form if governed else "obj"] = antecedent
            predicate.link = predicate.link or "rel"

    def _negate(self, predicate: Predicate) -> None:
        """Take over the negation of a subject or object: "sent **no** rice", "**no** soldier crossed"."""
        for slot in ("surface", "obj"):
            for index in predicate.slots.get(slot, ()):
                before = self.groups[index].first - 1
                if before >= 0 and self.classes[before] == "!" and predicate.negation < 0:
                    predicate.negation = before

    def _participle_subject(self, k: int, predicate: Predicate) -> None:
        kinds, at, groups = self.kinds, self.at, self.groups
        j = k - 1
        if j >= 0 and kinds[j] == "G":
            group = groups[at[j]]
            if predicate.passive or not group.prep or not self._inside_verb_object(j):
                lead = group.leader if group.leader >= 0 else group.index
                predicate.slots["surface"] = self.expand(lead)
                predicate.link = "rel"
        elif j >= 0 and kinds[j] == ",":
            found, _ = self._shared_subject(j)
            if not found and predicate.passive and j and kinds[j - 1] == "G" and not groups[at[j - 1]].prep:
                found = self.expand(at[j - 1])  # "Japan, backed by Australia, condemned"
            if found:
                predicate.slots["surface"] = found
            predicate.link = "adv"
        elif j < 0:
            # "Acting on a tip, police arrested ...": the subject comes after the comma
            i = k + 1
            while i < len(kinds) and kinds[i] != ",":
                i += 1
            if i + 1 < len(kinds) and kinds[i + 1] == "G":
                predicate.slots["surface"] = self.expand(at[i + 1])
                predicate.subject_from = "adv"
            predicate.link = "adv"

    def _inside_verb_object(self, j: int) -> bool:
        return j >= 2 and self.kinds[j - 1] in "poyt" and self.kinds[j - 2] == "V"

    def _after(self, k: int, predicate: Predicate) -> None:
        """Objects, prepositional groups and complement verbs to the right."""
        kinds, at, groups, words = self.kinds, self.at, self.groups, self.words
        slots = predicate.slots
        n = len(kinds)
        j = k + 1
        bare: list[int] = []
        if predicate.lemmas in _COPULAS and j < n and kinds[j] == "a":
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
                j += 2
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
                    if self.words[group.first].tags != "T":
                        slots.setdefault(group.prep, []).extend(self.expand(group.index))
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
                if not self._opens_group(j + 1):
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
                    if found is not None:
                        self._link(predicate, self.predicates[at[found]], "that")
                break
            elif kind == "c" and j + 1 < n and kinds[j + 1] in "poyt":
                j += 1  # "by Turkey on one side and by Armenia on the other"
            elif kind == "c" or kind == "(" or kind in _CLAUSE_END:
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
        if predicate.particle or token >= len(self.words):
            return
        form = self.words[token].form
        if any(form in self.particles.get(lemma, ()) for lemma in predicate.lemmas):
            predicate.particle = form

    def _takes_that(self, predicate: Predicate) -> bool:
        return self.words[predicate.token].weight > 0

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
        if self.classes[predicate.first] != "t" or self.words[predicate.token].weight >= _TAKES_CLAUSE:
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
            if apart and self.words[predicate.token].weight < _TAKES_CLAUSE:
                return -1  # "met Blair **and Schroeder** visited Rome": the next clause begins
            i += 2
        if i < len(kinds) and kinds[i] == "V" and self.predicates[self.at[i]].finite:
            return i
        return -1

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
        if first == "t" or (first == "B" and not other.finite):
            self._link(predicate, other, "to")
            return True
        if other.finite and not self._inside_subject(k, predicate):
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

    def build(self) -> None:
        """Run all steps in order."""
        self.chunk()
        self._subordinate()
        self.attach()
        for predicate in self.predicates:
            following = predicate.stop
            if following < len(self.words):
                form = self.words[following].form
                for lemma in predicate.lemmas:
                    if form in self.particles.get(lemma, ()):
                        predicate.particle = form
        self._headline()
        self._bare_infinitives()
        for k, kind in enumerate(self.kinds):
            if kind == "V":
                self._coordinate_verb(k)
                self.arguments(k)
        self._control()

    def _bare_infinitives(self) -> None:
        """Take what one is helped or let to do for an infinitive: "help Bangladesh **repair** its dykes"."""
        for k in range(2, len(self.kinds)):
            if self.kinds[k] != "V" or self.kinds[k - 1] != "G" or self.kinds[k - 2] != "V":
                continue
            predicate, before = self.predicates[self.at[k]], self.predicates[self.at[k - 2]]
            if predicate.first != predicate.token or self.classes[predicate.token] != "B":
                continue
            if not _BARE.isdisjoint(before.lemmas):
                predicate.finite, predicate.tense = False, "pres"

    def _headline(self) -> None:
        """Read the infinitive of a headline as the future: "Japan **to lend** Vietnam money"."""
        k = next((i for i, kind in enumerate(self.kinds) if kind == "V"), 0)
        if k < 1 or self.kinds[k - 1] != "G" or any(p.finite for p in self.predicates):
            return
        group, predicate = self.groups[self.at[k - 1]], self.predicates[self.at[k]]
        head = self.classes[group.head]
        if self.classes[predicate.first] == "t" and not group.prep and head in "NG":
            predicate.finite, predicate.modal = True, "will"

    def _coordinate_verb(self, k: int) -> None:
        """Make the second of two verbs what the first is: "to tighten and **impose** sanctions"."""
        predicate = self.predicates[self.at[k]]
        if k < 2 or self.kinds[k - 1] not in "c," or self.classes[predicate.first] not in "BP!r":
            return
        before = next(
            (self.predicates[self.at[j]] for j in range(k - 2, -1, -1) if self.kinds[j] == "V"), None
        )
        if before is None or self.classes[predicate.token] != self.classes[before.token]:
            return
        if self.classes[predicate.token] == "B" and (before.link == "to" or before.modal):
            predicate.finite = before.finite
            predicate.modal, predicate.tense = before.modal, before.tense
            if before.parent >= 0 and before.link == "to":
                self._link(self.predicates[before.parent], predicate, "to")
        elif self.classes[predicate.token] == "P":
            predicate.passive, predicate.finite, predicate.tense = before.passive, before.finite, before.tense

    def _control(self) -> None:
        """Give infinitives, gerunds and coordinated verbs the subjects they share."""
        for predicate in self.predicates:
            slots = predicate.slots
            if slots.get("surface") or predicate.finite:
                continue
            if predicate.parent >= 0:
                parent = self.predicates[predicate.parent]
                above = parent.slots
                source = above.get("obj") if not parent.passive else above.get("surface")
                if predicate.link == "ing" and (not predicate.aux or predicate.aux[0] in _SUBJECT_GERUND):
                    source = None
                if predicate.link == "to" and not parent.passive and not self._object_control(parent):
                    source = None
                if predicate.link == "to" and source and self._is_own_thing(source):
                    source = None
                source = source or above.get("surface") or above.get("subj")
                if source:
                    slots["surface"] = list(source)
                    predicate.subject_from = predicate.link
                    if predicate.passive:
                        slots.setdefault("obj", list(source))
                    else:
                        slots.setdefault("subj", list(source))

    def _is_own_thing(self, groups: Sequence[int]) -> bool:
        """Whether an object is a thing of the subject: "drove **their tractors** to Brussels to protest"."""
        first = self.groups[groups[0]]
        return self.classes[first.first] == "h" and self.classes[first.head] == "n"

    @staticmethod
    def _object_control(parent: Predicate) -> bool:
        return not {"promise", "threaten", "vow", "pledge", "use", "have"}.intersection(parent.lemmas)


def parse(classes: str, words: Sequence[Word], particles: dict[str, frozenset[str]]) -> Parse:
    """Find the groups and predicates of one sentence.

    Parameters
    ----------
    classes : str, (n_tokens,)
        From ``tagging.tag``.
    words : sequence of Word, (n_tokens,)
    particles : dict
        Particles of phrasal verbs, from the pack.

    Returns
    -------
    Parse
    """
    builder = _Clauses(classes, words, particles)
    builder.build()
    return Parse(classes, builder.groups, builder.predicates, builder.group_of)
