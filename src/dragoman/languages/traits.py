"""How single words behave in the grammar, from ``function_words.tsv``.

A trait of a verb holds for all its forms, any other for the form that the table names.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.pack import Pack

__all__ = ["FORM_TRAITS", "VERB_TRAITS", "Traits"]

FORM_TRAITS = frozenset(
    [
        "attribute",
        "between",
        "company",
        "content",
        "corrected",
        "correlative",
        "crowd",
        "deed",
        "demonstrative",
        "intransitive",
        "duration",
        "fronted",
        "holding",
        "how_often",
        "in_words_of",
        "nobody",
        "not_until",
        "inverts",
        "moment",
        "nearly",
        "of_clause",
        "of_two",
        "of_two_sides",
        "opens_either",
        "sequence",
        "verb_particle",
        "stands_alone",
        "subject_gerund",
    ]
)
VERB_TRAITS = frozenset(
    [
        "bare_infinitive",
        "copula",
        "ditransitive",
        "has_hearer",
        "names",
        "only_clause",
        "polite",
        "decides",
        "rather_do",
        "saying",
        "subject_control",
        "takes_gerund",
        "tells",
        "transitive",
    ]
)
_NONE: frozenset[str] = frozenset()


class Traits:
    """Traits of word forms.

    Parameters
    ----------
    pack : Pack
    """

    def __init__(self, pack: Pack) -> None:
        known = FORM_TRAITS | VERB_TRAITS
        self._of: dict[str, frozenset[str]] = {}
        for word, entries in pack.function.items():
            found = known.intersection(kind for kind, _ in entries)
            if found:
                self._of[word] = frozenset(found)

    def of(self, form: str, verbs: Sequence[tuple[str, str, int]]) -> frozenset[str]:
        """Return the traits of a form that can be one of these verbs."""
        traits = self._of.get(form, _NONE)
        for lemma, _, _ in verbs:
            if lemma in self._of:
                traits = traits | (self._of[lemma] & VERB_TRAITS)
        return traits
