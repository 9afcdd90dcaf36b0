"""Grammatical features of word forms, one bit each, the same in every language.

A :class:`Reading` carries a set of them as one integer. Several cases, genders or tenses in one reading
mean "any of these": Russian ``соглашения`` has two readings, ``gen sg nt`` and ``nom|acc pl nt``. A bit
that a language does not mark is absent; a participle or adjective without any case bit is a short
(predicative) form and carries ``SHORT``.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from dragoman.model.errors import LexiconError

__all__ = [
    "ABL",
    "ABLE",
    "ACC",
    "AGENT",
    "ANIMATE",
    "AORIST",
    "CASES",
    "CAUSATIVE",
    "CLAUSE",
    "CONDITIONAL",
    "DAT",
    "FEATURES",
    "FEM",
    "FUT",
    "GEN",
    "GENDERS",
    "HEARSAY",
    "IMP",
    "IMPERFECTIVE",
    "IMPERSONAL",
    "INF",
    "INS",
    "LOC",
    "MASC",
    "NEGATED",
    "NEUT",
    "NOM",
    "NUMBERS",
    "OBLIGED",
    "OURS",
    "OWNED",
    "PASSIVE",
    "PAST",
    "PERFECT",
    "PERFECTIVE",
    "PERSON1",
    "PERSON2",
    "PERSON3",
    "PL",
    "PRES",
    "RECIPROCAL",
    "REFLEXIVE",
    "SG",
    "SHORT",
    "VOC",
    "WISH",
    "Reading",
    "describe",
    "parse_features",
]

NOM: Final = 1
GEN: Final = 2
DAT: Final = 4
ACC: Final = 8
INS: Final = 16
LOC: Final = 32
SG: Final = 64
PL: Final = 128
MASC: Final = 256
FEM: Final = 512
NEUT: Final = 1024
PAST: Final = 2048
PRES: Final = 4096
FUT: Final = 8192
INF: Final = 16384
IMP: Final = 32768
"""Imperative."""
PASSIVE: Final = 65536
"""Passive participle, or a reflexive form of a verb that has no reflexive lemma of its own."""
PERFECTIVE: Final = 131072
IMPERFECTIVE: Final = 262144
PERSON3: Final = 524288
PERSON1: Final = 1 << 20
ANIMATE: Final = 1 << 21
SHORT: Final = 1 << 22
"""Short (predicative) adjective or participle: Russian ``готов``, ``подписано``."""
REFLEXIVE: Final = 1 << 23
"""The form carries the reflexive suffix, whatever it means."""
PERSON2: Final = 1 << 24
VOC: Final = 1 << 27
"""Vocative; no case that a clause asks for, so it is none of :data:`CASES`."""
IMPERSONAL: Final = 1 << 26
"""A passive form without a subject, whose object stays one: Ukrainian ``угоду підписано``."""
ABL: Final = 1 << 25
"""The ablative of Turkish and Azerbaijani."""
OWNED: Final = 1 << 40
"""A noun with the possessive of the third person: it has an owner before it (*ordusu*)."""
OURS: Final = 1 << 41
"""A noun with another possessive."""
NEGATED: Final = 1 << 28
"""A verb with the suffix of negation."""
ABLE: Final = 1 << 29
"""A verb with the suffix of ability: may, can."""
OBLIGED: Final = 1 << 30
"""A verb in the necessitative: must."""
CONDITIONAL: Final = 1 << 31
CAUSATIVE: Final = 1 << 32
RECIPROCAL: Final = 1 << 33
PERFECT: Final = 1 << 34
"""A past before the past (*imzalamıştı*)."""
HEARSAY: Final = 1 << 35
"""A past known from others (*imzalamış*)."""
AORIST: Final = 1 << 36
AGENT: Final = 1 << 37
"""By whom: the suffix of *hükümetince*."""
WISH: Final = 1 << 38
"""Optative and imperative of the third person (*imzalasın*)."""
CLAUSE: Final = 1 << 39
"""A participle or verbal form that makes a clause of facts (*imzaladığı*, *imzalayacağını*)."""

CASES: Final = NOM | GEN | DAT | ACC | INS | LOC | ABL
NUMBERS: Final = SG | PL
GENDERS: Final = MASC | FEM | NEUT

FEATURES: Final[dict[str, int]] = {
    "nom": NOM,
    "gen": GEN,
    "dat": DAT,
    "acc": ACC,
    "ins": INS,
    "loc": LOC,
    "sg": SG,
    "pl": PL,
    "m": MASC,
    "f": FEM,
    "nt": NEUT,
    "past": PAST,
    "pres": PRES,
    "fut": FUT,
    "inf": INF,
    "imp": IMP,
    "passive": PASSIVE,
    "pf": PERFECTIVE,
    "ipf": IMPERFECTIVE,
    "p3": PERSON3,
    "p1": PERSON1,
    "animate": ANIMATE,
    "short": SHORT,
    "refl": REFLEXIVE,
    "p2": PERSON2,
    "voc": VOC,
    "impersonal": IMPERSONAL,
    "abl": ABL,
    "owned": OWNED,
    "ours": OURS,
    "neg": NEGATED,
    "able": ABLE,
    "must": OBLIGED,
    "cond": CONDITIONAL,
    "caus": CAUSATIVE,
    "recip": RECIPROCAL,
    "perf": PERFECT,
    "hearsay": HEARSAY,
    "aorist": AORIST,
    "agent": AGENT,
    "wish": WISH,
    "clause": CLAUSE,
}
"""Names of the features in data files."""


class Reading(NamedTuple):
    """One way to read a word form."""

    lemma: str
    """Dictionary form without ``ё``; empty where the word is unknown and only its ending was read."""
    pos: str
    """``v`` finite verb or infinitive, ``n`` noun, ``a`` adjective, ``part`` participle, ``ger``, ``adv``."""
    feats: int


def parse_features(text: str) -> int:
    """Read ``gen,acc,sg`` as a bit set.

    Raises
    ------
    LexiconError
        If a name is not in :data:`FEATURES`.
    """
    feats = 0
    for name in text.replace(" ", "").split(","):
        if name and name != "-":
            try:
                feats |= FEATURES[name]
            except KeyError:
                known = " ".join(FEATURES)
                raise LexiconError(f"unknown grammatical feature {name!r}; known are: {known}") from None
    return feats


def describe(feats: int) -> str:
    """Write a bit set as ``gen,acc,sg``, in the order of :data:`FEATURES`."""
    return ",".join(name for name, bit in FEATURES.items() if feats & bit)
