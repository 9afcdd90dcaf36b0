"""How many ties stand in the way of balance: exact where a bounded search proves it, else with its gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dragoman.model.errors import InputError
from dragoman.relations.cycles import disjoint_bad_cycles
from dragoman.relations.joint import Floats
from dragoman.relations.signed import SignedNetwork

__all__ = ["Frustration", "frustration"]

_STARTS = 30
_MOST_GROUPS = 12
_SEED = 1
_DEEPEST = 800  # the search goes one call deeper with each node


@dataclass(frozen=True, slots=True)
class Frustration:
    """The least number of ties that contradict a division into camps.

    Attributes
    ----------
    lower, upper : int
        Bounds of the frustration index (line index of balance); equal where it is exact.
    ties : int
    groups : dict of name to int
        The division that `upper` belongs to, camps numbered from 0.
    """

    lower: int
    upper: int
    ties: int
    groups: dict[str | int, int]

    @property
    def exact(self) -> bool:
        """Whether no better division exists."""
        return self.lower == self.upper

    @property
    def gap(self) -> int:
        """How far the index may lie below `upper`."""
        return self.upper - self.lower

    @property
    def score(self) -> float:
        """1 - upper / (ties / 2): 1 is balanced, 0 as frustrated as can be; NaN without ties."""
        return 1.0 - 2.0 * self.upper / self.ties if self.ties else float("nan")


def frustration(
    network: SignedNetwork,
    *,
    definition: Literal["strict", "generalised"] = "strict",
    budget: int = 100_000,
) -> Frustration:
    r"""Find the division into camps that the fewest ties contradict.

    .. math:: L = \min_g \#\{+ : g_i \ne g_j\} + \#\{- : g_i = g_j\}

    over divisions g into two camps (strict) or any number (generalised).

    Parameters
    ----------
    network : SignedNetwork
    definition : "strict" or "generalised"
    budget : int
        Most steps of the exact search; a step takes some 10 microseconds.

    Returns
    -------
    Frustration

    Notes
    -----
    A local search from the leading eigenvector and 30 seeded starts gives the upper bound, cycles
    without a common tie that contradict every division give the lower one.  If they differ, a Russian
    doll search (branch and bound over ever larger parts of the network, each bounding the next) runs
    within the budget; what it proved stands even if the budget ends it.

    References
    ----------
    Harary, F. (1959): On the measurement of structural balance. Behavioral Science 4 (4), 316-323.
    Aref, S., and M. C. Wilson (2018): Measuring partial balance in signed networks. Journal of Complex
    Networks 6 (4), 566-595, for the score.
    Doreian, P., and A. Mrvar (1996): A partitioning approach to structural balance. Social Networks
    18 (2), 149-168, for more than two camps.
    """
    if definition not in ("strict", "generalised"):
        raise InputError(f"definition={definition!r} is unknown; choose strict or generalised.")
    signs = network.signs
    n = len(signs)
    most = 2 if definition == "strict" else max(n, 1)
    upper, camps = _search_locally(signs, min(most, _MOST_GROUPS))
    lower = disjoint_bad_cycles(signs, strict=definition == "strict", enough=upper)
    if lower < upper and n <= _DEEPEST:
        lower, upper, camps = _Doll(signs, most, budget).solve(lower, upper, camps)
    first = {camp: k for k, camp in enumerate(dict.fromkeys(camps.tolist()))}
    groups = {name: first[camp] for name, camp in zip(network.names, camps.tolist(), strict=True)}
    return Frustration(lower=lower, upper=upper, ties=network.ties, groups=groups)


def _search_locally(signs: Floats, most: int) -> tuple[int, NDArray[np.int64]]:
    n = len(signs)
    best, kept = int((signs < 0).sum()) // 2, np.zeros(n, dtype=np.int64)
    if n < 2 or best == 0:
        return best, kept
    dice = np.random.default_rng(_SEED)
    starts = [(np.linalg.eigh(signs)[1][:, -1] > 0).astype(np.int64)]
    starts += [dice.integers(0, 2 + k % (most - 1), n) for k in range(_STARTS)]
    for camps in starts:
        cost = _descend(signs, camps, most)
        if cost < best:
            best, kept = cost, camps.copy()
    return best, kept


def _descend(signs: Floats, camps: NDArray[np.int64], most: int) -> int:
    """Move one node at a time to the camp that suits it best, in place, until nothing improves."""
    inside = signs @ np.eye(most)[camps]  # (n, most): ties of each node to each camp, signs added up
    here = np.arange(len(camps))
    while True:
        gain = inside - inside[here, camps][:, None]
        node, camp = divmod(int(gain.argmax()), most)
        if gain[node, camp] <= 0:
            break
        inside[:, camps[node]] -= signs[node]
        inside[:, camp] += signs[node]
        camps[node] = camp
    together = camps[:, None] == camps[None, :]
    return int(((signs > 0) & ~together).sum() + ((signs < 0) & together).sum()) // 2


class _Doll:
    """Russian doll search: the proven optimum of the last k nodes bounds every search of the last k + 1."""

    def __init__(self, signs: Floats, most: int, budget: int) -> None:
        self.order = _order(signs)
        self.plus = (signs > 0).astype(np.float64)[np.ix_(self.order, self.order)]
        self.minus = (signs < 0).astype(np.float64)[np.ix_(self.order, self.order)]
        self.n, self.most, self.left = len(signs), most, budget
        self.proven = np.zeros(self.n + 1)
        self.best = 0.0
        self.found: list[int] = []

    def solve(self, lower: int, upper: int, camps: NDArray[np.int64]) -> tuple[int, int, NDArray[np.int64]]:
        """Return bounds and camps, no worse than those given."""
        for start in range(self.n - 1, -1, -1):
            # At worst the new node joins its better camp of two, or stays alone.
            friends, enemies = float(self.plus[start, start:].sum()), float(self.minus[start, start:].sum())
            worst = (friends + enemies) // 2 if self.most == 2 else friends
            ceiling = self.proven[start + 1] + worst
            self.best, self.found = min(ceiling, float(upper)) + 1.0, []
            self._place(start, start, 0.0, 0, np.zeros((self.n, 1)), [])
            if self.left < 0:
                return max(lower, int(self.proven[start + 1])), upper, camps
            self.proven[start] = self.best
        if self.best < upper:
            upper = int(self.best)
            camps = np.empty(self.n, dtype=np.int64)
            camps[self.order] = self.found
        return upper, upper, camps

    def _place(self, start: int, node: int, cost: float, used: int, costs: Floats, chosen: list[int]) -> None:
        """Try the camps of one node; `costs` (n, used + 1) is what each later node pays in each camp."""
        self.left -= 1
        if self.left < 0:
            return
        if node == self.n:
            if cost < self.best:
                self.best, self.found = cost, chosen.copy()
            return
        open_camps = min(used + 1, self.most)
        if cost + costs[node:, :open_camps].min(axis=1).sum() + self.proven[node] >= self.best:
            return
        for camp in np.argsort(costs[node, :open_camps], kind="stable").tolist():
            price = cost + float(costs[node, camp])
            if price + self.proven[node + 1] >= self.best:
                continue
            now_used = max(used, camp + 1)
            after = np.empty((self.n, now_used + 1))
            after[:, : costs.shape[1]] = costs[:, : now_used + 1]
            if now_used + 1 > costs.shape[1]:  # a camp that nobody has joined costs all positive ties
                after[:, -1] = costs[:, -1]
            after += self.plus[node][:, None]
            after[:, camp] += self.minus[node] - self.plus[node]
            chosen.append(camp)
            self._place(start, node + 1, price, now_used, after, chosen)
            chosen.pop()


def _order(signs: Floats) -> NDArray[np.int64]:
    """Put next whoever has the most ties with those before, so that costs show early."""
    weight = np.abs(signs)
    left = np.ones(len(signs), dtype=np.bool_)
    seen, order = np.zeros(len(signs)), []
    for _ in range(len(signs)):
        score = np.where(left, seen + 1e-3 * weight.sum(axis=1), -1.0)
        node = int(score.argmax())
        order.append(node)
        left[node] = False
        seen += weight[node]
    return np.array(order, dtype=np.int64)
