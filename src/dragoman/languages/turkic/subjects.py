"""Who of the bare groups before a Turkish or Azerbaijani verb acts, and what is acted on."""

from __future__ import annotations

import re

from dragoman.languages import features as f
from dragoman.languages.parse import PROPER, Group, Predicate
from dragoman.languages.turkic.stack import Stack

__all__ = ["Subjects"]

_OWN = ("ını", "ini", "unu", "ünü")
_BESIDE = re.compile("[ıiuü]nd[aeə] ")


class Subjects(Stack):
    """Subjects of verbs, where no case parts them from objects."""

    def _nominatives(
        self, predicate: Predicate, bare: list[int], objects: list[int], behind: int, near: int
    ) -> list[int]:
        """Part the bare groups of a clause into its subject and an indefinite object before the verb."""
        if predicate.passive or not predicate.finite:
            if not predicate.finite and not predicate.passive:
                objects.extend(i for index in bare for i in self._expand(index))
                return []
            somebody = [i for i in bare if self.classes[self.groups[i].head] in "NGR"]
            return self._expand((somebody or bare[-1:])[0]) if bare else []
        if self.bits[predicate.index] & (f.PERSON1 | f.PERSON2):
            objects.extend(i for index in bare if index == near for i in self._expand(index))
            return []  # "destekliyoruz": whoever speaks
        unsure = [i for i in bare if self.feats[i] & f.ACC and self._ambiguous(i) and i not in self._parted]
        if self._takes_nothing(predicate):
            unsure = []
        middle = bool(bare) and self._is_middle(predicate)
        if len(bare) == 1 and (middle or self._is_filled(predicate)):
            unsure = []  # "muhalefet yanlıları gösteri yaptı"
        elif not unsure and len(bare) == 1 and bare[0] == near and self._holds_subject(predicate, bare[0]):
            unsure = bare
        agents = self._somebody(unsure)
        if agents and bare[-1] not in unsure and bare[-1] == near and self._is_thing(bare[-1]):
            unsure = []  # "askerleri devriye icra etti": the bare thing before the verb is the object
        if unsure and not objects and (len(bare) > 1 or unsure[-1] != bare[0] or self._last is not None):
            last = unsure[-1]
            bare = [i for i in bare if i != last]
            objects.extend(self._expand(last))
        elif unsure and not objects and predicate.kind == "v":
            objects.extend(self._expand(unsure[-1]))
            bare = [i for i in bare if i != unsure[-1]]
        if len(bare) > 1 and not objects and predicate.kind == "v":
            last = bare[-1]
            common = self.classes[self.groups[last].head] in "n#"
            framed = not middle and (
                self.words[predicate.token].weight == 1 or predicate.token in self._compound
            )
            if last == near and (common or framed or self._is_named(bare[0])):
                objects.extend(self._expand(last))
                bare = bare[:-1]
        if not bare:
            return self._whole(predicate, objects) if predicate.kind == "v" else []
        after = [i for i in bare if i in bare[behind:]] or bare
        named = [i for i in after if self.classes[self.groups[i].head] in "NGR"]
        chosen = (named or after)[0]
        if not objects and predicate.kind == "v" and chosen == near and self._is_thing(chosen) and not middle:
            # the one bare noun before the verb may be its object: "nota verdi"
            objects.extend(self._expand(chosen))
            if self._last is not None and self._last.slots.get("subj"):
                return []
        return self._expand(chosen)

    def _part_subject(self, converb: Predicate, bare: list[int], behind: int) -> bool:
        """Give a converb the nominative before it where the verb above has one of its own behind it.

        "**Topçu** kenti döverken **siviller** kaçıyordu".
        """
        if not self._somebody([i for i in bare[behind:] if self._acts_after(i)]):
            return False
        first = next((i for i in bare[:behind] if self.classes[self.groups[i].head] in "NGRn"), -1)
        if first < 0:
            return False
        slots = converb.slots
        slots["surface"] = self._expand(first)
        if converb.passive:
            slots["acc"] = slots["obj"] = slots["surface"]
        else:
            slots["nom"] = slots["subj"] = slots["surface"]
        return True

    def _acts_after(self, index: int) -> bool:
        """Whether a bare group behind a clause can act: "saldırınca **Eritre birlikleri** çekildi"."""
        feats = self.feats[index]
        return not feats & f.ACC or bool(feats & f.NOM and self.groups[index].owners)

    def _owner_of(self, objects: list[int]) -> list[int]:
        """Return the genitive owner of an object as the subject: "Rusya'nın ordusunu çektiğini"."""
        for index in objects:
            found = [i for i in self.groups[index].owners if self.feats[i] & f.GEN]
            if found and (self._somebody(self._with_owners(found)) or not self._awaited()):
                return found
        return []

    def _with_owners(self, indexes: list[int]) -> list[int]:
        return [*indexes, *(owner for i in indexes for owner in self.groups[i].owners)]

    def _awaited(self) -> bool:
        """Whether somebody waits before a clause who may act in it.

        "**İran**, tankerin mürettebatını bırakacağını duyurdu": not the ship.
        """
        return any(
            item.kind == "G" and self.feats[item.at] & f.NOM and self._somebody([item.at])
            for item in self.stack
        )

    def _is_other(self, predicate: Predicate, index: int) -> bool:
        """Whether a genitive cannot be the subject: "X'in hedefini destekle**dikler**ini" has several."""
        group = self.groups[index]
        several = bool(group.coord) or group.leader >= 0 or self.words[group.head].plural
        return bool(self.bits[predicate.index] & f.PL) and not several and self.classes[group.head] == "N"

    @staticmethod
    def _stands_by(predicate: Predicate) -> bool:
        """Whether a compound names a side, whose genitive is no subject: "Bakı'nın **yanında** olduğunu"."""
        return any(_BESIDE.search(lemma) is not None for lemma in predicate.lemmas)

    def _is_framed(self, predicate: Predicate) -> bool:
        """Whether the lexicon knows the verb: it says then what the noun before it is."""
        return self.words[predicate.token].weight == 1 or predicate.token in self._compound

    def _is_filled(self, predicate: Predicate) -> bool:
        """Whether a compound needs no object any more."""
        noun, _, verb = predicate.lemmas[0].rpartition(" ") if predicate.lemmas else ("", "", "")
        if any(part.endswith(_OWN) for part in noun.split()):
            return True  # "**askerlerini** çekmek"
        return bool(noun) and verb in self.syntax["filled"]

    def _takes_nothing(self, predicate: Predicate) -> bool:
        """Whether a verb never has an object: "muhalefet **yanlıları** sokağa çıktı"."""
        lemma = predicate.lemmas[0].rpartition(" ")[2] if predicate.lemmas else ""
        return lemma in self.syntax.get("intransitive", ())

    def _is_middle(self, predicate: Predicate) -> bool:
        """Whether a verb can have no object, as its end tells."""
        lemma = predicate.lemmas[0] if predicate.lemmas else ""
        return lemma.endswith(self.syntax["middle"]) and lemma not in self.syntax["transitive"]

    def _holds_subject(self, predicate: Predicate, index: int) -> bool:
        """Whether a name and the thing behind it are no possession: "**Türkiye** Boğazları kapattı".

        What a country has would be "Türkiye Boğazları**nı**" before a verb that acts on it.
        """
        group = self.groups[index]
        if not self._is_framed(predicate) or predicate.kind != "v":
            return False
        if not self.feats[index] & f.ACC or self.classes[group.head] != "n":
            return False
        return any(self._stands_first(owner, index) for owner in group.owners)

    def _stands_first(self, owner: int, index: int) -> bool:
        """Whether an owner is the bare name with which a group begins."""
        group, place = self.groups[index], self.groups[owner]
        bare = self.classes[place.head] == "N" and not self.feats[owner] & f.GEN
        return place.first == group.first and bare and place.stop < group.stop

    def _is_named(self, index: int) -> bool:
        """Whether a group is headed by a name: "Fransa paraşütçüler gönderdi"."""
        return self.classes[self.groups[index].head] == "N"

    def _is_thing(self, index: int) -> bool:
        """Whether a group is headed by a common noun, not by a name or an unknown name behind an agent."""
        group = self.groups[index]
        return self.classes[group.head] == "n" and "G" not in self.classes[group.first : group.head]

    def _whole(self, predicate: Predicate, objects: list[int]) -> list[int]:
        """Part the subject from the group that it seems to own, where nobody else acts."""
        found = self._split(objects)
        if found or objects or self._last is not None:
            return found
        return self._split(predicate.slots.get("dat", []))  # "Malta mültecilerine kapılarını açtı"

    def _split(self, objects: list[int]) -> list[int]:
        """Part "Türkiye askerlerini çekti" into subject and object where nobody else acts."""
        for index in objects:
            group = self.groups[index]
            first = next((owner for owner in group.owners if self._stands_first(owner, index)), -1)
            if first < 0 or self._is_person(group):
                continue
            several = "c" in self.classes[group.first : group.head]  # "İran ve Irak esirleri"
            joined = [o for o in group.owners if self._is_bare_name(o)] if several else [first]
            group.owners = [owner for owner in group.owners if owner not in joined]
            group.first = self.groups[joined[-1]].stop
            for owner in joined:
                self.groups[owner].inside = -1
            return [*self._leave(index, objects), *joined]
        return []

    def _is_person(self, group: Group) -> bool:
        """Whether a name ends a group with an office: "**Ermenistan Başbakanı Paşinyan'ı** davet etti"."""
        head = self.words[group.head]
        named = PROPER in head.traits or (self.classes[group.head] == "N" and head.func == "person")
        return named and "G" in self.classes[group.first : group.head]

    def _is_bare_name(self, index: int) -> bool:
        return self.classes[self.groups[index].head] == "N" and not self.feats[index] & f.GEN

    def _leave(self, index: int, objects: list[int]) -> list[int]:
        """Take an object out of a list of names, which are the subject: "**İran ve Irak** planı onayladı"."""
        lead = self.groups[index].leader
        if lead < 0 or self.classes[self.groups[lead].head] not in "NG":
            return []
        before = [i for i in self._expand(lead) if i != index]
        self.groups[lead].coord.remove(index)
        self.groups[index].leader = -1
        objects[:] = [i for i in objects if i not in before]
        return before
