"""Forecasts of a series, always beside the naive one."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from dragoman.model.errors import InputError
from dragoman.relations.joint import Floats
from dragoman.relations.known import known_series

__all__ = ["Forecast", "crps", "exponential_smoothing", "naive", "rolling_origin", "seasonal_naive"]

_ALPHAS = np.linspace(0.01, 1.0, 100)
# Quantiles of the normal distribution for the intervals whose coverage is reported.
_WITHIN = {"coverage_50": 0.6744897501960817, "coverage_90": 1.6448536269514722}


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of the next periods.

    Attributes
    ----------
    mean, sd : array (horizon,)
        Of a normal distribution for each period ahead.
    """

    mean: Floats
    sd: Floats


def naive(values: Floats, horizon: int) -> Forecast:
    r"""Expect the last value: a random walk, :math:`\sigma_h = \sigma \sqrt{h}`.

    References
    ----------
    Hyndman, R. J., and G. Athanasopoulos (2021): Forecasting: Principles and Practice, section 5.5.
    """
    steps = np.arange(1, horizon + 1)
    return Forecast(np.full(horizon, values[-1]), _root_mean_square(np.diff(values)) * np.sqrt(steps))


def seasonal_naive(values: Floats, horizon: int, *, season: int = 12) -> Forecast:
    r"""Expect the value of a season ago, :math:`\sigma_h = \sigma \sqrt{1 + \lfloor (h - 1) / m \rfloor}`.

    Parameters
    ----------
    values : array (n,), n > season
    horizon : int
    season : int, periods m

    References
    ----------
    Hyndman and Athanasopoulos (2021), section 5.5.
    """
    if len(values) <= season:
        raise InputError(f"{len(values)} values are no more than one season of {season}.")
    steps = np.arange(horizon)
    error = _root_mean_square(values[season:] - values[:-season])
    return Forecast(values[len(values) - season + steps % season], error * np.sqrt(1 + steps // season))


def exponential_smoothing(values: Floats, horizon: int) -> Forecast:
    r"""Simple exponential smoothing, ETS(A,N,N), its weight chosen by least squares.

    .. math:: l_t = l_{t-1} + \alpha (y_t - l_{t-1}), \qquad \sigma_h = \sigma \sqrt{1 + (h - 1) \alpha^2}

    References
    ----------
    Hyndman, R. J., et al. (2008): Forecasting with Exponential Smoothing. Springer; table 6.1.
    """
    level = np.full(len(_ALPHAS), values[: min(len(values), 4)].mean())
    squares = np.zeros(len(_ALPHAS))
    for value in values:
        error = value - level
        squares += error**2
        level = level + _ALPHAS * error
    best = int(squares.argmin())
    sigma = math.sqrt(float(squares[best]) / max(len(values) - 2, 1))
    steps = np.arange(horizon)
    return Forecast(np.full(horizon, level[best]), sigma * np.sqrt(1.0 + steps * _ALPHAS[best] ** 2))


def crps(observed: ArrayLike, mean: ArrayLike, sd: ArrayLike) -> Floats:
    r"""Continuous ranked probability score of normal forecasts; the less the better, in units of the series.

    .. math:: \sigma \left( z (2 \Phi(z) - 1) + 2 \varphi(z) - 1 / \sqrt{\pi} \right),
        \quad z = (y - \mu) / \sigma

    and the absolute error where the standard deviation is 0.

    References
    ----------
    Gneiting, T., and A. E. Raftery (2007): Strictly proper scoring rules, prediction, and estimation.
    Journal of the American Statistical Association 102, 359-378, equation 21.
    """
    y, mu, sigma = np.broadcast_arrays(*(np.asarray(v, dtype=np.float64) for v in (observed, mean, sd)))
    sure = sigma <= 0
    z = np.where(sure, 0.0, (y - mu) / np.where(sure, 1.0, sigma))
    centre = np.array([math.erf(v / math.sqrt(2.0)) for v in z.ravel()]).reshape(z.shape)  # 2 Phi(z) - 1
    density = np.exp(-0.5 * z**2) / math.sqrt(2.0 * math.pi)
    spread: Floats = np.where(
        sure, np.abs(y - mu), sigma * (z * centre + 2.0 * density - 1.0 / math.sqrt(math.pi))
    )
    return spread


def rolling_origin(
    values: ArrayLike,
    *,
    horizon: int = 1,
    start: int | None = None,
    season: int | None = None,
    other: ArrayLike | None = None,
    models: Mapping[str, Callable[[Floats, int], Forecast]] | None = None,
) -> pl.DataFrame:
    """Forecast from every origin with what was known then, and score it beside the naive forecast.

    Parameters
    ----------
    values : array (n,), equally spaced, all known
    horizon : int
        Periods ahead.
    start : int, optional
        Values known at the first origin; by default half of them, and more than a season.
    season : int, optional
        Adds the seasonal naive forecast, and a season to the structural model.
    other : array (n,), optional
        What the other side did in the same periods; adds the model of action and reaction.
    models : mapping of name to function, optional
        Further models, each from the values so far and the horizon to a `Forecast`.

    Returns
    -------
    polars.DataFrame
        `model`, `ahead`, `n` (forecasts), `crps`, `mae`, `coverage_50`, `coverage_90` (share of values
        within those intervals), and `skill`, 1 - crps / crps of the naive model (0 for itself; NaN
        where the naive model is never wrong).

    References
    ----------
    Tashman, L. J. (2000): Out-of-sample tests of forecasting accuracy. International Journal of
    Forecasting 16 (4), 437-450.
    """
    series = known_series(values)
    first = max(len(series) // 2, (season or 0) + 1, 10) if start is None else start
    if horizon < 1 or first < max(2, (season or 0) + 1) or first + horizon > len(series):
        raise InputError(
            f"{len(series)} values leave no forecast of {horizon} ahead after the first {first}; "
            "take a shorter horizon, an earlier start or a longer series."
        )
    table: dict[str, Callable[[Floats, int], Forecast]] = {
        "naive": naive,
        "exponential smoothing": exponential_smoothing,
    }
    if season is not None:
        table["seasonal naive"] = lambda known, ahead: seasonal_naive(known, ahead, season=season)
    # They rest on the shapes of this module.
    from dragoman.relations.structural import action_reaction, structural

    table["structural"] = lambda known, ahead: structural(known, ahead, season=season)
    if other is not None:
        against = known_series(other, name="other")
        if len(against) != len(series):
            raise InputError(
                f"other has {len(against)} periods, the series {len(series)}; give both for the same."
            )
        table["action and reaction"] = action_reaction(against)
    table |= {name: model for name, model in (models or {}).items() if name != "naive"}
    origins = range(first, len(series) - horizon + 1)
    truth = np.stack([series[o : o + horizon] for o in origins])
    rows, base = [], np.zeros(horizon)
    for name, model in table.items():
        made = [model(series[:o], horizon) for o in origins]
        mean, sd = np.stack([f.mean for f in made]), np.stack([f.sd for f in made])
        score = crps(truth, mean, sd).mean(axis=0)
        if name == "naive":
            base = score
        error = np.abs(truth - mean)
        for h in range(horizon):
            skill = 1.0 - score[h] / base[h] if base[h] > 0 else float("nan")
            rows.append(
                {
                    "model": name,
                    "ahead": h + 1,
                    "n": len(truth),
                    "crps": float(score[h]),
                    "mae": float(error[:, h].mean()),
                    **{key: float((error[:, h] <= z * sd[:, h]).mean()) for key, z in _WITHIN.items()},
                    "skill": float(skill),
                }
            )
    return pl.DataFrame(rows)


def _root_mean_square(errors: Floats) -> float:
    return float(np.sqrt(np.mean(errors**2))) if len(errors) else 0.0
