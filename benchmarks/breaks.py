"""How often change points are found in sparse, autocorrelated series with and without a break.

Usage: python -m benchmarks.breaks [--series N] [--power N]

The length of blocks was chosen by series of one kind (log-normal intensity) with seeds of their own; here
other seeds of that kind, and four other kinds, test it.  The oracle knows the generator: it takes the same
statistic and rejects above the 95th percentile of 400 series without a break, drawn at the same mean level.
"""

from __future__ import annotations

import argparse
from itertools import product
from time import process_time

import numpy as np
from numpy.typing import NDArray

from benchmarks.sparse import CHOOSE, TEST, Counts
from dragoman.relations.breaktest import gains
from dragoman.relations.phases import change_points

LENGTHS = (60, 120, 240)
INERTIA = (0.0, 0.3, 0.5, 0.7, 0.8)
MEANS = (0.3, 0.5, 1.0)
_SEED = 2024


def shift(n: int, factor: float) -> NDArray[np.float64]:
    """Multiply the second half."""
    return np.where(np.arange(n) < n // 2, 1.0, factor)


def episode(n: int, factor: float) -> NDArray[np.float64]:
    """Multiply the third sixth and the fourth one."""
    at = np.arange(n)
    return np.where((at >= n // 3) & (at < 2 * n // 3), factor, 1.0)


def false_breaks(series: int) -> None:
    """Print for every kind how many series without a break report one."""
    cases = list(product(LENGTHS, INERTIA, MEANS))
    for name, draw in {**CHOOSE, **TEST}.items():
        hits = np.zeros(series)
        for k in range(series):
            n, inertia, mean = cases[k % len(cases)]
            counts = draw(np.random.default_rng((_SEED, k)), n, inertia, mean)
            hits[k] = bool(change_points(counts, cost="poisson").breaks)
        parts = []
        for which, label, values in ((0, "n", LENGTHS), (1, "inertia", INERTIA)):
            for value in values:
                chosen = np.array([cases[k % len(cases)][which] == value for k in range(series)])
                parts.append(f"{label} {value}: {hits[chosen].mean():.1%}")
        print(f"{name}: {int(hits.sum())} of {series} ({hits.mean():.1%}); {', '.join(parts)}", flush=True)


def power(series: int) -> None:
    """Print how often a planted break is found, beside an oracle."""
    kinds = {**CHOOSE, "negative binomial INGARCH": TEST["negative binomial INGARCH"]}
    for name, draw in kinds.items():
        for (plan, label), n, factor in product(
            ((shift, "shift"), (episode, "episode")), LENGTHS, (2.0, 3.0, 5.0)
        ):
            factors = plan(n, factor)
            made = [draw(np.random.default_rng((_SEED + 1, k)), n, 0.5, 0.5, factors) for k in range(series)]
            found = np.mean([bool(change_points(one, cost="poisson").breaks) for one in made])
            level = 0.5 * float(factors.mean())
            still = [draw(np.random.default_rng((_SEED + 2, k)), n, 0.5, level) for k in range(400)]
            edge = np.quantile(_statistic(still, label), 0.95)
            best = float((_statistic(made, label) > edge).mean())
            print(f"{name}, {label} by {factor:.0f}, n {n}: {found:.0%}, oracle {best:.0%}", flush=True)


def _statistic(made: list[Counts], label: str) -> NDArray[np.float64]:
    both = gains(np.stack(made).astype(np.float64), "poisson", max(3, len(made[0]) // 20))
    return both[0] if label == "shift" else both[1]


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=500, help="series without a break, of each kind")
    parser.add_argument("--power", type=int, default=100, help="series with a planted break, of each case")
    options = parser.parse_args()
    began = process_time()
    if options.series:
        false_breaks(options.series)
    if options.power:
        power(options.power)
    print(f"{process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main()
