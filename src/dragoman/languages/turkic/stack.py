"""The stack on which Turkish and Azerbaijani groups wait for the verb behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.languages import features as f
from dragoman.languages.parse import Group, Predicate, Word
from dragoman.languages.turkic.verbs import Verbs

__all__ = ["Item", "Stack"]

_FROM = ("lı", "li", "lu", "lü")
_DYNASTIES = frozenset({"osmanlı", "selçuklu"})
"""Names that only end as if they said where somebody comes from."""
_CASES = {f.DAT: "dat", f.LOC: "loc", f.ABL: "abl"}


class Item(NamedTuple):
    """Something on the stack.

    ``G`` group, ``M`` verbal noun, ``I`` converb, ``Q`` quotation, ``T`` time; commas, opening quotes and
    brackets as they are.
    """

    kind: str
    at: int
    more: tuple[int, ...] = ()


class Stack(Verbs):
    """Chunks of one sentence with the stack of those that are still free."""

    def __init__(self, classes: str, words: Sequence[Word], language: str) -> None:
        super().__init__(classes, words, language)
        self.oblique = {**_CASES, f.INS: self.syntax["ins"][0], f.AGENT: self.syntax["agent"][0]}
        """Cases to the slots that they fill."""
        self.stack: list[Item] = []
        self.times: dict[int, int] = {}
        self._heads: list[Predicate] = []
        """Participles that wait for their noun."""
        self._last: Predicate | None = None
        """The finite verb before, whose subject the next one may share."""
        self._last_at = -1
        """Its chunk."""
        self._said: Predicate | None = None
        """A verb of speech behind which "ki", a colon or a quotation follows."""
        self._free: list[Predicate] = []
        """Finite verbs inside the open quotation."""
        self._quoted = False
        self._parted: set[int] = set()
        """Groups that a comma parts from the verb: its subject, whatever their ending could be."""
        self._attributes: set[int] = set()
        self._belongs: set[int] = set()
        """Those of them that own the noun that they describe: "**Fransa'ya** ait"."""
        self._kind_of: dict[int, int] = {}
        """Predicate of a verbal noun to the features of its case."""
        self._done: dict[int, int] = {}
        """Verbs whose subject is an act: "çekilmesi başladı"."""
        self._adjunct: set[int] = set()
        """Verbal nouns behind a postposition: no complements."""
        self._means: set[int] = set()
        """Verbal nouns by which something else is done: "saldırması ile başladı"."""
        self._before: set[int] = set()
        """Converbs that say before what something is done: "saldırmadan önce"."""
        self._aims: set[int] = set()
        """Verbal nouns that say what for: complements of the verb that serves them, and no deeds yet."""
        self._joint: set[int] = set()
        """Groups with whom the subject does something together."""
        self._topics: set[int] = set()
        """Verbal nouns behind one that says what something is about: complements, and never a subject."""

    def _expand(self, index: int) -> list[int]:
        return [index, *self.groups[index].coord]

    def _slot(self, index: int) -> str:
        """Return the slot of a group by its case; empty for nominative and accusative."""
        feats = self.feats[index]
        if feats & f.NOM:
            return ""
        for bit, name in self.oblique.items():
            if feats & bit:
                return name
        return "gen" if feats & f.GEN else ""

    def _ambiguous(self, index: int) -> bool:
        """Whether "-ı" on a group is the accusative rather than a possessive: also "**Iraklı** askeri"."""
        return all(self._is_from(self.groups[i]) for i in self.groups[index].owners)

    def _is_from(self, group: Group) -> bool:
        """Whether a group only says where somebody comes from."""
        form = self.words[group.head].form
        return self.classes[group.head] == "J" and form.endswith(_FROM) and form not in _DYNASTIES

    def _somebody(self, indexes: list[int]) -> bool:
        return any(self.classes[self.groups[i].head] in "NGR" for i in indexes)

    def _is_modal(self, predicate: Predicate) -> bool:
        note = self.words[predicate.token].note
        return bool(note) and note in predicate.lemmas

    @staticmethod
    def _link(parent: Predicate, child: Predicate, link: str) -> None:
        if child.parent >= 0 or child.index == parent.index:
            return
        parent.comp.append((link, child.index))
        child.parent, child.link = parent.index, link

    def _floor(self) -> int:
        """Return the place on the stack behind the last opening mark."""
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at].kind in '"(':
                return at + 1
        return 0

    def _take(self, to: int) -> list[Item]:
        taken = self.stack[to:]
        del self.stack[to:]
        return taken
