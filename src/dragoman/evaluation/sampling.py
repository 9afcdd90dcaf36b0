"""Figures with an interval: the statistic of all sentences, and of sentences drawn again and again.

A sentence is a row of a matrix of counts; drawing it several times multiplies the row.  So all draws
together are one product of two matrices, and no loop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "DRAWS",
    "SEED",
    "Counts",
    "Figure",
    "Statistic",
    "f1",
    "figure",
    "macro_f1",
    "precision",
    "ratio",
    "recall",
]

Counts = NDArray[np.float64]
Statistic = Callable[[Counts], Counts]

DRAWS = 2000
SEED = 20211
"""Fixed, so that a figure has the same interval in every run."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A score with its 95 % interval; null where nothing was there to be scored.

    ``n`` is the number of sentences it rests on.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    better: str = "higher"

    def to_json(self) -> dict[str, float | int | str | None]:
        """Return the figure as a JSON object, rounded to four places."""
        shown = {key: getattr(self, key) for key in ("value", "low", "high")}
        return {
            "name": self.name,
            **{key: None if number is None else round(number, 4) for key, number in shown.items()},
            "n": self.n,
            "better": self.better,
        }


def figure(name: str, counts: Counts, statistic: Statistic, *, better: str = "higher") -> Figure:
    """Return a statistic over sentences, with a percentile bootstrap interval.

    Parameters
    ----------
    name : str
    counts : array (n_sentences, n_counts)
    statistic : callable
        From sums ``(..., n_counts)`` to values ``(...)``; NaN where it is not defined.
    """
    n = len(counts)
    if not n:
        return Figure(name, None, None, None, 0, better)
    value = float(statistic(counts.sum(axis=0)))
    drawn = statistic(_weights(n) @ counts)
    drawn = drawn[np.isfinite(drawn)]
    if not np.isfinite(value) or not len(drawn):
        return Figure(name, None, None, None, n, better)
    low, high = np.percentile(drawn, (2.5, 97.5))
    return Figure(name, value, float(low), float(high), n, better)


@lru_cache(maxsize=4)
def _weights(n: int) -> Counts:
    """Return how often each of n sentences is drawn, array (DRAWS, n)."""
    draws = np.random.default_rng(SEED).multinomial(n, np.full(n, 1.0 / n), size=DRAWS)
    return draws.astype(np.float64)


def _divide(above: Counts, below: Counts) -> Counts:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, above / below, np.nan)


def ratio(sums: Counts) -> Counts:
    """From (hits, cases): their ratio."""
    return _divide(sums[..., 0], sums[..., 1])


def precision(sums: Counts) -> Counts:
    """From (true positives, false positives, false negatives): precision."""
    return _divide(sums[..., 0], sums[..., 0] + sums[..., 1])


def recall(sums: Counts) -> Counts:
    """From (true positives, false positives, false negatives): recall."""
    return _divide(sums[..., 0], sums[..., 0] + sums[..., 2])


def f1(sums: Counts) -> Counts:
    """From (true positives, false positives, false negatives): F1."""
    return _divide(2 * sums[..., 0], 2 * sums[..., 0] + sums[..., 1] + sums[..., 2])


def macro_f1(sums: Counts) -> Counts:
    """From the three counts of one class after the other: mean F1 over the classes that gold has."""
    each = sums.reshape(*sums.shape[:-1], -1, 3)
    present = each[..., 0] + each[..., 2] > 0
    total = np.where(present, np.nan_to_num(f1(each)), 0.0).sum(axis=-1)
    return _divide(total, present.sum(axis=-1).astype(np.float64))
