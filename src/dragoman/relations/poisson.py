"""The exact interval of a Poisson count (Garwood 1936), without a statistics library."""

from __future__ import annotations

import math
from functools import lru_cache

__all__ = ["poisson_interval"]

_STEPS = 200
_TINY = 1e-300


def _upper_gamma(a: float, x: float) -> float:
    """Return the regularised upper incomplete gamma function Q(a, x), for ``a > 0``."""
    if x <= 0:
        return 1.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        n = a
        while True:
            n += 1
            term *= x / n
            total += term
            if term < total * 1e-16:
                return 1 - front * total
    # Continued fraction by the method of Lentz.
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    h, i = d, 0
    while True:
        i += 1
        an = -i * (i - a)
        b += 2
        d = 1 / ((an * d + b) or _TINY)
        c = (b + an / c) or _TINY
        h *= d * c
        if abs(d * c - 1) < 1e-15:
            return front * h


def _solve(a: float, target: float) -> float:
    """Return x with Q(a, x) = target, which falls in x."""
    low, high = 0.0, a + 10 * math.sqrt(a) + 40
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if _upper_gamma(a, middle) > target:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@lru_cache(maxsize=65_536)
def poisson_interval(count: int, level: float = 0.95) -> tuple[float, float]:
    """Return the exact two-sided interval of the mean behind a count.

    Parameters
    ----------
    count : int
    level : float, default 0.95

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.

    Examples
    --------
    >>> [round(edge, 3) for edge in poisson_interval(10)]
    [4.795, 18.39]
    """
    alpha = (1 - level) / 2
    low = 0.0 if count == 0 else _solve(count, 1 - alpha)
    return low, _solve(count + 1, alpha)
