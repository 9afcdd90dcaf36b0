"""Inflection of words: from a dictionary form to stems and ending tables.

Everything a language says is data (``paradigms/*.tsv``). Nothing here knows a sentence; it answers only
"which stems with which endings does this lemma have", for :mod:`dragoman.languages.slavic.morphology`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from dragoman.languages import features as f
from dragoman.languages.slavic.letters import letters
from dragoman.languages.tables import data_file, lines
from dragoman.model.errors import LexiconError

__all__ = ["Endings", "Inflection", "StemTable", "inflection", "paradigm"]

Endings = Mapping[str, tuple[tuple[str, int], ...]]
"""Ending -> its readings (part of speech, features)."""

_ASPECTS: Final = {
    "pf": f.PERFECTIVE,
    "ipf": f.IMPERFECTIVE,
    "both": f.PERFECTIVE | f.IMPERFECTIVE,
    "": 0,
}
_STEM: Final = re.compile(r"(?:(?P<cut>\d)<)?(?P<add>[^\W\d_'][^:]*|'[^:]*|-)")
_NAMES: Final = {"n": "noun", "v": "verb", "a": "adjective"}


class StemTable(NamedTuple):
    """A stem and the table of endings it takes."""

    stem: str
    table: str
    mark: str = ""
    """How the table is read: any of ``m`` (masculine), ``pl`` (plural only), space between."""


class _Verb(NamedTuple):
    past: str
    present: str
    conjugation: str
    participle: str
    extra: str


class _Regular(NamedTuple):
    """One row of ``regular.tsv``."""

    pattern: re.Pattern[str]
    cut: int
    stems: tuple[tuple[str, int, str, str], ...]
    """(change or empty, letters to cut besides, letters to add, table)."""
    mark: str


def paradigm(language: str, name: str) -> Iterator[list[str]]:
    """Rows of ``paradigms/<name>``, without comments and the header."""
    header = True
    for _, line in lines(data_file(language, f"paradigms/{name}")):
        if header:
            header = False
            continue
        yield line.split("\t")


def _merge_genders(cell: Mapping[tuple[str, int], int]) -> tuple[tuple[str, int], ...]:
    merged: dict[tuple[str, int, int], int] = {}
    for (pos, feats), cases in cell.items():
        key = (pos, feats & ~f.GENDERS, cases)
        merged[key] = merged.get(key, 0) | feats & f.GENDERS
    return tuple((pos, feats | cases | genders) for (pos, feats, cases), genders in merged.items())


def _pairs(text: str, prefix: str = "", mark: str = "") -> list[StemTable]:
    found = []
    for item in text.split():
        stem, table = item.split(":")
        found.append(StemTable(prefix + ("" if stem == "-" else stem), table, mark))
    return found


class Inflection:
    """The paradigms of one language.

    Parameters
    ----------
    language : str
        Code of a language whose folder has ``paradigms/``.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.letters = letters(language)
        self._tables: dict[str, list[list[str]]] = {}
        for table, *row in paradigm(language, "endings.tsv"):
            self._tables.setdefault(table, []).append(row)
        self._nouns = {row[0]: (row[1], row[2]) for row in paradigm(language, "nouns.tsv")}
        self._verbs = {self.base(row[0]): _Verb(*row[1:6]) for row in paradigm(language, "verbs.tsv")}
        self._prefixes = frozenset(row[0] for row in paradigm(language, "prefixes.tsv"))
        self._changes: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for name, old, new in paradigm(language, "changes.tsv"):
            self._changes.setdefault(name, []).append((re.compile(f"(?:{old})$"), new))
        self._regular: dict[str, list[_Regular]] = {}
        for pos, pattern, cut, stems, *mark in paradigm(language, "regular.tsv"):
            rule = _Regular(
                re.compile(f"(?:{pattern})$"),
                int(cut),
                tuple(self._stem(item) for item in stems.split()),
                mark[0] if mark else "",
            )
            self._regular.setdefault(pos, []).append(rule)
        self.compiled = lru_cache(maxsize=None)(self._compiled)

    def _stem(self, item: str) -> tuple[str, int, str, str]:
        stem, _, table = item.partition(":")
        if stem.startswith("@"):
            if stem[1:] not in self._changes:
                raise LexiconError(
                    f"{self.language}/paradigms/regular.tsv names the change {stem[1:]!r}, which changes.tsv "
                    "lacks"
                )
            return stem[1:], 0, "", table
        match = _STEM.fullmatch(stem)
        if not match or not table:
            raise LexiconError(
                f"{self.language}/paradigms/regular.tsv: {item!r} is no stem:table; write -:table (the "
                "stem as it is), letters:table (letters added), 2<letters:table (two letters less) or "
                "@change:table"
            )
        add = match["add"]
        return "", int(match["cut"] or 0), "" if add == "-" else add, table

    def base(self, lemma: str) -> str:
        """Return a verb without its reflexive suffix."""
        return lemma[:-2] if lemma.endswith(self.letters.reflexive) else lemma

    # -- ending tables

    def _expand(self, table: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield (ending, part of speech, feature names) of a table, inclusions resolved."""
        if table not in self._tables:
            raise LexiconError(
                f"{self.language}/paradigms/endings.tsv has no table {table!r}, which a row of nouns.tsv, "
                "verbs.tsv or regular.tsv names"
            )
        for row in self._tables[table]:
            if row[0].startswith("@"):
                yield from self._expand(row[0][1:])
                continue
            pos, names = row[0], tuple(name for name in row[1].split(",") if name != "-")
            for ending in row[2].split():
                if "+" in ending:
                    head, inner = ending.split("+")
                    for tail, _, more in self._expand(inner):
                        yield head + tail, pos, names + more
                else:
                    yield "" if ending == "-" else ending, pos, names

    def _compiled(self, table: str, aspect: str = "", animate: bool = False, mark: str = "") -> Endings:
        """Return a table as a mapping from ending to its readings.

        Parameters
        ----------
        table
            Name in ``endings.tsv``.
        aspect
            ``pf``, ``ipf`` or ``both`` for verbs: decides whether present forms mean the future, and drops
            the present participles of perfective verbs.
        animate
            Whether the accusative equals the genitive (masculine and plural). Adjectives and participles
            take both, as their noun decides. Drops the readings marked ``inan``.
        mark
            See :class:`StemTable`.
        """
        accusatives = {"acca"} if animate else {"acci"}
        if not table.startswith("n"):
            accusatives = {"acca", "acci"}
        marks = mark.split()
        cells: dict[str, dict[tuple[str, int], int]] = {}
        for ending, pos, names in self._expand(table):
            if animate and "inan" in names:
                continue
            feats = _ASPECTS[aspect]
            for name in names:
                if name in ("acca", "acci"):
                    feats |= f.ACC if name in accusatives else 0
                elif name != "inan":
                    feats |= f.FEATURES[name]
            if pos == "n":
                if "m" in marks and feats & f.SG:
                    feats = feats & ~f.GENDERS | f.MASC
                if "pl" in marks and not feats & f.PL:
                    continue
                if animate:
                    feats |= f.ANIMATE
            if feats & f.PRES and aspect in ("pf", "both"):
                if aspect == "both":
                    feats |= 0 if pos == "ger" else f.FUT
                elif pos == "part":
                    continue
                else:
                    feats = feats & ~f.PRES | (f.PAST if pos == "ger" else f.FUT)
            cell = cells.setdefault(ending, {})
            key = (pos, feats & ~f.CASES)
            cell[key] = cell.get(key, 0) | feats & f.CASES
        return {ending: _merge_genders(cell) for ending, cell in cells.items()}

    # -- stems

    def _changed(self, name: str, stem: str) -> Iterator[str]:
        """Yield the stem as each row of a change makes it; no row may fit."""
        for pattern, new in self._changes[name]:
            other, count = pattern.subn(new, stem, count=1)
            if count:
                yield other

    def _follow(self, kind: str, word: str) -> list[StemTable]:
        """Return the stems of the first row of ``regular.tsv`` that fits, none where none does."""
        for row in self._regular.get(kind, ()):
            if not row.pattern.search(word):
                continue
            stem = word[: len(word) - row.cut]
            found = []
            for change, cut, add, table in row.stems:
                if change:
                    found += [StemTable(other, table, row.mark) for other in self._changed(change, stem)]
                else:
                    found.append(StemTable(stem[: len(stem) - cut] + add, table, row.mark))
            return found
        return []

    def noun_stems(self, lemma: str) -> tuple[list[StemTable], bool]:
        """Stems and tables of a noun, and whether the exception list calls it animate."""
        if lemma in self._nouns:
            entries, flags = self._nouns[lemma]
            marks = " ".join(flag for flag in flags.split() if flag in ("m", "pl"))
            return _pairs(entries, mark=marks), "an" in flags.split()
        return self._needed("n", lemma, lemma), False

    def adjective_stems(self, lemma: str) -> list[StemTable]:
        """Stems and tables of an adjective, long and short forms."""
        return self._needed("a", lemma, lemma)

    def verb_stems(self, lemma: str) -> list[StemTable]:
        """Stems and tables of a verb; of a reflexive verb those of its base, without the suffix."""
        base = self.base(lemma)
        listed = self._exception(base)
        return list(self._listed_verb(base, *listed)) if listed else self._needed("v", base, lemma)

    def _needed(self, pos: str, word: str, lemma: str) -> list[StemTable]:
        found = self._follow(pos, word)
        if not found:
            place = {"n": "nouns.tsv", "v": "verbs.tsv"}.get(pos, "regular.tsv")
            raise LexiconError(
                f"{_NAMES[pos]} {lemma!r}: its forms do not follow from the dictionary form by "
                f"{self.language}/paradigms/regular.tsv; is it the dictionary form? If so, add a row to "
                f"paradigms/{place}"
            )
        return found

    def _exception(self, base: str) -> tuple[str, str] | None:
        """Prefix and listed verb, the longest listed one first."""
        for cut in range(len(base)):
            if base[cut:] in self._verbs and (cut == 0 or base[:cut] in self._prefixes):
                return base[:cut], base[cut:]
        return None

    def _listed_verb(self, base: str, prefix: str, root: str) -> Iterator[StemTable]:
        verb = self._verbs[root]
        yield StemTable(base, "inf_0")
        for stem in verb.past.split():
            if ":" in stem:
                yield from _pairs(stem, prefix)
            elif stem.endswith("/"):
                yield StemTable(prefix + stem[:-1], "past_h")
            elif stem.endswith("-"):
                yield StemTable(prefix + stem[:-1], "past_lonly")
            else:
                yield StemTable(prefix + stem, "past_l")
        for stem in verb.present.split():
            if ":" in stem:
                yield from _pairs(stem, prefix)
            else:
                yield from self._follow(f"pres{verb.conjugation}", prefix + stem)
        if verb.participle != "-":
            yield from self._follow("ppp", prefix + verb.participle)
        if verb.extra != "-":
            yield from _pairs(verb.extra, prefix)


@cache
def inflection(language: str) -> Inflection:
    """Return the paradigms of a language, read once."""
    return Inflection(language)
