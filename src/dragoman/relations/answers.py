"""A regression of one series on its own past and on that of others, for `reciprocity` and `third_party`."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from dragoman.model.errors import InputError
from dragoman.relations.joint import Floats
from dragoman.relations.known import refuse_constant
from dragoman.relations.regression import chi2_tail, newey_west, normal_tail

__all__ = ["Response", "answer"]


@dataclass(frozen=True, slots=True)
class Response:
    """How one state's behaviour follows the other's.

    Attributes
    ----------
    lags : int
        Periods back that the regression looks.
    by_lag : tuple of float
        Response after 1, 2, ... periods, per unit of the other's behaviour.
    errors : tuple of float
        Their standard errors.
    total : float
        Sum over lags.
    total_error : float
    p : float
        That all of `by_lag` are 0 (Wald).
    n : int
        Periods in the regression.
    """

    lags: int
    by_lag: tuple[float, ...]
    errors: tuple[float, ...]
    total: float
    total_error: float
    p: float
    n: int

    @property
    def total_p(self) -> float:
        """Two-sided p value of the total; NaN where it has no error."""
        return normal_tail(self.total / self.total_error) if self.total_error > 0 else float("nan")


def answer(series: list[Floats], names: list[str], *, lags: int | None, most: int) -> Response:
    """Regress the first series on the past of all, and return what belongs to the last one.

    Parameters
    ----------
    series : list of array (n,)
    names : list of str
        What the caller calls them.
    lags, most : see `dragoman.relations.dynamics.reciprocity`
    """
    y = series[0]
    if len({len(one) for one in series}) > 1:
        raise InputError(
            f"The series have {', '.join(str(len(one)) for one in series)} periods; "
            "give all for the same periods."
        )
    longest = most if lags is None else lags
    needed = (len(series) + 1) * max(longest, 1) + 10
    if longest < 1 or len(y) < needed:
        raise InputError(
            f"{len(y)} periods are too few for {longest} lags, which need {needed}; "
            "take a longer series or fewer lags, at least 1."
        )
    for one, name in zip(series, names, strict=True):
        refuse_constant(one, name)
    chosen = lags or min(range(1, most + 1), key=lambda p: (_bic(series, p, most), p))
    fit = newey_west(y[chosen:], _design(series, chosen, chosen))
    which = slice(1 + (len(series) - 1) * chosen, 1 + len(series) * chosen)
    part = fit.covariance[which, which]
    statistic, df = fit.wald(which)
    return Response(
        lags=chosen,
        by_lag=tuple(fit.coefficients[which].tolist()),
        errors=tuple(np.sqrt(np.maximum(np.diag(part), 0.0)).tolist()),
        total=float(fit.coefficients[which].sum()),
        total_error=math.sqrt(max(float(part.sum()), 0.0)),
        p=chi2_tail(statistic, df),
        n=len(y) - chosen,
    )


def _design(series: list[Floats], lags: int, start: int) -> Floats:
    n = len(series[0])
    columns = [np.ones(n - start)]
    columns += [one[start - lag : n - lag] for one in series for lag in range(1, lags + 1)]
    return np.stack(columns, axis=1)


def _bic(series: list[Floats], lags: int, start: int) -> float:
    design, y = _design(series, lags, start), series[0][start:]
    residuals = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    n, k = design.shape
    noise = max(float(residuals @ residuals), 1e-12 * max(float(y @ y), 1e-300))
    return float(n * math.log(noise / n) + k * math.log(n))
