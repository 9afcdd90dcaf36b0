"""English word forms: which lemma and which form a word can be.

Forms are generated from the lemmas of the lexicon (spelling rules below, irregular forms from
``verbs.txt``), so a look-up is one dictionary access.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["noun_plurals", "verb_forms"]

_VOWELS = frozenset("aeiou")
# Verbs that double their last consonant in British spelling only.
_BRITISH_DOUBLING = frozenset(
    [
        "cancel",
        "counsel",
        "marshal",
        "model",
        "quarrel",
        "signal",
        "travel",
        "tunnel",
        "label",
        "level",
        "channel",
        "rival",
        "shovel",
        "unravel",
    ]
)
# Final-stressed verbs of more than one syllable that double their last consonant.
_DOUBLING = (
    frozenset(
        [
            "abet",
            "admit",
            "allot",
            "annul",
            "begin",
            "commit",
            "compel",
            "concur",
            "confer",
            "control",
            "corral",
            "defer",
            "demur",
            "deter",
            "dispel",
            "embed",
            "emit",
            "excel",
            "expel",
            "extol",
            "forget",
            "handicap",
            "impel",
            "incur",
            "infer",
            "kidnap",
            "occur",
            "omit",
            "outwit",
            "permit",
            "prefer",
            "propel",
            "rebel",
            "rebut",
            "recap",
            "recur",
            "refer",
            "regret",
            "remit",
            "repel",
            "submit",
            "transfer",
            "transmit",
            "upset",
        ]
    )
    | _BRITISH_DOUBLING
)
_IRREGULAR_PLURALS = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "crisis": "crises",
    "basis": "bases",
    "thesis": "theses",
    "foot": "feet",
    "life": "lives",
    "wife": "wives",
    "knife": "knives",
    "leaf": "leaves",
    "thief": "thieves",
    "memorandum": "memoranda",
    "referendum": "referenda",
    "agendum": "agenda",
    "coup d'etat": "coups d'etat",
    "medium": "media",
    "criterion": "criteria",
}


def _doubles(verb: str) -> bool:
    verb = verb.rpartition("-")[2]  # booby-trapped, air-dropped
    if verb in _DOUBLING:
        return True
    if len(verb) < 3 or verb[-1] in _VOWELS or verb[-1] in "wxy" or verb[-2] not in _VOWELS:
        return False
    # One syllable, one vowel before one consonant: stop, ban, slam.
    return verb[-3] not in _VOWELS and sum(char in _VOWELS for char in verb) == 1


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _past(verb: str) -> Iterable[str]:
    if verb.endswith("e"):
        yield verb + "d"
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        yield verb[:-1] + "ied"
    elif _doubles(verb):
        yield verb + verb[-1] + "ed"
        if verb in _BRITISH_DOUBLING:
            yield verb + "ed"
    elif verb.endswith("c"):
        yield verb + "ked"
    else:
        yield verb + "ed"


def _gerund(verb: str) -> Iterable[str]:
    if verb.endswith("ie"):
        yield verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        yield verb[:-1] + "ing"
    elif _doubles(verb):
        yield verb + verb[-1] + "ing"
        if verb in _BRITISH_DOUBLING:
            yield verb + "ing"
    elif verb.endswith("c"):
        yield verb + "king"
    else:
        yield verb + "ing"


def verb_forms(lemma: str, irregular: tuple[str, ...] = ()) -> Iterable[tuple[str, str]]:
    """Yield (form, kind) of a verb.

    Kinds: ``B`` base, ``Z`` third person, ``D`` past only, ``P`` past participle only, ``E`` past or
    participle, ``I`` -ing form.

    Parameters
    ----------
    lemma : str
    irregular : tuple of str
        Past, participle and, where it is irregular too, the -ing form; alternatives with a slash.
    """
    yield lemma, "B"
    yield _third(lemma), "Z"
    if irregular:
        past = irregular[0].split("/")
        participle = irregular[1].split("/") if len(irregular) > 1 else past
        for form in past:
            yield form, "E" if form in participle else "D"
        for form in participle:
            if form not in past:
                yield form, "P"
    else:
        for form in _past(lemma):
            yield form, "E"
    if len(irregular) > 2:
        for form in irregular[2].split("/"):
            yield form, "I"
    else:
        for form in _gerund(lemma):
            yield form, "I"


def noun_plurals(lemma: str) -> Iterable[str]:
    """Yield the plural forms of a noun, which may consist of several words (the last one inflects)."""
    first, _, last = lemma.rpartition(" ")
    prefix = first + " " if first else ""
    if last in _IRREGULAR_PLURALS:
        yield prefix + _IRREGULAR_PLURALS[last]
    elif last.endswith("man") and len(last) > 4:
        yield prefix + last[:-3] + "men"
    elif last.endswith(("s", "x", "z", "ch", "sh")):
        yield prefix + last + "es"
    elif last.endswith("y") and last[-2:-1] not in _VOWELS:
        yield prefix + last[:-1] + "ies"
    else:
        yield prefix + last + "s"
