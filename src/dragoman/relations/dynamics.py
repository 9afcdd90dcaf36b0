"""Who answers whom, and what changed around an event."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dragoman.model.errors import InputError
from dragoman.relations.answers import Response, answer
from dragoman.relations.joint import Floats
from dragoman.relations.known import known_series

__all__ = ["Around", "Response", "around", "reciprocity"]


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
        If the series differ in length, hold unknown values, are too short, or one never varies.

    Notes
    -----
    It says who moved first, not why: a third state may move both.

    References
    ----------
    Goldstein, J. S., and J. R. Freeman (1990): Three-Way Street. University of Chicago Press; Granger,
    C. W. J. (1969): Econometrica 37 (3), 424-438, for the test; errors by Newey and West (1987).
    """
    y, x = known_series(done, name="done"), known_series(received, name="received")
    return answer([y, x], ["done", "received"], lags=lags, most=most)


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
    series = known_series(values)
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
