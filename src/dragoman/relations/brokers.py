"""Brokers: who stands between others, and between two."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.communities import communities
from dragoman.relations.joint import Floats
from dragoman.relations.signed import SignedNetwork

__all__ = ["between", "brokers"]

_STANCES = {
    (1, 1): "friend of both",
    (-1, -1): "enemy of both",
    (1, -1): "with the first",
    (-1, 1): "with the second",
    (1, 0): "friend of the first",
    (0, 1): "friend of the second",
    (-1, 0): "enemy of the first",
    (0, -1): "enemy of the second",
}


def brokers(network: SignedNetwork, *, groups: Mapping[str | int, int] | None = None) -> pl.DataFrame:
    r"""Measure for every node how far it stands between others.

    Betweenness over the positive ties, as a share of its maximum:

    .. math:: B_v = \frac{2}{(n-1)(n-2)} \sum_{s < t} \frac{\sigma_{st}(v)}{\sigma_{st}}

    with sigma the number of shortest paths, and of those through v; Burt's constraint,

    .. math:: C_v = \sum_j \left( p_{vj} + \sum_q p_{vq} p_{qj} \right)^2,
        \qquad p_{vj} = a_{vj} / \sum_k a_{vk},

    low for a node whose friends do not know each other; and the pairs of friends of a node that are not
    friends themselves, by where they stand (Gould and Fernandez).

    Parameters
    ----------
    network : SignedNetwork
    groups : mapping of name to int, optional
        A division of the nodes; by default that of `communities`.

    Returns
    -------
    polars.DataFrame
        `node`, `group`, `friends`, `enemies`, `betweenness` (in [0, 1]; NaN for fewer than three nodes),
        `constraint` (NaN without a friend), the pairs it stands between: `coordinator` (all in one
        group), `itinerant` (both in one group, the node in another), `gatekeeper` (one in its own group),
        `liaison` (three groups), and `between_enemies`, those of all these pairs who are each other's
        enemies.  Sorted by betweenness, the highest first.

    References
    ----------
    Freeman, L. C. (1977): A set of measures of centrality based on betweenness. Sociometry 40 (1), 35-41;
    Brandes, U. (2001): Journal of Mathematical Sociology 25 (2), 163-177, for the sums.
    Burt, R. S. (1992): Structural Holes. Harvard University Press; equation 2.4.
    Gould, R. V., and R. M. Fernandez (1989): Structures of mediation. Sociological Methodology 19,
    89-126; ties here have no direction, so gatekeeper and representative are one.

    Examples
    --------
    >>> ties = pl.DataFrame({"a": ["hub", "hub", "x"], "b": ["x", "y", "y"], "sign": [1, 1, -1]})
    >>> brokers(SignedNetwork.of(ties)).row(0, named=True)["between_enemies"]
    1
    """
    plus, minus = network.positive, network.negative
    n = len(network.names)
    division = communities(network).groups if groups is None else groups
    missing = [name for name in network.names if name not in division]
    if missing:
        raise InputError(f"The groups lack {missing[0]!r} and {len(missing) - 1} more nodes; name all.")
    camp = np.array([division[name] for name in network.names], dtype=np.int64)
    mine = (camp[:, None] == camp[None, :]).astype(np.float64)
    # Open pairs (s, t) of friends of v: not friends of each other, s != t.
    apart = 1.0 - plus - np.eye(n)
    near, far = plus * mine, plus * (1.0 - mine)
    open_same, open_other = apart * mine, apart * (1.0 - mine)
    counts = {
        "coordinator": _pairs(near, open_same, near) / 2,
        "itinerant": _pairs(far, open_same, far) / 2,
        "gatekeeper": _pairs(near, open_other, far),
        "liaison": _pairs(far, open_other, far) / 2,
        "between_enemies": _pairs(plus, minus, plus) / 2,
    }
    return pl.DataFrame(
        {
            "node": list(network.names),
            "group": camp,
            "friends": plus.sum(axis=1).astype(np.int64),
            "enemies": minus.sum(axis=1).astype(np.int64),
            "betweenness": _betweenness(plus),
            "constraint": _constraint(plus),
            **{name: np.rint(value).astype(np.int64) for name, value in counts.items()},
        }
    ).sort("betweenness", "node", descending=[True, False], nulls_last=True)


def between(network: SignedNetwork, a: str | int, b: str | int) -> pl.DataFrame:
    """Say how everybody else stands to two nodes, and who links them.

    Parameters
    ----------
    network : SignedNetwork
    a, b : names of two nodes

    Returns
    -------
    polars.DataFrame
        `node`; `to_a`, `to_b` (1, -1 or 0); `stance` in words ("friend of both", "with the first",
        ...); `balanced`, whether the triangle with both is balanced (strictly), null where it is not closed;
        `paths`, the share of shortest chains of friends from `a` to `b` that pass through the node, null
        where no chain links the two.  Only nodes with a tie to one of the two or on such a chain;
        friends of both first, then by `paths`.

    Examples
    --------
    >>> ties = pl.DataFrame({"a": ["hub", "hub", "x"], "b": ["x", "y", "y"], "sign": [1, 1, -1]})
    >>> between(SignedNetwork.of(ties), "x", "y").select("node", "stance", "balanced", "paths").rows()
    [('hub', 'friend of both', False, 1.0)]
    """
    for name in (a, b):
        if name not in network.names:
            raise InputError(f"{name!r} has no tie in this network, which has {len(network.names)} nodes.")
    if a == b:
        raise InputError(f"Both are {a!r}; name two nodes.")
    i, j = network.names.index(a), network.names.index(b)
    to_a, to_b = network.signs[i].astype(np.int64), network.signs[j].astype(np.int64)
    closed = (to_a * to_b != 0) & (network.signs[i, j] != 0)
    distance, number = _paths(network.positive)
    through: list[float | None] = [None] * len(network.names)
    if np.isfinite(distance[i, j]):
        on = distance[i] + distance[:, j] == distance[i, j]
        through = np.where(on, number[i] * number[:, j] / number[i, j], 0.0).tolist()
    stances = [_STANCES.get(pair, "") for pair in zip(to_a.tolist(), to_b.tolist(), strict=True)]
    frame = pl.DataFrame(
        {
            "node": list(network.names),
            "to_a": to_a,
            "to_b": to_b,
            "stance": stances,
            "balanced": pl.Series(
                np.where(closed, to_a * to_b * network.signs[i, j] > 0, False), dtype=pl.Boolean()
            ),
            "_closed": closed,
            "paths": pl.Series(through, dtype=pl.Float64()),
        }
    )
    frame = frame.with_columns(balanced=pl.when("_closed").then("balanced")).drop("_closed")
    return (
        frame.filter(~pl.col("node").is_in([a, b]))
        .filter((pl.col("stance") != "") | (pl.col("paths") > 0).fill_null(value=False))
        .with_columns(stance=pl.when(pl.col("stance") == "").then(pl.lit("links them")).otherwise("stance"))
        .sort(pl.col("stance") != "friend of both", -pl.col("paths").fill_null(0.0), "node")
    )


def _pairs(first: Floats, apart: Floats, second: Floats) -> Floats:
    """Count for every node the pairs (s, t) with s among its `first`, t among its `second` ones."""
    count: Floats = ((first @ apart) * second).sum(axis=1)
    return count


def _constraint(plus: Floats) -> Floats:
    degree = plus.sum(axis=1, keepdims=True)
    share = np.divide(plus, degree, out=np.zeros_like(plus), where=degree > 0)
    both = share + share @ share
    np.fill_diagonal(both, 0.0)
    value: Floats = np.where(degree[:, 0] > 0, (np.where(plus > 0, both, 0.0) ** 2).sum(axis=1), np.nan)
    return value


def _paths(plus: Floats) -> tuple[Floats, Floats]:
    """Return lengths and numbers of the shortest paths between all nodes, found level by level."""
    n = len(plus)
    distance = np.where(np.eye(n) > 0, 0.0, np.inf)
    number = np.eye(n)
    front, step = np.eye(n), 0
    while front.any():
        step += 1
        front = (front @ plus) * np.isinf(distance)
        distance[front > 0] = step
        number += front
    return distance, number


def _betweenness(plus: Floats) -> Floats:
    n = len(plus)
    if n < 3:
        return np.full(n, np.nan)
    distance, number = _paths(plus)
    reached = np.isfinite(distance)
    longest = int(distance[reached].max())
    credit = np.zeros((n, n))  # of source and node: what passes through, summed over targets
    safe = np.maximum(number, 1.0)
    for step in range(longest, 0, -1):
        at = distance == step
        share = np.where(at, (1.0 + credit) / safe, 0.0)
        credit += np.where(distance == step - 1, number * (share @ plus), 0.0)
    np.fill_diagonal(credit, 0.0)
    total: Floats = credit.sum(axis=0) / ((n - 1) * (n - 2))
    return total
