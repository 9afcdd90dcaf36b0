"""The subject of a verb: agreement first, then case, then who it is."""

from __future__ import annotations

from dragoman.languages import features as f
from dragoman.languages.parse import GUESSED, Group, Predicate
from dragoman.languages.slavic.groups import BODY
from dragoman.languages.slavic.relatives import Relatives
from dragoman.languages.slavic.words import HAPPENS, TRANSITIVE

__all__ = ["Subjects"]

_UNDECLINED = ("о", "е", "є", "и", "і", "ї", "баку", "перу")
"""How names of places without cases end that are singular: "Алеппо", "Тбилиси"."""
_TOGETHER = ("вместе с+", "совместно с+", "разом з", "разом із+", "спільно з", "спільно із+")
_PLACES = frozenset({"place", "seat", "state"})
_ABSTRACT = ("ство", "ние", "тие", "ння", "ття")
"""How neuter nouns end that are no people."""
_IN = ("в+", "у+")
_POSTS = ("посольств", "консульств", "представительств", "представництв")
"""How nouns begin for what is opened and closed."""
_SEATS = frozenset({"seat", "org"})
_UNTOLD = frozenset("аеиоуыэюяєіїьйчшжщв")
"""Last letters of lemmas that can be of several genders."""


class Subjects(Relatives):
    """Who does it, in the clause of a verb or above it."""

    def _is_plural(self, predicate: Predicate) -> bool:
        """Whether a finite verb can only be a plural, "осудили", "требуют"; of whom, nobody needs to say."""
        feats = [feats for _, kind, feats in self.words[predicate.token].verbs if kind in "VP"]
        plain = predicate.finite and not any(each & (f.PERSON1 | f.PERSON2) for each in feats)
        return plain and self._number(predicate) & f.NUMBERS == f.PL

    def _impersonal(self, predicate: Predicate) -> bool:
        """Whether a passive has no subject and keeps its object: "угоду підписано"."""
        return any(feats & f.IMPERSONAL for _, _, feats in self.words[predicate.token].verbs)

    def _opens_clause(self, k: int, left: list[int]) -> bool:
        """Whether a verb that opens a clause goes on with the subject above: "заявил, что посетит Ирак"."""
        before = k - 1
        while before >= 0 and self.kinds[before] == "!":
            before -= 1
        if before < 1 or self.kinds[before] != "u" or self.words[self.firsts[before]].note != "that":
            return False
        above = next(
            (self.predicates[self.at[j]] for j in range(before, -1, -1) if self.kinds[j] == "V"), None
        )
        return above is not None and bool(above.slots.get("surface"))

    def _subject(
        self, predicate: Predicate, bare: list[tuple[Group, str, int]], follows: bool
    ) -> Group | None:
        """Choose the subject among the bare groups of a clause: agreement first, then case, then who it is.

        "Договор заключили РСФСР и Турция", "контракт министерство не признало": order alone says nothing.
        A verb that follows another one (``follows``) shares its subject, unless it has a plain one.
        """
        if not predicate.finite:
            return None
        number, gender = self._number(predicate), self._gender(predicate)
        together = number & f.NUMBERS == f.PL and bool(self._together(predicate))
        word = self.words[predicate.token]
        reflexive = any(feats & f.REFLEXIVE for _, _, feats in word.verbs) or word.note == HAPPENS
        best: Group | None = None
        best_score = 0.0
        told = [group for group, _, _ in bare if group.case & f.ACC and not group.case & f.NOM]
        for group, side, distance in bare:
            case = group.case & f.CASES or f.CASES
            if not case & f.NOM or not (self._agrees(group, number) or together):
                continue
            if self.classes[group.head] == "A":
                continue  # "Турция, **получившая** мало, попросила"
            if case & f.ACC and gender and self._is_of_other(group, gender):
                continue  # "открыл посольство", "договор подписала": an object
            if len(bare) > 1 and self._is_agent_name(predicate, group):
                continue
            if gender and gender != f.FEM and self._is_feminine_state(group):
                continue  # "Будапешт наложил вето на заседание Украина — НАТО"
            somebody = self.classes[group.head] in "NGR" or any(
                self.classes[self.groups[owner].head] == "J" for owner in group.owners
            )  # "груз доставил мексиканский корабль"
            somebody = somebody or group.index in self.titled
            score = 1.0 - 0.1 * distance
            if not case & f.ACC:
                score += 4.0
            elif follows or (side == "left" and self._is_left_object(predicate, group, told)):
                continue  # "поднял авиацию и попросил ООН"
            elif side == "right" and not (somebody or told or predicate.passive or reflexive):
                continue  # "подписал договор": an object, but "Швецию связали **узы**"
            several = 1.5 * bool(group.coord)  # "скандал рассорил **Париж и Рим**"
            score += 2.0 * somebody + (several if number & f.PL else -several) + (side == "left")
            if score > best_score:
                best, best_score = group, score
        return best

    def _is_left_object(self, predicate: Predicate, group: Group, told: list[Group]) -> bool:
        """Whether a thing before a plural verb is what somebody else does it to.

        "**В Москве** эти обвинения отвергли", "Рим признал республику, **но** посольства не открыл".
        """
        if told or TRANSITIVE not in self.words[predicate.token].traits or predicate.passive:
            return False
        if group.coord or self._number(predicate) & f.NUMBERS != f.PL:
            return False
        j = self.chunk_of_group[group.index] - 1
        if self.words[group.head].form.startswith(_POSTS):
            return j > 0 and self.kinds[j] == "c" and self.kinds[j - 1] == ","
        if self.classes[group.head] != "n":
            return False
        before = self.groups[self.at[j]] if j >= 1 and self.kinds[j] == "G" else None
        if before is None or not before.prep.startswith(_IN) or self.words[before.head].func not in _SEATS:
            return False
        return j < 2 or self.kinds[j - 2] in ",c:.;"

    def _together(self, predicate: Predicate) -> list[int]:
        """Return who acts with the subject: "Болгария **вместе с Турцией** осудила набег"."""
        if predicate.passive:
            return []
        slots = predicate.slots
        found = [i for name in slots if name.startswith(_TOGETHER) for i in slots[name]]
        return [
            i
            for i in found
            if self.groups[i].first < predicate.token or self.groups[i].first == predicate.token + 2
        ]

    def _is_agent_name(self, predicate: Predicate, group: Group) -> bool:
        """Whether a name without cases stands right behind a passive: "связи были прерваны **Чили**"."""
        bare = not group.case & f.CASES and self.classes[group.head] == "N"
        return bare and self.classes[predicate.token] == "P" and group.first == predicate.token + 1

    def _bare_name(self, k: int) -> Group | None:
        """Return a name without cases that stands right before a verb without subject.

        "Вину за неудачу переговоров Тбилиси возложил на Москву": no genitive behind the noun before it.
        """
        if not k or self.kinds[k - 1] != "G":
            return None
        group = self.groups[self.at[k - 1]]
        case = group.case & f.CASES
        name = self.classes[group.head] == "N" and group.head + 1 == group.stop
        free = group.prep == "gen" and group.leader < 0
        return group if name and free and (not case or case & f.NOM) else None

    def _is_object_before_name(self, k: int, subject: Group, bare: list[tuple[Group, str, int]]) -> bool:
        """Whether a thing can be the object of a verb behind a name without cases, which then does it."""
        name = self._bare_name(k)
        if name is None or self.classes[subject.head] != "n" or not subject.case & f.ACC:
            return False
        feats = 0
        for _, kind, bits in self.words[self.predicates[self.at[k]].token].verbs:
            if kind == "V":
                feats |= bits
        near = self.groups[self.at[k - 2]] if k >= 2 and self.kinds[k - 2] == "G" else subject
        others = any(group is not subject and group.case & f.ACC for group, _, _ in bare)
        return near is not subject and not others and not feats & f.REFLEXIVE

    def _behind_genitive(
        self, predicate: Predicate, left: list[int], bare: list[tuple[Group, str, int]]
    ) -> Group | None:
        """Return the subject that looks like a genitive of the noun before it.

        "После подписания соглашения **войска** ушли", "до конца войны **отношения** двух стран оставались
        холодными": a body in the plural, or a noun with its own genitive where the verb has no object.
        """
        number = self._number(predicate)
        if number & f.NUMBERS != f.PL:
            return None
        objects = any(group.case & f.ACC for group, _, _ in bare)
        for j in left:
            group = self.groups[self.at[j]] if self.kinds[j] == "G" else None
            if group is None or group.prep != "gen" or group.leader >= 0 or not group.case & f.NOM:
                continue
            body = self.classes[group.head] == "G" and self.words[group.head].note == BODY
            owned = self.classes[group.head] == "n" and group.after and not objects
            if (body or owned) and self._agrees(group, number):
                return group
        return None

    def _free_from_genitives(self, subject: Group) -> None:
        """Undo what made a subject a genitive of the noun before it."""
        subject.prep = ""
        held = {subject.index, *subject.after}
        for other in self.groups:
            if subject.index in other.after:
                other.after = [index for index in other.after if index not in held]

    def _number(self, predicate: Predicate) -> int:
        bits = 0
        for _, kind, feats in self.words[predicate.token].verbs:
            if kind in "VP":
                bits |= feats & f.NUMBERS
        return bits

    def _gender(self, predicate: Predicate) -> int:
        """Return the gender that a verb in the past shows, or 0."""
        bits = 0
        for _, kind, feats in self.words[predicate.token].verbs:
            if kind in "VP":
                bits |= feats & f.GENDERS
        return bits if bits in (f.MASC, f.FEM, f.NEUT) else 0

    def _is_of_other(self, group: Group, gender: int) -> bool:
        """Whether a thing whose nominative is its accusative has another gender than the verb."""
        head = self.words[group.head]
        lemma = head.noun
        if group.coord or not lemma or head.weight == GUESSED or group.case & f.NUMBERS != f.SG:
            return False
        if lemma.endswith(_ABSTRACT):
            return gender != f.NEUT
        return self.classes[group.head] == "n" and lemma[-1] not in _UNTOLD and gender != f.MASC

    def _is_feminine_state(self, group: Group) -> bool:
        """Whether a declined name of a state or town ends as only feminines do: "Украина"."""
        head = self.words[group.head]
        feminine = group.case & f.CASES == f.NOM and head.form.endswith(("а", "я"))
        return feminine and head.func in _PLACES and not group.coord

    def _agrees(self, group: Group, number: int) -> bool:
        own = group.case & f.NUMBERS
        head = self.words[group.head]
        if head.plural and own != f.SG:
            own = f.PL  # "войска" is a genitive singular too, but as a subject it is a plural
        elif not own and not group.case & f.CASES and (head.func in _PLACES or head.form == "нато"):
            own = f.SG if head.form.endswith(_UNDECLINED) else 0  # "бомбили Алеппо", but "США бомбили"
        if group.coord or len(group.owners) > 1 or not own or not number:
            return True  # "**бельгийская и голландская** полиция провели"
        return bool(own & number)

    def _shared(self, k: int) -> list[int]:
        """Subject of the verb before a conjunction or comma: "посетил Баку и встретился с".

        Before a relative that is no subject, too: "Рим принял ноту, **в которой** осудил набег".
        """
        j = k - 1
        above = False
        while j >= 0:
            if self.kinds[j] == "q":
                if j and self.kinds[j - 1] == "p" and j not in self.owning:
                    above = True
                elif not above:
                    return self._antecedent(j)
            if self.kinds[j] in ";.:u(":
                return []
            before = self.predicates[self.at[j]] if self.kinds[j] == "V" else None
            if before is not None and self.classes[before.token] not in "AIB":
                found = list(before.slots.get("surface", []))
                number = self._number(self.predicates[self.at[k]])
                if above and len(found) == 1 and not self._agrees(self.groups[found[0]], number):
                    return []  # "посетил город, в котором **арестовали** монаха"
                return found
            j -= 1
        return []
