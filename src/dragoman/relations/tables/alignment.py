"""How alike two states were, year by year: alliances and votes."""

from __future__ import annotations

import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.codes import refuse_unknown
from dragoman.relations.similarity import dyads
from dragoman.relations.tables.ballots import VOTES

__all__ = ["alignment_of"]


def alignment_of(
    a: str,
    b: str,
    *,
    alliances: pl.DataFrame | None = None,
    members: pl.DataFrame | None = None,
    votes: pl.DataFrame | None = None,
    least: int = 5,
) -> pl.DataFrame:
    """Measure year by year how alike the alliances and the votes of two states were.

    Parameters
    ----------
    a, b : str, codes
    alliances, members : polars.DataFrame, optional
        From `alliance_positions` and `members_of`; S and kappa need both.
    votes : polars.DataFrame, optional
        From `ballots_of`.
    least : int
        Fewest items that both know; with fewer a measure is NaN.

    Returns
    -------
    polars.DataFrame
        `year`, and as far as the tables allow `s_alliances`, `kappa_alliances`, `n_alliances`,
        `agreement_votes` (share of the same vote), `opposed_votes` (share of yes against no), `kappa_votes`,
        `n_votes`: items that both know; on roll calls, those where neither was absent.

    Raises
    ------
    InputError
        If there is nothing to compare, or nobody bears one of the codes and no table has it.
    """
    _refuse(a, b, alliances, members, votes)
    parts = []
    low, high = sorted((a, b))
    if alliances is not None and members is not None:
        shared = (
            members.filter(pl.col("state").is_in([a, b])).group_by("year").len().filter(pl.col("len") == 2)
        )
        # Years in which the alliances tell nothing about anybody are not covered, and no zeros.
        then = shared.select("year").join(alliances.select("year").unique(), on="year", how="semi")
        found = dyads(
            alliances.join(then, on="year", how="semi"),
            measure=["s_score", "cohen_kappa"],
            members=members.join(then, on="year", how="semi"),
            levels=[0, 1, 2, 3],
            fill=0,
            own=3,
        )
        parts.append(
            _one_pair(
                found,
                low,
                high,
                {"s_score": "s_alliances", "cohen_kappa": "kappa_alliances"},
                "n_alliances",
                least,
            )
        )
    if votes is not None:
        two = votes.filter(pl.col("country").is_in([a, b]))
        found = dyads(
            two,
            measure=["agreement", "cohen_kappa"],
            levels=list(VOTES),
            state="country",
            item="rcid",
            value="vote",
        )
        voted = _one_pair(
            found,
            low,
            high,
            {"agreement": "agreement_votes", "cohen_kappa": "kappa_votes"},
            "n_votes",
            least,
        )
        opposed = pl.when(pl.col("n_votes") >= least).then("opposed_votes").otherwise(float("nan"))
        parts.append(
            voted.join(_opposed(two, a, b), on="year", how="left", maintain_order="left").with_columns(
                opposed_votes=opposed
            )
        )
    out = parts[0]
    for part in parts[1:]:
        out = out.join(part, on="year", how="full", coalesce=True)
    return out.sort("year")


def _refuse(
    a: str, b: str, alliances: pl.DataFrame | None, members: pl.DataFrame | None, votes: pl.DataFrame | None
) -> None:
    if votes is None and (alliances is None or members is None):
        raise InputError("Give alliances with members, or votes, or both: there is nothing to compare.")
    if a == b:
        raise InputError(f"Both are {a}; name two states.")
    seen = set() if votes is None else set(votes["country"])
    seen |= set() if members is None else set(members["state"])
    refuse_unknown((a, b), lambda _: seen, "voter and no state of the system")


def _one_pair(
    found: pl.DataFrame, low: str, high: str, names: dict[str, str], n: str, least: int
) -> pl.DataFrame:
    one = found.filter((pl.col("state_a") == low) & (pl.col("state_b") == high))
    enough = pl.col("n") >= least
    return one.select(
        pl.col("year").cast(pl.Int64()),
        *(pl.when(enough).then(old).otherwise(float("nan")).alias(new) for old, new in names.items()),
        pl.col("n").alias(n),
    )


def _opposed(ballots: pl.DataFrame, a: str, b: str) -> pl.DataFrame:
    """Return the share of roll calls of each year on which one voted yes and the other no."""
    one = ballots.filter(pl.col("country") == a).select("rcid", pl.col("year").cast(pl.Int64()), a="vote")
    both = one.join(ballots.filter(pl.col("country") == b).select("rcid", b="vote"), on="rcid", how="inner")
    against = (pl.col("a") != pl.col("b")) & (pl.col("a") != "abstain") & (pl.col("b") != "abstain")
    return both.group_by("year").agg(opposed_votes=against.mean())
