"""Is there one more break: a permutation test that keeps the autocorrelation of a series."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.relations.joint import Floats
from dragoman.relations.segmentation import Cost, price

__all__ = ["block_length", "gains", "inertia", "one_more_p", "variance_lost"]

_GRID = 80


def inertia(residuals: Floats, segments: int = 1) -> float:
    """First autocorrelation of what segments leave, with its small-sample bias taken back for each of them.

    References
    ----------
    Marriott, F. H. C., and J. A. Pope (1954): Bias in the estimation of autocorrelations. Biometrika 41
    (3/4), 390-402: about -(1 + 4 rho) / n for a series about its own mean.
    """
    centred = residuals - residuals.mean()
    power = float(centred @ centred)
    rho = float(centred[1:] @ centred[:-1]) / power if power > 0 else 0.0
    return min(rho + segments * (1.0 + 4.0 * max(rho, 0.0)) / len(residuals), 0.97)


def block_length(residuals: Floats) -> int:
    """Choose how many neighbours stay together.

    At least the smaller of sqrt(n) and n / 8, for the slow inertia of sparse counts hardly shows in their
    first autocorrelation; where that asks for more, Andrews' rule for a first-order autoregression; at most
    n / 6.

    References
    ----------
    Andrews, D. W. K. (1991): Heteroskedasticity and autocorrelation consistent covariance matrix
    estimation. Econometrica 59 (3), 817-858, equation 6.2.
    """
    n = len(residuals)
    least, most = min(n**0.5, n / 8.0), max(1.0, n / 6.0)
    rho = inertia(residuals)
    wanted = 1.1447 * (4.0 * rho**2 * n / (1.0 - rho**2) ** 2) ** (1.0 / 3.0) if rho > 0 else 1.0
    return int(np.ceil(min(max(wanted, least, 1.0), most)))


def variance_lost(rho: float, block: int) -> float:
    r"""By what factor sums of a series vary more than those of its shuffled blocks.

    Blocks keep what neighbours share within them and lose what they share across their edges, so that long
    sums of permuted blocks vary too little.  For a first-order autoregression the factor is

    .. math:: \frac{V}{V - 2 \rho (1 - \rho^b) / (b (1 - \rho)^2)}, \qquad V = \frac{1 + \rho}{1 - \rho}

    Parameters
    ----------
    rho : float
        From `inertia`; below 0 it counts as 0.
    block : int, b

    References
    ----------
    Künsch, H. R. (1989): The jackknife and the bootstrap for general stationary observations. Annals of
    Statistics 17 (3), 1217-1241, for the bias of block methods, of order 1 / b.

    Examples
    --------
    >>> variance_lost(0.0, 5), round(variance_lost(0.5, 1), 3), round(variance_lost(0.8, 12), 2)
    (1.0, 3.0, 1.53)
    """
    rho = max(rho, 0.0)
    whole = (1.0 + rho) / (1.0 - rho)
    return whole / (whole - 2.0 * rho * (1.0 - rho**block) / (block * (1.0 - rho) ** 2))


def gains(series: Floats, cost: Cost, shortest: int) -> tuple[Floats, Floats]:
    """How much the best single break, and the best episode, lower the cost.

    Parameters
    ----------
    series : array (n_draws, n)
    cost : Cost
    shortest : int
        Least length of a segment.

    Returns
    -------
    break_gain, episode_gain : array (n_draws,)
        An episode is a stretch of its own level between two stretches of one level.
    """
    n_draws, n = series.shape
    if n < 2 * shortest:
        return np.zeros(n_draws), np.zeros(n_draws)
    sums = np.concatenate([np.zeros((n_draws, 1)), np.cumsum(series, axis=1)], axis=1)
    total, length = sums[:, -1:], np.array(float(n))
    whole = price(total, length, cost)
    at = np.arange(shortest, n - shortest + 1)
    left = sums[:, at]
    split = price(left, at.astype(np.float64), cost) + price(total - left, (n - at).astype(np.float64), cost)
    single = (whole - split).max(axis=1)
    grid = np.unique(np.linspace(0, n, min(n, _GRID) + 1).astype(np.int64))
    start, stop = (grid[k] for k in np.triu_indices(len(grid), 1))
    inner = stop - start
    fits = (inner >= shortest) & (start >= shortest) & (n - stop >= shortest)
    start, stop, inner = start[fits], stop[fits], inner[fits].astype(np.float64)
    if not len(start):
        return single, np.zeros(n_draws)
    part = sums[:, stop] - sums[:, start]
    apart = price(part, inner, cost) + price(total - part, n - inner, cost)
    return single, (whole - apart).max(axis=1)


def one_more_p(
    values: Floats,
    breaks: list[int],
    cost: Cost,
    *,
    shortest: int,
    block: int,
    stretch: float,
    draws: int,
    seed: int,
) -> float:
    """Test whether any segment of a division holds one more break, or an episode.

    Within every segment blocks are permuted, and what is gained by dividing them is multiplied by `stretch`,
    for what the blocks lost (`variance_lost`).  For both statistics the largest over segments is
    ranked among its draws; the better rank of the two is ranked again, so that looking twice has
    its price.

    Returns
    -------
    float, the p value; at least 1 / (draws + 1)
    """
    dice = np.random.default_rng(seed)
    largest = np.zeros((2, draws + 1))
    for start, stop in pairwise([0, *breaks, len(values)]):
        part = values[start:stop]
        if len(part) < 2 * shortest:
            continue
        both = np.concatenate([part[None], part[_blocks(len(part), block, draws, dice)]])
        gained = np.stack(gains(both, cost, shortest))
        gained[:, 1:] *= stretch
        largest = np.maximum(largest, gained)
    # Share of draws at least as large; rounded, for the sums of a permuted series differ in the last bit.
    scale = max(float(largest.max()), 1e-300)
    largest = np.round(largest / scale, 9)
    ranks = (largest[:, None, :] >= largest[:, :, None]).mean(axis=2)
    combined = ranks.min(axis=0)
    return float((combined <= combined[0]).mean())


def _blocks(n: int, block: int, draws: int, dice: np.random.Generator) -> NDArray[np.int64]:
    """Return orders (draws, n): the series on a ring, cut at a random place into blocks, shuffled."""
    number = np.arange(n) // block
    shuffled = np.argsort(dice.random((draws, number[-1] + 1)), axis=1)
    rank = np.argsort(shuffled, axis=1)
    order = np.argsort(rank[:, number], axis=1, kind="stable")
    ring: NDArray[np.int64] = (order + dice.integers(0, n, (draws, 1))) % n
    return ring
