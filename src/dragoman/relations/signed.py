"""Signed networks: states, and ties that are positive or negative."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.frames import eager
from dragoman.relations.joint import Floats

__all__ = ["SignedNetwork", "by_period"]


@dataclass(frozen=True, slots=True)
class SignedNetwork:
    """An undirected signed network.

    Attributes
    ----------
    names : tuple
        The nodes, sorted.
    signs : array (n, n)
        1 for a positive tie, -1 for a negative one, else 0; symmetric, nothing on the diagonal.
    """

    names: tuple[str | int, ...]
    signs: Floats

    @classmethod
    def of(cls, ties: pl.DataFrame, *, a: str = "a", b: str = "b", sign: str = "sign") -> SignedNetwork:
        """Build a network from a table of ties.

        Parameters
        ----------
        ties : polars.DataFrame
            One row a tie; only the sign of `sign` counts, and 0 is no tie.
        a, b, sign : str
            The names of the columns.

        Raises
        ------
        InputError
            If a column or a name is missing, a node is tied to itself, or a pair has two signs.
        """
        ties = eager(ties, "ties")
        missing = [name for name in (a, b, sign) if name not in ties.columns]
        if missing:
            raise InputError(f"The ties lack {', '.join(missing)}; they have {', '.join(ties.columns)}.")
        if not ties.schema[sign].is_numeric():
            raise InputError(
                f"{sign} is {ties.schema[sign]}; it has to be a number, above 0 for friends and below 0 for "
                "enemies."
            )
        if ties.schema[a] != ties.schema[b]:
            raise InputError(
                f"{a} is {ties.schema[a]} and {b} {ties.schema[b]}: give both names in one type."
            )
        ties = ties.with_columns(pl.col(sign).cast(pl.Float64).fill_nan(None))
        plain = ties.select(a=pl.col(a), b=pl.col(b), sign=pl.col(sign).sign().cast(pl.Float64))
        if plain.null_count().sum_horizontal()[0]:
            raise InputError("A tie has no name or no sign; leave such rows out.")
        names = pl.concat([plain["a"].alias("n"), plain["b"].alias("n")]).unique().sort()
        numbers = pl.DataFrame({"n": names, "k": np.arange(len(names))})
        first, second = (
            plain.join(numbers, left_on=c, right_on="n", maintain_order="left")["k"] for c in "ab"
        )
        i, j, value = first.to_numpy(), second.to_numpy(), plain["sign"].to_numpy()
        if (i == j).any():
            raise InputError(f"{names[int(i[i == j][0])]} is tied to itself; leave such rows out.")
        signs = np.zeros((len(names), len(names)))
        signs[i, j] = value
        signs[j, i] = value
        if (signs[i, j] != value).any():
            k = int(np.flatnonzero(signs[i, j] != value)[0])
            raise InputError(
                f"{names[int(i[k])]} and {names[int(j[k])]} have ties of two signs; decide on one."
            )
        return cls(tuple(names.to_list()), signs)

    @property
    def positive(self) -> Floats:
        """1.0 where a tie is positive, (n, n)."""
        return (self.signs > 0).astype(np.float64)

    @property
    def negative(self) -> Floats:
        """1.0 where a tie is negative, (n, n)."""
        return (self.signs < 0).astype(np.float64)

    @property
    def ties(self) -> int:
        """Number of ties."""
        return int(np.count_nonzero(self.signs)) // 2


def by_period(
    ties: pl.DataFrame, *, period: str, a: str, b: str, sign: str
) -> Iterator[tuple[Any, SignedNetwork]]:
    """Return each period with its network, in order.

    Parameters
    ----------
    ties : polars.DataFrame
        One row for each tie and period.
    period, a, b, sign : str
        The names of the columns.

    Raises
    ------
    InputError
        If the column of periods is missing or has no value, or there is no tie in any period.
    """
    ties = eager(ties, "ties")
    if period not in ties.columns:
        raise InputError(f"The ties lack {period}; they have {', '.join(ties.columns)}.")
    if ties.is_empty():
        raise InputError("There is no tie in any period.")
    if ties[period].null_count():
        raise InputError(f"{ties[period].null_count()} ties have no {period}; leave them out, or fill it in.")
    for part in ties.sort(period, maintain_order=True).partition_by(period, maintain_order=True):
        yield part[period][0], SignedNetwork.of(part, a=a, b=b, sign=sign)
