"""Structural balance, against published values and against plain enumeration."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl
import pytest

from dragoman.model.errors import InputError
from dragoman.relations.balance import (
    Chance,
    SignedNetwork,
    Triads,
    against_chance,
    balances,
    frustration,
    triads,
    walk_balance,
)
from dragoman.relations.shuffles import shuffled


def _random(n: int, seed: int, density: float = 0.6) -> SignedNetwork:
    dice = np.random.default_rng(seed)
    signs = np.triu(np.where(dice.random((n, n)) < density, dice.choice([-1.0, 1.0], (n, n)), 0.0), 1)
    return SignedNetwork(tuple(range(n)), signs + signs.T)


def _cost(network: SignedNetwork, camps: tuple[int, ...]) -> int:
    pairs = combinations(range(len(camps)), 2)
    return sum(
        (network.signs[i, j] > 0 and camps[i] != camps[j])
        or (network.signs[i, j] < 0 and camps[i] == camps[j])
        for i, j in pairs
    )


@pytest.fixture(scope="module")
def tribes(shared: Path) -> SignedNetwork:
    """Read's Highland tribes."""
    return SignedNetwork.of(pl.read_csv(shared / "reference" / "signnet_tribes.csv"))


@pytest.mark.reference
def test_highland_tribes(tribes: SignedNetwork) -> None:
    """Values that signnet publishes for the Highland tribes."""
    assert triads(tribes) == Triads(19, 2, 40, 7)
    assert triads(tribes).share_balanced() == pytest.approx(0.8676471, abs=5e-8)
    assert walk_balance(tribes) == pytest.approx(0.3575761, abs=5e-8)
    found = frustration(tribes)
    assert found.exact
    assert found.upper == 7
    assert found.score == pytest.approx(0.7586207, abs=5e-8)
    assert _cost(tribes, tuple(found.groups[name] for name in tribes.names)) == 7


@pytest.mark.reference
def test_tribes_in_three_camps(tribes: SignedNetwork) -> None:
    """Three camps leave two contradictions (Doreian and Mrvar 1996), against seven with two."""
    found = frustration(tribes, definition="generalised")
    assert (found.lower, found.upper) == (2, 2)
    assert len(set(found.groups.values())) == 3


@pytest.mark.reference
def test_cow_list(shared: Path) -> None:
    """Triads of all 51 networks of states 1946-1999, recomputed by another program."""
    folder = shared / "reference"
    expected = pl.read_csv(folder / "signnet_cowList_triads.csv").sort("net")
    ties = pl.read_csv(folder / "signnet_cowList_edges.csv")
    assert expected["net"].n_unique() == 51
    for row in expected.iter_rows(named=True):
        counts = triads(SignedNetwork.of(ties.filter(pl.col("net") == row["net"])))
        assert counts == Triads(row["ppp"], row["ppn"], row["pnn"], row["nnn"])
        assert counts.share_balanced() == pytest.approx(row["frac_balanced"], abs=5.1e-5)
    some = expected[::17]
    found = balances(ties.filter(pl.col("net").is_in(some["net"].implode())), period="net", budget=0)
    for ours, theirs in (("nodes", "n"), ("ties", "m"), ("negative", "neg"), ("ppn", "ppn")):
        assert found[ours].to_list() == some[theirs].to_list()
    assert (found["lower"] <= found["upper"]).all()


@pytest.mark.parametrize("seed", range(12))
def test_frustration_is_the_least(seed: int) -> None:
    """Enumerating all divisions of eight nodes finds nothing better, and the count is that of the camps."""
    network = _random(8, seed)
    found = frustration(network)
    assert found.exact
    assert found.upper == min(_cost(network, camps) for camps in product((0, 1), repeat=8))
    assert _cost(network, tuple(found.groups[k] for k in range(8))) == found.upper


@pytest.mark.parametrize("seed", range(4))
def test_generalised_frustration_is_the_least(seed: int) -> None:
    """The same with any number of camps, for six nodes."""
    network = _random(6, seed, density=0.9)
    found = frustration(network, definition="generalised")
    assert found.exact
    assert found.upper == min(_cost(network, camps) for camps in product(range(6), repeat=6))


@pytest.mark.parametrize("definition", ["strict", "generalised"])
def test_a_spent_budget_leaves_a_gap(definition: Literal["strict", "generalised"]) -> None:
    """Without steps the bounds enclose what the whole search finds."""
    network = _random(16, 5)
    rough, exact = (
        frustration(network, definition=definition, budget=0),
        frustration(network, definition=definition),
    )
    assert exact.exact
    assert not rough.exact
    assert rough.lower <= exact.upper <= rough.upper
    assert rough.gap == rough.upper - rough.lower


def test_balanced_network() -> None:
    """Two camps, friends within and enemies between: balanced by every measure."""
    camp = np.array([0, 0, 0, 1, 1, 1])
    signs = np.where(camp[:, None] == camp[None, :], 1.0, -1.0) - np.eye(6)
    network = SignedNetwork(tuple(range(6)), signs)
    assert triads(network).share_balanced() == 1.0
    assert walk_balance(network) == pytest.approx(1.0)
    assert frustration(network).upper == 0
    assert [frustration(network).groups[k] for k in range(6)] == camp.tolist()


def test_three_enemies() -> None:
    """Three enemies are unbalanced by the strict definition, and balanced by the generalised one."""
    network = SignedNetwork((1, 2, 3), np.eye(3) - 1.0)
    assert triads(network).share_balanced() == 0.0
    assert triads(network).share_balanced(definition="generalised") == 1.0
    assert frustration(network).upper == 1
    assert frustration(network, definition="generalised").upper == 0


def test_shuffles_keep_what_they_say() -> None:
    """Shuffled signs keep the ties; swapped ties keep everybody's number of friends and of enemies."""
    network = _random(15, 2)
    dice = np.random.default_rng(1)
    signs = shuffled(network, dice, keep="ties").signs
    assert (np.abs(signs) == np.abs(network.signs)).all()
    assert signs.sum() == network.signs.sum()
    swapped = shuffled(network, dice, keep="degrees")
    assert (swapped.positive.sum(axis=0) == network.positive.sum(axis=0)).all()
    assert (swapped.negative.sum(axis=0) == network.negative.sum(axis=0)).all()
    assert not (swapped.signs == network.signs).all()


@pytest.mark.reference
def test_tribes_against_chance(tribes: SignedNetwork) -> None:
    """The tribes are more balanced than either null model, the same in every run."""
    for keep in ("ties", "degrees"):
        first, second = (
            against_chance(tribes, lambda n: triads(n).share_balanced(), keep=keep, draws=100)  # type: ignore[arg-type]
            for _ in range(2)
        )
        assert (first.draws == second.draws).all()
        assert first.p == pytest.approx(2 / 101)
        assert first.z > 4


def test_people_get_told() -> None:
    """Ties that cannot be used are refused with the reason."""
    with pytest.raises(InputError, match="lack sign"):
        SignedNetwork.of(pl.DataFrame({"a": [1], "b": [2]}))
    with pytest.raises(InputError, match="tied to itself"):
        SignedNetwork.of(pl.DataFrame({"a": [1], "b": [1], "sign": [1]}))
    with pytest.raises(InputError, match="two signs"):
        SignedNetwork.of(pl.DataFrame({"a": [1, 2], "b": [2, 1], "sign": [1, -1]}))
    assert np.isnan(triads(_random(4, 1, density=0.0)).share_balanced())


def test_chance_of_what_is_not_defined() -> None:
    """A chain has no triangle: its share of balanced ones is NaN, and so are the p value and the mean."""
    chain = SignedNetwork.of(pl.DataFrame({"a": [1, 2, 3], "b": [2, 3, 4], "sign": [1, -1, 1]}))
    found = against_chance(chain, lambda n: triads(n).share_balanced(), keep="ties", draws=20)
    assert np.isnan([found.observed, found.mean, found.z, found.p]).all()


def test_chance_leaves_undefined_draws_out() -> None:
    """Of four draws one is NaN; with 1 observed beside 0, 0, 1 the p value is 2 (1 + 1) / (1 + 3)."""
    found = Chance(1.0, np.array([0.0, np.nan, 0.0, 1.0]))
    assert found.mean == pytest.approx(1 / 3)
    assert found.p == 1.0
    assert Chance(2.0, found.draws).p == 2 * (1 + 0) / (1 + 3)
