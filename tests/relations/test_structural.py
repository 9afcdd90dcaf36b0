"""Structural forecasts, against statsmodels, published variances and planted answers."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from dragoman.model.errors import InputError
from dragoman.relations.forecast import rolling_origin
from dragoman.relations.structural import action_reaction, structural


def test_nile_as_published() -> None:
    """Durbin and Koopman (2012), section 2.6: last level 798.4, irregular variance 15,099, level's 1,469."""
    nile = pytest.importorskip("statsmodels.datasets.nile").load_pandas().data["volume"].to_numpy(float)
    found = structural(nile, 3)
    assert found.mean == pytest.approx([798.4] * 3, abs=3)
    # The filtered variance 4,032.2 (their figure 2.1) and one, two, three steps of the level, plus noise.
    assert found.sd**2 == pytest.approx([4032 + 1469 * h + 15099 for h in (1, 2, 3)], rel=0.03)


def test_season_as_in_statsmodels() -> None:
    """With the variances that we find, statsmodels' filter gives the same means; a season of period 12."""
    api = pytest.importorskip("statsmodels.tsa.statespace.structural")
    dice = np.random.default_rng(3)
    t = np.arange(120)
    values = 10 + 3 * np.sin(2 * np.pi * t / 12) + dice.normal(0, 1, 120)
    found = structural(values, 12, season=12)
    model = api.UnobservedComponents(
        values, "llevel", freq_seasonal=[{"period": 12, "harmonics": 2}], loglikelihood_burn=5
    )
    theirs = model.fit(disp=False).get_forecast(12)
    assert np.abs(found.mean - theirs.predicted_mean).max() < 0.15
    assert found.sd == pytest.approx(theirs.se_mean, rel=0.1)


@pytest.mark.parametrize("season", [2, 3, 4, 7, 12])
def test_a_pure_season_goes_on(season: int) -> None:
    """A season of two terms without noise is continued."""
    t = np.arange(8 * season + season)
    terms = min(2, season // 2)
    wave = sum(np.cos(2 * np.pi * (k + 1) * t / season + k) for k in range(terms))
    found = structural(5 + wave[: 8 * season], season, season=season)
    assert found.mean == pytest.approx(5 + wave[8 * season :], abs=0.02)


def test_action_and_reaction_as_in_statsmodels() -> None:
    """The forecast of statsmodels' vector autoregression with as many lags, mean and error."""
    api = pytest.importorskip("statsmodels.tsa.api")
    dice = np.random.default_rng(5)
    x, y = np.zeros(200), np.zeros(200)
    for t in range(1, 200):
        x[t] = 0.5 * x[t - 1] + dice.normal()
        y[t] = 0.3 * y[t - 1] + 0.6 * x[t - 1] + dice.normal()
    found = action_reaction(x)(y, 4)
    fit = api.VAR(np.stack([y, x], axis=1)).fit(1)
    mean, low, high = fit.forecast_interval(fit.endog[-1:], 4, alpha=0.1)
    assert found.mean == pytest.approx(mean[:, 0])
    assert found.sd == pytest.approx((high - low)[:, 0] / (2 * 1.6448536), rel=1e-6)


def test_who_answers_is_foreseen_better() -> None:
    """Where one side answers the other, the model that sees both beats those that see one."""
    dice = np.random.default_rng(6)
    other = dice.normal(size=160)
    values = 2.0 + 0.9 * np.concatenate([[0.0], other[:-1]]) + 0.4 * dice.normal(size=160)
    table = rolling_origin(values, season=4, other=other)
    score = dict(table.select("model", "crps").iter_rows())
    assert list(score) == [
        "naive", "exponential smoothing", "seasonal naive", "structural", "action and reaction",
    ]  # fmt: skip
    assert score["action and reaction"] < 0.6 * score["structural"] < 0.6 * score["naive"]
    told = table.filter(pl.col("model") == "action and reaction")
    assert 0.8 < told["coverage_90"][0] < 0.98


def test_the_other_is_not_read_ahead() -> None:
    """What the other side does after the last value changes nothing."""
    dice = np.random.default_rng(7)
    x, y = dice.normal(size=80), dice.normal(size=60)
    later = x.copy()
    later[60:] = 99.0
    assert action_reaction(x)(y, 3).mean.tolist() == action_reaction(later)(y, 3).mean.tolist()


def test_constant_series() -> None:
    """A series that never moves is forecast as it is, without spread."""
    found = structural(np.full(30, 4.0), 5)
    assert found.mean == pytest.approx([4.0] * 5, abs=1e-3)
    assert (found.sd < 0.01).all()


def test_people_get_told() -> None:
    """Too little to go by, or no season, is refused with the reason."""
    with pytest.raises(InputError, match="too few"):
        structural(np.ones(3), 1)
    with pytest.raises(InputError, match="no season"):
        structural(np.ones(30), 1, season=1)
    with pytest.raises(InputError, match="fewer than the 30"):
        action_reaction(np.ones(20))(np.ones(30), 1)
    with pytest.raises(InputError, match="give both for the same"):
        rolling_origin(np.arange(30.0), other=np.ones(29))
    with pytest.raises(InputError, match="no value in 1 of 30"):
        rolling_origin([float("nan"), *range(29)])
