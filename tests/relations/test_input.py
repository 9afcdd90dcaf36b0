"""What users bring: other kinds of tables, numbers as text, nulls; each used or refused with the reason."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from dragoman.model.errors import InputError
from dragoman.relations.balance import SignedNetwork, balances
from dragoman.relations.frames import eager, whole_numbers
from dragoman.relations.ideal_points import fit
from dragoman.relations.ideal_points.heldout import held_out
from dragoman.relations.similarity import dyads, s_score

VOTES = pl.DataFrame(
    [
        (r, c, 1, v)
        for r in range(6)
        for c, v in (("United States", "yes"), ("Cuba", "no"), ("Ghana", "no" if r % 2 else "yes"))
    ],
    schema=["rcid", "country", "session", "vote"],
    orient="row",
)
POSITIONS = pl.DataFrame(
    {"state": ["A", "B", "A", "B"], "item": [1, 1, 2, 2], "year": [1992] * 4, "value": [1, 2, 1, 3]}
)
TIES = pl.DataFrame({"a": ["x", "y"], "b": ["y", "z"], "sign": [1, -1]})


@pytest.mark.parametrize(
    "same",
    [
        lambda frame: frame.lazy(),
        lambda frame: frame.with_columns(pl.col("session").cast(pl.String)),
        lambda frame: frame.with_columns(pl.col("session").cast(pl.Float64)),
        lambda frame: frame.with_columns(vote=pl.col("vote").str.to_uppercase() + " "),
        lambda frame: frame.with_columns(pl.col("vote").replace_strict({"yes": 1.0, "no": 3.0})),
        lambda frame: frame.with_columns(pl.col("vote").replace_strict({"yes": 1, "no": 3})),
    ],
)
def test_votes_in_other_shapes(same: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    """Lazy tables, sessions as text or float, votes in capitals or as numbers give the same estimates."""
    assert fit(same(VOTES)).estimates.equals(fit(VOTES).estimates)


def test_pandas_is_taken() -> None:
    """Tables of pandas give the same as those of polars, their NaN being nothing."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({name: POSITIONS[name].to_list() for name in POSITIONS.columns})
    assert dyads(frame).equals(dyads(POSITIONS))
    frame.loc[1, "value"] = float("nan")
    assert dyads(frame)["n"].to_list() == [1]


def test_unknown_positions_are_not_compared() -> None:
    """A null position leaves its item out; a null name does not pass in silence."""
    some = POSITIONS.with_columns(value=pl.Series([1, None, 1, 3]))
    assert dyads(some)["n"].to_list() == [1]
    for name in ("state", "item", "year"):
        with pytest.raises(InputError, match=f"1 rows have no {name}"):
            dyads(POSITIONS.with_columns(pl.when(pl.int_range(pl.len()) != 1).then(name).alias(name)))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: dyads([1, 2]), "has to be a table"),  # type: ignore[arg-type]
        (lambda: dyads(POSITIONS.with_columns(year=pl.lit("nineteen"))), "'nineteen' in 4 rows"),
        (lambda: fit(VOTES.with_columns(session=pl.lit(1.5))), "1.5 in 18 rows"),
        (lambda: fit(VOTES.with_columns(vote=pl.lit(1.5))), "such as 1.5"),
        (lambda: s_score([1, float("inf")], [1, 2]), "infinite position"),
        (lambda: SignedNetwork.of(TIES.with_columns(sign=pl.lit("+"))), "has to be a number"),
        (lambda: SignedNetwork.of(TIES.with_columns(sign=pl.lit(float("nan")))), "no name or no sign"),
        (lambda: SignedNetwork.of(TIES.with_columns(a=pl.lit(1))), "in one type"),
        (lambda: balances(TIES.with_columns(year=1).head(0)), "no tie in any period"),
        (lambda: held_out(VOTES, folds=1), "at least two parts"),
        (lambda: held_out(VOTES), "could be foreseen|split"),
    ],
)
def test_people_get_told(call: Callable[[], object], said: str) -> None:
    """What cannot be used is refused in words of the user's table."""
    with pytest.raises(InputError, match=said):
        call()


def test_tables_stay_themselves() -> None:
    """A table of polars is not copied, and whole numbers keep nulls."""
    assert eager(TIES, "ties") is TIES
    assert whole_numbers(pl.DataFrame({"y": [1.0, None]}), "y", "it").to_list() == [1, None]


def test_held_out_prefers_what_is_true() -> None:
    """Of votes drawn from states that move slowly, a model that lets them move slowly foresees more."""
    import numpy as np

    dice = np.random.default_rng(3)
    n, calls, sessions = 30, 20, 10
    points = dice.normal(size=n)
    rows = []
    for t in range(sessions):
        points = 0.97 * points + np.sqrt(1 - 0.97**2) * dice.normal(size=n)
        for j in range(calls):
            slope, cut = dice.normal(0, 0.8), dice.normal(0, 0.5)
            yes = slope * points + dice.normal(size=n) > cut
            rows += [(t * 100 + j, f"s{i:02}", t + 1, "yes" if v else "no") for i, v in enumerate(yes)]
    votes = pl.DataFrame(rows, schema=["rcid", "country", "session", "vote"], orient="row")
    slow = held_out(votes, anchor="s00", persistence=0.95, discrimination=0.8, folds=4, use=2)
    free = held_out(votes, anchor="s00", persistence=0.0, discrimination=0.8, folds=4, use=2)
    assert slow.calls == free.calls
    assert slow.votes == free.votes > 2000
    collapsed = votes.filter(pl.col("rcid") % 100 < 2)
    with pytest.raises(InputError, match="do not tell the states apart"):
        fit(collapsed, anchor="s00", persistence=0.0, discrimination=0.05)
    assert slow.score > free.score
