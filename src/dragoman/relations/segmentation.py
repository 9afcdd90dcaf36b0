"""The best division of a series into a given number of segments, found exactly."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np

from dragoman.relations.joint import Floats

__all__ = ["Cost", "best_splits", "prepared", "price", "segment_costs"]

Cost: TypeAlias = Literal["mean", "poisson", "rank"]


def prepared(values: Floats, cost: Cost) -> Floats:
    """Return the series that the cost is computed on: mid-ranks for "rank", else the values."""
    if cost != "rank":
        return values
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: Floats = (np.cumsum(counts) - (counts - 1) / 2.0)[inverse]
    return ranks


def price(total: Floats, length: Floats, cost: Cost) -> Floats:
    """Cost of segments with these sums and lengths, up to what no division changes.

    For "mean" and "rank" the sum of squares within is a constant minus total^2 / length; for
    "poisson" the deviance is a constant minus 2 total log(total / length).
    """
    if cost == "poisson":
        rate = np.where(total > 0, total, 1.0) / length
        deviance: Floats = -2.0 * total * np.log(rate)
        return deviance
    squares: Floats = -(total**2) / length
    return squares


def segment_costs(values: Floats, cost: Cost, shortest: int) -> Floats:
    """Return the cost of every segment [i, j), (n + 1, n + 1), infinite where it is too short."""
    n = len(values)
    sums = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(n + 1)
    length = (at[None, :] - at[:, None]).astype(np.float64)
    with np.errstate(all="ignore"):  # lengths of no segment, masked below
        table = price(sums[None, :] - sums[:, None], np.maximum(length, 1.0), cost)
    return np.where(length >= shortest, table, np.inf)


def best_splits(costs: Floats, most: int) -> list[tuple[float, list[int]]]:
    """Return the cheapest division for 0, 1, ..., `most` breaks.

    Parameters
    ----------
    costs : array (n + 1, n + 1)
    most : int

    Returns
    -------
    list of (cost, breaks), each break being the number of values before it; shorter where the series
    is too short for more breaks

    References
    ----------
    Jackson, B., et al. (2005): An algorithm for optimal partitioning of data on an interval. IEEE Signal
    Processing Letters 12 (2), 105-108; with the number of segments kept, as Bai, J., and P. Perron
    (2003), Journal of Applied Econometrics 18 (1), 1-22, section 3.
    """
    n = len(costs) - 1
    best, back = costs[0].copy(), []
    found = [(float(best[n]), list[int]())]
    for _ in range(most):
        through = best[:, None] + costs
        back.append(through.argmin(axis=0))
        best = through[back[-1], np.arange(n + 1)]
        if not np.isfinite(best[n]):
            break
        breaks, end = [], n
        for step in reversed(back):
            end = int(step[end])
            breaks.append(end)
        found.append((float(best[n]), breaks[::-1]))
    return found
