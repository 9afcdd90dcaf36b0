"""How surely a break is dated: Bai's interval."""

from __future__ import annotations

import math
from collections.abc import Callable

from dragoman.relations.joint import Floats

__all__ = ["bai_interval", "long_run_variance"]


def long_run_variance(residuals: Floats) -> float:
    """Variance of a sum of residuals, per value.

    That of independent values, unless the first autocorrelation lies beyond 2 / sqrt(n); then that
    of a first-order autoregression, variance * (1 + r) / (1 - r).
    """
    n = len(residuals)
    centred = residuals - residuals.mean()
    power = float(centred @ centred)
    if power <= 0:
        return 0.0
    r = float(centred[1:] @ centred[:-1]) / power
    if abs(r) <= 2.0 / math.sqrt(n):
        r = 0.0
    r = min(max(r, -0.9), 0.97)
    return power / n * (1.0 + r) / (1.0 - r)


def bai_interval(before: Floats, after: Floats, level: float) -> tuple[int, int]:
    """Return how many places before and after an estimated break the true one may lie.

    Parameters
    ----------
    before, after : array, the values of the two segments
    level : float, such as 0.95

    Returns
    -------
    back, ahead : int

    References
    ----------
    Bai, J. (1997): Estimation of a change point in multiple regression models. Review of Economics and
    Statistics 79 (4), 551-563, proposition 3 and appendix B, with a variance for each side.
    """
    shift = float(after.mean() - before.mean())
    first, second = long_run_variance(before), long_run_variance(after)
    if first <= 0 or second <= 0:  # a constant side lends nothing: use what the other knows
        first = second = max(first, second)
    if first <= 0 or shift == 0:
        return 0, 0
    phi = second / first
    scale = first / shift**2
    tail = (1.0 - level) / 2.0
    upper = _root(lambda x: _after(x, phi) - (1.0 - tail)) * scale
    lower = _root(lambda x: tail - _before(x, phi)) * scale
    return math.ceil(upper), math.ceil(lower)


def _before(x: float, phi: float) -> float:
    """Probability that the two-sided motion peaks further than x before the break."""
    ratio = 1.0 / phi
    near = -math.sqrt(x / (2.0 * math.pi)) * math.exp(-x / 8.0)
    far = ratio * (1.0 + ratio) * x / 2.0 + _log_normal(-(0.5 + ratio) * math.sqrt(x))
    weight = x / 2.0 - 2.0 + (phi + 2.0) ** 2 / (phi + 1.0)
    return (
        near
        - phi * (phi + 2.0) / (phi + 1.0) * math.exp(far)
        + weight * math.exp(_log_normal(-math.sqrt(x) / 2.0))
    )


def _after(x: float, phi: float) -> float:
    """Probability that it does not peak further than x after the break."""
    ratio = 1.0 / phi
    near = math.sqrt(ratio * x / (2.0 * math.pi)) * math.exp(-ratio * x / 8.0)
    far = (phi + 1.0) * x / 2.0 + _log_normal(-(phi + 0.5) / math.sqrt(phi) * math.sqrt(x))
    weight = (2.0 * phi + 1.0) ** 2 / ((phi + 1.0) * phi) - 2.0 + ratio * x / 2.0
    return (
        1.0
        + near
        + ratio * (2.0 * phi + 1.0) / (phi + 1.0) * math.exp(far)
        - weight * math.exp(_log_normal(-math.sqrt(ratio * x) / 2.0))
    )


def _log_normal(x: float) -> float:
    """Logarithm of the normal distribution function, also far in its lower tail."""
    if x > -30.0:
        return math.log(0.5 * math.erfc(-x / math.sqrt(2.0)))
    square = 1.0 / (x * x)
    return -0.5 * x * x - math.log(-x * math.sqrt(2.0 * math.pi)) + math.log1p(-square + 3.0 * square**2)


def _root(rising: Callable[[float], float]) -> float:
    low, high = 0.0, 1.0
    if rising(0.0) >= 0:  # all of the tail lies on the other side
        return 0.0
    while rising(high) < 0 and high < 1e9:
        low, high = high, high * 2.0
    for _ in range(80):
        middle = (low + high) / 2.0
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return high
