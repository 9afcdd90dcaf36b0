"""What each Turkish or Azerbaijani word form can be: function words first, then the morphology."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.languages import features as f
from dragoman.languages.features import Reading
from dragoman.languages.pack import Pack
from dragoman.languages.parse import GUESSED, Forms, Word
from dragoman.languages.phrases import phrases_of
from dragoman.languages.turkic.morphology import Morphology, ending
from dragoman.languages.turkic.verbs import negative, refused

__all__ = ["TOKEN", "Words"]

TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:-[^\W\d_]{1,4}\b)?|[’'ʼ][^\W\d_]+|[^\W_]+(?:-[^\W_]+)*|--+|\.\.\.|\S",
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
    "wh": "d",
    "aux_be": "x",
    "modal": "x",
    "neg": "!",
    "adv": "r",
    "num": "#",
    "ord": "a",
    "part": "r",
    "inter": "r",
}
_RANK = {kind: rank for rank, kind in enumerate(_FUNCTION)}
_PHRASAL = frozenset({"prep", "conj", "subord", "adv", "modal"})
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
    "%": "#",
}
_TWO_I = {ord("I"): "ı", ord("İ"): "i"}
_QUOTES = frozenset("\"“”«»„‟‘’`'")
_TAGS = {
    "n": "n",
    "ki": "n",
    "a": "a",
    "cop": "k",
    "v": "V",
    "part": "A",
    "rel": "A",
    "that": "M",
    "vn": "M",
    "inf": "M",
    "conv": "I",
    "opt": "O",
}
_CLAUSES = frozenset({"rel", "that"})
_VERBAL = frozenset({"v", "part", "rel", "that", "vn", "inf", "conv", "opt"})
_REFUSED = frozenset({"ma", "me", "mə"})
_NOUNS = frozenset({"n", "ki"})
_PLURALS = ("lar", "ler", "lər")
_CONVERB = "converb"
"""Note of adverbs that are a converb behind a dative."""
_DERIVED = f.CAUSATIVE | f.RECIPROCAL
_NOMINAL = f.CASES | f.NUMBERS | f.OWNED | f.OURS | f.AGENT
# Nouns of these classes can hold what is said: "saldıracağı iddiası".
_SAYING = frozenset(
    {
        "accusation",
        "statement",
        "threat",
        "commitment",
        "information",
        "demand",
        "proposal",
        "denial",
        "position",
    }
)


class Words:
    """Look-up of word forms, cached per form.

    Parameters
    ----------
    pack : Pack
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.language = pack.code
        framed = {*pack.frames, *pack.claims}
        self._framed = {lemma for pos, lemma in framed if pos == "v"}
        self._framed_nouns = {lemma for pos, lemma in framed if pos == "n"}
        self._framed_adjectives = {lemma for pos, lemma in framed if pos == "a"}
        self._speech = {cue for (pos, cue) in pack.reporting if pos.startswith("v")}
        self._refusals = {lemma for lemma in self._framed if lemma[-5:-3] in _REFUSED}
        self._wishes = {word.partition(" ")[2] for word in pack.modals if word[0] == "-" and " " in word}
        light = set(pack.light)
        verbs = {lemma.rpartition(" ")[2] for lemma in self._framed | self._speech | light}
        verbs |= {lemma.rpartition(" ")[2] for lemma, kind in pack.modals.items() if _is_verb(lemma)}
        verbs |= {
            cue.rpartition(" ")[2] for cue, _, scope in pack.qualifiers if scope == "comp" and _is_verb(cue)
        }
        verbs = {_affirmative(verb) for verb in verbs}
        nouns = {lemma for lemma in (*pack.classes, *self._framed_nouns) if " " not in lemma}
        parts = {
            part
            for lemma in (*pack.classes, *self._framed_nouns)
            if " " in lemma
            for part in lemma.split(" ")
        }
        self.morphology = Morphology(
            self.language,
            verbs=sorted(verb for verb in verbs if _is_verb(verb)),
            nouns=sorted(nouns),
            adjectives=sorted(lemma for lemma in self._framed_adjectives if " " not in lemma),
        )
        self.forms = Forms(self._make)
        asked = pack.asked_nouns()
        parts |= {part for lemma in asked for part in lemma.split(" ")}
        for part in sorted(parts):
            if not self.morphology.analyse(part):
                self.morphology.add(part, "n")
        self._multi: dict[str, str] = {}
        for lemma in sorted({*pack.classes, *self._framed_nouns, *asked}):
            if " " in lemma:
                self._multi.setdefault(" ".join(self._noun(part) for part in lemma.split(" ")), lemma)
        self._first = {joined.partition(" ")[0] for joined in self._multi}
        self.phrases = phrases_of(pack, _FUNCTION, lambda _, func, __: func in _PHRASAL)

    @staticmethod
    def lower(form: str) -> str:
        """Return a form in lower case, with the two i of the language kept apart."""
        return form.translate(_TWO_I).lower()

    def clear(self) -> None:
        """Forget the cached forms (benchmarks measure cold); the table of tails of words stays."""
        self.forms.clear()

    def stems(self) -> list[str]:
        """Return beginnings of words that can trigger a frame."""
        found: set[str] = set()
        for lemma in self._framed:
            first = lemma.partition(" ")[0]
            if " " in lemma:
                found.add(_beginning(first))
            else:
                found.update(_beginning(stem) for stem in self.morphology.stems(lemma, "v"))
        for lemma in self._framed_nouns | self._framed_adjectives:
            first = lemma.partition(" ")[0]
            known = self.morphology.stems(first, "n") or self.morphology.stems(first, "a") or (first,)
            found.update(_beginning(stem) for stem in known)
        return sorted(found)

    def _noun(self, form: str) -> str:
        word = self.word(form)
        return word.noun or word.adj or form

    def noun(self, form: str) -> str:
        """Return the lemma of a noun form; phrases are looked up by the lemmas of their words."""
        first, several, _ = form.partition(" ")
        word = self.forms[first]
        if not several:
            return word.noun
        if (word.noun or word.adj or first) not in self._first:
            return ""
        return self._multi.get(" ".join(self._noun(part) for part in form.split(" ")), "")

    def cited(self, words: Sequence[Word], case: int) -> list[str]:
        """Return nothing: names stand as they are cited."""
        return []

    def singular(self, form: str) -> str:
        """Return the lemma without the plural that a list has for one of its own: *tehdit* of *tehditler*."""
        noun = self.forms[form].noun
        if not noun.endswith(_PLURALS):
            return ""
        one = noun[:-3]
        return one if one in self.pack.classes or one in self._framed_nouns else ""

    def word(self, form: str) -> Word:
        """Return what the lower-case ``form`` can be."""
        return self.forms[form]

    def _make(self, form: str) -> Word:
        if form in _PUNCTUATION:
            return Word(form, _PUNCTUATION[form], func=form)
        if form in _QUOTES:
            return Word(form, '"', func=form)
        first = form[0]
        if first in "’'ʼ":
            feats = self.morphology.tail(form[1:])
            note = "ki" if form.endswith("ki") else ""
            return Word(form, "s", func="suffix", note=note, case=feats & _NOMINAL)
        if not first.isalnum():
            return Word(form, ".", func=form)
        if not form.isalnum():
            stem, mark, suffix = form.replace("’", "'").rpartition("'")
            if mark and stem and suffix:
                return self._marked(form, stem, suffix)
        if first.isdigit():
            return Word(form, "#", func="num")
        plain = self.morphology.fold(form)
        entries = [
            e for e in self.pack.function.get(form, self.pack.function.get(plain, ())) if e[0] in _FUNCTION
        ]
        if entries:
            func, note = min(entries, key=lambda entry: _RANK[entry[0]])
            case = (
                f.parse_features(note.replace("reciprocal", "").replace("own", "")) if func == "pron" else 0
            )
            if func == "aux_be":
                verbs = tuple(
                    (r.lemma, "V", r.feats)
                    for r in self.morphology.analyse(plain)
                    if r.pos == "v" and r.lemma
                )
                if verbs:  # "Ankara'ya vardı" arrived, "itirazı vardı" had
                    return Word(form, "xV", verbs, func=func, note=note, case=case, weight=1)
            if note == _CONVERB:
                told = [r for r in self.morphology.analyse(plain) if _TAGS[r.pos] == "I" and r.lemma]
                if told:  # "Ankara'ya giderek" going, "giderek arttı" more and more
                    return Word(form, "rI", tuple((r.lemma, "I", r.feats) for r in told), func=func, weight=1)
            if func == "modal" and not note and form in self.pack.modals:
                note = form
            return Word(form, _FUNCTION[func], func=func, note=note, case=case)
        readings = self.morphology.analyse(plain)
        if readings:
            return self._read(form, self._likely(readings))
        if "-" in form:
            return self._joined(form)
        return self._read(form, self.morphology.guess(plain))

    def _marked(self, form: str, stem: str, suffix: str) -> Word:
        """Read a name or title by what stands before its apostrophe: "Başbakanı'nın"."""
        known = self.word(stem)
        case = self.morphology.tail(suffix) & _NOMINAL | known.case & f.OWNED
        return Word(form, "n", (), known.noun or stem, "", "", known.note, case, known.plural, known.weight)

    def _joined(self, form: str) -> Word:
        """Read a hyphenated word by its last part: a suffix ("QDİƏT-in") or a word ("askeri-siyasi")."""
        end = form.rpartition("-")[2]
        feats = ending(self.language, end) if len(end) < 6 else 0
        if feats:
            return Word(form, "n", (), form.rpartition("-")[0], case=feats & _NOMINAL, weight=GUESSED)
        last = self.word(form.rpartition("-")[2])
        return Word(form, "n", (), last.noun or form, case=last.case, plural=last.plural, weight=GUESSED)

    def _likely(self, readings: tuple[Reading, ...]) -> list[Reading]:
        """Order readings: nouns of the lexicon before verbal nouns, plain voices before derived ones."""
        kept = list(readings)
        kept.sort(key=lambda r: (r.pos == "opt", bool(r.feats & _DERIVED), bool(r.feats & f.OURS)))
        if any(r.pos in _VERBAL and not r.feats & _DERIVED for r in kept):
            kept = [r for r in kept if not r.feats & _DERIVED]
        verbal = {r.lemma for r in kept if r.pos in ("vn", "inf")}
        # "imzalama" is the act of signing, "anlaşma" a treaty: only what the word list has comes first
        kept.sort(key=lambda r: r.pos in _NOUNS and bool(verbal) and not self.morphology.is_common(r.lemma))
        if any(not r.feats & f.OURS for r in kept):
            kept = [r for r in kept if not r.feats & f.OURS]
        third = [r for r in kept if r.pos != "v" or not r.feats & (f.PERSON1 | f.PERSON2)]
        return third or kept

    def _read(self, form: str, readings: list[Reading] | tuple[Reading, ...]) -> Word:
        tags = ""
        verbs: list[tuple[str, str, int]] = []
        noun = adj = note = ""
        case = 0
        plural = False
        for lemma, kind, feats in readings:
            tag = _TAGS[kind]
            if tag in "VAMIO":
                if feats & f.NEGATED and self._refusals and lemma and negative(lemma) in self._refusals:
                    lemma, feats = negative(lemma), refused(feats)
                if kind in _CLAUSES:
                    feats |= f.CLAUSE
                elif kind == "inf":
                    feats |= f.INF
                verbs.append((lemma, tag, feats))
                if kind == "rel":  # "imzaladığı anlaşma", "imzaladığı bildirildi"
                    verbs.append((lemma, "M", feats))
                    tags += "AM" if "A" not in tags else ""
            elif tag == "n":
                noun = noun or lemma or form
                if lemma and noun != lemma:
                    continue
                case |= feats & _NOMINAL
                plural = plural or bool(feats & f.PL)
                if kind == "ki":
                    note = "ki"
            elif tag == "k":
                noun = noun or lemma or form
                adj = adj or lemma
                verbs.append((lemma, tag, feats))
            else:
                adj = adj or lemma or form
            if tag not in tags:
                tags += tag
        if not tags:
            tags, noun, case = "n", form, f.NOM
        if not note and noun and not self.pack.classes.get(noun, frozenset()).isdisjoint(_SAYING):
            note = "says"
        for lemma, _, _ in verbs:
            if lemma in self.pack.modals:
                note = lemma
            elif lemma in self._wishes:
                note = "wish"
        weight = 0
        if (
            any(v[0] in self._framed for v in verbs)
            or noun in self._framed_nouns
            or adj in self._framed_adjectives
        ):
            weight = 1
        elif any(v[0] in self._speech for v in verbs):
            weight = 2
        elif not readings or not readings[0].lemma:
            weight = GUESSED
        return Word(form, tags, tuple(verbs), noun, adj, "", note, case, plural, weight)


def _affirmative(verb: str) -> str:
    """Return the infinitive without its negation, which the suffixes tell: *etmek* of *etmemek*."""
    return verb[:-5] + verb[-3:] if verb[-5:-3] in _REFUSED else verb


def _is_verb(lemma: str) -> bool:
    return lemma.endswith(("mak", "mek", "maq", "mək"))


def _beginning(stem: str) -> str:
    """Return a beginning that all forms share and that is still a stem."""
    return stem[: max(3, min(len(stem) - 1, 6))] if len(stem) > 3 else stem
