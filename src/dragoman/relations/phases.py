"""Phases of a series: where its level changed, how surely, or that it did not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from dragoman.model.errors import InputError
from dragoman.relations.breakdate import bai_interval
from dragoman.relations.breaktest import block_length, inertia, one_more_p, variance_lost
from dragoman.relations.joint import Floats
from dragoman.relations.segmentation import Cost, best_splits, prepared, price, segment_costs

__all__ = ["Break", "Phases", "change_points"]

_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Break:
    """A change of level.

    Attributes
    ----------
    at : int
        How many values lie before it: the new phase starts at index `at`.
    low, high : int
        The interval of `at`, both ends included.
    """

    at: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Phases:
    """A series divided into phases.

    Attributes
    ----------
    breaks : tuple of Break
        Empty where no change is found.
    levels : tuple of float
        Mean of each phase, one more than there are breaks.
    tests : tuple of float
        The p values of one more break after 0, 1, ... breaks; empty for the information criteria.
    block : int or None
        How many neighbours the permutations kept together.
    cost, penalty : str
    """

    breaks: tuple[Break, ...]
    levels: tuple[float, ...]
    tests: tuple[float, ...]
    block: int | None
    cost: str
    penalty: str


def change_points(
    values: ArrayLike,
    *,
    cost: Cost = "mean",
    penalty: Literal["permutation", "bic", "mbic"] = "permutation",
    alpha: float = 0.05,
    shortest: int | None = None,
    most: int = 8,
    level: float = 0.95,
    block: int | None = None,
    draws: int = 499,
    seed: int = 1,
) -> Phases:
    r"""Find where the level of a series changed, or that nothing shows that it did.

    For each number of breaks the best division is found exactly,

    .. math:: F(k) = \min_{t_1 < ... < t_k} \sum_j C(y_{t_j}, ..., y_{t_{j+1} - 1}),

    with C the sum of squares about the mean ("mean"; of the ranks, "rank") or the Poisson deviance
    ("poisson").  How many breaks there are is decided by `penalty`.

    Parameters
    ----------
    values : array (n,), equally spaced, all known
    cost : "mean", "poisson" or "rank"
        Rank for heavy tails, Poisson for counts.
    penalty : "permutation", "bic" or "mbic"
        permutation: breaks are added as long as a test against the series with its blocks permuted
        within the phases found so far rejects at `alpha`; blocks keep the autocorrelation, which the
        criteria mistake for breaks, and what they lose of it is put back.  bic, mbic: for independent values.
    alpha : float
        Level of each test.
    shortest : int, optional
        Least length of a phase; by default the larger of 3 and a twentieth of the series.
    most : int
        Most breaks.
    level : float
        Coverage of the intervals.
    block : int, optional
        Length of the blocks; by default chosen from the autocorrelation about the best single break.
    draws, seed : int
        Permutations, and where their random numbers start.

    Returns
    -------
    Phases

    Raises
    ------
    InputError
        If a value is missing, a count negative, or the series longer than 4,000.

    Notes
    -----
    Of 2,500 sparse series of five kinds without a break 3 % report one at `alpha` = .05: 2 to 3 % of those
    with autocorrelation, 9 % of those in which events call forth events, and 19 % where nearly every event
    calls forth another.  Take a smaller `alpha` for such series.  See ``python -m benchmarks.breaks``.

    O(n^2) for each number of breaks.  Intervals are Bai's for a shift that is small against the noise,
    with a variance for each side, made wider where the residuals are autocorrelated; they are those of
    the given number of breaks.

    References
    ----------
    Bai, J., and P. Perron (1998): Estimating and testing linear models with multiple structural
    changes. Econometrica 66 (1), 47-78, for testing one more break.
    Matteson, D. S., and N. A. James (2014): A nonparametric approach for multiple change point analysis.
    Journal of the American Statistical Association 109, 334-345, for permuting within segments.
    Yao, Y.-C. (1988): Statistics and Probability Letters 6 (3), 181-189, for bic; Zhang, N. R., and
    D. O. Siegmund (2007): Biometrics 63 (1), 22-32, equation 2, for mbic.

    Examples
    --------
    >>> change_points([1, 2, 1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9, 8, 9]).breaks
    (Break(at=8, low=7, high=9),)
    """
    series = _series(values, cost)
    n = len(series)
    least = max(3, n // 20) if shortest is None else shortest
    if least < 1 or most < 0 or draws < 19 or not 0 < alpha < 1 or not 0 < level < 1:
        raise InputError(
            "shortest must be at least 1, most 0, draws 19; alpha and level lie between 0 and 1."
        )
    ranked = prepared(series, cost)
    splits = best_splits(segment_costs(ranked, cost, least), max(most, 2)) if n >= 2 * least else []
    found = splits[: most + 1]
    count, tests, used = 0, [], None
    if penalty == "permutation":
        used = block or (block_length(_residuals(ranked, splits[1][1])) if len(splits) > 1 else 1)
        # About two breaks, so that neither a shift nor an episode passes for inertia.
        about = splits[:3][-1][1] if splits else []
        stretch = variance_lost(inertia(_residuals(ranked, about), len(about) + 1), used) if splits else 1.0
        for k, (_, breaks) in enumerate(found[:-1]):
            p = one_more_p(
                ranked,
                breaks,
                cost,
                shortest=least,
                block=used,
                stretch=stretch,
                draws=draws,
                seed=seed + k,
            )
            tests.append(p)
            if tests[-1] > alpha:
                break
            count = k + 1
    elif penalty in ("bic", "mbic"):
        scores = [_criterion(ranked, breaks, cost, modified=penalty == "mbic") for _, breaks in found]
        count = int(np.argmin(scores)) if scores else 0
    else:
        raise InputError(f"penalty={penalty!r} is unknown; choose permutation, bic or mbic.")
    at = found[count][1] if found else []
    edges = [0, *at, n]
    breaks_found = []
    for start, middle, stop in zip(edges, edges[1:], edges[2:], strict=False):
        back, ahead = bai_interval(ranked[start:middle], ranked[middle:stop], level)
        breaks_found.append(Break(middle, max(middle - back, start), min(middle + ahead, stop)))
    return Phases(
        breaks=tuple(breaks_found),
        levels=tuple(float(series[a:b].mean()) for a, b in pairwise(edges)) if n else (),
        tests=tuple(tests),
        block=used,
        cost=cost,
        penalty=penalty,
    )


def _series(values: ArrayLike, cost: str) -> Floats:
    if cost not in ("mean", "poisson", "rank"):
        raise InputError(f"cost={cost!r} is unknown; choose mean, poisson or rank.")
    try:
        series = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(f"A series is one list of numbers: {error}.") from None
    if series.ndim != 1 or not np.isfinite(series).all():
        raise InputError(
            "A series is one list of known numbers. Where it is not covered there is no value: "
            "cut the series to its coverage, for a gap is not zero."
        )
    if len(series) > _LONGEST:
        raise InputError(f"The series has {len(series)} values, more than {_LONGEST}; take longer periods.")
    if cost == "poisson" and (series < 0).any():
        raise InputError("Counts cannot be negative; for scores take cost='mean' or 'rank'.")
    return series


def _residuals(series: Floats, breaks: list[int]) -> Floats:
    return np.concatenate([series[a:b] - series[a:b].mean() for a, b in pairwise([0, *breaks, len(series)])])


def _criterion(series: Floats, breaks: list[int], cost: Cost, *, modified: bool) -> float:
    """Minus twice the log likelihood and its penalty, the less the better."""
    n, k = len(series), len(breaks)
    lengths = np.diff([0, *breaks, n]).astype(np.float64)
    if cost == "poisson":
        sums = np.array([series[a:b].sum() for a, b in pairwise([0, *breaks, n])])
        fit = float(price(sums, lengths, cost).sum())
        more = 3.0 * k * np.log(n) + np.log(lengths / n).sum() if modified else 2.0 * k * np.log(n)
        return fit + float(more)
    within = float((_residuals(series, breaks) ** 2).sum())
    noise = max(within, 1e-12 * max(float((series**2).sum()), 1e-300))
    if not modified:
        return n * float(np.log(noise / n)) + 2.0 * k * float(np.log(n))
    return n * float(np.log(noise / n)) + 3.0 * k * float(np.log(n)) + float(np.log(lengths / n).sum())
