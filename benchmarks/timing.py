"""How a pass is timed."""

from __future__ import annotations

import gc
import resource
import statistics
import sys
from collections.abc import Callable
from time import perf_counter

__all__ = ["PASSES", "median_of", "peak_mb", "seconds_of"]

PASSES = 5


def seconds_of(work: Callable[[], object], *, before: Callable[[], object] | None = None) -> float:
    """Time one call; ``before`` runs outside of the time."""
    if before is not None:
        before()
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def median_of(work: Callable[[], object], *, before: Callable[[], object] | None = None) -> float:
    """Return the median time of `PASSES` calls."""
    return statistics.median(seconds_of(work, before=before) for _ in range(PASSES))


def peak_mb() -> float:
    """Return the largest resident memory that this process had so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
