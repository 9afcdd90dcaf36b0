"""Reciprocity and before-after comparisons, against other software and planted series."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.model.errors import InputError
from dragoman.relations.dynamics import around, reciprocity
from dragoman.relations.regression import chi2_tail, newey_west
from dragoman.relations.third_party import third_party


def _pair(n: int = 400, answer: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    """Draw a pair in which y answers x after two periods, and x answers nobody."""
    dice = np.random.default_rng(6)
    x, y = dice.normal(size=n), dice.normal(size=n)
    for t in range(2, n):
        x[t] += 0.3 * x[t - 1]
        y[t] += 0.2 * y[t - 1] + answer * x[t - 2]
    return x, y


def test_planted_answer_is_found() -> None:
    """The answer comes after two periods with its size; the other direction shows none."""
    x, y = _pair()
    found = reciprocity(y, x)
    assert found.lags == 2
    assert found.by_lag[1] == pytest.approx(0.5, abs=3 * found.errors[1])
    assert found.p < 1e-6
    assert reciprocity(x, y).p > 0.05


def test_what_never_varies_answers_nothing() -> None:
    """A constant cannot be told from the regression's own, so it is refused, not given a tiny p value."""
    y = 5.0 + np.random.default_rng(1).normal(size=100)
    with pytest.raises(InputError, match="received is 3 in all of its 100 periods"):
        reciprocity(y, np.full(100, 3.0))
    with pytest.raises(InputError, match="done is 0 in all"):
        reciprocity(np.zeros(100), y)
    with pytest.raises(InputError, match="third is 2 in all"):
        third_party(y, np.full(100, 2.0), received=np.roll(y, 1))


def test_other_software() -> None:
    """Coefficients, robust errors and tails are those of statsmodels and scipy."""
    api = pytest.importorskip("statsmodels.api")
    stats = pytest.importorskip("scipy.stats")
    x, y = _pair(120)
    design = np.stack([np.ones(120), x], axis=1)
    ours = newey_west(y, design, lags=4)
    theirs = api.OLS(y, design).fit(cov_type="HAC", cov_kwds={"maxlags": 4})
    assert ours.coefficients == pytest.approx(theirs.params)
    assert ours.covariance == pytest.approx(theirs.cov_params())
    for df in range(1, 9):
        assert chi2_tail(3.7, df) == pytest.approx(stats.chi2.sf(3.7, df))


def test_around_a_planted_event() -> None:
    """A step of two stands out among all placebo dates, and the sizes are those of the windows."""
    dice = np.random.default_rng(5)
    values = dice.normal(0, 0.5, 200)
    values[101:131] += 2.0
    found = around(values, 100, before=12, after=12)
    assert found.change == pytest.approx(values[101:113].mean() - values[88:100].mean())
    assert found.p < 0.05
    assert around(values, 60, before=12, after=12).p > 0.05


def test_gap_leaves_the_neighbours_out() -> None:
    """By hand: with a gap of one the windows start one period further off."""
    values = np.arange(60.0)
    found = around(values, 30, before=2, after=2, gap=1)
    assert (found.before, found.after) == (27.5, 32.5)
    assert found.p == 1.0


def test_people_get_told() -> None:
    """Windows and series that cannot be used are refused with the reason."""
    with pytest.raises(InputError, match="do not fit"):
        around([1.0] * 50, 3, before=5, after=5)
    with pytest.raises(InputError, match="other dates"):
        around([1.0] * 30, 15, before=5, after=5)
    with pytest.raises(InputError, match="same periods"):
        reciprocity([1.0] * 40, [1.0] * 41)
    with pytest.raises(InputError, match="too few"):
        reciprocity([1.0] * 12, [1.0] * 12)
