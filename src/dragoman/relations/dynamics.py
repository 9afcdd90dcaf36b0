"""Who answers whom, and what changed around an event."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dragoman.model.errors import InputError
from dragoman.relations.joint import Floats
from dragoman.relations.regression import chi2_tail, newey_west, normal_tail

__all__ = ["Around", "Response", "around", "reciprocity"]


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


@dataclass(frozen=True, slots=True)
class Around:
    """A series before and after a date.

    Attributes
    ----------
    before, after : float
        Means of the windows.
    placebos : array (n_placebos,)
        The change at every other date whose windows lie clear of the event's.
    p : float
        Share of dates, the event's own included, that changed at least as much in either direction.
    """

    before: float
    after: float
    placebos: Floats
    p: float

    @property
    def change(self) -> float:
        """After minus before."""
        return self.after - self.before


def reciprocity(done: ArrayLike, received: ArrayLike, *, lags: int | None = None, most: int = 6) -> Response:
    r"""Regress what a state does on what it received before, given what it did before.

    .. math:: y_t = c + \sum_{l=1}^{p} \phi_l y_{t-l} + \sum_{l=1}^{p} \beta_l x_{t-l} + e_t

    Parameters
    ----------
    done : array (n,), what the state did towards the other, by period
    received : array (n,), what the other did towards it
    lags : int, optional
        p; by default the number from 1 to `most` with the least BIC on the same periods.
    most : int

    Returns
    -------
    Response

    Raises
    ------
    InputError
        If the series differ in length, hold unknown values, or are too short.

    Notes
    -----
    It says who moved first, not why: a third state may move both.

    References
    ----------
    Goldstein, J. S., and J. R. Freeman (1990): Three-Way Street. University of Chicago Press; Granger,
    C. W. J. (1969): Econometrica 37 (3), 424-438, for the test; errors by Newey and West (1987).
    """
    y, x = _series(done), _series(received)
    if len(y) != len(x):
        raise InputError(f"The series have {len(y)} and {len(x)} periods; give both for the same periods.")
    longest = most if lags is None else lags
    if longest < 1 or len(y) < 3 * longest + 10:
        raise InputError(
            f"{len(y)} periods are too few for {longest} lags, which need {3 * max(longest, 1) + 10}; "
            "take a longer series or fewer lags, at least 1."
        )
    chosen = lags
    if chosen is None:
        chosen = min(range(1, most + 1), key=lambda p: (_bic(y, x, p, most), p))
    fit = newey_west(y[chosen:], _design(y, x, chosen, chosen))
    which = slice(1 + chosen, 1 + 2 * chosen)
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


def around(values: ArrayLike, at: int, *, before: int, after: int, gap: int = 0) -> Around:
    """Compare a series before and after an event with the same comparison at all other dates.

    Parameters
    ----------
    values : array (n,), equally spaced
    at : int
        Index of the event's period, which belongs to neither window.
    before, after : int
        Lengths of the windows.
    gap : int
        Periods left out on each side of the event, for what was foreseen or slow.

    Returns
    -------
    Around

    Raises
    ------
    InputError
        If the windows do not fit, or fewer than 10 placebo dates do.

    References
    ----------
    Fisher, R. A. (1935): The Design of Experiments, for ranking what is seen among what might have been;
    Abadie, A., A. Diamond and J. Hainmueller (2010): Journal of the American Statistical Association 105,
    493-505, for placebos.
    """
    series = _series(values)
    n = len(series)
    if before < 1 or after < 1 or gap < 0:
        raise InputError("before and after must be at least 1, gap at least 0.")
    if not before + gap <= at < n - after - gap:
        raise InputError(
            f"The windows do not fit: the event is period {at} of {n}, and {before} before and {after} after "
            f"it with a gap of {gap} are asked for. Take shorter windows."
        )
    dates = np.arange(before + gap, n - after - gap)
    sums = np.concatenate([[0.0], np.cumsum(series)])
    first = (sums[dates - gap] - sums[dates - gap - before]) / before
    second = (sums[dates + gap + after + 1] - sums[dates + gap + 1]) / after
    change = second - first
    mine = int(np.flatnonzero(dates == at)[0])
    placebos = change[np.abs(dates - at) > before + after + 2 * gap]
    if len(placebos) < 10:
        raise InputError(
            f"Only {len(placebos)} other dates lie clear of the event's windows; at least 10 are needed to "
            "judge a change. Take shorter windows or a longer series."
        )
    scale = 1e-9 * max(1.0, float(np.abs(change).max()))
    as_large = int((np.abs(placebos) >= abs(float(change[mine])) - scale).sum())
    return Around(float(first[mine]), float(second[mine]), placebos, (1 + as_large) / (1 + len(placebos)))


def _design(y: Floats, x: Floats, lags: int, start: int) -> Floats:
    """Return a constant, the own lags and the other's lags, for periods from `start` on."""
    n = len(y)
    columns = [np.ones(n - start)]
    columns += [series[start - lag : n - lag] for series in (y, x) for lag in range(1, lags + 1)]
    return np.stack(columns, axis=1)


def _bic(y: Floats, x: Floats, lags: int, start: int) -> float:
    design = _design(y, x, lags, start)
    residuals = y[start:] - design @ np.linalg.lstsq(design, y[start:], rcond=None)[0]
    n, k = design.shape
    noise = max(float(residuals @ residuals), 1e-12 * max(float(y @ y), 1e-300))
    return float(n * math.log(noise / n) + k * math.log(n))


def _series(values: ArrayLike) -> Floats:
    series = np.asarray(values, dtype=np.float64)
    if series.ndim != 1 or not np.isfinite(series).all():
        raise InputError(
            "A series is one list of known numbers; cut it to its coverage, for a gap is not zero."
        )
    return series
