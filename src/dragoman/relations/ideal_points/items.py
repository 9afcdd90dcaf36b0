"""Roll calls under the ordered logit: discrimination and two cutpoints each, by Newton's method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.relations.ideal_points.ballots import Session
from dragoman.relations.joint import Floats

__all__ = ["SCALE", "Items", "Shares", "improve", "shares"]

SCALE = 1.7
"""What brings the logistic curve next to the normal one, so that the parameters are those of a probit."""

# Each roll call is given this share of a vote of every kind, cast in the middle of the scale:
# it keeps a cutpoint finite where nobody voted that way.
_PSEUDO = 0.1
_LONGEST_STEP = 1.5
_TINY = 1e-10


@dataclass(slots=True)
class Items:
    """Parameters of all roll calls, (n_calls,) each.

    Attributes
    ----------
    slope : discrimination beta; positive where a yes goes with a high ideal point
    low, high : cutpoints between no and abstain, and between abstain and yes
    """

    slope: Floats
    low: Floats
    high: Floats

    @classmethod
    def blank(cls, n: int) -> Items:
        """Return parameters to start from."""
        return cls(np.zeros(n), np.full(n, -1.0), np.full(n, -0.5))


@dataclass(frozen=True, slots=True)
class Shares:
    """Probabilities that a state votes at most no (`low`), at most abstain (`high`), and their densities."""

    low: Floats
    high: Floats
    low_density: Floats
    high_density: Floats

    def pull(self, session: Session) -> Floats:
        """First derivative of the log likelihood by beta * theta, per vote."""
        down, up = session.no + session.abstain, session.yes + session.abstain
        return down * (self.low - 1.0) + up * self.high

    def bend(self, session: Session) -> Floats:
        """Second derivative by beta * theta with its sign turned, per vote."""
        down, up = session.no + session.abstain, session.yes + session.abstain
        return down * self.low_density + up * self.high_density


def shares(items: Items, rows: NDArray[np.int64], points: Floats) -> Shares:
    """Return the model's probabilities, (n_items, n_states) each."""
    eta = items.slope[rows, None] * points
    low = _logistic(SCALE * (items.low[rows, None] - eta))
    high = _logistic(SCALE * (items.high[rows, None] - eta))
    return Shares(low, high, low * (1.0 - low), high * (1.0 - high))


def improve(items: Items, session: Session, points: Floats, variances: Floats, spread: float) -> None:
    """Take one Newton step for every roll call of a session, in place.

    Parameters
    ----------
    items : Items
    session : Session
    points, variances : array (n_states,), ideal points of those who voted and how uncertain they are
    spread : float, standard deviation of the prior of the discriminations
    """
    rows = session.rows
    now = shares(items, rows, points)
    bend = now.bend(session)
    slope = items.slope[rows]
    gap = np.maximum(now.high - now.low, _TINY)
    low_pull, high_pull = now.low_density / gap, now.high_density / gap
    inside = session.abstain
    # Cutpoints: gradient and curvature, summed over states.
    low = (session.no * (1.0 - now.low) - inside * low_pull).sum(axis=1)
    high = (inside * high_pull - session.yes * now.high).sum(axis=1)
    low_low = (session.no * now.low_density + inside * (low_pull * (1.0 - 2.0 * now.low) + low_pull**2)).sum(
        axis=1
    )
    high_high = (
        session.yes * now.high_density + inside * (high_pull**2 - high_pull * (1.0 - 2.0 * now.high))
    ).sum(axis=1)
    low_high = -(inside * low_pull * high_pull).sum(axis=1)
    cross_low = -((session.no + inside) * now.low_density) @ points
    cross_high = -((session.yes + inside) * now.high_density) @ points
    extra = _pseudo(items, rows)
    # Slopes: uncertain points attenuate, so their variance counts with the curvature.
    unsure = bend @ variances
    pull = (now.pull(session) @ points) / SCALE - unsure * slope - slope / (SCALE * spread) ** 2
    curve = bend @ points**2 + unsure + 1.0 / (SCALE * spread) ** 2
    gradient = np.stack([pull, (low + extra[0]) / SCALE, (high + extra[1]) / SCALE], axis=-1)
    second = np.stack(
        [
            np.stack([curve, cross_low, cross_high], axis=-1),
            np.stack([cross_low, low_low + extra[2], low_high + extra[4]], axis=-1),
            np.stack([cross_high, low_high + extra[4], high_high + extra[3]], axis=-1),
        ],
        axis=-2,
    )
    step = np.linalg.solve(second + 1e-6 * np.eye(3), gradient[..., None])[..., 0]
    _take(items, rows, step)


def _take(items: Items, rows: NDArray[np.int64], step: Floats) -> None:
    """Move, but not far, and never past the other cutpoint."""
    room = 0.7 * (items.high[rows] - items.low[rows])
    closing = np.maximum(step[:, 1] - step[:, 2], _TINY)
    longest = np.maximum(np.abs(step).max(axis=1), _TINY)
    share = np.minimum(1.0, np.minimum(room / closing, _LONGEST_STEP / longest))
    items.slope[rows] += share * step[:, 0]
    items.low[rows] += share * step[:, 1]
    items.high[rows] += share * step[:, 2]


def _pseudo(items: Items, rows: NDArray[np.int64]) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    low, high = _logistic(SCALE * items.low[rows]), _logistic(SCALE * items.high[rows])
    low_density, high_density = low * (1.0 - low), high * (1.0 - high)
    gap = np.maximum(high - low, _TINY)
    low_pull, high_pull = low_density / gap, high_density / gap
    return (
        _PSEUDO * (1.0 - low - low_pull),
        _PSEUDO * (high_pull - high),
        _PSEUDO * (low_density + low_pull * (1.0 - 2.0 * low) + low_pull**2),
        _PSEUDO * (high_density + high_pull**2 - high_pull * (1.0 - 2.0 * high)),
        -_PSEUDO * low_pull * high_pull,
    )


def _logistic(x: Floats) -> Floats:
    share: Floats = 0.5 * (1.0 + np.tanh(0.5 * x))
    return share
