"""What a cell says: counts, rates, shares and scores, each with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dragoman.codebook import load
from dragoman.relations.poisson import poisson_interval

__all__ = ["MEASURES", "Draw", "Key", "keys_of", "value_of"]

MEASURES = ("count", "rate", "conflict_share", "score_sum", "score_mean", "score_request_share")
"""What `series` can say about a cell."""

_CONFLICT = (3, 4)


@dataclass(frozen=True, slots=True)
class Key:
    """What of a cell a measure is told for.

    Attributes
    ----------
    name : str
        ``all``, a quad or a class.
    rows : array (n_rows,) of bool
        Which rows of the cell the measure rests on.
    event : str or None
        The class, where it is one.
    quad : int or None
    """

    name: str
    rows: np.ndarray
    event: str | None = None
    quad: int | None = None


def keys_of(measure: str, part: pl.DataFrame) -> list[Key]:
    """Return what a measure is told for in a cell."""
    everything = np.ones(len(part), bool)
    if measure == "count":
        events, quads = part["event"].to_numpy(), part["quad"].to_numpy()
        return [
            Key("all", everything),
            *(Key(f"quad_{quad}", quads == quad, quad=quad) for quad in (1, 2, 3, 4)),
            *(Key(event, events == event, event=event) for event in load().ids),
        ]
    if measure.startswith("score"):
        return [Key("all", part["own"].is_not_null().to_numpy())]
    if measure == "conflict_share":
        return [Key("all", part["quad"].is_not_null().to_numpy())]
    return [Key("all", everything)]


def value_of(
    measure: str,
    part: pl.DataFrame,
    rows: np.ndarray,
    *,
    exposure: float | None,
    level: float | None,
    draw: Draw | None,
) -> tuple[float | None, float | None, float | None]:
    """Return a measure of a cell in which something was seen or silence is a zero, with its interval.

    Parameters
    ----------
    measure : str
    part : DataFrame
        Rows of the cell.
    rows : array (n_rows,) of bool
    exposure : float or None
        What a rate is divided by.
    level : float or None
        Coverage of the exact interval; None: no interval.
    draw : Draw or None
        Takes the place of the exact interval where there are rows to draw from.
    """
    n = int(rows.sum())
    counted = measure in ("count", "rate")
    if (n == 0 and not counted) or (measure == "rate" and not exposure):
        return None, None, None
    [value] = _statistic(measure, part, rows, np.ones((len(part), 1)))
    if not np.isfinite(value):
        return None, None, None
    low: float | None = None
    high: float | None = None
    if draw is not None and n:
        low, high = draw.interval(measure, part, rows)
    elif level is not None and counted:
        # Without rows there is nothing to draw from; the exact interval holds for a zero, too.
        low, high = poisson_interval(n, level)
    per = exposure if measure == "rate" and exposure else 1.0
    return float(value) / per, _over(low, per), _over(high, per)


class Draw:
    """Poisson bootstrap of one cell: each unit counts as often as it is drawn, the same for all measures."""

    def __init__(self, part: pl.DataFrame, level: float, draws: int, seed: tuple[int, int]) -> None:
        units = part["unit"].rank("dense").to_numpy().astype(np.int64) - 1
        rng = np.random.default_rng(seed)
        self._weights = rng.poisson(1.0, (int(units.max()) + 1, draws)).astype(np.float64)[units]
        self._edges = ((1 - level) / 2, (1 + level) / 2)

    def interval(
        self, measure: str, part: pl.DataFrame, rows: np.ndarray
    ) -> tuple[float | None, float | None]:
        """Return the percentiles of a measure over the draws."""
        values = _statistic(measure, part, rows, self._weights)
        values = values[np.isfinite(values)]
        if not len(values):
            return None, None
        low, high = np.quantile(values, self._edges)
        return float(low), float(high)


def _statistic(measure: str, part: pl.DataFrame, rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return a measure for each column of weights, NaN where nothing bears on it."""
    weights = weights[rows]
    if measure in ("count", "rate"):
        return weights.sum(axis=0)  # type: ignore[no-any-return]
    if measure == "conflict_share":
        above = np.isin(part["quad"].to_numpy()[rows], _CONFLICT) @ weights
        below = weights.sum(axis=0)
    else:
        own = part["own"].to_numpy()[rows]
        if measure == "score_sum":
            return own @ weights  # type: ignore[no-any-return]
        if measure == "score_mean":
            above, below = own @ weights, weights.sum(axis=0)
        else:
            size = np.abs(own)
            asked = (part["event"].to_numpy()[rows] == "REQUEST") * size
            above, below = asked @ weights, size @ weights
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, above / below, np.nan)


def _over(value: float | None, per: float) -> float | None:
    return None if value is None else value / per
