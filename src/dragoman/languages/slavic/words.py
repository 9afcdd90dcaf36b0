"""What each word form can be: readings of the morphology, function words first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.languages import features as f
from dragoman.languages.pack import Pack
from dragoman.languages.parse import GUESSED, Forms, Word
from dragoman.languages.phrases import phrases_of
from dragoman.languages.slavic.citation import nominative
from dragoman.languages.slavic.letters import letters
from dragoman.languages.slavic.morphology import Morphology, load
from dragoman.languages.slavic.prepositions import noun_slot, with_noun

__all__ = ["AIM", "HAPPENS", "TOKEN", "TRANSITIVE", "Words"]

AIM = "aim"
"""Note of a noun that an infinitive can explain: "попытка захватить"."""

HAPPENS = "happen"
"""Note of a verb, and its role as a light verb, whose subject is what happens: "состоялось подписание"."""

TRANSITIVE = "transitive"
"""Trait of a verb that frames give an object in the accusative."""

TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:-[а-яёіїєґ]{1,3})?\b|[^\W_]+(?:[-’'][^\W_]+)*|--+|\.\.\.|\S",
)

_FUNCTION = {
    "det": "d",
    "quant": "d",
    "poss": "h",
    "pron": "R",
    "prep": "p",
    "conj": "c",
    "subord": "u",
    "rel": "q",
    "wh": "u",
    "aux_be": "x",
    "modal": "m",
    "neg": "!",
    "adv": "r",
    "num": "#",
    "ord": "a",
    "part": "r",
    "inter": "r",
}
_GOVERNS = frozenset({TRANSITIVE})
_NONE: frozenset[str] = frozenset()
_REFLEXIVE = ("ся", "сь")
_NOMINAL = f.CASES | f.NUMBERS
_RANK = {kind: rank for rank, kind in enumerate(_FUNCTION)}
_PHRASAL = frozenset({"prep", "conj", "subord", "pron"})
_PUNCTUATION = {
    ",": ",",
    ";": ";",
    ":": ":",
    "—": ":",
    "–": ":",
    "-": ":",
    "--": ":",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "№": "#",
    "%": "n",
}
_ORDINAL = re.compile(r"\d+-?(?:[йяеєа]|ой|ый|ій|ая|ое|го|му|ого|ому|ої|ою|ю|ую|ти|та|та|му|ма)")
_ROMAN = re.compile(r"[ivxlхі]{2,6}|[ivx]")
"""Roman numerals, written with Latin letters or with Cyrillic ones that look alike: "XI армия"."""
_QUOTES = frozenset("\"“”«»„‟‘’`'")


class Words:
    """Look-up of word forms, cached per form.

    Parameters
    ----------
    pack : Pack
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._letters = letters(pack.code)
        self._morphology: Morphology = load(pack.code)
        self.forms = Forms(self._make)
        self.lower = str.lower
        framed = (*pack.frames, *pack.claims)
        self._framed = {verb.removeprefix("не ").partition(" ")[0] for pos, verb in framed if pos == "v"}
        self._framed_nouns = {lemma for pos, lemma in (*pack.frames, *pack.claims) if pos == "n"}
        self._framed_adjectives = {lemma for pos, lemma in (*pack.frames, *pack.claims) if pos == "a"}
        self._governing = self._transitive()
        self._speech = {cue for (pos, cue) in pack.reporting if pos.startswith("v")}
        self._heads = {lemma.rpartition(" ")[2] for lemma in pack.classes} | self._framed_nouns
        phrases = phrases_of(pack, _FUNCTION, lambda _, func, note: func in _PHRASAL or note == "phrase")
        asked = self._asked()
        self.phrases = {
            first: {
                second: [(parts, self._with_noun(parts, word, asked)) for parts, word in found]
                for second, found in seconds.items()
            }
            for first, seconds in phrases.items()
        }
        self._named = {self._joined(phrase): phrase for phrase in self._names()}
        self._first = {joined.partition(" ")[0] for joined in self._named}

    def _names(self) -> list[str]:
        """Return the nouns of several words that the lexicon knows, as it writes them."""
        tables = (self.pack.frames, self.pack.claims)
        found = {lemma for table in tables for pos, lemma in table if pos == "n"}.union(self.pack.classes)
        found.update(condition.arg for condition in self.pack.conditions() if condition.arg_kind == "lemma")
        return sorted(name for name in found if " " in name)

    def _transitive(self) -> frozenset[str]:
        """Return the verbs that frames give an object in the accusative: "отклонить", but not "уйти"."""
        found = set()
        for (pos, verb), choices in self.pack.frames.items():
            if pos != "v" or verb.endswith(_REFLEXIVE):
                continue
            for frame in choices.frames:
                needs = [condition.kind for group in frame.conditions for condition in group]
                if frame.roles.actor[:1] == ("nom",) and "class" in needs and not frame.blocks:
                    found.add(verb)
        return frozenset(found)

    def _joined(self, phrase: str) -> str:
        """Return the lemmas of the words: "боевых действий" and "боевые действия" have the same."""
        words = map(self.word, phrase.split(" "))
        return " ".join(word.noun or word.adj or word.form for word in words)

    def _asked(self) -> frozenset[tuple[str, str, str]]:
        """Return the slots of prepositions with the nouns and classes of nouns that frames want in them."""
        return frozenset(
            (condition.slot, condition.arg_kind, condition.arg)
            for condition in self.pack.conditions()
            if condition.kind == "prep"
        )

    def _with_noun(self, parts: tuple[str, ...], word: Word, asked: frozenset[tuple[str, str, str]]) -> Word:
        """Return a preposition of two words with its noun, where a frame asks for that noun."""
        phrase = with_noun(word, self.word(parts[0]), self.word(parts[1])) if len(parts) == 2 else word
        place, noun = noun_slot(phrase), phrase.noun
        kinds = self.pack.classes.get(noun, frozenset())
        wanted = (place, "lemma", noun) in asked or any((place, "class", kind) in asked for kind in kinds)
        return phrase if wanted else word

    def clear(self) -> None:
        """Forget the cached forms (benchmarks measure cold)."""
        self.forms.clear()

    def stems(self) -> list[str]:
        """Return beginnings of words that can trigger a frame."""
        found = set()
        for lemma in self._framed | self._framed_nouns | self._framed_adjectives:
            found.update(self._stem(self._letters.fold(lemma).split(" ")[0]))
        return sorted(found)

    def _stem(self, lemma: str) -> set[str]:
        """Shortest common beginning of all forms that is still a stem."""
        forms = [lemma, *self._morphology.stems(lemma)]
        return {form[: max(3, min(len(form) - 2, 6))] if len(form) > 4 else form for form in forms}

    def noun(self, form: str) -> str:
        """Return the lemma of a noun form; phrases are looked up by the lemmas of their words."""
        first, several, _ = form.partition(" ")
        word = self.forms[first]
        if several:
            opens = (word.noun or word.adj or word.form) in self._first
            return self._named.get(self._joined(form), "") if opens else ""
        lemma = word.noun or word.adj or form
        if lemma in self.pack.classes or ("n", lemma) in self.pack.frames or ("n", lemma) in self.pack.claims:
            return lemma
        return word.noun

    def singular(self, form: str) -> str:
        """Return an empty string: a reading has its lemma already."""
        return ""

    def cited(self, words: Sequence[Word], case: int) -> list[str]:
        """Return adjectives and the noun behind them in the nominative; nothing where they stand in it."""
        return nominative(words, case, self.pack.code)

    def word(self, form: str) -> Word:
        """Return what the lower-case ``form`` can be."""
        return self.forms[form]

    def _make(self, form: str) -> Word:
        if form in _PUNCTUATION:
            return Word(form, _PUNCTUATION[form], func=form)
        if form in _QUOTES:
            return Word(form, '"', func=form)
        form = self._letters.read(form)
        first = form[0]
        if not first.isalnum():
            return Word(form, ".", func=form)
        if first.isdigit():
            if _ORDINAL.fullmatch(form):
                return Word(form, "a", adj=form)  # "11-я армия"
            return Word(form, "#", func="num")
        entries = [entry for entry in self.pack.function.get(form, ()) if entry[0] in _FUNCTION]
        if entries:
            func, note = min(entries, key=lambda entry: _RANK[entry[0]])
            if func == "rel":
                note = ",".join([features for kind, features in entries if kind == "rel"])
            case = 0
            for kind, features in entries:
                case |= f.parse_features(features) & _NOMINAL if kind == "pron" else 0
            if case and func == "poss":  # "его армия", but "его арестовали"
                return Word(form, "hR", func=func, note=note, case=case)
            if func == "aux_be":  # "стала осуждать", but "стала членом", "стала на сторону"
                verbs = tuple(
                    (lemma, "V", feats)
                    for lemma, pos, feats in self._morphology.readings(form)
                    if pos == "v" and lemma in self._framed
                )
                if verbs:
                    return Word(form, "xV", verbs, func=func, note=note, weight=1)
            tags = _FUNCTION[func]
            if func == "subord" and any(kind == "adv" for kind, _ in entries):
                tags = "ur"  # "пока Лондон молчал", but "Лондон пока молчал"
            return Word(form, tags, func=func, note=note, case=case)
        if _ROMAN.fullmatch(form):
            return Word(form, "a", adj=form)
        readings = self._morphology.readings(form)
        if "-" in form and not (readings and readings[0].lemma):
            readings = self._second_half(form) or readings
        return self._read(form, readings)

    def _second_half(self, form: str) -> tuple[f.Reading, ...]:
        """Read two known nouns with a hyphen as the second: "государство-агрессор", "країна-терорист"."""
        first, _, last = form.rpartition("-")
        halves = [self._morphology.readings(half) for half in (first, last)]
        nouns = [tuple(r for r in half if r.pos == "n" and r.lemma) for half in halves]
        return nouns[1] if all(nouns) else ()

    def _read(self, form: str, readings: tuple[f.Reading, ...]) -> Word:
        tags = ""
        verbs: list[tuple[str, str, int]] = []
        noun = adj = ""
        case = 0
        nominative = other = 0
        for lemma, pos, feats in readings:
            tag = _tag(pos, feats)
            if tag in "VBPAI":
                verbs.append((lemma, tag, feats))
            if tag == "n":
                case |= feats & _NOMINAL
                noun = noun or lemma or form
                if feats & f.NOM:
                    nominative |= feats & f.NUMBERS
                else:
                    other |= feats & f.NUMBERS
            elif tag in "ak":  # "готовый", "готов"
                case |= feats & f.CASES
                adj = adj or lemma
            elif tag in "PA":
                case |= feats & f.CASES
            if tag not in tags:
                tags += tag
        # "войска" is a genitive singular too, but as a subject it is a plural
        plural = (nominative or other) == f.PL
        if not tags:
            tags, noun = "n", form
        weight = 0
        if (
            any(v[0] in self._framed for v in verbs)
            or noun in self._framed_nouns
            or adj in self._framed_adjectives
        ):
            weight = 1
        elif any(v[0] in self._speech for v in verbs):
            weight = 2
        elif readings and not readings[0].lemma:
            weight = GUESSED
        note = AIM if noun in self.pack.modals else ""
        if any(self.pack.happening.get(v[0]) == HAPPENS for v in verbs):
            note = HAPPENS
        governs = any(kind == "V" and lemma in self._governing for lemma, kind, _ in verbs)
        traits = _GOVERNS if governs else _NONE
        return Word(form, tags, tuple(verbs), noun, adj, "", note, case, plural, weight, traits)


def _tag(pos: str, feats: int) -> str:
    if pos == "v":
        return "B" if feats & f.INF else "V"
    if pos == "part":
        return "P" if feats & f.SHORT else "A"
    if pos == "ger":
        return "I"
    if pos == "adv":
        return "r"
    if pos == "a":
        return "k" if feats & f.SHORT else "a"
    return "n"
