"""GDELT events, versions 1.0 (57 or 58 columns) and 2.0 (61), daily, quarter-hourly or historical."""

from __future__ import annotations

import polars as pl

from dragoman.codebook import load
from dragoman.datasets.crosswalk import LOST_ZERO, checks, crosswalk, sides
from dragoman.datasets.kinds import Context, Dataset, verdict
from dragoman.datasets.values import edtf, filled, number, whole
from dragoman.datasets.who import by_letters

__all__ = ["GDELT"]


def _actor(number: int) -> tuple[str, ...]:
    return (f"code{number}", f"name{number}", f"country{number}", *("",) * 7)


_HEAD = ("id", "day", "", "", "", *_actor(1), *_actor(2))
_EVENT = ("", "event_code", "", "root", "", "goldstein", "", "", "articles", "")


def _names(places: int, *, url: bool) -> tuple[str, ...]:
    """Return the columns; 2.0 has one more for each of the three places."""
    action: tuple[str, ...] = ("", "place", "", "", "latitude", "longitude", "")
    other = ("",) * len(action)
    if places == 8:
        action, other = ("", "place", "", "", "", "latitude", "longitude", ""), ("",) * 8
    return (*_HEAD, *_EVENT, *other, *other, *action, "", *(("url",) if url else ()))


def shape(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Bring rows of GDELT into `external_events`."""
    new = {name: pl.lit(None, dtype=pl.String()) for name in ("url",) if name not in frame.columns}
    frame = frame.with_columns(**new).with_columns(
        filled(pl.col("event_code")).alias("source_code"), pl.col("day").str.strip_chars()
    )
    frame = frame.join(crosswalk(), on="source_code", how="left", maintain_order="left")
    for side in ("1", "2"):
        country, unknown = by_letters(frame[f"country{side}"])
        special, _ = by_letters(frame[f"code{side}"].str.slice(0, 3))
        only = [sector.id for sector in load().special_codes]
        context.unresolved.update(unknown)
        other = (frame[f"country{side}"] != frame[f"code{side}"].str.slice(0, 3)).fill_null(value=False)
        context.note("country letters that are not those of the actor's code; the country was taken",
                     int(other.sum()))  # fmt: skip
        frame = frame.with_columns(
            pl.coalesce(country, pl.when(special.is_in(only)).then(special)).alias(f"_code{side}"),
            pl.when(pl.col(f"name{side}").is_not_null())
            .then(pl.format("{} [{}]", f"name{side}", f"code{side}"))
            .otherwise(pl.col(f"code{side}"))
            .alias(f"_text{side}"),
        )
    date = pl.col("day").str.to_date("%Y%m%d", strict=False)
    root = pl.col("root").str.strip_chars()
    return frame.select(
        "_line",
        "_digest",
        pl.col("id").alias("source_id"),
        (
            pl.lit(context.version)
            if context.version
            else pl.when(pl.col("_width") == 61).then(pl.lit("2.0")).otherwise(pl.lit("1.0"))
        ).alias("source_version"),
        "event",
        "mode",
        "contexts",
        pl.lit("cameo-1.1b3").alias("source_scheme"),
        "source_code",
        "loss",
        *sides(frame, context, ("_text1", "_text2"), ("_code1", "_code2")),
        edtf(date).alias("date"),
        date.alias("date_earliest"),
        date.alias("date_latest"),
        filled(pl.col("place")).alias("place"),
        number(pl.col("latitude")).alias("latitude"),
        number(pl.col("longitude")).alias("longitude"),
        number(pl.col("goldstein")).alias("score"),
        pl.lit("goldstein-gdelt").alias("scale"),
        whole(pl.col("articles")).alias("articles"),
        pl.col("url"),
        pl.lit(value=True).alias("directed"),
        *verdict(
            (pl.col("id").str.to_lowercase() == "globaleventid", "a header line",
             "GDELT's files have none; somebody added it."),
            (whole(pl.col("id")).is_null(), pl.format("{} is no event id", "id"),
             "A shifted column; see the row."),
            (date.is_null(), pl.format("{} is no date", "day"),
             "GDELT writes 20151027; another program wrote the file again, or a column is shifted."),
            *checks("source_code"),
            (root != pl.col("source_code").str.slice(0, 2),
             pl.format("EventCode {} does not lie under EventRootCode {}", "source_code", "root"), LOST_ZERO),
        ),
    )  # fmt: skip


GDELT = Dataset(
    name="gdelt",
    title="GDELT events 1.0 and 2.0",
    table="external_events",
    files="YYYYMMDD.export.CSV, YYYYMMDDHHMMSS.export.CSV, also zipped; no header",
    licence="GDELT Project: free to use; cite the project and link to it",
    columns={},
    required=frozenset(),
    shape=shape,
    quoted=False,
    separator="\t",
    headless={57: _names(7, url=False), 58: _names(7, url=True), 61: _names(8, url=True)},
)
