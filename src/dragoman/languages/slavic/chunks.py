"""The state of one sentence while it is read: chunks, groups and predicates."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.parse import Group, Predicate, Word

__all__ = ["Chunks"]


class Chunks:
    """The chunks of one sentence, in order, with its groups and predicates.

    Parameters
    ----------
    classes : str, (n_tokens,)
    words : sequence of Word, (n_tokens,)
    particles : dict of str to frozenset of str
        First words of predicates of two words and their second words: with "не" some verbs are a predicate of
        their own ("не согласиться" is to refuse), with some infinitives others are ("дать понять" is to say).
    """

    def __init__(
        self, classes: str, words: Sequence[Word], particles: dict[str, frozenset[str]] | None = None
    ) -> None:
        self.classes = classes
        self.words = words
        self.particles = particles or {}
        self.refused = self.particles.get("не", frozenset())
        self.kinds: list[str] = []
        self.firsts: list[int] = []
        self.at: list[int] = []
        self.groups: list[Group] = []
        self.predicates: list[Predicate] = []
        self.group_of = [-1] * len(classes)
        self.chunk_of_group: list[int] = []
        self.within: dict[int, Group] = {}
        """By group: the noun of the preposition before it, "на **сторону** Антанты"."""
        self.owed: set[int] = set()
        """Predicates behind an impersonal modal, whose subject is a dative: "**Риму** пришлось уйти"."""
        self.aims: dict[int, Group | None] = {}
        """Chunks of infinitives with the noun whose aim they are."""

    def _add(self, kind: str, first: int, index: int) -> None:
        self.kinds.append(kind)
        self.firsts.append(first)
        self.at.append(index)
