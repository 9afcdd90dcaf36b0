"""What a phase was like: the classes of events that set it apart, and reports that say so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.phases import Phases

__all__ = ["edges", "typical"]

_PRIOR = 10.0
_APART = 1.645


def edges(found: Phases, starts: Sequence[date], *, stop: date) -> list[date]:
    """Return the first day of each phase, and the first day after the last one.

    Parameters
    ----------
    found : Phases
        From `dragoman.relations.phases.change_points`.
    starts : sequence of date
        First day of each value that the phases were found in.
    stop : date
        First day after the last value.
    """
    if found.breaks and found.breaks[-1].at >= len(starts):
        raise InputError(f"A break lies behind the {len(starts)} starts: they are not those of this series.")
    return [starts[0], *(starts[b.at] for b in found.breaks), stop] if starts else []


def typical(
    rows: pl.LazyFrame,
    phases: Sequence[date],
    *,
    texts: pl.DataFrame | None = None,
    classes: int = 3,
    quotes: int = 2,
) -> pl.DataFrame:
    r"""Describe phases by the classes of events that set them apart, then by the most frequent ones.

    .. math:: z = \frac{\log \frac{y + \alpha}{n + A - y - \alpha}
        - \log \frac{y' + \alpha}{n' + A - y' - \alpha}}{\sqrt{1 / (y + \alpha) + 1 / (y' + \alpha)}}

    with y of n events of the phase in the class, y' of n' in the other phases, and alpha the class's share
    of all events times A = 10: a prior that keeps rare classes from standing out by chance.  What has a z of
    1.645 or more sets a phase apart and comes first; places that are left go to the most frequent classes.

    Parameters
    ----------
    rows : LazyFrame
        From `dragoman.relations.series.from_reports`, `from_events` or `from_external`, already those of
        the dyad (`dragoman.relations.series.of_dyad`).  Sources are told apart.
    phases : sequence of date
        Edges of the phases, as `edges` gives them; each phase ends where the next begins.
    texts : polars.DataFrame, optional
        `id` and `text`: the quotes, such as the sentences of the reports, or what a dataset says of its row.
    classes : int
        Most classes for each phase and source.
    quotes : int
        Most quotes for each class.

    Returns
    -------
    polars.DataFrame
        `source`, `phase` (from 1), `start`, `stop`, `events` (of the phase), `event` (the class), `n`,
        `share` of the phase's events, `elsewhere` (its share in the other phases, null where there are
        none), `z`, and `quotes`, a list of `id`, `day`, `text`: the earliest reports of different documents.
        A phase without events has one row with a null class.

    References
    ----------
    Monroe, B. L., M. P. Colaresi and K. M. Quinn (2008): Fightin' words: lexical feature selection and
    evaluation for identifying the content of political conflict. Political Analysis 16 (4), 372-403,
    equations 15, 20 and 22.
    """
    if len(phases) < 2 or any(b <= a for a, b in pairwise(phases)):
        raise InputError("Phases need at least two dates in ascending order: the edges of the phases.")
    if texts is not None and not {"id", "text"} <= set(texts.columns):
        raise InputError(f"texts needs the columns id and text; it has {', '.join(texts.columns)}.")
    # A row belongs to a phase if all of its date does.
    places = pl.DataFrame(
        {"phase": range(1, len(phases)), "start": phases[:-1], "stop": phases[1:]},
        schema={"phase": pl.Int64, "start": pl.Date, "stop": pl.Date},
    )
    held = rows.select("source", "id", "unit", "event", "first", "last").collect()
    held = held.filter(pl.col("event").is_not_null()).join_where(
        places, pl.col("first") >= pl.col("start"), pl.col("last") < pl.col("stop")
    )
    counted = held.group_by("source", "phase", "event").agg(n=pl.len())
    frame = (
        counted.join(
            counted.group_by("source", "phase").agg(events=pl.col("n").sum()), on=["source", "phase"]
        )
        .join(counted.group_by("source", "event").agg(all=pl.col("n").sum()), on=["source", "event"])
        .join(counted.group_by("source").agg(total=pl.col("n").sum()), on="source")
        .with_columns(other=pl.col("all") - pl.col("n"), others=pl.col("total") - pl.col("events"))
    )
    prior = _PRIOR * pl.col("all") / pl.col("total")

    def odds(y: str, n: str) -> pl.Expr:
        return ((pl.col(y) + prior) / (pl.col(n) + _PRIOR - pl.col(y) - prior).clip(1e-9)).log()

    spread = (1 / (pl.col("n") + prior) + 1 / (pl.col("other") + prior)).sqrt()
    frame = frame.with_columns(
        share=pl.col("n") / pl.col("events"),
        elsewhere=pl.when(pl.col("others") > 0).then(pl.col("other") / pl.col("others")),
        z=pl.when(pl.col("others") > 0).then((odds("n", "events") - odds("other", "others")) / spread),
    )
    # First what sets the phase apart, then what is frequent in it.
    apart = (pl.col("z") >= _APART).fill_null(value=False)
    frame = frame.sort(
        "source",
        "phase",
        apart,
        pl.when(apart).then("z").otherwise(0.0),
        "n",
        "event",
        descending=[False, False, True, True, True, False],
    )
    chosen = frame.group_by("source", "phase", maintain_order=True).head(classes)
    told = _quotes(held, chosen, texts, quotes)
    sources = held.select("source").unique().sort("source")
    every = sources.join(places, how="cross")
    return (
        every.join(
            counted.group_by("source", "phase").agg(events=pl.col("n").sum()),
            on=["source", "phase"],
            how="left",
        )
        .join(
            chosen.select("source", "phase", "event", "n", "share", "elsewhere", "z"),
            on=["source", "phase"],
            how="left",
            maintain_order="left_right",
        )
        .join(told, on=["source", "phase", "event"], how="left", maintain_order="left")
        .with_columns(pl.col("events").fill_null(0), pl.col("quotes").fill_null([]))
    )


def _quotes(held: pl.DataFrame, chosen: pl.DataFrame, texts: pl.DataFrame | None, most: int) -> pl.DataFrame:
    """Return the earliest rows of different units for each class that is shown."""
    kept = held.join(chosen.select("source", "phase", "event"), on=["source", "phase", "event"], how="semi")
    if texts is None:
        said = kept.with_columns(text=pl.lit(None, dtype=pl.String()))
    else:
        said = kept.join(texts.select("id", "text").unique("id", keep="first"), on="id", how="left")
        said = said.filter(pl.col("text").is_not_null())
    said = said.sort("first", "id").unique(
        ["source", "phase", "event", "unit"], keep="first", maintain_order=True
    )
    said = said.group_by("source", "phase", "event", maintain_order=True).head(most)
    return said.group_by("source", "phase", "event", maintain_order=True).agg(
        quotes=pl.struct("id", pl.col("first").alias("day"), "text")
    )
