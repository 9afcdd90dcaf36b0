"""From the tables of a study to what the measures take: positions, ballots, members, ties, lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dragoman.datasets.who import by_number_in_year
from dragoman.model.errors import InputError
from dragoman.relations.phases import Phases, change_points
from dragoman.relations.segmentation import Cost
from dragoman.relations.similarity import dyads

__all__ = [
    "PhasesOfSeries",
    "alignment_of",
    "alliance_positions",
    "ballots_of",
    "disputes_of",
    "members_of",
    "phases_of",
    "read_as",
    "ties_of",
]

_LEVELS = {"defence": 3, "offence": 3, "neutrality": 2, "nonaggression": 2, "consultation": 1}
_VOTES = ("no", "abstain", "yes")


@dataclass(frozen=True, slots=True)
class PhasesOfSeries:
    """The phases of one source's series.

    Attributes
    ----------
    starts : list of date
        First day of each cell that entered.
    values : list of float
    stop : date
        First day after the last cell.
    found : Phases
    left_out : int
        Cells of the source that lie outside of the longest stretch that it covers without a gap.
    """

    starts: list[date]
    values: list[float]
    stop: date
    found: Phases
    left_out: int


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
    _has(alliances, ("codes", "obligations", "start", "stop"), "alliances")
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
    _has(votes, ("source_id", "code", "session", "date", "vote"), "votes")
    if "source_version" in votes.columns:  # of several editions of the votes the latest stands
        votes = votes.sort("source_version", maintain_order=True)
    votes = votes.unique("source_id", keep="last", maintain_order=True)
    cast = votes.filter(pl.col("vote").is_in(_VOTES), pl.col("code").is_not_null()).select(
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
    _has(estimates, ("measure", "source_id", "start", "stop"), "estimates")
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


def read_as(frame: pl.DataFrame, lineage: Mapping[str, str]) -> pl.DataFrame:
    """Read some codes as others, so that states which follow each other make one line.

    Whoever shows the result says so: ``{"SUN": "RUS"}`` reads the Soviet Union as Russia.

    Parameters
    ----------
    frame : polars.DataFrame
        A table of a study, or what the functions of this module return.
    lineage : mapping of code to code

    Returns
    -------
    polars.DataFrame
        The same rows with other codes; in `codes` each code once.
    """
    columns = []
    for name in ("code", "state", "item", "country", "a", "b"):
        if frame.schema.get(name) == pl.String():
            columns.append(pl.col(name).replace(dict(lineage)))
    for name in ("codes", "codes_a", "codes_b", "actor_codes", "recipient_codes"):
        if frame.schema.get(name) == pl.List(pl.String()):
            columns.append(pl.col(name).list.eval(pl.element().replace(dict(lineage)).unique().sort()))
    if not columns:
        raise InputError(f"The table has no column of codes; it has {', '.join(frame.columns)}.")
    return frame.with_columns(columns)


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
    _has(alliances, ("codes", "obligations", "start", "stop"), "alliances")
    _has(conflicts, ("codes_a", "codes_b", "year", "intensity"), "conflicts")
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
    """
    _has(conflicts, ("codes_a", "codes_b", "year", "name"), "conflicts")
    one = pl.col("codes_a").list.contains(a) & pl.col("codes_b").list.contains(b)
    two = pl.col("codes_a").list.contains(b) & pl.col("codes_b").list.contains(a)
    seen = (
        conflicts.filter(one | two)
        .group_by(pl.col("year").cast(pl.Int64()))
        .agg(conflicts=pl.col("name").n_unique().cast(pl.Int64()))
    )
    years = pl.DataFrame({"year": pl.int_range(first, last + 1, eager=True, dtype=pl.Int64())})
    return years.join(seen, on="year", how="left", maintain_order="left").with_columns(
        pl.col("conflicts").fill_null(0)
    )


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
    """
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
            levels=list(_VOTES),
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
    if not parts:
        raise InputError("Give alliances with members, or votes, or both: there is nothing to compare.")
    out = parts[0]
    for part in parts[1:]:
        out = out.join(part, on="year", how="full", coalesce=True)
    return out.sort("year")


def phases_of(
    series: pl.DataFrame,
    source: str,
    *,
    measure: str = "count",
    key: str = "all",
    cost: Cost = "poisson",
    alpha: float = 0.05,
) -> PhasesOfSeries:
    """Divide one source's series into phases: its longest stretch of covered cells.

    Parameters
    ----------
    series : polars.DataFrame
        From `dragoman.relations.series.series`.
    source, measure, key : str
        Which rows.
    cost, alpha
        See `dragoman.relations.phases.change_points`.

    Raises
    ------
    InputError
        If the source has no such rows, or covers nothing: the silence of documents is no zero, so a series
        of documents alone has no phases.
    """
    cells = series.filter(
        pl.col("source") == source,
        pl.col("measure") == measure,
        pl.col("key") == key,
        pl.col("start").is_not_null(),
    ).sort("start")
    if cells.is_empty():
        known = ", ".join(series["source"].unique().sort()) or "none"
        raise InputError(f"{source!r} has no cells of {measure!r}, {key!r}; sources are {known}.")
    if not (cells["cell"] == "zero").any() and (cells["cell"] == "outside").any():
        raise InputError(
            f"{source} declares no coverage: where it is silent nothing is known, and a series with holes "
            "has no phases. Import the dataset with --covers, or look at the documents' events themselves."
        )
    run = (cells["value"].is_null() != cells["value"].is_null().shift(1)).fill_null(value=False).cum_sum()
    kept = cells.with_columns(run=run).filter(pl.col("value").is_not_null())
    if kept.is_empty():
        raise InputError(f"{source} has no value of {measure!r} in any cell.")
    longest = kept.group_by("run").len().sort("len", "run", descending=[True, False])["run"][0]
    chosen = kept.filter(pl.col("run") == longest)
    values = chosen["value"].to_list()
    return PhasesOfSeries(
        starts=chosen["start"].to_list(),
        values=values,
        stop=chosen["stop"][-1],
        found=change_points(values, cost=cost, alpha=alpha),
        left_out=len(kept) - len(chosen),
    )


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


def _has(frame: pl.DataFrame, columns: Sequence[str], name: str) -> None:
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise InputError(
            f"The table {name} lacks {', '.join(missing)}; it has {', '.join(frame.columns)}. Give the rows "
            f"as dragoman.datasets.read or study.external({name!r}).collect() return them."
        )
