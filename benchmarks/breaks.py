"""How often change points are found in sparse, autocorrelated series with and without a break.

Usage: python -m benchmarks.breaks [--series N]
"""

from __future__ import annotations

import argparse
from itertools import product
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from dragoman.relations.phases import change_points

LENGTHS = (60, 120, 240)
INERTIA = (0.0, 0.3, 0.5, 0.7, 0.8)


def sparse(
    seed: int, n: int, inertia: float, mean: float, factors: NDArray[np.float64] | None = None
) -> NDArray[np.int64]:
    """Draw counts whose log intensity is an autoregression with standard deviation .8.

    Parameters
    ----------
    seed, n : int
    inertia : float, autocorrelation of the log intensity
    mean : float, events a period
    factors : array (n,), optional, multiplies the intensity
    """
    dice = np.random.default_rng(seed)
    shocks = dice.normal(size=n)
    latent = np.empty(n)
    latent[0] = shocks[0]
    for t in range(1, n):
        latent[t] = inertia * latent[t - 1] + np.sqrt(1.0 - inertia**2) * shocks[t]
    rate = mean * np.exp(0.8 * latent - 0.32)
    return dice.poisson(rate if factors is None else rate * factors)


def shift(n: int, factor: float) -> NDArray[np.float64]:
    """Multiply the second half."""
    return np.where(np.arange(n) < n // 2, 1.0, factor)


def episode(n: int, factor: float) -> NDArray[np.float64]:
    """Multiply the third sixth and the fourth one."""
    at = np.arange(n)
    return np.where((at >= n // 3) & (at < 2 * n // 3), factor, 1.0)


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=500, help="series without a break")
    options = parser.parse_args()
    cases = list(product(LENGTHS, INERTIA))
    began, found = perf_counter(), {case: [0, 0] for case in cases}
    for k in range(options.series):
        n, inertia = cases[k % len(cases)]
        found[n, inertia][0] += bool(change_points(sparse(k, n, inertia, 0.5), cost="poisson").breaks)
        found[n, inertia][1] += 1
    total = sum(hits for hits, _ in found.values())
    print(f"no break planted: {total} of {options.series} report one ({total / options.series:.1%})")
    for (n, inertia), (hits, of) in found.items():
        print(f"  n {n:4} inertia {inertia}: {hits} of {of}")
    for name, plan in (("shift", shift), ("episode", episode)):
        for n, factor in product(LENGTHS, (3.0, 5.0)):
            runs = [change_points(sparse(k, n, 0.5, 0.5, plan(n, factor)), cost="poisson") for k in range(40)]
            print(f"{name} by {factor:.0f}, n {n:4}: found in {np.mean([bool(r.breaks) for r in runs]):.0%}")
    print(f"{perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
