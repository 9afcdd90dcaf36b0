"""What each English word form can be, from the lexicon's lemmas and a few endings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.languages.en.morphology import noun_plurals, verb_forms
from dragoman.languages.pack import Pack
from dragoman.languages.parse import GUESSED, Forms, Word
from dragoman.languages.phrases import phrases_of
from dragoman.languages.traits import Traits

__all__ = ["TOKEN", "Words"]

# Dotted abbreviations, possessive endings, words with inner hyphens and apostrophes, numbers, the rest.
TOKEN = re.compile(
    r"[^\W\d_]++(?=[\s,;:])"  # most tokens, at once
    r"|(?:[^\W\d_]\.){2,}|[A-Z]\.(?=\s[A-Z])"
    r"|['’]s\b|(?<=s)['’](?=\s)"
    r"|n['’]t\b"
    r"|\d+(?:-[^\W\d_]+)+"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b"
    r"|[^\W_]+?(?=n['’]t\b)"
    r"|[^\W_]+(?:-[^\W_]+)*(?:['’](?!s\b)[^\W_]+)*"
    r"|--+|\.\.\.|\S"
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
    "wh": "q",
    "aux_be": "x",
    "aux_have": "H",
    "aux_do": "w",
    "modal": "m",
    "neg": "!",
    "adv": "r",
    "num": "#",
    "to": "t",
    "inter": ".",
    "ord": "a",
    "adj_ly": "a",
}
# Which class counts where a word stands in several.
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        [
            "aux_be",
            "aux_have",
            "aux_do",
            "modal",
            "neg",
            "poss",
            "rel",
            "pron",
            "det",
            "quant",
            "to",
            "conj",
            "prep",
            "subord",
            "num",
            "ord",
            "adj_ly",
            "adv",
            "wh",
            "inter",
        ]
    )
}
# Words that the table lists for their idioms but that are verbs, adverbs or possessives here.
_NOT_AUXILIARY = frozenset(["get", "gets", "got", "gotten", "getting", "need", "dare", "like", "'s", "'d"])
_WH_AS_SUBORDINATOR = frozenset(
    ["when", "where", "why", "what", "how", "whether", "whatever", "whenever", "wherever"]
)
_PHRASAL = frozenset({"prep", "quant", "conj", "subord", "pron", "rel"})
_SMALL = frozenset(
    [
        "of",
        "the",
        "and",
        "to",
        "for",
        "in",
        "on",
        "at",
        "by",
        "from",
        "with",
        "a",
        "an",
        "no",
        "non",
        "un",
        "highly",
        "internally",
        "de",
    ]
)
_SPECIAL = {"of": "o", "by": "y", "to": "t"}
_PUNCTUATION = {
    ",": ",",
    ";": ";",
    ":": ":",
    "--": ":",
    "—": ":",
    "–": ":",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "'s": "s",
    "’s": "s",
    "'": "s",
    "’": "s",
    "$": "#",
    "€": "#",
    "£": "#",
    "%": "n",
    "&": "c",
}
_QUOTES = frozenset('"“”«»„‟‘`')
_ADJECTIVE = re.compile(
    r"(?:al|ic|ous|ive|ary|able|ible|ful|less|ish|ese|ern|ent|ant|wide|led|run|backed|held|based)\Z"
)
# Words on -ent, -ant, -al ... that are nouns all the same.
_NOT_ADJECTIVE = re.compile(r"(?:ment|eal|tial|val)\Z")


class Words:
    """Look-up of English word forms, cached per form.

    Parameters
    ----------
    pack : Pack
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.forms = Forms(self._make)
        self.lower = str.lower
        verbs = set(pack.verbs)
        nouns = set()
        adjectives = set()
        for pos, lemma in (*pack.frames, *pack.claims):
            if pos == "v":
                verbs.add(lemma.partition(" ")[0])
            elif pos == "n":
                nouns.add(lemma)
            else:
                adjectives.add(lemma.partition(" ")[0])
        verbs.update(verb.partition(" ")[0] for verb in (*pack.light, *pack.happening))
        verbs.discard("will")  # "willing" is an adjective, "will" a modal
        told = [cue for pos, cue in pack.reporting if pos.startswith("v")]
        verbs.update(cue.partition(" ")[0] for cue in told)
        speech = {cue for cue in told if " " not in cue}  # "release a statement" says nothing of "release"
        nouns.update(lemma for lemma in pack.classes)
        # "air strike", "peace deal": their first words are nouns, whatever else they can be
        nouns.update(
            part for lemma in list(nouns) if " " in lemma for part in lemma.split()[:-1] if part not in _SMALL
        )
        self._framed = {lemma.partition(" ")[0] for pos, lemma in (*pack.frames, *pack.claims) if pos == "v"}
        framed_nouns = {lemma for pos, lemma in (*pack.frames, *pack.claims) if pos == "n"}
        self._verbs: dict[str, list[tuple[str, str, int]]] = {}
        for lemma in sorted(verbs):
            for form, kind in verb_forms(lemma, pack.verbs.get(lemma, ())):
                self._verbs.setdefault(form, []).append((lemma, kind, 0))
        self._nouns: dict[str, tuple[str, bool]] = {}
        for lemma in sorted(nouns):
            for form in noun_plurals(lemma):
                self._nouns.setdefault(form, (lemma, True))
        self._plurals = {form: lemma for form, (lemma, _) in self._nouns.items() if form in nouns}
        for lemma in nouns:
            self._nouns[lemma] = (lemma, lemma in self._plurals)
        # "a deaf ear", "the police station": asked for by frames, though in no class
        asked = {lemma for lemma in pack.asked_nouns() if " " in lemma}
        self._compounds = {
            form: lemma for lemma in sorted(asked - nouns) for form in (*noun_plurals(lemma), lemma)
        }
        self._adjectives = adjectives
        self._traits = Traits(pack)
        self.phrases = phrases_of(
            pack,
            _FUNCTION,
            # "has once again refused": alone, "once" opens a clause; ", of the one part" says nothing
            lambda parts, func, _: (
                parts[0] in ("once", ",", "de") or (func in _PHRASAL and not self._keeps_apart(parts))
            ),
        )
        self._framed_nouns, self._speech = framed_nouns, speech

    def _keeps_apart(self, parts: tuple[str, ...]) -> bool:
        """Whether the words of a phrase mean more apart: "pull out of", "the former minister"."""
        if parts[0] == "at" and parts[1] in ("least", "most"):
            return False  # "at war" is an adjective of the frames, "at least" is none
        return parts in (("out", "of"), ("short", "of")) or parts[0] == "the" or parts[0] in self._adjectives

    def clear(self) -> None:
        """Forget the cached forms (benchmarks measure cold)."""
        self.forms.clear()

    def stems(self) -> list[str]:
        """Return the forms that can trigger a frame, for the scan."""
        found = {
            form for form, readings in self._verbs.items() if any(r[0] in self._framed for r in readings)
        }
        found.update(form for form, (lemma, _) in self._nouns.items() if lemma in self._framed_nouns)
        found.update(form for form, lemma in self._plurals.items() if lemma in self._framed_nouns)
        found.update(self._adjectives)
        # "be in touch", "have", "up": too common to tell anything, and never alone in a frame
        closed = {form for form in found if self._function(form)[0] and not self.word(form).verbs}
        return sorted(form + " " for form in found - closed)

    def noun(self, form: str) -> str:
        """Return the lemma of a noun form of one or several words, or an empty string."""
        found = self._nouns.get(form)
        return found[0] if found else self._compounds.get(form, "")

    def cited(self, words: Sequence[Word], case: int) -> list[str]:
        """Return nothing: names stand as they are cited."""
        return []

    def singular(self, form: str) -> str:
        """Return the lemma that a form is the plural of, where it is a lemma itself as well ("talks")."""
        return self._plurals.get(form, "")

    def word(self, form: str) -> Word:
        """Return what the lower-case ``form`` can be."""
        return self.forms[form]

    def _make(self, form: str) -> Word:
        if form in _PUNCTUATION:
            return Word(form, _PUNCTUATION[form], func=form)
        if form in _QUOTES:
            return Word(form, '"', func=form)
        first = form[0]
        if not first.isalnum():
            return Word(form, ".", func=form)
        if form in _SPECIAL:
            return Word(form, _SPECIAL[form], func="prep", traits=self._traits.of(form, ()))
        if form == "n't" or form == "n’t":
            return Word(form, "!", func="neg")
        func, note = self._function(form)
        if func:
            tag = "u" if form in _WH_AS_SUBORDINATOR else _FUNCTION.get(func, "r")
            if func in ("adv", "prep", "quant", "det", "conj", "subord", "num") and form in self._nouns:
                tag += "n"
            verbal = (form.endswith(("ed", "ing")) and tag[0] in "up") or "also a verb" in note
            readings = tuple(self._verbs.get(form, ())) if verbal else ()
            tag += "".join(dict.fromkeys(kind for _, kind, _ in readings))  # "provided", "following"
            weight = 1 if any(r[0] in self._framed for r in readings) else 0
            traits = self._traits.of(form, readings)
            noun = form if "n" in tag else ""
            return Word(form, tag, readings, noun, func=func, note=note, weight=weight, traits=traits)
        if first.isdigit():
            return Word(form, "#", func="num")
        readings = tuple(self._verbs.get(form, ()))
        noun, plural = self._nouns.get(form, ("", False))
        adj = form if form in self._adjectives else ""
        tags = ""
        if noun:
            tags += "n"
        for _, kind, _ in readings:
            if kind not in tags:
                tags += kind
        if adj and "a" not in tags:
            tags += "a"
        weight = 1 if any(r[0] in self._framed for r in readings) or noun in self._framed_nouns or adj else 0
        if any(r[0] in self._speech for r in readings):
            weight = 2
        if readings and not noun and tags in ("B", "Z", "BD", "BDP", "BE"):
            # Nearly every English base form is a noun as well ("a push"), though seldom.
            tags += "n"
            noun = readings[0][0]
            plural = "Z" in tags
        if not tags:
            noun, tags, plural = self._guess(form)
            weight = GUESSED
            if tags == "a":
                adj = form
        traits = self._traits.of(form, readings)
        return Word(form, tags, readings, noun, adj, "", "", 0, plural, weight, traits)

    def _is_not_adverb(self, form: str) -> bool:
        return any(kind == "not_adv" for kind, _ in self.pack.function.get(form, ()))

    def _function(self, form: str) -> tuple[str, str]:
        found = self.pack.function.get(form)
        if found is None or form in _NOT_AUXILIARY:
            return "", ""
        usable = [entry for entry in found if entry[0] in _RANK]
        kind, _ = min(usable, key=lambda entry: _RANK[entry[0]], default=("", ""))
        return kind, "; ".join(entry[1] for entry in usable if entry[1])

    def _guess(self, form: str) -> tuple[str, str, bool]:
        last = form.rpartition("-")[2]
        if last != form and last:
            known = self.word(last)
            if known.tags and known.tags[0] in "EPaI":
                return form, "a", False
            if known.noun:
                return known.noun, "n", known.plural
        if form.endswith("ly") and len(form) > 4 and not self._is_not_adverb(form):
            return "", "r", False
        if form.endswith("ed") and len(form) > 4:
            return "", "E", False
        if form.endswith("ing") and len(form) > 5:
            return form, "In", False
        if _ADJECTIVE.search(form) and len(form) > 4 and not _NOT_ADJECTIVE.search(form):
            return form, "an", False
        if form.endswith("s") and not form.endswith("ss") and len(form) > 3:
            return form[:-1], "n", True
        return form, "n", False
