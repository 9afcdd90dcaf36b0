"""Joint tables of two portfolios, and the measures that are functions of such a table.

A portfolio is one state's position towards every state (its alliances) or on every question (its
votes), each on one ordered scale.  All measures here depend on two portfolios only through their
joint table: how often the one holds level i where the other holds level j.  One matrix product gives
the tables of all pairs of a year, so no pair is visited by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Distance",
    "Floats",
    "all_pairs",
    "chance_corrected",
    "distances",
    "one_pair",
    "same",
    "shared_s",
    "tau",
]

Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
Distance: TypeAlias = Literal["absolute", "squared", "nominal"]

_RULES: dict[str, Callable[[Floats], Floats]] = {
    "absolute": np.abs,
    "squared": np.square,
    "nominal": lambda gap: (gap != 0).astype(np.float64),
}
# Weighted sums are not exact: what is smaller than this share of the largest distance counts as none.
_NOTHING = 1e-12


def one_pair(a: Integers, b: Integers, n_levels: int, weights: Floats | None = None) -> Floats:
    """Count how often two portfolios hold each pair of levels.

    Parameters
    ----------
    a, b : array (n_items,), numbers of levels, all known
    n_levels : int
    weights : array (n_items,), optional

    Returns
    -------
    array (n_levels, n_levels, 1), counts or sums of weights
    """
    flat = np.bincount(a * n_levels + b, weights=weights, minlength=n_levels**2)
    return flat.astype(np.float64).reshape(n_levels, n_levels, 1)


def all_pairs(
    codes: Integers, n_levels: int, weights: Floats | None = None
) -> tuple[Integers, Integers, Floats]:
    """Count joint levels for every pair of states.

    Parameters
    ----------
    codes : array (n_states, n_items), numbers of levels, -1 where nothing is known
    n_levels : int
    weights : array (n_items,), optional

    Returns
    -------
    first, second : array (n_pairs,), rows of `codes`, first < second
    tables : array (n_levels, n_levels, n_pairs), counts or sums of weights over the items both know
    """
    n_states = len(codes)
    held = (codes[None] == np.arange(n_levels)[:, None, None]).astype(np.float64)
    held = held.reshape(n_levels * n_states, -1)
    product = held @ (held if weights is None else held * weights).T
    product = product.reshape(n_levels, n_states, n_levels, n_states)
    first, second = np.triu_indices(n_states, 1)
    tables = np.empty((n_levels, n_levels, len(first)))
    for i in range(n_levels):
        for j in range(n_levels):
            tables[i, j] = product[i, :, j, :][first, second]
    return first, second, tables


def distances(scores: Floats, rule: Distance) -> Floats:
    """Return the distance between every two levels.

    Parameters
    ----------
    scores : array (n_levels,), the value of each level
    rule : "absolute", "squared" or "nominal" (0 if the same, else 1)

    Returns
    -------
    array (n_levels, n_levels)
    """
    apart: Floats = _RULES[rule](scores[:, None] - scores[None, :])
    return apart


def shared_s(tables: Floats, apart: Floats, largest: float) -> Floats:
    """Signorino and Ritter's S of each table; see `dragoman.relations.similarity.s_score`.

    Parameters
    ----------
    tables : array (n_levels, n_levels, n_pairs)
    apart : array (n_levels, n_levels), distances
    largest : float, the largest distance the scale allows

    Returns
    -------
    array (n_pairs,), NaN where nothing is known of both or the scale has one level
    """
    total = tables.sum(axis=(0, 1))
    gap = np.einsum("ijp,ij->p", tables, apart)
    return 1.0 - 2.0 * _ratio(gap, total * largest)


def chance_corrected(tables: Floats, apart: Floats, *, pooled: bool) -> Floats:
    """One minus observed over expected distance of each table.

    Parameters
    ----------
    tables : array (n_levels, n_levels, n_pairs)
    apart : array (n_levels, n_levels), distances
    pooled : bool
        Expected from the mean of both margins (Scott) or from each margin (Cohen).

    Returns
    -------
    array (n_pairs,), NaN where no distance is expected
    """
    total = tables.sum(axis=(0, 1))
    rows, columns = tables.sum(axis=1), tables.sum(axis=0)
    if pooled:
        rows = columns = (rows + columns) / 2.0
    expected = np.einsum("ip,ij,jp->p", rows, apart, columns, optimize=True)
    expected[expected <= _NOTHING * total**2 * apart.max(initial=0.0)] = 0.0
    return 1.0 - _ratio(np.einsum("ijp,ij->p", tables, apart) * total, expected)


def same(tables: Floats) -> Floats:
    """Return the share of each table that lies on its diagonal, (n_pairs,)."""
    alike: Floats = np.einsum("iip->p", tables)
    return _ratio(alike, tables.sum(axis=(0, 1)))


def tau(tables: Floats) -> Floats:
    """Kendall's tau-b of each table of counts; levels stand in ascending order.

    Returns
    -------
    array (n_pairs,), NaN where one of the portfolios is constant
    """
    balance = np.zeros(tables.shape[2])
    for i in range(1, len(tables)):  # over levels, never over pairs
        above = tables[:i].sum(axis=0)
        left = np.cumsum(above, axis=0) - above
        right = above.sum(axis=0) - left - above
        balance += (tables[i] * (left - right)).sum(axis=0)
    squared = tables.sum(axis=(0, 1)) ** 2
    spread = [(squared - (tables.sum(axis=axis) ** 2).sum(axis=0)) / 2.0 for axis in (0, 1)]
    return _ratio(balance, np.sqrt(spread[0] * spread[1]))


def _ratio(over: Floats, under: Floats) -> Floats:
    ratio: Floats = np.divide(over, under, out=np.full(over.shape, np.nan), where=under > 0)
    return ratio
