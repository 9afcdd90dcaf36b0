"""Event studies and third parties, against planted events and plain sums."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.model.errors import InputError
from dragoman.relations.dynamics import reciprocity
from dragoman.relations.event_study import event_study
from dragoman.relations.third_party import third_party


def _inert(seed: int, n: int, rho: float) -> np.ndarray:
    dice = np.random.default_rng(seed)
    values = dice.normal(size=n)
    for t in range(1, n):
        values[t] = rho * values[t - 1] + np.sqrt(1 - rho**2) * values[t]
    return values


def test_change_is_that_of_the_windows() -> None:
    """Means of the windows, by plain sums over the events; those at the edge are named and left out."""
    values = _inert(1, 120, 0.3)
    found = event_study(values, [2, 40, 70, 70, 118], before=4, after=3, gap=1)
    assert found.events == (40, 70, 70)
    assert found.left_out == (2, 118)
    assert found.before == pytest.approx(np.mean([values[e - 5 : e - 1].mean() for e in found.events]))
    assert found.after == pytest.approx(np.mean([values[e + 2 : e + 5].mean() for e in found.events]))
    at = dict(found.profile.select("when", "mean").iter_rows())
    assert sorted(at) == list(range(-5, 5))
    assert at[0] == pytest.approx(np.mean([values[e] for e in found.events]) - found.before)
    # One shift on the ring, by plain indices.
    shift = 30
    ring = [
        np.mean([values[(e + shift + k) % 120] for k in (2, 3, 4)])
        - np.mean([values[(e + shift + k) % 120] for k in (-5, -4, -3, -2)])
        for e in found.events
    ]
    assert np.isclose(found.placebos, np.mean(ring)).any()


def test_planted_response_stands_out() -> None:
    """A rise of one and a half standard deviations for four periods after each of six events."""
    values = _inert(2, 300, 0.4)
    events = [20, 75, 110, 160, 221, 270]
    for event in events:
        values[event + 1 : event + 5] += 1.5
    found = event_study(values, events, before=4, after=4)
    assert found.p < 0.02
    inside = found.profile.filter((found.profile["when"] >= 1) & (found.profile["when"] <= 4))
    assert (inside["mean"] > inside["high"]).sum() >= 3


def test_no_response_is_rarely_seen() -> None:
    """In 300 inert series with clustered dates that mean nothing, about 5 % have p below .05."""
    low = 0
    for seed in range(300):
        dice = np.random.default_rng(1000 + seed)
        first = int(dice.integers(20, 80))
        events = sorted({first, first + 3, first + 5, *dice.integers(20, 140, 3).tolist()})
        low += event_study(_inert(seed, 160, 0.7), events, before=6, after=6).p <= 0.05
    assert 5 <= low <= 27  # 15 expected; both ends lie beyond three standard deviations


def test_third_party_beyond_reciprocity() -> None:
    """A third dyad that moves both sides is not taken for an answer once the partner's acts are given."""
    dice = np.random.default_rng(4)
    third, received, done = (np.zeros(400) for _ in range(3))
    for t in range(1, 400):
        third[t] = dice.normal()
        received[t] = 0.8 * third[t - 1] + 0.3 * dice.normal()
        done[t] = 0.7 * received[t - 1] + 0.3 * dice.normal()
    alone = third_party(done, third, lags=2)
    beyond = third_party(done, third, received=received, lags=2)
    assert alone.p < 1e-6
    assert alone.by_lag[1] == pytest.approx(0.56, abs=0.1)
    assert abs(beyond.total) < 4 * beyond.total_error
    assert abs(beyond.total) < 0.3 * alone.total


def test_without_partner_it_is_reciprocity() -> None:
    """The third in the place of the partner gives the same regression."""
    x, y = _inert(7, 90, 0.2), _inert(8, 90, 0.2)
    assert third_party(y, x) == reciprocity(y, x)


def test_people_get_told() -> None:
    """Events and series that cannot be used are refused with the reason."""
    with pytest.raises(InputError, match="outside of the series"):
        event_study([0.0] * 50, [50])
    with pytest.raises(InputError, match="None of the 1 events"):
        event_study([0.0] * 50, [2])
    with pytest.raises(InputError, match="shifts of the events"):
        event_study([0.0] * 40, [20], before=6, after=6)
    with pytest.raises(InputError, match="same periods"):
        third_party([0.0] * 50, [0.0] * 49)
    with pytest.raises(InputError, match="third has no value in 1 of 50"):
        third_party([0.0] * 50, [float("nan")] + [0.0] * 49)
