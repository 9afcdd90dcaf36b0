"""Structural forecasts: a level and a season that drift; and two states that answer each other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from dragoman.model.errors import InputError
from dragoman.relations.forecast import Forecast
from dragoman.relations.joint import Floats
from dragoman.relations.known import known_series

__all__ = ["action_reaction", "structural"]

# Share of the level's variance in what is new each period; 0 is a constant level, 1 a random walk.
_LEVEL = np.array(
    [0.0, 0.001, 0.003, 0.01, 0.02, 0.04, 0.07, 0.11, 0.17, 0.25, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0]
)
_FINE = np.linspace(0.0, 1.0, 101) ** 2
_SEASON = np.array([0.0, 0.0003, 0.003, 0.03])
_DIFFUSE = 1e6
_HARMONICS = 2


def structural(values: Floats, horizon: int, *, season: int | None = None) -> Forecast:
    r"""Expect a level that drifts, and a season that drifts round it: Harvey's basic model without slope.

    .. math:: y_t = \mu_t + \gamma_t + \epsilon_t, \qquad \mu_t = \mu_{t-1} + \eta_t

    with gamma the sum of the first two trigonometric terms of the season, each turning with noise of its own.

    Parameters
    ----------
    values : array (n,)
    horizon : int
    season : int, optional
        Periods of a season; without it the level is alone.

    Notes
    -----
    The Kalman filter runs once for a grid of variance ratios, all together; the one of highest
    likelihood, from vague first states, forecasts.

    References
    ----------
    Harvey, A. C. (1989): Forecasting, Structural Time Series Models and the Kalman Filter. Cambridge
    University Press; sections 2.3 and 4.3.

    Examples
    --------
    >>> found = structural(np.array([4.0, 5, 3, 4, 6, 5, 4, 5, 4, 5, 6, 4]), 2)
    >>> found.mean.round(1).tolist()
    [4.6, 4.6]
    """
    if season is not None and season < 2:
        raise InputError(f"season={season} is no season; give the periods of one, at least 2.")
    turn, seen, drift = _matrices(season)
    m = len(seen)
    if len(values) < m + 3:
        raise InputError(f"{len(values)} values are too few for a model of {m} states; at least {m + 3}.")
    noise = 1.0 - drift[:, 0]
    grid = len(drift)
    scale = max(float(np.abs(values).max()), 1.0)
    state, spread = np.zeros((grid, m)), np.broadcast_to(np.eye(m) * _DIFFUSE * scale, (grid, m, m)).copy()
    squares, logs = np.zeros(grid), np.zeros(grid)
    for t, value in enumerate(values):
        if t:
            state, spread = _ahead(state, spread, turn, drift)
        gain = spread @ seen
        variance = np.maximum(gain @ seen + noise, 1e-12)
        error = value - state @ seen
        if t >= m:  # the first ones only find the states
            squares += error**2 / variance
            logs += np.log(variance)
        state = state + gain * (error / variance)[:, None]
        spread = spread - gain[:, :, None] * gain[:, None, :] / variance[:, None, None]
    n = len(values) - m
    sigma2 = squares / n
    best = int(np.argmin(n * np.log(np.maximum(sigma2, 1e-12 * scale**2)) + logs))
    state, spread, drift = state[[best]], spread[[best]], drift[[best]]
    mean, sd = np.empty(horizon), np.empty(horizon)
    for h in range(horizon):
        state, spread = _ahead(state, spread, turn, drift)
        mean[h] = float((state @ seen)[0])
        sd[h] = np.sqrt(sigma2[best] * max(float((spread @ seen @ seen)[0]) + noise[best], 0.0))
    return Forecast(mean, sd)


def action_reaction(other: ArrayLike, *, most: int = 4) -> Callable[[Floats, int], Forecast]:
    r"""Make a model in which two states answer each other, for `dragoman.relations.forecast.rolling_origin`.

    .. math:: (y_t, x_t)' = c + \sum_{l=1}^{p} A_l \, (y_{t-l}, x_{t-l})' + e_t

    Richardson's equations in discrete time: each side's behaviour follows its own and the other's.

    Parameters
    ----------
    other : array (n,), what the other side did, for the same periods as the series that is forecast
    most : int
        Most lags; p has the least BIC.

    Returns
    -------
    function of the values so far and the horizon
        It looks at no value of `other` beyond the last value so far.

    References
    ----------
    Richardson, L. F. (1960): Arms and Insecurity. Boxwood Press; Lütkepohl, H. (2005): New Introduction
    to Multiple Time Series Analysis. Springer, equations 2.2.10 and 2.2.11 for the forecast and its error.
    """
    whole = known_series(other, name="other")

    def model(values: Floats, horizon: int) -> Forecast:
        if len(values) > len(whole):
            raise InputError(f"other has {len(whole)} periods, fewer than the {len(values)} of the series.")
        both = np.stack([values, whole[: len(values)]], axis=1)
        top = min(most, (len(both) - 6) // 4)
        if top < 1:
            raise InputError(
                f"{len(both)} periods are too few for action and reaction; at least 10 are needed."
            )
        lags = min(range(1, top + 1), key=lambda p: (_bic(both, p, top), p))
        weights, residuals = _regress(both, lags, lags)
        cover = residuals.T @ residuals / max(len(residuals) - 2 * lags - 1, 1)
        past = both[: -lags - 1 : -1].ravel()  # the last period first
        companion = np.zeros((2 * lags, 2 * lags))
        companion[:2] = weights[1:].T
        companion[2:, :-2] = np.eye(2 * lags - 2)
        reach, total = np.eye(2 * lags), np.zeros((2, 2))
        mean, sd = np.empty(horizon), np.empty(horizon)
        for h in range(horizon):
            effect = reach[:2, :2]
            total = total + effect @ cover @ effect.T
            step = weights[0] + companion[:2] @ past
            past = np.concatenate([step, past[:-2]])
            mean[h], sd[h] = step[0], np.sqrt(max(total[0, 0], 0.0))
            reach = companion @ reach
        return Forecast(mean, sd)

    return model


def _matrices(season: int | None) -> tuple[Floats, Floats, Floats]:
    """Return how states turn, what is seen of them, and their drift for every point of the grid."""
    if season is None:
        return np.eye(1), np.ones(1), _FINE[:, None]
    terms = min(_HARMONICS, season // 2)
    whole = season == 2 * terms  # the last term of an even season has one state
    m = 1 + 2 * terms - whole
    turn, seen = np.eye(m), np.zeros(m)
    seen[0] = 1.0
    for k in range(terms):
        angle = 2.0 * np.pi * (k + 1) / season
        at = 1 + 2 * k
        seen[at] = 1.0
        if at + 1 < m:
            turn[at : at + 2, at : at + 2] = [
                [np.cos(angle), np.sin(angle)],
                [-np.sin(angle), np.cos(angle)],
            ]
        else:
            turn[at, at] = -1.0
    level, wave = (part.ravel() for part in np.meshgrid(_LEVEL, _SEASON, indexing="ij"))
    return turn, seen, np.column_stack([level, *([wave] * (m - 1))])


def _ahead(state: Floats, spread: Floats, turn: Floats, drift: Floats) -> tuple[Floats, Floats]:
    moved = turn @ spread @ turn.T
    at = np.arange(len(turn))
    moved[:, at, at] += drift
    return state @ turn.T, moved


def _regress(both: Floats, lags: int, start: int) -> tuple[Floats, Floats]:
    n = len(both)
    design = np.column_stack([np.ones(n - start), *(both[start - k : n - k] for k in range(1, lags + 1))])
    weights = np.asarray(np.linalg.lstsq(design, both[start:], rcond=None)[0], dtype=np.float64)
    residuals: Floats = both[start:] - design @ weights
    return weights, residuals


def _bic(both: Floats, lags: int, start: int) -> float:
    _, residuals = _regress(both, lags, start)
    n = len(residuals)
    cover = residuals.T @ residuals / n + 1e-12 * np.eye(2)
    return float(np.linalg.slogdet(cover)[1] + np.log(n) / n * (2 * (2 * lags + 1)))
