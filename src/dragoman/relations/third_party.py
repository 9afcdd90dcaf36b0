"""How one dyad moves around what happens between others."""

from __future__ import annotations

from numpy.typing import ArrayLike

from dragoman.relations.answers import Response, answer
from dragoman.relations.known import known_series

__all__ = ["third_party"]


def third_party(
    done: ArrayLike,
    third: ArrayLike,
    *,
    received: ArrayLike | None = None,
    lags: int | None = None,
    most: int = 6,
) -> Response:
    r"""Regress what a state does on what went on in another dyad before, given its own dyad's past.

    .. math:: y_t = c + \sum_{l=1}^{p} \phi_l y_{t-l} + \sum_{l=1}^{p} \beta_l x_{t-l}
        + \sum_{l=1}^{p} \gamma_l z_{t-l} + e_t

    with y done, x received (if given) and z the third; the answer is about gamma.

    Parameters
    ----------
    done : array (n,), what the state did towards its partner, by period
    third : array (n,), what happened in the other dyad
    received : array (n,), optional
        What the partner did towards the state; with it the response is beyond reciprocity.
    lags : int, optional
        p; by default the number from 1 to `most` with the least BIC on the same periods.
    most : int

    Returns
    -------
    dragoman.relations.answers.Response
        `by_lag` are the gammas, `total` their sum, `p` that all of them are 0.

    Notes
    -----
    Errors by Newey and West.  For events rather than a series take
    `dragoman.relations.event_study.event_study`: how the dyad moved around the other dyad's events.

    References
    ----------
    Goldstein, J. S., and J. R. Freeman (1990): Three-Way Street. University of Chicago Press, chapter 3,
    for triangles; Goldstein, J. S., and J. C. Pevehouse (1997): Reciprocity, bullying, and international
    cooperation. American Political Science Review 91 (3), 515-529, for third parties in a dyad's equation.

    Examples
    --------
    >>> import numpy as np
    >>> dice = np.random.default_rng(1)
    >>> other = dice.normal(size=200)
    >>> done = 0.8 * np.roll(other, 1) + dice.normal(size=200)
    >>> found = third_party(done, other)
    >>> found.lags, round(found.total, 1), found.p < 0.001
    (1, 0.8, True)
    """
    y, z = known_series(done, name="done"), known_series(third, name="third")
    if received is None:
        return answer([y, z], ["done", "third"], lags=lags, most=most)
    x = known_series(received, name="received")
    return answer([y, x, z], ["done", "received", "third"], lags=lags, most=most)
