"""What the grammar of a language makes of a sentence: groups, predicates, links.

The same shapes for every language, so that the stages behind the grammar (frame, roles, qualify)
know no language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = [
    "AGAIN",
    "APART",
    "GENITIVE",
    "GUESSED",
    "LEFT_OUT",
    "NOBODY",
    "PROPER",
    "Forms",
    "Group",
    "Parse",
    "Predicate",
    "Word",
]


GUESSED = -1
GENITIVE = frozenset({"gen", "owner"})
"""How a subject in the genitive was found."""
LEFT_OUT = "left out"
"""What a singular verb has for a subject that the sentence before may tell: "В мае **признал** её"."""
AGAIN = "again"
"""How a clause has its subject that leaves out the verb of the one before: "а **Германия** — Австрию"."""
PROPER = "proper"
"""Trait of a word that no list knows and that is capitalised inside a sentence."""
APART = "apart"
"""Trait of a person who does not hold the office before the name."""
NOBODY = "nobody"
"""What a plural verb without a subject has for one: "в Анкаре осудили"."""


@dataclass(slots=True)
class Word:
    """What the lexicon knows about a word form."""

    form: str
    tags: str
    """Grammar classes the form can have, one character each, likeliest first."""
    verbs: tuple[tuple[str, str, int], ...] = ()
    """(lemma, kind of form, features)."""
    noun: str = ""
    adj: str = ""
    func: str = ""
    note: str = ""
    case: int = 0
    """Cases a noun or adjective form can have, 0 where the language has none."""
    plural: bool = False
    weight: int = 0
    """1 where a frame knows the word, 2 where only as a verb of speech, `GUESSED` where its ending told."""
    traits: frozenset[str] = frozenset()
    """How the word behaves in the grammar, where the pack's tables say so."""


class Forms(dict[str, Word]):
    """What each word form can be, made when it is first asked for.

    A dictionary, so that the hot loop over tokens calls no function of ours.

    Parameters
    ----------
    make : callable
        Reads a lower-case form.
    """

    def __init__(self, make: Callable[[str], Word]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, form: str) -> Word:
        self[form] = word = self._make(form)
        return word


class Group:
    """A noun group: determiner to head, without what is attached by prepositions."""

    __slots__ = (
        "after",
        "case",
        "comp",
        "coord",
        "first",
        "head",
        "index",
        "inside",
        "leader",
        "other_prep",
        "owners",
        "prep",
        "relative",
        "stop",
        "twin",
    )

    def __init__(self, index: int, first: int, stop: int, head: int) -> None:
        self.index = index
        self.first = first
        self.stop = stop
        self.head = head
        self.prep = ""
        """Preposition that governs the group, empty for a bare one."""
        self.other_prep = ""
        """The same with another case, where the word does not tell: "в Перу"."""
        self.case = 0
        self.inside: int = -1
        """Index of the group whose owner this one is ("Turkey" in "Turkey's army"), or -1."""
        self.owners: list[int] = []
        """Indexes of the possessors and nationality adjectives inside the group."""
        self.after: list[int] = []
        """Indexes of prepositional groups attached to this one, nearest first."""
        self.comp: list[tuple[str, int]] = []
        """Clauses that fill the noun, where they stand before it: (``to`` or ``that``, predicate)."""
        self.coord: list[int] = []
        """Indexes of the groups coordinated with this one, itself excluded."""
        self.leader: int = -1
        """Index of the first group of its coordination, or -1."""
        self.twin: int = -1
        """Index of the group that this one renames (apposition), or -1."""
        self.relative: int = -1
        """Index of the predicate of a relative clause that hangs on the group, or -1."""


class Predicate:
    """A verb group, event noun or predicative adjective with its arguments."""

    __slots__ = (
        "aux",
        "comp",
        "finite",
        "first",
        "group",
        "index",
        "kind",
        "lemmas",
        "link",
        "modal",
        "negation",
        "parent",
        "particle",
        "passive",
        "perfect",
        "slots",
        "stop",
        "subject_from",
        "tense",
        "then",
        "token",
    )

    def __init__(self, index: int, kind: str, token: int, first: int, stop: int) -> None:
        self.index = index
        self.kind = kind
        """``v``, ``n`` or ``a``."""
        self.token = token
        self.first = first
        self.stop = stop
        self.lemmas: tuple[str, ...] = ()
        self.particle = ""
        self.group = -1
        """Group of an event noun."""
        self.finite = False
        self.passive = False
        self.perfect = False
        self.tense = ""
        """``past``, ``pres``, ``fut`` or empty."""
        self.modal = ""
        self.negation = -1
        """Token of the negation word, or -1."""
        self.then = False
        """Whether it happened when a time had come: "did not leave **until May**"."""
        self.aux: tuple[str, ...] = ()
        self.slots: dict[str, list[int]] = {}
        """Slot name to group indexes; the slots are the logical ones: a passive is turned round."""
        self.comp: list[tuple[str, int]] = []
        """Complements that are predicates: (``to``, ``that`` or ``ing``, index)."""
        self.parent = -1
        self.link = ""
        """How this predicate hangs on its parent: ``to``, ``that``, ``ing``, ``rel``, ``adv``, ``conj``."""
        self.subject_from = ""
        """How the subject was found; empty where it stands before its verb.

        ``gen``: a genitive; ``owner``: the genitive before the object, which may only own that;
        ``nobody``: none stands there, and the verb is a plural that needs none.
        """


@dataclass(slots=True)
class Parse:
    """The grammar's answer for one sentence."""

    classes: str
    groups: list[Group]
    predicates: list[Predicate]
    group_of: list[int]
    """For each token the index of its group, or -1."""
    times: dict[int, int] | None = None
    """For each time unit the predicate that it dates (-1 for all), where the grammar knows."""
