"""Forecasts, their scores and the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from dragoman.model.errors import InputError
from dragoman.relations.forecast import crps, exponential_smoothing, naive, rolling_origin, seasonal_naive
from dragoman.relations.ledger import Entry, Ledger


def test_crps_is_its_integral() -> None:
    """The closed form is the integral of the squared distance of the two distribution functions."""
    stats = pytest.importorskip("scipy.stats")
    grid = np.linspace(-40, 40, 400_001)
    for y, mu, sigma in ((0.3, 0.0, 1.0), (5.0, 1.0, 2.5)):
        whole = ((stats.norm.cdf(grid, mu, sigma) - (grid >= y)) ** 2).sum() * (grid[1] - grid[0])
        assert float(crps(y, mu, sigma)) == pytest.approx(whole, abs=1e-3)
    assert float(crps(3.0, 1.0, 0.0)) == 2.0


def test_simple_forecasts_by_hand() -> None:
    """The last value, the value of a season ago, and spreads that grow as published."""
    values = np.array([1.0, 2.0, 3.0, 4.0, 2.0, 3.0, 4.0, 5.0])
    assert naive(values, 2).mean.tolist() == [5.0, 5.0]
    assert naive(values, 4).sd[3] == pytest.approx(2 * naive(values, 1).sd[0])
    seasonal = seasonal_naive(values, 6, season=4)
    assert seasonal.mean.tolist() == [2.0, 3.0, 4.0, 5.0, 2.0, 3.0]
    assert seasonal.sd.tolist() == pytest.approx([1.0] * 4 + [2**0.5] * 2)


def test_smoothing_follows_the_weight() -> None:
    """Noise about a level asks for a small weight and near-constant spread; a random walk for a large one."""
    dice = np.random.default_rng(1)
    still = exponential_smoothing(dice.normal(5, 1, 300), 10)
    assert still.mean[0] == pytest.approx(5, abs=0.3)
    assert still.sd[9] < 1.1 * still.sd[0]
    walk = exponential_smoothing(np.cumsum(dice.normal(size=300)), 10)
    assert walk.sd[9] > 2.5 * walk.sd[0]


def test_rolling_origin_beats_naive_on_noise() -> None:
    """On noise about a level smoothing has skill over naive, and intervals hold what they say."""
    values = np.random.default_rng(2).normal(10, 2, 300)
    table = rolling_origin(values, horizon=3, season=12)
    assert table["model"][0] == "naive"
    smooth = table.filter(pl.col("model") == "exponential smoothing")
    assert smooth["n"].to_list() == [148] * 3
    assert (smooth["skill"] > 0.2).all()
    assert smooth["coverage_90"].is_between(0.83, 0.97).all()
    assert (table.filter(pl.col("model") == "naive")["skill"] == 0).all()


def test_no_origin_sees_the_future() -> None:
    """A model that reports what it was given was never given its target."""
    values = np.arange(40.0)
    seen: list[int] = []

    def spy(known: np.ndarray, horizon: int):  # type: ignore[no-untyped-def]
        seen.append(len(known))
        assert known[-1] == len(known) - 1
        return naive(known, horizon)

    rolling_origin(values, horizon=2, start=20, models={"spy": spy})
    assert seen == list(range(20, 39))


def _entry(**changes: object) -> Entry:
    fields: dict[str, object] = {
        "made": date(2020, 1, 31),
        "target": date(2020, 2, 1),
        "series": "TUR-ARM",
        "model": "naive",
        "mean": 2.0,
        "sd": 1.0,
    }
    return Entry(**{**fields, **changes})  # type: ignore[arg-type]


def test_ledger_refuses_hindsight(tmp_path: Path) -> None:
    """No entry on or after its target, none dated back, none twice."""
    ledger = Ledger(tmp_path / "ledger.jsonl")
    with pytest.raises(InputError, match="must lie after"):
        ledger.add(_entry(made=date(2020, 2, 2)))
    with pytest.raises(InputError, match="must lie after"):
        ledger.add(_entry(made=date(2020, 2, 1)))
    ledger.add(_entry())
    with pytest.raises(InputError, match="already has"):
        ledger.add(_entry(mean=3.0))
    with pytest.raises(InputError, match="cannot follow"):
        ledger.add(_entry(made=date(2020, 1, 1)))
    with pytest.raises(InputError, match="no distribution"):
        ledger.add(_entry(model="other", sd=-1.0))
    assert len(Ledger(ledger.path).entries) == 1


def test_ledger_shows_changes(tmp_path: Path) -> None:
    """A line changed later is found when the ledger is opened."""
    ledger = Ledger(tmp_path / "ledger.jsonl")
    for month in (1, 2, 3):
        ledger.add(_entry(made=date(2020, month, 1), target=date(2020, month + 1, 1)))
    text = ledger.path.read_text(encoding="utf-8")
    ledger.path.write_text(text.replace('"mean": 2.0', '"mean": 2.5', 1), encoding="utf-8")
    with pytest.raises(InputError, match="was changed"):
        Ledger(ledger.path)
    ledger.path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(InputError, match="no entry of a ledger"):
        Ledger(ledger.path)


def test_ledger_scores(tmp_path: Path) -> None:
    """Entries whose outcome is known get their score; the others wait."""
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.add(_entry())
    ledger.add(_entry(target=date(2020, 3, 1)))
    outcome = pl.DataFrame({"series": ["TUR-ARM"], "target": [date(2020, 2, 1)], "value": [3.0]})
    scored = ledger.scores(outcome)
    assert scored["crps"].to_list() == [pytest.approx(float(crps(3.0, 2.0, 1.0))), None]
    assert scored["inside_90"].to_list() == [True, None]
