"""Which forms a name can take: stems and endings, guessed from the citation form.

Languages with cases have a table ``data/endings/<language>.tsv`` with two sorts of rows: ``guess``
(citation ending and sort of word give a paradigm and what is cut off) and ``form`` (an ending of a
paradigm and the cases it can mean).  Letters in braces flee: ``тур{о}к`` is "турок", else "турк-".
A language without a table does not inflect.  Turkish and Azerbaijani have ``arc`` rows instead of ``form``
rows: see `dragoman.actors.chains`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from dragoman.actors.chains import Chain, Chains
from dragoman.actors.fold import fold, quick
from dragoman.actors.tables import data, rows
from dragoman.actors.types import ACC, DAT, GEN, INS, LOC, NOM, PL, SG
from dragoman.model.errors import ActorError

__all__ = ["Form", "Inflection", "Part", "inflection"]

_BITS = {"n": NOM, "g": GEN, "d": DAT, "a": ACC, "i": INS, "l": LOC}
_VOWELS = frozenset("aeiou")
_PLURAL = 6
_WHOLE = {"": -1}
_LONG = 4
_PARTICLE = 3
"""What is no longer and written small in a person's name never inflects: "фон", "да", "бин"."""
_VOWEL, _OWNED, _CONSONANT = ("vowel",), ("vowel", "owned"), ("consonant",)
_SOFT, _PLURALS = ("soft",), ("plural",)
_SINGULARS = (1 << _PLURAL) - 1


class Part(NamedTuple):
    """A further word of a name: its stems with their endings (None for a word that does not inflect)."""

    gap: int
    """Characters from the end of the word before to the start of this one."""
    stems: tuple[tuple[str, dict[str, int] | None], ...]
    capitals: tuple[int, ...]
    """Offsets that must be capitals."""


class Form(NamedTuple):
    """A string to look for: a whole form (``endings`` None) or a stem with its endings.

    Of a name of several words (``within`` is set) the endings are in inner bits, which `Inflection.agreed`
    turns into those of ``Mention.case``; ``within`` are those of the words before, -1 for all.
    """

    text: str
    case: int
    endings: dict[str, int] | None
    rest: tuple[Part, ...] = ()
    within: int = 0
    capitals: tuple[int, ...] | None = None

    @property
    def padded(self) -> str:
        """The string with the spaces that must stand around it."""
        return f" {self.text} " if self.endings is None else f" {self.text}"


def _bits(text: str) -> int:
    """Read ``gdlsnap``: cases, then their number; singular in the low six bits, plural above."""
    found = cases = 0
    for letter in text:
        if letter in "sp":
            found |= cases << (_PLURAL if letter == "p" else 0)
            cases = 0
        else:
            cases |= _BITS[letter]
    return found


def _outward(bits: int) -> int:
    """Turn the twelve inner bits into those of ``Mention.case``."""
    low, high = bits & _SINGULARS, bits >> _PLURAL
    return (low | high) | (SG if low else 0) | (PL if high else 0)


class Inflection:
    """The paradigms of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._forms: dict[str, dict[str, int]] = {}
        self._guess: list[tuple[str, str, str, str]] = []
        self._by_end: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        self._by_last: dict[str, list[tuple[str, str, str]]] = {}
        self._links: list[tuple[str, str]] = []
        self._leads: tuple[str, ...] = ()
        self._outer: dict[int, tuple[dict[str, int], dict[str, int]]] = {}
        self._cache: dict[tuple[str, str], list[tuple[str, dict[str, int]]]] = {}
        self._leading: dict[tuple[str, bool, str, str], list[str]] = {}
        self._single: dict[int, tuple[dict[str, int], dict[str, int]]] = {}
        table = data("endings", f"{language}.tsv")
        self._chains = Chains(str(table))
        if not table.is_file():
            return
        for number, (what, first, second, third) in rows(table, ("what", "first", "second", "third")):
            if what == "form":
                for item in second.split():
                    ending, _, bits = item.partition(":")
                    forms = self._forms.setdefault(first, {})
                    ending = "" if ending == "0" else ending
                    forms[ending] = forms.get(ending, 0) | _bits(bits)
            elif what == "guess":
                sort, _, citation = first.partition(":")
                self._guess.append((sort, citation, second, third))
            elif what == "link":
                self._links.append((first, second))
            elif what == "lead":
                self._leads = tuple(first.split())
            elif what == "arc":
                self._chains.arc(first, second, third)
            else:
                raise ActorError(f"{table}, line {number}: {what!r} is none of guess, form, link, lead, arc.")
        self._guess.sort(key=lambda row: (row[0], -len(row[1])))
        for sort, citation, paradigm, cut in self._guess:
            self._by_end.setdefault((sort, citation[-1:]), []).append((citation, paradigm, cut))
            self._by_last.setdefault(citation, []).append((sort, paradigm, cut))

    @property
    def inflects(self) -> bool:
        """Whether the language has a table of endings."""
        return bool(self._forms or self._chains)

    @property
    def joined(self) -> Chain | None:
        """What may follow a name behind an apostrophe or hyphen ("NATO'nun"), where words have chains."""
        return self._chains.chain("vowel", "consonant", "owned", "plural") if self._chains else None

    def _paradigm(self, word: str, sort: str, hint: str) -> tuple[str, str]:
        """Return (paradigm, letters to cut); paradigm ``-`` does not inflect."""
        if hint:
            if hint != "-" and hint not in self._forms:
                raise ActorError(
                    f"{word!r}: there is no paradigm {hint!r} in data/endings/{self.language}.tsv."
                )
            if hint == "-":
                return "-", ""
            nominative = NOM | NOM << _PLURAL
            ends = [e for e, bits in self._forms[hint].items() if bits & nominative and word.endswith(e)]
            return hint, max(ends, key=len, default="")
        for own in (sort, "noun"):
            for citation, paradigm, cut in self._by_end.get((own, word[-1:]), ()):
                if word.endswith(citation):
                    return paradigm, cut
        return "-", ""

    def _out(self, endings: dict[str, int]) -> dict[str, int]:
        known = self._outer.get(id(endings))
        if known is None or known[0] is not endings:
            known = self._outer[id(endings)] = (endings, {e: _outward(b) for e, b in endings.items()})
        return known[1]

    def word(
        self, word: str, sort: str, hint: str = "", folded: str = ""
    ) -> list[tuple[str, dict[str, int]]]:
        """Return stems with their endings for one word in its citation form.

        ``sort`` is ``noun``, ``adj`` or ``surname``; a word with several stems (fleeting vowels)
        gives several pairs. ``folded`` is the word folded, if known.
        """
        known = self._cache.get((word, sort + hint))
        if known is not None:
            return known
        flee = "{" in word
        plain = folded or quick(word.replace("{", "").replace("}", "") if flee else word, self.language)
        paradigm, cut = self._paradigm(plain, sort, hint)
        if paradigm == "-":
            answer = [(plain, {"": 0})]
        else:
            forms = self._forms[paradigm]
            stem = plain[: len(plain) - len(cut)] if cut else plain
            if flee:
                head, _, rest = word.partition("{")
                _, _, tail = rest.partition("}")
                oblique = quick(head + tail, self.language)
                if cut and oblique.endswith(cut):
                    oblique = oblique[: -len(cut)]
                whole = {cut: forms.get(cut, 0) | ((GEN | ACC) << _PLURAL if not cut else 0)}
                answer = [(stem, whole), (oblique, {e: b for e, b in forms.items() if e != cut})]
            else:
                answer = [(stem, forms)]
        self._cache[word, sort + hint] = answer
        return answer

    def link(self, adjective: str) -> str | None:
        """Return the form of an adjective before a hyphen ("турецкий": "турецко"), if there is one."""
        plain = quick(adjective, self.language)
        for citation, form in self._links:
            if plain.endswith(citation):
                return plain[: -len(citation)] + form
        return None

    def _bare(self, endings: dict[str, int], singular: bool) -> dict[str, int]:
        """Drop the plural of a name that has a singular: there is one Turkey."""
        if not singular:
            return endings
        known = self._single.get(id(endings))
        if known is None or known[0] is not endings:
            bare = endings
            if len(endings) > 1 and any(bits & NOM for bits in endings.values()):
                bare = {ending: bits & _SINGULARS for ending, bits in endings.items() if bits & _SINGULARS}
            known = self._single[id(endings)] = (endings, bare)
        return known[1]

    @staticmethod
    def agreed(bits: int) -> int:
        """Turn the inner bits that all words of a name share into those of ``Mention.case``."""
        return 0 if bits < 0 else _outward(bits)

    def name(self, name: str, sort: str, hint: str = "", *, singular: bool = False) -> list[Form]:
        """Return everything to look for so that a name is found in all its forms.

        In a name of several words all inflect together, or, where some end in ``*``, those alone.
        ``singular`` is set for names that have no plural.
        """
        if self._chains:
            return self._chained(name, sort, hint)
        if not self._forms:
            return [Form(fold(name), 0, None)]
        words = name.split()
        marked = any(word[-1] == "*" for word in words)
        if len(words) == 1:
            return [
                Form(text, _outward(bits), None) if bits >= 0 else Form(text, 0, self._out(endings))
                for text, bits, endings in self._single_word(name, sort, hint, singular)
            ]
        parts: list[Part] = []
        gap = 1
        for place in range(len(words)):
            plain, stems = self._stems(words, place, marked, sort, hint)
            if not stems:
                gap += len(plain) + 1  # a dash between two words
                continue
            bare = [(stem, endings and self._bare(endings, singular)) for stem, endings in stems]
            length = min(len(stem) for stem, _ in bare)
            capitals = tuple(i for i, char in enumerate(plain[:length]) if char.isupper())
            parts.append(Part(gap, tuple(bare), capitals))
            gap = 1
        first, second, *others = parts
        found = []
        for stem, tails in first.stems:
            if len(stem) >= _LONG:
                found.append(Form(stem, 0, tails or _WHOLE, (second, *others), -1, first.capitals))
                continue
            # "Ли" alone would hit everywhere: look for it together with the stem of the next word.
            for ending, bits in (tails or _WHOLE).items():
                lead = stem + ending + " " * second.gap
                capitals = (*first.capitals, *(len(lead) + at for at in second.capitals))
                found += [
                    Form(lead + stem2, 0, endings2 or _WHOLE, tuple(others), bits or -1, capitals)
                    for stem2, endings2 in second.stems
                ]
        return found

    def _stems(
        self, words: list[str], place: int, marked: bool, sort: str, hint: str
    ) -> tuple[str, Sequence[tuple[str, dict[str, int] | None]]]:
        """Return one word of a name as it is written and its stems; none where it is a dash."""
        word = words[place]
        bare = word.rstrip("*")
        plain = bare.replace("{", "").replace("}", "").rstrip("^")
        particle = sort == "person" and len(plain) <= _PARTICLE and plain.islower() and word[-1] != "*"
        if (marked and word[-1] != "*") or particle:
            stem = quick(plain, self.language)
            return plain, [(stem, None)] if stem.strip() else []
        last = len(words) - 1
        # Only the end of a hyphenated word inflects.
        front, dash, end = bare.rpartition("-")
        if dash and not fold(plain).strip():
            return plain, []
        hints = hint.split("+") if "+" in hint else []
        own = hints[place] if place < len(hints) else (hint if place == last and not hints else "")
        this = sort
        if sort == "person":
            this = "surname" if place == last else "first"
        if sort == "noun" and place < last and end.endswith(self._leads):
            this = "adj"
        found = self.word(end, this, own)
        if not dash:
            return plain, found if found[0][0].strip() else []
        lead = quick(front + dash, self.language)
        return plain, [(lead + stem, endings) for stem, endings in found]

    def heads(
        self, name: str, sort: str, hint: str = "", *, singular: bool = False, folded: str = ""
    ) -> list[str]:
        """Return what the forms of a name begin with: the texts of `name` between or behind a space.

        They are all that an automaton needs; the forms themselves can wait until one is hit.

        Parameters
        ----------
        name, sort, hint, singular
            As for `name`.
        folded : str
            The name folded, if known.
        """
        if self._chains:
            plain = folded or fold(name.replace("{", "").replace("}", ""), self.language)
            return [
                f" {text}" if states else f" {text} "
                for text, states in self._chained_stems(plain, name, sort, hint)
            ]
        if not self._forms:
            return [f" {folded or fold(name)} "]
        if " " not in name:
            return [
                f" {text} " if bits >= 0 else f" {text}"
                for text, bits, _ in self._single_word(name, sort, hint, singular, folded)
            ]
        marked = "*" in name
        key = name[: name.index(" ")], marked, sort, hint if "+" in hint else ""
        known = self._leading.get(key)
        if known:
            return known
        words = name.split()
        found = []
        for stem, _ in self._stems(words, 0, marked, sort, hint)[1]:
            if len(stem) >= _LONG:
                found.append(f" {stem}")
            else:
                return [form.padded for form in self.name(name, sort, hint, singular=singular)]
        self._leading[key] = found
        return found

    def _single_word(
        self, name: str, sort: str, hint: str, singular: bool, folded: str = ""
    ) -> list[tuple[str, int, dict[str, int]]]:
        """Return (text, bits, endings) of a name of one word; bits are -1 where the text is a stem."""
        lead, end = "", name
        if "-" in name or "*" in name or "{" in name:
            front, dash, end = name.rstrip("*").rpartition("-")
            lead, folded = (quick(front + dash, self.language) if dash else ""), ""
        answer = []
        for stem, endings in self.word(end, sort if sort != "person" else "surname", hint, folded):
            endings = self._bare(endings, singular)
            if len(endings) == 1:
                [(ending, bits)] = endings.items()
                answer.append((lead + stem + ending, bits, endings))
            else:
                answer.append((lead + stem, -1, endings))
        return answer

    def _chained(self, name: str, sort: str, hint: str) -> list[Form]:
        """Return the stems of a name whose last word takes a chain of suffixes."""
        plain = fold(name.replace("{", "").replace("}", ""), self.language)
        return [
            Form(text, 0, self._chains.chain(*states) if states else None)
            for text, states in self._chained_stems(plain, name, sort, hint)
        ]

    def _chained_stems(
        self, plain: str, name: str, sort: str, hint: str
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Return texts, each with the states that its chain may begin in; none for a whole form."""
        if hint == "-" or sort == "adj":
            return [(plain, ())]
        if hint and hint != "hard":
            return [(plain, tuple(hint.split("+")))]
        last = plain[-1]
        if last in _VOWELS:
            # "Bakı" is a bare stem, "Teşkilatı" an owned one; letters do not tell.
            return [(plain, _OWNED if last in "iu" else _VOWEL)]
        if sort == "plural":
            return [(plain, _PLURALS)]
        found: list[tuple[str, tuple[str, ...]]] = [(plain, _CONSONANT)]
        if "{" in name:
            before, _, rest = name.partition("{")
            found.append((fold(before + rest.partition("}")[2], self.language), _SOFT))
        guesses = self._by_last.get(last)
        if guesses:
            word = plain.rpartition(" ")[2]
            many = sum(letter in _VOWELS for letter in word) > 1
            for row_sort, soft, cut in guesses:
                if row_sort == hint or (row_sort == "soften" and many):
                    found.append((plain[: -len(cut)] + soft, _SOFT))
                    break
        return found


@cache
def inflection(language: str) -> Inflection:
    """Return the paradigms of a language, read once."""
    return Inflection(language)
