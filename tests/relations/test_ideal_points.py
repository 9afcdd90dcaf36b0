"""Ideal points, against the published estimates and against planted ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from dragoman.model.errors import InputError
from dragoman.relations.ideal_points import IdealPoints, fit
from dragoman.relations.ideal_points.walk import Walk


def _planted(n_states: int = 40, n_sessions: int = 6, n_calls: int = 60) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Draw votes from the model: ideal points that drift, roll calls in both directions."""
    dice = np.random.default_rng(11)
    points = np.empty((n_sessions, n_states))
    points[0] = dice.normal(size=n_states)
    for t in range(1, n_sessions):
        points[t] = 0.95 * points[t - 1] + np.sqrt(1 - 0.95**2) * dice.normal(size=n_states)
    points[:, 0] = 2.0
    slopes = dice.normal(0, 1, (n_sessions, n_calls))
    cuts = np.sort(dice.normal(0, 1, (2, n_sessions, n_calls)), axis=0)
    latent = slopes[:, :, None] * points[:, None, :] + dice.normal(size=(n_sessions, n_calls, n_states))
    level = (latent > cuts[0][:, :, None]).astype(int) + (latent > cuts[1][:, :, None])
    t, j, i = (x.ravel() for x in np.indices(level.shape))
    there = dice.random(level.size) < 0.9
    names = ["United States", *(f"state {k:02}" for k in range(1, n_states))]
    votes = pl.DataFrame(
        {
            "rcid": t * 1000 + j,
            "country": [names[k] for k in i],
            "session": t + 1,
            "vote": [("no", "abstain", "yes")[k] for k in level.ravel()],
        }
    ).filter(pl.Series(there))
    t, i = (x.ravel() for x in np.indices(points.shape))
    truth = pl.DataFrame({"country": [names[k] for k in i], "session": t + 1, "truth": points.ravel()})
    return votes, truth


@pytest.fixture(scope="module")
def planted() -> tuple[pl.DataFrame, pl.DataFrame, IdealPoints]:
    """Return planted votes, what was planted, and what was found."""
    votes, truth = _planted()
    return votes, truth, fit(votes)


def test_planted_points_are_found(planted: tuple[pl.DataFrame, pl.DataFrame, IdealPoints]) -> None:
    """Of 240 planted ideal points the estimates correlate above .97, and 90 % intervals hold 80 to 95 %."""
    _, truth, found = planted
    assert found.converged
    both = found.estimates.join(truth, on=["country", "session"])
    assert len(both) == 240
    assert both.select(pl.corr("ideal_point", "truth")).item() > 0.97
    slope = both.select(pl.cov("ideal_point", "truth") / pl.col("ideal_point").var()).item()
    error = (slope * both["ideal_point"] - both["truth"]) / (slope * both["se"])
    assert 0.80 < (error.abs() < 1.645).mean() < 0.95


def test_same_votes_same_points(planted: tuple[pl.DataFrame, pl.DataFrame, IdealPoints]) -> None:
    """Neither a second run nor another order of the rows changes anything."""
    votes, _, found = planted
    again = fit(votes.reverse())
    assert again.estimates.equals(found.estimates)
    assert again.items.equals(found.items)


def test_sign_is_the_anchors(planted: tuple[pl.DataFrame, pl.DataFrame, IdealPoints]) -> None:
    """The anchor is positive, whoever it is; the rest turns with it."""
    votes, _, found = planted
    mean = found.estimates.group_by("country").agg(pl.col("ideal_point").mean())
    lowest = mean.sort("ideal_point")["country"][0]
    other = fit(votes, anchor=lowest).estimates
    assert other.filter(pl.col("country") == lowest)["ideal_point"].mean() > 0
    assert np.allclose(other["ideal_point"], -found.estimates["ideal_point"], atol=1e-6)


def test_numbers_are_votes(planted: tuple[pl.DataFrame, pl.DataFrame, IdealPoints]) -> None:
    """1, 2, 3 are yes, abstain, no; 8 is no vote."""
    votes, _, found = planted
    numbers = votes.with_columns(pl.col("vote").replace_strict({"yes": 1, "abstain": 2, "no": 3}))
    absent = numbers.head(1).with_columns(
        country=pl.lit("Nowhere"), vote=pl.lit(8, dtype=numbers.schema["vote"])
    )
    assert fit(pl.concat([numbers, absent])).estimates.equals(found.estimates)


def test_unanimous_calls_say_nothing(planted: tuple[pl.DataFrame, pl.DataFrame, IdealPoints]) -> None:
    """A roll call on which all agree has no parameters and changes no estimate."""
    votes, _, found = planted
    states = votes["country"].unique()
    more = pl.DataFrame({"rcid": 900, "country": states}).with_columns(
        pl.lit(1, pl.Int64).alias("session"), pl.lit("yes").alias("vote")
    )
    again = fit(pl.concat([votes, more.cast({"rcid": votes.schema["rcid"]})]))
    assert again.estimates.equals(found.estimates)
    assert again.items.filter(pl.col("rcid") == 900)["discrimination"].to_list() == [None]


def test_walk_is_the_dense_posterior() -> None:
    """The two sweeps give the mean and variances of the full matrix, gaps between sessions included."""
    numbers = np.array([1, 2, 4, 5])
    present = np.ones((4, 1), dtype=np.bool_)
    walk = Walk.over(present, numbers, 0.8)
    prior = 0.8 ** np.abs(numbers[:, None] - numbers[None, :])
    likelihood = np.array([3.0, 0.0, 1.0, 5.0])
    shift = np.array([2.0, 0.0, -1.0, 4.0])
    cover = np.linalg.inv(np.linalg.inv(prior) + np.diag(likelihood))
    mean, variance = walk.posterior(shift[:, None], likelihood[:, None])
    assert mean[:, 0] == pytest.approx(cover @ shift)
    assert variance[:, 0] == pytest.approx(np.diag(cover))


def test_people_get_told(planted: tuple[pl.DataFrame, pl.DataFrame, IdealPoints]) -> None:
    """Votes that cannot be used are refused with the reason."""
    votes, _, _ = planted
    with pytest.raises(InputError, match="lack session"):
        fit(votes.drop("session"))
    with pytest.raises(InputError, match="'maybe'"):
        fit(votes.with_columns(vote=pl.lit("maybe")))
    with pytest.raises(InputError, match="more than one vote"):
        fit(pl.concat([votes, votes.head(1)]))
    with pytest.raises(InputError, match="have no country"):
        fit(votes.with_columns(country=pl.when(pl.col("country") != "state 01").then("country")))
    with pytest.raises(InputError, match="give anchor"):
        fit(votes, anchor="Ruritania")
    with pytest.raises(InputError, match="No roll call is split"):
        fit(votes.with_columns(vote=pl.lit("yes")))


@pytest.mark.reference
def test_published_estimates(shared: Path) -> None:
    """All 870,109 votes against the estimates of Bailey, Strezhnev and Voeten, April 2020."""
    folder = shared / "reference"
    calls = pl.read_parquet(folder / "dgrtwo_un_roll_calls.parquet")
    votes = pl.read_parquet(folder / "dgrtwo_un_votes.parquet").join(
        calls.select(pl.col("rcid").cast(pl.Float64), "session"), on="rcid"
    )
    assert len(votes) == 870_109
    found = fit(votes)
    assert found.converged
    names = {
        "German Federal Republic": "Federal Republic of Germany",
        "Macedonia": "North Macedonia",
        "Swaziland": "Eswatini",
        "Côte d\x92Ivoire": "Côte d’Ivoire",
    }
    published = pl.read_parquet(folder / "voeten_idealpoints_all_apr2020.parquet").select(
        country=pl.col("Countryname").replace(names),
        session="session",
        published="IdealPoint",
        sd=(pl.col("Q95%") - pl.col("Q5%")) / (2 * 1.645),
    )
    both = found.estimates.join(published, on=["country", "session"])
    assert len(both) == len(published) == 10_469
    assert both.select(pl.corr("ideal_point", "published")).item() >= 0.97
    many = calls.group_by(pl.col("session").cast(pl.Int64)).len().filter(pl.col("len") >= 20)
    by_session = both.join(many, on="session").group_by("session").agg(r=pl.corr("ideal_point", "published"))
    assert len(by_session) == 73
    assert by_session["r"].median() >= 0.99  # type: ignore[operator]
    assert by_session["r"].min() >= 0.96  # type: ignore[operator]
    assert 0.8 < (both["se"] / both["sd"]).median() < 1.1  # type: ignore[operator]
    last = found.estimates.filter(pl.col("session") == 74).sort("ideal_point", descending=True)
    order = [
        c for c in last["country"] if c in ("United States", "Turkey", "Armenia", "Russia", "Azerbaijan")
    ]
    assert (order[0], order[1], order[-1]) == ("United States", "Turkey", "Azerbaijan")
