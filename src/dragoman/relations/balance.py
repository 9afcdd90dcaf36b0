"""Structural balance of a signed network: triangles, walks, frustration, against chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.frustration import Frustration, frustration
from dragoman.relations.joint import Floats
from dragoman.relations.shuffles import Chance, against_chance
from dragoman.relations.signed import SignedNetwork, by_period

__all__ = [
    "Chance",
    "Frustration",
    "SignedNetwork",
    "Triads",
    "against_chance",
    "balances",
    "frustration",
    "triads",
    "walk_balance",
]


@dataclass(frozen=True, slots=True)
class Triads:
    """Counts of triangles by the signs of their ties.

    Attributes
    ----------
    ppp, ppn, pnn, nnn : int
        Triangles with three, two, one, no positive ties.
    """

    ppp: int
    ppn: int
    pnn: int
    nnn: int

    def share_balanced(self, *, definition: Literal["strict", "generalised"] = "strict") -> float:
        """Share of triangles that are balanced; NaN without a triangle.

        Parameters
        ----------
        definition : "strict" or "generalised"
            Strict (Heider; Cartwright and Harary): the product of the signs is positive, +++ and +--.
            Generalised (Davis): all but ++-, for three may be each other's enemies.

        References
        ----------
        Cartwright, D., and F. Harary (1956): Structural balance. Psychological Review 63 (5), 277-293.
        Davis, J. A. (1967): Clustering and structural balance in graphs. Human Relations 20 (2), 181-187.

        Examples
        --------
        >>> Triads(19, 2, 40, 7).share_balanced()
        0.8676470588235294
        """
        if definition not in ("strict", "generalised"):
            raise InputError(f"definition={definition!r} is unknown; choose strict or generalised.")
        total = self.ppp + self.ppn + self.pnn + self.nnn
        good = self.ppp + self.pnn + (self.nnn if definition == "generalised" else 0)
        return good / total if total else float("nan")


def triads(network: SignedNetwork) -> Triads:
    r"""Count the triangles of a signed network.

    .. math:: +++ = tr(P^3)/6, \quad ++- = tr(P^2 N)/2, \quad +-- = tr(P N^2)/2, \quad --- = tr(N^3)/6

    with P and N the adjacency matrices of the positive and of the negative ties.

    Parameters
    ----------
    network : SignedNetwork

    References
    ----------
    Cartwright and Harary (1956), Psychological Review 63 (5), for balance; the traces are elementary.
    """
    return _triads(network.signs)


def _triads(signs: Floats) -> Triads:
    plus, minus = (signs > 0).astype(np.float64), (signs < 0).astype(np.float64)
    pp, nn = plus @ plus, minus @ minus
    counts = ((pp * plus).sum() / 6, (pp * minus).sum() / 2, (nn * plus).sum() / 2, (nn * minus).sum() / 6)
    return Triads(*(round(float(count)) for count in counts))


def walk_balance(network: SignedNetwork) -> float:
    r"""Balance over closed walks of all lengths, short ones weighing more.

    .. math:: K = \frac{tr(e^{A})}{tr(e^{|A|})}

    with A the signed adjacency matrix; 1 if every cycle is balanced.

    Parameters
    ----------
    network : SignedNetwork

    Returns
    -------
    float in (0, 1]; NaN without a node

    References
    ----------
    Estrada, E., and M. Benzi (2014): Walk-based measure of balance in signed networks. Physical
    Review E 90 (4), 042802, equation 5.
    """
    if not network.names:
        return float("nan")
    signed, plain = (np.linalg.eigvalsh(matrix) for matrix in (network.signs, np.abs(network.signs)))
    top = plain[-1]  # both sums by e to the largest eigenvalue, which else overflows
    return float(np.exp(signed - top).sum() / np.exp(plain - top).sum())


def balances(
    ties: pl.DataFrame,
    *,
    period: str = "year",
    a: str = "a",
    b: str = "b",
    sign: str = "sign",
    budget: int = 20_000,
) -> pl.DataFrame:
    """Measure balance in every period.

    Parameters
    ----------
    ties : polars.DataFrame
        One row for each tie and period.
    period, a, b, sign : str
        The names of the columns.
    budget : int
        See `frustration`.

    Returns
    -------
    polars.DataFrame
        The period, then `nodes`, `ties`, `negative`; `ppp`, `ppn`, `pnn`, `nnn`; `strict` and
        `generalised` shares of balanced triangles; `walk`; the frustration count between `lower` and
        `upper`, the same where it is exact, and `frustration`, its score by `upper`.
    """
    rows = []
    for when, network in by_period(ties, period=period, a=a, b=b, sign=sign):
        counts = triads(network)
        tension = frustration(network, budget=budget)
        rows.append(
            {
                period: when,
                "nodes": len(network.names),
                "ties": network.ties,
                "negative": int(network.negative.sum()) // 2,
                "ppp": counts.ppp,
                "ppn": counts.ppn,
                "pnn": counts.pnn,
                "nnn": counts.nnn,
                "strict": counts.share_balanced(),
                "generalised": counts.share_balanced(definition="generalised"),
                "walk": walk_balance(network),
                "lower": tension.lower,
                "upper": tension.upper,
                "frustration": tension.score,
            }
        )
    return pl.DataFrame(rows)
