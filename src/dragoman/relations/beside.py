"""Documents beside datasets: the same dyad cell by cell, and which reports a dataset has, too."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.series.rows import classes, directed_pairs

__all__ = ["beside", "matches", "overlap"]

_SHIFTS = (-180, -150, -120, -90, 90, 120, 150, 180)


def beside(series: pl.DataFrame, *, measure: str = "count", key: str = "all") -> pl.DataFrame:
    """Put the sources of a series side by side: one row a cell, columns for each source.

    Nothing is added up.  Where a source says nothing its value is null, never zero.

    Parameters
    ----------
    series : polars.DataFrame
        From `dragoman.relations.series.series` with several sources.
    measure, key : str
        Which rows of it.

    Returns
    -------
    polars.DataFrame
        `start`, `stop`, and for each source its name with the value, `NAME low`, `NAME high` and `NAME cell`.
    """
    chosen = series.filter(
        (pl.col("measure") == measure) & (pl.col("key") == key) & pl.col("start").is_not_null()
    )
    if chosen.is_empty():
        raise InputError(f"The series has no cell of {measure!r}, {key!r}; ask series() for that measure.")
    out = chosen.select("start", "stop").unique().sort("start")
    for source in chosen["source"].unique().sort():
        one = chosen.filter(pl.col("source") == source).select(
            "start",
            pl.col("value").alias(source),
            *(pl.col(name).alias(f"{source} {name}") for name in ("low", "high", "cell")),
        )
        out = out.join(one, on="start", how="left", maintain_order="left")
    return out


def matches(
    reports: pl.LazyFrame, external: pl.LazyFrame, *, days: int = 1, vaguest: int = 31
) -> pl.DataFrame:
    """Find for every report the dataset's rows about the same two actors at the same time.

    They are laid side by side, not merged: a match does not say that both tell of one event.

    Parameters
    ----------
    reports : LazyFrame
        From `dragoman.relations.series.from_reports`.
    external : LazyFrame
        From `dragoman.relations.series.from_external`.
    days : int
        How far the two dates may lie apart; dates that are spans are apart by the days between them.
    vaguest : int
        Reports whose date spans more days than this are left out: they would match anything.

    Returns
    -------
    polars.DataFrame
        `report`, `source`, `external` (ids), `actor`, `recipient`, `days` (0: the dates meet), `same_class`,
        `same_quad`, the best match of a report first.
    """
    if days < 0 or vaguest < 1:
        raise InputError("days must be at least 0 and vaguest at least 1.")
    ours, theirs = _sided(reports, vaguest), _sided(external, None)
    found = ours.join(theirs, on=["actor", "recipient"], suffix="_external").with_columns(
        days=pl.max_horizontal(
            pl.lit(0),
            (pl.col("first_external") - pl.col("last")).dt.total_days(),
            (pl.col("first") - pl.col("last_external")).dt.total_days(),
        )
    )
    return (
        found.filter(pl.col("days") <= days)
        .select(
            report="id",
            source="source_external",
            external="id_external",
            actor="actor",
            recipient="recipient",
            days=pl.col("days").cast(pl.Int64()),
            same_class=(pl.col("event") == pl.col("event_external")).fill_null(value=False),
            same_quad=(pl.col("quad") == pl.col("quad_external")).fill_null(value=False),
        )
        .sort(
            "report", "source", "same_class", "same_quad", "days", "external",
            descending=[False, False, True, True, False, False],
        )
        .collect()
    )  # fmt: skip


def overlap(
    reports: pl.LazyFrame,
    external: pl.LazyFrame,
    *,
    days: int = 1,
    vaguest: int = 31,
    shifts: Sequence[int] = _SHIFTS,
) -> pl.DataFrame:
    """Say which share of the reports a dataset has, too, and which share would match by chance.

    Parameters
    ----------
    reports, external, days, vaguest
        See `matches`.
    shifts : sequence of int, days
        Chance is the mean share over the reports moved by so many days: who deals with whom stays, the
        days do not.

    Returns
    -------
    polars.DataFrame
        For each source: `reports` (dated well enough, between the source's first and last day), and of
        those the shares `any`, `quad`, `event` that have a row of any kind, of the same quad, of the same
        class, each with what chance gives, `any_chance`, `quad_chance`, `event_chance`.
    """
    if not shifts or 0 in shifts:
        raise InputError("shifts needs at least one number of days, and none of them 0.")
    ours, theirs = _sided(reports, vaguest).collect(), _sided(external, None).collect()
    rows = []
    for source in theirs["source"].unique().sort():
        rowset = theirs.filter(pl.col("source") == source)
        low, high = rowset["first"].min(), rowset["last"].max()
        inside = ours.filter((pl.col("first") >= low) & (pl.col("last") <= high))
        true = _shares(inside, rowset, days)
        moved = [ours.with_columns(pl.col("first", "last").dt.offset_by(f"{shift}d")) for shift in shifts]
        # Only what still lies where the source speaks can match.
        still = [one.filter((pl.col("first") >= low) & (pl.col("last") <= high)) for one in moved]
        chance = [_shares(one, rowset, days) for one in still if len(one)]
        rows.append(
            {
                "source": source,
                "reports": inside["id"].n_unique(),
                **true,
                **{
                    f"{name}_chance": _mean([one[name] for one in chance])
                    for name in ("any", "quad", "event")
                },
            }
        )
    schema = {
        "source": pl.String(),
        "reports": pl.Int64(),
        **dict.fromkeys(["any", "quad", "event", "any_chance", "quad_chance", "event_chance"], pl.Float64()),
    }
    return pl.DataFrame(rows, schema=schema)


def _sided(rows: pl.LazyFrame, vaguest: int | None) -> pl.LazyFrame:
    """Return one row for each directed pair of actors, with the quad."""
    dated = rows.filter(pl.col("first").is_not_null() & pl.col("last").is_not_null())
    if vaguest is not None:
        dated = dated.filter((pl.col("last") - pl.col("first")).dt.total_days() < vaguest)
    pairs = directed_pairs(dated, ["id", "source", "event", "first", "last"])
    return pairs.join(classes().select("event", "quad"), on="event", how="left")


def _shares(ours: pl.DataFrame, theirs: pl.DataFrame, days: int) -> dict[str, float]:
    total = ours["id"].n_unique()
    if not total:
        return dict.fromkeys(("any", "quad", "event"), float("nan"))
    near = ours.join_where(
        theirs.rename({name: f"{name}_external" for name in theirs.columns}),
        pl.col("actor") == pl.col("actor_external"),
        pl.col("recipient") == pl.col("recipient_external"),
        pl.col("first_external") <= pl.col("last").dt.offset_by(f"{days}d"),
        pl.col("last_external") >= pl.col("first").dt.offset_by(f"-{days}d"),
    )
    quad = near.filter(pl.col("quad") == pl.col("quad_external"))
    event = near.filter(pl.col("event") == pl.col("event_external"))
    return {
        name: part["id"].n_unique() / total
        for name, part in (("any", near), ("quad", quad), ("event", event))
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")
