"""The phases of one source that declares what it covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.phases import Phases, change_points
from dragoman.relations.segmentation import Cost

__all__ = ["PhasesOfSeries", "phases_of"]


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

    Notes
    -----
    A cell that the coverage begins or ends in the middle of has a count, too, but of fewer days, which looks
    like a change: give `series` a start and a stop on the edges of cells.

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
