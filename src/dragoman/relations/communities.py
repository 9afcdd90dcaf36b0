"""Communities of a signed network: who holds together, and how that moves from year to year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dragoman.model.errors import InputError
from dragoman.relations.joint import Floats
from dragoman.relations.signed import SignedNetwork, by_period

__all__ = ["Communities", "communities", "communities_over_time"]

_SEED = 1


@dataclass(frozen=True, slots=True)
class Communities:
    """A division of the nodes, numbered from 0, the largest community first.

    Attributes
    ----------
    groups : dict of name to int
    modularity : float
        Of this division; NaN without a tie.
    together : array (n, n)
        Share of the local optima, out of all starts, that put two nodes together.  Where it lies
        between 0 and 1 the network itself leaves open who belongs to whom.
    """

    groups: dict[str | int, int]
    modularity: float
    together: Floats

    @property
    def members(self) -> list[list[str | int]]:
        """The communities as lists of names."""
        found: list[list[str | int]] = [[] for _ in range(max(self.groups.values(), default=-1) + 1)]
        for name, group in self.groups.items():
            found[group].append(name)
        return found


def communities(
    network: SignedNetwork, *, resolution: float = 1.0, starts: int = 20, seed: int = _SEED
) -> Communities:
    r"""Divide a signed network so that friends are together and enemies apart, more than by chance.

    .. math:: Q = \frac{1}{2 (w^+ + w^-)} \sum_{ij} \left[ a_{ij} - \gamma \left(
        \frac{w_i^+ w_j^+}{2 w^+} - \frac{w_i^- w_j^-}{2 w^-} \right) \right] \delta(c_i, c_j)

    with a the signed ties, w the numbers of positive and negative ties, of a node and in all.

    Parameters
    ----------
    network : SignedNetwork
    resolution : float
        Gamma: the larger, the more and smaller communities.
    starts : int
        Local searches from differently ordered nodes; the best one counts.
    seed : int

    Returns
    -------
    Communities

    Notes
    -----
    Louvain's method: nodes move one by one to the community that gains most, communities become nodes,
    and so on; then single nodes once more.  It finds a good division, and does not prove that there is no
    better one.  Unlike the camps of `frustration`, communities need no enemies.

    References
    ----------
    Gómez, S., P. Jensen and A. Arenas (2009): Analysis of community structure in networks of correlated
    data. Physical Review E 80 (1), 016114, equation 17.
    Traag, V. A., and J. Bruggeman (2009): Community detection in networks with positive and negative
    links. Physical Review E 80 (3), 036115, for states and their alliances and disputes.
    Blondel, V. D., et al. (2008): Fast unfolding of communities in large networks. Journal of
    Statistical Mechanics P10008.

    Examples
    --------
    >>> import polars as pl
    >>> ties = pl.DataFrame({"a": [1, 1, 2, 4, 3], "b": [2, 3, 3, 5, 4], "sign": [1, 1, 1, 1, -1]})
    >>> communities(SignedNetwork.of(ties)).members
    [[1, 2, 3], [4, 5]]
    """
    if starts < 1 or resolution <= 0:
        raise InputError("starts must be at least 1 and resolution above 0.")
    n = len(network.names)
    total = float(np.abs(network.signs).sum())
    if total == 0:
        return Communities({name: k for k, name in enumerate(network.names)}, float("nan"), np.eye(n))
    gain = _gain(network, resolution)
    dice = np.random.default_rng(seed)
    best, kept, together = -np.inf, np.zeros(n, dtype=np.int64), np.zeros((n, n))
    for k in range(starts):
        order = np.arange(n) if k == 0 else dice.permutation(n)
        found = np.empty(n, dtype=np.int64)
        # Numbered anew each time, so that what is a tie is not always decided alike.
        found[order] = _louvain(gain[np.ix_(order, order)])
        together += found[:, None] == found[None, :]
        value = float(gain[found[:, None] == found[None, :]].sum()) / total
        if value > best + 1e-12:
            best, kept = value, found
    sizes = np.bincount(kept)
    first = np.array([int(np.flatnonzero(kept == c)[0]) for c in range(len(sizes))])
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    groups = dict(zip(network.names, rank[kept].tolist(), strict=True))
    return Communities(groups, best, together / starts)


def communities_over_time(
    ties: pl.DataFrame,
    *,
    period: str = "year",
    a: str = "a",
    b: str = "b",
    sign: str = "sign",
    resolution: float = 1.0,
    starts: int = 10,
) -> pl.DataFrame:
    """Find communities in every period, and give those that persist the same number.

    Parameters
    ----------
    ties : polars.DataFrame
        One row for each tie and period.
    period, a, b, sign : str
        The names of the columns.
    resolution, starts
        See `communities`.

    Returns
    -------
    polars.DataFrame
        The period, `node`, `community`, and `modularity` of the period's division.  A community takes the
        number of the one of the period before with which it shares the largest part of their joint
        members, if at least a tenth; otherwise a number never used before.
    """
    rows: list[pl.DataFrame] = []
    before: dict[int, set[str | int]] = {}
    fresh = 0
    for when, network in by_period(ties, period=period, a=a, b=b, sign=sign):
        found = communities(network, resolution=resolution, starts=starts)
        now = [set(members) for members in found.members]
        shared = sorted(
            ((len(new & old) / len(new | old), -number, k) for k, new in enumerate(now)
             for number, old in before.items() if new & old),
            reverse=True,
        )  # fmt: skip
        named: dict[int, int] = {}
        for share, number, k in shared:
            if share >= 0.1 and k not in named and -number not in named.values():
                named[k] = -number
        for k in range(len(now)):
            if k not in named:
                named[k], fresh = fresh, fresh + 1
        before = {named[k]: members for k, members in enumerate(now)}
        rows.append(
            pl.DataFrame(
                {
                    period: pl.repeat(when, len(found.groups), eager=True),
                    "node": list(found.groups),
                    "community": [named[k] for k in found.groups.values()],
                    "modularity": pl.repeat(found.modularity, len(found.groups), eager=True),
                }
            )
        )
    return pl.concat(rows, how="vertical_relaxed")


def _gain(network: SignedNetwork, resolution: float) -> Floats:
    """Return what each pair adds to the modularity if it is together, times the sum of all ties."""
    gain = network.signs.copy()
    for part, turn in ((network.positive, -1.0), (network.negative, 1.0)):
        strength = part.sum(axis=1)
        if strength.sum() > 0:
            gain += turn * resolution * np.outer(strength, strength) / strength.sum()
    return gain


def _louvain(gain: Floats) -> NDArray[np.int64]:
    """Move whole communities, then single nodes, until neither gains."""
    found = np.arange(len(gain))
    while True:
        _, found = np.unique(found, return_inverse=True)
        member = np.eye(int(found.max()) + 1)[found]
        level = member.T @ gain @ member
        merged = _move(level, np.arange(len(level)))
        after = _move(gain, merged[found])
        if (after == found).all():
            return found
        found = after


def _move(gain: Floats, camps: NDArray[np.int64]) -> NDArray[np.int64]:
    """Move one node after the other to the camp it gains most by, an empty one included."""
    camps = camps.copy()
    n = len(camps)
    inside = np.zeros((n, n))  # what each node gains by each camp
    np.add.at(inside.T, camps, gain)
    sizes = np.bincount(camps, minlength=n)
    moved = True
    while moved:
        moved = False
        for node in range(n):
            here = int(camps[node])
            offer = inside[node].copy()
            offer[here] -= gain[node, node]
            offer[sizes == 0] = 0.0
            if sizes[here] == 1:
                offer[here] = 0.0
            there = int(offer.argmax())
            if offer[there] <= offer[here] + 1e-9:
                continue
            inside[:, here] -= gain[:, node]
            inside[:, there] += gain[:, node]
            sizes[here] -= 1
            sizes[there] += 1
            camps[node] = there
            moved = True
    return camps
