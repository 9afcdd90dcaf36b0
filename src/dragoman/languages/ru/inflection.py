"""Inflection of Russian words: from a dictionary form to stems and ending tables.

The tables are data (``paradigms/*.tsv``). Nothing here knows a sentence; it answers only "which stems with
which endings does this lemma have", for :mod:`dragoman.languages.ru.morphology` to index.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from dragoman.languages import features as f
from dragoman.model.errors import LexiconError

__all__ = ["Endings", "StemTable", "adjective_stems", "compiled", "noun_stems", "rows", "verb_stems"]

Endings = Mapping[str, tuple[tuple[str, int], ...]]
"""Ending -> its readings (part of speech, features)."""

_HUSH: Final = "жшщч"
_VELAR: Final = "гкх"
_VOWELS: Final = "аеиоуыэюя"
_ASPECTS: Final = {
    "pf": f.PERFECTIVE,
    "ipf": f.IMPERFECTIVE,
    "both": f.PERFECTIVE | f.IMPERFECTIVE,
    "": 0,
}
_MASCULINE_SOFT: Final = ("тель", "арь", "ырь", "ябрь", "ень")
# Their short forms do not exist and would be taken from verbs (прошли).
_NO_SHORT: Final = ("прошлый", "бывший", "будущий", "следующий", "главный", "военный")
_FEMININE_SOFT: Final = ("тень", "степень", "ступень")
# Verbs in -евать that conjugate like воевать, not like одолевать.
_EVAT: Final = ("оевать", "чевать", "шевать", "жевать", "цевать", "щевать", "горевать", "плевать", "клевать")
_ALTERNATIONS: Final = {
    "б": ("бл",),
    "п": ("пл",),
    "в": ("вл",),
    "м": ("мл",),
    "ф": ("фл",),
    "д": ("ж", "жд"),
    "т": ("ч", "щ"),
    "с": ("ш",),
    "з": ("ж",),
}


class StemTable(NamedTuple):
    """A stem and the table of endings it takes."""

    stem: str
    table: str
    mark: str = ""
    """How the table is read: any of ``m`` (masculine), ``pl`` (plural only), space between."""


def rows(name: str) -> Iterator[list[str]]:
    """Rows of ``paradigms/<name>``, without comments and the header."""
    path = files(__package__) / "paradigms" / name
    header = True
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if header:
            header = False
            continue
        yield line.split("\t")


@cache
def _tables() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for row in rows("endings.tsv"):
        found.setdefault(row[0], []).append(row[1:])
    return found


def _expand(table: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield (ending, part of speech, feature names) of a table, inclusions resolved."""
    if table not in _tables():
        raise LexiconError(
            f"paradigms/endings.tsv has no table {table!r}; a row of nouns.tsv or verbs.tsv names it"
        )
    for row in _tables()[table]:
        if row[0].startswith("@"):
            yield from _expand(row[0][1:])
            continue
        pos, names = row[0], tuple(name for name in row[1].split(",") if name != "-")
        for ending in row[2].split():
            if "+" in ending:
                head, inner = ending.split("+")
                for tail, _, more in _expand(inner):
                    yield head + tail, pos, names + more
            else:
                yield "" if ending == "-" else ending, pos, names


@cache
def compiled(table: str, aspect: str = "", animate: bool = False, mark: str = "") -> Endings:
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
        take both, as their noun decides.
    mark
        See :class:`StemTable`.
    """
    accusatives = {"acca"} if animate else {"acci"}
    if not table.startswith("n"):
        accusatives = {"acca", "acci"}
    aspect_bits = {"pf": f.PERFECTIVE, "ipf": f.IMPERFECTIVE, "both": f.PERFECTIVE | f.IMPERFECTIVE, "": 0}[
        aspect
    ]
    cells: dict[str, dict[tuple[str, int], int]] = {}
    for ending, pos, names in _expand(table):
        feats = aspect_bits
        for name in names:
            if name in ("acca", "acci"):
                feats |= f.ACC if name in accusatives else 0
            else:
                feats |= f.FEATURES[name]
        if pos == "n":
            if "m" in mark.split() and feats & f.SG:
                feats = feats & ~f.GENDERS | f.MASC
            if "pl" in mark.split() and not feats & f.PL:
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


def _merge_genders(cell: Mapping[tuple[str, int], int]) -> tuple[tuple[str, int], ...]:
    merged: dict[tuple[str, int, int], int] = {}
    for (pos, feats), cases in cell.items():
        key = (pos, feats & ~f.GENDERS, cases)
        merged[key] = merged.get(key, 0) | feats & f.GENDERS
    return tuple((pos, feats | cases | genders) for (pos, feats, cases), genders in merged.items())


def _pairs(text: str, prefix: str = "") -> list[StemTable]:
    found = []
    for item in text.split():
        stem, table = item.split(":")
        found.append(StemTable(prefix + stem, table))
    return found


# -- nouns


@cache
def _noun_rows() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in rows("nouns.tsv")}


def noun_stems(lemma: str) -> tuple[list[StemTable], bool]:
    """Stems and tables of a noun, and whether the exception list calls it animate."""
    if lemma in _noun_rows():
        entries, flags = _noun_rows()[lemma]
        mark = " ".join(flag for flag in flags.split() if flag in ("m", "pl"))
        return [StemTable(s, t, mark) for s, t, _ in _pairs(entries)], "an" in flags.split()
    return list(_regular_noun(lemma)), False


def _fleeting(stem: str) -> Iterator[str]:
    """Genitive plural stems with a vowel between the last two consonants (сделк- -> сделок)."""
    if len(stem) > 2 and stem[-1] not in _VOWELS + "ьъ" and stem[-2] not in _VOWELS:
        if stem[-2] in "ьй":
            yield stem[:-2] + "е" + stem[-1]
        else:
            yield stem[:-1] + "о" + stem[-1]
            yield stem[:-1] + "е" + stem[-1]


def _regular_noun(lemma: str) -> Iterator[StemTable]:
    last, stem = lemma[-1], lemma[:-1]
    if last == "а":
        table = "n_f_k" if stem[-1] in _VELAR + _HUSH else "n_f_c" if stem[-1] == "ц" else "n_f_a"
        yield StemTable(stem, table)
        for other in _fleeting(stem):
            yield StemTable(other, "n_gen_pl")
    elif lemma.endswith("ая"):
        table = "na_sib" if stem[-2] in _HUSH else "na_k" if stem[-2] in _VELAR else "na_hard"
        yield StemTable(stem[:-1], table)
    elif lemma.endswith("ое"):
        yield StemTable(stem[:-1], "na_k" if stem[-2] in _VELAR else "na_hard")
    elif last == "я":
        if lemma in ("время", "имя", "знамя", "бремя", "племя", "пламя", "семя"):
            yield StemTable(lemma[:-2], "n_n_mja")
        else:
            yield StemTable(stem, "n_f_ija" if stem.endswith("и") else "n_f_ja")
    elif last == "о":
        yield StemTable(stem, "n_n_o")
        for other in _fleeting(stem):
            yield StemTable(other, "n_gen_pl")
    elif last == "е":
        if stem.endswith("и"):
            yield StemTable(stem, "n_n_ie")
            yield StemTable(stem[:-1] + "ь", "n_n_je")  # старое и поэтическое: заявленье
        elif stem[-1] in _HUSH + "ц":
            yield StemTable(stem, "n_n_e")
        else:
            yield StemTable(stem, "n_n_je")
            if stem.endswith("ь"):
                yield StemTable(stem[:-1] + "ий", "n_gen_pl")
    elif lemma.endswith(("ый", "кий", "гий", "хий")):
        yield StemTable(lemma[:-2], "na_hard" if lemma.endswith("ый") else "na_k")
    elif lemma.endswith(("щий", "ший", "чий", "жий")):
        yield StemTable(lemma[:-2], "na_sib")
    elif last == "й":
        yield StemTable(stem, "n_m_j")
    elif last == "ь":
        masculine = lemma.endswith(("тель", "арь", "ырь", "ябрь", "ень")) and lemma not in (
            "тень",
            "степень",
            "ступень",
        )
        yield StemTable(stem, "n_m_soft" if masculine else "n_f_soft")
        if masculine and stem.endswith("ен"):  # уровень, перечень
            yield StemTable(stem[:-2] + "н", "n_m_softobl")
    elif last in "ыи":
        table = "n_m_k" if stem[-1] in _VELAR else "n_m_sib" if stem[-1] in _HUSH else "n_m_hard"
        yield StemTable(stem, table if last == "ы" or stem[-1] in _VELAR + _HUSH else "n_m_softobl", "pl")
    elif last in "уюэ":
        yield StemTable(lemma, "n_indecl")
    else:
        table = (
            "n_m_k"
            if last in _VELAR
            else "n_m_sib"
            if last in _HUSH
            else "n_m_c"
            if last == "ц"
            else "n_m_hard"
        )
        yield StemTable(lemma, table)
        if lemma.endswith(("анин", "янин")):
            yield StemTable(lemma[:-2], "n_ane")
        elif lemma.endswith("ец"):
            body = lemma[:-2]
            yield StemTable(
                body + ("йц" if body[-1] in _VOWELS else "ьц" if body[-1] == "л" else "ц"), "n_m_obl"
            )
        elif lemma.endswith(("ок", "ек")):
            body = lemma[:-2]
            yield StemTable(body + "к", "n_m_obl")


# -- adjectives


def adjective_stems(lemma: str) -> Iterator[StemTable]:
    """Stems and tables of an adjective, long and short forms."""
    stem = lemma[:-2]
    if not lemma.endswith(("ый", "ий", "ой")):
        raise LexiconError(
            f"adjective {lemma!r}: expected its full form in -ый, -ий or -ой (готовый, not готов)"
        )
    if stem[-1] in _VELAR:
        yield StemTable(stem, "a_k")
    elif stem[-1] in _HUSH:
        yield StemTable(stem, "a_sib")
    else:
        yield StemTable(stem, "a_soft" if lemma.endswith("ий") else "a_hard")
    if stem.endswith(("ск", "цк")) or lemma in _NO_SHORT:
        return
    yield StemTable(stem, "a_short")
    if stem.endswith("нн"):  # напряженный: напряжен
        yield StemTable(stem[:-1], "a_short")
    for other in _fleeting(stem):
        yield StemTable(other, "a_short_m")


# -- verbs


class _Verb(NamedTuple):
    past: str
    present: str
    conjugation: str
    participle: str
    extra: str


@cache
def _verb_rows() -> dict[str, _Verb]:
    found = {}
    for row in rows("verbs.tsv"):
        found[_base(row[0])] = _Verb(*row[1:6])
    return found


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(row[0] for row in rows("prefixes.tsv"))


def _base(lemma: str) -> str:
    return lemma[:-2] if lemma.endswith(("ся", "сь")) else lemma


def _exception(base: str) -> tuple[str, str] | None:
    """Prefix and listed verb, the longest listed one first."""
    table = _verb_rows()
    for cut in range(len(base)):
        if base[cut:] in table and (cut == 0 or base[:cut] in _prefixes()):
            return base[:cut], base[cut:]
    return None


def verb_stems(lemma: str) -> Iterator[StemTable]:
    """Stems and tables of a verb; of a reflexive verb those of its base, without ``-ся``."""
    base = _base(lemma)
    listed = _exception(base)
    if listed:
        yield from _listed_verb(base, *listed)
    elif base.endswith(
        (
            "овать",
            "оевать",
            "чевать",
            "шевать",
            "жевать",
            "цевать",
            "щевать",
            "горевать",
            "плевать",
            "клевать",
        )
    ):
        yield StemTable(base[:-5], "v2")
    elif base.endswith("нуть"):
        yield StemTable(base[:-4], "v3")
        if base[-5] in "гкхбзп":
            yield StemTable(base[:-4], "past_h")
    elif base.endswith("ить"):
        stem = base[:-3]
        yield StemTable(stem, "v4")
        yield StemTable(stem, "v4x")
        yield StemTable(stem, _gerund(stem))
        for other in _alternate(stem):
            yield StemTable(other, "v4x")
    elif base.endswith(("ать", "ять", "еть")):
        yield StemTable(base[:-2], "v1")
    else:
        raise LexiconError(
            f"verb {lemma!r}: its forms do not follow from the infinitive; add a row to paradigms/verbs.tsv"
        )


def _gerund(stem: str) -> str:
    return "ger_a" if stem[-1] in _HUSH else "ger_ja"


def _alternate(stem: str) -> Iterator[str]:
    if stem.endswith("ст"):
        yield stem[:-2] + "щ"
    for other in _ALTERNATIONS.get(stem[-1], ()):
        yield stem[:-1] + other


def _listed_verb(base: str, prefix: str, root: str) -> Iterator[StemTable]:
    verb = _verb_rows()[root]
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
            yield StemTable(prefix + stem, f"pres_{verb.conjugation}")
            yield StemTable(prefix + stem, _gerund(stem))
            if verb.conjugation == "2":
                yield StemTable(prefix + stem, "pres_1sg")
    if verb.participle != "-":
        yield StemTable(prefix + verb.participle, "ppp_t" if verb.participle.endswith("т") else "ppp_n")
    if verb.extra != "-":
        yield from _pairs(verb.extra, prefix)
