"""How alike the portfolios of two states are: S, kappa, pi, tau-b, agreement.

The functions compare two portfolios; `dyads` compares all pairs of states of every year.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dragoman.model.errors import InputError
from dragoman.relations.dyads import dyads
from dragoman.relations.joint import (
    Distance,
    Floats,
    chance_corrected,
    distances,
    one_pair,
    same,
    shared_s,
    tau,
)

__all__ = ["agreement", "cohen_kappa", "dyads", "s_score", "scott_pi", "tau_b"]


def s_score(
    a: ArrayLike,
    b: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    distance: Literal["absolute", "squared"] = "absolute",
    levels: ArrayLike | None = None,
) -> float:
    r"""Signorino and Ritter's S: similarity of two portfolios on a scale of their own.

    .. math:: S = 1 - 2 \frac{\sum_k w_k \, d(a_k, b_k)}{d_{max} \sum_k w_k}

    with d the absolute or squared difference, and d_max the largest that the scale allows.
    1 is the same portfolio, -1 the opposite one.

    Parameters
    ----------
    a, b : array (n_items,), positions on one ordered scale; NaN where unknown
    weights : array (n_items,), at least 0, optional
        What each item counts, such as the share of world capabilities; by default all the same.
    distance : "absolute" or "squared"
    levels : array (n_levels,), optional
        The levels of the scale.  By default those that the two portfolios show: name them if the
        two may stay within a part of the scale, else S is measured against too short a scale.

    Returns
    -------
    float in [-1, 1]; NaN where no item is known to both, or the scale has one level

    References
    ----------
    Signorino, C. S., and J. M. Ritter (1999): Tau-b or not tau-b: measuring the similarity of foreign
    policy positions. International Studies Quarterly 43 (1), 115-144; S as defined there, Table 6.

    Examples
    --------
    >>> s_score([3, 0, 1], [3, 2, 1], levels=[0, 1, 2, 3])
    0.5555555555555556
    """
    _one_of(distance, ("absolute", "squared"), "distance")
    table, scores = _table(a, b, weights, levels)
    apart = distances(scores, distance)
    return float(shared_s(table, apart, float(apart.max(initial=0.0)))[0])


def tau_b(a: ArrayLike, b: ArrayLike) -> float:
    r"""Kendall's tau-b: do two portfolios rank the items alike.

    .. math:: \tau_b = \frac{P - Q}{\sqrt{(n_0 - n_a)(n_0 - n_b)}}

    with P concordant and Q discordant pairs of items, n_0 all pairs, n_a and n_b those tied in a, in b.

    Parameters
    ----------
    a, b : array (n_items,), ordered; NaN where unknown

    Returns
    -------
    float in [-1, 1]; NaN where one of them is constant

    References
    ----------
    Kendall, M. G. (1945): The treatment of ties in ranking problems. Biometrika 33 (3), 239-251.
    For alliances: Bueno de Mesquita, B. (1975): Measuring systemic polarity. Journal of Conflict
    Resolution 19 (2), 187-216.

    Examples
    --------
    >>> tau_b([0, 1, 2, 2], [0, 1, 1, 2])
    0.8
    """
    return float(tau(_table(a, b, None, None)[0])[0])


def cohen_kappa(
    a: ArrayLike, b: ArrayLike, *, weights: Literal["squared", "absolute", "nominal"] = "squared"
) -> float:
    r"""Cohen's weighted kappa: similarity beyond what the two portfolios' own margins make likely.

    .. math:: \kappa_w = 1 - \frac{\sum_{ij} p_{ij} \, d_{ij}}{\sum_{ij} p_{i.} \, p_{.j} \, d_{ij}}

    Parameters
    ----------
    a, b : array (n_items,), positions on one scale; NaN where unknown
    weights : "squared", "absolute" or "nominal"
        The distance d between two levels.

    Returns
    -------
    float, at most 1; NaN (not 1) where no disagreement is expected, as between two equal constants

    References
    ----------
    Cohen, J. (1968): Weighted kappa. Psychological Bulletin 70 (4), 213-220.
    Häge, F. M. (2011): Choice or circumstance? Adjusting measures of foreign policy similarity for
    chance agreement. Political Analysis 19 (3), 287-305.

    Examples
    --------
    >>> round(cohen_kappa([1, 2, 3, 3], [1, 2, 3, 1]), 3)
    0.385
    """
    return _corrected(a, b, weights, pooled=False)


def scott_pi(
    a: ArrayLike, b: ArrayLike, *, weights: Literal["squared", "absolute", "nominal"] = "squared"
) -> float:
    r"""Scott's pi: as kappa, but both portfolios are expected to draw from their common margin.

    .. math:: \pi_w = 1 - \frac{\sum_{ij} p_{ij} \, d_{ij}}{\sum_{ij} m_i \, m_j \, d_{ij}},
        \qquad m_i = (p_{i.} + p_{.i}) / 2

    Parameters
    ----------
    a, b : array (n_items,), positions on one scale; NaN where unknown
    weights : "squared", "absolute" or "nominal"
        The distance d between two levels; "nominal" is Scott's own coefficient.

    Returns
    -------
    float, at most 1; NaN where no disagreement is expected

    References
    ----------
    Scott, W. A. (1955): Reliability of content analysis. Public Opinion Quarterly 19 (3), 321-325.
    Häge, F. M. (2011), Political Analysis 19 (3), 287-305, for the weighted form.

    Examples
    --------
    >>> scott_pi([1, 2, 2, 1], [1, 2, 1, 1], weights="nominal")
    0.4666666666666667
    """
    return _corrected(a, b, weights, pooled=True)


def agreement(a: ArrayLike, b: ArrayLike) -> float:
    """Share of the items known to both on which two portfolios are identical.

    Parameters
    ----------
    a, b : array (n_items,); NaN where unknown

    Returns
    -------
    float in [0, 1]; NaN where no item is known to both

    Examples
    --------
    >>> agreement([1, 2, float("nan")], [1, 3, 3])
    0.5
    """
    return float(same(_table(a, b, None, None)[0])[0])


def _corrected(a: ArrayLike, b: ArrayLike, weights: Distance, *, pooled: bool) -> float:
    _one_of(weights, ("squared", "absolute", "nominal"), "weights")
    table, scores = _table(a, b, None, None)
    return float(chance_corrected(table, distances(scores, weights), pooled=pooled)[0])


def _table(
    a: ArrayLike, b: ArrayLike, weights: ArrayLike | None, levels: ArrayLike | None
) -> tuple[Floats, Floats]:
    """Return the joint table of what both know, and the values of its levels."""
    first, second = _portfolio(a, "a"), _portfolio(b, "b")
    share = None if weights is None else _portfolio(weights, "weights")
    lengths = [len(x) for x in (first, second, share) if x is not None]
    if len(set(lengths)) > 1:
        raise InputError(
            f"The portfolios and weights have {', '.join(map(str, lengths))} items; they must list the "
            "same items in the same order. Fill what is not known with NaN."
        )
    if share is not None and not (np.isfinite(share) & (share >= 0)).all():
        raise InputError("A weight is negative or missing; give every item a weight of at least 0.")
    known = ~(np.isnan(first) | np.isnan(second))
    scores = np.unique(
        np.concatenate([first[known], second[known]]) if levels is None else _portfolio(levels, "levels")
    )
    codes = []
    for name, values in (("a", first[known]), ("b", second[known])):
        at = np.minimum(np.searchsorted(scores, values), max(len(scores) - 1, 0))
        strange = values[scores[at] != values] if len(scores) else values
        if len(strange):
            raise InputError(f"{name} holds {strange[0]:g}, which is none of the levels {scores.tolist()}.")
        codes.append(at.astype(np.int64))
    return one_pair(codes[0], codes[1], len(scores), None if share is None else share[known]), scores


def _portfolio(values: ArrayLike, name: str) -> NDArray[np.float64]:
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(f"{name} must be a list of numbers, NaN where nothing is known: {error}.") from None
    if np.isinf(array).any():
        raise InputError(f"{name} holds an infinite position; an unknown one is NaN.")
    if array.ndim != 1:
        raise InputError(f"{name} has {array.ndim} dimensions; a portfolio is one list of positions.")
    return array


def _one_of(value: str, allowed: tuple[str, ...], name: str) -> None:
    if value not in allowed:
        raise InputError(f"{name}={value!r} is unknown; choose one of {', '.join(allowed)}.")
