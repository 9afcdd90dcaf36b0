"""Verb groups: compound verbs, forms with *olmak* and *bilmək*, and what the suffixes say of a predicate."""

from __future__ import annotations

from functools import cache

from dragoman.languages import features as f
from dragoman.languages.parse import Predicate, Word
from dragoman.languages.tables import data_file, rows
from dragoman.languages.turkic.coordination import Coordination

__all__ = ["Verbs", "negative", "refused"]

_VERBAL = frozenset("VAMIO")
_HATS = {ord("â"): "a", ord("î"): "i", ord("û"): "u"}
"""Long vowels, that many write without their mark: "mahkûm etmek"."""


@cache
def _substitutes(language: str) -> dict[str, tuple[str, int, bool]]:
    """Verbs that stand for another in compounds: *eylemek* for *etmek*, *olunmak* for *edilmek*.

    Each with the feature that its form must have, and whether it is itself a passive.
    """
    found: dict[str, tuple[str, int, bool]] = {}
    for _, (lemma, kind, stems) in rows(
        data_file(language, "paradigms/stems.tsv"), ("lemma", "kind", "stems")
    ):
        if kind in ("as", "as.passive", "passive.of"):
            found.setdefault(lemma, (stems, f.PASSIVE if kind == "as.passive" else 0, kind == "passive.of"))
    return found


@cache
def _helpers(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the verbs that carry a participle before them and those that carry a stem."""
    table: dict[str, set[str]] = {"carrier": set(), "able": set()}
    for _, (lemma, kind, _) in rows(data_file(language, "paradigms/stems.tsv"), ("lemma", "kind", "stems")):
        if kind in table:
            table[kind].add(lemma)
    return frozenset(table["carrier"]), frozenset(table["able"])


class Verbs(Coordination):
    """Adds the predicates of a sentence to its chunks."""

    def prepare(self, particles: dict[str, frozenset[str]]) -> None:
        """Find compound verbs and periphrastic forms, then cut the sentence into chunks."""
        self._particles = particles
        self._compound: dict[int, tuple[int, str, int]] = {}
        """Verb token to (first token, lemma, features) of a compound."""
        self._carried: dict[int, int] = {}
        """Token of a helping verb to that of the verb it carries."""
        blank: set[int] = set()
        carriers, able = _helpers(self.language)
        for i, char in enumerate(self.classes):
            if char not in _VERBAL:
                continue
            word = self.words[i]
            if i and self.classes[i - 1] in "AVO":
                helper = able if self.classes[i - 1] == "O" else carriers
                if any(lemma in helper for lemma, tag, _ in word.verbs if tag == char):
                    self._carried[i] = i - 1
                    blank.add(i - 1)
            at = self._carried.get(i, i)
            found = self._find_compound(at, particles)
            if found is not None:
                self._compound[i] = found
                blank.update(range(found[0], at))
        self.skipped = blank

        def blanked(classes: str) -> str:
            if not blank:
                return classes
            return "".join("+" if i in blank else char for i, char in enumerate(classes))

        self.chunk(blanked)

    def _find_compound(self, i: int, particles: dict[str, frozenset[str]]) -> tuple[int, str, int] | None:
        j = i - 1
        words = self.words
        while j >= 0 and words[j].func == "part":
            j -= 1
        if j < 0:
            return None
        substitutes = _substitutes(self.language)
        char = self.classes[i]
        tried: dict[str, tuple[str, int]] = {}
        for lemma, tag, feats in words[i].verbs:
            if tag == char:
                tried.setdefault(lemma, ("", feats))
                if lemma in substitutes:
                    other, needed, passive = substitutes[lemma]
                    if not needed or feats & needed:
                        tried.setdefault(other, (lemma, feats | f.PASSIVE if passive else feats))
        for size in (4, 3, 2, 1):
            first = j - size + 1
            if first < 0:
                continue
            form = words[first].form.translate(_HATS)
            rests = particles.get(form)
            if not rests:
                continue
            middle = " ".join(words[n].form for n in range(first + 1, j + 1))
            for lemma, (_, feats) in tried.items():
                rest = f"{middle} {lemma}" if middle else lemma
                if lemma and feats & f.NEGATED:
                    denied = f"{middle} {negative(lemma)}" if middle else negative(lemma)
                    if denied in rests:
                        return first, f"{form} {denied}", feats & ~f.NEGATED
                if rest in rests:
                    return first, f"{form} {rest}", feats
        return None

    def predicate(self, token: int, char: str) -> Predicate:
        """Make the predicate of a verbal token."""
        word = self.words[token]
        compound = self._compound.get(token)
        carried = self._carried.get(token)
        first = compound[0] if compound is not None else (token if carried is None else carried)
        found = Predicate(len(self.predicates), "v", token, first, token + 1)
        feats = _features(word, char)
        own = feats
        if carried is not None:
            inner = self.words[carried]
            source = _features(inner, self.classes[carried])
            found.lemmas = _lemmas(inner, self.classes[carried])
            own = source
            feats |= source
            if self.classes[carried] == "O":
                feats |= f.ABLE
            if source & f.FUT and not feats & f.CLAUSE:
                feats &= ~f.PAST
        else:
            found.lemmas = _lemmas(word, char)
        if compound is not None:
            found.lemmas = (compound[1],)
            own = compound[2]
            if feats & f.NEGATED and not own & f.NEGATED and carried is None:
                feats = refused(feats)  # "kabul etmemek" is a lemma
        found.passive = bool(own & f.PASSIVE)
        self._read(found, feats, token)
        self.predicates.append(found)
        self.bits.append(feats)
        return found

    def _turn(self, predicate: Predicate) -> None:
        """Read a verb as the passive of another where it is said by whom: "Ankara tarafından **açıldı**"."""
        noun, _, verb = predicate.lemmas[0].rpartition(" ") if predicate.lemmas else ("", "", "")
        base, _, voiced = _substitutes(self.language).get(verb, ("", 0, False))
        if voiced:
            predicate.lemmas = (f"{noun} {base}" if noun else base,)
            predicate.passive = True

    def _read(self, found: Predicate, feats: int, token: int) -> None:
        """Take tense, mood and negation from the suffixes."""
        if feats & f.NEGATED:
            found.negation = token
        if feats & f.FUT:
            found.tense = "fut"
        elif feats & f.PAST:
            found.tense = "past"
        elif feats & (f.PRES | f.AORIST):
            found.tense = "pres"
        if feats & f.CONDITIONAL:
            found.modal = "-sa"
        elif feats & f.OBLIGED:
            found.modal = "-malı"
        elif feats & f.ABLE and not (feats & f.NEGATED and feats & f.PAST):
            found.modal = "-abil"  # "saldıramadı" did not
        elif feats & f.WISH:
            found.modal = "-sın"
        found.perfect = bool(feats & f.PERFECT)

    def _name_by_object(self, predicate: Predicate) -> None:
        """Find the compound of a verb whose noun does not stand before it: "yönelttiği eleştiri"."""
        if predicate.token in self._compound:
            return
        for index in predicate.slots.get("obj", []):
            rests = self._particles.get(self.words[self.groups[index].head].noun)
            if rests:
                found = tuple(
                    f"{self.words[self.groups[index].head].noun} {lemma}"
                    for lemma in predicate.lemmas
                    if lemma in rests
                )
                predicate.lemmas = (*found, *predicate.lemmas)
                owners = self.groups[index].owners
                if found and predicate.passive and owners and "subj" not in predicate.slots:
                    predicate.slots["subj"] = predicate.slots["nom"] = list(owners)

    def copula(self, token: int, char: str) -> Predicate:
        """Make the predicate of a noun, an adjective, *var* or *yok* that ends a clause."""
        word = self.words[token]
        found = Predicate(len(self.predicates), "a", token, token, token + 1)
        found.lemmas = tuple(dict.fromkeys(item for item in (word.adj, word.noun, word.form) if item))
        feats = 0
        for _, tag, bits in word.verbs:
            if tag == char:
                feats |= bits
        found.finite = True
        found.tense = "past" if feats & f.PAST else "pres"
        if feats & f.CONDITIONAL:
            found.modal = "-sa"
        if char == "!" or word.note == "neg":
            found.negation = token
        self.predicates.append(found)
        self.bits.append(feats)
        return found


def refused(feats: int) -> int:
    """Return the features of a verb whose negation is in its lemma: who will not accept refuses now."""
    return feats & ~(f.NEGATED | f.FUT) | f.PRES if feats & f.FUT else feats & ~f.NEGATED


def negative(lemma: str) -> str:
    """Return the negative infinitive: *etmemek* of *etmek*."""
    root, ending = lemma[:-3], lemma[-3:]
    return f"{root}m{ending[1]}{ending}"


def _features(word: Word, char: str) -> int:
    """Return the features of the first reading in a class."""
    return next((bits for _, tag, bits in word.verbs if tag == char), 0)


def _lemmas(word: Word, char: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lemma for lemma, tag, _ in word.verbs if tag == char and lemma))
