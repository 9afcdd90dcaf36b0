"""Null models of signed networks: what balance would be by chance."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dragoman.model.errors import InputError
from dragoman.relations.joint import Floats
from dragoman.relations.signed import SignedNetwork

__all__ = ["Chance", "against_chance", "shuffled"]

_SWAPS_A_TIE = 10


@dataclass(frozen=True, slots=True)
class Chance:
    """A measure beside what a null model gives.

    Attributes
    ----------
    observed : float
    draws : array (n_draws,)
        The measure of each shuffled network; NaN where it is not defined there, as the share of balanced
        triangles of a network without one.  Mean, z and p are over the others.
    """

    observed: float
    draws: Floats

    @property
    def mean(self) -> float:
        """Mean of the draws."""
        known = self._known
        return float(known.mean()) if len(known) else float("nan")

    @property
    def z(self) -> float:
        """Distance from the mean in standard deviations of the draws; NaN if they do not vary."""
        known = self._known
        spread = float(known.std(ddof=1)) if len(known) > 1 else 0.0
        return (self.observed - self.mean) / spread if spread > 0 else float("nan")

    @property
    def p(self) -> float:
        """Two-sided p value: what is observed counts as one draw, so it is never 0; NaN as the measure."""
        known = self._known
        if math.isnan(self.observed) or not len(known):
            return float("nan")
        more = int((known >= self.observed - 1e-12).sum())
        less = int((known <= self.observed + 1e-12).sum())
        return min(1.0, 2.0 * (1 + min(more, less)) / (1 + len(known)))

    @property
    def _known(self) -> Floats:
        known: Floats = self.draws[~np.isnan(self.draws)]
        return known


def against_chance(
    network: SignedNetwork,
    measure: Callable[[SignedNetwork], float],
    *,
    keep: Literal["ties", "degrees"] = "degrees",
    draws: int = 200,
    seed: int = 1,
) -> Chance:
    """Compare a measure with what shuffled networks give.

    Parameters
    ----------
    network : SignedNetwork
    measure : function of a network
    keep : "ties" or "degrees"
        Keep who is tied to whom and shuffle the signs; or keep how many friends and how many enemies
        each node has and shuffle who they are.
    draws : int
    seed : int

    References
    ----------
    Maslov, S., and K. Sneppen (2002): Specificity and stability in topology of protein networks.
    Science 296, 910-913, for the swaps, here within each sign.
    Leskovec, J., D. Huttenlocher and J. Kleinberg (2010): Signed networks in social media. CHI 2010,
    for shuffled signs.

    Examples
    --------
    >>> import polars as pl
    >>> from dragoman.relations.balance import triads
    >>> ties = pl.DataFrame({"a": [1, 1, 2, 3], "b": [2, 3, 3, 4], "sign": [1, -1, -1, 1]})
    >>> against_chance(SignedNetwork.of(ties), lambda n: triads(n).share_balanced(), keep="ties").observed
    1.0
    """
    if keep not in ("ties", "degrees"):
        raise InputError(f"keep={keep!r} is unknown; choose ties or degrees.")
    if draws < 2:
        raise InputError(f"draws={draws} is too few; take at least 2.")
    dice = np.random.default_rng(seed)
    values = [measure(shuffled(network, dice, keep=keep)) for _ in range(draws)]
    return Chance(measure(network), np.array(values))


def shuffled(
    network: SignedNetwork, dice: np.random.Generator, *, keep: Literal["ties", "degrees"]
) -> SignedNetwork:
    """Return one network of the null model; see `against_chance`."""
    i, j = np.nonzero(np.triu(network.signs))
    values = network.signs[i, j]
    signs = np.zeros_like(network.signs)
    if keep == "ties":
        signs[i, j] = dice.permutation(values)
        return SignedNetwork(network.names, signs + signs.T)
    taken = {frozenset(pair) for pair in zip(i.tolist(), j.tolist(), strict=True)}
    for sign in (1.0, -1.0):
        ends = np.stack([i, j], axis=1)[values == sign].tolist()
        _swap(ends, taken, dice)
        for a, b in ends:
            signs[a, b] = signs[b, a] = sign
    return SignedNetwork(network.names, signs)


def _swap(ends: list[list[int]], taken: set[frozenset[int]], dice: np.random.Generator) -> None:
    """Swap partners between pairs of ties, in place, where no tie comes to be twice."""
    if len(ends) < 2:
        return
    tries = _SWAPS_A_TIE * len(ends)
    picks = dice.integers(0, len(ends), (tries, 2)).tolist()
    turns = dice.integers(0, 2, tries).tolist()
    for (x, y), turn in zip(picks, turns, strict=True):
        (a, b), (c, d) = ends[x], ends[y]
        if turn:
            c, d = d, c
        first, second = frozenset((a, d)), frozenset((c, b))
        if len({a, b, c, d}) < 4 or first in taken or second in taken:
            continue
        taken -= {frozenset((a, b)), frozenset((c, d))}
        taken |= {first, second}
        ends[x], ends[y] = [a, d], [c, b]
