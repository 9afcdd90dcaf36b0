"""Similarity of portfolios, against published values and against plain formulas."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from dragoman.model.errors import InputError
from dragoman.relations.dyads import MEASURES
from dragoman.relations.portfolios import alliance_levels
from dragoman.relations.similarity import agreement, cohen_kappa, dyads, s_score, scott_pi, tau_b

GERMANY = [3, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 3] + [0] * 8
RUSSIA = [0, 3, 1, 3, 0, 1] + [0] * 14
CAPABILITIES = [0.25, 0.21, 0.20, 0.08, 0.08, 0.05, 0.03, 0.03, 0.02, *[0.01] * 5, *[0] * 6]

SCALARS = {
    "s_score": s_score,
    "tau_b": tau_b,
    "cohen_kappa": cohen_kappa,
    "scott_pi": scott_pi,
    "agreement": agreement,
}


def test_germany_and_russia_1914() -> None:
    """Signorino and Ritter (1999), Table 6: tau-b, S and S weighted by capabilities."""
    assert tau_b(GERMANY, RUSSIA) == pytest.approx(0.03031695, abs=5e-9)
    assert s_score(GERMANY, RUSSIA) == pytest.approx(0.4)
    assert s_score(GERMANY, RUSSIA, weights=CAPABILITIES) == pytest.approx(-0.46)


def test_squared_distances() -> None:
    """By hand: squared gaps of Table 6 sum to 50 of 20 * 9, so S is 1 - 100 / 180."""
    assert s_score(GERMANY, RUSSIA, distance="squared") == pytest.approx(1 - 100 / 180)


def test_levels_set_the_scale() -> None:
    """By hand: two portfolios that differ by one level on every item are further apart on a short scale."""
    assert s_score([0, 1], [1, 0]) == -1.0
    assert s_score([0, 1], [1, 0], levels=[0, 1, 2, 3]) == pytest.approx(1 - 2 / 3)


@pytest.mark.parametrize("measure", [s_score, tau_b, cohen_kappa, scott_pi])
def test_equal_constants_are_undefined(measure: object) -> None:
    """No distance is expected between two equal constants: not a number, and not one."""
    assert callable(measure)
    assert np.isnan(measure([1, 1, 1], [1, 1, 1]))


@pytest.mark.parametrize("measure", SCALARS.values())
def test_nothing_in_common_is_undefined(measure: object) -> None:
    """Portfolios without a common item have no similarity."""
    assert callable(measure)
    assert np.isnan(measure([1, np.nan], [np.nan, 2]))


@pytest.mark.parametrize("measure", SCALARS.values())
def test_missing_items_are_left_out(measure: object) -> None:
    """An item that one of the two does not hold changes nothing."""
    assert callable(measure)
    assert measure([1, 2, 3, np.nan, 1], [1, 3, 3, 2, np.nan]) == measure([1, 2, 3], [1, 3, 3])


def test_other_software() -> None:
    """Tau-b is scipy's on random portfolios with ties, and kappa is that of the plain formula."""
    stats = pytest.importorskip("scipy.stats")
    dice = np.random.default_rng(7)
    for _ in range(50):
        a, b = dice.integers(0, 4, (2, 30))
        assert tau_b(a, b) == pytest.approx(stats.kendalltau(a, b).statistic)
        expected = np.mean((a[:, None] - b[None, :]) ** 2)
        assert cohen_kappa(a, b) == pytest.approx(1 - np.mean((a - b) ** 2) / expected)
        both = np.concatenate([a, b])
        pooled = np.mean((both[:, None] - both[None, :]) ** 2)
        assert scott_pi(a, b) == pytest.approx(1 - np.mean((a - b) ** 2) / pooled)


def test_nominal_kappa_and_pi() -> None:
    """By hand: margins 20 and 15 of 50, agreement .7 (Cohen's .4), and Scott's pi on the same table."""
    a = [1] * 25 + [0] * 25
    b = [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15
    assert cohen_kappa(a, b, weights="nominal") == pytest.approx(0.4)
    assert scott_pi(a, b, weights="nominal") == pytest.approx((0.7 - 0.505) / (1 - 0.505))


def _random(seed: int = 3) -> pl.DataFrame:
    dice = np.random.default_rng(seed)
    rows = [(f"s{s}", k, y) for y in (1990, 1991) for s in range(6) for k in range(12)]
    frame = pl.DataFrame(rows, schema=["state", "item", "year"], orient="row")
    frame = frame.with_columns(value=pl.Series(dice.integers(0, 4, len(rows))))
    return frame.filter(pl.Series(dice.random(len(rows)) > 0.2))


def test_all_pairs_are_the_scalars() -> None:
    """Every cell of `dyads` is what the function of two portfolios gives."""
    frame = _random()
    found = dyads(frame, measure=list(MEASURES))
    assert len(found) == 2 * 15
    for year, a, b, n, *values in found.iter_rows():
        wide = frame.filter(pl.col("year") == year).pivot(on="state", index="item", values="value")
        first, second = (wide[x].cast(pl.Float64).fill_null(np.nan).to_numpy() for x in (a, b))
        assert n == (~np.isnan(first) & ~np.isnan(second)).sum()
        for name, value in zip(MEASURES, values, strict=True):
            alone = (
                s_score(first, second, levels=range(4)) if name == "s_score" else SCALARS[name](first, second)
            )
            assert value == pytest.approx(alone, nan_ok=True)


def test_weighted_pairs() -> None:
    """Weights by item and year give the weighted S of each pair."""
    frame = _random()
    keys = frame.select("item", "year").unique().sort("year", "item")
    heavy = keys.with_columns(weight=(pl.col("item") + 1.0) * (pl.col("year") - 1989))
    found = dyads(frame, weights=heavy)
    year, a, b, _, value = found.row(20)
    wide = frame.filter(pl.col("year") == year).pivot(on="state", index="item", values="value").sort("item")
    first, second = (wide[x].cast(pl.Float64).fill_null(np.nan).to_numpy() for x in (a, b))
    assert value == pytest.approx(s_score(first, second, weights=wide["item"] + 1.0, levels=range(4)))


def test_table_6_among_all_dyads() -> None:
    """The same cell of Table 6 found among all pairs, with members, own position and no alliance as zero."""
    names = [
        "GMY",
        "RUS",
        "UKG",
        "FRN",
        "AUH",
        "ITA",
        "BEL",
        "SPN",
        "TUR",
        "NTH",
        "SWD",
        "RUM",
        "POR",
        "SWZ",
        "GRC",
        "DEN",
        "YUG",
        "BUL",
        "NOR",
        "ALB",
    ]
    held = {names[0]: GERMANY, names[1]: RUSSIA}
    rows = [
        (state, partner, 1914, level)
        for state, levels in held.items()
        for partner, level in zip(names, levels, strict=True)
        if level and partner != state
    ]
    frame = pl.DataFrame(rows, schema=["state", "item", "year", "value"], orient="row")
    members = pl.DataFrame({"state": names, "year": [1914] * 20})
    found = dyads(frame, measure=["s_score", "tau_b"], members=members, fill=0, own=3)
    assert len(found) == 190
    row = found.row(
        by_predicate=(pl.col("state_a") == names[0]) & (pl.col("state_b") == names[1]), named=True
    )
    assert row["n"] == 20
    assert row["s_score"] == pytest.approx(0.4)
    assert row["tau_b"] == pytest.approx(0.03031695, abs=5e-9)


def test_people_get_told() -> None:
    """Wrong input is refused with what is wrong: columns, doubles, strange levels, measures, lengths."""
    frame = _random()
    with pytest.raises(InputError, match="lacks state"):
        dyads(frame.rename({"state": "country"}))
    with pytest.raises(InputError, match="more than one position"):
        dyads(pl.concat([frame, frame.head(1)]))
    with pytest.raises(InputError, match="none of the levels"):
        dyads(frame, levels=[0, 1, 2])
    with pytest.raises(InputError, match="is unknown"):
        dyads(frame, measure="similarity")
    with pytest.raises(InputError, match="needs members"):
        dyads(frame, fill=0)
    with pytest.raises(InputError, match="no weighted form"):
        dyads(frame, measure="tau_b", weights=frame)
    with pytest.raises(InputError, match="same items"):
        s_score([1, 2], [1, 2, 3])
    with pytest.raises(InputError, match="none of the levels"):
        s_score([1, 2], [1, 5], levels=[1, 2, 3])


@pytest.mark.reference
def test_south_korea(shared: Path) -> None:
    """Agreement and squared-weighted kappa of South Korea with every state: all rows of the file."""
    folder = shared / "reference"
    calls = pl.read_parquet(folder / "dgrtwo_un_roll_calls.parquet")
    votes = pl.read_parquet(folder / "dgrtwo_un_votes.parquet").join(
        calls.select(pl.col("rcid").cast(pl.Float64), year=pl.col("date").dt.year()), on="rcid"
    )
    votes = votes.filter(pl.col("year") >= 1991)
    found = dyads(
        votes,
        measure=["agreement", "cohen_kappa"],
        levels=["no", "abstain", "yes"],
        state="country",
        item="rcid",
        value="vote",
    )
    korea = "South Korea"
    found = found.filter((pl.col("state_a") == korea) | (pl.col("state_b") == korea)).with_columns(
        name=pl.when(pl.col("state_a") == korea).then("state_b").otherwise("state_a")
    )
    iso = pl.read_parquet(folder / "voeten_idealpoints_all_apr2020.parquet").select(
        iso3="iso3c",
        name=pl.col("Countryname").replace(
            {"Macedonia": "North Macedonia", "Swaziland": "Eswatini", "Côte d\x92Ivoire": "Côte d’Ivoire"}
        ),
    )
    cases = pl.read_csv(folder / "rok_kappa_exact_cases.csv", null_values=["NA", "NaN"])
    cases = cases.join(iso.unique(), on="iso3").join(
        found.with_columns(pl.col("year").cast(pl.Int64)), on=["name", "year"]
    )
    assert len(cases) == 1751
    assert (cases["n"] == cases["n_right"]).all()
    assert ((cases["agreement"] - cases["agree"]).abs() < 1e-9).all()
    known = cases["k2"].is_not_null()
    assert known.sum() == 1731
    assert ((cases["cohen_kappa"] - cases["k2"]).abs().filter(known) < 1e-6).all()
    assert cases["cohen_kappa"].is_nan().filter(~known).all()


@pytest.mark.reference
def test_atop_1914(shared: Path) -> None:
    """All dyads of 1914 on ATOP: levels, number of pairs, and a sample of pairs against the functions."""
    folder = shared / "reference"
    alliances = alliance_levels(
        pl.read_parquet(folder / "ps_atop_alliance.parquet").filter(pl.col("year") == 1914)
    )
    states = pl.read_parquet(folder / "states_cowstates.parquet").filter(
        (pl.col("start").dt.year() <= 1914) & (pl.col("end").dt.year() >= 1914)
    )
    members = states.select(state=pl.col("cowcode").cast(pl.Int64), year=pl.lit(1914))
    found = dyads(alliances, measure=list(MEASURES), members=members, fill=0, own=3)
    assert len(found) == len(members) * (len(members) - 1) // 2
    names = sorted(members["state"])
    held = {(s, t): v for s, t, v in alliances.select("state", "item", "value").iter_rows()} | {
        (s, s): 3 for s in names
    }
    for a, b in list(combinations(names, 2))[::50]:
        first, second = ([held.get((s, t), 0) for t in names] for s in (a, b))
        row = found.row(by_predicate=(pl.col("state_a") == a) & (pl.col("state_b") == b), named=True)
        assert row["s_score"] == pytest.approx(s_score(first, second, levels=range(4)))
        assert row["tau_b"] == pytest.approx(tau_b(first, second), nan_ok=True)
        assert row["cohen_kappa"] == pytest.approx(cohen_kappa(first, second), nan_ok=True)


def test_an_unknown_obligation_is_no_lack_of_one() -> None:
    """Levels by hand: what is missing leaves the level unknown unless a higher obligation decides."""
    kinds = ("defense", "offense", "neutral", "nonagg", "consul")
    rows = {
        (1, 0, None, None, None): 3, (None, 1, 0, 0, 0): 3, (None, 0, 1, 0, 0): None, (0, 0, 1, None, 0): 2,
        (0, 0, 0, None, 1): None, (0, 0, 0, 0, 1): 1, (0, 0, 0, 0, 0): 0, (0, 0, 0, 0, None): None,
    }  # fmt: skip
    frame = pl.DataFrame(list(rows), schema=[f"atop_{kind}" for kind in kinds], orient="row")
    found = alliance_levels(frame.with_columns(ccode1=1, ccode2=2, year=1990))
    assert found["value"].to_list() == list(rows.values())
