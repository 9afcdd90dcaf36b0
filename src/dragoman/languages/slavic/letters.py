"""The alphabet of a language: how its letters are folded, and what its endings are built of."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dragoman.languages.tables import data_file, rows
from dragoman.model.errors import LexiconError

__all__ = ["Letters", "letters"]


class Letters(NamedTuple):
    """What ``paradigms/letters.tsv`` says."""

    folding: dict[int, str]
    """Letters that count as others: ``ё`` as ``е``, the typographic apostrophe as the plain one."""
    reflexive: tuple[str, ...]
    """Suffixes of reflexive verbs."""
    gerund: str
    """The reflexive suffix of gerunds."""
    adjective: tuple[str, ...]
    """Endings that a lemma has only if it is an adjective."""

    silent: tuple[str, ...] = ()
    """Letters that are not read at the end of a word: ``ъ`` of the old Russian spelling."""

    def read(self, form: str) -> str:
        """Return a lower-case form as it is looked up."""
        form = form.translate(self.folding)
        return form[:-1] if len(form) > 1 and form.endswith(self.silent) else form

    def fold(self, text: str) -> str:
        """Lower case and folded: the shape in which lemmas and forms are compared."""
        return text.lower().translate(self.folding)


@cache
def letters(language: str) -> Letters:
    """Return the alphabet of a language.

    Raises
    ------
    LexiconError
        ``letters.tsv`` lacks one of its rows.
    """
    source = data_file(language, "paradigms/letters.tsv")
    found = {name: value.split() for _, (name, value) in rows(source, ("name", "letters"))}
    try:
        pairs = [item.split("=") for item in found["fold"]]
        return Letters(
            {ord(one): other for one, other in pairs},
            tuple(found["reflexive"]),
            found["gerund"][0],
            tuple(found["adjective"]),
            tuple(found.get("silent", ())),
        )
    except KeyError as missing:
        raise LexiconError(
            f"{language}/paradigms/letters.tsv has no row {missing}; it needs fold, reflexive, gerund and "
            "adjective"
        ) from None
