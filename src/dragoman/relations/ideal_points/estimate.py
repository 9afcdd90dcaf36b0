"""The dynamic ordinal model of ideal points, estimated without sampling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.ideal_points.ballots import Ballots, Session, ballots
from dragoman.relations.ideal_points.items import SCALE, Items, improve, shares
from dragoman.relations.ideal_points.walk import Walk
from dragoman.relations.joint import Floats

__all__ = ["IdealPoints", "fit"]

_ANCHORS = ("United States", "United States of America", "USA", "US", 2, 840)
_FIRST_STEPS = 6
_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class IdealPoints:
    """Estimated ideal points and roll calls.

    Attributes
    ----------
    estimates : polars.DataFrame
        `country`, `session`, `ideal_point`, `se`, sorted by session and country: one row for each
        state that voted on a split roll call of the session.  Over all rows the ideal points have
        mean square 1; the anchor's side is positive.  `se` is the posterior standard deviation given
        the roll calls' parameters.
    items : polars.DataFrame
        `session`, `rcid`, the votes `no`, `abstain`, `yes`, and of each split roll call the
        `discrimination` and the cutpoints `no_abstain` and `abstain_yes`; null where all agreed.
    rounds : int
    converged : bool
        Whether no ideal point moved by more than the tolerance in the last round.
    """

    estimates: pl.DataFrame
    items: pl.DataFrame
    rounds: int
    converged: bool


def fit(
    votes: pl.DataFrame,
    *,
    anchor: str | int | None = None,
    persistence: float = 0.95,
    discrimination: float = 0.35,
    rounds: int = 60,
    tolerance: float = 0.001,
) -> IdealPoints:
    r"""Estimate where states stand, session by session, on one scale.

    The model is the dynamic ordinal item response model of Bailey, Strezhnev and Voeten:

    .. math:: P(y_{ij} \le k) = F(\gamma_{jk} - \beta_j \theta_{it}), \quad k \in \{no, abstain\}

    for state i, roll call j of session t.  Here F is the logistic curve with slope 1.7, which stays
    within .01 of the normal one; the ideal points of a state follow a stationary autoregression, and
    the discriminations are N(0, `discrimination` squared).

    Parameters
    ----------
    votes : polars.DataFrame
        `rcid`, `country`, `session`, `vote`; a vote is "yes", "abstain" or "no", or 1, 2, 3 (8 and 9,
        absent and no member, are left out).
    anchor : str or int, optional
        The country whose side is positive; by default the United States, under its usual names.
    persistence : float in [0, 1)
        Correlation of a state's ideal points in neighbouring sessions, before votes are seen.  It
        links the scales of the sessions; 0 leaves each session to itself.
    discrimination : float
        Prior standard deviation of the discriminations.  The smaller, the less can a few states that
        vote alone stretch the scale.
    rounds : int
        Most rounds.
    tolerance : float
        Stop when no ideal point moves further in a round.

    Returns
    -------
    IdealPoints

    Raises
    ------
    InputError
        If the votes cannot be used, or the anchor did not vote.

    Notes
    -----
    Each round takes a Newton step for all roll calls given the ideal points and their variances, then
    solves for the ideal points given the roll calls with Newton's quadratic approximation and the
    autoregression (a tridiagonal system a state), and sets the scale: a generalised EM algorithm with
    Laplace's approximation, linear in the votes.  Nothing is drawn at random.

    References
    ----------
    Bailey, M. A., A. Strezhnev and E. Voeten (2017): Estimating dynamic state preferences from United
    Nations voting data. Journal of Conflict Resolution 61 (2), 430-456; the ordinal model there.
    Imai, K., J. Lo and J. Olmsted (2016): Fast estimation of ideal points with massive data. American
    Political Science Review 110 (4), 631-656, for EM in place of sampling.

    Examples
    --------
    >>> import polars as pl
    >>> votes = pl.DataFrame(
    ...     [(r, c, 1, v) for r in range(6) for c, v in
    ...         (("United States", "yes"), ("Cuba", "no"), ("Ghana", "no" if r % 2 else "yes"))],
    ...     schema=["rcid", "country", "session", "vote"], orient="row")
    >>> fit(votes).estimates.sort("ideal_point")["country"].to_list()
    ['Cuba', 'Ghana', 'United States']
    """
    if not 0.0 <= persistence < 1.0:
        raise InputError(f"persistence={persistence} must be at least 0 and less than 1.")
    if discrimination <= 0.0:
        raise InputError(f"discrimination={discrimination} must be above 0.")
    held = ballots(votes)
    present = held.present
    if not present.any():
        raise InputError("No roll call is split: votes on which all agree say nothing about ideal points.")
    side = _anchor(held, anchor)
    if not present[:, side].any():
        raise InputError(f"{held.countries[side]} did not vote on a split roll call; name another anchor.")
    walk = Walk.over(present, held.numbers, persistence)
    points = _start(held, side)
    variances = np.zeros_like(points)
    items = Items.blank(len(held.calls))
    done, moved = 0, np.inf
    while done < rounds and moved > tolerance:
        pull, bend = np.zeros_like(points), np.zeros_like(points)
        for t, session in enumerate(held.sessions):
            for _ in range(1 if done else _FIRST_STEPS):
                improve(items, session, points[t, session.who], variances[t, session.who], discrimination)
            now = shares(items, session.rows, points[t, session.who])
            slope = SCALE * items.slope[session.rows]
            pull[t, session.who] = slope @ now.pull(session)
            bend[t, session.who] = slope**2 @ now.bend(session)
        found, variances = walk.posterior(pull + bend * points, bend)
        size = float(np.sqrt(np.mean(found[present] ** 2)))
        if size < _NOTHING:
            raise InputError(
                "These votes do not tell the states apart: the ideal points shrink to one place. There are "
                "too few split roll calls for these settings; take more sessions, or a larger discrimination."
            )
        scale = 1.0 / size
        found *= scale
        variances *= scale**2
        items.slope /= scale
        moved = float(np.abs(found - points)[present].max())
        points, done = found, done + 1
    if points[present[:, side], side].mean() < 0:
        points, items.slope = -points, -items.slope
    when, who = np.nonzero(present)
    return IdealPoints(
        estimates=pl.DataFrame(
            {
                "country": held.countries.gather(who),
                "session": held.numbers[when],
                "ideal_point": points[when, who],
                "se": np.sqrt(variances[when, who]),
            }
        ),
        items=_named(held, items),
        rounds=done,
        converged=moved <= tolerance,
    )


def _named(held: Ballots, items: Items) -> pl.DataFrame:
    split = np.zeros(len(held.calls), dtype=np.bool_)
    for session in held.sessions:
        split[session.rows] = True
    known = pl.Series(split)
    values = {"discrimination": items.slope, "no_abstain": items.low, "abstain_yes": items.high}
    return held.calls.with_columns(
        pl.when(known).then(pl.Series(value)).otherwise(None).alias(name) for name, value in values.items()
    )


def _anchor(held: Ballots, anchor: str | int | None) -> int:
    names = held.countries.to_list()
    for name in _ANCHORS if anchor is None else (anchor,):
        if name in names:
            return names.index(name)
    wanted = "the United States" if anchor is None else repr(anchor)
    raise InputError(
        f"No votes of {wanted} to fix the sign by; give anchor one of the countries in the table."
    )


def _start(held: Ballots, side: int) -> Floats:
    """First axis of each session's votes, turned to the anchor's side (absent: the last one's)."""
    points = np.zeros((len(held.sessions), len(held.countries)))
    last = np.zeros(len(held.countries))
    for t, session in enumerate(held.sessions):
        if not len(session.rows):
            continue
        axis = np.zeros(len(held.countries))
        axis[session.who] = _axis(session)
        likeness = axis[side] if axis[side] else float(axis @ last)
        points[t] = last = -axis if likeness < 0 else axis
    return points


def _axis(session: Session) -> Floats:
    known = session.no + session.abstain + session.yes
    level = session.yes - session.no
    mean = level.sum(axis=1, keepdims=True) / known.sum(axis=1, keepdims=True)
    _, _, axes = np.linalg.svd((level - mean) * known, full_matrices=False)
    spread = float(axes[0].std())
    axis: Floats = axes[0] / spread if spread > 0 else axes[0]
    return axis
