"""Which class is taken for which, and how each class fares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook import load as load_codebook
from dragoman.evaluation.answers import Answer

__all__ = ["NONE", "ClassScore", "by_class", "confusion", "order"]

NONE = "none"
"""Stands for no gold event, or no answer."""


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Counts of one class over sentences."""

    event: str
    hit: int
    extra: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Share of the answers that are right."""
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else None

    @property
    def recall(self) -> float | None:
        """Share of the gold that is found."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both."""
        total = 2 * self.hit + self.extra + self.missed
        return 2 * self.hit / total if total else None


def order(event: str) -> tuple[int, str]:
    """Return a key that sorts classes as the codebook does, `NONE` and others last."""
    ids = load_codebook().ids
    return (ids.index(event) if event in ids else len(ids), event)


def by_class(answers: Sequence[Answer]) -> list[ClassScore]:
    """Return the counts of every class that gold or answers have, in the order of the codebook."""
    hit: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for made in answers:
        hit.update(made.gold & made.found)
        extra.update(made.found - made.gold)
        missed.update(made.gold - made.found)
    classes = sorted({*hit, *extra, *missed}, key=order)
    return [ClassScore(name, hit[name], extra[name], missed[name]) for name in classes]


def confusion(answers: Sequence[Answer]) -> dict[tuple[str, str], int]:
    """Count (gold, answered) pairs.

    What gold and answer share stands on the diagonal; what is left in one sentence is paired in
    alphabetical order, and what then is left over stands against `NONE`.
    """
    table: Counter[tuple[str, str]] = Counter()
    for made in answers:
        table.update((name, name) for name in made.gold & made.found)
        gold, found = sorted(made.gold - made.found), sorted(made.found - made.gold)
        length = max(len(gold), len(found))
        gold += [NONE] * (length - len(gold))
        found += [NONE] * (length - len(found))
        table.update(zip(gold, found, strict=True))
    return {pair: table[pair] for pair in sorted(table, key=lambda pair: (order(pair[0]), order(pair[1])))}
