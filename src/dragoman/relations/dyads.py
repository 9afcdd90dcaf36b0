"""Similarity of all pairs of states of every year, from one long table of positions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.frames import eager
from dragoman.relations.joint import (
    Distance,
    Floats,
    all_pairs,
    chance_corrected,
    distances,
    same,
    shared_s,
    tau,
)
from dragoman.relations.portfolios import Portfolios, portfolios

__all__ = ["MEASURES", "dyads"]

_Measure: TypeAlias = Callable[[Floats, Floats, float], Floats]

MEASURES: dict[str, tuple[Distance, _Measure]] = {
    "s_score": ("absolute", shared_s),
    "tau_b": ("absolute", lambda tables, apart, largest: tau(tables)),
    "cohen_kappa": ("squared", lambda tables, apart, largest: chance_corrected(tables, apart, pooled=False)),
    "scott_pi": ("squared", lambda tables, apart, largest: chance_corrected(tables, apart, pooled=True)),
    "agreement": ("nominal", lambda tables, apart, largest: same(tables)),
}
"""Every measure that `dyads` knows, with the distance it takes unless told otherwise."""

_MOST_LEVELS = 40
_WITHOUT_DISTANCE = {"tau_b", "agreement"}


@dataclass(frozen=True, slots=True)
class _Plan:
    """The measures asked for, with the distances of one scale."""

    names: tuple[str, ...]
    apart: tuple[Floats, ...]

    def row(self, tables: Floats) -> dict[str, Floats]:
        """Return one column per measure, (n_pairs,) each."""
        return {
            name: MEASURES[name][1](tables, apart, float(apart.max(initial=0.0)))
            for name, apart in zip(self.names, self.apart, strict=True)
        }


def dyads(
    frame: pl.DataFrame,
    *,
    measure: str | Sequence[str] = "s_score",
    distance: Distance | None = None,
    levels: Sequence[float] | Sequence[str] | None = None,
    members: pl.DataFrame | None = None,
    fill: float | str | None = None,
    own: float | str | None = None,
    weights: pl.DataFrame | None = None,
    state: str = "state",
    item: str = "item",
    year: str = "year",
    value: str = "value",
) -> pl.DataFrame:
    """Compare all pairs of states of every year.

    Only items known to both states of a pair are compared.  A missing row is unknown, not zero: for
    alliances, where a state of the system without a treaty has none, say so by `members` and `fill`.

    Parameters
    ----------
    frame : polars.DataFrame
        One row for each state, item (partner or roll call) and year, with the position in `value`.
    measure : str or sequence of str
        "s_score", "tau_b", "cohen_kappa", "scott_pi", "agreement"; several share one pass.
    distance : "absolute", "squared" or "nominal", optional
        By default absolute for S, and squared for kappa and pi; tau-b and agreement have none.
    levels : sequence, optional
        The scale in ascending order; needed where `value` is text (each level is then its rank),
        and by default all values that `frame`, `fill` and `own` hold.
    members : polars.DataFrame, optional
        Who belonged to the system: `state` and `year`.  All of them become states, and also items;
        rows of `frame` about anybody else are left out.
    fill : optional
        The position of a member towards a member where `frame` has no row.
    own : optional
        The position of a state towards itself, for items that are states; Signorino and Ritter set
        a state's position towards itself to the closest level.
    weights : polars.DataFrame, optional
        `item`, `year` and `weight`: what an item counts in that year.  Not for tau-b.
    state, item, year, value : str
        The names of the columns.

    Returns
    -------
    polars.DataFrame
        `year`, `state_a` < `state_b`, `n` (items known to both), and a column per measure; NaN where
        it is not defined.  Sorted.  A pair that knows nothing in common has n = 0.

    Raises
    ------
    InputError
        If a column is missing, a state holds two positions on one item, or a position is not a level.

    Notes
    -----
    For a year with s states, k items and l levels one product of an (s*l, k) matrix with itself.

    References
    ----------
    As for the functions of `dragoman.relations.similarity`.

    Examples
    --------
    >>> import polars as pl
    >>> votes = pl.DataFrame({
    ...     "state": ["A", "B", "A", "B"], "item": [1, 1, 2, 2], "year": [1992] * 4, "value": [1, 1, 1, 3]})
    >>> dyads(votes, measure="agreement").rows()
    [(1992, 'A', 'B', 2, 0.5)]
    """
    names = (measure,) if isinstance(measure, str) else tuple(measure)
    _check(names, distance, weighted=weights is not None)
    frame = eager(frame, "frame")
    held = portfolios(
        frame,
        levels=levels,
        members=members,
        fill=fill,
        own=own,
        weights=weights,
        columns=(state, item, year, value),
    )
    if len(held.scores) > _MOST_LEVELS:
        raise InputError(
            f"{value!r} has {len(held.scores)} different values; these measures are for ordered levels, "
            f"at most {_MOST_LEVELS}. Group the values into levels first."
        )
    plan = _Plan(names, tuple(distances(held.scores, distance or MEASURES[name][0]) for name in names))
    parts = [_year(held, when, plan) for when in held.years]
    columns: dict[str, pl.DataType] = {
        "year": held.year_type,
        "state_a": held.states.dtype,
        "state_b": held.states.dtype,
        "n": pl.Int64(),
    }
    empty = pl.DataFrame(schema=columns | dict.fromkeys(names, pl.Float64()))
    return pl.concat([empty, *parts])


def _year(held: Portfolios, when: int, plan: _Plan) -> pl.DataFrame:
    states, codes, weights = held.year(when)
    first, second, tables = all_pairs(codes, len(held.scores), weights)
    if weights is None:
        known = tables.sum(axis=(0, 1))
    else:  # weights are not counts
        there = (codes >= 0).astype(np.float64)
        known = (there @ there.T)[first, second]
    named = held.states
    return pl.DataFrame(
        {
            "year": pl.repeat(when, len(first), dtype=held.year_type, eager=True),
            "state_a": named.gather(states[first]),
            "state_b": named.gather(states[second]),
            "n": pl.Series(known).round().cast(pl.Int64),
            **plan.row(tables),
        }
    )


def _check(names: tuple[str, ...], distance: str | None, *, weighted: bool) -> None:
    for name in names:
        if name not in MEASURES:
            raise InputError(f"measure={name!r} is unknown; choose from {', '.join(MEASURES)}.")
    if weighted and "tau_b" in names:
        raise InputError("tau-b has no weighted form here; leave out weights, or ask for s_score.")
    if distance is not None and distance not in ("absolute", "squared", "nominal"):
        raise InputError(f"distance={distance!r} is unknown; choose absolute, squared or nominal.")
    if distance is not None and set(names) <= _WITHOUT_DISTANCE:
        raise InputError(f"distance is given, but {' and '.join(names)} takes none.")
