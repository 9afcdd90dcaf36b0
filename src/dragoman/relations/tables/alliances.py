"""Alliances and memberships as positions and members of the state system."""

from __future__ import annotations

import polars as pl

from dragoman.datasets.who import by_number_in_year
from dragoman.model.errors import InputError
from dragoman.relations.tables.columns import has_columns

__all__ = ["alliance_positions", "members_of"]

_LEVELS = {"defence": 3, "offence": 3, "neutrality": 2, "nonaggression": 2, "consultation": 1}


def alliance_positions(alliances: pl.DataFrame) -> pl.DataFrame:
    """Turn the table ``alliances`` into positions: each state towards each partner, year by year.

    3 defence or offence, 2 neutrality or non-aggression, 1 consultation; the highest obligation in force
    at any time of the year, in both directions.

    Parameters
    ----------
    alliances : polars.DataFrame
        Rows of the table, such as `study.external("alliances").collect()`.

    Returns
    -------
    polars.DataFrame
        `state`, `item` (codes), `year`, `value`, for `dragoman.relations.similarity.dyads`.
    """
    has_columns(alliances, ("codes", "obligations", "start", "stop"), "alliances")
    level = pl.col("obligations").list.eval(pl.element().replace_strict(_LEVELS, default=0)).list.max()
    both = (
        alliances.lazy()
        .filter(pl.col("codes").list.len() > 1, pl.col("start").is_not_null())
        .select(
            "codes",
            value=level.fill_null(0).cast(pl.Int64()),
            year=pl.int_ranges(
                pl.col("start").dt.year().cast(pl.Int64()),
                (pl.col("stop").dt.offset_by("-1d").dt.year().fill_null(pl.col("start").dt.year()) + 1).cast(
                    pl.Int64()
                ),
            ),
        )
        .explode("year")
        .with_columns(state=pl.col("codes"), item=pl.col("codes"))
        .explode("state")
        .explode("item")
    )
    return (
        both.filter(pl.col("state") != pl.col("item"))
        .group_by("state", "item", "year")
        .agg(pl.col("value").max())
        .sort("year", "state", "item")
        .collect()
    )


def members_of(estimates: pl.DataFrame, *, until: int | None = None) -> pl.DataFrame:
    """Turn memberships in the state system (``estimates``, measure ``member``) into state-years.

    Parameters
    ----------
    estimates : polars.DataFrame
    until : int, optional
        A year up to which those stay who are there at the end of the data.

    Returns
    -------
    polars.DataFrame
        `state` (code) and `year`.
    """
    has_columns(estimates, ("measure", "source_id", "start", "stop"), "estimates")
    there = estimates.filter(pl.col("measure") == "member", pl.col("start").is_not_null())
    if there.is_empty():
        raise InputError("The estimates hold no measure 'member'; import cow-states.")
    end = there["stop"].max()
    last = pl.col("stop").dt.offset_by("-1d").dt.year().cast(pl.Int64())
    if until is not None:
        last = pl.when(pl.col("stop") == end).then(pl.max_horizontal(last, pl.lit(until))).otherwise(last)
    # One membership may have had several entities (COW 365 is Russia, the Soviet Union, Russia).
    years = there.select(
        number=pl.col("source_id").str.extract(r"^(\d+)@"),
        year=pl.int_ranges(pl.col("start").dt.year().cast(pl.Int64()), last + 1),
    ).explode("year")
    found, _ = by_number_in_year(years, "number", "year", "cow")
    return years.select(state=found["code"], year="year").drop_nulls().unique().sort("year", "state")
