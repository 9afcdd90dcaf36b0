"""Sparse, autocorrelated counts of several kinds: one to choose rules by, the others to test them by."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

__all__ = ["CHOOSE", "TEST", "bursts", "garch", "log_normal", "seasonal", "thinned"]

Counts = NDArray[np.int64]
Factors = NDArray[np.float64] | None
_WARM = 200


def log_normal(
    dice: np.random.Generator, n: int, inertia: float, mean: float, factors: Factors = None
) -> Counts:
    """Draw counts whose log intensity is an autoregression with standard deviation .8.

    Parameters
    ----------
    dice : numpy.random.Generator
    n : int
    inertia : float, autocorrelation of the log intensity
    mean : float, events a period
    factors : array (n,), optional, multiplies the intensity
    """
    shocks = dice.normal(size=n)
    latent = np.empty(n)
    latent[0] = shocks[0]
    for t in range(1, n):
        latent[t] = inertia * latent[t - 1] + np.sqrt(1.0 - inertia**2) * shocks[t]
    rate = mean * np.exp(0.8 * latent - 0.32)
    return dice.poisson(rate if factors is None else rate * factors)


def garch(dice: np.random.Generator, n: int, inertia: float, mean: float, factors: Factors = None) -> Counts:
    """Draw negative binomial INGARCH(1, 1): the rate follows the last count and the last rate.

    Two thirds of the inertia by the count, a third by the rate; size 2, so the variance is m + m^2 / 2.
    """
    steps = np.ones(n) if factors is None else factors
    rate, counts = mean, np.empty(n, dtype=np.int64)
    count = mean
    for t in range(-_WARM, n):
        base = mean * (1.0 - inertia)
        rate = base + inertia * (2.0 * count + rate) / 3.0
        level = steps[max(t, 0)]
        drawn = int(dice.poisson(level * rate * dice.gamma(2.0, 0.5)))
        count = drawn / level  # feedback works on what the level leaves
        if t >= 0:
            counts[t] = drawn
    return counts


def thinned(
    dice: np.random.Generator, n: int, inertia: float, mean: float, factors: Factors = None
) -> Counts:
    """Draw INAR(1): what goes on is thinned, and new events arrive."""
    steps = np.ones(n) if factors is None else factors
    counts = np.empty(n, dtype=np.int64)
    count = int(dice.poisson(mean * steps[0]))
    for t in range(n):
        count = int(dice.binomial(count, inertia) + dice.poisson(mean * steps[t] * (1.0 - inertia)))
        counts[t] = count
    return counts


def seasonal(
    dice: np.random.Generator, n: int, inertia: float, mean: float, factors: Factors = None
) -> Counts:
    """Draw negative binomial counts (size 1) with a season of twelve periods, its swing being the inertia."""
    wave = 1.0 + inertia * np.sin(2.0 * np.pi * (np.arange(n) + dice.integers(12)) / 12.0)
    rate = mean * wave * (1.0 if factors is None else factors)
    return dice.poisson(rate * dice.gamma(1.0, 1.0, n))


def bursts(dice: np.random.Generator, n: int, inertia: float, mean: float, factors: Factors = None) -> Counts:
    """Draw crises: each event calls forth others, `inertia` of them on average, within a few periods."""
    steps = np.ones(n) if factors is None else factors
    counts = np.zeros(n + 60, dtype=np.int64)
    counts[:n] = dice.poisson(mean * (1.0 - inertia) * steps)
    for t in range(n):
        born = int(dice.poisson(inertia * counts[t]))
        np.add.at(counts, np.minimum(t + dice.geometric(0.5, born), n + 59), 1)
    return counts[:n]


CHOOSE: dict[str, Callable[..., Counts]] = {"log-normal intensity": log_normal}
"""The kind of series that the length of blocks was chosen by."""

TEST: dict[str, Callable[..., Counts]] = {
    "negative binomial INGARCH": garch,
    "INAR(1)": thinned,
    "season, negative binomial": seasonal,
    "bursts of crises": bursts,
}
"""Kinds that it was not chosen by."""
