"""Votes as ballots: what was cast by whom on which roll call."""

from __future__ import annotations

import polars as pl

from dragoman.relations.tables.columns import has_columns

__all__ = ["VOTES", "ballots_of"]

VOTES = ("no", "abstain", "yes")
"""In ascending order."""


def ballots_of(votes: pl.DataFrame) -> pl.DataFrame:
    """Turn the table ``votes`` into ballots: what was cast by whom on which roll call.

    Parameters
    ----------
    votes : polars.DataFrame
        Rows of the table.  Absent states and voters without a code are left out.

    Returns
    -------
    polars.DataFrame
        `rcid`, `country` (code), `session`, `year`, `vote`: for `dragoman.relations.ideal_points.fit`, and
        for `dyads` with ``state="country", item="rcid", value="vote"``.  Where several voters share a code on
        a roll call (Ukraine and Belarus beside the Soviet Union), it stays with the one who has it most
        often; the others go by the code that they have at other times, or by their name.  A vote that
        several editions of the data hold is taken from the latest.
    """
    has_columns(votes, ("source_id", "code", "session", "date", "vote"), "votes")
    if "source_version" in votes.columns:  # of several editions of the votes the latest stands
        votes = votes.sort("source_version", maintain_order=True)
    votes = votes.unique("source_id", keep="last", maintain_order=True)
    cast = votes.filter(pl.col("vote").is_in(VOTES), pl.col("code").is_not_null()).select(
        rcid=pl.col("source_id").str.extract(r"^([^/]+)/").cast(pl.Int64()),
        country="code",
        voter="voter",
        session=pl.col("session").cast(pl.Int64()),
        year=pl.col("date").dt.year().cast(pl.Int64()),
        vote="vote",
    )
    double = cast.filter(cast.select("rcid", "country").is_duplicated())
    if len(double):
        cast = cast.join(_own_codes(cast, double), on=["country", "voter"], how="left", maintain_order="left")
        cast = cast.with_columns(country=pl.coalesce("own", "country"))
        cast = cast.filter(~cast.select("rcid", "country").is_duplicated())
    return cast.select("rcid", "country", "session", "year", "vote").sort("session", "rcid", "country")


def _own_codes(cast: pl.DataFrame, double: pl.DataFrame) -> pl.DataFrame:
    """Return another code for voters who share one: Ukraine and Belarus voted beside the Soviet Union.

    The code stays with whoever used it most; the others get the one they have at other times, or else
    their name.
    """
    sharing = (
        double.group_by("country", "voter")
        .len()
        .sort("country", "len", "voter", descending=[False, True, False])
    )
    others = sharing.filter(pl.col("country").cum_count().over("country") > 1).select("country", "voter")
    elsewhere = (
        cast.join(sharing.select("country", "voter"), on=["country", "voter"], how="anti")
        .group_by("voter", "country")
        .len()
        .sort("voter", "len", "country", descending=[False, True, False])
        .unique("voter", keep="first", maintain_order=True)
        .select("voter", own="country")
    )
    return others.join(elsewhere, on="voter", how="left").with_columns(own=pl.coalesce("own", "voter"))
