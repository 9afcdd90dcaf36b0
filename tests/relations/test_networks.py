"""Communities and brokers, against published divisions, plain enumeration and counts by hand."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from dragoman.model.errors import InputError
from dragoman.relations.balance import balances
from dragoman.relations.brokers import between, brokers
from dragoman.relations.communities import communities, communities_over_time
from dragoman.relations.signed import SignedNetwork


def network(ties: str) -> SignedNetwork:
    """Build a network from words such as "a+b" and "b-c"."""
    rows = [(tie[0], tie[2], 1 if tie[1] == "+" else -1) for tie in ties.split()]
    return SignedNetwork.of(pl.DataFrame(rows, schema=["a", "b", "sign"], orient="row"))


def drawn(seed: int, n: int) -> SignedNetwork:
    """Draw a network of n nodes in which every node has a tie."""
    dice = np.random.default_rng(seed)
    pairs = [(i, j) for i, j in combinations(range(n), 2) if j == i + 1 or dice.random() < 0.4]
    rows = [(i, j, int(dice.choice([-1, 1, 1]))) for i, j in pairs]
    return SignedNetwork.of(pl.DataFrame(rows, schema=["a", "b", "sign"], orient="row"))


def modularity(held: SignedNetwork, camps: tuple[int, ...]) -> float:
    """Gómez, Jensen and Arenas (2009), equation 17, by its sums."""
    plus, minus = held.positive, held.negative
    total = 0.0
    for i, j in product(range(len(camps)), repeat=2):
        if camps[i] == camps[j]:
            total += held.signs[i, j]
            for part, turn in ((plus, -1), (minus, 1)):
                if part.sum():
                    total += turn * part[i].sum() * part[j].sum() / part.sum()
    return total / np.abs(held.signs).sum()


@pytest.mark.reference
def test_highland_tribes_are_three_alliances(shared: Path) -> None:
    """The division in three that Read (1954) saw and Doreian and Mrvar (1996) found."""
    held = SignedNetwork.of(pl.read_csv(shared / "reference" / "signnet_tribes.csv"))
    found = {frozenset(members) for members in communities(held).members}
    assert found == {
        frozenset({"Gavev", "Kotun", "Gama", "Nagad"}),
        frozenset({"Nagam", "Seuve", "Uheto", "Notoh", "Kohik"}),
        frozenset({"Gahuk", "Ove", "Masil", "Ukudz", "Alika", "Geham", "Asaro"}),
    }


@pytest.mark.parametrize("seed", range(12))
def test_no_division_of_a_small_network_is_better(seed: int) -> None:
    """Enumerating all divisions of seven nodes finds no higher modularity."""
    held = drawn(seed, 7)
    ways = (way for way in product(range(4), repeat=7) if len(set(way)) == max(way) + 1 and way[0] == 0)
    best = max(modularity(held, way) for way in ways)
    found = communities(held)
    assert found.modularity == pytest.approx(best, abs=1e-9)
    assert modularity(held, tuple(found.groups.values())) == pytest.approx(found.modularity)


def test_communities_keep_their_number() -> None:
    """A camp that loses one member and a camp that stays keep their numbers; a new one gets a new number."""
    first = "a+b b+c a+c x+y c-x b-y"
    second = "a+b x+y y+z x+z b-x u+v u-x v-a"
    rows = [
        (year, tie[0], tie[2], 1 if tie[1] == "+" else -1)
        for year, ties in ((1990, first), (1991, second))
        for tie in ties.split()
    ]
    found = communities_over_time(pl.DataFrame(rows, schema=["year", "a", "b", "sign"], orient="row"))
    camp = {(year, node): number for year, node, number, _ in found.iter_rows()}
    assert camp[1990, "a"] == camp[1991, "a"] == camp[1991, "b"]
    assert camp[1990, "x"] == camp[1991, "x"] == camp[1991, "z"]
    assert camp[1991, "u"] not in {camp[1990, "a"], camp[1990, "x"]}


def test_a_bridge_is_unsure() -> None:
    """A node tied alike to two triangles ends up in either, and `together` says so; its triangle is sure."""
    held = network("a+b b+c a+c x+y y+z x+z m+a m+x")
    found = communities(held, starts=60)
    at = {name: k for k, name in enumerate(held.names)}
    assert 0 < found.together[at["m"], at["a"]] < 1
    assert found.together[at["a"], at["b"]] == 1


def paths_through(held: SignedNetwork, node: int) -> float:
    """Betweenness by listing all shortest paths."""
    n, plus = len(held.names), held.positive
    total = 0.0
    for s, t in combinations([k for k in range(n) if k != node], 2):
        front, found = [[s]], []
        while front and not found:
            front = [[*p, k] for p in front for k in range(n) if plus[p[-1], k] and k not in p]
            found = [p for p in front if p[-1] == t]
        if found:
            total += sum(node in p for p in found) / len(found)
    return 2 * total / ((n - 1) * (n - 2))


@pytest.mark.parametrize("seed", range(6))
def test_betweenness_is_the_share_of_paths(seed: int) -> None:
    """Listing all shortest paths of a network of seven gives the same betweenness."""
    held = drawn(seed, 7)
    found = dict(brokers(held).select("node", "betweenness").iter_rows())
    for k, name in enumerate(held.names):
        assert found[name] == pytest.approx(paths_through(held, k))


def test_star_and_chain_by_hand() -> None:
    """The centre of a star lies on all paths; its constraint is 4 (1/4)^2, a leaf's is 1 (by hand)."""
    star = {row["node"]: row for row in brokers(network("m+a m+b m+c m+d")).iter_rows(named=True)}
    assert (star["m"]["betweenness"], star["a"]["betweenness"]) == (1.0, 0.0)
    assert star["m"]["constraint"] == pytest.approx(0.25)
    assert star["a"]["constraint"] == pytest.approx(1.0)
    triangle = brokers(network("a+b b+c a+c"))["constraint"].to_list()
    # Burt's equation: (1/2 + 1/4)^2 for each of the two friends.
    assert triangle == pytest.approx([1.125] * 3)


def test_brokers_by_where_they_stand() -> None:
    """One pair for each of the roles of Gould and Fernandez, counted by hand."""
    held = network("v+a v+b v+x v+p a-x")
    groups = {"v": 0, "a": 0, "b": 0, "x": 1, "p": 2}
    [row] = brokers(held, groups=groups).filter(pl.col("node") == "v").iter_rows(named=True)
    # a-b inside; a-x, b-x, a-p, b-p with one foot inside; x-p among strangers.
    assert (row["coordinator"], row["gatekeeper"], row["liaison"], row["itinerant"]) == (1, 4, 1, 0)
    assert row["between_enemies"] == 1
    abroad = {"v": 5, "a": 0, "b": 0, "x": 1, "p": 2}
    [row] = brokers(held, groups=abroad).filter(pl.col("node") == "v").iter_rows(named=True)
    assert (row["itinerant"], row["liaison"]) == (1, 5)


def test_between_two() -> None:
    """Who is whose friend, whether the triangle is balanced, and who links the two."""
    held = network("a-b m+a m+b e-a e-b s+a s-b a+p p+q q+b")
    found = {row["node"]: row for row in between(held, "a", "b").iter_rows(named=True)}
    assert found["m"] == {
        "node": "m", "to_a": 1, "to_b": 1, "stance": "friend of both", "balanced": False, "paths": 1.0,
    }  # fmt: skip
    assert (found["e"]["stance"], found["e"]["balanced"]) == ("enemy of both", False)
    assert (found["s"]["stance"], found["s"]["balanced"]) == ("with the first", True)
    assert (found["p"]["stance"], found["p"]["balanced"], found["p"]["paths"]) == (
        "friend of the first", None, 0.0,
    )  # fmt: skip
    apart = between(network("a-b e-a e-b"), "a", "b")
    assert apart["paths"].to_list() == [None]


def test_nobody_and_nothing() -> None:
    """Networks without friends have no betweenness to speak of, and none at all below three nodes."""
    found = brokers(network("a-b b-c a-c"))
    assert found["betweenness"].to_list() == [0.0] * 3
    assert found["constraint"].is_nan().all()
    assert brokers(network("a+b"))["betweenness"].is_nan().all()


def test_people_get_told() -> None:
    """What cannot be used is refused with the reason."""
    held = network("a+b b-c")
    with pytest.raises(InputError, match="'z' has no tie"):
        between(held, "a", "z")
    with pytest.raises(InputError, match="name two nodes"):
        between(held, "a", "a")
    with pytest.raises(InputError, match="name all"):
        brokers(held, groups={"a": 0})
    with pytest.raises(InputError, match="lack year"):
        communities_over_time(pl.DataFrame({"a": ["x"], "b": ["y"], "sign": [1]}))
    with pytest.raises(InputError, match="resolution above 0"):
        communities(held, resolution=0)


def test_ties_of_any_table_by_period() -> None:
    """Lazy ties are read as others are; ties without a period or without the column are refused."""
    ties = pl.DataFrame({"year": [1, 1, 2], "a": ["x", "y", "x"], "b": ["y", "z", "y"], "sign": [1, -1, 1]})
    lazy: Any = ties.lazy()
    assert communities_over_time(lazy).equals(communities_over_time(ties))
    assert balances(lazy)["ties"].to_list() == [2, 1]
    for measure in (communities_over_time, balances):
        with pytest.raises(InputError, match="1 ties have no year"):
            measure(ties.with_columns(year=pl.Series([1, None, 2])))
        with pytest.raises(InputError, match="The ties lack month"):
            measure(ties, period="month")
        with pytest.raises(InputError, match="no tie in any period"):
            measure(ties.clear())
