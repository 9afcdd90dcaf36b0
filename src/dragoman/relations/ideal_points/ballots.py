"""Votes as one matrix a session."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dragoman.model.errors import InputError
from dragoman.relations.frames import eager, whole_numbers

__all__ = ["Ballots", "Session", "ballots"]

_WORDS = {"no": 0, "abstain": 1, "yes": 2}
# As the files of the United Nations votes have it: 8 is absent, 9 no member.
_NUMBERS = {3.0: 0, 2.0: 1, 1.0: 2}
_ABSENT = (8.0, 9.0)


@dataclass(frozen=True, slots=True)
class Session:
    """The split roll calls of one session.

    Attributes
    ----------
    rows : array (n_items,), numbers of roll calls
    who : array (n_states,), numbers of the states that voted
    no, abstain, yes : array (n_items, n_states), 1.0 where that vote was cast
    """

    rows: NDArray[np.int64]
    who: NDArray[np.int64]
    no: NDArray[np.float64]
    abstain: NDArray[np.float64]
    yes: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ballots:
    """All votes.

    Attributes
    ----------
    countries : polars.Series (n_states,), sorted
    calls : polars.DataFrame (n_calls, ...)
        `rcid`, `session` and the number of votes of each kind, sorted by session and rcid.
    numbers : array (n_sessions,), numbers of the sessions
    sessions : list of Session
    """

    countries: pl.Series
    calls: pl.DataFrame
    numbers: NDArray[np.int64]
    sessions: list[Session]

    @property
    def present(self) -> NDArray[np.bool_]:
        """Who voted on at least one split roll call of a session, (n_sessions, n_states)."""
        seen = np.zeros((len(self.sessions), len(self.countries)), dtype=np.bool_)
        for t, session in enumerate(self.sessions):
            seen[t, session.who] = True
        return seen


def ballots(votes: pl.DataFrame) -> Ballots:
    """Read votes; the parameters are those of `dragoman.relations.ideal_points.fit`.

    Raises
    ------
    InputError
        If a column is missing or empty, a vote is unknown, a state votes twice on a roll call, or a
        roll call belongs to two sessions.
    """
    votes = eager(votes, "votes")
    missing = [name for name in ("rcid", "country", "session", "vote") if name not in votes.columns]
    if missing:
        raise InputError(
            f"The votes lack {', '.join(missing)}; they have {', '.join(votes.columns)}. "
            "The session stands in the table of roll calls: join it on rcid."
        )
    plain = votes.select(
        "rcid", "country", session=whole_numbers(votes, "session", "the votes"), level=_levels(votes["vote"])
    )
    plain = plain.filter(pl.col("level").is_not_null())
    for name in ("rcid", "country", "session"):
        if plain[name].null_count():
            raise InputError(
                f"{plain[name].null_count()} votes have no {name}. Country codes are null for some states "
                "that are gone; use their names."
            )
    countries = plain["country"].cast(_plain_type(plain["country"])).unique().sort()
    calls = plain.group_by("session", "rcid").agg(
        no=(pl.col("level") == 0).sum(),
        abstain=(pl.col("level") == 1).sum(),
        yes=(pl.col("level") == 2).sum(),
    )
    calls = calls.sort("session", "rcid").with_row_index("_row")
    if calls["rcid"].is_duplicated().any():
        twice = calls.filter(pl.col("rcid").is_duplicated())["rcid"][0]
        raise InputError(f"Roll call {twice} belongs to more than one session.")
    numbered = plain.with_columns(pl.col("country").cast(countries.dtype)).join(
        calls.select("rcid", "_row"), on="rcid"
    )
    names = pl.DataFrame({"country": countries, "_state": np.arange(len(countries))})
    numbered = numbered.join(names, on="country")
    if numbered.select("_row", "_state").is_duplicated().any():
        row = numbered.filter(numbered.select("_row", "_state").is_duplicated()).row(0, named=True)
        raise InputError(f"{row['country']} has more than one vote on roll call {row['rcid']}.")
    cast = np.full((len(calls), len(countries)), -1, dtype=np.int8)
    cast[numbered["_row"].to_numpy(), numbered["_state"].to_numpy()] = numbered["level"].to_numpy()
    kinds = calls.select((pl.col(k) > 0).cast(pl.Int8) for k in _WORDS).sum_horizontal().to_numpy()
    when = calls["session"].to_numpy()
    numbers = np.unique(when)
    return Ballots(
        countries=countries,
        calls=calls.drop("_row"),
        numbers=numbers,
        sessions=[_session(cast, np.flatnonzero((when == number) & (kinds > 1))) for number in numbers],
    )


def _session(cast: NDArray[np.int8], rows: NDArray[np.int64]) -> Session:
    who = np.flatnonzero((cast[rows] >= 0).any(axis=0))
    block = cast[np.ix_(rows, who)]
    no, abstain, yes = ((block == level).astype(np.float64) for level in range(3))
    return Session(rows, who, no, abstain, yes)


def _levels(votes: pl.Series) -> pl.Series:
    """Return 0 no, 1 abstain, 2 yes, null where absent."""
    if votes.dtype.is_numeric():
        codes = votes.cast(pl.Float64)
        known = codes.replace_strict(_NUMBERS, default=None, return_dtype=pl.Int8)
        absent = codes.is_in(_ABSENT) | codes.is_nan()
        strange = votes.filter(known.is_null() & ~absent & votes.is_not_null())
    else:
        text = votes.cast(pl.String).str.strip_chars().str.to_lowercase()
        known = text.replace_strict(_WORDS, default=None, return_dtype=pl.Int8)
        strange = text.filter(known.is_null() & text.is_not_null())
    if len(strange):
        raise InputError(
            f"{len(strange)} votes are unknown, such as {strange[0]!r}. A vote is yes, abstain or no, "
            "or 1, 2, 3; 8 (absent) and 9 (no member) are left out."
        )
    return known


def _plain_type(names: pl.Series) -> pl.DataType:
    return names.dtype if names.dtype.is_numeric() else pl.String()
