"""How well ideal points foresee roll calls that they were not estimated from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.ideal_points.ballots import Session, ballots
from dragoman.relations.ideal_points.estimate import fit
from dragoman.relations.ideal_points.items import SCALE, Items, improve
from dragoman.relations.joint import Floats

__all__ = ["HeldOut", "held_out"]

_ITEM_SPREAD = 1.0
_STEPS = 12
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class HeldOut:
    """The score of one choice of settings.

    Attributes
    ----------
    score : float
        Mean log probability of a vote, the higher the better.
    right : float
        Share of votes whose most probable answer was given.
    votes, calls : int
        How many votes on how many roll calls were foreseen.
    """

    score: float
    right: float
    votes: int
    calls: int


def held_out(
    votes: pl.DataFrame,
    *,
    persistence: float = 0.95,
    discrimination: float = 0.35,
    anchor: str | int | None = None,
    folds: int = 10,
    use: int = 2,
    seed: int = 1,
) -> HeldOut:
    """Score settings of `fit` by roll calls that it did not see.

    A tenth of the roll calls is left out and the ideal points are estimated from the others.  Then, for
    each roll call left out, one half of the states (drawn at random) tells what it was about, its
    discrimination and cutpoints, and the votes of the other half are foreseen from their ideal points;
    and the other way round.  How the roll call's parameters are found is the same for all settings, so
    that only the ideal points are judged.  No published estimate enters.

    Parameters
    ----------
    votes, persistence, discrimination, anchor
        See `dragoman.relations.ideal_points.fit`.
    folds : int
        Into how many parts the roll calls are divided.
    use : int
        How many of the parts are left out in turn.
    seed : int

    Returns
    -------
    HeldOut

    References
    ----------
    Stone, M. (1974): Cross-validatory choice and assessment of statistical predictions. Journal of the
    Royal Statistical Society B 36 (2), 111-147.
    """
    if not 1 <= use <= folds or folds < 2:
        raise InputError(f"use={use} of folds={folds}: leave out at least one of at least two parts.")
    calls = votes["rcid"].unique().sort()
    part = np.random.default_rng(seed).permutation(len(calls)) % folds
    logs, hits = 0.0, 0
    total, seen = 0, 0
    for k in range(use):
        away = calls.filter(pl.Series(part == k))
        found = fit(
            votes.filter(~pl.col("rcid").is_in(away.implode())),
            anchor=anchor,
            persistence=persistence,
            discrimination=discrimination,
        ).estimates
        left = ballots(votes.filter(pl.col("rcid").is_in(away.implode())))
        for number, session in zip(left.numbers.tolist(), left.sessions, strict=True):
            here = found.filter(pl.col("session") == number)
            names = pl.DataFrame({"country": left.countries.gather(session.who)})
            at = names.join(here, on="country", how="left", maintain_order="left")
            known = at["ideal_point"].is_not_null().to_numpy()
            if not len(session.rows) or known.sum() < 10:
                continue
            points = at["ideal_point"].fill_null(0.0).to_numpy()
            errors = at["se"].fill_null(0.0).to_numpy()
            first = np.random.default_rng([seed, k, number]).random((len(session.rows), len(known))) < 0.5
            for learn, told in ((first, ~first), (~first, first)):
                answers = _foresee(session, points, errors, learn & known, told & known)
                logs += answers[0]
                hits += answers[1]
                total += answers[2]
            seen += len(session.rows)
    if not total:
        raise InputError("No roll call that was left out could be foreseen: too few states or roll calls.")
    return HeldOut(logs / total, hits / total, total, seen)


def _foresee(
    session: Session, points: Floats, errors: Floats, learn: Floats, told: Floats
) -> tuple[float, int, int]:
    """Return the sum of log probabilities, the right ones and the number of votes foreseen."""
    n = len(session.rows)
    part = Session(
        np.arange(n), session.who, session.no * learn, session.abstain * learn, session.yes * learn
    )
    items = Items.blank(n)
    for _ in range(_STEPS):
        improve(items, part, points, errors**2, _ITEM_SPREAD)
    eta = items.slope[:, None] * points
    # What is uncertain about a point makes its vote less certain.
    sure = 1.0 / np.sqrt(1.0 + (items.slope[:, None] * errors) ** 2)
    low = 0.5 * (1.0 + np.tanh(0.5 * SCALE * sure * (items.low[:, None] - eta)))
    high = 0.5 * (1.0 + np.tanh(0.5 * SCALE * sure * (items.high[:, None] - eta)))
    chances = np.stack([low, high - low, 1.0 - high])
    cast = np.stack([session.no, session.abstain, session.yes]) * told
    given = (chances * cast).sum(axis=0)
    there = cast.sum(axis=0) > 0
    best = (chances * cast).sum(axis=0) >= chances.max(axis=0) - 1e-12
    return (
        float(np.log(np.maximum(given[there], _LEAST)).sum()),
        int((best & there).sum()),
        int(there.sum()),
    )
