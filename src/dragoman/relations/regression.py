"""Least squares with standard errors that allow for autocorrelation, and the two tail functions they need."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from dragoman.relations.joint import Floats

__all__ = ["Regression", "chi2_tail", "newey_west", "normal_tail"]


@dataclass(frozen=True, slots=True)
class Regression:
    """An ordinary least squares fit.

    Attributes
    ----------
    coefficients : array (k,)
    covariance : array (k, k), heteroskedasticity and autocorrelation consistent
    residuals : array (n,)
    """

    coefficients: Floats
    covariance: Floats
    residuals: Floats

    def wald(self, which: slice) -> tuple[float, int]:
        """Return the Wald statistic that some coefficients are all 0, and its degrees of freedom."""
        part = self.coefficients[which]
        return float(part @ np.linalg.pinv(self.covariance[which, which]) @ part), len(part)


def newey_west(y: Floats, x: Floats, *, lags: int | None = None) -> Regression:
    """Regress y on x.

    Parameters
    ----------
    y : array (n,)
    x : array (n, k)
    lags : int, optional
        How far autocorrelation reaches; by default 4 (n / 100)^(2/9), rounded down.

    References
    ----------
    Newey, W. K., and K. D. West (1987): A simple, positive semi-definite, heteroskedasticity and
    autocorrelation consistent covariance matrix. Econometrica 55 (3), 703-708, equation 5.
    """
    n = len(y)
    reach = int(4.0 * (n / 100.0) ** (2.0 / 9.0)) if lags is None else lags
    bread = np.linalg.pinv(x.T @ x)
    coefficients = bread @ (x.T @ y)
    residuals = y - x @ coefficients
    scores = x * residuals[:, None]
    meat = scores.T @ scores
    for lag in range(1, min(reach, n - 1) + 1):
        shared = scores[lag:].T @ scores[:-lag]
        meat += (1.0 - lag / (reach + 1.0)) * (shared + shared.T)
    return Regression(coefficients, bread @ meat @ bread, residuals)


def normal_tail(z: float) -> float:
    """Two-sided p value of a standard normal."""
    return math.erfc(abs(z) / math.sqrt(2.0))


def chi2_tail(x: float, df: int) -> float:
    """Upper tail of chi-squared for whole degrees of freedom, by its finite sum."""
    if x <= 0:
        return 1.0
    half = x / 2.0
    odd = df % 2
    total = math.erfc(math.sqrt(half)) if odd else 0.0
    for j in range(df // 2):
        power = j + 0.5 * odd
        total += math.exp(power * math.log(half) - half - math.lgamma(power + 1.0))
    return min(total, 1.0)
