"""Change points, against published breaks, plain enumeration and planted series."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from benchmarks.breaks import shift
from benchmarks.sparse import CHOOSE, TEST, log_normal

from dragoman.model.errors import InputError
from dragoman.relations.breaktest import block_length, inertia, variance_lost
from dragoman.relations.phases import change_points
from dragoman.relations.segmentation import Cost, best_splits, segment_costs

# Annual flow of the Nile at Aswan 1871-1970, 10^8 cubic metres (Cobb 1978; public domain).
NILE = [
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768,
    845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010,
    771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918,
    986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
]  # fmt: skip


@pytest.mark.parametrize("penalty", ["permutation", "bic", "mbic"])
def test_nile(penalty: str) -> None:
    """One break after 28 values (1898), 95 % interval 25 to 32 (strucchange), by every penalty."""
    found = change_points(NILE, penalty=penalty)  # type: ignore[arg-type]
    assert [(b.at, b.low, b.high) for b in found.breaks] == [(28, 25, 32)]
    assert found.levels == pytest.approx((np.mean(NILE[:28]), np.mean(NILE[28:])))


def test_nile_is_the_shipped_series() -> None:
    """The series is the one that statsmodels ships."""
    shipped = pytest.importorskip("statsmodels.datasets.nile")
    assert shipped.load_pandas().data["volume"].tolist() == NILE


@pytest.mark.parametrize("cost", ["mean", "poisson"])
def test_divisions_are_the_best(cost: Cost) -> None:
    """Enumerating all divisions of twelve values into one to four phases finds nothing cheaper."""
    values = np.random.default_rng(4).poisson(3, 12).astype(float)
    costs = segment_costs(values, cost, 2)
    for k, (price, breaks) in enumerate(best_splits(costs, 3)):
        ways = [[0, *cut, 12] for cut in combinations(range(1, 12), k)]
        assert price == pytest.approx(min(sum(costs[a, b] for a, b in pairwise(way)) for way in ways))
        assert price == pytest.approx(sum(costs[a, b] for a, b in pairwise([0, *breaks, 12])))


@pytest.mark.parametrize("kind", [*CHOOSE, *TEST])
def test_false_breaks_are_rare(kind: str) -> None:
    """Of 60 sparse series without a break, of each kind, few report one (500 of each in the benchmark)."""
    draw = {**CHOOSE, **TEST}[kind]
    hits = sum(
        bool(
            change_points(
                draw(np.random.default_rng((5, k)), (60, 120)[k % 2], (0.0, 0.5, 0.7)[k % 3], 0.5),
                cost="poisson",
                draws=199,
            ).breaks
        )
        for k in range(60)
    )
    # 3 expected; more than 7 has a probability below 2 %.
    assert hits <= 7


@pytest.mark.parametrize("kind", [*CHOOSE, *TEST])
def test_kinds_have_their_mean(kind: str) -> None:
    """Long series of every kind have the mean that was asked for, and twice it where the factor is two."""
    draw = {**CHOOSE, **TEST}[kind]
    plain = draw(np.random.default_rng(1), 12_000, 0.5, 0.5)
    double = draw(np.random.default_rng(2), 12_000, 0.5, 0.5, np.full(12_000, 2.0))
    assert plain.mean() == pytest.approx(0.5, rel=0.1)
    assert double.mean() == pytest.approx(1.0, rel=0.1)


def test_planted_shift_is_found() -> None:
    """Of 20 such series that grow fivefold half-way most report it, near the middle."""
    runs = [
        change_points(
            log_normal(np.random.default_rng(k), 240, 0.5, 0.5, shift(240, 5.0)), cost="poisson", draws=199
        )
        for k in range(20)
    ]
    hits = [run.breaks[0].at for run in runs if run.breaks]
    assert len(hits) >= 16
    assert np.median(np.abs(np.array(hits) - 120)) <= 8


def test_several_breaks() -> None:
    """Three planted phases are found as two breaks, their intervals around them."""
    dice = np.random.default_rng(3)
    values = np.concatenate([dice.normal(m, 1.0, 60) for m in (0.0, 3.0, -1.0)])
    for cost in ("mean", "rank"):
        found = change_points(values, cost=cost)  # type: ignore[arg-type]
        assert len(found.breaks) == 2
        for planted, hit in zip((60, 120), found.breaks, strict=True):
            assert abs(hit.at - planted) <= 2
            assert hit.low <= planted <= hit.high


def test_one_outlier_is_no_phase() -> None:
    """A single war-like value moves the mean, and the ranks report nothing."""
    values = np.random.default_rng(8).normal(0, 1, 80)
    values[50] = 60.0
    assert change_points(values, cost="rank").breaks == ()


@pytest.mark.parametrize("values", [[], [1.0], [2.0] * 30, [0, 0, 1, 0]])
def test_nothing_to_find(values: list[float]) -> None:
    """Short and constant series have no break, whatever the penalty."""
    for penalty in ("permutation", "bic", "mbic"):
        assert change_points(values, penalty=penalty).breaks == ()  # type: ignore[arg-type]


def test_same_series_same_phases() -> None:
    """The permutations start from a fixed seed."""
    assert change_points(NILE) == change_points(NILE)


def test_inertia_asks_for_longer_blocks() -> None:
    """Blocks of an autoregression with .97 are longer than those of noise."""
    dice = np.random.default_rng(2)
    noise = dice.normal(size=200)
    inert = np.array([sum(0.97**j * noise[t - j] for j in range(t + 1)) for t in range(200)])
    assert block_length(inert) > block_length(noise)


def test_what_blocks_lose() -> None:
    """The variance of sums of AR(1) against that of its blocks, by adding up autocovariances rho^|k|."""
    rho, block = 0.6, 7
    within = sum(rho ** abs(a - b) for a in range(block) for b in range(block)) / block
    assert variance_lost(rho, block) == pytest.approx((1 + rho) / (1 - rho) / within)
    assert variance_lost(-0.4, block) == 1.0


def test_inertia_is_found_without_its_bias() -> None:
    """Over 400 autoregressions of 60 values about three means, the mean estimate is .5 to .04."""
    dice = np.random.default_rng(11)
    found = []
    for _ in range(400):
        noise = dice.normal(size=160)
        values = np.zeros(160)
        for t in range(1, 160):
            values[t] = 0.5 * values[t - 1] + noise[t]
        parts = values[100:].reshape(3, 20)
        found.append(inertia((parts - parts.mean(axis=1, keepdims=True)).ravel(), 3))
    assert np.mean(found) == pytest.approx(0.5, abs=0.04)


def test_people_get_told() -> None:
    """What is no series of known values is refused."""
    with pytest.raises(InputError, match="gap is not zero"):
        change_points([1.0, float("nan")])
    with pytest.raises(InputError, match="cannot be negative"):
        change_points([1, -1, 2], cost="poisson")
    with pytest.raises(InputError, match="penalty='aic'"):
        change_points([1, 2, 3], penalty="aic")  # type: ignore[arg-type]
