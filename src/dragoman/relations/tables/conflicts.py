"""Conflicts as counts, and with alliances as signed ties."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.codes import refuse_unknown
from dragoman.relations.tables.alliances import alliance_positions
from dragoman.relations.tables.columns import has_columns

__all__ = ["disputes_of", "ties_of"]


def ties_of(
    alliances: pl.DataFrame,
    conflicts: pl.DataFrame,
    *,
    friends: Sequence[str] = ("defence",),
    hostile: Sequence[str] | None = None,
    among: Sequence[str] | None = None,
) -> pl.DataFrame:
    """Turn alliances and conflicts into a signed network for every year.

    Parameters
    ----------
    alliances, conflicts : polars.DataFrame
        Rows of the tables.
    friends : sequence of str
        Obligations that make two states friends.
    hostile : sequence of str, optional
        Values of `intensity` that make two states enemies; by default any.
    among : sequence of str, optional
        Only ties between these codes.

    Returns
    -------
    polars.DataFrame
        `year`, `a` < `b`, `sign`, `both`: whether the two were friends by treaty and in conflict in one year;
        then the conflict is what they are tied by.
    """
    has_columns(alliances, ("codes", "obligations", "start", "stop"), "alliances")
    has_columns(conflicts, ("codes_a", "codes_b", "year", "intensity"), "conflicts")
    friendly = alliances.filter(pl.col("obligations").list.set_intersection(list(friends)).list.len() > 0)
    good = alliance_positions(friendly).filter(pl.col("state") < pl.col("item"))
    good = good.select("year", a="state", b="item").unique()
    bad = _hostile_years(conflicts, hostile).filter(pl.col("a") < pl.col("b")).unique()
    tied = good.with_columns(friend=True).join(
        bad.with_columns(enemy=True), on=["year", "a", "b"], how="full", coalesce=True
    )
    if among is not None:
        tied = tied.filter(pl.col("a").is_in(list(among)) & pl.col("b").is_in(list(among)))
    return tied.select(
        "year",
        "a",
        "b",
        sign=pl.when("enemy").then(pl.lit(-1)).otherwise(1),
        both=(pl.col("friend") & pl.col("enemy")).fill_null(value=False),
    ).sort("year", "a", "b")


def disputes_of(conflicts: pl.DataFrame, a: str, b: str, *, first: int, last: int) -> pl.DataFrame:
    """Count the conflicts between two states year by year, from sources that list all conflicts.

    Parameters
    ----------
    conflicts : polars.DataFrame
        Rows of the table, with one row for each year.
    a, b : str, codes
    first, last : int
        Years that the source covers, both included: years without a conflict are true zeros there.

    Returns
    -------
    polars.DataFrame
        `year` and `conflicts`, different conflicts by their name.

    Raises
    ------
    InputError
        If no conflict has one of the codes and nobody bears it, or the years are in the wrong order.
    """
    has_columns(conflicts, ("codes_a", "codes_b", "year", "name"), "conflicts")
    one = pl.col("codes_a").list.contains(a) & pl.col("codes_b").list.contains(b)
    two = pl.col("codes_a").list.contains(b) & pl.col("codes_b").list.contains(a)
    seen = (
        conflicts.filter(one | two)
        .group_by(pl.col("year").cast(pl.Int64()))
        .agg(conflicts=pl.col("name").n_unique().cast(pl.Int64()))
    )
    refuse_unknown((a, b), lambda codes: [code for code in codes if _names(conflicts, code)], "conflict")
    if a == b or last < first:
        raise InputError(
            f"{a} and {b}, {first} to {last}: give two different codes, and the first year before the last."
        )
    years = pl.DataFrame({"year": pl.int_range(first, last + 1, eager=True, dtype=pl.Int64())})
    return years.join(seen, on="year", how="left", maintain_order="left").with_columns(
        pl.col("conflicts").fill_null(0)
    )


def _names(conflicts: pl.DataFrame, code: str) -> bool:
    named = pl.col("codes_a").list.contains(code) | pl.col("codes_b").list.contains(code)
    return bool(conflicts.select(named.any()).item())


def _hostile_years(conflicts: pl.DataFrame, hostile: Sequence[str] | None) -> pl.DataFrame:
    kept = conflicts.filter(pl.col("year").is_not_null())
    if hostile is not None:
        known = set(conflicts["intensity"].drop_nulls())
        strange = [level for level in hostile if level not in known]
        if strange:
            raise InputError(
                f"No conflict has the intensity {strange[0]!r}; there are {', '.join(sorted(known))}."
            )
        kept = kept.filter(pl.col("intensity").is_in(list(hostile)))
    pairs = kept.select(pl.col("year").cast(pl.Int64()), a="codes_a", b="codes_b").explode("a").explode("b")
    pairs = pairs.drop_nulls().filter(pl.col("a") != pl.col("b"))
    return pl.concat([pairs, pairs.select("year", a="b", b="a")])
